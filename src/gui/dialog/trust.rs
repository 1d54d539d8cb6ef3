//! A certificate that the system does not trust, and whether to accept it.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The question.
pub struct Trust {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Trust {
    /// Shows the facts of a test row's certificate.
    pub fn new(
        _side: crate::domain::diagnosis::Side,
        _row: crate::domain::diagnosis::TestRow,
    ) -> Self {
        Self {}
    }
}

impl Screen for Trust {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_trust()
    }

    fn size(&self) -> Size {
        Size::new(560.0, 400.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, _context: &'a Context) -> Element<'a, Message> {
        text("").into()
    }
}
