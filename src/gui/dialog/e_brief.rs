//! "E-Brief": a letter being written.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::{form, hint};
use crate::i18n::{Text, texts};
use iced::widget::center;
use iced::{Element, Size};

/// What an E-Brief begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// Nothing.
    Empty,
    /// An Akte, by its number in the register.
    Akte(i64),
    /// The answer to a stored message; to everybody who got it, or to its sender alone.
    Answer {
        /// Number of the message.
        mail: i64,
        /// To all.
        all: bool,
    },
    /// Stored messages passed on, as text or each as a file of its own.
    Forward {
        /// Numbers of the messages.
        mails: Vec<i64>,
        /// As files.
        attached: bool,
    },
    /// A draft of the Postausgang.
    Draft(i64),
}

/// The window.
pub struct EBrief {
    start: Start,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch".
    Left,
}

impl EBrief {
    /// Opens it.
    pub fn new(start: Start) -> Self {
        Self { start }
    }

    /// What it began with.
    pub fn start_of(&self) -> &Start {
        &self.start
    }
}

impl Screen for EBrief {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_e_brief()
    }

    fn size(&self) -> Size {
        Size::new(820.0, 680.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        form(center(hint(context.say(texts::window_e_brief()))))
            .cancel(Message::Left)
            .into()
    }
}
