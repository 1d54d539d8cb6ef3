//! Old mail from files: the same ledger, the same digests, the same way into the database as mail
//! from a server, as Altbestand. What is there already is not stored again, however often it comes.

mod find;

use super::error::{Error, Result};
use super::import::{self, Imported, Job};
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::hash::Sha256Hash;
use crate::domain::ledger::{EpochId, Listed, RemoteId, RunId, RunNumbers};
use crate::domain::usage::Usage;
use crate::mime::{Canonical, MboxItem, MboxReader, canonical};
use crate::storage::import::ImportTarget;
use crate::storage::old_mail::OLD_MAIL;
use crate::transport;
use find::{Source, find};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// Bytes of a message at the most.
const LARGEST: usize = 256 << 20;

/// Bytes and messages that are stored in one go.
const AT_ONCE: (usize, usize) = (16 << 20, 500);

/// Where old mail lies.
#[derive(Debug, Clone, Default)]
pub struct OldMail {
    /// Files with one message each.
    pub eml: Vec<PathBuf>,
    /// Files with any number of messages each.
    pub mbox: Vec<PathBuf>,
    /// Directories that are looked through: Maildir, Thunderbird profile, .eml files.
    pub dir: Vec<PathBuf>,
    /// It gets a place in the day's work like new mail.
    pub to_desk: bool,
}

/// Why a message or a file was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// The system's words.
    Unreadable(String),
    /// Not a message at all.
    NotMail,
    /// Not an mbox file.
    NotMbox,
    /// The mail program had marked it as deleted.
    Deleted,
    /// More bytes than a message may have.
    TooLarge,
}

impl SkipReason {
    /// The word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NotMail => "not-mail",
            Self::NotMbox => "not-mbox",
            Self::Deleted => "deleted",
            Self::TooLarge => "too-large",
        }
    }
}

/// A message or a file that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// The file.
    pub path: PathBuf,
    /// Which message of an mbox file, from 1.
    pub message: Option<u64>,
    /// Why.
    pub reason: SkipReason,
}

impl Skip {
    fn new(path: &Path, reason: SkipReason) -> Self {
        Self {
            path: path.to_owned(),
            message: None,
            reason,
        }
    }

    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::new(path, SkipReason::Unreadable(error.to_string()))
    }
}

/// What an import of old mail came to, in messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OldMailReport {
    /// Looked at.
    pub found: u64,
    /// New in this account.
    pub imported: u64,
    /// There already.
    pub known: u64,
    /// In quarantine.
    pub quarantined: u64,
    /// Left out; also files in which no message could be found.
    pub skipped: Vec<Skip>,
}

impl Office {
    /// Imports old mail into an account, as Altbestand. `progress` hears (done, all) in bytes of the
    /// files. Blocks. What was stored stays stored when it is broken off, and is known the next
    /// time.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::File`] when what was named is not there at all;
    /// [`Error::Storage`].
    pub fn import_old_mail(
        &self,
        account: AccountId,
        wanted: &OldMail,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<OldMailReport> {
        self.require_benutzer()?;
        for path in wanted.eml.iter().chain(&wanted.mbox).chain(&wanted.dir) {
            path.symlink_metadata()
                .map_err(|error| Error::file(path, &error))?;
        }
        let usage = self.storage.account(account)?.account.usage;
        let epoch = self.storage.old_mail_epoch(account)?;
        let mut report = OldMailReport::default();
        let message = wanted.eml.iter().cloned().map(Source::Message);
        let mbox = wanted.mbox.iter().cloned().map(Source::Mbox);
        let mut sources: Vec<Source> = message.chain(mbox).collect();
        for directory in &wanted.dir {
            sources.extend(find(directory, &mut |skip| report.skipped.push(skip)));
        }
        let run = self.storage.start_import(account)?;
        let mut reading = Reading {
            office: self,
            account,
            place: (epoch, run),
            report,
            waiting: Vec::new(),
            usage,
            to_desk: wanted.to_desk,
            bytes: 0,
        };
        let outcome = reading.all(&sources, progress);
        let words = outcome.as_ref().err().map(ToString::to_string);
        // A full disk may refuse this too; the error that led here is the one to tell.
        let ended = self.storage.finish_import(run, words.as_deref());
        outcome?;
        ended?;
        let report = reading.report;
        let subject = format!("{account}: {} of {}", report.imported, report.found);
        self.note("import old mail", &subject)?;
        Ok(report)
    }
}

impl Office {
    /// Imports one message that lies in memory, as new mail of an account.
    pub(super) fn import_one(&self, account: AccountId, raw: Vec<u8>) -> Result<OldMailReport> {
        self.require_benutzer()?;
        let usage = self.storage.account(account)?.account.usage;
        let epoch = self.storage.old_mail_epoch(account)?;
        let run = self.storage.start_import(account)?;
        let mut reading = Reading {
            office: self,
            account,
            place: (epoch, run),
            report: OldMailReport::default(),
            waiting: vec![raw],
            usage,
            to_desk: true,
            bytes: 0,
        };
        let outcome = reading.store();
        let words = outcome.as_ref().err().map(ToString::to_string);
        let ended = self.storage.finish_import(run, words.as_deref());
        outcome?;
        ended?;
        let report = reading.report;
        let subject = format!("{account}: {} of {}", report.imported, report.found);
        self.note("import file", &subject)?;
        Ok(report)
    }
}

struct Reading<'a> {
    office: &'a Office,
    account: AccountId,
    place: (EpochId, RunId),
    report: OldMailReport,
    waiting: Vec<Vec<u8>>,
    bytes: usize,
    usage: Usage,
    to_desk: bool,
}

impl Reading<'_> {
    fn all(&mut self, sources: &[Source], progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        let size = |it: &Source| it.path().metadata().map_or(0, |it| it.len());
        let all: u64 = sources.iter().map(size).sum();
        let left_out = self.report.skipped.len() as u64;
        self.count_skipped(left_out)?;
        let mut done = 0;
        progress(done, all);
        for source in sources {
            match source {
                Source::Message(path) => self.message(path)?,
                Source::Mbox(path) => {
                    self.mbox(path, &mut |bytes| progress(done + bytes, all))?;
                }
            }
            done += size(source);
            progress(done, all);
        }
        self.store()
    }

    fn message(&mut self, path: &Path) -> Result<()> {
        let mut raw = Vec::new();
        let read =
            File::open(path).and_then(|it| it.take(LARGEST as u64 + 1).read_to_end(&mut raw));
        match read {
            Err(error) => self.skip(Skip::unreadable(path, &error)),
            Ok(size) if size > LARGEST => self.skip(Skip::new(path, SkipReason::TooLarge)),
            Ok(_) => self.take(raw, (path, None)),
        }
    }

    fn mbox(&mut self, path: &Path, progress: &mut dyn FnMut(u64)) -> Result<()> {
        let opened = File::open(path)
            .and_then(|it| MboxReader::open(BufReader::with_capacity(1 << 18, it), LARGEST));
        let mut reader = match opened {
            Ok(Some(reader)) => reader,
            Ok(None) => return self.skip(Skip::new(path, SkipReason::NotMbox)),
            Err(error) => return self.skip(Skip::unreadable(path, &error)),
        };
        let (mut number, mut bytes) = (0, 0);
        loop {
            number += 1;
            match reader.read() {
                Ok(None) => return Ok(()),
                Ok(Some(MboxItem::Mail(raw))) => {
                    bytes += raw.len() as u64;
                    self.take(raw, (path, Some(number)))?;
                }
                Ok(Some(MboxItem::TooLarge)) => self.skip(Skip {
                    path: path.to_owned(),
                    message: Some(number),
                    reason: SkipReason::TooLarge,
                })?,
                // What comes behind the place that cannot be read is not to be had either.
                Err(error) => return self.skip(Skip::unreadable(path, &error)),
            }
            progress(bytes);
        }
    }

    fn take(&mut self, raw: Vec<u8>, (path, message): (&Path, Option<u64>)) -> Result<()> {
        let reason = match canonical(raw) {
            Canonical::Mail(raw) => {
                self.bytes += raw.len();
                self.waiting.push(raw);
                let (bytes, messages) = AT_ONCE;
                return match self.bytes >= bytes || self.waiting.len() >= messages {
                    true => self.store(),
                    false => Ok(()),
                };
            }
            Canonical::Deleted => SkipReason::Deleted,
            Canonical::NotMail => SkipReason::NotMail,
        };
        let path = path.to_owned();
        self.skip(Skip {
            path,
            message,
            reason,
        })
    }

    fn skip(&mut self, skip: Skip) -> Result<()> {
        self.report.skipped.push(skip);
        self.count_skipped(1)
    }

    fn count_skipped(&mut self, count: u64) -> Result<()> {
        self.report.found += count;
        let numbers = RunNumbers {
            on_server: count,
            new: count,
            skipped: count,
            ..RunNumbers::default()
        };
        Ok(self.office.storage.add_to_run(self.place.1, &numbers)?)
    }

    /// Stores what waits.
    fn store(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (epoch, run) = self.place;
        let listed: Vec<Listed> = waiting.iter().map(|raw| listed(raw)).collect();
        let storage = &self.office.storage;
        let wanted = storage.note_old_mail(epoch, &listed)?;
        let mut chosen = HashSet::new();
        let mut fresh: Vec<(Listed, Vec<u8>)> = Vec::new();
        let found = waiting.len() as u64;
        for ((listed, raw), is_wanted) in listed.into_iter().zip(waiting).zip(wanted) {
            if is_wanted && chosen.insert(listed.id.clone()) {
                fresh.push((listed, raw));
            }
        }
        let known = found - fresh.len() as u64;
        let numbers = RunNumbers {
            on_server: found,
            known,
            new: fresh.len() as u64,
            ..RunNumbers::default()
        };
        storage.add_to_run(run, &numbers)?;
        let imported = self.import(fresh)?;
        self.report.found += found;
        self.report.imported += imported.altbestand;
        self.report.known += known + imported.stored - imported.altbestand;
        self.report.quarantined += imported.quarantined;
        Ok(())
    }

    fn import(&self, fresh: Vec<(Listed, Vec<u8>)>) -> Result<Imported> {
        let (epoch, run) = self.place;
        let by_name = |it: &(Listed, Vec<u8>)| (it.0.id.clone(), it.0.clone());
        let wanted: HashMap<RemoteId, Listed> = fresh.iter().map(by_name).collect();
        let job = Job {
            target: ImportTarget {
                account: self.account,
                epoch,
                run,
                folder: OLD_MAIL.to_owned(),
                remove_after_days: None,
            },
            altbestand: wanted.keys().cloned().collect(),
            wanted,
            not_before: None,
            test_mails: HashSet::new(),
            usage: self.usage.clone(),
            old_to_desk: self.to_desk,
            // Whoever brings a file wants what is in it.
            blocked: Vec::new(),
        };
        // What waits is in memory already.
        let (sink, source) = transport::sink(LARGEST + 2 * AT_ONCE.0);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for (listed, raw) in fresh {
                    if !sink.hand_in(listed.id, raw) {
                        return;
                    }
                }
            });
            import::import(&self.office.storage, job, source, |_| {})
        })
    }
}

/// The name of a message is its digest.
fn listed(raw: &[u8]) -> Listed {
    Listed {
        id: RemoteId::Header(Sha256Hash::of(raw).to_string()),
        size: raw.len() as u64,
        stamp: String::new(),
    }
}
