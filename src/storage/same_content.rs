//! Stored messages found by what they are: their bytes, their Message-ID.

use super::{Result, Storage};
use crate::domain::hash::Sha256Hash;
use rusqlite::{OptionalExtension, params};

impl Storage {
    /// The newest stored message with exactly this content.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mail_with_content(&self, hash: &Sha256Hash, size: u64) -> Result<Option<i64>> {
        self.read(|connection| {
            let sql = "SELECT mail.id FROM content JOIN mail ON mail.content_id = content.id \
                       WHERE content.hash = ?1 AND content.size = ?2 ORDER BY mail.id DESC LIMIT 1";
            let found = connection.query_row(sql, params![hash.0, size], |row| row.get(0));
            Ok(found.optional()?)
        })
    }

    /// The newest stored message with this Message-ID.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mail_with_message_id(&self, message_id: &str) -> Result<Option<i64>> {
        self.read(|connection| {
            let sql = "SELECT mail.id FROM content JOIN mail ON mail.content_id = content.id \
                       WHERE content.message_id = ?1 ORDER BY mail.id DESC LIMIT 1";
            let found = connection.query_row(sql, [message_id], |row| row.get(0));
            Ok(found.optional()?)
        })
    }
}
