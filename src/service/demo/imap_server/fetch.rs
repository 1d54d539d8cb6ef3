//! FETCH and UID FETCH.

use std::io;

use super::command::{Command, Token};
use super::{IMAP, Reply, Session, sets};
use crate::service::demo::calendar;
use crate::service::demo::faults::{BodyAct, Fault};
use crate::service::demo::interrupt;
use crate::service::demo::store::Message;

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Uid,
    Flags,
    Size,
    InternalDate,
    Section(Section),
}

/// `BODY[…]` in all its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// How the answer names it, without the part of the range.
    name: String,
    what: Part,
    /// First byte and number of bytes.
    range: Option<(usize, usize)>,
    /// Whether reading it sets `\Seen`.
    marks_seen: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole,
    Header,
    Text,
    Fields(Vec<String>),
}

impl Session {
    pub(super) async fn fetch(&mut self, user: &str, command: &Command) -> io::Result<Reply> {
        let (Some(set), Some(mut items)) = (
            command.word(0),
            items(command.arguments.get(1..).unwrap_or_default()),
        ) else {
            return Ok(Reply::bad("Syntax error in FETCH."));
        };
        let Some(view) = &self.view else {
            return Ok(Reply::bad("No mailbox selected."));
        };
        let Some(chosen) = sets::chosen(&view.uids, &set, command.by_uid) else {
            return Ok(Reply::bad("Syntax error in message set."));
        };
        if command.by_uid && !items.contains(&Item::Uid) {
            items.insert(0, Item::Uid);
        }
        if self.house.faults.has(IMAP, &Fault::FetchWithoutData) {
            return Ok(Reply::ok("Fetch completed."));
        }
        let lists = items.contains(&Item::Size);
        if lists && self.house.faults.has(IMAP, &Fault::FlagWhileListing) {
            for (number, uid) in &chosen {
                let told = format!("* {number} FETCH (UID {uid} FLAGS (\\Seen))");
                self.link.line(&told);
            }
        }
        let folder = view.folder.clone();
        let may_mark = !view.read_only;
        let mut refused = false;
        for (number, uid) in chosen {
            if self.house.faults.has(IMAP, &Fault::OmitMessage(uid)) {
                continue;
            }
            if self.house.faults.has(IMAP, &Fault::RefuseMessage(uid)) {
                refused = true;
                continue;
            }
            let wants_body = items.iter().any(Item::is_body);
            if wants_body && self.house.faults.has(IMAP, &Fault::CloseAtMessage(uid)) {
                return Ok(Reply::End);
            }
            if items.iter().any(|it| self.lacks_part(it)) {
                continue;
            }
            let marks = may_mark && items.iter().any(Item::marks_seen);
            let found = self.house.store.with_folder(user, &folder, |folder| {
                let message = folder.message_mut(uid)?;
                if marks {
                    message.set_flag("\\Seen");
                }
                Some(message.clone())
            });
            let Some(Some(message)) = found else {
                continue;
            };
            if !self.send_message(number, &message, &items).await? {
                return Ok(Reply::End);
            }
        }
        Ok(if refused {
            Reply::no("[SERVERBUG] Some messages could not be read.")
        } else {
            Reply::ok("Fetch completed.")
        })
    }

    fn lacks_part(&self, item: &Item) -> bool {
        let Item::Section(Section {
            range: Some((from, _)),
            ..
        }) = item
        else {
            return false;
        };
        let first = self.house.faults.take(IMAP, |fault| match fault {
            Fault::NoPartsFrom(first) => Some(*first),
            _ => None,
        });
        first.is_some_and(|first| *from >= first)
    }

    fn says_goodbye(&self) -> bool {
        let bye = self.house.faults.take(IMAP, |fault| match fault {
            Fault::ByeMidCommand(verb) => verb.contains("FETCH").then_some(()),
            _ => None,
        });
        bye.is_some()
    }

    /// Sends one message's line; false if the script ends the connection after it.
    async fn send_message(
        &mut self,
        number: usize,
        message: &Message,
        items: &[Item],
    ) -> io::Result<bool> {
        let mut going_on = true;
        self.link.put(format!("* {number} FETCH (").as_bytes());
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.link.put(b" ");
            }
            match item {
                Item::Uid => self.link.put(format!("UID {}", message.uid).as_bytes()),
                Item::Flags => {
                    let flags = message.flags.join(" ");
                    self.link.put(format!("FLAGS ({flags})").as_bytes());
                }
                Item::Size => {
                    let size = interrupt::announced_size(&self.house, IMAP, message.raw.len());
                    self.link.put(format!("RFC822.SIZE {size}").as_bytes());
                }
                Item::InternalDate => {
                    let date = calendar::internal_date(message.received);
                    self.link.put(format!("INTERNALDATE \"{date}\"").as_bytes());
                }
                Item::Section(section) => {
                    going_on &= self.send_section(message, section).await?;
                }
            }
        }
        self.link.line(")");
        if going_on && self.says_goodbye() {
            self.link.line(interrupt::farewell(IMAP));
            going_on = false;
        }
        Ok(going_on)
    }

    async fn send_section(&mut self, message: &Message, section: &Section) -> io::Result<bool> {
        let name = &section.name;
        let faults = &self.house.faults;
        if faults.has(IMAP, &Fault::BodyNil) {
            self.link.put(format!("{name} NIL").as_bytes());
            return Ok(true);
        }
        let part = match section.is_body() && faults.has(IMAP, &Fault::EmptyBody) {
            true => std::borrow::Cow::Borrowed(&[][..]),
            false => section.what.of(&message.raw),
        };
        let longest = faults.take(IMAP, |fault| match fault {
            Fault::ShortParts(longest) => Some(*longest),
            _ => None,
        });
        let range = section
            .range
            .filter(|_| !faults.has(IMAP, &Fault::WholeForParts));
        let (bytes, origin) = match range {
            Some((from, count)) => {
                let count = count.min(longest.unwrap_or(count));
                let rest = part.get(from..).unwrap_or_default();
                let bytes = rest.get(..count).unwrap_or(rest);
                (bytes, format!("<{from}>"))
            }
            None => (&*part, String::new()),
        };
        let real = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let off_by = faults.take(IMAP, |fault| match fault {
            Fault::WrongLiteralSize(by) => Some(*by),
            _ => None,
        });
        let huge = faults.take(IMAP, |fault| match fault {
            Fault::HugeLiteral(size) => Some(*size),
            _ => None,
        });
        let wrong = || real.saturating_add_signed(off_by.unwrap_or(0));
        let size = huge.unwrap_or_else(wrong);
        self.link
            .put(format!("{name}{origin} {{{size}}}\r\n").as_bytes());
        if !section.is_body() {
            self.link.body(bytes).await?;
            return Ok(true);
        }
        let act = interrupt::send_body(&self.house, &mut self.link, IMAP, bytes).await?;
        if huge.is_some() {
            self.link.fall_silent().await?;
        }
        Ok(act != BodyAct::WholeThenClose)
    }
}

impl Item {
    fn read(word: &str) -> Option<Self> {
        let upper = word.to_ascii_uppercase();
        match upper.as_str() {
            "UID" => Some(Self::Uid),
            "FLAGS" => Some(Self::Flags),
            "RFC822.SIZE" => Some(Self::Size),
            "INTERNALDATE" => Some(Self::InternalDate),
            "RFC822" => Some(Self::section("RFC822", Part::Whole, true)),
            "RFC822.HEADER" => Some(Self::section("RFC822.HEADER", Part::Header, false)),
            _ => Section::read(&upper).map(Self::Section),
        }
    }

    fn section(name: &str, what: Part, marks_seen: bool) -> Self {
        Self::Section(Section {
            name: name.to_owned(),
            what,
            range: None,
            marks_seen,
        })
    }

    fn marks_seen(&self) -> bool {
        matches!(self, Self::Section(it) if it.marks_seen)
    }

    fn is_body(&self) -> bool {
        matches!(self, Self::Section(it) if it.is_body())
    }
}

impl Section {
    fn read(word: &str) -> Option<Self> {
        let (marks_seen, rest) = match word.strip_prefix("BODY.PEEK[") {
            Some(rest) => (false, rest),
            None => (true, word.strip_prefix("BODY[")?),
        };
        let (inner, tail) = rest.split_once(']')?;
        let what = match inner {
            "" => Part::Whole,
            "HEADER" => Part::Header,
            "TEXT" => Part::Text,
            _ => {
                let fields = inner.strip_prefix("HEADER.FIELDS (")?.strip_suffix(')')?;
                let names = fields.split_whitespace();
                Part::Fields(names.map(|it| it.trim_matches('"').to_owned()).collect())
            }
        };
        let range = match tail {
            "" => None,
            _ => {
                let (from, count) = tail.strip_prefix('<')?.strip_suffix('>')?.split_once('.')?;
                Some((from.parse().ok()?, count.parse().ok()?))
            }
        };
        Some(Self {
            name: format!("BODY[{inner}]"),
            what,
            range,
            marks_seen,
        })
    }

    /// Whether faults that count message bodies count it.
    fn is_body(&self) -> bool {
        self.what == Part::Whole
    }
}

impl Part {
    fn of<'a>(&self, raw: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
        let split = memchr::memmem::find(raw, b"\r\n\r\n").map_or(raw.len(), |at| at + 4);
        let (header, text) = raw.split_at_checked(split).unwrap_or((raw, b""));
        match self {
            Self::Whole => raw.into(),
            Self::Header => header.into(),
            Self::Text => text.into(),
            Self::Fields(names) => fields(header, names).into(),
        }
    }
}

fn fields(header: &[u8], names: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut wanted = false;
    for line in header.split_inclusive(|it| *it == b'\n') {
        // A line that begins with white space belongs to the field before it.
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let name = line.split(|it| *it == b':').next().unwrap_or_default();
            wanted = names
                .iter()
                .any(|it| it.as_bytes().eq_ignore_ascii_case(name));
        }
        if wanted {
            out.extend_from_slice(line);
        }
    }
    out.extend_from_slice(b"\r\n");
    out
}

fn items(tokens: &[Token]) -> Option<Vec<Item>> {
    let words: Vec<String> = tokens.iter().filter_map(Token::words).collect();
    let mut items = Vec::new();
    for word in &words {
        match word.to_ascii_uppercase().as_str() {
            "FAST" => items.extend([Item::Flags, Item::InternalDate, Item::Size]),
            _ => items.push(Item::read(word)?),
        }
    }
    (!items.is_empty()).then_some(items)
}
