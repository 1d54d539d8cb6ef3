//! Messages of Outlook and Exchange: properties by number, put together as a message of MIME, so
//! that everything else reads them like any other.

use super::charset;
use super::rtf;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Properties of an object that are kept.
const MOST_PROPERTIES: usize = 5000;
/// Recipients and attachments that are kept.
const MOST_CHILDREN: usize = 1000;

/// Types of properties.
pub(super) mod kind {
    pub const LONG: u16 = 0x03;
    pub const BOOLEAN: u16 = 0x0b;
    pub const OBJECT: u16 = 0x0d;
    pub const STRING8: u16 = 0x1e;
    pub const UNICODE: u16 = 0x1f;
    pub const TIME: u16 = 0x40;
    pub const BINARY: u16 = 0x102;
}

/// The properties of an object by their numbers.
#[derive(Default)]
pub(super) struct Bag {
    values: BTreeMap<u16, (u16, Vec<u8>)>,
}

impl Bag {
    /// Adds a value; the first of a number counts.
    pub fn add(&mut self, id: u16, kind: u16, value: Vec<u8>) {
        if self.values.len() < MOST_PROPERTIES {
            self.values.entry(id).or_insert((kind, value));
        }
    }

    /// The bytes of a value.
    pub fn bytes(&self, id: u16) -> Option<&[u8]> {
        self.values.get(&id).map(|it| it.1.as_slice())
    }

    /// A number.
    pub fn number(&self, id: u16) -> Option<u32> {
        let bytes = self.bytes(id)?.get(..4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// A text.
    pub fn text(&self, id: u16) -> Option<String> {
        let (kind, value) = self.values.get(&id)?;
        let text = match *kind {
            kind::UNICODE => utf16(value),
            kind::STRING8 | kind::BINARY => {
                // PR_MESSAGE_CODEPAGE
                let page = self.number(0x3ffd).or_else(|| self.number(0x3fde));
                charset::decode(value, label(page).as_deref())
            }
            _ => return None,
        };
        let text = text.trim_end_matches('\0').to_owned();
        (!text.trim().is_empty()).then_some(text)
    }

    /// The text as a page and as plain text.
    fn body(&self) -> (Option<String>, String) {
        let plain = self.text(0x1000).unwrap_or_default();
        // PR_HTML
        let html = self.values.get(&0x1013).map(|(kind, value)| match *kind {
            kind::UNICODE => utf16(value),
            _ => {
                let named = charset::meta_charset(value);
                let page = label(self.number(0x3fde));
                charset::decode(value, named.or(page).as_deref())
            }
        });
        if html.is_some() {
            return (html, plain);
        }
        // PR_RTF_COMPRESSED
        let rtf = self.bytes(0x1009).and_then(rtf::decompress);
        match rtf.map(|it| rtf::read(&it)) {
            Some(rtf::Text::Html(html)) => (Some(html), plain),
            Some(rtf::Text::Plain(text)) if plain.is_empty() => (None, text),
            _ => (None, plain),
        }
    }
}

/// UTF-16, low byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|it| {
        let pair: [u8; 2] = it.try_into().unwrap_or_default();
        u16::from_le_bytes(pair)
    });
    let letters = char::decode_utf16(units).map(|it| it.unwrap_or('\u{fffd}'));
    letters
        .collect::<String>()
        .trim_end_matches('\0')
        .to_owned()
}

/// The name of a character set of Windows.
pub(super) fn label(page: Option<u32>) -> Option<String> {
    match page? {
        65001 => Some("utf-8".to_owned()),
        20127 => Some("us-ascii".to_owned()),
        28591 => Some("iso-8859-1".to_owned()),
        28605 => Some("iso-8859-15".to_owned()),
        page @ 1250..=1258 => Some(format!("windows-{page}")),
        page @ (437 | 850 | 852) => Some(format!("cp{page}")),
        932 => Some("shift_jis".to_owned()),
        936 => Some("gbk".to_owned()),
        _ => None,
    }
}

/// An attachment.
pub(super) struct Attached {
    pub bag: Bag,
    /// Its bytes: of a message if `is_message`.
    pub bytes: Vec<u8>,
    pub is_message: bool,
}

/// A message of properties.
#[derive(Default)]
pub(super) struct MapiMessage {
    pub bag: Bag,
    pub recipients: Vec<Bag>,
    pub attachments: Vec<Attached>,
}

impl MapiMessage {
    /// Whether nothing is in it that could be shown.
    pub fn is_empty(&self) -> bool {
        let (html, plain) = self.bag.body();
        self.attachments.is_empty() && html.is_none() && plain.is_empty()
    }

    /// The same as a message of MIME; `level` keeps the boundaries of messages inside each other
    /// apart.
    pub fn to_mime(&self, level: usize) -> Vec<u8> {
        let mut out = Vec::new();
        self.write_header(&mut out);
        let boundary = format!("=_mapi.{level}.{}", self.attachments.len());
        let start = format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n"
        );
        out.extend_from_slice(start.as_bytes());
        let (html, plain) = self.bag.body();
        let inner = format!("=_body.{level}");
        let alternative = format!(
            "--{boundary}\r\nContent-Type: multipart/alternative; boundary=\"{inner}\"\r\n\r\n"
        );
        out.extend_from_slice(alternative.as_bytes());
        if !plain.is_empty() || html.is_none() {
            write_text(&mut out, &inner, "plain", &plain);
        }
        if let Some(html) = html {
            write_text(&mut out, &inner, "html", &html);
        }
        out.extend_from_slice(format!("--{inner}--\r\n").as_bytes());
        for attached in self.attachments.iter().take(MOST_CHILDREN) {
            attached.write(&mut out, &boundary);
        }
        out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        out
    }

    fn write_header(&self, out: &mut Vec<u8>) {
        let mut header = String::new();
        let bag = &self.bag;
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let value = charset::one_line(&value);
                let _ = write!(header, "{name}: {value}\r\n");
            }
        };
        field("Subject", bag.text(0x0037));
        // What was shown as the sender, or who sent it for somebody.
        let from = [(0x0042, 0x5d02, 0x0065), (0x0c1a, 0x5d01, 0x0c1f)]
            .into_iter()
            .find_map(|(name, smtp, other)| {
                let address = bag.text(smtp).or_else(|| bag.text(other));
                person(bag.text(name), address)
            });
        field("From", from);
        for (name, wanted) in [("To", 1), ("Cc", 2)] {
            let people: Vec<String> = self
                .recipients
                .iter()
                .filter(|it| it.number(0x0c15).unwrap_or(1) & 0xf == wanted)
                .filter_map(|it| {
                    let address = it.text(0x39fe).or_else(|| it.text(0x3003));
                    person(it.text(0x3001), address)
                })
                .take(MOST_CHILDREN)
                .collect();
            field(name, (!people.is_empty()).then(|| people.join(", ")));
        }
        if self.recipients.is_empty() {
            field("To", bag.text(0x0e04));
            field("Cc", bag.text(0x0e03));
        }
        field(
            "Date",
            bag.bytes(0x0039)
                .or_else(|| bag.bytes(0x0e06))
                .and_then(date),
        );
        field("Message-ID", bag.text(0x1035));
        out.extend_from_slice(header.as_bytes());
    }
}

fn person(name: Option<String>, address: Option<String>) -> Option<String> {
    let clean = |it: String| {
        it.replace(['"', '<', '>', '\r', '\n', ','], " ")
            .trim()
            .to_owned()
    };
    // An address of Exchange ("/o=…") says nothing to anybody.
    let address = address.map(clean).filter(|it| it.contains('@'));
    match (name.map(clean).filter(|it| !it.is_empty()), address) {
        (Some(name), Some(address)) if name != address => Some(format!("\"{name}\" <{address}>")),
        (_, Some(address)) => Some(address),
        (Some(name), None) => Some(format!("\"{name}\" <>")),
        (None, None) => None,
    }
}

/// A moment: tenths of microseconds since 1601.
fn date(bytes: &[u8]) -> Option<String> {
    let ticks = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
    let date = crate::domain::mail::MailDate {
        timestamp: seconds,
        offset_minutes: 0,
    };
    date.rfc5322()
}

fn write_text(out: &mut Vec<u8>, boundary: &str, kind: &str, text: &str) {
    let head = format!(
        "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n"
    );
    out.extend_from_slice(head.as_bytes());
    write_base64(out, text.as_bytes());
}

fn write_base64(out: &mut Vec<u8>, bytes: &[u8]) {
    for line in bytes.chunks(57) {
        out.extend_from_slice(STANDARD.encode(line).as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"\r\n");
}

impl Attached {
    fn write(&self, out: &mut Vec<u8>, boundary: &str) {
        let bag = &self.bag;
        let name = [0x3707, 0x3704, 0x3001]
            .into_iter()
            .find_map(|it| bag.text(it));
        let coded: String = name
            .unwrap_or_default()
            .bytes()
            .map(|byte| match byte.is_ascii_alphanumeric() {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            })
            .collect();
        let is_type = |it: &String| {
            let is_token = |it: u8| it.is_ascii_alphanumeric() || b"/.+-_".contains(&it);
            it.contains('/') && it.bytes().all(is_token)
        };
        let media_type = bag.text(0x370e).filter(is_type);
        let media_type = match (self.is_message, media_type) {
            (true, _) => "message/rfc822".to_owned(),
            (false, Some(media_type)) if !media_type.starts_with("multipart/") => media_type,
            _ => "application/octet-stream".to_owned(),
        };
        let id = bag.text(0x3712).map(|it| charset::one_line(&it));
        // PR_ATTACH_FLAGS: the text refers to it.
        let is_inline = id.is_some()
            && (bag.number(0x3714).unwrap_or(0) & 4 != 0 || bag.number(0x7ffe) == Some(1));
        let disposition = if is_inline { "inline" } else { "attachment" };
        let mut head = format!("--{boundary}\r\nContent-Type: {media_type}\r\n");
        let _ = write!(
            head,
            "Content-Disposition: {disposition}; filename*=utf-8''{coded}\r\n"
        );
        if let Some(id) = id {
            let _ = write!(head, "Content-ID: <{}>\r\n", id.trim_matches(['<', '>']));
        }
        out.extend_from_slice(head.as_bytes());
        if self.is_message {
            out.extend_from_slice(b"\r\n");
            out.extend_from_slice(&self.bytes);
            out.extend_from_slice(b"\r\n");
        } else {
            out.extend_from_slice(b"Content-Transfer-Encoding: base64\r\n\r\n");
            write_base64(out, &self.bytes);
        }
    }
}
