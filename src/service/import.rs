//! From bytes off the wire to rows in the database: one thread packs and reads messages
//! (`packing`), one writes batches, while the next ones are still arriving.

use super::blocked::is_blocked;
use super::error::{Error, Result};
use super::packing::{Item, pack};
use crate::domain::filing::{Filing, Work};
use crate::domain::ledger::{Listed, RemoteId};
use crate::domain::office_settings::SenderPattern;
use crate::domain::routing::{Arrival, route, route_unrecognised};
use crate::domain::rules::RuleBook;
use crate::domain::usage::{Mode, Usage};
use crate::storage::Storage;
use crate::storage::import::{Committed, ImportTarget, Prepared};
use crate::transport::Source;
use std::collections::{HashMap, HashSet};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Messages in one transaction at the most.
pub(super) const BATCH_MESSAGES: usize = 100;

/// Compressed bytes in one transaction at the most; a larger message is a batch of its own.
const BATCH_BYTES: usize = 6 << 20;

/// How long the first message of a batch waits for others.
const BATCH_WAIT: Duration = Duration::from_millis(250);

/// Parcels that wait between the two threads.
const BETWEEN: usize = 16;

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imported {
    /// New messages, also those whose content was there already.
    pub stored: u64,
    /// Of these, content that this account did not have, without Altbestand.
    pub fresh: u64,
    /// The same of Altbestand.
    pub altbestand: u64,
    /// In quarantine.
    pub quarantined: u64,
    /// Left alone: their date lies before the first fetch, an account test has sent them, or they
    /// come from a blocked address.
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
    /// What of it is Altbestand.
    pub altbestand: HashSet<RemoteId>,
    /// Altbestand with an earlier date is not stored (POP3 with a first fetch since a date; IMAP
    /// lists dates and leaves it out beforehand). Seconds since 1970.
    pub not_before: Option<i64>,
    /// Message-IDs of messages that account tests have sent.
    pub test_mails: HashSet<String>,
    /// How the account is used.
    pub usage: Usage,
    /// Altbestand gets a place in the day's work as well.
    pub old_to_desk: bool,
    /// Whose mail is left alone.
    pub blocked: Vec<SenderPattern>,
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
    let directory = storage.directory().to_owned();
    let mut job = job;
    let wanted = std::mem::take(&mut job.wanted);
    std::thread::scope(|scope| {
        let packing = scope.spawn(move || pack(wanted, &directory, source, &sender));
        let mut writer = Writer {
            storage,
            job,
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
    job: Job,
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
                    .quarantine(&self.job.target, &listed, reason, &detail)?;
                self.imported.quarantined += 1;
            }
            Item::Gone(listed) => self.imported.gone.push(listed),
        }
        Ok(())
    }

    fn take(&mut self, prepared: Prepared, batch: &mut Batch) {
        let date = prepared.mail.date.map(|it| it.timestamp);
        let own = prepared.mail.message_id.as_ref();
        let is_own = own.is_some_and(|it| self.job.test_mails.contains(it));
        if is_own || is_blocked(&prepared.mail, &self.job.blocked) {
            self.imported.left_alone.push(prepared.listed);
            return;
        }
        let is_old = self.job.altbestand.contains(&prepared.listed.id);
        match (self.job.not_before, date) {
            (Some(limit), Some(date)) if is_old && date < limit => {
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
        // Once per batch: what a person changes holds for the next mail, and looking up stays fast.
        let rules = self.storage.rule_book()?;
        for prepared in &mut messages {
            prepared.filing = Some(self.filing(prepared, &rules));
        }
        let outcomes = self
            .storage
            .commit_import(&self.job.target, &mut messages)?;
        for (prepared, outcome) in messages.iter().zip(outcomes) {
            match outcome {
                Committed::Stored { .. } => {
                    self.imported.stored += 1;
                    match self.job.altbestand.contains(&prepared.listed.id) {
                        true => self.imported.altbestand += 1,
                        false => self.imported.fresh += 1,
                    }
                }
                Committed::AlreadyThere { .. } => self.imported.stored += 1,
                Committed::Quarantined => self.imported.quarantined += 1,
                // Counted as skipped by the database.
                Committed::LeftOut => {}
            }
        }
        progress(self.imported.stored);
        Ok(())
    }

    /// Where a message goes.
    fn filing(&self, prepared: &Prepared, rules: &RuleBook) -> Filing {
        let arrival = Arrival {
            account: self.job.target.account,
            usage: &self.job.usage,
        };
        let is_old = self.job.altbestand.contains(&prepared.listed.id);
        let work = match is_old && !self.job.old_to_desk {
            true => Work::Altbestand,
            false => Work::Today,
        };
        let placement = route(&arrival, &prepared.mail, rules);
        let plain = route_unrecognised(&arrival, &prepared.mail, rules);
        let usage = &self.job.usage;
        Filing {
            app_copy: work == Work::Today
                && usage.mode == Mode::Postkorb
                && usage.app_copy.is_some(),
            ..Filing::of(&placement, &plain, work)
        }
    }
}
