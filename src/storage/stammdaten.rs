//! Master data: Benutzer, Datenpools, app devices.

use super::{Error, Result, Storage};
use crate::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, Datenpool, StammdatenFault};
use rusqlite::{Connection, Row, Transaction};

fn refused(fault: StammdatenFault) -> Error {
    Error::Stammdaten(vec![fault])
}

fn unknown(name: impl ToString) -> Error {
    refused(StammdatenFault::Unknown(name.to_string()))
}

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
    }))
}

const BENUTZER: &str = "SELECT number, name, address, current, login, verwalter FROM benutzer";

fn all_benutzer(connection: &Connection) -> Result<Vec<Benutzer>> {
    let mut statement = connection.prepare(&format!("{BENUTZER} ORDER BY number"))?;
    let rows = statement.query_map([], read_benutzer)?;
    Ok(rows
        .filter_map(std::result::Result::transpose)
        .collect::<std::result::Result<_, _>>()?)
}

/// Names the accounts and devices that a condition finds.
fn users_of(connection: &Connection, sql: &str, key: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([key], |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
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
    let mut statement = tx.prepare(sql)?;
    let mut rows = statement.query((&benutzer.login, benutzer.number.value()))?;
    if let Some(row) = rows.next()? {
        faults.push(StammdatenFault::LoginTaken(row.get(0)?));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Stammdaten(faults))
    }
}

impl Storage {
    /// Every Benutzer, by number.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn benutzer(&self) -> Result<Vec<Benutzer>> {
        self.read(all_benutzer)
    }

    /// Stores a new Benutzer. The first one of an office becomes Verwalter.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn insert_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.write(|tx| {
            let known = all_benutzer(tx)?;
            if known.iter().any(|it| it.number == benutzer.number) {
                return Err(refused(StammdatenFault::Taken(benutzer.number.to_string())));
            }
            check_benutzer(tx, benutzer)?;
            tx.execute(
                "INSERT INTO benutzer (number, name, address, current, login, verwalter) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (
                    benutzer.number.value(),
                    &benutzer.name,
                    &benutzer.address,
                    benutzer.current,
                    &benutzer.login,
                    benutzer.verwalter || known.is_empty(),
                ),
            )?;
            require_verwalter(tx)
        })
    }

    /// Changes a Benutzer.
    ///
    /// # Errors
    /// [`Error::Stammdaten`], also when the office would be left without a Verwalter.
    pub fn update_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.write(|tx| {
            check_benutzer(tx, benutzer)?;
            let changed = tx.execute(
                "UPDATE benutzer SET name = ?2, address = ?3, current = ?4, login = ?5, \
                 verwalter = ?6 WHERE number = ?1",
                (
                    benutzer.number.value(),
                    &benutzer.name,
                    &benutzer.address,
                    benutzer.current,
                    &benutzer.login,
                    benutzer.verwalter,
                ),
            )?;
            if changed == 0 {
                return Err(unknown(benutzer.number));
            }
            require_verwalter(tx)
        })
    }

    /// Removes a Benutzer that nothing refers to.
    ///
    /// # Errors
    /// [`Error::Stammdaten`]: unknown, in use, or the last Verwalter.
    pub fn remove_benutzer(&self, number: BenutzerNumber) -> Result<()> {
        self.write(|tx| {
            let sql = "SELECT name FROM account WHERE owner = ?1 AND removed_at IS NULL \
                       UNION ALL SELECT name FROM geraet WHERE benutzer = ?1";
            let users = users_of(tx, sql, &number.to_string())?;
            if !users.is_empty() {
                return Err(refused(StammdatenFault::InUse(users)));
            }
            // Removed accounts let go of their Benutzer; their mail stays.
            tx.execute(
                "UPDATE account SET owner = NULL WHERE owner = ?1 AND removed_at IS NOT NULL",
                [number.value()],
            )?;
            if tx.execute("DELETE FROM benutzer WHERE number = ?1", [number.value()])? == 0 {
                return Err(unknown(number));
            }
            require_verwalter(tx)
        })
    }

    /// Every Datenpool, by name.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn datenpools(&self) -> Result<Vec<Datenpool>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare("SELECT name FROM datenpool ORDER BY name_key")?;
            let rows = statement.query_map([], |row| Ok(Datenpool { name: row.get(0)? }))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Stores a new Datenpool.
    ///
    /// # Errors
    /// [`Error::Stammdaten`].
    pub fn insert_datenpool(&self, name: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() {
            return Err(refused(StammdatenFault::NameMissing));
        }
        self.write(|tx| {
            let sql = "INSERT OR IGNORE INTO datenpool (name_key, name) VALUES (?1, ?2)";
            match tx.execute(sql, (name.to_lowercase(), name))? {
                0 => Err(refused(StammdatenFault::Taken(name.to_owned()))),
                _ => Ok(()),
            }
        })
    }

    /// Gives a Datenpool another name; accounts that refer to it follow.
    ///
    /// # Errors
    /// [`Error::Stammdaten`].
    pub fn rename_datenpool(&self, name: &str, new_name: &str) -> Result<()> {
        let (old_key, new_name) = (name.to_lowercase(), new_name.trim());
        if new_name.is_empty() {
            return Err(refused(StammdatenFault::NameMissing));
        }
        self.write(|tx| {
            let new_key = new_name.to_lowercase();
            let known = users_of(
                tx,
                "SELECT name FROM datenpool WHERE name_key = ?1",
                &old_key,
            )?;
            if known.is_empty() {
                return Err(unknown(name));
            }
            if new_key == old_key {
                let sql = "UPDATE datenpool SET name = ?2 WHERE name_key = ?1";
                tx.execute(sql, (&old_key, new_name))?;
                return Ok(());
            }
            let sql = "INSERT OR IGNORE INTO datenpool (name_key, name) VALUES (?1, ?2)";
            if tx.execute(sql, (&new_key, new_name))? == 0 {
                return Err(refused(StammdatenFault::Taken(new_name.to_owned())));
            }
            let sql = "UPDATE account SET datenpool = ?2 WHERE datenpool = ?1";
            tx.execute(sql, (&old_key, &new_key))?;
            tx.execute("DELETE FROM datenpool WHERE name_key = ?1", [&old_key])?;
            Ok(())
        })
    }

    /// Removes a Datenpool that no account refers to.
    ///
    /// # Errors
    /// [`Error::Stammdaten`].
    pub fn remove_datenpool(&self, name: &str) -> Result<()> {
        let key = name.to_lowercase();
        self.write(|tx| {
            let sql = "SELECT name FROM account WHERE datenpool = ?1 AND removed_at IS NULL";
            let users = users_of(tx, sql, &key)?;
            if !users.is_empty() {
                return Err(refused(StammdatenFault::InUse(users)));
            }
            tx.execute(
                "UPDATE account SET datenpool = NULL WHERE datenpool = ?1",
                [&key],
            )?;
            match tx.execute("DELETE FROM datenpool WHERE name_key = ?1", [&key])? {
                0 => Err(unknown(name)),
                _ => Ok(()),
            }
        })
    }

    /// Every app device, by name.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn geraete(&self) -> Result<Vec<AppGeraet>> {
        self.read(|connection| {
            let sql = "SELECT name, benutzer, address, confirmed FROM geraet ORDER BY name_key";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                let Some(benutzer) = BenutzerNumber::new(row.get(1)?) else {
                    return Ok(None);
                };
                let (name, address, confirmed) = (row.get(0)?, row.get(2)?, row.get(3)?);
                Ok(Some(AppGeraet {
                    name,
                    benutzer,
                    address,
                    confirmed,
                }))
            })?;
            let found = rows.filter_map(std::result::Result::transpose);
            Ok(found.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Stores a new app device, or changes the one of the same name when `replace` is set.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn store_geraet(&self, geraet: &AppGeraet, replace: bool) -> Result<()> {
        self.write(|tx| {
            let mut faults = geraet.faults();
            let key = geraet.name.trim().to_lowercase();
            let known = users_of(tx, "SELECT name FROM geraet WHERE name_key = ?1", &key)?;
            match (known.is_empty(), replace) {
                (false, false) => faults.push(StammdatenFault::Taken(geraet.name.clone())),
                (true, true) => faults.push(StammdatenFault::Unknown(geraet.name.clone())),
                _ => {}
            }
            let number = geraet.benutzer;
            if !all_benutzer(tx)?.iter().any(|it| it.number == number) {
                faults.push(StammdatenFault::Unknown(format!("Benutzer {number}")));
            }
            if !faults.is_empty() {
                return Err(Error::Stammdaten(faults));
            }
            tx.execute(
                "INSERT INTO geraet (name_key, name, benutzer, address, confirmed) \
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (name_key) DO UPDATE SET \
                 name = ?2, benutzer = ?3, address = ?4, confirmed = ?5",
                (
                    key,
                    geraet.name.trim(),
                    number.value(),
                    &geraet.address,
                    geraet.confirmed,
                ),
            )?;
            Ok(())
        })
    }

    /// Changes an app device and perhaps its name; accounts that refer to it follow.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn update_geraet(&self, name: &str, geraet: &AppGeraet) -> Result<()> {
        let (old_key, new_name) = (name.to_lowercase(), geraet.name.trim());
        let new_key = new_name.to_lowercase();
        self.write(|tx| {
            let mut faults = geraet.faults();
            let known = |key| users_of(tx, "SELECT name FROM geraet WHERE name_key = ?1", key);
            if known(&old_key)?.is_empty() {
                return Err(unknown(name));
            }
            if new_key != old_key && !known(&new_key)?.is_empty() {
                faults.push(StammdatenFault::Taken(new_name.to_owned()));
            }
            let number = geraet.benutzer;
            if !all_benutzer(tx)?.iter().any(|it| it.number == number) {
                faults.push(StammdatenFault::Unknown(format!("Benutzer {number}")));
            }
            if !faults.is_empty() {
                return Err(Error::Stammdaten(faults));
            }
            let (address, confirmed) = (&geraet.address, geraet.confirmed);
            let row = (&new_key, new_name, number.value(), address, confirmed);
            if new_key == old_key {
                let sql = "UPDATE geraet SET name = ?2, benutzer = ?3, address = ?4, \
                           confirmed = ?5 WHERE name_key = ?1";
                tx.execute(sql, row)?;
                return Ok(());
            }
            let sql = "INSERT INTO geraet (name_key, name, benutzer, address, confirmed) \
                       VALUES (?1, ?2, ?3, ?4, ?5)";
            tx.execute(sql, row)?;
            let sql = "UPDATE account SET app_copy = ?2 WHERE app_copy = ?1";
            tx.execute(sql, (&old_key, &new_key))?;
            tx.execute("DELETE FROM geraet WHERE name_key = ?1", [&old_key])?;
            Ok(())
        })
    }

    /// Removes an app device that no account refers to.
    ///
    /// # Errors
    /// [`Error::Stammdaten`].
    pub fn remove_geraet(&self, name: &str) -> Result<()> {
        let key = name.to_lowercase();
        self.write(|tx| {
            let sql = "SELECT name FROM account WHERE app_copy = ?1 AND removed_at IS NULL";
            let users = users_of(tx, sql, &key)?;
            if !users.is_empty() {
                return Err(refused(StammdatenFault::InUse(users)));
            }
            tx.execute(
                "UPDATE account SET app_copy = NULL WHERE app_copy = ?1",
                [&key],
            )?;
            match tx.execute("DELETE FROM geraet WHERE name_key = ?1", [&key])? {
                0 => Err(unknown(name)),
                _ => Ok(()),
            }
        })
    }
}
