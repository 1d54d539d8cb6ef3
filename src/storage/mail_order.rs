//! Every stored message in order, by number alone: for lists that read their rows as they come into
//! sight.

use super::{Result, Storage};
use crate::domain::account::AccountId;

/// By what stored messages are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailSort {
    /// By their date.
    #[default]
    Date,
    /// By sender.
    From,
    /// By subject.
    Subject,
    /// By account.
    Account,
    /// By size.
    Size,
}

impl MailSort {
    fn column(self) -> &'static str {
        match self {
            Self::Date => "mail.sort_date",
            Self::From => {
                "lower(CASE content.from_name WHEN '' THEN content.from_address \
                 ELSE content.from_name END)"
            }
            Self::Subject => "lower(content.subject)",
            Self::Account => "mail.account_id",
            Self::Size => "content.size",
        }
    }
}

impl Storage {
    /// Numbers of the stored messages of an account, or of all.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn mail_order(
        &self,
        account: Option<AccountId>,
        (sort, ascending): (MailSort, bool),
    ) -> Result<Vec<i64>> {
        let direction = if ascending { "ASC" } else { "DESC" };
        let join = match sort {
            MailSort::Date | MailSort::Account => "",
            _ => "JOIN content ON content.id = mail.content_id",
        };
        let filter = match account {
            Some(_) => "WHERE mail.account_id = ?1",
            None => "WHERE ?1 IS NULL",
        };
        // What is alike stays newest first.
        let rest = match sort {
            MailSort::Date => format!("mail.id {direction}"),
            _ => "mail.sort_date DESC, mail.id DESC".to_owned(),
        };
        let sql = format!(
            "SELECT mail.id FROM mail {join} {filter} ORDER BY {} {direction}, {rest}",
            sort.column()
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([account.map(|it| it.0)], |row| row.get(0))?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }
}
