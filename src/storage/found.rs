//! Rows of what a search has found, as they come into sight.

use super::desk_list::akte_name;
use super::{Error, Result, Storage};
use crate::domain::search::FoundRow;
use rusqlite::{Connection, OptionalExtension};

/// The Vorgang nearest to the desk, and the Akte.
type Standing = (i64, bool, bool, Option<i64>);

fn standing(connection: &Connection, mail: i64) -> Result<Option<Standing>> {
    let sql = "SELECT id, read_at IS NULL, deleted_at IS NOT NULL, akte FROM vorgang \
               WHERE mail_id = ?1 AND status NOT IN ('vernichtet', 'zurueckgenommen') \
               ORDER BY deleted_at IS NOT NULL, list IS NULL, id DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([mail], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    });
    Ok(found.optional()?)
}

fn akte_of(connection: &Connection, mail: i64) -> Result<Option<i64>> {
    let sql =
        "SELECT akte FROM document WHERE mail_id = ?1 AND akte IS NOT NULL ORDER BY own LIMIT 1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([mail], |row| row.get(0));
    Ok(found.optional()?)
}

fn name(connection: &Connection, akte: i64) -> Result<String> {
    let sql = "SELECT kind, number, year, benutzer FROM akte WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([akte], |row| {
        Ok(akte_name(
            row.get(0)?,
            (row.get(1)?, row.get(2)?, row.get(3)?),
        ))
    })?)
}

fn attachments(
    connection: &Connection,
    content: i64,
) -> Result<Vec<(String, Vec<std::ops::Range<usize>>)>> {
    let sql = "SELECT name FROM attachment WHERE content_id = ?1 AND name <> '' ORDER BY seq";
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map([content], |row| Ok((row.get(0)?, Vec::new())))?;
    Ok(names.collect::<std::result::Result<_, _>>()?)
}

impl Storage {
    /// These mails in this order, without marks, with the names of all attachments; what is gone is
    /// left out.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn found_rows(&self, mails: &[i64]) -> Result<Vec<FoundRow>> {
        let mut found = Vec::with_capacity(mails.len());
        for id in mails {
            let mail = match self.mail(*id) {
                Ok(mail) => mail,
                Err(Error::NoRow(..)) => continue,
                Err(error) => return Err(error),
            };
            found.push(self.read(|connection| {
                let standing = standing(connection, *id)?;
                let akte = match standing.and_then(|it| it.3) {
                    Some(akte) => Some(akte),
                    None => akte_of(connection, *id)?,
                };
                let aktennummer = akte.map(|it| name(connection, it)).transpose()?;
                let attachments = match mail.attachment_count {
                    0 => Vec::new(),
                    _ => attachments(connection, mail.content)?,
                };
                Ok(FoundRow {
                    vorgang: standing.map(|it| it.0),
                    is_unread: standing.is_some_and(|it| it.1),
                    in_papierkorb: standing.is_some_and(|it| it.2),
                    akte,
                    aktennummer: aktennummer.unwrap_or_default(),
                    subject: Vec::new(),
                    from: Vec::new(),
                    attachments,
                    mail,
                })
            })?);
        }
        Ok(found)
    }
}
