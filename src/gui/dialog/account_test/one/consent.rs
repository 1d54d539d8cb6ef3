//! Hosts that tell where the Exchange server is only to those who sign in: a person is asked about each.

use super::{Message, One};
use crate::domain::diagnosis::{FailureClass, TestRow};
use crate::domain::discovery::Mailbox;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::texts;

impl One {
    /// The host that a row asks about and that nobody has agreed to.
    pub(super) fn wanted_host<'a>(&self, row: &'a TestRow) -> Option<&'a String> {
        let is_agreed = |host: &String| self.subject.confirmed.contains(host);
        let names = row.facts.names.iter();
        names
            .filter(|_| row.class == Some(FailureClass::ConsentNeeded))
            .find(|it| !is_agreed(it))
    }

    pub(super) fn ask_host(&mut self) -> Action<Message> {
        let host = self.selected_row().and_then(|it| self.wanted_host(it));
        let mailbox = Mailbox::parse(&self.subject.account.address);
        let (Some(host), Some(mailbox)) = (host.cloned(), mailbox) else {
            return Action::None;
        };
        let ask = Ask::question(
            Kind::Warning,
            texts::account_search_confirm_title(),
            texts::account_search_confirm_question(&host, mailbox.domain),
            texts::account_search_confirm_yes(),
        );
        self.asking = Some(host);
        Action::Open(ask.into())
    }

    pub(super) fn host_agreed(&mut self, host: String, context: &Context) -> Action<Message> {
        self.subject.confirmed.push(host);
        Action::Run(self.start(context))
    }
}
