//! From bytes off the wire to rows in the database: one thread packs and reads messages, one writes
//! batches, while the next ones are still arriving.

use super::error::{Error, Result};
use crate::domain::ledger::{Listed, QuarantineReason, RemoteId};
use crate::domain::mail::{Detail, ParsedMail};
use crate::domain::search_text::fold;
use crate::mime::MailReader;
use crate::storage::Storage;
use crate::storage::import::{Committed, ImportTarget, Prepared, SearchWords};
use crate::storage::raw::RawWriter;
use crate::transport::{Cause, Fetched, Source};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Messages in one transaction at the most.
const BATCH_MESSAGES: usize = 100;

/// Compressed bytes in one transaction at the most; a larger message is a batch of its own.
const BATCH_BYTES: usize = 6 << 20;

/// How long the first message of a batch waits for others.
const BATCH_WAIT: Duration = Duration::from_millis(250);

/// Parcels that wait between the two threads.
const BETWEEN: usize = 16;

/// Compressed bytes in one parcel, to which its last message may add.
const PARCEL_BYTES: usize = 256 << 10;

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
    /// Left alone: their date lies before the first fetch, or an account test has sent them.
    pub left_alone: Vec<Listed>,
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
    /// Message-IDs of messages that account tests have sent.
    pub test_mails: HashSet<String>,
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
    let test_mails = job.test_mails.clone();
    std::thread::scope(|scope| {
        let packing = scope.spawn(move || pack(job, &directory, source, &sender));
        let mut writer = Writer {
            storage,
            target,
            not_before,
            test_mails,
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

/// What waits between the threads goes in parcels: the writer is woken less often, and however
/// small the messages are, enough of them wait while it commits.
#[derive(Default)]
struct Parcel {
    items: Vec<Item>,
    bytes: usize,
}

impl Parcel {
    fn add(&mut self, item: Item) {
        if let Item::Message(prepared) = &item {
            self.bytes += prepared.raw.memory();
        }
        self.items.push(item);
    }

    fn is_full(&self) -> bool {
        self.bytes >= PARCEL_BYTES || self.items.len() >= BATCH_MESSAGES
    }
}

fn pack(
    job: Job,
    directory: &Path,
    mut source: Source,
    sender: &mpsc::SyncSender<Vec<Item>>,
) -> Result<()> {
    let mut packer = Packer {
        wanted: job.wanted,
        writer: RawWriter::new(directory)?,
        open: None,
    };
    let mut parcel = Parcel::default();
    loop {
        let fetched = match source.try_recv() {
            Some(fetched) => fetched,
            // Nothing more at the moment: what is there need not wait.
            None => {
                if !parcel.items.is_empty()
                    && sender.send(std::mem::take(&mut parcel).items).is_err()
                {
                    return Ok(());
                }
                match source.blocking_recv() {
                    Some(fetched) => fetched,
                    None => return Ok(()),
                }
            }
        };
        let item = packer.pack(&fetched)?;
        // The bytes off the wire are let go before the next message is waited for.
        drop(fetched);
        if let Some(item) = item {
            parcel.add(item);
        }
        if parcel.is_full() && sender.send(std::mem::take(&mut parcel).items).is_err() {
            return Ok(());
        }
    }
}

struct Packer {
    wanted: HashMap<RemoteId, Listed>,
    writer: RawWriter,
    /// The large message that is arriving.
    open: Option<(RemoteId, MailReader)>,
}

impl Packer {
    fn pack(&mut self, fetched: &Fetched) -> Result<Option<Item>> {
        Ok(match fetched {
            Fetched::Whole { id, raw } => {
                self.abandon();
                let mut reader = MailReader::new(Detail::Index);
                self.writer.write(raw)?;
                reader.write(raw);
                self.prepared(id, reader)?
            }
            Fetched::Begin { id } => {
                self.abandon();
                self.open = Some((id.clone(), MailReader::new(Detail::Index)));
                None
            }
            Fetched::Piece(piece) => {
                if let Some((_, reader)) = &mut self.open {
                    self.writer.write(piece)?;
                    reader.write(piece);
                }
                None
            }
            Fetched::End => match self.open.take() {
                Some((id, reader)) => self.prepared(&id, reader)?,
                None => None,
            },
            Fetched::Gone { id } => self.wanted.remove(id).map(Item::Gone),
            Fetched::Refused { id, reason } => {
                self.abandon();
                self.refused(id, reason)
            }
        })
    }

    /// A large message that did not come to its end is void.
    fn abandon(&mut self) {
        if self.open.take().is_some() {
            self.writer.abandon();
        }
    }

    /// A message that nobody asked for, or that comes a second time, is left alone.
    fn prepared(&mut self, id: &RemoteId, reader: MailReader) -> Result<Option<Item>> {
        let raw = self.writer.finish()?;
        let Some(listed) = self.wanted.remove(id) else {
            return Ok(None);
        };
        if raw.size == 0 && !may_be_empty(&listed) {
            let detail = "empty, though the server lists a size".to_owned();
            return Ok(Some(Item::Refused(
                listed,
                QuarantineReason::Refused,
                detail,
            )));
        }
        let mail = reader.finish();
        let words = search_words(&mail);
        Ok(Some(Item::Message(Box::new(Prepared {
            listed,
            raw,
            mail,
            words,
        }))))
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

/// Servers hand out nothing for a message that they cannot read themselves. Stored as it came, it
/// would be taken for the message, and the real one removed.
fn may_be_empty(listed: &Listed) -> bool {
    let is_described = !listed.stamp.is_empty() || !matches!(listed.id, RemoteId::Uid(_));
    listed.size == 0 && is_described
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

/// The messages of one transaction.
struct Batch {
    messages: Vec<Prepared>,
    bytes: usize,
    begun: Instant,
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            messages: Vec::new(),
            bytes: 0,
            begun: Instant::now(),
        }
    }
}

impl Batch {
    fn add(&mut self, prepared: Prepared) {
        if self.messages.is_empty() {
            self.begun = Instant::now();
        }
        self.bytes += prepared.raw.memory();
        self.messages.push(prepared);
    }

    fn is_full(&self) -> bool {
        self.messages.len() >= BATCH_MESSAGES || self.bytes >= BATCH_BYTES
    }
}

struct Writer<'a> {
    storage: &'a Storage,
    target: ImportTarget,
    not_before: Option<i64>,
    test_mails: HashSet<String>,
    imported: Imported,
}

impl Writer<'_> {
    fn run(
        &mut self,
        receiver: mpsc::Receiver<Vec<Item>>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<()> {
        let mut batch = Batch::default();
        loop {
            let parcel = if batch.messages.is_empty() {
                receiver
                    .recv()
                    .map_err(|_| mpsc::RecvTimeoutError::Disconnected)
            } else {
                receiver.recv_timeout(BATCH_WAIT.saturating_sub(batch.begun.elapsed()))
            };
            let ended = matches!(parcel, Err(mpsc::RecvTimeoutError::Disconnected));
            for item in parcel.unwrap_or_default() {
                self.add(item, &mut batch)?;
                if batch.is_full() {
                    self.commit(&mut batch, progress)?;
                }
            }
            if ended || batch.begun.elapsed() >= BATCH_WAIT {
                self.commit(&mut batch, progress)?;
            }
            if ended {
                return Ok(());
            }
        }
    }

    fn add(&mut self, item: Item, batch: &mut Batch) -> Result<()> {
        match item {
            Item::Message(prepared) => self.take(*prepared, batch),
            Item::Refused(listed, reason, detail) => {
                self.storage
                    .quarantine(&self.target, &listed, reason, &detail)?;
                self.imported.quarantined += 1;
            }
            Item::Gone(listed) => self.imported.gone.push(listed),
        }
        Ok(())
    }

    fn take(&mut self, prepared: Prepared, batch: &mut Batch) {
        let date = prepared.mail.date.map(|it| it.timestamp);
        let own = prepared.mail.message_id.as_ref();
        if own.is_some_and(|it| self.test_mails.contains(it)) {
            self.imported.left_alone.push(prepared.listed);
            return;
        }
        match (self.not_before, date) {
            (Some(limit), Some(date)) if date < limit => {
                self.imported.left_alone.push(prepared.listed);
            }
            _ => batch.add(prepared),
        }
    }

    fn commit(&mut self, batch: &mut Batch, progress: &mut dyn FnMut(u64)) -> Result<()> {
        let mut messages = std::mem::take(batch).messages;
        if messages.is_empty() {
            return Ok(());
        }
        for outcome in self.storage.commit_import(&self.target, &mut messages)? {
            match outcome {
                Committed::Stored { .. } => {
                    self.imported.stored += 1;
                    self.imported.new_content += 1;
                }
                Committed::AlreadyThere { .. } => self.imported.stored += 1,
                Committed::Quarantined => self.imported.quarantined += 1,
            }
        }
        progress(self.imported.stored);
        Ok(())
    }
}
