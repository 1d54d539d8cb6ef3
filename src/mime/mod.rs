//! Raw mail in, [`crate::domain::mail::ParsedMail`] out; [`crate::domain::letter::Draft`] in, raw
//! mail out.
//!
//! A message passes three stations: [`MailReader`] streams it into a skeleton that lacks what no
//! reader sees, `mail-parser` finds the parts of the skeleton, and the modules here read fields and
//! bodies, more forgivingly than the standards ask for.

mod address;
mod authentication;
mod boundary;
mod budget;
mod calendar;
mod charset;
mod compose;
mod compound;
mod date;
mod detach;
mod filename;
mod finish;
mod flowed;
mod header;
mod html;
mod lines;
mod mapi;
mod mbox;
mod message;
mod meter;
mod msg;
mod open;
mod original;
mod page;
mod params;
mod part;
pub mod pdf;
mod picture;
mod plain;
mod receipt;
mod report;
mod rtf;
mod skeleton;
mod smime;
#[cfg(test)]
mod tests;
mod tnef;
mod transfer;
mod words;
mod wrapper;

pub use compose::{ComposeError, compose, needs_smtputf8, new_message_id};
pub use detach::{Detached, detached};
pub use finish::finished;
pub use header::{header_block, is_automatic};
pub use mbox::{Canonical, MboxItem, MboxReader, canonical, canonical_file};
pub use open::{Opened, OpenedPart, open};
pub use original::{Original, OriginalPart, html_below, original};
pub use receipt::receipt_wish;
pub use report::read_report;

use crate::domain::mail::{Detail, ParsedMail};
use skeleton::SkeletonFilter;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a message that arrives in pieces. Memory stays at a few MiB whatever the size of the
/// message (8 MiB of skeleton at most, and text of 1 MiB).
pub struct MailReader {
    filter: SkeletonFilter,
    detail: Detail,
}

impl MailReader {
    /// A reader before the first byte of a message.
    pub fn new(detail: Detail) -> Self {
        Self {
            filter: SkeletonFilter::new(detail),
            detail,
        }
    }

    /// Takes the next bytes of the raw message (RFC 5322), in pieces of any length.
    pub fn write(&mut self, bytes: &[u8]) {
        self.filter.write(bytes);
    }

    /// The message as far as it could be read. Never fails: what could not be read is told by
    /// [`ParsedMail::notes`].
    pub fn finish(self) -> ParsedMail {
        let skeleton = self.filter.finish();
        // No message may stop the office, whatever is wrong with it or with us.
        let read = || message::read(&skeleton, self.detail);
        catch_unwind(AssertUnwindSafe(read))
            .unwrap_or_else(|_| message::unreadable(&skeleton.bytes))
    }
}

/// A message that Outlook has saved as a file, as raw mail; `None` for anything else.
pub fn outlook_mail(bytes: &[u8]) -> Option<Vec<u8>> {
    let read = || msg::to_mime(bytes);
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

/// Reads a message that lies in memory as a whole.
pub fn parse(raw: &[u8], detail: Detail) -> ParsedMail {
    let mut reader = MailReader::new(detail);
    reader.write(raw);
    reader.finish()
}
