//! One request to a sign-in service: https, or http on this very machine; no redirections, no cookies.

use crate::domain::oauth::{OauthError, OauthFault};
use crate::domain::server::{Endpoint, Security};
use crate::transport::connect::Connector;
use crate::transport::error::Cause;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, CONNECTION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, Uri};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::time::Duration;

/// How long a request may take.
const LIMIT: Duration = Duration::from_secs(20);

/// Bytes of an answer at the most.
const ANSWER_LIMIT: usize = 256 << 10;

/// Bytes of the head of an answer at the most.
const HEAD_LIMIT: usize = 32 << 10;

/// An answer: its status and its JSON; [`Value::Null`] where it is none.
pub(super) struct Answer {
    pub status: u16,
    pub json: Value,
}

fn unreachable(host: &str, words: impl std::fmt::Display) -> OauthError {
    OauthError {
        fault: OauthFault::Unreachable,
        detail: format!("{host}: {words}"),
    }
}

/// What is wrong with the proxy is something else than a service that cannot be reached.
fn not_connected(host: &str, error: crate::transport::Error) -> OauthError {
    match error.cause {
        Cause::Proxy(fault, words) => OauthError {
            fault: OauthFault::Proxy(fault),
            detail: format!("{host}: {words}"),
        },
        _ => unreachable(host, error),
    }
}

fn bad_address(url: &str) -> OauthError {
    OauthError {
        fault: OauthFault::Answer,
        detail: format!(
            "address not usable: {}",
            url.split('?').next().unwrap_or(url)
        ),
    }
}

/// Where an address leads: https, or plain http where nothing leaves this machine.
pub(super) fn endpoint(url: &str) -> Result<(Uri, Endpoint), OauthError> {
    let uri: Uri = url.parse().map_err(|_| bad_address(url))?;
    let host = uri.host().ok_or_else(|| bad_address(url))?;
    let host = host.trim_matches(['[', ']']).to_lowercase();
    let is_here = matches!(host.as_str(), "127.0.0.1" | "::1" | "localhost");
    let (security, port) = match uri.scheme_str() {
        Some("https") => (Security::Tls, 443),
        Some("http") if is_here => (Security::None, 80),
        _ => return Err(bad_address(url)),
    };
    if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
        return Err(bad_address(url));
    }
    let port = uri.port_u16().unwrap_or(port);
    let endpoint = Endpoint {
        host,
        port,
        security,
    };
    Ok((uri, endpoint))
}

/// Sends a form.
pub(super) async fn post(
    connector: &Connector,
    url: &str,
    pairs: &[(&str, &str)],
) -> Result<Answer, OauthError> {
    let body = super::form::encode(pairs).into_bytes();
    ask(connector, url, (Method::POST, body)).await
}

/// Fetches a document.
pub(super) async fn get(connector: &Connector, url: &str) -> Result<Answer, OauthError> {
    ask(connector, url, (Method::GET, Vec::new())).await
}

async fn ask(
    connector: &Connector,
    url: &str,
    what: (Method, Vec<u8>),
) -> Result<Answer, OauthError> {
    let (uri, endpoint) = endpoint(url)?;
    let asking = send(connector, &uri, &endpoint, what);
    match tokio::time::timeout(LIMIT, asking).await {
        Ok(answer) => answer,
        Err(_) => Err(unreachable(&endpoint.host, "timed out")),
    }
}

async fn send(
    connector: &Connector,
    uri: &Uri,
    endpoint: &Endpoint,
    (method, body): (Method, Vec<u8>),
) -> Result<Answer, OauthError> {
    let host = endpoint.host.as_str();
    let mut stream = connector
        .web(endpoint)
        .await
        .map_err(|it| not_connected(host, it))?;
    if endpoint.security == Security::Tls {
        let protected = connector.tls(stream, endpoint, &[]).await;
        stream = protected.map_err(|it| unreachable(host, it))?;
    }
    let mut builder = http1::Builder::new();
    builder.max_buf_size(HEAD_LIMIT);
    let opened = builder.handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = opened.map_err(|it| unreachable(host, it))?;
    // Ends with the sender and the body.
    tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let authority = uri.authority().map_or(host, |it| it.as_str());
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, authority)
        .header(ACCEPT, "application/json")
        .header(CONNECTION, "close")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::new(hyper::body::Bytes::from(body)))
        .map_err(|_| bad_address(host))?;
    let response = sender.send_request(request).await;
    let response = response.map_err(|it| unreachable(host, it))?;
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), ANSWER_LIMIT);
    let bytes = body.collect().await.map_err(|it| unreachable(host, it))?;
    let json = serde_json::from_slice(&bytes.to_bytes()).unwrap_or(Value::Null);
    Ok(Answer { status, json })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_protected_addresses_and_this_machine() {
        let of = |url: &str| endpoint(url).map(|it| (it.1.host, it.1.port, it.1.security));
        let there = of("https://login.example/token?x").unwrap();
        assert_eq!(there, ("login.example".to_owned(), 443, Security::Tls));
        let here = of("http://127.0.0.1:8080/token").unwrap();
        assert_eq!(here, ("127.0.0.1".to_owned(), 8080, Security::None));
        for refused in [
            "http://login.example/token",
            "https://a:b@login.example/",
            "ftp://127.0.0.1/",
            "login.example",
            "",
        ] {
            assert_eq!(
                of(refused).unwrap_err().fault,
                OauthFault::Answer,
                "{refused}"
            );
        }
    }
}
