//! "Info": version, licences, where the data lies.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// About the program.
pub struct Info {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Info {
    /// Opens it.
    pub fn new() -> Self {
        Self {}
    }
}

impl Screen for Info {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_info()
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
