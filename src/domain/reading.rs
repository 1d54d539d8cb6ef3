//! A message made ready to be read: text in blocks with their looks, links whose targets are known,
//! pictures of the message itself, files that came along. Nothing in it can act.

pub mod calendar;
pub mod file;
pub mod letters;
pub mod link;

use super::mail::{Authentication, MailAddress, MailDate};
use super::report::Report;
use file::AttachedFile;
use link::Link;
use std::sync::Arc;

/// Which part of which stored message: the numbers of the attachments on the way down from the
/// message; empty for the message itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PartPath {
    /// The stored message; below zero an opened file that is not in the office.
    pub mail: i64,
    /// Attachment in attachment, each counted from 0.
    pub steps: Vec<u32>,
}

impl PartPath {
    /// The message itself.
    pub fn mail(mail: i64) -> Self {
        let steps = Vec::new();
        Self { mail, steps }
    }

    /// Whether it lies in an opened file that is not in the office.
    pub fn is_of_file(&self) -> bool {
        self.mail < 0
    }

    /// An attachment of this part.
    #[must_use]
    pub fn part(&self, number: u32) -> Self {
        let mut below = self.clone();
        below.steps.push(number);
        below
    }
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)]
pub struct Look {
    /// Strong.
    pub is_bold: bool,
    /// Slanted.
    pub is_italic: bool,
    /// With a line below.
    pub is_underlined: bool,
    /// With a line through it.
    pub is_struck: bool,
    /// Of less weight.
    pub is_muted: bool,
    /// Stands for a picture that is not shown; the text is what the sender calls it.
    pub is_picture: bool,
    /// Red, green and blue as the sender wished; shown where the contrast allows it.
    pub color: Option<[u8; 3]>,
}

/// Text with one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text, on one line.
    pub text: String,
    /// Its look.
    pub look: Look,
    /// Its link, by its number in the document.
    pub link: Option<u32>,
}

/// On which side a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// Where lines end.
    End,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text; a line feed parts lines.
    pub spans: Vec<Span>,
    /// It names its row or column.
    pub is_head: bool,
    /// On which side it stands.
    pub side: Side,
    /// How many columns it covers, at least 1.
    pub columns: u32,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text, broken where there is no room.
    Text(Vec<Span>),
    /// A heading, 1 to 6.
    Heading(u8, Vec<Span>),
    /// A line from side to side.
    Rule,
    /// A picture of the message, by its number in the document.
    Picture(u32),
    /// Rows of cells.
    Table(Vec<Vec<Cell>>),
}

/// A line of a document, a picture or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Empty space above it, in half lines.
    pub gap: u8,
    /// How deep it is quoted.
    pub quote: u8,
    /// How far it is set in.
    pub indent: u8,
    /// What stands before it in a list.
    pub marker: String,
    /// On which side it stands.
    pub side: Side,
}

/// A picture, decoded: four bytes a pixel (red, green, blue, opacity).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Pixels across; 0 where it could not be read.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub pixels: Arc<[u8]>,
    /// How wide the sender wants it, in logical pixels.
    pub wished: Option<u32>,
    /// What the sender calls it.
    pub name: String,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "Picture {}x{} {:?}",
            self.width, self.height, self.name
        )
    }
}

/// The text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Its lines, pictures and tables in their order.
    pub blocks: Vec<Block>,
    /// What its links lead to.
    pub links: Vec<Link>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// Text was dropped that the sender had made invisible.
    pub had_hidden_text: bool,
    /// Signs were dropped that turn the direction of writing.
    pub had_turning_signs: bool,
    /// Pictures on other computers that were not fetched.
    pub remote_pictures: u32,
    /// It holds forms, scripts or films, which were left out.
    pub had_active_parts: bool,
    /// The end is missing: it is too long.
    pub is_cut: bool,
}

impl Document {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words of it, a line a block.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for block in &self.blocks {
            match &block.kind {
                Kind::Text(spans) | Kind::Heading(_, spans) => add(&mut words, spans),
                Kind::Table(rows) => rows.iter().flatten().for_each(|cell| {
                    add(&mut words, &cell.spans);
                    words.push('\t');
                }),
                Kind::Rule | Kind::Picture(_) => (),
            }
            words.push('\n');
        }
        words
    }
}

fn add(words: &mut String, spans: &[Span]) {
    spans.iter().for_each(|span| words.push_str(&span.text));
}

/// How a message is protected, as far as it is known without checking any signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protection {
    /// Signed with S/MIME; the signature was not checked.
    SmimeSigned,
    /// Encrypted with S/MIME; cannot be read here.
    SmimeEncrypted,
    /// Signed with OpenPGP; the signature was not checked.
    PgpSigned,
    /// Encrypted with OpenPGP; cannot be read here.
    PgpEncrypted,
}

/// What an invitation wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvitationKind {
    /// Told.
    #[default]
    Published,
    /// Asked to come.
    Request,
    /// Called off.
    Cancelled,
    /// Somebody has answered.
    Reply,
}

/// A moment in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarTime {
    /// A moment, in seconds since 1970.
    Moment(i64),
    /// A whole day: year, month, day.
    Day(i16, i8, i8),
    /// A time of day wherever one is: year, month, day, hour, minute.
    Floating(i16, i8, i8, i8, i8),
}

/// Somebody who is asked to come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guest {
    /// Name or address.
    pub name: String,
    /// What was answered: `ACCEPTED`, `DECLINED`, `TENTATIVE`, `NEEDS-ACTION` (RFC 5545 section
    /// 3.2.12); empty if nothing is said.
    pub answer: String,
}

/// An event of a calendar (RFC 5545).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invitation {
    /// What it wants.
    pub kind: InvitationKind,
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub begins: Option<CalendarTime>,
    /// When it ends.
    pub ends: Option<CalendarTime>,
    /// The zone that the sender named, where it is not known here.
    pub zone: String,
    /// Where.
    pub place: String,
    /// Who asks.
    pub organizer: String,
    /// Who is asked.
    pub guests: Vec<Guest>,
    /// It comes again and again: the rule as written.
    pub repeats: String,
    /// What it is about.
    pub text: String,
}

/// A message as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Which message or part it is.
    pub path: PartPath,
    /// From.
    pub from: Vec<MailAddress>,
    /// Reply-To, where it is somebody else.
    pub reply_to: Vec<MailAddress>,
    /// To.
    pub to: Vec<MailAddress>,
    /// Cc.
    pub cc: Vec<MailAddress>,
    /// Subject on one line.
    pub subject: String,
    /// Date as the sender wrote it.
    pub date: Option<MailDate>,
    /// When it was stored, seconds since 1970; `None` for a message inside another.
    pub received_at: Option<i64>,
    /// What was found out about the sender on the way.
    pub authentication: Authentication,
    /// The text as the sender formatted it.
    pub html: Option<Document>,
    /// The text without any format.
    pub text: Document,
    /// What came along.
    pub files: Vec<AttachedFile>,
    /// How it is protected.
    pub protection: Vec<Protection>,
    /// Events of a calendar.
    pub invitations: Vec<Invitation>,
    /// It reports on a letter.
    pub report: Option<Report>,
    /// The letter in the Postausgang that it reports on.
    pub letter: Option<i64>,
    /// Who asks to be told that it was read.
    pub receipt_wish: Option<MailAddress>,
    /// No header could be read.
    pub is_unreadable: bool,
    /// The server put a stand-in in place of the message.
    pub is_stub: bool,
}

impl Document {
    /// Adds another document behind this one.
    pub fn append(&mut self, other: Self) {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let (links, pictures) = (number(self.links.len()), number(self.pictures.len()));
        let moved = |spans: &mut Vec<Span>| {
            for span in spans {
                span.link = span.link.map(|it| it.saturating_add(links));
            }
        };
        for mut block in other.blocks {
            match &mut block.kind {
                Kind::Text(spans) | Kind::Heading(_, spans) => moved(spans),
                Kind::Table(rows) => {
                    rows.iter_mut()
                        .flatten()
                        .for_each(|it| moved(&mut it.spans));
                }
                Kind::Picture(number) => *number = number.saturating_add(pictures),
                Kind::Rule => (),
            }
            self.blocks.push(block);
        }
        self.links.extend(other.links);
        self.pictures.extend(other.pictures);
        self.had_hidden_text |= other.had_hidden_text;
        self.had_turning_signs |= other.had_turning_signs;
        self.had_active_parts |= other.had_active_parts;
        self.is_cut |= other.is_cut;
        self.remote_pictures = self.remote_pictures.saturating_add(other.remote_pictures);
    }
}
