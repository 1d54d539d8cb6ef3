//! `settings.toml` of the person at this machine: language, and where the office lies. A value that
//! cannot be used falls back to its default, and is named.

pub mod autostart;
#[cfg(windows)]
mod introduction;
mod lists;

#[cfg(windows)]
pub use introduction::{APPLICATION, introduce};
pub use lists::{ColumnLayout, ListLayout, load_lists, save_list};

use crate::i18n::Language;
use directories::ProjectDirs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Settings with every value usable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Language of the texts.
    pub language: Language,
    /// Data directory, if another than the usual one.
    pub data_dir: Option<PathBuf>,
    /// The receiver leaves the Postausgang alone ("Automatisch senden" is off).
    pub send_manually: bool,
    /// Files that the log keeps; 0 for no log.
    pub log_files: Option<u8>,
    /// Megabytes of such a file.
    pub log_megabytes: Option<u8>,
    /// Proxy for https: `none`, or its address; `None` for that of the system.
    pub proxy: Option<String>,
    /// Names and networks that are reached past that proxy.
    pub no_proxy: Option<String>,
    /// Keys whose values could not be used; `settings.toml` stands for the whole file.
    pub ignored: Vec<String>,
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("de", "Kontorpost", "Kontorpost")
}

/// Names of the files of a person's choices.
const SETTINGS_NAME: &str = "settings.toml";
const WINDOW_NAME: &str = "window.toml";

/// Beside the program this file says that everything lies in a folder of its own there.
const PORTABLE: &str = "portabel.txt";

/// The folder beside the program that holds everything, where the program is portable. Secrets stay
/// in the keychain of the machine all the same.
pub fn portable_dir() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    portable_beside(program.parent()?)
}

fn portable_beside(directory: &Path) -> Option<PathBuf> {
    let is_portable = directory.join(PORTABLE).is_file();
    is_portable.then(|| directory.join("Daten"))
}

/// Where `settings.toml` lies.
pub fn file() -> Option<PathBuf> {
    let usual = || project().map(|it| it.config_dir().to_owned());
    portable_dir()
        .or_else(usual)
        .map(|it| it.join(SETTINGS_NAME))
}

/// The usual data directory of this person; `None` without a home directory.
pub fn usual_data_dir() -> Option<PathBuf> {
    let usual = || project().map(|it| it.data_local_dir().to_owned());
    portable_dir().or_else(usual)
}

/// A folder for what lives as long as the program, of this person at this machine alone; `None` where
/// the system has none.
pub fn run_dir() -> Option<PathBuf> {
    let project = project()?;
    match cfg!(windows) {
        // Never beside a portable program, which may lie on a stick and leaves nothing behind.
        true if portable_dir().is_some() => Some(std::env::temp_dir().join("kontorpost-portabel")),
        true => Some(project.data_local_dir().join("run")),
        false => project.runtime_dir().map(ToOwned::to_owned),
    }
}

/// Where programs keep what a person has chosen, such as `~/.config`; `None` without a home directory.
pub fn config_home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|it| it.config_dir().to_owned())
}

/// Where it is written down that the program broke off; `None` without a home directory.
pub fn crash_file() -> Option<PathBuf> {
    usual_data_dir().map(|it| it.join("absturz.log"))
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
    for (key, place) in [
        ("log_files", &mut settings.log_files),
        ("log_megabytes", &mut settings.log_megabytes),
    ] {
        let Some(value) = table.get(key) else {
            continue;
        };
        let value = value.as_integer().and_then(|it| u8::try_from(it).ok());
        *place = value.filter(|it| *it < 100);
        if place.is_none() {
            settings.ignored.push(key.to_owned());
        }
    }
    if let Some(value) = table.get("proxy") {
        settings.proxy = value.as_str().and_then(read_proxy);
        if settings.proxy.is_none() {
            settings.ignored.push("proxy".to_owned());
        }
    }
    if let Some(value) = table.get("no_proxy") {
        settings.no_proxy = value.as_str().map(ToOwned::to_owned);
        if settings.no_proxy.is_none() {
            settings.ignored.push("no_proxy".to_owned());
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

/// `none`, or the address of a proxy. One with a password in it is refused: a file holds no secret.
fn read_proxy(value: &str) -> Option<String> {
    let value = value.trim();
    let host = value.strip_prefix("http://").unwrap_or(value);
    let host = host.trim_end_matches('/');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let is_good = !host.is_empty() && host.chars().all(is_host);
    is_good.then(|| match host {
        "none" => host.to_owned(),
        host => format!("http://{host}"),
    })
}

/// What the window keeps for itself, as words and numbers: `window.toml` beside `settings.toml`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WindowSettings {
    /// Language chosen in the window.
    pub language: Option<Language>,
    /// Looks.
    pub looks: Option<String>,
    /// Size of everything in per cent.
    pub scale: Option<u16>,
    /// How dialogs are shown.
    pub dialogs: Option<String>,
    /// Width of the main window in logical pixels.
    pub width: Option<f32>,
    /// Height of the main window in logical pixels.
    pub height: Option<f32>,
    /// Left edge of the main window.
    pub x: Option<f32>,
    /// Upper edge of the main window.
    pub y: Option<f32>,
    /// The main screen.
    pub desk: DeskSettings,
    /// Mail is fetched at this workplace ("Dienste").
    pub fetch: Option<bool>,
    /// Letters are sent as soon as the Postausgang runs ("Automatisch senden").
    pub send: Option<bool>,
    /// The system tells of new mail.
    pub notify: Option<bool>,
    /// Such a notification names sender and subject.
    pub notify_details: Option<bool>,
    /// "Sicherheitsabfrage beim Löschen".
    pub ask_to_delete: Option<bool>,
    /// An office that is being set up shows the next step.
    pub guide: Option<bool>,
    /// A symbol stands in the tray.
    pub tray: Option<bool>,
    /// Closing the window leaves the program in the tray; missing: it is asked.
    pub stay: Option<bool>,
}

/// What the main screen keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskSettings {
    /// The last place.
    pub place: Option<String>,
    /// Headings of the navigation that are closed.
    pub closed: Option<Vec<String>>,
    /// Where the chosen message is shown.
    pub preview: Option<String>,
    /// The pane of sources of the Posteingang is open.
    pub quellen: Option<bool>,
}

fn read_desk(table: &toml::Table) -> DeskSettings {
    let words = |it: &toml::Value| it.as_str().map(ToOwned::to_owned);
    let closed = table.get("closed").and_then(toml::Value::as_array);
    DeskSettings {
        place: table.get("place").and_then(words),
        closed: closed.map(|it| it.iter().filter_map(words).collect()),
        preview: table.get("preview").and_then(words),
        quellen: table.get("quellen").and_then(toml::Value::as_bool),
    }
}

fn write_desk(desk: &DeskSettings) -> toml::Table {
    let mut table = toml::Table::new();
    let closed = desk.closed.clone().map(toml::Value::from);
    for (key, value) in [
        ("place", desk.place.clone().map(toml::Value::String)),
        ("closed", closed),
        ("preview", desk.preview.clone().map(toml::Value::String)),
        ("quellen", desk.quellen.map(toml::Value::Boolean)),
    ] {
        if let Some(value) = value {
            table.insert(key.to_owned(), value);
        }
    }
    table
}

/// The person's folder for documents, or else the home folder: where a file is proposed to be saved.
pub fn documents() -> PathBuf {
    let folders = directories::UserDirs::new();
    let documents = folders.as_ref().and_then(|it| it.document_dir());
    let home = folders.as_ref().map(directories::UserDirs::home_dir);
    documents.or(home).map_or_else(PathBuf::new, PathBuf::from)
}

fn window_file() -> Option<PathBuf> {
    file().map(|it| it.with_file_name(WINDOW_NAME))
}

/// Reads what the window kept. Never fails: what cannot be read is not there.
pub fn load_window() -> WindowSettings {
    match window_file().map(std::fs::read_to_string) {
        Some(Ok(text)) => read_window(&text),
        _ => WindowSettings::default(),
    }
}

fn read_window(text: &str) -> WindowSettings {
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let words = |key: &str| table.get(key)?.as_str().map(ToOwned::to_owned);
    let number = |key: &str| table.get(key)?.as_integer();
    let pixels = |key: &str| i16::try_from(number(key)?).ok().map(f32::from);
    let is_on = |key: &str| table.get(key)?.as_bool();
    WindowSettings {
        language: words("language").and_then(|it| Language::from_code(&it)),
        looks: words("looks"),
        scale: number("scale").and_then(|it| u16::try_from(it).ok()),
        dialogs: words("dialogs"),
        width: pixels("width"),
        height: pixels("height"),
        x: pixels("x"),
        y: pixels("y"),
        desk: table
            .get("desk")
            .and_then(toml::Value::as_table)
            .map(read_desk)
            .unwrap_or_default(),
        fetch: is_on("fetch"),
        send: is_on("send_automatically"),
        notify: is_on("notify"),
        notify_details: is_on("notify_details"),
        ask_to_delete: is_on("ask_to_delete"),
        guide: is_on("guide"),
        tray: is_on("tray"),
        stay: is_on("stay"),
    }
}

/// Keeps what was chosen in the window. A disk that refuses costs the choice, nothing else: the
/// window goes on.
pub fn save_window(settings: &WindowSettings) {
    lists::change_window(|table| {
        let kept = table.remove(lists::SECTION);
        *table = write_window(settings);
        if let Some(kept) = kept {
            table.insert(lists::SECTION.to_owned(), kept);
        }
    });
}

fn write_window(settings: &WindowSettings) -> toml::Table {
    let mut table = toml::Table::new();
    let mut add = |key: &str, value: Option<toml::Value>| {
        if let Some(value) = value {
            table.insert(key.to_owned(), value);
        }
    };
    // Whole pixels: a window does not stand on half a one.
    let pixels = |value: Option<f32>| value.map(|it| toml::Value::Integer(it.round() as i64));
    let words = |value: &Option<String>| value.clone().map(toml::Value::String);
    let language = settings.language.map(|it| it.code().to_owned());
    add("language", words(&language));
    add("looks", words(&settings.looks));
    add("scale", settings.scale.map(|it| i64::from(it).into()));
    add("dialogs", words(&settings.dialogs));
    add("width", pixels(settings.width));
    add("height", pixels(settings.height));
    add("x", pixels(settings.x));
    add("y", pixels(settings.y));
    add("desk", Some(toml::Value::Table(write_desk(&settings.desk))));
    add("fetch", settings.fetch.map(Into::into));
    add("send_automatically", settings.send.map(Into::into));
    add("notify", settings.notify.map(Into::into));
    add("notify_details", settings.notify_details.map(Into::into));
    add("ask_to_delete", settings.ask_to_delete.map(Into::into));
    add("guide", settings.guide.map(Into::into));
    add("tray", settings.tray.map(Into::into));
    add("stay", settings.stay.map(Into::into));
    table
}

/// What of this person's choices goes into a backup: names and contents of the files. Where the office
/// lies is a matter of each machine.
pub fn to_keep() -> Vec<(&'static str, String)> {
    let read = |path: Option<PathBuf>| std::fs::read_to_string(path?).ok();
    let mut kept = Vec::new();
    if let Some(text) = read(file())
        && let Ok(mut table) = text.parse::<toml::Table>()
    {
        table.remove("data_dir");
        let proxy = table.get("proxy").and_then(toml::Value::as_str);
        if proxy.and_then(read_proxy).is_none() {
            // One that was refused may have a password in it, which goes into no file of ours.
            table.remove("proxy");
        }
        kept.push((SETTINGS_NAME, table.to_string()));
    }
    if let Some(text) = read(window_file()) {
        kept.push((WINDOW_NAME, text));
    }
    // Nobody's choices are this long.
    kept.retain(|it| it.1.len() < 1 << 20);
    kept
}

/// Takes choices out of a backup over, where this machine has none yet. That they cannot be written
/// costs the choices, nothing else.
pub fn keep_where_missing(name: &str, text: &str) {
    let path = match name {
        SETTINGS_NAME => file(),
        WINDOW_NAME => window_file(),
        _ => None,
    };
    let (Some(path), Ok(table)) = (path, text.parse::<toml::Table>()) else {
        return;
    };
    if path.exists() {
        return;
    }
    if let Some(folder) = path.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    let _ = std::fs::write(path, table.to_string());
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

/// How long another start is waited for, where a test runs on a machine that has much to do: seconds
/// in `KONTORPOST_PATIENCE`.
pub fn test_patience() -> Option<std::time::Duration> {
    let text = std::env::var("KONTORPOST_PATIENCE").ok()?;
    text.parse().ok().map(std::time::Duration::from_secs)
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
    fn beside_the_file_that_says_so_everything_lies_in_one_folder() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(portable_beside(directory.path()), None);
        std::fs::write(directory.path().join(PORTABLE), "").unwrap();
        let folder = directory.path().join("Daten");
        assert_eq!(portable_beside(directory.path()), Some(folder));
    }

    #[test]
    fn wrong_values_fall_back_and_are_named() {
        assert_eq!(read("language = \"en\"").language, Language::English);
        let settings = read("language = \"fr\"\ndata_dir = 7\nfuture = 1");
        assert_eq!(settings.language, Language::German);
        assert_eq!(settings.ignored, ["language", "data_dir"]);
        let kept = WindowSettings {
            language: Some(Language::English),
            looks: Some("dark".to_owned()),
            scale: Some(150),
            width: Some(1_000.4),
            notify: Some(false),
            ..WindowSettings::default()
        };
        let back = read_window(&write_window(&kept).to_string());
        assert_eq!(back.width, Some(1_000.0));
        assert_eq!((back.notify, back.fetch), (Some(false), None));
        assert_eq!((back.language, back.scale), (kept.language, kept.scale));
        assert_eq!(
            read_window("looks = 3\nwidth = \"x\""),
            WindowSettings::default()
        );
        assert_eq!(read_ports("443=1, 993=2"), Some(vec![(443, 1), (993, 2)]));
        assert_eq!(read_ports("443"), None);
        assert_eq!(read("= broken").ignored, ["settings.toml"]);
        let proxy = |it: &str| read(&format!("proxy = \"{it}\""));
        assert_eq!(proxy("none").proxy.as_deref(), Some("none"));
        let address = Some("http://proxy.kanzlei.example:3128");
        assert_eq!(
            proxy("proxy.kanzlei.example:3128/").proxy.as_deref(),
            address
        );
        for refused in [
            "http://anna:geheim@proxy:3128",
            "socks5://p",
            "https://p",
            "",
        ] {
            assert_eq!(proxy(refused).ignored, ["proxy"], "{refused}");
        }
        let log = read("log_files = 3\nlog_megabytes = 1000");
        assert_eq!((log.log_files, log.log_megabytes), (Some(3), None));
        assert_eq!(log.ignored, ["log_megabytes"]);
    }
}
