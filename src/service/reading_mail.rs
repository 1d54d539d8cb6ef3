//! A stored message, opened to be read: its text as a document, what came along, what it wants.

use super::error::{Error, Result};
use super::office::Office;
use super::reading_fault::ReadingFault;
use crate::domain::mail::MailNote;
use crate::domain::reading::file::{
    AttachedFile, Inside, danger, has_double_ending, is_mismatch, kind_of,
};
use crate::domain::reading::{PartPath, Reading, letters};
use crate::mime::{self, Opened, OpenedPart};

/// Bytes of a source that are shown.
const LONGEST_SOURCE: usize = 4 * 1024 * 1024;

/// What a message looks like underneath.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Its header.
    pub header: String,
    /// All of it, as far as it is shown.
    pub whole: String,
    /// The end is missing.
    pub is_cut: bool,
}

impl Office {
    /// A message, or a message inside it, to be read.
    ///
    /// # Errors
    /// [`Error::Storage`], also for a message that is not there; [`Error::Reading`] for a part that
    /// is none.
    pub fn reading(&self, path: &PartPath) -> Result<Reading> {
        let row = match path.is_of_file() {
            true => None,
            false => Some(self.storage.mail(path.mail)?),
        };
        let raw = self.raw_mail(path.mail)?;
        let outer = mime::open(&raw);
        if !path.steps.is_empty() {
            let part = outer.part(&path.steps);
            let part = part.ok_or(Error::Reading(ReadingFault::PartGone))?;
            let inner = part.open();
            let inner = inner.ok_or(Error::Reading(ReadingFault::NoMessage(
                part.attachment.name,
            )))?;
            return Ok(reading_of(path, inner));
        }
        let mut reading = reading_of(path, outer);
        // Nobody waits for a receipt of what was never received here.
        if let Some(row) = row {
            reading.received_at = Some(row.received_at);
            reading.is_stub |= row.notes.contains(&MailNote::ServerStub);
            reading.receipt_wish = mime::receipt_wish(&raw);
        }
        reading.report = mime::read_report(&raw);
        let letter = reading.report.as_ref();
        let letter = letter.and_then(|it| it.original_message_id.as_deref());
        if let Some(id) = letter {
            reading.letter = self.storage.letter_by_message_id(id)?.map(|it| it.id);
        }
        Ok(reading)
    }

    /// The source of a message or of a message inside it.
    ///
    /// # Errors
    /// As [`Office::reading`].
    pub fn mail_source(&self, path: &PartPath) -> Result<Source> {
        let raw = match path.steps.is_empty() {
            true => self.raw_mail(path.mail)?,
            false => self.part(path)?.bytes.to_vec(),
        };
        let start = raw.get(..LONGEST_SOURCE).unwrap_or(&raw);
        let header = mime::header_block(start);
        let shown = |bytes: &[u8]| {
            let mut text = String::with_capacity(bytes.len());
            for line in String::from_utf8_lossy(bytes).lines() {
                letters::add_seen(&mut text, line);
                text.push('\n');
            }
            text
        };
        Ok(Source {
            header: shown(header),
            whole: shown(start),
            is_cut: start.len() < raw.len(),
        })
    }

    /// A part of a message with its bytes.
    pub(super) fn part(&self, path: &PartPath) -> Result<OpenedPart> {
        let opened = mime::open(&self.raw_mail(path.mail)?);
        let part = opened.part(&path.steps);
        part.ok_or(Error::Reading(ReadingFault::PartGone))
    }

    /// The raw bytes of a stored message or of an opened file.
    pub(super) fn raw_mail(&self, mail: i64) -> Result<Vec<u8>> {
        if PartPath::mail(mail).is_of_file() {
            return self.raw_of_file(mail);
        }
        let row = self.storage.mail(mail)?;
        let mut raw = Vec::with_capacity(usize::try_from(row.size).unwrap_or_default());
        self.storage.read_raw(row.content, |piece| {
            raw.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(raw)
    }
}

/// What a person reads of an opened message.
fn reading_of(path: &PartPath, opened: Opened) -> Reading {
    let mail = opened.mail;
    let is_other = |it: &&crate::domain::mail::MailAddress| {
        !mail
            .from
            .iter()
            .any(|from| from.address.eq_ignore_ascii_case(&it.address))
    };
    Reading {
        path: path.clone(),
        reply_to: mail.reply_to.iter().filter(is_other).cloned().collect(),
        is_unreadable: mail.notes.contains(&MailNote::Unreadable),
        is_stub: mail.notes.contains(&MailNote::ServerStub),
        from: mail.from,
        to: mail.to,
        cc: mail.cc,
        subject: mail.subject,
        date: mail.date,
        authentication: mail.authentication,
        html: opened.html,
        text: opened.text,
        files: opened.parts.iter().map(|it| file_of(path, it)).collect(),
        protection: opened.protection,
        invitations: opened.invitations,
        ..Reading::default()
    }
}

/// What a person is told of a part.
pub(super) fn file_of(around: &PartPath, part: &OpenedPart) -> AttachedFile {
    let mut path = around.clone();
    path.steps.extend_from_slice(&part.steps);
    let name = part.attachment.name.clone();
    let kind = kind_of(&part.bytes);
    AttachedFile {
        path,
        mime_type: part.attachment.mime_type.clone(),
        size: part.attachment.size,
        kind,
        danger: danger(&name, kind),
        is_mismatch: is_mismatch(&name, kind),
        has_double_ending: has_double_ending(&name),
        is_inline: part.attachment.inline,
        inside: match (part.is_unpacked, part.is_message) {
            (true, _) => Inside::Unpacked,
            (false, true) => Inside::Message,
            (false, false) => Inside::File,
        },
        name,
    }
}
