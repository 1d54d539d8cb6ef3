//! Accounts: add, change, remove, export, and their secrets.

use super::account_save::Keeping;
use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::{Account, AccountId, StoredAccount};
use crate::domain::account_form::AccountForm;
use crate::domain::diagnosis::Side;
use crate::domain::oauth::Resource;
use crate::domain::rollout;
use crate::domain::secret::{Secret, SecretPurpose, SignInOf};
use crate::domain::server::{OutgoingAuth, PinnedCertificate};
use crate::domain::usage::KanzleiMark;
use crate::storage::accounts::Added;
use std::path::Path;

/// The passwords of an account, as far as they were given.
#[derive(Debug, Clone, Default)]
pub struct Passwords {
    /// For the incoming server.
    pub incoming: Option<Secret>,
    /// For the outgoing server, where it has its own sign-in.
    pub outgoing: Option<Secret>,
}

impl Passwords {
    /// Reads one password a line: the incoming one (unless the person signs in in the browser), then the outgoing one where the account signs
    /// in there with an own name. Line breaks are not part of a password; everything else is.
    pub fn from_lines(text: &str, account: &Account) -> Self {
        let own = account
            .outgoing
            .as_ref()
            .is_some_and(|it| matches!(it.auth, OutgoingAuth::Own { .. }));
        let mut lines = text.lines().map(|line| Secret::new(line.to_owned()));
        let given = |it: &Secret| !it.reveal().is_empty();
        let with_password = account.incoming.as_ref().filter(|it| !it.uses_oauth());
        let incoming = with_password.and_then(|_| lines.next()).filter(given);
        let outgoing = lines.next().filter(given).filter(|_| own);
        Self { incoming, outgoing }
    }
}

impl Office {
    /// Every account.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn accounts(&self) -> Result<Vec<StoredAccount>> {
        Ok(self.storage.accounts()?)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::Storage`] when there is none of this number.
    pub fn account(&self, id: AccountId) -> Result<StoredAccount> {
        Ok(self.storage.account(id)?)
    }

    /// Reads a roll-out file.
    ///
    /// # Errors
    /// [`Error::File`], or [`Error::Form`] with every fault.
    pub fn read_rollout(&self, file: &Path) -> Result<Account> {
        rollout::read_account(&rollout_text(file)?).map_err(Error::Form)
    }

    /// Reads a roll-out file of an account that is only tested: the server of an Exchange mailbox in
    /// the house may be missing.
    ///
    /// # Errors
    /// As [`Office::read_rollout`].
    pub fn read_rollout_for_test(&self, file: &Path) -> Result<Account> {
        rollout::read_account_for_test(&rollout_text(file)?).map_err(Error::Form)
    }

    /// What the office refused of an account that was read from this file, with the lines there.
    pub fn refused_rollout(&self, error: Error, file: &Path) -> Error {
        let Error::Form(mut faults) = error else {
            return error;
        };
        let text = std::fs::read_to_string(file).unwrap_or_default();
        rollout::locate(&text, &mut faults);
        Error::Form(faults)
    }

    /// Adds an account and keeps its passwords. When a password cannot be kept, nothing is added. A
    /// second Kanzlei E-Mail Konto is refused.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Form`], [`Error::Secrets`].
    pub async fn add_account(&self, account: &Account, passwords: Passwords) -> Result<Added> {
        self.add_account_with(account, passwords, KanzleiMark::Stays)
            .await
    }

    /// Adds an account like [`Office::add_account`]; the Kanzlei mark may move to it.
    ///
    /// # Errors
    /// As there.
    pub async fn add_account_with(
        &self,
        account: &Account,
        passwords: Passwords,
        mark: KanzleiMark,
    ) -> Result<Added> {
        self.require_verwalter()?;
        self.add(account, mark, (passwords, Keeping::Keychain))
            .await
    }

    /// Changes an account's settings; ends its pause.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Form`], [`Error::Storage`].
    pub fn edit_account(&self, id: AccountId, account: &Account) -> Result<()> {
        self.edit_account_with(id, account, KanzleiMark::Stays)
            .map(|_| ())
    }

    /// Changes an account's settings like [`Office::edit_account`]; the Kanzlei mark may move to it.
    /// Says which account had the mark before.
    ///
    /// # Errors
    /// As there.
    pub fn edit_account_with(
        &self,
        id: AccountId,
        account: &Account,
        mark: KanzleiMark,
    ) -> Result<Option<AccountId>> {
        self.require_verwalter()?;
        let from = self.storage.update_account_with(id, account, mark)?;
        self.note("account edit", &format!("{id} {}", account.address))?;
        Ok(from)
    }

    /// Changes several accounts at once, all or none, as from the table of accounts; the Kanzlei mark
    /// may move between them. An account whose servers stay as they were stays paused.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`]; [`Error::Form`] with the faults of every account; [`Error::Storage`].
    pub fn save_accounts(&self, accounts: &[(AccountId, Account)]) -> Result<()> {
        self.require_verwalter()?;
        let mut faults = Vec::new();
        for (_, account) in accounts {
            faults.extend(AccountForm::from(account).check().err().unwrap_or_default());
        }
        if !faults.is_empty() {
            return Err(Error::Form(faults));
        }
        self.storage.update_accounts(accounts)?;
        for (id, account) in accounts {
            self.note("account edit", &format!("{id} {}", account.address))?;
        }
        Ok(())
    }

    /// Writes the roll-out file of an account: its settings, never a secret. A file of that name is
    /// replaced.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::File`].
    pub fn export_rollout(&self, id: AccountId, file: &Path) -> Result<()> {
        let text = rollout::write_account(&self.storage.account(id)?.account);
        std::fs::write(file, text).map_err(|error| Error::file(file, &error))
    }

    /// Keeps new passwords of an account; ends its pause.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`], [`Error::Secrets`].
    pub async fn change_passwords(&self, id: AccountId, passwords: Passwords) -> Result<()> {
        self.require_verwalter()?;
        self.storage.account(id)?;
        self.keep(id, passwords).await?;
        self.storage.resume_account(id)?;
        self.note("account password", &id.to_string())
    }

    /// Removes an account and its secrets. Its mail stays; returns how many messages that are.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`].
    pub async fn remove_account(&self, id: AccountId) -> Result<u64> {
        self.require_verwalter()?;
        let kept = self.storage.mail_count(Some(id))?;
        self.storage.remove_account(id)?;
        self.note("account remove", &id.to_string())?;
        self.storage.forget_signed_in(id)?;
        self.storage.forget_signed_in(SignInOf::outgoing(id))?;
        self.oauth.forget(id);
        let secrets = self.secrets.clone();
        // Without a keychain there is nothing to forget.
        match tokio::task::spawn_blocking(move || secrets.forget(id)).await? {
            Ok(()) | Err(crate::secrets::Error::NoKeychain(_)) => Ok(kept),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes every secret of this office out of this login's keychain, as before the program is taken
    /// off a machine. Accounts and mail stay.
    ///
    /// # Errors
    /// [`Error::Secrets`], [`Error::Storage`].
    pub async fn forget_secrets(&self) -> Result<()> {
        let accounts: Vec<AccountId> = self.storage.accounts()?.iter().map(|it| it.id).collect();
        accounts.iter().for_each(|it| self.oauth.forget(*it));
        self.note("account forget-secrets", "")?;
        let secrets = self.secrets.clone();
        match tokio::task::spawn_blocking(move || secrets.forget_all(&accounts)).await? {
            Ok(()) | Err(crate::secrets::Error::NoKeychain(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Accepts a certificate that the trust store refuses, for the host and port of one of the
    /// account's servers.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`], [`Error::NotFetched`] without such a server.
    pub fn trust_certificate(
        &self,
        id: AccountId,
        side: Side,
        fingerprint: crate::domain::hash::Sha256Hash,
    ) -> Result<PinnedCertificate> {
        self.require_verwalter()?;
        let account = self.storage.account(id)?.account;
        let endpoint = match side {
            Side::Incoming => account.incoming.map(|it| it.endpoint),
            Side::Outgoing => account.outgoing.map(|it| it.endpoint),
        };
        let endpoint = endpoint.ok_or(Error::NotFetched(id))?;
        let pin = PinnedCertificate {
            host: endpoint.host,
            port: endpoint.port,
            fingerprint,
        };
        self.storage.add_pin(id, &pin)?;
        self.storage.resume_account(id)?;
        self.note(
            "account trust",
            &format!("{id} {}:{} {fingerprint}", pin.host, pin.port),
        )?;
        Ok(pin)
    }

    /// Takes back every certificate exception of an account; says how many there were.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`].
    pub fn distrust_certificates(&self, id: AccountId) -> Result<usize> {
        self.require_verwalter()?;
        let removed = self.storage.remove_pins(id)?;
        self.note("account untrust", &id.to_string())?;
        Ok(removed)
    }

    /// Certificate exceptions of an account.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn pinned_certificates(&self, id: AccountId) -> Result<Vec<PinnedCertificate>> {
        Ok(self.storage.pins(id)?)
    }

    pub(super) async fn keep(&self, id: AccountId, passwords: Passwords) -> Result<()> {
        if passwords
            .incoming
            .as_ref()
            .is_some_and(|it| !it.is_bearer())
        {
            self.storage.forget_strong_sign_in(id)?;
        }
        let given = [
            (SecretPurpose::Incoming, passwords.incoming),
            (SecretPurpose::Outgoing, passwords.outgoing),
        ];
        let secrets = self.secrets.clone();
        tokio::task::spawn_blocking(move || {
            for (purpose, secret) in given {
                // An access token is kept in memory only.
                if let Some(secret) = secret.filter(|it| !it.is_bearer()) {
                    secrets.keep(id, purpose, &secret)?;
                }
            }
            Ok(())
        })
        .await?
    }

    /// What an account signs in with: an access token where the person signs in in the browser, else
    /// the stored password.
    pub(super) async fn stored_secret(
        &self,
        id: AccountId,
        purpose: SecretPurpose,
    ) -> Result<Secret> {
        let account = self.storage.account(id)?.account;
        let outgoing = account.outgoing.as_ref();
        let sends_so = outgoing.is_some_and(|it| it.auth.uses_oauth());
        let incoming = account.incoming;
        let uses_oauth = incoming.as_ref().is_some_and(|it| it.uses_oauth());
        let resource = incoming.as_ref().map_or(Resource::Mail, Resource::of);
        match purpose {
            SecretPurpose::Incoming if uses_oauth => self.access_token(id, resource).await,
            SecretPurpose::Outgoing if sends_so => {
                let of = SignInOf::outgoing(id);
                self.access_token(of, Resource::Mail).await
            }
            _ => self.stored_password(id, purpose).await,
        }
    }

    /// A stored password. A keychain that asks a person who is not there would keep the receiver
    /// waiting for ever, so there is a limit.
    pub(super) async fn stored_password(
        &self,
        id: AccountId,
        purpose: SecretPurpose,
    ) -> Result<Secret> {
        let secrets = self.secrets.clone();
        let find = tokio::task::spawn_blocking(move || secrets.find(id, purpose));
        match tokio::time::timeout(KEYCHAIN_LIMIT, find).await {
            Ok(found) => found??.ok_or(Error::SecretMissing(id)),
            Err(_) => Err(crate::secrets::Error::Locked("no answer".to_owned()).into()),
        }
    }
}

/// How long the keychain may take to hand out a secret.
pub(super) const KEYCHAIN_LIMIT: std::time::Duration = std::time::Duration::from_secs(60);

fn rollout_text(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).map_err(|error| Error::file(file, &error))?;
    String::from_utf8(bytes).map_err(|error| Error::File {
        path: file.display().to_string(),
        detail: error.to_string(),
    })
}
