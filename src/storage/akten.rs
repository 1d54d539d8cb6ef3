//! Akten, Benutzerakten and Sammelakten.

use super::benutzer::{require_benutzer, take_lines};
use super::stammdaten::{delete, none_of, unknown};
use super::{Error, Result, Storage};
use crate::domain::akte::Aktennummer;
use crate::domain::register::{Akte, AkteId, AkteKind, StoredAkte};
use crate::domain::stammdaten::{BenutzerNumber, StammdatenFault};
use crate::domain::table_import::{Imported, Table};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

pub(super) const AKTE: &str = "SELECT a.id, a.kind, a.number, a.year, a.benutzer, a.name, \
                    a.sachbearbeiter, p.name FROM akte a \
                    LEFT JOIN datenpool p ON p.name_key = a.datenpool";

/// Which Akten a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AkteWish {
    /// Of this Datenpool alone; `Some(None)` is the main pool.
    pub datenpool: Option<Option<String>>,
    /// Benutzerakten and Sammelakten, too.
    pub catch_alls: bool,
}

pub(super) fn read(row: &Row<'_>) -> Result<StoredAkte> {
    let damaged = || Error::Damaged("akte without a valid key".to_owned());
    let kind = match row.get::<_, String>(1)?.as_str() {
        "akte" => Aktennummer::new(row.get(2)?, row.get(3)?).map(AkteKind::Akte),
        "benutzerakte" => BenutzerNumber::new(row.get(4)?).map(AkteKind::Benutzerakte),
        "sammelakte" => Some(AkteKind::Sammelakte),
        _ => None,
    };
    Ok(StoredAkte {
        id: AkteId(row.get(0)?),
        kind: kind.ok_or_else(damaged)?,
        name: row.get(5)?,
        sachbearbeiter: row.get::<_, Option<u16>>(6)?.and_then(BenutzerNumber::new),
        datenpool: row.get(7)?,
    })
}

/// The key of a Datenpool in a row: nothing for the main pool.
pub(super) fn pool_key(datenpool: Option<&str>) -> Option<String> {
    datenpool
        .map(|it| it.trim().to_lowercase())
        .filter(|it| !it.is_empty())
}

/// The Akte of this number in this Datenpool.
pub(super) fn find_akte(
    connection: &Connection,
    number: Aktennummer,
    datenpool: Option<&str>,
) -> Result<Option<AkteId>> {
    let sql = "SELECT id FROM akte WHERE kind = 'akte' AND year = ?1 AND number = ?2 \
               AND coalesce(datenpool, '') = ?3";
    let key = pool_key(datenpool).unwrap_or_default();
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row((number.year(), number.number(), key), |row| row.get(0));
    Ok(found.optional()?.map(AkteId))
}

/// The Benutzerakte of this Benutzer in this Datenpool, made if there is none.
pub(super) fn ensure_benutzerakte(
    tx: &Transaction<'_>,
    benutzer: BenutzerNumber,
    datenpool: Option<&str>,
) -> Result<AkteId> {
    let row = (pool_key(datenpool), benutzer.value());
    let sql = "INSERT OR IGNORE INTO akte (datenpool, kind, benutzer) \
               VALUES (?1, 'benutzerakte', ?2)";
    tx.prepare_cached(sql)?.execute((&row.0, row.1))?;
    let sql = "SELECT id FROM akte WHERE kind = 'benutzerakte' AND benutzer = ?2 \
               AND coalesce(datenpool, '') = coalesce(?1, '')";
    let id = tx
        .prepare_cached(sql)?
        .query_row((&row.0, row.1), |row| row.get(0))?;
    Ok(AkteId(id))
}

/// The Sammelakte of this Datenpool, made if there is none.
pub(super) fn ensure_sammelakte(tx: &Transaction<'_>, datenpool: Option<&str>) -> Result<AkteId> {
    let key = pool_key(datenpool);
    let sql = "INSERT OR IGNORE INTO akte (datenpool, kind) VALUES (?1, 'sammelakte')";
    tx.prepare_cached(sql)?.execute([&key])?;
    let sql = "SELECT id FROM akte WHERE kind = 'sammelakte' \
               AND coalesce(datenpool, '') = coalesce(?1, '')";
    let id = tx
        .prepare_cached(sql)?
        .query_row([&key], |row| row.get(0))?;
    Ok(AkteId(id))
}

fn check(tx: &Transaction<'_>, akte: &Akte, own: Option<AkteId>) -> Result<()> {
    let mut faults = akte.faults();
    let pool = akte.datenpool.as_deref();
    if let Some(key) = pool_key(pool) {
        let sql = "SELECT count(*) > 0 FROM datenpool WHERE name_key = ?1";
        let found: bool = tx
            .prepare_cached(sql)?
            .query_row([&key], |row| row.get(0))?;
        if !found {
            let name = pool.unwrap_or_default();
            faults.push(StammdatenFault::Unknown(format!("Datenpool {name}")));
        }
    }
    if let Some(number) = akte.sachbearbeiter {
        faults.extend(require_benutzer(tx, number)?);
    }
    let holder = find_akte(tx, akte.number, pool)?;
    if holder.is_some() && holder != own {
        faults.push(StammdatenFault::Taken(akte.number.to_string()));
    }
    none_of(faults)
}

fn insert(tx: &Transaction<'_>, akte: &Akte) -> Result<AkteId> {
    check(tx, akte, None)?;
    let sql = "INSERT INTO akte (datenpool, kind, number, year, name, sachbearbeiter) \
               VALUES (?1, 'akte', ?2, ?3, ?4, ?5)";
    tx.prepare_cached(sql)?.execute((
        pool_key(akte.datenpool.as_deref()),
        akte.number.number(),
        akte.number.year(),
        akte.name.trim(),
        akte.sachbearbeiter.map(BenutzerNumber::value),
    ))?;
    Ok(AkteId(tx.last_insert_rowid()))
}

fn update(tx: &Transaction<'_>, id: AkteId, akte: &Akte) -> Result<()> {
    check(tx, akte, Some(id))?;
    let sql = "UPDATE akte SET datenpool = ?2, number = ?3, year = ?4, name = ?5, \
               sachbearbeiter = ?6 WHERE id = ?1";
    tx.prepare_cached(sql)?.execute((
        id.0,
        pool_key(akte.datenpool.as_deref()),
        akte.number.number(),
        akte.number.year(),
        akte.name.trim(),
        akte.sachbearbeiter.map(BenutzerNumber::value),
    ))?;
    Ok(())
}

fn take(tx: &Transaction<'_>, table: &Table<Akte>) -> Result<Imported> {
    take_lines(table, |akte| {
        match find_akte(tx, akte.number, akte.datenpool.as_deref())? {
            Some(id) if table.change => update(tx, id, akte).map(|()| true),
            _ => insert(tx, akte).map(|_| false),
        }
    })
}

impl Storage {
    /// The Akten of a wish, those opened last first, then the catch-alls.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn akten(&self, wish: &AkteWish) -> Result<Vec<StoredAkte>> {
        let sql = format!(
            "{AKTE} WHERE (?1 OR a.kind = 'akte') \
             AND (?2 IS NULL OR coalesce(a.datenpool, '') = ?2) \
             ORDER BY a.kind, (a.year + 50) % 100 DESC, a.number DESC, p.name, a.benutzer"
        );
        let pool = wish
            .datenpool
            .as_ref()
            .map(|it| pool_key(it.as_deref()).unwrap_or_default());
        self.read(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query((wish.catch_alls, pool))?;
            let mut akten = Vec::new();
            while let Some(row) = rows.next()? {
                akten.push(read(row)?);
            }
            Ok(akten)
        })
    }

    /// The Akte of this number in this Datenpool.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] if there is none.
    pub fn akte(&self, number: Aktennummer, datenpool: Option<&str>) -> Result<StoredAkte> {
        self.read(|connection| {
            let id = find_akte(connection, number, datenpool)?;
            let id = id.ok_or_else(|| unknown(number))?;
            let mut statement = connection.prepare_cached(&format!("{AKTE} WHERE a.id = ?1"))?;
            let mut rows = statement.query([id.0])?;
            rows.next()?.map_or(Err(unknown(number)), read)
        })
    }

    /// Stores a new Akte.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn insert_akte(&self, akte: &Akte) -> Result<AkteId> {
        self.write(|tx| insert(tx, akte))
    }

    /// Changes an Akte, perhaps its number and Datenpool; what lies in it stays in it.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn update_akte(&self, id: AkteId, akte: &Akte) -> Result<()> {
        self.write(|tx| update(tx, id, akte))
    }

    /// Stores a table of Akten, each with its line: all of them or none. When it may change entries, those that
    /// are here already are changed, else they are faults.
    ///
    /// # Errors
    /// [`Error::Table`] with every fault.
    pub fn import_akten(&self, table: &Table<Akte>) -> Result<Imported> {
        self.write(|tx| take(tx, table))
    }

    /// What [`Self::import_akten`] would do; nothing is stored.
    ///
    /// # Errors
    /// The same.
    pub fn rehearse_akten(&self, table: &Table<Akte>) -> Result<Imported> {
        self.rehearse(|tx| take(tx, table))
    }

    /// Removes an Akte in which nothing lies.
    ///
    /// # Errors
    /// [`Error::Stammdaten`]: unknown or in use.
    pub fn remove_akte(&self, number: Aktennummer, datenpool: Option<&str>) -> Result<()> {
        self.write(|tx| {
            let id = find_akte(tx, number, datenpool)?.ok_or_else(|| unknown(number))?;
            delete(tx, "DELETE FROM akte WHERE id = ?1", id.0).map(|_| ())
        })
    }
}
