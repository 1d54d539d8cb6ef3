//! The rules of the office, read in one go for many messages.

use super::office_settings::read_settings;
use super::{Result, Storage};
use crate::domain::account::AccountId;
use crate::domain::akte::Aktennummer;
use crate::domain::rules::RuleBook;
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{Connection, Row};
use std::sync::{Arc, PoisonError};

/// Goes through the rows of a question.
fn each(
    connection: &Connection,
    sql: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

fn staff(connection: &Connection, book: &mut RuleBook) -> Result<()> {
    let sql = "SELECT number, address, current, external FROM benutzer";
    each(connection, sql, |row| {
        let (address, current): (String, bool) = (row.get(1)?, row.get(2)?);
        match BenutzerNumber::new(row.get(0)?) {
            Some(number) if !row.get::<_, bool>(3)? => book.add_benutzer(number, &address, current),
            _ => book.add_staff(&address, current),
        }
        Ok(())
    })?;
    each(
        connection,
        "SELECT von, an FROM zuordnung ORDER BY von_key, an",
        |row| {
            if let Some(an) = BenutzerNumber::new(row.get(1)?) {
                book.add_assignment(&row.get::<_, String>(0)?, an);
            }
            Ok(())
        },
    )
}

impl Storage {
    /// Everything that incoming mail finds its way by, as it stands now. It is read again only when
    /// something of it has changed, by whatever program.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn rule_book(&self) -> Result<Arc<RuleBook>> {
        self.read(|connection| {
            // One look at the database: version and rules belong together.
            let snapshot = connection.unchecked_transaction()?;
            let sql = "SELECT version FROM rules_version";
            let version: i64 = snapshot.query_row(sql, [], |row| row.get(0))?;
            let known = || {
                self.inner
                    .rules
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
            };
            if let Some((known, book)) = &*known()
                && *known == version
            {
                return Ok(Arc::clone(book));
            }
            let book = Arc::new(read_book(&snapshot)?);
            *known() = Some((version, Arc::clone(&book)));
            Ok(book)
        })
    }
}

fn read_book(connection: &Connection) -> Result<RuleBook> {
    let sql = "SELECT id FROM eingangsfach WHERE standard = 1";
    let standard = connection.query_row(sql, [], |row| row.get(0))?;
    let mut book = RuleBook::new(read_settings(connection)?, standard);
    let sql = "SELECT number, year, datenpool FROM akte WHERE kind = 'akte'";
    each(connection, sql, |row| {
        if let Some(number) = Aktennummer::new(row.get(0)?, row.get(1)?) {
            let pool = row.get::<_, Option<String>>(2)?;
            book.add_akte(pool.as_deref(), number);
        }
        Ok(())
    })?;
    staff(connection, &mut book)?;
    let sql = "SELECT address_key, klient_id FROM ansprechpartner ORDER BY klient_id";
    each(connection, sql, |row| {
        book.add_klient(&row.get::<_, String>(0)?, row.get(1)?);
        Ok(())
    })?;
    let sql = "SELECT address FROM account WHERE removed_at IS NULL";
    each(connection, sql, |row| {
        book.add_mailbox(&row.get::<_, String>(0)?);
        Ok(())
    })?;
    each(
        connection,
        "SELECT account_id, eingangsfach_id FROM quelle",
        |row| {
            book.add_source(AccountId(row.get(0)?), row.get(1)?);
            Ok(())
        },
    )?;
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::Akte;

    #[test]
    fn the_rules_are_read_again_only_after_a_change_by_anyone() {
        let directory = tempfile::tempdir().unwrap();
        let storage = Storage::open(directory.path()).unwrap();
        let other = Storage::open(directory.path()).unwrap();
        let number: Aktennummer = "8/20".parse().unwrap();
        let first = storage.rule_book().unwrap();
        assert!(Arc::ptr_eq(&first, &storage.rule_book().unwrap()));
        assert!(!first.has_akte(None, number));
        let akte = Akte {
            number,
            name: "Müller".to_owned(),
            sachbearbeiter: None,
            datenpool: None,
        };
        other.insert_akte(&akte).unwrap();
        let second = storage.rule_book().unwrap();
        assert!(second.has_akte(None, number));
        other.remove_akte(number, None).unwrap();
        assert!(!storage.rule_book().unwrap().has_akte(None, number));
    }
}
