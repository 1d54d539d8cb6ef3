//! Eingangsfächer, and from which accounts their mail comes ("Quellen").

use super::accounts::require;
use super::stammdaten::{delete, none_of, not_in_use, refused, unknown, users_of};
use super::{Result, Storage};
use crate::domain::account::AccountId;
use crate::domain::register::{Eingangsfach, Quelle, name_faults};
use crate::domain::stammdaten::StammdatenFault;
use rusqlite::{Connection, OptionalExtension, Row};

fn read(row: &Row<'_>) -> rusqlite::Result<Eingangsfach> {
    Ok(Eingangsfach {
        id: row.get(0)?,
        name: row.get(1)?,
        standard: row.get(2)?,
    })
}

fn find(connection: &Connection, name: &str) -> Result<Eingangsfach> {
    let sql = "SELECT id, name, standard FROM eingangsfach WHERE name_key = ?1";
    let key = name.trim().to_lowercase();
    let found = connection.query_row(sql, [key], read).optional()?;
    found.ok_or_else(|| unknown(name))
}

impl Storage {
    /// Every Eingangsfach, by name.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn eingangsfaecher(&self) -> Result<Vec<Eingangsfach>> {
        self.read(|connection| {
            let sql = "SELECT id, name, standard FROM eingangsfach ORDER BY name_key";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], read)?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Stores a new Eingangsfach.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`].
    pub fn insert_eingangsfach(&self, name: &str) -> Result<()> {
        let name = name.trim();
        none_of(name_faults(name))?;
        self.write(|tx| {
            let sql = "INSERT OR IGNORE INTO eingangsfach (name_key, name) VALUES (?1, ?2)";
            match tx.execute(sql, (name.to_lowercase(), name))? {
                0 => Err(refused(StammdatenFault::Taken(name.to_owned()))),
                _ => Ok(()),
            }
        })
    }

    /// Gives an Eingangsfach another name, makes it the standard one, or both.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`].
    pub fn update_eingangsfach(
        &self,
        name: &str,
        new_name: Option<&str>,
        make_standard: bool,
    ) -> Result<()> {
        self.write(|tx| {
            let known = find(tx, name)?;
            if let Some(new_name) = new_name.map(str::trim) {
                none_of(name_faults(new_name))?;
                let sql = "SELECT name FROM eingangsfach WHERE name_key = ?1";
                let taken = users_of(tx, sql, &new_name.to_lowercase())?;
                if new_name.to_lowercase() != known.name.to_lowercase() && !taken.is_empty() {
                    return Err(refused(StammdatenFault::Taken(new_name.to_owned())));
                }
                let sql = "UPDATE eingangsfach SET name_key = ?2, name = ?3 WHERE id = ?1";
                tx.execute(sql, (known.id, new_name.to_lowercase(), new_name))?;
            }
            if make_standard {
                tx.execute("UPDATE eingangsfach SET standard = 0", [])?;
                let sql = "UPDATE eingangsfach SET standard = 1 WHERE id = ?1";
                tx.execute(sql, [known.id])?;
            }
            Ok(())
        })
    }

    /// Removes an empty Eingangsfach that is no account's and not the standard one.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`].
    pub fn remove_eingangsfach(&self, name: &str) -> Result<()> {
        self.write(|tx| {
            let known = find(tx, name)?;
            if known.standard {
                return Err(refused(StammdatenFault::StandardStays(known.name)));
            }
            let sql = "SELECT a.name FROM quelle q JOIN account a ON a.id = q.account_id \
                       WHERE q.eingangsfach_id = ?1 AND a.removed_at IS NULL";
            not_in_use(users_of(tx, sql, &known.id.to_string())?)?;
            let sql = "DELETE FROM quelle WHERE eingangsfach_id = ?1";
            tx.execute(sql, [known.id])?;
            delete(tx, "DELETE FROM eingangsfach WHERE id = ?1", known.id).map(|_| ())
        })
    }

    /// Every account on "Posteingang" with the tray that its mail comes into, by account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn quellen(&self) -> Result<Vec<Quelle>> {
        self.read(|connection| {
            let sql = "SELECT e.id, e.name, e.standard, a.id, a.name, q.account_id IS NOT NULL \
                       FROM account a LEFT JOIN quelle q ON q.account_id = a.id \
                       JOIN eingangsfach e ON e.id = coalesce(q.eingangsfach_id, \
                       (SELECT id FROM eingangsfach WHERE standard = 1)) \
                       WHERE a.removed_at IS NULL AND a.mode = 'posteingang' ORDER BY a.id";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Quelle {
                    account: AccountId(row.get(3)?),
                    account_name: row.get(4)?,
                    eingangsfach: read(row)?,
                    chosen: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Lets the mail of an account on "Posteingang" come into this tray. With `replace` the account
    /// must have a tray already, without it must not.
    ///
    /// # Errors
    /// [`super::Error::NoAccount`], [`super::Error::Stammdaten`].
    pub fn store_quelle(&self, id: AccountId, fach: &str, replace: bool) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            let sql = "SELECT name, mode, (SELECT count(*) FROM quelle WHERE account_id = ?1) \
                       FROM account WHERE id = ?1";
            let (name, mode, has_one): (String, String, bool) =
                tx.query_row(sql, [id.0], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            let fault = match (mode == "posteingang", has_one, replace) {
                (false, ..) => Some(StammdatenFault::NotPosteingang(name)),
                (_, true, false) => Some(StammdatenFault::Taken(name)),
                (_, false, true) => Some(StammdatenFault::Unknown(name)),
                _ => None,
            };
            none_of(fault.into_iter().collect())?;
            let sql = "INSERT OR REPLACE INTO quelle (account_id, eingangsfach_id) VALUES (?1, ?2)";
            tx.execute(sql, (id.0, find(tx, fach)?.id))?;
            Ok(())
        })
    }

    /// Lets the mail of an account come into the standard tray again.
    ///
    /// # Errors
    /// [`super::Error::NoAccount`], [`super::Error::Stammdaten`] without a tray of its own.
    pub fn remove_quelle(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            match tx.execute("DELETE FROM quelle WHERE account_id = ?1", [id.0])? {
                0 => Err(unknown(id)),
                _ => Ok(()),
            }
        })
    }
}
