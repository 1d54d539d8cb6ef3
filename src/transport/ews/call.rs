//! The conversation with an Exchange server: one signed-in connection, one call at a time, and what a
//! busy server asks for.

use super::answer::{Answer, Message, Refusal};
use super::carve::Carver;
use super::request::Body;
use super::version::{ServerVersion, Version};
use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate};
use crate::transport::connect::Connector;
use crate::transport::error::{Cause, Error, Result, Step};
use crate::transport::passed::Passed;
use crate::transport::web::{Payload, Web, next_piece, post, read_body};
use crate::transport::web_sign_in::{self, Scheme, choose, field, offered, reply};
use hyper::body::Incoming;
use hyper::header::{
    AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER, SERVER,
};
use hyper::{Response, StatusCode};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Bytes of a usual answer at the most.
const ANSWER_LIMIT: usize = 32 << 20;

/// A wait that is longer than this is not sat out: the account is asked again in its interval.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// How often a busy server is asked again.
const TRIES: u32 = 3;

/// How long a busy server is left alone that does not say so itself.
const USUAL_WAIT: Duration = Duration::from_secs(5);

/// Mailboxes that want to be left alone, and until when. A wait holds for every connection.
static RESTING: Mutex<Option<HashMap<(String, String), Instant>>> = Mutex::new(None);

/// Where an Exchange server is, and who signs in.
#[derive(Clone)]
pub(super) struct Place {
    pub connector: Connector,
    pub endpoint: Endpoint,
    pub pins: Vec<PinnedCertificate>,
    pub path: String,
    pub user: String,
    pub secret: Secret,
}

impl Place {
    fn key(&self) -> (String, String) {
        (self.endpoint.host.clone(), self.user.clone())
    }
}

/// How an answer is read.
pub(super) enum Reading<'a, 'b> {
    /// As a whole, of at most so many bytes.
    Whole(usize),
    /// Without the message in it, which goes on its own way while it arrives.
    Carved(&'a mut Carver<'b>),
}

/// A signed-in conversation.
pub(super) struct Line {
    place: Place,
    patience: Duration,
    /// Whether a wait that the server asks for is sat out.
    pub is_patient: bool,
    secrets: Vec<String>,
    web: Option<Web>,
    scheme: Option<Scheme>,
    /// What is asked for.
    pub version: Version,
    /// What is never asked for again.
    ceiling: Option<Version>,
    /// What the server says about itself.
    pub server: Option<ServerVersion>,
}

impl Line {
    /// Connects and signs in, once. Basic and a token are proved only by the first call.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`].
    pub(super) async fn open(place: Place, patience: Duration) -> Result<Self> {
        let secrets = crate::transport::traces(&place.user, &place.secret);
        let mut line = Self {
            place,
            patience,
            is_patient: true,
            secrets,
            web: None,
            scheme: None,
            version: Version::default(),
            ceiling: None,
            server: None,
        };
        line.connect().await?;
        Ok(line)
    }

    /// How it was signed in.
    pub(super) fn scheme(&self) -> Option<Scheme> {
        self.scheme
    }

    async fn connect(&mut self) -> Result<()> {
        self.web = None;
        let place = &self.place;
        let mut connector = place.connector.clone();
        connector.timeouts.idle = self.patience;
        let greeted = greet(&connector, &place.endpoint, &place.pins, &place.path);
        let (mut web, schemes) = greeted.await?;
        let at = |cause: Cause| cause.at(Step::Login);
        let known = &place.connector.known;
        // Where nothing is protected anybody may have offered it.
        if web.is_protected() && schemes.iter().any(|it| it.is_strong()) {
            known.offered();
        }
        let chosen = choose(&schemes, &place.secret, web.is_protected());
        // A connection later on is not signed in to in a weaker way than the first one.
        let same = |it: &Scheme| self.scheme.is_none_or(|first| first == *it);
        let scheme = chosen.filter(same);
        let scheme = scheme.ok_or_else(|| at(Cause::MechanismMissing))?;
        if scheme == Scheme::Basic && known.is_strong() {
            return Err(at(Cause::WeakerSignIn));
        }
        if scheme.is_strong() {
            let who = (place.user.as_str(), &place.secret);
            let signed_in = web_sign_in::sign_in(&mut web, &place.path, scheme, who).await;
            signed_in.map_err(|it| at(it.masked(&self.secrets)))?;
        }
        self.scheme = Some(scheme);
        self.web = Some(web);
        Ok(())
    }

    /// Asks for something and returns one message for each thing that was asked for.
    ///
    /// # Errors
    /// At `step`, or on the way there when the connection has to be made anew.
    pub(super) async fn call(&mut self, step: Step, body: &Body) -> Result<Vec<Message>> {
        let usual = Reading::Whole(ANSWER_LIMIT);
        self.call_reading(step, body, usual).await
    }

    /// As [`Line::call`], with the answer read in this way.
    ///
    /// # Errors
    /// As there; [`Cause::TooLarge`].
    pub(super) async fn call_reading(
        &mut self,
        step: Step,
        body: &Body,
        mut reading: Reading<'_, '_>,
    ) -> Result<Vec<Message>> {
        let mut tries = 0;
        let mut has_signed_in_anew = false;
        loop {
            self.rest(step).await?;
            let request = body.document(self.version).into_bytes();
            let asked = self.ask(step, Payload::of(request)).await;
            let response = match asked {
                // A connection that has become old is signed in anew, once.
                Ok(it) if it.status() == StatusCode::UNAUTHORIZED && self.may_renew() => {
                    if has_signed_in_anew {
                        return Err(Cause::LoginRejected(reply(it.status())).at(Step::Login));
                    }
                    has_signed_in_anew = true;
                    self.web = None;
                    continue;
                }
                other => other?,
            };
            let answer = match &mut reading {
                Reading::Whole(limit) => self.read(response, *limit).await,
                Reading::Carved(carver) => self.read_carved(response, carver).await,
            };
            let answer = answer.map_err(|it| self.placed(it, step))?;
            let refusal = match answer.outcome {
                Ok(messages) => match messages.first().filter(|it| is_busy(&it.refusal)) {
                    Some(busy) => busy.refusal.clone(),
                    None => return Ok(messages),
                },
                Err(refusal) => refusal,
            };
            if matches!(&reading, Reading::Carved(carver) if carver.has_message()) {
                // Some of the message has gone on already: a second answer would be put behind it.
                return Err(refusal.cause().masked(&self.secrets).at(step));
            }
            if let (true, Some(before)) = (is_about_version(&refusal), self.version.before()) {
                self.version = before;
                self.ceiling = Some(before);
                continue;
            }
            tries += 1;
            let cause = refusal.cause().masked(&self.secrets);
            if !is_busy(&refusal) {
                return Err(cause.at(step));
            }
            self.note_wait(refusal.wait.unwrap_or(USUAL_WAIT));
            if tries >= TRIES || !self.is_patient {
                return Err(cause.at(step));
            }
        }
    }

    fn may_renew(&self) -> bool {
        self.scheme.is_some_and(Scheme::is_strong)
    }

    /// Makes one request, on a connection that is made anew if need be.
    ///
    /// # Errors
    /// At `step`, or on the way there.
    pub(super) async fn ask(&mut self, step: Step, payload: Payload) -> Result<Response<Incoming>> {
        if !self.web.as_ref().is_some_and(Web::is_open) {
            self.connect().await?;
        }
        let (Some(web), Some(scheme)) = (&mut self.web, self.scheme) else {
            return Err(Cause::Closed(String::new()).at(step));
        };
        let mut request = post(&self.place.path).map_err(|it| it.at(step))?;
        *request.body_mut() = payload;
        let headers = request.headers_mut();
        let kind = HeaderValue::from_static("text/xml; charset=utf-8");
        headers.insert(CONTENT_TYPE, kind);
        let own = field(scheme, &self.place.user, &self.place.secret);
        if let Some(own) = own.map_err(|it| it.at(step))? {
            headers.insert(AUTHORIZATION, own);
        }
        match web.ask(request).await {
            Ok(response) => Ok(response),
            Err(cause) => {
                self.web = None;
                Err(cause.masked(&self.secrets).at(step))
            }
        }
    }

    /// Reads an answer. Exchange sends its faults with HTTP 500.
    pub(super) async fn read(
        &mut self,
        response: Response<Incoming>,
        limit: usize,
    ) -> std::result::Result<Answer, Cause> {
        let (status, headers) = (response.status(), response.headers().clone());
        let body = read_body(response, limit).await;
        if body.is_err() {
            // The rest of the answer would be taken for the next one.
            self.web = None;
        }
        self.judge((status, headers), &body?)
    }

    /// The same, with the message going through the carver.
    async fn read_carved(
        &mut self,
        response: Response<Incoming>,
        carver: &mut Carver<'_>,
    ) -> std::result::Result<Answer, Cause> {
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = response.into_body();
        let carving = async {
            while let Some(piece) = next_piece(&mut body).await? {
                carver.feed(&piece).await?;
            }
            Ok(())
        };
        if let Err(cause) = carving.await {
            self.web = None;
            return Err(cause);
        }
        let rest = carver.take_rest();
        self.judge((status, headers), &rest)
    }

    fn judge(
        &mut self,
        (status, headers): (StatusCode, HeaderMap),
        bytes: &[u8],
    ) -> std::result::Result<Answer, Cause> {
        if let Some(wait) = retry_after(status, &headers) {
            self.note_wait(wait);
        }
        match Answer::read(bytes) {
            Ok(answer) if matches!(status.as_u16(), 200 | 500) => {
                if let Some(version) = &answer.version {
                    let newest = self.version.max(version.newest());
                    self.version = self.ceiling.map_or(newest, |it| it.min(newest));
                    self.server = Some(version.clone());
                }
                Ok(answer)
            }
            Err(cause) if status == StatusCode::OK => Err(cause),
            _ => Err(status_cause(status, &headers)),
        }
        .map_err(|it| it.masked(&self.secrets))
    }

    /// A rejected sign-in belongs to its own step, wherever it shows.
    pub(super) fn placed(&self, cause: Cause, step: Step) -> Error {
        match cause {
            Cause::LoginRejected(_) => cause.at(Step::Login),
            _ => cause.at(step),
        }
    }

    /// Waits while the server wants to be left alone.
    pub(super) async fn rest(&self, step: Step) -> Result<()> {
        let until = {
            let resting = RESTING.lock().unwrap_or_else(PoisonError::into_inner);
            let found = resting.as_ref().and_then(|it| it.get(&self.place.key()));
            found.copied()
        };
        let Some(until) = until.filter(|it| *it > Instant::now()) else {
            return Ok(());
        };
        let left = until - Instant::now();
        if !self.is_patient || left > LONGEST_WAIT {
            let busy = Refusal {
                code: "ErrorServerBusy".to_owned(),
                text: format!("{} s", left.as_secs()),
                wait: None,
            };
            return Err(busy.cause().at(step));
        }
        sleep_until(until).await;
        Ok(())
    }

    /// The server wants to be left alone for so long.
    pub(super) fn note_wait(&self, wait: Duration) {
        let Some(until) = Instant::now().checked_add(wait) else {
            return;
        };
        let mut resting = RESTING.lock().unwrap_or_else(PoisonError::into_inner);
        let resting = resting.get_or_insert_default();
        resting.retain(|_, it| *it > Instant::now());
        let known = resting.entry(self.place.key()).or_insert(until);
        *known = until.max(*known);
    }
}

/// Connects and asks, without saying who asks, how the server wants to be signed in to.
///
/// # Errors
/// At every step up to [`Step::Greeting`].
pub(super) async fn greet(
    connector: &Connector,
    endpoint: &Endpoint,
    pins: &[PinnedCertificate],
    path: &str,
) -> Result<(Web, Vec<Scheme>)> {
    let mut web = Web::open(connector, endpoint, pins).await?;
    let (greeting, schemes) = knock(&mut web, path).await?;
    connector.watcher.passed(|| Passed::Greeting(greeting));
    let words = || schemes.iter().map(|it| it.word().to_owned()).collect();
    connector.watcher.passed(|| Passed::Capabilities(words()));
    Ok((web, schemes))
}

/// Asks without saying who asks: what answers, and how it wants to be signed in to.
async fn knock(web: &mut Web, path: &str) -> Result<(String, Vec<Scheme>)> {
    let at = |cause: Cause| cause.at(Step::Greeting);
    let response = web.ask(post(path).map_err(at)?).await.map_err(at)?;
    let (status, headers) = (response.status(), response.headers().clone());
    read_body(response, ANSWER_LIMIT).await.map_err(at)?;
    if status != StatusCode::UNAUTHORIZED {
        return Err(at(status_cause(status, &headers)));
    }
    let server = headers.get(SERVER).and_then(|it| it.to_str().ok());
    let greeting = format!("HTTP 401 {}", server.unwrap_or_default());
    Ok((greeting.trim_end().to_owned(), offered(&headers)))
}

fn is_busy(refusal: &Refusal) -> bool {
    refusal.code == "ErrorServerBusy"
}

fn is_about_version(refusal: &Refusal) -> bool {
    let codes = [
        "ErrorInvalidServerVersion",
        "ErrorSchemaValidation",
        "ErrorIncorrectSchemaVersion",
    ];
    codes.contains(&refusal.code.as_str())
}

/// Seconds that a server wants to be left alone (RFC 9110 section 10.2.3).
fn retry_after(status: StatusCode, headers: &HeaderMap) -> Option<Duration> {
    let says_so = matches!(status.as_u16(), 429 | 503 | 504);
    let field = headers.get(RETRY_AFTER).filter(|_| says_so)?;
    let seconds = field.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// What an answer without anything of Exchange in it means.
fn status_cause(status: StatusCode, headers: &HeaderMap) -> Cause {
    match status.as_u16() {
        // 456 and 457: the cloud wants something to be done in its own pages first.
        401 | 456 | 457 => Cause::LoginRejected(reply(status)),
        403 => Cause::ServerRefused(reply(status)),
        413 => Cause::TooLarge(0),
        429 | 502..=504 => Cause::Temporary(reply(status)),
        300..=399 => {
            let to = headers.get(LOCATION).and_then(|it| it.to_str().ok());
            let to: Option<hyper::Uri> = to.and_then(|it| it.parse().ok());
            let host = to.as_ref().and_then(|it| it.host()).unwrap_or_default();
            let mut said = reply(status);
            said.text = format!("{} {host}", said.text);
            Cause::ServerRefused(said)
        }
        _ => Cause::WrongProtocol(format!("HTTP {status}")),
    }
}
