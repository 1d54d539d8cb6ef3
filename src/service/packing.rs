//! Messages off the wire, hashed, compressed and read, ready to be stored.

use super::error::Result;
use super::import::BATCH_MESSAGES;
use crate::domain::ledger::{Listed, QuarantineReason, RemoteId};
use crate::domain::mail::{Detail, ParsedMail};
use crate::domain::search_text::fold;
use crate::mime::MailReader;
use crate::storage::import::{Prepared, SearchWords};
use crate::storage::raw::RawWriter;
use crate::transport::{Cause, Fetched, Source};
use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc;

/// Compressed bytes in one parcel, to which its last message may add.
const PARCEL_BYTES: usize = 256 << 10;

/// Characters of text that search looks through, per message.
const INDEXED_TEXT: usize = 200_000;

/// One message between the threads.
pub(super) enum Item {
    /// Ready to be stored.
    Message(Box<Prepared>),
    /// The server would not hand it out, in technical words.
    Refused(Listed, QuarantineReason, String),
    /// It went away before it could be fetched.
    Gone(Listed),
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

/// Packs what was wanted of `source` until it ends or nobody takes it any more. Blocks.
///
/// # Errors
/// [`super::Error::Storage`] when a large message cannot be spooled.
pub(super) fn pack(
    wanted: HashMap<RemoteId, Listed>,
    directory: &Path,
    mut source: Source,
    sender: &mpsc::SyncSender<Vec<Item>>,
) -> Result<()> {
    let mut packer = Packer {
        wanted,
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
            filing: None,
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

/// What a message is found by, folded.
pub(super) fn search_words(mail: &ParsedMail) -> SearchWords {
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
