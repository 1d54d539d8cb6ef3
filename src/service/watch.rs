//! Listens beside the fetching where a server offers IDLE (RFC 2177), so that mail appears within
//! seconds: one connection more for an account, never two. Where a server does not offer it, or it
//! breaks, the interval stays what it was.

use super::error::Result;
use super::office::Office;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::receiving::LONGEST_WAIT;
use crate::domain::secret::SecretPurpose;
use crate::domain::server::{Incoming, Protocol};
use crate::transport::{Access, EwsWatch, Mailbox};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// IDLE is issued again after this time: below the 29 minutes of RFC 2177 section 3, and below the
/// half hour after which routers forget a connection.
const REISSUE: Duration = Duration::from_secs(25 * 60);

/// A server that does not offer IDLE is asked again after this time.
const NOT_OFFERED: Duration = Duration::from_secs(24 * 3_600);

/// One that held so long was no failure to begin with.
const HELD: Duration = Duration::from_secs(600);

struct Listening {
    incoming: Incoming,
    since: Instant,
    task: JoinHandle<Result<()>>,
}

struct Rest {
    incoming: Incoming,
    until: Instant,
    failures: u32,
}

/// The accounts that are listened to.
pub(super) struct Watch {
    listening: HashMap<AccountId, Listening>,
    resting: HashMap<AccountId, Rest>,
    tell: UnboundedSender<AccountId>,
    heard: UnboundedReceiver<AccountId>,
}

impl Watch {
    pub(super) fn new() -> Self {
        let (tell, heard) = unbounded_channel();
        Self {
            listening: HashMap::new(),
            resting: HashMap::new(),
            tell,
            heard,
        }
    }

    /// The next account at which something has arrived.
    pub(super) async fn heard(&mut self) -> AccountId {
        match self.heard.recv().await {
            Some(id) => id,
            // Cannot be: one sender is our own.
            None => std::future::pending().await,
        }
    }

    /// Ends what is no longer wanted with these settings, and notes what has ended by itself.
    pub(super) fn tend(&mut self, accounts: &[StoredAccount]) {
        let settings = |id: &AccountId| {
            let stored = accounts.iter().find(|it| it.id == *id);
            let wanted = stored.filter(|it| it.state.paused_at.is_none());
            wanted.and_then(|it| it.account.incoming.as_ref())
        };
        self.resting
            .retain(|id, rest| settings(id) == Some(&rest.incoming));
        let is_over = |id: &AccountId, one: &Listening| {
            one.task.is_finished() || settings(id) != Some(&one.incoming)
        };
        let over: Vec<AccountId> = self
            .listening
            .iter()
            .filter(|(id, one)| is_over(id, one))
            .map(|(id, _)| *id)
            .collect();
        for id in over {
            let Some(one) = self.listening.remove(&id) else {
                continue;
            };
            if one.task.is_finished() && settings(&id) == Some(&one.incoming) {
                self.rest(id, one);
            } else {
                one.task.abort();
            }
        }
    }

    /// Longer after every failure, so that a server that minds the second connection has its peace.
    fn rest(&mut self, id: AccountId, one: Listening) {
        let before = self.resting.get(&id).map_or(0, |it| it.failures);
        let failures = match one.since.elapsed() >= HELD {
            true => 1,
            false => before.saturating_add(1),
        };
        let seconds = (60_i64 << failures.min(10)).min(LONGEST_WAIT);
        let wait = Duration::from_secs(seconds.unsigned_abs());
        let rest = Rest {
            incoming: one.incoming,
            until: Instant::now() + wait,
            failures,
        };
        self.resting.insert(id, rest);
    }

    /// Listens to an account whose run has just gone well, if it can be.
    pub(super) fn begin(&mut self, office: &Office, stored: &StoredAccount) {
        let Some(incoming) = &stored.account.incoming else {
            return;
        };
        let rests = self.resting.get(&stored.id);
        let rests = rests.is_some_and(|it| Instant::now() < it.until);
        // Graph tells only web servers.
        let can_tell = incoming.protocol != Protocol::Pop3 && !incoming.is_graph();
        if !can_tell || rests || self.listening.contains_key(&stored.id) {
            return;
        }
        let (office, id, tell) = (office.clone(), stored.id, self.tell.clone());
        let settings = incoming.clone();
        let listening = Listening {
            incoming: incoming.clone(),
            since: Instant::now(),
            task: tokio::spawn(async move { listen(&office, id, &settings, &tell).await }),
        };
        self.listening.insert(id, listening);
    }

    /// Breaks every connection off: the machine has slept, and none of them lives.
    pub(super) fn restart(&mut self) {
        for (_, one) in self.listening.drain() {
            one.task.abort();
        }
        self.resting.clear();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for one in self.listening.values() {
            one.task.abort();
        }
    }
}

/// The same at an Exchange server, which tells for half an hour with one answer.
async fn listen_to_exchange(
    opened: Option<EwsWatch>,
    id: AccountId,
    tell: &UnboundedSender<AccountId>,
) -> Result<()> {
    let Some(mut watch) = opened else {
        tokio::time::sleep(NOT_OFFERED).await;
        return Ok(());
    };
    loop {
        // What came between the run and now, or between two answers, is not told of by the server.
        if tell.send(id).is_err() {
            return Ok(());
        }
        watch.listen(|| tell.send(id).is_ok()).await?;
    }
}

/// Listens to the first folder until the connection breaks. Where IDLE is not offered, the session is
/// ended at once and not tried again for a day.
async fn listen(
    office: &Office,
    id: AccountId,
    incoming: &Incoming,
    tell: &UnboundedSender<AccountId>,
) -> Result<()> {
    let secret = office.stored_secret(id, SecretPurpose::Incoming).await?;
    let pins = office.storage.pins(id)?;
    let connector = office.connector(id, &incoming.endpoint, &pins);
    if incoming.protocol == Protocol::Exchange {
        let opened = EwsWatch::open(&connector, incoming, &pins, &secret).await?;
        drop(secret);
        return listen_to_exchange(opened, id, tell).await;
    }
    let opened = Mailbox::open(&connector, incoming, &pins, &secret).await?;
    drop(secret);
    let Mailbox::Imap(mut mailbox) = opened else {
        return Ok(());
    };
    let folder = incoming.folders.first().map_or("INBOX", String::as_str);
    if !mailbox.can_idle() {
        mailbox.close().await?;
        tokio::time::sleep(NOT_OFFERED).await;
        return Ok(());
    }
    mailbox.open_folder(folder, Access::ReadOnly).await?;
    // What came between the run and now is not told of by the server.
    let mut arrived = true;
    loop {
        if arrived && tell.send(id).is_err() {
            return Ok(());
        }
        arrived = mailbox.idle(REISSUE).await?;
    }
}
