//! What persons see and do in the Postausgang and in the journal of what was sent.

use super::outbox::{COLUMNS, read};
use super::{Error, Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::outbox::{LetterRow, MailMarks, OutboxList, SendingSettings};
use rusqlite::{Connection, OptionalExtension, params};

/// Where the bytes of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentSource {
    /// A mail, or one attachment of it.
    Mail(i64, Option<u32>),
    /// A letter.
    Letter(i64),
}

impl Storage {
    /// A list of letters, newest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letter_rows(&self, list: OutboxList, limit: u32) -> Result<Vec<LetterRow>> {
        let which = match list {
            // What has left is gone from here, unless something became of it that a person should
            // know.
            OutboxList::Postausgang => {
                "hidden_at IS NULL AND (state NOT IN ('gesendet', 'entwurf') OR (state = 'gesendet' \
                 AND EXISTS (SELECT 1 FROM letter_recipient r WHERE r.letter_id = letter.id \
                 AND r.state IN ('abgelehnt', 'unzustellbar', 'verzoegert'))) OR (state = 'entwurf' \
                 AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.letter_id = letter.id)))"
            }
            OutboxList::Journal => "sent_at IS NOT NULL",
        };
        self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS}, akte AS akte_id, released, (SELECT name FROM account a \
                 WHERE a.id = letter.account_id) AS account_name, (SELECT name FROM benutzer b \
                 WHERE b.number = letter.benutzer) AS benutzer_name, (SELECT coalesce(number || '/' \
                 || printf('%02d', year), kind) FROM akte k WHERE k.id = letter.akte) AS akte_name, \
                 EXISTS (SELECT 1 FROM draft d WHERE d.letter_id = letter.id) AS has_draft, \
                 EXISTS (SELECT 1 FROM document l WHERE l.letter_id = letter.id) AS filed \
                 FROM letter WHERE {which} ORDER BY id DESC LIMIT ?1"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let word = |column| -> Result<String> {
                    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
                };
                found.push(LetterRow {
                    akte: row.get("akte_id")?,
                    aktennummer: word("akte_name")?,
                    account_name: word("account_name")?,
                    benutzer_name: word("benutzer_name")?,
                    is_released: row.get("released")?,
                    has_draft: row.get("has_draft")?,
                    is_filed: row.get("filed")?,
                    letter: read(connection, row)?,
                });
            }
            Ok(found)
        })
    }

    /// How many letters have not left yet.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn unsent_letters(&self) -> Result<u64> {
        self.read(|connection| {
            let sql = "SELECT count(*) FROM letter WHERE state IN ('wartet', 'wird-gesendet') \
                       AND hidden_at IS NULL";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
    }

    /// Takes a letter out of the Postausgang for the eye, or brings it back. One that waits does
    /// not leave then.
    ///
    /// # Errors
    /// [`Error::NoRow`] while it is being sent.
    pub fn hide_letter(&self, id: i64, is_hidden: bool) -> Result<()> {
        self.write(|tx| {
            // One that waited is held back, and waits again when it is brought back.
            let (from, to, was, reason) = match is_hidden {
                true => ("wartet", "fehlgeschlagen", "", "deleted"),
                false => ("fehlgeschlagen", "wartet", "deleted", ""),
            };
            tx.execute(
                "UPDATE letter SET state = ?3, reason = ?5 WHERE id = ?1 AND state = ?2 \
                 AND (?4 = '' OR reason = ?4)",
                params![id, from, to, was, reason],
            )?;
            let changed = tx.execute(
                "UPDATE letter SET hidden_at = ?2 WHERE id = ?1 AND state <> 'wird-gesendet'",
                params![id, is_hidden.then(now)],
            )?;
            match changed {
                0 => Err(Error::NoRow("letter", id)),
                _ => Ok(()),
            }
        })
    }

    /// Lets everything that waits for a person leave at once; returns how many those were.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn release_letters(&self, one: Option<i64>) -> Result<usize> {
        self.write(|tx| {
            Ok(tx.execute(
                "UPDATE letter SET released = 1, next_at = ?2 WHERE state = 'wartet' \
                 AND hidden_at IS NULL AND (?1 IS NULL OR id = ?1)",
                params![one, now()],
            )?)
        })
    }

    /// Puts a letter into an Akte, or out of every Akte. One that has left becomes a document at
    /// once.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn assign_letter(&self, id: i64, akte: Option<i64>) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE letter SET akte = ?2 WHERE id = ?1";
            if tx.execute(sql, params![id, akte])? == 0 {
                return Err(Error::NoRow("letter", id));
            }
            // Its place in the old Akte means nothing in another one.
            let sql = "DELETE FROM document WHERE letter_id = ?1 AND akte IS NOT ?2";
            tx.execute(sql, params![id, akte])?;
            file(tx, id)
        })
    }

    /// The sent letters in an Akte, newest first: number, subject, when it was filed.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn letters_in_akte(&self, akte: i64) -> Result<Vec<(i64, String, i64)>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT l.id, l.subject, d.filed_at FROM document d \
                 JOIN letter l ON l.id = d.letter_id WHERE d.akte = ?1 \
                 ORDER BY d.filed_at DESC, l.id DESC",
            )?;
            let rows =
                statement.query_map([akte], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Whether a mail was answered or passed on, and when last, seconds since 1970.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mail_marks(&self, mails: &[i64]) -> Result<Vec<MailMarks>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT max(CASE WHEN o.kind = 'antwort' THEN l.queued_at END), \
                 max(CASE WHEN o.kind = 'weiterleitung' THEN l.queued_at END) \
                 FROM letter_original o JOIN letter l ON l.id = o.letter_id WHERE o.mail_id = ?1",
            )?;
            let mut found = Vec::new();
            for mail in mails {
                let marks = statement.query_row([mail], |row| {
                    Ok(MailMarks {
                        mail: *mail,
                        answered_at: row.get(0)?,
                        forwarded_at: row.get(1)?,
                    })
                })?;
                found.push(marks);
            }
            Ok(found)
        })
    }

    /// The account that the last letter of this Akte was sent with.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn last_sender(&self, akte: i64, benutzer: Option<u16>) -> Result<Option<AccountId>> {
        self.read(|connection| {
            let sql = "SELECT account_id FROM letter WHERE akte = ?1 AND benutzer IS ?2 \
                       ORDER BY id DESC LIMIT 1";
            let found = connection.query_row(sql, params![akte, benutzer], |row| row.get(0));
            Ok(found.optional()?.map(AccountId))
        })
    }

    /// What stands below the letters of an account; empty for none.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn signature(&self, account: AccountId) -> Result<String> {
        self.read(|connection| {
            let sql = "SELECT text FROM signature WHERE account_id = ?1";
            let found = connection.query_row(sql, [account.0], |row| row.get(0));
            Ok(found.optional()?.unwrap_or_default())
        })
    }

    /// Sets what stands below the letters of an account.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn set_signature(&self, account: AccountId, text: &str) -> Result<()> {
        self.write(|tx| {
            super::accounts::require(tx, account)?;
            tx.execute(
                "INSERT INTO signature (account_id, text) VALUES (?1, ?2) \
                 ON CONFLICT DO UPDATE SET text = ?2",
                params![account.0, text],
            )?;
            Ok(())
        })
    }

    /// "Postausgang (Einstellungen)".
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn sending_settings(&self) -> Result<SendingSettings> {
        self.read(|connection| {
            let sql = "SELECT automatic, ask_delete, answer_to_me FROM sending_setting";
            Ok(connection.query_row(sql, [], |row| {
                Ok(SendingSettings {
                    automatic: row.get(0)?,
                    ask_delete: row.get(1)?,
                    answer_to_me: row.get(2)?,
                })
            })?)
        })
    }

    /// Changes "Postausgang (Einstellungen)".
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn set_sending_settings(&self, settings: SendingSettings) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE sending_setting SET automatic = ?1, ask_delete = ?2, answer_to_me = ?3",
                (
                    settings.automatic,
                    settings.ask_delete,
                    settings.answer_to_me,
                ),
            )?;
            Ok(())
        })
    }

    /// The Akte that the documents of a mail are in, if it is a matter with a number.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn akte_of_mail(&self, mail: i64) -> Result<Option<i64>> {
        self.read(|connection| {
            let sql = "SELECT d.akte FROM document d JOIN akte a ON a.id = d.akte \
                       WHERE d.mail_id = ?1 AND d.own = 0 AND a.kind = 'akte' LIMIT 1";
            Ok(connection
                .query_row(sql, [mail], |row| row.get(0))
                .optional()?)
        })
    }

    /// What a document is: its mail and which attachment of it, or its letter.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn source_of_document(&self, document: i64) -> Result<DocumentSource> {
        self.read(|connection| {
            let sql = "SELECT mail_id, letter_id, part FROM document WHERE id = ?1";
            let found = connection.query_row(sql, [document], |row| {
                let (mail, letter): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
                let part = u32::try_from(row.get::<_, i64>(2)?).ok();
                Ok(match (mail, letter) {
                    (Some(mail), _) => Some(DocumentSource::Mail(mail, part)),
                    (None, letter) => letter.map(DocumentSource::Letter),
                })
            });
            found
                .optional()?
                .flatten()
                .ok_or(Error::NoRow("document", document))
        })
    }
}

/// Makes a letter that has left a document of its Akte, if it has one and is none yet.
pub(super) fn file(tx: &Connection, letter: i64) -> Result<()> {
    tx.execute(
        "INSERT OR IGNORE INTO document (letter_id, akte, filed_at, own) SELECT id, akte, ?2, 1 \
         FROM letter WHERE id = ?1 AND akte IS NOT NULL AND sent_at IS NOT NULL",
        (letter, now()),
    )?;
    Ok(())
}
