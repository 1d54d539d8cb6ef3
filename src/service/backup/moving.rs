//! The office moves to another machine ("Umzug"): everything in one encrypted file, and the one it
//! came from stops fetching and sending, because two that fetch and remove would split the mail.

use super::super::error::{Error, Result};
use super::super::office::Office;
use super::Hear;
use super::making::{Made, Order, Target};
use super::state::require_long;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::backup::{BackupKind, Retired, Why};
use crate::domain::secret::Secret;
use crate::storage::{in_use, now};

impl Office {
    /// Writes everything that another machine needs into one encrypted file; the secrets of the
    /// accounts only if they are wanted.
    ///
    /// # Errors
    /// [`Error::PassphraseShort`], and what [`Office::back_up`] returns.
    pub fn export_move(
        &self,
        target: Target,
        passphrase: &Secret,
        with_secrets: bool,
        hear: Hear<'_>,
    ) -> Result<Made> {
        require_long(passphrase)?;
        let order = Order {
            target,
            kind: BackupKind::Move,
            passphrase: Some(passphrase.clone()),
            with_secrets,
        };
        let made = self.back_up(&order, hear)?;
        self.note("move export", &made.path.display().to_string())?;
        Ok(made)
    }

    /// From now on nothing is fetched or sent from here: the office works on another machine. A
    /// receiver that runs hears of it within seconds.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`].
    pub fn retire(&self) -> Result<()> {
        self.require_verwalter()?;
        let mark = Retired {
            why: Why::Moved,
            at: now(),
        };
        in_use::retire(self.directory(), Some(mark))?;
        self.note("retire", "moved")
    }

    /// Takes that back.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`].
    pub fn revive(&self) -> Result<()> {
        self.require_verwalter()?;
        in_use::retire(self.directory(), None)?;
        self.note("revive", "")
    }

    /// Accounts that cannot sign in as it is: their secrets are not in the keychain of this machine.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::Secrets`].
    pub fn accounts_without_secret(&self) -> Result<Vec<StoredAccount>> {
        let mut found = Vec::new();
        for stored in self.storage.accounts()? {
            if super::collect::needs_secret(&stored.account) && !self.has_secret(stored.id)? {
                found.push(stored);
            }
        }
        Ok(found)
    }

    fn has_secret(&self, id: AccountId) -> Result<bool> {
        use crate::domain::secret::{SecretPurpose, SignInOf};
        for purpose in SecretPurpose::ALL {
            if self.secrets.find(id, purpose)?.is_some() {
                return Ok(true);
            }
            let of = SignInOf {
                account: id,
                purpose,
            };
            match self.secrets.find_renewal(of) {
                Ok(Some(_)) => return Ok(true),
                Ok(None) | Err(crate::secrets::Error::NoRotation(_)) => {}
                Err(error) => return Err(Error::Secrets(error)),
            }
        }
        Ok(false)
    }
}
