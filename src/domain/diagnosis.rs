//! What an account test can find and offer: steps, statuses, classes of failure, repairs.

use crate::domain::oauth::OauthFault;
use crate::domain::proxy::ProxyFault;
use crate::domain::repair::Repair;
use std::time::Duration;

/// The server that a row of the test is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Receiving.
    Incoming,
    /// Sending.
    Outgoing,
}

impl Side {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }
}

/// The steps of the test, in the order of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TestStep {
    /// Autodiscover by the newer question, which needs no sign-in.
    DiscoverJson,
    /// Autodiscover by the older document.
    DiscoverXml,
    /// Autodiscover by an unprotected server that leads elsewhere.
    DiscoverRedirect,
    /// Autodiscover by the name service.
    DiscoverSrv,
    /// Autodiscover where the services usually are.
    DiscoverUsual,
    /// What Autodiscover found is taken over.
    DiscoverTake,
    /// Name to addresses.
    Resolve,
    /// TCP.
    Connect,
    /// TLS or STARTTLS.
    Encrypt,
    /// Name, dates and chain of the certificate.
    Certificate,
    /// The first words fit the protocol.
    Greeting,
    /// What the server offers.
    Capabilities,
    /// Signing in.
    Login,
    /// The inbox can be opened.
    Mailbox,
    /// What the account wants to happen after fetching is possible.
    ReceiveOption,
    /// Room in the mailbox; for sending, the largest message.
    Quota,
    /// The sender address is allowed.
    Sender,
    /// A message to the own address arrives.
    TestMail,
}

impl TestStep {
    /// The steps before all others where an Exchange account has no server yet.
    pub const DISCOVERY: &'static [Self] = &[
        Self::DiscoverJson,
        Self::DiscoverXml,
        Self::DiscoverRedirect,
        Self::DiscoverSrv,
        Self::DiscoverUsual,
        Self::DiscoverTake,
    ];

    /// The steps that this side has.
    pub fn of(side: Side) -> &'static [Self] {
        match side {
            Side::Incoming => &[
                Self::Resolve,
                Self::Connect,
                Self::Encrypt,
                Self::Certificate,
                Self::Greeting,
                Self::Capabilities,
                Self::Login,
                Self::Mailbox,
                Self::ReceiveOption,
                Self::Quota,
            ],
            Side::Outgoing => &[
                Self::Resolve,
                Self::Connect,
                Self::Encrypt,
                Self::Certificate,
                Self::Greeting,
                Self::Capabilities,
                Self::Login,
                Self::Quota,
                Self::Sender,
            ],
        }
    }

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::DiscoverJson => "discover_json",
            Self::DiscoverXml => "discover_xml",
            Self::DiscoverRedirect => "discover_redirect",
            Self::DiscoverSrv => "discover_srv",
            Self::DiscoverUsual => "discover_usual",
            Self::DiscoverTake => "discover_take",
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Encrypt => "encrypt",
            Self::Certificate => "certificate",
            Self::Greeting => "greeting",
            Self::Capabilities => "capabilities",
            Self::Login => "login",
            Self::Mailbox => "mailbox",
            Self::ReceiveOption => "receive_option",
            Self::Quota => "quota",
            Self::Sender => "sender",
            Self::TestMail => "test_mail",
        }
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestStatus {
    /// "erfolgreich".
    Ok,
    /// "Warnung".
    Warning,
    /// "fehlgeschlagen".
    Failed,
    /// "nicht geprüft": an earlier step failed. Never shown in red.
    NotChecked,
    /// "nicht vorgesehen".
    NotApplicable,
}

impl TestStatus {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::NotChecked => "not_checked",
            Self::NotApplicable => "not_applicable",
        }
    }
}

macro_rules! failure_classes {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $code:literal;)*) => {
        /// What kind of failure it is: the key of its words, the same in every language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FailureClass {
            $($(#[$doc])* $name,)*
        }

        impl FailureClass {
            /// Every class.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }

            /// The code for the hotline. Once given, it stays.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

failure_classes! {
    /// The host name has no address.
    NameUnknown, "name_unknown", "E-NET-01";
    /// No way into the network.
    Offline, "offline", "E-NET-02";
    /// Nobody listens there.
    Refused, "refused", "E-NET-03";
    /// No answer in time.
    Timeout, "timeout", "E-NET-04";
    /// The proxy cannot be reached.
    ProxyUnreachable, "proxy_unreachable", "E-PROXY-01";
    /// The proxy wants a sign-in.
    ProxySignIn, "proxy_sign_in", "E-PROXY-02";
    /// The proxy lets nobody through to this server.
    ProxyRefused, "proxy_refused", "E-PROXY-03";
    /// The proxy cannot reach the server.
    ProxyNoWay, "proxy_no_way", "E-PROXY-04";
    /// A proxy of a kind that we do not know.
    ProxyUnsupported, "proxy_unsupported", "E-PROXY-05";
    /// Another service answers.
    WrongProtocol, "wrong_protocol", "E-PROT-01";
    /// TLS is set, plain text comes back.
    TlsOnPlainPort, "tls_on_plain_port", "E-TLS-01";
    /// No TLS is set, but the port speaks TLS.
    PlainOnTlsPort, "plain_on_tls_port", "E-TLS-02";
    /// STARTTLS is not offered.
    StartTlsMissing, "starttls_missing", "E-TLS-03";
    /// STARTTLS was refused or disturbed.
    StartTlsRefused, "starttls_refused", "E-TLS-04";
    /// Only TLS 1.0 or 1.1.
    TlsVersion, "tls_version", "E-TLS-05";
    /// The certificate is for another name.
    CertName, "cert_name", "E-TLS-06";
    /// Nobody known issued the certificate.
    CertUntrusted, "cert_untrusted", "E-TLS-07";
    /// The certificate's time is over.
    CertExpired, "cert_expired", "E-TLS-08";
    /// The certificate's time has not come.
    CertNotYetValid, "cert_not_yet_valid", "E-TLS-09";
    /// Name or password was rejected.
    LoginRejected, "login_rejected", "E-AUTH-01";
    /// The provider wants a password of its own for mail programs.
    AppPasswordNeeded, "app_password_needed", "E-AUTH-02";
    /// Access by mail programs must be switched on first.
    AccessNotEnabled, "access_not_enabled", "E-AUTH-03";
    /// The provider wants a sign-in in the browser.
    OauthRequired, "oauth_required", "E-AUTH-04";
    /// Switched off by the administrator or the provider.
    AdminBlocked, "admin_blocked", "E-AUTH-05";
    /// Locked for a while.
    AccountLocked, "account_locked", "E-AUTH-06";
    /// No common way to sign in.
    MechanismMissing, "mechanism_missing", "E-AUTH-07";
    /// `DOMAIN\user` where an address is wanted.
    DomainLogin, "domain_login", "E-AUTH-08";
    /// The sending server wants a sign-in.
    AuthNeeded, "auth_needed", "E-AUTH-09";
    /// No registration with the provider.
    OauthNoClient, "oauth_no_client", "E-AUTH-10";
    /// Nobody has signed in in the browser.
    OauthNotSignedIn, "oauth_not_signed_in", "E-AUTH-11";
    /// The sign-in in the browser is over.
    OauthEnded, "oauth_ended", "E-AUTH-12";
    /// An administrator must consent first.
    OauthConsent, "oauth_consent", "E-AUTH-13";
    /// A second factor is wanted.
    OauthSecondFactor, "oauth_second_factor", "E-AUTH-14";
    /// A policy forbids the sign-in.
    OauthPolicy, "oauth_policy", "E-AUTH-15";
    /// This person may not sign in.
    OauthUser, "oauth_user", "E-AUTH-16";
    /// The provider does not know the application.
    OauthAppUnknown, "oauth_app_unknown", "E-AUTH-17";
    /// The application is registered in the wrong way.
    OauthAppSetUp, "oauth_app_set_up", "E-AUTH-18";
    /// The sign-in service cannot be reached, or makes no sense.
    OauthUnavailable, "oauth_unavailable", "E-AUTH-19";
    /// The mail server does not accept the token.
    OauthTokenRefused, "oauth_token_refused", "E-AUTH-20";
    /// The server wants the password itself, and did not before.
    WeakerSignIn, "weaker_sign_in", "E-AUTH-21";
    /// A personal account and the registration do not go together.
    OauthPersonal, "oauth_personal", "E-AUTH-22";
    /// Another program fetches, or it is too soon.
    MailboxBusy, "mailbox_busy", "E-BOX-01";
    /// Too many connections at once.
    TooManyConnections, "too_many_connections", "E-BOX-02";
    /// The mailbox cannot be opened.
    MailboxUnreadable, "mailbox_unreadable", "E-BOX-03";
    /// Without UIDL nothing can be left on the server.
    LeaveImpossible, "leave_impossible", "E-BOX-04";
    /// Nothing can be removed on the server.
    DeleteImpossible, "delete_impossible", "E-BOX-05";
    /// The mailbox is full.
    QuotaFull, "quota_full", "E-BOX-06";
    /// The server does not accept our name.
    GreetingName, "greeting_name", "E-SEND-01";
    /// The sender address is not allowed.
    SenderRefused, "sender_refused", "E-SEND-02";
    /// The server does not know the sender address.
    SenderUnknown, "sender_unknown", "E-SEND-07";
    /// Exchange Online has switched EWS off.
    EwsSwitchedOff, "ews_switched_off", "E-PROT-05";
    /// The test message was accepted, but not seen in time.
    TestMailMissing, "test_mail_missing", "E-SEND-03";
    /// The server refuses a recipient.
    RecipientRefused, "recipient_refused", "E-SEND-04";
    /// The server refuses the letter itself.
    LetterRefused, "letter_refused", "E-SEND-05";
    /// The letter is larger than the server takes.
    LetterTooLarge, "letter_too_large", "E-SEND-06";
    /// The server asks to come later.
    ServerUnavailable, "server_unavailable", "E-PROT-02";
    /// The server breaks the rules.
    ProtocolError, "protocol_error", "E-PROT-03";
    /// No password is stored.
    SecretMissing, "secret_missing", "E-KEY-01";
    /// The keychain is locked or absent.
    KeychainLocked, "keychain_locked", "E-KEY-02";
    /// A server was found, and nobody has taken it over yet.
    ServerFound, "server_found", "E-DISC-01";
    /// No server was found.
    ServerNotFound, "server_not_found", "E-DISC-02";
    /// A host says more only to those who sign in, and nobody has agreed to that.
    ConsentNeeded, "consent_needed", "E-DISC-03";
    /// A server leads to where nothing is asked.
    BadRedirection, "bad_redirection", "E-DISC-04";
    /// Stopped by the clerk.
    Cancelled, "cancelled", "E-PROT-04";
}

impl From<ProxyFault> for FailureClass {
    fn from(fault: ProxyFault) -> Self {
        match fault {
            ProxyFault::Unreachable => Self::ProxyUnreachable,
            ProxyFault::SignIn => Self::ProxySignIn,
            ProxyFault::Refused => Self::ProxyRefused,
            ProxyFault::NoWay => Self::ProxyNoWay,
            ProxyFault::Unsupported => Self::ProxyUnsupported,
        }
    }
}

impl From<OauthFault> for FailureClass {
    fn from(fault: OauthFault) -> Self {
        use OauthFault as F;
        match fault {
            F::NoClient(_) => Self::OauthNoClient,
            F::NotSignedIn => Self::OauthNotSignedIn,
            F::Ended | F::Denied | F::TimedOut | F::NoDeviceCode(_) | F::Refused => {
                Self::OauthEnded
            }
            F::ConsentMissing => Self::OauthConsent,
            F::SecondFactor => Self::OauthSecondFactor,
            F::Policy => Self::OauthPolicy,
            F::UserNotAllowed => Self::OauthUser,
            F::PersonalAccount => Self::OauthPersonal,
            F::AppUnknown => Self::OauthAppUnknown,
            F::AppSetUp | F::ClientKey | F::Scope => Self::OauthAppSetUp,
            F::Proxy(fault) => Self::from(fault),
            F::Unreachable | F::Answer => Self::OauthUnavailable,
            F::Cancelled => Self::Cancelled,
        }
    }
}

/// What a step brought to light, for the words of its row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Technical words such as addresses, a version, capabilities.
    pub words: String,
    /// Names a certificate is for.
    pub names: Vec<String>,
    /// Issuer of a certificate.
    pub issuer: String,
    /// Begin and end of a certificate's validity, seconds since 1970.
    pub validity: Option<(i64, i64)>,
    /// SHA-256 fingerprint of a certificate.
    pub fingerprint: Option<String>,
    /// The certificate is accepted only because it is pinned.
    pub pinned: bool,
    /// A number: messages in the mailbox, percent of the room, bytes of a message.
    pub number: Option<u64>,
}

/// One row of the test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRow {
    /// Which server.
    pub side: Side,
    /// Which step.
    pub step: TestStep,
    /// How it ended.
    pub status: TestStatus,
    /// How long it took.
    pub duration: Duration,
    /// Why it failed.
    pub class: Option<FailureClass>,
    /// What was found.
    pub facts: Facts,
    /// What would mend it.
    pub repair: Option<Repair>,
    /// The server's own words, without any secret.
    pub raw: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_and_codes_are_unique() {
        let words: HashSet<_> = FailureClass::ALL.iter().map(|it| it.word()).collect();
        let codes: HashSet<_> = FailureClass::ALL.iter().map(|it| it.code()).collect();
        assert_eq!(words.len(), FailureClass::ALL.len());
        assert_eq!(codes.len(), FailureClass::ALL.len());
    }
}
