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
