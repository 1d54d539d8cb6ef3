//! Master data: Datenpools and app devices; Benutzer are in [`super::benutzer`].

use super::akten::ensure_sammelakte;
use super::benutzer::require_benutzer;
use super::{Error, Result, Storage};
use crate::domain::stammdaten::{AppGeraet, BenutzerNumber, Datenpool, StammdatenFault};
use rusqlite::{Connection, ToSql, Transaction};

pub(super) fn refused(fault: StammdatenFault) -> Error {
    Error::Stammdaten(vec![fault])
}

/// An error with these faults, if there are any.
pub(super) fn none_of(faults: Vec<StammdatenFault>) -> Result<()> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Stammdaten(faults))
    }
}

/// At most so many names of what refers to an entry.
const NAMES: usize = 10;

/// Refuses to remove what these names refer to.
pub(super) fn not_in_use(mut users: Vec<String>) -> Result<()> {
    if users.len() > NAMES {
        users.truncate(NAMES);
        users.push("…".to_owned());
    }
    match users.is_empty() {
        true => Ok(()),
        false => Err(refused(StammdatenFault::InUse(users))),
    }
}

/// Deletes rows; what others refer to is refused.
pub(super) fn delete(tx: &Transaction<'_>, sql: &str, key: impl ToSql) -> Result<usize> {
    match tx.execute(sql, [key]) {
        Err(rusqlite::Error::SqliteFailure(code, _))
            if code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
        {
            Err(refused(StammdatenFault::InUseByMail))
        }
        other => Ok(other?),
    }
}

pub(super) fn unknown(name: impl ToString) -> Error {
    refused(StammdatenFault::Unknown(name.to_string()))
}

/// Names the accounts and devices that a condition finds.
pub(super) fn users_of(connection: &Connection, sql: &str, key: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([key], |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

impl Storage {
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
                _ => ensure_sammelakte(tx, Some(name)).map(|_| ()),
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
            for sql in [
                "UPDATE account SET datenpool = ?2 WHERE datenpool = ?1",
                "UPDATE akte SET datenpool = ?2 WHERE datenpool = ?1",
            ] {
                tx.execute(sql, (&old_key, &new_key))?;
            }
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
            let sql = "SELECT name FROM account WHERE datenpool = ?1 AND removed_at IS NULL \
                       UNION ALL SELECT number || '/' || format('%02d', year) FROM akte \
                       WHERE datenpool = ?1 AND kind = 'akte'";
            not_in_use(users_of(tx, sql, &key)?)?;
            tx.execute(
                "UPDATE account SET datenpool = NULL WHERE datenpool = ?1",
                [&key],
            )?;
            // Its Benutzerakten and its Sammelakte go with it, unless something lies there.
            delete(tx, "DELETE FROM akte WHERE datenpool = ?1", &key)?;
            match delete(tx, "DELETE FROM datenpool WHERE name_key = ?1", &key)? {
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
            faults.extend(require_benutzer(tx, number)?);
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
            faults.extend(require_benutzer(tx, number)?);
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
            not_in_use(users_of(tx, sql, &key)?)?;
            tx.execute(
                "UPDATE account SET app_copy = NULL WHERE app_copy = ?1",
                [&key],
            )?;
            match delete(tx, "DELETE FROM geraet WHERE name_key = ?1", &key)? {
                0 => Err(unknown(name)),
                _ => Ok(()),
            }
        })
    }
}
