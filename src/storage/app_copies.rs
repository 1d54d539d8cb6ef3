//! Copies to the app that wait to be put into the Postausgang.

use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use rusqlite::params;

/// A message that a copy is to be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCopy {
    /// Its mail.
    pub mail: i64,
    /// Its content.
    pub content: i64,
    /// The account that it came by.
    pub account: AccountId,
    /// It was written before a backup was put back, and fetched (again) after that.
    pub is_of_before: bool,
}

impl Storage {
    /// Copies that are not in the Postausgang yet, oldest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn open_app_copies(&self) -> Result<Vec<OpenCopy>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT mail.id, mail.content_id, mail.account_id, EXISTS (SELECT 1 FROM restored r \
                 WHERE mail.sort_date < r.at AND mail.received_at >= r.at) FROM app_copy \
                 JOIN mail ON mail.id = app_copy.mail_id WHERE app_copy.state = 'offen' \
                 ORDER BY mail.id",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(OpenCopy {
                    mail: row.get(0)?,
                    content: row.get(1)?,
                    account: AccountId(row.get(2)?),
                    is_of_before: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Notes what became of a copy: the number of its letter, or none. `detail` stands in the
    /// history of the mail: the name of the device, or the word for why there is no copy.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn settle_app_copy(&self, mail: i64, letter: Option<i64>, detail: &str) -> Result<()> {
        self.write(|tx| {
            let (state, verb) = match letter {
                Some(_) => ("im-postausgang", "app-copy"),
                None => ("unterlassen", "app-copy-left"),
            };
            tx.execute(
                "UPDATE app_copy SET state = ?2, letter_id = ?3 WHERE mail_id = ?1",
                params![mail, state, letter],
            )?;
            tx.execute(
                "INSERT INTO vorgang_step (vorgang_id, at, verb, detail) \
                 SELECT id, ?2, ?3, ?4 FROM vorgang WHERE mail_id = ?1",
                params![mail, now(), verb, detail],
            )?;
            Ok(())
        })
    }
}
