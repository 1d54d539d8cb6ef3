//! Secrets: in the keychain of the operating system, from systemd credentials (read only), or in
//! memory until the program ends. On the disk only what `systemd-creds` has encrypted: sign-ins of a
//! receiver without a desktop, which change while it runs.

mod keychain;
mod sealed;

use crate::domain::account::AccountId;
use crate::domain::oauth::Provider;
use crate::domain::secret::{Secret, SecretPurpose, SignInOf};
use keychain::Keychain;
use sealed::Sealed;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

/// Why a secret cannot be kept or found.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// There is no keychain here, as on a server without a desktop.
    #[error("no keychain: {0}")]
    NoKeychain(String),
    /// The keychain is locked, or refuses.
    #[error("keychain locked: {0}")]
    Locked(String),
    /// A credentials file is there but cannot be read.
    #[error("credential {path}: {detail}")]
    Credential {
        /// The file.
        path: String,
        /// The system's words.
        detail: String,
    },
    /// Nowhere to keep a sign-in in the browser, which changes while the program runs; the reason.
    #[error("no place for a sign-in: {0}")]
    NoRotation(String),
    /// Something else, in technical words. Never holds the secret.
    #[error("keychain: {0}")]
    Other(String),
}

/// Where the secrets of one office lie. Calls may block: they belong on a blocking thread.
pub struct Secrets {
    store: Store,
    credentials: Option<PathBuf>,
    /// Where a service keeps what changes.
    sealed: Option<Sealed>,
    /// Kept until the program ends, where there is no keychain. They come before stored ones.
    session: Mutex<HashMap<String, Secret>>,
}

enum Store {
    Keychain { office: String },
    Memory(Mutex<HashMap<String, Secret>>),
}

impl Secrets {
    /// The keychain of the operating system, with `$CREDENTIALS_DIRECTORY` before it where systemd
    /// has set one. `office` keeps two offices on one machine apart.
    pub fn system(office: &str) -> Self {
        Self {
            store: Store::Keychain {
                office: office.to_owned(),
            },
            credentials: std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from),
            sealed: Sealed::of_service(),
            session: Mutex::default(),
        }
    }

    /// Memory only: for the practice office, tests, and "nur bis zum Beenden merken".
    pub fn memory() -> Self {
        Self {
            store: Store::Memory(Mutex::default()),
            credentials: None,
            sealed: None,
            session: Mutex::default(),
        }
    }

    fn session(&self) -> std::sync::MutexGuard<'_, HashMap<String, Secret>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a secret only until the program ends: in this process alone, nowhere on the disk.
    pub fn keep_until_quit(&self, id: AccountId, purpose: SecretPurpose, secret: &Secret) {
        self.session().insert(name(id, purpose), secret.clone());
    }

    /// The secret of an account; `None` if none is stored.
    ///
    /// # Errors
    /// [`Error`] when the place it may lie in cannot be looked into.
    pub fn find(&self, id: AccountId, purpose: SecretPurpose) -> Result<Option<Secret>, Error> {
        self.find_named(&name(id, purpose))
    }

    /// Keeps a secret in place of an earlier one.
    ///
    /// # Errors
    /// [`Error::NoKeychain`], [`Error::Locked`]: then nothing was kept anywhere.
    pub fn keep(
        &self,
        id: AccountId,
        purpose: SecretPurpose,
        secret: &Secret,
    ) -> Result<(), Error> {
        self.keep_named(&name(id, purpose), secret)
    }

    /// Forgets every secret of an account; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`Error`] when the keychain cannot be reached.
    pub fn forget(&self, id: AccountId) -> Result<(), Error> {
        // Where there is no keychain, there may still be a place for this one.
        let renewals = SecretPurpose::ALL.map(|purpose| {
            let account = id;
            self.forget_renewal(SignInOf { account, purpose })
        });
        for purpose in SecretPurpose::ALL {
            self.forget_named(&name(id, purpose))?;
        }
        renewals.into_iter().collect()
    }

    /// Forgets every secret of an office with these accounts.
    ///
    /// # Errors
    /// [`Error`] when the keychain cannot be reached; what can be forgotten is forgotten first.
    pub fn forget_all(&self, accounts: &[AccountId]) -> Result<(), Error> {
        let accounts: Vec<_> = accounts.iter().map(|it| self.forget(*it)).collect();
        let keys = Provider::ALL.map(|it| self.keep_client_key(it, None));
        let passphrase = self.forget_named(BACKUP_PASSPHRASE);
        accounts
            .into_iter()
            .chain(keys)
            .chain([passphrase])
            .collect()
    }

    /// What a sign-in in the browser is renewed with. A systemd credential cannot be it: it changes
    /// while the program runs.
    ///
    /// # Errors
    /// [`Error::NoRotation`] where there is no place for it; [`Error`].
    pub fn find_renewal(&self, of: impl Into<SignInOf>) -> Result<Option<Secret>, Error> {
        let name = renewal(of.into());
        if let Some(secret) = self.session().get(&name) {
            return Ok(Some(secret.clone()));
        }
        if let Some(sealed) = &self.sealed {
            return sealed.read(&name);
        }
        self.find_in_store(&name).map_err(no_rotation)
    }

    /// Keeps what a sign-in is renewed with, safely, before it returns. Should it be impossible, it
    /// is kept until the program ends: the one before may be worth nothing by now.
    ///
    /// # Errors
    /// [`Error::NoRotation`] where there is no place for it; [`Error`].
    pub fn keep_renewal(&self, of: impl Into<SignInOf>, secret: &Secret) -> Result<(), Error> {
        let name = renewal(of.into());
        let kept = match &self.sealed {
            Some(sealed) => sealed.write(&name, secret),
            None => self.keep_in_store(&name, secret).map_err(no_rotation),
        };
        let mut session = self.session();
        match kept {
            Ok(()) => {
                session.remove(&name);
                Ok(())
            }
            Err(error) => {
                // Where there is no place and the person knows it, this is the place.
                let is_agreed = session.insert(name, secret.clone()).is_some();
                match error {
                    Error::NoRotation(_) if is_agreed => Ok(()),
                    other => Err(other),
                }
            }
        }
    }

    /// Keeps what a sign-in is renewed with until the program ends.
    pub fn keep_renewal_until_quit(&self, of: impl Into<SignInOf>, secret: &Secret) {
        self.session().insert(renewal(of.into()), secret.clone());
    }

    /// Forgets a sign-in; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`Error`] when the place it lies in cannot be reached.
    pub fn forget_renewal(&self, of: impl Into<SignInOf>) -> Result<(), Error> {
        let name = renewal(of.into());
        match &self.sealed {
            Some(sealed) => {
                self.session().remove(&name);
                sealed.delete(&name)
            }
            None => self.forget_named(&name),
        }
    }

    /// The client key of the office's registration with a provider.
    ///
    /// # Errors
    /// [`Error`] when the place it may lie in cannot be looked into.
    pub fn find_client_key(&self, provider: Provider) -> Result<Option<Secret>, Error> {
        self.find_named(&client_key(provider))
    }

    /// Keeps the client key of the office's registration with a provider; forgets it where there is
    /// none.
    ///
    /// # Errors
    /// [`Error::NoKeychain`], [`Error::Locked`]: then nothing was kept anywhere.
    pub fn keep_client_key(&self, provider: Provider, key: Option<&Secret>) -> Result<(), Error> {
        match key {
            Some(key) => self.keep_named(&client_key(provider), key),
            None => self.forget_named(&client_key(provider)),
        }
    }

    /// The passphrase of the backups that are made by themselves.
    ///
    /// # Errors
    /// [`Error`] when the place it may lie in cannot be looked into.
    pub fn find_backup_passphrase(&self) -> Result<Option<Secret>, Error> {
        self.find_named(BACKUP_PASSPHRASE)
    }

    /// Keeps the passphrase of the backups that are made by themselves.
    ///
    /// # Errors
    /// [`Error::NoKeychain`], [`Error::Locked`]: then nothing was kept anywhere.
    pub fn keep_backup_passphrase(&self, passphrase: &Secret) -> Result<(), Error> {
        self.keep_named(BACKUP_PASSPHRASE, passphrase)
    }

    /// Whether what is kept is there after the program has ended.
    pub fn is_lasting(&self) -> bool {
        matches!(self.store, Store::Keychain { .. })
    }

    fn find_named(&self, name: &str) -> Result<Option<Secret>, Error> {
        if let Some(secret) = self.credential(name)? {
            return Ok(Some(secret));
        }
        if let Some(secret) = self.session().get(name) {
            return Ok(Some(secret.clone()));
        }
        self.find_in_store(name)
    }

    fn find_in_store(&self, name: &str) -> Result<Option<Secret>, Error> {
        match &self.store {
            Store::Memory(known) => {
                let known = known.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(known.get(name).cloned())
            }
            Store::Keychain { office } => keychain::read(&Keychain(office), name),
        }
    }

    fn keep_named(&self, name: &str, secret: &Secret) -> Result<(), Error> {
        self.keep_in_store(name, secret)?;
        self.session().remove(name);
        Ok(())
    }

    fn keep_in_store(&self, name: &str, secret: &Secret) -> Result<(), Error> {
        match &self.store {
            Store::Memory(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.insert(name.to_owned(), secret.clone());
                Ok(())
            }
            Store::Keychain { office } => keychain::write(&Keychain(office), name, secret),
        }
    }

    fn forget_named(&self, name: &str) -> Result<(), Error> {
        self.session().remove(name);
        match &self.store {
            Store::Memory(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.remove(name);
                Ok(())
            }
            Store::Keychain { office } => keychain::delete(&Keychain(office), name),
        }
    }

    fn credential(&self, name: &str) -> Result<Option<Secret>, Error> {
        let Some(directory) = &self.credentials else {
            return Ok(None);
        };
        let path = directory.join(format!("kontorpost.{name}"));
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let text = Zeroizing::new(text);
                // Editors end a file with a line break; no password does.
                Ok(Some(Secret::new(
                    text.trim_end_matches(['\r', '\n']).to_owned(),
                )))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                let path = path.display().to_string();
                Err(Error::Credential {
                    path,
                    detail: error.to_string(),
                })
            }
        }
    }
}

/// Name of the passphrase of the backups that are made by themselves.
const BACKUP_PASSPHRASE: &str = "backup.passphrase";

fn renewal(of: SignInOf) -> String {
    match of.purpose {
        SecretPurpose::Incoming => format!("{}.renewal", of.account),
        SecretPurpose::Outgoing => format!("{}.renewal-outgoing", of.account),
    }
}

fn client_key(provider: Provider) -> String {
    format!("{}.client-key", provider.word())
}

/// Without a keychain there is no place for what changes.
fn no_rotation(error: Error) -> Error {
    match error {
        Error::NoKeychain(detail) => Error::NoRotation(format!(
            "no keychain ({detail}), no state directory of a service"
        )),
        other => other,
    }
}

fn name(id: AccountId, purpose: SecretPurpose) -> String {
    format!("{id}.{}", purpose.word())
}

impl From<keyring::Error> for Error {
    fn from(error: keyring::Error) -> Self {
        match error {
            keyring::Error::NoDefaultStore => Self::NoKeychain(start_failure()),
            keyring::Error::PlatformFailure(detail) => Self::NoKeychain(detail.to_string()),
            keyring::Error::NoStorageAccess(detail) => Self::Locked(detail.to_string()),
            // The other kinds may quote what they were given.
            other => Self::Other(kind(&other).to_owned()),
        }
    }
}

fn start_failure() -> String {
    match keyring::Entry::store_status() {
        Ok(()) => "no store".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn kind(error: &keyring::Error) -> &'static str {
    match error {
        keyring::Error::TooLong(..) => "value too long",
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => "value not readable",
        keyring::Error::Ambiguous(_) => "more than one entry of this name",
        _ => "not supported",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_the_session_comes_first_until_one_is_kept() {
        let secrets = Secrets::memory();
        let (id, purpose) = (AccountId(3), SecretPurpose::Incoming);
        let secret = |text: &str| Secret::new(text.to_owned());
        secrets.keep(id, purpose, &secret("alt")).unwrap();
        secrets.keep_until_quit(id, purpose, &secret("heute"));
        let found = || secrets.find(id, purpose).unwrap();
        assert_eq!(found(), Some(secret("heute")));
        secrets.keep(id, purpose, &secret("neu")).unwrap();
        assert_eq!(found(), Some(secret("neu")));
        secrets.keep_until_quit(id, purpose, &secret("heute"));
        secrets.forget(id).unwrap();
        assert_eq!(found(), None);
    }

    #[test]
    fn an_office_is_forgotten_whole() {
        let secrets = Secrets::memory();
        let secret = Secret::new("geheim".to_owned());
        let of = SignInOf::outgoing(AccountId(4));
        for id in [3, 4] {
            secrets
                .keep(AccountId(id), SecretPurpose::Outgoing, &secret)
                .unwrap();
        }
        secrets.keep_renewal(of, &secret).unwrap();
        secrets
            .keep_client_key(Provider::Own, Some(&secret))
            .unwrap();
        secrets.keep_backup_passphrase(&secret).unwrap();
        secrets.forget_all(&[AccountId(3), AccountId(4)]).unwrap();
        let Store::Memory(known) = &secrets.store else {
            panic!("in memory");
        };
        assert!(known.lock().unwrap().is_empty());
    }

    #[test]
    fn memory_and_credentials() {
        let secrets = Secrets::memory();
        let (id, purpose) = (AccountId(3), SecretPurpose::Incoming);
        secrets
            .keep(id, purpose, &Secret::new("geheim".to_owned()))
            .unwrap();
        assert_eq!(
            secrets.find(id, purpose).unwrap().unwrap().reveal(),
            "geheim"
        );
        secrets.forget(id).unwrap();
        assert!(secrets.find(id, purpose).unwrap().is_none());

        let directory = tempfile::tempdir().unwrap();
        std::fs::write(
            directory.path().join("kontorpost.3.incoming"),
            "pässwört \"x\"\n",
        )
        .unwrap();
        let credentials = Some(directory.path().to_owned());
        let secrets = Secrets {
            store: Store::Memory(Mutex::default()),
            credentials,
            sealed: None,
            session: Mutex::default(),
        };
        assert_eq!(
            secrets.find(id, purpose).unwrap().unwrap().reveal(),
            "pässwört \"x\""
        );
        assert!(secrets.find(AccountId(4), purpose).unwrap().is_none());
    }
}
