//! Master data that accounts refer to: Benutzer, Datenpool, app device.

use crate::domain::register::{is_one_line, name_faults};
use std::fmt;

/// The running number of a Benutzer, 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BenutzerNumber(u16);

impl BenutzerNumber {
    /// A number from 1 to 999, else `None`.
    pub fn new(number: u16) -> Option<Self> {
        (1..=999).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn value(self) -> u16 {
        self.0
    }
}

impl fmt::Display for BenutzerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Someone who works in the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benutzer {
    /// Running number.
    pub number: BenutzerNumber,
    /// Name as colleagues know it.
    pub name: String,
    /// Own e-mail address; empty if there is none.
    pub address: String,
    /// Works here now ("Aktuell").
    pub current: bool,
    /// Name this person signs in to the operating system with; empty if none.
    pub login: String,
    /// May change master data and accounts of all ("Verwalter").
    pub verwalter: bool,
    /// Has the right "E-Mails automatisch einlesen": may change its settings and Von→An.
    pub einlesen: bool,
    /// External staff: an address only, without access; never acts.
    pub external: bool,
}

/// A separate data set of the firm: a column, not a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datenpool {
    /// Name, unique in any letter case.
    pub name: String,
}

/// A telephone or tablet with the office's app, that copies of mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppGeraet {
    /// Name, unique in any letter case.
    pub name: String,
    /// Whose it is.
    pub benutzer: BenutzerNumber,
    /// Address that copies are sent to.
    pub address: String,
    /// The device has been confirmed.
    pub confirmed: bool,
}

/// Why master data cannot be stored or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StammdatenFault {
    /// The name is empty.
    NameMissing,
    /// The address has no `@` or is otherwise not one.
    AddressInvalid(String),
    /// The number is not 1 to 999.
    NumberInvalid(String),
    /// Another entry has this number or name.
    Taken(String),
    /// Another Benutzer has this login.
    LoginTaken(String),
    /// There is no such entry.
    Unknown(String),
    /// It would leave the office without a Verwalter.
    LastVerwalter,
    /// Accounts or devices refer to it; their names.
    InUse(Vec<String>),
    /// Mail, documents or other rows refer to it.
    InUseByMail,
    /// Line breaks and other control characters.
    ControlCharacter,
    /// Not an Aktennummer.
    AktennummerInvalid(String),
    /// External staff has neither a login nor rights.
    ExternalHasNoAccess,
    /// "Von" that no Benutzer has.
    VonUnknown(String),
    /// The Benutzer of "Von" is not "Aktuell".
    VonNotCurrent(String),
    /// "An" is not "Aktuell".
    AnNotCurrent(BenutzerNumber),
    /// "An" is external staff, without access.
    AnExternal(BenutzerNumber),
    /// The account is not on "Posteingang".
    NotPosteingang(String),
    /// The standard Eingangsfach stays until another one is.
    StandardStays(String),
}

impl Benutzer {
    /// Looks the values over; every fault at once.
    pub fn faults(&self) -> Vec<StammdatenFault> {
        let mut faults = name_faults(&self.name);
        if !self.address.is_empty() && !crate::domain::syntax::is_address(&self.address) {
            faults.push(StammdatenFault::AddressInvalid(self.address.clone()));
        }
        if !is_one_line(&self.login) {
            faults.push(StammdatenFault::ControlCharacter);
        }
        if self.external && (!self.login.is_empty() || self.verwalter || self.einlesen) {
            faults.push(StammdatenFault::ExternalHasNoAccess);
        }
        faults
    }

    /// Whether this person works here and has access: may act, and be given mail.
    pub fn has_access(&self) -> bool {
        self.current && !self.external
    }
}

impl AppGeraet {
    /// Looks the values over; every fault at once.
    pub fn faults(&self) -> Vec<StammdatenFault> {
        let mut faults = name_faults(&self.name);
        if !crate::domain::syntax::is_address(&self.address) {
            faults.push(StammdatenFault::AddressInvalid(self.address.clone()));
        }
        faults
    }
}
