//! Looking at a port: what answers there, and does it speak TLS? Nothing that could be secret is
//! ever said.

use super::connect::{Connector, Stream};
use super::error::{Cause, Step};
use super::line::{read_line, write_line};
use crate::domain::server::{Endpoint, Security};
use std::time::Duration;
use tokio::time::timeout;

/// How long a service may take to say its first words. All of those looked for speak first.
const FIRST_WORDS: Duration = Duration::from_millis(1_500);

/// How long looking at one port may take.
const LIMIT: Duration = Duration::from_secs(6);

/// Ports that speak TLS from the first byte.
const TLS_PORTS: [u16; 4] = [993, 995, 465, 443];

/// What a service calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// `* OK`.
    Imap,
    /// `+OK`.
    Pop3,
    /// `220` of a mail server.
    Smtp,
    /// Something else.
    Other,
    /// Somebody who says nothing.
    Silent,
}

/// What was seen at a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Who answers; `None` when its words were out of reach behind a certificate that is not
    /// trusted.
    pub service: Option<Service>,
    /// How a connection there is protected: TLS at once, STARTTLS offered, or not at all.
    pub security: Security,
}

/// Looks at a port of a host. `None` when nobody answers there.
pub async fn look(connector: &Connector, host: &str, port: u16) -> Option<Seen> {
    let endpoint = Endpoint {
        host: host.to_owned(),
        port,
        security: Security::Tls,
    };
    let looking = async {
        if TLS_PORTS.contains(&port)
            && let Some(seen) = behind_tls(connector, &endpoint).await
        {
            return Some(seen);
        }
        let mut stream = connector.tcp(&endpoint).await.ok()?;
        match timeout(FIRST_WORDS, read_line(&mut stream)).await {
            Ok(Ok(line)) => {
                let service = service(&line);
                let offers = offers_start_tls(&mut stream, service).await;
                let security = match offers {
                    true => Security::StartTls,
                    false => Security::None,
                };
                Some(Seen {
                    service: Some(service),
                    security,
                })
            }
            // Silence, or an end without a word: perhaps it waits for TLS.
            _ => behind_tls(connector, &endpoint).await,
        }
    };
    timeout(LIMIT, looking).await.ok().flatten()
}

async fn behind_tls(connector: &Connector, endpoint: &Endpoint) -> Option<Seen> {
    let stream = connector.tcp(endpoint).await.ok()?;
    let seen = |service| Seen {
        service,
        security: Security::Tls,
    };
    match connector.tls(stream, endpoint, &[]).await {
        Ok(mut stream) => match timeout(FIRST_WORDS, read_line(&mut stream)).await {
            Ok(Ok(line)) => Some(seen(Some(service(&line)))),
            _ => Some(seen(Some(Service::Silent))),
        },
        Err(error) if error.step == Step::Certificate => Some(seen(None)),
        Err(error) if error.cause == Cause::TlsVersion => Some(seen(None)),
        Err(_) => None,
    }
}

fn service(line: &str) -> Service {
    let upper = line.to_uppercase();
    if upper.starts_with("* OK") || upper.starts_with("* BYE") || upper.starts_with("* PREAUTH") {
        Service::Imap
    } else if upper.starts_with("+OK") || upper.starts_with("-ERR") {
        Service::Pop3
    } else if upper.starts_with("220") && !upper.contains("FTP") {
        Service::Smtp
    } else {
        Service::Other
    }
}

async fn offers_start_tls(stream: &mut Stream, service: Service) -> bool {
    let (command, keyword) = match service {
        Service::Imap => ("l CAPABILITY", "STARTTLS"),
        Service::Pop3 => ("CAPA", "STLS"),
        Service::Smtp => ("EHLO [127.0.0.1]", "STARTTLS"),
        Service::Other | Service::Silent => return false,
    };
    let asking = async {
        write_line(stream, command).await.ok()?;
        for _ in 0..50 {
            let line = read_line(stream).await.ok()?.to_uppercase();
            if line.contains(keyword) {
                return Some(());
            }
            if line.starts_with("L ")
                || line == "."
                || line.starts_with("-ERR")
                || line.starts_with("250 ")
                || line.starts_with('5')
            {
                return None;
            }
        }
        None
    };
    timeout(FIRST_WORDS, asking).await.ok().flatten().is_some()
}
