//! A list of mail for the tests of the table: everything that a table can show.

#![allow(dead_code)]

use crate::harness::{Element, Harness};
use iced::widget::{column, container, row, space};
use iced::{Fill, Point};
use kontorpost::gui::icon::{Icon, Tint};
use kontorpost::gui::widget::grid::{
    Column, Columns, Grid, GridEvent, Mark, Model, RowLook, Selection,
};
use kontorpost::gui::widget::menu::{MenuItem, column_menu, with_items};
use kontorpost::gui::widget::{
    busy, drag_layer, drop_zone, form, label, progress, tool_button, wide_field,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub const CHECK: usize = 0;
pub const CLIP: usize = 1;
pub const FROM: usize = 2;
pub const SUBJECT: usize = 3;
pub const AKTE: usize = 4;
pub const NOTE: usize = 5;
pub const SIZE: usize = 6;

pub struct Inbox {
    pub rows: usize,
    pub columns: Columns,
    pub selection: Selection,
    pub events: Vec<GridEvent>,
    pub did: Vec<String>,
    pub checked: BTreeSet<usize>,
    pub edits: BTreeMap<(usize, usize), String>,
    /// Rows are read only when they are asked for.
    pub missing: Option<BTreeSet<usize>>,
    pub is_lazy: bool,
    pub version: u64,
    pub is_dragging: bool,
    pub find: bool,
    pub has_menu: Option<Point>,
    pub head_menu: Option<Point>,
    pub reveal: Option<(u64, usize)>,
}

impl Model for Inbox {
    fn len(&self) -> usize {
        self.rows
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn is_loaded(&self, row: usize) -> bool {
        self.missing.as_ref().is_none_or(|it| it.contains(&row))
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        if let Some(edited) = self.edits.get(&(row, column)) {
            return edited.into();
        }
        match column {
            FROM => ["Amtsgericht München", "Finanzamt", "Dr. Änne Größl"][row % 3].into(),
            SUBJECT => subject(row).into(),
            AKTE => format!("{}/26", row % 997).into(),
            SIZE => format!("{} KB", row % 997).into(),
            _ => "".into(),
        }
    }

    fn spoken(&self, row: usize, column: usize) -> Cow<'_, str> {
        match column {
            CHECK if self.checked.contains(&row) => "angehakt".into(),
            CLIP if row % 9 == 4 => "Anlage".into(),
            _ => self.cell(row, column),
        }
    }

    fn look(&self, row: usize) -> RowLook {
        RowLook {
            is_bold: row.is_multiple_of(9),
            is_struck: row % 9 == 7,
            tint: match row % 9 {
                5 => Some(Tint::Bad),
                7 => Some(Tint::Muted),
                _ => None,
            },
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        match (column, row % 9) {
            (CLIP, 4) => Some(Mark::Icon(Icon::Attach, Tint::Muted)),
            (AKTE, 0 | 4) => Some(Mark::Icon(Icon::Folder, Tint::Accent)),
            (FROM, 0) => Some(Mark::Dot(Tint::Accent)),
            _ => None,
        }
    }

    fn check(&self, row: usize, column: usize) -> Option<bool> {
        (column == CHECK).then(|| self.checked.contains(&row))
    }

    fn can_edit(&self, row: usize, column: usize) -> bool {
        (column == AKTE || column == NOTE) && row % 9 != 7
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let fits = |row: &usize| {
            let words = self.cell(*row, FROM).to_lowercase();
            words.starts_with(&typed.to_lowercase())
        };
        (from..self.rows.min(from + 100)).find(fits)
    }
}

#[derive(Debug, Clone)]
pub enum InMessage {
    Grid(GridEvent),
    Did(String),
    Toggle(usize),
    CloseMenu,
    DragEnd,
}

fn columns() -> Columns {
    let mut columns = Columns::new(vec![
        Column::new("check", "Verarbeiten", 30.0)
            .icon(Icon::Check)
            .fixed(),
        Column::new("clip", "Anlagen", 30.0).icon(Icon::Attach),
        Column::new("from", "Von", 150.0).min(60.0),
        Column::new("subject", "Betreff", 0.0).min(90.0).flex(),
        Column::new("akte", "Akte", 90.0),
        Column::new("note", "Anweisung", 100.0).hidden(),
        Column::new("size", "Größe", 80.0).right(),
    ]);
    columns.sort_by(SUBJECT, true);
    columns
}

pub fn inbox(rows: usize) -> Inbox {
    Inbox {
        rows,
        columns: columns(),
        selection: Selection::default(),
        events: Vec::new(),
        did: Vec::new(),
        checked: BTreeSet::new(),
        edits: BTreeMap::new(),
        missing: None,
        is_lazy: false,
        version: 0,
        is_dragging: false,
        find: false,
        has_menu: None,
        head_menu: None,
        reveal: None,
    }
}

fn did(what: &str) -> Option<InMessage> {
    Some(InMessage::Did(what.to_owned()))
}

pub fn view(inbox: &Inbox) -> Element<'_, InMessage> {
    let grid = Grid::new(inbox, &inbox.columns, &inbox.selection, InMessage::Grid)
        .id("mails")
        .name("Nachrichten")
        .draggable()
        .reveal(inbox.reveal);
    let bar = row![
        tool_button(Icon::MailAdd, "&Neu", did("new")),
        tool_button(Icon::Sync, "&Abrufen", None),
        space().width(Fill),
        busy("Post wird geholt".to_owned()),
        container(progress(0.4)).width(120),
    ]
    .spacing(8)
    .align_y(iced::Center);
    let place = |name: &'static str| {
        let message = did(name).filter(|_| inbox.is_dragging);
        drop_zone(container(label(name)).padding(6).width(110), message)
    };
    let search = container(wide_field("search", "", InMessage::Did, false)).width(110);
    let places = column![place("Postkorb"), place("Papierkorb"), search].spacing(4);
    let page = column![bar, row![places, grid].spacing(6)].spacing(6);
    let items = vec![
        MenuItem::new("&Antworten", did("reply")).key("Strg+R"),
        MenuItem::new("Wiederherstellen", None),
        MenuItem::new("&Löschen", did("delete"))
            .key("Entf")
            .parted(),
    ];
    let page = with_items(page, inbox.has_menu, items, InMessage::CloseMenu);
    let items = column_menu(&inbox.columns, InMessage::Toggle);
    let page = with_items(page, inbox.head_menu, items, InMessage::CloseMenu);
    let words = inbox.is_dragging.then(|| match inbox.selection.len() {
        1 => "1 Nachricht".to_owned(),
        count => format!("{count} Nachrichten"),
    });
    let form = form(container(page).padding(6))
        .initial_focus("mails")
        .cancel(InMessage::Did("cancel".to_owned()));
    drag_layer(form, words, InMessage::DragEnd)
}

pub fn update(inbox: &mut Inbox, message: InMessage) {
    match message {
        InMessage::Grid(event) => take(inbox, event),
        InMessage::CloseMenu => (inbox.has_menu, inbox.head_menu) = (None, None),
        InMessage::Toggle(column) => inbox.columns.toggle(column),
        InMessage::Did(what) => inbox.did.push(what),
        InMessage::DragEnd => inbox.is_dragging = false,
    }
}

fn take(inbox: &mut Inbox, event: GridEvent) {
    inbox.columns.take(&event);
    match event.clone() {
        GridEvent::Selection(selection) => inbox.selection = selection,
        GridEvent::Menu(_, at) => inbox.has_menu = Some(at),
        GridEvent::HeadMenu(at) => inbox.head_menu = Some(at),
        GridEvent::Check(row) => {
            let rows = match inbox.selection.contains(row) {
                true => inbox.selection.rows().collect(),
                false => vec![row],
            };
            let is_on = !inbox.checked.contains(&row);
            for row in rows {
                match is_on {
                    true => inbox.checked.insert(row),
                    false => inbox.checked.remove(&row),
                };
            }
        }
        GridEvent::Edit(row, column, text) => {
            inbox.edits.insert((row, column), text);
        }
        GridEvent::Need(rows) if !inbox.is_lazy => {
            if let Some(loaded) = &mut inbox.missing {
                loaded.extend(rows);
            }
        }
        GridEvent::DragStart => inbox.is_dragging = true,
        GridEvent::Find(typed, _) if inbox.find => {
            let row: usize = typed.parse().unwrap_or(0);
            inbox.selection = Selection::one(row);
        }
        _ => {}
    }
    inbox.events.push(event);
}

pub type Window = Harness<Inbox, InMessage>;

pub fn open(inbox: Inbox) -> Window {
    Harness::new(inbox, (760.0, 420.0), view, update)
}

pub fn open_inbox(rows: usize) -> Window {
    open(inbox(rows))
}

pub fn subject(row: usize) -> String {
    format!("Schadennummer 4711-08/15, Rückfrage zur Deckungszusage [{row}]")
}

impl Inbox {
    /// The chosen rows as ranges.
    pub fn chosen(&self) -> Vec<(usize, usize)> {
        let ranges = self.selection.ranges().iter();
        ranges.map(|it| (it.start, it.end)).collect()
    }

    /// What rows were asked for, question by question.
    pub fn needs(&self) -> Vec<Range<usize>> {
        let need = |it: &GridEvent| match it {
            GridEvent::Need(rows) => Some(rows.clone()),
            _ => None,
        };
        self.events.iter().filter_map(need).collect()
    }
}
