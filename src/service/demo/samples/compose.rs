//! Writes messages the ways mail programs do: encoded words, quoted-printable, Base64, multiparts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::chance::Chance;
use crate::service::demo::calendar;

/// Character set of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Latin1,
}

impl Charset {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Latin1 => "ISO-8859-1",
        }
    }

    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Latin1 => text
                .chars()
                .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
                .collect(),
        }
    }
}

/// An encoded word of RFC 2047, Q encoding.
pub(super) fn q_word(text: &str, charset: Charset) -> String {
    let mut out = format!("=?{}?Q?", charset.name());
    for byte in charset.encode(text) {
        match byte {
            b' ' => out.push('_'),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => out.push(char::from(byte)),
            _ => out.push_str(&format!("={byte:02X}")),
        }
    }
    out + "?="
}

/// Encoded words of RFC 2047, B encoding, folded so that no word is longer than 75 characters.
pub(super) fn b_words(text: &str, charset: Charset) -> String {
    let letters: Vec<char> = text.chars().collect();
    let words: Vec<String> = letters
        .chunks(20)
        .map(|chunk| {
            let bytes = charset.encode(&chunk.iter().collect::<String>());
            format!("=?{}?B?{}?=", charset.name(), STANDARD.encode(bytes))
        })
        .collect();
    words.join("\r\n ")
}

/// Quoted-printable (RFC 2045), lines up to 76 characters; line ends of the text become CR LF.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for line in bytes.split(|it| *it == b'\n') {
        let mut width = 0;
        for (index, byte) in line.iter().enumerate() {
            let last = index + 1 == line.len();
            let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (*byte == b' ' && !last);
            let piece = if plain {
                vec![*byte]
            } else {
                format!("={byte:02X}").into_bytes()
            };
            if width + piece.len() > 75 {
                out.extend_from_slice(b"=\r\n");
                width = 0;
            }
            width += piece.len();
            out.extend_from_slice(&piece);
        }
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// Base64 in lines of 76 characters.
pub(super) fn base64_lines(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 57 * 78 + 80);
    for chunk in bytes.chunks(57) {
        out.extend_from_slice(STANDARD.encode(chunk).as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// Text with CR LF at its line ends.
pub(super) fn crlf(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

/// The header fields nearly every message has; `subject`, `from` and `to` are written already.
pub(super) fn header(from: &str, to: &str, subject: &str, date: i64, id: &str) -> Vec<u8> {
    let date = calendar::header_date(date);
    format!(
        "Received: from mail.absender.example by mx.kanzlei-muster.example with ESMTPS;\r\n\
         \t{date}\r\nFrom: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\n\
         Message-ID: <{id}@absender.example>\r\nMIME-Version: 1.0\r\n"
    )
    .into_bytes()
}

/// A part or a whole simple message: field lines, an empty line, the content.
pub(super) fn part(fields: &str, content: &[u8]) -> Vec<u8> {
    let mut out = crlf(fields);
    out.extend_from_slice(b"\r\n\r\n");
    out.extend_from_slice(content);
    out
}

/// A text part, quoted-printable.
pub(super) fn text_part(kind: &str, charset: Charset, text: &str) -> Vec<u8> {
    let fields = format!(
        "Content-Type: text/{kind}; charset={}\nContent-Transfer-Encoding: quoted-printable",
        charset.name()
    );
    part(&fields, &quoted_printable(&charset.encode(text)))
}

/// An attachment in Base64; `disposition` holds the file name as it is to be written.
pub(super) fn attachment(kind: &str, disposition: &str, bytes: &[u8]) -> Vec<u8> {
    let fields = format!(
        "Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: {disposition}"
    );
    part(&fields, &base64_lines(bytes))
}

/// A multipart of the given kind: its field line and its parts.
pub(super) fn multipart(kind: &str, boundary: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out =
        format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n").into_bytes();
    for part in parts {
        out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        out.extend_from_slice(part);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    out
}

/// Bytes that look like a PDF file from outside.
pub(super) fn pdf(seed: u64, size: usize) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 0 >>\nstream\n".to_vec();
    out.extend(Chance::new(seed).bytes(size));
    out.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< >>\n%%EOF\n");
    out
}
