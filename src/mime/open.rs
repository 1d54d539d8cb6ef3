//! A message opened to be read: its text as a document, its attachments with their bytes, what lies
//! in wrappers (winmail.dat, signed S/MIME) among them.

use super::message::{self, Collected, CollectedPart, Page};
use super::page;
use super::plain;
use super::skeleton::SkeletonFilter;
use super::wrapper::{self, Wrapper};
use crate::domain::mail::{Attachment, Detail, ParsedMail};
use crate::domain::reading::{Document, Invitation, Protection};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Wrappers inside each other that are opened.
const DEEPEST: usize = 6;
/// Pages of one message that are shown.
const MOST_PAGES: usize = 200;

/// A part of an opened message.
#[derive(Debug, Clone)]
pub struct OpenedPart {
    /// Numbers of the attachments on the way down to it.
    pub steps: Vec<u32>,
    /// What it is.
    pub attachment: Attachment,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// It is a whole message.
    pub is_message: bool,
    /// It was unpacked: what lies in it is listed itself.
    pub is_unpacked: bool,
}

/// An opened message.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// Who, when, about what.
    pub mail: ParsedMail,
    /// The text as the sender formatted it; `None` where it is plain.
    pub html: Option<Document>,
    /// The text without any format.
    pub text: Document,
    /// What came along, wrappers before what lies in them.
    pub parts: Vec<OpenedPart>,
    /// How it is protected.
    pub protection: Vec<Protection>,
    /// Events of a calendar.
    pub invitations: Vec<Invitation>,
}

/// Opens a raw message (RFC 5322). Never fails: what could not be read is told by the notes.
pub fn open(raw: &[u8]) -> Opened {
    let opened = || open_at(raw, 0);
    catch_unwind(AssertUnwindSafe(opened)).unwrap_or_else(|_| {
        let mail = message::unreadable(raw);
        Opened {
            text: plain::document(&mail.text, None),
            mail,
            ..Opened::default()
        }
    })
}

impl Opened {
    /// The part at these steps below the message.
    pub fn part(&self, steps: &[u32]) -> Option<OpenedPart> {
        if let Some(part) = self.parts.iter().find(|it| it.steps == steps) {
            return Some(part.clone());
        }
        // Deeper parts lie in a message that is opened for them.
        let around = self
            .parts
            .iter()
            .find(|it| it.is_message && steps.starts_with(&it.steps))?;
        let rest = steps.get(around.steps.len()..)?;
        let mut part = around.open()?.part(rest)?;
        part.steps = steps.to_vec();
        Some(part)
    }
}

impl OpenedPart {
    /// The message that this part is; `None` for other parts.
    pub fn open(&self) -> Option<Opened> {
        if !self.is_message {
            return None;
        }
        let opened = || match wrapper::of(&self.attachment, &self.bytes) {
            Wrapper::None => open_at(&self.bytes, 0),
            wrapper => wrapper::unwrap(&wrapper, &self.bytes, 0).unwrap_or_default(),
        };
        catch_unwind(AssertUnwindSafe(opened)).ok()
    }
}

/// Opens a message or entity inside `depth` wrappers.
pub(super) fn open_at(raw: &[u8], depth: usize) -> Opened {
    let mut filter = SkeletonFilter::new(Detail::Whole);
    filter.write(raw);
    let skeleton = filter.finish();
    let mut collected = Collected::default();
    let mail = message::read_into(&skeleton, Detail::Whole, &mut collected);
    let head = super::header::header_block(raw);
    let head = super::part::PartHead::read(head, false);
    let mut opened = Opened {
        text: plain::document(&mail.text, collected.flowed),
        protection: protection(&head.media_type, &head.protection, &mail.text),
        ..Opened::default()
    };
    let Collected {
        pages,
        parts,
        named,
        ..
    } = collected;
    if pages.iter().any(|it| matches!(it, Page::Html(_))) {
        opened.html = Some(joined(&pages, &named));
    }
    opened.mail = mail;
    for (number, part) in parts.into_iter().enumerate() {
        add_part(
            &mut opened,
            part,
            u32::try_from(number).unwrap_or(u32::MAX),
            depth,
        );
    }
    opened.protection.sort_unstable();
    opened.protection.dedup();
    opened
}

/// The pages of a message in one document.
fn joined(pages: &[Page], named: &[(String, Arc<[u8]>)]) -> Document {
    let resolve = |source: &str| -> Option<Vec<u8>> {
        let id = match source.get(..4).filter(|it| it.eq_ignore_ascii_case("cid:")) {
            Some(_) => source.get(4..)?,
            None => source,
        };
        let same = |it: &&(String, Arc<[u8]>)| it.0 == id || it.0 == id.replace("%40", "@");
        named.iter().find(same).map(|it| it.1.to_vec())
    };
    let mut joined = Document::default();
    for page in pages.iter().take(MOST_PAGES) {
        let document = match page {
            Page::Html(html) => page::document(html, &resolve),
            Page::Plain(text, flowed) => plain::document(text, *flowed),
        };
        joined.append(document);
    }
    joined
}

fn protection(media_type: &str, word: &str, text: &str) -> Vec<Protection> {
    let mut found = Vec::new();
    match (media_type, word) {
        ("multipart/signed", word) if word.contains("pgp") => found.push(Protection::PgpSigned),
        ("multipart/signed", _) => found.push(Protection::SmimeSigned),
        ("multipart/encrypted", _) => found.push(Protection::PgpEncrypted),
        _ => (),
    }
    let start: String = text.chars().take(4000).collect();
    if start.contains("-----BEGIN PGP MESSAGE-----") {
        found.push(Protection::PgpEncrypted);
    }
    if start.contains("-----BEGIN PGP SIGNED MESSAGE-----") {
        found.push(Protection::PgpSigned);
    }
    found
}

fn add_part(opened: &mut Opened, part: CollectedPart, number: u32, depth: usize) {
    let CollectedPart {
        attachment,
        bytes,
        head,
    } = part;
    match attachment.mime_type.as_str() {
        "application/pgp-encrypted" => opened.protection.push(Protection::PgpEncrypted),
        "application/pgp-signature" => opened.protection.push(Protection::PgpSigned),
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => {
            opened.protection.push(Protection::SmimeSigned);
        }
        _ => (),
    }
    let wrapper = wrapper::of(&attachment, &bytes);
    let is_message = matches!(
        attachment.mime_type.as_str(),
        "message/rfc822" | "message/global"
    ) || matches!(wrapper, Wrapper::Outlook | Wrapper::Message);
    let mut part = OpenedPart {
        steps: vec![number],
        attachment,
        bytes,
        is_message,
        is_unpacked: false,
    };
    if let Wrapper::Calendar = wrapper {
        let mut events = super::calendar::read(&part.bytes, head.charset.as_deref());
        opened.invitations.append(&mut events);
    }
    let unwraps = matches!(wrapper, Wrapper::Tnef | Wrapper::Smime) && depth < DEEPEST;
    let inner = unwraps
        .then(|| wrapper::unwrap(&wrapper, &part.bytes, depth + 1))
        .flatten();
    let Some(mut inner) = inner else {
        opened.parts.push(part);
        return;
    };
    opened.protection.append(&mut inner.protection);
    opened.invitations.append(&mut inner.invitations);
    let has_content = !inner.text.is_empty() || inner.html.is_some() || !inner.parts.is_empty();
    part.is_unpacked = has_content;
    opened.parts.push(part);
    for mut below in inner.parts {
        below.steps.insert(0, number);
        opened.parts.push(below);
    }
    if opened.html.is_none() && (opened.text.is_empty() || wrapper_replaces(&wrapper, opened)) {
        opened.html = inner.html;
        if !inner.text.is_empty() {
            opened.text = inner.text;
            opened.mail.text = inner.mail.text;
        }
    }
}

/// A signed message is the message; winmail.dat often stands beside the same text without format.
fn wrapper_replaces(wrapper: &Wrapper, opened: &Opened) -> bool {
    matches!(wrapper, Wrapper::Smime) && opened.mail.text.len() < 200
}
