//! Handing letters over to the server, and what its answers mean for them.

use super::failure::Failure;
use super::session::Session;
use super::{LetterEvent, Sent};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::letter::LetterState;
use crate::domain::outbox::{
    LONGEST_TRY, Letter, Recipient, RecipientState, SentCopy, may_send, wait_after,
};
use crate::domain::preset::preset_of_host;
use crate::domain::server::Protocol;
use crate::service::error::Result;
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::storage::{self, now};
use crate::transport::{Cause, Envelope, Error as TransportError, Step, Submission};
use std::collections::BTreeMap;

/// Waits for the server, but not longer than until someone says stop.
pub(super) async fn unless_stopped<T>(stop: &Stop, work: impl Future<Output = T>) -> Option<T> {
    let mut stop = stop.clone();
    tokio::select! {
        done = work => Some(done),
        // Whoever drops the sender stops as well.
        _ = stop.wait_for(|stop| *stop) => None,
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
        self.queue_app_copies()?;
        for id in self.storage.recover_letters()? {
            sent.unclear += 1;
            let letter = self.storage.letter(id)?;
            hear(LetterEvent { letter });
        }
        let mut by_account: BTreeMap<i64, Vec<Letter>> = BTreeMap::new();
        for id in self.storage.letters_due()? {
            let letter = self.storage.letter(id)?;
            by_account.entry(letter.account.0).or_default().push(letter);
        }
        for (account, letters) in by_account {
            if *stop.borrow() {
                break;
            }
            let before = letters.clone();
            for letter in self.send_of(AccountId(account), letters, &stop).await? {
                match letter.state {
                    LetterState::Gesendet => sent.sent += 1,
                    LetterState::Unklar => sent.unclear += 1,
                    LetterState::Fehlgeschlagen => sent.failed += 1,
                    _ => sent.waiting += 1,
                }
                // What only waits on is no news.
                if !before.contains(&letter) {
                    hear(LetterEvent { letter });
                }
            }
        }
        self.follow_letters(hear, &stop).await?;
        Ok(sent)
    }

    /// The letters of one account, as far as they may be sent with it now.
    async fn send_of(
        &self,
        account: AccountId,
        letters: Vec<Letter>,
        stop: &Stop,
    ) -> Result<Vec<Letter>> {
        let stored = match self.storage.account(account) {
            Ok(stored) => stored,
            Err(storage::Error::NoAccount(_)) => {
                return self.put_off_all(letters, &Failure::for_good("account-removed"));
            }
            Err(error) => return Err(error.into()),
        };
        // After a rejected sign-in only a person goes on: trying would lock the account.
        if stored.state.paused_at.is_some() {
            return self.hold_back(letters);
        }
        let (mut done, mut allowed) = (Vec::new(), Vec::new());
        for letter in letters {
            match may_send(&stored.account, letter.benutzer) {
                Ok(()) => allowed.push(letter),
                Err(bar) => {
                    let failure = Failure::for_good(bar.word());
                    done.extend(self.put_off_all(vec![letter], &failure)?);
                }
            }
        }
        if !allowed.is_empty() {
            done.extend(self.send_with(&stored, allowed, stop).await?);
        }
        Ok(done)
    }

    /// Sends the letters of one account over one connection.
    async fn send_with(
        &self,
        stored: &StoredAccount,
        letters: Vec<Letter>,
        stop: &Stop,
    ) -> Result<Vec<Letter>> {
        let mut session = match unless_stopped(stop, self.open_session(stored)).await {
            None => return Ok(letters),
            Some(Ok(session)) => session,
            Some(Err(failure)) => return self.put_off_all(letters, &failure),
        };
        self.storage.note_size_limit(stored.id, session.size())?;
        let mut done = Vec::new();
        let mut alive = true;
        for mut letter in letters {
            if alive && !*stop.borrow() {
                alive = self
                    .send_one(stored, &mut session, (&mut letter, stop))
                    .await?;
            }
            done.push(letter);
        }
        session.close().await;
        Ok(done)
    }

    /// Tries one letter. Says whether the connection can be used for the next one.
    async fn send_one(
        &self,
        stored: &StoredAccount,
        session: &mut Session,
        (letter, stop): (&mut Letter, &Stop),
    ) -> Result<bool> {
        let raw = match self.storage.letter_raw(letter.id) {
            Ok(raw) => raw,
            // The others do not wait for one that cannot be read any more.
            Err(storage::Error::Damaged(_)) => {
                self.put_off(letter, &Failure::for_good("damaged"))?;
                return Ok(true);
            }
            Err(error) => return Err(error.into()),
        };
        let begun = self.storage.begin_letter(letter.id)?;
        // Somebody may have changed it while the connection was made.
        *letter = self.storage.letter(letter.id)?;
        if !begun {
            return Ok(true);
        }
        let open = letter
            .recipients
            .iter()
            .filter(|it| it.state == RecipientState::Open);
        let envelope = Envelope {
            sender: letter.sender.clone(),
            recipients: open.map(|it| it.address.clone()).collect(),
        };
        let refused = match unless_stopped(stop, session.begin(&envelope, &raw)).await {
            Some(Ok(refused)) => refused,
            Some(Err(error)) => return self.failed_at(stored, letter, &error),
            None => {
                self.end(letter, LetterState::Wartet)?;
                return Ok(false);
            }
        };
        note_refused(letter, &refused);
        if refused.len() == envelope.recipients.len() {
            self.conclude(stored, letter, &refused)?;
            return Ok(true);
        }
        // From here on there is no stopping: whether the server has it is to be known.
        let (storage, id) = (self.storage.clone(), letter.id);
        let in_doubt = while_in_doubt(&letter.recipients, &refused);
        let noted = in_doubt.clone();
        let note = move || storage.begin_data(id, &noted).is_ok();
        match session.hand_over(&raw, note).await {
            Ok(Submission::Accepted(reply)) => {
                let taken = |it: &&mut Recipient| {
                    it.state == RecipientState::Open && !refused.iter().any(|no| no.0 == it.address)
                };
                for recipient in letter.recipients.iter_mut().filter(taken) {
                    recipient.state = RecipientState::Accepted;
                    recipient.detail.clone_from(&reply);
                }
                letter.sent_at = Some(now());
                letter.copy = sent_copy(stored);
                self.conclude(stored, letter, &refused)?;
                Ok(true)
            }
            Ok(Submission::Unclear(cause)) => {
                letter.class = None;
                letter.reason = cause.to_string();
                letter.recipients = in_doubt;
                self.end(letter, LetterState::Unklar)?;
                Ok(false)
            }
            Err(error) => self.failed_at(stored, letter, &error),
        }
    }

    /// Moves a letter on from the state it is in, unless somebody has done so meanwhile.
    fn end(&self, letter: &mut Letter, to: LetterState) -> Result<()> {
        let from = std::mem::replace(&mut letter.state, to);
        if !self.storage.change_letter(letter, from)? {
            *letter = self.storage.letter(letter.id)?;
        }
        Ok(())
    }

    /// The account is paused; each of its letters says so.
    fn hold_back(&self, mut letters: Vec<Letter>) -> Result<Vec<Letter>> {
        for letter in letters.iter_mut().filter(|it| it.reason.is_empty()) {
            letter.reason = "account-paused".to_owned();
            self.end(letter, LetterState::Wartet)?;
        }
        Ok(letters)
    }

    /// Nothing was sent. The connection is good for another letter if the server has answered.
    fn failed_at(
        &self,
        stored: &StoredAccount,
        letter: &mut Letter,
        error: &TransportError,
    ) -> Result<bool> {
        self.put_off(letter, &Failure::of(error, stored))?;
        let said_goodbye = |code: &Option<String>| code.as_deref() == Some("421");
        Ok(match &error.cause {
            Cause::ServerRefused(_) | Cause::TooLarge(_) | Cause::BadInput => true,
            Cause::Temporary(reply) => !said_goodbye(&reply.code),
            _ => false,
        })
    }

    /// The same for letters that were not even begun: that counts as a try, so that the waits grow.
    fn put_off_all(&self, mut letters: Vec<Letter>, failure: &Failure) -> Result<Vec<Letter>> {
        for letter in &mut letters {
            letter.attempts += 1;
            self.put_off(letter, failure)?;
        }
        Ok(letters)
    }

    /// Tries the letter again later, or gives it up for those who do not have it.
    fn put_off(&self, letter: &mut Letter, failure: &Failure) -> Result<()> {
        letter.class = failure.class;
        letter.reason.clone_from(&failure.reason);
        letter.next_at = now() + wait_after(letter.attempts);
        let too_long = now() - letter.queued_at > LONGEST_TRY;
        if !failure.is_final && !too_long {
            return self.end(letter, LetterState::Wartet);
        }
        let has_it = |it: &Recipient| it.state.has_it();
        if !letter.recipients.iter().any(has_it) {
            // Where nobody has it, the letter as a whole can be tried again.
            return self.end(letter, LetterState::Fehlgeschlagen);
        }
        for recipient in &mut letter.recipients {
            if recipient.state == RecipientState::Open {
                recipient.state = RecipientState::Refused;
            }
        }
        self.end(letter, LetterState::Gesendet)
    }

    /// Every recipient has an answer now, or waits for another try.
    fn conclude(
        &self,
        stored: &StoredAccount,
        letter: &mut Letter,
        refused: &[(String, Cause)],
    ) -> Result<()> {
        let is_open = |it: &&(String, Cause)| matches!(it.1, Cause::Temporary(_));
        let telling = refused.iter().find(is_open).or(refused.first());
        let failure = telling.map_or_else(Failure::default, |(_, cause)| {
            Failure::of(&cause.clone().at(Step::Recipient), stored)
        });
        if letter
            .recipients
            .iter()
            .any(|it| it.state == RecipientState::Open)
        {
            let failure = Failure {
                is_final: false,
                ..failure
            };
            return self.put_off(letter, &failure);
        }
        letter.class = failure.class;
        letter.reason = failure.reason;
        let to = match letter.recipients.iter().any(|it| it.state.has_it()) {
            true => LetterState::Gesendet,
            false => LetterState::Fehlgeschlagen,
        };
        self.end(letter, to)
    }
}

/// Where the copy of a sent letter goes.
fn sent_copy(stored: &StoredAccount) -> SentCopy {
    match &stored.account.incoming {
        // The server has kept one with the same request.
        Some(it) if it.sends() => SentCopy::ByProvider,
        Some(it) if it.protocol == Protocol::Imap => {
            match preset_of_host(&it.endpoint.host).is_some_and(|it| it.server_files_sent_copy) {
                true => SentCopy::ByProvider,
                false => SentCopy::Open,
            }
        }
        _ => SentCopy::None,
    }
}

/// The recipients as they stand while it is in doubt whether the letter has left: who was put off has
/// not got it whatever comes out.
fn while_in_doubt(recipients: &[Recipient], refused: &[(String, Cause)]) -> Vec<Recipient> {
    let is_put_off = |it: &&Recipient| {
        it.state == RecipientState::Open && refused.iter().any(|no| no.0 == it.address)
    };
    let now = |it: &Recipient| match is_put_off(&it) {
        true => it.passed_by(),
        false => it.clone(),
    };
    recipients.iter().map(now).collect()
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
