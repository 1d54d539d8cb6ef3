//! Subfolders of an Akte: made, renamed, moved, removed and brought back. What lay in one that is
//! removed moves up, never away.

use super::desk_verbs::{Deed, refused};
use super::documents::{note_step, undo_step};
use super::{Error, Result, Storage, now};
use crate::domain::desk::DeskFault;
use crate::domain::search_text::fold;
use rusqlite::{OptionalExtension, Transaction, params};

/// Letters of a name at the most.
const NAME: usize = 120;

/// The name as it is kept, and as it is compared.
fn checked(name: &str) -> Result<(String, String)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME).collect();
    match name.is_empty() {
        true => Err(refused(DeskFault::FolderNameEmpty)),
        false => Ok((fold(&name), name)),
    }
}

/// A subfolder that is there: its Akte and what it lies in.
fn folder(tx: &Transaction<'_>, id: i64) -> Result<(i64, Option<i64>, String)> {
    let sql = "SELECT akte, parent, name FROM akte_folder WHERE id = ?1 AND removed_at IS NULL";
    let found = tx.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    found.optional()?.ok_or(refused(DeskFault::FolderElsewhere))
}

/// The subfolder, if there is one, must be of this Akte.
pub(super) fn require_of(tx: &Transaction<'_>, akte: i64, id: Option<i64>) -> Result<()> {
    match id.map(|it| folder(tx, it)).transpose()? {
        Some((other, ..)) if other != akte => Err(refused(DeskFault::FolderElsewhere)),
        _ => Ok(()),
    }
}

/// No other subfolder beside it may have this name.
fn require_free(
    tx: &Transaction<'_>,
    (akte, parent): (i64, Option<i64>),
    (key, name): (&str, &str),
    itself: i64,
) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM akte_folder WHERE akte = ?1 AND parent IS ?2 \
               AND name_key = ?3 AND id <> ?4 AND removed_at IS NULL)";
    match tx.query_row(sql, params![akte, parent, key, itself], |row| row.get(0))? {
        true => Err(refused(DeskFault::FolderNameTaken(name.to_owned()))),
        false => Ok(()),
    }
}

/// Documents directly in a subfolder.
fn documents_in(tx: &Transaction<'_>, id: i64) -> Result<Vec<i64>> {
    let mut statement = tx.prepare_cached("SELECT id FROM document WHERE folder = ?1")?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// A subfolder that moves up may meet one of its name: it gets a number.
fn free_name(tx: &Transaction<'_>, beside: (i64, Option<i64>), name: &str) -> Result<String> {
    let mut wanted = name.to_owned();
    let mut number = 2;
    loop {
        match require_free(tx, beside, (&fold(&wanted), &wanted), 0) {
            Err(Error::Desk(DeskFault::FolderNameTaken(_))) => {
                wanted = format!("{name} ({number})");
                number += 1;
            }
            other => return other.map(|()| wanted),
        }
    }
}

impl Storage {
    /// Makes a subfolder; returns its number.
    ///
    /// # Errors
    /// [`Error::NoRow`] for an unknown Akte; [`Error::Desk`]: name empty or taken, the outer one is
    /// not of this Akte.
    pub fn add_folder(&self, akte: i64, parent: Option<i64>, name: &str) -> Result<i64> {
        let (key, name) = checked(name)?;
        self.write(|tx| {
            let sql = "SELECT EXISTS (SELECT 1 FROM akte WHERE id = ?1)";
            if !tx.query_row(sql, [akte], |row| row.get::<_, bool>(0))? {
                return Err(Error::NoRow("akte", akte));
            }
            require_of(tx, akte, parent)?;
            require_free(tx, (akte, parent), (&key, &name), 0)?;
            tx.execute(
                "INSERT INTO akte_folder (akte, parent, name_key, name, created_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![akte, parent, key, name, now()],
            )?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// Gives a subfolder another name.
    ///
    /// # Errors
    /// [`Error::Desk`]: name empty or taken, gone.
    pub fn rename_folder(&self, id: i64, name: &str) -> Result<()> {
        let (key, name) = checked(name)?;
        self.write(|tx| {
            let (akte, parent, _) = folder(tx, id)?;
            require_free(tx, (akte, parent), (&key, &name), id)?;
            let sql = "UPDATE akte_folder SET name_key = ?2, name = ?3 WHERE id = ?1";
            tx.execute(sql, params![id, key, name])?;
            Ok(())
        })
    }

    /// Puts a subfolder with all that is in it into another one, or directly into the Akte.
    ///
    /// # Errors
    /// [`Error::Desk`]: the other one lies in it, is of another Akte or has one of this name.
    pub fn move_folder(&self, id: i64, parent: Option<i64>) -> Result<()> {
        self.write(|tx| {
            let (akte, _, name) = folder(tx, id)?;
            require_of(tx, akte, parent)?;
            let mut above = parent;
            while let Some(it) = above {
                if it == id {
                    return Err(refused(DeskFault::FolderInItself));
                }
                above = folder(tx, it)?.1;
            }
            require_free(tx, (akte, parent), (&fold(&name), &name), id)?;
            let sql = "UPDATE akte_folder SET parent = ?2 WHERE id = ?1";
            tx.execute(sql, params![id, parent])?;
            Ok(())
        })
    }

    /// Removes a subfolder. Its documents and subfolders move to where it lay.
    ///
    /// # Errors
    /// [`Error::Desk`]: gone already.
    pub fn remove_folder(&self, id: i64, deed: &Deed<'_>) -> Result<()> {
        self.write(|tx| {
            let (akte, parent, _) = folder(tx, id)?;
            for document in documents_in(tx, id)? {
                note_step(tx, document, deed)?;
            }
            let sql = "UPDATE document SET folder = ?2 WHERE folder = ?1";
            tx.execute(sql, params![id, parent])?;
            // Gone before the inner ones come up: one of them may bear its name.
            let sql = "UPDATE akte_folder SET removed_at = ?2 WHERE id = ?1";
            tx.execute(sql, params![id, now()])?;
            let mut statement = tx.prepare(
                "SELECT id, name FROM akte_folder WHERE parent = ?1 AND removed_at IS NULL",
            )?;
            let inner = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let inner: Vec<(i64, String)> = inner.collect::<std::result::Result<_, _>>()?;
            for (inner, name) in inner {
                let name = free_name(tx, (akte, parent), &name)?;
                let sql =
                    "UPDATE akte_folder SET parent = ?2, name_key = ?3, name = ?4 WHERE id = ?1";
                tx.execute(sql, params![inner, parent, fold(&name), name])?;
            }
            Ok(())
        })
    }

    /// Brings a removed subfolder back, with the documents that nobody has moved since.
    ///
    /// # Errors
    /// [`Error::NoRow`]; [`Error::Desk`]: another one has its name by now.
    pub fn restore_folder(&self, id: i64, deed: &Deed<'_>) -> Result<()> {
        self.write(|tx| {
            restore(tx, id)?;
            let mut statement = tx.prepare(
                "SELECT s.document_id FROM document_step s WHERE s.folder = ?1 \
                 AND s.verb = 'remove-folder' AND s.undone_at IS NULL AND s.id = (SELECT max(id) \
                 FROM document_step o WHERE o.document_id = s.document_id AND o.undone_at IS NULL \
                 AND o.verb <> 'undo')",
            )?;
            let rows = statement.query_map([id], |row| row.get(0))?;
            let documents: Vec<i64> = rows.collect::<std::result::Result<_, _>>()?;
            for document in documents {
                undo_step(tx, document, deed)?;
            }
            Ok(())
        })
    }
}

/// Brings back a subfolder, and those it lay in.
pub(super) fn restore(tx: &Transaction<'_>, id: i64) -> Result<()> {
    let sql = "SELECT akte, parent, name, removed_at IS NOT NULL FROM akte_folder WHERE id = ?1";
    type Found = (i64, Option<i64>, String, bool);
    let found: Option<Found> = tx
        .query_row(sql, [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let (akte, parent, name, is_removed) = found.ok_or(Error::NoRow("akte_folder", id))?;
    if !is_removed {
        return Ok(());
    }
    if let Some(parent) = parent {
        restore(tx, parent)?;
    }
    require_free(tx, (akte, parent), (&fold(&name), &name), id)?;
    tx.execute(
        "UPDATE akte_folder SET removed_at = NULL WHERE id = ?1",
        [id],
    )?;
    Ok(())
}
