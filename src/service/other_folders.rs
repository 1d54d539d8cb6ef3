//! Folders on a server that are not fetched: looked at after each run, imported when a person asks.

use super::error::{Error, Result};
use super::fetch::Fetch;
use super::office::Office;
use super::receiver::Event;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::receiving::{OtherFolder, paced};
use crate::storage::now;
use crate::transport::{self, Mailbox};

impl Office {
    /// Every account with the interval at which it is really fetched.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn paced_accounts(&self) -> Result<Vec<StoredAccount>> {
        let reading = self.storage.office_settings()?.reading;
        let accounts = self.storage.accounts()?.into_iter();
        Ok(accounts.map(|it| paced(it, &reading)).collect())
    }

    /// The folders of an account that are not fetched, as they were at the last look.
    ///
    /// # Errors
    /// [`Error::Storage`] when there is no such account.
    pub fn other_folders(&self, account: AccountId) -> Result<Vec<OtherFolder>> {
        Ok(self.storage.other_folders(Some(account))?)
    }

    /// Lets the next run import what lies in a folder that is not fetched; on the server it stays
    /// as it is. Returns whether a receiver is at work, which then does so at once.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`] when no such folder was seen.
    pub fn want_folder(&self, account: AccountId, name: &str) -> Result<bool> {
        self.require_benutzer()?;
        self.storage.want_folder(account, name)?;
        self.note("import folder", &format!("{account} {name}"))?;
        match self.nudge_receiver() {
            Ok(()) => Ok(true),
            Err(Error::NobodyReceives) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

impl Fetch<'_> {
    /// Imports the folders that a person has asked for. One that cannot be opened is no fault of
    /// the account: the next look shows what is there.
    pub(super) async fn asked_folders(&mut self, mailbox: &mut Mailbox) -> Result<()> {
        let id = self.stored.id;
        let mut asked = self.office.storage.other_folders(Some(id))?;
        asked.retain(|it| it.is_wanted);
        for folder in asked {
            match self.folder(mailbox, &folder.name, true).await {
                Ok(up_to) => {
                    let storage = &self.office.storage;
                    storage.note_folder_imported(id, &folder.name, up_to)?;
                }
                Err(Error::Transport(error)) if error.step == transport::Step::Mailbox => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Looks at the folders that are not fetched. Everything else is done by now: whatever goes
    /// wrong here does not make a run a bad one.
    pub(super) async fn look_at_others(&self, mailbox: &mut Mailbox) -> Result<()> {
        let id = self.stored.id;
        let Mailbox::Imap(mailbox) = mailbox else {
            return Ok(());
        };
        let looking = mailbox.other_folders(&self.incoming.folders);
        let found = self.unless_stopped(looking).await?;
        let mut folders = Vec::with_capacity(found.len());
        for it in found {
            let mut unseen = it.unseen;
            let up_to = self.office.storage.imported_up_to(id, &it.name)?;
            if let Some(up_to) = up_to.filter(|_| unseen > 0) {
                let counting = mailbox.unseen_above(&it.name, up_to);
                unseen = self.unless_stopped(counting).await?.unwrap_or(unseen);
            }
            folders.push(OtherFolder {
                account: id,
                name: it.name,
                is_junk: it.is_junk,
                messages: it.messages,
                unseen,
                looked_at: now(),
                is_wanted: false,
            });
        }
        for folder in self.office.storage.note_other_folders(id, &folders)? {
            (self.events)(Event::Elsewhere { folder });
        }
        Ok(())
    }
}
