//! Lists of stored messages, and search.

use super::{Error, Result, Storage, accounts};
use crate::domain::account::AccountId;
use crate::domain::hash::Sha256Hash;
use crate::domain::mail::{MailAddress, MailDate, MailNote, MailRow};
use rusqlite::{OptionalExtension, Row, ToSql};

const SELECT: &str = "SELECT mail.id, mail.content_id, mail.account_id, mail.folder, \
     content.from_name, content.from_address, content.subject, content.date, \
     content.date_offset, mail.received_at, content.size, content.hash, \
     content.attachment_count, mail.altbestand, content.notes \
     FROM mail JOIN content ON content.id = mail.content_id";

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Rows at the most.
    pub limit: u32,
    /// Rows left out before.
    pub offset: u32,
}

impl Storage {
    /// Stored messages, newest first.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn mails(&self, account: Option<AccountId>, page: Page) -> Result<Vec<MailRow>> {
        self.read(|connection| {
            if let Some(account) = account {
                accounts::require(connection, account)?;
            }
            let filter = if account.is_some() {
                "WHERE mail.account_id = ?3"
            } else {
                ""
            };
            let sql = format!(
                "{SELECT} {filter} ORDER BY mail.sort_date DESC, mail.id DESC LIMIT ?1 OFFSET ?2"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let account = account.map(|it| it.0);
            let mut parameters: Vec<&dyn ToSql> = vec![&page.limit, &page.offset];
            parameters.extend(account.as_ref().map(|it| it as &dyn ToSql));
            let rows = statement.query_map(parameters.as_slice(), read)?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// How many messages are stored.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mail_count(&self, account: Option<AccountId>) -> Result<u64> {
        self.read(|connection| {
            let sql = "SELECT count(*) FROM mail WHERE ?1 IS NULL OR account_id = ?1";
            Ok(connection.query_row(sql, [account.map(|it| it.0)], |row| row.get(0))?)
        })
    }

    /// One stored message.
    ///
    /// # Errors
    /// [`Error::NoRow`].
    pub fn mail(&self, id: i64) -> Result<MailRow> {
        self.read(|connection| {
            let sql = format!("{SELECT} WHERE mail.id = ?1");
            let row = connection.query_row(&sql, [id], read).optional()?;
            row.ok_or(Error::NoRow("mail", id))
        })
    }

    /// Messages that every one of `words` is found in, newest first. A word is found at the
    /// beginning of a word of the text, and anywhere inside words of subject, people and names of
    /// attachments. The words are folded already.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn search(&self, words: &[String], page: Page) -> Result<Vec<MailRow>> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut parameters: Vec<String> = Vec::new();
        let mut conditions = Vec::new();
        for word in words {
            // Inside quotes nothing is syntax; a quote itself is written twice.
            let quoted = format!("\"{}\"", word.replace('"', "\"\""));
            let is_number = word.chars().any(|c| c.is_ascii_digit());
            let star = if is_number { "" } else { "*" };
            parameters.push(format!("{quoted} {star}"));
            let mut condition = format!(
                "mail.content_id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?{}",
                parameters.len()
            );
            if word.chars().count() >= 3 && !is_number {
                parameters.push(quoted);
                condition.push_str(&format!(
                    " UNION SELECT rowid FROM part_index WHERE part_index MATCH ?{}",
                    parameters.len()
                ));
            }
            conditions.push(condition + ")");
        }
        let count = parameters.len();
        let sql = format!(
            "{SELECT} WHERE {} ORDER BY mail.sort_date DESC, mail.id DESC LIMIT ?{} OFFSET ?{}",
            conditions.join(" AND "),
            count + 1,
            count + 2
        );
        self.read(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let mut values: Vec<&dyn ToSql> =
                parameters.iter().map(|it| it as &dyn ToSql).collect();
            values.push(&page.limit);
            values.push(&page.offset);
            let rows = statement.query_map(values.as_slice(), read)?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<MailRow> {
    let date: Option<i64> = row.get(7)?;
    let offset: Option<i16> = row.get(8)?;
    let notes: String = row.get(14)?;
    Ok(MailRow {
        id: row.get(0)?,
        content: row.get(1)?,
        account: AccountId(row.get(2)?),
        folder: row.get(3)?,
        from: MailAddress {
            name: row.get(4)?,
            address: row.get(5)?,
        },
        subject: row.get(6)?,
        date: date.map(|timestamp| MailDate {
            timestamp,
            offset_minutes: offset.unwrap_or_default(),
        }),
        received_at: row.get(9)?,
        size: row.get(10)?,
        hash: Sha256Hash(row.get(11)?),
        attachment_count: row.get(12)?,
        altbestand: row.get(13)?,
        notes: notes.split(' ').filter_map(MailNote::from_word).collect(),
    })
}
