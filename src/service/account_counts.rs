//! Counting before a choice that concerns many messages: what lies on the server, and what would be
//! removed there today. Nothing is stored, marked or removed.

use super::account_test::TestSubject;
use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::oauth::Resource;
use crate::domain::secret::SecretPurpose;
use crate::transport::{Access, Mailbox};
use std::time::Duration;

/// How long counting may take.
const LIMIT: Duration = Duration::from_secs(60);

impl Office {
    /// Signs in with exactly these values and counts the messages in the folders that would be
    /// fetched.
    ///
    /// # Errors
    /// [`Error::Transport`] with the step that failed; [`Error::SecretMissing`] without a password,
    /// [`Error::NotFetched`] without an incoming server.
    pub async fn count_on_server(&self, subject: &TestSubject) -> Result<u64> {
        let id = subject.id.unwrap_or(AccountId(0));
        let incoming = subject.account.incoming.as_ref();
        let incoming = incoming.ok_or(Error::NotFetched(id))?;
        let secret = match (&subject.passwords.incoming, subject.id) {
            (Some(secret), _) => secret.clone(),
            (None, Some(id)) if incoming.uses_oauth() => {
                self.access_token(id, Resource::of(incoming)).await?
            }
            (None, Some(id)) => self.stored_password(id, SecretPurpose::Incoming).await?,
            (None, None) => return Err(Error::SecretMissing(id)),
        };
        let mut pins = match subject.id {
            Some(id) => self.storage.pins(id)?,
            None => Vec::new(),
        };
        pins.extend_from_slice(&subject.pins);
        let connector = self.new_connector();
        let counting = async {
            let mut mailbox = Mailbox::open(&connector, incoming, &pins, &secret).await?;
            let mut count = 0;
            for folder in &incoming.folders {
                let state = mailbox.open_folder(folder, Access::ReadOnly).await?;
                count += match &mailbox {
                    Mailbox::Imap(_) | Mailbox::Exchange(_) => u64::from(state.exists),
                    Mailbox::Pop3(_) => mailbox.list().await?.len() as u64,
                };
            }
            // The number is there; what is left to say is only a farewell.
            let _ = mailbox.close().await;
            Ok(count)
        };
        match tokio::time::timeout(LIMIT, counting).await {
            Ok(counted) => counted,
            Err(_) => Err(Error::Stopped),
        }
    }

    /// How many stored messages of an account would be removed on the server today, if messages
    /// were to be removed so many days after they were imported.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn count_removable(&self, id: AccountId, after_days: u16) -> Result<u64> {
        Ok(self.storage.count_removable(id, after_days)?)
    }
}
