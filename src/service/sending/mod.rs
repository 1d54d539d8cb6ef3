//! Sending: letters are queued with everything fixed, and leave exactly once. Each step is committed
//! before it is taken, so that a crash leaves a letter that can be tried again; only between handing
//! it over and the server's answer is there a moment after which it is unclear, and that is told.

mod delivery;
pub mod desk;
mod failure;
mod follow;
mod receipts;
mod session;
pub mod words;

use super::error::{Error, Result};
use super::office::Office;
use super::receiver::Event;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::letter::{
    Draft, LetterError, LetterFault, LetterField, LetterState, MOST_RECIPIENTS,
};
use crate::domain::mail::{Detail, MailAddress, MailDate};
use crate::domain::outbox::{Letter, SendBar, may_send};
use crate::domain::server::Incoming;
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::domain::syntax::{ascii_address, is_address};
use crate::domain::usage::{Mode, Owner};
use crate::mime;
use crate::service::packing::search_words;
use crate::storage;
use crate::storage::outbox::{NewLetter, Ties};
use crate::storage::raw::RawWriter;
use crate::transport::GraphMailbox;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// What became of a letter in a run of the Postausgang.
#[derive(Debug, Clone)]
pub struct LetterEvent {
    /// The letter as it is now.
    pub letter: Letter,
}

/// What a run of the Postausgang came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Letters that left.
    pub sent: u64,
    /// Letters that are tried again later.
    pub waiting: u64,
    /// Letters that cannot be sent as they are.
    pub failed: u64,
    /// Letters of which nobody knows whether they left.
    pub unclear: u64,
}

/// What the Postausgang shows of a letter.
struct Told<'a> {
    message_id: &'a str,
    subject: &'a str,
    is_receipt: bool,
}

impl Office {
    /// The account, if the one who is acting may send with it.
    ///
    /// # Errors
    /// [`Error::MayNotSend`], [`Error::Storage`].
    pub fn sending_account(&self, id: AccountId) -> Result<StoredAccount> {
        self.require_benutzer()?;
        let stored = self.storage.account(id)?;
        let all = self.storage.benutzer()?;
        let who = self.acting_now()?.benutzer;
        let is_actor = |it: &&Benutzer| Some(it.number) == who;
        if all.iter().find(is_actor).is_some_and(|it| !it.current) {
            return Err(Error::MayNotSend(id, SendBar::NotCurrent));
        }
        may_send(&stored.account, who).map_err(|bar| Error::MayNotSend(id, bar))?;
        Ok(stored)
    }

    /// The accounts that the one who is acting may send with: own ones first, then the Kanzlei
    /// account, then the others.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn senders(&self) -> Result<Vec<StoredAccount>> {
        let mut senders = self.storage.accounts()?;
        senders.retain(|it| self.sending_account(it.id).is_ok());
        let who = self.acting_now()?.benutzer;
        senders.sort_by_key(|it| (!is_own(it, who), !it.account.usage.kanzlei, it.id));
        Ok(senders)
    }

    /// The account that is sent with when none is named: an own one, else the Kanzlei account, else
    /// the only one there is.
    ///
    /// # Errors
    /// [`Error::NoSender`] where it is to be chosen, or there is none.
    pub fn default_sender(&self) -> Result<AccountId> {
        self.require_benutzer()?;
        let senders = self.senders()?;
        let who = self.acting_now()?.benutzer;
        match senders.as_slice() {
            [only] => Ok(only.id),
            [first, ..] if is_own(first, who) || first.account.usage.kanzlei => Ok(first.id),
            _ => Err(Error::NoSender),
        }
    }

    /// The account that letters to machines such as the SCHUFA leave by: the Kanzlei E-Mail Konto
    /// and no other.
    ///
    /// # Errors
    /// [`Error::NoKanzlei`] where none stands on "Posteingang"; [`Error::MayNotSend`].
    pub fn kanzlei_sender(&self) -> Result<AccountId> {
        let all = self.storage.accounts()?;
        let is_it = |it: &&StoredAccount| {
            it.account.usage.kanzlei && it.account.usage.mode == Mode::Posteingang
        };
        let found = all.iter().find(is_it).ok_or(Error::NoKanzlei)?;
        Ok(self.sending_account(found.id)?.id)
    }

    /// An empty draft of this account, with a Message-ID and date of its own.
    ///
    /// # Errors
    /// As [`Office::sending_account`].
    pub fn new_draft(&self, account: AccountId) -> Result<Draft> {
        let account = self.sending_account(account)?.account;
        let message_id = mime::new_message_id(&account.address);
        let moment = Timestamp::now().to_zoned_datetime(TimeZone::system());
        let from = MailAddress {
            name: account.name,
            address: account.address,
        };
        Ok(Draft::new(from, message_id, MailDate::of(&moment)))
    }

    /// Puts a letter into the Postausgang; returns its number.
    ///
    /// # Errors
    /// [`Error::Letter`] with every fault, [`Error::LetterTooLarge`], [`Error::LetterIndivisible`],
    /// [`Error::MayNotSend`].
    pub fn queue_draft(&self, account: AccountId, draft: &Draft) -> Result<i64> {
        self.queue_tied(account, draft, Ties::default())
    }

    /// The same for a letter that belongs to something in the office.
    pub(in crate::service) fn queue_tied(
        &self,
        account: AccountId,
        draft: &Draft,
        ties: Ties,
    ) -> Result<i64> {
        let raw =
            mime::compose(draft).map_err(|mime::ComposeError::Faults(it)| Error::Letter(it))?;
        let recipients = draft.recipients().map(|it| it.address.as_str()).collect();
        let told = Told {
            message_id: &draft.message_id,
            subject: &draft.subject,
            is_receipt: draft.receipt.is_some(),
        };
        self.queue((account, ties), &told, recipients, &raw)
    }

    /// Puts a finished message into the Postausgang. Its To and Cc are the recipients; a Bcc is
    /// taken out of the message. Line ends become CRLF; a missing Message-ID or Date is added.
    ///
    /// # Errors
    /// As [`Office::queue_draft`].
    pub fn queue_message(&self, account: AccountId, raw: &[u8]) -> Result<i64> {
        let draft = self.new_draft(account)?;
        let mail = mime::parse(raw, Detail::Index);
        let (raw, bcc) = mime::finished(raw, &draft);
        let message_id = mime::parse(&raw, Detail::Index).message_id;
        let message_id = message_id.unwrap_or(draft.message_id);
        let all = mail.to.iter().chain(&mail.cc).chain(&bcc);
        // A name without an address is nobody that could be reached: that is said, not passed over.
        let recipients = all.map(|it| match it.address.is_empty() {
            true => it.name.as_str(),
            false => it.address.as_str(),
        });
        let recipients = recipients.collect();
        let told = Told {
            message_id: &message_id,
            subject: &mail.subject,
            is_receipt: false,
        };
        self.queue((account, Ties::default()), &told, recipients, &raw)
    }

    fn queue(
        &self,
        (account, ties): (AccountId, Ties),
        told: &Told<'_>,
        recipients: Vec<&str>,
        raw: &[u8],
    ) -> Result<i64> {
        let stored = self.sending_account(account)?;
        // Before they are sorted out: a list that long may have been cut when it was read.
        if recipients.len() > MOST_RECIPIENTS {
            return Err(Error::Letter(vec![LetterError {
                field: LetterField::Recipients,
                fault: LetterFault::TooMany(recipients.len()),
            }]));
        }
        let mut seen = HashSet::new();
        let mut addresses = Vec::new();
        for recipient in recipients {
            match ascii_address(recipient).filter(|_| is_address(recipient)) {
                Some(address) if seen.insert(address.to_lowercase()) => addresses.push(address),
                Some(_) => {}
                None => return Err(Error::RecipientInvalid(recipient.to_owned())),
            }
        }
        if addresses.is_empty() {
            return Err(Error::NoRecipient);
        }
        // Nothing would ever take it from there.
        self.require_working()?;
        let size = raw.len() as u64;
        if let Some(limit) = self.storage.size_limit(account)?.filter(|it| size > *it) {
            return Err(Error::LetterTooLarge { size, limit });
        }
        let incoming = stored.account.incoming.as_ref();
        if incoming.is_some_and(Incoming::is_graph) && !session::goes_by_graph(raw) {
            let limit = GraphMailbox::WHOLE as u64;
            return Err(Error::LetterIndivisible { size, limit });
        }
        let mut writer = RawWriter::new(self.storage.directory())?;
        writer.write(raw)?;
        let sender = match told.is_receipt {
            // Nobody is told that a receipt did not arrive (RFC 8098 section 3).
            true => Some(String::new()),
            false => ascii_address(&stored.account.address),
        };
        let queued = self.storage.queue_letter(NewLetter {
            account,
            benutzer: self.acting_now()?.benutzer,
            sender: sender.unwrap_or(stored.account.address),
            message_id: told.message_id.to_owned(),
            subject: told.subject.to_owned(),
            recipients: addresses,
            raw: writer.finish()?,
            words: search_words(&mime::parse(raw, Detail::Index)),
            ties,
        })?;
        let id = queued.map_err(Error::LetterTwice)?;
        self.note("letter queue", &format!("{id} {account}"))?;
        Ok(id)
    }

    /// Letters of the Postausgang, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn letters(&self, limit: u32) -> Result<Vec<Letter>> {
        Ok(self.storage.letters(limit)?)
    }

    /// One letter.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn letter(&self, id: i64) -> Result<Letter> {
        Ok(self.storage.letter(id)?)
    }

    /// Lets a letter be tried again, at once. For an unclear one that means: whoever asks has made
    /// sure that it did not leave, or does not mind if it arrives twice.
    ///
    /// # Errors
    /// [`Error::LetterNotWaiting`], [`Error::MayNotSend`], [`Error::Storage`].
    pub fn retry_letter(&self, id: i64) -> Result<()> {
        let letter = self.waiting_letter(id)?;
        self.sending_account(letter.account)?;
        self.storage.set_letter(id, LetterState::Wartet)?;
        self.storage.resume_account(letter.account)?;
        self.note("letter retry", &id.to_string())
    }

    /// Takes a letter back; it stays as a draft. That also works with an account that is not active
    /// any more, but not with one that belongs to somebody else.
    ///
    /// # Errors
    /// [`Error::LetterNotWaiting`], [`Error::MayNotSend`], [`Error::Storage`].
    pub fn cancel_letter(&self, id: i64) -> Result<()> {
        let letter = self.waiting_letter(id)?;
        match self.sending_account(letter.account) {
            Err(Error::MayNotSend(_, SendBar::Inactive | SendBar::NoServer)) => {}
            // Its account is gone, the letter is not.
            Err(Error::Storage(storage::Error::NoAccount(_))) => {}
            other => drop(other?),
        }
        self.storage.set_letter(id, LetterState::Entwurf)?;
        self.note("letter cancel", &id.to_string())
    }

    fn waiting_letter(&self, id: i64) -> Result<Letter> {
        let letter = self.storage.letter(id)?;
        match letter.state {
            LetterState::WirdGesendet | LetterState::Gesendet => Err(Error::LetterNotWaiting(id)),
            _ => Ok(letter),
        }
    }

    /// Works the Postausgang off once. Only one process fetches and sends for a data directory.
    ///
    /// # Errors
    /// [`Error::ReceiverRuns`], [`Error::Storage`]. What fails at a server is told of the letter.
    pub async fn run_outbox(
        &self,
        hear: &(dyn Fn(LetterEvent) + Send + Sync),
        stop: super::fetch::Stop,
    ) -> Result<Sent> {
        let (lock, _) = self.hold()?;
        let writing = |event: LetterEvent| {
            super::chronicle::log_letter(&event.letter);
            hear(event);
        };
        let sent = self.work_off_outbox(&writing, stop).await;
        drop(lock);
        sent
    }
}

fn is_own(stored: &StoredAccount, who: Option<BenutzerNumber>) -> bool {
    let owner = who.map(Owner::Benutzer);
    owner.is_some() && stored.account.usage.owner == owner
}

/// Letters that leave while mail is fetched are told of like everything else.
impl From<LetterEvent> for Event {
    fn from(event: LetterEvent) -> Self {
        Self::Letter(Box::new(event.letter))
    }
}
