//! Benutzer, Datenpools and app devices.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The master data that accounts refer to.
pub struct Stammdaten {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Stammdaten {
    /// Opens it.
    pub fn new() -> Self {
        Self {}
    }
}

impl Screen for Stammdaten {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_stammdaten()
    }

    fn size(&self) -> Size {
        Size::new(760.0, 520.0)
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
