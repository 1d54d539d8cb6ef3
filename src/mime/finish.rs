//! A message that somebody else has written, made ready to be sent.

use crate::domain::letter::Draft;
use crate::domain::mail::{Detail, MailAddress};

/// The message with CRLF line ends (a bare line feed could end it early, RFC 5321 section 2.3.8)
/// and without Bcc, whose addresses come back beside it. From, Message-ID and Date come from
/// `draft` where the message has none.
pub fn finished(raw: &[u8], draft: &Draft) -> (Vec<u8>, Vec<MailAddress>) {
    let mut lines: Vec<&[u8]> = raw.split(|byte| *byte == b'\n').collect();
    // What follows the last line feed is a line only if there is something in it.
    if lines.last().is_some_and(|it| it.is_empty()) {
        lines.pop();
    }
    let plain = |line: &[u8]| -> Vec<u8> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // A carriage return within a line is none: nobody reads it the same way.
        line.iter().copied().filter(|it| *it != b'\r').collect()
    };
    let mut finished = Vec::with_capacity(raw.len() + 256);
    // Bcc fields, and what other hidden fields hold: nobody sends to those.
    let mut hidden: Vec<Vec<u8>> = Vec::new();
    let mut dropped = Vec::new();
    let (mut is_header, mut place) = (true, Place::Shown);
    let mut body = Vec::with_capacity(raw.len());
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        let line = plain(line);
        if !is_header {
            body.extend_from_slice(&line);
            body.extend_from_slice(b"\r\n");
            continue;
        }
        if line.is_empty() {
            is_header = false;
            continue;
        }
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            let name = line.split(|it| *it == b':').next().unwrap_or_default();
            let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
            place = match name.as_str() {
                "bcc" => {
                    hidden.push(Vec::new());
                    Place::Hidden
                }
                "resent-bcc" => Place::Dropped,
                _ => Place::Shown,
            };
            names.push(name);
        }
        let target = match (place, hidden.last_mut()) {
            (Place::Hidden, Some(field)) => field,
            (Place::Shown, _) => &mut finished,
            _ => &mut dropped,
        };
        target.extend_from_slice(&line);
        target.extend_from_slice(b"\r\n");
    }
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value
            && !names.iter().any(|it| it.eq_ignore_ascii_case(name))
        {
            finished.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    };
    add("From", Some(draft.from.address.clone()));
    add("Date", draft.date.rfc5322());
    add("Message-ID", Some(format!("<{}>", draft.message_id)));
    finished.extend_from_slice(b"\r\n");
    finished.extend_from_slice(&body);
    let bcc = hidden.iter().flat_map(|field| addresses(field));
    (finished, bcc.collect())
}

/// Where a field of the header goes.
#[derive(Clone, Copy)]
enum Place {
    Shown,
    Hidden,
    Dropped,
}

/// The addresses of a Bcc field, read as what it is: a list like To.
fn addresses(field: &[u8]) -> Vec<MailAddress> {
    let mut as_to = b"To:".to_vec();
    as_to.extend(field.iter().skip_while(|it| **it != b':').skip(1));
    super::parse(&as_to, Detail::Index).to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail::MailDate;

    #[test]
    fn line_ends_bcc_and_what_is_missing() {
        let draft = Draft::new(
            MailAddress {
                name: String::new(),
                address: "a@x.example".to_owned(),
            },
            "1@x.example".to_owned(),
            MailDate {
                timestamp: 0,
                offset_minutes: 60,
            },
        );
        let raw =
            b"To: b@x.example\nBcc: C <c@x.example>,\n d@x.example\nSubject: x\nBCC: e@x.example\nResent-Bcc: f@x.example\n\nline\n.\nend";
        let (finished, bcc) = finished(raw, &draft);
        let text = String::from_utf8(finished).unwrap();
        assert_eq!(
            text,
            "To: b@x.example\r\nSubject: x\r\nFrom: a@x.example\r\n\
             Date: Thu, 1 Jan 1970 01:00:00 +0100\r\nMessage-ID: <1@x.example>\r\n\r\n\
             line\r\n.\r\nend\r\n"
        );
        let bcc: Vec<&str> = bcc.iter().map(|it| it.address.as_str()).collect();
        assert_eq!(bcc, ["c@x.example", "d@x.example", "e@x.example"]);
    }
}
