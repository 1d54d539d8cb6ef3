//! Fetching from a POP3 server: every byte as the server has it, dots taken off, straight into the
//! sink; several requests at once where the server allows (PIPELINING, RFC 2449 section 6.6).

use super::error::{Cause, Result, Step, cause_of_io};
use super::pop3::Pop3Mailbox;
use super::sink::{Fetched, Pace, Sink};
use crate::domain::ledger::{Listed, RemoteId};
use std::collections::VecDeque;
use tokio::io::AsyncBufReadExt;

/// Requests on their way at the same time.
const DEPTH: usize = 16;

/// A message up to this size travels whole.
const WHOLE: usize = 256 << 10;

/// Bytes of a message at the most.
const MESSAGE_LIMIT: u64 = 1 << 30;

/// Bytes of a header at the most.
pub(super) const HEADER_LIMIT: usize = 4 << 20;

/// Takes dots and the final line off a body as it arrives (RFC 1939 section 3).
#[derive(Debug)]
struct Unstuffer {
    at_line_start: bool,
    /// Bytes of a line that begins with a dot, until it is clear what they are.
    dot_line: Vec<u8>,
    ended: bool,
}

impl Unstuffer {
    fn new() -> Self {
        Self {
            at_line_start: true,
            dot_line: Vec::new(),
            ended: false,
        }
    }

    /// Adds what `bytes` hold of the body to `out`; returns how many of them belong to it.
    fn take(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> usize {
        let mut taken = 0;
        while let Some(rest) = bytes
            .get(taken..)
            .filter(|rest| !rest.is_empty() && !self.ended)
        {
            if self.at_line_start && (rest.first() == Some(&b'.') || !self.dot_line.is_empty()) {
                taken += self.take_dot_line(rest, out);
                continue;
            }
            // From here on up to the next line that begins with a dot, bytes are copied as they are.
            let end = memchr::memmem::find(rest, b"\n.").map(|at| at + 1);
            let run = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            out.extend_from_slice(run);
            taken += run.len();
            self.at_line_start = run.last() == Some(&b'\n');
        }
        taken
    }

    /// A line that begins with a dot is the end if nothing else is in it; otherwise its first dot
    /// was put there for the journey.
    fn take_dot_line(&mut self, rest: &[u8], out: &mut Vec<u8>) -> usize {
        let mut taken = 0;
        for byte in rest {
            self.dot_line.push(*byte);
            taken += 1;
            match self.dot_line.as_slice() {
                b"." | b".\r" => {}
                b".\r\n" | b".\n" => {
                    self.ended = true;
                    self.dot_line.clear();
                    return taken;
                }
                line => {
                    out.extend_from_slice(line.get(1..).unwrap_or_default());
                    self.at_line_start = *byte == b'\n';
                    self.dot_line.clear();
                    return taken;
                }
            }
        }
        taken
    }
}

impl Pop3Mailbox {
    /// Fetches messages into `sink`.
    ///
    /// # Errors
    /// At [`Step::Fetch`] when the conversation breaks down. A single message that the server
    /// refuses is reported to the sink instead.
    pub async fn fetch(&mut self, wanted: &[Listed], pace: Pace, sink: &Sink) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let depth = if self.can("PIPELINING") { DEPTH } else { 1 };
        let mut suspects = match pace {
            Pace::Usual => 0,
            Pace::Wary => DEPTH,
        };
        let mut asked: VecDeque<&RemoteId> = VecDeque::new();
        let mut next = wanted.iter();
        loop {
            let mut commands = String::new();
            let is_suspect = suspects > 0;
            suspects = suspects.saturating_sub(1);
            while asked.len() < if is_suspect { 1 } else { depth } {
                let Some(listed) = next.next() else { break };
                let Some(number) = self.numbers.get(&listed.id) else {
                    continue;
                };
                commands.push_str(&format!("RETR {number}\r\n"));
                asked.push_back(&listed.id);
            }
            if !commands.is_empty() {
                self.send(commands.trim_end()).await.map_err(at)?;
            }
            let Some(id) = asked.pop_front() else {
                return Ok(());
            };
            if let Err(cause) = self.receive(id, sink).await {
                // What is too large now will be so the next time.
                if is_suspect || matches!(cause, Cause::TooLarge(_)) {
                    sink.blame(id.clone(), &cause).await;
                }
                return Err(at(cause));
            }
        }
    }

    async fn receive(&mut self, id: &RemoteId, sink: &Sink) -> std::result::Result<(), Cause> {
        match self.status().await {
            Ok(_) => {}
            Err(reason @ (Cause::ServerRefused(_) | Cause::Temporary(_))) => {
                return sink.refuse(id.clone(), reason).await;
            }
            Err(cause) => return Err(cause),
        }
        let (mut body, mut raw) = (Unstuffer::new(), Vec::with_capacity(16 << 10));
        let (mut begun, mut total) = (false, 0_u64);
        while !body.ended {
            self.body_bytes(&mut body, &mut raw).await?;
            if raw.len() < WHOLE || body.ended && !begun {
                continue;
            }
            if !begun {
                begun = true;
                sink.send(Fetched::Begin { id: id.clone() }).await?;
            }
            total += raw.len() as u64;
            if total > MESSAGE_LIMIT {
                return Err(Cause::TooLarge(total));
            }
            sink.send(Fetched::Piece(std::mem::take(&mut raw))).await?;
        }
        self.fetched.insert(id.clone());
        if !begun {
            return sink
                .send(Fetched::Whole {
                    id: id.clone(),
                    raw,
                })
                .await;
        }
        if !raw.is_empty() {
            sink.send(Fetched::Piece(raw)).await?;
        }
        sink.send(Fetched::End).await
    }

    /// Reads what has arrived of a body.
    async fn body_bytes(
        &mut self,
        body: &mut Unstuffer,
        out: &mut Vec<u8>,
    ) -> std::result::Result<(), Cause> {
        let waiting = self
            .stream
            .fill_buf()
            .await
            .map_err(|error| cause_of_io(&error))?;
        if waiting.is_empty() {
            return Err(Cause::Closed(String::new()));
        }
        let taken = body.take(waiting, out);
        self.stream.consume(taken);
        Ok(())
    }

    /// A whole body after its command was sent; of a longer one, what lies within `limit`.
    pub(super) async fn collect_body(
        &mut self,
        limit: usize,
    ) -> std::result::Result<Vec<u8>, Cause> {
        self.status().await?;
        let (mut body, mut raw, mut more) = (Unstuffer::new(), Vec::new(), Vec::new());
        while !body.ended {
            if raw.len() < limit.min(HEADER_LIMIT) {
                self.body_bytes(&mut body, &mut raw).await?;
            } else {
                more.clear();
                self.body_bytes(&mut body, &mut more).await?;
            }
        }
        Ok(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unstuff(wire: &[u8], size: usize) -> (Vec<u8>, usize) {
        let (mut body, mut out, mut taken) = (Unstuffer::new(), Vec::new(), 0);
        for piece in wire.chunks(size) {
            taken += body.take(piece, &mut out);
        }
        assert!(body.ended);
        (out, taken)
    }

    #[test]
    fn bodies_are_exact_however_the_bytes_are_cut() {
        let cases: [(&[u8], &[u8]); 8] = [
            (b".\r\n", b""),
            (b"a\r\n.\r\n", b"a\r\n"),
            (b"..\r\n.\r\n", b".\r\n"),
            (b"...x\r\n..\r\n.\r\n", b"..x\r\n.\r\n"),
            (b"a.\r\n.b\r\n.\r\n", b"a.\r\nb\r\n"),
            (b"bare\n..lf\n.\n", b"bare\n.lf\n"),
            (b"\0\xff\r\r\n..\r..\r\n.\r\n", b"\0\xff\r\r\n.\r..\r\n"),
            (b"\r\n\r\n.\r\n", b"\r\n\r\n"),
        ];
        for (wire, wanted) in cases {
            for size in 1..=wire.len() {
                let (out, taken) = unstuff(wire, size);
                assert_eq!(
                    (out.as_slice(), taken),
                    (wanted, wire.len()),
                    "{wire:?} by {size}"
                );
            }
        }
        let (out, taken) = unstuff(b"a\r\n.\r\n+OK next", 100);
        assert_eq!((out.as_slice(), taken), (b"a\r\n".as_slice(), 6));
    }
}
