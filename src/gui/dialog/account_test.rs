//! "E-Mail Kontotest": the account test, row by row as it happens, and the same for every account.

mod all;
mod details;
mod ladder;
mod one;
mod parts;
mod run;

use super::{Outcome, Screen};
use crate::domain::account::StoredAccount;
use crate::domain::diagnosis::Side;
use crate::domain::repair::Repair;
use crate::domain::server::PinnedCertificate;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use crate::service::account_test::TestSubject;
use crate::service::accounts::Passwords;
use all::All;
use iced::{Element, Size, Task};
use one::One;

/// The account test.
pub struct AccountTest {
    kind: Kind,
}

enum Kind {
    One(Box<One>),
    All(All),
}

/// What came of the test while its window was open.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    /// Repairs that were made, in order; the settings tested last have them all.
    pub repairs: Vec<(Side, Repair)>,
    /// Certificate exceptions that were agreed to and are not stored yet.
    pub pins: Vec<PinnedCertificate>,
    /// The last test passed.
    pub is_passed: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the test of one account.
    One(one::Message),
    /// In the test of every account.
    All(all::Message),
}

impl AccountTest {
    /// Tests every account, one after the other ("Alle Konten testen").
    pub fn all(accounts: Vec<StoredAccount>) -> Self {
        Self {
            kind: Kind::All(All::new(accounts)),
        }
    }

    /// Tests these settings when it is opened. What is agreed to in it is handed back, not stored.
    pub fn new(subject: TestSubject) -> Self {
        Self {
            kind: Kind::One(Box::new(One::new(subject, one::Keeping::HandBack))),
        }
    }

    /// Tests a stored account. What is agreed to in it is stored.
    pub fn stored(stored: &StoredAccount) -> Self {
        let subject = subject(stored);
        Self {
            kind: Kind::One(Box::new(One::new(subject, one::Keeping::Store))),
        }
    }
}

/// A stored account as it is.
fn subject(stored: &StoredAccount) -> TestSubject {
    TestSubject {
        account: stored.account.clone(),
        id: Some(stored.id),
        passwords: Passwords::default(),
        pins: Vec::new(),
        confirmed: Vec::new(),
        send_test_mail: false,
    }
}

impl Screen for AccountTest {
    type Message = Message;

    fn title(&self) -> Text {
        match self.kind {
            Kind::One(_) => texts::window_account_test(),
            Kind::All(_) => texts::test_all_title(),
        }
    }

    fn size(&self) -> Size {
        Size::new(880.0, 660.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        match &mut self.kind {
            Kind::One(it) => it.start(context).map(Message::One),
            Kind::All(it) => it.start(context).map(Message::All),
        }
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match (&mut self.kind, message) {
            (Kind::One(it), Message::One(message)) => it.update(message, context).map(Message::One),
            (Kind::All(it), Message::All(message)) => it.update(message, context).map(Message::All),
            _ => Action::None,
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match &mut self.kind {
            Kind::One(it) => it.returned(outcome, context).map(Message::One),
            Kind::All(it) => it.returned(outcome, context).map(Message::All),
        }
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        match &mut self.kind {
            Kind::One(_) => Action::None,
            Kind::All(it) => it.office_changed(context).map(Message::All),
        }
    }

    fn close_message(&self) -> Message {
        match self.kind {
            Kind::One(_) => Message::One(one::Message::Left),
            Kind::All(_) => Message::All(all::Message::Left),
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match &self.kind {
            Kind::One(it) => it.view(context).map(Message::One),
            Kind::All(it) => it.view(context).map(Message::All),
        }
    }
}
