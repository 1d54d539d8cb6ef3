//! What an account is used for ("Empfangen / Senden", "Benutzer / Postkorb", "Datenpool").

use crate::domain::stammdaten::BenutzerNumber;

/// Where mail of an account goes and who may send with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Into the office-wide Posteingang.
    #[default]
    Posteingang,
    /// Straight into the Postkorb of one Benutzer.
    Postkorb,
    /// Never fetched.
    NurSenden,
    /// The exclusive mailbox that mail is read in from ("Empfang Allgemein").
    Einlesen,
    /// The mailbox that scanners send to ("Empfang per Scanner").
    Scanner,
}

impl Mode {
    /// Every mode, in the order of the dialogs.
    pub const ALL: [Self; 5] = [
        Self::Posteingang,
        Self::Postkorb,
        Self::NurSenden,
        Self::Einlesen,
        Self::Scanner,
    ];

    /// The word in roll-out files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Posteingang => "posteingang",
            Self::Postkorb => "postkorb",
            Self::NurSenden => "nur-senden",
            Self::Einlesen => "einlesen",
            Self::Scanner => "scanner",
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// Whether mail is fetched at all.
    pub fn fetches(self) -> bool {
        self != Self::NurSenden
    }

    /// Whether the account belongs to a Benutzer or to the Zentraler Postkorb.
    pub fn needs_owner(self) -> bool {
        matches!(self, Self::Postkorb | Self::NurSenden)
    }
}

/// Whose account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// One Benutzer.
    Benutzer(BenutzerNumber),
    /// The Zentraler Postkorb, shared by all.
    Zentral,
}

impl Owner {
    /// The word in roll-out files: the number or `zentral`.
    pub fn word(self) -> String {
        match self {
            Self::Benutzer(number) => number.to_string(),
            Self::Zentral => "zentral".to_owned(),
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "zentral" {
            return Some(Self::Zentral);
        }
        word.parse()
            .ok()
            .and_then(BenutzerNumber::new)
            .map(Self::Benutzer)
    }
}

/// How an account is used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// Where mail goes.
    pub mode: Mode,
    /// Whose it is; always there with [`Mode::needs_owner`], never otherwise.
    pub owner: Option<Owner>,
    /// Datenpool by name; `None` is the main pool.
    pub datenpool: Option<String>,
    /// App device that gets a copy of every incoming message ("Postkorb Kopie an RA APP").
    pub app_copy: Option<String>,
    /// The office-wide sender ("Kanzlei E-Mail Konto"): at most one, only with [`Mode::Posteingang`].
    pub kanzlei: bool,
}

/// Whether an account may take the Kanzlei mark ("Kanzlei E-Mail Konto") from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KanzleiMark {
    /// It stays where it is; a second one is refused.
    Stays,
    /// It moves.
    Moves,
}
