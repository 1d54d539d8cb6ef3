//! `settings.toml` of the person at this machine: language, and where the office lies. A value that
//! cannot be used falls back to its default, and is named.

use crate::i18n::Language;
use directories::ProjectDirs;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Settings with every value usable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Language of the texts.
    pub language: Language,
    /// Data directory, if another than the usual one.
    pub data_dir: Option<PathBuf>,
    /// The receiver leaves the Postausgang alone ("Automatisch senden" is off).
    pub send_manually: bool,
    /// Keys whose values could not be used; `settings.toml` stands for the whole file.
    pub ignored: Vec<String>,
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("de", "Kontorpost", "Kontorpost")
}

/// Where `settings.toml` lies.
pub fn file() -> Option<PathBuf> {
    project().map(|it| it.config_dir().join("settings.toml"))
}

/// The usual data directory of this person; `None` without a home directory.
pub fn usual_data_dir() -> Option<PathBuf> {
    project().map(|it| it.data_local_dir().to_owned())
}

/// Reads the settings. Never fails: no file is no settings.
pub fn load() -> Settings {
    match file().map(std::fs::read_to_string) {
        Some(Ok(text)) => read(&text),
        _ => Settings::default(),
    }
}

fn read(text: &str) -> Settings {
    let mut settings = Settings::default();
    let Ok(table) = text.parse::<toml::Table>() else {
        settings.ignored.push("settings.toml".to_owned());
        return settings;
    };
    if let Some(value) = table.get("language") {
        match value.as_str().and_then(Language::from_code) {
            Some(language) => settings.language = language,
            None => settings.ignored.push("language".to_owned()),
        }
    }
    if let Some(value) = table.get("send_automatically") {
        match value.as_bool() {
            Some(automatically) => settings.send_manually = !automatically,
            None => settings.ignored.push("send_automatically".to_owned()),
        }
    }
    if let Some(value) = table.get("data_dir") {
        match value.as_str() {
            Some(path) => settings.data_dir = Some(PathBuf::from(path)),
            None => settings.ignored.push("data_dir".to_owned()),
        }
    }
    settings
}

/// Another network than the one around this machine, for tests: from `KONTORPOST_RESOLVER` (address
/// and port of a name server) and `KONTORPOST_PORTS` (`443=8443,993=9993`: wanted and real ports).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestNetwork {
    /// Name server.
    pub resolver: Option<SocketAddr>,
    /// Ports, wanted and real.
    pub ports: Vec<(u16, u16)>,
}

/// Reads the [`TestNetwork`] from the environment.
///
/// # Errors
/// The name of a variable that cannot be used, with its value: a test must not reach the real
/// network by mistake.
pub fn test_network() -> Result<TestNetwork, (&'static str, String)> {
    let value = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
    let (resolver, ports) = ("KONTORPOST_RESOLVER", "KONTORPOST_PORTS");
    let mut network = TestNetwork::default();
    if let Some(text) = value(resolver) {
        let address = text.parse().map_err(|_| (resolver, text))?;
        network.resolver = Some(address);
    }
    if let Some(text) = value(ports) {
        network.ports = read_ports(&text).ok_or((ports, text))?;
    }
    Ok(network)
}

fn read_ports(text: &str) -> Option<Vec<(u16, u16)>> {
    let pair = |it: &str| -> Option<(u16, u16)> {
        let (wanted, real) = it.split_once('=')?;
        Some((wanted.trim().parse().ok()?, real.trim().parse().ok()?))
    };
    text.split(',').map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_fall_back_and_are_named() {
        assert_eq!(read("language = \"en\"").language, Language::English);
        let settings = read("language = \"fr\"\ndata_dir = 7\nfuture = 1");
        assert_eq!(settings.language, Language::German);
        assert_eq!(settings.ignored, ["language", "data_dir"]);
        assert_eq!(read_ports("443=1, 993=2"), Some(vec![(443, 1), (993, 2)]));
        assert_eq!(read_ports("443"), None);
        assert_eq!(read("= broken").ignored, ["settings.toml"]);
    }
}
