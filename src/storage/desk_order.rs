//! The numbers of a whole list in the order that is wanted. Rows are read page by page later.

use super::desk_list::today;
use super::{Result, Storage};
use crate::domain::desk::Listing;
use crate::domain::desk_list::{ListQuery, Sort, SortKey, sort_key};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows, Statement};
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// Not put off to a later day.
const DUE: &str = "(v.wiedervorlage IS NULL OR v.wiedervorlage <= :today)";

/// Lists of what is still to be done.
const DESKS: &str =
    "v.list IN ('eingangsfach', 'postkorb', 'zentral', 'tagesansicht', 'nicht-zugeordnet')";

/// The condition of a list on a Vorgang `v`, and what stands for `:key`.
pub(super) fn condition(listing: Listing) -> (String, Option<i64>) {
    let list = |word: &str| format!("v.list = '{word}'");
    let due = |word: &str| format!("v.list = '{word}' AND {DUE}");
    let owned = |word: &str| format!("v.list = '{word}' AND v.owner = :key AND {DUE}");
    match listing {
        Listing::Posteingang(None) => (due("eingangsfach"), None),
        Listing::Posteingang(Some(id)) => (owned("eingangsfach"), Some(id)),
        Listing::Postkorb(number) => (owned("postkorb"), Some(number.value().into())),
        Listing::Zentral => (due("zentral"), None),
        Listing::Tagesansicht(number) => {
            let own = "(v.owner = :key OR (v.owner = 0 AND EXISTS (SELECT 1 FROM \
                       vorgang_candidate c WHERE c.vorgang_id = v.id AND c.benutzer = :key)))";
            let words = format!("v.list = 'tagesansicht' AND {own} AND {DUE}");
            (words, Some(number.value().into()))
        }
        Listing::Wiedervorlage => {
            let active = "v.wiedervorlage IS NOT NULL AND v.deleted_at IS NULL \
                          AND v.status IN ('neu', 'in-arbeit')";
            (active.to_owned(), None)
        }
        Listing::Klientenunabhaengig => {
            let words = format!("v.read_in = 1 AND v.klient IS NULL AND {DESKS}");
            (words, None)
        }
        Listing::Offen => (format!("v.status = 'neu' AND {DESKS}"), None),
        Listing::NichtZugeordnet => (list("nicht-zugeordnet"), None),
        Listing::Abgelegt(None) => (list("abgelegt"), None),
        Listing::Abgelegt(Some(number)) => {
            let of = "v.list = 'abgelegt' AND v.owner IN \
                      (SELECT id FROM akte WHERE sachbearbeiter = :key)";
            (of.to_owned(), Some(number.value().into()))
        }
        Listing::Papierkorb => (list("papierkorb"), None),
        Listing::Altbestand => (list("altbestand"), None),
    }
}

/// Runs a question about a list; the day and the key are given where it asks for them.
pub(super) fn ask<'a>(statement: &'a mut Statement<'_>, key: Option<i64>) -> Result<Rows<'a>> {
    if let Some(at) = statement.parameter_index(":today")? {
        statement.raw_bind_parameter(at, today())?;
    }
    if let Some(at) = statement.parameter_index(":key")? {
        statement.raw_bind_parameter(at, key)?;
    }
    Ok(statement.raw_query())
}

/// A row on its way into its order.
struct Entry<K> {
    id: i64,
    date: i64,
    key: Option<K>,
}

fn read<K>(
    connection: &Connection,
    listing: Listing,
    (column, join): (&str, &str),
    key_of: impl Fn(&Row<'_>) -> rusqlite::Result<Option<K>>,
) -> Result<Vec<Entry<K>>> {
    let (condition, key) = condition(listing);
    let sql = format!("SELECT v.id, v.sort_date, {column} FROM vorgang v {join} WHERE {condition}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = ask(&mut statement, key)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Entry {
            id: row.get(0)?,
            date: row.get(1)?,
            key: key_of(row)?,
        });
    }
    Ok(entries)
}

/// Puts rows in order; the empty ones last in either direction, the alike ones newest first.
fn sorted<K: Ord>(mut entries: Vec<Entry<K>>, ascending: bool) -> Vec<i64> {
    entries.sort_unstable_by(|a, b| {
        let order = match (&a.key, &b.key) {
            (None, None) => Ordering::Equal,
            (None, _) => Ordering::Greater,
            (_, None) => Ordering::Less,
            (Some(a), Some(b)) if ascending => a.cmp(b),
            (Some(a), Some(b)) => b.cmp(a),
        };
        order.then((b.date, b.id).cmp(&(a.date, a.id)))
    });
    entries.into_iter().map(|it| it.id).collect()
}

fn by_date(connection: &Connection, listing: Listing, ascending: bool) -> Result<Vec<i64>> {
    let (condition, key) = condition(listing);
    let sql = format!("SELECT v.sort_date, v.id FROM vorgang v WHERE {condition}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = ask(&mut statement, key)?;
    let mut found: Vec<(i64, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, row.get(1)?));
    }
    match ascending {
        true => found.sort_unstable(),
        false => found.sort_unstable_by_key(|it| Reverse(*it)),
    }
    Ok(found.into_iter().map(|it| it.1).collect())
}

/// The place of each row of a register in the order of its names.
fn ranks(connection: &Connection, sql: &str) -> Result<HashMap<i64, i64>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut names: Vec<(String, i64)> = Vec::new();
    for row in rows {
        let (id, name): (i64, String) = row?;
        // A register has few names; the cut key would not tell long ones apart.
        names.push((sort_key(&name) + "\0" + &name, id));
    }
    names.sort_unstable();
    Ok((0..).zip(names).map(|(rank, it)| (it.1, rank)).collect())
}

/// The place of each Akte: by year and number, then the catch-alls.
fn akte_ranks(connection: &Connection) -> Result<HashMap<i64, i64>> {
    // Akten of the nineties come before those of this century.
    let sql = "SELECT id FROM akte ORDER BY CASE kind WHEN 'akte' THEN 0 WHEN 'benutzerakte' THEN 1 \
               ELSE 2 END, (year + 40) % 100, number, benutzer, datenpool";
    let mut statement = connection.prepare(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ranked = (0..).zip(ids).map(|(rank, id)| Ok((id?, rank)));
    ranked.collect()
}

/// The number in a column, where it is not NULL.
fn number(row: &Row<'_>) -> rusqlite::Result<Option<i64>> {
    row.get(2)
}

/// The text in a column, where it is not empty.
fn text(row: &Row<'_>) -> rusqlite::Result<Option<Box<str>>> {
    Ok(match row.get_ref(2)? {
        ValueRef::Text(bytes) if !bytes.is_empty() => {
            Some(String::from_utf8_lossy(bytes).into_owned().into_boxed_str())
        }
        _ => None,
    })
}

fn by_number(
    connection: &Connection,
    ListQuery { listing, sort }: ListQuery,
    column: &str,
) -> Result<Vec<i64>> {
    let entries = read(connection, listing, (column, ""), number)?;
    Ok(sorted(entries, sort.ascending))
}

fn by_text(
    connection: &Connection,
    ListQuery { listing, sort }: ListQuery,
    column: &str,
) -> Result<Vec<i64>> {
    let entries = read(connection, listing, (column, ""), text)?;
    Ok(sorted(entries, sort.ascending))
}

fn by_rank(
    connection: &Connection,
    ListQuery { listing, sort }: ListQuery,
    column: (&str, &str),
    ranks: &HashMap<i64, i64>,
) -> Result<Vec<i64>> {
    let rank = |row: &Row<'_>| Ok(number(row)?.and_then(|it| ranks.get(&it).copied()));
    let entries = read(connection, listing, column, rank)?;
    Ok(sorted(entries, sort.ascending))
}

fn order(connection: &Connection, query: ListQuery) -> Result<Vec<i64>> {
    let Sort { key, ascending } = query.sort;
    let named = |sql: &str, column: &str| {
        let ranks = ranks(connection, sql)?;
        by_rank(connection, query, (column, ""), &ranks)
    };
    match key {
        SortKey::Date => by_date(connection, query.listing, ascending),
        SortKey::Received => by_number(connection, query, "v.received_at"),
        SortKey::From => by_text(connection, query, "v.from_key"),
        SortKey::Subject => by_text(connection, query, "v.subject_key"),
        SortKey::Akte => {
            let ranks = akte_ranks(connection)?;
            by_rank(connection, query, ("v.akte", ""), &ranks)
        }
        SortKey::Kurzbezeichnung => named("SELECT id, name FROM akte WHERE name <> ''", "v.akte"),
        SortKey::Status => {
            let rank = "CASE v.status WHEN 'neu' THEN 0 WHEN 'in-arbeit' THEN 1 ELSE 2 END";
            by_number(connection, query, rank)
        }
        SortKey::Read => by_number(connection, query, "v.read_at IS NOT NULL"),
        SortKey::Attachments => by_number(connection, query, "v.attachments"),
        SortKey::Size => by_number(connection, query, "v.size"),
        SortKey::Wiedervorlage => by_text(connection, query, "v.wiedervorlage"),
        SortKey::Klient => named("SELECT id, name FROM klient", "v.klient"),
        SortKey::Taetigkeit => named("SELECT id, name FROM taetigkeit", "v.taetigkeit"),
        SortKey::Note => {
            let folded = |row: &Row<'_>| {
                let note: String = row.get(2)?;
                Ok((!note.is_empty()).then(|| sort_key(&note)))
            };
            let entries = read(connection, query.listing, ("v.note", ""), folded)?;
            Ok(sorted(entries, ascending))
        }
        SortKey::Kind => by_text(connection, query, "v.kind"),
        SortKey::Eingangsfach => named("SELECT id, name FROM eingangsfach", "v.eingangsfach"),
        SortKey::Benutzer => by_number(connection, query, "v.benutzer"),
        SortKey::Account => {
            let ranks = ranks(connection, "SELECT id, name FROM account")?;
            let join = "JOIN mail ON mail.id = v.mail_id";
            by_rank(connection, query, ("mail.account_id", join), &ranks)
        }
    }
}

impl Storage {
    /// The numbers of every Vorgang of a list, in order.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn desk_order(&self, query: ListQuery) -> Result<Vec<i64>> {
        self.read(|connection| order(connection, query))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stammdaten::BenutzerNumber;

    /// No list looks through every Vorgang that there ever was.
    #[test]
    fn every_list_is_found_by_an_index() {
        let directory = tempfile::tempdir().unwrap();
        let storage = Storage::open(directory.path()).unwrap();
        let two = BenutzerNumber::new(2).unwrap();
        for listing in [
            Listing::Posteingang(None),
            Listing::Posteingang(Some(1)),
            Listing::Postkorb(two),
            Listing::Zentral,
            Listing::Tagesansicht(two),
            Listing::Wiedervorlage,
            Listing::Klientenunabhaengig,
            Listing::Offen,
            Listing::NichtZugeordnet,
            Listing::Abgelegt(None),
            Listing::Abgelegt(Some(two)),
            Listing::Papierkorb,
            Listing::Altbestand,
        ] {
            let (condition, _) = condition(listing);
            let sql = format!(
                "EXPLAIN QUERY PLAN SELECT v.sort_date, v.id FROM vorgang v WHERE {condition}"
            );
            let plan: Vec<String> = storage
                .read(|connection| {
                    let mut statement = connection.prepare(&sql)?;
                    let mut rows = statement.raw_query();
                    let mut plan = Vec::new();
                    while let Some(row) = rows.next()? {
                        plan.push(row.get(3)?);
                    }
                    Ok(plan)
                })
                .unwrap();
            let scan = plan.iter().find(|it| it.starts_with("SCAN v"));
            assert!(
                scan.is_none_or(|it| it.contains("INDEX")),
                "{listing:?}: {plan:?}"
            );
        }
    }
}
