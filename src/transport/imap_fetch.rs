//! Fetching from an IMAP folder: small messages in batches, two commands in flight; large ones in
//! parts (`imap_large`). Nothing is marked as read.

use super::error::{Cause, Error, Result, Step};
use super::imap::{ImapMailbox, ending};
use super::sink::{Fetched, Pace, Sink};
use crate::domain::ledger::{Listed, RemoteId};
use async_imap::imap_proto::{AttributeValue, MailboxDatum, RequestId, Response};
use std::collections::{HashSet, VecDeque};

/// A message up to this size is fetched whole.
const WHOLE: u64 = 1 << 20;

/// Messages in one command at the most.
const BATCH_MESSAGES: usize = 100;

/// Bytes in one command at the most.
const BATCH_BYTES: u64 = 2 << 20;

/// Commands in flight at the same time.
pub(super) const IN_FLIGHT: usize = 2;

/// Messages that may have been on their way when a run broke down.
const SUSPECTS: usize = BATCH_MESSAGES * IN_FLIGHT;

enum Part {
    Batch(Vec<u32>),
    Large(u32, u64),
    /// On its own, because it may be what breaks the conversation.
    Suspect(u32, u64),
}

struct InFlight {
    tag: RequestId,
    waiting: HashSet<u32>,
}

/// Cuts what is wanted into commands, in order.
fn parts(wanted: &[Listed], pace: Pace) -> Vec<Part> {
    let suspects = match pace {
        Pace::Usual => 0,
        Pace::Wary => SUSPECTS,
    };
    let mut parts = Vec::new();
    let (mut batch, mut bytes) = (Vec::new(), 0);
    for (place, listed) in wanted.iter().enumerate() {
        let RemoteId::Uid(uid) = listed.id else {
            continue;
        };
        if place < suspects {
            parts.push(Part::Suspect(uid, listed.size));
            continue;
        }
        let is_large = listed.size > WHOLE;
        let is_full = batch.len() >= BATCH_MESSAGES || bytes + listed.size > BATCH_BYTES;
        if (is_large || is_full) && !batch.is_empty() {
            parts.push(Part::Batch(std::mem::take(&mut batch)));
            bytes = 0;
        }
        if is_large {
            parts.push(Part::Large(uid, listed.size));
        } else {
            batch.push(uid);
            bytes += listed.size;
        }
    }
    if !batch.is_empty() {
        parts.push(Part::Batch(batch));
    }
    parts
}

/// A UID set (RFC 3501 section 9, `sequence-set`), neighbours drawn together.
pub(super) fn uid_set(uids: &[u32]) -> String {
    let mut sorted = uids.to_vec();
    sorted.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for uid in sorted {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(uid) => *last = uid,
            _ => ranges.push((uid, uid)),
        }
    }
    let range = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}:{last}"),
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(",")
}

/// The UID and the body of a FETCH response, if it has both.
fn body<'a>(values: &'a [AttributeValue<'_>]) -> Option<(u32, &'a [u8])> {
    let (mut uid, mut data) = (None, None);
    for value in values {
        match value {
            AttributeValue::Uid(number) => uid = Some(*number),
            AttributeValue::BodySection {
                section: None,
                data: Some(bytes),
                ..
            } => {
                data = Some(bytes.as_ref());
            }
            _ => {}
        }
    }
    uid.zip(data)
}

impl ImapMailbox {
    /// Fetches messages of the open folder into `sink`.
    ///
    /// # Errors
    /// At [`Step::Fetch`] when the conversation breaks down. A single message that the server will
    /// not hand out is reported to the sink instead.
    pub async fn fetch(&mut self, wanted: &[Listed], pace: Pace, sink: &Sink) -> Result<()> {
        let mut missing: Vec<u32> = Vec::new();
        let mut in_flight: VecDeque<InFlight> = VecDeque::new();
        for part in parts(wanted, pace) {
            match part {
                Part::Batch(uids) => {
                    if in_flight.len() >= IN_FLIGHT {
                        self.finish_one(&mut in_flight, sink, &mut missing).await?;
                    }
                    let command = format!("UID FETCH {} (UID BODY.PEEK[])", uid_set(&uids));
                    let tag = self.begin(Step::Fetch, &command).await?;
                    in_flight.push_back(InFlight {
                        tag,
                        waiting: uids.into_iter().collect(),
                    });
                }
                Part::Large(uid, size) => {
                    while !in_flight.is_empty() {
                        self.finish_one(&mut in_flight, sink, &mut missing).await?;
                    }
                    self.fetch_large((uid, size), sink).await?;
                }
                Part::Suspect(uid, size) => self.fetch_suspect((uid, size), sink).await?,
            }
        }
        while !in_flight.is_empty() {
            self.finish_one(&mut in_flight, sink, &mut missing).await?;
        }
        for uid in missing {
            self.fetch_alone(uid, sink).await?;
        }
        Ok(())
    }

    /// Fetches a message alone, so that it is known to blame when the conversation breaks down.
    async fn fetch_suspect(&mut self, (uid, size): (u32, u64), sink: &Sink) -> Result<()> {
        let outcome = match size > WHOLE {
            true => self.fetch_large((uid, size), sink).await,
            false => self.fetch_alone(uid, sink).await,
        };
        if let Err(error) = &outcome {
            sink.blame(RemoteId::Uid(uid), &error.cause).await;
        }
        outcome
    }

    /// Reads up to the end of the oldest command in flight. What it did not bring is `missing`.
    async fn finish_one(
        &mut self,
        in_flight: &mut VecDeque<InFlight>,
        sink: &Sink,
        missing: &mut Vec<u32>,
    ) -> Result<()> {
        loop {
            match self
                .next(Step::Fetch, |response| Came::from(response))
                .await?
            {
                Came::Body(uid, raw) => {
                    let mut asked = in_flight.iter_mut();
                    if asked.any(|command| command.waiting.remove(&uid)) {
                        let whole = Fetched::Whole {
                            id: RemoteId::Uid(uid),
                            raw,
                        };
                        sink.send(whole)
                            .await
                            .map_err(|cause| cause.at(Step::Fetch))?;
                    }
                }
                Came::End(tag) => {
                    let place = in_flight.iter().position(|command| command.tag == tag);
                    let Some(ended) = place.and_then(|at| in_flight.remove(at)) else {
                        continue;
                    };
                    // Whether it ended well or not: every message not seen is asked for alone.
                    missing.extend(ended.waiting);
                    return Ok(());
                }
                Came::Other => {}
            }
        }
    }

    /// Asks once more for a message that did not come with its batch.
    pub(super) async fn fetch_alone(&mut self, uid: u32, sink: &Sink) -> Result<()> {
        let mut raw = None;
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[])");
        let outcome = self
            .command(Step::Fetch, &command, |response| {
                if let Response::Fetch(_, values) = response
                    && let Some((found, bytes)) = body(values)
                    && found == uid
                {
                    raw = Some(bytes.to_vec());
                }
            })
            .await;
        let reason = match (outcome, raw) {
            (_, Some(raw)) => {
                let whole = Fetched::Whole {
                    id: RemoteId::Uid(uid),
                    raw,
                };
                return sink
                    .send(whole)
                    .await
                    .map_err(|cause| cause.at(Step::Fetch));
            }
            (Ok(()), None) => Cause::Protocol("FETCH answered without the message".to_owned()),
            (Err(error), None) => match error.cause {
                Cause::ServerRefused(_) | Cause::Temporary(_) => error.cause,
                _ => return Err(error),
            },
        };
        self.report_missing(uid, reason, sink).await
    }

    /// A message that somebody removed in the meantime is gone; any other was refused.
    pub(super) async fn report_missing(
        &mut self,
        uid: u32,
        reason: Cause,
        sink: &Sink,
    ) -> Result<()> {
        let mut is_there = false;
        // Not FETCH: a server that leaves the message out of one FETCH does so in every other.
        let command = format!("UID SEARCH UID {uid}");
        let outcome = self
            .command(Step::Fetch, &command, |response| {
                if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                    is_there |= uids.contains(&uid);
                }
            })
            .await;
        match outcome {
            Ok(()) => {}
            // What is refused is there.
            Err(Error {
                cause: Cause::ServerRefused(_) | Cause::Temporary(_),
                ..
            }) => {
                is_there = true;
            }
            Err(error) => return Err(error),
        }
        let id = RemoteId::Uid(uid);
        let sent = if is_there {
            sink.refuse(id, reason).await
        } else {
            sink.send(Fetched::Gone { id }).await
        };
        sent.map_err(|cause| cause.at(Step::Fetch))
    }
}

/// What a response means to a fetch.
enum Came {
    Body(u32, Vec<u8>),
    End(RequestId),
    Other,
}

impl From<&Response<'_>> for Came {
    fn from(response: &Response<'_>) -> Self {
        if let Some((tag, _)) = ending(response) {
            return Self::End(tag);
        }
        match response {
            Response::Fetch(_, values) => match body(values) {
                Some((uid, bytes)) => Self::Body(uid, bytes.to_vec()),
                None => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_keep_the_order_and_large_ones_stand_alone() {
        let listed = |uid, size| Listed {
            id: RemoteId::Uid(uid),
            size,
            stamp: String::new(),
        };
        let wanted = [
            listed(9, 10),
            listed(8, 10),
            listed(7, 5 << 20),
            listed(6, 10),
        ];
        let shown = |pace: Pace| -> Vec<String> {
            parts(&wanted, pace)
                .iter()
                .map(|part| match part {
                    Part::Batch(uids) => uid_set(uids),
                    Part::Large(uid, size) => format!("large {uid} {size}"),
                    Part::Suspect(uid, _) => format!("alone {uid}"),
                })
                .collect()
        };
        assert_eq!(shown(Pace::Usual), ["8:9", "large 7 5242880", "6"]);
        assert_eq!(
            shown(Pace::Wary),
            ["alone 9", "alone 8", "alone 7", "alone 6"]
        );
        assert_eq!(uid_set(&[5, 3, 4, 9, 1]), "1,3:5,9");
        assert_eq!(uid_set(&[u32::MAX, u32::MAX - 1]), "4294967294:4294967295");
    }
}
