//! Signing in in the browser (OAuth 2.0, RFC 6749): providers, the office's registration with them,
//! what can go wrong, and how long a sign-in lasts.

use super::proxy::ProxyFault;
use crate::domain::account::Account;
use crate::domain::preset::preset_of_host;
use crate::domain::server::Incoming;

/// Who hands out tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Provider {
    /// Microsoft 365 and Outlook.com (Entra).
    Microsoft,
    /// Google Mail and Workspace.
    Google,
    /// An issuer of the office's own (OpenID Connect Discovery 1.0, RFC 8414).
    Own,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 3] = [Self::Microsoft, Self::Google, Self::Own];

    /// The word in files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Microsoft => "microsoft",
            Self::Google => "google",
            Self::Own => "own",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The provider that signs in for a mail server of this name; whatever is not known belongs to
    /// the office's own issuer.
    pub fn of_host(host: &str) -> Self {
        let host = host.trim().trim_end_matches('.').to_lowercase();
        let known = preset_of_host(&host).and_then(|it| match it.id.as_str() {
            "microsoft365" | "outlook-com" => Some(Self::Microsoft),
            "google" => Some(Self::Google),
            _ => None,
        });
        let below = |domain: &str| {
            let rest = host.strip_suffix(domain);
            rest.is_some_and(|it| it.is_empty() || it.ends_with('.'))
        };
        known.unwrap_or_else(|| {
            let microsoft = [
                "office365.com",
                "outlook.com",
                "office.com",
                "microsoft.com",
            ];
            let google = ["gmail.com", "googlemail.com", "google.com"];
            match () {
                () if microsoft.into_iter().any(below) => Self::Microsoft,
                () if google.into_iter().any(below) => Self::Google,
                () => Self::Own,
            }
        })
    }

    /// The provider that the outgoing server of an account has a sign-in of its own with.
    pub fn of_outgoing(account: &Account) -> Option<Self> {
        let outgoing = account.outgoing.as_ref()?;
        outgoing
            .auth
            .uses_oauth()
            .then(|| Self::of_host(&outgoing.endpoint.host))
    }

    /// The provider that an account signs in with; `None` where it signs in with a password.
    pub fn of_account(account: &Account) -> Option<Self> {
        let incoming = account.incoming.as_ref()?;
        incoming
            .uses_oauth()
            .then(|| Self::of_host(&incoming.endpoint.host))
    }
}

/// What an access token is for: a token of Microsoft is good for one resource only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// IMAP, POP3 and SMTP.
    Mail,
    /// Microsoft Graph.
    Graph,
    /// Microsoft Graph, for a mailbox that others have, too.
    GraphShared,
}

impl Resource {
    /// What an account's mailbox is reached by.
    pub fn of(incoming: &Incoming) -> Self {
        Self::wanted(incoming.is_graph(), &incoming.exchange.mailbox)
    }

    /// What a mailbox is reached by: in the cloud or not, and whose it is where it is shared.
    pub fn wanted(is_graph: bool, mailbox: &str) -> Self {
        match (is_graph, mailbox.trim()) {
            (false, _) => Self::Mail,
            (true, "") => Self::Graph,
            (true, _) => Self::GraphShared,
        }
    }
}

/// The office's registration with a provider ("App-Registrierung"). Nothing in it is secret; the
/// client key that Google hands out as well lies in the keychain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OauthClient {
    /// With whom.
    pub provider: Provider,
    /// Anwendungs-ID (client id).
    pub client_id: String,
    /// Microsoft: Verzeichnis-ID (tenant id or domain); empty stands for `organizations`.
    pub tenant: String,
    /// Own issuer: its address.
    pub issuer: String,
    /// Own issuer: what is asked for besides `offline_access`, with blanks between.
    pub scope: String,
}

/// Where a provider is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// What the browser opens.
    pub authorize: String,
    /// Where codes and refresh tokens become access tokens.
    pub token: String,
    /// Device code (RFC 8628), where there is one.
    pub device: Option<String>,
    /// Revocation (RFC 7009), where there is one.
    pub revoke: Option<String>,
    /// Who answers in the browser (RFC 9207), where that is known beforehand.
    pub issuer: Option<String>,
}

impl OauthClient {
    /// Where the provider is reached; `None` where its issuer must be asked first.
    pub fn endpoints(&self) -> Option<Endpoints> {
        match self.provider {
            Provider::Microsoft => {
                let tenant = match self.tenant.trim() {
                    "" => "organizations",
                    tenant => tenant,
                };
                let at = |end: &str| {
                    format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/{end}")
                };
                Some(Endpoints {
                    authorize: at("authorize"),
                    token: at("token"),
                    device: Some(at("devicecode")),
                    // Entra has none (RFC 7009): what is stored here is forgotten instead.
                    revoke: None,
                    issuer: None,
                })
            }
            Provider::Google => Some(Endpoints {
                authorize: "https://accounts.google.com/o/oauth2/v2/auth".to_owned(),
                token: "https://oauth2.googleapis.com/token".to_owned(),
                // Google's device code does not offer access to mail.
                device: None,
                revoke: Some("https://oauth2.googleapis.com/revoke".to_owned()),
                issuer: None,
            }),
            Provider::Own => None,
        }
    }

    /// What is asked for, with blanks between.
    pub fn scope(&self, resource: Resource) -> String {
        const OUTLOOK: &str = "https://outlook.office.com/";
        const GRAPH: &str = "https://graph.microsoft.com/";
        match (self.provider, resource) {
            (Provider::Microsoft, Resource::Mail) => format!(
                "openid profile offline_access {OUTLOOK}IMAP.AccessAsUser.All \
                 {OUTLOOK}POP.AccessAsUser.All {OUTLOOK}SMTP.Send"
            ),
            (Provider::Microsoft, Resource::Graph) => format!(
                "openid profile offline_access {GRAPH}Mail.ReadWrite {GRAPH}Mail.Send \
                 {GRAPH}User.Read"
            ),
            (Provider::Microsoft, Resource::GraphShared) => format!(
                "openid profile offline_access {GRAPH}Mail.ReadWrite {GRAPH}Mail.Send \
                 {GRAPH}Mail.ReadWrite.Shared {GRAPH}Mail.Send.Shared {GRAPH}User.Read"
            ),
            (Provider::Google, _) => "openid email https://mail.google.com/".to_owned(),
            (Provider::Own, _) => {
                let scope = self.scope.trim();
                format!("openid offline_access {scope}")
                    .trim_end()
                    .to_owned()
            }
        }
    }
}

/// What went wrong with a sign-in, by what can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OauthFault {
    /// No registration for this provider has been taken over.
    NoClient(Provider),
    /// Nobody has signed in yet.
    NotSignedIn,
    /// The sign-in is over: expired, revoked, or the password was changed.
    Ended,
    /// An administrator of the provider must agree first.
    ConsentMissing,
    /// A second factor is wanted.
    SecondFactor,
    /// A policy of the organisation forbids it.
    Policy,
    /// The person may not use this application, or belongs to another organisation.
    UserNotAllowed,
    /// A personal account with Microsoft, where the application is for those of an organisation, or the
    /// other way round.
    PersonalAccount,
    /// The provider does not know the application or the directory.
    AppUnknown,
    /// The application is registered in the wrong way: no public client, no such redirect address.
    AppSetUp,
    /// The client key is missing or wrong.
    ClientKey,
    /// What was asked for is not offered.
    Scope,
    /// The person said no in the browser.
    Denied,
    /// Nobody signed in within the time.
    TimedOut,
    /// Someone said stop.
    Cancelled,
    /// The provider has no device code, or none for mail.
    NoDeviceCode(Provider),
    /// The proxy on the way there.
    Proxy(ProxyFault),
    /// The provider could not be reached; trying later may help.
    Unreachable,
    /// The provider answered with something that is no answer.
    Answer,
    /// Another refusal.
    Refused,
}

impl OauthFault {
    /// From an answer's `error` and `error_description` (RFC 6749 section 5.2). Microsoft's numbers
    /// come first: its `error` is the same for most of them.
    pub fn of_answer(error: &str, description: &str) -> Self {
        if is_about_personal(description) {
            return Self::PersonalAccount;
        }
        if let Some(known) = of_number(description) {
            return known;
        }
        match error {
            "invalid_grant" => Self::Ended,
            "consent_required" => Self::ConsentMissing,
            "interaction_required" | "login_required" => Self::Ended,
            "access_denied" | "authorization_declined" => Self::Denied,
            "expired_token" => Self::TimedOut,
            "invalid_client" if description.to_lowercase().contains("secret") => Self::ClientKey,
            "invalid_client" | "unauthorized_client" => Self::AppUnknown,
            "redirect_uri_mismatch" | "invalid_redirect_uri" => Self::AppSetUp,
            "invalid_scope" => Self::Scope,
            "admin_policy_enforced" | "org_internal" => Self::Policy,
            "temporarily_unavailable" | "server_error" => Self::Unreachable,
            _ => Self::Refused,
        }
    }

    /// Whether trying again by itself is of no use: a person must do something first.
    pub fn needs_person(self) -> bool {
        let passes = matches!(self, Self::Unreachable | Self::Answer | Self::Cancelled);
        !passes && !matches!(self, Self::Proxy(_))
    }

    /// The word in JSON and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoClient(_) => "no-client",
            Self::NotSignedIn => "not-signed-in",
            Self::Ended => "ended",
            Self::ConsentMissing => "consent-missing",
            Self::SecondFactor => "second-factor",
            Self::Policy => "policy",
            Self::UserNotAllowed => "user-not-allowed",
            Self::PersonalAccount => "personal-account",
            Self::AppUnknown => "app-unknown",
            Self::AppSetUp => "app-set-up",
            Self::ClientKey => "client-key",
            Self::Scope => "scope",
            Self::Denied => "denied",
            Self::TimedOut => "timed-out",
            Self::Cancelled => "cancelled",
            Self::NoDeviceCode(_) => "no-device-code",
            Self::Proxy(fault) => fault.word(),
            Self::Unreachable => "unreachable",
            Self::Answer => "answer",
            Self::Refused => "refused",
        }
    }
}

/// Whether Microsoft says that a personal account (Outlook.com, Hotmail) and the application do not go
/// together. Some of its numbers stand for other things as well.
fn is_about_personal(description: &str) -> bool {
    let has = |words: &str| description.contains(words);
    has("AADSTS500200")
        || has("AADSTS9002331")
        || has("AADSTS50020:") && has("live.com")
        || has("not enabled for consumers")
        || has("Microsoft Account users only")
}

/// The fault behind a number of Microsoft's (`AADSTS65001: …`).
fn of_number(description: &str) -> Option<OauthFault> {
    use OauthFault as F;
    let rest = description.split("AADSTS").nth(1)?;
    let end = rest.find(|it: char| !it.is_ascii_digit());
    let number = rest.get(..end.unwrap_or(rest.len()))?;
    Some(match number {
        "65001" | "65004" | "90094" | "90095" | "900941" => F::ConsentMissing,
        "50072" | "50074" | "50076" | "50079" | "50158" => F::SecondFactor,
        "50020" | "50034" | "50057" | "50105" | "51004" => F::UserNotAllowed,
        "700016" | "90002" | "900023" | "7000112" => F::AppUnknown,
        "7000218" | "50011" | "500113" | "700025" => F::AppSetUp,
        "7000215" | "7000222" => F::ClientKey,
        "70011" | "650053" | "65002" | "500011" => F::Scope,
        "50132" | "50133" | "50173" | "70008" | "70043" | "700082" | "700084" => F::Ended,
        "50097" => F::Policy,
        // Conditional access: 53000 to 53011, 530002 and so on.
        it if it.starts_with("530") => F::Policy,
        _ => return None,
    })
}

/// A fault with the provider's own words, which hold no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OauthError {
    /// What kind.
    pub fault: OauthFault,
    /// Technical words for whoever helps.
    pub detail: String,
}

impl OauthError {
    /// A fault without words.
    pub fn new(fault: OauthFault) -> Self {
        Self {
            fault,
            detail: String::new(),
        }
    }
}

impl std::fmt::Display for OauthError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "sign-in {}: {}", self.fault.word(), self.detail)
    }
}

impl From<OauthFault> for OauthError {
    fn from(fault: OauthFault) -> Self {
        Self::new(fault)
    }
}

/// A sign-in as the office knows it. The refresh token lies in the keychain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// With whom.
    pub provider: Provider,
    /// The name that the provider gives the person, where it says one.
    pub name: Option<String>,
    /// When the person signed in.
    pub since: i64,
    /// When a token was last renewed.
    pub renewed_at: i64,
    /// When the sign-in is over, as far as the provider says or its rules are known.
    pub ends_at: Option<i64>,
}

/// Seconds that Microsoft lets a refresh token lie unused.
const MICROSOFT_UNUSED: i64 = 90 * 86_400;

/// A sign-in that ends within so many seconds is warned of.
const WARNING: i64 = 5 * 86_400;

impl SignedIn {
    /// When a sign-in ends that was renewed at this moment: what the provider says (`expires_in`,
    /// seconds), or what is known of it.
    pub fn end(provider: Provider, renewed_at: i64, expires_in: Option<u64>) -> Option<i64> {
        let said = expires_in.and_then(|it| i64::try_from(it).ok());
        let known = (provider == Provider::Microsoft).then_some(MICROSOFT_UNUSED);
        said.filter(|it| *it > 0)
            .or(known)
            .map(|it| renewed_at.saturating_add(it))
    }

    /// Whether the sign-in ends so soon that it should be renewed now.
    pub fn ends_soon(&self, now: i64) -> bool {
        self.ends_at.is_some_and(|it| it - now <= WARNING)
    }
}

#[cfg(test)]
mod tests;
