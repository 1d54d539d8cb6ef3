//! What an answer or a passed-on message needs of the original beyond what a reader is shown: its
//! HTML, its documents byte for byte, the conversation it belongs to.

use super::charset::{decode as decode_charset, meta_charset};
use super::filename::safe_name;
use super::header::{field, fields, header_block};
use super::part::PartHead;
use super::words;
use crate::domain::letter::is_message_id;
use mail_parser::{Message, MessageParser, MessagePart, PartType};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// HTML that is passed on, in bytes; more of it is no letter.
const LONGEST_HTML: usize = 2 << 20;

/// Documents that are passed on; only an attack has more.
const MOST_PARTS: usize = 1000;

pub(super) static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    MessageParser::new()
        .with_mime_headers()
        .default_header_ignore()
});

/// See the module.
#[derive(Debug, Default)]
pub struct Original {
    /// Its HTML as text, if it has one part of it.
    pub html: Option<String>,
    /// Message-IDs of the conversation, oldest first, its own last, without angle brackets.
    pub references: Vec<String>,
    /// Address of the mailing list that passed it on (RFC 2369 section 3.4).
    pub list: Option<String>,
    /// Its documents, numbered as [`crate::domain::mail::ParsedMail::attachments`] are.
    pub parts: Vec<OriginalPart>,
}

/// A document of a message.
#[derive(Debug)]
pub struct OriginalPart {
    /// File name, made safe; never empty.
    pub name: String,
    /// MIME type in lower case.
    pub mime_type: String,
    /// Without angle brackets; empty if it has none.
    pub content_id: String,
    /// The bytes.
    pub data: Vec<u8>,
}

/// Reads a whole raw message. Never fails: what could not be read is not there.
pub fn original(raw: &[u8]) -> Original {
    let header = header_block(raw);
    let mut found = Original {
        references: conversation(header),
        list: list_address(header),
        ..Original::default()
    };
    // Foreign code fed with hostile input.
    let read = || {
        PARSER
            .parse(raw)
            .map(|it| (html(raw, &it), parts(raw, &it)))
    };
    if let Ok(Some((html, parts))) = catch_unwind(AssertUnwindSafe(read)) {
        (found.html, found.parts) = (html, parts);
    }
    found
}

fn ids(header: &[u8], name: &str) -> Vec<String> {
    let text = field(header, name).map(|it| String::from_utf8_lossy(&it.value()).into_owned());
    let text = text.unwrap_or_default();
    let inner = |it: &str| it.split('>').next().unwrap_or_default().trim().to_owned();
    let all = text.split('<').skip(1).map(inner);
    all.filter(|it| is_message_id(it)).collect()
}

/// References, where they are missing In-Reply-To, and its own identifier (RFC 5322 section 3.6.4).
fn conversation(header: &[u8]) -> Vec<String> {
    let mut all = ids(header, "references");
    if all.is_empty() {
        all = ids(header, "in-reply-to").into_iter().take(1).collect();
    }
    let own = ids(header, "message-id").into_iter().next();
    all.retain(|it| Some(it) != own.as_ref());
    all.extend(own);
    all
}

fn list_address(header: &[u8]) -> Option<String> {
    let text = field(header, "list-post").map(|it| words::decode(&it.value()))?;
    let (_, rest) = text.split_once("mailto:")?;
    let address = rest.split(['>', '?']).next()?.trim();
    (!address.is_empty()).then(|| address.to_owned())
}

/// The bytes from here to there, as far as there are any.
pub(super) fn bytes(raw: &[u8], start: u32, end: u32) -> &[u8] {
    raw.get(start as usize..(end as usize).max(start as usize))
        .unwrap_or_default()
}

/// The head of a part.
pub(super) fn head(raw: &[u8], part: &MessagePart<'_>) -> PartHead {
    PartHead::read(bytes(raw, part.offset_header, part.offset_body), false)
}

fn body(raw: &[u8], part: &MessagePart<'_>, head: &PartHead) -> Vec<u8> {
    head.coding
        .decode(bytes(raw, part.offset_body, part.offset_end))
}

fn html(raw: &[u8], message: &Message<'_>) -> Option<String> {
    let is_html = |it: &&MessagePart<'_>| matches!(it.body, PartType::Html(_));
    let of = |number: &u32| message.parts.get(*number as usize);
    let part = message.html_body.iter().filter_map(of).find(is_html)?;
    let head = head(raw, part);
    let body = body(raw, part, &head);
    let charset = head.charset.or_else(|| meta_charset(&body));
    let page = decode_charset(&body, charset.as_deref());
    (page.len() <= LONGEST_HTML && !page.trim().is_empty()).then(|| page.replace('\0', ""))
}

fn parts(raw: &[u8], message: &Message<'_>) -> Vec<OriginalPart> {
    let mut found: Vec<OriginalPart> = Vec::new();
    for number in message.attachments.iter().take(MOST_PARTS) {
        let Some(part) = message.parts.get(*number as usize) else {
            continue;
        };
        let is_shown = message.text_body.contains(number) || message.html_body.contains(number);
        if part.is_text() && is_shown {
            continue;
        }
        found.extend(as_document(raw, part, found.len() + 1));
    }
    found
}

/// A part as the document with this number; `None` for one that is nothing by itself.
pub(super) fn as_document(
    raw: &[u8],
    part: &MessagePart<'_>,
    number: usize,
) -> Option<OriginalPart> {
    let head = head(raw, part);
    let data = body(raw, part, &head);
    let is_nothing = head.is_multipart()
        || (data.is_empty() && head.name.is_none() && head.disposition.is_empty());
    if is_nothing {
        return None;
    }
    let is_message = matches!(part.body, PartType::Message(_)) && !head.is_message();
    let mime_type = match is_message {
        true => "message/rfc822".to_owned(),
        false => head.media_type.clone(),
    };
    let described = head.description.as_deref().filter(|it| it.contains('.'));
    let wished = head.name.as_deref().or(described);
    let block = bytes(raw, part.offset_header, part.offset_body);
    Some(OriginalPart {
        name: safe_name(wished, &mime_type, number),
        mime_type,
        content_id: content_id(block),
        data,
    })
}

fn content_id(block: &[u8]) -> String {
    let id = fields(block).find(|it| it.is("content-id"));
    let id = id.map(|it| String::from_utf8_lossy(&it.value()).into_owned());
    let id = id.unwrap_or_default();
    let id = id
        .trim()
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim();
    match is_message_id(id) {
        true => id.to_owned(),
        false => String::new(),
    }
}

/// The original's HTML with a person's text, and the head of the original, above it. The original
/// itself stays as it is.
pub fn html_below(own: &str, head: &[(String, String)], html: &str) -> String {
    let mut above = String::from("<div style=\"font-family:sans-serif\">");
    above.push_str(&escaped(own.trim_end()).replace('\n', "<br>\n"));
    above.push_str("</div>\n<hr>\n<div style=\"font-family:sans-serif\">");
    for (name, value) in head {
        above.push_str(&format!(
            "<b>{}</b> {}<br>\n",
            escaped(name),
            escaped(value)
        ));
    }
    above.push_str("</div>\n<br>\n");
    // Only ASCII letters change, so that places stay the same.
    let lower = html.to_ascii_lowercase();
    let after_body = lower.find("<body").and_then(|at| {
        let rest = lower.get(at..)?;
        rest.find('>').map(|end| at + end + 1)
    });
    match after_body.and_then(|at| html.split_at_checked(at)) {
        Some((before, rest)) => format!("{before}\n{above}{rest}"),
        None => format!("{above}{html}"),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &[u8] = b"From: a@x.example\r\nMessage-ID: <3@x>\r\nReferences: <1@x>\r\n <2@x> rubbish\r\n\
List-Post: <mailto:liste@x.example?subject=x>\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/related; boundary=r\r\n\r\n\
--r\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
<html><BODY class=3Dx>Gr=FC=DFe<img src=3D\"cid:bild@x\"></BODY></html>\r\n--r\r\nContent-Type: image/png\r\n\
Content-ID: <bild@x>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--r--\r\n--m\r\n\
Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"../v.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m--\r\n";

    #[test]
    fn html_documents_and_conversation_are_found() {
        let found = original(MAIL);
        assert_eq!(found.references, ["1@x", "2@x", "3@x"]);
        assert_eq!(found.list.as_deref(), Some("liste@x.example"));
        assert!(
            found
                .html
                .as_ref()
                .unwrap()
                .contains("Grüße<img src=\"cid:bild@x\">")
        );
        let parts: Vec<_> = found
            .parts
            .iter()
            .map(|it| (it.name.as_str(), it.content_id.as_str(), it.data.as_slice()))
            .collect();
        assert_eq!(parts[0].1, "bild@x");
        assert_eq!(parts[0].2, [0, 1, 2]);
        assert_eq!((parts[1].1, parts[1].2), ("", b"%PDF".as_slice()));
        assert!(!parts[1].0.contains('/'));
        let read = super::super::parse(MAIL, crate::domain::mail::Detail::Full);
        let names: Vec<_> = read.attachments.iter().map(|it| it.name.as_str()).collect();
        let same: Vec<_> = parts.iter().map(|it| it.0).collect();
        assert_eq!(names, same);
    }

    #[test]
    fn the_clerks_text_stands_above_the_original() {
        let html = html_below(
            "Hallo <b>\nGruß",
            &[("Von:".into(), "a & b".into())],
            "<html><BODY class=x>Text</BODY>",
        );
        assert!(html.starts_with("<html><BODY class=x>"));
        assert!(html.contains("Hallo &lt;b&gt;<br>\nGruß"));
        assert!(html.contains("<b>Von:</b> a &amp; b<br>"));
        assert!(html.ends_with("Text</BODY>"));
        assert!(html_below("", &[], "Text").ends_with("Text"));
    }

    #[test]
    fn rubbish_is_no_panic() {
        for raw in [
            &b""[..],
            b"\0\xff<>",
            b"References: <<<>>>\r\n\r\n--",
            &MAIL[..300],
        ] {
            let _ = original(raw);
        }
    }
}
