//! Limits below async-imap, whose own are far too high: a literal that is announced too large and a
//! line without end are refused before memory is set aside for them.

use super::connect::Stream;
use super::error::Cause;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes of a literal at the most. Larger messages are asked for in parts.
const LITERAL_LIMIT: u64 = 64 << 20;

/// Bytes of a line at the most, literals not counted.
const LINE_LIMIT: usize = 1 << 20;

/// A stream that watches what an IMAP server sends.
#[derive(Debug)]
pub(super) struct Guarded {
    stream: Stream,
    watch: Watch,
}

impl Guarded {
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            stream,
            watch: Watch::default(),
        }
    }

    /// How long the server may be silent.
    pub(super) fn read_patience(&self) -> Duration {
        self.stream.read_patience()
    }

    /// How long the server may be silent from now on.
    pub(super) fn set_read_patience(&mut self, idle: Duration) {
        self.stream.set_read_patience(idle);
    }
}

#[derive(Debug, Default)]
struct Watch {
    /// Bytes of the present literal that are still to come.
    literal: u64,
    /// Bytes of the present line.
    line: usize,
    /// The end of the present line, as far as it may announce a literal.
    tail: Vec<u8>,
}

impl Watch {
    fn see(&mut self, mut bytes: &[u8]) -> Result<(), Cause> {
        while !bytes.is_empty() {
            if self.literal > 0 {
                let skipped = usize::try_from(self.literal)
                    .unwrap_or(usize::MAX)
                    .min(bytes.len());
                self.literal -= skipped as u64;
                bytes = bytes.get(skipped..).unwrap_or_default();
                continue;
            }
            let end = memchr::memchr(b'\n', bytes);
            let (now, later) = bytes.split_at(end.map_or(bytes.len(), |at| at + 1));
            self.line += now.len();
            if self.line > LINE_LIMIT {
                return Err(Cause::Protocol("endless line".to_owned()));
            }
            // `~{18446744073709551615+}` and CRLF fit into 32 bytes.
            let keep = now.len().saturating_sub(32);
            self.tail
                .extend_from_slice(now.get(keep..).unwrap_or_default());
            let surplus = self.tail.len().saturating_sub(32);
            self.tail.drain(..surplus);
            if end.is_some() {
                self.literal = announced(&self.tail);
                self.line = 0;
                self.tail.clear();
                if self.literal > LITERAL_LIMIT {
                    return Err(Cause::TooLarge(self.literal));
                }
            }
            bytes = later;
        }
        Ok(())
    }
}

/// The size of the literal that a line announces at its end (RFC 3501 section 4.3, RFC 7888).
fn announced(line: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_end_matches(['\r', '\n']);
    let number = text
        .strip_suffix('}')
        .and_then(|it| it.rsplit_once('{'))
        .map(|(_, number)| number.trim_end_matches('+'));
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    // A number with more digits than fit is larger than any limit.
    number
        .filter(is_number)
        .map_or(0, |it| it.parse().unwrap_or(u64::MAX))
}

impl AsyncRead for Guarded {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let done = Pin::new(&mut this.stream).poll_read(context, buffer);
        if let Poll::Ready(Ok(())) = done {
            let new = buffer.filled().get(before..).unwrap_or_default();
            this.watch.see(new).map_err(io::Error::other)?;
        }
        done
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_lines_are_limited_however_the_bytes_are_cut() {
        let good = b"* 1 FETCH (BODY[] {5}\r\n{9}\r\n UID 1)\r\n* OK\r\n";
        for size in 1..good.len() {
            let mut watch = Watch::default();
            for piece in good.chunks(size) {
                watch.see(piece).unwrap();
            }
            assert_eq!(watch.literal, 0);
        }
        let mut watch = Watch::default();
        let huge = b"* 1 FETCH (BODY[] {500000000}\r\n";
        assert_eq!(watch.see(huge), Err(Cause::TooLarge(500_000_000)));
        let mut watch = Watch::default();
        let huge = b"* 1 FETCH (BODY[] ~{99999999999999999999}\r\n";
        assert!(matches!(watch.see(huge), Err(Cause::TooLarge(_))));
        let mut watch = Watch::default();
        let endless = vec![b'x'; LINE_LIMIT + 1];
        assert!(matches!(watch.see(&endless), Err(Cause::Protocol(_))));
    }
}
