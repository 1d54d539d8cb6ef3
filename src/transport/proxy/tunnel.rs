//! Asking a proxy for a tunnel.

use super::{Via, Way};
use crate::domain::proxy::ProxyFault;
use crate::domain::server::Endpoint;
use crate::transport::connect::{Connector, Stream};
use crate::transport::error::{Cause, Error, Result, Step, printable};
use crate::transport::passed::{Passed, Watcher};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// Bytes of the head of a proxy's answer at the most.
const HEAD_LIMIT: usize = 16 << 10;

impl Connector {
    /// TCP to a web server, by the proxy where there is one; not yet protected.
    ///
    /// # Errors
    /// At [`Step::Resolve`] or [`Step::Connect`].
    pub(in crate::transport) async fn web(&self, endpoint: &Endpoint) -> Result<Stream> {
        let at = |cause: Cause| cause.at(Step::Connect);
        match self.proxies.way(endpoint).map_err(at)? {
            Way::Direct => self.tcp(endpoint).await,
            Way::Scripted(script) => self.tcp(endpoint).await.map_err(|error| {
                let words = format!("PAC {script}: {error}");
                at(Cause::Proxy(ProxyFault::Unsupported, words))
            }),
            Way::By(via) => self.through_tunnel(endpoint, &via).await,
        }
    }

    async fn through_tunnel(&self, endpoint: &Endpoint, via: &Via) -> Result<Stream> {
        let unreachable = |error: Error| {
            let words = format!("{}: {error}", via.name());
            Cause::Proxy(ProxyFault::Unreachable, words).at(Step::Connect)
        };
        // That the proxy was reached is no step on the ladder: the server counts.
        let mut quiet = self.clone();
        quiet.watcher = Watcher::default();
        let mut stream = quiet.tcp(&via.endpoint).await.map_err(unreachable)?;
        // The proxy looks the name up and connects before it answers.
        let limit = self.timeouts.connect.saturating_mul(2);
        let asked = timeout(limit, ask(&mut stream, endpoint, via)).await;
        let asked = asked.unwrap_or_else(|_| {
            let words = format!("{}: timed out", via.name());
            Err(Cause::Proxy(ProxyFault::NoWay, words))
        });
        asked.map_err(|it| it.at(Step::Connect))?;
        if let Some(proxy) = stream.peer_address() {
            self.watcher.passed(|| Passed::Resolve(vec![proxy]));
            self.watcher.passed(|| Passed::Connect(proxy));
        }
        Ok(stream)
    }
}

async fn ask(
    stream: &mut Stream,
    endpoint: &Endpoint,
    via: &Via,
) -> std::result::Result<(), Cause> {
    let host = endpoint.host.as_str();
    if !host.chars().all(|it| it.is_ascii_graphic()) {
        return Err(Cause::NameUnknown);
    }
    let target = match host.contains(':') {
        true => format!("[{host}]:{}", endpoint.port),
        false => format!("{host}:{}", endpoint.port),
    };
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes();
    request.extend_from_slice(b"User-Agent: Kontorpost\r\n");
    if let Some(sign_in) = &via.sign_in {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(sign_in.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    let broken = |it: std::io::Error| {
        let words = format!("{}: {}", via.name(), printable(it.to_string().as_bytes()));
        Cause::Proxy(ProxyFault::NoWay, words)
    };
    stream.write_all(&request).await.map_err(broken)?;
    stream.flush().await.map_err(broken)?;
    let head = read_head(stream).await.map_err(broken)?;
    judge(&head, via)
}

/// The head of the answer, and not a byte more: what follows is the server's.
async fn read_head(stream: &mut Stream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
        if head.len() >= HEAD_LIMIT {
            return Err(std::io::Error::other("head too large"));
        }
        head.push(stream.read_u8().await?);
        // Something that speaks first, and no HTTP, may never end its head.
        if head.len() == 5 && head != b"HTTP/" {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn judge(head: &str, via: &Via) -> std::result::Result<(), Cause> {
    let line = head.lines().next().unwrap_or_default();
    let mut words = line.split(' ');
    let is_http = words.next().is_some_and(|it| it.starts_with("HTTP/1."));
    let status = words.next().and_then(|it| it.parse::<u16>().ok());
    let fault = match status.filter(|_| is_http) {
        Some(200..=299) => return Ok(()),
        // Tinyproxy answers a wrong password like a server of its own.
        Some(401 | 407) => ProxyFault::SignIn,
        Some(500..=599) => ProxyFault::NoWay,
        Some(_) => ProxyFault::Refused,
        None => ProxyFault::Unreachable,
    };
    let mut words = format!("{}: {}", via.name(), printable(line.as_bytes()));
    if fault == ProxyFault::SignIn {
        let (ways, tried) = (offered(head), via.sign_in.is_some());
        words.push_str(&format!(" (offers {ways}; sign-in given: {tried})"));
    }
    Err(Cause::Proxy(fault, words))
}

/// The ways to sign in that a proxy offers, by their names.
fn offered(head: &str) -> String {
    let fields = head.lines().filter_map(|it| it.split_once(':'));
    let fields = fields.filter(|it| it.0.eq_ignore_ascii_case("proxy-authenticate"));
    let words = fields.filter_map(|it| it.1.trim().split([' ', ',']).next());
    printable(words.collect::<Vec<_>>().join(", ").as_bytes())
}
