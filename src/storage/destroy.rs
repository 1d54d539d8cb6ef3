//! Deleting for good: out of the Papierkorb, and never in again.

use super::desk_verbs::{Deed, note_step, refused, standing};
use super::{Result, Storage, now};
use crate::domain::desk::{DeskFault, Status};
use rusqlite::{Transaction, params};

impl Storage {
    /// Deletes a Vorgang in the Papierkorb for good. The message itself goes with the last Vorgang
    /// unless an Akte holds it: then its Akte keeps it. Returns whether the message is gone; such a
    /// message never comes in again. What was still to be removed on the server is removed there by
    /// the digest of its `header`; without one it stays there.
    ///
    /// # Errors
    /// [`super::Error::NoRow`]; [`super::Error::Desk`] for what is not in the Papierkorb.
    pub fn destroy_vorgang(&self, id: i64, deed: &Deed<'_>, header: Option<&str>) -> Result<bool> {
        self.write(|tx| {
            let it = standing(tx, id)?;
            if !it.deleted {
                return Err(refused(DeskFault::NotInPapierkorb(id)));
            }
            note_step(tx, &it, deed)?;
            tx.execute(
                "UPDATE vorgang SET status = ?2 WHERE id = ?1",
                params![id, Status::Vernichtet.word()],
            )?;
            let content: i64 = tx.query_row(
                "SELECT content_id FROM mail WHERE id = ?1",
                [it.mail],
                |row| row.get(0),
            )?;
            let is_held: bool = tx.query_row(
                "SELECT EXISTS (SELECT 1 FROM mail WHERE content_id = ?1 AND (EXISTS \
                 (SELECT 1 FROM document d WHERE d.mail_id = mail.id AND d.akte IS NOT NULL) \
                 OR EXISTS (SELECT 1 FROM vorgang v WHERE v.mail_id = mail.id \
                 AND v.status <> 'vernichtet') OR NOT EXISTS (SELECT 1 FROM vorgang v \
                 WHERE v.mail_id = mail.id)))",
                [content],
                |row| row.get(0),
            )?;
            if !is_held {
                destroy(tx, content, deed, header)?;
            }
            Ok(!is_held)
        })
    }
}

fn destroy(
    tx: &Transaction<'_>,
    content: i64,
    deed: &Deed<'_>,
    header: Option<&str>,
) -> Result<()> {
    tx.execute(
        "INSERT OR IGNORE INTO vernichtet (hash, size, at, actor, login) \
         SELECT hash, size, ?2, ?3, ?4 FROM content WHERE id = ?1",
        params![
            content,
            now(),
            deed.actor.benutzer.map(|it| it.value()),
            deed.actor.login
        ],
    )?;
    tx.execute(
        "UPDATE seen SET state = 'skipped', content_id = NULL, destroyed_header = ?2, \
         removal_due = CASE WHEN ?2 IS NULL THEN NULL ELSE removal_due END WHERE content_id = ?1",
        params![content, header],
    )?;
    for sql in [
        // The number of the newest content is given again: its successor is looked through as well.
        "UPDATE report_mark SET content_id = min(content_id, ?1 - 1)",
        "UPDATE vorgang SET from_step = NULL WHERE from_step IN (SELECT id FROM vorgang_step \
         WHERE vorgang_id IN (SELECT id FROM vorgang WHERE mail_id IN \
         (SELECT id FROM mail WHERE content_id = ?1)))",
        "DELETE FROM vorgang_step WHERE vorgang_id IN (SELECT id FROM vorgang WHERE mail_id IN \
         (SELECT id FROM mail WHERE content_id = ?1))",
        "DELETE FROM vorgang_candidate WHERE vorgang_id IN (SELECT id FROM vorgang WHERE \
         mail_id IN (SELECT id FROM mail WHERE content_id = ?1))",
        "DELETE FROM vorgang WHERE mail_id IN (SELECT id FROM mail WHERE content_id = ?1)",
        "DELETE FROM document WHERE mail_id IN (SELECT id FROM mail WHERE content_id = ?1)",
        "DELETE FROM app_copy WHERE mail_id IN (SELECT id FROM mail WHERE content_id = ?1)",
        "DELETE FROM mail WHERE content_id = ?1",
        "DELETE FROM raw WHERE content_id = ?1",
        "DELETE FROM attachment WHERE content_id = ?1",
        "DELETE FROM text_index WHERE rowid = ?1",
        "DELETE FROM part_index WHERE rowid = ?1",
        "DELETE FROM begin_index WHERE rowid = ?1",
        "DELETE FROM content WHERE id = ?1",
    ] {
        tx.execute(sql, [content])?;
    }
    Ok(())
}
