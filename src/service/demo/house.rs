//! What all sessions of the practice servers share.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;

use crate::service::demo::counters::{Counters, SeenCommand, Service};
use crate::service::demo::faults::{Fault, Faults};
use crate::service::demo::link::Link;
use crate::service::demo::store::Store;

/// Something a server can or insists on; all but [`Ability::TlsOnly`] are there from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ability {
    /// IMAP UIDPLUS (RFC 4315).
    UidPlus,
    /// IMAP MOVE (RFC 6851).
    Move,
    /// IMAP SPECIAL-USE (RFC 6154).
    SpecialUse,
    /// IMAP SASL-IR (RFC 4959).
    SaslIr,
    /// IMAP LITERAL+ (RFC 7888).
    LiteralPlus,
    /// AUTH/AUTHENTICATE PLAIN on all servers.
    AuthPlain,
    /// AUTH/AUTHENTICATE LOGIN on all servers.
    AuthLogin,
    /// IMAP's LOGIN, POP3's USER and PASS.
    LoginCommand,
    /// POP3 CAPA; without it the other abilities are there but not announced.
    Capa,
    /// POP3 UIDL.
    Uidl,
    /// POP3 TOP.
    Top,
    /// POP3 PIPELINING.
    Pipelining,
    /// SMTP 8BITMIME.
    EightBitMime,
    /// SMTP SIZE.
    Size,
    /// SMTP takes mail only after a sign-in.
    SignInToSend,
    /// No sign-in before TLS: IMAP LOGINDISABLED, POP3 -ERR, SMTP 530.
    TlsOnly,
}

impl Ability {
    /// What an ordinary server can.
    pub(super) fn usual() -> BTreeSet<Self> {
        BTreeSet::from([
            Self::UidPlus,
            Self::Move,
            Self::SpecialUse,
            Self::SaslIr,
            Self::LiteralPlus,
            Self::AuthPlain,
            Self::AuthLogin,
            Self::LoginCommand,
            Self::Capa,
            Self::Uidl,
            Self::Top,
            Self::Pipelining,
            Self::EightBitMime,
            Self::Size,
            Self::SignInToSend,
        ])
    }
}

/// Handle on everything a session needs besides its own connection.
#[derive(Clone)]
pub(super) struct House {
    pub(super) store: Store,
    pub(super) faults: Faults,
    pub(super) counters: Counters,
    pub(super) abilities: Arc<BTreeSet<Ability>>,
    pub(super) tls: Arc<Mutex<Arc<ServerConfig>>>,
}

impl House {
    pub(super) fn can(&self, ability: Ability) -> bool {
        self.abilities.contains(&ability)
    }

    pub(super) fn tls_config(&self) -> Arc<ServerConfig> {
        let config = self.tls.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&config)
    }

    /// Whether STARTTLS is to be offered on this connection.
    pub(super) fn offers_tls(&self, service: Service, link: &Link) -> bool {
        !link.is_tls() && !self.faults.has(service, &Fault::StartTlsMissing)
    }

    /// Whether a sign-in is refused for want of TLS.
    pub(super) fn wants_tls(&self, link: &Link) -> bool {
        self.can(Ability::TlsOnly) && !link.is_tls()
    }

    /// Writes a command down, credentials masked.
    pub(super) fn saw(&self, service: Service, link: &Link, verb: &str, text: &str) {
        let credential = matches!(verb, "LOGIN" | "AUTHENTICATE" | "AUTH" | "USER" | "PASS");
        // A bare AUTH (POP3) only asks for the list of mechanisms.
        let credential = credential && !(verb == "AUTH" && text.is_empty());
        self.counters.command(SeenCommand {
            service,
            connection: link.number,
            tls: link.is_tls(),
            verb: verb.to_owned(),
            text: if credential {
                "***".to_owned()
            } else {
                text.to_owned()
            },
            credential,
        });
    }

    /// Judges a sign-in: nothing on success, otherwise how to refuse it.
    pub(super) fn sign_in(
        &self,
        service: Service,
        user: &str,
        password: &str,
    ) -> Result<(), Refusal> {
        let scripted = self.faults.take(service, |fault| match fault {
            Fault::RejectLogin(text) => Some(Refusal::rejected(text)),
            Fault::TemporaryLogin(text) => Some(Refusal {
                temporary: true,
                ..Refusal::rejected(text)
            }),
            Fault::EchoPassword => {
                let text = format!("Login failed for {user} with password {password}");
                Some(Refusal::rejected(&text))
            }
            _ => None,
        });
        let verdict = match scripted {
            Some(refusal) => Err(refusal),
            None if self.store.accepts(user, password) => Ok(()),
            None => Err(Refusal::rejected(match service {
                Service::Imap => "[AUTHENTICATIONFAILED] Authentication failed.",
                Service::Pop3 => "[AUTH] Authentication failed.",
                Service::Smtp | Service::Ews => "Error: authentication failed",
            })),
        };
        self.counters.sign_in(service, verdict.is_ok());
        verdict
    }
}

/// How a sign-in is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) text: String,
    pub(super) temporary: bool,
}

impl Refusal {
    fn rejected(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            temporary: false,
        }
    }
}
