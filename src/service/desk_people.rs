//! What the desk asks about persons and Akten: who works here, whose mail waits for an assignment,
//! which Akte is meant.

use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::desk::{Listing, Place};
use crate::domain::register::{AkteId, StoredAkte};
use crate::domain::stammdaten::{Benutzer, BenutzerNumber, StammdatenFault};
use crate::domain::syntax::address_key;
use crate::storage::mail_order::MailSort;
use crate::storage::mails::Page;

/// How an assignment of a sender went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assigned {
    /// Vorgänge that were given to the Benutzer.
    pub vorgaenge: Vec<i64>,
    /// Von→An was entered, so that later mail of the sender comes by itself.
    pub is_standing: bool,
}

impl Office {
    /// Numbers of the stored messages of an account, or of all.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn mail_order(
        &self,
        account: Option<AccountId>,
        sort: (MailSort, bool),
    ) -> Result<Vec<i64>> {
        Ok(self.storage.mail_order(account, sort)?)
    }

    /// The Benutzer who is acting, if the login belongs to one.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn who_acts(&self) -> Result<Option<Benutzer>> {
        let number = self.acting_now()?.benutzer;
        let all = self.storage.benutzer()?;
        Ok(number.and_then(|number| all.into_iter().find(|it| it.number == number)))
    }

    /// Akten by what was typed: the beginning of a number, or words of the Kurzbezeichnung; nothing
    /// typed means those used last.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn find_akten(&self, typed: &str, limit: usize) -> Result<Vec<StoredAkte>> {
        Ok(self.storage.find_akten(typed, limit)?)
    }

    /// One Akte of any kind, by its number in the database.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn akte_of_id(&self, id: AkteId) -> Result<StoredAkte> {
        Ok(self.storage.akte_of_id(id)?)
    }

    /// Whether an address stands with one of the Benutzer, which is what Von→An can be entered for.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn is_staff_address(&self, address: &str) -> Result<bool> {
        let key = address_key(address);
        let all = self.storage.benutzer()?;
        Ok(all.iter().any(|it| address_key(&it.address) == key))
    }

    /// Gives a Vorgang of the list "Nicht zugeordnet" to a Benutzer; with `standing`, Von→An is
    /// entered for its sender as well, and everything else of this sender that waits goes along.
    ///
    /// # Errors
    /// [`Error::NoEinlesen`] without the right for Von→An; [`Error::Stammdaten`] when the sender is
    /// no address of the staff; [`Error::Desk`]; [`Error::Storage`].
    pub fn assign_sender(&self, id: i64, to: BenutzerNumber, standing: bool) -> Result<Assigned> {
        let vorgang = self.storage.vorgang(id)?;
        if !standing {
            self.assign(id, None, Some(to))?;
            return Ok(Assigned {
                vorgaenge: vec![id],
                is_standing: false,
            });
        }
        match self.set_zuordnung(&vorgang.from, &[to], false) {
            // Entered by somebody in the meantime: that is what is wanted.
            Err(Error::Stammdaten(faults))
                if faults
                    .iter()
                    .all(|it| matches!(it, StammdatenFault::Taken(_))) => {}
            other => other?,
        }
        let key = address_key(&vorgang.from);
        let all = Page {
            limit: u32::MAX,
            offset: 0,
        };
        let waiting = self.storage.vorgaenge(Listing::NichtZugeordnet, all)?;
        let mut assigned = Assigned {
            vorgaenge: Vec::new(),
            is_standing: true,
        };
        let is_his = |it: &crate::domain::desk::Vorgang| {
            it.place == Place::NichtZugeordnet && address_key(&it.from) == key
        };
        for it in waiting.iter().filter(|it| is_his(it)) {
            self.assign(it.id, None, Some(to))?;
            assigned.vorgaenge.push(it.id);
        }
        Ok(assigned)
    }
}
