//! The messages of the INBOX as one POP3 session sees them.

use crate::service::demo::counters::Service;
use crate::service::demo::faults::Fault;
use crate::service::demo::house::House;
use crate::service::demo::interrupt;
use crate::service::demo::link::Link;
use crate::service::demo::store::{INBOX, Message, Store};

const POP3: Service = Service::Pop3;
const NO_SUCH_MESSAGE: &str = "-ERR There's no such message.";

struct Entry {
    message: Message,
    deleted: bool,
}

/// A snapshot taken at sign-in; numbers do not change until QUIT.
pub(super) struct Maildrop {
    user: String,
    entries: Vec<Entry>,
}

impl Maildrop {
    pub(super) fn open(store: &Store, user: &str) -> Self {
        let messages = store.messages(user, INBOX).into_iter();
        Self {
            user: user.to_owned(),
            entries: messages
                .map(|message| Entry {
                    message,
                    deleted: false,
                })
                .collect(),
        }
    }

    /// Numbers and messages that are not marked as deleted.
    fn alive(&self) -> impl Iterator<Item = (u32, &Message)> {
        let numbered = (1_u32..).zip(&self.entries);
        numbered
            .filter(|(_, it)| !it.deleted)
            .map(|(number, it)| (number, &it.message))
    }

    fn entry_mut(&mut self, argument: &str) -> Option<&mut Entry> {
        let number: usize = argument.trim().parse().ok()?;
        let entry = self.entries.get_mut(number.checked_sub(1)?)?;
        (!entry.deleted).then_some(entry)
    }

    /// The message with this number, unless it is marked as deleted.
    pub(super) fn message(&self, argument: &str) -> Option<(u32, &Message)> {
        let number: u32 = argument.trim().parse().ok()?;
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let entry = self.entries.get(index)?;
        (!entry.deleted).then_some((number, &entry.message))
    }

    pub(super) fn stat(&self, house: &House) -> String {
        let more = house.faults.take(POP3, |fault| match fault {
            Fault::WrongStat(more) => Some(*more),
            _ => None,
        });
        let count = self.alive().map(|_| 1_u32).sum::<u32>() + more.unwrap_or(0);
        let size: usize = self.alive().map(|(_, it)| it.raw.len()).sum();
        format!("+OK {count} {size}")
    }

    pub(super) fn list(&self, house: &House, link: &mut Link, argument: &str) {
        let size = |it: &Message| interrupt::announced_size(house, POP3, it.raw.len()).to_string();
        self.table(link, argument, |_, message| size(message));
    }

    pub(super) fn uidl(&self, house: &House, link: &mut Link, argument: &str) {
        let duplicate = house.faults.has(POP3, &Fault::DuplicateUidl);
        let empty = house.faults.has(POP3, &Fault::EmptyUidl);
        let long = house.faults.take(POP3, |fault| match fault {
            Fault::LongUidl(width) => Some(*width),
            _ => None,
        });
        let first = self.entries.first().map(|it| it.message.uidl.clone());
        self.table(link, argument, |number, message| {
            let uidl = match (number, &first) {
                (2, Some(first)) if duplicate => first,
                _ => &message.uidl,
            };
            match long {
                _ if empty && number == 1 => String::new(),
                Some(width) => format!("{uidl:x<width$}"),
                None => uidl.clone(),
            }
        });
    }

    /// LIST and UIDL: one line for a number, or a line for every message.
    fn table(&self, link: &mut Link, argument: &str, value: impl Fn(u32, &Message) -> String) {
        if argument.is_empty() {
            link.line(&format!("+OK {} messages", self.alive().count()));
            for (number, message) in self.alive() {
                link.line(&format!("{number} {}", value(number, message)));
            }
            link.line(".");
            return;
        }
        match self.message(argument) {
            Some((number, message)) => {
                link.line(&format!("+OK {number} {}", value(number, message)));
            }
            None => link.line(NO_SUCH_MESSAGE),
        }
    }

    pub(super) fn mark_deleted(&mut self, argument: &str) -> bool {
        match self.entry_mut(argument) {
            Some(entry) => {
                entry.deleted = true;
                true
            }
            None => false,
        }
    }

    pub(super) fn unmark_all(&mut self) {
        for entry in &mut self.entries {
            entry.deleted = false;
        }
    }

    pub(super) fn delete_marked(&self, store: &Store) {
        let marked = self.entries.iter().filter(|it| it.deleted);
        let uids: Vec<u32> = marked.map(|it| it.message.uid).collect();
        store.with_folder(&self.user, INBOX, |folder| {
            folder
                .messages
                .retain(|it| uids.binary_search(&it.uid).is_err());
        });
    }
}
