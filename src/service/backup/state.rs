//! How it stands with the backups of the office, and the plan for those made by themselves.

use super::super::error::{Error, Result};
use super::super::office::Office;
use crate::domain::backup::Retired;
use crate::domain::backup_plan::{BackupPlan, Health, Made, PlanFault, SHORTEST, health};
use crate::domain::secret::Secret;
use crate::storage::{self, in_use, now, swap};

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    /// The plan.
    pub plan: BackupPlan,
    /// What was made.
    pub made: Made,
    /// Whether all is well.
    pub health: Health,
    /// When a backup was last put back.
    pub restored_at: Option<i64>,
    /// Nothing is fetched or sent from here any more.
    pub retired: Option<Retired>,
    /// A backup is ready to be put back with the next start.
    pub is_restore_ready: bool,
    /// The moment it stood so.
    pub at: i64,
}

impl Office {
    /// How it stands with the backups.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn backup_state(&self) -> Result<BackupState> {
        let plan = self.storage.backup_plan()?;
        let made = self.storage.backups_made()?;
        let at = now();
        Ok(BackupState {
            health: health(&plan, &made, at),
            plan,
            made,
            restored_at: self.storage.restored_at()?,
            retired: self.retired(),
            is_restore_ready: swap::is_ready(self.directory()),
            at,
        })
    }

    /// Why nothing is fetched or sent from here any more; `None` where all is as usual.
    pub fn retired(&self) -> Option<Retired> {
        in_use::retired(self.directory())
    }

    /// Nothing may leave or be fetched from a data directory that only is looked at, or whose office
    /// is moved aside with the next start: what came into that would be missing afterwards.
    pub(in crate::service) fn require_working(&self) -> Result<()> {
        match self.retired() {
            Some(mark) => Err(Error::Retired(mark)),
            None if swap::is_ready(self.directory()) => Err(storage::Error::SwapWaits.into()),
            None => Ok(()),
        }
    }

    /// Nothing is begun while a backup is looked through: what is fetched and removed from its server
    /// then would be in neither the backup nor what is said to be missing of it.
    pub(in crate::service) fn rests(&self) -> bool {
        swap::is_being_prepared(self.directory())
    }

    /// Another plan. With `sealed` a passphrase goes into the keychain; without one the one that is
    /// there stays.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::BackupPlan`], [`Error::PassphraseShort`],
    /// [`Error::Secrets`], [`Error::Storage`].
    pub fn set_backup_plan(&self, plan: &BackupPlan, passphrase: Option<&Secret>) -> Result<()> {
        self.require_verwalter()?;
        let mut faults = plan.check().err().unwrap_or_default();
        let is_new = passphrase.is_some();
        if plan.on && plan.sealed && !is_new && self.backup_passphrase()?.is_none() {
            faults.push(PlanFault::PassphraseMissing);
        }
        if !faults.is_empty() {
            return Err(Error::BackupPlan(faults));
        }
        if let Some(passphrase) = passphrase.filter(|_| plan.sealed) {
            require_long(passphrase)?;
            self.secrets.keep_backup_passphrase(passphrase)?;
        }
        self.storage.set_backup_plan(plan)?;
        let words = match plan.on {
            true => format!("{} {} {}", plan.time(), plan.keep, plan.folder),
            false => "off".to_owned(),
        };
        self.note("backup plan", &words)
    }

    /// The passphrase of the backups that are made by themselves.
    pub(super) fn backup_passphrase(&self) -> Result<Option<Secret>> {
        Ok(self.secrets.find_backup_passphrase()?)
    }
}

/// A passphrase that somebody finds by trying protects nothing.
pub(super) fn require_long(passphrase: &Secret) -> Result<()> {
    match passphrase.reveal().chars().count() >= SHORTEST {
        true => Ok(()),
        false => Err(Error::PassphraseShort),
    }
}
