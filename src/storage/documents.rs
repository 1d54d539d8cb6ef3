//! What persons do with the documents of an Akte: into subfolders, remarks, attachments and sent
//! letters as documents of their own. Each deed writes down what was before.

use super::akte_folders::{require_of, restore};
use super::desk_verbs::{Deed, refused};
use super::{Error, Result, Storage, now};
use crate::domain::desk::DeskFault;
use rusqlite::{OptionalExtension, Transaction, params};

/// The same content that arrived at several accounts is one document to a person.
const TWINS: &str = "SELECT o.id FROM document o WHERE o.akte IS (SELECT akte FROM document \
     WHERE id = ?1) AND (o.id = ?1 OR EXISTS (SELECT 1 FROM document d JOIN mail m \
     ON m.id = d.mail_id JOIN mail n ON n.content_id = m.content_id WHERE d.id = ?1 \
     AND n.id = o.mail_id AND o.part = d.part))";

fn twins(tx: &Transaction<'_>, document: i64) -> Result<Vec<i64>> {
    let mut statement = tx.prepare_cached(TWINS)?;
    let rows = statement.query_map([document], |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn akte_of(tx: &Transaction<'_>, document: i64) -> Result<Option<i64>> {
    let sql = "SELECT akte FROM document WHERE id = ?1";
    let found = tx.query_row(sql, [document], |row| row.get(0)).optional()?;
    found.ok_or(Error::NoRow("document", document))
}

/// Writes down a step with the state before it.
pub(super) fn note_step(tx: &Transaction<'_>, document: i64, deed: &Deed<'_>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO document_step (document_id, at, actor, login, verb, detail, folder, remark) \
         SELECT id, ?2, ?3, ?4, ?5, ?6, folder, remark FROM document WHERE id = ?1",
    )?
    .execute(params![
        document,
        now(),
        deed.actor.benutzer.map(|it| it.value()),
        deed.actor.login,
        deed.verb,
        deed.detail
    ])?;
    Ok(())
}

/// Undoes the last step of one document; returns its word, or `None` if there is none.
pub(super) fn undo_step(
    tx: &Transaction<'_>,
    document: i64,
    deed: &Deed<'_>,
) -> Result<Option<String>> {
    type Last = (i64, String, Option<i64>, String);
    let last: Option<Last> = tx
        .prepare_cached(
            "SELECT id, verb, folder, remark FROM document_step WHERE document_id = ?1 \
             AND undone_at IS NULL AND verb <> 'undo' ORDER BY id DESC LIMIT 1",
        )?
        .query_row([document], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((step, verb, folder, remark)) = last else {
        return Ok(None);
    };
    if verb == "file" {
        // It became a document by this step: with it goes its history.
        tx.execute("DELETE FROM document WHERE id = ?1", [document])?;
        return Ok(Some(verb));
    }
    if let Some(folder) = folder {
        restore(tx, folder)?;
    }
    let sql = "UPDATE document SET folder = ?2, remark = ?3 WHERE id = ?1";
    tx.execute(sql, params![document, folder, remark])?;
    let sql = "UPDATE document_step SET undone_at = ?2 WHERE id = ?1";
    tx.execute(sql, params![step, now()])?;
    note_step(
        tx,
        document,
        &Deed {
            detail: &verb,
            ..*deed
        },
    )?;
    Ok(Some(verb))
}

impl Storage {
    /// Puts documents into a subfolder of their Akte, or directly into the Akte.
    ///
    /// # Errors
    /// [`Error::NoRow`]; [`Error::Desk`]: the subfolder is of another Akte. Nothing is moved then.
    pub fn move_documents(&self, ids: &[i64], folder: Option<i64>, deed: &Deed<'_>) -> Result<()> {
        self.write(|tx| {
            for id in ids {
                match akte_of(tx, *id)? {
                    Some(akte) => require_of(tx, akte, folder)?,
                    None => return Err(refused(DeskFault::FolderElsewhere)),
                }
                for document in twins(tx, *id)? {
                    note_step(tx, document, deed)?;
                    let sql = "UPDATE document SET folder = ?2 WHERE id = ?1";
                    tx.execute(sql, params![document, folder])?;
                }
            }
            Ok(())
        })
    }

    /// Gives a document a remark; an empty one takes it away.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn set_remark(&self, id: i64, remark: &str, deed: &Deed<'_>) -> Result<()> {
        self.write(|tx| {
            akte_of(tx, id)?;
            for document in twins(tx, id)? {
                note_step(tx, document, deed)?;
                let sql = "UPDATE document SET remark = ?2 WHERE id = ?1";
                tx.execute(sql, params![document, remark.trim()])?;
            }
            Ok(())
        })
    }

    /// Undoes the last thing that was done with a document. Returns its word.
    ///
    /// # Errors
    /// [`Error::NoRow`]; [`Error::Desk`]: nothing to undo, its old subfolder cannot come back.
    pub fn undo_document(&self, id: i64, deed: &Deed<'_>) -> Result<String> {
        self.write(|tx| {
            akte_of(tx, id)?;
            let mut undone = None;
            for document in twins(tx, id)? {
                undone = undo_step(tx, document, deed)?.or(undone);
            }
            undone.ok_or(refused(DeskFault::NothingToUndoInDocument(id)))
        })
    }

    /// The Akte of any kind that a mail is in.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn akte_holding(&self, mail: i64) -> Result<Option<i64>> {
        self.read(|connection| super::desk_verbs::akte_of(connection, mail))
    }

    /// Files one attachment of a mail in an Akte, as a document of its own that stays there wherever
    /// the message goes. Returns the number of the document.
    ///
    /// # Errors
    /// [`Error::NoRow`]: no such Akte or attachment; [`Error::Desk`]: it lies there already.
    pub fn file_attachment(
        &self,
        (mail, part): (i64, u32),
        akte: i64,
        folder: Option<i64>,
        deed: &Deed<'_>,
    ) -> Result<i64> {
        self.write(|tx| {
            let there: bool = tx.query_row(
                "SELECT EXISTS (SELECT 1 FROM mail JOIN attachment a \
                 ON a.content_id = mail.content_id WHERE mail.id = ?1 AND a.seq = ?2)",
                params![mail, part],
                |row| row.get(0),
            )?;
            if !there {
                return Err(Error::NoRow("attachment", part.into()));
            }
            let sql = "SELECT EXISTS (SELECT 1 FROM document WHERE mail_id = ?1 AND part = ?2 \
                       AND akte = ?3)";
            if tx.query_row(sql, params![mail, part, akte], |row| row.get(0))? {
                return Err(refused(DeskFault::FiledAlready));
            }
            insert(tx, mail, (akte, folder), i64::from(part))
                .and_then(|id| note_step(tx, id, deed).map(|()| id))
        })
    }
}

fn insert(
    tx: &Transaction<'_>,
    mail: i64,
    (akte, folder): (i64, Option<i64>),
    part: i64,
) -> Result<i64> {
    let sql = "SELECT EXISTS (SELECT 1 FROM akte WHERE id = ?1)";
    if !tx.query_row(sql, [akte], |row| row.get::<_, bool>(0))? {
        return Err(Error::NoRow("akte", akte));
    }
    require_of(tx, akte, folder)?;
    tx.execute(
        "INSERT INTO document (mail_id, part, akte, filed_at, folder, own) \
         VALUES (?1, ?2, ?3, ?4, ?5, 1)",
        params![mail, part, akte, now(), folder],
    )?;
    Ok(tx.last_insert_rowid())
}
