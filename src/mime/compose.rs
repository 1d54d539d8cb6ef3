//! A draft becomes a message (RFC 5322, RFC 2045 to 2047, RFC 2231, RFC 3676).
//!
//! `mail-builder` writes and folds the header fields and nests the parts. The bodies are encoded
//! here: it knows no format=flowed, and leaves lines as they are that servers change.

use super::flowed::{Coded, code_bytes, code_text, flow};
use super::receipt;
use crate::domain::letter::{Draft, DraftAttachment, LetterError};
use crate::domain::mail::MailAddress;
use crate::domain::syntax::{ascii_address, ascii_domain};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use std::borrow::Cow;
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// Identifiers of a conversation that are written at the most: the first and the newest. Servers
/// refuse headers that grow without bound.
const MOST_REFERENCES: usize = 50;

/// Bytes of a file name in one encoded word, so that it stays below 75 characters.
const WORD_BYTES: usize = 39;

/// Longest file name in bytes that needs no splitting, which older Outlook does not understand.
const LONGEST_NAME: usize = 60;

/// Name of the one message that is passed on by the program itself.
const ENCLOSED_NAME: &str = "nachricht.eml";

/// Bytes of a line with its CR at the most (RFC 5321 section 4.5.3.1.6).
const LONGEST_LINE: usize = 999;

/// Why a draft cannot become a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComposeError {
    /// The draft is not ready ([`Draft::check`]); never empty.
    Faults(Vec<LetterError>),
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Faults(faults) = self;
        write!(f, "draft with {} faults", faults.len())
    }
}

impl std::error::Error for ComposeError {}

/// The message as it goes to the server: CRLF line ends, lines of at most 998 bytes, 7 bits unless
/// [`needs_smtputf8`], and no trace of Bcc. The same draft always becomes the same bytes. Lines
/// that begin with a dot are still to be doubled by whoever speaks SMTP (RFC 5321 section 4.5.2).
///
/// Blanks at the ends of text lines are not kept (RFC 3676 section 4.2), nor around the subject.
/// `=?` in the names of people and documents is taken apart, since many programs would decode it.
/// Attached messages go as `application/octet-stream`: as `message/rfc822` they could not be encoded
/// (RFC 2046 section 5.2.1) and would not arrive byte for byte.
///
/// # Errors
///
/// [`ComposeError::Faults`] with all that [`Draft::check`] finds.
pub fn compose(draft: &Draft) -> Result<Vec<u8>, ComposeError> {
    let faults = draft.check();
    if !faults.is_empty() {
        return Err(ComposeError::Faults(faults));
    }
    let mut message = MessageBuilder::new();
    for (name, value) in header(draft) {
        message = message.header(name, value);
    }
    let mut raw = Vec::new();
    message.body(body(draft)).serialize(&mut raw);
    Ok(raw)
}

/// Whether the message can only be handed to servers that offer SMTPUTF8 (RFC 6531): an address has
/// letters beyond ASCII before its `@`. Domains do not count, they go as punycode.
pub fn needs_smtputf8(draft: &Draft) -> bool {
    let local = |person: &MailAddress| {
        let address = &person.address;
        address
            .rsplit_once('@')
            .map_or(address.clone(), |it| it.0.to_owned())
    };
    std::iter::once(&draft.from)
        .chain(&draft.reply_to)
        .chain(draft.recipients())
        .any(|person| !local(person).is_ascii())
}

/// A new Message-ID without angle brackets (RFC 5322 section 3.6.4) in the domain of `sender`, which
/// is an address or a domain.
pub fn new_message_id(sender: &str) -> String {
    let domain = sender.rsplit_once('@').map_or(sender, |(_, domain)| domain);
    let is_plain = |text: &String| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
    };
    let domain = ascii_domain(domain)
        .filter(is_plain)
        .unwrap_or_else(|| "kontorpost.invalid".to_owned());
    // Without random numbers the clock alone still keeps the identifiers of one office apart.
    let clock = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let mut random = [0; 16];
    let _ = getrandom::fill(&mut random);
    let random = u128::from_ne_bytes(random);
    format!("{:x}.{random:032x}@{domain}", clock.as_nanos())
}

/// The fields in the order of the message.
fn header(draft: &Draft) -> Vec<(&'static str, HeaderType<'_>)> {
    let mut fields: Vec<(&'static str, HeaderType<'_>)> = Vec::new();
    let date = draft.date.rfc5322().unwrap_or_default();
    fields.push(("Date", Raw::new(date).into()));
    fields.push(("From", person(&draft.from).into()));
    for (name, list) in [
        ("Reply-To", &draft.reply_to),
        ("To", &draft.to),
        ("Cc", &draft.cc),
    ] {
        if !list.is_empty() {
            let list = list.iter().map(person).collect();
            fields.push((name, Address::new_list(list).into()));
        }
    }
    if draft.to.is_empty() && draft.cc.is_empty() {
        // Some servers refuse or complete a message that names nobody.
        let nobody = Address::new_group(Some("undisclosed-recipients"), Vec::new());
        fields.push(("To", nobody.into()));
    }
    if !draft.subject.trim().is_empty() {
        fields.push(("Subject", text(&draft.subject)));
    }
    fields.push((
        "Message-ID",
        MessageId::new(draft.message_id.as_str()).into(),
    ));
    if let Some(id) = &draft.in_reply_to {
        fields.push(("In-Reply-To", MessageId::new(id.as_str()).into()));
    }
    if !draft.references.is_empty() {
        let ids = references(&draft.references);
        fields.push(("References", MessageId::new_list(ids).into()));
    }
    if draft.receipt.is_some() {
        fields.push(("Auto-Submitted", Raw::new("auto-replied").into()));
    } else if draft.auto_submitted {
        fields.push(("Auto-Submitted", Raw::new("auto-generated").into()));
    }
    if draft.ask_receipt {
        let receiver = MailAddress {
            name: String::new(),
            ..draft.from.clone()
        };
        let receiver = ascii_address(&receiver.address).unwrap_or(receiver.address);
        let receiver = Address::new_address(None::<&str>, receiver);
        fields.push(("Disposition-Notification-To", receiver.into()));
    }
    if let Some(mark) = &draft.test_mark {
        fields.push(("X-Kontorpost-Test", text(mark)));
    }
    fields.push(("MIME-Version", Raw::new("1.0").into()));
    fields
}

fn person(person: &MailAddress) -> Address<'_> {
    // Many programs decode a name that looks like an encoded word even inside quotes.
    let name = person.name.trim().replace("=?", "= ?");
    let name = Some(name).filter(|name| !name.is_empty());
    let address = ascii_address(&person.address).unwrap_or_default();
    Address::new_address(name, address)
}

/// Unstructured text (RFC 5322 section 2.2.1), encoded where needed.
fn text(text: &str) -> HeaderType<'_> {
    let text = text.trim();
    if text.is_ascii() && text.contains("=?") {
        // Plain text that looks like an encoded word would be decoded by the recipient.
        return Raw::new(encoded_words(text).join(" ")).into();
    }
    Text::new(text).into()
}

fn references(ids: &[String]) -> impl Iterator<Item = &str> {
    let newest = ids.len().saturating_sub(MOST_REFERENCES - 1).max(1);
    let first = ids.iter().take(1);
    first.chain(ids.iter().skip(newest)).map(String::as_str)
}

/// Encoded words of base64, none of them cut inside a character (RFC 2047 section 5).
fn encoded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(WORD_BYTES);
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push(format!("=?utf-8?B?{}?=", STANDARD.encode(piece)));
        rest = after;
    }
    words
}

fn body(draft: &Draft) -> MimePart<'_> {
    // `=_` stands in no body of ours: neither encoding yields it, and plain lines have no `=`.
    let unique: String = draft
        .message_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(48)
        .collect();
    let plain = Raw::new("text/plain; charset=utf-8; format=flowed");
    let mut body = leaf(plain.into(), code_text(&flow(&draft.text)));
    if let Some(read) = &draft.receipt {
        return receipt::body(body, read, format!("=_r{unique}"));
    }
    if let Some(html) = &draft.html {
        let kind = Raw::new("text/html; charset=utf-8");
        let mut html = leaf(kind.into(), code_text(html));
        if !draft.inline.is_empty() {
            let mut parts = vec![html];
            parts.extend(draft.inline.iter().map(inline));
            // RFC 2387
            html = multipart("multipart/related", format!("=_i{unique}"), parts);
        }
        body = multipart(
            "multipart/alternative",
            format!("=_a{unique}"),
            vec![body, html],
        );
    }
    let passed_on = draft.forwarded.iter();
    let passed_on = passed_on.map(|(name, message)| enclosed(message, name));
    let whole = draft.enclosed.as_deref();
    let whole = whole.map(|it| enclosed(it, ENCLOSED_NAME));
    if !draft.attachments.is_empty() || whole.is_some() || !draft.forwarded.is_empty() {
        let mut parts = vec![body];
        parts.extend(draft.attachments.iter().map(attachment));
        parts.extend(whole.into_iter().chain(passed_on));
        body = multipart("multipart/mixed", format!("=_m{unique}"), parts);
    }
    body
}

fn multipart<'a>(kind: &'static str, boundary: String, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let kind = ContentType::new(kind).attribute("boundary", boundary);
    MimePart {
        headers: vec![("Content-Type".into(), kind.into())],
        contents: BodyPart::Multipart(parts),
    }
}

pub(super) fn leaf<'a>(content_type: HeaderType<'a>, coded: Coded) -> MimePart<'a> {
    MimePart {
        headers: vec![("Content-Type".into(), content_type)],
        contents: BodyPart::Binary(Cow::Owned(coded.body)),
    }
    .transfer_encoding(coded.encoding)
}

/// A message as it is: it may not be encoded (RFC 2046 section 5.2.1). One that SMTP could not carry
/// like that goes as a file.
fn enclosed<'a>(message: &'a [u8], name: &'a str) -> MimePart<'a> {
    let lines = || message.split(|byte| *byte == b'\n');
    let ends = lines().count() - 1;
    let carried = lines().all(|it| it.len() <= LONGEST_LINE)
        && lines().take(ends).all(|it| it.ends_with(b"\r"))
        && message.iter().filter(|it| **it == b'\r').count() == ends
        && !message.contains(&0);
    if !carried {
        let kind = Raw::new("application/octet-stream");
        return leaf(kind.into(), code_bytes(message)).attachment(name);
    }
    let encoding = if message.is_ascii() { "7bit" } else { "8bit" };
    MimePart {
        headers: vec![("Content-Type".into(), Raw::new("message/rfc822").into())],
        contents: BodyPart::Binary(Cow::Borrowed(message)),
    }
    .transfer_encoding(encoding)
    .attachment(name)
}

/// A picture inside the HTML (RFC 2392).
fn inline((id, picture): &(String, DraftAttachment)) -> MimePart<'_> {
    let mut part = attachment(picture);
    part.headers.retain(|it| it.0 != "Content-Disposition");
    part.headers
        .push(("Content-ID".into(), MessageId::new(id.as_str()).into()));
    part.headers
        .push(("Content-Disposition".into(), Raw::new("inline").into()));
    part
}

/// The name stands in `filename` as the standards ask for it (RFC 2231), and in `name` as encoded
/// words inside quotes, which no standard allows but older Outlook alone understands.
fn attachment(attachment: &DraftAttachment) -> MimePart<'_> {
    // As with people; Windows allows no `?` in a file name anyway.
    let name = attachment.name.trim().replace("=?", "=_");
    let given = attachment.mime_type.to_ascii_lowercase();
    let is_composite = given.starts_with("message/") || given.starts_with("multipart/");
    let kind = if is_composite {
        "application/octet-stream".to_owned()
    } else {
        given
    };
    let content_type: HeaderType<'_> = if name.is_ascii() && name.len() <= LONGEST_NAME {
        ContentType::new(kind)
            .attribute("name", name.clone())
            .into()
    } else {
        let words = encoded_words(&name).join(" ");
        Raw::new(format!("{kind}; name=\"{words}\"")).into()
    };
    leaf(content_type, code_bytes(&attachment.data)).attachment(name)
}
