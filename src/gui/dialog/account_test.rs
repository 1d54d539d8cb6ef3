//! "E-Mail Kontotest": the account test, row by row as it happens.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The account test.
pub struct AccountTest {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl AccountTest {
    /// Tests these settings when it is opened.
    pub fn new(_subject: crate::service::account_test::TestSubject) -> Self {
        Self {}
    }
}

impl Screen for AccountTest {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_account_test()
    }

    fn size(&self) -> Size {
        Size::new(760.0, 620.0)
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
