//! The backup that is made by itself: whoever runs looks whether it is due and makes it, a missed one
//! as soon as somebody is there again. What fails stands in the database and is told.

use super::super::error::{Error, Result};
use super::super::fetch::Stop;
use super::super::office::Office;
use super::super::receiver::{Listener, ReceiveOptions, Received};
use super::super::receiver_event::Event;
use super::making::{Made, Order, Target};
use crate::domain::backup::BackupKind;
use crate::domain::backup_plan::{BackupPlan, due};
use crate::storage::{self, in_use, now};
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often is looked.
const PAUSE: Duration = Duration::from_secs(20);

/// What became of a backup that was due.
#[derive(Debug, Clone)]
pub enum BackupEvent {
    /// It is there.
    Made(Box<Made>),
    /// It could not be made; it is tried again.
    Failed(Error),
}

impl Office {
    /// Makes the backup that is due; `None` when none is, or another process makes it.
    ///
    /// # Errors
    /// What [`Office::back_up`] returns; that is noted.
    pub fn back_up_if_due(&self, mut goes_on: impl FnMut() -> bool) -> Result<Option<Made>> {
        let is_due = |plan: &BackupPlan| -> Result<bool> {
            let made = self.storage.backups_made()?;
            Ok(due(plan, &made, now(), &TimeZone::system()).is_some())
        };
        let plan = self.storage.backup_plan()?;
        if self.retired().is_some() || !is_due(&plan)? {
            return Ok(None);
        }
        let only = match in_use::take_backup(self.directory()) {
            Err(storage::Error::BackupRuns) => return Ok(None),
            other => other?,
        };
        // Another process may have made it a moment ago.
        if !is_due(&plan)? {
            return Ok(None);
        }
        let mut order = Order {
            target: Target::Folder(PathBuf::from(&plan.folder)),
            kind: BackupKind::Backup,
            passphrase: None,
            with_secrets: false,
        };
        let passphrase = match plan.sealed {
            true => self.backup_passphrase().and_then(|it| match it {
                Some(it) => Ok(Some(it)),
                None => Err(Error::PassphraseGone),
            }),
            false => Ok(None),
        };
        let outcome = passphrase.and_then(|it| {
            order.passphrase = it;
            self.make_alone(&only, &order, &mut |_| goes_on())
        });
        self.note_made(&order, true, &outcome);
        let made = outcome?;
        self.make_room(plan.keep);
        Ok(Some(made))
    }

    /// Removes the oldest backups that were made by themselves, when there are more than wanted.
    /// Only files that are as they were written; one that cannot be removed now is tried again.
    fn make_room(&self, keep: u16) {
        for old in self.storage.surplus_backups(keep).unwrap_or_default() {
            let is_it = std::fs::metadata(&old.path).map(|it| it.len() == old.size);
            let is_gone = match is_it {
                Ok(true) => std::fs::remove_file(&old.path).is_ok(),
                // Somebody has put something else there: it is not ours any more.
                Ok(false) => true,
                Err(error) => error.kind() == std::io::ErrorKind::NotFound,
            };
            // A folder that is not there now, such as a stick that is not plugged in, comes back.
            let folder = std::path::Path::new(&old.path).parent();
            if is_gone && folder.is_some_and(std::path::Path::is_dir) {
                let _ = self.storage.note_backup_removed(old.id);
            }
        }
    }

    /// Beside fetching: the same for as long as that goes on.
    pub(in crate::service) fn begin_tending(
        &self,
        options: &ReceiveOptions,
        listener: &Listener,
        stop: &Stop,
    ) -> Option<JoinHandle<()>> {
        if options.once {
            return None;
        }
        let (office, listener, stop) = (self.clone(), listener.clone(), stop.clone());
        Some(tokio::spawn(async move {
            let hear = move |event| listener(Event::Backup(event));
            office.tend_backups(hear, stop).await;
        }))
    }

    /// Fetching has ended. Who fetches only once looks for a backup that is due at the end.
    pub(in crate::service) async fn end_tending(
        &self,
        tending: Option<JoinHandle<()>>,
        outcome: &Result<Received>,
        listener: &Listener,
    ) {
        if let Some(tending) = tending {
            // A backup that is cut off leaves nothing that counts.
            tending.abort();
        } else if outcome.is_ok() {
            self.tend_once(|event| listener(Event::Backup(event)), || true)
                .await;
        }
    }

    async fn tend_once(
        &self,
        hear: impl Fn(BackupEvent) + Send,
        goes_on: impl FnMut() -> bool + Send + 'static,
    ) {
        let office = self.clone();
        let made = tokio::task::spawn_blocking(move || office.back_up_if_due(goes_on));
        match made.await {
            Ok(Ok(Some(made))) => hear(BackupEvent::Made(Box::new(made))),
            Ok(Err(error)) => hear(BackupEvent::Failed(error)),
            Ok(Ok(None)) | Err(_) => {}
        }
    }

    /// Looks again and again whether a backup is due, and makes it, until it is told to stop.
    pub async fn tend_backups(&self, hear: impl Fn(BackupEvent) + Send + Sync, mut stop: Stop) {
        loop {
            let asked = stop.clone();
            self.tend_once(&hear, move || !*asked.borrow()).await;
            if *stop.borrow() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                is_told = told(&mut stop) => if is_told {
                    return;
                }
            }
        }
    }
}

/// Waits for the word to stop; for ever when nobody is left who could say it.
async fn told(stop: &mut Stop) -> bool {
    if stop.wait_for(|stop| *stop).await.is_ok() {
        return true;
    }
    std::future::pending().await
}
