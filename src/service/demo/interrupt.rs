//! The places where a scripted fault takes the word from a session.

use std::io;

use crate::service::demo::counters::Service;
use crate::service::demo::ews_server::refusal;
use crate::service::demo::faults::{Act, BodyAct, Fault, GREETING};
use crate::service::demo::house::House;
use crate::service::demo::link::Link;

/// An endless line ends after all, so that a forgotten client does not run for ever.
const ENDLESS: usize = 4 << 30;

/// What a session does after the faults had their say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Carry the command out.
    Proceed,
    /// It is answered already.
    Answered,
    /// The connection is over.
    End,
}

/// Lets faults that name a command have their say; `tag` is IMAP's.
pub(super) async fn before_command(
    house: &House,
    link: &mut Link,
    service: Service,
    verb: &str,
    tag: &str,
) -> io::Result<Next> {
    let Some(act) = house.faults.act(service, verb) else {
        return Ok(Next::Proceed);
    };
    match act {
        Act::Silent => link.fall_silent().await?,
        Act::Close => link.close().await?,
        Act::Endless => endless_line(link).await?,
        Act::Instead(bytes) => {
            link.put(&with_tag(&bytes, tag));
            return Ok(Next::Answered);
        }
        Act::Refuse(text) => {
            let reply = match service {
                Service::Imap => format!("{tag} NO {text}"),
                Service::Pop3 => format!("-ERR {text}"),
                Service::Smtp => text,
                Service::Ews => {
                    let document = refusal(&text);
                    let length = document.len();
                    let head = "HTTP/1.1 500 Internal Server Error\r\nContent-Length:";
                    format!("{head} {length}\r\n\r\n{document}")
                }
            };
            if service == Service::Ews {
                link.put(reply.as_bytes());
                link.flush().await?;
                return Ok(Next::Answered);
            }
            link.line(&reply);
            return Ok(Next::Answered);
        }
        Act::Bye => {
            link.line(farewell(service));
            link.close().await?;
        }
    }
    Ok(Next::End)
}

/// Greets, or does what the script says instead.
pub(super) async fn greet(
    house: &House,
    link: &mut Link,
    service: Service,
    greeting: &str,
) -> io::Result<Next> {
    match before_command(house, link, service, GREETING, "*").await? {
        Next::Proceed => {
            link.line(greeting);
            Ok(Next::Proceed)
        }
        Next::Answered => Ok(Next::Proceed),
        Next::End => Ok(Next::End),
    }
}

/// Changes to TLS; the consent to the command waits in the link and is sent now.
pub(super) async fn start_tls(house: &House, link: &mut Link, service: Service) -> io::Result<()> {
    let injected = house.faults.take(service, |fault| match fault {
        Fault::InjectAfterStartTls(bytes) => Some(bytes.clone()),
        _ => None,
    });
    // Together with the consent in one write: that is what the attack needs.
    link.put(&injected.unwrap_or_default());
    shake_hands(house, link, service).await
}

/// The TLS handshake, unless the script has the server fall silent in it.
pub(super) async fn shake_hands(
    house: &House,
    link: &mut Link,
    service: Service,
) -> io::Result<()> {
    if house.faults.has(service, &Fault::SilentInTlsHandshake) {
        return link.fall_silent().await;
    }
    link.start_tls(house.tls_config()).await
}

/// Sends a message body as the script wants it; an error ends the session where it breaks off.
pub(super) async fn send_body(
    house: &House,
    link: &mut Link,
    service: Service,
    bytes: &[u8],
) -> io::Result<BodyAct> {
    let act = house.faults.body_act(service);
    let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
    match act {
        BodyAct::Whole | BodyAct::WholeThenClose => {
            link.body(bytes).await?;
            // Exchange hands out several messages with one answer, and counts them itself.
            if service != Service::Ews {
                house.counters.body(service);
            }
            Ok(act)
        }
        BodyAct::HalfThenSilence => {
            link.body(half).await?;
            link.fall_silent().await?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }
        BodyAct::HalfThenClose => {
            link.body(half).await?;
            link.close().await?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }
    }
}

/// The size the script wants a message to have.
pub(super) fn announced_size(house: &House, service: Service, real: usize) -> i64 {
    let wrong = house.faults.take(service, |fault| match fault {
        Fault::WrongSize(by) => Some(*by),
        _ => None,
    });
    i64::try_from(real)
        .unwrap_or(i64::MAX)
        .saturating_add(wrong.unwrap_or_default())
}

pub(super) fn farewell(service: Service) -> &'static str {
    match service {
        Service::Imap => "* BYE Server is shutting down",
        Service::Pop3 => "-ERR [SYS/TEMP] Server is shutting down",
        Service::Smtp => "421 4.3.2 Server is shutting down",
        Service::Ews => "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n",
    }
}

async fn endless_line(link: &mut Link) -> io::Result<()> {
    let piece = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    link.put(b"* OK ");
    while sent < ENDLESS {
        link.body(&piece).await?;
        sent += piece.len();
    }
    link.close().await
}

fn with_tag(bytes: &[u8], tag: &str) -> Vec<u8> {
    const MARK: &[u8] = b"%TAG%";
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, MARK) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        out.extend_from_slice(tag.as_bytes());
        rest = rest.get(at + MARK.len()..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_put_in() {
        assert_eq!(with_tag(b"%TAG% OK\r\n%TAG%", "A1"), b"A1 OK\r\nA1");
        assert_eq!(with_tag(b"* OK", "A1"), b"* OK");
    }
}
