//! After sending: the copy among the sent messages, and letters of which nobody knows whether they
//! left.

use super::LetterEvent;
use crate::domain::letter::LetterState;
use crate::domain::outbox::{Letter, RecipientState, SentCopy};
use crate::domain::secret::SecretPurpose;
use crate::domain::server::Protocol;
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
