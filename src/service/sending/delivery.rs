//! Handing letters over to the server, and what its answers mean for them.

use super::{LetterEvent, Sent};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::letter::LetterState;
use crate::domain::outbox::{LONGEST_TRY, Letter, Recipient, RecipientState, SentCopy, wait_after};
use crate::domain::preset::preset_of_host;
use crate::domain::secret::SecretPurpose;
use crate::domain::server::{Outgoing, OutgoingAuth, Protocol};
use crate::service::error::{Error, Result};
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::storage::now;
use crate::transport::{
    Cause, Connector, Envelope, Error as TransportError, SmtpSession, Submission,
};
use std::collections::BTreeMap;

/// Why a try failed, as the letter keeps it.
struct Failure {
    is_final: bool,
    reason: String,
}

impl Failure {
    fn of(error: &TransportError) -> Self {
        let is_final = matches!(
            error.cause,
            Cause::ServerRefused(_) | Cause::TooLarge(_) | Cause::BadInput
        );
        Self {
            is_final,
            reason: error.to_string(),
        }
    }
}

impl Office {
    /// Sends what is due, files copies and settles what is unclear.
    pub(in crate::service) async fn work_off_outbox(
        &self,
        hear: &(dyn Fn(LetterEvent) + Send + Sync),
        stop: Stop,
    ) -> Result<Sent> {
        let mut sent = Sent::default();
        self.storage.recover_letters("interrupted")?;
        let mut by_account: BTreeMap<i64, Vec<Letter>> = BTreeMap::new();
        for id in self.storage.letters_due()? {
            let letter = self.storage.letter(id)?;
            by_account.entry(letter.account.0).or_default().push(letter);
        }
        for (account, letters) in by_account {
            if *stop.borrow() {
                break;
            }
            let stored = match self.storage.account(AccountId(account)) {
                Ok(stored) => stored,
                Err(_) => continue,
            };
            // After a rejected sign-in only a person goes on: trying would lock the account.
            if stored.state.paused_at.is_some() {
                sent.waiting += letters.len() as u64;
                continue;
            }
            for letter in self.send_with(&stored, letters, &stop).await? {
                match letter.state {
                    LetterState::Gesendet => sent.sent += 1,
                    LetterState::Unklar => sent.unclear += 1,
                    LetterState::Fehlgeschlagen => sent.failed += 1,
                    _ => sent.waiting += 1,
                }
                hear(LetterEvent { letter });
            }
        }
        self.follow_letters(hear, &stop).await?;
        Ok(sent)
    }

    /// Sends the letters of one account over one connection.
    async fn send_with(
        &self,
        stored: &StoredAccount,
        letters: Vec<Letter>,
        stop: &Stop,
    ) -> Result<Vec<Letter>> {
        let mut done = Vec::new();
        let mut session = match self.open_session(stored).await {
            Ok(session) => session,
            Err(failure) => {
                for mut letter in letters {
                    self.put_off(&mut letter, &failure)?;
                    done.push(letter);
                }
                return Ok(done);
            }
        };
        self.storage
            .note_size_limit(stored.id, session.offer().size())?;
        let mut letters = letters.into_iter();
        for mut letter in letters.by_ref() {
            if *stop.borrow() {
                break;
            }
            let alive = self.send_one(stored, &mut session, &mut letter).await?;
            done.push(letter);
            if !alive {
                break;
            }
        }
        session.close().await;
        Ok(done)
    }

    async fn open_session(
        &self,
        stored: &StoredAccount,
    ) -> std::result::Result<SmtpSession, Failure> {
        let later = |reason: String| Failure {
            is_final: false,
            reason,
        };
        let Some(outgoing) = &stored.account.outgoing else {
            return Err(Failure {
                is_final: true,
                reason: "no outgoing server".to_owned(),
            });
        };
        let pins = self
            .storage
            .pins(stored.id)
            .map_err(|it| later(it.to_string()))?;
        let sign_in = self
            .outgoing_sign_in(stored, outgoing)
            .await
            .map_err(|it| later(it.to_string()))?;
        let sign_in = sign_in
            .as_ref()
            .map(|(user, secret)| (user.as_str(), secret));
        let mut connector = Connector::new(self.trust.clone());
        connector.timeouts = self.timeouts;
        let opened = SmtpSession::open(&connector, &outgoing.endpoint, &pins, sign_in).await;
        opened.map_err(|error| {
            if error.is_login_rejected() {
                // Should the database refuse this too, the next try pauses the account.
                let _ = self.storage.pause_account(stored.id);
                return later(error.to_string());
            }
            // What the server says before any letter says nothing about a letter.
            later(error.to_string())
        })
    }

    async fn outgoing_sign_in(
        &self,
        stored: &StoredAccount,
        outgoing: &Outgoing,
    ) -> Result<Option<(String, crate::domain::secret::Secret)>> {
        let (user, purpose) = match &outgoing.auth {
            OutgoingAuth::None => return Ok(None),
            OutgoingAuth::Own { user } => (user.clone(), SecretPurpose::Outgoing),
            OutgoingAuth::Same => {
                let incoming = stored.account.incoming.as_ref();
                let user = incoming.map(|it| it.user.clone());
                (
                    user.ok_or(Error::NotFetched(stored.id))?,
                    SecretPurpose::Incoming,
                )
            }
        };
        let secret = self.stored_secret(stored.id, purpose).await?;
        Ok(Some((user, secret)))
    }

    /// Tries one letter. Says whether the connection can be used for the next one.
    async fn send_one(
        &self,
        stored: &StoredAccount,
        session: &mut SmtpSession,
        letter: &mut Letter,
    ) -> Result<bool> {
        let raw = self.storage.letter_raw(letter.id)?;
        self.storage.begin_letter(letter.id)?;
        letter.attempts += 1;
        let open = letter
            .recipients
            .iter()
            .filter(|it| it.state == RecipientState::Open);
        let envelope = Envelope {
            sender: letter.sender.clone(),
            recipients: open.map(|it| it.address.clone()).collect(),
        };
        let refused = match session.begin(&envelope, &raw).await {
            Ok(refused) => refused,
            Err(error) => return self.failed_at(letter, &error),
        };
        let nobody = refused.len() == envelope.recipients.len();
        note_refused(letter, &refused);
        if nobody {
            self.conclude(stored, letter, "")?;
            return Ok(true);
        }
        self.storage.begin_data(letter.id)?;
        match session.hand_over(&raw).await {
            Ok(Submission::Accepted(reply)) => {
                let taken = |it: &&mut Recipient| {
                    it.state == RecipientState::Open && !refused.iter().any(|no| no.0 == it.address)
                };
                for recipient in letter.recipients.iter_mut().filter(taken) {
                    recipient.state = RecipientState::Accepted;
                    recipient.detail.clone_from(&reply);
                }
                letter.sent_at = Some(now());
                self.conclude(stored, letter, &reply)?;
                Ok(true)
            }
            Ok(Submission::Unclear(cause)) => {
                letter.state = LetterState::Unklar;
                letter.reason = cause.to_string();
                self.storage.end_letter(letter)?;
                Ok(false)
            }
            Err(error) => self.failed_at(letter, &error),
        }
    }

    /// Nothing was sent. The connection is good for another letter if the server has answered.
    fn failed_at(&self, letter: &mut Letter, error: &TransportError) -> Result<bool> {
        self.put_off(letter, &Failure::of(error))?;
        let said_goodbye = |code: &Option<String>| code.as_deref() == Some("421");
        Ok(match &error.cause {
            Cause::ServerRefused(_) | Cause::TooLarge(_) | Cause::BadInput => true,
            Cause::Temporary(reply) => !said_goodbye(&reply.code),
            _ => false,
        })
    }

    /// Tries the letter again later, or gives it up.
    fn put_off(&self, letter: &mut Letter, failure: &Failure) -> Result<()> {
        let too_long = now() - letter.queued_at > LONGEST_TRY;
        letter.state = match failure.is_final || too_long {
            true => LetterState::Fehlgeschlagen,
            false => LetterState::Wartet,
        };
        letter.next_at = now() + wait_after(letter.attempts);
        letter.reason.clone_from(&failure.reason);
        Ok(self.storage.end_letter(letter)?)
    }

    /// Every recipient has an answer now, or waits for another try.
    fn conclude(&self, stored: &StoredAccount, letter: &mut Letter, reply: &str) -> Result<()> {
        let has = |wanted: RecipientState| letter.recipients.iter().any(|it| it.state == wanted);
        let reason_of = |wanted: RecipientState| {
            let mut recipients = letter.recipients.iter();
            recipients
                .find(|it| it.state == wanted)
                .map(|it| &it.detail)
        };
        let reason = reason_of(RecipientState::Open).or(reason_of(RecipientState::Refused));
        let reason = reason.map_or(reply, |it| it.as_str()).to_owned();
        if has(RecipientState::Open) {
            let failure = Failure {
                is_final: false,
                reason,
            };
            return self.put_off(letter, &failure);
        }
        letter.state = match has(RecipientState::Accepted) {
            true => LetterState::Gesendet,
            false => LetterState::Fehlgeschlagen,
        };
        letter.reason = reason;
        letter.copy = sent_copy(stored);
        Ok(self.storage.end_letter(letter)?)
    }
}

/// Where the copy of a sent letter goes.
fn sent_copy(stored: &StoredAccount) -> SentCopy {
    match &stored.account.incoming {
        Some(it) if it.protocol == Protocol::Imap => {
            match preset_of_host(&it.endpoint.host).is_some_and(|it| it.server_files_sent_copy) {
                true => SentCopy::ByProvider,
                false => SentCopy::Open,
            }
        }
        _ => SentCopy::None,
    }
}

fn note_refused(letter: &mut Letter, refused: &[(String, Cause)]) {
    for (address, cause) in refused {
        let found = letter
            .recipients
            .iter_mut()
            .find(|it| it.address == *address);
        if let Some(recipient) = found {
            recipient.detail = cause.to_string();
            // What is put off stays open and is tried again, for this recipient alone.
            if !matches!(cause, Cause::Temporary(_)) {
                recipient.state = RecipientState::Refused;
            }
        }
    }
}
