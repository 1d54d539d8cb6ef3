//! The registers that a mail finds its way by: Akten, Tätigkeiten, Klienten, Eingangsfächer with
//! their sources, and who gets the mail of whom (Von→An).

use crate::domain::account::AccountId;
use crate::domain::akte::Aktennummer;
use crate::domain::stammdaten::{BenutzerNumber, StammdatenFault};
use crate::domain::syntax::{address_key, is_address};

/// The number an Akte, Benutzerakte or Sammelakte is known by in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AkteId(pub i64);

/// What kind of Akte it is, with what names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AkteKind {
    /// A matter, by its number.
    Akte(Aktennummer),
    /// The catch-all of one Benutzer ("Benutzerakte").
    Benutzerakte(BenutzerNumber),
    /// The catch-all of a Datenpool, for the Zentraler Postkorb ("Sammelakte").
    Sammelakte,
}

impl AkteKind {
    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Akte(_) => "akte",
            Self::Benutzerakte(_) => "benutzerakte",
            Self::Sammelakte => "sammelakte",
        }
    }
}

/// A matter as it is typed. The Aktennummer is unique in its Datenpool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akte {
    /// Aktennummer.
    pub number: Aktennummer,
    /// "Kurzbezeichnung", such as `Müller ./. Meier`.
    pub name: String,
    /// Who works on it.
    pub sachbearbeiter: Option<BenutzerNumber>,
    /// Datenpool by name; `None` is the main pool.
    pub datenpool: Option<String>,
}

/// An Akte as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAkte {
    /// Its number in the database.
    pub id: AkteId,
    /// What kind it is.
    pub kind: AkteKind,
    /// "Kurzbezeichnung"; empty for Benutzerakten and Sammelakten.
    pub name: String,
    /// Who works on it.
    pub sachbearbeiter: Option<BenutzerNumber>,
    /// Datenpool by name; `None` is the main pool.
    pub datenpool: Option<String>,
}

/// A kind of work under which mail is read in ("Tätigkeit").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taetigkeit {
    /// Number in the database.
    pub id: i64,
    /// Name, unique in any letter case.
    pub name: String,
}

/// Someone at a Klient, with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ansprechpartner {
    /// Name; may be empty.
    pub name: String,
    /// E-mail address.
    pub address: String,
}

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klient {
    /// Name, unique in any letter case.
    pub name: String,
    /// Whom mail of this Klient comes from. Only these addresses count.
    pub ansprechpartner: Vec<Ansprechpartner>,
}

/// A Klient as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKlient {
    /// Number in the database.
    pub id: i64,
    /// The Klient.
    pub klient: Klient,
}

/// One tray of the Posteingang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eingangsfach {
    /// Number in the database.
    pub id: i64,
    /// Name, unique in any letter case.
    pub name: String,
    /// Gets the mail of accounts without a source of their own. Exactly one is.
    pub standard: bool,
}

/// An account on "Posteingang" and the tray its mail comes into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quelle {
    /// The account.
    pub account: AccountId,
    /// Its displayed name.
    pub account_name: String,
    /// The tray.
    pub eingangsfach: Eingangsfach,
    /// Set for this account; `false` when the standard tray stands in.
    pub chosen: bool,
}

/// Why a row Von→An does not count now. It is shown and not deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ZuordnungBar {
    /// No Benutzer has the address "Von" any more.
    VonUnknown,
    /// The Benutzer of "Von" is not "Aktuell".
    VonNotCurrent,
    /// "An" is not "Aktuell".
    AnNotCurrent,
    /// "An" is external staff, without access.
    AnExternal,
}

impl ZuordnungBar {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::VonUnknown => "von-unknown",
            Self::VonNotCurrent => "von-not-current",
            Self::AnNotCurrent => "an-not-current",
            Self::AnExternal => "an-external",
        }
    }
}

/// Mail from this sender may be taken by this Benutzer. A sender may stand in several rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zuordnung {
    /// "Von": an address that is stored with a Benutzer.
    pub von: String,
    /// "An".
    pub an: BenutzerNumber,
    /// Why it does not count now.
    pub bar: Option<ZuordnungBar>,
}

/// Whether a text holds control characters such as line breaks, which no name has.
pub fn is_one_line(text: &str) -> bool {
    !text.contains(char::is_control)
}

impl Akte {
    /// Looks the values over; every fault at once.
    pub fn faults(&self) -> Vec<StammdatenFault> {
        name_faults(&self.name)
    }
}

impl Klient {
    /// Looks the values over; every fault at once.
    pub fn faults(&self) -> Vec<StammdatenFault> {
        let mut faults = name_faults(&self.name);
        let mut seen = std::collections::HashSet::new();
        for it in &self.ansprechpartner {
            if !is_address(&it.address) {
                faults.push(StammdatenFault::AddressInvalid(it.address.clone()));
            } else if !seen.insert(address_key(&it.address)) {
                faults.push(StammdatenFault::Taken(it.address.clone()));
            }
            if !is_one_line(&it.name) {
                faults.push(StammdatenFault::ControlCharacter);
            }
        }
        faults
    }
}

/// What is wrong with the name of an entry.
pub fn name_faults(name: &str) -> Vec<StammdatenFault> {
    if name.trim().is_empty() {
        return vec![StammdatenFault::NameMissing];
    }
    if !is_one_line(name) {
        return vec![StammdatenFault::ControlCharacter];
    }
    Vec::new()
}

impl Ansprechpartner {
    /// Reads `Anna Muster <anna@firma.example>` or an address alone; the address is checked when
    /// the Klient is.
    pub fn parse(text: &str) -> Self {
        let named = text
            .trim()
            .strip_suffix('>')
            .and_then(|it| it.rsplit_once('<'));
        let (name, address) = named.unwrap_or(("", text));
        Self {
            name: name.trim().trim_matches('"').to_owned(),
            address: address.trim().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ansprechpartner_with_and_without_a_name() {
        let of = |text| {
            let it = Ansprechpartner::parse(text);
            (it.name, it.address)
        };
        let pair = |name: &str, address: &str| (name.to_owned(), address.to_owned());
        assert_eq!(of("a@b.example"), pair("", "a@b.example"));
        assert_eq!(
            of(" \"Anna M\" <a@b.example> "),
            pair("Anna M", "a@b.example")
        );
        assert_eq!(of("Anna <a@b"), pair("", "Anna <a@b"));
    }

    #[test]
    fn a_klient_says_every_fault() {
        let address = |it: &str| Ansprechpartner::parse(it);
        let klient = Klient {
            name: " ".to_owned(),
            ansprechpartner: vec![address("A@b.example"), address("a@B.example"), address("x")],
        };
        assert_eq!(
            klient.faults(),
            [
                StammdatenFault::NameMissing,
                StammdatenFault::Taken("a@B.example".to_owned()),
                StammdatenFault::AddressInvalid("x".to_owned()),
            ]
        );
    }
}
