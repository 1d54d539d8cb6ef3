//! STORE, COPY, MOVE, EXPUNGE and CLOSE.

use super::command::{Command, Token};
use super::{Reply, Session, sets};
use crate::service::demo::house::Ability;

const READ_ONLY: &str = "[READ-ONLY] Mailbox is read-only.";
const TRY_CREATE: &str = "[TRYCREATE] Mailbox doesn't exist.";

/// Messages a command means and the folder they lie in.
struct Target {
    folder: String,
    uid_validity: u32,
    chosen: Vec<(usize, u32)>,
}

impl Target {
    fn uids(&self) -> Vec<u32> {
        self.chosen.iter().map(|(_, uid)| *uid).collect()
    }
}

impl Session {
    fn target(&self, command: &Command, change: Access) -> Result<Target, Reply> {
        let Some(view) = &self.view else {
            return Err(Reply::bad("No mailbox selected."));
        };
        let set = command.word(0).unwrap_or_default();
        let chosen = sets::chosen(&view.uids, &set, command.by_uid);
        let chosen = chosen.ok_or_else(|| Reply::bad("Syntax error in message set."))?;
        if change == Access::Write && view.read_only {
            return Err(Reply::no(READ_ONLY));
        }
        Ok(Target {
            folder: view.folder.clone(),
            uid_validity: view.uid_validity,
            chosen,
        })
    }

    pub(super) fn store(&mut self, user: &str, command: &Command) -> Reply {
        let target = match self.target(command, Access::Write) {
            Ok(target) => target,
            Err(reply) => return reply,
        };
        let Some(item) = command.word(1).map(|it| it.to_ascii_uppercase()) else {
            return Reply::bad("Flags wanted.");
        };
        let (item, silent) = match item.strip_suffix(".SILENT") {
            Some(item) => (item, true),
            None => (item.as_str(), false),
        };
        if !matches!(item, "FLAGS" | "+FLAGS" | "-FLAGS") {
            return Reply::bad("Unknown STORE item.");
        }
        let flags = command.arguments.iter().skip(2).filter_map(Token::words);
        let flags: Vec<String> = flags.collect();
        for (number, uid) in target.chosen {
            let changed = self
                .house
                .store
                .with_folder(user, &target.folder, |folder| {
                    let message = folder.message_mut(uid)?;
                    if item == "FLAGS" {
                        message.flags.clear();
                    }
                    for flag in &flags {
                        match item {
                            "-FLAGS" => message.clear_flag(flag),
                            _ => message.set_flag(flag),
                        }
                    }
                    Some(message.flags.join(" "))
                });
            if let (Some(Some(now)), false) = (changed, silent) {
                let line = format!("* {number} FETCH (UID {uid} FLAGS ({now}))");
                self.link.line(&line);
            }
        }
        Reply::ok("Store completed.")
    }

    pub(super) fn copy(&mut self, user: &str, command: &Command) -> Reply {
        match self.copied(user, command, Access::Read) {
            Ok((_, Some(code))) => Reply::Ok(format!("{code} Copy completed.")),
            Ok((_, None)) => Reply::ok("Copy completed."),
            Err(reply) => reply,
        }
    }

    pub(super) fn move_messages(&mut self, user: &str, command: &Command) -> Reply {
        if !self.house.can(Ability::Move) {
            return Reply::bad("Command unknown.");
        }
        let (target, code) = match self.copied(user, command, Access::Write) {
            Ok(copied) => copied,
            Err(reply) => return reply,
        };
        if let Some(code) = code {
            self.link.line(&format!("* OK {code} Moved UIDs."));
        }
        self.remove(user, &target.folder, &target.uids());
        Reply::ok("Move completed.")
    }

    /// Copies and returns the COPYUID code if the server has it.
    fn copied(
        &self,
        user: &str,
        command: &Command,
        change: Access,
    ) -> Result<(Target, Option<String>), Reply> {
        let target = self.target(command, change)?;
        let Some(to) = command.word(1) else {
            return Err(Reply::bad("Folder wanted."));
        };
        let store = &self.house.store;
        let Some(pairs) = store.copy(user, &target.folder, &target.uids(), &to) else {
            return Err(Reply::no(TRY_CREATE));
        };
        if pairs.is_empty() || !self.house.can(Ability::UidPlus) {
            return Ok((target, None));
        }
        let validity = store.with_folder(user, &to, |folder| folder.uid_validity);
        let (old, new): (Vec<u32>, Vec<u32>) = pairs.into_iter().unzip();
        let code = format!(
            "[COPYUID {} {} {}]",
            validity.unwrap_or(target.uid_validity),
            sets::write(&old),
            sets::write(&new)
        );
        Ok((target, Some(code)))
    }

    pub(super) fn expunge(&mut self, user: &str, command: &Command) -> Reply {
        if command.by_uid && !self.house.can(Ability::UidPlus) {
            return Reply::bad("Command unknown.");
        }
        let Some(view) = &self.view else {
            return Reply::bad("No mailbox selected.");
        };
        if view.read_only {
            return Reply::no(READ_ONLY);
        }
        let candidates = if command.by_uid {
            match self.target(command, Access::Write) {
                Ok(target) => target.uids(),
                Err(reply) => return reply,
            }
        } else {
            view.uids.clone()
        };
        let folder = view.folder.clone();
        let deleted = self.deleted(user, &folder, &candidates);
        self.remove(user, &folder, &deleted);
        Reply::ok("Expunge completed.")
    }

    pub(super) fn close(&mut self, user: &str) -> Reply {
        if let Some(view) = self.view.take().filter(|it| !it.read_only) {
            let deleted = self.deleted(user, &view.folder, &view.uids);
            self.remove(user, &view.folder, &deleted);
        }
        Reply::ok("Close completed.")
    }

    fn deleted(&self, user: &str, folder: &str, candidates: &[u32]) -> Vec<u32> {
        let marked = self.house.store.with_folder(user, folder, |folder| {
            let messages = candidates.iter().filter_map(|uid| folder.message(*uid));
            messages
                .filter(|it| it.has_flag("\\Deleted"))
                .map(|it| it.uid)
                .collect()
        });
        marked.unwrap_or_default()
    }

    /// Takes messages out of the folder; the client is told when the command is answered.
    fn remove(&self, user: &str, folder: &str, uids: &[u32]) {
        self.house.store.with_folder(user, folder, |folder| {
            folder
                .messages
                .retain(|it| uids.binary_search(&it.uid).is_err());
        });
    }
}

/// Whether a command changes the opened folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}
