//! The "Kanzlei E-Mail Receiver": fetches every active account, once or again and again.

use super::error::{Error, Result};
use super::fetch::Stop;
use super::office::Office;
use super::sending::{LetterEvent, Sent};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::ledger::Run;
use crate::domain::preset::pop3_interval_of_host;
use crate::domain::server::Protocol;
use crate::storage::now;
use crate::storage::place::ReceiverLock;
use crate::storage::runs::Holder;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// Accounts that are fetched at the same time.
const AT_ONCE: usize = 4;

/// How often the loop looks whether an account is due or settings have changed.
const TICK: Duration = Duration::from_secs(5);

/// Seconds between two looks at the Postausgang.
const SENDING_SECONDS: i64 = 15;

/// Seconds between two signs of life.
const BEAT_SECONDS: i64 = 15;

/// Longest wait after failures, in seconds.
const LONGEST_WAIT: i64 = 3_600;

/// What happens while mail is fetched.
#[derive(Debug, Clone)]
pub enum Event {
    /// The loop has begun; how many accounts it fetches.
    Started {
        /// Accounts.
        accounts: u64,
    },
    /// An account's run has begun.
    Begun {
        /// Account.
        account: AccountId,
    },
    /// A folder was listed.
    Listed {
        /// Account.
        account: AccountId,
        /// Messages on the server.
        on_server: u64,
        /// Of these, to be fetched.
        new: u64,
    },
    /// Messages lie safely in the database.
    Progress {
        /// Account.
        account: AccountId,
        /// So far.
        stored: u64,
        /// In all.
        total: u64,
    },
    /// A folder's new mail has been stored.
    Imported {
        /// Account.
        account: AccountId,
        /// Messages that this account did not have.
        stored: u64,
        /// Messages in quarantine.
        quarantined: u64,
        /// They lay on the server when the account was set up: nobody is to be notified.
        altbestand: bool,
    },
    /// An account's run has ended.
    Finished {
        /// Account.
        account: AccountId,
        /// The line of the ledger.
        run: Run,
    },
    /// A letter of the Postausgang was tried.
    Letter(Box<crate::domain::outbox::Letter>),
    /// An account's run has failed, or it was not begun.
    Failed {
        /// Account.
        account: AccountId,
        /// Why.
        error: Error,
        /// When it is tried again, seconds since 1970; `None` when only a person can help.
        next_at: Option<i64>,
    },
}

/// Hears the events of a receiver.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;

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
    /// Fetches mail. Only one process does so for a data directory at a time.
    ///
    /// # Errors
    /// [`Error::ReceiverRuns`] when another process does; [`Error::Storage`]. What fails at one
    /// account is an [`Event::Failed`] and does not keep the others from being fetched.
    pub async fn receive(
        &self,
        options: ReceiveOptions,
        listener: Listener,
        stop: Stop,
    ) -> Result<Received> {
        if let Some(id) = options.account {
            let stored = self.storage.account(id)?;
            if !stored.account.is_fetched() {
                return Err(Error::NotFetched(id));
            }
        }
        let (lock, holder) = self.hold()?;
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
            next_sending: 0,
            hurry: self.hurry.subscribe(),
        };
        let outcome = receiver.run(&holder).await;
        // Nobody else may send before this sending has ended, whatever else went wrong.
        if let Some(sending) = receiver.sending.take() {
            sending.abort();
            let _ = sending.await;
        }
        drop(lock);
        outcome
    }

    pub(super) fn hold(&self) -> Result<(ReceiverLock, Holder)> {
        let Some(lock) = self.storage.lock_receiver()? else {
            return Err(Error::ReceiverRuns(self.storage.holder()?));
        };
        let holder = Holder {
            pid: std::process::id(),
            host: super::office::host_name(),
            login: super::office::login_name(),
            started_at: now(),
            heartbeat_at: now(),
        };
        let _ = self.storage.beat(&holder);
        Ok((lock, holder))
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
    next: HashMap<AccountId, i64>,
    told_paused: HashSet<AccountId>,
    sending: Option<JoinHandle<Result<Sent>>>,
    next_sending: i64,
    hurry: watch::Receiver<()>,
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
            if !stopping {
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
                _ = self.stop.changed(), if !stopping => {}
            }
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
        self.next_sending = self.next_sending.min(now());
        Ok(())
    }

    /// Accounts that are fetched at all, whether due or not.
    fn due_accounts(&self) -> Result<Vec<StoredAccount>> {
        let mut accounts = self.office.storage.accounts()?;
        accounts.retain(|it| {
            it.account.is_fetched() && self.options.account.is_none_or(|id| id == it.id)
        });
        Ok(accounts)
    }

    /// Works the Postausgang off beside the fetching. With `once` that is done once.
    fn begin_sending(&mut self) {
        let is_due = now() >= self.next_sending && self.sending.is_none();
        if !self.options.send || !is_due {
            return;
        }
        self.next_sending = match self.options.once {
            true => i64::MAX,
            false => now() + SENDING_SECONDS,
        };
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
        for stored in self.due_accounts()? {
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
            let due = self.next.get(&id).copied().unwrap_or_default();
            // A clock that was set back must not keep an account waiting for long.
            let waits = now() < due && due - now() <= LONGEST_WAIT.max(86_400);
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
        let stored = self.office.storage.account(id).ok();
        let failures = stored.as_ref().map_or(0, |it| it.state.failures);
        let wait = stored
            .as_ref()
            .map_or(LONGEST_WAIT, |it| wait_seconds(it, failures));
        self.next.insert(id, now() + wait);
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

/// Seconds that the provider wants between two sign-ins; 0 where it does not mind.
fn provider_seconds(stored: &StoredAccount) -> i64 {
    let minutes = stored
        .account
        .incoming
        .as_ref()
        .filter(|it| it.protocol == Protocol::Pop3)
        .and_then(|it| pop3_interval_of_host(&it.endpoint.host));
    i64::from(minutes.unwrap_or_default()) * 60
}

/// Seconds until the next run: the account's interval (or the provider's, where that is longer),
/// after failures first shorter, then longer and longer.
fn wait_seconds(stored: &StoredAccount, failures: u32) -> i64 {
    let interval = i64::from(stored.account.interval_minutes) * 60;
    let wait = match failures {
        0 => interval,
        _ => (60_i64 << (failures - 1).min(10)).min(LONGEST_WAIT.max(interval)),
    };
    wait.max(provider_seconds(stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rollout::read_account;

    fn stored(server: &str) -> StoredAccount {
        let rollout =
            format!("name = \"A\"\naddress = \"a@web.de\"\n[incoming]\n{server}\nuser = \"a\"\n");
        let account = read_account(&rollout).unwrap();
        StoredAccount {
            id: AccountId(1),
            account,
            state: Default::default(),
        }
    }

    #[test]
    fn failures_wait_longer_and_longer_and_providers_are_respected() {
        let imap = stored("host = \"imap.web.de\"");
        let waits: Vec<i64> = (0..9)
            .map(|failures| wait_seconds(&imap, failures))
            .collect();
        assert_eq!(waits, [300, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        let pop3 = stored("protocol = \"pop3\"\nhost = \"pop3.web.de\"");
        assert_eq!(
            wait_seconds(&pop3, 0),
            900,
            "WEB.DE accepts a sign-in every 15 minutes"
        );
        assert_eq!(wait_seconds(&pop3, 1), 900);
    }
}
