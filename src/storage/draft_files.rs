//! The documents of drafts.

use super::raw::{PackedRaw, Table, read_pieces};
use super::{Error, Result, Storage, now};
use crate::domain::draft::DraftFile;
use crate::domain::hash::Sha256Hash;
use rusqlite::{Connection, Transaction, params};

/// A document to be put to a draft.
pub struct NewFile {
    /// File name as the recipient is to see it.
    pub name: String,
    /// MIME type.
    pub mime_type: String,
    /// By this the original's HTML shows it; empty for a document of its own.
    pub content_id: String,
    /// The bytes.
    pub raw: PackedRaw,
}

impl Storage {
    /// Puts a document to a draft.
    ///
    /// # Errors
    /// [`Error::NoRow`] when the draft was sent or deleted meanwhile.
    pub fn insert_draft_file(&self, draft: i64, mut file: NewFile) -> Result<DraftFile> {
        self.write(|tx| {
            touch(tx, draft, file.content_id.is_empty())?;
            tx.execute(
                "INSERT INTO draft_file (draft_id, name, mime_type, size, hash, content_id) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    draft,
                    file.name,
                    file.mime_type,
                    file.raw.size,
                    file.raw.hash.0,
                    file.content_id
                ],
            )?;
            let id = tx.last_insert_rowid();
            file.raw.insert(tx, Table::Draft, id)?;
            Ok(DraftFile {
                id,
                name: std::mem::take(&mut file.name),
                mime_type: std::mem::take(&mut file.mime_type),
                size: file.raw.size,
                content_id: std::mem::take(&mut file.content_id),
            })
        })
    }

    /// Takes a document off a draft.
    ///
    /// # Errors
    /// [`Error::NoRow`] when the draft was sent or deleted meanwhile.
    pub fn remove_draft_file(&self, draft: i64, file: i64) -> Result<()> {
        self.write(|tx| {
            touch(tx, draft, true)?;
            let sql = "DELETE FROM draft_raw WHERE file_id = (SELECT id FROM draft_file \
                       WHERE id = ?1 AND draft_id = ?2)";
            tx.execute(sql, (file, draft))?;
            let sql = "DELETE FROM draft_file WHERE id = ?1 AND draft_id = ?2";
            tx.execute(sql, (file, draft))?;
            Ok(())
        })
    }

    /// The bytes of a document of a draft.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn draft_file(&self, file: i64) -> Result<Vec<u8>> {
        self.read(|connection| {
            let mut raw = Vec::new();
            read_pieces(connection, Table::Draft, file, |piece| {
                raw.extend_from_slice(piece);
                Ok(())
            })?;
            let sql = "SELECT hash FROM draft_file WHERE id = ?1";
            let hash: [u8; 32] = connection.query_row(sql, [file], |row| row.get(0))?;
            match Sha256Hash::of(&raw).0 == hash {
                true => Ok(raw),
                false => Err(Error::Damaged(format!("document {file} of a draft"))),
            }
        })
    }
}

/// A person has put a document there or taken one away: the draft is no longer fresh. Its version
/// stays, as its words have not changed.
fn touch(tx: &Transaction<'_>, draft: i64, by_person: bool) -> Result<()> {
    let sql = "UPDATE draft SET fresh = CASE ?2 WHEN 1 THEN 0 ELSE fresh END, changed_at = ?3 \
               WHERE id = ?1 AND letter_id IS NULL AND deleted_at IS NULL";
    match tx.execute(sql, params![draft, by_person, now()])? {
        0 => Err(Error::NoRow("draft", draft)),
        _ => Ok(()),
    }
}

pub(super) fn files(connection: &Connection, draft: i64) -> Result<Vec<DraftFile>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, mime_type, size, content_id FROM draft_file WHERE draft_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([draft], |row| {
        Ok(DraftFile {
            id: row.get(0)?,
            name: row.get(1)?,
            mime_type: row.get(2)?,
            size: row.get(3)?,
            content_id: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(super) fn copy_files(tx: &Transaction<'_>, from: i64, to: i64) -> Result<()> {
    for file in files(tx, from)? {
        tx.execute(
            "INSERT INTO draft_file (draft_id, name, mime_type, size, hash, content_id) \
             SELECT ?2, name, mime_type, size, hash, content_id FROM draft_file WHERE id = ?1",
            (file.id, to),
        )?;
        tx.execute(
            "INSERT INTO draft_raw (file_id, seq, z) SELECT ?2, seq, z FROM draft_raw \
             WHERE file_id = ?1",
            (file.id, tx.last_insert_rowid()),
        )?;
    }
    Ok(())
}
