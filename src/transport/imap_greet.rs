//! The beginning of an IMAP conversation, before anything is trusted to it: greeting and STARTTLS
//! (RFC 3501 sections 7.1 and 6.2.1), line by line.

use super::connect::{Connector, Stream};
use super::error::{Cause, Error, Reply, Result, Step};
use super::line::{read_line, write_line, wrong_protocol};
use super::passed::Passed;
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use std::collections::HashSet;

/// Connects up to the protected stream, and what the server said it can do, if it was asked after
/// the last change of protection.
pub(super) async fn greet(
    connector: &Connector,
    endpoint: &Endpoint,
    pins: &[PinnedCertificate],
) -> Result<(Stream, Option<HashSet<String>>)> {
    let mut stream = connector.tcp(endpoint).await?;
    if endpoint.security == Security::Tls {
        stream = connector.tls(stream, endpoint, pins).await?;
    }
    let greeting = read_line(&mut stream)
        .await
        .map_err(|cause| cause.at(Step::Greeting))?;
    check_greeting(&greeting).map_err(|cause| cause.at(Step::Greeting))?;
    connector.watcher.passed(|| Passed::Greeting(greeting));
    if endpoint.security != Security::StartTls {
        return Ok((stream, None));
    }
    let offered = ask_capabilities(&mut stream, "k1").await?;
    if !offered.contains("STARTTLS") {
        return Err(Cause::StartTlsMissing.at(Step::Encrypt));
    }
    let at = |cause: Cause| cause.at(Step::Encrypt);
    write_line(&mut stream, "k2 STARTTLS").await.map_err(at)?;
    loop {
        let line = read_line(&mut stream).await.map_err(at)?;
        match line.strip_prefix("k2 ") {
            Some(done) if done.to_uppercase().starts_with("OK") => break,
            Some(done) => {
                let (_, text) = done.split_once(' ').unwrap_or_default();
                return Err(at(Cause::StartTlsRefused(Reply::parse(text))));
            }
            None if line.starts_with("* ") => {}
            None => return Err(at(Cause::Protocol("answer to STARTTLS".to_owned()))),
        }
    }
    // Whatever came behind the answer was not protected and may be forged.
    if stream.has_waiting_bytes() {
        return Err(at(Cause::InjectedBeforeTls));
    }
    Ok((connector.tls(stream, endpoint, pins).await?, None))
}

fn check_greeting(line: &str) -> std::result::Result<(), Cause> {
    let Some(rest) = line.strip_prefix("* ") else {
        return Err(wrong_protocol(line));
    };
    let (status, text) = rest.split_once(' ').unwrap_or((rest, ""));
    match status.to_uppercase().as_str() {
        "OK" => Ok(()),
        "BYE" => {
            let reply = Reply::parse(text);
            Err(if reply.is_temporary() {
                Cause::Temporary(reply)
            } else {
                Cause::Closed(reply.to_string())
            })
        }
        // Signed in already, as whoever stands between: nothing can be trusted.
        "PREAUTH" => Err(Cause::Protocol("PREAUTH".to_owned())),
        _ => Err(wrong_protocol(line)),
    }
}

/// What the server can do.
pub(super) async fn ask_capabilities(stream: &mut Stream, tag: &str) -> Result<HashSet<String>> {
    let at = |cause: Cause| -> Error { cause.at(Step::Capabilities) };
    write_line(stream, &format!("{tag} CAPABILITY"))
        .await
        .map_err(at)?;
    let mut offered = HashSet::new();
    for _ in 0..100 {
        let line = read_line(stream).await.map_err(at)?;
        if let Some(done) = line.strip_prefix(tag) {
            let done = done.trim_start().to_uppercase();
            return if done.starts_with("OK") {
                Ok(offered)
            } else {
                Err(at(Cause::ServerRefused(Reply::parse(&done))))
            };
        }
        let upper = line.to_uppercase();
        if let Some(list) = upper.strip_prefix("* CAPABILITY ") {
            offered.extend(list.split(' ').map(str::to_owned));
        } else if upper.starts_with("* BYE") {
            return Err(at(Cause::Closed(line)));
        } else if !upper.starts_with("* ") {
            return Err(at(Cause::Protocol("answer to CAPABILITY".to_owned())));
        }
    }
    Err(at(Cause::Protocol(
        "endless answer to CAPABILITY".to_owned(),
    )))
}
