//! Asks whether the program goes on in the tray when its window is closed.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button, check, footer, form, hint};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, space, text};
use iced::{Element, Fill, Padding, Size};

/// The question.
#[derive(Default)]
pub struct Stay {
    for_good: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Nicht mehr fragen".
    ForGood(bool),
    /// "Weiterlaufen" or "Beenden".
    Answered(bool),
    /// "Abbruch": the window stays open.
    Left,
}

impl Stay {
    /// Asks.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Screen for Stay {
    type Message = Message;

    fn title(&self) -> Text {
        texts::stay_title()
    }

    fn size(&self) -> Size {
        Size::new(500.0, 225.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::ForGood(for_good) => {
                self.for_good = for_good;
                Action::None
            }
            Message::Answered(stays) => Action::Close(Outcome::Stay {
                stays,
                for_good: self.for_good,
            }),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let again = check(
            &say(texts::stay_again()),
            self.for_good,
            Some(Message::ForGood),
        );
        let below = container(hint(say(texts::stay_again_hint())));
        let words = column![
            text(say(texts::stay_question())).size(SIZE),
            text(say(texts::stay_why())).size(SIZE),
            column![again, below.padding(Padding::ZERO.left(22.0))].spacing(3),
        ]
        .spacing(10);
        let body = row![icon(Icon::Help, 32.0, Tint::Accent), words.width(Fill)];
        let body = container(body.spacing(14)).padding([16, 18]).height(Fill);
        let part = |words, message, choice| button(None, &say(words), Some(message), choice);
        let buttons = row![
            part(texts::stay_yes(), Message::Answered(true), Choice::Default),
            part(texts::stay_no(), Message::Answered(false), Choice::Other),
            part(texts::button_cancel(), Message::Left, Choice::Other),
        ];
        form(column![body, footer(space(), buttons.spacing(8))])
            .default_button(Message::Answered(true))
            .cancel(Message::Left)
            .into()
    }
}
