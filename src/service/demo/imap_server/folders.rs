//! LIST, STATUS, SELECT, EXAMINE, CREATE and APPEND.

use std::time::{SystemTime, UNIX_EPOCH};

use super::command::{Command, Token};
use super::{IMAP, Reply, Session, View};
use crate::service::demo::calendar;
use crate::service::demo::faults::Fault;
use crate::service::demo::house::Ability;
use crate::service::demo::store::Folder;

const NO_SUCH_FOLDER: &str = "[NONEXISTENT] Mailbox doesn't exist.";

impl Session {
    pub(super) fn list(&mut self, user: &str, command: &Command) -> Reply {
        let only_special = matches!(command.arguments.first(), Some(Token::Open));
        let mut words = command.arguments.iter();
        if only_special {
            // `LIST (SPECIAL-USE) "" "*"`: the choice comes before the two arguments.
            words.find(|it| **it == Token::Close);
        }
        let mut names = words.filter_map(Token::words);
        let (Some(reference), Some(pattern)) = (names.next(), names.next()) else {
            return Reply::bad("Two arguments wanted.");
        };
        if pattern.is_empty() {
            let line = format!("* {} (\\Noselect) \"/\" \"\"", command.name);
            self.link.line(&line);
            return Reply::ok("Done.");
        }
        let pattern = format!("{reference}{pattern}");
        for folder in self.house.store.snapshot(user) {
            let special = folder
                .special
                .filter(|_| self.house.can(Ability::SpecialUse));
            if (only_special && special.is_none()) || !matches(&pattern, &folder.name) {
                continue;
            }
            let mut attributes = vec!["\\HasNoChildren"];
            attributes.extend(special.map(|it| it.attribute()));
            self.link.line(&format!(
                "* {} ({}) \"/\" {}",
                command.name,
                attributes.join(" "),
                quoted(&folder.name)
            ));
        }
        Reply::ok("Done.")
    }

    pub(super) fn create(&mut self, user: &str, command: &Command) -> Reply {
        match command.word(0) {
            Some(name) if self.house.store.add_folder(user, &name, None) => Reply::ok("Created."),
            Some(_) => Reply::no("[ALREADYEXISTS] Mailbox exists."),
            None => Reply::bad("Name wanted."),
        }
    }

    pub(super) fn status(&mut self, user: &str, command: &Command) -> Reply {
        let Some(name) = command.word(0) else {
            return Reply::bad("Name wanted.");
        };
        let wanted = command.arguments.iter().skip(1).filter_map(Token::words);
        let answer = self.house.store.with_folder(user, &name, |folder| {
            let figures: Vec<String> = wanted
                .filter_map(|item| {
                    let item = item.to_ascii_uppercase();
                    status_figure(folder, &item).map(|figure| format!("{item} {figure}"))
                })
                .collect();
            figures.join(" ")
        });
        match answer {
            Some(figures) => {
                self.link
                    .line(&format!("* STATUS {} ({figures})", quoted(&name)));
                Reply::ok("Done.")
            }
            None => Reply::no(NO_SUCH_FOLDER),
        }
    }

    pub(super) fn select(&mut self, user: &str, command: &Command) -> Reply {
        self.view = None;
        let Some(name) = command.word(0) else {
            return Reply::bad("Name wanted.");
        };
        let read_only =
            command.name == "EXAMINE" || self.house.faults.has(IMAP, &Fault::ReadOnlyMailbox);
        let opened = self.house.store.with_folder(user, &name, |folder| {
            let view = View {
                folder: folder.name.clone(),
                uid_validity: folder.uid_validity,
                uids: folder.messages.iter().map(|it| it.uid).collect(),
                read_only,
            };
            (view, folder.uid_next)
        });
        let Some((view, uid_next)) = opened else {
            return Reply::no(NO_SUCH_FOLDER);
        };
        let keep = if read_only {
            ""
        } else {
            "\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*"
        };
        self.link
            .line("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
        self.link
            .line(&format!("* OK [PERMANENTFLAGS ({keep})] Flags permitted."));
        self.link.line(&format!("* {} EXISTS", view.uids.len()));
        self.link.line("* 0 RECENT");
        if !self.house.faults.has(IMAP, &Fault::NoUidValidity) {
            let line = format!("* OK [UIDVALIDITY {}] UIDs valid", view.uid_validity);
            self.link.line(&line);
        }
        let wrong = self.house.faults.take(IMAP, |fault| match fault {
            Fault::WrongUidNext(uid) => Some(*uid),
            _ => None,
        });
        let uid_next = wrong.unwrap_or(uid_next);
        self.link
            .line(&format!("* OK [UIDNEXT {uid_next}] Predicted next UID"));
        self.view = Some(view);
        Reply::ok(if read_only {
            "[READ-ONLY] Opened."
        } else {
            "[READ-WRITE] Opened."
        })
    }

    pub(super) fn append(&mut self, user: &str, command: &Command) -> Reply {
        let (Some(name), Some(Token::Text(raw))) = (command.word(0), command.arguments.last())
        else {
            return Reply::bad("Name and message wanted.");
        };
        let middle: Vec<&Token> = command.arguments.iter().skip(1).collect();
        let date = middle
            .iter()
            .rev()
            .nth(1)
            .and_then(|it| calendar::append_date(&it.words()?));
        let received = date.unwrap_or_else(now);
        let Some(uid) = self.house.store.append(user, &name, raw, received) else {
            return Reply::no("[TRYCREATE] Mailbox doesn't exist.");
        };
        let flags: Vec<String> = middle
            .iter()
            .filter_map(|it| it.words())
            .filter(|it| it.starts_with('\\'))
            .collect();
        let validity = self.house.store.with_folder(user, &name, |folder| {
            if let Some(message) = folder.message_mut(uid) {
                message.flags = flags;
            }
            folder.uid_validity
        });
        match validity {
            Some(validity) if self.house.can(Ability::UidPlus) => {
                Reply::Ok(format!("[APPENDUID {validity} {uid}] Appended."))
            }
            _ => Reply::ok("Appended."),
        }
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(0))
}

fn status_figure(folder: &Folder, item: &str) -> Option<u64> {
    let count = |number: usize| u64::try_from(number).unwrap_or(0);
    let messages = &folder.messages;
    match item {
        "MESSAGES" => Some(count(messages.len())),
        "RECENT" => Some(0),
        "UIDNEXT" => Some(folder.uid_next.into()),
        "UIDVALIDITY" => Some(folder.uid_validity.into()),
        "UNSEEN" => Some(count(
            messages.iter().filter(|it| !it.has_flag("\\Seen")).count(),
        )),
        _ => None,
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// LIST's wildcards: `*` is anything, `%` anything but the separator.
fn matches(pattern: &str, name: &str) -> bool {
    let mut pattern_chars = pattern.chars();
    let mut name_chars = name.chars();
    match pattern_chars.next() {
        None => name.is_empty(),
        Some(wild @ ('*' | '%')) => {
            let rest = pattern_chars.as_str();
            if matches(rest, name) {
                return true;
            }
            match name_chars.next() {
                Some('/') if wild == '%' => false,
                Some(_) => matches(pattern, name_chars.as_str()),
                None => false,
            }
        }
        Some(letter) => {
            let same = name_chars
                .next()
                .is_some_and(|it| it.eq_ignore_ascii_case(&letter));
            same && matches(pattern_chars.as_str(), name_chars.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        assert!(matches("*", "Akten/2026"));
        assert!(matches("%", "INBOX"));
        assert!(!matches("%", "Akten/2026"));
        assert!(matches("Akten/%", "Akten/2026"));
        assert!(matches("inbox", "INBOX"));
        assert!(!matches("INBOX", "INBOX/a"));
    }
}
