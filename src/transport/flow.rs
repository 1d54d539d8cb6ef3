//! A message as the body of an answer: handed on while it arrives, so that little of it lies in memory.

use super::error::Cause;
use super::sink::{Fetched, PIECE, Sink};
use super::web::next_piece;
use crate::domain::ledger::RemoteId;
use hyper::body::Incoming;

/// A message under way.
pub(super) struct Flow<'a> {
    id: &'a RemoteId,
    sink: &'a Sink,
    limit: u64,
    is_done: bool,
}

impl<'a> Flow<'a> {
    /// For this message of at most `limit` bytes.
    pub(super) fn new(id: &'a RemoteId, sink: &'a Sink, limit: u64) -> Self {
        Self {
            id,
            sink,
            limit,
            is_done: false,
        }
    }

    /// Whether the whole message was handed on.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Hands a body on. One that is empty is no message.
    ///
    /// # Errors
    /// [`Cause::TooLarge`]; what broke the conversation; [`Cause::Stopped`] when nobody takes it any
    /// more. What was handed on until then is void once the message is refused.
    pub(super) async fn take(&mut self, mut body: Incoming) -> Result<(), Cause> {
        let mut waiting: Vec<u8> = Vec::new();
        let (mut size, mut is_begun) = (0_u64, false);
        while let Some(bytes) = next_piece(&mut body).await? {
            size += bytes.len() as u64;
            if size > self.limit {
                return Err(Cause::TooLarge(size));
            }
            waiting.extend_from_slice(&bytes);
            while waiting.len() > PIECE {
                if !is_begun {
                    is_begun = true;
                    let id = self.id.clone();
                    self.sink.send(Fetched::Begin { id }).await?;
                }
                let later = waiting.split_off(PIECE);
                let now = std::mem::replace(&mut waiting, later);
                self.sink.send(Fetched::Piece(now)).await?;
            }
        }
        if is_begun {
            self.sink.send(Fetched::Piece(waiting)).await?;
            self.sink.send(Fetched::End).await?;
        } else if !waiting.is_empty() {
            let (id, raw) = (self.id.clone(), waiting);
            self.sink.send(Fetched::Whole { id, raw }).await?;
        }
        self.is_done = size > 0;
        Ok(())
    }
}
