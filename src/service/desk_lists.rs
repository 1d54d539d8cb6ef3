//! The lists of the desk for a window: order first, rows as they come into sight, counters.

use super::error::Result;
use super::office::Office;
use crate::domain::desk::{Listing, Vorgang};
use crate::domain::desk_list::{DeskCounts, DeskVersion, ListQuery};

impl Office {
    /// The numbers of every Vorgang of a list, in the order that is wanted.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn desk_order(&self, query: &ListQuery) -> Result<Vec<i64>> {
        self.require_benutzer()?;
        Ok(self.storage.desk_order(*query)?)
    }

    /// These Vorgänge in this order; what is gone is left out.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn desk_rows(&self, ids: &[i64]) -> Result<Vec<Vorgang>> {
        self.require_benutzer()?;
        Ok(self.storage.desk_rows(ids)?)
    }

    /// How many lie at each place, and how many of them are unread.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn desk_counts(&self) -> Result<DeskCounts> {
        self.require_benutzer()?;
        let mut counts = self.storage.desk_counts()?;
        // Everybody sees the own drafts only.
        counts.entwuerfe = self.drafts(false)?.len() as u64;
        Ok(counts)
    }

    /// The state of a list, of all lists for `None`: cheap enough to ask for every second. As long
    /// as it is equal, nothing has to be read again, whoever changes what in which process.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn desk_version(&self, listing: Option<Listing>) -> Result<DeskVersion> {
        Ok(self.storage.desk_version(listing)?)
    }

    /// Notes Vorgänge as opened, or as not opened yet.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn mark_read(&self, vorgaenge: &[i64], is_read: bool) -> Result<()> {
        self.require_benutzer()?;
        Ok(self.storage.mark_read(vorgaenge, is_read)?)
    }
}
