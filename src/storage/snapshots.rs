//! What account tests leave behind: the settings with which an account last passed a whole test, and
//! the messages they have sent.

use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::server::PinnedCertificate;
use rusqlite::{OptionalExtension, params};
use std::collections::HashSet;

/// Proven settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Roll-out file, without secrets.
    pub settings: String,
    /// When the test was passed, seconds since 1970.
    pub tested_at: i64,
}

impl Storage {
    /// Keeps settings that have passed a test just now.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn keep_snapshot(&self, id: AccountId, settings: &str) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO account_snapshot (account_id, settings, tested_at) \
                 VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET settings = ?2, tested_at = ?3",
                params![id.0, settings, now()],
            )?;
            Ok(())
        })
    }

    /// The last proven settings of an account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn snapshot(&self, id: AccountId) -> Result<Option<Snapshot>> {
        self.read(|connection| {
            let sql = "SELECT settings, tested_at FROM account_snapshot WHERE account_id = ?1";
            let row = |row: &rusqlite::Row<'_>| {
                Ok(Snapshot {
                    settings: row.get(0)?,
                    tested_at: row.get(1)?,
                })
            };
            Ok(connection.query_row(sql, [id.0], row).optional()?)
        })
    }

    /// Notes a message that an account test is about to send to its own address.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_test_mail(&self, message_id: &str) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO test_mail (message_id, sent_at) VALUES (?1, ?2)",
                params![message_id, now()],
            )?;
            Ok(())
        })
    }

    /// Message-IDs of messages that account tests have sent.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn test_mails(&self) -> Result<HashSet<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT message_id FROM test_mail")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Takes back the certificate exceptions for one host and port of an account: a valid
    /// certificate has appeared there.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn remove_pins_of(&self, id: AccountId, pin: &PinnedCertificate) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "DELETE FROM pin WHERE account_id = ?1 AND host = ?2 AND port = ?3",
                params![id.0, pin.host, pin.port],
            )?;
            Ok(())
        })
    }
}
