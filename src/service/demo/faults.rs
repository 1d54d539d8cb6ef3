//! Faults that no real server shows on demand, to be set on the practice servers while they run.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::service::demo::counters::{Service, same_command};

/// One thing a server does wrong.
///
/// Commands are named in capitals (`FETCH` means `UID FETCH` as well). Two steps that are no
/// commands have names too: [`GREETING`] and, for the moment after SMTP's final dot, [`FINAL_DOT`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Accepts the connection and closes it at once.
    CloseAfterAccept,
    /// Accepts the connection and says nothing.
    SilentAfterAccept,
    /// Says nothing from the first byte of the TLS handshake on (implicit TLS or after STARTTLS).
    SilentInTlsHandshake,
    /// Says nothing any more instead of carrying out this command.
    SilentAfter(&'static str),
    /// Closes the connection instead of carrying out this command.
    CloseAfter(&'static str),
    /// Answers this command with one line that never ends.
    EndlessLine(&'static str),
    /// Answers this command with these bytes instead of carrying it out; `%TAG%` becomes the tag.
    Instead(&'static str, Vec<u8>),
    /// Refuses this command: IMAP `NO text`, POP3 `-ERR text`, SMTP `text` (with its code), Exchange
    /// `text` as its code, or as the milliseconds that it wants to be left alone.
    Refuse(&'static str, String),
    /// Says goodbye in the middle: IMAP `* BYE` (FETCH: after the first message), SMTP 421,
    /// POP3 `-ERR`; then closes.
    ByeMidCommand(&'static str),
    /// IMAP: announces a literal this much longer (or shorter) than it is.
    WrongLiteralSize(i64),
    /// IMAP: announces literals of this many bytes, sends the real ones and then nothing more.
    HugeLiteral(u64),
    /// Sends half of the n-th message body since the fault was set (from 1), then closes. Once.
    HalfReplyThenClose(u32),
    /// Sends half of the n-th message body since the fault was set (from 1), then nothing. Once.
    HalfReplyThenSilence(u32),
    /// Closes the connection after every n complete message bodies.
    CloseAfterMessages(u32),
    /// Refuses one message: IMAP leaves this UID out and ends with NO, POP3 says -ERR to this number.
    RefuseMessage(u32),
    /// IMAP: leaves this UID out of every FETCH and still says OK.
    OmitMessage(u32),
    /// IMAP: answers FETCH with OK and nothing else.
    FetchWithoutData,
    /// IMAP: every body is `BODY[] NIL`.
    BodyNil,
    /// Every body is there, but empty, whatever its size in the listing.
    EmptyBody,
    /// Closes the connection instead of handing out this message (IMAP: UID, POP3: number).
    CloseAtMessage(u32),
    /// IMAP: parts of a body from this place on are answered with OK and no data.
    NoPartsFrom(usize),
    /// IMAP: a part of a body has at most this many bytes, however many were asked for.
    ShortParts(usize),
    /// IMAP: knows no parts and hands out the whole body instead.
    WholeForParts,
    /// IMAP: says `* NO text` before the tagged answer of SELECT, EXAMINE and FETCH.
    UntaggedNo(String),
    /// Every message is announced this much larger (RFC822.SIZE, LIST) than it is.
    WrongSize(i64),
    /// POP3: STAT says this much more messages than LIST.
    WrongStat(u32),
    /// IMAP: SELECT says this UIDNEXT, whatever lies there.
    WrongUidNext(u32),
    /// IMAP: while messages are listed, a colleague's flag is told of as well, before the rest.
    FlagWhileListing,
    /// IMAP: SELECT does not say UIDVALIDITY.
    NoUidValidity,
    /// IMAP: SELECT opens read-only, changes are refused. POP3: DELE is refused.
    ReadOnlyMailbox,
    /// Refuses every sign-in with this text (IMAP and POP3: code in brackets; SMTP: after `535`).
    RejectLogin(String),
    /// Refuses every sign-in for now with this text (SMTP: after `454`).
    TemporaryLogin(String),
    /// Refuses every sign-in and repeats the password in the text.
    EchoPassword,
    /// Neither announces STARTTLS nor knows it (as a man in the middle makes it look).
    StartTlsMissing,
    /// Announces STARTTLS and refuses it.
    StartTlsRefused,
    /// Sends these bytes in the same packet as the OK to STARTTLS, before TLS.
    InjectAfterStartTls(Vec<u8>),
    /// IMAP: greets with PREAUTH, signed in as the first user.
    Preauth,
    /// POP3: the second message has the UIDL of the first.
    DuplicateUidl,
    /// POP3: the first message has no UIDL.
    EmptyUidl,
    /// POP3: every UIDL is padded to this many characters.
    LongUidl(usize),
    /// POP3: the message ends without the final dot, then nothing more comes.
    MissingFinalDot,
    /// POP3: TOP shows a field more than RETR does.
    TopDiffers,
    /// POP3: messages come with bare line feeds.
    BareLf,
    /// Exchange: the links of a list lead to another host.
    ForeignLink,
    /// Exchange: a message has other bytes every time it is handed out.
    RewrittenMime,
}

/// Name of the greeting in faults that name a command.
pub const GREETING: &str = "GREETING";
/// Name of the moment after SMTP's final dot in faults that name a command.
pub const FINAL_DOT: &str = ".";

impl Fault {
    /// IMAP: STORE is refused.
    pub fn store_refused() -> Self {
        Self::Refuse("STORE", "[NOPERM] Keine Rechte".to_owned())
    }

    /// IMAP: EXPUNGE is refused.
    pub fn expunge_refused() -> Self {
        Self::Refuse("EXPUNGE", "[NOPERM] Keine Rechte".to_owned())
    }

    /// POP3: QUIT is refused, and nothing is deleted.
    pub fn quit_refused() -> Self {
        Self::Refuse("QUIT", "[SYS/TEMP] some messages not removed".to_owned())
    }

    /// A greeting of these bytes (with its line end) instead of the real one.
    pub fn greeting(bytes: &[u8]) -> Self {
        Self::Instead(GREETING, bytes.to_vec())
    }
}

/// What an interrupted step does instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    Silent,
    Close,
    Endless,
    Instead(Vec<u8>),
    Refuse(String),
    Bye,
}

/// What happens to the message body that is to be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyAct {
    Whole,
    HalfThenClose,
    HalfThenSilence,
    WholeThenClose,
}

#[derive(Debug)]
struct Rule {
    service: Service,
    fault: Fault,
    /// How often it still happens; none: until cleared.
    left: Option<u32>,
    /// Bodies sent since it was set.
    bodies: u32,
}

impl Rule {
    fn act(&self, verb: &str) -> Option<Act> {
        let (wanted, act) = match &self.fault {
            Fault::SilentAfter(wanted) => (wanted, Act::Silent),
            Fault::CloseAfter(wanted) => (wanted, Act::Close),
            Fault::EndlessLine(wanted) => (wanted, Act::Endless),
            Fault::Instead(wanted, bytes) => (wanted, Act::Instead(bytes.clone())),
            Fault::Refuse(wanted, text) => (wanted, Act::Refuse(text.clone())),
            // In FETCH the goodbye comes after the first message, not instead of it.
            Fault::ByeMidCommand(wanted) if !wanted.contains("FETCH") => (wanted, Act::Bye),
            _ => return None,
        };
        same_command(verb, wanted).then_some(act)
    }

    fn body_act(&mut self) -> BodyAct {
        let (nth, act) = match self.fault {
            Fault::HalfReplyThenClose(nth) => (nth, BodyAct::HalfThenClose),
            Fault::HalfReplyThenSilence(nth) => (nth, BodyAct::HalfThenSilence),
            Fault::CloseAfterMessages(nth) => (nth, BodyAct::WholeThenClose),
            _ => return BodyAct::Whole,
        };
        self.bodies += 1;
        if self.bodies < nth {
            return BodyAct::Whole;
        }
        if act == BodyAct::WholeThenClose {
            self.bodies = 0;
        } else {
            self.left = Some(0);
        }
        act
    }
}

/// Handle on the script; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Rule>>>);

impl Faults {
    fn rules(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on, until [`Faults::clear`].
    pub fn set(&self, service: Service, fault: Fault) {
        self.add(service, fault, None);
    }

    /// Only the next `times` times it comes into play: once for each message or command it spoils.
    /// Not for faults that the servers look at more often, such as [`Fault::StartTlsMissing`].
    pub fn set_times(&self, service: Service, fault: Fault, times: u32) {
        self.add(service, fault, Some(times));
    }

    /// Everything works again, on all servers.
    pub fn clear(&self) {
        self.rules().clear();
    }

    fn add(&self, service: Service, fault: Fault, left: Option<u32>) {
        self.rules().push(Rule {
            service,
            fault,
            left,
            bodies: 0,
        });
    }

    /// The first rule that `pick` wants; it counts as having happened.
    pub(super) fn take<R>(
        &self,
        service: Service,
        mut pick: impl FnMut(&Fault) -> Option<R>,
    ) -> Option<R> {
        self.take_rule(service, |rule| pick(&rule.fault))
    }

    pub(super) fn has(&self, service: Service, fault: &Fault) -> bool {
        self.take(service, |it| (it == fault).then_some(()))
            .is_some()
    }

    pub(super) fn act(&self, service: Service, verb: &str) -> Option<Act> {
        self.take_rule(service, |rule| rule.act(verb))
    }

    pub(super) fn body_act(&self, service: Service) -> BodyAct {
        let act = self.take_rule(service, |rule| match rule.body_act() {
            BodyAct::Whole => None,
            act => Some(act),
        });
        act.unwrap_or(BodyAct::Whole)
    }

    fn take_rule<R>(
        &self,
        service: Service,
        mut pick: impl FnMut(&mut Rule) -> Option<R>,
    ) -> Option<R> {
        let mut rules = self.rules();
        let mut own = rules
            .iter_mut()
            .filter(|it| it.service == service && it.left != Some(0));
        own.find_map(|rule| {
            let picked = pick(rule)?;
            rule.left = rule.left.map(|left| left.saturating_sub(1));
            Some(picked)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_count_down() {
        let faults = Faults::default();
        faults.set_times(Service::Imap, Fault::CloseAfter("FETCH"), 1);
        assert_eq!(faults.act(Service::Pop3, "FETCH"), None);
        assert_eq!(faults.act(Service::Imap, "UID FETCH"), Some(Act::Close));
        assert_eq!(faults.act(Service::Imap, "UID FETCH"), None);
        faults.set(Service::Imap, Fault::HalfReplyThenClose(2));
        assert_eq!(faults.body_act(Service::Imap), BodyAct::Whole);
        assert_eq!(faults.body_act(Service::Imap), BodyAct::HalfThenClose);
        assert_eq!(faults.body_act(Service::Imap), BodyAct::Whole);
        faults.set(Service::Pop3, Fault::CloseAfterMessages(1));
        assert_eq!(faults.body_act(Service::Pop3), BodyAct::WholeThenClose);
        assert_eq!(faults.body_act(Service::Pop3), BodyAct::WholeThenClose);
        faults.clear();
        assert_eq!(faults.body_act(Service::Pop3), BodyAct::Whole);
    }
}
