//! "Benutzer wechseln": who acts from now on.

use super::ask::Ask;
use super::{Outcome, Screen};
use crate::domain::search_text::fold;
use crate::domain::stammdaten::Benutzer;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::grid::{Column, Columns, Grid, GridEvent, Model, Selection};
use crate::gui::widget::{Choice, button, footer, form, heading};
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::acting::{Acted, WhoAmI};
use iced::widget::{column, container, row, space, text};
use iced::{Element, Fill, Size, Task};
use std::borrow::Cow;

const LIST: &str = "acting-list";

/// The dialog.
pub struct Acting {
    who: WhoAmI,
    rows: Rows,
    columns: Columns,
    selection: Selection,
    is_busy: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Who may be chosen was read.
    Loaded(Box<Result<WhoAmI>>),
    /// Something in the list.
    List(GridEvent),
    /// "Wechseln".
    Change,
    /// It was allowed and written down, or refused.
    Changed(Result<Acted>),
    /// "Abbruch".
    Left,
}

#[derive(Default)]
struct Rows(Vec<Benutzer>);

impl Model for Rows {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(benutzer) = self.0.get(row) else {
            return Cow::Borrowed("");
        };
        match column {
            0 => Cow::Owned(benutzer.number.to_string()),
            1 => Cow::Borrowed(&benutzer.name),
            _ => Cow::Borrowed(&benutzer.login),
        }
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let typed = fold(typed);
        let begins = |row: &usize| {
            self.0.get(*row).is_some_and(|it| {
                it.number.to_string().starts_with(&typed) || fold(&it.name).starts_with(&typed)
            })
        };
        (from..self.len())
            .chain(0..from.min(self.len()))
            .find(begins)
    }
}

impl Acting {
    /// Empty, until [`Screen::start`] has answered.
    pub fn new() -> Self {
        Self {
            who: WhoAmI::default(),
            rows: Rows::default(),
            columns: Columns::new(Vec::new()),
            selection: Selection::default(),
            is_busy: false,
        }
    }

    fn loaded(&mut self, who: WhoAmI, context: &Context) {
        let acting = who.benutzer.as_ref().map(|it| it.number);
        let at = |it: &Benutzer| Some(it.number) == acting;
        self.selection = Selection::of(who.choices.iter().position(at));
        self.rows = Rows(who.choices.clone());
        let say = |words: Text| context.say(words);
        let number = Column::new("number", say(texts::stammdaten_head_number()), 60.0);
        let name = Column::new("name", say(texts::stammdaten_head_name()), 200.0);
        let login = Column::new("login", say(texts::acting_head_login()), 130.0);
        self.columns = Columns::new(vec![number.right(), name.flex(), login]);
        self.who = who;
    }

    /// Who was chosen, unless it is the one who acts already.
    fn chosen(&self) -> Option<&Benutzer> {
        let chosen = self.selection.focus().and_then(|it| self.rows.0.get(it));
        let acting = self.who.benutzer.as_ref().map(|it| it.number);
        chosen.filter(|it| Some(it.number) != acting && !self.is_busy)
    }

    fn change(&mut self, context: &Context) -> Action<Message> {
        let Some(number) = self.chosen().map(|it| it.number) else {
            return Action::None;
        };
        self.is_busy = true;
        let changing = context.ask(move |office| office.act_as(number), Message::Changed);
        Action::Run(changing)
    }
}

impl Default for Acting {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for Acting {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_acting()
    }

    fn size(&self) -> Size {
        Size::new(520.0, 440.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        context.ask(
            |office| office.who_am_i(),
            |who| Message::Loaded(Box::new(who)),
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(who) => match *who {
                Ok(who) => self.loaded(who, context),
                Err(error) => return Action::Open(Ask::error(&error, context).into()),
            },
            Message::List(GridEvent::Selection(selection)) => {
                self.selection = Selection::of(selection.focus());
            }
            Message::List(GridEvent::Activate(_)) | Message::Change => {
                return self.change(context);
            }
            Message::List(event) => {
                self.columns.take(&event);
            }
            Message::Changed(Ok(acted)) => {
                self.is_busy = false;
                return Action::Act(acted).and(Action::Close(Outcome::Left));
            }
            Message::Changed(Err(error)) => {
                self.is_busy = false;
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let head = heading(
            Icon::Person,
            say(texts::window_acting()),
            say(texts::acting_purpose(&self.who.login)),
        );
        let grid = Grid::new(&self.rows, &self.columns, &self.selection, Message::List);
        let grid = grid.id(LIST).name(say(texts::window_acting()));
        let why = match self.rows.0.len() {
            0 if !self.who.is_set_up => texts::acting_nobody_yet(),
            0 => texts::acting_nobody(),
            1 => texts::acting_only_own(),
            _ => texts::acting_hint(),
        };
        let words = text(say(why)).size(SIZE);
        let body = column![container(Element::from(grid)).height(Fill), words].spacing(8);
        let buttons = row![
            button(
                Some((Icon::Check, Tint::Good)),
                &say(texts::acting_change()),
                self.chosen().map(|_| Message::Change),
                Choice::Default
            ),
            button(
                None,
                &say(texts::button_cancel()),
                Some(Message::Left),
                Choice::Other
            ),
        ];
        let content = column![
            head,
            container(body).padding([12, 16]).height(Fill),
            footer(space(), buttons.spacing(8))
        ];
        form(content)
            .initial_focus(LIST)
            .default_maybe(self.chosen().map(|_| Message::Change))
            .cancel(Message::Left)
            .into()
    }
}
