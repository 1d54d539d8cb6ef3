//! How many lie at each place of the desk, and whether anything has changed there.

use super::desk_list::today;
use super::desk_order::{ask, condition};
use super::{Result, Storage, now};
use crate::domain::desk::Listing;
use crate::domain::desk_list::{Count, DeskCounts, DeskVersion};
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::Connection;
use std::collections::BTreeMap;

type ByBenutzer = BTreeMap<BenutzerNumber, Count>;

/// Adds the count of one list to the sums.
struct Sums {
    counts: DeskCounts,
    trays: BTreeMap<i64, Count>,
    postkoerbe: ByBenutzer,
    tagesansichten: ByBenutzer,
    abgelegt_of: ByBenutzer,
}

impl Sums {
    fn add(&mut self, (list, owner, sachbearbeiter): (&str, i64, Option<u16>), count: Count) {
        let benutzer = u16::try_from(owner).ok().and_then(BenutzerNumber::new);
        let of = |all: &mut ByBenutzer, who: Option<BenutzerNumber>| {
            if let Some(who) = who {
                *all.entry(who).or_default() += count;
            }
        };
        match list {
            "eingangsfach" => *self.trays.entry(owner).or_default() += count,
            "postkorb" => of(&mut self.postkoerbe, benutzer),
            "tagesansicht" => of(&mut self.tagesansichten, benutzer),
            "zentral" => self.counts.zentral += count,
            "nicht-zugeordnet" => self.counts.nicht_zugeordnet += count,
            "papierkorb" => self.counts.papierkorb += count,
            "altbestand" => self.counts.altbestand += count,
            "abgelegt" => {
                self.counts.abgelegt += count;
                of(
                    &mut self.abgelegt_of,
                    sachbearbeiter.and_then(BenutzerNumber::new),
                );
            }
            _ => {}
        }
    }
}

fn add_rows(connection: &Connection, sql: &str, sums: &mut Sums) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = ask(&mut statement, None)?;
    while let Some(row) = rows.next()? {
        let list: String = row.get(0)?;
        let count = Count {
            all: row.get(3)?,
            unread: row.get(4)?,
        };
        sums.add((&list, row.get(1)?, row.get(2)?), count);
    }
    Ok(())
}

/// All lists, by the counters and what is put off and due again.
fn lists(connection: &Connection) -> Result<DeskCounts> {
    let mut sums = Sums {
        counts: DeskCounts::default(),
        trays: BTreeMap::new(),
        postkoerbe: ByBenutzer::new(),
        tagesansichten: ByBenutzer::new(),
        abgelegt_of: ByBenutzer::new(),
    };
    add_rows(
        connection,
        "SELECT list, owner, (SELECT sachbearbeiter FROM akte WHERE list = 'abgelegt' \
         AND id = owner), total, unread FROM desk_count WHERE total > 0",
        &mut sums,
    )?;
    add_rows(
        connection,
        "SELECT list, owner, (SELECT sachbearbeiter FROM akte WHERE list = 'abgelegt' \
         AND id = owner), count(*), sum(read_at IS NULL) FROM vorgang \
         WHERE wiedervorlage IS NOT NULL AND list IS NOT NULL AND (wiedervorlage <= :today \
         OR list IN ('nicht-zugeordnet', 'papierkorb', 'abgelegt', 'altbestand')) \
         GROUP BY list, owner",
        &mut sums,
    )?;
    // What several may claim is in the Tagesansicht of each of them.
    add_rows(
        connection,
        "SELECT 'tagesansicht', c.benutzer, NULL, count(*), sum(v.read_at IS NULL) \
         FROM vorgang v JOIN vorgang_candidate c ON c.vorgang_id = v.id \
         WHERE v.list = 'tagesansicht' AND v.owner = 0 AND (v.wiedervorlage IS NULL OR \
         v.wiedervorlage <= :today) GROUP BY c.benutzer",
        &mut sums,
    )?;
    let mut counts = sums.counts;
    counts.eingangsfaecher = sums.trays.into_iter().collect();
    counts.postkoerbe = sums.postkoerbe.into_iter().collect();
    counts.tagesansichten = sums.tagesansichten.into_iter().collect();
    counts.abgelegt_of = sums.abgelegt_of.into_iter().collect();
    Ok(counts)
}

/// Counts the rows of a list themselves.
fn count(connection: &Connection, listing: Listing) -> Result<Count> {
    let (condition, key) = condition(listing);
    let sql = format!(
        "SELECT count(*), coalesce(sum(v.read_at IS NULL), 0) FROM vorgang v WHERE {condition}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = ask(&mut statement, key)?;
    Ok(match rows.next()? {
        Some(row) => Count {
            all: row.get(0)?,
            unread: row.get(1)?,
        },
        None => Count::default(),
    })
}

fn others(connection: &Connection, counts: &mut DeskCounts) -> Result<()> {
    let number = |sql: &str| -> Result<u64> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = ask(&mut statement, None)?;
        Ok(match rows.next()? {
            Some(row) => row.get(0)?,
            None => 0,
        })
    };
    counts.wiedervorlage = count(connection, Listing::Wiedervorlage)?;
    counts.klientenunabhaengig = count(connection, Listing::Klientenunabhaengig)?;
    counts.wiedervorlage_due = number(
        "SELECT count(*) FROM vorgang WHERE wiedervorlage <= :today AND deleted_at IS NULL \
         AND status IN ('neu', 'in-arbeit')",
    )?;
    counts.quarantaene = number("SELECT count(*) FROM quarantine")?;
    counts.postausgang_waiting = number(
        "SELECT count(*) FROM letter WHERE state IN ('wartet', 'wird-gesendet') AND hidden_at IS NULL",
    )?;
    counts.postausgang_failed = number(
        "SELECT count(*) FROM letter WHERE state IN ('fehlgeschlagen', 'unklar') AND hidden_at IS NULL",
    )?;
    counts.entwuerfe = number(
        "SELECT count(*) FROM draft WHERE fresh = 0 AND letter_id IS NULL AND deleted_at IS NULL",
    )?;
    counts.abrufbuch = number(
        "SELECT count(*) FROM run WHERE ended_at IS NOT NULL AND acknowledged_at IS NULL \
         AND (coalesce(error, 'interrupted') <> 'interrupted' OR on_server <> known + new \
         OR new <> stored + quarantined + skipped)",
    )?;
    Ok(())
}

impl Storage {
    /// How many lie at each place.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn desk_counts(&self) -> Result<DeskCounts> {
        self.read(|connection| {
            let mut counts = lists(connection)?;
            others(connection, &mut counts)?;
            Ok(counts)
        })
    }

    /// The state of a list; of all lists for `None`. Changes of other processes are seen too.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn desk_version(&self, listing: Option<Listing>) -> Result<DeskVersion> {
        let (lists, owner) = drawn_from(listing);
        let sql = format!(
            "SELECT coalesce(sum(version), 0) FROM desk_count WHERE {lists} AND \
             (?1 IS NULL OR owner IN (0, ?1))"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let changes = statement.query_row([owner], |row| row.get(0))?;
            let day = today().replace('-', "").parse().unwrap_or_default();
            Ok(DeskVersion { changes, day })
        })
    }

    /// The state of the E-Akte of an Akte; grows with every change of its documents and subfolders.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn akte_version(&self, akte: i64) -> Result<i64> {
        let sql = "SELECT coalesce(sum(version), 0) FROM desk_count WHERE list = 'akte' \
                   AND owner = ?1";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row([akte], |row| row.get(0))?)
        })
    }

    /// Notes Vorgänge as opened, or as not opened yet. Those that are so already stay untouched.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mark_read(&self, vorgaenge: &[i64], is_read: bool) -> Result<()> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE vorgang SET read_at = ?2 WHERE id = ?1 AND (read_at IS NULL) = (?2 IS NOT NULL)",
            )?;
            let moment = is_read.then(now);
            for id in vorgaenge {
                statement.execute((id, moment))?;
            }
            Ok(())
        })
    }
}

/// The counters that a list is made of, and whose they are.
fn drawn_from(listing: Option<Listing>) -> (&'static str, Option<i64>) {
    let of = |number: BenutzerNumber| Some(i64::from(number.value()));
    match listing {
        Some(Listing::Posteingang(tray)) => ("list = 'eingangsfach'", tray),
        Some(Listing::Postkorb(number)) => ("list = 'postkorb'", of(number)),
        Some(Listing::Zentral) => ("list = 'zentral'", None),
        Some(Listing::Tagesansicht(number)) => ("list = 'tagesansicht'", of(number)),
        Some(Listing::NichtZugeordnet) => ("list = 'nicht-zugeordnet'", None),
        Some(Listing::Abgelegt(_)) => ("list = 'abgelegt'", None),
        Some(Listing::Papierkorb) => ("list = 'papierkorb'", None),
        Some(Listing::Altbestand) => ("list = 'altbestand'", None),
        Some(Listing::Wiedervorlage | Listing::Klientenunabhaengig | Listing::Offen) | None => {
            ("1", None)
        }
    }
}
