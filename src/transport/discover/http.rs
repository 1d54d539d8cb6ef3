//! One document over https (RFC 9110, RFC 9112): small, without cookies, never over http.

use super::Fault;
use crate::domain::server::{Endpoint, Security};
use crate::transport::connect::Connector;
use crate::transport::error::{Cause, Step};
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, CONNECTION, HOST, LOCATION};
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;

/// Bytes of a document at the most.
pub(super) const DOCUMENT_LIMIT: usize = 64 << 10;

/// Redirections that are followed.
const REDIRECTIONS: usize = 3;

/// Bytes of the head of an answer at the most.
const HEAD_LIMIT: usize = 16 << 10;

/// A document, and the host that delivered it in the end.
pub(super) struct Document {
    pub(super) bytes: Vec<u8>,
    pub(super) host: String,
}

/// Fetches a document.
pub(super) async fn get(connector: &Connector, url: &str) -> Result<Document, Fault> {
    let mut uri: Uri = url.parse().map_err(|_| Fault::BadRedirection)?;
    for _ in 0..=REDIRECTIONS {
        let (host, response) = ask(connector, &uri).await?;
        let status = response.status();
        if status.is_redirection() {
            let location = response.headers().get(LOCATION);
            let location = location.and_then(|it| it.to_str().ok());
            uri = follow(&uri, location.ok_or(Fault::Missing)?)?;
            continue;
        }
        if status.as_u16() != 200 {
            return Err(Fault::Missing);
        }
        let body = Limited::new(response.into_body(), DOCUMENT_LIMIT);
        let bytes = body.collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                return Fault::TooLarge;
            }
            let words = error.to_string();
            Fault::Server(Cause::Protocol(words).at(Step::Fetch))
        })?;
        let bytes = bytes.to_bytes().to_vec();
        return Ok(Document { bytes, host });
    }
    Err(Fault::BadRedirection)
}

/// Where a redirection leads: another https address, with a host name.
fn follow(from: &Uri, location: &str) -> Result<Uri, Fault> {
    let absolute = match (location.starts_with('/'), location.starts_with("//")) {
        (_, true) => format!("https:{location}"),
        (true, false) => {
            let authority = from.authority().ok_or(Fault::BadRedirection)?;
            format!("https://{authority}{location}")
        }
        (false, false) => location.to_owned(),
    };
    let uri: Uri = absolute.parse().map_err(|_| Fault::BadRedirection)?;
    if uri.scheme_str() != Some("https") {
        return Err(Fault::Unprotected);
    }
    let authority = uri.authority().ok_or(Fault::BadRedirection)?;
    let is_address = authority.host().parse::<std::net::IpAddr>().is_ok();
    // Names and passwords in addresses, and machines without a name, have no business here.
    if authority.as_str().contains(['@', '[']) || is_address {
        return Err(Fault::BadRedirection);
    }
    Ok(uri)
}

async fn ask(connector: &Connector, uri: &Uri) -> Result<(String, Response<Incoming>), Fault> {
    let protocol = |error: hyper::Error| {
        let words = error.to_string();
        Fault::Server(Cause::Protocol(words).at(Step::Fetch))
    };
    let host = uri.host().ok_or(Fault::BadRedirection)?.to_lowercase();
    let endpoint = Endpoint {
        host: host.clone(),
        port: uri.port_u16().unwrap_or(443),
        security: Security::Tls,
    };
    let stream = connector.web(&endpoint).await.map_err(Fault::Server)?;
    let stream = connector.tls(stream, &endpoint, &[]).await;
    let stream = TokioIo::new(stream.map_err(Fault::Server)?);
    let mut builder = http1::Builder::new();
    builder.max_buf_size(HEAD_LIMIT);
    let (mut sender, connection) = builder.handshake(stream).await.map_err(protocol)?;
    // Ends with the sender and the body.
    tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let authority = uri.authority().map_or(host.as_str(), |it| it.as_str());
    let request = Request::get(path)
        .header(HOST, authority)
        .header(ACCEPT, "text/xml, application/xml")
        .header(CONNECTION, "close")
        .body(Empty::<&'static [u8]>::new())
        .map_err(|_| Fault::BadRedirection)?;
    let response = sender.send_request(request).await.map_err(protocol)?;
    Ok((host, response))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirections_stay_protected() {
        let from: Uri = "https://autoconfig.kanzlei.example/mail/config-v1.1.xml"
            .parse()
            .unwrap();
        let to = |location: &str| follow(&from, location).map(|it| it.to_string());
        assert_eq!(
            to("/a?b").unwrap(),
            "https://autoconfig.kanzlei.example/a?b"
        );
        assert_eq!(to("//x.example/a").unwrap(), "https://x.example/a");
        assert_eq!(to("https://x.example/a").unwrap(), "https://x.example/a");
        let refused = |location: &str| to(location).unwrap_err();
        assert_eq!(refused("http://x.example/a"), Fault::Unprotected);
        assert_eq!(refused("ftp://x.example/a"), Fault::Unprotected);
        assert_eq!(refused("https://a:b@x.example/"), Fault::BadRedirection);
        assert_eq!(refused("https://127.0.0.1/"), Fault::BadRedirection);
        assert_eq!(refused("https://[::1]/"), Fault::BadRedirection);
        assert_eq!(refused("a.xml"), Fault::Unprotected);
    }
}
