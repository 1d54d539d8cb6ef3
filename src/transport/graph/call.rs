//! One request after the other, with the token, and what a busy service asks for.

use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use crate::transport::connect::Connector;
use crate::transport::discover::is_microsoft;
use crate::transport::error::{Cause, Reply, Result, Step, printable};
use crate::transport::flow::Flow;
use crate::transport::gzip;
use crate::transport::passed::Passed;
use crate::transport::web::{Payload, Web, read_body};
use hyper::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue,
    RETRY_AFTER,
};
use hyper::{Method, Request, StatusCode, Uri};
use serde_json::Value;
use std::time::Duration;
use tokio::time::sleep;

/// Bytes of a usual answer at the most.
const ANSWER_LIMIT: usize = 16 << 20;

/// How often a busy service is asked.
const TRIES: u32 = 5;

/// A longer wait is not sat out.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// How long a busy service is left alone that does not say so itself.
const USUAL_WAIT: Duration = Duration::from_secs(5);

/// What is asked for.
pub(super) struct Ask {
    method: Method,
    path: String,
    kind: &'static str,
    body: Vec<u8>,
    limit: usize,
    page: bool,
    packed: bool,
}

impl Ask {
    pub(super) fn get(path: String) -> Self {
        Self {
            method: Method::GET,
            path,
            kind: "",
            body: Vec::new(),
            limit: ANSWER_LIMIT,
            page: false,
            packed: true,
        }
    }

    /// With a body of JSON.
    pub(super) fn post(path: String, body: Vec<u8>) -> Self {
        Self {
            method: Method::POST,
            kind: "application/json",
            body,
            ..Self::get(path)
        }
    }

    /// With a body of words.
    pub(super) fn post_text(path: String, body: Vec<u8>) -> Self {
        Self {
            kind: "text/plain",
            ..Self::post(path, body)
        }
    }

    /// With another limit on the bytes of the answer.
    pub(super) fn up_to(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Not packed: the answer is handed on while it arrives.
    pub(super) fn unpacked(self) -> Self {
        Self {
            packed: false,
            ..self
        }
    }

    /// One page of several.
    pub(super) fn page(self) -> Self {
        Self { page: true, ..self }
    }
}

/// The conversation.
pub(super) struct Line {
    connector: Connector,
    endpoint: Endpoint,
    pins: Vec<PinnedCertificate>,
    token: Secret,
    secrets: Vec<String>,
    /// Whether a wait that the service asks for is sat out.
    pub is_patient: bool,
    web: Option<Web>,
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// At every step up to [`Step::Certificate`]; a token never goes unprotected.
    pub(super) async fn open(
        connector: &Connector,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
        (user, token): (String, &Secret),
    ) -> Result<Self> {
        if endpoint.security != Security::Tls {
            return Err(Cause::StartTlsMissing.at(Step::Encrypt));
        }
        let mut line = Self {
            connector: connector.clone(),
            endpoint: endpoint.clone(),
            pins: pins.to_vec(),
            token: token.clone(),
            secrets: crate::transport::traces(&user, token),
            is_patient: true,
            web: None,
        };
        line.connect().await?;
        let watcher = &connector.watcher;
        watcher.passed(|| Passed::Greeting("Microsoft Graph".to_owned()));
        watcher.passed(|| Passed::Capabilities(vec!["Bearer".to_owned()]));
        Ok(line)
    }

    async fn connect(&mut self) -> Result<()> {
        let opened = Web::open(&self.connector, &self.endpoint, &self.pins).await?;
        self.web = Some(opened);
        Ok(())
    }

    /// The path behind a link, if it leads to the same host: the token goes nowhere else.
    pub(super) fn follow(&self, link: &str) -> std::result::Result<String, Cause> {
        let uri: Option<Uri> = link.parse().ok();
        let path = uri.as_ref().and_then(|uri| {
            let authority = uri.authority()?;
            let is_same = uri.scheme_str() == Some("https")
                && authority.host().eq_ignore_ascii_case(&self.endpoint.host)
                && authority.port_u16().unwrap_or(443) == self.endpoint.port
                && !authority.as_str().contains('@');
            let path = uri.path_and_query().filter(|_| is_same)?;
            Some(path.as_str().to_owned())
        });
        path.ok_or_else(|| Cause::Protocol("link to another host".to_owned()))
    }

    /// Opens the place that a document is laid down at, and says its path. The link is the right to do
    /// so: the token does not go there, and the letter to nobody but Microsoft or this very server.
    ///
    /// # Errors
    /// At [`Step::Data`] for a link elsewhere; at every step up to [`Step::Certificate`].
    pub(super) async fn depot(&self, link: &str) -> Result<(Web, String)> {
        let at = |it: Cause| it.at(Step::Data);
        let uri: Uri = link
            .parse()
            .map_err(|_| at(Cause::Protocol("upload link".to_owned())))?;
        let endpoint = match (uri.scheme_str(), uri.host(), uri.path_and_query()) {
            (Some("https"), Some(host), Some(_))
                if self.follow(link).is_ok() || is_microsoft(host) =>
            {
                Endpoint {
                    host: host.to_owned(),
                    port: uri.port_u16().unwrap_or(443),
                    security: Security::Tls,
                }
            }
            _ => {
                return Err(at(Cause::Protocol(
                    "upload link to another host".to_owned(),
                )));
            }
        };
        let path = uri.path_and_query().map(|it| it.as_str().to_owned());
        let pins: &[PinnedCertificate] = match endpoint == self.endpoint {
            true => &self.pins,
            false => &[],
        };
        let web = Web::open(&self.connector, &endpoint, pins).await?;
        Ok((web, path.unwrap_or_default()))
    }

    /// Makes one request without a body, once.
    ///
    /// # Errors
    /// At [`Step::Data`].
    pub(super) async fn release(&mut self, path: String) -> Result<(StatusCode, Vec<u8>)> {
        let ask = Ask::post_text(path, Vec::new());
        let (status, _, body) = self
            .once(Step::Data, &ask, (Payload::default(), None))
            .await?;
        Ok((status, body))
    }

    /// Reads an object.
    ///
    /// # Errors
    /// At `step`, also for every refusal.
    pub(super) async fn get(&mut self, step: Step, path: &str) -> Result<Value> {
        let (status, body) = self.ask(step, Ask::get(path.to_owned())).await?;
        if status != StatusCode::OK {
            return Err(refusal(status, &body).masked(&self.secrets).at(step));
        }
        let read = serde_json::from_slice(&body);
        read.map_err(|_| Cause::Protocol("no JSON".to_owned()).at(step))
    }

    /// Makes a request; one that a busy service puts off is made again.
    ///
    /// # Errors
    /// At `step`; [`Step::Login`] when the token is refused. Other refusals are answers.
    pub(super) async fn ask(&mut self, step: Step, ask: Ask) -> Result<(StatusCode, Vec<u8>)> {
        self.ask_into(step, ask, None).await
    }

    /// As [`Line::ask`]; a message in the answer flows on while it arrives, and the body is empty then.
    ///
    /// # Errors
    /// As there; what [`Flow::take`] says.
    pub(super) async fn ask_into(
        &mut self,
        step: Step,
        ask: Ask,
        mut flow: Option<&mut Flow<'_>>,
    ) -> Result<(StatusCode, Vec<u8>)> {
        let mut tries = 0;
        loop {
            let asked = self.once(
                step,
                &ask,
                (Payload::of(ask.body.clone()), flow.as_deref_mut()),
            );
            let (status, headers, body) = asked.await?;
            if status == StatusCode::UNAUTHORIZED {
                let cause = Cause::LoginRejected(reply(status, &body)).masked(&self.secrets);
                return Err(cause.at(Step::Login));
            }
            if !matches!(status.as_u16(), 429 | 503 | 504) {
                return Ok((status, body));
            }
            tries += 1;
            let wait = retry_after(&headers).unwrap_or(USUAL_WAIT);
            if tries >= TRIES || !self.is_patient || wait > LONGEST_WAIT {
                return Err(refusal(status, &body).masked(&self.secrets).at(step));
            }
            sleep(wait).await;
        }
    }

    async fn once(
        &mut self,
        step: Step,
        ask: &Ask,
        (payload, flow): (Payload, Option<&mut Flow<'_>>),
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>)> {
        if !self.web.as_ref().is_some_and(Web::is_open) {
            self.connect().await?;
        }
        let request = self.request(ask, payload).map_err(|it| it.at(step))?;
        let Some(web) = &mut self.web else {
            return Err(Cause::Closed(String::new()).at(step));
        };
        let answered = async {
            let response = web.ask(request).await?;
            let (status, headers) = (response.status(), response.headers().clone());
            let is_plain = headers.get(CONTENT_ENCODING).is_none();
            if let Some(flow) = flow.filter(|_| is_plain && status == StatusCode::OK) {
                flow.take(response.into_body()).await?;
                return Ok((status, headers, Vec::new()));
            }
            let body = read_body(response, ask.limit).await?;
            let body = unpacked(body, &headers, ask.limit)?;
            Ok::<_, Cause>((status, headers, body))
        };
        answered.await.map_err(|cause| {
            // The rest of an answer would be taken for the next one.
            self.web = None;
            cause.masked(&self.secrets).at(step)
        })
    }

    /// Makes one request whose last byte waits for consent. Never made again by itself.
    ///
    /// # Errors
    /// At [`Step::Data`].
    pub(super) async fn hand_over(
        &mut self,
        path: String,
        payload: Payload,
    ) -> Result<(StatusCode, Vec<u8>)> {
        let ask = Ask {
            method: Method::POST,
            kind: "text/plain",
            ..Ask::get(path)
        };
        let (status, _, body) = self.once(Step::Data, &ask, (payload, None)).await?;
        Ok((status, body))
    }

    fn request(&self, ask: &Ask, payload: Payload) -> std::result::Result<Request<Payload>, Cause> {
        let mut token = HeaderValue::try_from(format!("Bearer {}", self.token.reveal()))
            .map_err(|_| Cause::BadInput)?;
        token.set_sensitive(true);
        let mut request = Request::new(payload);
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = ask.path.parse().map_err(|_| Cause::BadInput)?;
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, token);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if ask.packed {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        // Names that hold when a message is moved; pages that are not too large.
        let prefer = match ask.page {
            true => "IdType=\"ImmutableId\", odata.maxpagesize=100",
            false => "IdType=\"ImmutableId\"",
        };
        headers.insert("prefer", HeaderValue::from_static(prefer));
        if !ask.kind.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(ask.kind));
        }
        Ok(request)
    }
}

fn unpacked(
    body: Vec<u8>,
    headers: &HeaderMap,
    limit: usize,
) -> std::result::Result<Vec<u8>, Cause> {
    let coding = headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
    match coding {
        None | Some(b"" | b"identity") => Ok(body),
        // Nothing to unpack, as with 204.
        Some(_) if body.is_empty() => Ok(body),
        Some(it) if it.eq_ignore_ascii_case(b"gzip") || it.eq_ignore_ascii_case(b"x-gzip") => {
            gzip::unpack(&body, limit)
        }
        Some(_) => Err(Cause::Protocol("unknown content coding".to_owned())),
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

/// Graph's own code and words.
fn reply(status: StatusCode, body: &[u8]) -> Reply {
    let read: Option<Value> = serde_json::from_slice(body).ok();
    let words = |name: &str| {
        let found = read
            .as_ref()
            .and_then(|it| it.pointer(&format!("/error/{name}"))?.as_str());
        printable(found.unwrap_or_default().as_bytes())
    };
    let code = match words("code").as_str() {
        "" => status.as_u16().to_string(),
        code => code.to_owned(),
    };
    Reply {
        code: Some(code),
        text: format!("HTTP {status} {}", words("message"))
            .trim_end()
            .to_owned(),
    }
}

/// What a refusal means.
pub(super) fn refusal(status: StatusCode, body: &[u8]) -> Cause {
    match status.as_u16() {
        401 => Cause::LoginRejected(reply(status, body)),
        413 => Cause::TooLarge(0),
        429 | 500 | 502..=504 => Cause::Temporary(reply(status, body)),
        _ => Cause::ServerRefused(reply(status, body)),
    }
}

/// One part of a path or a question: everything but letters, digits and a few marks as `%XX`.
pub(super) fn encode(text: &str) -> String {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~@".contains(&it);
    text.bytes()
        .map(|it| match is_plain(it) {
            true => char::from(it).to_string(),
            false => format!("%{it:02X}"),
        })
        .collect()
}
