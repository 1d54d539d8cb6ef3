//! Addresses and documents of Autodiscover.

use crate::domain::server::{Endpoint, Security};
use crate::domain::syntax::is_host;
use crate::transport::ews::xml::Element;
use crate::transport::web::Payload;
use hyper::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION};
use hyper::{Method, Request, Uri};

/// What a URL leads to.
pub(super) struct Place {
    pub endpoint: Endpoint,
    pub path: String,
}

impl Place {
    /// Takes a URL apart: https, a host with a name, no user, no mark.
    pub(super) fn of(url: &str) -> Option<Self> {
        let uri: Uri = url.trim().parse().ok()?;
        let authority = uri.authority()?;
        let host = authority.host().to_lowercase();
        let is_named = is_host(&host) && host.parse::<std::net::IpAddr>().is_err();
        if uri.scheme_str() != Some("https") || authority.as_str().contains('@') || !is_named {
            return None;
        }
        let path = uri.path_and_query().map_or("/", |it| it.as_str());
        Some(Self {
            endpoint: Endpoint {
                host,
                port: authority.port_u16().unwrap_or(443),
                security: Security::Tls,
            },
            path: path.to_owned(),
        })
    }
}

pub(super) fn request(method: Method, path: &str, payload: Payload) -> Request<Payload> {
    let mut request = Request::new(payload);
    *request.method_mut() = method;
    // What is no path becomes the top.
    *request.uri_mut() = path.parse().unwrap_or_default();
    let accepted = HeaderValue::from_static("application/json, text/xml");
    request.headers_mut().insert(ACCEPT, accepted);
    request
}

pub(super) fn location(headers: &HeaderMap) -> Option<String> {
    let field = headers.get(LOCATION)?;
    field.to_str().ok().map(str::to_owned)
}

/// Letters, digits and a few marks as they are, everything else as `%XX`.
pub(super) fn urlencode(text: &str) -> String {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~@".contains(&it);
    text.bytes()
        .map(|it| match is_plain(it) {
            true => char::from(it).to_string(),
            false => format!("%{it:02X}"),
        })
        .collect()
}

pub(super) enum Pox {
    Url(String),
    Elsewhere(String),
}

/// What a document says. The address that holds outside the house comes first.
pub(super) fn read_pox(body: &[u8]) -> Option<Pox> {
    let document = Element::parse(body).ok()?;
    let account = document.path("Response/Account")?;
    if let Some(url) = account.words("RedirectUrl") {
        return Some(Pox::Elsewhere(url.to_owned()));
    }
    let protocols = || account.children.iter().filter(|it| it.name == "Protocol");
    let kinds = ["EXHTTP", "EXPR", "EXCH"];
    kinds.into_iter().find_map(|kind| {
        protocols()
            .filter(|it| it.words("Type") == Some(kind))
            .find_map(|it| it.words("EwsUrl").filter(|it| !it.is_empty()))
            .map(|it| Pox::Url(it.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_document_is_read() {
        let recorded = include_bytes!("../../../../tests/data/ews/autodiscover.xml");
        let Some(Pox::Url(url)) = read_pox(recorded) else {
            panic!("a URL");
        };
        assert_eq!(url, "https://localhost/EWS/Exchange.asmx");
        for end in 0..recorded.len() {
            let _ = read_pox(&recorded[..end]);
        }
    }

    #[test]
    fn only_protected_addresses_with_names_are_followed() {
        let host = |url: &str| Place::of(url).map(|it| it.endpoint.host);
        assert_eq!(
            host("https://Mail.X.example/a?b").as_deref(),
            Some("mail.x.example")
        );
        for url in [
            "http://x.example/",
            "https://1.2.3.4/",
            "https://a@x.example/",
            "//x",
            "x",
        ] {
            assert_eq!(host(url), None, "{url}");
        }
        assert_eq!(urlencode("ä+b@x.example"), "%C3%A4%2Bb@x.example");
    }
}
