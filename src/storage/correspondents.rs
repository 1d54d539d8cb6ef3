//! Whom the office writes with: for suggestions while an address is typed.

use super::{Result, Storage, now};
use crate::domain::mail::MailAddress;
use crate::domain::search_text::fold;
use crate::domain::syntax::{address_key, is_address};
use rusqlite::{Transaction, params};

/// Messages that are counted in one transaction, so that nobody waits long for the database.
const BATCH: i64 = 2_000;

/// Hits that are looked at.
const MOST_HITS: u32 = 200;

/// Someone whose name or address fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub person: MailAddress,
    /// Letters that were sent there.
    pub sent: i64,
    /// Messages that came from there.
    pub received: i64,
    /// The last of either, seconds since 1970.
    pub last_at: i64,
}

impl Storage {
    /// Counts the senders of mail that has come in since the last time. Returns how many messages
    /// there were.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn count_correspondents(&self) -> Result<u64> {
        let mut all = 0;
        loop {
            let counted = self.write(count_batch)?;
            all += counted;
            if counted < BATCH as u64 {
                return Ok(all);
            }
        }
    }

    /// Counts whom a letter was written to.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_written_to(&self, people: &[MailAddress]) -> Result<()> {
        self.write(|tx| {
            let moment = now();
            people
                .iter()
                .try_for_each(|it| note(tx, it, (0, 1, moment)))
        })
    }

    /// Those whose names or addresses have words that begin with each of these folded words.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn correspondents(&self, words: &[String]) -> Result<Vec<Hit>> {
        let Some(first) = words.first() else {
            return Ok(Vec::new());
        };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT address, name, sent, received, last_at, words FROM correspondent \
                 WHERE instr(words, ?1) > 0 ORDER BY 4 * sent + received DESC, last_at DESC LIMIT ?2",
            )?;
            let mut rows = statement.query(params![format!(" {first}"), MOST_HITS])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let known: String = row.get(5)?;
                if words.iter().all(|it| known.contains(&format!(" {it}"))) {
                    found.push(Hit {
                        person: MailAddress {
                            address: row.get(0)?,
                            name: row.get(1)?,
                        },
                        sent: row.get(2)?,
                        received: row.get(3)?,
                        last_at: row.get(4)?,
                    });
                }
            }
            Ok(found)
        })
    }
}

impl Storage {
    /// Every Ansprechpartner with the name of the Klient.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn contact_addresses(&self) -> Result<Vec<(MailAddress, String)>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT p.name, p.address, k.name FROM ansprechpartner p \
                 JOIN klient k ON k.id = p.klient_id",
            )?;
            let rows = statement.query_map([], |row| {
                let person = MailAddress {
                    name: row.get(0)?,
                    address: row.get(1)?,
                };
                Ok((person, row.get(2)?))
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }
}

/// Name and address as words to be found by, a blank before each.
pub fn search_words(person: &MailAddress) -> String {
    let folded = format!("{} {}", fold(&person.name), fold(&person.address));
    let mut words = String::with_capacity(folded.len() + 8);
    for word in folded.split(|it: char| !it.is_alphanumeric()) {
        if !word.is_empty() {
            words.push(' ');
            words.push_str(word);
        }
    }
    words
}

/// Whether nobody would ever write there.
fn is_machine(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    [
        "noreply",
        "no-reply",
        "donotreply",
        "mailer-daemon",
        "postmaster",
        "bounce",
    ]
    .iter()
    .any(|it| local.starts_with(it))
}

fn count_batch(tx: &Transaction<'_>) -> Result<u64> {
    let mark: i64 = tx.query_row("SELECT content_id FROM correspondent_mark", [], |row| {
        row.get(0)
    })?;
    let mut statement = tx.prepare_cached(
        "SELECT id, from_name, from_address, coalesce(date, 0) FROM content WHERE id > ?1 \
         ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query((mark, BATCH))?;
    let (mut counted, mut last) = (0, mark);
    let moment = now();
    while let Some(row) = rows.next()? {
        last = row.get(0)?;
        counted += 1;
        let person = MailAddress {
            name: row.get(1)?,
            address: row.get(2)?,
        };
        let at: i64 = row.get(3)?;
        // A date in the future would make a sender the latest for ever.
        note(tx, &person, (1, 0, at.min(moment)))?;
    }
    if last != mark {
        tx.execute("UPDATE correspondent_mark SET content_id = ?1", [last])?;
    }
    Ok(counted)
}

fn note(
    tx: &Transaction<'_>,
    person: &MailAddress,
    (received, sent, at): (i64, i64, i64),
) -> Result<()> {
    let key = address_key(&person.address);
    if !is_address(&person.address) || is_machine(&key) {
        return Ok(());
    }
    let name: String = person
        .name
        .chars()
        .filter(|it| !it.is_control())
        .take(120)
        .collect();
    let named = MailAddress {
        name: name.trim().to_owned(),
        address: person.address.clone(),
    };
    tx.prepare_cached(
        "INSERT INTO correspondent (address_key, address, name, words, received, sent, last_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET \
         received = received + ?5, sent = sent + ?6, last_at = max(last_at, ?7), \
         name = CASE WHEN ?3 = '' THEN name ELSE ?3 END, \
         words = CASE WHEN ?3 = '' THEN words ELSE ?4 END",
    )?
    .execute(params![
        key,
        named.address,
        named.name,
        search_words(&named),
        received,
        sent,
        at
    ])?;
    Ok(())
}
