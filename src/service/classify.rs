//! From what happened at a server to the class of failure. The class comes from the step and the protocol's own
//! reply codes; words are matched only where a provider has no code.

use crate::domain::diagnosis::{FailureClass, TestStep};
use crate::domain::preset::{Preset, preset_of_host};
use crate::transport::{Cause, CertificateFault, Error, Reply, Step};

/// What a server is asked for, as far as it matters here.
pub(super) struct Asked<'a> {
    /// Host name.
    pub host: &'a str,
    /// Name to sign in with.
    pub user: &'a str,
    /// Whether it was signed in to at all.
    pub signs_in: bool,
    /// The server offers to be signed in to with a token.
    pub offers_oauth: bool,
    /// It was shown a token, not a password.
    pub shows_token: bool,
}

/// The row of the test that a step of a conversation belongs to.
pub(super) fn test_step(step: Step) -> TestStep {
    match step {
        Step::Resolve => TestStep::Resolve,
        Step::Connect => TestStep::Connect,
        Step::Encrypt => TestStep::Encrypt,
        Step::Certificate => TestStep::Certificate,
        Step::Greeting => TestStep::Greeting,
        Step::Capabilities => TestStep::Capabilities,
        Step::Login => TestStep::Login,
        Step::Mailbox | Step::List | Step::Fetch | Step::Close => TestStep::Mailbox,
        Step::ReceiveOption | Step::Remove => TestStep::ReceiveOption,
        Step::Quota => TestStep::Quota,
        Step::Sender | Step::Recipient | Step::Data | Step::Sent => TestStep::Sender,
    }
}

/// The class of a failure.
pub(super) fn class(error: &Error, asked: &Asked<'_>) -> FailureClass {
    use FailureClass as C;
    match &error.cause {
        Cause::NameUnknown => C::NameUnknown,
        Cause::Unreachable(_) => C::Offline,
        Cause::Proxy(fault, _) => C::from(*fault),
        Cause::Refused => C::Refused,
        Cause::Timeout => C::Timeout,
        Cause::Certificate(fault, _) => certificate(fault),
        Cause::TlsVersion => C::TlsVersion,
        Cause::NotTls => C::TlsOnPlainPort,
        Cause::StartTlsMissing => C::StartTlsMissing,
        Cause::StartTlsRefused(_) | Cause::InjectedBeforeTls => C::StartTlsRefused,
        // PREAUTH: somebody in between says that signing in is not needed.
        Cause::Protocol(text) if text == "PREAUTH" => C::StartTlsRefused,
        Cause::LoginRejected(reply) => rejected(reply, asked),
        Cause::MechanismMissing if asked.shows_token => C::MechanismMissing,
        Cause::MechanismMissing if asked.offers_oauth || wants_oauth(asked.host) => {
            C::OauthRequired
        }
        Cause::MechanismMissing => C::MechanismMissing,
        Cause::WeakerSignIn => C::WeakerSignIn,
        Cause::Temporary(reply) => temporary(reply),
        Cause::ServerRefused(reply) => refused(error.step, reply, asked),
        Cause::WrongProtocol(_) => C::WrongProtocol,
        Cause::TooLarge(_) if error.step == Step::Sender => C::LetterTooLarge,
        Cause::Closed(text) if !text.is_empty() => C::ServerUnavailable,
        Cause::Stopped => C::Cancelled,
        Cause::Closed(_)
        | Cause::TlsOther(_)
        | Cause::Protocol(_)
        | Cause::TooLarge(_)
        | Cause::BadInput => C::ProtocolError,
    }
}

fn certificate(fault: &CertificateFault) -> FailureClass {
    match fault {
        CertificateFault::WrongName => FailureClass::CertName,
        CertificateFault::Expired => FailureClass::CertExpired,
        CertificateFault::NotYetValid => FailureClass::CertNotYetValid,
        CertificateFault::SelfSigned
        | CertificateFault::UnknownIssuer
        | CertificateFault::Revoked
        | CertificateFault::Other(_) => FailureClass::CertUntrusted,
    }
}

/// The enhanced status code (RFC 3463) that an SMTP reply begins with.
fn enhanced(reply: &Reply) -> &str {
    let first = reply.text.split(' ').next().unwrap_or_default();
    let is_code =
        first.split('.').count() == 3 && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_code { first } else { "" }
}

fn wants_oauth(host: &str) -> bool {
    preset_of_host(host).is_some_and(Preset::wants_oauth)
}

/// Microsoft's cloud, which has switched EWS off.
fn is_exchange_online(host: &str) -> bool {
    ["office365.com", "outlook.com", "office.com"]
        .iter()
        .any(|it| host == *it || host.ends_with(&format!(".{it}")))
}

fn rejected(reply: &Reply, asked: &Asked<'_>) -> FailureClass {
    use FailureClass as C;
    let code = reply.code.as_deref().unwrap_or_default();
    let text = reply.text.to_lowercase();
    match (code, enhanced(reply)) {
        (_, "5.7.139") | (_, "5.7.30") => return C::AdminBlocked,
        (_, "5.7.9") => return C::AppPasswordNeeded,
        _ => {}
    }
    // Gmail has no code for this.
    if text.contains("application-specific password") || text.contains("app password") {
        return C::AppPasswordNeeded;
    }
    if text.contains("not enabled for imap use")
        || text.contains("not enabled for pop use")
        || text.contains("pop3/imap is disabled")
        || text.contains("imap access is disabled")
        || text.contains("pop3 access is disabled")
    {
        return C::AccessNotEnabled;
    }
    if matches!(code, "ALERT" | "LOCKED") || text.contains("temporarily locked") {
        return C::AccountLocked;
    }
    if asked.shows_token {
        return C::OauthTokenRefused;
    }
    if wants_oauth(asked.host) {
        return C::OauthRequired;
    }
    // Exchange takes such names: it answers by HTTP.
    if asked.user.contains('\\') && code != "401" {
        return C::DomainLogin;
    }
    C::LoginRejected
}

fn temporary(reply: &Reply) -> FailureClass {
    use FailureClass as C;
    match (reply.code.as_deref().unwrap_or_default(), enhanced(reply)) {
        ("IN-USE" | "INUSE" | "LOGIN-DELAY", _) => C::MailboxBusy,
        ("LIMIT", _) | ("421", "4.7.0") => C::TooManyConnections,
        ("452", _) | (_, "4.2.2") => C::QuotaFull,
        _ => C::ServerUnavailable,
    }
}

fn refused(step: Step, reply: &Reply, asked: &Asked<'_>) -> FailureClass {
    use FailureClass as C;
    let code = reply.code.as_deref().unwrap_or_default();
    match (code, enhanced(reply)) {
        ("552", "5.3.4") => return C::LetterTooLarge,
        ("OVERQUOTA" | "552", _) | (_, "5.2.2") => return C::QuotaFull,
        (_, "5.7.30" | "5.7.139") => return C::AdminBlocked,
        ("403", _) if is_exchange_online(asked.host) => return C::EwsSwitchedOff,
        ("403", _) => return C::AdminBlocked,
        ("ErrorQuotaExceeded", _) => return C::QuotaFull,
        _ => {}
    }
    match step {
        Step::Greeting if code == "554" || code == "SYS/PERM" => C::ServerUnavailable,
        Step::Capabilities if matches!(code, "501" | "504" | "550" | "553" | "554") => {
            C::GreetingName
        }
        Step::Login if matches!(code, "504" | "530" | "538" | "PRIVACYREQUIRED") => {
            C::MechanismMissing
        }
        Step::Mailbox => C::MailboxUnreadable,
        Step::ReceiveOption => C::DeleteImpossible,
        Step::Sender if code == "530" => C::AuthNeeded,
        Step::Sender if !asked.signs_in && matches!(code, "550" | "554") => C::AuthNeeded,
        Step::Sender => C::SenderRefused,
        Step::Recipient => C::RecipientRefused,
        Step::Data => C::LetterRefused,
        _ => C::ProtocolError,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked<'a>(host: &'a str, user: &'a str) -> Asked<'a> {
        Asked {
            host,
            user,
            signs_in: true,
            offers_oauth: false,
            shows_token: false,
        }
    }

    #[test]
    fn the_cloud_without_ews_is_told_with_its_dates() {
        let reply = Reply {
            code: Some("403".to_owned()),
            text: "HTTP 403".to_owned(),
        };
        let refused = Cause::ServerRefused(reply).at(Step::Mailbox);
        let cloud = asked("outlook.office365.com", "anna@mail.example");
        let found = class(&refused, &cloud);
        assert_eq!(found, FailureClass::EwsSwitchedOff);
        let words = crate::i18n::texts::class_ews_switched_off();
        let words = words.show(crate::i18n::Language::German);
        assert!(
            words.contains("01.10.2026") && words.contains("01.04.2027"),
            "{words}"
        );
        let here = asked("mail.kanzlei.example", "anna@kanzlei.example");
        assert_eq!(class(&refused, &here), FailureClass::AdminBlocked);
    }

    #[test]
    fn codes_decide() {
        let plain = asked("mail.example", "anna@mail.example");
        let code = |code: &str, text: &str| Reply {
            code: Some(code.to_owned()),
            text: text.to_owned(),
        };
        use FailureClass as C;
        for (cause, step, expected) in [
            (
                Cause::LoginRejected(code("AUTHENTICATIONFAILED", "no")),
                Step::Login,
                C::LoginRejected,
            ),
            (
                Cause::LoginRejected(code("535", "5.7.139 blocked")),
                Step::Login,
                C::AdminBlocked,
            ),
            (
                Cause::LoginRejected(code("534", "5.7.9 Application-specific password required")),
                Step::Login,
                C::AppPasswordNeeded,
            ),
            (
                Cause::Temporary(code("IN-USE", "")),
                Step::Login,
                C::MailboxBusy,
            ),
            (
                Cause::Temporary(code("LIMIT", "")),
                Step::Login,
                C::TooManyConnections,
            ),
            (
                Cause::Temporary(code("SYS/TEMP", "")),
                Step::Login,
                C::ServerUnavailable,
            ),
            (
                Cause::ServerRefused(code("530", "5.7.0 Authentication required")),
                Step::Sender,
                C::AuthNeeded,
            ),
            (
                Cause::ServerRefused(code("553", "5.7.1 not yours")),
                Step::Sender,
                C::SenderRefused,
            ),
            (
                Cause::ServerRefused(code("501", "bad name")),
                Step::Capabilities,
                C::GreetingName,
            ),
            (
                Cause::ServerRefused(code("NONEXISTENT", "")),
                Step::Mailbox,
                C::MailboxUnreadable,
            ),
            (
                Cause::Protocol("PREAUTH".to_owned()),
                Step::Greeting,
                C::StartTlsRefused,
            ),
        ] {
            assert_eq!(
                class(&cause.clone().at(step), &plain),
                expected,
                "{cause:?}"
            );
        }
        let rejected = Cause::LoginRejected(code("535", "no")).at(Step::Login);
        let at = |host, user| class(&rejected, &asked(host, user));
        assert_eq!(at("outlook.office365.com", "a@b.example"), C::OauthRequired);
        assert_eq!(at("mail.example", "KANZLEI\\anna"), C::DomainLogin);
    }
}
