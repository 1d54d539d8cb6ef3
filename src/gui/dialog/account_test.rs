//! "E-Mail Kontotest": the account test, row by row as it happens.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The account test.
pub struct AccountTest {}

/// What came of the test while its window was open.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    /// Repairs that were made, in order; the settings tested last have them all.
    pub repairs: Vec<(
        crate::domain::diagnosis::Side,
        crate::domain::repair::Repair,
    )>,
    /// Certificate exceptions that were agreed to and are not stored yet.
    pub pins: Vec<crate::domain::server::PinnedCertificate>,
    /// The last test passed.
    pub is_passed: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl AccountTest {
    /// Tests every account, one after the other ("Alle Konten testen").
    pub fn all(_accounts: Vec<crate::domain::account::StoredAccount>) -> Self {
        Self {}
    }

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
