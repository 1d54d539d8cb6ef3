//! Fetching a large IMAP message part by part, the next part already on its way.

use super::error::{Cause, Result, Step};
use super::imap::{ImapMailbox, ending};
use super::imap_fetch::IN_FLIGHT;
use super::sink::{Fetched, PIECE, Sink};
use crate::domain::ledger::RemoteId;
use async_imap::imap_proto::{AttributeValue, RequestId, Response};
use std::collections::VecDeque;

/// What a server answered to the request for a part.
enum Part {
    /// The bytes from the place that was asked for; none behind the end of the message.
    Bytes(Vec<u8>),
    /// The whole message: the server knows no parts.
    Whole(Vec<u8>),
    /// No bytes, and the refusal if there was one.
    Nothing(Option<Cause>),
}

/// The parts of one message, in order.
struct Parts {
    uid: u32,
    /// As the server lists it.
    size: u64,
    asked: u64,
    received: u64,
    in_flight: VecDeque<(RequestId, u64)>,
}

impl Parts {
    /// No part has come yet.
    fn is_new(&self) -> bool {
        self.received == 0
    }
}

/// Whether the message is complete after a part.
enum After {
    More,
    End,
    /// The sink has been told what became of the message.
    Settled,
}

impl ImapMailbox {
    /// Fetches a message whose size the server lists as this. It is complete when a part behind its
    /// end is empty, or when as much has come as was listed; an answer without any bytes alone is
    /// no end, because the rest would be lost.
    pub(super) async fn fetch_large(&mut self, (uid, size): (u32, u64), sink: &Sink) -> Result<()> {
        let mut parts = Parts {
            uid,
            size,
            asked: 0,
            received: 0,
            in_flight: VecDeque::new(),
        };
        loop {
            while parts.in_flight.len() < IN_FLIGHT {
                self.ask(&mut parts).await?;
            }
            match self.take_part(&mut parts, sink).await? {
                After::More => {}
                After::Settled => return Ok(()),
                After::End => {
                    self.drain(&mut parts).await?;
                    return sink
                        .send(Fetched::End)
                        .await
                        .map_err(|cause| cause.at(Step::Fetch));
                }
            }
        }
    }

    async fn ask(&mut self, parts: &mut Parts) -> Result<()> {
        let (uid, from) = (parts.uid, parts.asked);
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[]<{from}.{PIECE}>)");
        let tag = self.begin(Step::Fetch, &command).await?;
        parts.in_flight.push_back((tag, from));
        parts.asked += PIECE as u64;
        Ok(())
    }

    async fn take_part(&mut self, parts: &mut Parts, sink: &Sink) -> Result<After> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let Some((tag, from)) = parts.in_flight.pop_front() else {
            return Ok(After::More);
        };
        match self.part(parts.uid, from, &tag).await? {
            Part::Bytes(bytes) => {
                if parts.is_new() && !bytes.is_empty() {
                    let id = RemoteId::Uid(parts.uid);
                    sink.send(Fetched::Begin { id }).await.map_err(at)?;
                }
                let length = bytes.len();
                parts.received += length as u64;
                if length > 0 {
                    sink.send(Fetched::Piece(bytes)).await.map_err(at)?;
                } else if !parts.is_new() {
                    return Ok(After::End);
                }
                if length == PIECE {
                    return Ok(After::More);
                }
                if parts.received == parts.size && !parts.is_new() {
                    return Ok(After::End);
                }
                // Another size than listed, or a server that sends less than was asked for.
                self.drain(parts).await?;
                match parts.is_new() {
                    true => self.fetch_whole(parts, sink).await,
                    false => {
                        parts.asked = parts.received;
                        Ok(After::More)
                    }
                }
            }
            Part::Whole(raw) => {
                self.drain(parts).await?;
                let id = RemoteId::Uid(parts.uid);
                sink.send(Fetched::Whole { id, raw }).await.map_err(at)?;
                Ok(After::Settled)
            }
            Part::Nothing(None) if !parts.is_new() && parts.received >= parts.size => {
                Ok(After::End)
            }
            Part::Nothing(None) => {
                self.drain(parts).await?;
                self.fetch_whole(parts, sink).await
            }
            Part::Nothing(Some(reason)) => {
                self.drain(parts).await?;
                self.report_missing(parts.uid, reason, sink).await?;
                Ok(After::Settled)
            }
        }
    }

    /// The server answers without bytes where there must be some: it is asked for the message in
    /// one go. What came of it so far is void.
    async fn fetch_whole(&mut self, parts: &Parts, sink: &Sink) -> Result<After> {
        self.fetch_alone(parts.uid, sink).await?;
        Ok(After::Settled)
    }

    /// Reads the answers that are still on their way; nobody wants them any more.
    async fn drain(&mut self, parts: &mut Parts) -> Result<()> {
        while let Some((tag, from)) = parts.in_flight.pop_front() {
            self.part(parts.uid, from, &tag).await?;
        }
        Ok(())
    }

    async fn part(&mut self, uid: u32, from: u64, tag: &RequestId) -> Result<Part> {
        let mut found = None;
        loop {
            let ended = self
                .next(Step::Fetch, |response| match ending(response) {
                    Some((done, outcome)) if done == *tag => Some(outcome),
                    _ => {
                        if let Some(part) = bytes_of(response, uid, from) {
                            found = Some(part);
                        }
                        None
                    }
                })
                .await?;
            match (ended, found.take()) {
                (Some(_), Some(part)) => return Ok(part),
                (Some(outcome), None) => {
                    let refusal = outcome.err().map(|cause| self.masked(cause));
                    return Ok(Part::Nothing(refusal));
                }
                (None, part) => found = part,
            }
        }
    }
}

/// The bytes of a FETCH response for this message and place (RFC 3501 section 7.4.2).
fn bytes_of(response: &Response<'_>, wanted: u32, from: u64) -> Option<Part> {
    let Response::Fetch(_, values) = response else {
        return None;
    };
    let (mut uid, mut part) = (None, None);
    for value in values {
        match value {
            AttributeValue::Uid(number) => uid = Some(*number),
            AttributeValue::BodySection {
                section: None,
                index,
                data: Some(bytes),
            } => part = part_of(*index, bytes, from),
            _ => {}
        }
    }
    part.filter(|_| uid == Some(wanted))
}

fn part_of(index: Option<u32>, bytes: &[u8], from: u64) -> Option<Part> {
    let is_in_bounds = bytes.len() <= PIECE;
    match index {
        Some(start) if u64::from(start) == from && is_in_bounds => {
            Some(Part::Bytes(bytes.to_vec()))
        }
        // Without a place it is the whole message, unless a careless server left out the nought.
        None if from == 0 && is_in_bounds => Some(Part::Bytes(bytes.to_vec())),
        None if from == 0 => Some(Part::Whole(bytes.to_vec())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_only_at_the_place_that_was_asked_for() {
        let bytes = |part: Option<Part>| match part {
            Some(Part::Bytes(bytes)) => format!("bytes {}", bytes.len()),
            Some(Part::Whole(bytes)) => format!("whole {}", bytes.len()),
            _ => "nothing".to_owned(),
        };
        let whole = vec![b'x'; PIECE + 1];
        let part = vec![b'x'; PIECE];
        assert_eq!(bytes(part_of(Some(0), &part, 0)), format!("bytes {PIECE}"));
        assert_eq!(bytes(part_of(Some(7), &part, 7)), format!("bytes {PIECE}"));
        assert_eq!(bytes(part_of(Some(0), &part, 7)), "nothing");
        assert_eq!(bytes(part_of(Some(7), &whole, 7)), "nothing");
        assert_eq!(
            bytes(part_of(None, &whole, 0)),
            format!("whole {}", PIECE + 1)
        );
        assert_eq!(bytes(part_of(None, &whole, 7)), "nothing");
    }
}
