//! Files of messages that are read without being in the office: opened by a person, kept in memory
//! under a number below zero while they are read, and taken into the office if that is wanted.

use super::error::{Error, Result};
use super::office::Office;
use super::old_mail::OldMailReport;
use super::reading_fault::ReadingFault;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::hash::Sha256Hash;
use crate::domain::mail::{Detail, ParsedMail};
use crate::domain::syntax::address_key;
use crate::domain::usage::Mode;
use crate::mime;
use std::collections::HashSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of a file at the most.
const LARGEST: u64 = 100 << 20;

/// Bytes of files that nobody reads any more and that are kept all the same, because a message inside
/// one of them may still be open.
const KEPT: usize = 64 << 20;

/// A file of a message that was opened.
#[derive(Debug, Clone)]
pub struct MailFileOpened {
    held: Arc<Held>,
    /// Its name.
    pub name: String,
    /// A stored message with exactly these bytes.
    pub stored: Option<i64>,
    /// Where it can be taken to: accounts, the likeliest first. Empty for what is no message as
    /// servers hand them out.
    pub accounts: Vec<StoredAccount>,
    /// Saved by Outlook in its own format: it can be read, but not taken.
    pub is_outlook: bool,
}

impl MailFileOpened {
    /// The number that it is read by: below zero.
    pub fn number(&self) -> i64 {
        self.held.number
    }
}

/// A file is kept as long as this lives.
struct Held {
    number: i64,
    files: Arc<OpenedFiles>,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.files.close(self.number);
    }
}

/// What came of taking a file into the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFileTaken {
    /// It is there as this message.
    Stored(i64),
    /// It was there already, as this message.
    Known(i64),
    /// A Verwalter has deleted exactly this message for good.
    Destroyed,
    /// It could not be stored and lies in quarantine.
    Quarantined,
}

/// See the module.
#[derive(Default)]
pub(super) struct OpenedFiles {
    files: Mutex<Vec<OpenedFile>>,
    /// How many there ever were: a number never means another file later.
    count: AtomicI64,
}

struct OpenedFile {
    number: i64,
    raw: Arc<[u8]>,
    is_outlook: bool,
    is_closed: bool,
}

impl OpenedFiles {
    fn add(&self, raw: Vec<u8>, is_outlook: bool) -> i64 {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let number = -1 - self.count.fetch_add(1, Ordering::Relaxed);
        files.push(OpenedFile {
            number,
            raw: raw.into(),
            is_outlook,
            is_closed: false,
        });
        number
    }

    fn get(&self, number: i64) -> Result<(Arc<[u8]>, bool)> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let found = files.iter().find(|it| it.number == number);
        let found = found.map(|it| (it.raw.clone(), it.is_outlook));
        found.ok_or(Error::Reading(ReadingFault::FileClosed))
    }

    fn close(&self, number: i64) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        for file in files.iter_mut().filter(|it| it.number == number) {
            file.is_closed = true;
        }
        let closed = |files: &[OpenedFile]| -> usize {
            let closed = files.iter().filter(|it| it.is_closed);
            closed.map(|it| it.raw.len()).sum()
        };
        while closed(&files) > KEPT {
            let Some(oldest) = files.iter().position(|it| it.is_closed) else {
                return;
            };
            files.remove(oldest);
        }
    }
}

impl Office {
    /// Opens the file of a message (`.eml`, or `.msg` of Outlook) to be read. Nothing of it gets into
    /// the office.
    ///
    /// # Errors
    /// [`ReadingFault::FileMissing`], [`ReadingFault::FileUnreadable`], [`ReadingFault::NotAFile`],
    /// [`ReadingFault::FileTooLarge`], [`ReadingFault::FileNoMail`]; [`Error::Storage`].
    pub fn open_mail_file(&self, path: &Path) -> Result<MailFileOpened> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = crate::domain::reading::letters::seen_line(&name);
        let bytes = read(path, &name)?;
        let no_mail = || Error::Reading(ReadingFault::FileNoMail(name.clone()));
        let (raw, is_outlook) = match mime::outlook_mail(&bytes) {
            Some(raw) => (raw, true),
            None => (mime::canonical_file(bytes).ok_or_else(no_mail)?, false),
        };
        let (stored, accounts) = match is_outlook {
            true => (None, Vec::new()),
            false => {
                let hash = Sha256Hash::of(&raw);
                let stored = self.storage.mail_with_content(&hash, raw.len() as u64)?;
                (stored, self.accounts_for(&mime::parse(&raw, Detail::Full))?)
            }
        };
        Ok(MailFileOpened {
            held: Arc::new(Held {
                number: self.opened.add(raw, is_outlook),
                files: self.opened.clone(),
            }),
            name,
            stored,
            accounts,
            is_outlook,
        })
    }

    /// Takes an opened file into the office as new mail of an account: byte for byte, and not again
    /// where it is known.
    ///
    /// # Errors
    /// [`ReadingFault::FileClosed`]; as [`Office::import_old_mail`].
    pub fn take_mail_file(&self, number: i64, account: AccountId) -> Result<MailFileTaken> {
        let (raw, is_outlook) = self.opened.get(number)?;
        if is_outlook {
            return Err(Error::Reading(ReadingFault::FileNoMail(String::new())));
        }
        let (hash, size) = (Sha256Hash::of(&raw), raw.len() as u64);
        let known = self.storage.mail_with_content(&hash, size)?;
        let report: OldMailReport = self.import_one(account, raw.to_vec())?;
        let stored = self.storage.mail_with_content(&hash, size)?;
        Ok(match (stored, known) {
            (Some(it), None) => MailFileTaken::Stored(it),
            (Some(it), Some(_)) if report.imported > 0 => MailFileTaken::Stored(it),
            (_, Some(it)) => MailFileTaken::Known(it),
            (None, None) if report.quarantined > 0 => MailFileTaken::Quarantined,
            (None, None) => MailFileTaken::Destroyed,
        })
    }

    /// The bytes of an opened file.
    pub(super) fn raw_of_file(&self, number: i64) -> Result<Vec<u8>> {
        Ok(self.opened.get(number)?.0.to_vec())
    }

    /// The accounts that receive, those that a message was sent to first, then those whose mail comes
    /// into the Posteingang.
    fn accounts_for(&self, mail: &ParsedMail) -> Result<Vec<StoredAccount>> {
        let named: HashSet<String> = mail
            .to
            .iter()
            .chain(&mail.cc)
            .map(|it| address_key(&it.address))
            .collect();
        let mut accounts = self.accounts()?;
        accounts.retain(|it| it.account.usage.mode != Mode::NurSenden);
        accounts.sort_by_key(|it| {
            let account = &it.account;
            (
                !named.contains(&address_key(&account.address)),
                account.usage.mode != Mode::Posteingang,
            )
        });
        Ok(accounts)
    }
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>> {
    let fault = |error: std::io::Error| {
        let path = path.display().to_string();
        Error::Reading(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => ReadingFault::FileMissing(path),
            _ => ReadingFault::FileUnreadable(path, error.to_string()),
        })
    };
    let meta = std::fs::metadata(path).map_err(fault)?;
    // A folder, or something that would be waited for without end.
    if !meta.is_file() {
        return Err(Error::Reading(ReadingFault::NotAFile(name.to_owned())));
    }
    let too_large = || Error::Reading(ReadingFault::FileTooLarge(name.to_owned(), LARGEST));
    if meta.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fault)?;
    // It may be growing.
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(too_large()),
        false => Ok(bytes),
    }
}
