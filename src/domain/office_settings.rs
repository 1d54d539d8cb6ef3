//! What the office has decided for all: who may give directives in a subject, where the Posteingang
//! forwards to, whose mail stays on the server, and how mail is read in automatically.

use crate::domain::register::Taetigkeit;
use crate::domain::stammdaten::BenutzerNumber;
use crate::domain::syntax::{address_key, is_address};

/// Whose directives in a subject count ("Betreff-Befehle zulassen von").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DirectiveSenders {
    /// The office's own Benutzer.
    #[default]
    Own,
    /// These and everyone whose address is stored.
    Known,
    /// Everyone.
    All,
}

impl DirectiveSenders {
    /// Every choice, the safest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Known, Self::All];

    /// The word in the database, on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Known => "known",
            Self::All => "all",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// A sender, exactly or by domain, in any letter case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SenderPattern {
    /// One address, in lower case.
    Address(String),
    /// Every address of this domain, in lower case and without the `@`. Not its subdomains.
    Domain(String),
}

impl SenderPattern {
    /// Reads `name@domain` or `@domain`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = address_key(text);
        match text.strip_prefix('@') {
            Some(domain) => {
                is_address(&format!("x@{domain}")).then(|| Self::Domain(domain.to_owned()))
            }
            None => is_address(&text).then_some(Self::Address(text)),
        }
    }

    /// Whether an address is meant.
    pub fn matches(&self, address: &str) -> bool {
        let address = address_key(address);
        match self {
            Self::Address(wanted) => address == *wanted,
            Self::Domain(wanted) => address
                .rsplit_once('@')
                .is_some_and(|(_, domain)| domain == wanted),
        }
    }
}

impl std::fmt::Display for SenderPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Domain(domain) => write!(f, "@{domain}"),
        }
    }
}

/// Minutes between two automatic readings.
pub const READ_MINUTES: std::ops::RangeInclusive<u16> = 1..=1440;

/// How mail is read in automatically (Tau-Office; accounts on "einlesen" and "scanner").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutomaticReading {
    /// "E-Mails automatisch einlesen": every so many minutes; otherwise once at program start.
    pub on: bool,
    /// "Automatisches Einlesen alle x Minuten", 1 to 1440. It is kept while reading is off.
    pub minutes: u16,
    /// Kind of work under which mail is read in; needed while reading is on.
    pub taetigkeit: Option<Taetigkeit>,
    /// "E-Mails automatisch abschließen": a Vorgang with a Klient is completed at once.
    pub complete: bool,
}

impl Default for AutomaticReading {
    fn default() -> Self {
        Self {
            on: false,
            minutes: 15,
            taetigkeit: None,
            complete: false,
        }
    }
}

/// Settings of the whole office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeSettings {
    /// Whose directives count.
    pub directives: DirectiveSenders,
    /// Postkorb that the Posteingang forwards to; `None`: no automatic forwarding.
    pub forward_to: Option<BenutzerNumber>,
    /// "E-Mails bestimmter Adressen nicht in den Posteingang importieren": these stay on the server.
    pub blocked: Vec<SenderPattern>,
    /// "Fax-Kennung der Kanzlei": mail from here is a fax.
    pub fax: Option<SenderPattern>,
    /// Automatic reading.
    pub reading: AutomaticReading,
}

impl OfficeSettings {
    /// Whether mail from this address is to stay on the server.
    pub fn is_blocked(&self, address: &str) -> bool {
        self.blocked.iter().any(|it| it.matches(address))
    }

    /// Whether mail from this address is a fax.
    pub fn is_fax(&self, address: &str) -> bool {
        self.fax.as_ref().is_some_and(|it| it.matches(address))
    }
}

/// What is wrong with settings of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingFault {
    /// Neither an address nor `@domain`.
    PatternInvalid(String),
    /// Minutes outside of 1 to 1440.
    MinutesInvalid(String),
    /// There is no such Benutzer, or none who could have a Postkorb now.
    BenutzerUnusable(String),
    /// There is no such Tätigkeit.
    TaetigkeitUnknown(String),
    /// Automatic reading needs a Tätigkeit.
    TaetigkeitNeeded,
    /// This address is not blocked.
    NotBlocked(String),
    /// Not one of the words allowed.
    WordUnknown {
        /// What was given.
        given: String,
        /// What is allowed.
        allowed: String,
    },
}

/// A change of settings: what is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettingsChange {
    /// Whose directives count.
    pub directives: Option<DirectiveSenders>,
    /// Forwarding of the Posteingang; `Some(None)` ends it.
    pub forward_to: Option<Option<BenutzerNumber>>,
    /// Senders to block.
    pub block: Vec<SenderPattern>,
    /// Senders to block no longer.
    pub unblock: Vec<SenderPattern>,
    /// Fax identification; `Some(None)` takes it back.
    pub fax: Option<Option<SenderPattern>>,
    /// Automatic reading on or off.
    pub reading_on: Option<bool>,
    /// Minutes between two automatic readings.
    pub minutes: Option<u16>,
    /// Tätigkeit by name; `Some(None)` takes it back.
    pub taetigkeit: Option<Option<String>>,
    /// Complete at once.
    pub complete: Option<bool>,
}

impl SettingsChange {
    /// Whether it changes how mail is read in automatically, which needs a right of its own.
    pub fn is_about_reading(&self) -> bool {
        self.reading_on.is_some()
            || self.minutes.is_some()
            || self.taetigkeit.is_some()
            || self.complete.is_some()
    }

    /// Whether it changes anything else.
    pub fn is_about_posteingang(&self) -> bool {
        self.directives.is_some()
            || self.forward_to.is_some()
            || self.fax.is_some()
            || !self.block.is_empty()
            || !self.unblock.is_empty()
    }

    /// The settings as they would be, without the Tätigkeit, which only the database knows, or every
    /// fault.
    ///
    /// # Errors
    /// Every fault that shows without the database.
    pub fn apply(&self, now: &OfficeSettings) -> Result<OfficeSettings, Vec<SettingFault>> {
        let mut next = now.clone();
        let mut faults = Vec::new();
        next.directives = self.directives.unwrap_or(now.directives);
        next.forward_to = self.forward_to.unwrap_or(now.forward_to);
        next.fax = self.fax.clone().unwrap_or_else(|| now.fax.clone());
        for pattern in &self.unblock {
            if !next.blocked.contains(pattern) {
                faults.push(SettingFault::NotBlocked(pattern.to_string()));
            }
            next.blocked.retain(|it| it != pattern);
        }
        next.blocked.extend(self.block.iter().cloned());
        next.blocked.sort();
        next.blocked.dedup();
        next.reading.on = self.reading_on.unwrap_or(now.reading.on);
        next.reading.complete = self.complete.unwrap_or(now.reading.complete);
        next.reading.minutes = self.minutes.unwrap_or(now.reading.minutes);
        if !READ_MINUTES.contains(&next.reading.minutes) {
            faults.push(SettingFault::MinutesInvalid(
                next.reading.minutes.to_string(),
            ));
        }
        if self.taetigkeit == Some(None) {
            next.reading.taetigkeit = None;
        }
        let has_taetigkeit =
            next.reading.taetigkeit.is_some() || matches!(self.taetigkeit, Some(Some(_)));
        if next.reading.on && !has_taetigkeit {
            faults.push(SettingFault::TaetigkeitNeeded);
        }
        if faults.is_empty() {
            Ok(next)
        } else {
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_match_exactly_or_by_domain() {
        let pattern = |it| SenderPattern::parse(it).expect("a pattern");
        assert!(pattern("Werbung@Shop.example").matches("WERBUNG@shop.EXAMPLE"));
        assert!(!pattern("werbung@shop.example").matches("x@shop.example"));
        assert!(pattern("@Shop.example").matches("x@shop.example"));
        assert!(!pattern("@shop.example").matches("x@mail.shop.example"));
        assert!(!pattern("@shop.example").matches("x@webshop.example"));
        for wrong in [
            "",
            "@",
            "shop.example",
            "a@",
            "@shop example",
            "*@shop.example ",
        ] {
            let is_wrong = SenderPattern::parse(wrong).is_none();
            assert!(is_wrong || wrong.starts_with('*'), "{wrong}");
        }
    }

    #[test]
    fn reading_needs_a_taetigkeit_and_minutes_in_range() {
        let now = OfficeSettings::default();
        let change = SettingsChange {
            reading_on: Some(true),
            minutes: Some(0),
            ..SettingsChange::default()
        };
        let faults = change.apply(&now).expect_err("two faults");
        assert_eq!(
            faults,
            [
                SettingFault::MinutesInvalid("0".to_owned()),
                SettingFault::TaetigkeitNeeded
            ]
        );
        let change = SettingsChange {
            reading_on: Some(true),
            minutes: Some(1440),
            taetigkeit: Some(Some("Import".to_owned())),
            ..SettingsChange::default()
        };
        assert!(change.apply(&now).is_ok());
    }
}
