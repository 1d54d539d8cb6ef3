//! The floors of the house, checked: no upward import, no foreign crate in the wrong room, no import
//! cycle, no file that has grown too long.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines of a file at the most.
const LONGEST: usize = 500;

/// The rooms and the rooms that each may use. `main` sees the faces alone.
const ROOMS: [(&str, &[&str]); 16] = [
    ("domain", &[]),
    ("storage", &["domain"]),
    ("archive", &["domain"]),
    ("secrets", &["domain"]),
    ("transport", &["domain"]),
    ("mime", &["domain"]),
    ("i18n", &[]),
    ("settings", &["i18n"]),
    ("instance", &["domain"]),
    ("registration", &[]),
    ("logbook", &["domain"]),
    (
        "service",
        &[
            "domain",
            "storage",
            "archive",
            "secrets",
            "transport",
            "mime",
            "i18n",
            "settings",
            "instance",
            "registration",
            "logbook",
        ],
    ),
    ("cli", &["domain", "service", "i18n", "settings"]),
    ("gui", &["domain", "service", "i18n", "settings"]),
    ("main", &["cli", "gui"]),
    ("main_windowed", &["cli", "gui"]),
];

/// Foreign crates and the rooms that each may stand in. `tests/architecture.rs` and `Cargo.toml`
/// change together: a crate that is not named here is refused.
const CRATES: [(&str, &[&str]); 63] = [
    ("accesskit", &["gui"]),
    ("accesskit_unix", &["gui"]),
    ("async_imap", &["transport"]),
    ("base64", &["transport", "mime", "archive", "service/demo"]),
    ("clap", &["cli"]),
    ("crc32fast", &["service/diagnose"]),
    ("csv", &["service"]),
    ("directories", &["settings"]),
    ("encoding_rs", &["service"]),
    ("fluent_bundle", &["i18n"]),
    ("fs4", &["service/diagnose"]),
    ("getrandom", &["transport", "mime", "instance"]),
    ("hickory_resolver", &["transport"]),
    ("http_body_util", &["transport"]),
    ("hmac", &["transport", "archive"]),
    ("hyper", &["transport"]),
    ("hyper_util", &["transport"]),
    ("iced", &["gui"]),
    ("idna", &["domain"]),
    ("image", &["mime"]),
    ("indicatif", &["cli"]),
    (
        "jiff",
        &[
            "domain", "storage", "i18n", "logbook", "service", "cli", "gui",
        ],
    ),
    ("keyring", &["secrets"]),
    ("lettre", &["transport"]),
    ("log", &["logbook", "service", "storage"]),
    ("mail_builder", &["mime"]),
    ("mail_parser", &["mime"]),
    ("md4", &["transport"]),
    ("md5", &["transport"]),
    ("memchr", &["transport", "mime", "service/demo"]),
    (
        "miniz_oxide",
        &["mime", "transport", "service/demo", "service/diagnose"],
    ),
    ("pdf_writer", &["mime"]),
    ("proptest", &["mime", "domain"]),
    ("psl", &["domain"]),
    ("quick_xml", &["transport"]),
    ("rcgen", &["service/demo"]),
    ("rfd", &["gui"]),
    ("ring", &["archive"]),
    ("roxmltree", &["transport", "service/demo"]),
    ("rusqlite", &["storage"]),
    ("rustls", &["transport", "service/demo"]),
    ("rustls_platform_verifier", &["transport"]),
    ("scrypt", &["archive"]),
    ("serde", &["domain"]),
    (
        "serde_json",
        &["transport", "cli", "service/demo", "instance"],
    ),
    ("sha2", &["domain", "transport"]),
    ("subsetter", &["mime"]),
    ("tauri_winrt_notification", &["gui"]),
    ("tempfile", &["storage", "service"]),
    (
        "thiserror",
        &[
            "storage",
            "archive",
            "secrets",
            "transport",
            "service",
            "gui",
        ],
    ),
    ("tiny_skia", &["gui"]),
    ("tokio", &["transport", "service", "cli", "gui", "instance"]),
    ("tokio_rustls", &["transport", "service/demo"]),
    ("toml", &["domain", "settings"]),
    ("tray_icon", &["gui"]),
    ("ttf_parser", &["mime", "gui"]),
    ("unic_langid", &["i18n"]),
    ("unicode_normalization", &["domain"]),
    (
        "windows_registry",
        &["registration", "settings", "transport", "service/diagnose"],
    ),
    ("x11rb", &["gui"]),
    ("x509_parser", &["transport"]),
    ("zbus", &["gui"]),
    ("zstd", &["storage", "archive"]),
];

/// Crates that are spelled so rarely with a path that a use is hard to find: kept by name.
const ALSO: [(&str, &[&str]); 1] = [(
    "zeroize",
    &["domain", "secrets", "archive", "service/backup", "cli"],
)];

struct Source {
    /// Path below `src`, with `/`.
    path: String,
    /// First part of the path.
    room: String,
    /// Text without comments and without its test modules, which may look anywhere.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(directory).expect("src") {
            let path: PathBuf = entry.expect("entry").path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            if path.components().any(|it| it.as_os_str() == "tests")
                || path.file_name().is_some_and(|it| it == "tests.rs")
            {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("source");
            let path = path
                .strip_prefix(&root)
                .expect("below src")
                .to_string_lossy();
            let path = path.replace('\\', "/");
            let room = path
                .split('/')
                .next()
                .expect("a part")
                .trim_end_matches(".rs");
            let code: Vec<&str> = text
                .lines()
                .take_while(|line| *line != "#[cfg(test)]")
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            let (room, lines) = (room.to_owned(), text.lines().count());
            sources.push(Source {
                path,
                room,
                code: code.join("\n"),
                lines,
            });
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Every word that stands before `::` as the beginning of a path.
fn heads(code: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut heads = BTreeSet::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let word: String = before.chars().rev().take_while(|c| is_word(*c)).collect();
        let rest = &before[..before.len() - word.len()];
        if !rest.ends_with("::") && !word.is_empty() {
            heads.insert(word.chars().rev().collect());
        }
    }
    heads
}

/// The rooms that a source names by `crate::`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest
            .strip_prefix('{')
            .and_then(|it| it.split_once('}'))
            .map(|it| it.0);
        let names: Vec<&str> = match group {
            Some(group) => group.split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.insert(name);
        }
    }
    found.remove("");
    found
}

#[test]
fn no_room_looks_up_or_sideways() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|it| it.room != "lib") {
        let Some(allowed) = rooms.get(source.room.as_str()) else {
            breaches.push(format!("{}: unknown room {}", source.path, source.room));
            continue;
        };
        let mut named = imports(&source.code);
        if source.room == "main" {
            named = source
                .code
                .match_indices("kontorpost::")
                .flat_map(|(at, _)| imports(&source.code[at..].replacen("kontorpost", "crate", 1)))
                .collect();
        }
        for name in named {
            if name != source.room
                && rooms.contains_key(name.as_str())
                && !allowed.contains(&name.as_str())
            {
                breaches.push(format!("{} uses {name}", source.path));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let crates: BTreeMap<&str, &[&str]> = CRATES.into_iter().chain(ALSO).collect();
    let mut breaches = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources() {
        for head in heads(&source.code) {
            let Some(rooms) = crates.get(head.as_str()) else {
                continue;
            };
            used.insert(head.clone());
            let path = source.path.trim_end_matches(".rs");
            let is_at_home = rooms
                .iter()
                .any(|room| path == *room || path.starts_with(&format!("{room}/")));
            // Modules of ours may bear a name like a crate's.
            if !is_at_home && !source.code.contains(&format!("mod {head};")) {
                breaches.push(format!("{}: {head}", source.path));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
    // No dependency without use, none without a room.
    let manifest = include_str!("../Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .expect("dependencies");
    let section = section.split("\n[").next().expect("a section");
    let declared: BTreeSet<String> = section
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"))
        .collect();
    let unknown: Vec<_> = declared
        .iter()
        .filter(|it| !crates.contains_key(it.as_str()))
        .collect();
    assert_eq!(unknown, Vec::<&String>::new(), "crates without a room");
    let unused: Vec<_> = declared.iter().filter(|it| !used.contains(*it)).collect();
    assert_eq!(unused, Vec::<&String>::new(), "dependencies without use");
}

#[test]
fn rooms_do_not_import_each_other_in_a_circle() {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let known: BTreeSet<&str> = ROOMS.iter().map(|it| it.0).collect();
    for source in sources() {
        let named = imports(&source.code);
        let named = named.into_iter().filter(|it| known.contains(it.as_str()));
        let others = named.filter(|it| *it != source.room);
        graph.entry(source.room.clone()).or_default().extend(others);
    }
    // Rooms that lead nowhere are taken away until nothing is left, or a circle.
    graph.remove("lib");
    while !graph.is_empty() {
        let ends: Vec<String> = graph
            .iter()
            .filter(|(_, to)| to.is_empty())
            .map(|(room, _)| room.clone())
            .collect();
        assert!(
            !ends.is_empty(),
            "a circle among {:?}",
            graph.keys().collect::<Vec<_>>()
        );
        for end in ends {
            graph.remove(&end);
            graph.values_mut().for_each(|to| {
                to.remove(&end);
            });
        }
    }
}

#[test]
fn no_file_grows_too_long() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|it| it.lines > LONGEST)
        .map(|it| format!("{}: {} lines", it.path, it.lines))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn the_checks_see_a_breach() {
    let code = "use crate::{storage, domain::mail};\nlet x = crate::cli::run();\nrusqlite::open()";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["cli", "domain", "storage"]);
    assert!(heads(code).contains("rusqlite"));
    assert!(!heads("a::rusqlite::b").contains("rusqlite"));
}
