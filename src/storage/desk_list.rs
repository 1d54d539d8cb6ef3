//! What lies where: the lists of the desk, the documents of an Akte, the history of a Vorgang.

use super::desk::number;
use super::mails::Page;
use super::{Error, Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::desk::{Document, Listing, Place, Status, Step, Vorgang};
use crate::domain::desk_list::ListQuery;
use crate::domain::reason::read_all;
use crate::domain::routing::Kind;
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

const SELECT: &str = "SELECT v.id, v.mail_id, mail.content_id, v.place, v.eingangsfach, \
     v.benutzer, v.status, content.from_address, content.subject, v.received_at, akte.id, \
     akte.kind, akte.number, akte.year, akte.benutzer, akte.name, \
     (SELECT name FROM taetigkeit WHERE id = v.taetigkeit), \
     (SELECT name FROM klient WHERE id = v.klient), v.note, v.wiedervorlage, \
     v.attachments, v.deleted_at, v.kind, v.proposed, mail.account_id, content.from_name, \
     v.sort_date, v.read_at IS NOT NULL, v.size, v.claimed_by \
     FROM vorgang v JOIN mail ON mail.id = v.mail_id \
     JOIN content ON content.id = mail.content_id LEFT JOIN akte ON akte.id = v.akte";

/// Today as JJJJ-MM-TT, in the zone of this machine.
pub(super) fn today() -> String {
    jiff::Timestamp::from_second(now())
        .map(|it| {
            it.to_zoned_datetime(jiff::tz::TimeZone::system())
                .date()
                .to_string()
        })
        .unwrap_or_default()
}

/// How an Akte is called: its number, or what kind it is.
pub(super) fn akte_name(
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
        account: AccountId(row.get(24)?),
        from_name: row.get(25)?,
        date: row.get(26)?,
        is_read: row.get(27)?,
        size: row.get(28)?,
        claimed_by: row.get::<_, Option<u16>>(29)?.map(number).transpose()?,
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
    /// A page of a list of the desk in its usual order.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn vorgaenge(&self, listing: Listing, page: Page) -> Result<Vec<Vorgang>> {
        let ids = self.desk_order(ListQuery::new(listing))?;
        let first = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
        let ids: Vec<i64> = ids.into_iter().skip(first).take(limit).collect();
        self.desk_rows(&ids)
    }

    /// These Vorgänge in this order; what is gone is left out.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn desk_rows(&self, ids: &[i64]) -> Result<Vec<Vorgang>> {
        let sql = format!("{SELECT} WHERE v.id = ?1");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                let mut rows = statement.query([id])?;
                if let Some(row) = rows.next()? {
                    found.push(read(row)?);
                }
            }
            Ok(found)
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
