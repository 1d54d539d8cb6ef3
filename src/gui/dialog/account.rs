//! "E-Mail Konto": everything about one account.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The dialog of one account.
pub struct AccountDialog {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl AccountDialog {
    /// A new account.
    pub fn new() -> Self {
        Self {}
    }

    /// A new account with the values of a roll-out file.
    pub fn imported(_account: crate::domain::account::Account) -> Self {
        Self {}
    }

    /// A stored account.
    pub fn edit(_stored: crate::domain::account::StoredAccount) -> Self {
        Self {}
    }
}

impl Screen for AccountDialog {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_account()
    }

    fn size(&self) -> Size {
        Size::new(690.0, 700.0)
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
