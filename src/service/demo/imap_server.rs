//! A small IMAP4rev1 server (RFC 3501) with UIDPLUS, MOVE, SPECIAL-USE, SASL-IR and LITERAL+.

mod change;
mod command;
mod fetch;
mod folders;
mod search;
mod sets;
mod sign_in;

use std::io;

use crate::service::demo::counters::Service;
use crate::service::demo::faults::Fault;
use crate::service::demo::house::{Ability, House};
use crate::service::demo::interrupt::{self, Next};
use crate::service::demo::link::Link;
use command::Command;

const IMAP: Service = Service::Imap;

/// The tagged answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reply {
    Ok(String),
    No(String),
    Bad(String),
    /// Nothing more to say: the connection is over.
    End,
}

impl Reply {
    fn ok(text: &str) -> Self {
        Self::Ok(text.to_owned())
    }

    fn no(text: &str) -> Self {
        Self::No(text.to_owned())
    }

    fn bad(text: &str) -> Self {
        Self::Bad(text.to_owned())
    }
}

/// The opened folder as the client knows it: message numbers change only when it is told.
#[derive(Debug)]
struct View {
    folder: String,
    uid_validity: u32,
    /// UIDs in the order of the message numbers.
    uids: Vec<u32>,
    read_only: bool,
}

struct Session {
    house: House,
    link: Link,
    user: Option<String>,
    view: Option<View>,
}

/// Serves one connection.
pub(super) async fn serve(house: House, link: Link) -> io::Result<()> {
    let mut session = Session {
        house,
        link,
        user: None,
        view: None,
    };
    if session.greet().await? == Next::End {
        return Ok(());
    }
    loop {
        let command = match command::read(&mut session.link).await? {
            Ok(command) => command,
            Err(tag) => {
                session.link.line(&format!("{tag} BAD Syntax error"));
                continue;
            }
        };
        if session.obey(&command).await? == Next::End {
            return session.link.close().await;
        }
    }
}

impl Session {
    async fn greet(&mut self) -> io::Result<Next> {
        let state = if self.house.faults.has(IMAP, &Fault::Preauth) {
            self.user = self.house.store.users().into_iter().next();
            "PREAUTH"
        } else {
            "OK"
        };
        let capabilities = self.capabilities();
        let greeting = format!("* {state} [CAPABILITY {capabilities}] Kontorpost Uebungsbuero");
        interrupt::greet(&self.house, &mut self.link, IMAP, &greeting).await
    }

    fn capabilities(&self) -> String {
        let house = &self.house;
        let mut words = vec!["IMAP4rev1", "ID", "ENABLE", "UNSELECT"];
        let mut announce = |ability, word| {
            if house.can(ability) {
                words.push(word);
            }
        };
        announce(Ability::SaslIr, "SASL-IR");
        announce(Ability::LiteralPlus, "LITERAL+");
        announce(Ability::UidPlus, "UIDPLUS");
        announce(Ability::Move, "MOVE");
        announce(Ability::SpecialUse, "SPECIAL-USE");
        if house.offers_tls(IMAP, &self.link) {
            words.push("STARTTLS");
        }
        let wants_tls = house.wants_tls(&self.link);
        if wants_tls || !house.can(Ability::LoginCommand) {
            words.push("LOGINDISABLED");
        }
        if !wants_tls {
            if house.can(Ability::AuthPlain) {
                words.push("AUTH=PLAIN");
            }
            if house.can(Ability::AuthLogin) {
                words.push("AUTH=LOGIN");
            }
        }
        words.join(" ")
    }

    async fn obey(&mut self, command: &Command) -> io::Result<Next> {
        let verb = command.verb();
        self.house.saw(IMAP, &self.link, &verb, &command.text());
        let tag = command.tag.as_str();
        let next = interrupt::before_command(&self.house, &mut self.link, IMAP, &verb, tag).await?;
        if next != Next::Proceed {
            return Ok(next);
        }
        let reply = self.carry_out(command).await?;
        if matches!(reply, Reply::Ok(_) | Reply::No(_)) && command.may_report_expunge() {
            let alive = self.report_changes();
            if !alive {
                self.link.line("* BYE UIDVALIDITY changed");
                return Ok(Next::End);
            }
        }
        if matches!(command.name.as_str(), "SELECT" | "EXAMINE" | "FETCH") {
            self.warn();
        }
        let (word, text) = match reply {
            Reply::Ok(text) => ("OK", text),
            Reply::No(text) => ("NO", text),
            Reply::Bad(text) => ("BAD", text),
            Reply::End => return Ok(Next::End),
        };
        self.link.line(&format!("{tag} {word} {text}"));
        match command.name.as_str() {
            "LOGOUT" => Ok(Next::End),
            // The handshake follows the tagged OK, so it cannot be part of the command.
            "STARTTLS" if word == "OK" => {
                interrupt::start_tls(&self.house, &mut self.link, IMAP).await?;
                Ok(Next::Answered)
            }
            _ => Ok(Next::Answered),
        }
    }

    async fn carry_out(&mut self, command: &Command) -> io::Result<Reply> {
        match command.name.as_str() {
            "CAPABILITY" => {
                let line = format!("* CAPABILITY {}", self.capabilities());
                self.link.line(&line);
                Ok(Reply::ok("Done."))
            }
            "NOOP" | "CHECK" => Ok(Reply::ok("Done.")),
            "ID" => {
                self.link
                    .line("* ID (\"name\" \"Kontorpost Uebungsbuero\")");
                Ok(Reply::ok("Done."))
            }
            "LOGOUT" => {
                self.link.line("* BYE Auf Wiedersehen");
                Ok(Reply::ok("Done."))
            }
            "STARTTLS" => Ok(self.consent_to_tls()),
            "LOGIN" | "AUTHENTICATE" => self.sign_in(command).await,
            _ => match self.user.clone() {
                Some(user) => self.carry_out_for(&user, command).await,
                None => Ok(Reply::bad("Please sign in first.")),
            },
        }
    }

    async fn carry_out_for(&mut self, user: &str, command: &Command) -> io::Result<Reply> {
        match command.name.as_str() {
            "ENABLE" => {
                self.link.line("* ENABLED");
                Ok(Reply::ok("Done."))
            }
            "SUBSCRIBE" | "UNSUBSCRIBE" => Ok(Reply::ok("Done.")),
            "LIST" | "LSUB" => Ok(self.list(user, command)),
            "CREATE" => Ok(self.create(user, command)),
            "STATUS" => Ok(self.status(user, command)),
            "SELECT" | "EXAMINE" => Ok(self.select(user, command)),
            "APPEND" => Ok(self.append(user, command)),
            _ if self.view.is_none() => Ok(Reply::bad("No mailbox selected or command unknown.")),
            "SEARCH" => Ok(self.search(user, command)),
            "FETCH" => self.fetch(user, command).await,
            "STORE" => Ok(self.store(user, command)),
            "COPY" => Ok(self.copy(user, command)),
            "MOVE" => Ok(self.move_messages(user, command)),
            "EXPUNGE" => Ok(self.expunge(user, command)),
            "CLOSE" => Ok(self.close(user)),
            "UNSELECT" => {
                self.view = None;
                Ok(Reply::ok("Done."))
            }
            _ => Ok(Reply::bad("Command unknown.")),
        }
    }

    fn warn(&mut self) {
        let warning = self.house.faults.take(IMAP, |fault| match fault {
            Fault::UntaggedNo(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = warning {
            self.link.line(&format!("* NO {text}"));
        }
    }

    /// Tells the client what came and went in the opened folder; false if its numbers mean nothing
    /// any more.
    fn report_changes(&mut self) -> bool {
        let (Some(user), Some(view)) = (&self.user, &mut self.view) else {
            return true;
        };
        let now = self.house.store.with_folder(user, &view.folder, |folder| {
            let uids = folder.messages.iter().map(|it| it.uid);
            let same = uids.clone().eq(view.uids.iter().copied());
            let changed: Option<Vec<u32>> = (!same).then(|| uids.collect());
            (folder.uid_validity, changed)
        });
        let uids = match now {
            Some((validity, changed)) if validity == view.uid_validity => changed,
            _ => return false,
        };
        let Some(uids) = uids else {
            return true;
        };
        let gone = |uid: &u32| uids.binary_search(uid).is_err();
        let mut reported = 0;
        for (index, _) in view.uids.iter().enumerate().filter(|(_, uid)| gone(uid)) {
            self.link
                .line(&format!("* {} EXPUNGE", index + 1 - reported));
            reported += 1;
        }
        if uids.len() != view.uids.len() - reported {
            self.link.line(&format!("* {} EXISTS", uids.len()));
        }
        view.uids = uids;
        true
    }
}

#[cfg(test)]
mod tests;
