//! What persons do with a Vorgang. Each verb is one transaction that also writes down what was
//! before, so that it can be undone.

use super::desk::{STATE, akte_id, number, refile};
use super::journal::Actor;
use super::{Error, Result, Storage, now};
use crate::domain::akte::Aktennummer;
use crate::domain::desk::{Ablage, DeskFault, Place, Status};
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{OptionalExtension, Transaction, params};

/// Who does what, for the history.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The word of the command.
    pub verb: &'static str,
    /// What it speaks of: the new Aktennummer, the Benutzer.
    pub detail: &'a str,
}

/// A Vorgang as the verbs see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub id: i64,
    /// Its mail.
    pub mail: i64,
    /// Where it lies.
    pub place: Place,
    /// How far the work has got.
    pub status: Status,
    /// Whose it is for good.
    pub claimed_by: Option<BenutzerNumber>,
    /// It came by "einlesen" or "scanner".
    pub read_in: bool,
    /// It lies in the Papierkorb.
    pub deleted: bool,
    /// The one Aktennummer that was recognised and not filed under.
    pub proposed: Option<Aktennummer>,
    /// The Akte that holds the documents of its mail, by its number in the register.
    pub akte: Option<i64>,
}

/// What a verb changes. `None` leaves a value as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// New place.
    pub place: Option<Place>,
    /// New Akte; the inner `None` takes the documents out of every Akte.
    pub ablage: Option<Option<Ablage>>,
    /// New status.
    pub status: Option<Status>,
    /// New day of the Wiedervorlage, JJJJ-MM-TT; the inner `None` ends it.
    pub wiedervorlage: Option<Option<String>>,
    /// Into the Papierkorb, or out of it.
    pub deleted: Option<bool>,
}

pub(super) fn refused(fault: DeskFault) -> Error {
    Error::Desk(fault)
}

/// The Akte that the documents of a mail are in; several documents of a mail are always in one.
pub(super) fn akte_of(tx: &rusqlite::Connection, mail: i64) -> Result<Option<i64>> {
    let found = tx
        .prepare_cached("SELECT akte FROM document WHERE mail_id = ?1 AND own = 0 LIMIT 1")?
        .query_row([mail], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

pub(super) fn standing(tx: &rusqlite::Connection, id: i64) -> Result<Standing> {
    let sql = "SELECT mail_id, place, eingangsfach, benutzer, status, claimed_by, read_in, \
               deleted_at IS NOT NULL, proposed FROM vorgang WHERE id = ?1 \
               AND status NOT IN ('zurueckgenommen', 'vernichtet')";
    let row = tx.query_row(sql, [id], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            (row.get::<_, Option<i64>>(2)?, row.get::<_, Option<u16>>(3)?),
            row.get::<_, String>(4)?,
            row.get::<_, Option<u16>>(5)?,
            (row.get::<_, bool>(6)?, row.get::<_, bool>(7)?),
            row.get::<_, String>(8)?,
        ))
    });
    let Some((mail, word, (tray, benutzer), status, claimed_by, flags, proposed)) =
        row.optional()?
    else {
        return Err(Error::NoRow("vorgang", id));
    };
    let benutzer = benutzer.map(number).transpose()?;
    let read = |word: &str| Place::from_columns(word, tray, benutzer);
    Ok(Standing {
        id,
        mail,
        place: super::from_word(&word, read)?,
        status: super::from_word(&status, Status::from_word)?,
        claimed_by: claimed_by.map(number).transpose()?,
        read_in: flags.0,
        deleted: flags.1,
        // Several are a list, which is none.
        proposed: proposed.parse().ok(),
        akte: akte_of(tx, mail)?,
    })
}

/// Writes down a step with the state before it.
pub(super) fn note_step(tx: &Transaction<'_>, it: &Standing, deed: &Deed<'_>) -> Result<i64> {
    let sql = format!(
        "INSERT INTO vorgang_step (vorgang_id, at, actor, login, verb, detail, akte, {STATE}) \
         SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, {STATE} FROM vorgang WHERE id = ?1"
    );
    tx.prepare_cached(&sql)?.execute(params![
        it.id,
        now(),
        deed.actor.benutzer.map(|it| it.value()),
        deed.actor.login,
        deed.verb,
        deed.detail,
        it.akte
    ])?;
    Ok(tx.last_insert_rowid())
}

pub(super) fn require_current(tx: &rusqlite::Connection, benutzer: BenutzerNumber) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM benutzer WHERE number = ?1 AND current = 1)";
    match tx.query_row(sql, [benutzer.value()], |row| row.get(0))? {
        true => Ok(()),
        false => Err(refused(DeskFault::BenutzerNotCurrent(benutzer.value()))),
    }
}

fn account_of(tx: &rusqlite::Connection, mail: i64) -> Result<i64> {
    let sql = "SELECT account_id FROM mail WHERE id = ?1";
    Ok(tx.query_row(sql, [mail], |row| row.get(0))?)
}

/// Carries out a change. Whoever gets a Vorgang from somebody else has not read it yet.
fn apply(tx: &Transaction<'_>, it: &Standing, change: &Change, actor: &Actor) -> Result<()> {
    if let Some(place) = change.place {
        if let Some(benutzer) = place.benutzer() {
            require_current(tx, benutzer)?;
        }
        let benutzer = place.benutzer().map(|it| it.value());
        tx.execute(
            "UPDATE vorgang SET place = ?2, eingangsfach = ?3, benutzer = ?4, claimed_by = ?4, \
             read_at = CASE WHEN ?4 IS benutzer OR ?4 IS ?5 THEN read_at END WHERE id = ?1",
            params![
                it.id,
                place.word(),
                place.eingangsfach(),
                benutzer,
                actor.benutzer.map(|it| it.value())
            ],
        )?;
    }
    if let Some(ablage) = change.ablage {
        let account = account_of(tx, it.mail)?;
        let akte = match ablage {
            Some(ablage) => akte_id(tx, account, ablage)?,
            None => None,
        };
        refile(tx, it.mail, akte)?;
    }
    if let Some(status) = change.status {
        tx.execute(
            "UPDATE vorgang SET status = ?2 WHERE id = ?1",
            params![it.id, status.word()],
        )?;
    }
    if let Some(day) = &change.wiedervorlage {
        tx.execute(
            "UPDATE vorgang SET wiedervorlage = ?2 WHERE id = ?1",
            params![it.id, day],
        )?;
    }
    if let Some(deleted) = change.deleted {
        tx.execute(
            "UPDATE vorgang SET deleted_at = ?2 WHERE id = ?1",
            params![it.id, deleted.then(now)],
        )?;
    }
    Ok(())
}

impl Storage {
    /// A Vorgang as it stands.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn vorgang_standing(&self, id: i64) -> Result<Standing> {
        self.read(|connection| standing(connection, id))
    }

    /// The Akte of this number in the Datenpool of the account that a Vorgang came by.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn akte_of_vorgang(&self, id: i64, number: Aktennummer) -> Result<Option<i64>> {
        self.write(|tx| {
            let it = standing(tx, id)?;
            akte_id(tx, account_of(tx, it.mail)?, Ablage::Nummer(number))
        })
    }

    /// Changes a Vorgang in one transaction with its history: `decide` sees how it stands and says
    /// what becomes of it.
    ///
    /// # Errors
    /// [`Error::NoRow`], or what `decide` refuses; then nothing is changed.
    pub fn change_vorgang(
        &self,
        id: i64,
        deed: &Deed<'_>,
        decide: impl FnOnce(&Standing) -> std::result::Result<Change, DeskFault>,
    ) -> Result<()> {
        self.write(|tx| {
            let it = standing(tx, id)?;
            let change = decide(&it).map_err(refused)?;
            note_step(tx, &it, deed)?;
            apply(tx, &it, &change, deed.actor)
        })
    }

    /// Passes a Vorgang on: each of `to` gets one of its own, with the instruction `note`. Returns
    /// their numbers.
    ///
    /// # Errors
    /// [`Error::NoRow`]; [`Error::Desk`] for a Benutzer who is not "Aktuell" and for a Vorgang in
    /// the Papierkorb.
    pub fn forward_vorgang(
        &self,
        id: i64,
        deed: &Deed<'_>,
        to: &[BenutzerNumber],
        note: &str,
    ) -> Result<Vec<i64>> {
        self.write(|tx| {
            let it = standing(tx, id)?;
            if it.deleted {
                return Err(refused(DeskFault::InPapierkorb(id)));
            }
            let step = note_step(tx, &it, deed)?;
            let place = if it.read_in {
                "tagesansicht"
            } else {
                "postkorb"
            };
            let mut made = Vec::new();
            for benutzer in to {
                require_current(tx, *benutzer)?;
                tx.execute(
                    "INSERT INTO vorgang (mail_id, place, benutzer, claimed_by, status, \
                     taetigkeit, klient, read_in, kind, note, from_step, received_at, sort_date, \
                     from_key, subject_key, size, attachments, akte) SELECT mail_id, ?2, \
                     ?3, ?3, 'neu', taetigkeit, klient, read_in, kind, ?4, ?5, received_at, \
                     sort_date, from_key, subject_key, size, attachments, akte \
                     FROM vorgang WHERE id = ?1",
                    params![id, place, benutzer.value(), note, step],
                )?;
                let new = tx.last_insert_rowid();
                tx.execute(
                    "INSERT INTO vorgang_step (vorgang_id, at, actor, login, verb, detail) \
                     VALUES (?1, ?2, ?3, ?4, 'forwarded', ?5)",
                    params![
                        new,
                        now(),
                        deed.actor.benutzer.map(|it| it.value()),
                        deed.actor.login,
                        id.to_string()
                    ],
                )?;
                made.push(new);
            }
            let change = Change {
                status: Some(Status::Weitergeleitet),
                ..Change::default()
            };
            apply(tx, &it, &change, deed.actor)?;
            Ok(made)
        })
    }

    /// Takes a Vorgang out of the Zentraler Postkorb, or one that several may have: whoever comes
    /// first gets it, by one UPDATE that only an unclaimed Vorgang meets.
    ///
    /// # Errors
    /// [`Error::Desk`] when somebody else was first or it is nothing to take.
    pub fn claim_vorgang(&self, id: i64, deed: &Deed<'_>, who: BenutzerNumber) -> Result<()> {
        self.write(|tx| {
            require_current(tx, who)?;
            let it = standing(tx, id)?;
            note_step(tx, &it, deed)?;
            let claimed = tx.execute(
                "UPDATE vorgang SET claimed_by = ?2, benutzer = ?2, place = \
                 CASE place WHEN 'zentral' THEN 'postkorb' ELSE place END \
                 WHERE id = ?1 AND claimed_by IS NULL AND deleted_at IS NULL AND \
                 (place = 'zentral' OR (place = 'tagesansicht' AND EXISTS (SELECT 1 FROM \
                 vorgang_candidate c WHERE c.vorgang_id = ?1 AND c.benutzer = ?2)))",
                (id, who.value()),
            )?;
            match (claimed, it.claimed_by) {
                (1, _) => Ok(()),
                (_, Some(other)) if other != who => Err(refused(DeskFault::Claimed(other))),
                _ if it.place == Place::Tagesansicht(None) => {
                    Err(refused(DeskFault::NotForYou(id)))
                }
                _ => Err(refused(DeskFault::NotToTake(id))),
            }
        })
    }

    /// What this Benutzer could claim in the Tagesansicht, oldest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn claimable(&self, who: BenutzerNumber) -> Result<Vec<i64>> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT vorgang.id FROM vorgang JOIN vorgang_candidate c ON c.vorgang_id = \
                 vorgang.id WHERE c.benutzer = ?1 AND place = 'tagesansicht' \
                 AND claimed_by IS NULL AND deleted_at IS NULL \
                 AND status IN ('neu', 'in-arbeit') ORDER BY vorgang.id",
            )?;
            let rows = statement.query_map([who.value()], |row| row.get(0))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Undoes the last thing that was done with a Vorgang, the filing of the program included:
    /// place, status and Akte are as before. Returns the word of what was undone.
    ///
    /// # Errors
    /// [`Error::Desk`] when nothing is left to undo, when those it was passed on to work on it, or
    /// when the same message was filed elsewhere since.
    pub fn undo_vorgang(&self, id: i64, deed: &Deed<'_>) -> Result<String> {
        self.write(|tx| {
            let it = standing(tx, id)?;
            let last = tx
                .query_row(
                    "SELECT id, verb, akte FROM vorgang_step WHERE vorgang_id = ?1 \
                     AND undone_at IS NULL AND place IS NOT NULL ORDER BY id DESC LIMIT 1",
                    [id],
                    |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)),
                )
                .optional()?;
            let Some((step, verb, akte)) = last else {
                return Err(refused(DeskFault::NothingToUndo(id)));
            };
            take_back_forwarded(tx, id, step)?;
            if akte != it.akte {
                not_filed_elsewhere_since(tx, &it, step)?;
                refile(tx, it.mail, akte)?;
            }
            let sql = format!(
                "UPDATE vorgang SET ({STATE}) = (SELECT {STATE} FROM vorgang_step WHERE id = ?2) \
                 WHERE id = ?1"
            );
            tx.execute(&sql, (id, step))?;
            let sql = "UPDATE vorgang_step SET undone_at = ?2 WHERE id = ?1";
            tx.execute(sql, (step, now()))?;
            tx.execute(
                "INSERT INTO vorgang_step (vorgang_id, at, actor, login, verb, detail) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    id,
                    now(),
                    deed.actor.benutzer.map(|it| it.value()),
                    deed.actor.login,
                    deed.verb,
                    verb
                ],
            )?;
            Ok(verb)
        })
    }
}

/// Several Vorgänge of a mail share its documents: undoing one's own filing must not take back what
/// somebody else did with them later.
fn not_filed_elsewhere_since(tx: &Transaction<'_>, it: &Standing, step: i64) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM vorgang_step s JOIN vorgang v ON v.id = s.vorgang_id \
               WHERE v.mail_id = ?1 AND v.id <> ?2 AND s.id > ?3 AND s.undone_at IS NULL \
               AND s.verb IN ('assign', 'move', 'process'))";
    match tx.query_row(sql, (it.mail, it.id, step), |row| row.get(0))? {
        true => Err(refused(DeskFault::FiledSince(it.id))),
        false => Ok(()),
    }
}

/// What was passed on by the step that is being undone goes away again, unless it is worked on.
fn take_back_forwarded(tx: &Transaction<'_>, id: i64, step: i64) -> Result<()> {
    let sql = "SELECT count(*) FROM vorgang WHERE from_step = ?1 AND status <> 'neu'";
    if tx.query_row(sql, [step], |row| row.get::<_, i64>(0))? > 0 {
        return Err(refused(DeskFault::UndoTooLate(id)));
    }
    let sql = "UPDATE vorgang SET status = 'zurueckgenommen' WHERE from_step = ?1";
    tx.execute(sql, [step])?;
    Ok(())
}
