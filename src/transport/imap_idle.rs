//! IDLE (RFC 2177): the server says by itself that a message has arrived.

use super::error::{Cause, Result, Step};
use super::imap::{ImapMailbox, ending};
use async_imap::imap_proto::{MailboxDatum, RequestId, Response};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Silence beyond the time for which the server may be silent, before it counts as dead.
const GRACE: Duration = Duration::from_secs(60);

/// What a response says to one who waits.
enum Heard {
    Ready,
    Ended(std::result::Result<(), Cause>),
    Exists(u32),
    Expunged,
    Other,
}

fn hear(response: &Response<'_>, tag: &RequestId) -> Heard {
    match response {
        Response::Continue { .. } => Heard::Ready,
        Response::MailboxData(MailboxDatum::Exists(number)) => Heard::Exists(*number),
        Response::Expunge(_) => Heard::Expunged,
        other => match ending(other) {
            Some((done, outcome)) if done == *tag => Heard::Ended(outcome),
            _ => Heard::Other,
        },
    }
}

impl ImapMailbox {
    /// Whether the server offers IDLE.
    pub fn can_idle(&self) -> bool {
        self.can("IDLE")
    }

    /// Waits until a message arrives in the open folder, but not longer than `limit` (which must
    /// stay below 29 minutes, RFC 2177 section 3). Returns whether one has arrived.
    ///
    /// # Errors
    /// At [`Step::List`], when the server refuses or the connection is lost.
    pub async fn idle(&mut self, limit: Duration) -> Result<bool> {
        let usual = self.session.get_ref().read_patience();
        let tag = self.begin(Step::List, "IDLE").await?;
        let mut arrived = false;
        loop {
            match self.next(Step::List, |it| hear(it, &tag)).await? {
                Heard::Ready => break,
                Heard::Ended(outcome) => {
                    let refused = Cause::Protocol("IDLE ended at once".to_owned());
                    let cause = outcome.err().unwrap_or(refused);
                    return Err(self.masked(cause).at(Step::List));
                }
                other => arrived |= self.take_in(&other),
            }
        }
        self.session.get_mut().set_read_patience(limit + GRACE);
        let until = Instant::now() + limit;
        while !arrived {
            // Nothing is lost when the time is up: what has come stays in the buffer.
            let Ok(heard) = timeout_at(until, self.next(Step::List, |it| hear(it, &tag))).await
            else {
                break;
            };
            match heard? {
                Heard::Ended(outcome) => {
                    let cause = outcome.err().unwrap_or(Cause::Closed(String::new()));
                    return Err(self.masked(cause).at(Step::List));
                }
                other => arrived |= self.take_in(&other),
            }
        }
        self.session.get_mut().set_read_patience(usual);
        Ok(self.end_idle(&tag).await? || arrived)
    }

    async fn end_idle(&mut self, tag: &RequestId) -> Result<bool> {
        let done = self.session.run_command_untagged("DONE").await;
        done.map_err(|it| Cause::Closed(it.to_string()).at(Step::List))?;
        let mut arrived = false;
        loop {
            match self.next(Step::List, |it| hear(it, tag)).await? {
                Heard::Ended(Ok(())) => return Ok(arrived),
                Heard::Ended(Err(cause)) => return Err(self.masked(cause).at(Step::List)),
                other => arrived |= self.take_in(&other),
            }
        }
    }

    /// Keeps count of the folder; says whether it has grown.
    fn take_in(&mut self, heard: &Heard) -> bool {
        let Some(state) = &mut self.state else {
            return false;
        };
        match heard {
            Heard::Exists(number) => {
                let has_grown = *number > state.exists;
                state.exists = *number;
                has_grown
            }
            Heard::Expunged => {
                state.exists = state.exists.saturating_sub(1);
                false
            }
            Heard::Ready | Heard::Ended(_) | Heard::Other => false,
        }
    }
}
