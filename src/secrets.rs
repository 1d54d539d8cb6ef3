//! Secrets: in the keychain of the operating system, from systemd credentials (read only), or in
//! memory until the program ends. Never on the disk.

use crate::domain::account::AccountId;
use crate::domain::secret::{Secret, SecretPurpose};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

/// Windows' Credential Manager takes 2,560 bytes a value. Longer secrets are split, and everywhere
/// in the same way, so that one test covers all systems.
const PART: usize = 2_400;

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
    /// Something else, in technical words. Never holds the secret.
    #[error("keychain: {0}")]
    Other(String),
}

/// Where the secrets of one office lie. Calls may block: they belong on a blocking thread.
pub struct Secrets {
    store: Store,
    credentials: Option<PathBuf>,
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
            session: Mutex::default(),
        }
    }

    /// Memory only: for the practice office, tests, and "nur bis zum Beenden merken".
    pub fn memory() -> Self {
        Self {
            store: Store::Memory(Mutex::default()),
            credentials: None,
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
        if let Some(secret) = self.credential(id, purpose)? {
            return Ok(Some(secret));
        }
        let name = name(id, purpose);
        if let Some(secret) = self.session().get(&name) {
            return Ok(Some(secret.clone()));
        }
        match &self.store {
            Store::Memory(known) => {
                let known = known.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(known.get(&name).cloned())
            }
            Store::Keychain { office } => read(office, &name),
        }
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
        let name = name(id, purpose);
        match &self.store {
            Store::Memory(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.insert(name.clone(), secret.clone());
            }
            Store::Keychain { office } => write(office, &name, secret)?,
        }
        self.session().remove(&name);
        Ok(())
    }

    /// Forgets both secrets of an account; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`Error`] when the keychain cannot be reached.
    pub fn forget(&self, id: AccountId) -> Result<(), Error> {
        for purpose in [SecretPurpose::Incoming, SecretPurpose::Outgoing] {
            let name = name(id, purpose);
            self.session().remove(&name);
            match &self.store {
                Store::Memory(known) => {
                    known
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .remove(&name);
                }
                Store::Keychain { office } => delete(office, &name)?,
            }
        }
        Ok(())
    }

    fn credential(&self, id: AccountId, purpose: SecretPurpose) -> Result<Option<Secret>, Error> {
        let Some(directory) = &self.credentials else {
            return Ok(None);
        };
        let path = directory.join(format!("kontorpost.{}", name(id, purpose)));
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

fn entry(office: &str, name: &str) -> Result<keyring::Entry, Error> {
    Ok(keyring::Entry::new(&format!("Kontorpost {office}"), name)?)
}

fn value(office: &str, name: &str) -> Result<Option<Zeroizing<String>>, Error> {
    match entry(office, name)?.get_secret() {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(_) => Err(Error::Other("value not readable".to_owned())),
        },
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A short secret lies under its name behind `=`. A long one lies in parts `name#0`, `name#1`, …;
/// under its name stands `#` with the number of parts and of bytes.
fn read(office: &str, name: &str) -> Result<Option<Secret>, Error> {
    let Some(head) = value(office, name)? else {
        return Ok(None);
    };
    if let Some(secret) = head.strip_prefix('=') {
        return Ok(Some(Secret::new(secret.to_owned())));
    }
    let numbers = head.strip_prefix('#').and_then(|rest| rest.split_once(' '));
    let Some((parts, bytes)) =
        numbers.and_then(|(a, b)| Some((a.parse::<usize>().ok()?, b.parse::<usize>().ok()?)))
    else {
        return Err(Error::Other("value not readable".to_owned()));
    };
    let mut whole = Zeroizing::new(String::with_capacity(bytes));
    for part in 0..parts {
        match value(office, &format!("{name}#{part}"))? {
            Some(text) => whole.push_str(&text),
            None => return Ok(None),
        }
    }
    // Half of a change that was cut off is no secret.
    Ok((whole.len() == bytes).then(|| Secret::new(whole.to_string())))
}

fn parts(secret: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = secret;
    while !rest.is_empty() {
        let mut end = rest.len().min(PART);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, later) = rest.split_at(end);
        parts.push(part);
        rest = later;
    }
    parts
}

fn write(office: &str, name: &str, secret: &Secret) -> Result<(), Error> {
    let secret = secret.reveal();
    if secret.len() <= PART {
        let value = Zeroizing::new(format!("={secret}"));
        return Ok(entry(office, name)?.set_secret(value.as_bytes())?);
    }
    let parts = parts(secret);
    for (number, part) in parts.iter().enumerate() {
        entry(office, &format!("{name}#{number}"))?.set_secret(part.as_bytes())?;
    }
    let head = format!("#{} {}", parts.len(), secret.len());
    Ok(entry(office, name)?.set_secret(head.as_bytes())?)
}

fn delete(office: &str, name: &str) -> Result<(), Error> {
    let gone = |name: &str| match entry(office, name)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(keyring::Error::NoEntry) => Ok(false),
        Err(error) => Err(Error::from(error)),
    };
    gone(name)?;
    let mut part = 0;
    while gone(&format!("{name}#{part}"))? {
        part += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_characters_whole() {
        let long = "ä".repeat(3_000);
        let parts = parts(&long);
        assert!(parts.iter().all(|part| part.len() <= PART));
        assert_eq!(parts.concat(), long);
    }

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
            session: Mutex::default(),
        };
        assert_eq!(
            secrets.find(id, purpose).unwrap().unwrap().reveal(),
            "pässwört \"x\""
        );
        assert!(secrets.find(AccountId(4), purpose).unwrap().is_none());
    }
}
