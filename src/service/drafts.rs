//! Drafts: begun, saved, given documents, sent.

use super::error::{Error, Result};
use super::office::Office;
use super::sending::desk::fits;
use crate::domain::account::AccountId;
use crate::domain::draft::{
    DraftFault, DraftFile, DraftRow, GRACE_SECONDS, Hint, LARGEST_FILE, LONGEST_TEXT, MOST_BYTES,
    MOST_FILES, Relation, Start, StoredDraft, Written, has_too_many, hints, mime_type_of, own_part,
};
use crate::domain::letter::{Draft, DraftAttachment, LetterError, LetterFault, LetterField};
use crate::domain::mail::MailAddress;
use crate::domain::recipients;
use crate::mime::{self, OriginalPart};
use crate::storage;
use crate::storage::draft_files::NewFile;
pub use crate::storage::drafts::Saved;
use crate::storage::letter_desk::DocumentSource;
use crate::storage::raw::RawWriter;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of a file that are read at a time.
const PIECE: usize = 256 << 10;

fn refused(fault: DraftFault) -> Error {
    Error::Draft(fault)
}

impl Office {
    /// Begins an E-Brief, or opens a draft. What an original brings along is copied, so that the
    /// draft needs nothing else any more.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`] for a message or draft that is not there.
    pub fn start_draft(&self, start: &Start) -> Result<StoredDraft> {
        self.require_benutzer()?;
        if let Start::Draft(id) = start {
            return self.draft(*id);
        }
        let Some(begun) = self.begin(start)? else {
            return Err(Error::NoSender);
        };
        let id = self
            .storage
            .insert_draft(&begun.draft, &self.acting_now()?)?;
        for part in begun.files.into_iter().take(MOST_FILES) {
            self.attach_part(id, part)?;
        }
        self.draft(id)
    }

    /// A draft.
    ///
    /// # Errors
    /// [`Error::Storage`] when it was sent or deleted.
    pub fn draft(&self, id: i64) -> Result<StoredDraft> {
        Ok(self.storage.draft(id)?)
    }

    /// The drafts of the one who is acting, last saved first; or those that were deleted.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn drafts(&self, deleted: bool) -> Result<Vec<DraftRow>> {
        self.require_benutzer()?;
        Ok(self.storage.drafts(self.acting_now()?.benutzer, deleted)?)
    }

    /// Saves what is written. Where another window has saved or sent the same draft meanwhile, it
    /// becomes a draft of its own.
    ///
    /// # Errors
    /// [`DraftFault::TextTooLong`], [`Error::Storage`].
    pub fn save_draft(&self, id: i64, version: i64, written: &Written) -> Result<Saved> {
        let lines = [
            &written.to,
            &written.cc,
            &written.bcc,
            &written.subject,
            &written.text,
        ];
        if lines.into_iter().any(|it| it.len() > LONGEST_TEXT) {
            return Err(refused(DraftFault::TextTooLong));
        }
        // Only a copy needs it.
        let message_id = mime::new_message_id(&self.address_of(written.account)?);
        Ok(self
            .storage
            .save_draft((id, version), written, &message_id)?)
    }

    fn address_of(&self, account: Option<AccountId>) -> Result<String> {
        Ok(match account {
            Some(id) => self.storage.account(id)?.account.address,
            None => String::new(),
        })
    }

    /// Forgets a draft that nobody has written anything into.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn drop_fresh_draft(&self, id: i64) -> Result<()> {
        Ok(self.storage.drop_fresh_draft(id)?)
    }

    /// Deletes a draft; [`Office::restore_draft`] undoes it.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn delete_draft(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        self.storage.set_draft_deleted(id, true)?;
        self.note("draft delete", &id.to_string())
    }

    /// Brings a deleted draft back.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn restore_draft(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        self.storage.set_draft_deleted(id, false)?;
        self.note("draft restore", &id.to_string())
    }

    /// Puts a file to a draft. Its bytes are copied at once: what becomes of the file afterwards
    /// does not matter.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read; [`Error::Draft`] when it is too large or no file.
    pub fn attach_file(&self, draft: i64, path: &Path) -> Result<DraftFile> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name: String = name.chars().filter(|it| !it.is_control()).collect();
        let io = |error: std::io::Error| Error::file(path, &error);
        let meta = std::fs::metadata(path).map_err(io)?;
        if !meta.is_file() {
            return Err(refused(DraftFault::NoFile(name)));
        }
        self.require_room(draft, &name, meta.len())?;
        let mut file = File::open(path).map_err(io)?;
        let mut writer = RawWriter::new(self.storage.directory())?;
        let (mut piece, mut size) = (vec![0; PIECE], 0);
        loop {
            let length = file.read(&mut piece).map_err(io)?;
            if length == 0 {
                break;
            }
            size += length as u64;
            // It may be growing.
            if size > LARGEST_FILE {
                return Err(refused(DraftFault::FileTooLarge(name, size)));
            }
            writer.write(piece.get(..length).unwrap_or_default())?;
        }
        let mime_type = mime_type_of(&name).to_owned();
        Ok(self.storage.insert_draft_file(
            draft,
            NewFile {
                name,
                mime_type,
                content_id: String::new(),
                raw: writer.finish()?,
            },
        )?)
    }

    /// Puts a document of an Akte to a draft.
    ///
    /// # Errors
    /// [`Error::Draft`] when it is too large; [`Error::Storage`] when it is not there.
    pub fn attach_document(&self, draft: i64, document: i64) -> Result<DraftFile> {
        let whole = |subject: &str, data| OriginalPart {
            name: format!("{}.eml", subject_as_name(subject)),
            mime_type: "message/rfc822".to_owned(),
            content_id: String::new(),
            data,
        };
        let (mail, part) = match self.storage.source_of_document(document)? {
            DocumentSource::Letter(letter) => {
                let raw = self.storage.letter_raw(letter)?;
                let letter = self.storage.letter(letter)?;
                return self.attach_part(draft, whole(&letter.subject, raw));
            }
            DocumentSource::Mail(mail, part) => (mail, part),
        };
        let row = self.storage.mail(mail)?;
        let mut raw = Vec::new();
        self.storage.read_raw(row.content, |piece| {
            raw.extend_from_slice(piece);
            Ok(())
        })?;
        let part = match part {
            None => whole(&row.subject, raw),
            Some(at) => {
                let missing = || Error::Storage(storage::Error::NoRow("document", document));
                let mut parts = mime::original(&raw).parts.into_iter();
                let found = parts.nth(at as usize).ok_or_else(missing)?;
                OriginalPart {
                    content_id: String::new(),
                    ..found
                }
            }
        };
        self.attach_part(draft, part)
    }

    fn attach_part(&self, draft: i64, part: OriginalPart) -> Result<DraftFile> {
        self.require_room(draft, &part.name, part.data.len() as u64)?;
        let mut writer = RawWriter::new(self.storage.directory())?;
        writer.write(&part.data)?;
        Ok(self.storage.insert_draft_file(
            draft,
            NewFile {
                name: part.name,
                mime_type: part.mime_type,
                content_id: part.content_id,
                raw: writer.finish()?,
            },
        )?)
    }

    fn require_room(&self, draft: i64, name: &str, size: u64) -> Result<()> {
        if size > LARGEST_FILE {
            return Err(refused(DraftFault::FileTooLarge(name.to_owned(), size)));
        }
        let draft = self.draft(draft)?;
        if draft.files.len() >= MOST_FILES {
            return Err(refused(DraftFault::TooManyFiles));
        }
        let size = draft.size() + size;
        match size > MOST_BYTES {
            true => Err(refused(DraftFault::FilesTooLarge {
                size,
                limit: MOST_BYTES,
            })),
            false => Ok(()),
        }
    }

    /// Takes a document off a draft.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn detach_file(&self, draft: i64, file: i64) -> Result<()> {
        Ok(self.storage.remove_draft_file(draft, file)?)
    }

    /// Bytes that the documents of a letter may have together with this account: what the server has
    /// said that it takes, less what packing them adds. `None` while it has said nothing.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn room_for_files(&self, account: AccountId) -> Result<Option<u64>> {
        // Base64 in lines of 76 makes 57 bytes to 78.
        Ok(self.storage.size_limit(account)?.map(|it| it / 78 * 57))
    }

    /// What the one who writes should think of before the letter leaves.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn draft_hints(&self, id: i64) -> Result<Vec<Hint>> {
        let draft = self.draft(id)?;
        let signature = match draft.written.account {
            Some(account) => self.signature(account)?,
            None => String::new(),
        };
        let accounts = self.storage.accounts()?;
        let domains = accounts
            .iter()
            .filter_map(|it| it.account.address.rsplit_once('@'));
        let domains: Vec<String> = domains
            .map(|it| format!("@{}", it.1.to_lowercase()))
            .collect();
        Ok(hints(&draft, &signature, &domains))
    }

    /// Puts a draft into the Postausgang as it was saved last; returns the number of the letter. It
    /// can be taken back for some seconds, see [`Office::write_on`]. Two calls make one letter.
    ///
    /// # Errors
    /// [`Error::Draft`], [`Error::Letter`] with every fault, [`Error::MayNotSend`],
    /// [`Error::LetterTooLarge`]; [`Error::Storage`] when it was changed, sent or deleted meanwhile.
    pub fn send_draft(&self, id: i64) -> Result<i64> {
        let draft = self.draft(id)?;
        let account = draft.written.account;
        let account = account.ok_or_else(|| refused(DraftFault::SenderMissing))?;
        let sender = self.sending_account(account)?;
        let akte = match draft.written.akte {
            Some(akte) => self.akte_by_id(akte)?,
            None => None,
        };
        if !fits(&sender, akte.as_ref()) {
            return Err(refused(DraftFault::SenderOfOtherPool(sender.account.name)));
        }
        let message = self.message_of(&draft, account)?;
        let mut ties = draft.ties(GRACE_SECONDS);
        // The Akte may have been removed while the letter was written.
        ties.akte = akte.map(|it| it.id.0);
        let letter = self.queue_tied(account, &message, ties)?;
        let people: Vec<MailAddress> = message.recipients().cloned().collect();
        self.storage.note_written_to(&people)?;
        Ok(letter)
    }

    /// The letter that a draft becomes.
    fn message_of(&self, draft: &StoredDraft, account: AccountId) -> Result<Draft> {
        let written = &draft.written;
        if let Some(count) = has_too_many(written) {
            return Err(Error::Letter(vec![LetterError {
                field: LetterField::Recipients,
                fault: LetterFault::TooMany(count),
            }]));
        }
        let mut letter = self.new_draft(account)?;
        let mut wrong = Vec::new();
        let mut people = |line: &str| {
            recipients::persons(line).unwrap_or_else(|found| {
                wrong.extend(found);
                Vec::new()
            })
        };
        letter.to = people(&written.to);
        letter.cc = people(&written.cc);
        letter.bcc = people(&written.bcc);
        if !wrong.is_empty() {
            return Err(refused(DraftFault::RecipientsInvalid(wrong)));
        }
        letter.message_id.clone_from(&draft.message_id);
        written.subject.trim().clone_into(&mut letter.subject);
        letter.text.clone_from(&written.text);
        letter.ask_receipt = written.ask_receipt;
        if let (Some(Relation::Answer | Relation::AnswerAll), Some(mail)) =
            (draft.relation, draft.originals.first())
        {
            letter.references = self.conversation_or_none(*mail)?;
            letter.in_reply_to = letter.references.last().cloned();
        }
        self.add_html(draft, &mut letter);
        self.add_files(draft, &mut letter)?;
        Ok(letter)
    }

    /// The original may have been destroyed since the answer was begun.
    fn conversation_or_none(&self, mail: i64) -> Result<Vec<String>> {
        match self.conversation(mail) {
            Err(Error::Storage(storage::Error::NoRow(..) | storage::Error::Damaged(_))) => {
                Ok(Vec::new())
            }
            other => other,
        }
    }

    fn add_html(&self, draft: &StoredDraft, letter: &mut Draft) {
        let Some(own) = own_part(&draft.written.text, &draft.quoted) else {
            return;
        };
        if draft.html.is_empty() {
            return;
        }
        let head = draft.quoted.split("\n\n").next().unwrap_or_default();
        let head: Vec<(String, String)> = head
            .lines()
            .filter_map(|it| it.split_once(": "))
            .map(|(name, value)| (format!("{name}:"), value.to_owned()))
            .collect();
        letter.html = Some(mime::html_below(own, &head, &draft.html));
    }

    fn add_files(&self, draft: &StoredDraft, letter: &mut Draft) -> Result<()> {
        for file in &draft.files {
            let data = self.storage.draft_file(file.id)?;
            if file.mime_type == "message/rfc822" {
                letter.forwarded.push((file.name.clone(), data));
                continue;
            }
            let attachment = DraftAttachment {
                name: file.name.clone(),
                mime_type: file.mime_type.clone(),
                data,
            };
            match letter.html.is_some() && !file.content_id.is_empty() {
                true => letter.inline.push((file.content_id.clone(), attachment)),
                false => letter.attachments.push(attachment),
            }
        }
        Ok(())
    }
}

fn subject_as_name(subject: &str) -> String {
    let is_plain = |it: &char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '.');
    let name: String = subject.chars().filter(is_plain).take(60).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "nachricht".to_owned(),
        name => name.to_owned(),
    }
}
