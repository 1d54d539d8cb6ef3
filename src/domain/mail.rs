//! A message as the office sees it: who, when, about what, with which attachments.

use crate::domain::hash::Sha256Hash;

/// Name and address of a person in a header field (RFC 5322 section 3.4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailAddress {
    /// Display name, decoded; empty if there is none.
    pub name: String,
    /// Address as written; empty if the field held none that could be read.
    pub address: String,
}

/// A moment with the zone the sender wrote it in (RFC 5322 section 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailDate {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub timestamp: i64,
    /// Offset of the sender's zone from UTC in minutes.
    pub offset_minutes: i16,
}

impl MailDate {
    /// The moment with its zone, to the second.
    pub fn of(moment: &jiff::ZonedDateTime) -> Self {
        let minutes = moment.offset().seconds() / 60;
        Self {
            timestamp: moment.timestamp().as_second(),
            // Offsets stay below 26 hours.
            offset_minutes: i16::try_from(minutes).unwrap_or_default(),
        }
    }

    /// As a header field shows it, `Fri, 3 May 2024 10:15:30 +0200` (RFC 5322 section 3.3); `None`
    /// if no calendar knows the moment.
    pub fn rfc5322(&self) -> Option<String> {
        let moment = jiff::Timestamp::from_second(self.timestamp).ok()?;
        let seconds = i32::from(self.offset_minutes) * 60;
        let offset = jiff::tz::Offset::from_seconds(seconds).ok()?;
        let zoned = moment.to_zoned_datetime(jiff::tz::TimeZone::fixed(offset));
        jiff::fmt::rfc2822::to_string(&zoned).ok()
    }
}

/// A part of a message that is a document of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name, decoded and made safe (no path, no control characters); never empty.
    pub name: String,
    /// MIME type in lower case, `type/subtype`.
    pub mime_type: String,
    /// Decoded size in bytes.
    pub size: u64,
    /// Digest of the decoded bytes; only with [`Detail::Full`].
    pub hash: Option<Sha256Hash>,
    /// Shown inside the text rather than beside it (Content-Disposition `inline` with Content-ID).
    pub inline: bool,
}

/// How much of a message is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What lists and search need.
    Index,
    /// Digests of the attachments as well.
    Full,
    /// The bytes of the attachments as well.
    Whole,
}

/// Something about a message that a reader should be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailNote {
    /// No header could be read; the text is the raw message as far as it can be shown.
    Unreadable,
    /// The text was cut for display and search; the stored message is whole.
    TextCut,
    /// The server put a stand-in where it could not convert the original; the original is only on
    /// the server and is never removed there.
    ServerStub,
}

impl MailNote {
    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TextCut => "text-cut",
            Self::ServerStub => "server-stub",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Unreadable, Self::TextCut, Self::ServerStub]
            .into_iter()
            .find(|note| note.word() == word)
    }
}

/// What the servers on the way found out about the sender (SPF, DKIM, DMARC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Authentication {
    /// Nothing is said.
    #[default]
    Unknown,
    /// Something was checked and nothing was wrong.
    Passed,
    /// The sender may be forged.
    Failed,
}

/// A message, decoded as far as it could be. Never an error: the worst case is a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedMail {
    /// From.
    pub from: Vec<MailAddress>,
    /// Reply-To.
    pub reply_to: Vec<MailAddress>,
    /// To.
    pub to: Vec<MailAddress>,
    /// Cc.
    pub cc: Vec<MailAddress>,
    /// Subject, decoded, on one line.
    pub subject: String,
    /// Date.
    pub date: Option<MailDate>,
    /// Message-ID without angle brackets. Not a key: it may be missing or shared.
    pub message_id: Option<String>,
    /// Text: the plain parts, or the HTML parts turned into text.
    pub text: String,
    /// Attachments in the order of the message.
    pub attachments: Vec<Attachment>,
    /// From, To and Cc of the first message that is attached.
    pub attached_people: Vec<MailAddress>,
    /// What was found out about the sender.
    pub authentication: Authentication,
    /// What a reader should be told.
    pub notes: Vec<MailNote>,
}

/// A stored message in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Its number.
    pub id: i64,
    /// Number of its content, shared by every account the same message arrived at.
    pub content: i64,
    /// Account it arrived at.
    pub account: crate::domain::account::AccountId,
    /// Folder on the server it was in.
    pub folder: String,
    /// First sender.
    pub from: MailAddress,
    /// Subject.
    pub subject: String,
    /// Date as the sender wrote it.
    pub date: Option<MailDate>,
    /// When it was stored, seconds since 1970.
    pub received_at: i64,
    /// Raw size in bytes.
    pub size: u64,
    /// SHA-256 of the raw bytes.
    pub hash: Sha256Hash,
    /// Attachments beside the text.
    pub attachment_count: u32,
    /// It lay on the server when the account was set up.
    pub altbestand: bool,
    /// What a reader should be told.
    pub notes: Vec<MailNote>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_with_their_zone() {
        for (timestamp, offset_minutes, text) in [
            (1_714_724_130, 120, Some("Fri, 3 May 2024 10:15:30 +0200")),
            (1_714_724_130, -210, Some("Fri, 3 May 2024 04:45:30 -0330")),
            (1_714_724_130, 0, Some("Fri, 3 May 2024 08:15:30 +0000")),
            (i64::MAX, 0, None),
            (0, i16::MAX, None),
        ] {
            let date = MailDate {
                timestamp,
                offset_minutes,
            };
            assert_eq!(date.rfc5322().as_deref(), text);
        }
        let zoned: jiff::ZonedDateTime =
            "2024-05-03T10:15:30+02:00[Europe/Berlin]".parse().unwrap();
        assert_eq!(MailDate::of(&zoned).timestamp, 1_714_724_130);
        assert_eq!(MailDate::of(&zoned).offset_minutes, 120);
    }
}
