//! Mail server settings that were found for an address, and the rules by which they are ordered,
//! compared and judged. Nothing here is filled in anywhere: a person chooses.

use crate::domain::preset::{Preset, PresetServer};
use crate::domain::server::{Protocol, Security};

pub mod agreement;
pub mod guess;
pub mod srv;

/// What a server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// Receiving by IMAP.
    Imap,
    /// Receiving by POP3.
    Pop3,
    /// Sending (submission, RFC 6409).
    Smtp,
    /// Receiving and sending by an Exchange server.
    Exchange,
}

impl Service {
    /// Every service, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Imap, Self::Pop3, Self::Smtp, Self::Exchange];

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
            Self::Smtp => "smtp",
            Self::Exchange => "exchange",
        }
    }
}

/// Where settings come from, the most reliable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Built-in preset by the domain of the address.
    Preset,
    /// Built-in preset by the host that takes the domain's mail (MX, RFC 5321 section 5).
    Mx,
    /// `https://autoconfig.DOMAIN/mail/config-v1.1.xml`.
    Autoconfig,
    /// `https://DOMAIN/.well-known/autoconfig/mail/config-v1.1.xml`.
    WellKnown,
    /// SRV records, RFC 6186 and RFC 8314.
    Srv,
    /// Autodiscover of the domain's Exchange server.
    Autodiscover,
    /// Thunderbird's public database.
    Ispdb,
    /// A server that answered under a usual name.
    Guess,
}

impl Source {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preset => "preset",
            Self::Mx => "mx",
            Self::Autoconfig => "autoconfig",
            Self::WellKnown => "well-known",
            Self::Srv => "srv",
            Self::Autodiscover => "autodiscover",
            Self::Ispdb => "ispdb",
            Self::Guess => "guess",
        }
    }
}

/// How the server wants to be signed in to, as far as the source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Auth {
    /// Name and password as they are (PLAIN, LOGIN, USER/PASS).
    Password,
    /// Challenge and response (CRAM-MD5 and the like).
    Encrypted,
    /// OAuth 2.
    OAuth2,
    /// Kerberos.
    Gssapi,
    /// NTLM.
    Ntlm,
    /// No sign-in.
    None,
    /// By the address of the client.
    ClientIp,
    /// After a POP3 session.
    SmtpAfterPop,
}

impl Auth {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Encrypted => "encrypted",
            Self::OAuth2 => "oauth2",
            Self::Gssapi => "gssapi",
            Self::Ntlm => "ntlm",
            Self::None => "none",
            Self::ClientIp => "client-ip",
            Self::SmtpAfterPop => "smtp-after-pop",
        }
    }

    /// Whether this program can sign in this way.
    pub fn is_known(self) -> bool {
        matches!(self, Self::Password | Self::None)
    }
}

/// Something a person should know about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A word of the built-in presets, such as `app-password-needed`.
    Provider(String),
    /// The built-in preset with this name was used because of the MX host.
    ByMx(String),
    /// The server belongs to this other registrable domain: a person must confirm it.
    OtherDomain(String),
    /// The settings were delivered by this other registrable domain.
    Redirected(String),
    /// The domain says that it has no such service (RFC 6186 section 3.4).
    Absent,
    /// The source does not say which name to sign in with; the part before the `@` is the other
    /// usual one.
    UserUnknown,
    /// This program cannot sign in the way the server wants.
    AuthUnknown,
    /// The connection would not be protected.
    Unencrypted,
    /// Shortest time between two POP3 sign-ins, in minutes.
    PopInterval(u16),
    /// These sources propose the same server.
    Agrees(Vec<Source>),
    /// These sources propose other servers for the same service.
    Differs(Vec<Source>),
}

impl Hint {
    /// The word in JSON, with its argument behind a colon.
    pub fn word(&self) -> String {
        let list = |sources: &[Source]| {
            let words: Vec<_> = sources.iter().map(|it| it.word()).collect();
            words.join(",")
        };
        match self {
            Self::Provider(word) => word.clone(),
            Self::ByMx(name) => format!("provider:{name}"),
            Self::OtherDomain(domain) => format!("other-domain:{domain}"),
            Self::Redirected(domain) => format!("redirected:{domain}"),
            Self::Absent => "absent".to_owned(),
            Self::UserUnknown => "user-unknown".to_owned(),
            Self::AuthUnknown => "auth-unsupported".to_owned(),
            Self::Unencrypted => "unencrypted".to_owned(),
            Self::PopInterval(minutes) => format!("pop3-interval:{minutes}"),
            Self::Agrees(sources) => format!("agrees:{}", list(sources)),
            Self::Differs(sources) => format!("differs:{}", list(sources)),
        }
    }
}

/// Where a proposed server is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Host name, ASCII, lower case.
    pub host: String,
    /// TCP port, never 0.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
}

impl Target {
    /// A server; the host is brought into its usual form.
    pub fn new(host: &str, port: u16, security: Security) -> Self {
        Self {
            host: host.trim().trim_end_matches('.').to_ascii_lowercase(),
            port,
            security,
        }
    }
}

/// One server that one source proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who says so.
    pub source: Source,
    /// What the server is for.
    pub service: Service,
    /// The server; `None` when the domain says that there is none.
    pub target: Option<Target>,
    /// Name to sign in with; `None` when it cannot be derived from the address.
    pub user: Option<String>,
    /// Way to sign in, if the source says it.
    pub auth: Option<Auth>,
    /// Path of an Exchange server's address.
    pub path: Option<String>,
    /// What a person should know.
    pub hints: Vec<Hint>,
}

impl Proposal {
    /// A server without anything else known.
    pub fn new(source: Source, service: Service, target: Target) -> Self {
        let hints = match target.security {
            Security::None => vec![Hint::Unencrypted],
            Security::Tls | Security::StartTls => Vec::new(),
        };
        Self {
            source,
            service,
            target: Some(target),
            user: None,
            auth: None,
            path: None,
            hints,
        }
    }

    /// The statement that a service does not exist.
    pub fn absent(source: Source, service: Service) -> Self {
        Self {
            source,
            service,
            target: None,
            user: None,
            auth: None,
            path: None,
            hints: vec![Hint::Absent],
        }
    }

    /// Adds [`Hint::OtherDomain`] when the server lies outside the registrable domain of `domain`.
    pub fn judge_domain(&mut self, domain: &str) {
        let Some(target) = &self.target else { return };
        let own = registrable(domain);
        let other = registrable(&target.host);
        if own != other {
            self.hints.push(Hint::OtherDomain(other));
        }
    }
}

/// The part of a domain that one can register (by the public suffix list); the whole when there is
/// no such part.
pub fn registrable(domain: &str) -> String {
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    match psl::domain_str(&domain) {
        Some(known) => known.to_owned(),
        None => domain,
    }
}

/// Whether a domain has a part that one can register: only then is it somebody's.
pub fn has_registrable(domain: &str) -> bool {
    psl::domain_str(&domain.trim_end_matches('.').to_ascii_lowercase()).is_some()
}

/// An address, divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The whole address.
    pub address: String,
    /// Before the `@`.
    pub local: String,
    /// Behind the `@`, ASCII, lower case.
    pub domain: String,
}

impl Mailbox {
    /// Reads an address; `None` when it is none or its domain cannot be looked up.
    pub fn parse(address: &str) -> Option<Self> {
        let address = address.trim();
        if !crate::domain::syntax::is_address(address) {
            return None;
        }
        let (local, domain) = address.rsplit_once('@')?;
        let domain = idna::domain_to_ascii(domain.trim_end_matches('.')).ok()?;
        if !domain.contains('.') || domain.parse::<std::net::IpAddr>().is_ok() {
            return None;
        }
        Some(Self {
            address: address.to_owned(),
            local: local.to_owned(),
            domain,
        })
    }
}

impl Mailbox {
    /// Puts the address into a template of an autoconfig document. Damaged placeholders, such as
    /// `%EMAILADDRESS` without its end, stand in published documents and are read as what was meant.
    /// `None` when another placeholder is left.
    pub fn expand(&self, template: &str) -> Option<String> {
        let values = [
            ("EMAILADDRESS", self.address.as_str()),
            ("EMAILLOCALPART", self.local.as_str()),
            ("EMAILDOMAIN", self.domain.as_str()),
        ];
        let mut expanded = String::new();
        let mut rest = template.trim();
        while let Some((before, behind)) = rest.split_once('%') {
            expanded.push_str(before);
            let known = values.iter().find_map(|(name, value)| {
                let after = behind.strip_prefix(name)?;
                Some((after.strip_prefix('%').unwrap_or(after), value))
            });
            let (after, value) = known?;
            expanded.push_str(value);
            rest = after;
        }
        expanded.push_str(rest);
        Some(expanded).filter(|it| !it.is_empty())
    }
}

/// What a built-in preset says about an address.
pub fn of_preset(preset: &Preset, source: Source, mailbox: &Mailbox) -> Vec<Proposal> {
    let server = |service: Service| -> Option<&PresetServer> {
        match service {
            Service::Imap => preset.incoming(Protocol::Imap),
            Service::Pop3 => preset.incoming(Protocol::Pop3),
            Service::Smtp => preset.outgoing(),
            Service::Exchange => None,
        }
    };
    let mut proposals = Vec::new();
    for service in Service::ALL {
        let Some(found) = server(service) else {
            continue;
        };
        let Some(port) = found.port else { continue };
        let target = Target::new(&found.host, port, found.security());
        let mut proposal = Proposal::new(source, service, target);
        let own = match service {
            Service::Smtp => preset.outgoing_user(&mailbox.address),
            Service::Imap | Service::Pop3 | Service::Exchange => None,
        };
        proposal.user = own.or_else(|| preset.user(&mailbox.address));
        proposal.auth = Some(match preset.wants_oauth() {
            true => Auth::OAuth2,
            false => Auth::Password,
        });
        if source == Source::Mx {
            proposal.hints.push(Hint::ByMx(preset.name.clone()));
        }
        if let (Service::Pop3, Some(minutes)) = (service, preset.pop_min_interval_min) {
            proposal.hints.push(Hint::PopInterval(minutes));
        }
        let words = preset.hints.iter().cloned().map(Hint::Provider);
        proposal.hints.extend(words);
        proposals.push(proposal);
    }
    proposals
}

#[cfg(test)]
mod tests;
