//! Master data, with the rights that changing it needs.

use super::error::Result;
use super::office::Office;
use crate::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, Datenpool};

impl Office {
    /// Every Benutzer.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn benutzer(&self) -> Result<Vec<Benutzer>> {
        Ok(self.storage.benutzer()?)
    }

    /// Adds a Benutzer; the first one becomes Verwalter.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn add_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_benutzer(benutzer)?;
        self.note("benutzer add", &benutzer.number.to_string())
    }

    /// Changes a Benutzer.
    ///
    /// # Errors
    /// Not a Verwalter, every fault of the values, or no Verwalter would be left.
    pub fn edit_benutzer(&self, benutzer: &Benutzer) -> Result<()> {
        self.require_verwalter()?;
        self.storage.update_benutzer(benutzer)?;
        self.note("benutzer edit", &benutzer.number.to_string())
    }

    /// Removes a Benutzer that nothing refers to.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, in use, or the last Verwalter.
    pub fn remove_benutzer(&self, number: BenutzerNumber) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_benutzer(number)?;
        self.note("benutzer remove", &number.to_string())
    }

    /// Every Datenpool.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn datenpools(&self) -> Result<Vec<Datenpool>> {
        Ok(self.storage.datenpools()?)
    }

    /// Adds a Datenpool.
    ///
    /// # Errors
    /// Not a Verwalter, name missing or taken.
    pub fn add_datenpool(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.insert_datenpool(name)?;
        self.note("pool add", name)
    }

    /// Gives a Datenpool another name.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, name missing or taken.
    pub fn rename_datenpool(&self, name: &str, new_name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.rename_datenpool(name, new_name)?;
        self.note("pool edit", &format!("{name} -> {new_name}"))
    }

    /// Removes a Datenpool that no account refers to.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_datenpool(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_datenpool(name)?;
        self.note("pool remove", name)
    }

    /// Every app device.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn geraete(&self) -> Result<Vec<AppGeraet>> {
        Ok(self.storage.geraete()?)
    }

    /// Adds an app device.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn add_geraet(&self, geraet: &AppGeraet) -> Result<()> {
        self.require_verwalter()?;
        self.storage.store_geraet(geraet, false)?;
        self.note("geraet add", &geraet.name)
    }

    /// Changes an app device.
    ///
    /// # Errors
    /// Not a Verwalter, or every fault of the values.
    pub fn edit_geraet(&self, geraet: &AppGeraet) -> Result<()> {
        self.require_verwalter()?;
        self.storage.store_geraet(geraet, true)?;
        self.note("geraet edit", &geraet.name)
    }

    /// Changes an app device and perhaps its name; accounts that refer to it follow.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or every fault of the values.
    pub fn change_geraet(&self, name: &str, geraet: &AppGeraet) -> Result<()> {
        self.require_verwalter()?;
        self.storage.update_geraet(name, geraet)?;
        self.note("geraet edit", &format!("{name} -> {}", geraet.name))
    }

    /// Removes an app device that no account refers to.
    ///
    /// # Errors
    /// Not a Verwalter, unknown, or in use.
    pub fn remove_geraet(&self, name: &str) -> Result<()> {
        self.require_verwalter()?;
        self.storage.remove_geraet(name)?;
        self.note("geraet remove", name)
    }
}
