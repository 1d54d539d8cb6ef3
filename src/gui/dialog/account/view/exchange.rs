//! What only an Exchange account has.

use super::super::Message;
use super::super::entry::{DEPLOYMENT, Entry};
use super::parts::Sheet;
use crate::domain::server::{Deployment, Protocol};
use crate::gui::widget::{Direction, check, hint, options, section};
use crate::i18n::texts;
use iced::Element;
use iced::widget::{column, container};

impl<'a> Sheet<'a> {
    /// Whether the account is one of an Exchange server.
    pub(super) fn is_exchange(&self) -> bool {
        self.dialog.form.protocol == Protocol::Exchange
    }

    /// "Bereitstellung".
    pub(super) fn deployment(&self) -> Element<'a, Message> {
        if !self.is_exchange() {
            return column![].into();
        }
        let items = vec![
            (self.say(texts::account_deployment_ews()), Deployment::Ews),
            (
                self.say(texts::account_deployment_graph()),
                Deployment::Graph,
            ),
        ];
        let chosen = self.dialog.form.deployment;
        let choice = options(Direction::Beside, items, chosen, Message::Deployment).id(DEPLOYMENT);
        let field = "incoming.deployment";
        let control = self.marked(&[field], container(choice).padding([6, 0]));
        let mut below = self.faults(&[field]);
        if chosen == Deployment::Graph && below.is_empty() {
            below.push(hint(self.say(texts::account_deployment_cloud())));
        }
        self.row(Some(texts::account_label_deployment()), control, below)
    }

    /// A mailbox that others have, too.
    pub(super) fn mailbox(&self) -> Element<'a, Message> {
        if !self.is_exchange() {
            return column![].into();
        }
        let control = self.marked(&["incoming.mailbox"], self.text_field(Entry::Mailbox));
        let mut below = self.faults(&["incoming.mailbox"]);
        below.push(hint(self.say(texts::account_mailbox_hint())));
        self.row(Some(texts::account_label_mailbox()), control, below)
    }

    /// Past the folder for deleted items.
    pub(super) fn for_good(&self) -> Element<'a, Message> {
        if !self.is_exchange() || !self.dialog.form.remove_after_fetch {
            return column![].into();
        }
        let words = self.say(texts::account_remove_for_good());
        let is_on = self.dialog.form.remove_for_good;
        let tick = check(&words, is_on, Some(Message::ForGood));
        self.row(None, self.marked(&["remove_for_good"], tick), Vec::new())
    }

    /// In place of an outgoing server.
    pub(super) fn exchange_out(&self) -> Element<'a, Message> {
        let words = container(hint(self.say(texts::account_exchange_out()))).padding([6, 0]);
        let name = self.say(texts::account_section_out());
        container(section(name, words)).padding([5, 0]).into()
    }
}
