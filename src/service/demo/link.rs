//! One client connection: lines in, bytes out, and the change to TLS in the middle.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Longest line taken from a client.
const LONGEST_LINE: usize = 1 << 20;
/// Replies are gathered up to this size so that pipelined commands do not cost a packet each.
const GATHERED: usize = 64 * 1024;
/// How long a closed connection waits for the client to close its side.
const LINGER: Duration = Duration::from_millis(500);

enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
    /// Only while TLS is being set up, and after it failed.
    Gone,
}

/// A connection with its buffers.
pub(super) struct Link {
    stream: Stream,
    input: Vec<u8>,
    taken: usize,
    output: Vec<u8>,
    /// Number of the connection in the counters.
    pub(super) number: u64,
}

impl Link {
    pub(super) fn new(stream: TcpStream, number: u64) -> Self {
        Self {
            stream: Stream::Plain(stream),
            input: Vec::new(),
            taken: 0,
            output: Vec::new(),
            number,
        }
    }

    pub(super) fn is_tls(&self) -> bool {
        matches!(self.stream, Stream::Tls(_))
    }

    /// Sends what is waiting and goes on under TLS; whatever the client sent too early is dropped.
    pub(super) async fn start_tls(&mut self, config: Arc<ServerConfig>) -> io::Result<()> {
        self.flush().await?;
        self.input.clear();
        self.taken = 0;
        match std::mem::replace(&mut self.stream, Stream::Gone) {
            Stream::Plain(tcp) => {
                let tls = TlsAcceptor::from(config).accept(tcp).await?;
                self.stream = Stream::Tls(Box::new(tls));
                Ok(())
            }
            Stream::Tls(_) | Stream::Gone => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Adds bytes to the reply.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    /// Adds a line to the reply.
    pub(super) fn line(&mut self, text: &str) {
        self.put(text.as_bytes());
        self.put(b"\r\n");
    }

    /// Adds many bytes to the reply, sending what has gathered.
    pub(super) async fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.output.len() + bytes.len() <= GATHERED {
            self.put(bytes);
            return Ok(());
        }
        self.send_gathered().await?;
        self.send(bytes).await
    }

    /// Sends everything.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        self.send_gathered().await?;
        match &mut self.stream {
            Stream::Plain(tcp) => tcp.flush().await,
            Stream::Tls(tls) => tls.flush().await,
            Stream::Gone => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    async fn send_gathered(&mut self) -> io::Result<()> {
        if self.output.is_empty() {
            return Ok(());
        }
        let mut gathered = std::mem::take(&mut self.output);
        let sent = self.send(&gathered).await;
        gathered.clear();
        self.output = gathered;
        sent
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(tcp) => tcp.write_all(bytes).await,
            Stream::Tls(tls) => tls.write_all(bytes).await,
            Stream::Gone => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    /// The next line without its line end.
    pub(super) async fn read_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = self.read_raw_line().await?;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(line)
    }

    /// The next line with its line end, whatever that is.
    pub(super) async fn read_raw_line(&mut self) -> io::Result<Vec<u8>> {
        let mut searched = 0;
        loop {
            let waiting = self.input.get(self.taken..).unwrap_or_default();
            let rest = waiting.get(searched..).unwrap_or_default();
            if let Some(at) = memchr::memchr(b'\n', rest) {
                return self.take(searched + at + 1);
            }
            searched = waiting.len();
            if searched > LONGEST_LINE {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.fill().await?;
        }
    }

    /// Exactly this many bytes.
    pub(super) async fn read_exact(&mut self, size: usize) -> io::Result<Vec<u8>> {
        while self.input.len() - self.taken < size {
            self.fill().await?;
        }
        self.take(size)
    }

    fn take(&mut self, size: usize) -> io::Result<Vec<u8>> {
        let end = self.taken + size;
        let taken = self.input.get(self.taken..end).map(<[u8]>::to_vec);
        self.taken = end;
        if self.taken >= self.input.len() {
            self.input.clear();
            self.taken = 0;
        }
        taken.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Waits for the client. Replies go out only now, so pipelined commands are answered together.
    async fn fill(&mut self) -> io::Result<()> {
        self.flush().await?;
        self.receive().await
    }

    async fn receive(&mut self) -> io::Result<()> {
        if self.taken > GATHERED {
            self.input.drain(..self.taken);
            self.taken = 0;
        }
        self.input.reserve(16 * 1024);
        let count = match &mut self.stream {
            Stream::Plain(tcp) => tcp.read_buf(&mut self.input).await?,
            Stream::Tls(tls) => tls.read_buf(&mut self.input).await?,
            Stream::Gone => 0,
        };
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// Says nothing more and waits until the client gives up.
    pub(super) async fn fall_silent(&mut self) -> io::Result<()> {
        self.flush().await?;
        self.read_out().await
    }

    async fn read_out(&mut self) -> io::Result<()> {
        loop {
            self.input.clear();
            self.taken = 0;
            self.receive().await?;
        }
    }

    /// Ends the connection in order: everything is sent, then TLS and TCP are closed.
    pub(super) async fn close(&mut self) -> io::Result<()> {
        self.flush().await?;
        match &mut self.stream {
            Stream::Plain(tcp) => tcp.shutdown().await?,
            Stream::Tls(tls) => tls.shutdown().await?,
            Stream::Gone => return Ok(()),
        }
        // A socket closed with unread input is reset, and the client would lose the last reply.
        let _ = tokio::time::timeout(LINGER, self.read_out()).await;
        Ok(())
    }
}
