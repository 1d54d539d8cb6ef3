//! How servers were signed in to.

use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::server::Endpoint;
use rusqlite::{OptionalExtension, params};

impl Storage {
    /// Whether this server was signed in to without telling it the password.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn has_strong_sign_in(&self, id: AccountId, endpoint: &Endpoint) -> Result<bool> {
        self.read(|connection| {
            let sql = "SELECT 1 FROM strong_sign_in \
                       WHERE account_id = ?1 AND host = lower(?2) AND port = ?3";
            let found = connection
                .prepare_cached(sql)?
                .query_row(params![id.0, endpoint.host, endpoint.port], |_| Ok(()))
                .optional()?;
            Ok(found.is_some())
        })
    }

    /// Notes that it was.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_strong_sign_in(&self, id: AccountId, endpoint: &Endpoint) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO strong_sign_in (account_id, host, port, seen_at) \
                 VALUES (?1, lower(?2), ?3, ?4) ON CONFLICT DO NOTHING",
                params![id.0, endpoint.host, endpoint.port, now()],
            )?;
            Ok(())
        })
    }

    /// Forgets it for every server of an account: a person has entered a new password for it.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn forget_strong_sign_in(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            tx.execute("DELETE FROM strong_sign_in WHERE account_id = ?1", [id.0])?;
            Ok(())
        })
    }
}
