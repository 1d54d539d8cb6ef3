//! Letters after they were handed over: copies, doubts, and the reports that come back about them.

use super::outbox::{COLUMNS, read};
use super::{Result, Storage, now};
use crate::domain::outbox::{Letter, SentCopy};
use rusqlite::params;

impl Storage {
    /// Sent letters whose copy is still to be filed, and unclear ones, as far as it is time to look
    /// again.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letters_to_follow(&self) -> Result<Vec<i64>> {
        self.numbers(
            "SELECT id FROM letter WHERE follow_at <= ?1 AND ((sent_at IS NOT NULL AND copy = 'offen' \
             AND state <> 'wird-gesendet') OR (state = 'unklar' AND sent_at IS NULL)) ORDER BY id",
            now(),
        )
    }

    /// Letters of which nobody knows whether they left.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn unclear_letters(&self) -> Result<Vec<i64>> {
        self.numbers(
            "SELECT id FROM letter WHERE state = 'unklar' AND id > ?1",
            0,
        )
    }

    /// Notes what became of the copy among the sent messages.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_copy(&self, id: i64, copy: SentCopy) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE letter SET copy = ?2 WHERE id = ?1";
            tx.execute(sql, params![id, copy.word()])?;
            Ok(())
        })
    }

    /// Nothing has come of looking into a copy or a doubt: it is looked into again after so many
    /// seconds.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn follow_later(&self, id: i64, seconds: i64) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE letter SET follow_at = ?2, follow_tries = follow_tries + 1 WHERE id = ?1",
                params![id, now() + seconds],
            )?;
            Ok(())
        })
    }

    /// The letter with this Message-ID.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letter_by_message_id(&self, message_id: &str) -> Result<Option<Letter>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM letter WHERE message_id = ?1");
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([message_id])?;
            match rows.next()? {
                Some(row) => read(connection, row).map(Some),
                None => Ok(None),
            }
        })
    }

    /// Number of the newest content.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn newest_content(&self) -> Result<i64> {
        self.read(|connection| {
            let sql = "SELECT coalesce(max(id), 0) FROM content";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
    }

    /// Contents up to `newest` that may be reports about letters and were not looked at yet, oldest
    /// first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn possible_reports(&self, newest: i64) -> Result<Vec<i64>> {
        self.numbers(
            "SELECT id FROM content WHERE id > (SELECT coalesce(max(content_id), 0) FROM \
             report_mark) AND id <= ?1 AND EXISTS (SELECT 1 FROM letter) \
             AND (from_address = '' OR from_address LIKE 'mailer-daemon%' \
             OR from_address LIKE 'postmaster%' \
             OR EXISTS (SELECT 1 FROM attachment a WHERE a.content_id = content.id AND a.mime_type \
             IN ('message/delivery-status', 'message/global-delivery-status', \
             'message/disposition-notification'))) ORDER BY id",
            newest,
        )
    }

    /// Everything up to `newest` has been looked through.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mark_reports(&self, newest: i64) -> Result<()> {
        let sql = "SELECT coalesce(max(content_id), 0) FROM report_mark WHERE id >= ?1";
        if self.numbers(sql, 0)? == [newest] {
            return Ok(());
        }
        self.write(|tx| {
            tx.execute(
                "INSERT INTO report_mark (id, content_id) VALUES (1, ?1) \
                 ON CONFLICT DO UPDATE SET content_id = excluded.content_id",
                [newest],
            )?;
            Ok(())
        })
    }

    /// Whether a message with this Message-ID has been received by any account since a moment in
    /// seconds since 1970.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn has_received(&self, message_id: &str, since: i64) -> Result<bool> {
        self.read(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM content JOIN mail ON mail.content_id = content.id \
                       WHERE content.message_id = ?1 AND mail.received_at >= ?2)";
            Ok(connection.query_row(sql, params![message_id, since], |row| row.get(0))?)
        })
    }
}
