//! "E-Mail Konten": the table of accounts.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The table of accounts.
pub struct Accounts {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Accounts {
    /// Opens it.
    pub fn new() -> Self {
        Self {}
    }
}

impl Screen for Accounts {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_accounts()
    }

    fn size(&self) -> Size {
        Size::new(1120.0, 460.0)
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
