//! Mail providers whose servers are known ("Server wählen (optional)").

use crate::domain::server::{Protocol, Security};
use serde::Deserialize;
use std::sync::LazyLock;

/// A server of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PresetServer {
    /// Host name; may hold letters that the user must replace, see [`Preset::host_input`].
    pub host: String,
    /// Port; `None` when it is not known for sure, then the server is never filled in.
    pub port: Option<u16>,
    socket: Option<String>,
}

impl PresetServer {
    /// How the connection is protected.
    pub fn security(&self) -> Security {
        match self.socket.as_deref() {
            Some("STARTTLS") => Security::StartTls,
            Some("None") => Security::None,
            _ => Security::Tls,
        }
    }
}

/// A mail provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Preset {
    /// Stable key, as in `preset = "gmx"`.
    pub id: String,
    /// Name for the list.
    pub name: String,
    /// Mail domains of this provider.
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    mx: Vec<String>,
    /// What a person should know, as words: `app-password-needed` and the like.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Page that explains it.
    pub help: Option<String>,
    /// The provider files the copy of a sent message by itself.
    #[serde(default)]
    pub server_files_sent_copy: bool,
    auth: Option<String>,
    imap: Option<PresetServer>,
    pop3: Option<PresetServer>,
    smtp: Option<PresetServer>,
    username: Option<String>,
    smtp_username: Option<String>,
    /// Shortest time between two POP3 sign-ins that the provider accepts, in minutes.
    pub pop_min_interval_min: Option<u16>,
    /// Part of the host name that the user must replace by an own one.
    pub host_input: Option<String>,
}

impl Preset {
    /// The receiving server for `protocol`, if the provider has one and its port is known.
    pub fn incoming(&self, protocol: Protocol) -> Option<&PresetServer> {
        let server = match protocol {
            Protocol::Imap => self.imap.as_ref(),
            Protocol::Pop3 => self.pop3.as_ref(),
            Protocol::Exchange => None,
        };
        self.complete(server)
    }

    /// The sending server, if its port is known.
    pub fn outgoing(&self) -> Option<&PresetServer> {
        self.complete(self.smtp.as_ref())
    }

    fn complete<'a>(&self, server: Option<&'a PresetServer>) -> Option<&'a PresetServer> {
        server.filter(|it| it.port.is_some() && self.host_input.is_none())
    }

    /// Names of its servers.
    fn hosts(&self) -> impl Iterator<Item = &str> {
        let servers = [&self.imap, &self.pop3, &self.smtp];
        servers.into_iter().flatten().map(|it| it.host.as_str())
    }

    /// Whether the provider wants OAuth 2 rather than a password.
    pub fn wants_oauth(&self) -> bool {
        self.auth.as_deref() == Some("oauth2")
    }

    /// Whether any of its servers is known so well that it can be proposed.
    pub fn is_complete(&self) -> bool {
        let incoming = [Protocol::Imap, Protocol::Pop3].map(|it| self.incoming(it));
        incoming.into_iter().any(|it| it.is_some()) || self.outgoing().is_some()
    }

    /// The name to sign in with at the receiving server, derived from the address; `None` when it
    /// cannot be derived.
    pub fn user(&self, address: &str) -> Option<String> {
        user_from(self.username.as_deref(), address)
    }

    /// The name to sign in with at the sending server where it differs from [`Preset::user`].
    pub fn outgoing_user(&self, address: &str) -> Option<String> {
        self.smtp_username
            .as_deref()
            .and_then(|form| user_from(Some(form), address))
    }
}

fn user_from(form: Option<&str>, address: &str) -> Option<String> {
    let address = address.trim();
    match form.unwrap_or("%EMAILADDRESS%") {
        "%EMAILADDRESS%" => Some(address.to_owned()),
        "%EMAILLOCALPART%" => address.rsplit_once('@').map(|(local, _)| local.to_owned()),
        _ => None,
    }
}

#[derive(Default, Deserialize)]
struct PresetFile {
    provider: Vec<Preset>,
    filter: Vec<MailFilter>,
}

/// A service that takes mail in front of the mailbox and says nothing about where that is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MailFilter {
    /// Name for the message.
    pub name: String,
    mx: Vec<String>,
}

static FILE: LazyLock<PresetFile> = LazyLock::new(|| {
    // The file is part of the program and a test reads it; should it ever be broken, the program
    // goes on without presets.
    toml::from_str(include_str!("../../assets/providers.toml")).unwrap_or_default()
});

/// Every known provider.
pub fn presets() -> &'static [Preset] {
    &FILE.provider
}

/// The providers that fit what has been typed, those whose name begins with it first.
pub fn matching(typed: &str) -> Vec<&'static Preset> {
    let typed = typed.trim().to_lowercase();
    let is_domain = |it: &Preset| it.domains.iter().any(|it| it.contains(&typed));
    let fits = |it: &&Preset| it.name.to_lowercase().contains(&typed) || is_domain(it);
    let mut found: Vec<&'static Preset> = presets().iter().filter(fits).collect();
    found.sort_by_key(|it| !it.name.to_lowercase().starts_with(&typed));
    found
}

/// The provider that one of whose servers has this name.
pub fn preset_of_host(host: &str) -> Option<&'static Preset> {
    presets()
        .iter()
        .find(|it| it.hosts().any(|own| own.eq_ignore_ascii_case(host)))
}

/// The known server name that differs from `host` by a slip of the finger: one letter too many, too
/// few or another, or two exchanged. Only servers of this protocol, or that send where there is none.
pub fn similar_host(host: &str, protocol: Option<Protocol>) -> Option<&'static str> {
    if preset_of_host(host).is_some() {
        return None;
    }
    let server = |preset: &'static Preset| match protocol {
        Some(Protocol::Imap) => preset.imap.as_ref(),
        Some(Protocol::Pop3) => preset.pop3.as_ref(),
        Some(Protocol::Exchange) => None,
        None => preset.smtp.as_ref(),
    };
    let hosts = presets().iter().filter_map(server);
    hosts
        .map(|it| it.host.as_str())
        .filter(|it| it.len().abs_diff(host.len()) <= 2)
        .map(|it| (distance(host, it), it))
        .filter(|(distance, _)| (1..=2).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}

/// Changes of one letter that lead from one word to the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut above_left = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            let replaced = above_left + usize::from(x != *y);
            left = replaced.min(above + 1).min(left + 1);
            *cell = left;
            above_left = above;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The provider that this domain (ASCII, lower case) belongs to.
pub fn preset_of_domain(domain: &str) -> Option<&'static Preset> {
    let is_it = |it: &String| idna::domain_to_ascii(it).is_ok_and(|it| it == domain);
    presets().iter().find(|it| it.domains.iter().any(is_it))
}

/// The provider that takes mail on this MX host: the longest suffix of whole labels wins.
pub fn preset_of_mx(host: &str) -> Option<&'static Preset> {
    let fits = |it: &'static Preset| Some((longest_suffix(host, &it.mx)?, it));
    let best = presets().iter().filter_map(fits).max_by_key(|it| it.0);
    best.map(|it| it.1)
}

/// The filter that this MX host belongs to.
pub fn filter_of_mx(host: &str) -> Option<&'static MailFilter> {
    let mut filters = FILE.filter.iter();
    filters.find(|it| longest_suffix(host, &it.mx).is_some())
}

/// Length of the longest of these suffixes that `host` ends with, at the border of a label.
fn longest_suffix(host: &str, suffixes: &[String]) -> Option<usize> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let ends = |suffix: &&String| {
        host.strip_suffix(suffix.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    suffixes.iter().filter(ends).map(String::len).max()
}

/// The provider with this key.
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets()
        .iter()
        .find(|preset| preset.id.eq_ignore_ascii_case(id.trim()))
}

/// The shortest POP3 interval of the provider that `host` belongs to, in minutes.
pub fn pop3_interval_of_host(host: &str) -> Option<u16> {
    presets()
        .iter()
        .filter(|preset| preset.pop3.as_ref().is_some_and(|it| it.host == host))
        .find_map(|preset| preset.pop_min_interval_min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_seen() {
        assert_eq!(distance("imap.gmx.nte", "imap.gmx.net"), 2);
        let imap = Some(Protocol::Imap);
        assert_eq!(similar_host("imap.gmx.nett", imap), Some("imap.gmx.net"));
        assert_eq!(similar_host("imap.gmx.net", imap), None);
        assert_eq!(similar_host("mail.kanzlei-muster.example", imap), None);
        // Where letters are sent from, no server to fetch from is meant.
        assert_eq!(similar_host("imap.gmx.nett", None), None);
        assert_eq!(similar_host("mail.gmxx.net", None), Some("mail.gmx.net"));
        assert!(preset_of_host("imap.gmx.net").unwrap().help.is_some());
    }

    #[test]
    fn typing_filters_the_providers() {
        let names = |typed| -> Vec<&str> {
            let found = matching(typed).into_iter();
            found.map(|it| it.name.as_str()).collect()
        };
        assert_eq!(names("").len(), presets().len());
        assert_eq!(names("gm").first(), Some(&"GMX"));
        assert!(names("T-Onl").contains(&"Telekom Mail (T-Online)"));
        assert!(names("arcor.de").len() == 1);
        assert!(names("gibt es nicht").is_empty());
    }

    #[test]
    fn the_file_is_whole() {
        assert!(presets().len() > 50);
        let gmx = preset("GMX").unwrap();
        assert_eq!(gmx.incoming(Protocol::Imap).unwrap().host, "imap.gmx.net");
        assert_eq!(gmx.incoming(Protocol::Pop3).unwrap().port, Some(995));
        assert_eq!(gmx.user("anna@gmx.de").as_deref(), Some("anna@gmx.de"));
        let web = preset("webde")
            .or_else(|| preset("web.de"))
            .or_else(|| preset("web-de"));
        assert_eq!(web.unwrap().user("anna@web.de").as_deref(), Some("anna"));
        assert!(preset("gibt-es-nicht").is_none());
    }

    #[test]
    fn the_longest_suffix_of_an_mx_host_wins() {
        let of = |host: &str| preset_of_mx(host).map(|it| it.id.as_str());
        assert_eq!(of("mx-aol.mail.gm0.yahoodns.net."), Some("aol"));
        assert_eq!(of("mta5.am0.yahoodns.net"), Some("yahoo"));
        assert_eq!(of("MX01.Kundenserver.DE"), Some("ionos"));
        assert_eq!(of("x.mail.protection.outlook.com"), Some("microsoft365"));
        assert_eq!(of("notkundenserver.de"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn filters_are_known_and_no_provider_is_one() {
        let filter = filter_of_mx("mx23.hornetsecurity.com.").unwrap();
        assert_eq!(filter.name, "Hornetsecurity");
        assert!(filter_of_mx("mx.kanzlei.example").is_none());
        for preset in presets() {
            for mx in &preset.mx {
                assert!(filter_of_mx(mx).is_none(), "{mx}");
            }
        }
        assert_eq!(preset_of_domain("gmx.de").unwrap().id, "gmx");
        assert!(preset_of_domain("kanzlei.example").is_none());
    }
}
