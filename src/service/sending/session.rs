//! Connections to the outgoing server of an account.

use super::failure::Failure;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::diagnosis::FailureClass;
use crate::domain::secret::{Secret, SecretPurpose};
use crate::domain::server::{Outgoing, OutgoingAuth};
use crate::service::error::{Error, Result};
use crate::service::office::Office;
use crate::transport::SmtpSession;
use std::time::Duration;

/// How long somebody who puts a letter into the Postausgang waits for the server.
const ASKING: Duration = Duration::from_secs(5);

impl Office {
    pub(super) async fn open_session(
        &self,
        stored: &StoredAccount,
    ) -> std::result::Result<SmtpSession, Failure> {
        let Some(outgoing) = &stored.account.outgoing else {
            return Err(Failure::for_good("no-server"));
        };
        let pins = self.storage.pins(stored.id);
        let pins = pins.map_err(|it| Failure::for_now(None, it.to_string()))?;
        let sign_in = self.outgoing_sign_in(stored, outgoing).await;
        let shows_token = stored.account.sends_with_token();
        let sign_in = sign_in.map_err(|error| {
            // Should the database refuse this too, the next try pauses the account.
            let _ = self.pause_if_refused(stored.id, &error, shows_token);
            let class = match &error {
                Error::SecretMissing(_) => FailureClass::SecretMissing,
                Error::Oauth { error, .. } => error.fault.into(),
                _ => FailureClass::KeychainLocked,
            };
            Failure::for_now(Some(class), error.to_string())
        })?;
        let sign_in = sign_in
            .as_ref()
            .map(|(user, secret)| (user.as_str(), secret));
        let connector = self.connector(stored.id, &outgoing.endpoint, &pins);
        let opened = SmtpSession::open(&connector, &outgoing.endpoint, &pins, sign_in).await;
        opened.map_err(|error| {
            let refusal = Error::Transport(error.clone());
            let _ = self.pause_if_refused(stored.id, &refusal, shows_token);
            Failure::of(&error, stored)
        })
    }

    /// Asks the outgoing server how large a letter it takes, unless it has said so before, so that
    /// one that is too large is refused before it is queued. Signs in nowhere; a server that cannot
    /// be reached now will be asked when the letter is sent.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn learn_size_limit(&self, id: AccountId) -> Result<()> {
        let stored = self.storage.account(id)?;
        let Some(outgoing) = &stored.account.outgoing else {
            return Ok(());
        };
        if self.storage.size_limit(id)?.is_some() {
            return Ok(());
        }
        let pins = self.storage.pins(id)?;
        let connector = self.connector(id, &outgoing.endpoint, &pins);
        let asking = SmtpSession::open(&connector, &outgoing.endpoint, &pins, None);
        if let Ok(Ok(session)) = tokio::time::timeout(ASKING, asking).await {
            let size = session.offer().size();
            session.close().await;
            self.storage.note_size_limit(id, size)?;
        }
        Ok(())
    }

    async fn outgoing_sign_in(
        &self,
        stored: &StoredAccount,
        outgoing: &Outgoing,
    ) -> Result<Option<(String, Secret)>> {
        let (user, purpose) = match &outgoing.auth {
            OutgoingAuth::None => return Ok(None),
            OutgoingAuth::Own { user } => (user.clone(), SecretPurpose::Outgoing),
            OutgoingAuth::Same => {
                let incoming = stored.account.incoming.as_ref();
                let user = incoming.map(|it| it.user.clone());
                (
                    user.ok_or(Error::NotFetched(stored.id))?,
                    SecretPurpose::Incoming,
                )
            }
        };
        let secret = self.stored_secret(stored.id, purpose).await?;
        Ok(Some((user, secret)))
    }
}
