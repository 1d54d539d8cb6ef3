//! One entry as it is typed, whatever it is an entry of.

use super::next_number;
use crate::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, StammdatenFault};
use crate::gui::dialog::accounts::Lists;
use crate::i18n::{Text, texts};
use crate::service::{login_name, notice};

/// A part of the master data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Benutzer.
    Benutzer,
    /// Datenpools.
    Pools,
    /// App devices.
    Geraete,
}

impl Part {
    /// Every part, in the order of the dialog.
    pub const ALL: [Self; 3] = [Self::Benutzer, Self::Pools, Self::Geraete];
}

/// What an entry stands for; `None` is a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A Benutzer by number.
    Benutzer(Option<BenutzerNumber>),
    /// A Datenpool by name.
    Pool(Option<String>),
    /// An app device by name.
    Geraet(Option<String>),
}

impl Subject {
    /// A new entry of a part.
    pub fn new(part: Part) -> Self {
        match part {
            Part::Benutzer => Self::Benutzer(None),
            Part::Pools => Self::Pool(None),
            Part::Geraete => Self::Geraet(None),
        }
    }

    pub(super) fn part(&self) -> Part {
        match self {
            Self::Benutzer(_) => Part::Benutzer,
            Self::Pool(_) => Part::Pools,
            Self::Geraet(_) => Part::Geraete,
        }
    }

    pub(super) fn is_new(&self) -> bool {
        matches!(
            self,
            Self::Benutzer(None) | Self::Pool(None) | Self::Geraet(None)
        )
    }

    /// Every entry of a part with its name.
    pub(super) fn all(part: Part, lists: &Lists) -> Vec<(Self, String)> {
        match part {
            Part::Benutzer => {
                let benutzer = lists.benutzer.iter();
                let entry = |it: &Benutzer| (Self::Benutzer(Some(it.number)), it.name.clone());
                benutzer.map(entry).collect()
            }
            Part::Pools => {
                let names = lists.pools.iter().map(|it| it.name.clone());
                names.map(|it| (Self::Pool(Some(it.clone())), it)).collect()
            }
            Part::Geraete => {
                let names = lists.geraete.iter().map(|it| it.name.clone());
                let entry = |it: String| (Self::Geraet(Some(it.clone())), it);
                names.map(entry).collect()
            }
        }
    }
}

/// A field of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Name,
    Address,
    Login,
    Current,
    Verwalter,
    Owner,
    Confirmed,
}

/// A new value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// "Nummer".
    Number(String),
    /// "Name".
    Name(String),
    /// "E-Mail".
    Address(String),
    /// "Anmeldename".
    Login(String),
    /// "Aktuell".
    Current(bool),
    /// "Verwalter".
    Verwalter(bool),
    /// Whose device it is.
    Owner(BenutzerNumber),
    /// "Bestätigt".
    Confirmed(bool),
}

impl Value {
    pub(super) fn field(&self) -> Field {
        match self {
            Self::Number(_) => Field::Number,
            Self::Name(_) => Field::Name,
            Self::Address(_) => Field::Address,
            Self::Login(_) => Field::Login,
            Self::Current(_) => Field::Current,
            Self::Verwalter(_) => Field::Verwalter,
            Self::Owner(_) => Field::Owner,
            Self::Confirmed(_) => Field::Confirmed,
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) field: Field,
    pub(super) words: Text,
}

impl Fault {
    /// Where a fault that the engine found belongs.
    pub(super) fn of(fault: &StammdatenFault, part: Part) -> Self {
        let field = match fault {
            StammdatenFault::NumberInvalid(_) => Field::Number,
            StammdatenFault::Taken(_) if part == Part::Benutzer => Field::Number,
            StammdatenFault::AddressInvalid(_) => Field::Address,
            StammdatenFault::LoginTaken(_) | StammdatenFault::ExternalHasNoAccess => Field::Login,
            StammdatenFault::LastVerwalter => Field::Verwalter,
            StammdatenFault::Unknown(_) if part == Part::Geraete => Field::Owner,
            StammdatenFault::NameMissing
            | StammdatenFault::Taken(_)
            | StammdatenFault::Unknown(_)
            | StammdatenFault::InUse(_)
            | StammdatenFault::InUseByMail
            | StammdatenFault::ControlCharacter
            | StammdatenFault::AktennummerInvalid(_)
            | StammdatenFault::VonUnknown(_)
            | StammdatenFault::VonNotCurrent(_)
            | StammdatenFault::AnNotCurrent(_)
            | StammdatenFault::AnExternal(_)
            | StammdatenFault::NotPosteingang(_)
            | StammdatenFault::StandardStays(_) => Field::Name,
        };
        Self {
            field,
            words: notice::stammdaten(fault),
        }
    }
}

/// An entry as it is typed. Fields that it does not have stay empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) subject: Subject,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) login: String,
    pub(super) current: bool,
    pub(super) verwalter: bool,
    pub(super) einlesen: bool,
    pub(super) external: bool,
    pub(super) owner: Option<BenutzerNumber>,
    pub(super) confirmed: bool,
}

impl Entry {
    fn empty(subject: Subject) -> Self {
        Self {
            subject,
            number: String::new(),
            name: String::new(),
            address: String::new(),
            login: String::new(),
            current: true,
            verwalter: false,
            einlesen: false,
            external: false,
            owner: None,
            confirmed: false,
        }
    }

    /// What is stored of a subject; `None` if it is not there.
    pub(super) fn of(subject: &Subject, lists: &Lists) -> Option<Self> {
        let empty = Self::empty(subject.clone());
        match subject {
            Subject::Benutzer(None) => {
                let number = next_number(lists).map(|it| it.to_string());
                // The first one sets the office up and is its Verwalter.
                let is_first = lists.benutzer.is_empty();
                Some(Self {
                    number: number.unwrap_or_default(),
                    login: is_first.then(login_name).unwrap_or_default(),
                    verwalter: is_first,
                    ..empty
                })
            }
            Subject::Pool(None) => Some(empty),
            Subject::Geraet(None) => Some(Self {
                owner: lists.benutzer.first().map(|it| it.number),
                ..empty
            }),
            Subject::Benutzer(Some(number)) => {
                let found = lists.benutzer.iter().find(|it| it.number == *number)?;
                Some(Self {
                    number: number.to_string(),
                    name: found.name.clone(),
                    address: found.address.clone(),
                    login: found.login.clone(),
                    current: found.current,
                    verwalter: found.verwalter,
                    einlesen: found.einlesen,
                    external: found.external,
                    ..empty
                })
            }
            Subject::Pool(Some(name)) => {
                let found = lists.pools.iter().find(|it| it.name == *name)?;
                let name = found.name.clone();
                Some(Self { name, ..empty })
            }
            Subject::Geraet(Some(name)) => {
                let found = lists.geraete.iter().find(|it| it.name == *name)?;
                Some(Self {
                    name: found.name.clone(),
                    address: found.address.clone(),
                    owner: Some(found.benutzer),
                    confirmed: found.confirmed,
                    ..empty
                })
            }
        }
    }

    pub(super) fn set(&mut self, value: Value) {
        match value {
            Value::Number(number) => self.number = number,
            Value::Name(name) => self.name = name,
            Value::Address(address) => self.address = address,
            Value::Login(login) => self.login = login,
            Value::Current(is_on) => self.current = is_on,
            Value::Verwalter(is_on) => self.verwalter = is_on,
            Value::Owner(owner) => self.owner = Some(owner),
            Value::Confirmed(is_on) => self.confirmed = is_on,
        }
    }

    /// The Benutzer that was typed, or everything that is wrong with it.
    pub(super) fn benutzer(&self) -> Result<Benutzer, Vec<Fault>> {
        let number = self.number.trim();
        let read = number.parse().ok().and_then(BenutzerNumber::new);
        let mut faults: Vec<StammdatenFault> = Vec::new();
        if read.is_none() {
            faults.push(StammdatenFault::NumberInvalid(number.to_owned()));
        }
        // The number stands in for one that cannot be read, which is refused anyway.
        let stand_in = BenutzerNumber::new(1);
        let benutzer = read.or(stand_in).map(|number| Benutzer {
            number,
            name: self.name.trim().to_owned(),
            address: self.address.trim().to_owned(),
            current: self.current,
            login: self.login.trim().to_owned(),
            verwalter: self.verwalter,
            einlesen: self.einlesen,
            external: self.external,
        });
        faults.extend(benutzer.iter().flat_map(Benutzer::faults));
        match benutzer {
            Some(benutzer) if faults.is_empty() => Ok(benutzer),
            _ => Err(self.at_fields(&faults)),
        }
    }

    /// The app device that was typed, or everything that is wrong with it.
    pub(super) fn geraet(&self) -> Result<AppGeraet, Vec<Fault>> {
        let geraet = |benutzer| AppGeraet {
            name: self.name.trim().to_owned(),
            benutzer,
            address: self.address.trim().to_owned(),
            confirmed: self.confirmed,
        };
        let stand_in = self.owner.or(BenutzerNumber::new(1)).map(geraet);
        let faults: Vec<_> = stand_in.iter().flat_map(AppGeraet::faults).collect();
        let mut faults = self.at_fields(&faults);
        if self.owner.is_none() {
            faults.push(Fault {
                field: Field::Owner,
                words: texts::stammdaten_benutzer_missing(),
            });
        }
        match self.owner.map(geraet) {
            Some(geraet) if faults.is_empty() => Ok(geraet),
            _ => Err(faults),
        }
    }

    fn at_fields(&self, faults: &[StammdatenFault]) -> Vec<Fault> {
        let part = self.subject.part();
        faults.iter().map(|it| Fault::of(it, part)).collect()
    }
}
