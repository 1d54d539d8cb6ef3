//! Benutzer: who works in the office, with rights and address.

use super::akten::ensure_benutzerakte;
use super::stammdaten::{delete, none_of, not_in_use, refused, unknown, users_of};
use super::{Error, Result, Storage};
use crate::domain::stammdaten::{Benutzer, BenutzerNumber, StammdatenFault};
use crate::domain::syntax::address_key;
use crate::domain::table_import::{Imported, LineFault, Table};
use rusqlite::{Connection, Row, Transaction};

fn read_benutzer(row: &Row<'_>) -> rusqlite::Result<Option<Benutzer>> {
    let number: u16 = row.get(0)?;
    let Some(number) = BenutzerNumber::new(number) else {
        return Ok(None);
    };
    Ok(Some(Benutzer {
        number,
        name: row.get(1)?,
        address: row.get(2)?,
        current: row.get(3)?,
        login: row.get(4)?,
        verwalter: row.get(5)?,
        einlesen: row.get(6)?,
        external: row.get(7)?,
    }))
}

const BENUTZER: &str = "SELECT number, name, address, current, login, verwalter, einlesen, \
                        external FROM benutzer";

fn all_benutzer(connection: &Connection) -> Result<Vec<Benutzer>> {
    let mut statement = connection.prepare(&format!("{BENUTZER} ORDER BY number"))?;
    let rows = statement.query_map([], read_benutzer)?;
    Ok(rows
        .filter_map(std::result::Result::transpose)
        .collect::<std::result::Result<_, _>>()?)
}

/// The Benutzer of this number.
pub(super) fn find_benutzer(
    connection: &Connection,
    number: BenutzerNumber,
) -> Result<Option<Benutzer>> {
    let mut statement = connection.prepare_cached(&format!("{BENUTZER} WHERE number = ?1"))?;
    let mut rows = statement.query([number.value()])?;
    match rows.next()? {
        Some(row) => Ok(read_benutzer(row)?),
        None => Ok(None),
    }
}

/// The fault if there is no Benutzer of this number.
pub(super) fn require_benutzer(
    connection: &Connection,
    number: BenutzerNumber,
) -> Result<Option<StammdatenFault>> {
    let found = find_benutzer(connection, number)?;
    let fault = || StammdatenFault::Unknown(format!("Benutzer {number}"));
    Ok(found.is_none().then(fault))
}

/// The office must keep somebody who may change it.
fn require_verwalter(tx: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT count(*) FROM benutzer WHERE verwalter = 1 AND current = 1";
    match tx.query_row(sql, [], |row| row.get::<_, i64>(0))? {
        0 => Err(refused(StammdatenFault::LastVerwalter)),
        _ => Ok(()),
    }
}

fn check_benutzer(tx: &Transaction<'_>, benutzer: &Benutzer) -> Result<()> {
    let mut faults = benutzer.faults();
    let sql = "SELECT name FROM benutzer WHERE login = ?1 AND number <> ?2 AND login <> ''";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query((&benutzer.login, benutzer.number.value()))?;
    if let Some(row) = rows.next()? {
        faults.push(StammdatenFault::LoginTaken(row.get(0)?));
    }
    none_of(faults)
}

fn insert(tx: &Transaction<'_>, benutzer: &Benutzer) -> Result<()> {
    check_benutzer(tx, benutzer)?;
    // Whoever sets the office up may do everything in it.
    let count = |row: &Row<'_>| row.get::<_, i64>(0);
    let is_first = tx.query_row("SELECT count(*) FROM benutzer", [], count)? == 0;
    let has_rights = is_first && !benutzer.external;
    tx.execute(
        "INSERT INTO benutzer (number, name, address, current, login, verwalter, einlesen, \
         external) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            benutzer.number.value(),
            &benutzer.name,
            &benutzer.address,
            benutzer.current,
            &benutzer.login,
            benutzer.verwalter || has_rights,
            benutzer.einlesen || has_rights,
            benutzer.external,
        ),
    )?;
    ensure_benutzerakte(tx, benutzer.number, None).map(|_| ())
}

fn update(tx: &Transaction<'_>, before: &Benutzer, benutzer: &Benutzer) -> Result<()> {
    check_benutzer(tx, benutzer)?;
    tx.execute(
        "UPDATE benutzer SET name = ?2, address = ?3, current = ?4, login = ?5, \
         verwalter = ?6, einlesen = ?7, external = ?8 WHERE number = ?1",
        (
            benutzer.number.value(),
            &benutzer.name,
            &benutzer.address,
            benutzer.current,
            &benutzer.login,
            benutzer.verwalter,
            benutzer.einlesen,
            benutzer.external,
        ),
    )?;
    move_zuordnungen(tx, &before.address, &benutzer.address)
}

/// Rows Von→An follow an address that changes, unless somebody else has it, too.
fn move_zuordnungen(tx: &Transaction<'_>, old: &str, new: &str) -> Result<()> {
    let (old_key, new_key) = (address_key(old), address_key(new));
    if old_key == new_key || old_key.is_empty() || new_key.is_empty() {
        return Ok(());
    }
    if all_benutzer(tx)?
        .iter()
        .any(|it| address_key(&it.address) == old_key)
    {
        return Ok(());
    }
    let sql = "UPDATE OR IGNORE zuordnung SET von_key = ?2, von = ?3 WHERE von_key = ?1";
    tx.execute(sql, (&old_key, &new_key, new))?;
    tx.execute("DELETE FROM zuordnung WHERE von_key = ?1", [&old_key])?;
    Ok(())
}

fn take(tx: &Transaction<'_>, table: &Table<Benutzer>) -> Result<Imported> {
    let imported = take_lines(table, |benutzer| {
        let before = find_benutzer(tx, benutzer.number)?;
        match before {
            Some(before) if table.change => update(tx, &before, benutzer).map(|()| true),
            Some(_) => Err(refused(StammdatenFault::Taken(benutzer.number.to_string()))),
            None => insert(tx, benutzer).map(|()| false),
        }
    })?;
    require_verwalter(tx)?;
    Ok(imported)
}

impl Storage {
    /// Every Benutzer, by number.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn benutzer(&self) -> Result<Vec<Benutzer>> {
        self.read(all_benutzer)
    }

    /// Stores a new Benutzer with a Benutzerakte. The first one of an office gets every right.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn insert_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.write(|tx| {
            if find_benutzer(tx, benutzer.number)?.is_some() {
                return Err(refused(StammdatenFault::Taken(benutzer.number.to_string())));
            }
            insert(tx, benutzer)?;
            require_verwalter(tx)
        })
    }

    /// Changes a Benutzer.
    ///
    /// # Errors
    /// [`Error::Stammdaten`], also when the office would be left without a Verwalter.
    pub fn update_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.write(|tx| {
            let before = find_benutzer(tx, benutzer.number)?;
            let before = before.ok_or_else(|| unknown(benutzer.number))?;
            update(tx, &before, benutzer)?;
            require_verwalter(tx)
        })
    }

    /// Stores a table of Benutzer, each with its line: all of them or none. When it may change entries, those who
    /// are here already are changed, else they are faults.
    ///
    /// # Errors
    /// [`Error::Table`] with every fault, [`Error::Stammdaten`] without a Verwalter at the end.
    pub fn import_benutzer(&self, table: &Table<Benutzer>) -> Result<Imported> {
        self.write(|tx| take(tx, table))
    }

    /// What [`Self::import_benutzer`] would do; nothing is stored.
    ///
    /// # Errors
    /// The same.
    pub fn rehearse_benutzer(&self, table: &Table<Benutzer>) -> Result<Imported> {
        self.rehearse(|tx| take(tx, table))
    }

    /// Removes a Benutzer that nothing refers to, with the empty Benutzerakte.
    ///
    /// # Errors
    /// [`Error::Stammdaten`]: unknown, in use, or the last Verwalter.
    pub fn remove_benutzer(&self, number: BenutzerNumber) -> Result<()> {
        self.write(|tx| {
            let known = find_benutzer(tx, number)?.ok_or_else(|| unknown(number))?;
            let sql = "SELECT name FROM account WHERE owner = ?1 AND removed_at IS NULL \
                       UNION ALL SELECT name FROM geraet WHERE benutzer = ?1 \
                       UNION ALL SELECT 'Von ' || von FROM zuordnung WHERE an = ?1 \
                       UNION ALL SELECT number || '/' || format('%02d', year) FROM akte \
                       WHERE sachbearbeiter = ?1";
            let mut users = users_of(tx, sql, &number.to_string())?;
            users.extend(rows_of_last_address(tx, &known)?);
            not_in_use(users)?;
            // Removed accounts let go of their Benutzer; their mail stays.
            tx.execute(
                "UPDATE account SET owner = NULL WHERE owner = ?1 AND removed_at IS NOT NULL",
                [number.value()],
            )?;
            delete(tx, "DELETE FROM akte WHERE benutzer = ?1", number.value())?;
            delete(tx, "DELETE FROM benutzer WHERE number = ?1", number.value())?;
            require_verwalter(tx)
        })
    }
}

/// Rows Von→An that need the address of this Benutzer and of nobody else.
fn rows_of_last_address(tx: &Transaction<'_>, benutzer: &Benutzer) -> Result<Vec<String>> {
    let key = address_key(&benutzer.address);
    let others = all_benutzer(tx)?;
    let mut others = others.iter().filter(|it| it.number != benutzer.number);
    if key.is_empty() || others.any(|it| address_key(&it.address) == key) {
        return Ok(Vec::new());
    }
    let sql = "SELECT 'Von ' || von FROM zuordnung WHERE von_key = ?1 LIMIT 1";
    users_of(tx, sql, &key)
}

/// Takes a table line by line; `take` says whether the entry was here already. Every fault is
/// collected with its line.
pub(super) fn take_lines<T>(
    table: &Table<T>,
    mut take: impl FnMut(&T) -> Result<bool>,
) -> Result<Imported> {
    let mut imported = Imported::default();
    let mut faults = table.faults.clone();
    for (line, entry) in &table.rows {
        match take(entry) {
            Ok(true) => imported.changed += 1,
            Ok(false) => imported.added += 1,
            Err(Error::Stammdaten(found)) => {
                faults.extend(found.into_iter().map(|it| LineFault::of_line(*line, it)));
            }
            Err(error) => return Err(error),
        }
    }
    faults.sort_by_key(|it| it.line);
    match faults.is_empty() {
        true => Ok(imported),
        false => Err(Error::Table(faults)),
    }
}
