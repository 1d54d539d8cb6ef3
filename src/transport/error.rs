//! What goes wrong with a mail server: the step that failed, set by the code path, and the cause.

use super::trust::CertificateFacts;
use crate::domain::proxy::ProxyFault;

/// The step of a conversation with a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Looking the host name up.
    Resolve,
    /// TCP.
    Connect,
    /// TLS, STARTTLS or STLS.
    Encrypt,
    /// The server's certificate.
    Certificate,
    /// The first line of the server.
    Greeting,
    /// CAPABILITY or CAPA.
    Capabilities,
    /// Signing in.
    Login,
    /// Opening a folder.
    Mailbox,
    /// Listing messages.
    List,
    /// Fetching messages.
    Fetch,
    /// Removing messages.
    Remove,
    /// Naming the sender of a letter.
    Sender,
    /// Naming a recipient.
    Recipient,
    /// Handing a letter over.
    Data,
    /// Something that an account wants to be able to do: remove, leave.
    ReceiveOption,
    /// Room in the mailbox.
    Quota,
    /// Filing the copy of a sent letter.
    Sent,
    /// LOGOUT or QUIT.
    Close,
}

/// What a server answered: its code as data, its text for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Response code in capitals, without brackets (RFC 5530, RFC 2449 section 8).
    pub code: Option<String>,
    /// Text, printable, at most 500 characters, without any secret.
    pub text: String,
}

/// Characters of a server's text that are kept.
const TEXT_LIMIT: usize = 500;

impl Reply {
    /// Reads the part of a reply behind its status: `[CODE args] text`.
    pub fn parse(rest: &str) -> Self {
        let rest = printable(rest.as_bytes());
        let rest = rest.trim();
        match rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
            Some((code, text)) => {
                let code = code.split(' ').next().unwrap_or_default().to_uppercase();
                Self {
                    code: Some(code),
                    text: text.trim().to_owned(),
                }
            }
            None => Self {
                code: None,
                text: rest.to_owned(),
            },
        }
    }

    /// Whether the code says that trying later may help (RFC 5530, RFC 2449, RFC 3206).
    pub fn is_temporary(&self) -> bool {
        let codes = [
            "IN-USE",
            "LOGIN-DELAY",
            "SYS/TEMP",
            "UNAVAILABLE",
            "INUSE",
            "LIMIT",
            "SERVERBUG",
            "CONTACTADMIN",
        ];
        self.code
            .as_deref()
            .is_some_and(|code| codes.contains(&code))
    }

    /// Replaces every trace of a secret: servers have been seen to echo it. Texts are cut, so the
    /// last one may be only its beginning.
    pub(super) fn mask(mut self, secrets: &[String]) -> Self {
        for secret in secrets.iter().filter(|it| it.len() >= 3) {
            self.text = self.text.replace(secret.as_str(), "***");
            // The server, or our own limit, may have cut the echo off.
            let cut = secret.char_indices().map(|it| it.0).rev();
            let end = cut
                .filter_map(|at| secret.get(..at))
                .take_while(|it| it.len() >= SHORTEST_CUT)
                .find(|it| self.text.trim_end_matches('.').ends_with(it));
            if let Some(end) = end {
                let kept = self.text.trim_end_matches('.').len() - end.len();
                self.text.truncate(kept);
                self.text.push_str("***");
            }
        }
        self
    }
}

/// Bytes at the beginning of a secret that give it away.
const SHORTEST_CUT: usize = 3;

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "[{code}] {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// A server's bytes as text that can be shown: other than printable characters become `?`.
pub(super) fn printable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.chars()
        .map(|c| {
            if c.is_control() || c == '\u{fffd}' {
                '?'
            } else {
                c
            }
        })
        .take(TEXT_LIMIT)
        .collect()
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateFault {
    /// It is for other names.
    WrongName,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// The server issued it to itself.
    SelfSigned,
    /// Nobody known issued it, or an intermediate certificate is missing.
    UnknownIssuer,
    /// It was revoked.
    Revoked,
    /// Something else; the technical words.
    Other(String),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// The host name has no address.
    #[error("host name unknown")]
    NameUnknown,
    /// No way to the server; the system's words.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// Nobody listens there.
    #[error("connection refused")]
    Refused,
    /// What is wrong with the proxy, and which it is, in technical words.
    #[error("proxy: {1}")]
    Proxy(ProxyFault, String),
    /// Silence for longer than allowed.
    #[error("timed out")]
    Timeout,
    /// The connection ended; the server's farewell, if there was one.
    #[error("connection closed {0}")]
    Closed(String),
    /// The certificate is not accepted.
    #[error("certificate: {0:?}")]
    Certificate(CertificateFault, Option<Box<CertificateFacts>>),
    /// The server knows only TLS 1.0 or 1.1, or no common cipher suite.
    #[error("no common TLS version")]
    TlsVersion,
    /// Plain text came where TLS was expected.
    #[error("no TLS on this port")]
    NotTls,
    /// Another failure of TLS; the technical words.
    #[error("TLS: {0}")]
    TlsOther(String),
    /// STARTTLS or STLS is not offered.
    #[error("STARTTLS not offered")]
    StartTlsMissing,
    /// STARTTLS or STLS was refused.
    #[error("STARTTLS refused: {0}")]
    StartTlsRefused(Reply),
    /// Bytes arrived between the answer to STARTTLS and the handshake.
    #[error("bytes injected before TLS")]
    InjectedBeforeTls,
    /// Name or password was rejected.
    #[error("sign-in rejected: {0}")]
    LoginRejected(Reply),
    /// The server offers no way to sign in that we know.
    #[error("no common sign-in mechanism")]
    MechanismMissing,
    /// The server wants the password itself, and did not before.
    #[error("only Basic is offered where NTLM was before")]
    WeakerSignIn,
    /// Trying later may help.
    #[error("later: {0}")]
    Temporary(Reply),
    /// The server refused a command.
    #[error("refused: {0}")]
    ServerRefused(Reply),
    /// Another service answers; its first words.
    #[error("another protocol: {0}")]
    WrongProtocol(String),
    /// The server broke the rules; how.
    #[error("protocol: {0}")]
    Protocol(String),
    /// Larger than allowed, in bytes.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// Line breaks or NUL in name, password or folder.
    #[error("line break in user name, password or folder")]
    BadInput,
    /// The one who takes the messages has ended.
    #[error("stopped")]
    Stopped,
}

impl Cause {
    /// Without any trace of a secret: servers have been seen to echo it.
    pub(super) fn masked(self, secrets: &[String]) -> Self {
        let text = |text: String| Reply { code: None, text }.mask(secrets).text;
        match self {
            Self::LoginRejected(reply) => Self::LoginRejected(reply.mask(secrets)),
            Self::Temporary(reply) => Self::Temporary(reply.mask(secrets)),
            Self::ServerRefused(reply) => Self::ServerRefused(reply.mask(secrets)),
            Self::Protocol(words) => Self::Protocol(text(words)),
            Self::Closed(words) => Self::Closed(text(words)),
            other => other,
        }
    }

    /// At this step.
    pub fn at(self, step: Step) -> Error {
        Error { step, cause: self }
    }
}

/// A failed conversation with a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step:?}: {cause}")]
pub struct Error {
    /// Where.
    pub step: Step,
    /// Why.
    pub cause: Cause,
}

impl Error {
    /// Whether name or password was rejected: trying again by itself would lock the account.
    pub fn is_login_rejected(&self) -> bool {
        matches!(self.cause, Cause::LoginRejected(_))
    }
}

/// Result of a conversation.
pub type Result<T> = std::result::Result<T, Error>;

/// The cause behind a failed read or write of our own stream.
pub(super) fn cause_of_io(error: &std::io::Error) -> Cause {
    if let Some(cause) = error.get_ref().and_then(|it| it.downcast_ref::<Cause>()) {
        return cause.clone();
    }
    match error.kind() {
        std::io::ErrorKind::TimedOut => Cause::Timeout,
        std::io::ErrorKind::UnexpectedEof
        | std::io::ErrorKind::ConnectionReset
        | std::io::ErrorKind::ConnectionAborted
        | std::io::ErrorKind::BrokenPipe => Cause::Closed(String::new()),
        _ => match error
            .get_ref()
            .and_then(|it| it.downcast_ref::<rustls::Error>())
        {
            Some(tls) => Cause::TlsOther(tls.to_string()),
            None => Cause::Protocol(printable(error.to_string().as_bytes())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_read_shown_and_masked() {
        let reply = Reply::parse(" [authenticationfailed] wrong geheim-1 \x07");
        assert_eq!(reply.code.as_deref(), Some("AUTHENTICATIONFAILED"));
        let masked = reply.mask(&["geheim-1".to_owned()]);
        assert_eq!(masked.text, "wrong *** ?");
        let cut = Reply::parse("no such command: AGFubmEAZ2Vo...");
        let masked = cut.mask(&["AGFubmEAZ2VoZWlt".to_owned()]);
        assert_eq!(masked.text, "no such command: ***");
        for length in TEXT_LIMIT - 8..TEXT_LIMIT - 2 {
            let echo = format!("{} geheim-1", "x".repeat(length - 1));
            let shown = Reply::parse(&echo).mask(&["geheim-1".to_owned()]).text;
            assert!(shown.ends_with("x ***"), "{shown}");
        }
        assert!(Reply::parse("[LOGIN-DELAY] wait").is_temporary());
        assert!(!Reply::parse("no").is_temporary());
    }
}
