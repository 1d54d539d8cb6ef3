//! Saving what the account dialog holds: settings, passwords and certificate exceptions together.

use super::accounts::Passwords;
use super::error::Result;
use super::oauth::Grant;
use super::office::Office;
use crate::domain::account::{Account, AccountId};
use crate::domain::secret::{Secret, SecretPurpose, SignInOf};
use crate::domain::server::PinnedCertificate;
use crate::domain::usage::KanzleiMark;
use crate::storage::accounts::Added;

/// Where passwords are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keeping {
    /// In the keychain.
    #[default]
    Keychain,
    /// In memory until the program ends, where there is no keychain.
    UntilQuit,
}

/// Everything that one "OK" stores.
#[derive(Debug, Clone)]
pub struct AccountSave {
    /// The stored account; `None` for a new one.
    pub id: Option<AccountId>,
    /// Settings.
    pub account: Account,
    /// New passwords; those not given stay as they are.
    pub passwords: Passwords,
    /// A new sign-in in the browser.
    pub grant: Option<Grant>,
    /// The same for the outgoing server alone.
    pub outgoing_grant: Option<Grant>,
    /// Every certificate exception that the account is to have.
    pub pins: Vec<PinnedCertificate>,
    /// Other accounts that get a password as well.
    pub others: Vec<(AccountId, SecretPurpose, Secret)>,
    /// Where passwords and sign-in are kept.
    pub keeping: Keeping,
}

impl Office {
    /// Saves an account. When a password cannot be kept, nothing is changed.
    ///
    /// # Errors
    /// [`super::Error::NotVerwalter`], [`super::Error::Form`], [`super::Error::Storage`],
    /// [`super::Error::Secrets`].
    pub async fn save_account(&self, save: AccountSave) -> Result<Added> {
        self.require_verwalter()?;
        let added = match save.id {
            Some(id) => {
                self.storage.account(id)?;
                self.keep_grants(id, &save).await?;
                self.keep_as(save.keeping, id, save.passwords.clone())
                    .await?;
                self.edit_account(id, &save.account)?;
                Added {
                    id,
                    revived_mails: None,
                    kanzlei_from: None,
                }
            }
            None => {
                let passwords = (save.passwords.clone(), save.keeping);
                let added = self.add(&save.account, KanzleiMark::Stays, passwords);
                let added = added.await?;
                if let Err(error) = self.keep_grants(added.id, &save).await {
                    self.storage.undo_insert(added)?;
                    return Err(error);
                }
                added
            }
        };
        self.set_pins(added.id, &save.pins)?;
        for (id, purpose, secret) in save.others {
            let passwords = match purpose {
                SecretPurpose::Incoming => Passwords {
                    incoming: Some(secret),
                    outgoing: None,
                },
                SecretPurpose::Outgoing => Passwords {
                    incoming: None,
                    outgoing: Some(secret),
                },
            };
            self.keep_as(save.keeping, id, passwords).await?;
            self.storage.resume_account(id)?;
            self.note("account password", &id.to_string())?;
        }
        Ok(added)
    }

    async fn keep_grants(&self, id: AccountId, save: &AccountSave) -> Result<()> {
        if let Some(grant) = &save.grant {
            self.keep_sign_in(id, grant, save.keeping).await?;
        }
        if let Some(grant) = &save.outgoing_grant {
            self.keep_sign_in(SignInOf::outgoing(id), grant, save.keeping)
                .await?;
        }
        Ok(())
    }

    pub(super) async fn add(
        &self,
        account: &Account,
        mark: KanzleiMark,
        (passwords, keeping): (Passwords, Keeping),
    ) -> Result<Added> {
        let added = self.storage.insert_account_with(account, mark)?;
        if let Err(error) = self.keep_as(keeping, added.id, passwords).await {
            self.storage.undo_insert(added)?;
            return Err(error);
        }
        self.note("account add", &format!("{} {}", added.id, account.address))?;
        Ok(added)
    }

    async fn keep_as(&self, keeping: Keeping, id: AccountId, passwords: Passwords) -> Result<()> {
        if keeping == Keeping::Keychain {
            return self.keep(id, passwords).await;
        }
        let given = [
            (SecretPurpose::Incoming, passwords.incoming),
            (SecretPurpose::Outgoing, passwords.outgoing),
        ];
        for (purpose, secret) in given {
            if let Some(secret) = secret.filter(|it| !it.is_bearer()) {
                self.secrets.keep_until_quit(id, purpose, &secret);
            }
        }
        Ok(())
    }

    /// Makes these the certificate exceptions of an account.
    fn set_pins(&self, id: AccountId, wanted: &[PinnedCertificate]) -> Result<()> {
        let known = self.storage.pins(id)?;
        for pin in known.iter().filter(|it| !wanted.contains(it)) {
            self.storage.remove_pins_of(id, pin)?;
            let subject = format!("{id} {}:{}", pin.host, pin.port);
            self.note("account untrust", &subject)?;
        }
        for pin in wanted.iter().filter(|it| !known.contains(it)) {
            self.storage.add_pin(id, pin)?;
            let subject = format!("{id} {}:{} {}", pin.host, pin.port, pin.fingerprint);
            self.note("account trust", &subject)?;
        }
        Ok(())
    }
}
