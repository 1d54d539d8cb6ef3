//! What the window reads of the office.

use crate::domain::account::StoredAccount;
use crate::domain::office_settings::OfficeSettings;
use crate::domain::register::Taetigkeit;
use crate::domain::stammdaten::Benutzer;
use crate::service::backup::BackupState;
use crate::service::receiver_state::ReceiverState;
use crate::service::{Error, Office, Result};
use crate::settings::autostart::{Autostart, Place};

/// Everything that the pages show.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub(super) settings: OfficeSettings,
    pub(super) accounts: Vec<StoredAccount>,
    pub(super) benutzer: Vec<Benutzer>,
    pub(super) taetigkeiten: Vec<Taetigkeit>,
    pub(super) zuordnungen: usize,
    pub(super) receiver: ReceiverState,
    /// Until when everything is written down, if it is.
    pub(super) verbose_until: Option<i64>,
    pub(super) autostart: Autostart,
    pub(super) backup: BackupState,
    /// May change accounts and what holds for the Posteingang.
    pub(super) is_verwalter: bool,
    /// May change how mail is read in automatically.
    pub(super) is_einlesen: bool,
}

fn is_allowed(answer: Result<()>) -> Result<bool> {
    match answer {
        Ok(()) => Ok(true),
        Err(Error::NotVerwalter(_) | Error::NobodyActs(_) | Error::NoEinlesen(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads it.
pub(super) fn read(office: &Office, place: &Place) -> Result<Loaded> {
    Ok(Loaded {
        settings: office.office_settings()?,
        accounts: office.accounts()?,
        benutzer: office.benutzer()?,
        taetigkeiten: office.taetigkeiten()?,
        zuordnungen: office.zuordnungen()?.len(),
        receiver: office.receiver_state()?,
        verbose_until: office.verbose_log_until(),
        autostart: place.read(),
        backup: office.backup_state()?,
        is_verwalter: is_allowed(office.may_change())?,
        is_einlesen: is_allowed(office.may_change_reading())?,
    })
}
