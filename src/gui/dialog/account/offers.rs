//! Hosts that a search has met and that nobody is told a credential before a person agrees; where the
//! mailbox lies, as far as a search shows it.

use super::search::Offer;
use super::{AccountDialog, Message, Question};
use crate::domain::discovery::Mailbox;
use crate::domain::preset::preset_of_domain;
use crate::domain::server::{Deployment, Protocol};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::texts;
use crate::service::discover::Consent;

/// Whether the provider of an address has its mailboxes in Microsoft's cloud.
pub(super) fn lies_in_cloud(mailbox: &Mailbox) -> bool {
    preset_of_domain(&mailbox.domain)
        .is_some_and(|it| matches!(it.id.as_str(), "microsoft365" | "outlook-com"))
}

impl AccountDialog {
    /// Chooses where the mailbox lies, unless somebody has.
    pub(super) fn preselect(&mut self, deployment: Deployment) {
        let is_open = self.form.protocol == Protocol::Exchange && !self.is_deployed;
        if !is_open || self.form.deployment == deployment {
            return;
        }
        let before = self.form.clone();
        self.form.deploy(deployment);
        self.changed(before, |changes| {
            (!changes.is_empty()).then(texts::account_told_deployment)
        });
    }

    /// Whether there is something to sign in with.
    pub(super) fn can_sign_in(&self) -> bool {
        !self.password.reveal().is_empty()
    }

    /// What a search may tell the hosts that were agreed to for this address.
    pub(super) fn consent(&self, mailbox: &Mailbox) -> Consent {
        let agreed = self.search.agreed.iter();
        let agreed = agreed.filter(|it| it.0 == mailbox.domain);
        let user = self.form.incoming.as_ref();
        let user = user.map_or("", |it| it.user.trim());
        let user = match user.is_empty() {
            true => mailbox.address.clone(),
            false => user.to_owned(),
        };
        Consent {
            sign_in: self.can_sign_in().then(|| (user, self.password.clone())),
            hosts: agreed.map(|it| it.1.to_lowercase()).collect(),
        }
    }

    pub(super) fn ask_host(&mut self, at: usize) -> Action<Message> {
        let mailbox = Mailbox::parse(&self.form.address);
        let (Some(Offer { host, .. }), Some(mailbox)) = (self.search.offers.get(at), mailbox)
        else {
            return Action::None;
        };
        let ask = Ask::question(
            Kind::Warning,
            texts::account_search_confirm_title(),
            texts::account_search_confirm_question(host, mailbox.domain),
            texts::account_search_confirm_yes(),
        );
        self.ask(Question::Host(at), ask)
    }

    pub(super) fn host_agreed(&mut self, at: usize, context: &Context) -> Action<Message> {
        let mailbox = Mailbox::parse(&self.form.address);
        let (Some(offer), Some(mailbox)) = (self.search.offers.get(at), mailbox) else {
            return Action::None;
        };
        let agreed = (mailbox.domain, offer.host.clone());
        self.search.agreed.push(agreed);
        self.search(context)
    }
}
