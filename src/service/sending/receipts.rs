//! Read receipts: asked for and answered only when a person wants it.

use crate::domain::letter::is_message_id;
use crate::domain::mail::MailAddress;
use crate::domain::report::ReadBy;
use crate::i18n::{Language, texts};
use crate::mime;
use crate::service::error::{Error, Result};
use crate::service::office::Office;

/// Bytes of a header that are looked through.
const LONGEST_HEADER: usize = 512 << 10;

impl Office {
    /// Whom a stored mail asks to be told that it was read.
    ///
    /// # Errors
    /// [`Error::Storage`], also for a mail that is not there.
    pub fn receipt_wish(&self, mail: i64) -> Result<Option<MailAddress>> {
        let row = self.storage.mail(mail)?;
        Ok(mime::receipt_wish(&self.beginning(row.content)?))
    }

    /// Puts the read receipt that a mail asks for into the Postausgang, with the account it arrived
    /// at; returns its number. Each mail is answered once.
    ///
    /// # Errors
    /// [`Error::NoReceiptWished`], [`Error::MayNotSend`]; [`Error::LetterTwice`] when it was answered
    /// already.
    pub fn answer_receipt(&self, mail: i64) -> Result<i64> {
        let wish = self.receipt_wish(mail)?;
        let wish = wish.ok_or(Error::NoReceiptWished(mail))?;
        let (row, read) = self.read_mail(mail)?;
        let mut draft = self.new_draft(row.account)?;
        // The same mail has the same receipt, so that it leaves once.
        let domain = draft.message_id.rsplit_once('@').map(|it| it.1.to_owned());
        let (digest, account) = (row.hash, row.account);
        draft.message_id = format!("receipt.{account}.{digest}@{}", domain.unwrap_or_default());
        draft.to = vec![wish];
        draft.subject = texts::receipt_subject(&read.subject).show(Language::German);
        draft.text = texts::receipt_text(&read.subject).show(Language::German);
        draft.in_reply_to = read.message_id.filter(|it| is_message_id(it));
        draft.references = draft.in_reply_to.iter().cloned().collect();
        draft.receipt = Some(ReadBy {
            recipient: draft.from.address.clone(),
            message_id: draft.in_reply_to.clone(),
        });
        self.queue_draft(row.account, &draft)
    }

    /// The beginning of a stored mail, as far as a header reaches.
    fn beginning(&self, content: i64) -> Result<Vec<u8>> {
        let mut raw = Vec::new();
        self.storage.read_raw(content, |piece| {
            let room = LONGEST_HEADER.saturating_sub(raw.len());
            raw.extend_from_slice(piece.get(..room).unwrap_or(piece));
            Ok(())
        })?;
        Ok(raw)
    }
}
