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

#[derive(Deserialize)]
struct PresetFile {
    provider: Vec<Preset>,
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    // The file is part of the program and a test reads it; should it ever be broken, the program
    // goes on without presets.
    toml::from_str::<PresetFile>(include_str!("../../assets/providers.toml"))
        .map(|file| file.provider)
        .unwrap_or_default()
});

/// Every known provider.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// The provider with this key.
pub fn preset(id: &str) -> Option<&'static Preset> {
    PRESETS
        .iter()
        .find(|preset| preset.id.eq_ignore_ascii_case(id.trim()))
}

/// The shortest POP3 interval of the provider that `host` belongs to, in minutes.
pub fn pop3_interval_of_host(host: &str) -> Option<u16> {
    PRESETS
        .iter()
        .filter(|preset| preset.pop3.as_ref().is_some_and(|it| it.host == host))
        .find_map(|preset| preset.pop_min_interval_min)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
