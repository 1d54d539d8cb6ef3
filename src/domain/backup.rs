//! Backups ("Sicherung"): what stands in the list of contents of one, when one is due, and what its
//! file is called.

use super::hash::Sha256Hash;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// How the name of a backup ends.
pub const ENDING: &str = "kpsicherung";

/// Version of the file.
pub const FORMAT: u32 = 1;

/// The database inside.
pub const DATABASE_PART: &str = "kontorpost.db";

/// Secrets of the accounts inside a move.
pub const SECRETS_PART: &str = "geheimnisse";

/// Bytes of a list of contents at the most.
pub const LONGEST_MANIFEST: u64 = 64 << 10;

/// Parts of a backup at the most.
const MOST_PARTS: usize = 16;

/// What a backup was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BackupKind {
    /// To be kept.
    Backup,
    /// To move to another machine ("Umzug").
    Move,
}

/// How much is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Messages.
    pub mails: u64,
    /// Letters of the Postausgang, sent ones as well.
    pub letters: u64,
    /// Drafts.
    pub drafts: u64,
    /// Akten.
    pub akten: u64,
    /// Accounts, by address.
    pub accounts: Vec<String>,
    /// Benutzer, by name.
    pub benutzer: Vec<String>,
}

/// A file inside a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Part {
    /// A part with these bytes.
    pub fn of(name: &str, size: u64, hash: Sha256Hash) -> Self {
        Self {
            name: name.to_owned(),
            size,
            sha256: hash.to_string(),
        }
    }

    fn is_sound(&self) -> bool {
        let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '.';
        let name = self.name.as_str();
        (1..=60).contains(&name.len())
            && name.chars().all(is_plain)
            && !name.starts_with('.')
            && self.sha256.len() == 64
            && Sha256Hash::from_hex(&self.sha256).is_some()
    }
}

/// The list of contents of a backup: its first part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the file.
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// Version of the database.
    pub schema: i64,
    /// Key of the office: two backups with the same one are of the same office.
    pub office: String,
    /// What it was made for.
    pub kind: BackupKind,
    /// When, seconds since 1970.
    pub made_at: i64,
    /// On which machine.
    pub host: String,
    /// By whom, login name.
    pub login: String,
    /// Whether secrets of the accounts are inside.
    pub with_secrets: bool,
    /// How much is inside.
    pub counts: Counts,
    /// Its parts in their order.
    pub parts: Vec<Part>,
}

/// Why a list of contents cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestFault {
    /// A newer program made it.
    Newer,
    /// It is not what this program writes.
    Broken(String),
}

impl Manifest {
    /// As it is written.
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Reads what was written.
    ///
    /// # Errors
    /// [`ManifestFault`].
    pub fn read(text: &str) -> Result<Self, ManifestFault> {
        let broken = |words: &str| ManifestFault::Broken(words.to_owned());
        let table: toml::Table = text.parse().map_err(|_| broken("list of contents"))?;
        let format = table.get("format").and_then(toml::Value::as_integer);
        if format.is_some_and(|it| it > i64::from(FORMAT)) {
            return Err(ManifestFault::Newer);
        }
        let manifest: Self = table
            .try_into()
            .map_err(|_| broken("list of contents incomplete"))?;
        let names: std::collections::BTreeSet<&str> =
            manifest.parts.iter().map(|it| it.name.as_str()).collect();
        if manifest.format != FORMAT
            || manifest.parts.len() > MOST_PARTS
            || names.len() != manifest.parts.len()
            || !names.contains(DATABASE_PART)
            || !manifest.parts.iter().all(Part::is_sound)
            || manifest.with_secrets != names.contains(SECRETS_PART)
        {
            return Err(broken("list of contents contradicts itself"));
        }
        Ok(manifest)
    }

    /// Bytes of all parts.
    pub fn size(&self) -> u64 {
        self.parts
            .iter()
            .fold(0, |sum, it| sum.saturating_add(it.size))
    }
}

/// Name of a backup that is made at this moment: "Kontorpost-Sicherung 2026-11-27 1405.kpsicherung".
pub fn file_name(kind: BackupKind, at: i64, zone: &TimeZone) -> String {
    let word = match kind {
        BackupKind::Backup => "Sicherung",
        BackupKind::Move => "Umzug",
    };
    format!("Kontorpost-{word} {}.{ENDING}", stamp(at, zone))
}

/// Name of the folder that keeps what stood here before a backup was put back.
pub fn aside_name(at: i64, zone: &TimeZone) -> String {
    format!("vor Wiederherstellung {}", stamp(at, zone))
}

fn stamp(at: i64, zone: &TimeZone) -> String {
    let at = Timestamp::from_second(at).unwrap_or_default();
    at.to_zoned_datetime(zone.clone())
        .strftime("%Y-%m-%d %H%M")
        .to_string()
}

/// Why nothing is fetched and sent from a data directory any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The office works on another machine now ("umgezogen").
    Moved,
    /// It was moved aside when a backup was put back.
    Aside,
}

/// A data directory that is only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// Why.
    pub why: Why,
    /// Since when, seconds since 1970.
    pub at: i64,
}

impl Retired {
    /// As it is written.
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Reads what was written. A mark that cannot be read is one all the same.
    pub fn read(text: &str) -> Self {
        toml::from_str(text).unwrap_or(Self {
            why: Why::Moved,
            at: 0,
        })
    }
}

/// What a backup that is put back does not know of the present office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// The two could be compared.
    pub is_known: bool,
    /// Messages that have come since.
    pub mails: u64,
    /// Of these, the ones that no longer lie on the server: they are not fetched again.
    pub gone: u64,
    /// Letters that were sent since, and drafts.
    pub letters: u64,
    /// Letters that wait in it: they become unclear, and nobody sends them by itself.
    pub waiting: u64,
    /// Accounts that were set up since.
    pub accounts: Vec<String>,
    /// The accounts that are in it.
    pub inside: Vec<Inside>,
}

/// An account in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub address: String,
    /// It signs in in the browser.
    pub in_browser: bool,
    /// It signs in anywhere.
    pub needs_secret: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn manifest() -> Manifest {
        Manifest {
            format: FORMAT,
            program: "0.1.0".to_owned(),
            schema: 12,
            office: "0123456789abcdef".to_owned(),
            kind: BackupKind::Backup,
            made_at: 1_800_000_000,
            host: "kanzlei-1".to_owned(),
            login: "susi".to_owned(),
            with_secrets: false,
            counts: Counts::default(),
            parts: vec![Part::of(DATABASE_PART, 3, Sha256Hash::of(b"abc"))],
        }
    }

    fn words() -> impl Strategy<Value = String> {
        proptest::string::string_regex("(?s).{0,40}").expect("words")
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            (host, login, names) in (words(), words(), proptest::collection::vec(words(), 0..6)),
            (made_at, mails, size) in (any::<i64>(), 0..i64::MAX as u64, 0..i64::MAX as u64),
        ) {
            let mut it = manifest();
            it.host = host;
            it.login = login;
            it.made_at = made_at;
            it.counts.mails = mails;
            it.counts.benutzer = names;
            it.parts[0].size = size;
            prop_assert_eq!(Manifest::read(&it.write()), Ok(it));
        }

        #[test]
        fn no_text_is_too_odd_to_be_refused(text in "(?s).{0,200}") {
            prop_assert!(Manifest::read(&text).is_err());
        }
    }

    #[test]
    fn what_contradicts_itself_or_is_newer_is_refused() {
        let broken = |change: fn(&mut Manifest)| {
            let mut it = manifest();
            change(&mut it);
            Manifest::read(&it.write()).unwrap_err()
        };
        assert_eq!(broken(|it| it.format = 2), ManifestFault::Newer);
        let is_broken = |it| matches!(it, ManifestFault::Broken(_));
        assert!(is_broken(broken(|it| it.format = 0)));
        assert!(is_broken(broken(|it| it.with_secrets = true)));
        assert!(is_broken(broken(|it| it.parts.clear())));
        assert!(is_broken(broken(|it| it.parts[0].sha256 = "ab".to_owned())));
        assert!(is_broken(broken(|it| it.parts.push(it.parts[0].clone()))));
        for name in ["../x", "a/b", "C:x", "", ".x"] {
            let mut it = manifest();
            it.parts.push(Part::of(name, 0, Sha256Hash::of(b"")));
            assert!(
                is_broken(Manifest::read(&it.write()).unwrap_err()),
                "{name}"
            );
        }
    }

    #[test]
    fn names_tell_the_moment() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = 1_795_784_700;
        let name = file_name(BackupKind::Backup, at, &zone);
        assert_eq!(name, "Kontorpost-Sicherung 2026-11-27 1405.kpsicherung");
        assert_eq!(Retired::read("= odd").why, Why::Moved);
        let mark = Retired {
            why: Why::Aside,
            at,
        };
        assert_eq!(Retired::read(&mark.write()), mark);
    }
}
