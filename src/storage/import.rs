//! Storing messages: each batch is one transaction of raw bytes, index, ledger entry and the wish to
//! remove on the server.

use super::raw::{PackedRaw, Table};
use super::{Error, Result, Storage, desk, now};
use crate::domain::account::AccountId;
use crate::domain::filing::Filing;
use crate::domain::ledger::{EpochId, Listed, QuarantineReason, RunId};
use crate::domain::mail::{MailNote, ParsedMail};
use crate::domain::search_text::Beginnings;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Where a batch belongs.
#[derive(Debug, Clone)]
pub struct ImportTarget {
    /// Account.
    pub account: AccountId,
    /// Epoch of the server.
    pub epoch: EpochId,
    /// Run that fetches.
    pub run: RunId,
    /// Folder on the server.
    pub folder: String,
    /// Days after which stored messages are to be removed on the server; `None` leaves them.
    pub remove_after_days: Option<u16>,
}

/// What search finds a message by, folded (see [`crate::domain::search_text`]).
#[derive(Debug, Clone, Default)]
pub struct SearchWords {
    /// Subject.
    pub subject: String,
    /// Names and addresses.
    pub people: String,
    /// Text.
    pub body: String,
    /// Names of attachments.
    pub attachments: String,
}

/// A message that is ready to be stored.
pub struct Prepared {
    /// Its entry in the listing.
    pub listed: Listed,
    /// Raw bytes.
    pub raw: PackedRaw,
    /// Decoded head and attachments.
    pub mail: ParsedMail,
    /// Search words.
    pub words: SearchWords,
    /// Where it goes; without this it lies on no desk.
    pub filing: Option<Filing>,
}

/// What became of a message of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// It is new in this account.
    Stored {
        /// Number of its content.
        content: i64,
    },
    /// Its content lay in this account already.
    AlreadyThere {
        /// Number of its content.
        content: i64,
    },
    /// The database would not take it; it is in quarantine with its raw bytes.
    Quarantined,
    /// A Verwalter has deleted exactly this message for good: it stays out.
    LeftOut,
}

impl Storage {
    /// Stores a batch in one transaction and puts each message in its places. When this returns, the
    /// batch is on the disk.
    ///
    /// A message that the database refuses for a reason of its own goes to quarantine; a full disk
    /// or the like fails the whole batch.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself; then nothing of the batch was stored.
    pub fn commit_import(
        &self,
        target: &ImportTarget,
        batch: &mut [Prepared],
    ) -> Result<Vec<Committed>> {
        self.write(|tx| {
            let mut outcomes = Vec::with_capacity(batch.len());
            for prepared in batch.iter_mut() {
                tx.execute_batch("SAVEPOINT message")?;
                let outcome = match store(tx, target, prepared) {
                    Ok(outcome) => outcome,
                    Err(Error::Other(detail)) => {
                        tx.execute_batch("ROLLBACK TO message")?;
                        let reason = QuarantineReason::NotStored;
                        let id = put_away(tx, target, &prepared.listed, (reason, &detail))?;
                        prepared.raw.insert(tx, Table::Quarantine, id)?;
                        tx.execute("UPDATE quarantine SET has_raw = 1 WHERE id = ?1", [id])?;
                        Committed::Quarantined
                    }
                    Err(error) => return Err(error),
                };
                tx.execute_batch("RELEASE message")?;
                outcomes.push(outcome);
            }
            count(tx, target, &outcomes)?;
            Ok(outcomes)
        })
    }

    /// Puts a message that could not be fetched into quarantine.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn quarantine(
        &self,
        target: &ImportTarget,
        listed: &Listed,
        reason: QuarantineReason,
        detail: &str,
    ) -> Result<()> {
        self.write(|tx| {
            put_away(tx, target, listed, (reason, detail))?;
            count(tx, target, &[Committed::Quarantined])
        })
    }
}

fn count(tx: &Transaction<'_>, target: &ImportTarget, outcomes: &[Committed]) -> Result<()> {
    let of = |wanted: &Committed| outcomes.iter().filter(|it| *it == wanted).count();
    let (quarantined, left_out) = (of(&Committed::Quarantined), of(&Committed::LeftOut));
    tx.execute(
        "UPDATE run SET stored = stored + ?2, quarantined = quarantined + ?3, \
         skipped = skipped + ?4 WHERE id = ?1",
        (
            target.run.0,
            (outcomes.len() - quarantined - left_out) as i64,
            quarantined as i64,
            left_out as i64,
        ),
    )?;
    Ok(())
}

fn put_away(
    tx: &Transaction<'_>,
    target: &ImportTarget,
    listed: &Listed,
    (reason, detail): (QuarantineReason, &str),
) -> Result<i64> {
    let key = listed.id.key();
    tx.execute(
        "UPDATE seen SET state = 'quarantined' WHERE epoch_id = ?1 AND remote_key = ?2 \
         AND size = ?3 AND stamp = ?4",
        params![target.epoch.0, key, listed.size, listed.stamp],
    )?;
    let id = tx.query_row(
        "INSERT INTO quarantine (account_id, epoch_id, remote_key, size, stamp, reason, detail, \
         has_raw, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8) \
         ON CONFLICT DO UPDATE SET reason = ?6, detail = ?7, attempts = attempts + 1, \
         last_at = ?8 RETURNING id",
        params![
            target.account.0,
            target.epoch.0,
            key,
            listed.size,
            listed.stamp,
            reason.word(),
            detail,
            now()
        ],
        |row| row.get(0),
    )?;
    tx.execute("DELETE FROM quarantine_raw WHERE quarantine_id = ?1", [id])?;
    Ok(id)
}

fn store(
    tx: &Transaction<'_>,
    target: &ImportTarget,
    prepared: &mut Prepared,
) -> Result<Committed> {
    let content = match known_content(tx, prepared)? {
        Some(content) => content,
        None if desk::is_destroyed(tx, &prepared.raw.hash.0, prepared.raw.size)? => {
            return leave_out(tx, target, &prepared.listed);
        }
        None => insert_content(tx, prepared)?,
    };
    let received = now();
    let key = prepared.listed.id.key();
    let seen = params![
        target.epoch.0,
        key,
        prepared.listed.size,
        prepared.listed.stamp
    ];
    let altbestand: bool = tx
        .prepare_cached(
            "SELECT altbestand FROM seen WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 \
             AND stamp = ?4",
        )?
        .query_row(seen, |row| row.get(0))
        .optional()?
        .unwrap_or(false);
    let inserted = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO mail (content_id, account_id, folder, altbestand, received_at, \
             sort_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            content,
            target.account.0,
            target.folder,
            altbestand,
            received,
            prepared.mail.date.map_or(received, |date| date.timestamp),
        ])?;
    if let (1, Some(filing)) = (inserted, &prepared.filing) {
        desk::place(tx, (tx.last_insert_rowid(), target.account.0), filing)?;
    }
    // A stand-in for a message that the server could not convert: the original is only there.
    let removable = !prepared.mail.notes.contains(&MailNote::ServerStub);
    let since = match inserted {
        0 => first_received(tx, target.account, content)?,
        _ => received,
    };
    let due = target
        .remove_after_days
        .filter(|_| removable)
        .map(|days| since + i64::from(days) * 86_400);
    let updated = tx
        .prepare_cached(
            "UPDATE seen SET state = 'stored', content_id = ?5, removal_due = ?6 \
             WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 AND stamp = ?4",
        )?
        .execute(params![
            target.epoch.0,
            key,
            prepared.listed.size,
            prepared.listed.stamp,
            content,
            due
        ])?;
    if updated != 1 {
        return Err(Error::Damaged(format!("the ledger does not know {key}")));
    }
    tx.prepare_cached(
        "DELETE FROM quarantine_raw WHERE quarantine_id IN (SELECT id FROM quarantine \
         WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 AND stamp = ?4)",
    )?
    .execute(seen)?;
    tx.prepare_cached(
        "DELETE FROM quarantine WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 \
         AND stamp = ?4",
    )?
    .execute(seen)?;
    Ok(match inserted {
        0 => Committed::AlreadyThere { content },
        _ => Committed::Stored { content },
    })
}

fn leave_out(tx: &Transaction<'_>, target: &ImportTarget, listed: &Listed) -> Result<Committed> {
    tx.execute(
        "UPDATE seen SET state = 'skipped' WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 \
         AND stamp = ?4",
        params![target.epoch.0, listed.id.key(), listed.size, listed.stamp],
    )?;
    Ok(Committed::LeftOut)
}

/// The days until removal count from the first time, however often a message is fetched again.
fn first_received(tx: &Transaction<'_>, account: AccountId, content: i64) -> Result<i64> {
    let sql = "SELECT received_at FROM mail WHERE account_id = ?1 AND content_id = ?2";
    Ok(tx.query_row(sql, (account.0, content), |row| row.get(0))?)
}

fn known_content(connection: &Connection, prepared: &Prepared) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM content WHERE hash = ?1 AND size = ?2")?
        .query_row(params![prepared.raw.hash.0, prepared.raw.size], |row| {
            row.get(0)
        })
        .optional()?)
}

fn insert_content(tx: &Transaction<'_>, prepared: &mut Prepared) -> Result<i64> {
    let Prepared {
        raw, mail, words, ..
    } = prepared;
    let from = mail.from.first().cloned().unwrap_or_default();
    let notes: Vec<&str> = mail.notes.iter().map(|note| note.word()).collect();
    tx.prepare_cached(
        "INSERT INTO content (hash, size, from_name, from_address, subject, date, date_offset, \
         message_id, attachment_count, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        raw.hash.0,
        raw.size,
        from.name,
        from.address,
        mail.subject,
        mail.date.map(|date| date.timestamp),
        mail.date.map(|date| date.offset_minutes),
        mail.message_id,
        mail.attachments.iter().filter(|it| !it.inline).count() as i64,
        notes.join(" "),
    ])?;
    let id = tx.last_insert_rowid();
    raw.insert(tx, Table::Content, id)?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO attachment (content_id, seq, name, mime_type, size, inline) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (seq, it) in mail.attachments.iter().enumerate() {
        statement.execute(params![
            id,
            seq as i64,
            it.name,
            it.mime_type,
            it.size,
            it.inline
        ])?;
    }
    tx.prepare_cached(
        "INSERT INTO text_index (rowid, subject, people, body, attachments) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        id,
        words.subject,
        words.people,
        words.body,
        words.attachments
    ])?;
    tx.prepare_cached("INSERT INTO part_index (rowid, words) VALUES (?1, ?2)")?
        .execute(params![
            id,
            format!("{}\n{}\n{}", words.subject, words.people, words.attachments)
        ])?;
    let mut beginnings = Beginnings::default();
    for text in [
        &words.subject,
        &words.people,
        &words.body,
        &words.attachments,
    ] {
        beginnings.add(text);
    }
    tx.prepare_cached("INSERT INTO begin_index (rowid, beginnings) VALUES (?1, ?2)")?
        .execute(params![id, beginnings.words()])?;
    Ok(id)
}
