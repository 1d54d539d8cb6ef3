//! Attachments as documents of their own.

use super::desk_verbs::akte_of;
use super::{Error, Result, Storage, now};
use rusqlite::params;

impl Storage {
    /// Puts an attachment, counted from 0, beside its mail into the Akte that the mail is in; `None`
    /// when it is in none. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Error::NoRow`] for an attachment that is not there.
    pub fn file_attachment(&self, mail: i64, number: u32) -> Result<Option<i64>> {
        self.write(|tx| {
            let Some(akte) = akte_of(tx, mail)? else {
                return Ok(None);
            };
            let sql = "SELECT count(*) FROM mail JOIN attachment \
                       ON attachment.content_id = mail.content_id \
                       WHERE mail.id = ?1 AND attachment.seq = ?2";
            let found: i64 = tx.query_row(sql, params![mail, number], |row| row.get(0))?;
            if found == 0 {
                return Err(Error::NoRow("attachment", i64::from(number)));
            }
            let sql = "INSERT INTO document (mail_id, part, akte, filed_at) \
                       VALUES (?1, ?2, ?3, ?4) ON CONFLICT (mail_id, part) DO NOTHING";
            tx.execute(sql, params![mail, number, akte, now()])?;
            Ok(Some(akte))
        })
    }
}
