//! Tätigkeiten: the kinds of work under which mail is read in.

use super::stammdaten::{delete, none_of, refused, unknown};
use super::{Result, Storage};
use crate::domain::register::{Taetigkeit, name_faults};
use crate::domain::stammdaten::StammdatenFault;
use rusqlite::{Connection, OptionalExtension};

/// The Tätigkeit of this name, in any letter case.
pub(super) fn find_taetigkeit(connection: &Connection, name: &str) -> Result<Option<Taetigkeit>> {
    let sql = "SELECT id, name FROM taetigkeit WHERE name_key = ?1";
    let key = name.trim().to_lowercase();
    let row = connection.query_row(sql, [key], |row| {
        Ok(Taetigkeit {
            id: row.get(0)?,
            name: row.get(1)?,
        })
    });
    Ok(row.optional()?)
}

impl Storage {
    /// Every Tätigkeit, by name.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn taetigkeiten(&self) -> Result<Vec<Taetigkeit>> {
        self.read(|connection| {
            let sql = "SELECT id, name FROM taetigkeit ORDER BY name_key";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Taetigkeit {
                    id: row.get(0)?,
                    name: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Stores a new Tätigkeit.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`].
    pub fn insert_taetigkeit(&self, name: &str) -> Result<()> {
        let name = name.trim();
        none_of(name_faults(name))?;
        self.write(|tx| {
            let sql = "INSERT OR IGNORE INTO taetigkeit (name_key, name) VALUES (?1, ?2)";
            match tx.execute(sql, (name.to_lowercase(), name))? {
                0 => Err(refused(StammdatenFault::Taken(name.to_owned()))),
                _ => Ok(()),
            }
        })
    }

    /// Gives a Tätigkeit another name.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`].
    pub fn rename_taetigkeit(&self, name: &str, new_name: &str) -> Result<()> {
        let new_name = new_name.trim();
        none_of(name_faults(new_name))?;
        self.write(|tx| {
            let known = find_taetigkeit(tx, name)?.ok_or_else(|| unknown(name))?;
            if find_taetigkeit(tx, new_name)?.is_some_and(|it| it.id != known.id) {
                return Err(refused(StammdatenFault::Taken(new_name.to_owned())));
            }
            let sql = "UPDATE taetigkeit SET name_key = ?2, name = ?3 WHERE id = ?1";
            tx.execute(sql, (known.id, new_name.to_lowercase(), new_name))?;
            Ok(())
        })
    }

    /// Removes a Tätigkeit that nothing refers to.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`]: unknown or in use.
    pub fn remove_taetigkeit(&self, name: &str) -> Result<()> {
        self.write(|tx| {
            let known = find_taetigkeit(tx, name)?.ok_or_else(|| unknown(name))?;
            delete(tx, "DELETE FROM taetigkeit WHERE id = ?1", known.id).map(|_| ())
        })
    }
}
