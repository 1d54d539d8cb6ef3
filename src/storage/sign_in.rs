//! How servers were signed in to.

use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::server::Endpoint;
use rusqlite::{OptionalExtension, params};

impl Storage {
    /// Whether this server has offered a sign-in that does not tell it the password, to any account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn has_strong_sign_in(&self, endpoint: &Endpoint) -> Result<bool> {
        self.read(|connection| {
            let sql = "SELECT 1 FROM strong_sign_in WHERE host = lower(?1) AND port = ?2 LIMIT 1";
            let found = connection
                .prepare_cached(sql)?
                .query_row(params![endpoint.host, endpoint.port], |_| Ok(()))
                .optional()?;
            Ok(found.is_some())
        })
    }

    /// Notes that it has.
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

    /// Forgets it for the servers of an account that has been in use: a person has entered a new password
    /// for it. One that is only being set up says nothing about a server that others know.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn forget_strong_sign_in(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "DELETE FROM strong_sign_in WHERE EXISTS (SELECT 1 FROM run WHERE account_id = ?1) \
                 AND (account_id = ?1 OR (host, port) IN \
                 (SELECT lower(in_host), in_port FROM account WHERE id = ?1))",
                [id.0],
            )?;
            Ok(())
        })
    }
}
