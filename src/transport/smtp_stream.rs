//! A protected stream as the SMTP library wants it: greeted once more, and in ASCII.

use super::connect::Stream;
use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The end of a message (RFC 5321 section 4.1.1.4), which the library writes by itself.
const END: &[u8] = b"\r\n.\r\n";

/// How long a server may take to accept a message after its last byte (RFC 5321 section
/// 4.5.3.2.6).
const AFTER_DATA: Duration = Duration::from_secs(600);

/// What is to happen just before the end of a message is written; `false` when it failed, and the
/// end is not to be written then.
pub(super) type BeforeEnd = Box<dyn FnOnce() -> bool + Send>;

/// The moment from which the server may have accepted a message, whatever happens.
#[derive(Default)]
pub(super) struct End {
    before: Mutex<Option<BeforeEnd>>,
    sent: AtomicBool,
}

impl End {
    /// A message begins.
    pub(super) fn expect(&self, before: BeforeEnd) {
        *self.before.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
        self.sent.store(false, Ordering::SeqCst);
    }

    /// Whether the first byte of the end may have left.
    pub(super) fn is_sent(&self) -> bool {
        self.sent.load(Ordering::SeqCst)
    }

    fn comes(&self) -> io::Result<()> {
        let before = self
            .before
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        // Asked again for the same end, there is nothing left to do.
        if before.is_some_and(|before| !before()) {
            return Err(io::Error::other("not noted"));
        }
        self.sent.store(true, Ordering::SeqCst);
        Ok(())
    }
}

/// A stream on which greeting and STARTTLS are over. The library waits for a greeting, so it gets
/// one of ours.
pub(super) struct SmtpStream {
    stream: Stream,
    greeting: &'static [u8],
    end: Arc<End>,
    idle: Duration,
    patient: bool,
}

impl SmtpStream {
    /// `end` is told just before the first byte of the end of a message is written.
    pub(super) fn new(stream: Stream, end: Arc<End>, idle: Duration) -> Self {
        Self {
            stream,
            greeting: b"220 ready\r\n",
            end,
            idle,
            patient: false,
        }
    }
}

impl std::fmt::Debug for SmtpStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SmtpStream")
    }
}

impl AsyncTokioStream for SmtpStream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        let none = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        Ok(self.stream.peer_address().unwrap_or(none))
    }
}

impl AsyncRead for SmtpStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.greeting.is_empty() {
            let (now, later) = this
                .greeting
                .split_at(this.greeting.len().min(buffer.remaining()));
            buffer.put_slice(now);
            this.greeting = later;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let done = Pin::new(&mut this.stream).poll_read(context, buffer);
        // The library gives up at a reply that is not UTF-8, and with it goes the reply's code.
        let fresh = buffer.filled_mut().iter_mut().skip(before);
        fresh
            .filter(|byte| !byte.is_ascii())
            .for_each(|byte| *byte = b'?');
        done
    }
}

impl AsyncWrite for SmtpStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let begins = bytes == END;
        if begins {
            this.end.comes()?;
        }
        // The end may leave in more than one piece.
        let is_end = begins || (this.patient && END.ends_with(bytes));
        if is_end != this.patient {
            this.patient = is_end;
            let idle = if is_end { AFTER_DATA } else { this.idle };
            this.stream.set_read_patience(idle);
        }
        Pin::new(&mut this.stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
