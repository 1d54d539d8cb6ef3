//! After sending: the copy among the sent messages, notices, and letters of which nobody knows whether
//! they left.

use super::LetterEvent;
use super::delivery::unless_stopped;
use crate::domain::account::AccountId;
use crate::domain::letter::LetterState;
use crate::domain::outbox::{LONGEST_TRY, Letter, Recipient, RecipientState, SentCopy, wait_after};
use crate::domain::report::Report;
use crate::domain::secret::SecretPurpose;
use crate::domain::server::Protocol;
use crate::domain::syntax::ascii_address;
use crate::mime;
use crate::service::error::Result;
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::storage::{self, now};
use crate::transport::{Error as TransportError, ExchangeMailbox, ImapMailbox, Mailbox};
use std::collections::BTreeMap;

/// Bytes of a report that are read.
const LONGEST_REPORT: usize = 4 << 20;

/// A mailbox in which sent letters are looked for.
enum SentMail {
    Imap(Box<ImapMailbox>),
    Exchange(ExchangeMailbox),
}

impl Office {
    /// Reads notices, files copies and settles unclear letters. What does not succeed is tried
    /// again later, and less and less often.
    pub(super) async fn follow_letters(
        &self,
        hear: &(dyn Fn(LetterEvent) + Send + Sync),
        stop: &Stop,
    ) -> Result<()> {
        self.match_reports(hear)?;
        for id in self.storage.unclear_letters()? {
            let mut letter = self.storage.letter(id)?;
            // One of its recipients is an account of this office, and there it is. What came with
            // an earlier try says nothing about this one.
            let since = letter.queued_at;
            if letter.sent_at.is_none()
                && self.storage.has_received(&letter.message_id, since)?
                && self.settle(&mut letter)?
            {
                hear(LetterEvent { letter });
            }
        }
        let mut by_account: BTreeMap<i64, Vec<Letter>> = BTreeMap::new();
        for id in self.storage.letters_to_follow()? {
            let letter = self.storage.letter(id)?;
            by_account.entry(letter.account.0).or_default().push(letter);
        }
        for (account, letters) in by_account {
            if *stop.borrow() {
                break;
            }
            let Some(mailbox) = unless_stopped(stop, self.sent_of(AccountId(account))).await else {
                break;
            };
            let mut mailbox = mailbox?;
            for mut letter in letters {
                let before = letter.state;
                let looked = match &mut mailbox {
                    Some(SentMail::Exchange(ews)) => {
                        match unless_stopped(stop, self.look_at_exchange(ews, &mut letter)).await {
                            Some(looked) => looked?,
                            None => return Ok(()),
                        }
                    }
                    Some(SentMail::Imap(imap)) => {
                        // Broken off in the middle, the copy is looked for again before it is filed.
                        let looking = self.look_among_sent(imap, &mut letter);
                        match unless_stopped(stop, looking).await {
                            Some(looked) => looked?,
                            None => return Ok(()),
                        }
                    }
                    None => None,
                };
                if looked.is_none() {
                    self.look_again_later(&letter)?;
                }
                if letter.state != before {
                    hear(LetterEvent { letter });
                }
            }
            if let Some(SentMail::Imap(imap)) = mailbox {
                let _ = imap.close().await;
            }
        }
        Ok(())
    }

    fn look_again_later(&self, letter: &Letter) -> Result<()> {
        if letter.state == LetterState::Gesendet && now() - letter.queued_at > LONGEST_TRY {
            return Ok(self.storage.note_copy(letter.id, SentCopy::None)?);
        }
        let seconds = wait_after(letter.follow_tries + 1);
        Ok(self.storage.follow_later(letter.id, seconds)?)
    }

    /// The account's mailbox, if it has folders and lets us in.
    async fn sent_of(&self, account: AccountId) -> Result<Option<SentMail>> {
        let Ok(stored) = self.storage.account(account) else {
            return Ok(None);
        };
        let incoming = match &stored.account.incoming {
            Some(it) if it.protocol != Protocol::Pop3 && stored.state.paused_at.is_none() => it,
            _ => return Ok(None),
        };
        let Ok(secret) = self.stored_secret(stored.id, SecretPurpose::Incoming).await else {
            return Ok(None);
        };
        let pins = self.storage.pins(stored.id)?;
        let connector = self.connector(stored.id, &incoming.endpoint, &pins);
        match Mailbox::open(&connector, incoming, &pins, &secret).await {
            Ok(Mailbox::Imap(imap)) => Ok(Some(SentMail::Imap(imap))),
            Ok(Mailbox::Exchange(ews)) => Ok(Some(SentMail::Exchange(ews))),
            Ok(Mailbox::Pop3(_)) => Ok(None),
            Err(error) => {
                self.pause_if_refused(stored.id, &error.into(), incoming.uses_oauth())?;
                Ok(None)
            }
        }
    }

    /// Finds out whether an unclear letter has left: then the server has kept a copy. `None` when
    /// nothing has come of it.
    async fn look_at_exchange(
        &self,
        ews: &mut ExchangeMailbox,
        letter: &mut Letter,
    ) -> Result<Option<()>> {
        if letter.state != LetterState::Unklar || letter.sent_at.is_some() {
            return Ok(None);
        }
        match ews.has_sent(&letter.message_id).await {
            Ok(true) => {
                letter.copy = SentCopy::ByProvider;
                self.settle(letter)?;
                Ok(Some(()))
            }
            Ok(false) | Err(_) => Ok(None),
        }
    }

    /// Files the copy of a sent letter, or finds out that an unclear one has left. `None` when
    /// nothing has come of it.
    async fn look_among_sent(
        &self,
        imap: &mut ImapMailbox,
        letter: &mut Letter,
    ) -> Result<Option<()>> {
        // Whether this letter left is in doubt; for one that some recipients have it is not.
        let is_sent = letter.sent_at.is_some();
        let raw = match is_sent {
            true => match self.storage.letter_raw(letter.id) {
                Ok(raw) => Some(raw),
                Err(storage::Error::Damaged(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            },
            false => None,
        };
        let copy = match file(imap, &letter.message_id, raw.as_deref()).await {
            Ok(Some(copy)) => copy,
            Ok(None) | Err(_) => return Ok(None),
        };
        match (letter.state, copy) {
            (LetterState::Unklar, SentCopy::Filed) if !is_sent => {
                letter.copy = SentCopy::ByProvider;
                self.settle(letter)?;
            }
            (LetterState::Unklar, _) if !is_sent => return Ok(None),
            _ => self.storage.note_copy(letter.id, copy)?,
        }
        Ok(Some(()))
    }

    /// Finds the letters that received reports are about: "unzustellbar an …" stands at the letter.
    fn match_reports(&self, hear: &(dyn Fn(LetterEvent) + Send + Sync)) -> Result<()> {
        let newest = self.storage.newest_content()?;
        for content in self.storage.possible_reports(newest)? {
            let mut raw = Vec::new();
            let read = self.storage.read_raw(content, |piece| {
                // What the report says stands before the letter that it gives back.
                let room = LONGEST_REPORT.saturating_sub(raw.len());
                raw.extend_from_slice(piece.get(..room).unwrap_or(piece));
                Ok(())
            });
            match read {
                Ok(_) => {}
                // `check` tells of it; the other reports do not wait for that.
                Err(storage::Error::Damaged(_)) => continue,
                Err(error) => return Err(error.into()),
            }
            let Some(report) = mime::read_report(&raw) else {
                continue;
            };
            let Some(message_id) = &report.original_message_id else {
                continue;
            };
            let Some(mut letter) = self.storage.letter_by_message_id(message_id)? else {
                continue;
            };
            note_report(&mut letter, &report);
            // Whoever reports about a letter has got it.
            let noted = match letter.state {
                LetterState::Unklar => self.settle(&mut letter)?,
                state => self.storage.change_letter(&letter, state)?,
            };
            if noted {
                hear(LetterEvent { letter });
            }
        }
        Ok(self.storage.mark_reports(newest)?)
    }

    /// An unclear letter has left after all. `false` when it is not unclear any more.
    fn settle(&self, letter: &mut Letter) -> Result<bool> {
        letter.sent_at = Some(now());
        letter.class = None;
        letter.reason.clear();
        letter.recipients.iter_mut().for_each(Recipient::settle);
        let mut recipients = letter.recipients.iter();
        letter.state = match recipients.any(|it| it.state == RecipientState::Open) {
            true => LetterState::Wartet,
            false => LetterState::Gesendet,
        };
        Ok(self.storage.change_letter(letter, LetterState::Unklar)?)
    }
}

/// Adds a message to the folder of sent messages unless it is there. Without a message it is only
/// looked for: `Some(Filed)` when it is there, else `None`.
async fn file(
    imap: &mut ImapMailbox,
    message_id: &str,
    raw: Option<&[u8]>,
) -> std::result::Result<Option<SentCopy>, TransportError> {
    let Some(folder) = imap.sent_folder().await? else {
        return Ok(raw.map(|_| SentCopy::None));
    };
    if imap.holds(&folder, message_id).await? {
        return Ok(Some(SentCopy::Filed));
    }
    let Some(raw) = raw else { return Ok(None) };
    imap.append(&folder, message_id, raw).await?;
    Ok(Some(SentCopy::Filed))
}

fn note_report(letter: &mut Letter, report: &Report) {
    let alone = letter.recipients.len() == 1;
    for found in &report.recipients {
        let address = ascii_address(&found.address).unwrap_or_else(|| found.address.clone());
        let is_it = |it: &&mut Recipient| alone || it.address.eq_ignore_ascii_case(&address);
        if let Some(recipient) = letter.recipients.iter_mut().find(is_it) {
            recipient.state = recipient.state.reported(found.action);
            if !found.diagnostic.is_empty() {
                recipient.detail.clone_from(&found.diagnostic);
            }
        }
    }
    let lost: Vec<&Recipient> = letter
        .recipients
        .iter()
        .filter(|it| it.state == RecipientState::Undeliverable)
        .collect();
    if let Some(first) = lost.first() {
        letter.reason = format!("{}: {}", first.address, first.detail);
    }
}
