//! What lies where: the lists of the desk, the documents of an Akte, the history of a Vorgang.

use super::desk::number;
use super::mails::Page;
use super::{Error, Result, Storage, now};
use crate::domain::desk::{Document, Listing, Place, Status, Step, Vorgang};
use crate::domain::reason::read_all;
use crate::domain::routing::Kind;
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

const SELECT: &str = "SELECT v.id, v.mail_id, mail.content_id, v.place, v.eingangsfach, \
     v.benutzer, v.status, content.from_address, content.subject, mail.received_at, akte.id, \
     akte.kind, akte.number, akte.year, akte.benutzer, akte.name, \
     (SELECT name FROM taetigkeit WHERE id = v.taetigkeit), \
     (SELECT name FROM klient WHERE id = v.klient), v.note, v.wiedervorlage, \
     content.attachment_count, v.deleted_at, v.kind, v.proposed \
     FROM vorgang v JOIN mail ON mail.id = v.mail_id \
     JOIN content ON content.id = mail.content_id \
     LEFT JOIN akte ON akte.id = (SELECT akte FROM document d WHERE d.mail_id = v.mail_id LIMIT 1)";

/// Not done yet and not in the Papierkorb.
const ACTIVE: &str = "v.status IN ('neu', 'in-arbeit') AND v.deleted_at IS NULL";

/// Not put off to a later day (`?1` is today).
const DUE: &str = "(v.wiedervorlage IS NULL OR v.wiedervorlage <= ?1)";

/// The condition of a list, and what stands for `?2`.
fn condition(listing: Listing) -> (String, Option<i64>) {
    let of = |number: BenutzerNumber| Some(i64::from(number.value()));
    let active = |more: &str| format!("{ACTIVE} AND {more}");
    match listing {
        Listing::Posteingang(tray) => {
            let one = "(?2 IS NULL OR v.eingangsfach = ?2)";
            (
                active(&format!("v.place = 'eingangsfach' AND {one} AND {DUE}")),
                tray,
            )
        }
        Listing::Postkorb(number) => {
            let own = "v.place = 'postkorb' AND v.benutzer = ?2";
            (active(&format!("{own} AND {DUE}")), of(number))
        }
        Listing::Zentral => (active(&format!("v.place = 'zentral' AND {DUE}")), None),
        Listing::Tagesansicht(number) => {
            let own = "v.place = 'tagesansicht' AND (v.benutzer = ?2 OR (v.benutzer IS NULL AND \
                       EXISTS (SELECT 1 FROM vorgang_candidate c WHERE c.vorgang_id = v.id \
                       AND c.benutzer = ?2)))";
            (active(&format!("{own} AND {DUE}")), of(number))
        }
        Listing::Wiedervorlage => {
            let which = "(v.wiedervorlage IS NOT NULL OR (v.read_in = 1 AND v.klient IS NULL))";
            (active(which), None)
        }
        Listing::Offen => {
            let which = "v.status = 'neu' AND v.place NOT IN ('abgelegt', 'altbestand')";
            (active(which), None)
        }
        Listing::NichtZugeordnet => (active("v.place = 'nicht-zugeordnet'"), None),
        Listing::Abgelegt(number) => {
            let which = "v.place = 'abgelegt' AND v.seen_at IS NULL AND v.deleted_at IS NULL AND \
                         (?2 IS NULL OR akte.sachbearbeiter = ?2)";
            (which.to_owned(), number.and_then(of))
        }
        Listing::Papierkorb => {
            let which = "v.deleted_at IS NOT NULL AND v.status <> 'vernichtet'";
            (which.to_owned(), None)
        }
        Listing::Altbestand => (active("v.place = 'altbestand'"), None),
    }
}

/// Today as JJJJ-MM-TT, in the zone of this machine.
fn today() -> String {
    jiff::Timestamp::from_second(now())
        .map(|it| {
            it.to_zoned_datetime(jiff::tz::TimeZone::system())
                .date()
                .to_string()
        })
        .unwrap_or_default()
}

/// How an Akte is called: its number, or what kind it is.
fn akte_name(
    kind: Option<String>,
    (number, year, benutzer): (Option<u32>, Option<u8>, Option<u16>),
) -> String {
    match (kind.as_deref(), number, year, benutzer) {
        (Some("akte"), Some(number), Some(year), _) => format!("{number}/{year:02}"),
        (Some("benutzerakte"), _, _, Some(benutzer)) => format!("Benutzerakte {benutzer}"),
        (Some("sammelakte"), ..) => "Sammelakte".to_owned(),
        _ => String::new(),
    }
}

fn read(row: &Row<'_>) -> Result<Vorgang> {
    let benutzer = row.get::<_, Option<u16>>(5)?.map(number).transpose()?;
    let tray = row.get(4)?;
    let place: String = row.get(3)?;
    let status: String = row.get(6)?;
    let names = (row.get(12)?, row.get(13)?, row.get(14)?);
    Ok(Vorgang {
        id: row.get(0)?,
        mail: row.get(1)?,
        content: row.get(2)?,
        place: super::from_word(&place, |it| Place::from_columns(it, tray, benutzer))?,
        status: super::from_word(&status, Status::from_word)?,
        from: row.get(7)?,
        subject: row.get(8)?,
        received_at: row.get(9)?,
        akte: row.get(10)?,
        aktennummer: akte_name(row.get(11)?, names),
        kurzbezeichnung: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
        taetigkeit: row.get::<_, Option<String>>(16)?.unwrap_or_default(),
        klient: row.get::<_, Option<String>>(17)?.unwrap_or_default(),
        note: row.get(18)?,
        wiedervorlage: row.get(19)?,
        attachment_count: row.get(20)?,
        deleted_at: row.get(21)?,
        kind: super::from_word(&row.get::<_, String>(22)?, Kind::from_word)?,
        proposed: row.get(23)?,
    })
}

fn all(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Vorgang>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

impl Storage {
    /// A list of the desk, newest first; the Wiedervorlage by day.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn vorgaenge(&self, listing: Listing, page: Page) -> Result<Vec<Vorgang>> {
        let (condition, key) = condition(listing);
        let order = match listing {
            Listing::Wiedervorlage => "v.wiedervorlage IS NULL, v.wiedervorlage, v.id",
            _ => "mail.received_at DESC, v.id DESC",
        };
        // Every number is named, so that a list that needs no day or key can be given both.
        let sql = format!(
            "{SELECT} WHERE {condition} AND ?1 IS NOT NULL AND (?2 IS NULL OR 1) \
             ORDER BY {order} LIMIT ?3 OFFSET ?4"
        );
        self.read(|connection| {
            all(
                connection,
                &sql,
                &[&today(), &key, &page.limit, &page.offset],
            )
        })
    }

    /// One Vorgang, wherever it lies.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn vorgang(&self, id: i64) -> Result<Vorgang> {
        let sql = format!("{SELECT} WHERE v.id = ?1");
        self.read(|connection| {
            let found = all(connection, &sql, &[&id])?.into_iter().next();
            found.ok_or(Error::NoRow("vorgang", id))
        })
    }

    /// The Vorgänge of one mail.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn vorgaenge_of_mail(&self, mail: i64) -> Result<Vec<Vorgang>> {
        let sql = format!("{SELECT} WHERE v.mail_id = ?1 ORDER BY v.id");
        self.read(|connection| all(connection, &sql, &[&mail]))
    }

    /// What was done with a Vorgang, oldest first.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn steps(&self, vorgang: i64) -> Result<Vec<Step>> {
        self.read(|connection| {
            let sql = "SELECT 1 FROM vorgang WHERE id = ?1";
            let there = connection
                .query_row(sql, [vorgang], |_| Ok(()))
                .optional()?;
            there.ok_or(Error::NoRow("vorgang", vorgang))?;
            let mut statement = connection.prepare(
                "SELECT id, at, actor, verb, reasons, detail, undone_at IS NOT NULL \
                 FROM vorgang_step WHERE vorgang_id = ?1 ORDER BY id",
            )?;
            let mut rows = statement.query([vorgang])?;
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                steps.push(Step {
                    id: row.get(0)?,
                    at: row.get(1)?,
                    benutzer: row.get::<_, Option<u16>>(2)?.and_then(BenutzerNumber::new),
                    verb: row.get(3)?,
                    reasons: read_all(&row.get::<_, String>(4)?),
                    detail: row.get(5)?,
                    undone: row.get(6)?,
                });
            }
            Ok(steps)
        })
    }

    /// The documents of an Akte, newest first. What arrived at several accounts stands here once.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn documents(&self, akte: i64, page: Page) -> Result<Vec<Document>> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT min(d.id), min(d.mail_id), mail.content_id, d.part, \
                 coalesce(attachment.name, content.subject), min(d.filed_at) FROM document d \
                 JOIN mail ON mail.id = d.mail_id JOIN content ON content.id = mail.content_id \
                 LEFT JOIN attachment ON attachment.content_id = content.id \
                 AND attachment.seq = d.part WHERE d.akte = ?1 \
                 GROUP BY mail.content_id, d.part ORDER BY min(d.filed_at) DESC, min(d.id) DESC \
                 LIMIT ?2 OFFSET ?3",
            )?;
            let rows = statement.query_map((akte, page.limit, page.offset), |row| {
                Ok(Document {
                    id: row.get(0)?,
                    mail: row.get(1)?,
                    content: row.get(2)?,
                    attachment: u32::try_from(row.get::<_, i64>(3)?).ok(),
                    name: row.get(4)?,
                    filed_at: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Notes that a person has looked at what was filed by itself.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_seen(&self, vorgang: i64) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE vorgang SET seen_at = ?2 WHERE id = ?1 AND seen_at IS NULL",
                (vorgang, now()),
            )?;
            Ok(())
        })
    }
}
