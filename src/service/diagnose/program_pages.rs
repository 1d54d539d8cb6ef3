//! The program, the system around it, and its settings.

use super::{Inquiry, Page, lines};
use crate::domain::account::AccountId;
use crate::domain::mask::Mask;
use crate::domain::secret::SecretPurpose;
use crate::secrets::Secrets;
use crate::service::office::{Office, host_name, login_name, proxies};
use crate::settings;
use crate::transport::Proxies;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// How long the keychain is waited for: it may ask somebody.
const PATIENCE: Duration = Duration::from_secs(8);

/// Variables of the environment that say how the program runs. No other one is looked at.
const VARIABLES: [&str; 14] = [
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "TZ",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "KONTORPOST_LOG",
    "SESSIONNAME",
];

/// Bytes of a file of settings at the most.
const FILE_LIMIT: u64 = 64 << 10;

/// Who sits here, and at which machine.
pub(super) fn know_person(mask: &mut Mask) {
    mask.person(&login_name(), "anmeldung");
    mask.person(&host_name(), "rechner");
    for name in ["HOME", "USERPROFILE"] {
        let home = std::env::var_os(name).map(PathBuf::from);
        let last = home.as_deref().and_then(Path::file_name);
        if let Some(last) = last {
            mask.person(&last.to_string_lossy(), "anmeldung");
        }
    }
}

/// The servers on the way to other servers.
pub(super) fn know_proxies(proxies: &Proxies, mask: &mut Mask) {
    let described = proxies.described();
    let values = described
        .iter()
        .filter(|it| ["proxy", "no_proxy", "script"].contains(&it.0));
    for value in values.flat_map(|it| it.1.split(',')) {
        let host = value.rsplit("://").next().unwrap_or(value);
        let host = host.split(['/', ':']).next().unwrap_or(host);
        mask.host(host.trim().trim_start_matches('.'));
    }
}

fn shown(path: Option<PathBuf>) -> String {
    path.map_or_else(|| "-".to_owned(), |it| it.display().to_string())
}

pub(super) fn program(inquiry: &Inquiry) -> Page {
    let zone = jiff::tz::TimeZone::system();
    let mut pairs = vec![
        ("made_at", jiff::Timestamp::now().to_string()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("os", std::env::consts::OS.to_owned()),
        ("arch", std::env::consts::ARCH.to_owned()),
        ("system", system()),
        ("time_zone", zone.iana_name().unwrap_or("-").to_owned()),
        ("program", shown(std::env::current_exe().ok())),
        ("portable", settings::portable_dir().is_some().to_string()),
        ("settings", shown(settings::file())),
        ("usual_data_dir", shown(settings::usual_data_dir())),
        ("data_dir", inquiry.directory.display().to_string()),
    ];
    let processors = std::thread::available_parallelism();
    pairs.push((
        "processors",
        processors.map_or(0, |it| it.get()).to_string(),
    ));
    if let Some(error) = &inquiry.failed {
        // The whole reason, because there will be no other page about the office.
        pairs.push(("office_not_opened", error.to_string()));
    }
    pairs.extend(inquiry.screen.iter().cloned());
    let of_environment = VARIABLES.into_iter().filter_map(|name| {
        let value = std::env::var(name).ok()?;
        Some((name, value))
    });
    pairs.extend(of_environment);
    Page {
        name: "programm.txt".to_owned(),
        text: lines(pairs),
    }
}

/// Name and version of the system, in its own words.
#[cfg(not(windows))]
fn system() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let release = read("/etc/os-release");
    let name = release
        .lines()
        .find_map(|it| it.strip_prefix("PRETTY_NAME="));
    let kernel = read("/proc/sys/kernel/osrelease");
    let name = name.unwrap_or_default().trim_matches('"');
    format!("{name} {}", kernel.trim())
}

#[cfg(windows)]
fn system() -> String {
    let path = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
    let Ok(key) = windows_registry::LOCAL_MACHINE.open(path) else {
        return "Windows".to_owned();
    };
    let names = ["ProductName", "DisplayVersion", "CurrentBuild"];
    let words = names.into_iter().filter_map(|it| key.get_string(it).ok());
    words.collect::<Vec<_>>().join(" ")
}

/// `settings.toml` and `window.toml`, as they are.
pub(super) fn settings() -> Page {
    let file = settings::file();
    let window = file.as_ref().map(|it| it.with_file_name("window.toml"));
    let mut text = String::new();
    for path in [file, window].into_iter().flatten() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_small = std::fs::metadata(&path).is_ok_and(|it| it.len() <= FILE_LIMIT);
        let content = match is_small {
            true => std::fs::read_to_string(&path).ok(),
            false => None,
        };
        let content = content.unwrap_or_else(|| "-\n".to_owned());
        text.push_str(&format!("# {name}\n{}\n\n", content.trim_end()));
    }
    for key in settings::load().ignored {
        text.push_str(&format!("ignored = {key}\n"));
    }
    Page {
        name: "einstellungen.txt".to_owned(),
        text,
    }
}

/// What https goes by.
pub(super) fn proxies_of(office: Option<&Office>) -> Proxies {
    office.map_or_else(proxies, |it| it.proxies.clone())
}

/// Disk, proxy and keychain.
pub(super) fn surroundings(office: Option<&Office>, inquiry: &Inquiry) -> Page {
    let megabytes = |bytes: std::io::Result<u64>| match bytes {
        Ok(bytes) => format!("{} MB", bytes / 1_000_000),
        Err(error) => format!("- ({error})"),
    };
    let directory = inquiry.directory.as_path();
    let mut pairs = vec![
        ("disk_free", megabytes(fs4::available_space(directory))),
        ("disk_size", megabytes(fs4::total_space(directory))),
    ];
    let proxies = proxies_of(office);
    let mut text = lines(std::mem::take(&mut pairs));
    text.push_str("\n# https\n");
    text.push_str(&lines(proxies.described()));
    if let Some(office) = office {
        text.push_str("\n# keychain\n");
        text.push_str(&lines(keychain(office)));
    }
    Page {
        name: "umgebung.txt".to_owned(),
        text,
    }
}

/// Whether the keychain answers, and for which accounts it has something. What it has is dropped at
/// once.
fn keychain(office: &Office) -> Vec<(&'static str, String)> {
    let accounts = office.storage.accounts().unwrap_or_default();
    let ids: Vec<AccountId> = accounts.iter().map(|it| it.id).collect();
    let secrets = office.secrets.clone();
    let (sender, answers) = mpsc::channel();
    // It may wait for somebody to unlock it, longer than anybody waits here.
    std::thread::spawn(move || look_into(&secrets, &ids, &sender));
    let mut pairs = Vec::new();
    loop {
        match answers.recv_timeout(PATIENCE) {
            Ok(pair) => pairs.push(pair),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                pairs.push(("keychain", "no answer in time".to_owned()));
                return pairs;
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => return pairs,
        }
    }
}

fn look_into(
    secrets: &Arc<Secrets>,
    ids: &[AccountId],
    sender: &mpsc::Sender<(&'static str, String)>,
) {
    // An account that is nowhere: an answer, whatever it is, shows that somebody answers.
    let probe = secrets.find(AccountId(0), SecretPurpose::Incoming);
    let answers = match &probe {
        Ok(_) => "answers".to_owned(),
        Err(error) => error.to_string(),
    };
    let _ = sender.send(("keychain", answers));
    // A locked keychain would ask again for every account.
    if matches!(probe, Err(crate::secrets::Error::Locked(_))) {
        return;
    }
    for id in ids {
        let has = |purpose| match secrets.find(*id, purpose) {
            Ok(found) => found.is_some().to_string(),
            Err(error) => error.to_string(),
        };
        let renewal = match secrets.find_renewal(*id) {
            Ok(found) => found.is_some().to_string(),
            Err(error) => error.to_string(),
        };
        let (incoming, outgoing) = (has(SecretPurpose::Incoming), has(SecretPurpose::Outgoing));
        let words = format!("{id} incoming={incoming} outgoing={outgoing} sign_in={renewal}");
        let _ = sender.send(("account", words));
    }
}
