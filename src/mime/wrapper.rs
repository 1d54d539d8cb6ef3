//! Attachments that hold a message or its parts in a format of their own.

use super::open::{Opened, open_at};
use super::{msg, smime, tnef};
use crate::domain::mail::Attachment;
use crate::domain::reading::Protection;
use crate::domain::reading::file::ending;

/// What an attachment wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapper {
    /// Nothing.
    None,
    /// A message as a file.
    Message,
    /// A message of Outlook (`.msg`).
    Outlook,
    /// `winmail.dat`.
    Tnef,
    /// S/MIME that is signed or encrypted as a whole.
    Smime,
    /// Events of a calendar.
    Calendar,
}

/// What an attachment wraps, by type, name and content.
pub(super) fn of(attachment: &Attachment, bytes: &[u8]) -> Wrapper {
    let name = attachment.name.to_lowercase();
    if tnef::is_tnef(bytes) {
        return Wrapper::Tnef;
    }
    let is_compound = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    match attachment.mime_type.as_str() {
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => return Wrapper::Smime,
        "text/calendar" | "application/ics" => return Wrapper::Calendar,
        "application/vnd.ms-outlook" if is_compound => return Wrapper::Outlook,
        "message/rfc822" | "message/global" => return Wrapper::None,
        _ => (),
    }
    match ending(&name).as_str() {
        "p7m" => Wrapper::Smime,
        "ics" | "vcs" | "ifb" if bytes.trim_ascii_start().starts_with(b"BEGIN:VCAL") => {
            Wrapper::Calendar
        }
        "msg" if is_compound => Wrapper::Outlook,
        "eml" => Wrapper::Message,
        _ => Wrapper::None,
    }
}

/// Opens what an attachment wraps, inside `depth` wrappers; `None` where it cannot be read.
pub(super) fn unwrap(wrapper: &Wrapper, bytes: &[u8], depth: usize) -> Option<Opened> {
    match wrapper {
        Wrapper::Tnef => tnef::open(bytes, depth),
        Wrapper::Outlook => msg::open(bytes, depth),
        Wrapper::Message => Some(open_at(bytes, depth)),
        Wrapper::Smime => Some(match smime::read(bytes)? {
            smime::Content::Signed(entity) => {
                let mut opened = open_at(&entity, depth);
                opened.protection.push(Protection::SmimeSigned);
                opened
            }
            smime::Content::Encrypted => Opened {
                protection: vec![Protection::SmimeEncrypted],
                ..Opened::default()
            },
        }),
        Wrapper::None | Wrapper::Calendar => None,
    }
}
