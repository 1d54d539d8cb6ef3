//! A small submission server (RFC 5321, RFC 6409) that delivers to the users of the practice office.

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::service::demo::counters::Service;
use crate::service::demo::faults::{FINAL_DOT, Fault};
use crate::service::demo::house::{Ability, House};
use crate::service::demo::interrupt::{self, Next};
use crate::service::demo::link::Link;
use crate::service::demo::sasl::{self, NoCredentials};
use crate::service::demo::store::INBOX;

const SMTP: Service = Service::Smtp;
/// Largest message taken.
const LARGEST: usize = 64 << 20;
const TOO_LARGE: &str = "552 5.3.4 Message too big for system";
const WANTS_TLS: &str = "530 5.7.0 Must issue a STARTTLS command first";

/// What was said about the message that is being sent.
#[derive(Debug, Default)]
struct Envelope {
    sender: Option<String>,
    /// Users it goes to.
    recipients: Vec<String>,
}

struct Session {
    house: House,
    link: Link,
    greeted: bool,
    signed_in: bool,
    envelope: Envelope,
}

/// Serves one connection.
pub(super) async fn serve(house: House, link: Link) -> io::Result<()> {
    let mut session = Session {
        house,
        link,
        greeted: false,
        signed_in: false,
        envelope: Envelope::default(),
    };
    let greeting = "220 localhost ESMTP Kontorpost Uebungsbuero";
    let greeted = interrupt::greet(&session.house, &mut session.link, SMTP, greeting).await?;
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
        self.house.saw(SMTP, &self.link, &verb, argument);
        let next = interrupt::before_command(&self.house, &mut self.link, SMTP, &verb, "").await?;
        if next != Next::Proceed {
            return Ok(next);
        }
        match verb.as_str() {
            "EHLO" => self.greet_extended(),
            "HELO" => {
                self.greeted = true;
                self.link.line("250 localhost");
            }
            "STARTTLS" => self.start_tls().await?,
            "AUTH" => self.authenticate(argument).await?,
            "MAIL" => self.mail(argument),
            "RCPT" => self.recipient(argument),
            "DATA" => return self.data().await,
            "RSET" => {
                self.envelope = Envelope::default();
                self.link.line("250 2.0.0 Ok");
            }
            "NOOP" => self.link.line("250 2.0.0 Ok"),
            "QUIT" => {
                self.link.line("221 2.0.0 Auf Wiedersehen");
                return Ok(Next::End);
            }
            _ => self.link.line("502 5.5.2 Command not recognized"),
        }
        Ok(Next::Answered)
    }

    fn greet_extended(&mut self) {
        self.greeted = true;
        self.envelope = Envelope::default();
        let house = &self.house;
        let mut lines = vec!["localhost".to_owned(), "PIPELINING".to_owned()];
        if house.can(Ability::Size) {
            lines.push(format!("SIZE {LARGEST}"));
        }
        if house.offers_tls(SMTP, &self.link) {
            lines.push("STARTTLS".to_owned());
        }
        let mut mechanisms = String::new();
        for (ability, word) in [
            (Ability::AuthPlain, " PLAIN"),
            (Ability::AuthLogin, " LOGIN"),
        ] {
            if house.can(ability) && !house.wants_tls(&self.link) {
                mechanisms.push_str(word);
            }
        }
        if !mechanisms.is_empty() {
            lines.push(format!("AUTH{mechanisms}"));
        }
        lines.push("ENHANCEDSTATUSCODES".to_owned());
        if house.can(Ability::EightBitMime) {
            lines.push("8BITMIME".to_owned());
        }
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            self.link.line(&format!("250-{line}"));
        }
        self.link.line(&format!("250 {last}"));
    }

    async fn start_tls(&mut self) -> io::Result<()> {
        if !self.house.offers_tls(SMTP, &self.link) {
            self.link.line("502 5.5.2 Command not recognized");
            return Ok(());
        }
        if self.house.faults.has(SMTP, &Fault::StartTlsRefused) {
            self.link.line("454 4.7.0 TLS not available");
            return Ok(());
        }
        self.link.line("220 2.0.0 Ready to start TLS");
        // Nothing said before TLS counts afterwards (RFC 3207 section 4.2).
        self.greeted = false;
        self.signed_in = false;
        self.envelope = Envelope::default();
        interrupt::start_tls(&self.house, &mut self.link, SMTP).await
    }

    async fn authenticate(&mut self, argument: &str) -> io::Result<()> {
        if self.signed_in {
            self.link.line("503 5.5.1 Already authenticated");
            return Ok(());
        }
        if self.house.wants_tls(&self.link) {
            self.link.line(WANTS_TLS);
            return Ok(());
        }
        let mut words = argument.split_whitespace();
        let mechanism = words.next().unwrap_or_default();
        let given =
            sasl::credentials(&self.house, &mut self.link, "334 ", mechanism, words.next()).await?;
        let credentials = match given {
            Ok(credentials) => credentials,
            Err(reason) => {
                self.link.line(match reason {
                    NoCredentials::Unknown => "504 5.5.4 Unrecognized authentication type",
                    NoCredentials::Cancelled => "501 5.7.0 Authentication aborted",
                    NoCredentials::Malformed => "501 5.5.2 Invalid authentication data",
                });
                return Ok(());
            }
        };
        let house = &self.house;
        match house.sign_in(SMTP, &credentials.user, &credentials.password) {
            Ok(()) => {
                self.signed_in = true;
                self.link.line("235 2.7.0 Authentication successful");
            }
            Err(refusal) => {
                let code = if refusal.temporary {
                    "454 4.7.0"
                } else {
                    "535 5.7.8"
                };
                self.link.line(&format!("{code} {}", refusal.text));
            }
        }
        Ok(())
    }

    fn mail(&mut self, argument: &str) {
        let Some((sender, parameters)) = path(argument, "FROM:") else {
            self.link.line("501 5.5.4 Syntax: MAIL FROM:<address>");
            return;
        };
        let size = parameters.split_whitespace().find_map(|it| {
            let (name, size) = it.split_once('=')?;
            name.eq_ignore_ascii_case("SIZE").then_some(size)
        });
        let size: usize = size.and_then(|it| it.parse().ok()).unwrap_or(0);
        let reply = if !self.greeted {
            "503 5.5.1 Error: send HELO/EHLO first"
        } else if self.envelope.sender.is_some() {
            "503 5.5.1 Error: nested MAIL command"
        } else if self.house.wants_tls(&self.link) {
            WANTS_TLS
        } else if self.house.can(Ability::SignInToSend) && !self.signed_in {
            "530 5.7.0 Authentication required"
        } else if size > LARGEST {
            TOO_LARGE
        } else {
            self.envelope.sender = Some(sender.to_owned());
            "250 2.1.0 Ok"
        };
        self.link.line(reply);
    }

    fn recipient(&mut self, argument: &str) {
        if self.envelope.sender.is_none() {
            self.link.line("503 5.5.1 Error: need MAIL command");
            return;
        }
        let Some((address, _)) = path(argument, "TO:") else {
            self.link.line("501 5.5.4 Syntax: RCPT TO:<address>");
            return;
        };
        match self.house.store.user_of(address) {
            Some(user) => {
                self.envelope.recipients.push(user);
                self.link.line("250 2.1.5 Ok");
            }
            None => {
                let reply = format!("550 5.1.1 <{address}>: Recipient address rejected");
                self.link.line(&reply);
            }
        }
    }

    async fn data(&mut self) -> io::Result<Next> {
        if self.envelope.recipients.is_empty() {
            self.link.line("503 5.5.1 Error: need RCPT command");
            return Ok(Next::Answered);
        }
        self.link.line("354 End data with <CR><LF>.<CR><LF>");
        let message = self.read_message().await?;
        let next =
            interrupt::before_command(&self.house, &mut self.link, SMTP, FINAL_DOT, "").await?;
        let envelope = std::mem::take(&mut self.envelope);
        if next != Next::Proceed {
            return Ok(next);
        }
        let Some(message) = message else {
            self.link.line(TOO_LARGE);
            return Ok(Next::Answered);
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(0));
        for user in &envelope.recipients {
            self.house.store.append(user, INBOX, &message, now);
        }
        self.link.line("250 2.0.0 Ok: delivered");
        Ok(Next::Answered)
    }

    /// Reads up to the final dot and takes the stuffing out; nothing if it was too large.
    async fn read_message(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut message = Vec::new();
        let mut too_large = false;
        let mut at_line_start = true;
        loop {
            let line = self.link.read_raw_line().await?;
            // Only CR LF . CR LF ends a message: with bare line feeds, mail could be smuggled in.
            if at_line_start && line == b".\r\n" {
                return Ok((!too_large).then_some(message));
            }
            let text = match line.strip_prefix(b".") {
                Some(text) if at_line_start => text,
                _ => &line,
            };
            at_line_start = line.ends_with(b"\r\n");
            too_large |= message.len() + text.len() > LARGEST;
            if !too_large {
                message.extend_from_slice(text);
            }
        }
    }
}

/// The address in `FROM:<address> parameters`, and the parameters.
fn path<'a>(argument: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (start, rest) = argument.split_at_checked(word.len())?;
    if !start.eq_ignore_ascii_case(word) {
        return None;
    }
    rest.trim_start().strip_prefix('<')?.split_once('>')
}

#[cfg(test)]
mod tests;
