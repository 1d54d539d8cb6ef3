//! Search as one types: first the numbers of everything that is found, then rows as they come into
//! sight, then pieces of their text.

use super::error::Result;
use super::office::Office;
use crate::domain::mail::{Detail, MailRow};
use crate::domain::search::{Found, FoundRow, Search, Snippet};
use crate::domain::search_marks::{marks, snippet};
use crate::domain::search_text::words;
use crate::mime::MailReader;
use crate::storage;
use crate::storage::mails::Page;

/// Letters of a text that are looked through for a piece, as many as the index holds.
const LOOKED_AT: usize = 200_000;

/// Bytes of a message that is still read for a piece of its text while somebody waits.
const LARGEST: u64 = 16 << 20;

impl Office {
    /// Everything that a search finds, newest first.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn find(&self, search: &Search) -> Result<Found> {
        self.require_benutzer()?;
        Ok(self.storage.find(search)?)
    }

    /// A page of the messages that a search finds, newest first.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn search(&self, search: &Search, page: Page) -> Result<Vec<MailRow>> {
        let found = self.find(search)?.mails;
        let first = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
        let mut rows = Vec::new();
        for id in found.into_iter().skip(first).take(limit) {
            match self.storage.mail(id) {
                Ok(row) => rows.push(row),
                Err(storage::Error::NoRow(..)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(rows)
    }

    /// Letters that have left, with these words in them, newest first: their numbers.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn find_letters(&self, words: &str) -> Result<Vec<i64>> {
        self.require_benutzer()?;
        Ok(self.storage.find_letters(words)?)
    }

    /// These mails in this order, with the words of the search marked; what is gone is left out.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn found_rows(&self, mails: &[i64], search: &Search) -> Result<Vec<FoundRow>> {
        self.require_benutzer()?;
        let words = words(&search.words);
        let mut rows = self.storage.found_rows(mails)?;
        for row in &mut rows {
            row.subject = marks(&row.mail.subject, &words);
            row.from = marks(row.sender(), &words);
            for (name, found) in &mut row.attachments {
                *found = marks(name, &words);
            }
            row.attachments.retain(|it| !it.1.is_empty());
        }
        Ok(rows)
    }

    /// Pieces of the texts of these mails around the words of the search; mails whose text holds
    /// none of them are left out. Reads the messages themselves: for rows in sight only.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn found_snippets(&self, mails: &[i64], search: &Search) -> Result<Vec<Snippet>> {
        self.require_benutzer()?;
        let words = words(&search.words);
        let mut found = Vec::new();
        if words.is_empty() {
            return Ok(found);
        }
        for mail in mails {
            let row = match self.storage.mail(*mail) {
                Ok(row) => row,
                // It was deleted for good in the meantime.
                Err(storage::Error::NoRow(..)) => continue,
                Err(error) => return Err(error.into()),
            };
            if row.size > LARGEST {
                continue;
            }
            let mut reader = MailReader::new(Detail::Index);
            self.storage.read_raw(row.content, |piece| {
                reader.write(piece);
                Ok(())
            })?;
            let text = reader.finish().text;
            let looked_at = text
                .char_indices()
                .nth(LOOKED_AT)
                .map_or(text.len(), |it| it.0);
            if let Some((text, marks)) = snippet(text.get(..looked_at).unwrap_or_default(), &words)
            {
                let mail = *mail;
                found.push(Snippet { mail, text, marks });
            }
        }
        Ok(found)
    }
}
