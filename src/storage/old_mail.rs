//! The ledger of mail that comes from files instead of a server: an epoch of its own, in which the
//! digest of a message is its name.

use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::ledger::{EpochId, Listed, RunId, ServerIdentity};
use crate::domain::server::Protocol;
use rusqlite::params;

/// The folder that old mail lies in.
pub const OLD_MAIL: &str = "Altbestand";

impl Storage {
    /// The epoch of old mail of this account. It says nothing about whether the account's server
    /// has ever been listed.
    ///
    /// # Errors
    /// [`super::Error::NoAccount`].
    pub fn old_mail_epoch(&self, account: AccountId) -> Result<EpochId> {
        self.read(|connection| super::accounts::require(connection, account))?;
        let identity = ServerIdentity {
            protocol: Protocol::Pop3,
            host: String::new(),
            user: String::new(),
            folder: OLD_MAIL.to_owned(),
            uid_validity: 0,
        };
        Ok(self.epoch(account, &identity, None)?.id)
    }

    /// Begins a run that asks no server: the state of the account stays what it is.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn start_import(&self, account: AccountId) -> Result<RunId> {
        self.write(|tx| {
            let sql = "INSERT INTO run (account_id, started_at) VALUES (?1, ?2)";
            tx.execute(sql, (account.0, now()))?;
            Ok(RunId(tx.last_insert_rowid()))
        })
    }

    /// Ends such a run.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn finish_import(&self, run: RunId, error: Option<&str>) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE run SET ended_at = ?2, error = ?3 WHERE id = ?1";
            tx.execute(sql, (run.0, now(), error))?;
            Ok(())
        })
    }

    /// Writes messages from files into the ledger and says for each whether it is still to be
    /// stored. Nothing is written for those that are known.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_old_mail(&self, epoch: EpochId, listed: &[Listed]) -> Result<Vec<bool>> {
        self.write(|tx| {
            let mut insert = tx.prepare_cached(
                "INSERT OR IGNORE INTO seen (epoch_id, remote_key, size, stamp, state, altbestand) \
                 VALUES (?1, ?2, ?3, ?4, 'pending', 1)",
            )?;
            let mut state = tx.prepare_cached(
                "SELECT state = 'pending' FROM seen WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4",
            )?;
            let mut wanted = Vec::with_capacity(listed.len());
            for it in listed {
                let key = it.id.key();
                let row = params![epoch.0, key, it.size, it.stamp];
                insert.execute(row)?;
                wanted.push(state.query_row(row, |row| row.get(0))?);
            }
            Ok(wanted)
        })
    }
}
