//! One HTTP/1.1 connection (RFC 9112) that belongs to one account alone: NTLM signs in a connection, not
//! a request. Nothing is redirected, nothing is kept but what was asked for.

use super::connect::{Connector, Stream};
use super::error::{Cause, Result, Step, cause_of_io, printable};
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_LENGTH, HOST, HeaderValue, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::VecDeque;
use std::error::Error as _;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// Bytes of the head of an answer at the most.
const HEAD_LIMIT: usize = 64 << 10;

/// What a request carries. Its last byte is held back until `before_end` has agreed, and without it no
/// server takes the request for complete.
#[derive(Default)]
pub(super) struct Payload {
    pieces: VecDeque<Bytes>,
    before_end: Option<Box<dyn FnOnce() -> bool + Send>>,
}

impl Payload {
    /// These bytes.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let pieces = match bytes.is_empty() {
            true => VecDeque::new(),
            false => VecDeque::from([Bytes::from(bytes)]),
        };
        Self {
            pieces,
            before_end: None,
        }
    }

    /// These bytes, the last of them only when `before_end` agrees.
    pub(super) fn guarded(bytes: Vec<u8>, before_end: Box<dyn FnOnce() -> bool + Send>) -> Self {
        let mut whole = Bytes::from(bytes);
        let end = whole.split_off(whole.len().saturating_sub(1));
        Self {
            pieces: VecDeque::from([whole, end]),
            before_end: Some(before_end),
        }
    }

    fn left(&self) -> u64 {
        self.pieces.iter().map(|it| it.len() as u64).sum()
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.pieces.len() == 1
            && let Some(before_end) = this.before_end.take()
            && !before_end()
        {
            return Poll::Ready(Some(Err(io::Error::other(Cause::Stopped))));
        }
        Poll::Ready(this.pieces.pop_front().map(|it| Ok(Frame::data(it))))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}

/// A connection to a web server.
pub(super) struct Web {
    sender: SendRequest<Payload>,
    driver: JoinHandle<()>,
    host: HeaderValue,
    leaf: Option<Vec<u8>>,
    is_protected: bool,
    patience: Duration,
    used: Instant,
}

impl Drop for Web {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Web {
    /// Connects. The server may be silent as long as the connector allows, also between two requests.
    ///
    /// # Errors
    /// At every step up to [`Step::Certificate`].
    pub(super) async fn open(
        connector: &Connector,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
    ) -> Result<Self> {
        let mut stream = connector.web(endpoint).await?;
        if endpoint.security != Security::None {
            stream = connector.tls(stream, endpoint, pins).await?;
        }
        Self::over(stream, endpoint).await
    }

    async fn over(stream: Stream, endpoint: &Endpoint) -> Result<Self> {
        let usual = match stream.is_protected() {
            true => 443,
            false => 80,
        };
        let host = match endpoint.port == usual {
            true => endpoint.host.clone(),
            false => format!("{}:{}", endpoint.host, endpoint.port),
        };
        let host = HeaderValue::try_from(host);
        let host = host.map_err(|_| Cause::NameUnknown.at(Step::Resolve))?;
        let (leaf, is_protected) = (stream.peer_certificate(), stream.is_protected());
        let patience = stream.read_patience();
        let mut builder = http1::Builder::new();
        builder.max_buf_size(HEAD_LIMIT);
        let opened = builder.handshake(TokioIo::new(stream)).await;
        let (sender, connection) = opened.map_err(|it| cause(&it).at(Step::Greeting))?;
        // What goes wrong with the connection comes to light at the request.
        let driver = tokio::spawn(async move { drop(connection.await) });
        Ok(Self {
            sender,
            driver,
            host,
            leaf,
            is_protected,
            patience,
            used: Instant::now(),
        })
    }

    /// Whether everything sent is protected.
    pub(super) fn is_protected(&self) -> bool {
        self.is_protected
    }

    /// The server's certificate (DER), for a sign-in that is bound to it.
    pub(super) fn leaf(&self) -> Option<&[u8]> {
        self.leaf.as_deref()
    }

    /// Whether a request can still be made. A connection that has been silent for almost as long as it
    /// may be counts as closed: it could end while the request is on its way.
    pub(super) fn is_open(&self) -> bool {
        !self.sender.is_closed() && self.used.elapsed() < self.patience.mul_f32(0.7)
    }

    /// Makes a request and waits for the head of its answer.
    ///
    /// # Errors
    /// What broke the conversation. Every status is an answer.
    pub(super) async fn ask(
        &mut self,
        mut request: Request<Payload>,
    ) -> std::result::Result<Response<Incoming>, Cause> {
        let length = HeaderValue::from(request.body().left());
        let headers = request.headers_mut();
        headers.insert(HOST, self.host.clone());
        headers.insert(USER_AGENT, HeaderValue::from_static("Kontorpost"));
        headers.insert(CONTENT_LENGTH, length);
        self.sender.ready().await.map_err(|it| cause(&it))?;
        let asked = self.sender.send_request(request).await;
        self.used = Instant::now();
        asked.map_err(|it| cause(&it))
    }
}

/// The whole body of an answer.
///
/// # Errors
/// [`Cause::TooLarge`] for more than `limit` bytes.
pub(super) async fn read_body(
    response: Response<Incoming>,
    limit: usize,
) -> std::result::Result<Vec<u8>, Cause> {
    let announced = response.body().size_hint().lower();
    if announced > limit as u64 {
        return Err(Cause::TooLarge(announced));
    }
    let body = Limited::new(response.into_body(), limit).collect().await;
    match body {
        Ok(body) => Ok(body.to_bytes().to_vec()),
        Err(error) => Err(match error.downcast::<hyper::Error>() {
            Ok(error) => cause(&error),
            Err(_) => Cause::TooLarge(limit as u64),
        }),
    }
}

/// The next piece of a body that has no end yet; `None` at its end.
pub(super) async fn next_piece(body: &mut Incoming) -> std::result::Result<Option<Bytes>, Cause> {
    loop {
        match body.frame().await {
            None => return Ok(None),
            Some(Err(error)) => return Err(cause(&error)),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// What broke a conversation.
pub(super) fn cause(error: &hyper::Error) -> Cause {
    let mut below = error.source();
    while let Some(source) = below {
        if let Some(io) = source.downcast_ref::<io::Error>() {
            return cause_of_io(io);
        }
        below = source.source();
    }
    if error.is_incomplete_message() || error.is_closed() || error.is_canceled() {
        return Cause::Closed(String::new());
    }
    if error.is_parse() {
        return Cause::WrongProtocol(String::new());
    }
    Cause::Protocol(printable(error.to_string().as_bytes()))
}

/// A request with nothing in it.
pub(super) fn post(path: &str) -> std::result::Result<Request<Payload>, Cause> {
    let made = Request::post(path).body(Payload::default());
    made.map_err(|_| Cause::BadInput)
}
