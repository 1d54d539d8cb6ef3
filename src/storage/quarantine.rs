//! Messages that could not be fetched or stored: listed, retried, exported, discarded.

use super::raw::{Table, read_pieces};
use super::{Error, Result, Storage, from_word, now};
use crate::domain::account::AccountId;
use crate::domain::ledger::{EpochId, QuarantineReason, Quarantined, RemoteId};
use rusqlite::{OptionalExtension, Row, Transaction};

/// Seconds between two tries of a message that the server refused.
const RETRY_AFTER: i64 = 600;

const SELECT: &str = "SELECT id, account_id, remote_key, size, reason, detail, has_raw, attempts, \
                      first_at, last_at FROM quarantine";

fn read(row: &Row<'_>) -> Result<Quarantined> {
    let key: String = row.get(2)?;
    let reason: String = row.get(4)?;
    Ok(Quarantined {
        id: row.get(0)?,
        account: AccountId(row.get(1)?),
        remote: from_word(&key, RemoteId::from_key)?,
        size: row.get(3)?,
        reason: from_word(&reason, QuarantineReason::from_word)?,
        detail: row.get(5)?,
        has_raw: row.get(6)?,
        attempts: row.get(7)?,
        first_at: row.get(8)?,
        last_at: row.get(9)?,
    })
}

impl Storage {
    /// Everything in quarantine, oldest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>> {
        self.read(|connection| {
            let mut statement = connection.prepare(&format!("{SELECT} ORDER BY id"))?;
            let rows = statement.query_map([], |row| Ok(read(row)))?;
            rows.map(|row| row.map_err(Error::from).flatten()).collect()
        })
    }

    /// One message in quarantine.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn quarantined_one(&self, id: i64) -> Result<Quarantined> {
        self.read(|connection| {
            let row = connection
                .query_row(&format!("{SELECT} WHERE id = ?1"), [id], |row| {
                    Ok(read(row))
                })
                .optional()?;
            row.ok_or(Error::NoRow("quarantine", id))?
        })
    }

    /// Hands out the raw bytes that are kept of a message in quarantine.
    ///
    /// # Errors
    /// [`Error::NoRow`] when there is none; whatever `piece` returns.
    pub fn read_quarantine_raw(
        &self,
        id: i64,
        piece: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        self.read(|connection| read_pieces(connection, Table::Quarantine, id, piece))
    }

    /// Lets a run fetch again what a server refused a while ago: such a refusal often passes. After
    /// the third time only a person retries.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn retry_due(&self, epoch: EpochId) -> Result<()> {
        let sql = "FROM quarantine q WHERE q.epoch_id = ?1 AND q.reason = 'refused' \
                   AND q.attempts < 3 AND q.last_at < ?2";
        let due: bool = self.read(|connection| {
            let sql = format!("SELECT EXISTS (SELECT 1 {sql})");
            Ok(connection.query_row(&sql, (epoch.0, now() - RETRY_AFTER), |row| row.get(0))?)
        })?;
        if !due {
            return Ok(());
        }
        self.write(|tx| {
            let sql = format!(
                "UPDATE seen SET state = 'pending' WHERE epoch_id = ?1 AND state = 'quarantined' \
                 AND EXISTS (SELECT 1 {sql} AND q.remote_key = seen.remote_key \
                 AND q.size = seen.size AND q.stamp = seen.stamp)"
            );
            tx.execute(&sql, (epoch.0, now() - RETRY_AFTER))?;
            Ok(())
        })
    }

    /// Lets the next run fetch the message again. It leaves quarantine once it is stored.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn retry_quarantined(&self, id: i64) -> Result<()> {
        self.write(|tx| set_state(tx, id, "pending"))
    }

    /// Forgets a message in quarantine. On the server it stays untouched, and it is not fetched
    /// again.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn discard_quarantined(&self, id: i64) -> Result<()> {
        self.write(|tx| {
            set_state(tx, id, "skipped")?;
            tx.execute("DELETE FROM quarantine_raw WHERE quarantine_id = ?1", [id])?;
            tx.execute("DELETE FROM quarantine WHERE id = ?1", [id])?;
            Ok(())
        })
    }
}

fn set_state(tx: &Transaction<'_>, id: i64, state: &str) -> Result<()> {
    let changed = tx.execute(
        "UPDATE seen SET state = ?2 WHERE EXISTS (SELECT 1 FROM quarantine q WHERE q.id = ?1 \
         AND q.epoch_id = seen.epoch_id AND q.remote_key = seen.remote_key \
         AND q.size = seen.size AND q.stamp = seen.stamp)",
        (id, state),
    )?;
    if changed == 0 {
        Err(Error::NoRow("quarantine", id))
    } else {
        Ok(())
    }
}
