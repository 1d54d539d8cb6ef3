//! LOGIN, AUTHENTICATE and STARTTLS.

use std::io;

use super::command::Command;
use super::{IMAP, Reply, Session};
use crate::service::demo::faults::Fault;
use crate::service::demo::house::Ability;
use crate::service::demo::sasl::{self, Credentials, NoCredentials};

impl Session {
    pub(super) fn consent_to_tls(&self) -> Reply {
        if !self.house.offers_tls(IMAP, &self.link) {
            return Reply::bad("Command unknown.");
        }
        if self.house.faults.has(IMAP, &Fault::StartTlsRefused) {
            return Reply::no("TLS is not available at the moment.");
        }
        Reply::ok("Begin TLS negotiation now.")
    }

    pub(super) async fn sign_in(&mut self, command: &Command) -> io::Result<Reply> {
        if self.user.is_some() {
            return Ok(Reply::bad("Already signed in."));
        }
        if self.house.wants_tls(&self.link) {
            return Ok(Reply::no("[PRIVACYREQUIRED] Sign-in only with TLS."));
        }
        if command.name == "LOGIN" && !self.house.can(Ability::LoginCommand) {
            return Ok(Reply::no("LOGIN is disabled."));
        }
        let given = if command.name == "LOGIN" {
            match (command.word(0), command.word(1)) {
                (Some(user), Some(password)) => Ok(Credentials { user, password }),
                _ => Err(NoCredentials::Malformed),
            }
        } else {
            self.dialogue(command).await?
        };
        let credentials = match given {
            Ok(credentials) => credentials,
            Err(NoCredentials::Unknown) => return Ok(Reply::no("Mechanism not available.")),
            Err(_) => return Ok(Reply::bad("Sign-in was called off.")),
        };
        let verdict = self
            .house
            .sign_in(IMAP, &credentials.user, &credentials.password);
        if let Err(refusal) = verdict {
            return Ok(Reply::No(refusal.text));
        }
        self.user = Some(credentials.user);
        Ok(Reply::Ok(format!(
            "[CAPABILITY {}] Signed in.",
            self.capabilities()
        )))
    }

    async fn dialogue(
        &mut self,
        command: &Command,
    ) -> io::Result<Result<Credentials, NoCredentials>> {
        let mechanism = command.word(0).unwrap_or_default();
        let initial = command.word(1);
        if initial.is_some() && !self.house.can(Ability::SaslIr) {
            return Ok(Err(NoCredentials::Malformed));
        }
        let initial = initial.as_deref();
        sasl::credentials(&self.house, &mut self.link, "+ ", &mechanism, initial).await
    }
}
