//! From the form to an account: what is wrong stands beside its field.

use super::changes::has_own_sign_in;
use super::entry::{id_of, place};
use super::{AccountDialog, Message};
use crate::domain::account::{Account, Fault, FieldError};
use crate::domain::account_form::{AccountForm, AuthChoice, ServerForm};
use crate::domain::server::{FirstFetch, IncomingAuth, OutgoingAuth, Protocol};
use crate::domain::syntax::day;
use crate::domain::usage::Mode;
use crate::gui::action::Action;
use crate::gui::dialog::account_test::AccountTest;
use crate::service::account_test::TestSubject;
use crate::service::accounts::Passwords;

/// What is fetched first, as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstChoice {
    /// Everything.
    All,
    /// From a day on.
    Since,
    /// Only what arrives from now on.
    New,
}

impl FirstChoice {
    /// The choice behind a value.
    pub fn of(first: FirstFetch) -> Self {
        match first {
            FirstFetch::All => Self::All,
            FirstFetch::Since(_) => Self::Since,
            FirstFetch::New => Self::New,
        }
    }
}

fn is_blank(server: &Option<ServerForm>) -> bool {
    server
        .as_ref()
        .is_none_or(|it| it.host.trim().is_empty() && it.user.trim().is_empty())
}

impl AccountDialog {
    /// Whether messages have been fetched already, so that nothing is left to choose for the first
    /// time.
    pub(super) fn was_fetched(&self) -> bool {
        let stored = self.stored.as_ref();
        stored.is_some_and(|it| it.state.last_success_at.is_some())
    }

    /// The account that the form describes.
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub(super) fn candidate(&self) -> Result<Account, Vec<FieldError>> {
        self.check(self.form.clone())
    }

    /// The same for another form with the same passwords and loose fields.
    pub(super) fn check(&self, form: AccountForm) -> Result<Account, Vec<FieldError>> {
        self.check_by(form, AccountForm::check)
    }

    fn check_by(
        &self,
        mut form: AccountForm,
        check: fn(&AccountForm) -> Result<Account, Vec<FieldError>>,
    ) -> Result<Account, Vec<FieldError>> {
        let mut faults = Vec::new();
        form.first_fetch = self.first_fetch(&mut faults);
        form.folders = match form.protocol {
            Protocol::Pop3 => vec!["INBOX".to_owned()],
            _ => self.folders(),
        };
        if !form.remove_after_fetch {
            form.remove_after_days.clear();
        }
        if form.mode == Mode::NurSenden && is_blank(&form.incoming) {
            form.incoming = None;
        }
        if self.begun.0.outgoing.is_none() && is_blank(&form.outgoing) {
            form.outgoing = None;
        }
        let has_own = form.outgoing.is_some() && has_own_sign_in(&form);
        // Whoever is to sign in may do so later.
        let has_password = form.incoming_auth == IncomingAuth::Password;
        if form.incoming.is_some() && has_password && self.lacks_password() {
            faults.push(FieldError::new("incoming.password", Fault::Missing));
        }
        if has_own && self.lacks_own_password() {
            faults.push(FieldError::new("outgoing.password", Fault::Missing));
        }
        match check(&form) {
            Ok(account) if faults.is_empty() => Ok(account),
            checked => {
                faults.extend(checked.err().into_iter().flatten());
                faults.sort_by_key(|it| place(&it.field));
                Err(faults)
            }
        }
    }

    fn first_fetch(&self, faults: &mut Vec<FieldError>) -> FirstFetch {
        if self.was_fetched() {
            return self.form.first_fetch;
        }
        match self.first {
            FirstChoice::All => FirstFetch::All,
            FirstChoice::New => FirstFetch::New,
            FirstChoice::Since => match day(&self.loose.since) {
                Some(day) => FirstFetch::Since(day),
                None => {
                    let given = self.loose.since.trim().to_owned();
                    let fault = match given.is_empty() {
                        true => Fault::Missing,
                        false => Fault::DayInvalid(given),
                    };
                    faults.push(FieldError::new("first_fetch", fault));
                    FirstFetch::All
                }
            },
        }
    }

    fn folders(&self) -> Vec<String> {
        let parts = self.loose.folders.split(',').map(str::trim);
        let parts = parts.filter(|it| !it.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// A stored account has its password in the keychain: nothing typed means unchanged.
    fn lacks_password(&self) -> bool {
        let stored = self.stored.as_ref();
        let incoming = stored.and_then(|it| it.account.incoming.as_ref());
        let has_one = incoming.is_some_and(|it| !it.uses_oauth());
        self.password.reveal().is_empty() && !has_one
    }

    fn lacks_own_password(&self) -> bool {
        let typed = !self.uses_oauth() && !self.password.reveal().is_empty();
        self.own_password.is_none() && !self.has_stored_own() && !typed
    }

    /// Somebody has signed in in the browser for the outgoing server alone.
    pub(super) fn has_own_sign_in(&self) -> bool {
        self.own_grant.is_some() || self.own_signed_in.is_some()
    }

    /// The outgoing server had an own sign-in already, so that its password is stored.
    pub(super) fn has_stored_own(&self) -> bool {
        let stored = self
            .stored
            .as_ref()
            .and_then(|it| it.account.outgoing.as_ref());
        stored.is_some_and(|it| matches!(it.auth, OutgoingAuth::Own { .. }))
    }

    /// The passwords that are typed. An own sign-in for sending that has none yet gets the one for
    /// receiving: that is how providers with two names for one person want it.
    pub(super) fn passwords(&self) -> Passwords {
        let typed = Some(&self.password);
        let typed = typed.filter(|it| !self.uses_oauth() && !it.reveal().is_empty());
        let own = match (has_own_sign_in(&self.form), &self.own_password) {
            (false, _) => None,
            (true, Some(own)) => Some(own),
            (true, None) if self.has_stored_own() => None,
            (true, None) => typed,
        };
        let own_token = self
            .own_grant
            .as_ref()
            .map(crate::service::oauth::Grant::token);
        let own_token = own_token.filter(|_| self.form.outgoing_auth == AuthChoice::Oauth2);
        // A sign-in that is not stored yet is tested with the token that came with it.
        let grant = self.grant.as_ref().filter(|_| self.uses_oauth());
        let token = grant.map(crate::service::oauth::Grant::token);
        Passwords {
            incoming: typed.cloned().or(token),
            outgoing: own.cloned().or(own_token),
        }
    }

    /// What is tested or counted: exactly the values of the form.
    pub(super) fn subject(&self, account: Account) -> TestSubject {
        TestSubject {
            account,
            id: self.stored.as_ref().map(|it| it.id),
            passwords: self.passwords(),
            send_test_mail: false,
            pins: self.pins.clone(),
            confirmed: Vec::new(),
        }
    }

    /// "Kontoeinstellungen testen".
    pub(super) fn test(&mut self) -> Action<Message> {
        // A server that is missing is what the test looks for.
        match self.check_by(self.form.clone(), AccountForm::check_for_test) {
            Ok(account) => {
                self.changes.faults.clear();
                Action::Open(AccountTest::new(self.subject(account)).into())
            }
            Err(faults) => self.refuse(faults),
        }
    }

    /// Shows faults beside their fields; the first one gets the focus.
    pub(super) fn refuse(&mut self, faults: Vec<FieldError>) -> Action<Message> {
        let first = faults.iter().find_map(|it| id_of(&it.field));
        self.changes.faults = faults;
        // Whoever agrees to something in the form later does not save by it.
        self.order = None;
        if let Some(id) = first {
            self.focus_on(id);
        }
        Action::None
    }
}
