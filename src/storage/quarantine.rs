//! Messages that could not be fetched or stored: listed, retried, exported, discarded.

use super::raw::{Table, read_pieces};
use super::{Error, Result, Storage, from_word};
use crate::domain::account::AccountId;
use crate::domain::ledger::{QuarantineReason, Quarantined, RemoteId};
use rusqlite::{OptionalExtension, Row, Transaction};

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
