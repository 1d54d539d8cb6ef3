//! From bytes off the wire to rows in the database: one thread packs and reads messages, one writes
//! batches, while the next ones are still arriving.

use super::error::{Error, Result};
use crate::domain::ledger::{Listed, QuarantineReason, RemoteId};
use crate::domain::mail::{Detail, ParsedMail};
use crate::domain::search_text::fold;
use crate::mime::MailReader;
use crate::storage::Storage;
use crate::storage::import::{Committed, ImportTarget, Prepared, SearchWords};
use crate::storage::raw::{PackedRaw, RawWriter};
use crate::transport::{Cause, Fetched, Source};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Messages in one transaction at the most.
const BATCH_MESSAGES: usize = 50;

/// Compressed bytes in one transaction at the most; a larger message is a batch of its own.
const BATCH_BYTES: usize = 3 << 20;

/// How long the first message of a batch waits for others.
const BATCH_WAIT: Duration = Duration::from_millis(250);

/// Messages that wait between the two threads.
const BETWEEN: usize = 16;

/// Characters of text that search looks through, per message.
const INDEXED_TEXT: usize = 200_000;

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imported {
    /// New messages, also those whose content was there already.
    pub stored: u64,
    /// Of these, content that this account did not have.
    pub new_content: u64,
    /// In quarantine.
    pub quarantined: u64,
    /// Left alone because their date lies before the first fetch.
    pub before_first_fetch: Vec<Listed>,
    /// Went away on the server before they could be fetched.
    pub gone: Vec<Listed>,
}

/// What is imported.
pub(super) struct Job {
    /// Where it belongs.
    pub target: ImportTarget,
    /// What was asked for, by its name on the server.
    pub wanted: HashMap<RemoteId, Listed>,
    /// Messages with an earlier date are not stored (POP3 with a first fetch since a date; IMAP
    /// lists dates and leaves them out beforehand). Seconds since 1970.
    pub not_before: Option<i64>,
}

/// One message between the threads.
enum Item {
    Message(Box<Prepared>),
    Refused(Listed, QuarantineReason, String),
    Gone(Listed),
}

/// Takes messages from `source` until it ends and stores them; `progress` hears how many lie
/// safely in the database after each batch. Blocks: it belongs on a blocking thread.
///
/// # Errors
/// [`Error::Storage`]: what was committed before stays committed.
pub(super) fn import(
    storage: &Storage,
    job: Job,
    source: Source,
    mut progress: impl FnMut(u64),
) -> Result<Imported> {
    let (sender, receiver) = mpsc::sync_channel(BETWEEN);
    let target = job.target.clone();
    let directory = storage.directory().to_owned();
    let not_before = job.not_before;
    std::thread::scope(|scope| {
        let packing = scope.spawn(move || pack(job, &directory, source, &sender));
        let mut writer = Writer {
            storage,
            target,
            not_before,
            imported: Imported::default(),
        };
        let written = writer.run(receiver, &mut progress);
        // The packer ends by itself once nobody listens any more.
        let packed = packing
            .join()
            .map_err(|_| Error::Internal("packer".to_owned()))?;
        written?;
        packed?;
        Ok(writer.imported)
    })
}

struct Packer {
    directory: PathBuf,
    wanted: HashMap<RemoteId, Listed>,
}

fn pack(
    job: Job,
    directory: &Path,
    mut source: Source,
    sender: &mpsc::SyncSender<Item>,
) -> Result<()> {
    let mut packer = Packer {
        directory: directory.to_owned(),
        wanted: job.wanted,
    };
    let mut open: Option<(RemoteId, RawWriter, MailReader)> = None;
    while let Some(fetched) = source.blocking_recv() {
        let item = match &*fetched {
            Fetched::Whole { id, raw } => {
                let mut writer = RawWriter::new(&packer.directory)?;
                let mut reader = MailReader::new(Detail::Index);
                writer.write(raw)?;
                reader.write(raw);
                packer.prepared(id, writer.finish()?, reader.finish())
            }
            Fetched::Begin { id } => {
                let writer = RawWriter::new(&packer.directory)?;
                open = Some((id.clone(), writer, MailReader::new(Detail::Index)));
                None
            }
            Fetched::Piece(piece) => {
                if let Some((_, writer, reader)) = &mut open {
                    writer.write(piece)?;
                    reader.write(piece);
                }
                None
            }
            Fetched::End => match open.take() {
                Some((id, writer, reader)) => {
                    packer.prepared(&id, writer.finish()?, reader.finish())
                }
                None => None,
            },
            Fetched::Gone { id } => packer.wanted.remove(id).map(Item::Gone),
            Fetched::Refused { id, reason } => {
                open = None;
                packer.refused(id, reason)
            }
        };
        // The bytes off the wire are let go before the next message is waited for.
        drop(fetched);
        if let Some(item) = item
            && sender.send(item).is_err()
        {
            return Ok(());
        }
    }
    Ok(())
}

impl Packer {
    /// A message that nobody asked for, or that comes a second time, is left alone.
    fn prepared(&mut self, id: &RemoteId, raw: PackedRaw, mail: ParsedMail) -> Option<Item> {
        let listed = self.wanted.remove(id)?;
        let words = search_words(&mail);
        Some(Item::Message(Box::new(Prepared {
            listed,
            raw,
            mail,
            words,
        })))
    }

    fn refused(&mut self, id: &RemoteId, reason: &Cause) -> Option<Item> {
        let listed = self.wanted.remove(id)?;
        let kind = match reason {
            Cause::TooLarge(_) => QuarantineReason::TooLarge,
            _ => QuarantineReason::Refused,
        };
        Some(Item::Refused(listed, kind, reason.to_string()))
    }
}

fn search_words(mail: &ParsedMail) -> SearchWords {
    let people: Vec<String> = [&mail.from, &mail.reply_to, &mail.to, &mail.cc]
        .into_iter()
        .flatten()
        .map(|it| format!("{} {}", it.name, it.address))
        .collect();
    let names: Vec<&str> = mail.attachments.iter().map(|it| it.name.as_str()).collect();
    let end = mail
        .text
        .char_indices()
        .nth(INDEXED_TEXT)
        .map_or(mail.text.len(), |(at, _)| at);
    SearchWords {
        subject: fold(&mail.subject),
        people: fold(&people.join("\n")),
        body: fold(mail.text.get(..end).unwrap_or_default()),
        attachments: fold(&names.join("\n")),
    }
}

struct Writer<'a> {
    storage: &'a Storage,
    target: ImportTarget,
    not_before: Option<i64>,
    imported: Imported,
}

impl Writer<'_> {
    fn run(&mut self, receiver: mpsc::Receiver<Item>, progress: &mut dyn FnMut(u64)) -> Result<()> {
        let mut batch: Vec<Prepared> = Vec::new();
        let mut bytes = 0;
        let mut begun = Instant::now();
        loop {
            let item = if batch.is_empty() {
                receiver
                    .recv()
                    .map_err(|_| mpsc::RecvTimeoutError::Disconnected)
            } else {
                receiver.recv_timeout(BATCH_WAIT.saturating_sub(begun.elapsed()))
            };
            let mut ended = false;
            match item {
                Ok(Item::Message(prepared)) => {
                    if batch.is_empty() {
                        begun = Instant::now();
                    }
                    bytes += prepared.raw.memory();
                    self.take(*prepared, &mut batch);
                }
                Ok(Item::Refused(listed, reason, detail)) => {
                    self.storage
                        .quarantine(&self.target, &listed, reason, &detail)?;
                    self.imported.quarantined += 1;
                }
                Ok(Item::Gone(listed)) => self.imported.gone.push(listed),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => ended = true,
            }
            let full = batch.len() >= BATCH_MESSAGES
                || bytes >= BATCH_BYTES
                || begun.elapsed() >= BATCH_WAIT;
            if !batch.is_empty() && (full || ended) {
                self.commit(&mut batch)?;
                bytes = 0;
                progress(self.imported.stored);
            }
            if ended {
                return Ok(());
            }
        }
    }

    fn take(&mut self, prepared: Prepared, batch: &mut Vec<Prepared>) {
        let date = prepared.mail.date.map(|it| it.timestamp);
        match (self.not_before, date) {
            (Some(limit), Some(date)) if date < limit => {
                self.imported.before_first_fetch.push(prepared.listed);
            }
            _ => batch.push(prepared),
        }
    }

    fn commit(&mut self, batch: &mut Vec<Prepared>) -> Result<()> {
        for outcome in self.storage.commit_import(&self.target, batch)? {
            match outcome {
                Committed::Stored { .. } => {
                    self.imported.stored += 1;
                    self.imported.new_content += 1;
                }
                Committed::AlreadyThere { .. } => self.imported.stored += 1,
                Committed::Quarantined => self.imported.quarantined += 1,
            }
        }
        batch.clear();
        Ok(())
    }
}
