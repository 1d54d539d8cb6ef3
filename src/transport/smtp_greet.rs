//! The beginning of an SMTP conversation, before anything is trusted to it: greeting, EHLO (RFC 5321
//! section 4.1.1.1) and STARTTLS (RFC 3207).

use super::connect::{Connector, Stream};
use super::error::{Cause, Reply, Result, Step};
use super::line::{read_line, write_line, wrong_protocol};
use super::passed::Passed;
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use std::net::SocketAddr;

/// Lines of one reply at the most.
const REPLY_LINES: usize = 200;

/// What a submission server offers, as its EHLO says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// Keywords with their arguments, in capitals.
    pub keywords: Vec<String>,
}

impl Offer {
    /// The arguments of a keyword, `None` when it is not offered.
    pub fn arguments(&self, keyword: &str) -> Option<&str> {
        self.keywords.iter().find_map(|line| {
            let (word, rest) = line.split_once([' ', '=']).unwrap_or((line, ""));
            (word == keyword).then_some(rest)
        })
    }

    /// Whether a mechanism to sign in is offered.
    pub fn signs_in_by(&self, mechanism: &str) -> bool {
        self.arguments("AUTH")
            .is_some_and(|it| it.split(' ').any(|word| word == mechanism))
    }

    /// Bytes of a message that the server takes at the most (RFC 1870); `None` when it does not say.
    pub fn size(&self) -> Option<u64> {
        self.arguments("SIZE")?
            .trim()
            .parse()
            .ok()
            .filter(|it| *it > 0)
    }
}

/// A reply of the server: its code, and its text without codes.
pub(super) struct SmtpReply {
    pub code: u16,
    pub lines: Vec<String>,
}

impl SmtpReply {
    pub(super) fn cause(&self) -> Cause {
        let reply = Reply {
            code: Some(self.code.to_string()),
            text: self.lines.join(" "),
        };
        match self.code {
            400..500 => Cause::Temporary(reply),
            _ => Cause::ServerRefused(reply),
        }
    }

    fn is_ok(&self) -> bool {
        (200..300).contains(&self.code)
    }
}

/// Reads a reply of one or more lines (RFC 5321 section 4.2.1).
pub(super) async fn read_reply(stream: &mut Stream) -> std::result::Result<SmtpReply, Cause> {
    let mut lines = Vec::new();
    loop {
        let line = read_line(stream).await?;
        let code = line.get(..3).and_then(|it| it.parse::<u16>().ok());
        let Some(code) = code.filter(|it| (200..600).contains(it)) else {
            return Err(wrong_protocol(&line));
        };
        lines.push(line.get(4..).unwrap_or_default().trim().to_owned());
        // Servers have been seen whose lines have different codes: the last one counts.
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(SmtpReply { code, lines });
        }
        if lines.len() > REPLY_LINES {
            return Err(Cause::Protocol("endless reply".to_owned()));
        }
    }
}

/// The own name in EHLO: the address literal of this end, which is always right (RFC 5321 section
/// 4.1.3).
pub(super) fn hello_name(stream: &Stream) -> String {
    match stream.local_address() {
        Some(SocketAddr::V4(address)) => format!("[{}]", address.ip()),
        Some(SocketAddr::V6(address)) => match address.ip().to_ipv4_mapped() {
            Some(ip) => format!("[{ip}]"),
            None => format!("[IPv6:{}]", address.ip()),
        },
        None => "[127.0.0.1]".to_owned(),
    }
}

async fn ehlo(stream: &mut Stream) -> std::result::Result<Offer, Cause> {
    let name = hello_name(stream);
    write_line(stream, &format!("EHLO {name}")).await?;
    let reply = read_reply(stream).await?;
    if !reply.is_ok() {
        return Err(reply.cause());
    }
    let keywords = reply.lines.into_iter().skip(1);
    Ok(Offer {
        keywords: keywords.map(|it| it.to_uppercase()).collect(),
    })
}

/// Connects up to the protected stream, and what the server offers there.
pub(super) async fn greet(
    connector: &Connector,
    endpoint: &Endpoint,
    pins: &[PinnedCertificate],
) -> Result<(Stream, Offer)> {
    let mut stream = connector.tcp(endpoint).await?;
    if endpoint.security == Security::Tls {
        stream = connector.tls(stream, endpoint, pins).await?;
    }
    let greeting = read_reply(&mut stream).await;
    let greeting = greeting.map_err(|cause| cause.at(Step::Greeting))?;
    if !greeting.is_ok() {
        return Err(greeting.cause().at(Step::Greeting));
    }
    let text = greeting.lines.join(" ");
    connector.watcher.passed(|| Passed::Greeting(text));
    let capable = |cause: Cause| cause.at(Step::Capabilities);
    let mut offer = ehlo(&mut stream).await.map_err(capable)?;
    if endpoint.security == Security::StartTls {
        if offer.arguments("STARTTLS").is_none() {
            return Err(Cause::StartTlsMissing.at(Step::Encrypt));
        }
        stream = start_tls(connector, stream, endpoint, pins).await?;
        offer = ehlo(&mut stream).await.map_err(capable)?;
    }
    connector
        .watcher
        .passed(|| Passed::Capabilities(offer.keywords.clone()));
    Ok((stream, offer))
}

async fn start_tls(
    connector: &Connector,
    mut stream: Stream,
    endpoint: &Endpoint,
    pins: &[PinnedCertificate],
) -> Result<Stream> {
    let at = |cause: Cause| cause.at(Step::Encrypt);
    write_line(&mut stream, "STARTTLS").await.map_err(at)?;
    let reply = read_reply(&mut stream).await.map_err(at)?;
    if reply.code != 220 {
        let refused = Reply {
            code: Some(reply.code.to_string()),
            text: reply.lines.join(" "),
        };
        return Err(at(Cause::StartTlsRefused(refused)));
    }
    // Whatever came behind the answer was not protected and may be forged.
    if stream.has_waiting_bytes() {
        return Err(at(Cause::InjectedBeforeTls));
    }
    connector.tls(stream, endpoint, pins).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_read() {
        let offer = Offer {
            keywords: [
                "PIPELINING",
                "SIZE 52428800",
                "AUTH PLAIN LOGIN",
                "8BITMIME",
            ]
            .map(str::to_owned)
            .to_vec(),
        };
        assert_eq!(offer.size(), Some(52_428_800));
        assert!(offer.signs_in_by("LOGIN") && !offer.signs_in_by("XOAUTH2"));
        assert!(offer.arguments("8BITMIME").is_some());
        assert!(offer.arguments("STARTTLS").is_none());
        let old = Offer {
            keywords: vec!["AUTH=LOGIN".to_owned(), "SIZE".to_owned()],
        };
        assert!(old.signs_in_by("LOGIN"));
        assert_eq!(old.size(), None);
    }
}
