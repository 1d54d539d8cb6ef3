//! What the practice servers have seen: connections, sign-ins and every command, for asserts and for the office's protocol.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Commands kept; older ones are forgotten so that a long practice day does not fill the memory.
const KEPT: usize = 100_000;

/// One of the kinds of server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// Receiving by IMAP.
    Imap,
    /// Receiving by POP3.
    Pop3,
    /// Sending.
    Smtp,
    /// Exchange.
    Ews,
}

/// A command as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCommand {
    /// Which server.
    pub service: Service,
    /// Which connection, counted from 1 over all servers.
    pub connection: u64,
    /// Whether the connection was encrypted at that moment.
    pub tls: bool,
    /// Command in capitals, for example `UID FETCH`, `RETR`, `MAIL`.
    pub verb: String,
    /// What followed; `***` where it would be a credential.
    pub text: String,
    /// Whether it carried or asked for a credential (user name or password).
    pub credential: bool,
}

/// Figures of one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Connections accepted.
    pub connections: u64,
    /// Sign-ins tried.
    pub sign_ins: u64,
    /// Sign-ins refused.
    pub rejected: u64,
    /// Commands received.
    pub commands: u64,
    /// Commands with a credential that came in without TLS.
    pub clear_credentials: u64,
    /// Message bodies handed out to the last byte (IMAP FETCH, POP3 RETR, Exchange's GetItem).
    pub bodies: u64,
}

#[derive(Debug, Default)]
struct Inner {
    imap: Tally,
    pop3: Tally,
    smtp: Tally,
    ews: Tally,
    last_connection: u64,
    commands: VecDeque<SeenCommand>,
}

impl Inner {
    fn tally(&mut self, service: Service) -> &mut Tally {
        match service {
            Service::Imap => &mut self.imap,
            Service::Pop3 => &mut self.pop3,
            Service::Smtp => &mut self.smtp,
            Service::Ews => &mut self.ews,
        }
    }
}

/// Handle on the figures; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Counters(Arc<Mutex<Inner>>);

impl Counters {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Figures of one server so far.
    pub fn tally(&self, service: Service) -> Tally {
        *self.inner().tally(service)
    }

    /// Every command of one server so far, in the order they came in.
    pub fn commands(&self, service: Service) -> Vec<SeenCommand> {
        let inner = self.inner();
        let all = inner.commands.iter();
        all.filter(|it| it.service == service).cloned().collect()
    }

    /// How often one server received this command (`FETCH` counts `UID FETCH` too).
    pub fn count(&self, service: Service, verb: &str) -> usize {
        let inner = self.inner();
        let all = inner.commands.iter();
        all.filter(|it| it.service == service && same_command(&it.verb, verb))
            .count()
    }

    /// Forgets everything.
    pub fn reset(&self) {
        let mut inner = self.inner();
        let last_connection = inner.last_connection;
        *inner = Inner {
            last_connection,
            ..Inner::default()
        };
    }

    pub(super) fn connection(&self, service: Service) -> u64 {
        let mut inner = self.inner();
        inner.tally(service).connections += 1;
        inner.last_connection += 1;
        inner.last_connection
    }

    pub(super) fn sign_in(&self, service: Service, accepted: bool) {
        let mut inner = self.inner();
        let tally = inner.tally(service);
        tally.sign_ins += 1;
        tally.rejected += u64::from(!accepted);
    }

    pub(super) fn body(&self, service: Service) {
        self.inner().tally(service).bodies += 1;
    }

    pub(super) fn command(&self, seen: SeenCommand) {
        let mut inner = self.inner();
        let tally = inner.tally(seen.service);
        tally.commands += 1;
        tally.clear_credentials += u64::from(seen.credential && !seen.tls);
        if inner.commands.len() >= KEPT {
            inner.commands.pop_front();
        }
        inner.commands.push_back(seen);
    }
}

/// Whether a script's or a question's word means this command: `FETCH` means `UID FETCH` as well.
pub(super) fn same_command(verb: &str, wanted: &str) -> bool {
    let bare = verb.strip_prefix("UID ").unwrap_or(verb);
    wanted.eq_ignore_ascii_case(verb) || wanted.eq_ignore_ascii_case(bare)
}
