//! After sending: the copy among the sent messages, and letters of which nobody knows whether they
//! left.

use super::LetterEvent;
use crate::domain::letter::LetterState;
use crate::domain::outbox::{Letter, Recipient, RecipientState, SentCopy};
use crate::domain::report::Report;
use crate::domain::secret::SecretPurpose;
use crate::domain::server::Protocol;
use crate::domain::syntax::ascii_address;
use crate::mime;
use crate::service::error::Result;
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::storage::now;
use crate::transport::{Connector, Mailbox};

impl Office {
    /// Files copies and settles unclear letters. What does not succeed is tried in a later run.
    pub(super) async fn follow_letters(
        &self,
        hear: &(dyn Fn(LetterEvent) + Send + Sync),
        stop: &Stop,
    ) -> Result<()> {
        self.match_reports(hear)?;
        for id in self.storage.letters_to_follow()? {
            if *stop.borrow() {
                break;
            }
            let mut letter = self.storage.letter(id)?;
            let before = letter.state;
            if before == LetterState::Unklar && self.storage.has_received(&letter.message_id)? {
                // One of its recipients is an account of this office, and there it is.
                self.settle(&mut letter)?;
            } else {
                self.look_among_sent(&mut letter).await?;
            }
            if letter.state != before {
                hear(LetterEvent { letter });
            }
        }
        Ok(())
    }

    /// Finds the letters that received reports are about: "unzustellbar an …" stands at the letter.
    fn match_reports(&self, hear: &(dyn Fn(LetterEvent) + Send + Sync)) -> Result<()> {
        let newest = self.storage.newest_content()?;
        for content in self.storage.possible_reports(newest)? {
            let mut raw = Vec::new();
            self.storage.read_raw(content, |piece| {
                raw.extend_from_slice(piece);
                Ok(())
            })?;
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
            if letter.state == LetterState::Unklar {
                self.settle(&mut letter)?;
            } else {
                self.storage.end_letter(&letter)?;
            }
            hear(LetterEvent { letter });
        }
        Ok(self.storage.mark_reports(newest)?)
    }

    /// An unclear letter has left after all.
    fn settle(&self, letter: &mut Letter) -> Result<()> {
        letter.state = LetterState::Gesendet;
        letter.sent_at = Some(now());
        letter.reason.clear();
        for recipient in &mut letter.recipients {
            if recipient.state == RecipientState::Open {
                recipient.state = RecipientState::Accepted;
            }
        }
        Ok(self.storage.end_letter(letter)?)
    }

    async fn look_among_sent(&self, letter: &mut Letter) -> Result<()> {
        let stored = self.storage.account(letter.account)?;
        let incoming = match &stored.account.incoming {
            Some(it) if it.protocol == Protocol::Imap && stored.state.paused_at.is_none() => it,
            _ => return Ok(()),
        };
        let Ok(secret) = self.stored_secret(stored.id, SecretPurpose::Incoming).await else {
            return Ok(());
        };
        let pins = self.storage.pins(stored.id)?;
        let mut connector = Connector::new(self.trust.clone());
        connector.timeouts = self.timeouts;
        let opened = Mailbox::open(&connector, incoming, &pins, &secret).await;
        let mut imap = match opened {
            Ok(Mailbox::Imap(imap)) => imap,
            Ok(Mailbox::Pop3(_)) => return Ok(()),
            Err(error) => {
                if error.is_login_rejected() {
                    self.storage.pause_account(stored.id)?;
                }
                return Ok(());
            }
        };
        let outcome = async {
            let Some(folder) = imap.sent_folder().await? else {
                return Ok(None);
            };
            if imap.holds(&folder, &letter.message_id).await? {
                return Ok(Some(true));
            }
            if letter.state != LetterState::Gesendet {
                return Ok(Some(false));
            }
            let raw = self.storage.letter_raw(letter.id);
            let raw = raw.unwrap_or_default();
            if !raw.is_empty() {
                imap.append(&folder, &letter.message_id, &raw).await?;
            }
            Ok::<_, crate::transport::Error>(Some(true))
        };
        let outcome = outcome.await;
        let _ = imap.close().await;
        let is_sent = letter.state == LetterState::Gesendet;
        match outcome {
            Ok(Some(true)) if is_sent => self.storage.note_copy(letter.id, SentCopy::Filed)?,
            Ok(Some(true)) => {
                letter.copy = SentCopy::ByProvider;
                self.settle(letter)?;
            }
            Ok(None) if is_sent => self.storage.note_copy(letter.id, SentCopy::None)?,
            Ok(_) => {}
            Err(_) if is_sent => self.storage.note_copy(letter.id, SentCopy::Open)?,
            Err(_) => {}
        }
        Ok(())
    }
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
