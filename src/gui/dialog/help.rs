//! The help of a dialog.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// Help.
pub struct Help {}

/// What the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Topic {
    Window,
    Accounts,
    KontoNeu,
    Account,
    SmtpAuth,
    AccountTest,
    Stammdaten,
    Appearance,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Help {
    /// Help on a topic.
    pub fn new(_topic: Topic) -> Self {
        Self {}
    }
}

impl Screen for Help {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_help()
    }

    fn size(&self) -> Size {
        Size::new(560.0, 480.0)
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
