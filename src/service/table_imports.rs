//! Akten, Benutzer and Klienten from a table: everything in it or nothing.

use super::error::Result;
use super::office::Office;
use super::table::{Column, Line, read};
use crate::domain::akte::Aktennummer;
use crate::domain::register::{Akte, AkteKind, Ansprechpartner, Klient};
use crate::domain::stammdaten::{Benutzer, BenutzerNumber, StammdatenFault};
use crate::domain::syntax::address_key;
use crate::domain::syntax::is_address;
use crate::domain::table_import::{Imported, LineFault, Table, TableFault, TableKind};
use crate::storage::akten::AkteWish;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

const fn needed(name: &'static str, alias: &'static str) -> Column {
    Column {
        name,
        alias,
        needed: true,
    }
}

const fn optional(name: &'static str, alias: &'static str) -> Column {
    Column {
        name,
        alias,
        needed: false,
    }
}

const AKTEN: [Column; 4] = [
    needed("Aktennummer", "Akte"),
    needed("Kurzbezeichnung", "Bezeichnung"),
    optional("Sachbearbeiter", "SB"),
    optional("Datenpool", "Pool"),
];

const BENUTZER: [Column; 8] = [
    needed("Nummer", "Nr."),
    needed("Name", ""),
    optional("E-Mail", "Adresse"),
    optional("Aktuell", ""),
    optional("Anmeldename", "Login"),
    optional("Verwalter", ""),
    optional("Einlesen", "E-Mails automatisch einlesen"),
    optional("Extern", ""),
];

const KLIENTEN: [Column; 3] = [
    needed("Klient", "Name"),
    needed("E-Mail", "Adresse"),
    optional("Ansprechpartner", ""),
];

/// The headings of the columns that a table of this kind has, in the order of an export.
pub fn columns(kind: TableKind) -> Vec<&'static str> {
    let known: &[Column] = match kind {
        TableKind::Akten => &AKTEN,
        TableKind::Benutzer => &BENUTZER,
        TableKind::Klienten => &KLIENTEN,
    };
    known.iter().map(|it| it.name).collect()
}

/// What is collected while a table is read.
struct Reading<'a, T> {
    columns: &'a [Column],
    table: Table<T>,
}

impl<T> Reading<'_, T> {
    fn add_fault(&mut self, line: &Line, column: usize, fault: TableFault) {
        self.table.faults.push(LineFault {
            line: line.number,
            column: self.columns.get(column).map_or("", |it| it.name),
            fault,
        });
    }

    /// The field as a value. Nothing, and a fault, if it cannot be one.
    fn value<V>(
        &mut self,
        line: &Line,
        column: usize,
        read: impl Fn(&str) -> std::result::Result<V, TableFault>,
    ) -> Option<V> {
        match read(line.field(column).unwrap_or_default()) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add_fault(line, column, fault);
                None
            }
        }
    }

    /// An optional field as yes or no; `before` where nothing stands.
    fn yes_no(&mut self, line: &Line, column: usize, before: bool) -> bool {
        match line.field(column).map(str::to_lowercase).as_deref() {
            None | Some("") => before,
            Some("ja" | "j" | "x" | "1" | "wahr" | "true" | "yes" | "y") => true,
            Some("nein" | "n" | "-" | "0" | "falsch" | "false" | "no") => false,
            Some(other) => {
                self.add_fault(line, column, TableFault::YesNo(other.to_owned()));
                before
            }
        }
    }
}

fn number(text: &str) -> std::result::Result<BenutzerNumber, TableFault> {
    let fault = || TableFault::Stammdaten(StammdatenFault::NumberInvalid(text.to_owned()));
    let number = text.parse().ok().and_then(BenutzerNumber::new);
    match text.is_empty() {
        true => Err(TableFault::Missing),
        false => number.ok_or_else(fault),
    }
}

fn aktennummer(text: &str) -> std::result::Result<Aktennummer, TableFault> {
    let fault = |_| TableFault::Stammdaten(StammdatenFault::AktennummerInvalid(text.to_owned()));
    match text.is_empty() {
        true => Err(TableFault::Missing),
        false => text.parse().map_err(fault),
    }
}

/// The fault if the key stands in an earlier line; else the key is noted with its line.
fn again<K: std::hash::Hash + Eq>(
    seen: &mut HashMap<K, u64>,
    key: K,
    line: u64,
) -> Option<TableFault> {
    match seen.entry(key) {
        Entry::Occupied(it) => Some(TableFault::AlsoInLine(*it.get())),
        Entry::Vacant(it) => {
            it.insert(line);
            None
        }
    }
}

impl Office {
    /// Takes Akten from a table with the columns Aktennummer, Kurzbezeichnung, Sachbearbeiter and
    /// Datenpool (the last two may be missing): all of them or none. With `change` those that are
    /// here already are changed; without, they are refused.
    ///
    /// # Errors
    /// Not a Verwalter, the file cannot be read, or every fault with its line.
    pub fn import_akten(&self, file: &Path, change: bool) -> Result<Imported> {
        let table = self.table_of_akten(file, change)?;
        let imported = self.storage.import_akten(&table)?;
        self.note_import("akte import", imported)?;
        Ok(imported)
    }

    fn table_of_akten(&self, file: &Path, change: bool) -> Result<Table<Akte>> {
        self.require_verwalter()?;
        let key = |pool: Option<&str>| pool.unwrap_or_default().to_lowercase();
        let mut before: HashMap<(Aktennummer, String), _> = HashMap::new();
        for akte in self.storage.akten(&AkteWish::default())? {
            if let AkteKind::Akte(number) = akte.kind {
                let pool = key(akte.datenpool.as_deref());
                before.insert((number, pool), akte.sachbearbeiter);
            }
        }
        let (lines, mut reading) = begin(file, &AKTEN, change)?;
        let mut seen = HashMap::new();
        for line in &lines {
            let Some(akte_number) = reading.value(line, 0, aktennummer) else {
                continue;
            };
            let datenpool = line.field(3).filter(|it| !it.is_empty());
            let akte_key = (akte_number, key(datenpool));
            let sachbearbeiter = match line.field(2) {
                None => before.get(&akte_key).copied().flatten(),
                Some("") => None,
                Some(_) => reading.value(line, 2, number),
            };
            if let Some(fault) = again(&mut seen, akte_key, line.number) {
                reading.add_fault(line, 0, fault);
                continue;
            }
            let akte = Akte {
                number: akte_number,
                name: line.field(1).unwrap_or_default().to_owned(),
                sachbearbeiter,
                datenpool: datenpool.map(str::to_owned),
            };
            reading.table.rows.push((line.number, akte));
        }
        Ok(reading.table)
    }

    /// Takes Benutzer from a table with the columns Nummer, Name, E-Mail, Aktuell, Anmeldename,
    /// Verwalter, Einlesen and Extern (all but the first two may be missing): all of them or none.
    /// With `change` those who are here already are changed, as far as a field says something.
    ///
    /// # Errors
    /// Not a Verwalter, the file cannot be read, or every fault with its line.
    pub fn import_benutzer(&self, file: &Path, change: bool) -> Result<Imported> {
        let table = self.table_of_benutzer(file, change)?;
        let imported = self.storage.import_benutzer(&table)?;
        self.note_import("benutzer import", imported)?;
        Ok(imported)
    }

    fn table_of_benutzer(&self, file: &Path, change: bool) -> Result<Table<Benutzer>> {
        self.require_verwalter()?;
        let known = self.storage.benutzer()?;
        let (lines, mut reading) = begin(file, &BENUTZER, change)?;
        let mut seen = HashMap::new();
        for line in &lines {
            let Some(wanted) = reading.value(line, 0, number) else {
                continue;
            };
            if let Some(fault) = again(&mut seen, wanted, line.number) {
                reading.add_fault(line, 0, fault);
                continue;
            }
            let before = known.iter().find(|it| it.number == wanted);
            let is_it = |of: fn(&Benutzer) -> bool, new| before.map_or(new, of);
            let old = |of: fn(&Benutzer) -> &String| before.map(of).cloned().unwrap_or_default();
            let text = |column, old: String| line.field(column).map_or(old, str::to_owned);
            let benutzer = Benutzer {
                number: wanted,
                name: line.field(1).unwrap_or_default().to_owned(),
                address: text(2, old(|it| &it.address)),
                current: reading.yes_no(line, 3, is_it(|it| it.current, true)),
                login: text(4, old(|it| &it.login)),
                verwalter: reading.yes_no(line, 5, is_it(|it| it.verwalter, false)),
                einlesen: reading.yes_no(line, 6, is_it(|it| it.einlesen, false)),
                external: reading.yes_no(line, 7, is_it(|it| it.external, false)),
            };
            reading.table.rows.push((line.number, benutzer));
        }
        Ok(reading.table)
    }

    /// Takes Klienten from a table with the columns Klient, E-Mail and Ansprechpartner (the last may
    /// be missing), one line an address: all of them or none. With `change` the addresses of those
    /// that are here already are replaced.
    ///
    /// # Errors
    /// Not a Verwalter, the file cannot be read, or every fault with its line.
    pub fn import_klienten(&self, file: &Path, change: bool) -> Result<Imported> {
        let table = self.table_of_klienten(file, change)?;
        let imported = self.storage.import_klienten(&table)?;
        self.note_import("klient import", imported)?;
        Ok(imported)
    }

    fn table_of_klienten(&self, file: &Path, change: bool) -> Result<Table<Klient>> {
        self.require_verwalter()?;
        let (lines, mut reading) = begin(file, &KLIENTEN, change)?;
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut seen = HashMap::new();
        for line in &lines {
            let name = line.field(0).unwrap_or_default();
            let key = name.to_lowercase();
            let next = reading.table.rows.len();
            let place = *places.entry(key.clone()).or_insert(next);
            if place == next {
                let klient = Klient {
                    name: name.to_owned(),
                    ansprechpartner: Vec::new(),
                };
                reading.table.rows.push((line.number, klient));
            }
            let address = line.field(1).unwrap_or_default();
            if address.is_empty() {
                continue;
            }
            if !is_address(address) {
                let fault = StammdatenFault::AddressInvalid(address.to_owned());
                reading.add_fault(line, 1, TableFault::Stammdaten(fault));
                continue;
            }
            if let Some(fault) = again(&mut seen, (key, address_key(address)), line.number) {
                reading.add_fault(line, 1, fault);
                continue;
            }
            if let Some((_, klient)) = reading.table.rows.get_mut(place) {
                klient.ansprechpartner.push(Ansprechpartner {
                    name: line.field(2).unwrap_or_default().to_owned(),
                    address: address.to_owned(),
                });
            }
        }
        Ok(reading.table)
    }

    /// Takes a table of this kind; see [`Self::import_akten`] and its like.
    ///
    /// # Errors
    /// Not a Verwalter, the file cannot be read, or every fault with its line.
    pub fn import_table(&self, kind: TableKind, file: &Path, change: bool) -> Result<Imported> {
        match kind {
            TableKind::Akten => self.import_akten(file, change),
            TableKind::Benutzer => self.import_benutzer(file, change),
            TableKind::Klienten => self.import_klienten(file, change),
        }
    }

    /// What [`Self::import_table`] would do; nothing is stored.
    ///
    /// # Errors
    /// The same.
    pub fn check_table(&self, kind: TableKind, file: &Path, change: bool) -> Result<Imported> {
        let storage = &self.storage;
        Ok(match kind {
            TableKind::Akten => storage.rehearse_akten(&self.table_of_akten(file, change)?)?,
            TableKind::Benutzer => {
                storage.rehearse_benutzer(&self.table_of_benutzer(file, change)?)?
            }
            TableKind::Klienten => {
                storage.rehearse_klienten(&self.table_of_klienten(file, change)?)?
            }
        })
    }

    fn note_import(&self, verb: &str, imported: Imported) -> Result<()> {
        let (added, changed) = (imported.added, imported.changed);
        self.note(verb, &format!("{added} new, {changed} changed"))
    }
}

fn begin<'a, T>(
    file: &Path,
    columns: &'a [Column],
    change: bool,
) -> Result<(Vec<Line>, Reading<'a, T>)> {
    let read = read(file, columns)?;
    let table = Table {
        rows: Vec::new(),
        faults: read.faults,
        change,
    };
    Ok((read.lines, Reading { columns, table }))
}
