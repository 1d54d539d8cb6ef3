//! The Postausgang in the database. Every change of state is committed before the step that it
//! stands for, so that a crash leaves either a letter that may be tried again or one that is unclear.

use super::import::SearchWords;
use super::raw::{PackedRaw, Table, read_pieces};
use super::{Error, Result, Storage, from_word, now};
use crate::domain::account::AccountId;
use crate::domain::diagnosis::FailureClass;
use crate::domain::draft::Relation;
use crate::domain::letter::LetterState;
use crate::domain::outbox::{Letter, Recipient, RecipientState, SentCopy};
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) const COLUMNS: &str = "id, account_id, benutzer, sender, state, message_id, subject, size, queued_at, \
     next_at, attempts, sent_at, class, reason, copy, follow_tries";

/// A letter to be queued.
pub struct NewLetter {
    /// Account it is sent with.
    pub account: AccountId,
    /// Who puts it there.
    pub benutzer: Option<BenutzerNumber>,
    /// Sender in the envelope.
    pub sender: String,
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Subject.
    pub subject: String,
    /// Recipients, each once.
    pub recipients: Vec<String>,
    /// The message.
    pub raw: PackedRaw,
    /// What it is found by.
    pub words: SearchWords,
    /// What it belongs to.
    pub ties: Ties,
}

/// What a letter belongs to in the office.
#[derive(Default)]
pub struct Ties {
    /// Akte, by its number in the register: it becomes a document of this one when it has left.
    pub akte: Option<i64>,
    /// The mails that it answers or passes on.
    pub originals: Option<(Relation, Vec<i64>)>,
    /// The draft it was made of, in the version that was read.
    pub draft: Option<(i64, i64)>,
    /// Seconds for which it can still be taken back.
    pub grace: i64,
}

impl Storage {
    /// Queues a letter. Returns its number, or that of the letter that has this Message-ID already.
    ///
    /// # Errors
    /// [`Error::NoAccount`]; [`Error::NoRow`] for a draft that was changed or sent meanwhile.
    pub fn queue_letter(&self, mut letter: NewLetter) -> Result<std::result::Result<i64, i64>> {
        self.write(|tx| {
            super::accounts::require(tx, letter.account)?;
            let sql = "SELECT id FROM letter WHERE message_id = ?1";
            let known = tx.query_row(sql, [&letter.message_id], |row| row.get(0));
            if let Some(known) = known.optional()? {
                return Ok(Err(known));
            }
            tx.execute(
                "INSERT INTO letter (account_id, benutzer, sender, state, message_id, subject, \
                 size, hash, queued_at, next_at, akte, released) VALUES \
                 (?1, ?2, ?3, 'wartet', ?4, ?5, ?6, ?7, ?8, ?8 + ?9, ?10, \
                 (SELECT automatic FROM sending_setting))",
                params![
                    letter.account.0,
                    letter.benutzer.map(|it| it.value()),
                    letter.sender,
                    letter.message_id,
                    letter.subject,
                    letter.raw.size,
                    letter.raw.hash.0,
                    now(),
                    letter.ties.grace,
                    letter.ties.akte
                ],
            )?;
            let id = tx.last_insert_rowid();
            letter.raw.insert(tx, Table::Letter, id)?;
            super::letter_index::insert(tx, id, &letter.words)?;
            let mut statement = tx.prepare(
                "INSERT INTO letter_recipient (letter_id, seq, address, state) \
                 VALUES (?1, ?2, ?3, 'offen')",
            )?;
            for (seq, address) in letter.recipients.iter().enumerate() {
                statement.execute(params![id, seq as i64, address])?;
            }
            tie(tx, id, &letter.ties)?;
            Ok(Ok(id))
        })
    }

    /// Letters of the Postausgang, newest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letters(&self, limit: u32) -> Result<Vec<Letter>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM letter ORDER BY id DESC LIMIT ?1");
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([limit])?;
            let mut letters = Vec::new();
            while let Some(row) = rows.next()? {
                letters.push(read(connection, row)?);
            }
            Ok(letters)
        })
    }

    /// One letter.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn letter(&self, id: i64) -> Result<Letter> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM letter WHERE id = ?1");
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([id])?;
            match rows.next()? {
                Some(row) => read(connection, row),
                None => Err(Error::NoRow("letter", id)),
            }
        })
    }

    /// Letters that are to be sent now, oldest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letters_due(&self) -> Result<Vec<i64>> {
        self.numbers(
            "SELECT id FROM letter WHERE state = 'wartet' AND released = 1 AND next_at <= ?1 \
             ORDER BY id",
            now(),
        )
    }

    pub(super) fn numbers(&self, sql: &str, argument: i64) -> Result<Vec<i64>> {
        self.read(|connection| {
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([argument], |row| row.get(0))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// What a program that died left behind: a letter that was not yet complete waits again, one
    /// that may have been accepted is unclear. Only for the one process that sends. Returns those
    /// that became unclear.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn recover_letters(&self) -> Result<Vec<i64>> {
        // Nearly always there is nothing, and then nothing is written.
        let left = "SELECT id FROM letter WHERE state = 'wird-gesendet' AND data_begun >= ?1";
        if self.numbers(left, 0)?.is_empty() {
            return Ok(Vec::new());
        }
        let unclear = self.numbers(left, 1)?;
        self.write(|tx| {
            tx.execute(
                "UPDATE letter SET state = 'wartet' WHERE state = 'wird-gesendet' AND data_begun = 0",
                [],
            )?;
            tx.execute(
                "UPDATE letter SET state = 'unklar', class = '', reason = 'interrupted' \
                 WHERE state = 'wird-gesendet'",
                [],
            )?;
            Ok(())
        })?;
        Ok(unclear)
    }

    /// A try begins. `false` when the letter no longer waits: somebody has just taken it back.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn begin_letter(&self, id: i64) -> Result<bool> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE letter SET state = 'wird-gesendet', attempts = attempts + 1, \
                 data_begun = 0 WHERE id = ?1 AND state = 'wartet'",
                [id],
            )?;
            Ok(changed > 0)
        })
    }

    /// The next bytes are the end of the letter: from now on the server may accept it, for those
    /// recipients that are still open.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn begin_data(&self, id: i64, recipients: &[Recipient]) -> Result<()> {
        let sql = "UPDATE letter SET data_begun = 1 WHERE id = ?1 AND state = 'wird-gesendet'";
        self.write(|tx| match tx.execute(sql, [id])? {
            0 => Err(Error::NoRow("letter", id)),
            _ => write_recipients(tx, id, recipients),
        })
    }

    /// Notes how far a letter has come, and each recipient, if it is still in the state `from`.
    /// `false` when it is not: somebody has changed it meanwhile, and that counts.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn change_letter(&self, letter: &Letter, from: LetterState) -> Result<bool> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE letter SET state = ?2, next_at = ?3, sent_at = ?4, class = ?5, \
                 reason = ?6, copy = ?7, attempts = ?8, data_begun = 0 \
                 WHERE id = ?1 AND state = ?9",
                params![
                    letter.id,
                    letter.state.word(),
                    letter.next_at,
                    letter.sent_at,
                    letter.class.map_or("", |it| it.word()),
                    letter.reason,
                    letter.copy.word(),
                    letter.attempts,
                    from.word()
                ],
            )?;
            if changed == 0 {
                return Ok(false);
            }
            write_recipients(tx, letter.id, &letter.recipients)?;
            has_left(tx, letter, from)?;
            Ok(true)
        })
    }

    /// Sets a letter that is not on its way to another state: a person wants it tried again, or
    /// taken back.
    ///
    /// # Errors
    /// [`Error::NoRow`] when there is none, or it is just being sent or was sent.
    pub fn set_letter(&self, id: i64, state: LetterState) -> Result<()> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE letter SET state = ?2, next_at = ?3, class = '', reason = '', released = 1, \
                 hidden_at = NULL WHERE id = ?1 AND state IN ('entwurf', 'wartet', 'unklar', 'fehlgeschlagen')",
                params![id, state.word(), now()],
            )?;
            if changed == 0 {
                return Err(Error::NoRow("letter", id));
            }
            // Who wants it tried again wants it for those who were refused, too.
            tx.execute(
                "UPDATE letter_recipient SET state = 'offen' \
                 WHERE letter_id = ?1 AND state = 'abgelehnt' AND ?2 = 'wartet'",
                params![id, state.word()],
            )?;
            Ok(())
        })
    }

    /// Notes how large a message the outgoing server takes.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_size_limit(&self, account: AccountId, size: Option<u64>) -> Result<()> {
        self.write(|tx| {
            match size {
                Some(size) => tx.execute(
                    "INSERT INTO outgoing_limit (account_id, size) VALUES (?1, ?2) \
                     ON CONFLICT DO UPDATE SET size = ?2",
                    params![account.0, size],
                )?,
                None => tx.execute(
                    "DELETE FROM outgoing_limit WHERE account_id = ?1",
                    [account.0],
                )?,
            };
            Ok(())
        })
    }

    /// How large a message the outgoing server takes, as far as it has said.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn size_limit(&self, account: AccountId) -> Result<Option<u64>> {
        self.read(|connection| {
            let sql = "SELECT size FROM outgoing_limit WHERE account_id = ?1";
            let row = |row: &Row<'_>| row.get(0);
            Ok(connection.query_row(sql, [account.0], row).optional()?)
        })
    }

    /// The bytes of a letter.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn letter_raw(&self, id: i64) -> Result<Vec<u8>> {
        self.read(|connection| {
            let mut raw = Vec::new();
            read_pieces(connection, Table::Letter, id, |piece| {
                raw.extend_from_slice(piece);
                Ok(())
            })?;
            let sql = "SELECT hash FROM letter WHERE id = ?1";
            let hash: [u8; 32] = connection.query_row(sql, [id], |row| row.get(0))?;
            if crate::domain::hash::Sha256Hash::of(&raw).0 != hash {
                return Err(Error::Damaged(format!("letter {id}")));
            }
            Ok(raw)
        })
    }
}

fn tie(tx: &Connection, id: i64, ties: &Ties) -> Result<()> {
    if let Some((relation, mails)) = &ties.originals {
        let sql = "INSERT OR IGNORE INTO letter_original (mail_id, letter_id, kind) \
                   VALUES (?1, ?2, ?3)";
        for mail in mails {
            tx.execute(sql, params![mail, id, relation.mark()])?;
        }
    }
    if let Some((draft, version)) = ties.draft {
        let sql = "UPDATE draft SET letter_id = ?3 WHERE id = ?1 AND version = ?2 \
                   AND letter_id IS NULL AND deleted_at IS NULL";
        if tx.execute(sql, (draft, version, id))? == 0 {
            return Err(Error::NoRow("draft", draft));
        }
    }
    Ok(())
}

/// A letter that has left is a document of its Akte, and its draft is not needed any more. In the
/// transaction that notes that it has left, so that no crash comes between. What is known of it later
/// files it no second time: a person may have put it elsewhere.
fn has_left(tx: &Connection, letter: &Letter, from: LetterState) -> Result<()> {
    if letter.sent_at.is_none() || from == LetterState::Gesendet {
        return Ok(());
    }
    super::letter_desk::file(tx, letter.id)?;
    if letter.state == LetterState::Gesendet {
        super::drafts::forget_of_letter(tx, letter.id)?;
    }
    Ok(())
}

fn write_recipients(tx: &Connection, id: i64, recipients: &[Recipient]) -> Result<()> {
    let mut statement = tx.prepare(
        "UPDATE letter_recipient SET state = ?3, detail = ?4 WHERE letter_id = ?1 AND seq = ?2",
    )?;
    for (seq, it) in recipients.iter().enumerate() {
        statement.execute(params![id, seq as i64, it.state.word(), it.detail])?;
    }
    Ok(())
}

/// After a backup was put back nobody knows whether the letters that waited in it have left since:
/// they are unclear, and a person decides.
pub(super) fn doubt_waiting(connection: &Connection) -> Result<()> {
    connection.execute(
        "UPDATE letter SET state = 'unklar', class = '', reason = 'restored', data_begun = 0 \
         WHERE state IN ('wartet', 'wird-gesendet')",
        [],
    )?;
    Ok(())
}

pub(super) fn read(connection: &Connection, row: &Row<'_>) -> Result<Letter> {
    let id: i64 = row.get("id")?;
    let word = |column: &str| row.get::<_, String>(column);
    let benutzer: Option<u16> = row.get("benutzer")?;
    let mut statement = connection.prepare_cached(
        "SELECT address, state, detail FROM letter_recipient WHERE letter_id = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([id])?;
    let mut recipients = Vec::new();
    while let Some(row) = rows.next()? {
        recipients.push(Recipient {
            address: row.get(0)?,
            state: from_word(&row.get::<_, String>(1)?, RecipientState::from_word)?,
            detail: row.get(2)?,
        });
    }
    Ok(Letter {
        id,
        account: AccountId(row.get("account_id")?),
        benutzer: benutzer.and_then(BenutzerNumber::new),
        sender: row.get("sender")?,
        state: from_word(&word("state")?, LetterState::from_word)?,
        message_id: row.get("message_id")?,
        subject: row.get("subject")?,
        size: row.get("size")?,
        queued_at: row.get("queued_at")?,
        next_at: row.get("next_at")?,
        attempts: row.get("attempts")?,
        sent_at: row.get("sent_at")?,
        class: FailureClass::from_word(&word("class")?),
        reason: row.get("reason")?,
        follow_tries: row.get("follow_tries")?,
        copy: from_word(&word("copy")?, SentCopy::from_word)?,
        recipients,
    })
}
