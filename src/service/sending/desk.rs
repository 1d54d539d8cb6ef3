//! What persons do with letters in the Postausgang, and the journal.

use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::draft::Written;
use crate::domain::outbox::{LetterRow, MailMarks, OutboxList, SendingSettings};
use crate::domain::register::StoredAkte;
use crate::mime;
use crate::service::error::{Error, Result};
use crate::service::office::Office;
use crate::storage;
use crate::storage::akten::AkteWish;
use std::path::Path;

impl Office {
    /// A list of letters, newest first, with the names of what they belong to.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn letter_rows(&self, list: OutboxList, limit: u32) -> Result<Vec<LetterRow>> {
        self.require_benutzer()?;
        Ok(self.storage.letter_rows(list, limit)?)
    }

    /// How many letters still wait in the Postausgang.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn unsent_letters(&self) -> Result<u64> {
        Ok(self.storage.unsent_letters()?)
    }

    /// Takes a letter that has not left back to write on it: returns the number of its draft, which
    /// gets another Message-ID. The letter is gone from the Postausgang.
    ///
    /// # Errors
    /// [`Error::LetterNotWaiting`] when it is being sent, has left, or was put there as a finished
    /// message; [`Error::MayNotSend`].
    pub fn write_on(&self, id: i64) -> Result<i64> {
        let letter = self.letter(id)?;
        self.require_own(letter.account)?;
        let new = mime::new_message_id(&letter.sender);
        let draft = match self.storage.letter_to_draft(id, &new) {
            Err(storage::Error::NoRow("letter", _)) => return Err(Error::LetterNotWaiting(id)),
            other => other?,
        };
        self.note("letter write-on", &format!("{id} {draft}"))?;
        Ok(draft)
    }

    /// Deletes a letter from the Postausgang. One that has left stays in the journal; one that waits
    /// does not leave. [`Office::restore_letter`] undoes it.
    ///
    /// # Errors
    /// [`Error::LetterNotWaiting`] while it is being sent; [`Error::MayNotSend`].
    pub fn delete_letter(&self, id: i64) -> Result<()> {
        self.hide(id, true)
    }

    /// Brings a deleted letter back into the Postausgang.
    ///
    /// # Errors
    /// As [`Office::delete_letter`].
    pub fn restore_letter(&self, id: i64) -> Result<()> {
        self.hide(id, false)
    }

    fn hide(&self, id: i64, is_hidden: bool) -> Result<()> {
        self.require_own(self.letter(id)?.account)?;
        match self.storage.hide_letter(id, is_hidden) {
            Err(storage::Error::NoRow("letter", _)) => Err(Error::LetterNotWaiting(id)),
            other => Ok(other?),
        }?;
        let verb = match is_hidden {
            true => "letter delete",
            false => "letter restore",
        };
        self.note(verb, &id.to_string())
    }

    /// "Jetzt senden": whatever waits for a person leaves at the next look at the Postausgang, which
    /// is made at once where this process sends. Returns how many letters that were.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn send_now(&self, one: Option<i64>) -> Result<usize> {
        self.require_benutzer()?;
        let count = self.storage.release_letters(one)?;
        self.fetch_now();
        let which = one.map_or_else(|| "all".to_owned(), |it| it.to_string());
        self.note("letter send-now", &which)?;
        Ok(count)
    }

    /// Puts a letter into an Akte, out of whatever Akte it was in; `None`: "nicht zur Akte".
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`] for an unknown letter or Akte.
    pub fn assign_letter(&self, id: i64, akte: Option<i64>) -> Result<()> {
        self.require_benutzer()?;
        self.storage.assign_letter(id, akte)?;
        let akte = akte.map_or_else(|| "-".to_owned(), |it| it.to_string());
        self.note("letter assign", &format!("{id} {akte}"))
    }

    /// The sent letters that are documents of an Akte, newest first: number, subject, when filed.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn letters_in_akte(&self, akte: i64) -> Result<Vec<(i64, String, i64)>> {
        self.require_benutzer()?;
        Ok(self.storage.letters_in_akte(akte)?)
    }

    /// Whether mails were answered or passed on, in the order asked.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn mail_marks(&self, mails: &[i64]) -> Result<Vec<MailMarks>> {
        Ok(self.storage.mail_marks(mails)?)
    }

    /// The bytes of a letter as they leave.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn letter_bytes(&self, id: i64) -> Result<Vec<u8>> {
        Ok(self.storage.letter_raw(id)?)
    }

    /// A letter, read like any message.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn read_letter(&self, id: i64) -> Result<crate::domain::mail::ParsedMail> {
        let raw = self.storage.letter_raw(id)?;
        Ok(mime::parse(&raw, crate::domain::mail::Detail::Full))
    }

    /// Writes a letter to a new file.
    ///
    /// # Errors
    /// [`Error::File`], also when the file is there already; [`Error::Storage`].
    pub fn export_letter(&self, id: i64, file: &Path) -> Result<()> {
        let raw = self.storage.letter_raw(id)?;
        let io = |error: std::io::Error| Error::file(file, &error);
        let created = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(file);
        std::io::Write::write_all(&mut created.map_err(io)?, &raw).map_err(io)
    }

    /// "Postausgang (Einstellungen)".
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn sending_settings(&self) -> Result<SendingSettings> {
        Ok(self.storage.sending_settings()?)
    }

    /// Changes "Postausgang (Einstellungen)" for the whole office.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn set_sending_settings(&self, settings: SendingSettings) -> Result<()> {
        self.require_benutzer()?;
        self.storage.set_sending_settings(settings)?;
        self.note("letter settings", &format!("{settings:?}"))
    }

    /// What stands below the letters of an account; empty for nothing.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn signature(&self, account: AccountId) -> Result<String> {
        Ok(self.storage.signature(account)?)
    }

    /// Sets what stands below the letters of an account. Whoever may send with it may do this.
    ///
    /// # Errors
    /// [`Error::MayNotSend`], [`Error::Storage`].
    pub fn set_signature(&self, account: AccountId, text: &str) -> Result<()> {
        self.require_own(account)?;
        self.storage.set_signature(account, text.trim_end())?;
        self.note("account signature", &account.to_string())
    }

    /// The accounts that a letter of this Akte may be sent with, in the order of
    /// [`Office::senders`]. A Benutzer belongs to no Datenpool, so it is the Akte that decides: an
    /// account with a Datenpool is offered for the Akten of this Datenpool, and while no Akte is
    /// chosen; an account without one, such as the Kanzlei account, is always offered.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn senders_for(&self, akte: Option<&StoredAkte>) -> Result<Vec<StoredAccount>> {
        let mut senders = self.senders()?;
        senders.retain(|it| fits(it, akte));
        Ok(senders)
    }

    /// The account that a letter of this Akte is likely to be sent with: the one of the last letter,
    /// else an own one, else the Kanzlei account; `None` where it is to be chosen.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn sender_for(&self, akte: Option<&StoredAkte>) -> Result<Option<AccountId>> {
        let senders = self.senders_for(akte)?;
        let who = self.acting_now()?.benutzer;
        if let Some(akte) = akte {
            let last = self
                .storage
                .last_sender(akte.id.0, who.map(|it| it.value()))?;
            if let Some(last) = last.filter(|last| senders.iter().any(|it| it.id == *last)) {
                return Ok(Some(last));
            }
        }
        Ok(match senders.as_slice() {
            [only] => Some(only.id),
            [first, ..] if super::is_own(first, who) || first.account.usage.kanzlei => {
                Some(first.id)
            }
            _ => None,
        })
    }

    /// An Akte by its number in the register; `None` when it is gone.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn akte_by_id(&self, id: i64) -> Result<Option<StoredAkte>> {
        let wish = AkteWish {
            datenpool: None,
            catch_alls: true,
        };
        let all = self.storage.akten(&wish)?;
        Ok(all.into_iter().find(|it| it.id.0 == id))
    }

    /// Refuses an account of somebody else.
    fn require_own(&self, account: AccountId) -> Result<()> {
        use crate::domain::outbox::SendBar;
        match self.sending_account(account) {
            Err(Error::MayNotSend(_, SendBar::Inactive | SendBar::NoServer)) => Ok(()),
            // Its account is gone, the letter is not.
            Err(Error::Storage(storage::Error::NoAccount(_))) => Ok(()),
            other => other.map(drop),
        }
    }
}

/// Whether a letter of this Akte may be sent with this account; see [`Office::senders_for`].
pub(in crate::service) fn fits(sender: &StoredAccount, akte: Option<&StoredAkte>) -> bool {
    let key = |it: &Option<String>| it.as_ref().map(|it| it.trim().to_lowercase());
    match (&key(&sender.account.usage.datenpool), akte) {
        (None, _) | (_, None) => true,
        (pool, Some(akte)) => *pool == key(&akte.datenpool),
    }
}

/// Whether there is anything in it that a person would miss.
pub fn is_empty(written: &Written) -> bool {
    [
        &written.to,
        &written.cc,
        &written.bcc,
        &written.subject,
        &written.text,
    ]
    .iter()
    .all(|it| it.trim().is_empty())
}
