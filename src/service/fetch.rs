//! One run: what the server lists, held against the ledger, fetched, stored, and removed there if
//! the account says so.

use super::error::{Error, Result};
use super::first_fetch::{decide, start_of_day};
use super::import::{self, Imported, Job};
use super::office::Office;
use super::receiver::Event;
use crate::domain::account::StoredAccount;
use crate::domain::ledger::{EpochId, Listed, RemoteId, Run, RunId, RunNumbers, ServerIdentity};
use crate::domain::secret::SecretPurpose;
use crate::domain::server::{AfterFetch, FirstFetch, Incoming, Protocol};
use crate::storage::epochs::{Epoch, Intent, Unlisted};
use crate::storage::import::ImportTarget;
use crate::storage::runs::RemovalWish;
use crate::transport::{self, Access, Mailbox, Pace};
use std::collections::HashSet;
use std::future::Future;
use tokio::sync::watch;

/// Bytes that may be on their way between the wire and the database.
const IN_FLIGHT: usize = 4 << 20;

/// Says when to stop.
pub type Stop = watch::Receiver<bool>;

/// One account being fetched.
pub(super) struct Fetch<'a> {
    pub office: &'a Office,
    pub stored: &'a StoredAccount,
    pub incoming: &'a Incoming,
    pub run: RunId,
    pub events: &'a (dyn Fn(Event) + Send + Sync),
    /// POP3: asked to be removed, but not real before QUIT is answered.
    pub awaiting_quit: Vec<(EpochId, Vec<RemovalWish>)>,
    /// Why the server would not remove a message.
    pub kept: Option<String>,
    pub stop: Stop,
}

/// What is to be fetched of a folder.
struct Wanted {
    /// Newest first.
    listed: Vec<Listed>,
    /// What of it lay there at set-up.
    altbestand: HashSet<RemoteId>,
}

impl Office {
    /// Fetches one account once and writes the run into the ledger.
    ///
    /// # Errors
    /// What kept the run from reaching its end; what was stored until then stays stored, and the
    /// run is in the ledger with its error.
    pub(super) async fn fetch_account(
        &self,
        stored: &StoredAccount,
        events: &(dyn Fn(Event) + Send + Sync),
        stop: Stop,
    ) -> Result<Run> {
        let incoming = match &stored.account.incoming {
            Some(incoming) if stored.account.is_fetched() => incoming,
            _ => return Err(Error::NotFetched(stored.id)),
        };
        let run = self.storage.start_run(stored.id)?;
        let awaiting_quit = Vec::new();
        let mut fetch = Fetch {
            office: self,
            stored,
            incoming,
            run,
            events,
            awaiting_quit,
            kept: None,
            stop,
        };
        let outcome = fetch.all_folders().await;
        let kept = fetch.kept.take();
        if let Err(error) = &outcome {
            self.pause_if_refused(stored.id, error, incoming.uses_oauth())?;
        }
        match outcome {
            Ok(()) => {
                let ended = self.storage.finish_run(run, None)?;
                match kept {
                    Some(reason) => Ok(self.storage.note_kept(run, &reason)?),
                    None => Ok(ended),
                }
            }
            Err(error) => {
                // A full disk may refuse this too; the error that led here is the one to tell.
                let _ = self.storage.finish_run(run, Some(&error.to_string()));
                Err(error)
            }
        }
    }
}

impl Fetch<'_> {
    /// Waits for a server or the keychain, but not longer than until someone says stop.
    pub(super) async fn unless_stopped<T, E>(
        &self,
        work: impl Future<Output = std::result::Result<T, E>>,
    ) -> Result<T>
    where
        Error: From<E>,
    {
        let mut stop = self.stop.clone();
        tokio::select! {
            done = work => Ok(done?),
            // Whoever drops the sender stops as well.
            _ = stop.wait_for(|stop| *stop) => Err(Error::Stopped),
        }
    }

    async fn all_folders(&mut self) -> Result<()> {
        let id = self.stored.id;
        let keychain = self.office.stored_secret(id, SecretPurpose::Incoming);
        let secret = self.unless_stopped(keychain).await?;
        let pins = self.office.storage.pins(id)?;
        let connector = self.office.connector(id, &self.incoming.endpoint, &pins);
        let mut mailbox = self
            .unless_stopped(Mailbox::open(&connector, self.incoming, &pins, &secret))
            .await?;
        drop(secret);
        let mut first_error = None;
        for folder in &self.incoming.folders {
            match self.folder(&mut mailbox, folder, false).await {
                Ok(_) => {}
                // A folder that cannot be opened does not keep mail in the others waiting.
                Err(Error::Transport(error)) if error.step == transport::Step::Mailbox => {
                    first_error.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        self.asked_folders(&mut mailbox).await?;
        // All that matters is done.
        let _ = self.look_at_others(&mut mailbox).await;
        self.close(mailbox).await?;
        first_error.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Ends the session. With POP3 only this makes removals real, so they are noted after it.
    async fn close(&mut self, mailbox: Mailbox) -> Result<()> {
        let is_pop3 = self.incoming.protocol == Protocol::Pop3;
        let closed = mailbox.close().await;
        if !is_pop3 {
            // Everything is done; a server that hangs up without a farewell has lost nothing.
            return Ok(());
        }
        let removed = closed?;
        if removed.is_empty() {
            return Ok(());
        }
        self.note_removed_after_quit(&removed)
    }

    /// Fetches a folder; returns its UIDVALIDITY and its highest UID (0 with POP3). One that a person
    /// has `asked` for is fetched whole, and stays on the server as it is.
    pub(super) async fn folder(
        &mut self,
        mailbox: &mut Mailbox,
        folder: &str,
        asked: bool,
    ) -> Result<(u32, u32)> {
        let removes = self.incoming.after_fetch != AfterFetch::Leave && !asked;
        let access = if removes {
            Access::ReadWrite
        } else {
            Access::ReadOnly
        };
        let state = self
            .unless_stopped(mailbox.open_folder(folder, access))
            .await?;
        let identity = ServerIdentity {
            protocol: self.incoming.protocol,
            host: self.incoming.endpoint.host.clone(),
            user: self.mailbox_user(),
            folder: folder.to_owned(),
            uid_validity: state.uid_validity,
        };
        let storage = self.office.storage.clone();
        if self.incoming.protocol == Protocol::Exchange {
            let epoch = storage.epoch(self.stored.id, &identity, None)?;
            mailbox.resume(storage.folder_memory(epoch.id)?);
        }
        let mut listed = self.unless_stopped(mailbox.list()).await?;
        // A next UID that lies below one that is there is a server's error, not a fresh start: taken
        // for one, everything would be fetched again at every run.
        let is_next = |next: &u32| listed.iter().all(|it| it.id < RemoteId::Uid(*next));
        let uid_next = state.uid_next.filter(is_next);
        let epoch = storage.epoch(self.stored.id, &identity, uid_next)?;
        storage.retry_due(epoch.id)?;
        storage.describe(epoch.id, &mut listed)?;
        let pending = self.note_listing(epoch, &listed, asked)?;
        (self.events)(Event::Listed {
            account: self.stored.id,
            on_server: listed.len() as u64,
            new: pending.listed.len() as u64,
        });
        let target = ImportTarget {
            account: self.stored.id,
            epoch: epoch.id,
            run: self.run,
            folder: folder.to_owned(),
            remove_after_days: match self.incoming.after_fetch {
                AfterFetch::Remove { after_days } if !asked => Some(after_days),
                AfterFetch::Leave | AfterFetch::Remove { .. } => None,
            },
        };
        self.fetch(mailbox, &target, pending).await?;
        // Not before everything of it lies in the ledger: the server will not tell it again.
        if let Some(news) = mailbox.take_news() {
            storage.remember_folder(epoch.id, &news)?;
        }
        self.remove(mailbox, &target, &listed).await?;
        let uids = listed.iter().map(|it| match it.id {
            RemoteId::Uid(uid) => uid,
            RemoteId::Uidl(_) | RemoteId::Header(_) | RemoteId::Item(_) => 0,
        });
        Ok((state.uid_validity, uids.max().unwrap_or_default()))
    }

    /// Whose mailbox it is: one that several share is not the own one of whoever signs in.
    fn mailbox_user(&self) -> String {
        let (user, shared) = (&self.incoming.user, &self.incoming.exchange.mailbox);
        match shared.is_empty() {
            true => user.clone(),
            false => format!("{user} {shared}"),
        }
    }

    /// Holds the listing against the ledger and writes down what is new; returns what is to be
    /// fetched, newest first.
    fn note_listing(&self, epoch: Epoch, listed: &[Listed], asked: bool) -> Result<Wanted> {
        let storage = &self.office.storage;
        let comparison = storage.compare(epoch.id, listed)?;
        storage.complete(epoch.id, listed, &comparison)?;
        let first = self.incoming.first_fetch;
        let unknown = comparison.unknown.iter().filter_map(|index| {
            let listed = listed.get(*index)?;
            let (intent, altbestand) = match asked {
                true => (Intent::Fetch, false),
                false => decide(first, epoch, listed),
            };
            Some(Unlisted {
                index: *index,
                listed,
                intent,
                altbestand,
            })
        });
        let mut unknown: Vec<Unlisted<'_>> = unknown.collect();
        if self.incoming.protocol == Protocol::Exchange {
            let mut stamps = HashSet::new();
            for it in &mut unknown {
                // A copy within the folder comes with the one that it is a copy of.
                let stamp = it.listed.stamp.as_str();
                let is_copy = stamp.contains(" <") && !stamps.insert(stamp);
                if is_copy || storage.is_known_again(self.stored.id, it.listed)? {
                    it.intent = Intent::Skip;
                }
            }
        }
        if epoch.is_set_up || !unknown.is_empty() {
            storage.note_listed(epoch, &unknown)?;
        }
        let skipped = unknown.iter().filter(|it| it.intent == Intent::Skip);
        let skipped = skipped.count();
        let fulfilled = storage.note_vanished(epoch.id, listed, &comparison)?;
        let numbers = RunNumbers {
            on_server: listed.len() as u64,
            known: comparison.known,
            new: (comparison.unknown.len() + comparison.pending.len()) as u64,
            skipped: skipped as u64,
            removed: fulfilled,
            ..RunNumbers::default()
        };
        storage.add_to_run(self.run, &numbers)?;
        let fetched = unknown.iter().filter(|it| it.intent == Intent::Fetch);
        let old = fetched.clone().filter(|it| it.altbestand);
        let altbestand: Vec<usize> = old.map(|it| it.index).collect();
        let mut wanted: Vec<usize> = fetched.map(|it| it.index).collect();
        wanted.extend(&comparison.pending);
        // A listing is in the order of arrival; the newest mail is wanted first.
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        let altbestand = altbestand.iter().chain(&comparison.pending_altbestand);
        Ok(Wanted {
            listed: wanted
                .into_iter()
                .filter_map(|index| listed.get(index))
                .cloned()
                .collect(),
            altbestand: altbestand
                .filter_map(|index| listed.get(*index))
                .map(|it| it.id.clone())
                .collect(),
        })
    }

    async fn fetch(
        &self,
        mailbox: &mut Mailbox,
        target: &ImportTarget,
        wanted: Wanted,
    ) -> Result<()> {
        let Wanted {
            listed: mut wanted,
            altbestand,
        } = wanted;
        self.leave_blocked(mailbox, target.epoch, &mut wanted)
            .await?;
        if wanted.is_empty() {
            return Ok(());
        }
        let not_before = match self.incoming.first_fetch {
            FirstFetch::Since(date) if self.incoming.protocol == Protocol::Pop3 => {
                start_of_day(date)
            }
            _ => None,
        };
        let by_name = wanted
            .iter()
            .map(|it| (it.id.clone(), it.clone()))
            .collect();
        let job = Job {
            target: target.clone(),
            wanted: by_name,
            altbestand,
            not_before,
            test_mails: self.office.storage.test_mails()?,
            usage: self.stored.account.usage.clone(),
            old_to_desk: false,
            blocked: self.office.storage.office_settings()?.blocked,
        };
        let (sink, source) = transport::sink(IN_FLIGHT);
        let storage = self.office.storage.clone();
        let (progress, mut progressed) = tokio::sync::mpsc::unbounded_channel();
        let importing = tokio::task::spawn_blocking(move || {
            import::import(&storage, job, source, |stored| {
                // Nobody listens any more when the run was stopped.
                let _ = progress.send(stored);
            })
        });
        let total = wanted.len() as u64;
        let account = self.stored.id;
        let fetching = async {
            let asking = mailbox.fetch(&wanted, self.pace(), &sink);
            let fetched = self.unless_stopped(asking).await;
            // The importer ends, and commits what it has, once nothing more can come.
            drop(sink);
            fetched
        };
        let listening = async {
            while let Some(stored) = progressed.recv().await {
                (self.events)(Event::Progress {
                    account,
                    stored,
                    total,
                });
            }
        };
        let (fetched, (), imported) = tokio::join!(fetching, listening, importing);
        // When the database refuses, the fetch ends because of it: that is the error to tell.
        let imported = imported??;
        self.note_left_alone(target, &imported)?;
        self.tell_imported(&imported);
        fetched
    }

    fn tell_imported(&self, imported: &Imported) {
        let tell = |stored, quarantined, altbestand| {
            (self.events)(Event::Imported {
                account: self.stored.id,
                stored,
                quarantined,
                altbestand,
            });
        };
        if imported.altbestand > 0 {
            tell(imported.altbestand, 0, true);
        }
        if imported.fresh > 0 || imported.quarantined > 0 || imported.altbestand == 0 {
            tell(imported.fresh, imported.quarantined, false);
        }
    }

    /// One failure is an accident; several may be the doing of one message.
    fn pace(&self) -> Pace {
        match self.stored.state.failures {
            0 | 1 => Pace::Usual,
            _ => Pace::Wary,
        }
    }

    fn note_left_alone(&self, target: &ImportTarget, imported: &Imported) -> Result<()> {
        let (early, gone) = (&imported.left_alone, &imported.gone);
        let skipped = (early.len() + gone.len()) as u64;
        if skipped == 0 {
            return Ok(());
        }
        let storage = &self.office.storage;
        storage.note_skipped(target.epoch, early)?;
        storage.note_gone(target.epoch, gone)?;
        Ok(storage.add_to_run(
            self.run,
            &RunNumbers {
                skipped,
                ..RunNumbers::default()
            },
        )?)
    }
}
