//! Settings of the whole office, with the rights that changing them needs.

use super::error::Result;
use super::office::Office;
use crate::domain::office_settings::{OfficeSettings, SettingsChange};

impl Office {
    /// The settings of the office.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn office_settings(&self) -> Result<OfficeSettings> {
        Ok(self.storage.office_settings()?)
    }

    /// Whether the one who is acting may see and change how mail is read in automatically.
    ///
    /// # Errors
    /// [`crate::service::Error::NoEinlesen`] or [`crate::service::Error::NobodyActs`], which say why
    /// not; [`crate::service::Error::Storage`].
    pub fn may_change_reading(&self) -> Result<()> {
        self.require_einlesen()
    }

    /// Changes settings of the office, all or none; gives them back as they are then. The general
    /// ones are a Verwalter's, those of automatic reading need their own right.
    ///
    /// # Errors
    /// Without the rights, or every fault of the values.
    pub fn change_settings(&self, change: &SettingsChange) -> Result<OfficeSettings> {
        if change.is_about_reading() {
            self.require_einlesen()?;
        }
        if change.is_about_posteingang() || !change.is_about_reading() {
            self.require_verwalter()?;
        }
        let settings = self.storage.change_settings(change)?;
        self.note("settings set", &words(change))?;
        Ok(settings)
    }
}

/// What was changed, for the journal.
fn words(change: &SettingsChange) -> String {
    let mut words = Vec::new();
    let optional = |it: Option<String>| it.unwrap_or_else(|| "-".to_owned());
    if let Some(it) = change.directives {
        words.push(format!("directives {}", it.word()));
    }
    if let Some(it) = change.forward_to {
        words.push(format!("forward {}", optional(it.map(|it| it.to_string()))));
    }
    if let Some(it) = &change.fax {
        let it = it.as_ref().map(ToString::to_string);
        words.push(format!("fax {}", optional(it)));
    }
    words.extend(change.block.iter().map(|it| format!("block {it}")));
    words.extend(change.unblock.iter().map(|it| format!("unblock {it}")));
    if let Some(it) = change.reading_on {
        words.push(format!("read automatically {it}"));
    }
    if let Some(it) = change.minutes {
        words.push(format!("every {it} minutes"));
    }
    if let Some(it) = &change.taetigkeit {
        words.push(format!("taetigkeit {}", optional(it.clone())));
    }
    if let Some(it) = change.complete {
        words.push(format!("complete {it}"));
    }
    words.join(", ")
}
