//! Which Akte: by its number or by words of its Kurzbezeichnung, with proposals while one types.

use super::{Outcome, Screen};
use crate::domain::register::{AkteKind, StoredAkte};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{
    Choice, button, fault, footer, form, heading, hint, label, type_ahead, wide_field,
};
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::notice::notice;
use iced::advanced::text::Wrapping;
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Element, Fill, Size, Task};

const FIELD: &str = "akte-pick";
/// Proposals that are shown.
const SHOWN: usize = 40;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// The Aktennummer as typed or proposed; empty means the Benutzerakte.
    pub number: String,
    /// The Akte, where it was chosen from the list.
    pub akte: Option<StoredAkte>,
}

/// The dialog.
pub struct AktePick {
    title: Text,
    purpose: Text,
    /// Nothing typed is an answer, too.
    may_be_empty: bool,
    typed: String,
    proposed: Vec<StoredAkte>,
    at: Option<usize>,
    serial: u64,
    fault: Option<Text>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(String),
    /// What it could mean.
    Found(u64, Result<Vec<StoredAkte>>),
    /// The bar moves.
    Step(i32),
    /// An Akte of the list.
    Chosen(usize),
    /// The first button.
    Done,
    /// "Abbruch".
    Left,
}

impl AktePick {
    /// Asks for an Akte.
    pub fn new(title: Text, purpose: Text) -> Self {
        Self {
            title,
            purpose,
            may_be_empty: false,
            typed: String::new(),
            proposed: Vec::new(),
            at: None,
            serial: 0,
            fault: None,
        }
    }

    /// The empty field means the Benutzerakte.
    #[must_use]
    pub fn or_none(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// Begins with this number.
    #[must_use]
    pub fn with(mut self, number: &str) -> Self {
        number.clone_into(&mut self.typed);
        self
    }

    fn find(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let (serial, typed) = (self.serial, self.typed.clone());
        context.ask(
            move |office| office.find_akten(&typed, SHOWN),
            move |found| Message::Found(serial, found),
        )
    }

    fn step(&mut self, step: i32) {
        let last = self.proposed.len().checked_sub(1);
        self.at = match (last, self.at, step) {
            (None, ..) => None,
            (Some(_), None, 1..) => Some(0),
            (Some(_), None | Some(0), _) if step < 0 => None,
            (Some(last), Some(at), 1..) => Some((at + 1).min(last)),
            (Some(_), Some(at), _) => Some(at.saturating_sub(1)),
            (Some(_), None, _) => None,
        };
    }

    fn done(&mut self) -> Action<Message> {
        let typed = self.typed.trim();
        let chosen = self.at.and_then(|at| self.proposed.get(at));
        // Words that mean one Akte alone mean this one.
        let only = match self.proposed.as_slice() {
            [only] if !typed.is_empty() => Some(only),
            _ => None,
        };
        let exact = self.proposed.iter().find(|it| number(it) == typed);
        if let Some(akte) = chosen.or(exact).or(only) {
            return Action::Close(Outcome::Akte(Picked {
                number: number(akte),
                akte: Some(akte.clone()),
            }));
        }
        if typed.is_empty() && !self.may_be_empty {
            self.fault = Some(texts::akte_pick_missing());
            return Action::None;
        }
        if !typed.is_empty() && typed.parse::<crate::domain::akte::Aktennummer>().is_err() {
            self.fault = Some(match self.proposed.is_empty() {
                true => texts::akte_pick_unknown(typed),
                false => texts::akte_pick_several(),
            });
            return Action::None;
        }
        Action::Close(Outcome::Akte(Picked {
            number: typed.to_owned(),
            akte: None,
        }))
    }

    fn list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.proposed.is_empty() {
            let words = match self.typed.trim().is_empty() {
                true => texts::akte_pick_none_yet(),
                false => texts::akte_pick_none(),
            };
            return container(hint(context.say(words)))
                .padding(8)
                .height(Fill)
                .width(Fill)
                .style(style::grid)
                .into();
        }
        let rows = self.proposed.iter().enumerate().map(|(at, akte)| {
            let words = row![
                text(number(akte)).size(SIZE).font(theme::UI_BOLD).width(80),
                text(&akte.name)
                    .size(SIZE)
                    .width(Fill)
                    .wrapping(Wrapping::None),
                text(akte.datenpool.clone().unwrap_or_default()).size(SIZE),
            ];
            iced::widget::button(words.spacing(8))
                .padding([4, 8])
                .width(Fill)
                .style(style::place(self.at == Some(at)))
                .on_press(Message::Chosen(at))
                .into()
        });
        let rows = scrollable(column(rows)).height(Fill).width(Fill);
        container(rows.style(style::scroll))
            .padding(2)
            .height(Fill)
            .style(style::grid)
            .into()
    }
}

/// How the Akte is called.
fn number(akte: &StoredAkte) -> String {
    match akte.kind {
        AkteKind::Akte(number) => number.to_string(),
        AkteKind::Benutzerakte(number) => format!("Benutzerakte {number}"),
        AkteKind::Sammelakte => "Sammelakte".to_owned(),
    }
}

impl Screen for AktePick {
    type Message = Message;

    fn title(&self) -> Text {
        self.title.clone()
    }

    fn size(&self) -> Size {
        Size::new(520.0, 440.0)
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.find(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(typed) => {
                self.typed = typed;
                self.fault = None;
                self.at = None;
                return Action::Run(self.find(context));
            }
            Message::Found(serial, found) if serial == self.serial => match found {
                Ok(found) => self.proposed = found,
                Err(error) => self.fault = Some(notice(&error).message),
            },
            Message::Found(..) => {}
            Message::Step(step) => self.step(step),
            Message::Chosen(at) => {
                self.at = Some(at);
                return self.done();
            }
            Message::Done => return self.done(),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let field = wide_field(FIELD, &self.typed, Message::Typed, self.fault.is_some());
        let field = type_ahead(
            field,
            |key, _| match key {
                Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
                Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
                _ => None,
            },
            None,
        );
        let below: Element<'_, Message> = match (&self.fault, self.may_be_empty) {
            (Some(words), _) => fault(say(words.clone())),
            (None, true) => hint(say(texts::akte_pick_empty_is())),
            (None, false) => space().into(),
        };
        let body = column![
            label(&say(texts::akte_pick_label())),
            field,
            self.list(context),
            below
        ];
        let done = button(
            Some((Icon::Check, Tint::Accent)),
            &say(texts::button_ok()),
            Some(Message::Done),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let content = column![
            heading(
                Icon::Folder,
                say(self.title.clone()),
                say(self.purpose.clone())
            ),
            container(body.spacing(7)).padding([10, 16]).height(Fill),
            footer(space(), row![done, leave].spacing(8)),
        ];
        form(content)
            .initial_focus(FIELD)
            .default_button(Message::Done)
            .cancel(Message::Left)
            .into()
    }
}
