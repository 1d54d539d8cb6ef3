//! Folders on servers that are not fetched: their numbers, and which of them a person wants to have.

use super::{Error, Result, Storage, accounts, now};
use crate::domain::account::AccountId;
use crate::domain::receiving::OtherFolder;
use rusqlite::{OptionalExtension, params};

/// Up to which UIDVALIDITY and UID a folder was imported.
pub type ImportedUpTo = (u32, u32);

impl Storage {
    /// The folders of an account, or of all, that are not fetched, as they were at the last look.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn other_folders(&self, account: Option<AccountId>) -> Result<Vec<OtherFolder>> {
        self.read(|connection| {
            if let Some(account) = account {
                accounts::require(connection, account)?;
            }
            let mut statement = connection.prepare_cached(
                "SELECT account_id, name, junk, messages, unseen, looked_at, wanted_at IS NOT NULL \
                 FROM other_folder WHERE ?1 IS NULL OR account_id = ?1 \
                 ORDER BY account_id, junk DESC, name",
            )?;
            let rows = statement.query_map([account.map(|it| it.0)], |row| {
                Ok(OtherFolder {
                    account: AccountId(row.get(0)?),
                    name: row.get(1)?,
                    is_junk: row.get(2)?,
                    messages: row.get(3)?,
                    unseen: row.get(4)?,
                    looked_at: row.get(5)?,
                    is_wanted: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Notes what a look at an account's folders has shown; those that are gone are forgotten.
    /// Returns the folders whose unread messages have become more.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_other_folders(
        &self,
        account: AccountId,
        folders: &[OtherFolder],
    ) -> Result<Vec<OtherFolder>> {
        self.write(|tx| {
            let mut grown = Vec::new();
            let at = now();
            for it in folders {
                let before: Option<u32> = tx
                    .prepare_cached(
                        "SELECT unseen FROM other_folder WHERE account_id = ?1 AND name = ?2",
                    )?
                    .query_row(params![account.0, it.name], |row| row.get(0))
                    .optional()?;
                if it.unseen > before.unwrap_or_default() {
                    grown.push(it.clone());
                }
                tx.prepare_cached(
                    "INSERT INTO other_folder (account_id, name, junk, messages, unseen, looked_at) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET junk = ?3, \
                     messages = ?4, unseen = ?5, looked_at = ?6",
                )?
                .execute(params![
                    account.0,
                    it.name,
                    it.is_junk,
                    it.messages,
                    it.unseen,
                    at
                ])?;
            }
            let names: Vec<&str> = folders.iter().map(|it| it.name.as_str()).collect();
            let mut statement =
                tx.prepare_cached("SELECT name FROM other_folder WHERE account_id = ?1")?;
            let rows = statement.query_map([account.0], |row| row.get::<_, String>(0))?;
            let known: Vec<String> = rows.collect::<std::result::Result<_, _>>()?;
            for gone in known.iter().filter(|it| !names.contains(&it.as_str())) {
                tx.execute(
                    "DELETE FROM other_folder WHERE account_id = ?1 AND name = ?2",
                    params![account.0, gone],
                )?;
            }
            Ok(grown)
        })
    }

    /// Up to where a folder was imported on request; `None` if it never was.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn imported_up_to(&self, account: AccountId, name: &str) -> Result<Option<ImportedUpTo>> {
        self.read(|connection| {
            let sql = "SELECT imported_validity, imported_uid FROM other_folder \
                       WHERE account_id = ?1 AND name = ?2 AND imported_validity > 0";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let found = connection.query_row(sql, params![account.0, name], row);
            Ok(found.optional()?)
        })
    }

    /// Lets the next run import what lies in a folder.
    ///
    /// # Errors
    /// [`Error::NoAccount`]; [`Error::NoFolder`] when no such folder was seen.
    pub fn want_folder(&self, account: AccountId, name: &str) -> Result<()> {
        self.write(|tx| {
            accounts::require(tx, account)?;
            let changed = tx.execute(
                "UPDATE other_folder SET wanted_at = ?3 WHERE account_id = ?1 AND name = ?2",
                params![account.0, name, now()],
            )?;
            match changed {
                0 => Err(Error::NoFolder(name.to_owned())),
                _ => Ok(()),
            }
        })
    }

    /// Notes that a folder was imported up to here.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_folder_imported(
        &self,
        account: AccountId,
        name: &str,
        (validity, uid): ImportedUpTo,
    ) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE other_folder SET wanted_at = NULL, imported_validity = ?3, \
                 imported_uid = ?4, unseen = 0 WHERE account_id = ?1 AND name = ?2",
                params![account.0, name, validity, uid],
            )?;
            Ok(())
        })
    }
}
