//! One receiver per data directory: whoever comes second waits and takes over when the first has
//! ended, however it ended. Also how one process asks the receiver of another to fetch at once.

use super::error::{Error, Result};
use super::fetch::Stop;
use super::office::Office;
use super::receiver::{Event, Listener};
use crate::storage::now;
use crate::storage::place::ReceiverLock;
use crate::storage::runs::Holder;
use std::time::Duration;

/// How often one who waits looks whether the other has ended.
const PATIENCE: Duration = Duration::from_secs(4);

/// What holding the office means: the lock, and what others see of its holder.
pub(super) type Held = (ReceiverLock, Holder);

impl Office {
    /// Holds the office, or says who does.
    pub(super) fn hold(&self) -> Result<Held> {
        self.require_working()?;
        if self.rests() {
            return Err(crate::storage::Error::BackupRuns.into());
        }
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

    /// Holds the office as soon as nobody else does; `None` when told to stop before.
    pub(super) async fn hold_in_turn(
        &self,
        listener: &Listener,
        stop: &mut Stop,
    ) -> Result<Option<Held>> {
        loop {
            let holder = match self.hold() {
                Ok(held) => return Ok(Some(held)),
                Err(Error::ReceiverRuns(holder)) => holder,
                Err(error) => return Err(error),
            };
            listener(Event::Waiting { holder });
            tokio::select! {
                () = tokio::time::sleep(PATIENCE) => {}
                _ = stop.wait_for(|stop| *stop) => return Ok(None),
            }
        }
    }

    /// Asks the receiver of this data directory to fetch at once, whichever process it runs in
    /// ("Jetzt abrufen"). It hears of it within seconds; a provider's own shortest interval is
    /// still kept.
    ///
    /// # Errors
    /// [`Error::NobodyReceives`] when there is no receiver; [`Error::Storage`].
    pub fn nudge_receiver(&self) -> Result<()> {
        if !self.storage.is_receiver_locked()? {
            return Err(Error::NobodyReceives);
        }
        Ok(self.storage.leave_nudge()?)
    }
}
