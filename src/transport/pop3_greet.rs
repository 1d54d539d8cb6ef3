//! The beginning of a POP3 conversation, before anything is trusted to it: greeting, CAPA (RFC 2449
//! section 5) and STLS (RFC 2595 section 4).

use super::connect::{Connector, Stream};
use super::error::{Cause, Reply, Result, Step, printable};
use super::line::{read_line, write_line, wrong_protocol};
use super::passed::Passed;
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use std::collections::HashMap;

/// Connects up to the protected stream, and what the server said there that it can do.
pub(super) async fn greet(
    connector: &Connector,
    endpoint: &Endpoint,
    pins: &[PinnedCertificate],
) -> Result<(Stream, HashMap<String, String>)> {
    let mut stream = connector.tcp(endpoint).await?;
    if endpoint.security == Security::Tls {
        stream = connector.tls(stream, endpoint, pins).await?;
    }
    let greeting = read_line(&mut stream)
        .await
        .map_err(|cause| cause.at(Step::Greeting))?;
    check_greeting(&greeting).map_err(|cause| cause.at(Step::Greeting))?;
    connector.watcher.passed(|| Passed::Greeting(greeting));
    if endpoint.security == Security::StartTls {
        let offered = ask_capabilities(&mut stream).await?;
        if !offered.contains_key("STLS") {
            return Err(Cause::StartTlsMissing.at(Step::Encrypt));
        }
        let at = |cause: Cause| cause.at(Step::Encrypt);
        write_line(&mut stream, "STLS").await.map_err(at)?;
        let line = read_line(&mut stream).await.map_err(at)?;
        if !line.starts_with("+OK") {
            let text = line.strip_prefix("-ERR").unwrap_or(&line);
            return Err(at(Cause::StartTlsRefused(Reply::parse(text))));
        }
        // Whatever came behind the answer was not protected and may be forged.
        if stream.has_waiting_bytes() {
            return Err(at(Cause::InjectedBeforeTls));
        }
        stream = connector.tls(stream, endpoint, pins).await?;
    }
    let capabilities = ask_capabilities(&mut stream).await?;
    connector.watcher.passed(|| {
        let mut offered: Vec<String> = capabilities
            .iter()
            .map(|(keyword, arguments)| format!("{keyword} {arguments}").trim().to_owned())
            .collect();
        offered.sort();
        Passed::Capabilities(offered)
    });
    Ok((stream, capabilities))
}

fn check_greeting(line: &str) -> std::result::Result<(), Cause> {
    if line.starts_with("+OK") {
        return Ok(());
    }
    let Some(rest) = line.strip_prefix("-ERR") else {
        return Err(wrong_protocol(line));
    };
    let reply = Reply::parse(rest);
    Err(if reply.is_temporary() {
        Cause::Temporary(reply)
    } else {
        Cause::ServerRefused(reply)
    })
}

/// What the server can do, by keyword; nothing for a server without CAPA (RFC 2449 section 5).
async fn ask_capabilities(stream: &mut Stream) -> Result<HashMap<String, String>> {
    let at = |cause: Cause| cause.at(Step::Capabilities);
    write_line(stream, "CAPA").await.map_err(at)?;
    let line = read_line(stream).await.map_err(at)?;
    let mut capabilities = HashMap::new();
    if line.starts_with("-ERR") {
        return Ok(capabilities);
    }
    if !line.starts_with("+OK") {
        return Err(at(Cause::Protocol(printable(line.as_bytes()))));
    }
    for _ in 0..500 {
        let line = read_line(stream).await.map_err(at)?;
        if line == "." {
            return Ok(capabilities);
        }
        let (keyword, arguments) = line.split_once(' ').unwrap_or((&line, ""));
        capabilities.insert(keyword.to_uppercase(), arguments.to_owned());
    }
    Err(at(Cause::Protocol("endless answer to CAPA".to_owned())))
}
