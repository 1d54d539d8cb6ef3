//! Where the browser brings the answer back to: a port of this machine alone (RFC 8252 section 7.3),
//! open for one sign-in.

use super::client::refused;
use super::code::CodeRequest;
use super::form;
use crate::domain::oauth::{OauthError, OauthFault, Provider};
use crate::domain::secret::Secret;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Bytes of a request at the most.
const REQUEST_LIMIT: usize = 16 << 10;

/// How long a request may take. Browsers open connections that they then do not use.
const REQUEST_TIME: Duration = Duration::from_secs(10);

/// Requests at one time.
const AT_ONCE: usize = 16;

/// Tries to find a port that is free for both kinds of address.
const TRIES: u32 = 20;

/// How the address must look that is registered with the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectForm {
    /// `http://localhost:PORT`: Microsoft passes over the port, but over nothing else.
    Localhost,
    /// `http://127.0.0.1:PORT/callback`, as RFC 8252 would have it.
    Callback,
}

impl RedirectForm {
    /// The form for a provider.
    pub fn of(provider: Provider) -> Self {
        match provider {
            Provider::Microsoft => Self::Localhost,
            Provider::Google | Provider::Own => Self::Callback,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Localhost => "/",
            Self::Callback => "/callback",
        }
    }

    fn address(self, port: u16) -> String {
        match self {
            Self::Localhost => format!("http://localhost:{port}"),
            Self::Callback => format!("http://127.0.0.1:{port}/callback"),
        }
    }
}

/// What the browser shows, in the person's language.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The answer has come.
    pub done: String,
    /// The provider said no.
    pub refused: String,
    /// The answer belongs to another sign-in.
    pub foreign: String,
    /// The answer has come before.
    pub used: String,
}

/// An open port.
pub struct Loopback {
    form: RedirectForm,
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Loopback {
    /// Opens a port.
    ///
    /// # Errors
    /// [`OauthFault::Refused`] when the system does not let one be opened.
    pub async fn open(form: RedirectForm) -> Result<Self, OauthError> {
        let failed = |error: std::io::Error| OauthError {
            fault: OauthFault::Refused,
            detail: error.to_string(),
        };
        let mut last = None;
        for _ in 0..TRIES {
            let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
            let first = first.map_err(failed)?;
            let port = first.local_addr().map_err(failed)?.port();
            let mut listeners = vec![first];
            if form == RedirectForm::Localhost {
                // Browsers may take the name for either address: nobody else may listen there.
                match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                    Ok(second) => listeners.push(second),
                    Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                        last = Some(error);
                        continue;
                    }
                    // A machine without IPv6.
                    Err(_) => {}
                }
            }
            return Ok(Self {
                form,
                port,
                listeners,
            });
        }
        Err(failed(
            last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()),
        ))
    }

    /// The address for the provider.
    pub fn redirect(&self) -> String {
        self.form.address(self.port)
    }

    /// Waits for the answer to `request`, but not longer than `limit`. An answer with another state
    /// is turned away and does not end the waiting; after the first good one every further one is
    /// turned away. The port stays open until what is returned besides the code is dropped.
    ///
    /// # Errors
    /// [`OauthFault::TimedOut`], or the provider's refusal.
    pub async fn wait(
        self,
        request: &CodeRequest,
        pages: Pages,
        limit: Duration,
    ) -> Result<(Secret, Open), OauthError> {
        let (tell, heard) = oneshot::channel();
        let desk = Arc::new(Desk {
            path: self.form.path(),
            port: self.port,
            state: request.state.clone(),
            issuer: request.issuer.clone(),
            pages,
            tell: Mutex::new(Some(tell)),
        });
        let mut open = JoinSet::new();
        let room = Arc::new(Semaphore::new(AT_ONCE));
        for listener in self.listeners {
            open.spawn(serve(listener, desk.clone(), room.clone()));
        }
        let answer = match timeout(limit, heard).await {
            Ok(Ok(answer)) => answer,
            _ => return Err(OauthFault::TimedOut.into()),
        };
        Ok((answer?, Open { _tasks: open }))
    }
}

/// Keeps the port open; dropping it closes it.
pub struct Open {
    _tasks: JoinSet<()>,
}

type Outcome = Result<Secret, OauthError>;

struct Desk {
    path: &'static str,
    port: u16,
    state: Secret,
    issuer: Option<String>,
    pages: Pages,
    tell: Mutex<Option<oneshot::Sender<Outcome>>>,
}

async fn serve(listener: TcpListener, desk: Arc<Desk>, room: Arc<Semaphore>) {
    let mut answering = JoinSet::new();
    loop {
        while answering.try_join_next().is_some() {}
        let Ok(place) = room.clone().acquire_owned().await else {
            return;
        };
        let Ok((stream, peer)) = listener.accept().await else {
            // Too many open files, for instance: not for ever.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        if !peer.ip().is_loopback() {
            continue;
        }
        let desk = desk.clone();
        answering.spawn(async move {
            let _ = timeout(REQUEST_TIME, desk.answer(stream)).await;
            drop(place);
        });
    }
}

/// A request as far as it matters.
struct Asked {
    path: String,
    query: String,
    host: String,
}

fn parse(head: &str) -> Option<Asked> {
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    if words.next()? != "GET" {
        return None;
    }
    let target = words.next()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let host = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map(|(_, host)| host.trim().to_lowercase());
    Some(Asked {
        path: path.to_owned(),
        query: query.to_owned(),
        host: host?,
    })
}

async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut part = [0_u8; 4096];
    while bytes.len() < REQUEST_LIMIT {
        let count = stream.read(&mut part).await.ok()?;
        bytes.extend_from_slice(part.get(..count)?);
        if bytes.windows(4).any(|it| it == b"\r\n\r\n") {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        if count == 0 {
            return None;
        }
    }
    None
}

impl Desk {
    async fn answer(&self, mut stream: TcpStream) {
        let Some(head) = read_head(&mut stream).await else {
            return;
        };
        let (status, words, outcome) = self.judge(parse(&head));
        let page = page(words);
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
             Content-Security-Policy: default-src 'none'\r\nX-Content-Type-Options: nosniff\r\n\
             Connection: close\r\n\r\n{page}",
            page.len()
        );
        // The page comes first: with the code the port may be closed.
        let _ = stream.write_all(answer.as_bytes()).await;
        let _ = stream.shutdown().await;
        if let Some((tell, outcome)) = outcome {
            let _ = tell.send(outcome);
        }
    }

    fn judge(
        &self,
        asked: Option<Asked>,
    ) -> (
        &'static str,
        &str,
        Option<(oneshot::Sender<Outcome>, Outcome)>,
    ) {
        let own = [
            format!("127.0.0.1:{}", self.port),
            format!("localhost:{}", self.port),
        ];
        let Some(asked) = asked.filter(|it| own.contains(&it.host)) else {
            return ("400 Bad Request", "", None);
        };
        if asked.path != self.path || asked.query.is_empty() {
            return ("404 Not Found", "", None);
        }
        let pairs = form::decode(&asked.query);
        let mut names = pairs.iter().map(|it| &it.0);
        let of = |name: &str| {
            let found = pairs.iter().find(|it| it.0 == name);
            found.map_or("", |it| it.1.as_str())
        };
        // RFC 6749 section 3.1: no parameter twice.
        let is_doubled = ["code", "state", "iss", "error"]
            .iter()
            .any(|name| names.clone().filter(|it| it == name).count() > 1);
        let is_foreign = is_doubled
            || names.next().is_none()
            || !is_same(of("state"), self.state.reveal())
            || self.is_foreign_issuer(&pairs);
        if is_foreign {
            return ("400 Bad Request", &self.pages.foreign, None);
        }
        let outcome = match (of("code"), of("error")) {
            (code, "") if !code.is_empty() => Ok(Secret::new(code.to_owned())),
            (_, "") => return ("400 Bad Request", &self.pages.foreign, None),
            (_, error) => Err(refused(error, of("error_description"))),
        };
        let mut tell = self.tell.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tell) = tell.take() else {
            return ("410 Gone", &self.pages.used, None);
        };
        let words = match outcome {
            Ok(_) => &self.pages.done,
            Err(_) => &self.pages.refused,
        };
        ("200 OK", words, Some((tell, outcome)))
    }

    /// RFC 9207: whoever names itself must be the one that was asked.
    fn is_foreign_issuer(&self, pairs: &[(String, String)]) -> bool {
        let said = pairs.iter().find(|it| it.0 == "iss");
        match (said, &self.issuer) {
            (Some((_, said)), Some(issuer)) => said != issuer,
            _ => false,
        }
    }
}

/// Takes as long whatever differs.
fn is_same(given: &str, wanted: &str) -> bool {
    let pairs = given.bytes().zip(wanted.bytes());
    given.len() == wanted.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

fn page(words: &str) -> String {
    let safe = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>Kontorpost</title></head>\
         <body><h1>Kontorpost</h1><p>{safe}</p></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::oauth::{Endpoints, OauthClient};

    fn request(redirect: String) -> CodeRequest {
        let client = OauthClient {
            provider: Provider::Own,
            client_id: "id".to_owned(),
            tenant: String::new(),
            issuer: "https://op.example".to_owned(),
            scope: String::new(),
        };
        let endpoints = Endpoints {
            authorize: "https://op.example/auth".to_owned(),
            token: "https://op.example/token".to_owned(),
            device: None,
            revoke: None,
            issuer: Some("https://op.example".to_owned()),
        };
        CodeRequest::new(&client, &endpoints, ("a", ""), redirect).unwrap()
    }

    fn pages() -> Pages {
        Pages {
            done: "fertig <ä>".to_owned(),
            refused: "abgelehnt".to_owned(),
            foreign: "fremd".to_owned(),
            used: "benutzt".to_owned(),
        }
    }

    async fn ask(port: u16, host: &str, target: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .unwrap();
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn only_the_first_answer_with_our_state_counts() {
        let loopback = Loopback::open(RedirectForm::Callback).await.unwrap();
        let (port, request) = (loopback.port, request(loopback.redirect()));
        let state = request.state.reveal().to_owned();
        let browser = tokio::spawn(async move {
            let at =
                |host: &'static str, target: String| async move { ask(port, host, &target).await };
            // A connection that is never used keeps nobody waiting.
            let _silent = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .unwrap();
            let here = "127.0.0.1";
            assert!(
                at(here, "/favicon.ico".into())
                    .await
                    .starts_with("HTTP/1.1 404")
            );
            let foreign = at(here, "/callback?code=x&state=falsch".into()).await;
            assert!(foreign.starts_with("HTTP/1.1 400") && foreign.contains("fremd"));
            let rebound = at("evil.example", format!("/callback?code=x&state={state}")).await;
            assert!(rebound.starts_with("HTTP/1.1 400"));
            let other = format!("/callback?code=x&state={state}&iss=https%3A%2F%2Fevil.example");
            assert!(at(here, other).await.contains("fremd"));
            let twice = format!("/callback?code=x&code=y&state={state}");
            assert!(at(here, twice).await.contains("fremd"));
            let right = format!("/callback?code=a%20b&state={state}&iss=https://op.example");
            let right = at(here, right).await;
            assert!(right.starts_with("HTTP/1.1 200") && right.contains("fertig &lt;ä&gt;"));
            let again = at(here, format!("/callback?code=c&state={state}")).await;
            assert!(again.starts_with("HTTP/1.1 410") && again.contains("benutzt"));
        });
        let waiting = loopback.wait(&request, pages(), Duration::from_secs(20));
        let (code, open) = waiting.await.unwrap();
        assert_eq!(code.reveal(), "a b");
        browser.await.unwrap();
        drop(open);
        tokio::time::sleep(Duration::from_millis(50)).await;
        let closed = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
        assert!(closed.is_err());
    }

    #[tokio::test]
    async fn a_refusal_and_silence_end_it() {
        let loopback = Loopback::open(RedirectForm::Localhost).await.unwrap();
        assert!(loopback.redirect().starts_with("http://localhost:"));
        let (port, request) = (loopback.port, request(loopback.redirect()));
        let state = request.state.reveal().to_owned();
        let target = format!("/?error=access_denied&error_description=nein&state={state}");
        let browser = tokio::spawn(async move { ask(port, "localhost", &target).await });
        let waiting = loopback.wait(&request, pages(), Duration::from_secs(20));
        let refused = waiting.await.err().unwrap();
        assert_eq!(refused.fault, OauthFault::Denied);
        assert!(browser.await.unwrap().contains("abgelehnt"));

        let loopback = Loopback::open(RedirectForm::Callback).await.unwrap();
        let waiting = loopback.wait(&request, pages(), Duration::from_millis(50));
        let silence = waiting.await.err().unwrap();
        assert_eq!(silence.fault, OauthFault::TimedOut);
    }
}
