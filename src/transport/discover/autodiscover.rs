//! Autodiscover of Exchange servers, by rules that a careless search has taught the hard way: only the
//! address's own domain is asked and never one above it; nobody hears a credential before asking for it,
//! nor over http, nor with a certificate that is not valid, nor on a host that a person has not agreed to;
//! redirections are followed step by step, without credentials.

mod document;
mod told;

use super::Scout;
use crate::domain::discovery::{Mailbox, has_registrable, registrable, srv};
use crate::domain::server::{EWS_PATH, Endpoint, Security};
use crate::domain::syntax::is_host;
use crate::transport::error::Cause;
use crate::transport::ews::xml::escape;
use crate::transport::web::{Payload, Web, read_body};
use crate::transport::web_sign_in::{self, Scheme, choose, field, offered};
use document::{Place, Pox, location, read_pox, request, urlencode};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Method, Request, StatusCode};
use std::collections::HashSet;
use std::time::Duration;
use tokio::time::timeout;
pub use told::{Answered, Asked, Consent, EwsAddress, Stage};

/// Time for everything together.
const BUDGET: Duration = Duration::from_secs(20);

/// Bytes of an answer at the most.
const ANSWER_LIMIT: usize = 256 << 10;

/// Redirections that are followed.
const REDIRECTIONS: usize = 3;

const POX_PATH: &str = "/autodiscover/autodiscover.xml";

/// Domains of Microsoft's cloud, which is asked without a question.
const MICROSOFT: [&str; 4] = [
    "outlook.com",
    "office365.com",
    "office.com",
    "microsoftonline.com",
];

/// Whether a host belongs to Microsoft's cloud.
pub(in crate::transport) fn is_microsoft(host: &str) -> bool {
    let domain = registrable(host);
    MICROSOFT.contains(&domain.as_str())
}

struct Search<'a> {
    scout: &'a Scout,
    mailbox: &'a Mailbox,
    consent: &'a Consent,
    stage: Stage,
    /// A password that was rejected once is not tried on another host.
    is_rejected: bool,
    visited: HashSet<String>,
    hear: &'a mut (dyn FnMut(Asked) + Send + Sync),
}

impl Scout {
    /// Looks for the Exchange server of an address, at most 20 s; `hear` gets every step with what it
    /// came to. The address is told to hosts of its own domain alone, and to those that a person has
    /// agreed to.
    pub async fn exchange(
        &self,
        mailbox: &Mailbox,
        consent: &Consent,
        hear: &mut (dyn FnMut(Asked) + Send + Sync),
    ) {
        let mut search = Search {
            scout: self,
            mailbox,
            consent,
            stage: Stage::Newer,
            is_rejected: false,
            visited: HashSet::new(),
            hear,
        };
        // Whoever asks above the domain tells strangers.
        if has_registrable(&mailbox.domain) {
            let _ = timeout(BUDGET, search.run()).await;
        }
    }
}

impl Search<'_> {
    async fn run(&mut self) {
        let domain = self.mailbox.domain.clone();
        let own = [format!("autodiscover.{domain}"), domain.clone()];
        for host in &own {
            if self.version_two(host).await {
                return;
            }
        }
        self.stage = Stage::Older;
        for host in &own {
            if self.pox(format!("https://{host}{POX_PATH}")).await {
                return;
            }
        }
        self.stage = Stage::Plain;
        let [first, _] = &own;
        match self.plain_redirection(first).await {
            Some(url) => {
                if self.pox(url).await {
                    return;
                }
            }
            None => {
                self.note(first, Answered::Nothing);
            }
        }
        self.stage = Stage::Names;
        let name = format!("_autodiscover._tcp.{domain}");
        let records = self.scout.names().srv(&name).await.unwrap_or_default();
        if records.is_empty() {
            self.note(&name, Answered::Nothing);
        }
        for record in srv::order(records, || 0).into_iter().take(2) {
            let host = record.target.trim_end_matches('.').to_lowercase();
            let url = match record.port {
                443 => format!("https://{host}{POX_PATH}"),
                port => format!("https://{host}:{port}{POX_PATH}"),
            };
            if is_host(&host) && self.pox(url).await {
                return;
            }
        }
        self.stage = Stage::Usual;
        for host in [&format!("mail.{domain}"), first] {
            if self.knock(host).await {
                return;
            }
        }
    }

    fn note(&mut self, host: &str, answered: Answered) -> bool {
        let is_found = matches!(answered, Answered::Found(_) | Answered::Here(_));
        let (stage, host) = (self.stage, host.to_owned());
        (self.hear)(Asked {
            stage,
            host,
            answered,
        });
        is_found
    }

    /// Whether a host may be asked and told the address.
    fn may_ask(&self, host: &str) -> bool {
        registrable(host) == registrable(&self.mailbox.domain)
            || is_microsoft(host)
            || self.consent.hosts.contains(&host.to_lowercase())
    }

    /// The newer way: a question without a sign-in.
    async fn version_two(&mut self, host: &str) -> bool {
        let address = urlencode(&self.mailbox.address);
        let path = "/autodiscover/autodiscover.json";
        let mut url = format!("https://{host}{path}?Email={address}&Protocol=EWS");
        for _ in 0..=REDIRECTIONS {
            let Some(place) = self.enter(&url) else {
                return false;
            };
            let request = request(Method::GET, &place.path, Payload::default());
            let Some((status, headers, body)) = self.send(&place, request, &mut None).await else {
                return self.note(&place.endpoint.host, Answered::Nothing);
            };
            if status.is_redirection() {
                match location(&headers) {
                    Some(next) => url = next,
                    None => return self.note(&place.endpoint.host, Answered::Refused),
                }
                continue;
            }
            let said: Option<serde_json::Value> = serde_json::from_slice(&body).ok();
            let found = said.as_ref().and_then(|it| it.get("Url")?.as_str());
            return match found.filter(|_| status == StatusCode::OK) {
                Some(found) => self.judge(&place.endpoint.host, found),
                None => self.note(&place.endpoint.host, Answered::Nothing),
            };
        }
        self.note(host, Answered::Refused)
    }

    /// The older way: a document, which servers show after a sign-in alone.
    async fn pox(&mut self, mut url: String) -> bool {
        for _ in 0..=REDIRECTIONS {
            let Some(place) = self.enter(&url) else {
                return false;
            };
            let host = place.endpoint.host.clone();
            // The first question never says who asks.
            let asked = self.document(&place);
            let Some((status, headers, body)) = self.send(&place, asked, &mut None).await else {
                return self.note(&host, Answered::Nothing);
            };
            let (status, headers, body) = match status {
                StatusCode::UNAUTHORIZED => match self.signed_in(&place, &headers).await {
                    Ok(answer) => answer,
                    Err(answered) => {
                        self.is_rejected |= answered == Answered::Rejected;
                        return self.note(&host, answered);
                    }
                },
                _ => (status, headers, body),
            };
            if status.is_redirection() {
                match location(&headers) {
                    Some(next) => url = next,
                    None => return self.note(&host, Answered::Refused),
                }
                continue;
            }
            match read_pox(&body).filter(|_| status == StatusCode::OK) {
                Some(Pox::Url(found)) => return self.judge(&host, &found),
                Some(Pox::Elsewhere(next)) => url = next,
                None => return self.note(&host, Answered::Nothing),
            }
        }
        false
    }

    /// Signs in where a person has agreed to the host, on a connection of its own, and asks again.
    async fn signed_in(
        &mut self,
        place: &Place,
        headers: &HeaderMap,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), Answered> {
        let agreed = self.consent.hosts.contains(&place.endpoint.host) && !self.is_rejected;
        let (Some((user, secret)), true) = (&self.consent.sign_in, agreed) else {
            return Err(Answered::WantsSignIn);
        };
        let scheme = choose(&offered(headers), secret, true);
        let scheme = scheme.ok_or(Answered::WantsSignIn)?;
        let opened = Web::open(&self.scout.connector, &place.endpoint, &[]).await;
        let mut web = opened.map_err(|_| Answered::Nothing)?;
        if !web.is_protected() {
            return Err(Answered::Refused);
        }
        let mut request = self.document(place);
        if matches!(scheme, Scheme::Ntlm | Scheme::Negotiate) {
            let who = (user.as_str(), secret);
            let signing = web_sign_in::sign_in(&mut web, &place.path, scheme, who);
            signing.await.map_err(|it| match it {
                Cause::LoginRejected(_) => Answered::Rejected,
                _ => Answered::Nothing,
            })?;
        } else if let Ok(Some(value)) = field(scheme, user, secret) {
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let mut web = Some(web);
        match self.send(place, request, &mut web).await {
            Some((StatusCode::UNAUTHORIZED, ..)) => Err(Answered::Rejected),
            Some(answer) => Ok(answer),
            None => Err(Answered::Nothing),
        }
    }

    /// Where an unprotected server leads. Nothing is said to it, and nothing else of it is believed.
    async fn plain_redirection(&mut self, host: &str) -> Option<String> {
        let place = Place {
            endpoint: Endpoint {
                host: host.to_owned(),
                port: 80,
                security: Security::None,
            },
            path: POX_PATH.to_owned(),
        };
        let asked = request(Method::GET, &place.path, Payload::default());
        let (status, headers, _) = self.send(&place, asked, &mut None).await?;
        status
            .is_redirection()
            .then(|| location(&headers))
            .flatten()
    }

    /// Whether the services themselves answer on a host.
    async fn knock(&mut self, host: &str) -> bool {
        let place = Place {
            endpoint: Endpoint {
                host: host.to_owned(),
                port: 443,
                security: Security::Tls,
            },
            path: EWS_PATH.to_owned(),
        };
        let asked = request(Method::POST, EWS_PATH, Payload::default());
        let Some((status, headers, _)) = self.send(&place, asked, &mut None).await else {
            return self.note(host, Answered::Nothing);
        };
        let ways = offered(&headers);
        let is_exchange = status == StatusCode::UNAUTHORIZED
            && ways
                .iter()
                .any(|it| matches!(it, Scheme::Ntlm | Scheme::Negotiate | Scheme::Basic));
        if !is_exchange {
            return self.note(host, Answered::Nothing);
        }
        let here = EwsAddress {
            host: host.to_owned(),
            port: 443,
            path: EWS_PATH.to_owned(),
        };
        self.note(host, Answered::Here(here))
    }

    /// Takes a URL apart, if it may be asked and has not been.
    fn enter(&mut self, url: &str) -> Option<Place> {
        let Some(place) = Place::of(url) else {
            self.note(url.get(..80).unwrap_or(url), Answered::Refused);
            return None;
        };
        let host = place.endpoint.host.clone();
        if !self.may_ask(&host) {
            self.note(&host, Answered::LeadsTo(host.clone()));
            return None;
        }
        if !self.visited.insert(url.to_lowercase()) {
            self.note(&host, Answered::Refused);
            return None;
        }
        Some(place)
    }

    /// What was found must be protected, and on a host that may be asked.
    fn judge(&mut self, host: &str, url: &str) -> bool {
        let Some(place) = Place::of(url) else {
            return self.note(host, Answered::Refused);
        };
        let found = &place.endpoint.host;
        if !self.may_ask(found) {
            let answered = Answered::LeadsTo(found.clone());
            return self.note(host, answered);
        }
        let path = place.path.split('?').next().unwrap_or_default().to_owned();
        let address = EwsAddress {
            host: place.endpoint.host,
            port: place.endpoint.port,
            path,
        };
        self.note(host, Answered::Found(address))
    }

    fn document(&self, place: &Place) -> Request<Payload> {
        let schema = "http://schemas.microsoft.com/exchange/autodiscover/outlook";
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover \
             xmlns=\"{schema}/requestschema/2006\"><Request><EMailAddress>{}</EMailAddress>\
             <AcceptableResponseSchema>{schema}/responseschema/2006a</AcceptableResponseSchema>\
             </Request></Autodiscover>",
            escape(&self.mailbox.address)
        );
        let payload = Payload::of(body.into_bytes());
        let mut request = request(Method::POST, &place.path, payload);
        let kind = HeaderValue::from_static("text/xml; charset=utf-8");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        request
    }

    /// Sends one request on a connection of its own, or on this one.
    async fn send(
        &self,
        place: &Place,
        request: Request<Payload>,
        web: &mut Option<Web>,
    ) -> Option<(StatusCode, HeaderMap, Vec<u8>)> {
        let connection = match web {
            Some(open) => open,
            // No certificate is excepted here.
            None => {
                let opened = Web::open(&self.scout.connector, &place.endpoint, &[]).await;
                web.insert(opened.ok()?)
            }
        };
        let response = connection.ask(request).await.ok()?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = read_body(response, ANSWER_LIMIT).await.ok()?;
        Some((status, headers, body))
    }
}
