//! Drafts in the database.

use super::outbox::Ties;
use super::{Error, Result, Storage, from_word, now};
use crate::domain::account::AccountId;
use crate::domain::draft::{DraftRow, Relation, StoredDraft, Written};
use crate::domain::stammdaten::BenutzerNumber;
use crate::storage::journal::Actor;
use rusqlite::{Connection, Row, Transaction, params};

/// Seconds after which a draft that nobody wrote anything into is forgotten.
const FRESH_SECONDS: i64 = 86_400;

/// Seconds for which a deleted draft can be brought back.
const DELETED_SECONDS: i64 = 90 * 86_400;

/// Drafts in a list at the most.
const MOST_ROWS: u32 = 5_000;

/// A draft to be begun.
pub struct NewDraft {
    /// What stands in it.
    pub written: Written,
    /// How it stands to `originals`.
    pub relation: Option<Relation>,
    /// Numbers of the mails that it is begun from.
    pub originals: Vec<i64>,
    /// The original's text as it stands below.
    pub quoted: String,
    /// The original's HTML.
    pub html: String,
    /// Its Message-ID without angle brackets.
    pub message_id: String,
}

/// What came of saving a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// Its version now.
    pub version: i64,
    /// Somebody else had saved, sent or deleted it meanwhile: this is a draft of its own now.
    pub is_copy: bool,
}

impl Storage {
    /// Begins a draft; returns its number.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn insert_draft(&self, draft: &NewDraft, actor: &Actor) -> Result<i64> {
        self.write(|tx| {
            forget_old(tx)?;
            insert(tx, draft, actor)
        })
    }

    /// Saves what is written, if the draft is still in the version that was read. Otherwise it
    /// becomes a draft of its own, with `message_id` and the same documents: nothing is overwritten
    /// and nothing is lost.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn save_draft(
        &self,
        (id, version): (i64, i64),
        written: &Written,
        message_id: &str,
    ) -> Result<Saved> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE draft SET version = version + 1, fresh = 0, account_id = ?3, akte = ?4, \
                 to_line = ?5, cc_line = ?6, bcc_line = ?7, subject = ?8, text = ?9, \
                 ask_receipt = ?10, changed_at = ?11 \
                 WHERE id = ?1 AND version = ?2 AND letter_id IS NULL AND deleted_at IS NULL",
                params![
                    id,
                    version,
                    written.account.map(|it| it.0),
                    written.akte,
                    written.to,
                    written.cc,
                    written.bcc,
                    written.subject,
                    written.text,
                    written.ask_receipt,
                    now()
                ],
            )?;
            if changed > 0 {
                let (version, is_copy) = (version + 1, false);
                return Ok(Saved {
                    id,
                    version,
                    is_copy,
                });
            }
            let id = copy(tx, id, written, message_id)?;
            let (version, is_copy) = (1, true);
            Ok(Saved {
                id,
                version,
                is_copy,
            })
        })
    }

    /// A draft.
    ///
    /// # Errors
    /// [`Error::NoRow`] when there is none, or it was sent or deleted.
    pub fn draft(&self, id: i64) -> Result<StoredDraft> {
        self.read(|connection| read_draft(connection, id))
    }

    /// The drafts of a Benutzer, and those of nobody, last saved first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn drafts(&self, benutzer: Option<BenutzerNumber>, deleted: bool) -> Result<Vec<DraftRow>> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT d.id, d.benutzer, d.to_line, d.subject, coalesce(a.number || '/' || \
                 printf('%02d', a.year), ''), d.changed_at, (SELECT count(*) FROM draft_file f \
                 WHERE f.draft_id = d.id AND f.content_id = '') FROM draft d \
                 LEFT JOIN akte a ON a.id = d.akte \
                 WHERE d.fresh = 0 AND d.letter_id IS NULL AND (d.deleted_at IS NOT NULL) = ?3 \
                 AND (?1 IS NULL OR d.benutzer IS NULL OR d.benutzer = ?1) \
                 ORDER BY d.changed_at DESC, d.id DESC LIMIT ?2",
            )?;
            let mut rows =
                statement.query(params![benutzer.map(|it| it.value()), MOST_ROWS, deleted])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(DraftRow {
                    id: row.get(0)?,
                    benutzer: row.get::<_, Option<u16>>(1)?.and_then(BenutzerNumber::new),
                    to: row.get(2)?,
                    subject: row.get(3)?,
                    aktennummer: row.get(4)?,
                    changed_at: row.get(5)?,
                    files: row.get(6)?,
                });
            }
            Ok(found)
        })
    }

    /// Deletes a draft, so that it can be brought back; or brings it back.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn set_draft_deleted(&self, id: i64, is_deleted: bool) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE draft SET deleted_at = ?2, version = version + 1 \
                       WHERE id = ?1 AND letter_id IS NULL";
            match tx.execute(sql, params![id, is_deleted.then(now)])? {
                0 => Err(Error::NoRow("draft", id)),
                _ => Ok(()),
            }
        })
    }

    /// Forgets a draft that nobody wrote anything into.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn drop_fresh_draft(&self, id: i64) -> Result<()> {
        self.write(|tx| {
            let sql = "SELECT EXISTS (SELECT 1 FROM draft WHERE id = ?1 AND fresh = 1)";
            match tx.query_row(sql, [id], |row| row.get(0))? {
                true => forget(tx, id),
                false => Ok(()),
            }
        })
    }

    /// Takes a letter that has not left out of the Postausgang; its draft can be written on, with
    /// another Message-ID. Returns the draft's number.
    ///
    /// # Errors
    /// [`Error::NoRow`] when the letter is being sent, has left, or was made of no draft.
    pub fn letter_to_draft(&self, id: i64, message_id: &str) -> Result<i64> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE letter SET state = 'entwurf', hidden_at = ?2, class = '', reason = '' \
                 WHERE id = ?1 AND sent_at IS NULL \
                 AND state IN ('entwurf', 'wartet', 'unklar', 'fehlgeschlagen')",
                (id, now()),
            )?;
            let draft = tx.query_row(
                "SELECT max(id) FROM draft WHERE letter_id = ?1",
                [id],
                |row| row.get::<_, Option<i64>>(0),
            )?;
            let (1, Some(draft)) = (changed, draft) else {
                return Err(Error::NoRow("letter", id));
            };
            tx.execute("DELETE FROM letter_original WHERE letter_id = ?1", [id])?;
            tx.execute(
                "UPDATE draft SET letter_id = NULL, message_id = ?2, version = version + 1 \
                 WHERE id = ?1",
                (draft, message_id),
            )?;
            Ok(draft)
        })
    }
}

fn insert(tx: &Transaction<'_>, draft: &NewDraft, actor: &Actor) -> Result<i64> {
    let written = &draft.written;
    tx.execute(
        "INSERT INTO draft (benutzer, login, account_id, akte, to_line, cc_line, bcc_line, subject, \
         text, ask_receipt, relation, originals, quoted, html, message_id, changed_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            actor.benutzer.map(|it| it.value()),
            actor.login,
            written.account.map(|it| it.0),
            written.akte,
            written.to,
            written.cc,
            written.bcc,
            written.subject,
            written.text,
            written.ask_receipt,
            draft.relation.map_or("", Relation::word),
            numbers(&draft.originals),
            draft.quoted,
            draft.html,
            draft.message_id,
            now()
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn numbers(list: &[i64]) -> String {
    let all: Vec<String> = list.iter().map(i64::to_string).collect();
    all.join(",")
}

/// The draft once more, with other words.
fn copy(tx: &Transaction<'_>, id: i64, written: &Written, message_id: &str) -> Result<i64> {
    let made = tx.execute(
        "INSERT INTO draft (fresh, benutzer, login, account_id, akte, to_line, cc_line, bcc_line, \
         subject, text, ask_receipt, relation, originals, quoted, html, message_id, changed_at) \
         SELECT 0, benutzer, login, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, relation, originals, quoted, \
         html, ?10, ?11 FROM draft WHERE id = ?1",
        params![
            id,
            written.account.map(|it| it.0),
            written.akte,
            written.to,
            written.cc,
            written.bcc,
            written.subject,
            written.text,
            written.ask_receipt,
            message_id,
            now()
        ],
    )?;
    if made == 0 {
        // It was sent and has left meanwhile: the words stay, the documents are in the letter.
        tx.execute(
            "INSERT INTO draft (fresh, account_id, akte, to_line, cc_line, bcc_line, subject, text, \
             ask_receipt, message_id, changed_at) VALUES (0, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                written.account.map(|it| it.0),
                written.akte,
                written.to,
                written.cc,
                written.bcc,
                written.subject,
                written.text,
                written.ask_receipt,
                message_id,
                now()
            ],
        )?;
        return Ok(tx.last_insert_rowid());
    }
    let new = tx.last_insert_rowid();
    super::draft_files::copy_files(tx, id, new)?;
    Ok(new)
}

fn read_draft(connection: &Connection, id: i64) -> Result<StoredDraft> {
    let mut statement = connection.prepare_cached(
        "SELECT id, version, fresh, benutzer, account_id, akte, to_line, cc_line, bcc_line, subject, \
         text, ask_receipt, relation, originals, quoted, html, message_id, changed_at FROM draft \
         WHERE id = ?1 AND letter_id IS NULL AND deleted_at IS NULL",
    )?;
    let mut rows = statement.query([id])?;
    let mut draft = rows.next()?.map_or(Err(Error::NoRow("draft", id)), read)?;
    draft.files = super::draft_files::files(connection, id)?;
    Ok(draft)
}

fn read(row: &Row<'_>) -> Result<StoredDraft> {
    let relation: String = row.get("relation")?;
    let relation = match relation.as_str() {
        "" => None,
        word => Some(from_word(word, Relation::from_word)?),
    };
    let originals: String = row.get("originals")?;
    Ok(StoredDraft {
        id: row.get("id")?,
        version: row.get("version")?,
        is_fresh: row.get("fresh")?,
        benutzer: row
            .get::<_, Option<u16>>("benutzer")?
            .and_then(BenutzerNumber::new),
        written: Written {
            account: row.get::<_, Option<i64>>("account_id")?.map(AccountId),
            akte: row.get("akte")?,
            to: row.get("to_line")?,
            cc: row.get("cc_line")?,
            bcc: row.get("bcc_line")?,
            subject: row.get("subject")?,
            text: row.get("text")?,
            ask_receipt: row.get("ask_receipt")?,
        },
        relation,
        originals: originals
            .split(',')
            .filter_map(|it| it.parse().ok())
            .collect(),
        quoted: row.get("quoted")?,
        html: row.get("html")?,
        message_id: row.get("message_id")?,
        changed_at: row.get("changed_at")?,
        files: Vec::new(),
    })
}

/// What nobody wrote into, and what was deleted long ago.
fn forget_old(tx: &Transaction<'_>) -> Result<()> {
    let mut statement = tx.prepare_cached(
        "SELECT id FROM draft WHERE letter_id IS NULL AND ((fresh = 1 AND changed_at < ?1) \
         OR deleted_at < ?2)",
    )?;
    let old = (now() - FRESH_SECONDS, now() - DELETED_SECONDS);
    let old = statement.query_map(old, |row| row.get(0))?;
    let old: Vec<i64> = old.collect::<std::result::Result<_, _>>()?;
    old.into_iter().try_for_each(|it| forget(tx, it))
}

/// The draft of a letter that has left.
pub(super) fn forget_of_letter(tx: &Connection, letter: i64) -> Result<()> {
    let mut statement = tx.prepare_cached("SELECT id FROM draft WHERE letter_id = ?1")?;
    let drafts = statement.query_map([letter], |row| row.get(0))?;
    let drafts: Vec<i64> = drafts.collect::<std::result::Result<_, _>>()?;
    drafts.into_iter().try_for_each(|it| forget(tx, it))
}

fn forget(tx: &Connection, id: i64) -> Result<()> {
    let of = "SELECT id FROM draft_file WHERE draft_id = ?1";
    tx.execute(
        &format!("DELETE FROM draft_raw WHERE file_id IN ({of})"),
        [id],
    )?;
    tx.execute("DELETE FROM draft_file WHERE draft_id = ?1", [id])?;
    tx.execute("DELETE FROM draft WHERE id = ?1", [id])?;
    Ok(())
}

impl StoredDraft {
    /// What its letter belongs to.
    pub fn ties(&self, grace: i64) -> Ties {
        Ties {
            akte: self.written.akte,
            originals: self.relation.map(|it| (it, self.originals.clone())),
            draft: Some((self.id, self.version)),
            grace,
        }
    }
}
