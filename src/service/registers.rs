//! Akten, Tätigkeiten, Klienten, Eingangsfächer with their sources, and Von→An, with the rights that
//! changing them needs.

use super::error::Result;
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::akte::Aktennummer;
use crate::domain::register::{
    Akte, Eingangsfach, Klient, Quelle, StoredAkte, StoredKlient, Taetigkeit, Zuordnung,
};
use crate::domain::stammdaten::BenutzerNumber;
use crate::storage::akten::AkteWish;

impl Office {
    /// The Akten of a wish, those opened last first.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn akten(&self, wish: &AkteWish) -> Result<Vec<StoredAkte>> {
        Ok(self.storage.akten(wish)?)
    }

    /// The Akte of this number in this Datenpool (`None`: the main pool).
    ///
    /// # Errors
    /// [`crate::service::Error::Stammdaten`] if there is none.
    pub fn akte(&self, number: Aktennummer, datenpool: Option<&str>) -> Result<StoredAkte> {
        Ok(self.storage.akte(number, datenpool)?)
    }

    /// Adds an Akte.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn add_akte(&self, akte: &Akte) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_akte(akte)?;
        self.note("akte add", &akte.number.to_string())
    }

    /// Changes an Akte, perhaps its number and Datenpool; what lies in it stays in it.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn edit_akte(&self, before: &StoredAkte, akte: &Akte) -> Result<()> {
        self.require_verwalter()?;
        self.storage.update_akte(before.id, akte)?;
        self.note("akte edit", &akte.number.to_string())
    }

    /// Removes an Akte in which nothing lies.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_akte(&self, number: Aktennummer, datenpool: Option<&str>) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_akte(number, datenpool)?;
        self.note("akte remove", &number.to_string())
    }

    /// Every Tätigkeit.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn taetigkeiten(&self) -> Result<Vec<Taetigkeit>> {
        Ok(self.storage.taetigkeiten()?)
    }

    /// Adds a Tätigkeit.
    ///
    /// # Errors
    /// Not a Verwalter, name missing or taken.
    pub fn add_taetigkeit(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_taetigkeit(name)?;
        self.note("taetigkeit add", name)
    }

    /// Gives a Tätigkeit another name.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, name missing or taken.
    pub fn rename_taetigkeit(&self, name: &str, new_name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.rename_taetigkeit(name, new_name)?;
        self.note("taetigkeit edit", &format!("{name} -> {new_name}"))
    }

    /// Removes a Tätigkeit that nothing refers to.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_taetigkeit(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_taetigkeit(name)?;
        self.note("taetigkeit remove", name)
    }

    /// Every Klient.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn klienten(&self) -> Result<Vec<StoredKlient>> {
        Ok(self.storage.klienten()?)
    }

    /// Adds a Klient.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn add_klient(&self, klient: &Klient) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_klient(klient)?;
        self.note("klient add", &klient.name)
    }

    /// Changes the Klient of this name, perhaps the name, too.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn edit_klient(&self, name: &str, klient: &Klient) -> Result<()> {
        self.require_verwalter()?;
        self.storage.update_klient(name, klient)?;
        self.note("klient edit", &klient.name)
    }

    /// Removes a Klient that no mail refers to.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_klient(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_klient(name)?;
        self.note("klient remove", name)
    }

    /// Every Eingangsfach.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn eingangsfaecher(&self) -> Result<Vec<Eingangsfach>> {
        Ok(self.storage.eingangsfaecher()?)
    }

    /// Adds an Eingangsfach.
    ///
    /// # Errors
    /// Not a Verwalter, name missing or taken.
    pub fn add_eingangsfach(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_eingangsfach(name)?;
        self.note("eingangsfach add", name)
    }

    /// Gives an Eingangsfach another name, makes it the standard one, or both.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, name missing or taken.
    pub fn edit_eingangsfach(
        &self,
        name: &str,
        new_name: Option<&str>,
        make_standard: bool,
    ) -> Result<()> {
        self.require_verwalter()?;
        self.storage
            .update_eingangsfach(name, new_name, make_standard)?;
        self.note("eingangsfach edit", new_name.unwrap_or(name))
    }

    /// Removes an empty Eingangsfach that is no account's and not the standard one.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_eingangsfach(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_eingangsfach(name)?;
        self.note("eingangsfach remove", name)
    }

    /// Every account on "Posteingang" with the tray that its mail comes into.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn quellen(&self) -> Result<Vec<Quelle>> {
        Ok(self.storage.quellen()?)
    }

    /// Lets the mail of an account come into this tray; with `replace` instead of another one.
    ///
    /// # Errors
    /// Not a Verwalter, no such account or tray, or not on "Posteingang".
    pub fn set_quelle(&self, id: AccountId, fach: &str, replace: bool) -> Result<()> {
        self.require_verwalter()?;
        self.storage.store_quelle(id, fach, replace)?;
        self.note("quelle set", &format!("{id} -> {fach}"))
    }

    /// Lets the mail of an account come into the standard tray again.
    ///
    /// # Errors
    /// Not a Verwalter, no such account, or no tray of its own.
    pub fn remove_quelle(&self, id: AccountId) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_quelle(id)?;
        self.note("quelle remove", &id.to_string())
    }

    /// Every row Von→An.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn zuordnungen(&self) -> Result<Vec<Zuordnung>> {
        Ok(self.storage.zuordnungen()?)
    }

    /// Lets these Benutzer take the mail of a sender: with `replace` they alone, else besides others.
    ///
    /// # Errors
    /// Without the right "E-Mails automatisch einlesen", or every fault of the values.
    pub fn set_zuordnung(&self, von: &str, an: &[BenutzerNumber], replace: bool) -> Result<()> {
        self.require_einlesen()?;
        match replace {
            true => self.storage.replace_zuordnung(von, an)?,
            false => self.storage.insert_zuordnung(von, an)?,
        }
        self.note("zuordnung set", &zuordnung_words(von, an))
    }

    /// Takes a sender's rows away: all of them, or the one of this Benutzer. Says how many.
    ///
    /// # Errors
    /// Without the right "E-Mails automatisch einlesen", or there is no such row.
    pub fn remove_zuordnung(&self, von: &str, an: Option<BenutzerNumber>) -> Result<usize> {
        self.require_einlesen()?;
        let count = self.storage.remove_zuordnung(von, an)?;
        let an: Vec<BenutzerNumber> = an.into_iter().collect();
        self.note("zuordnung remove", &zuordnung_words(von, &an))?;
        Ok(count)
    }
}

fn zuordnung_words(von: &str, an: &[BenutzerNumber]) -> String {
    let an: Vec<String> = an.iter().map(ToString::to_string).collect();
    format!("{von} -> {}", an.join(", "))
}
