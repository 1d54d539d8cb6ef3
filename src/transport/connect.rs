//! From a host name to a protected stream: name lookup, TCP, TLS, with a limit on every silence.

use super::discover::Names;
use super::error::{Cause, Result, Step, cause_of_io};
use super::known::KnownSignIn;
use super::passed::{Passed, Watcher};
use super::proxy::Proxies;
use super::trust::{Trust, Verifier};
use crate::domain::server::{Endpoint, PinnedCertificate};
use rustls::pki_types::ServerName;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Time before the next address is tried beside one that has not answered (RFC 8305 section 5).
const STAGGER: Duration = Duration::from_millis(250);

/// How long a server may be silent.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// Name lookup and TCP, each.
    pub connect: Duration,
    /// TLS handshake.
    pub handshake: Duration,
    /// Any other read or write.
    pub idle: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            handshake: Duration::from_secs(15),
            idle: Duration::from_secs(60),
        }
    }
}

/// Makes connections.
#[derive(Clone)]
pub struct Connector {
    trust: Trust,
    /// Limits on silence.
    pub timeouts: Timeouts,
    /// Who hears of each step.
    pub watcher: Watcher,
    /// What is known of the server.
    pub known: KnownSignIn,
    /// What https goes by.
    pub proxies: Proxies,
    route: Option<Arc<Route>>,
}

/// Another way to the servers than the system's.
struct Route {
    names: Names,
    ports: Vec<(u16, u16)>,
}

impl Connector {
    /// With the usual limits.
    pub fn new(trust: Trust) -> Self {
        Self {
            trust,
            timeouts: Timeouts::default(),
            watcher: Watcher::default(),
            known: KnownSignIn::default(),
            proxies: Proxies::default(),
            route: None,
        }
    }

    /// Looks host names up here, tries their addresses one by one, and reaches the first of each
    /// pair of ports at the second.
    #[must_use]
    pub(super) fn through(mut self, names: Names, ports: Vec<(u16, u16)>) -> Self {
        self.route = Some(Arc::new(Route { names, ports }));
        self
    }

    async fn addresses(&self, endpoint: &Endpoint) -> io::Result<Vec<SocketAddr>> {
        let host = endpoint.host.as_str();
        let Some(route) = &self.route else {
            return Ok(lookup_host((host, endpoint.port)).await?.collect());
        };
        let mapped = route.ports.iter().find(|it| it.0 == endpoint.port);
        let port = mapped.map_or(endpoint.port, |it| it.1);
        // A name server that cannot be asked and a name that is not there come to the same here.
        let found = route.names.addresses(host).await.unwrap_or_default();
        Ok(found.into_iter().map(|it| (it, port).into()).collect())
    }

    /// TCP to the end point, not yet protected.
    ///
    /// # Errors
    /// At [`Step::Resolve`] or [`Step::Connect`].
    pub(super) async fn tcp(&self, endpoint: &Endpoint) -> Result<Stream> {
        let limit = self.timeouts.connect;
        let lookup = timeout(limit, self.addresses(endpoint)).await;
        let found = lookup.map_err(|_| Cause::Timeout.at(Step::Resolve))?;
        let addresses = found.map_err(|error| lookup_cause(&error).at(Step::Resolve))?;
        if addresses.is_empty() {
            return Err(Cause::NameUnknown.at(Step::Resolve));
        }
        self.watcher.passed(|| Passed::Resolve(addresses.clone()));
        let racing = match &self.route {
            None => timeout(limit, race(addresses)).await,
            Some(_) => timeout(limit, TcpStream::connect(addresses.as_slice())).await,
        };
        let tcp = racing
            .map_err(|_| Cause::Timeout)
            .and_then(|outcome| outcome.map_err(|error| refused(&error)))
            .map_err(|cause| cause.at(Step::Connect))?;
        // Commands are short: waiting to send them together costs 40 ms each.
        tcp.set_nodelay(true)
            .map_err(|it| cause_of_io(&it).at(Step::Connect))?;
        if let Ok(address) = tcp.peer_addr() {
            self.watcher.passed(|| Passed::Connect(address));
        }
        Ok(Stream::new(Inner::Plain(tcp), self.timeouts.idle))
    }

    /// TLS over a stream that is not protected yet.
    ///
    /// # Errors
    /// At [`Step::Encrypt`] or [`Step::Certificate`].
    pub(super) async fn tls(
        &self,
        stream: Stream,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
    ) -> Result<Stream> {
        let Inner::Plain(tcp) = stream.inner else {
            return Err(Cause::Protocol("TLS twice".to_owned()).at(Step::Encrypt));
        };
        let at = |cause: Cause| cause.at(Step::Encrypt);
        let name = ServerName::try_from(endpoint.host.clone())
            .map_err(|_| Cause::NameUnknown.at(Step::Resolve))?;
        let trust = self.trust.clone();
        let (host, port, own) = (endpoint.host.clone(), endpoint.port, pins.to_vec());
        // Loading the trust store reads files.
        let loading = tokio::task::spawn_blocking(move || trust.configuration(&host, port, &own));
        let loaded = loading
            .await
            .map_err(|it| at(Cause::TlsOther(it.to_string())))?;
        let (config, verifier) = loaded.map_err(at)?;
        let handshake = TlsConnector::from(config).connect(name, tcp);
        match timeout(self.timeouts.handshake, handshake).await {
            Ok(Ok(tls)) => {
                self.tell_of(&tls, &verifier);
                Ok(Stream::new(Inner::Tls(Box::new(tls)), self.timeouts.idle))
            }
            Ok(Err(error)) => Err(match verifier.cause() {
                Some(cause) => cause.at(Step::Certificate),
                None => at(handshake_cause(&error)),
            }),
            Err(_) => Err(at(Cause::Timeout)),
        }
    }

    fn tell_of(&self, tls: &TlsStream<TcpStream>, verifier: &Verifier) {
        self.watcher.passed(|| {
            let version = match tls.get_ref().1.protocol_version() {
                Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3",
                Some(rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2",
                _ => "TLS",
            };
            Passed::Encrypt(version.to_owned())
        });
        if let Some((facts, pinned)) = verifier.accepted() {
            self.watcher.passed(|| Passed::Certificate {
                facts: Box::new(facts),
                pinned,
            });
        }
    }
}

/// Whether the name does not exist, or nobody could be asked. The system tells only in words.
fn lookup_cause(error: &io::Error) -> Cause {
    let words = error.to_string();
    if words.contains("Temporary failure") || error.raw_os_error() == Some(WSATRY_AGAIN) {
        return Cause::Unreachable(words);
    }
    Cause::NameUnknown
}

/// Windows: no name server answered.
const WSATRY_AGAIN: i32 = 11002;

fn refused(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Cause::Refused,
        io::ErrorKind::TimedOut => Cause::Timeout,
        _ => Cause::Unreachable(error.to_string()),
    }
}

fn handshake_cause(error: &io::Error) -> Cause {
    use rustls::{AlertDescription, Error as Tls};
    match error.get_ref().and_then(|it| it.downcast_ref::<Tls>()) {
        Some(Tls::InvalidMessage(_)) => Cause::NotTls,
        Some(
            Tls::AlertReceived(
                AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure,
            )
            | Tls::PeerIncompatible(_),
        ) => Cause::TlsVersion,
        _ => cause_of_io(error),
    }
}

/// The first address that answers; the next one is tried beside it after a short while.
async fn race(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut tries = JoinSet::new();
    for (place, address) in addresses.into_iter().enumerate() {
        let delay = STAGGER.saturating_mul(u32::try_from(place).unwrap_or(u32::MAX));
        tries.spawn(async move {
            sleep(delay).await;
            TcpStream::connect(address).await
        });
    }
    let mut last = io::Error::from(io::ErrorKind::ConnectionRefused);
    while let Some(ended) = tries.join_next().await {
        match ended {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = error,
            Err(error) => last = io::Error::other(error),
        }
    }
    Err(last)
}

enum Inner {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// A connection to a server. A read or write that makes no progress for too long fails.
pub struct Stream {
    inner: Inner,
    reading: Patience,
    writing: Patience,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stream")
    }
}

impl Stream {
    fn new(inner: Inner, idle: Duration) -> Self {
        Self {
            inner,
            reading: Patience::new(idle),
            writing: Patience::new(idle),
        }
    }

    /// Whether bytes have arrived that nobody has read yet.
    pub(super) fn has_waiting_bytes(&self) -> bool {
        match &self.inner {
            Inner::Plain(stream) => stream.try_read(&mut [0]).is_ok_and(|bytes| bytes > 0),
            Inner::Tls(_) => false,
        }
    }

    /// How long the server may be silent.
    pub(super) fn read_patience(&self) -> Duration {
        self.reading.idle
    }

    /// How long the server may be silent from now on.
    pub(super) fn set_read_patience(&mut self, idle: Duration) {
        self.reading = Patience::new(idle);
    }

    /// The address of this end.
    pub(super) fn local_address(&self) -> Option<SocketAddr> {
        self.tcp().local_addr().ok()
    }

    /// The address of the server.
    pub(super) fn peer_address(&self) -> Option<SocketAddr> {
        self.tcp().peer_addr().ok()
    }

    fn tcp(&self) -> &TcpStream {
        match &self.inner {
            Inner::Plain(tcp) => tcp,
            Inner::Tls(tls) => tls.get_ref().0,
        }
    }

    /// The certificate that the server has shown (DER).
    pub(super) fn peer_certificate(&self) -> Option<Vec<u8>> {
        match &self.inner {
            Inner::Plain(_) => None,
            Inner::Tls(tls) => {
                let shown = tls.get_ref().1.peer_certificates()?;
                shown.first().map(|it| it.to_vec())
            }
        }
    }

    /// Whether everything sent is protected.
    pub(super) fn is_protected(&self) -> bool {
        matches!(self.inner, Inner::Tls(_))
    }
}

/// Ends a wait that has taken too long. The timer is kept and moved, because making one for every
/// read would cost more than the read.
struct Patience {
    idle: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    waiting: bool,
}

impl Patience {
    fn new(idle: Duration) -> Self {
        Self {
            idle,
            timer: None,
            waiting: false,
        }
    }

    fn limit<T>(
        &mut self,
        context: &mut Context<'_>,
        done: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.waiting = false;
            return done;
        }
        let idle = self.idle;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(idle)));
        if !self.waiting {
            timer.as_mut().reset(Instant::now() + idle);
            self.waiting = true;
        }
        timer
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let done = match &mut this.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Inner::Tls(stream) => Pin::new(stream.as_mut()).poll_read(context, buffer),
        };
        this.reading.limit(context, done)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let done = match &mut this.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Inner::Tls(stream) => Pin::new(stream.as_mut()).poll_write(context, bytes),
        };
        this.writing.limit(context, done)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let done = match &mut this.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_flush(context),
            Inner::Tls(stream) => Pin::new(stream.as_mut()).poll_flush(context),
        };
        this.writing.limit(context, done)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let done = match &mut this.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Inner::Tls(stream) => Pin::new(stream.as_mut()).poll_shutdown(context),
        };
        this.writing.limit(context, done)
    }
}
