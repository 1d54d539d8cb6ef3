//! The channel that messages travel through from a server to the one who stores them, with a limit
//! on the bytes that are on their way.

use super::error::Cause;
use crate::domain::ledger::RemoteId;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

/// Bytes of one piece of a large message at the most.
pub const PIECE: usize = 512 << 10;

/// Events that may wait, besides the limit on bytes.
const EVENTS: usize = 256;

/// So many temporary refusals concern single messages; with more the whole server is unwell, and
/// what is left is better asked for later.
const TEMPORARY_REFUSALS: u32 = 10;

/// How boldly messages are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Many at once.
    Usual,
    /// The last runs broke down, perhaps at one message: those that may be the one are fetched one
    /// by one, so that it is found and the rest goes on.
    Wary,
}

/// Something that came off the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// A whole small message.
    Whole {
        /// Its name.
        id: RemoteId,
        /// Its bytes.
        raw: Vec<u8>,
    },
    /// A large message begins.
    Begin {
        /// Its name.
        id: RemoteId,
    },
    /// The next bytes of the large message.
    Piece(Vec<u8>),
    /// The large message is complete.
    End,
    /// A message went away before it could be fetched.
    Gone {
        /// Its name.
        id: RemoteId,
    },
    /// The server would not hand a message out; a large one that had begun is void.
    Refused {
        /// Its name.
        id: RemoteId,
        /// Why.
        reason: Cause,
    },
}

impl Fetched {
    fn bytes(&self) -> usize {
        match self {
            Self::Whole { raw, .. } => raw.len(),
            Self::Piece(piece) => piece.len(),
            Self::Begin { .. } | Self::End | Self::Gone { .. } | Self::Refused { .. } => 0,
        }
    }
}

/// An event together with its share of the limit, which is given back when it is dropped.
#[derive(Debug)]
pub struct Delivered {
    fetched: Fetched,
    _share: OwnedSemaphorePermit,
}

impl Deref for Delivered {
    type Target = Fetched;

    fn deref(&self) -> &Fetched {
        &self.fetched
    }
}

/// The server's end.
#[derive(Debug)]
pub struct Sink {
    sender: mpsc::Sender<Delivered>,
    budget: Arc<Semaphore>,
    limit: usize,
    temporary_refusals: AtomicU32,
}

/// The storing end.
#[derive(Debug)]
pub struct Source {
    receiver: mpsc::Receiver<Delivered>,
}

/// A channel on which at most `limit` bytes are on their way (one larger event alone excepted).
pub fn sink(limit: usize) -> (Sink, Source) {
    let (sender, receiver) = mpsc::channel(EVENTS);
    let budget = Arc::new(Semaphore::new(limit));
    (
        Sink {
            sender,
            budget,
            limit,
            temporary_refusals: AtomicU32::new(0),
        },
        Source { receiver },
    )
}

impl Sink {
    /// Hands in a whole message that comes from elsewhere than a server. Blocks while too much is
    /// on its way: not for a thread that runs tasks. Returns whether anybody takes it.
    pub fn hand_in(&self, id: RemoteId, raw: Vec<u8>) -> bool {
        let share = u32::try_from(raw.len().min(self.limit)).unwrap_or(u32::MAX);
        let Ok(share) = self.budget.clone().try_acquire_many_owned(share) else {
            return false;
        };
        let delivered = Delivered {
            fetched: Fetched::Whole { id, raw },
            _share: share,
        };
        self.sender.blocking_send(delivered).is_ok()
    }

    /// Hands an event on, waiting while too much is on its way.
    ///
    /// # Errors
    /// [`Cause::Stopped`] when nobody takes it any more.
    pub(super) async fn send(&self, fetched: Fetched) -> Result<(), Cause> {
        let share = u32::try_from(fetched.bytes().min(self.limit)).unwrap_or(u32::MAX);
        let taking = self.budget.clone().acquire_many_owned(share);
        // A consumer that ended while we wait gives no budget back.
        let share = tokio::select! {
            share = taking => share.map_err(|_| Cause::Stopped)?,
            () = self.sender.closed() => return Err(Cause::Stopped),
        };
        let delivered = Delivered {
            fetched,
            _share: share,
        };
        self.sender
            .send(delivered)
            .await
            .map_err(|_| Cause::Stopped)
    }

    /// Hands on that the server would not hand a message out.
    ///
    /// # Errors
    /// The reason itself once the server has put off too many messages; [`Cause::Stopped`] when
    /// nobody takes it any more.
    pub(super) async fn refuse(&self, id: RemoteId, reason: Cause) -> Result<(), Cause> {
        if matches!(reason, Cause::Temporary(_))
            && self.temporary_refusals.fetch_add(1, Ordering::Relaxed) >= TEMPORARY_REFUSALS
        {
            return Err(reason);
        }
        self.send(Fetched::Refused { id, reason }).await
    }

    /// Hands on that the conversation broke down while this message alone was being fetched.
    pub(super) async fn blame(&self, id: RemoteId, reason: &Cause) {
        if *reason != Cause::Stopped {
            let reason = reason.clone();
            // Whoever took the messages may be gone as well; then nothing is to be told.
            let _ = self.send(Fetched::Refused { id, reason }).await;
        }
    }
}

impl Source {
    /// The next event; `None` when the server's end is gone.
    pub fn blocking_recv(&mut self) -> Option<Delivered> {
        self.receiver.blocking_recv()
    }

    /// The next event if one is waiting.
    pub fn try_recv(&mut self) -> Option<Delivered> {
        self.receiver.try_recv().ok()
    }

    /// The next event; `None` when the server's end is gone.
    pub async fn recv(&mut self) -> Option<Delivered> {
        self.receiver.recv().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::error::Reply;
    use std::time::Duration;
    use tokio::time::timeout;

    fn piece(length: usize) -> Fetched {
        Fetched::Piece(vec![0; length])
    }

    #[tokio::test]
    async fn only_so_many_bytes_are_on_their_way() {
        let (sink, mut source) = sink(100);
        sink.send(piece(80)).await.unwrap();
        let waiting = timeout(Duration::from_millis(50), sink.send(piece(30))).await;
        assert!(waiting.is_err(), "the limit is reached");
        drop(source.recv().await);
        sink.send(piece(500)).await.unwrap();
        drop(source);
        assert_eq!(sink.send(piece(1)).await, Err(Cause::Stopped));
    }

    #[tokio::test]
    async fn a_server_that_puts_everything_off_is_left_alone() {
        let (sink, _source) = sink(100);
        let later = || Cause::Temporary(Reply::parse("[SYS/TEMP] later"));
        for uid in 1..=TEMPORARY_REFUSALS {
            sink.refuse(RemoteId::Uid(uid), later()).await.unwrap();
        }
        let no = Cause::ServerRefused(Reply::parse("no"));
        sink.refuse(RemoteId::Uid(98), no).await.unwrap();
        let refused = sink.refuse(RemoteId::Uid(99), later()).await;
        assert_eq!(refused, Err(later()));
    }
}
