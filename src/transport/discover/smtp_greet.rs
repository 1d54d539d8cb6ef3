//! The beginning of an SMTP conversation: greeting, EHLO (RFC 5321 section 4.1.1.1) and STARTTLS
//! (RFC 3207). It goes no further.

use crate::domain::server::{Endpoint, Security};
use crate::transport::connect::{Connector, Stream};
use crate::transport::error::{Cause, Reply, Result, Step};
use crate::transport::line::{read_line, write_line, wrong_protocol};

/// Lines of one reply at the most.
const REPLY_LIMIT: usize = 100;

/// Connects up to the protected stream, and the keywords with arguments that the server offers
/// there, in capitals.
pub(super) async fn greet(
    connector: &Connector,
    endpoint: &Endpoint,
) -> Result<(Stream, Vec<String>)> {
    let mut stream = connector.tcp(endpoint).await?;
    if endpoint.security == Security::Tls {
        stream = connector.tls(stream, endpoint, &[]).await?;
    }
    let greeting = reply(&mut stream, Step::Greeting).await?;
    if greeting.0 != 220 {
        let words = greeting.1.join(" ");
        return Err(Cause::ServerRefused(Reply::parse(&words)).at(Step::Greeting));
    }
    let mut offered = hello(&mut stream).await?;
    if endpoint.security == Security::StartTls {
        let at = |cause: Cause| cause.at(Step::Encrypt);
        if !offered.iter().any(|it| it == "STARTTLS") {
            return Err(at(Cause::StartTlsMissing));
        }
        write_line(&mut stream, "STARTTLS").await.map_err(at)?;
        let (code, words) = reply(&mut stream, Step::Encrypt).await?;
        if code != 220 {
            let words = Reply::parse(&words.join(" "));
            return Err(at(Cause::StartTlsRefused(words)));
        }
        // Whatever came behind the answer was not protected and may be forged.
        if stream.has_waiting_bytes() {
            return Err(at(Cause::InjectedBeforeTls));
        }
        stream = connector.tls(stream, endpoint, &[]).await?;
        offered = hello(&mut stream).await?;
    }
    Ok((stream, offered))
}

/// The name of this machine is nobody's business.
async fn hello(stream: &mut Stream) -> Result<Vec<String>> {
    let at = |cause: Cause| cause.at(Step::Capabilities);
    write_line(stream, "EHLO [127.0.0.1]").await.map_err(at)?;
    let (code, lines) = reply(stream, Step::Capabilities).await?;
    if code != 250 {
        let words = lines.join(" ");
        return Err(at(Cause::ServerRefused(Reply::parse(&words))));
    }
    let keywords = lines.iter().skip(1);
    Ok(keywords.map(|it| it.trim().to_uppercase()).collect())
}

/// One reply (RFC 5321 section 4.2): its code and its lines.
async fn reply(stream: &mut Stream, step: Step) -> Result<(u16, Vec<String>)> {
    let mut lines = Vec::new();
    for _ in 0..REPLY_LIMIT {
        let line = read_line(stream).await.map_err(|it| it.at(step))?;
        let wrong = || wrong_protocol(&line).at(step);
        let (digits, rest) = line.split_at_checked(3).ok_or_else(wrong)?;
        let code: u16 = digits.parse().map_err(|_| wrong())?;
        let (is_last, words) = match rest.strip_prefix('-') {
            Some(words) => (false, words),
            None => (true, rest.strip_prefix(' ').unwrap_or(rest)),
        };
        lines.push(words.to_owned());
        if is_last {
            return Ok((code, lines));
        }
    }
    Err(Cause::Protocol("endless reply".to_owned()).at(step))
}
