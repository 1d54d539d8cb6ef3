//! What a clerk searches for, and what is found.

use super::desk::Listing;
use super::mail::MailRow;
use super::stammdaten::BenutzerNumber;
use jiff::civil::Date;
use std::ops::Range;

/// A search. Everything that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// What was typed, as it was typed; the last word may be half written.
    pub words: String,
    /// Only in this list; without one everywhere but in the Papierkorb.
    pub place: Option<Listing>,
    /// Only documents of this Akte, by its number in the register.
    pub akte: Option<i64>,
    /// Only of, to or about this person.
    pub person: Option<Person>,
    /// Only from this day on, by the date of the message.
    pub from_day: Option<Date>,
    /// Only up to this day, itself included.
    pub to_day: Option<Date>,
    /// Only with attachments.
    pub with_attachments: bool,
    /// Only what nobody has opened.
    pub unread: bool,
}

impl Search {
    /// Words are looked for, and nothing limits where.
    pub fn has_words_alone(&self) -> bool {
        let limits = Self {
            words: String::new(),
            ..self.clone()
        };
        !self.words.trim().is_empty() && limits.is_empty()
    }

    /// Nothing is asked for at all.
    pub fn is_empty(&self) -> bool {
        let Self {
            words,
            place,
            akte,
            person,
            from_day,
            to_day,
            with_attachments,
            unread,
        } = self;
        words.trim().is_empty()
            && place.is_none()
            && akte.is_none()
            && person.is_none()
            && from_day.is_none()
            && to_day.is_none()
            && !with_attachments
            && !unread
    }
}

/// A person that mail is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// Name or address, or the beginning of one, among sender and recipients.
    Address(String),
    /// Klient: Vorgänge of this Klient, and mail of and to its Ansprechpartner.
    Klient(i64),
    /// Benutzer: Vorgänge that this Benutzer has or had.
    Benutzer(BenutzerNumber),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Numbers of the mails, newest first.
    pub mails: Vec<i64>,
    /// There are more, which are left out.
    pub more: bool,
}

/// A row of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// The mail.
    pub mail: MailRow,
    /// Its Vorgang that is nearest to the desk, if it has one: to open it, to act on it.
    pub vorgang: Option<i64>,
    /// Nobody has opened that Vorgang.
    pub is_unread: bool,
    /// It lies in the Papierkorb.
    pub in_papierkorb: bool,
    /// Its Akte, by its number in the register.
    pub akte: Option<i64>,
    /// The Aktennummer, `Benutzerakte 3` or `Sammelakte`; empty without an Akte.
    pub aktennummer: String,
    /// Where the words stand in the subject: bytes.
    pub subject: Vec<Range<usize>>,
    /// Where the words stand in what [`FoundRow::sender`] shows: bytes.
    pub from: Vec<Range<usize>>,
    /// Which attachments have a name with one of the words in it, with where it stands.
    pub attachments: Vec<(String, Vec<Range<usize>>)>,
}

impl FoundRow {
    /// The sender as a list shows it.
    pub fn sender(&self) -> &str {
        match self.mail.from.name.as_str() {
            "" => &self.mail.from.address,
            name => name,
        }
    }
}

/// A piece of the text of a message around the first hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The mail.
    pub mail: i64,
    /// One line; `…` where it was cut.
    pub text: String,
    /// Where the words stand in it: bytes.
    pub marks: Vec<Range<usize>>,
}
