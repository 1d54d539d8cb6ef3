//! Mail as files keep it: mbox (RFC 4155 with the quoting of mboxrd, and as Thunderbird writes it) and
//! single messages; and the form in which servers hand the same message out.

use super::header::header_block;
use super::lines::lines_of;
use std::io::{self, BufRead, Read};

/// Bytes of a line that are looked at in one go; a longer one comes in pieces.
const PIECE: u64 = 1 << 20;

/// A message of an mbox file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MboxItem {
    /// Its bytes, as far as the file's own additions are taken away.
    Mail(Vec<u8>),
    /// Larger than the limit.
    TooLarge,
}

/// Reads the messages of an mbox file one by one.
pub struct MboxReader<R> {
    reader: R,
    limit: usize,
    line: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> MboxReader<R> {
    /// Begins to read; `None` if this is no mbox file. A message of more than `limit` bytes is
    /// passed over. An empty file is an mbox file without messages.
    ///
    /// # Errors
    /// Whatever the reader says.
    pub fn open(reader: R, limit: usize) -> io::Result<Option<Self>> {
        let mut it = Self {
            reader,
            limit,
            line: Vec::new(),
            ended: false,
        };
        it.read_line()?;
        it.ended = it.line.is_empty();
        let is_mbox = it.ended || is_separator(&it.line, true);
        Ok(is_mbox.then_some(it))
    }

    fn read_line(&mut self) -> io::Result<()> {
        self.line.clear();
        let mut piece = (&mut self.reader).take(PIECE);
        piece.read_until(b'\n', &mut self.line).map(|_| ())
    }

    /// The next message; `None` at the end of the file.
    ///
    /// # Errors
    /// Whatever the reader says.
    pub fn read(&mut self) -> io::Result<Option<MboxItem>> {
        if self.ended {
            return Ok(None);
        }
        let (mut raw, mut is_large) = (Vec::new(), false);
        let (mut is_start, mut was_blank) = (true, false);
        loop {
            self.read_line()?;
            if self.line.is_empty() {
                self.ended = true;
                break;
            }
            if is_start && is_separator(&self.line, was_blank || raw.is_empty()) {
                break;
            }
            was_blank = is_start && matches!(self.line.as_slice(), b"\n" | b"\r\n");
            let line = match is_start {
                true => unquoted(&self.line),
                false => &self.line,
            };
            is_large |= raw.len() + line.len() > self.limit;
            if is_large {
                raw.clear();
                raw.push(b'-');
            } else {
                raw.extend_from_slice(line);
            }
            is_start = self.line.ends_with(b"\n");
        }
        if is_large {
            return Ok(Some(MboxItem::TooLarge));
        }
        // The blank line before a separator belongs to it.
        if was_blank {
            raw.truncate(raw.strip_suffix(b"\n").map_or(raw.len(), <[u8]>::len));
            raw.truncate(raw.strip_suffix(b"\r").map_or(raw.len(), <[u8]>::len));
        }
        Ok(Some(MboxItem::Mail(raw)))
    }
}

/// `>From ` at the beginning of a line stands for `From `, `>>From ` for `>From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let bare = line.iter().position(|it| *it != b'>').unwrap_or_default();
    match (bare, line.get(bare..)) {
        (1.., Some(rest)) if rest.starts_with(b"From ") => line.get(1..).unwrap_or(line),
        _ => line,
    }
}

/// Whether a line begins a message: `From`, a sender, and a moment with month, time and year.
/// Thunderbird writes `From -` with or without one. A line of a text that merely begins with the
/// word does not.
fn is_separator(line: &[u8], after_blank: bool) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    if !line.starts_with(b"From") || line.len() > 500 {
        return false;
    }
    let text = String::from_utf8_lossy(line);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_time =
        |it: &&str| it.contains(':') && it.chars().all(|c| c.is_ascii_digit() || c == ':');
    let is_year = |it: &&str| it.len() == 4 && it.chars().all(|c| c.is_ascii_digit());
    let is_dated = words.iter().any(|it| MONTHS.contains(it))
        && words.iter().any(is_time)
        && words.iter().any(is_year);
    match words.as_slice() {
        ["From"] | ["From", "-"] => after_blank,
        ["From", "-", ..] => is_dated,
        ["From", _, ..] => is_dated && after_blank,
        _ => false,
    }
}

/// A message in the form in which servers hand it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Canonical {
    /// With CRLF at the end of each line, and without what a mail program wrote into the header for
    /// itself.
    Mail(Vec<u8>),
    /// Marked as deleted; the mail program has only not yet tidied up.
    Deleted,
    /// Does not begin with a header field.
    NotMail,
}

/// Thunderbird's flag of a deleted message in `X-Mozilla-Status`.
const MOZILLA_EXPUNGED: u16 = 0x0008;

/// Brings a message into the form in which servers hand it out, so that the same message is
/// recognised wherever it comes from.
pub fn canonical(raw: Vec<u8>) -> Canonical {
    read_canonical(raw, true)
}

/// The same for a file that a person has opened, whatever its mail program had marked it as; `None`
/// for what is no message.
pub fn canonical_file(raw: Vec<u8>) -> Option<Vec<u8>> {
    match read_canonical(raw, false) {
        Canonical::Mail(raw) => Some(raw),
        Canonical::Deleted | Canonical::NotMail => None,
    }
}

fn read_canonical(raw: Vec<u8>, obeys_marks: bool) -> Canonical {
    let raw = match raw.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => raw,
    };
    // Some programs leave the line of their mailbox in front.
    let first = lines_of(&raw).next().unwrap_or_default();
    let raw = match is_separator(first, true) {
        true => raw.get(first.len()..).unwrap_or_default().to_vec(),
        false => raw,
    };
    if !begins_with_field(&raw) {
        return Canonical::NotMail;
    }
    let head = header_block(&raw).len();
    let (head, body) = raw.split_at(head);
    let mut kept = Vec::with_capacity(raw.len() + raw.len() / 40);
    for line in lines_of(head) {
        let name = line.split(|it| *it == b':').next().unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if obeys_marks && name == "x-mozilla-status" && flags(line) & MOZILLA_EXPUNGED != 0 {
            return Canonical::Deleted;
        }
        let is_own = ["x-mozilla-status", "x-mozilla-status2", "x-mozilla-keys"];
        if !is_own.contains(&name.as_str()) {
            kept.extend_from_slice(line);
        }
    }
    kept.extend_from_slice(body);
    let first = lines_of(&kept).next().unwrap_or_default();
    match first.ends_with(b"\r\n") {
        true => Canonical::Mail(kept),
        false => Canonical::Mail(with_crlf(&kept)),
    }
}

fn begins_with_field(raw: &[u8]) -> bool {
    let colon = raw.iter().position(|it| *it == b':');
    let name = colon.and_then(|at| raw.get(..at)).unwrap_or_default();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

fn flags(line: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(line);
    let digits = text.split_once(':').map_or("", |it| it.1.trim());
    u16::from_str_radix(digits, 16).unwrap_or_default()
}

fn with_crlf(raw: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(raw.len() + raw.len() / 40);
    for line in lines_of(raw) {
        match line.strip_suffix(b"\n") {
            Some(text) => {
                whole.extend_from_slice(text.strip_suffix(b"\r").unwrap_or(text));
                whole.extend_from_slice(b"\r\n");
            }
            None => whole.extend_from_slice(line),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut reader = MboxReader::open(text.as_bytes(), 1_000).unwrap().unwrap();
        let mut found = Vec::new();
        while let Some(item) = reader.read().unwrap() {
            found.push(match item {
                MboxItem::Mail(raw) => String::from_utf8(raw).unwrap(),
                MboxItem::TooLarge => "too large".to_owned(),
            });
        }
        found
    }

    #[test]
    fn messages_are_told_apart_and_unquoted() {
        let mbox = "From a@b.de Thu Jan  1 00:00:00 2026\nA: 1\n\nFrom here on\n>From there\n\
                    >>From\u{20}where\n\nFrom us to you in 2026\n\nFrom - Fri Jan 02 10:00:00 2026\nB: 2\n\nb\n\n\
                    From -\nC: 3\n\nc\n";
        assert_eq!(
            all(mbox),
            [
                "A: 1\n\nFrom here on\nFrom there\n>From where\n\nFrom us to you in 2026\n",
                "B: 2\n\nb\n",
                "C: 3\n\nc\n"
            ]
        );
        assert_eq!(all(&mbox.replace('\n', "\r\n")).len(), 3);
        assert_eq!(all(""), Vec::<String>::new());
        assert!(MboxReader::open("A: 1\n".as_bytes(), 9).unwrap().is_none());
    }

    #[test]
    fn a_message_that_is_too_large_does_not_hide_the_next() {
        let large = "x".repeat(3_000);
        let mbox = format!(
            "From - Thu Jan 01 00:00:00 2026\nA: 1\n\n{large}\n\nFrom - Thu Jan 01 00:00:00 2026\nB: 2\n"
        );
        assert_eq!(all(&mbox), ["too large", "B: 2\n"]);
    }

    #[test]
    fn the_form_of_servers() {
        let is = |raw: &str| canonical(raw.as_bytes().to_vec());
        let mail = |raw: &str| Canonical::Mail(raw.as_bytes().to_vec());
        assert_eq!(is("A: 1\n\nb\n"), mail("A: 1\r\n\r\nb\r\n"));
        assert_eq!(is("A: 1\r\n\r\nb\n"), mail("A: 1\r\n\r\nb\n"));
        assert_eq!(
            is("X-Mozilla-Status: 0001\nX-Mozilla-Keys: $label1   \nA: 1\n\nX-Mozilla-Keys: b"),
            mail("A: 1\r\n\r\nX-Mozilla-Keys: b")
        );
        assert_eq!(is("X-Mozilla-Status: 0009\nA: 1\n\n"), Canonical::Deleted);
        assert_eq!(is("From - \nA: 1\n"), mail("A: 1\r\n"));
        assert_eq!(is("\u{feff}A: 1\n"), mail("A: 1\r\n"));
        for bad in ["", "GIF89a\u{1}", "not a mail: really", ": x"] {
            assert_eq!(is(bad), Canonical::NotMail, "{bad:?}");
        }
    }
}
