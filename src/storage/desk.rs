//! Placing: every message that is stored gets its places and its documents in the same transaction.

use super::{Error, Result, akten, now};
use crate::domain::desk::{Ablage, Place, Status};
use crate::domain::filing::Filing;
use rusqlite::{Transaction, params};

/// Columns of a Vorgang that undoing puts back, the same in `vorgang` and `vorgang_step`.
pub(super) const STATE: &str = "place, eingangsfach, benutzer, claimed_by, status, note, \
     wiedervorlage, seen_at, deleted_at";

/// The Akte that a mail of this account goes into; `None` if there is no Akte of this number. A
/// catch-all that nobody has needed so far is made.
pub(super) fn akte_id(tx: &Transaction<'_>, account: i64, ablage: Ablage) -> Result<Option<i64>> {
    let pool: Option<String> = tx
        .prepare_cached("SELECT datenpool FROM account WHERE id = ?1")?
        .query_row([account], |row| row.get(0))?;
    let pool = pool.as_deref();
    Ok(match ablage {
        Ablage::Akte(id) => Some(id),
        Ablage::Nummer(number) => akten::find_akte(tx, number, pool)?.map(|it| it.0),
        Ablage::Benutzerakte(number) => Some(akten::ensure_benutzerakte(tx, number, pool)?.0),
        Ablage::Sammelakte => Some(akten::ensure_sammelakte(tx, pool)?.0),
    })
}

/// Places a mail that has just been stored.
///
/// # Errors
/// Only what goes wrong with the database itself.
pub(super) fn place(
    tx: &Transaction<'_>,
    (mail, account): (i64, i64),
    filing: &Filing,
) -> Result<()> {
    let id_of = |ablage: Option<Ablage>| match ablage {
        Some(ablage) => akte_id(tx, account, ablage),
        None => Ok(None),
    };
    let before = id_of(filing.fallback.1)?;
    let mut akte = id_of(filing.ablage)?;
    let mut places = filing.places.as_slice();
    if akte.is_none() && filing.ablage.is_some() {
        // The Akte went away after the rules were read: nothing was recognised then.
        (akte, places) = (before, std::slice::from_ref(&filing.fallback.0));
    }
    insert_documents(tx, mail, (akte, filing.attachments_only))?;
    if filing.app_copy {
        tx.prepare_cached("INSERT INTO app_copy (mail_id) VALUES (?1)")?
            .execute([mail])?;
    }
    for place in places {
        let id = insert_vorgang(tx, mail, *place, filing)?;
        for number in &filing.candidates {
            tx.prepare_cached(
                "INSERT INTO vorgang_candidate (vorgang_id, benutzer) VALUES (?1, ?2)",
            )?
            .execute((id, number.value()))?;
        }
        note_filing(tx, id, filing, before)?;
    }
    Ok(())
}

fn insert_vorgang(tx: &Transaction<'_>, mail: i64, place: Place, filing: &Filing) -> Result<i64> {
    let status = if filing.completed {
        Status::Abgeschlossen
    } else {
        Status::Neu
    };
    let benutzer = place.benutzer().map(|it| it.value());
    // A place that is somebody's from the beginning cannot be claimed by others.
    let claimed_by = benutzer;
    tx.prepare_cached(
        "INSERT INTO vorgang (mail_id, place, eingangsfach, benutzer, claimed_by, status, \
         taetigkeit, klient, read_in, kind, proposed, read_at, received_at, sort_date, from_key, \
         subject_key, size, attachments, akte) \
         SELECT mail.id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
         CASE ?2 WHEN 'altbestand' THEN mail.received_at END, mail.received_at, \
         min(mail.sort_date, mail.received_at), sort_key(CASE content.from_name WHEN '' \
         THEN content.from_address ELSE content.from_name END), subject_key(content.subject), \
         content.size, content.attachment_count, \
         (SELECT akte FROM document d WHERE d.mail_id = mail.id AND d.own = 0 LIMIT 1) \
         FROM mail JOIN content ON content.id = mail.content_id WHERE mail.id = ?1",
    )?
    .execute(params![
        mail,
        place.word(),
        place.eingangsfach(),
        benutzer,
        claimed_by,
        status.word(),
        filing.taetigkeit,
        filing.klient,
        filing.read_in,
        filing.kind.word(),
        filing.proposed
    ])?;
    Ok(tx.last_insert_rowid())
}

fn insert_documents(
    tx: &Transaction<'_>,
    mail: i64,
    (akte, attachments_only): (Option<i64>, bool),
) -> Result<()> {
    if attachments_only {
        tx.prepare_cached(
            "INSERT INTO document (mail_id, part, akte, filed_at) \
             SELECT mail.id, attachment.seq, ?2, ?3 FROM mail \
             JOIN attachment ON attachment.content_id = mail.content_id \
             WHERE mail.id = ?1 AND attachment.inline = 0",
        )?
        .execute(params![mail, akte, now()])?;
    } else if akte.is_some() {
        tx.prepare_cached("INSERT INTO document (mail_id, akte, filed_at) VALUES (?1, ?2, ?3)")?
            .execute(params![mail, akte, now()])?;
    }
    Ok(())
}

/// Writes down why it lies here. What is put back by undoing is the place without recognition;
/// where recognition changed nothing, there is nothing to undo.
fn note_filing(
    tx: &Transaction<'_>,
    vorgang: i64,
    filing: &Filing,
    akte_before: Option<i64>,
) -> Result<()> {
    let (place, ablage) = filing.fallback;
    let is_plain = filing.places.as_slice() == [place] && filing.ablage == ablage;
    let before = (!is_plain).then(|| place.word());
    tx.prepare_cached(
        "INSERT INTO vorgang_step (vorgang_id, at, verb, reasons, place, eingangsfach, \
         benutzer, claimed_by, status, note, akte) \
         VALUES (?1, ?2, 'import', ?3, ?4, ?5, ?6, ?6, 'neu', '', ?7)",
    )?
    .execute(params![
        vorgang,
        now(),
        filing.reasons,
        before,
        place.eingangsfach(),
        place.benutzer().map(|it| it.value()),
        akte_before
    ])?;
    Ok(())
}

/// Puts every document of a mail into another Akte, or out of every Akte. A message that was no
/// document of any Akte becomes one.
pub(super) fn refile(tx: &Transaction<'_>, mail: i64, akte: Option<i64>) -> Result<()> {
    if akte.is_none() {
        // Attachments of the scanner stay documents; a whole message is one only inside an Akte,
        // unless somebody has remarked on it.
        let sql = "DELETE FROM document WHERE mail_id = ?1 AND part = -1 AND own = 0 \
                   AND remark = ''";
        tx.execute(sql, [mail])?;
    }
    let moved = tx.execute(
        "UPDATE document SET akte = ?2, filed_at = ?3, folder = NULL WHERE mail_id = ?1 AND own = 0",
        params![mail, akte, now()],
    )?;
    if moved == 0 && akte.is_some() {
        tx.execute(
            "INSERT INTO document (mail_id, akte, filed_at) VALUES (?1, ?2, ?3)",
            params![mail, akte, now()],
        )?;
    }
    Ok(())
}

/// Whether a Verwalter has deleted exactly this message for good.
pub(super) fn is_destroyed(tx: &Transaction<'_>, hash: &[u8], size: u64) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM vernichtet WHERE hash = ?1 AND size = ?2)")?
        .query_row(params![hash, size], |row| row.get(0))?)
}

/// A number of a Benutzer out of the database.
pub(super) fn number(value: u16) -> Result<crate::domain::stammdaten::BenutzerNumber> {
    crate::domain::stammdaten::BenutzerNumber::new(value)
        .ok_or_else(|| Error::Damaged(format!("no Benutzer can have the number {value}")))
}
