//! The lines of a server before TLS, read without taking a byte too many: what lies behind the
//! answer to STARTTLS must be seen, not swallowed.

use super::connect::Stream;
use super::error::{Cause, cause_of_io, printable};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Bytes of a line at the most.
const LINE_LIMIT: usize = 8 << 10;

/// One line without its line break. The lines read this way are few and short, so that reading
/// byte by byte costs nothing that matters.
pub(super) async fn read_line(stream: &mut Stream) -> Result<String, Cause> {
    let mut line = Vec::new();
    loop {
        let byte = match stream.read_u8().await {
            Ok(byte) => byte,
            Err(error) => return Err(cause_of_io(&error)),
        };
        if byte == b'\n' {
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            return Ok(printable_line(&line));
        }
        line.push(byte);
        if line.len() > LINE_LIMIT {
            return Err(Cause::Protocol("endless line".to_owned()));
        }
    }
}

fn printable_line(line: &[u8]) -> String {
    String::from_utf8_lossy(line)
        .chars()
        .map(|c| if c.is_control() { '?' } else { c })
        .collect()
}

/// Sends a line.
pub(super) async fn write_line(stream: &mut Stream, line: &str) -> Result<(), Cause> {
    let line = format!("{line}\r\n");
    let sent = async {
        stream.write_all(line.as_bytes()).await?;
        stream.flush().await
    };
    sent.await.map_err(|error| cause_of_io(&error))
}

/// What kind of service answered instead of the one that was asked for.
pub(super) fn wrong_protocol(line: &str) -> Cause {
    Cause::WrongProtocol(printable(line.as_bytes()).chars().take(80).collect())
}
