//! SEARCH and UID SEARCH with the keys a mail program needs.

use std::collections::HashSet;
use std::iter::Peekable;

use super::command::{Command, Token};
use super::{Reply, Session, sets};
use crate::mime::header_block;
use crate::service::demo::calendar;
use crate::service::demo::store::Message;

const DAY: i64 = 24 * 60 * 60;

/// One condition; a message must meet all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    All,
    Flag(&'static str),
    Not(Box<Self>),
    Uids(HashSet<u32>),
    Since(i64),
    Before(i64),
    On(i64),
    Larger(usize),
    Smaller(usize),
    Header(String, String),
}

impl Key {
    fn meets(&self, message: &Message) -> bool {
        match self {
            Self::All => true,
            Self::Flag(flag) => message.has_flag(flag),
            Self::Not(key) => !key.meets(message),
            Self::Uids(uids) => uids.contains(&message.uid),
            Self::Since(day) => message.received >= *day,
            Self::Before(day) => message.received < *day,
            Self::On(day) => (*day..*day + DAY).contains(&message.received),
            Self::Larger(size) => message.raw.len() > *size,
            Self::Smaller(size) => message.raw.len() < *size,
            Self::Header(name, part) => has_header(&message.raw, name, part),
        }
    }

    fn read(words: &mut Peekable<std::vec::IntoIter<String>>, uids: &[u32]) -> Option<Self> {
        let word = words.next()?.to_ascii_uppercase();
        let not = |flag| Self::Not(Box::new(Self::Flag(flag)));
        let day = |it: Option<String>| calendar::search_date(&it?);
        let size = |it: Option<String>| it?.parse().ok();
        let set = |text: &str, by_uid| {
            let chosen = sets::chosen(uids, text, by_uid)?;
            Some(Self::Uids(chosen.into_iter().map(|(_, uid)| uid).collect()))
        };
        match word.as_str() {
            "ALL" | "OLD" => Some(Self::All),
            "DELETED" => Some(Self::Flag("\\Deleted")),
            "UNDELETED" => Some(not("\\Deleted")),
            "SEEN" => Some(Self::Flag("\\Seen")),
            "UNSEEN" => Some(not("\\Seen")),
            "FLAGGED" => Some(Self::Flag("\\Flagged")),
            "UNFLAGGED" => Some(not("\\Flagged")),
            "NOT" => Some(Self::Not(Box::new(Self::read(words, uids)?))),
            "UID" => set(&words.next()?, true),
            "SINCE" => day(words.next()).map(Self::Since),
            "BEFORE" => day(words.next()).map(Self::Before),
            "ON" => day(words.next()).map(Self::On),
            "LARGER" => size(words.next()).map(Self::Larger),
            "SMALLER" => size(words.next()).map(Self::Smaller),
            "HEADER" => {
                let (name, part) = (words.next()?, words.next()?);
                Some(Self::Header(name.to_lowercase(), part.to_lowercase()))
            }
            _ => set(&word, false),
        }
    }
}

/// Whether a field of this name holds the part, in any letter case; both are in small letters.
fn has_header(raw: &[u8], name: &str, part: &str) -> bool {
    let header = String::from_utf8_lossy(header_block(raw)).to_lowercase();
    // A folded line belongs to the one before.
    let header = header.replace("\r\n ", " ").replace("\r\n\t", " ");
    let mut fields = header.lines().filter_map(|it| it.split_once(':'));
    fields.any(|(own, value)| own.trim() == name && value.contains(part))
}

impl Session {
    pub(super) fn search(&mut self, user: &str, command: &Command) -> Reply {
        let Some(view) = &self.view else {
            return Reply::bad("No mailbox selected.");
        };
        let words: Vec<String> = command.arguments.iter().filter_map(Token::words).collect();
        let mut words = words.into_iter().peekable();
        if words
            .next_if(|it| it.eq_ignore_ascii_case("CHARSET"))
            .is_some()
        {
            words.next();
        }
        let mut keys = Vec::new();
        while words.peek().is_some() {
            match Key::read(&mut words, &view.uids) {
                Some(key) => keys.push(key),
                None => return Reply::bad("Unknown search key."),
            }
        }
        if keys.is_empty() {
            return Reply::bad("Search key wanted.");
        }
        let found = self.house.store.with_folder(user, &view.folder, |folder| {
            let numbered = view.uids.iter().zip(1_u32..);
            let meeting = numbered.filter(|(uid, _)| {
                let message = folder.message(**uid);
                message.is_some_and(|it| keys.iter().all(|key| key.meets(it)))
            });
            let numbers = meeting.map(|(uid, number)| if command.by_uid { *uid } else { number });
            numbers.map(|it| format!(" {it}")).collect::<String>()
        });
        let line = format!("* SEARCH{}", found.unwrap_or_default());
        self.link.line(&line);
        Reply::ok("Search completed.")
    }
}
