//! The plan of backups, and those that were made.

use super::{Result, Storage, now};
use crate::domain::backup_plan::{BackupPlan, Made};
use rusqlite::{OptionalExtension, params};

/// A backup that was made by itself and has not been removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Number.
    pub id: i64,
    /// File.
    pub path: String,
    /// Bytes.
    pub size: u64,
}

impl Storage {
    /// The plan.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn backup_plan(&self) -> Result<BackupPlan> {
        self.read(|connection| {
            let sql = "SELECT on_, minute, folder, keep, sealed FROM backup_plan";
            Ok(connection.query_row(sql, [], |row| {
                Ok(BackupPlan {
                    on: row.get(0)?,
                    minute: row.get(1)?,
                    folder: row.get(2)?,
                    keep: row.get(3)?,
                    sealed: row.get(4)?,
                })
            })?)
        })
    }

    /// Another plan. One that is switched on begins now: what failed before is forgotten.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn set_backup_plan(&self, plan: &BackupPlan) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE backup_plan SET since = CASE WHEN on_ = 0 THEN ?1 ELSE since END, \
                 on_ = ?2, minute = ?3, folder = ?4, keep = ?5, sealed = ?6",
                params![
                    now(),
                    plan.on,
                    plan.minute,
                    plan.folder,
                    plan.keep,
                    plan.sealed
                ],
            )?;
            Ok(())
        })
    }

    /// What is known of the backups that were made.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn backups_made(&self) -> Result<Made> {
        self.read(|connection| {
            let since =
                connection.query_row("SELECT since FROM backup_plan", [], |row| row.get(0))?;
            let last = connection.query_row(
                "SELECT max(at) FROM backup_run WHERE error IS NULL AND automatic = 1",
                [],
                |row| row.get(0),
            )?;
            let newest = connection
                .query_row(
                    "SELECT at, path FROM backup_run WHERE error IS NULL ORDER BY id DESC LIMIT 1",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let failing = connection
                .query_row(
                    "SELECT (SELECT min(at) FROM backup_run b WHERE b.id > w.id \
                     AND b.automatic = 1), r.at, r.error FROM backup_run r, \
                     (SELECT coalesce(max(id), 0) AS id FROM backup_run WHERE error IS NULL \
                     AND automatic = 1) w \
                     WHERE r.id > w.id AND r.automatic = 1 AND r.at >= ?1 \
                     ORDER BY r.id DESC LIMIT 1",
                    [since],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?;
            Ok(Made {
                last,
                newest,
                failing,
                since,
            })
        })
    }

    /// Notes a backup that was made, with its size, or that failed, with the word for why.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_backup(
        &self,
        path: &str,
        automatic: bool,
        outcome: std::result::Result<u64, &str>,
    ) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO backup_run (at, automatic, path, size, error) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    now(),
                    automatic,
                    path,
                    outcome.unwrap_or_default(),
                    outcome.err()
                ],
            )?;
            // A try a quarter of an hour for months would be a lot of lines.
            tx.execute(
                "DELETE FROM backup_run WHERE error IS NOT NULL AND id <= \
                 (SELECT max(id) - 400 FROM backup_run)",
                [],
            )?;
            Ok(())
        })
    }

    /// Backups that were made by themselves and are more than so many, oldest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn surplus_backups(&self, keep: u16) -> Result<Vec<Kept>> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT id, path, size FROM backup_run WHERE automatic = 1 AND error IS NULL \
                 AND removed_at IS NULL ORDER BY id DESC LIMIT -1 OFFSET ?1",
            )?;
            let rows = statement.query_map([keep], |row| {
                Ok(Kept {
                    id: row.get(0)?,
                    path: row.get(1)?,
                    size: row.get(2)?,
                })
            })?;
            let mut found = rows.collect::<std::result::Result<Vec<_>, _>>()?;
            found.reverse();
            Ok(found)
        })
    }

    /// Notes that a backup made room for newer ones.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_backup_removed(&self, id: i64) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE backup_run SET removed_at = ?2 WHERE id = ?1";
            tx.execute(sql, (id, now()))?;
            Ok(())
        })
    }
}
