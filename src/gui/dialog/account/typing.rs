//! What is typed and chosen field by field, and what follows from it.

use super::entry::Entry;
use super::offers::lies_in_cloud;
use super::{AccountDialog, Message, Question, chooser};
use crate::domain::account_form::AuthChoice;
use crate::domain::diagnosis::Side;
use crate::domain::discovery::Mailbox;
use crate::domain::oauth::Provider;
use crate::domain::preset::{Preset, preset_of_domain};
use crate::domain::secret::Secret;
use crate::domain::server::{Deployment, Protocol, Security};
use crate::gui::action::Action;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::smtp_auth::{Browser, SmtpAuth, SmtpAuthDialog};
use crate::i18n::texts;

impl AccountDialog {
    pub(super) fn typed(&mut self, entry: Entry, text: String) {
        match entry {
            Entry::Address => self.form.set_address(text, self.chooser.preset),
            _ => entry.write(&mut self.form, &mut self.loose, text),
        }
        if matches!(entry, Entry::InHost | Entry::OutHost) {
            self.chooser.forget();
        }
        self.changes.touched(entry.field());
        self.counting.forget();
    }

    pub(super) fn encrypted(&mut self, side: Side, is_on: bool) -> Action<Message> {
        if is_on {
            self.set_security(side, Security::Tls);
            return Action::None;
        }
        let warning = Ask::question(
            Kind::Warning,
            texts::account_plain_title(),
            texts::account_plain_question(),
            texts::account_plain_yes(),
        );
        self.ask(Question::Plain(side), warning)
    }

    pub(super) fn set_security(&mut self, side: Side, security: Security) {
        match side {
            Side::Incoming => {
                self.form.set_incoming_security(security);
                self.changes.touched("incoming.security");
            }
            Side::Outgoing => {
                self.form.set_outgoing_security(security);
                self.changes.touched("outgoing.security");
            }
        }
        self.counting.forget();
    }

    pub(super) fn protocol(&mut self, protocol: Protocol) {
        // A provider without it: the reason stands below the choice.
        if self.lacks(protocol).is_some() {
            return;
        }
        self.form.set_protocol(protocol, self.chooser.preset);
        let mailbox = Mailbox::parse(&self.form.address);
        if mailbox.is_some_and(|it| lies_in_cloud(&it)) {
            self.preselect(Deployment::Graph);
        }
        self.changes.touched("incoming.protocol");
        self.counting.forget();
    }

    pub(super) fn deployment(&mut self, deployment: Deployment) {
        self.form.deploy(deployment);
        self.is_deployed = true;
        self.changes.touched("incoming.deployment");
        self.counting.forget();
    }

    /// The chosen provider, if it has nothing for this protocol.
    pub(super) fn lacks(&self, protocol: Protocol) -> Option<&'static Preset> {
        let preset = self.chooser.preset?;
        let is_known = preset.incoming(Protocol::Imap).is_some();
        let lacks = protocol == Protocol::Pop3 && is_known && preset.incoming(protocol).is_none();
        lacks.then_some(preset)
    }

    pub(super) fn choose(&mut self, message: chooser::Message) {
        if let Some(preset) = self.chooser.update(message) {
            self.take_preset(preset);
        }
    }

    pub(super) fn password_typed(&mut self, password: Secret) {
        self.password = password;
        self.changes.touched("incoming.password");
        self.counting.forget();
    }

    pub(super) fn signs_in(&mut self, is_on: bool) {
        self.form.outgoing_auth = match (is_on, &self.form.outgoing) {
            (false, _) => AuthChoice::None,
            (true, Some(server)) if !server.user.is_empty() => AuthChoice::Own,
            (true, _) => AuthChoice::Same,
        };
        self.changes.touched("outgoing.auth");
    }

    pub(super) fn smtp_auth(&mut self) -> Action<Message> {
        let user = self.form.outgoing.as_ref();
        let chosen = SmtpAuth {
            choice: self.form.outgoing_auth,
            user: user.map(|it| it.user.clone()).unwrap_or_default(),
            password: self.own_password.clone(),
            grant: self.own_grant.clone(),
        };
        let provider = Provider::of_host(user.map_or("", |it| it.host.trim()));
        let browser = Browser {
            provider,
            is_registered: self.clients.iter().any(|it| it.provider == provider),
            signed_in: self.own_signed_in.clone(),
        };
        Action::Open(SmtpAuthDialog::new(chosen, self.form.protocol, browser).into())
    }

    pub(super) fn smtp_auth_chosen(&mut self, chosen: SmtpAuth) {
        self.form.outgoing_auth = chosen.choice;
        self.form.outgoing.get_or_insert_default().user = chosen.user;
        self.own_password = chosen.password;
        self.own_grant = chosen.grant;
        self.changes.touched("outgoing.auth");
        self.changes.touched("outgoing.user");
        self.changes.touched("outgoing.password");
    }

    /// The provider that the address belongs to, unless its servers stand in the form already.
    pub(super) fn offered(&self) -> Option<&'static Preset> {
        let mailbox = Mailbox::parse(&self.form.address)?;
        let preset = preset_of_domain(&mailbox.domain)?;
        let is_chosen = self.chooser.preset.is_some_and(|it| it.id == preset.id);
        let mut filled = self.form.clone();
        filled.take_preset(preset);
        filled.incoming_auth = self.form.incoming_auth;
        (!is_chosen && filled != self.form).then_some(preset)
    }

    pub(super) fn take_offered(&mut self) {
        if let Some(preset) = self.offered() {
            self.chooser.take(preset);
            self.take_preset(preset);
        }
    }
}
