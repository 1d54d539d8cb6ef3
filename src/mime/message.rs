//! From a skeleton to what the office sees.

use super::charset::{clean_text, decode as decode_charset, meta_charset, one_line};
use super::filename::safe_name;
use super::header::{field, fields, header_block};
use super::part::PartHead;
use super::skeleton::Skeleton;
use super::{address, authentication, date, html, words};
use crate::domain::hash::Sha256Hash;
use crate::domain::mail::{Attachment, Detail, MailAddress, MailNote, ParsedMail};
use mail_parser::{Message, MessageParser, MessagePart, PartType};
use std::panic::catch_unwind;
use std::sync::{Arc, LazyLock};

/// Text kept for display and search, in bytes.
const LONGEST_TEXT: usize = 1024 * 1024;
/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 2000;
/// Attachments listed; only an attack has more.
const MOST_ATTACHMENTS: usize = 1000;

/// What Exchange writes in place of a message it could not convert.
const STUBS: [&str; 2] = [
    "Retrieval using the IMAP4 protocol failed for the following message",
    "Retrieval using the POP3 protocol failed for the following message",
];

/// Looks at what tells the structure; all other fields are read here.
static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    MessageParser::new()
        .with_mime_headers()
        .default_header_ignore()
});

/// Reads a skeleton.
pub(super) fn read(skeleton: &Skeleton, detail: Detail) -> ParsedMail {
    read_into(skeleton, detail, &mut Collected::default())
}

/// A page or a text of a message.
pub(super) enum Page {
    /// HTML.
    Html(String),
    /// Plain text, softly broken or not; with `Some(true)` blanks at line ends go.
    Plain(String, Option<bool>),
}

/// An attachment with its bytes.
pub(super) struct CollectedPart {
    /// What it is.
    pub attachment: Attachment,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What its header says.
    pub head: PartHead,
}

/// What is seen on the way through a message, for whoever shows it.
#[derive(Default)]
pub(super) struct Collected {
    /// The text as the sender formatted it.
    pub pages: Vec<Page>,
    /// How the plain text is broken.
    pub flowed: Option<bool>,
    /// The attachments, in the order of [`ParsedMail::attachments`].
    pub parts: Vec<CollectedPart>,
    /// Every body that has a name the text may refer to it by.
    pub named: Vec<(String, Arc<[u8]>)>,
}

/// The same; what is seen on the way goes to `collected` with [`Detail::Whole`].
pub(super) fn read_into(
    skeleton: &Skeleton,
    detail: Detail,
    collected: &mut Collected,
) -> ParsedMail {
    if !skeleton.has_header {
        return unreadable(&skeleton.bytes);
    }
    let header = skeleton
        .bytes
        .get(..skeleton.header_end)
        .unwrap_or_default();
    let mut mail = read_header(header);
    // The parser is foreign code fed with hostile input; what it cannot do is shown raw.
    match catch_unwind(|| PARSER.parse(&skeleton.bytes)) {
        Ok(Some(message)) => {
            let mut reader = BodyReader {
                skeleton,
                detail,
                collected,
            };
            let shown = reader.text(&message, &mut mail);
            reader.attachments(&message, &shown, &mut mail);
            if detail == Detail::Whole {
                reader.pages(&message);
            }
        }
        Ok(None) => (),
        Err(_) => {
            let body = skeleton.bytes.get(skeleton.header_end..);
            let raw = unreadable(body.unwrap_or_default());
            (mail.text, mail.notes) = (raw.text, raw.notes);
        }
    }
    let said_nothing = mail.from.is_empty() && mail.subject.is_empty() && mail.text.is_empty();
    if said_nothing && mail.attachments.is_empty() {
        mail.notes = unreadable(&skeleton.bytes).notes;
        mail.text = unreadable(&skeleton.bytes).text;
    }
    if is_stub(&mail.text) {
        mail.notes.push(MailNote::ServerStub);
    }
    mail
}

/// Newsletters send their HTML a second time as plain text.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(300).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || (start.starts_with('<') && start.contains("<html"))
}

fn is_stub(text: &str) -> bool {
    let Some(at) = text.find("Retrieval using the") else {
        return false;
    };
    let start: String = text
        .get(at..)
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let line = one_line(&start);
    STUBS.iter().any(|stub| line.starts_with(stub))
}

/// A message without header, or one that could not be worked out: its bytes as text.
pub(super) fn unreadable(raw: &[u8]) -> ParsedMail {
    let mut mail = ParsedMail {
        notes: vec![MailNote::Unreadable],
        ..ParsedMail::default()
    };
    let start = raw.get(..LONGEST_TEXT).unwrap_or(raw);
    add_text(&mut mail, &decode_charset(start, None));
    if raw.len() > start.len() {
        note(&mut mail, MailNote::TextCut);
    }
    mail
}

fn note(mail: &mut ParsedMail, note: MailNote) {
    if !mail.notes.contains(&note) {
        mail.notes.push(note);
    }
}

fn read_header(header: &[u8]) -> ParsedMail {
    let people = |name: &str| -> Vec<MailAddress> {
        fields(header)
            .filter(|field| field.is(name))
            .flat_map(|field| address::parse(&field.value()))
            .collect()
    };
    let line = |name: &str| {
        let text = field(header, name).map(|field| words::decode(&field.value()));
        text.as_deref().map(one_line).unwrap_or_default()
    };
    let message_id = line("message-id");
    let inner = message_id
        .split_once('<')
        .map_or(message_id.as_str(), |(_, rest)| {
            rest.split('>').next().unwrap_or(rest)
        });
    let message_id: String = inner
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '>')
        .collect();
    ParsedMail {
        from: people("from"),
        reply_to: people("reply-to"),
        to: people("to"),
        cc: people("cc"),
        subject: line("subject").chars().take(LONGEST_SUBJECT).collect(),
        date: date::parse(&line("date")),
        message_id: (!message_id.is_empty()).then_some(message_id),
        authentication: authentication::read(header),
        ..ParsedMail::default()
    }
}

/// Appends text up to [`LONGEST_TEXT`].
fn add_text(mail: &mut ParsedMail, text: &str) {
    let text = clean_text(text);
    let text = text.trim_end();
    if text.trim().is_empty() {
        return;
    }
    if !mail.text.is_empty() {
        mail.text.push_str("\n\n");
    }
    mail.text.push_str(text);
    if mail.text.len() > LONGEST_TEXT {
        let end = (0..=LONGEST_TEXT)
            .rev()
            .find(|at| mail.text.is_char_boundary(*at))
            .unwrap_or_default();
        mail.text.truncate(end);
        note(mail, MailNote::TextCut);
    }
}

struct BodyReader<'a> {
    skeleton: &'a Skeleton,
    detail: Detail,
    collected: &'a mut Collected,
}

impl BodyReader<'_> {
    fn bytes(&self, start: u32, end: u32) -> &[u8] {
        let range = start as usize..(end as usize).max(start as usize);
        self.skeleton.bytes.get(range).unwrap_or_default()
    }

    fn head(&self, part: &MessagePart<'_>) -> PartHead {
        PartHead::read(self.bytes(part.offset_header, part.offset_body), false)
    }

    /// Writes the text of the message; the numbers of the parts it was taken from.
    fn text(&mut self, message: &Message<'_>, mail: &mut ParsedMail) -> Vec<u32> {
        let mut shown = Vec::new();
        for list in [&message.text_body, &message.html_body] {
            for number in list {
                let part = message.parts.get(*number as usize);
                if let Some(part) = part.filter(|part| part.is_text()) {
                    shown.push(*number);
                    self.add_part(part, mail);
                }
            }
            if !mail.text.is_empty() {
                break;
            }
        }
        shown.extend_from_slice(&message.html_body);
        shown
    }

    fn add_part(&mut self, part: &MessagePart<'_>, mail: &mut ParsedMail) {
        let head = self.head(part);
        let body = head
            .coding
            .decode(self.bytes(part.offset_body, part.offset_end));
        if matches!(part.body, PartType::Html(_)) {
            let charset = head.charset.or_else(|| meta_charset(&body));
            let page = decode_charset(&body, charset.as_deref());
            add_text(mail, &html::to_text(&page, LONGEST_TEXT * 2));
        } else {
            let text = decode_charset(&body, head.charset.as_deref());
            if mail.text.is_empty() {
                self.collected.flowed = head.flowed;
            }
            if is_html(&text) {
                add_text(mail, &html::to_text(&text, LONGEST_TEXT * 2));
            } else {
                add_text(mail, &text);
            }
        }
        let known = self.skeleton.bodies.get(&(part.offset_body as usize));
        if known.is_some_and(|body| body.cut) {
            note(mail, MailNote::TextCut);
        }
    }

    fn attachments(&mut self, message: &Message<'_>, shown: &[u32], mail: &mut ParsedMail) {
        for number in message.attachments.iter().take(MOST_ATTACHMENTS) {
            let part = message.parts.get(*number as usize);
            let Some(part) = part.filter(|part| !(part.is_text() && shown.contains(number))) else {
                continue;
            };
            let head = self.head(part);
            let attachment = self.attachment(part, &head, mail.attachments.len() + 1);
            let nothing = head.is_multipart()
                || (attachment.size == 0 && head.name.is_none() && head.disposition.is_empty());
            if head.is_multipart() && mail.text.is_empty() {
                self.add_part(part, mail);
            }
            if !nothing {
                if mail.attached_people.is_empty() && attachment.mime_type == "message/rfc822" {
                    mail.attached_people = self.people(part, &head);
                }
                self.collect(part, head, &attachment);
                mail.attachments.push(attachment);
            }
        }
    }

    fn collect(&mut self, part: &MessagePart<'_>, head: PartHead, attachment: &Attachment) {
        if self.detail == Detail::Whole {
            let bytes = self.content(part, &head);
            for name in [&head.id, &head.location, &attachment.name] {
                if !name.is_empty() {
                    self.collected.named.push((name.clone(), bytes.clone()));
                }
            }
            self.collected.parts.push(CollectedPart {
                attachment: attachment.clone(),
                bytes,
                head,
            });
        }
    }

    fn content(&self, part: &MessagePart<'_>, head: &PartHead) -> Arc<[u8]> {
        let known = self.skeleton.bodies.get(&(part.offset_body as usize));
        let kept = known.and_then(|it| it.measure.bytes.clone());
        kept.unwrap_or_else(|| {
            let bytes = self.bytes(part.offset_body, part.offset_end);
            head.coding.decode(bytes).into()
        })
    }

    /// The text as the sender formatted it, part by part.
    fn pages(&mut self, message: &Message<'_>) {
        for number in message.html_body.iter().take(MOST_ATTACHMENTS) {
            let part = message.parts.get(*number as usize);
            let Some(part) = part.filter(|it| it.is_text()) else {
                continue;
            };
            let head = self.head(part);
            let body = self.bytes(part.offset_body, part.offset_end);
            let body = head.coding.decode(body);
            let is_page = matches!(part.body, PartType::Html(_));
            let charset = match is_page {
                true => head.charset.or_else(|| meta_charset(&body)),
                false => head.charset,
            };
            let text = decode_charset(&body, charset.as_deref());
            self.collected.pages.push(match is_page || is_html(&text) {
                true => Page::Html(text),
                false => Page::Plain(text, head.flowed),
            });
        }
    }

    /// Who an attached message is from and to.
    fn people(&self, part: &MessagePart<'_>, head: &PartHead) -> Vec<MailAddress> {
        let raw = self.bytes(part.offset_body, part.offset_end);
        let raw = head.coding.decode(raw.get(..LONGEST_TEXT).unwrap_or(raw));
        let inner = read_header(header_block(&raw));
        let people = inner.from.into_iter().chain(inner.to).chain(inner.cc);
        people.filter(|it| !it.address.is_empty()).collect()
    }

    fn attachment(&self, part: &MessagePart<'_>, head: &PartHead, number: usize) -> Attachment {
        let known = self.skeleton.bodies.get(&(part.offset_body as usize));
        let (size, hash) = match known {
            Some(body) => (body.measure.size, body.measure.hash),
            None => {
                let bytes = self.bytes(part.offset_body, part.offset_end);
                let decoded = head.coding.decode(bytes);
                let full = self.detail != Detail::Index;
                (decoded.len() as u64, full.then(|| Sha256Hash::of(&decoded)))
            }
        };
        let is_message = matches!(part.body, PartType::Message(_));
        let mime_type = if is_message && !head.is_message() {
            "message/rfc822"
        } else {
            head.media_type.as_str()
        };
        let described = head
            .description
            .as_deref()
            .filter(|text| text.contains('.'));
        let wished = head.name.as_deref().or(described);
        Attachment {
            name: safe_name(wished, mime_type, number),
            mime_type: mime_type.to_owned(),
            size,
            hash,
            inline: head.has_id
                && head.disposition != "attachment"
                && mime_type.starts_with("image/"),
        }
    }
}
