//! The "Kanzlei E-Mail Receiver": fetches every active account, once or again and again.

use super::error::{Error, Result};
use super::fetch::Stop;
use super::office::Office;
pub use super::receiver_event::{Event, Listener};
use super::sending::{LetterEvent, Sent};
use super::watch::Watch;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::ledger::Run;
use crate::domain::receiving::{LONGEST_WAIT, paced, provider_seconds, wait_seconds};
use crate::storage::now;
use crate::storage::runs::Holder;
use std::collections::{HashMap, HashSet};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

/// Accounts that are fetched at the same time.
const AT_ONCE: usize = 4;

/// How often the loop looks whether an account is due or settings have changed.
const TICK: Duration = Duration::from_secs(2);

/// Time between two looks at the Postausgang.
const SENDING: Duration = Duration::from_secs(15);

/// Seconds between two signs of life.
const BEAT_SECONDS: i64 = 15;

/// A server that tells of new mail again and again is believed once in this time.
const BREATH: Duration = Duration::from_secs(2);

/// The clock of the calendar running ahead of the machine's own by so many seconds means that the
/// machine has slept, or that the clock was set.
const LEAP_SECONDS: u64 = 60;

/// What is to be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReceiveOptions {
    /// Every account once, then end.
    pub once: bool,
    /// The Postausgang is worked off as well.
    pub send: bool,
    /// This account only. A person asks for it, so a pause after a rejected sign-in is ended.
    pub account: Option<AccountId>,
}

/// What a receiver came to.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Accounts whose last run went well.
    pub succeeded: u64,
    /// Accounts whose last run failed.
    pub failed: u64,
}

impl Office {
    /// Fetches mail. Only one process does so for a data directory at a time; another one waits
    /// ([`Event::Waiting`]) and takes over when the first has ended.
    ///
    /// # Errors
    /// With `once`, [`Error::ReceiverRuns`] when another process fetches; [`Error::Storage`]. What fails at one
    /// account is an [`Event::Failed`] and does not keep the others from being fetched.
    pub async fn receive(
        &self,
        options: ReceiveOptions,
        listener: Listener,
        mut stop: Stop,
    ) -> Result<Received> {
        let listener = super::chronicle::listening(self, listener);
        if let Some(id) = options.account {
            let stored = self.storage.account(id)?;
            if !stored.account.is_fetched() {
                return Err(Error::NotFetched(id));
            }
        }
        let held = match options.once {
            true => Some(self.hold()?),
            false => self.hold_in_turn(&listener, &mut stop).await?,
        };
        let Some((lock, holder)) = held else {
            return Ok(Received::default());
        };
        self.storage.take_nudge();
        if let Some(id) = options.account {
            self.storage.resume_account(id)?;
        }
        let mut receiver = Receiver {
            office: self.clone(),
            options,
            listener,
            stop,
            running: JoinSet::new(),
            busy: HashSet::new(),
            done: HashMap::new(),
            next: HashMap::new(),
            told_paused: HashSet::new(),
            sending: None,
            next_sending: Some(Instant::now()),
            hurry: self.hurry.subscribe(),
            watch: Watch::new(),
            again: HashSet::new(),
            clocks: (now(), Instant::now()),
        };
        let backups = self.begin_tending(&options, &receiver.listener, &receiver.stop);
        let outcome = receiver.run(&holder).await;
        self.end_tending(backups, &outcome, &receiver.listener)
            .await;
        // Nobody else may send before this sending has ended, whatever else went wrong.
        if let Some(sending) = receiver.sending.take() {
            sending.abort();
            let _ = sending.await;
        }
        drop(lock);
        outcome
    }
}

struct Receiver {
    office: Office,
    options: ReceiveOptions,
    listener: Listener,
    stop: Stop,
    running: JoinSet<(AccountId, Result<Run>)>,
    busy: HashSet<AccountId>,
    done: HashMap<AccountId, bool>,
    next: HashMap<AccountId, Instant>,
    told_paused: HashSet<AccountId>,
    sending: Option<JoinHandle<Result<Sent>>>,
    /// `None`: not again.
    next_sending: Option<Instant>,
    hurry: watch::Receiver<()>,
    watch: Watch,
    /// Something arrived at these while they were being fetched.
    again: HashSet<AccountId>,
    /// The calendar's clock and the machine's own at the last look.
    clocks: (i64, Instant),
}

/// Waits for the sending to end; for ever when there is none.
async fn ended(sending: &mut Option<JoinHandle<Result<Sent>>>) {
    match sending {
        // What went wrong stands at each letter; a database that refuses is told by the fetching.
        Some(handle) => drop(handle.await),
        None => std::future::pending().await,
    }
}

impl Receiver {
    async fn run(&mut self, holder: &Holder) -> Result<Received> {
        let accounts = self.due_accounts()?.len() as u64;
        (self.listener)(Event::Started { accounts });
        let mut beaten = now();
        loop {
            let stopping = *self.stop.borrow();
            if !stopping && (self.options.once || !self.office.rests()) {
                self.begin_due()?;
                self.begin_sending();
            }
            let is_sending = self.sending.as_ref().is_some_and(|it| !it.is_finished());
            let idle = self.running.is_empty() && !is_sending;
            if idle && (stopping || self.options.once) {
                break;
            }
            tokio::select! {
                Some(ended) = self.running.join_next() => self.note_ended(ended)?,
                () = ended(&mut self.sending) => self.sending = None,
                () = tokio::time::sleep(TICK) => {}
                Ok(()) = self.hurry.changed() => self.fetch_now()?,
                id = self.watch.heard() => self.note_arrival(id),
                _ = self.stop.changed(), if !stopping => {}
            }
            self.look_around()?;
            if now() - beaten >= BEAT_SECONDS || now() < beaten {
                // A disk that is full now may not be later: the receiver stays.
                let _ = self.office.storage.beat(holder);
                beaten = now();
            }
        }
        let succeeded = self.done.values().filter(|it| **it).count() as u64;
        Ok(Received {
            succeeded,
            failed: self.done.len() as u64 - succeeded,
        })
    }

    /// Every account is due, except where the provider itself wants time between two sign-ins.
    fn fetch_now(&mut self) -> Result<()> {
        let accounts = self.due_accounts()?;
        let waits = |id: &AccountId| {
            let stored = accounts.iter().find(|it| it.id == *id);
            stored.is_some_and(|it| provider_seconds(it) > 0)
        };
        self.next.retain(|id, _| waits(id));
        self.next_sending = self.next_sending.map(|it| it.min(Instant::now()));
        Ok(())
    }

    /// Somebody outside may want mail at once, and the machine may have slept.
    fn look_around(&mut self) -> Result<()> {
        // The office may have moved to another machine while this one fetches.
        self.office.require_working()?;
        let (calendar, machine) = std::mem::replace(&mut self.clocks, (now(), Instant::now()));
        let has_leapt = has_leapt(calendar, now(), machine.elapsed());
        if has_leapt {
            self.watch.restart();
        }
        if has_leapt || (!self.options.once && self.office.storage.take_nudge()) {
            self.fetch_now()?;
        }
        Ok(())
    }

    /// The server has told of new mail. An account that fails keeps its distance all the same.
    fn note_arrival(&mut self, id: AccountId) {
        if self.busy.contains(&id) {
            self.again.insert(id);
            return;
        }
        let stored = self.office.storage.account(id);
        if stored.is_ok_and(|it| it.state.failures == 0) {
            let soon = Instant::now() + BREATH;
            let due = self.next.entry(id).or_insert(soon);
            *due = soon.min(*due);
        }
    }

    /// Accounts that are fetched at all, whether due or not.
    fn due_accounts(&self) -> Result<Vec<StoredAccount>> {
        let mut accounts = self.office.paced_accounts()?;
        accounts.retain(|it| {
            it.account.is_fetched() && self.options.account.is_none_or(|id| id == it.id)
        });
        Ok(accounts)
    }

    /// Works the Postausgang off beside the fetching. With `once` that is done once.
    fn begin_sending(&mut self) {
        let is_due = self.next_sending.is_some_and(|it| Instant::now() >= it);
        let is_due = is_due && self.sending.is_none();
        if !self.options.send || !is_due {
            return;
        }
        let next = Instant::now() + SENDING;
        self.next_sending = (!self.options.once).then_some(next);
        let (office, listener, stop) = (
            self.office.clone(),
            self.listener.clone(),
            self.stop.clone(),
        );
        self.sending = Some(tokio::spawn(async move {
            let hear = move |event: LetterEvent| listener(event.into());
            office.work_off_outbox(&hear, stop).await
        }));
    }

    fn begin_due(&mut self) -> Result<()> {
        let accounts = self.due_accounts()?;
        self.watch.tend(&accounts);
        for stored in accounts {
            let id = stored.id;
            if self.busy.contains(&id) || (self.options.once && self.done.contains_key(&id)) {
                continue;
            }
            if stored.state.paused_at.is_some() {
                if self.told_paused.insert(id) {
                    self.done.insert(id, false);
                    let error = Error::Paused(id);
                    (self.listener)(Event::Failed {
                        account: id,
                        error,
                        next_at: None,
                    });
                }
                continue;
            }
            self.told_paused.remove(&id);
            let due = *self.next.entry(id).or_insert_with(|| first_due(&stored));
            // An interval that was made shorter counts at once.
            let due = due.min(in_seconds(wait_seconds(&stored, stored.state.failures)));
            let waits = Instant::now() < due;
            if (waits && !self.options.once) || self.busy.len() >= AT_ONCE {
                continue;
            }
            self.begin(stored);
        }
        Ok(())
    }

    fn begin(&mut self, stored: StoredAccount) {
        let (office, listener, stop) = (
            self.office.clone(),
            self.listener.clone(),
            self.stop.clone(),
        );
        self.busy.insert(stored.id);
        (self.listener)(Event::Begun { account: stored.id });
        self.running.spawn(async move {
            let id = stored.id;
            // A task of its own, so that whatever happens in it the account's name is not lost.
            let run = tokio::spawn(async move {
                office.fetch_account(&stored, listener.as_ref(), stop).await
            });
            (id, run.await.unwrap_or_else(|error| Err(error.into())))
        });
    }

    fn note_ended(
        &mut self,
        ended: std::result::Result<(AccountId, Result<Run>), tokio::task::JoinError>,
    ) -> Result<()> {
        let (id, outcome) = ended?;
        self.busy.remove(&id);
        // The account may have been removed while it was being fetched.
        let reading = self.office.storage.office_settings()?.reading;
        let stored = self.office.storage.account(id).ok();
        let stored = stored.map(|it| paced(it, &reading));
        let failures = stored.as_ref().map_or(0, |it| it.state.failures);
        let wait = stored
            .as_ref()
            .map_or(LONGEST_WAIT, |it| wait_seconds(it, failures));
        let is_well = stored.as_ref().is_some_and(|it| it.state.failures == 0);
        let next = match self.again.remove(&id) && is_well {
            true => Instant::now() + BREATH,
            false => in_seconds(wait),
        };
        self.next.insert(id, next);
        if let (Some(stored), Ok(_), false) = (&stored, &outcome, self.options.once) {
            self.watch.begin(&self.office, stored);
        }
        self.done
            .insert(id, matches!(outcome, Ok(_) | Err(Error::Stopped)));
        let event = match outcome {
            Ok(run) => Event::Finished { account: id, run },
            Err(error) => {
                let by_person = stored.is_none_or(|it| it.state.paused_at.is_some());
                if by_person {
                    self.told_paused.insert(id);
                }
                let next_at = (!by_person && !self.options.once).then(|| now() + wait);
                Event::Failed {
                    account: id,
                    error,
                    next_at,
                }
            }
        };
        (self.listener)(event);
        Ok(())
    }
}

fn in_seconds(seconds: i64) -> Instant {
    Instant::now() + Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
}

/// An account is fetched at once when a receiver begins, except where its provider wants time
/// between two sign-ins: the last one may have been another process's, a moment ago.
fn first_due(stored: &StoredAccount) -> Instant {
    let wants = provider_seconds(stored);
    let last = stored.state.last_attempt_at.unwrap_or(i64::MIN);
    in_seconds(
        last.saturating_add(wants)
            .saturating_sub(now())
            .clamp(0, wants),
    )
}

/// Whether the calendar's clock has run ahead of the machine's own. One that was set back means
/// nothing: every wait is measured by the machine's own.
fn has_leapt(before: i64, after: i64, machine: Duration) -> bool {
    let passed = after.saturating_sub(before).max(0).unsigned_abs();
    passed > machine.as_secs() + LEAP_SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_slept_is_told_from_one_that_waited() {
        let seconds = Duration::from_secs;
        assert!(!has_leapt(1_000, 1_300, seconds(300)), "waited");
        assert!(has_leapt(1_000, 9_000, seconds(2)), "slept, or was set");
        assert!(!has_leapt(9_000, 1_000, seconds(2)), "set back");
        assert!(!has_leapt(i64::MAX, i64::MIN, seconds(2)));
        assert!(!has_leapt(1_000, 1_000, seconds(86_400)), "stands still");
    }
}
