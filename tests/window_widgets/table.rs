//! A table of very many rows, its menu, a tool bar.

use crate::harness::{Element, Harness};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Fill, Point, mouse};
use kontorpost::gui::icon::{Icon, Tint};
use kontorpost::gui::widget::grid::{Column, Grid, GridEvent, HEAD, Mark, Model, ROW};
use kontorpost::gui::widget::menu::with_menu;
use kontorpost::gui::widget::{Role, busy, form, progress, tool_button};
use std::borrow::Cow;

struct Inbox {
    rows: usize,
    columns: Vec<Column>,
    selected: Option<usize>,
    sort: (usize, bool),
    menu: Option<Point>,
    events: Vec<GridEvent>,
    did: Vec<&'static str>,
}

impl Model for Inbox {
    fn len(&self) -> usize {
        self.rows
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        match column {
            0 => "".into(),
            1 => ["Amtsgericht München", "Finanzamt", "Dr. Änne Größl"][row % 3].into(),
            2 => format!("Schadennummer 4711-08/15, Rückfrage zur Deckungszusage [{row}]").into(),
            _ => format!("{} KB", row % 997).into(),
        }
    }

    fn bold(&self, row: usize) -> bool {
        row.is_multiple_of(9)
    }

    fn mark(&self, row: usize) -> Option<Mark> {
        match row % 9 {
            0 => Some(Mark::Dot(Tint::Accent)),
            4 => Some(Mark::Icon(Icon::Attach, Tint::Muted)),
            _ => None,
        }
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let fits = |row: &usize| {
            let words = self.cell(*row, 1).to_lowercase();
            words.starts_with(&typed.to_lowercase())
        };
        (from..self.rows.min(from + 100)).find(fits)
    }
}

#[derive(Debug, Clone)]
enum InMessage {
    Grid(GridEvent),
    Did(&'static str),
    CloseMenu,
}

fn column_of(title: &str, width: f32, flex: bool, right: bool) -> Column {
    Column {
        title: title.to_owned(),
        width,
        min: 30.0,
        flex,
        right,
    }
}

fn inbox(rows: usize) -> Inbox {
    Inbox {
        rows,
        columns: vec![
            column_of("", 30.0, false, false),
            column_of("Von", 150.0, false, false),
            column_of("Betreff", 0.0, true, false),
            column_of("Größe", 80.0, false, true),
        ],
        selected: None,
        sort: (2, true),
        menu: None,
        events: Vec::new(),
        did: Vec::new(),
    }
}

fn inbox_view(inbox: &Inbox) -> Element<'_, InMessage> {
    let (column, is_ascending) = inbox.sort;
    let grid = Grid::new(inbox, &inbox.columns, inbox.selected, InMessage::Grid)
        .sort(column, is_ascending)
        .id("mails");
    let bar = row![
        tool_button(Icon::MailAdd, "&Neu", Some(InMessage::Did("new"))),
        tool_button(Icon::Sync, "&Abrufen", None),
        space().width(Fill),
        busy("Post wird geholt".to_owned()),
        container(progress(0.4)).width(120),
    ]
    .spacing(8)
    .align_y(iced::Center);
    let page = column![bar, grid].spacing(6).padding(6);
    let items = vec![
        ("&Antworten".to_owned(), Some(InMessage::Did("reply"))),
        ("Wiederherstellen".to_owned(), None),
        ("&Löschen".to_owned(), Some(InMessage::Did("delete"))),
    ];
    let page = with_menu(page, inbox.menu, items, InMessage::CloseMenu);
    form(page).initial_focus("mails").into()
}

fn inbox_update(inbox: &mut Inbox, message: InMessage) {
    match message {
        InMessage::Grid(event) => {
            inbox.events.push(event);
            match event {
                GridEvent::Select(row) => inbox.selected = Some(row),
                GridEvent::Sort(column) => inbox.sort = (column, inbox.sort.0 != column),
                GridEvent::Resize(column, width) => inbox.columns[column].width = width,
                GridEvent::Menu(_, at) => inbox.menu = Some(at),
                GridEvent::Activate(_) => {}
            }
        }
        InMessage::CloseMenu => inbox.menu = None,
        InMessage::Did(what) => inbox.did.push(what),
    }
}

fn open_inbox(rows: usize) -> Harness<Inbox, InMessage> {
    Harness::new(inbox(rows), (700.0, 420.0), inbox_view, inbox_update)
}

fn subject(row: usize) -> String {
    format!("Schadennummer 4711-08/15, Rückfrage zur Deckungszusage [{row}]")
}

#[test]
fn a_million_rows_are_walked_by_keyboard() {
    let mut window = open_inbox(1_000_000);
    assert!(window.is_on("mails") && window.has(&subject(0)));
    window.named(Named::ArrowDown);
    assert_eq!(window.state.selected, Some(0));
    window.named(Named::PageDown);
    let page = window.state.selected.expect("a row");
    assert!((10..20).contains(&page), "{page}");
    assert!(window.has(&subject(page)));
    window.named(Named::End);
    assert_eq!(window.state.selected, Some(999_999));
    let last = window.bounds(&subject(999_999)).expect("the last row");
    assert!(last.y + last.height <= 420.0 - 5.0, "{last:?}");
    assert!(!window.has(&subject(0)));
    window.named(Named::PageUp);
    window.named(Named::ArrowUp);
    window.named(Named::Home);
    assert_eq!(window.state.selected, Some(0));
    window.named(Named::Enter);
    assert_eq!(window.state.events.last(), Some(&GridEvent::Activate(0)));
    assert_eq!(window.focused().and_then(|it| it.role), Some(Role::Table));
}

#[test]
fn typing_looks_for_a_row() {
    let mut window = open_inbox(100);
    window.enter("d");
    assert_eq!(window.state.selected, Some(2));
    window.enter("r");
    assert_eq!(window.state.selected, Some(2), "a second letter narrows");
}

#[test]
fn the_head_sorts_and_its_edges_draw() {
    let mut window = open_inbox(1000);
    window.click("Von");
    assert_eq!(window.state.sort, (1, true));
    let head = window.bounds("Von").expect("a head");
    let edge = Point::new(head.x + head.width, head.center_y());
    window.press(edge, mouse::Button::Left);
    window.point(Point::new(edge.x + 50.0, edge.y));
    window.release();
    assert_eq!(window.state.columns[1].width, 200.0);
}

#[test]
fn the_mouse_scrolls_and_opens() {
    let mut window = open_inbox(1_000_000);
    let place = window.place("mails");
    let bar = Point::new(place.x + place.width - 7.0, place.y + HEAD + 5.0);
    window.press(bar, mouse::Button::Left);
    window.point(Point::new(bar.x, place.y + place.height + 50.0));
    window.release();
    assert!(window.has(&subject(999_999)));
    assert!(
        window.state.events.is_empty(),
        "no message while it scrolls"
    );
    let row = Point::new(place.x + 200.0, place.y + HEAD + 2.0 * ROW);
    window.click_at(row);
    let chosen = window.state.selected.expect("a row");
    window.click_at(row);
    assert_eq!(
        window.state.events.last(),
        Some(&GridEvent::Activate(chosen))
    );
}

#[test]
fn a_row_has_its_menu_by_key_and_mouse() {
    let mut window = open_inbox(50);
    window.named(Named::ArrowDown);
    window.key(Key::Named(Named::F10), Modifiers::SHIFT);
    assert!(window.has("Wiederherstellen"));
    window.pictures("grid_menu");
    window.named(Named::Escape);
    assert!(!window.has("Wiederherstellen") && window.state.menu.is_none());
    let row = window.bounds(&subject(3)).expect("a row").center();
    window.press(row, mouse::Button::Right);
    assert_eq!(window.state.selected, Some(3));
    window.click("Wiederherstellen");
    assert!(window.has("Wiederherstellen"), "a greyed item does nothing");
    window.enter("l");
    assert!(window.state.menu.is_none());
    assert_eq!(window.state.did, ["delete"]);
}

#[test]
fn pictures_of_a_table() {
    let mut window = open_inbox(100_000);
    window.click(&subject(1));
    window.pictures("grid");
    window.tab(false);
    window.pictures("grid_left");
}
