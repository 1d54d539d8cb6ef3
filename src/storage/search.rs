//! Search: the words give sets of contents, the limits give sets of mails, and the mails of both are
//! walked in the order of their dates, which is kept in memory.

use super::bits::Bits;
use super::desk_order::{ask, condition};
use super::{Result, Storage};
use crate::domain::desk::Listing;
use crate::domain::search::{Found, Person, Search};
use crate::domain::search_text::{BEGINNING, fold, words};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, ToSql};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that one search finds at the most.
const MOST: usize = 100_000;

/// A mail in the order of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    date: i64,
    mail: i64,
    content: i64,
}

/// Every mail, newest first.
struct Dates {
    mails: Vec<Dated>,
    /// Newest mail, and how many messages have been deleted for good: as long as both are the same,
    /// the order is.
    state: (i64, i64),
}

/// What a search needs again at the next letter.
#[derive(Default)]
pub(super) struct Memory {
    dates: Mutex<Option<Arc<Dates>>>,
    /// Mails that lie in the Papierkorb and nowhere else, and the counter at which that was so.
    papierkorb: Mutex<Option<(i64, Arc<Bits>)>>,
}

fn numbers(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    set: &mut Bits,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        set.insert(row.get(0)?);
    }
    Ok(())
}

/// A word as the index reads it: inside quotes nothing is syntax.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

const TEXT: &str = "SELECT rowid FROM text_index WHERE text_index MATCH ?1";
const PART: &str = "SELECT rowid FROM part_index WHERE part_index MATCH ?1";
const BEGINNINGS: &str = "SELECT rowid FROM begin_index WHERE begin_index MATCH ?1";

/// Contents that hold a word: as the beginning of a word, inside a word of the short fields from
/// three letters on, and numbers as a whole. A number that is still being typed is found by its
/// beginning when nothing has it as a whole.
fn contents_with(connection: &Connection, word: &str, is_last: bool) -> Result<Bits> {
    let mut set = Bits::default();
    let is_number = word.chars().any(|c| c.is_ascii_digit());
    if is_number {
        numbers(connection, TEXT, &[&quoted(word)], &mut set)?;
        if is_last && set.is_empty() {
            numbers(connection, TEXT, &[&(quoted(word) + " *")], &mut set)?;
        }
        return Ok(set);
    }
    let letters = word.chars().count();
    if letters <= BEGINNING && word.chars().all(char::is_alphanumeric) {
        numbers(connection, BEGINNINGS, &[&quoted(word)], &mut set)?;
    } else {
        numbers(connection, TEXT, &[&(quoted(word) + " *")], &mut set)?;
    }
    if letters >= 3 {
        numbers(connection, PART, &[&quoted(word)], &mut set)?;
    }
    Ok(set)
}

/// Contents that every word is in; `None` without words.
fn contents(connection: &Connection, search: &Search) -> Result<Option<Bits>> {
    let words = words(&search.words);
    let last = words.len().saturating_sub(1);
    let mut all: Option<Bits> = None;
    for (at, word) in words.iter().enumerate() {
        let set = contents_with(connection, word, at == last)?;
        match &mut all {
            None => all = Some(set),
            Some(all) => all.keep(&set),
        }
        if all.as_ref().is_some_and(Bits::is_empty) {
            break;
        }
    }
    if search.with_attachments {
        let mut set = Bits::default();
        let sql = "SELECT DISTINCT content_id FROM attachment WHERE inline = 0";
        numbers(connection, sql, &[], &mut set)?;
        match &mut all {
            None => all = Some(set),
            Some(all) => all.keep(&set),
        }
    }
    Ok(all)
}

/// A person among sender and recipients.
fn among_people(connection: &Connection, person: &str, set: &mut Bits) -> Result<()> {
    let words = words(person);
    let columns: Vec<String> = words.iter().map(|it| quoted(it) + " *").collect();
    if columns.is_empty() {
        return Ok(());
    }
    let question = format!("{{people}} : ({})", columns.join(" AND "));
    numbers(connection, TEXT, &[&question], set)
}

/// Mails of, to and about a person: contents and mails that meet it.
fn sets_of(connection: &Connection, person: &Person) -> Result<(Bits, Bits)> {
    let (mut contents, mut mails) = (Bits::default(), Bits::default());
    match person {
        Person::Address(text) => among_people(connection, text, &mut contents)?,
        Person::Klient(id) => {
            let sql = "SELECT mail_id FROM vorgang WHERE klient = ?1";
            numbers(connection, sql, &[id], &mut mails)?;
            let sql = "SELECT address FROM ansprechpartner WHERE klient_id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let addresses = statement.query_map([id], |row| row.get::<_, String>(0))?;
            for address in addresses {
                // The whole address, not one that only begins like it.
                let question = format!("{{people}} : {}", quoted(&fold(&address?)));
                numbers(connection, TEXT, &[&question], &mut contents)?;
            }
        }
        Person::Benutzer(number) => {
            let sql = "SELECT mail_id FROM vorgang WHERE status <> 'vernichtet' \
                       AND (benutzer = ?1 OR claimed_by = ?1)";
            numbers(connection, sql, &[&number.value()], &mut mails)?;
        }
    }
    Ok((contents, mails))
}

/// Mails of a list.
fn mails_of(connection: &Connection, listing: Listing) -> Result<Bits> {
    let (condition, key) = condition(listing);
    let sql = format!("SELECT v.mail_id FROM vorgang v WHERE {condition}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = ask(&mut statement, key)?;
    let mut set = Bits::default();
    while let Some(row) = rows.next()? {
        set.insert(row.get(0)?);
    }
    Ok(set)
}

/// The sets that a mail must be in.
fn limits(connection: &Connection, search: &Search) -> Result<Vec<Bits>> {
    let mut all = Vec::new();
    if let Some(listing) = search.place {
        all.push(mails_of(connection, listing)?);
    }
    let mut of = |sql: &str, values: &[&dyn ToSql]| -> Result<()> {
        let mut set = Bits::default();
        numbers(connection, sql, values, &mut set)?;
        all.push(set);
        Ok(())
    };
    if let Some(akte) = &search.akte {
        let sql = "SELECT mail_id FROM document WHERE akte = ?1 AND mail_id IS NOT NULL";
        of(sql, &[akte])?;
    }
    if search.unread {
        of(
            "SELECT mail_id FROM vorgang WHERE list IS NOT NULL AND read_at IS NULL",
            &[],
        )?;
    }
    Ok(all)
}

/// The first moment of a day here, seconds since 1970.
fn begins(day: Date) -> Option<i64> {
    let begun = day.to_zoned_datetime(TimeZone::system()).ok()?;
    Some(begun.timestamp().as_second())
}

impl Storage {
    /// Everything that a search finds, newest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn find(&self, search: &Search) -> Result<Found> {
        // Signs alone are no words: with nothing else they find nothing, not everything.
        let limits_alone = Search {
            words: String::new(),
            ..search.clone()
        };
        if limits_alone.is_empty() && words(&search.words).is_empty() {
            return Ok(Found::default());
        }
        self.read(|connection| {
            let dates = self.dates(connection)?;
            let contents = contents(connection, search)?;
            if contents.as_ref().is_some_and(Bits::is_empty) {
                return Ok(Found::default());
            }
            let limits = limits(connection, search)?;
            let person = search.person.as_ref();
            let person = person.map(|it| sets_of(connection, it)).transpose()?;
            let hidden = match search.place {
                None => Some(self.in_papierkorb_only(connection)?),
                Some(_) => None,
            };
            let is_hit = |it: &Dated| {
                contents.as_ref().is_none_or(|set| set.contains(it.content))
                    && limits.iter().all(|set| set.contains(it.mail))
                    && person.as_ref().is_none_or(|(contents, mails)| {
                        contents.contains(it.content) || mails.contains(it.mail)
                    })
                    && !hidden.as_ref().is_some_and(|set| set.contains(it.mail))
            };
            let range = within(&dates.mails, search);
            let mut hits = range.iter().filter(|it| is_hit(it)).map(|it| it.mail);
            let mails: Vec<i64> = hits.by_ref().take(MOST).collect();
            let more = hits.next().is_some();
            Ok(Found { mails, more })
        })
    }

    /// Every mail by its date.
    fn dates(&self, connection: &Connection) -> Result<Arc<Dates>> {
        let state = connection
            .prepare_cached(
                "SELECT (SELECT coalesce(max(id), 0) FROM mail), (SELECT count(*) FROM vernichtet)",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let memory = &self.inner.memory.dates;
        let lock = || memory.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().clone();
        let mut mails = Vec::new();
        let mut after = 0;
        match known {
            Some(known) if known.state == state => return Ok(known),
            // Only what has come since.
            Some(known) if known.state.1 == state.1 => {
                after = known.state.0;
                mails.clone_from(&known.mails);
            }
            _ => {}
        }
        let mut statement = connection.prepare_cached(
            "SELECT min(sort_date, received_at), id, content_id FROM mail WHERE id > ?1",
        )?;
        let mut rows = statement.query([after])?;
        while let Some(row) = rows.next()? {
            mails.push(Dated {
                date: row.get(0)?,
                mail: row.get(1)?,
                content: row.get(2)?,
            });
        }
        // Mostly in order already, which this sort makes use of.
        mails.sort_by(|a, b| b.cmp(a));
        let dates = Arc::new(Dates { mails, state });
        *lock() = Some(Arc::clone(&dates));
        Ok(dates)
    }

    /// Mails that are to be found in the Papierkorb alone.
    fn in_papierkorb_only(&self, connection: &Connection) -> Result<Arc<Bits>> {
        let version: i64 = connection
            .prepare_cached("SELECT coalesce(sum(version), 0) FROM desk_count")?
            .query_row([], |row| row.get(0))?;
        let memory = &self.inner.memory.papierkorb;
        let lock = || memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, set)) = &*lock()
            && *known == version
        {
            return Ok(Arc::clone(set));
        }
        let mut set = Bits::default();
        numbers(
            connection,
            "SELECT v.mail_id FROM vorgang v WHERE v.list = 'papierkorb' AND NOT EXISTS \
             (SELECT 1 FROM document d WHERE d.mail_id = v.mail_id AND d.akte IS NOT NULL) \
             AND NOT EXISTS (SELECT 1 FROM vorgang o WHERE o.mail_id = v.mail_id \
             AND o.deleted_at IS NULL AND o.status NOT IN ('vernichtet', 'zurueckgenommen'))",
            &[],
            &mut set,
        )?;
        let set = Arc::new(set);
        *lock() = Some((version, Arc::clone(&set)));
        Ok(set)
    }
}

/// The part of all mails whose date is between the days.
fn within<'a>(mails: &'a [Dated], search: &Search) -> &'a [Dated] {
    let after = search.to_day.and_then(|it| begins(it.tomorrow().ok()?));
    let from = search.from_day.and_then(begins);
    let first = after.map_or(0, |end| mails.partition_point(|it| it.date >= end));
    let last = from.map_or(mails.len(), |begin| {
        mails.partition_point(|it| it.date >= begin)
    });
    mails.get(first..last).unwrap_or_default()
}
