//! "OK und Schließen": first what must be asked, then everything is stored at once.

use super::{AccountDialog, Busy, Message, Question};
use crate::domain::account::{Account, AccountId};
use crate::domain::account_form::AuthChoice;
use crate::domain::diagnosis::Side;
use crate::domain::secret::{Secret, SecretPurpose};
use crate::domain::server::{AfterFetch, Security};
use crate::domain::sign_in::{SignIn, shared, sign_ins, twin};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::{Arg, Text, texts};
use crate::service::account_save::{AccountSave, Keeping};
use crate::service::accounts::Passwords;
use crate::service::notice::notice;
use crate::service::{Added, Error, Result};

/// What is about to be saved, and what has been agreed to.
#[derive(Debug, Clone)]
pub(super) struct Order {
    account: Account,
    passwords: Passwords,
    others: Vec<(AccountId, SecretPurpose, Secret)>,
    is_twin_agreed: bool,
    is_removal_agreed: bool,
    is_sharing_answered: bool,
    keeping: Keeping,
}

impl AccountDialog {
    /// Checks, asks what must be asked, and saves.
    pub(super) fn ok(&mut self, context: &Context) -> Action<Message> {
        if self.busy != Busy::No {
            return Action::None;
        }
        let account = match self.candidate() {
            Ok(account) => account,
            Err(faults) => return self.refuse(faults),
        };
        self.changes.faults.clear();
        self.order = Some(Order {
            account,
            passwords: self.passwords(),
            others: Vec::new(),
            is_twin_agreed: false,
            is_removal_agreed: false,
            is_sharing_answered: false,
            keeping: Keeping::Keychain,
        });
        self.proceed(context)
    }

    /// The next question, or saving.
    fn proceed(&mut self, context: &Context) -> Action<Message> {
        let Some(order) = self.order.clone() else {
            return Action::None;
        };
        if let Some(side) = self.plain_to_agree(&order.account) {
            let warning = Ask::question(
                Kind::Warning,
                texts::account_plain_title(),
                texts::account_plain_question(),
                texts::account_plain_save(),
            );
            return self.ask(Question::Plain(side), warning);
        }
        if !order.is_twin_agreed
            && let Some(question) = self.twin_question(&order.account)
        {
            return self.ask(Question::Twin, question);
        }
        if !order.is_removal_agreed && self.removes_more(&order.account) {
            return self.count_removal(&order.account, context);
        }
        if !order.is_sharing_answered
            && let Some(question) = self.sharing_question(&order)
        {
            return self.ask(Question::Sharing, question);
        }
        self.store(order, context)
    }

    fn plain_to_agree(&self, account: &Account) -> Option<Side> {
        let incoming = account.incoming.as_ref().map(|it| it.endpoint.security);
        let outgoing = account.outgoing.as_ref().map(|it| it.endpoint.security);
        let sides = [(Side::Incoming, incoming), (Side::Outgoing, outgoing)];
        let mut open = sides.into_iter().zip(self.agreed_plain);
        let is_open =
            |it: &((Side, Option<Security>), bool)| it.0.1 == Some(Security::None) && !it.1;
        open.find(is_open).map(|it| it.0.0)
    }

    /// No protection was agreed to: while ticking, or on the way to saving.
    pub(super) fn plain_agreed(&mut self, side: Side, context: &Context) -> Action<Message> {
        let [incoming, outgoing] = &mut self.agreed_plain;
        match side {
            Side::Incoming => *incoming = true,
            Side::Outgoing => *outgoing = true,
        }
        if self.order.is_some() {
            return self.proceed(context);
        }
        self.set_security(side, Security::None);
        Action::None
    }

    /// Whether more is removed on the server than the stored settings remove.
    fn removes_more(&self, account: &Account) -> bool {
        let days = |account: &Account| {
            let incoming = account.incoming.as_ref()?;
            match incoming.after_fetch {
                AfterFetch::Leave => None,
                AfterFetch::Remove { after_days } => Some(after_days),
            }
        };
        let before = self.stored.as_ref().and_then(|it| days(&it.account));
        match (days(account), before) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(now), Some(before)) => now < before,
        }
    }

    /// What would be removed today: of a stored account the stored messages, of a new one what lies
    /// on the server.
    fn count_removal(&mut self, account: &Account, context: &Context) -> Action<Message> {
        self.busy = Busy::Counting;
        let days = after_days(account);
        if let Some(id) = self.stored.as_ref().map(|it| it.id) {
            return Action::Run(context.ask(
                move |office| office.count_removable(id, days),
                Message::RemovalCounted,
            ));
        }
        let subject = self.subject(account.clone());
        Action::Run(context.wait(
            |office| async move { office.count_on_server(&subject).await },
            Message::RemovalCounted,
        ))
    }

    /// Shows what would be removed.
    pub(super) fn removal_counted(&mut self, counted: Result<u64>) -> Action<Message> {
        // Whoever pressed "Abbruch" meanwhile does not want to save any more.
        let Some(order) = self.order.as_ref().filter(|_| self.busy == Busy::Counting) else {
            return Action::None;
        };
        self.busy = Busy::No;
        let days = after_days(&order.account);
        let message = match (counted, &self.stored) {
            (Ok(count), Some(_)) => texts::account_removal_stored(count),
            (Ok(count), None) => texts::account_removal_new(count),
            (Err(error), _) => texts::account_removal_unknown(notice(&error).message),
        };
        let rule = match days {
            0 => texts::account_removal_rule_now(),
            days => texts::account_removal_rule_days(days),
        };
        let ask = Ask::question(
            Kind::Warning,
            texts::account_removal_title(),
            message,
            texts::account_removal_yes(),
        );
        let lines = vec![rule, texts::account_removal_safe()];
        self.ask(Question::Removal, ask.with_lines(lines))
    }

    /// Another account fetches the same mailbox, and did not before.
    fn twin_question(&self, account: &Account) -> Option<Ask> {
        let own = self.stored.as_ref().map(|it| it.id);
        let other = twin(account, own, &self.others)?;
        let before = self.stored.as_ref();
        let was_so = before.and_then(|it| twin(&it.account, own, &self.others));
        if was_so.is_some_and(|it| it.id == other.id) {
            return None;
        }
        let ask = Ask::question(
            Kind::Warning,
            texts::account_twin_title(),
            texts::account_twin_question(&other.account.name, &other.account.address),
            texts::account_twin_yes(),
        );
        Some(ask.with_lines(vec![texts::account_twin_advice()]))
    }

    /// That the same mailbox is fetched twice was agreed to.
    pub(super) fn twin_agreed(&mut self, context: &Context) -> Action<Message> {
        if let Some(order) = &mut self.order {
            order.is_twin_agreed = true;
        }
        self.proceed(context)
    }

    /// Removing was agreed to.
    pub(super) fn removal_agreed(&mut self, context: &Context) -> Action<Message> {
        if let Some(order) = &mut self.order {
            order.is_removal_agreed = true;
        }
        self.proceed(context)
    }

    /// Other sign-ins that are the same as the ones whose password is new.
    fn sharing(&self, order: &Order) -> Vec<(AccountId, String, SecretPurpose, Secret)> {
        let own = self.stored.as_ref().map(|it| it.id);
        let mut found = Vec::new();
        for sign_in in sign_ins(&order.account) {
            let Some(secret) = given(&order.passwords, &sign_in) else {
                continue;
            };
            for (account, purpose) in shared(&sign_in, own, &self.others) {
                let is_known = |it: &(AccountId, String, SecretPurpose, Secret)| {
                    it.0 == account.id && it.2 == purpose
                };
                if !found.iter().any(is_known) {
                    let name = account.account.name.clone();
                    found.push((account.id, name, purpose, secret.clone()));
                }
            }
        }
        found
    }

    /// Whether the new password for receiving may also be the one for the own sign-in at the
    /// outgoing server of this account.
    fn shares_own(&self, order: &Order) -> bool {
        let signs = sign_ins(&order.account);
        let [incoming, outgoing] = signs.as_slice() else {
            return false;
        };
        order.passwords.incoming.is_some()
            && order.passwords.outgoing.is_none()
            && incoming.is_same(outgoing)
    }

    fn sharing_question(&self, order: &Order) -> Option<Ask> {
        let mut lines = Vec::new();
        if self.shares_own(order) {
            lines.push(texts::account_sharing_own());
        }
        let others = self.sharing(order);
        lines.extend(
            others
                .iter()
                .map(|(_, name, purpose, _)| line(name, *purpose)),
        );
        let ask = Ask::question(
            Kind::Question,
            texts::account_sharing_title(),
            texts::account_sharing_question(),
            texts::account_sharing_yes(),
        );
        (!lines.is_empty()).then(|| ask.or(texts::account_sharing_no()).with_lines(lines))
    }

    /// Whether the new password is taken over was answered.
    pub(super) fn sharing_answered(
        &mut self,
        takes_over: bool,
        context: &Context,
    ) -> Action<Message> {
        let Some(mut order) = self.order.take() else {
            return Action::None;
        };
        order.is_sharing_answered = true;
        if takes_over {
            if self.shares_own(&order) {
                order
                    .passwords
                    .outgoing
                    .clone_from(&order.passwords.incoming);
            }
            let others = self.sharing(&order).into_iter();
            order.others = others
                .map(|(id, _, purpose, it)| (id, purpose, it))
                .collect();
        }
        self.order = Some(order);
        self.proceed(context)
    }

    fn store(&mut self, order: Order, context: &Context) -> Action<Message> {
        self.busy = Busy::Saving;
        let save = AccountSave {
            id: self.stored.as_ref().map(|it| it.id),
            account: order.account,
            passwords: order.passwords,
            pins: self.pins.clone(),
            others: order.others,
            grant: self.grant.clone().filter(|_| self.uses_oauth()),
            outgoing_grant: self
                .own_grant
                .clone()
                .filter(|_| self.form.outgoing_auth == AuthChoice::Oauth2),
            keeping: order.keeping,
        };
        Action::Run(context.wait(
            |office| async move { office.save_account(save).await },
            Message::Saved,
        ))
    }

    /// Saved, or not: then everything typed is still there.
    pub(super) fn saved(&mut self, saved: Result<Added>, context: &Context) -> Action<Message> {
        self.busy = Busy::No;
        match saved {
            Ok(added) => match added.revived_mails {
                None => close(added.id),
                Some(mails) => {
                    let told = Ask::message(
                        Kind::Information,
                        texts::window_account(),
                        texts::account_revived_told(mails),
                    );
                    self.ask(Question::Saved(added.id), told)
                }
            },
            Err(error @ Error::Secrets(_)) => {
                let ask = Ask::error(&error, context).and_ask(texts::account_keep_until_quit());
                self.ask(Question::Keychain, ask)
            }
            Err(Error::Form(faults)) if faults.iter().any(|it| is_shown(&it.field)) => {
                self.refuse(faults)
            }
            Err(error) => {
                self.order = None;
                Action::Open(Ask::error(&error, context).into())
            }
        }
    }

    /// The password is kept in memory alone.
    pub(super) fn keep_until_quit(&mut self, context: &Context) -> Action<Message> {
        let Some(order) = self.order.take() else {
            return Action::None;
        };
        let order = Order {
            keeping: Keeping::UntilQuit,
            ..order
        };
        self.order = Some(order.clone());
        self.store(order, context)
    }
}

/// Ends the dialog after saving.
pub(super) fn close(id: AccountId) -> Action<Message> {
    Action::Changed.and(Action::Close(Outcome::AccountSaved(id)))
}

fn is_shown(field: &str) -> bool {
    super::entry::id_of(field).is_some()
}

fn after_days(account: &Account) -> u16 {
    match account.incoming.as_ref().map(|it| it.after_fetch) {
        Some(AfterFetch::Remove { after_days }) => after_days,
        _ => 0,
    }
}

fn given<'a>(passwords: &'a Passwords, sign_in: &SignIn) -> Option<&'a Secret> {
    match sign_in.purpose {
        SecretPurpose::Incoming => passwords.incoming.as_ref(),
        SecretPurpose::Outgoing => passwords.outgoing.as_ref(),
    }
}

fn line(name: &str, purpose: SecretPurpose) -> Text {
    let name = Arg::from(name);
    match purpose {
        SecretPurpose::Incoming => texts::account_sharing_incoming(name),
        SecretPurpose::Outgoing => texts::account_sharing_outgoing(name),
    }
}
