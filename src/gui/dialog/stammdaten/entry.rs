//! One entry as it is typed, whatever it is an entry of.

use super::reading::Data;
use super::subject::{Part, Subject};
use crate::domain::account::AccountId;
use crate::domain::register::{AkteKind, Ansprechpartner};
use crate::domain::stammdaten::{BenutzerNumber, StammdatenFault};
use crate::gui::dialog::accounts::Lists;
use crate::i18n::Text;
use crate::service::{login_name, notice};

/// A field of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Name,
    Address,
    Login,
    Rights,
    Owner,
    Pool,
    Person,
    Other,
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
    /// The right "E-Mails automatisch einlesen".
    Einlesen(bool),
    /// "Extern".
    External(bool),
    /// Whose device it is.
    Owner(BenutzerNumber),
    /// "Bestätigt".
    Confirmed(bool),
    /// "Sachbearbeiter".
    Clerk(Option<BenutzerNumber>),
    /// "Datenpool".
    Pool(Option<String>),
    /// The name of the next Ansprechpartner.
    PersonName(String),
    /// The address of the next Ansprechpartner.
    PersonAddress(String),
    /// The next Ansprechpartner is taken into the list.
    AddPerson,
    /// This Ansprechpartner is taken out of the list.
    RemovePerson(usize),
    /// The tray for accounts without one of their own.
    Standard,
    /// Mail of this account comes into this tray, or not.
    Source(AccountId, bool),
}

impl Value {
    pub(super) fn field(&self) -> Field {
        match self {
            Self::Number(_) => Field::Number,
            Self::Name(_) => Field::Name,
            Self::Address(_) => Field::Address,
            Self::Login(_) => Field::Login,
            Self::Current(_) | Self::Verwalter(_) | Self::Einlesen(_) | Self::External(_) => {
                Field::Rights
            }
            Self::Owner(_) | Self::Clerk(_) => Field::Owner,
            Self::Pool(_) => Field::Pool,
            Self::PersonName(_)
            | Self::PersonAddress(_)
            | Self::AddPerson
            | Self::RemovePerson(_) => Field::Person,
            Self::Confirmed(_) | Self::Standard | Self::Source(..) => Field::Other,
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
        use StammdatenFault as It;
        let field = match fault {
            It::NumberInvalid(_) | It::AktennummerInvalid(_) => Field::Number,
            It::Taken(_) if part.is_numbered() => Field::Number,
            It::AddressInvalid(_) if part == Part::Klienten => Field::Person,
            It::AddressInvalid(_) => Field::Address,
            It::LoginTaken(_) | It::ExternalHasNoAccess => Field::Login,
            It::LastVerwalter => Field::Rights,
            It::Unknown(name) if part == Part::Akten && name.starts_with("Datenpool") => {
                Field::Pool
            }
            It::Unknown(_) if matches!(part, Part::Geraete | Part::Akten) => Field::Owner,
            _ => Field::Name,
        };
        Self {
            field,
            words: notice::stammdaten(fault),
        }
    }
}

/// An account as a source of an Eingangsfach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) id: AccountId,
    pub(super) name: String,
    /// Its mail comes into this tray.
    pub(super) is_here: bool,
    /// The tray it comes into now.
    pub(super) fach: String,
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
    pub(super) pool: Option<String>,
    pub(super) people: Vec<Ansprechpartner>,
    pub(super) person_name: String,
    pub(super) person_address: String,
    pub(super) is_standard: bool,
    pub(super) sources: Vec<Source>,
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
            pool: None,
            people: Vec::new(),
            person_name: String::new(),
            person_address: String::new(),
            is_standard: false,
            sources: Vec::new(),
        }
    }

    /// What is stored of a subject; `None` if it is not there.
    pub(super) fn of(subject: &Subject, data: &Data) -> Option<Self> {
        let entry = Self::empty(subject.clone());
        if subject.is_new() {
            return Some(entry.begun(data));
        }
        entry.filled(data)
    }

    /// A new entry with what can be proposed.
    fn begun(mut self, data: &Data) -> Self {
        let lists = &data.lists;
        match self.subject {
            Subject::Benutzer(_) => {
                let number = next_number(lists).map(|it| it.to_string());
                self.number = number.unwrap_or_default();
                // The first one sets the office up and has every right.
                let is_first = lists.benutzer.is_empty();
                self.login = is_first.then(login_name).unwrap_or_default();
                self.verwalter = is_first;
                self.einlesen = is_first;
            }
            Subject::Geraet(_) => self.owner = lists.benutzer.first().map(|it| it.number),
            _ => {}
        }
        self
    }

    /// What is stored of it.
    fn filled(mut self, data: &Data) -> Option<Self> {
        match self.subject.clone() {
            Subject::Benutzer(number) => {
                let mut all = data.lists.benutzer.iter();
                let found = all.find(|it| Some(it.number) == number)?;
                self.number = found.number.to_string();
                self.name.clone_from(&found.name);
                self.address.clone_from(&found.address);
                self.login.clone_from(&found.login);
                self.current = found.current;
                self.verwalter = found.verwalter;
                self.einlesen = found.einlesen;
                self.external = found.external;
            }
            Subject::Akte(id) => {
                let found = data.akten.iter().find(|it| Some(it.id) == id)?;
                let AkteKind::Akte(number) = found.kind else {
                    return None;
                };
                self.number = number.to_string();
                self.name.clone_from(&found.name);
                self.owner = found.sachbearbeiter;
                self.pool.clone_from(&found.datenpool);
            }
            Subject::Klient(id) => {
                let found = data.klienten.iter().find(|it| Some(it.id) == id)?;
                self.name.clone_from(&found.klient.name);
                self.people.clone_from(&found.klient.ansprechpartner);
            }
            Subject::Pool(name) => {
                let mut all = data.lists.pools.iter();
                self.name = all.find(|it| Some(&it.name) == name.as_ref())?.name.clone();
            }
            Subject::Taetigkeit(name) => {
                let mut all = data.taetigkeiten.iter();
                self.name = all.find(|it| Some(&it.name) == name.as_ref())?.name.clone();
            }
            Subject::Fach(name) => {
                let mut all = data.faecher.iter();
                let found = all.find(|it| Some(&it.name) == name.as_ref())?;
                self.name.clone_from(&found.name);
                self.is_standard = found.standard;
                let sources = data.quellen.iter().map(|it| Source {
                    id: it.account,
                    name: it.account_name.clone(),
                    is_here: it.eingangsfach.id == found.id,
                    fach: it.eingangsfach.name.clone(),
                });
                self.sources = sources.collect();
            }
            Subject::Geraet(name) => {
                let mut all = data.lists.geraete.iter();
                let found = all.find(|it| Some(&it.name) == name.as_ref())?;
                self.name.clone_from(&found.name);
                self.address.clone_from(&found.address);
                self.owner = Some(found.benutzer);
                self.confirmed = found.confirmed;
            }
        }
        Some(self)
    }

    pub(super) fn set(&mut self, value: Value) {
        match value {
            Value::Number(number) => self.number = number,
            Value::Name(name) => self.name = name,
            Value::Address(address) => self.address = address,
            Value::Login(login) => self.login = login,
            Value::Current(is_on) => self.current = is_on,
            Value::Verwalter(is_on) => self.verwalter = is_on,
            Value::Einlesen(is_on) => self.einlesen = is_on,
            Value::External(is_on) => self.external = is_on,
            Value::Owner(owner) => self.owner = Some(owner),
            Value::Clerk(clerk) => self.owner = clerk,
            Value::Confirmed(is_on) => self.confirmed = is_on,
            Value::Pool(pool) => self.pool = pool,
            Value::PersonName(name) => self.person_name = name,
            Value::PersonAddress(address) => self.person_address = address,
            // Taken up by the dialog, as the address may be wrong.
            Value::AddPerson => {}
            Value::RemovePerson(at) => {
                if at < self.people.len() {
                    self.people.remove(at);
                }
            }
            Value::Standard => self.is_standard = true,
            Value::Source(id, is_here) => {
                if let Some(source) = self.sources.iter_mut().find(|it| it.id == id) {
                    source.is_here = is_here;
                }
            }
        }
    }
}

/// The next number that nobody has.
pub(super) fn next_number(lists: &Lists) -> Option<BenutzerNumber> {
    let last = lists.benutzer.iter().map(|it| it.number.value()).max();
    let next = BenutzerNumber::new(last.unwrap_or(0) + 1);
    let is_free = |it: &BenutzerNumber| lists.benutzer.iter().all(|other| other.number != *it);
    next.or_else(|| (1..=999).filter_map(BenutzerNumber::new).find(is_free))
}
