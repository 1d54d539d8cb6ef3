//! IMAP messages that a server does not always describe: listed without size and date at times.

use super::epochs::Comparison;
use super::{Result, Storage};
use crate::domain::ledger::{EpochId, Listed, RemoteId};
use rusqlite::{OptionalExtension, params};

impl Storage {
    /// Fills in what the ledger knows of messages that the server left undescribed this time, so
    /// that they are recognised.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn describe(&self, epoch: EpochId, listed: &mut [Listed]) -> Result<()> {
        // Exchange's name means one message for good, while its size may change with every mark.
        let is_bare = |it: &&mut Listed| match it.id {
            RemoteId::Uid(_) => it.size == 0 && it.stamp.is_empty(),
            RemoteId::Item(_) => true,
            RemoteId::Uidl(_) | RemoteId::Header(_) => false,
        };
        for it in listed.iter_mut().filter(is_bare) {
            let known = self.read(|connection| {
                let sql = "SELECT size, stamp FROM seen WHERE epoch_id = ?1 AND remote_key = ?2 \
                           ORDER BY removed_at IS NULL DESC, stamp DESC LIMIT 1";
                let mut statement = connection.prepare_cached(sql)?;
                let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
                Ok(statement
                    .query_row((epoch.0, it.id.key()), row)
                    .optional()?)
            })?;
            if let Some((size, stamp)) = known {
                (it.size, it.stamp) = (size, stamp);
            }
        }
        Ok(())
    }

    /// Completes the entries of messages that the server could not describe before.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn complete(&self, epoch: EpochId, listed: &[Listed], found: &Comparison) -> Result<()> {
        if found.completed.is_empty() {
            return Ok(());
        }
        self.write(|tx| {
            for table in ["seen", "quarantine"] {
                let mut statement = tx.prepare(&format!(
                    "UPDATE OR IGNORE {table} SET size = ?3, stamp = ?4 WHERE epoch_id = ?1 \
                     AND remote_key = ?2 AND size = 0 AND stamp = ''"
                ))?;
                for it in found
                    .completed
                    .iter()
                    .filter_map(|index| listed.get(*index))
                {
                    statement.execute(params![epoch.0, it.id.key(), it.size, it.stamp])?;
                }
            }
            Ok(())
        })
    }
}
