//! A small POP3 server (RFC 1939) with CAPA, STLS, AUTH, UIDL, TOP and pipelining.

mod maildrop;
mod stuffing;

use std::io;

use crate::service::demo::counters::Service;
use crate::service::demo::faults::{BodyAct, Fault};
use crate::service::demo::house::{Ability, House};
use crate::service::demo::interrupt::{self, Next};
use crate::service::demo::link::Link;
use crate::service::demo::sasl::{self, Credentials, NoCredentials};
use maildrop::Maildrop;

const POP3: Service = Service::Pop3;
const UNKNOWN: &str = "-ERR Unknown command.";
const NO_SUCH_MESSAGE: &str = "-ERR There's no such message.";

struct Session {
    house: House,
    link: Link,
    /// Name given with USER, waiting for PASS.
    named: Option<String>,
    maildrop: Option<Maildrop>,
}

/// Serves one connection.
pub(super) async fn serve(house: House, link: Link) -> io::Result<()> {
    let mut session = Session {
        house,
        link,
        named: None,
        maildrop: None,
    };
    let greeting = "+OK Kontorpost Uebungsbuero";
    let greeted = interrupt::greet(&session.house, &mut session.link, POP3, greeting).await?;
    if greeted == Next::End {
        return Ok(());
    }
    loop {
        let line = session.link.read_line().await?;
        let line = String::from_utf8_lossy(&line).into_owned();
        if session.obey(&line).await? == Next::End {
            return session.link.close().await;
        }
    }
}

impl Session {
    async fn obey(&mut self, line: &str) -> io::Result<Next> {
        let (verb, argument) = line.split_once(' ').unwrap_or((line, ""));
        let verb = verb.to_ascii_uppercase();
        self.house.saw(POP3, &self.link, &verb, argument);
        let next = interrupt::before_command(&self.house, &mut self.link, POP3, &verb, "").await?;
        if next == Next::Answered && verb == "QUIT" {
            // A refused QUIT ends the connection all the same, and nothing was deleted.
            return Ok(Next::End);
        }
        if next != Next::Proceed {
            return Ok(next);
        }
        match verb.as_str() {
            "CAPA" => self.capabilities(),
            "NOOP" if self.maildrop.is_some() => self.link.line("+OK"),
            "STLS" => self.start_tls().await?,
            "USER" => self.user(argument),
            // A password may hold blanks, so it is everything after the first one.
            "PASS" => self.pass(argument),
            "AUTH" => self.authenticate(argument).await?,
            "RETR" => return self.retrieve(argument).await,
            "QUIT" => {
                self.quit();
                return Ok(Next::End);
            }
            _ => self.carry_out(&verb, argument),
        }
        Ok(Next::Answered)
    }

    fn capabilities(&mut self) {
        if !self.house.can(Ability::Capa) {
            self.link.line(UNKNOWN);
            return;
        }
        self.link.line("+OK");
        let house = &self.house;
        let mut lines = vec!["RESP-CODES", "AUTH-RESP-CODE"];
        let mut announce = |ability, line| {
            if house.can(ability) {
                lines.push(line);
            }
        };
        announce(Ability::Uidl, "UIDL");
        announce(Ability::Top, "TOP");
        announce(Ability::Pipelining, "PIPELINING");
        if house.offers_tls(POP3, &self.link) && self.maildrop.is_none() {
            lines.push("STLS");
        }
        let sasl = format!("SASL{}", mechanisms(house));
        if !house.wants_tls(&self.link) {
            if house.can(Ability::LoginCommand) {
                lines.push("USER");
            }
            lines.push(&sasl);
        }
        for line in lines {
            self.link.line(line);
        }
        self.link.line(".");
    }

    async fn start_tls(&mut self) -> io::Result<()> {
        if !self.house.offers_tls(POP3, &self.link) || self.maildrop.is_some() {
            self.link.line(UNKNOWN);
            return Ok(());
        }
        if self.house.faults.has(POP3, &Fault::StartTlsRefused) {
            self.link.line("-ERR TLS is not available at the moment.");
            return Ok(());
        }
        self.link.line("+OK Begin TLS negotiation now.");
        self.named = None;
        interrupt::start_tls(&self.house, &mut self.link, POP3).await
    }

    fn user(&mut self, name: &str) {
        if !self.house.can(Ability::LoginCommand) {
            self.link.line(UNKNOWN);
        } else if self.maildrop.is_some() {
            self.link.line("-ERR Already signed in.");
        } else if self.house.wants_tls(&self.link) {
            self.link.line("-ERR [AUTH] Sign-in only with TLS.");
        } else {
            self.named = Some(name.to_owned());
            self.link.line("+OK");
        }
    }

    fn pass(&mut self, password: &str) {
        match self.named.take() {
            Some(user) => self.sign_in(&Credentials {
                user,
                password: password.to_owned(),
            }),
            None => self.link.line("-ERR USER first."),
        }
    }

    async fn authenticate(&mut self, argument: &str) -> io::Result<()> {
        if self.maildrop.is_some() {
            self.link.line("-ERR Already signed in.");
            return Ok(());
        }
        if argument.is_empty() {
            self.link.line("+OK");
            for mechanism in mechanisms(&self.house).split_whitespace() {
                self.link.line(mechanism);
            }
            self.link.line(".");
            return Ok(());
        }
        if self.house.wants_tls(&self.link) {
            self.link.line("-ERR [AUTH] Sign-in only with TLS.");
            return Ok(());
        }
        let mut words = argument.split_whitespace();
        let mechanism = words.next().unwrap_or_default();
        let given =
            sasl::credentials(&self.house, &mut self.link, "+ ", mechanism, words.next()).await?;
        match given {
            Ok(credentials) => self.sign_in(&credentials),
            Err(NoCredentials::Unknown) => self.link.line("-ERR Mechanism not available."),
            Err(_) => self.link.line("-ERR Sign-in was called off."),
        }
        Ok(())
    }

    fn sign_in(&mut self, given: &Credentials) {
        match self.house.sign_in(POP3, &given.user, &given.password) {
            Ok(()) => {
                self.maildrop = Some(Maildrop::open(&self.house.store, &given.user));
                self.link.line("+OK Signed in.");
            }
            Err(refusal) => self.link.line(&format!("-ERR {}", refusal.text)),
        }
    }

    fn carry_out(&mut self, verb: &str, argument: &str) {
        let Some(maildrop) = &mut self.maildrop else {
            self.link.line("-ERR Unknown command or not signed in.");
            return;
        };
        let house = &self.house;
        match verb {
            "STAT" => self.link.line(&maildrop.stat(house)),
            "LIST" => maildrop.list(house, &mut self.link, argument),
            "UIDL" if house.can(Ability::Uidl) => {
                maildrop.uidl(house, &mut self.link, argument);
            }
            "TOP" if house.can(Ability::Top) => {
                let more = match house.faults.has(POP3, &Fault::TopDiffers) {
                    true => "X-UIDL: 1\r\n",
                    false => "",
                };
                top(maildrop, &mut self.link, (argument, more));
            }
            "DELE" => {
                let read_only = house.faults.has(POP3, &Fault::ReadOnlyMailbox);
                let reply = if read_only {
                    "-ERR [SYS/PERM] Maildrop is read-only."
                } else if maildrop.mark_deleted(argument) {
                    "+OK Marked to be deleted."
                } else {
                    NO_SUCH_MESSAGE
                };
                self.link.line(reply);
            }
            "RSET" => {
                maildrop.unmark_all();
                self.link.line("+OK");
            }
            _ => self.link.line(UNKNOWN),
        }
    }

    async fn retrieve(&mut self, argument: &str) -> io::Result<Next> {
        let Some(maildrop) = &self.maildrop else {
            self.link.line("-ERR Not signed in.");
            return Ok(Next::Answered);
        };
        let Some((number, message)) = maildrop.message(argument) else {
            self.link.line(NO_SUCH_MESSAGE);
            return Ok(Next::Answered);
        };
        let house = &self.house;
        let refused = Fault::RefuseMessage(number);
        if house.faults.has(POP3, &refused) {
            self.link.line("-ERR [SYS/TEMP] Message cannot be read.");
            return Ok(Next::Answered);
        }
        if house.faults.has(POP3, &Fault::CloseAtMessage(number)) {
            return Ok(Next::End);
        }
        let bare = house.faults.has(POP3, &Fault::BareLf);
        let body = if house.faults.has(POP3, &Fault::EmptyBody) {
            Vec::new()
        } else if bare {
            stuffing::stuffed_bare(&message.raw)
        } else {
            stuffing::stuffed(&message.raw)
        };
        let size = interrupt::announced_size(house, POP3, message.raw.len());
        self.link.line(&format!("+OK {size} octets"));
        let act = interrupt::send_body(house, &mut self.link, POP3, &body).await?;
        if house.faults.has(POP3, &Fault::MissingFinalDot) {
            self.link.fall_silent().await?;
            return Ok(Next::End);
        }
        self.link.put(if bare { b".\n" } else { b".\r\n" });
        Ok(match act {
            BodyAct::WholeThenClose => Next::End,
            _ => Next::Answered,
        })
    }

    /// Only here does deleting become real (RFC 1939 section 6).
    fn quit(&mut self) {
        if let Some(maildrop) = self.maildrop.take() {
            maildrop.delete_marked(&self.house.store);
        }
        self.link.line("+OK Auf Wiedersehen");
    }
}

fn mechanisms(house: &House) -> String {
    let mut words = String::new();
    if house.can(Ability::AuthPlain) {
        words.push_str(" PLAIN");
    }
    if house.can(Ability::AuthLogin) {
        words.push_str(" LOGIN");
    }
    words
}

fn top(maildrop: &Maildrop, link: &mut Link, (argument, more): (&str, &str)) {
    let (number, lines) = argument.split_once(' ').unwrap_or((argument, ""));
    match (maildrop.message(number), lines.trim().parse()) {
        (Some((_, message)), Ok(lines)) => {
            link.line("+OK");
            link.put(more.as_bytes());
            link.put(&stuffing::stuffed(stuffing::top(&message.raw, lines)));
            link.put(b".\r\n");
        }
        _ => link.line(NO_SUCH_MESSAGE),
    }
}

#[cfg(test)]
mod tests;
