//! Signing in in the browser: the office's registrations with providers, sign in, sign out, and the
//! access tokens of signed-in accounts.

mod book;
mod due;
mod flow;

pub(super) use book::TokenBook;
pub use due::SignInDue;
pub use flow::{BrowserSignIn, DeviceSignIn, Grant, SignInWish};

use super::account_save::Keeping;
use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::{Fault, FieldError};
use crate::domain::oauth::{Endpoints, OauthClient, OauthFault, Provider, SignedIn};
use crate::domain::oauth_file::{self, ClientFile};
use crate::domain::secret::{Secret, SignInOf};
use crate::transport::Connector;
use crate::transport::oauth::{TokenService, endpoints};
use std::path::Path;

/// What became of a sign-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedOut {
    /// With whom the account was signed in.
    pub provider: Provider,
    /// The provider has been told, and has ended the sign-in too.
    pub revoked: bool,
}

/// A provider as the office may use it.
struct Party {
    connector: Connector,
    endpoints: Endpoints,
    client: OauthClient,
    key: Option<Secret>,
}

impl Party {
    fn service(&self) -> TokenService<'_> {
        TokenService {
            connector: &self.connector,
            endpoints: &self.endpoints,
            client: &self.client,
            key: self.key.as_ref(),
        }
    }
}

impl Office {
    /// Every registration with a provider.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn oauth_clients(&self) -> Result<Vec<OauthClient>> {
        Ok(self.storage.oauth_clients()?)
    }

    /// Reads the file with a registration that an administrator hands out. Nothing is kept yet.
    ///
    /// # Errors
    /// [`Error::File`], or [`Error::Form`] with every fault.
    pub fn read_oauth_file(&self, file: &Path) -> Result<ClientFile> {
        let bytes = std::fs::read(file).map_err(|error| Error::file(file, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| Error::File {
            path: file.display().to_string(),
            detail: error.to_string(),
        })?;
        oauth_file::read(&text).map_err(Error::Form)
    }

    /// Keeps a registration in place of an earlier one with the same provider; its client key goes to
    /// the keychain.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Form`], [`Error::Secrets`], [`Error::Storage`].
    pub async fn set_oauth_client(&self, file: &ClientFile) -> Result<()> {
        self.require_verwalter()?;
        let client = oauth_file::check(&file.client).map_err(Error::Form)?;
        let is_kept =
            |it: &OauthClient| it.provider == client.provider && it.client_id == client.client_id;
        match &file.key {
            Some(key) => {
                self.keep_client_key(client.provider, Some(key.clone()))
                    .await?;
            }
            // The same application still has its key.
            None if client.provider == Provider::Google
                && !self.storage.oauth_clients()?.iter().any(is_kept) =>
            {
                let fault = FieldError::new("client_key", Fault::Missing);
                return Err(Error::Form(vec![fault]));
            }
            None => {}
        }
        self.storage.set_oauth_client(&client)?;
        self.oauth.forget_all();
        for stored in self.storage.accounts()? {
            let account = &stored.account;
            let signs_in = [
                Provider::of_account(account),
                Provider::of_outgoing(account),
            ];
            if signs_in.contains(&Some(client.provider)) {
                self.storage.resume_account(stored.id)?;
            }
        }
        self.note("oauth client", client.provider.word())
    }

    /// Forgets a registration and its client key; says whether there was one.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`], [`Error::Secrets`].
    pub async fn remove_oauth_client(&self, provider: Provider) -> Result<bool> {
        self.require_verwalter()?;
        let removed = self.storage.remove_oauth_client(provider)?;
        if removed {
            match self.keep_client_key(provider, None).await {
                // Without a keychain there is nothing to forget.
                Ok(()) | Err(Error::Secrets(crate::secrets::Error::NoKeychain(_))) => {}
                Err(error) => return Err(error),
            }
            self.oauth.forget_all();
            self.note("oauth client remove", provider.word())?;
        }
        Ok(removed)
    }

    async fn keep_client_key(&self, provider: Provider, key: Option<Secret>) -> Result<()> {
        let secrets = self.secrets.clone();
        let keeping = move || secrets.keep_client_key(provider, key.as_ref());
        Ok(tokio::task::spawn_blocking(keeping).await??)
    }

    /// The sign-in of an account; `None` where nobody has signed in.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn signed_in(&self, of: impl Into<SignInOf>) -> Result<Option<SignedIn>> {
        Ok(self.storage.signed_in(of)?)
    }

    /// Keeps a sign-in for an account, in place of an earlier one; ends its pause.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`], [`Error::Secrets`]: then nothing was kept.
    pub async fn keep_sign_in(
        &self,
        of: impl Into<SignInOf>,
        grant: &Grant,
        keeping: Keeping,
    ) -> Result<()> {
        let of: SignInOf = of.into();
        let id = of.account;
        self.require_verwalter()?;
        self.storage.account(id)?;
        let _turn = self.oauth.turn(id).await;
        let _lock = self.lock_sign_in(id).await?;
        let (secrets, refresh) = (self.secrets.clone(), grant.refresh.clone());
        tokio::task::spawn_blocking(move || match keeping {
            Keeping::Keychain => secrets.keep_renewal(of, &refresh),
            Keeping::UntilQuit => {
                secrets.keep_renewal_until_quit(of, &refresh);
                Ok(())
            }
        })
        .await??;
        self.storage.note_signed_in(of, &grant.signed_in)?;
        self.oauth
            .keep(of, grant.resource, &grant.access, grant.until);
        self.storage.resume_account(id)?;
        log::info!(
            "signed-in account={id} provider={:?}",
            grant.signed_in.provider
        );
        let name = grant.signed_in.name.clone().unwrap_or_default();
        self.note("account sign in", &format!("{id} {name}"))
    }

    /// Ends the sign-in of an account: here for good, and with the provider where it takes such word.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Oauth`] when nobody is signed in, [`Error::Secrets`].
    pub async fn sign_out(&self, of: impl Into<SignInOf>) -> Result<SignedOut> {
        let of: SignInOf = of.into();
        let id = of.account;
        self.require_verwalter()?;
        let signed_in = self.storage.signed_in(of)?;
        let provider = match signed_in {
            Some(it) => it.provider,
            None => return Err(Error::oauth(id, OauthFault::NotSignedIn)),
        };
        let _turn = self.oauth.turn(id).await;
        let _lock = self.lock_sign_in(id).await?;
        // A provider that cannot be reached keeps nobody from signing out here.
        let revoked = matches!(self.revoke(of, provider).await, Ok(true));
        let secrets = self.secrets.clone();
        tokio::task::spawn_blocking(move || secrets.forget_renewal(of)).await??;
        self.storage.forget_signed_in(of)?;
        self.oauth.forget(id);
        self.note("account sign out", &id.to_string())?;
        Ok(SignedOut { provider, revoked })
    }

    async fn revoke(&self, of: SignInOf, provider: Provider) -> Result<bool> {
        let Some(refresh) = self.find_renewal(of).await? else {
            return Ok(false);
        };
        let party = self.party(provider).await?;
        let revoked = party.service().revoke(&refresh).await;
        revoked.map_err(|error| Error::oauth(of.account, error))
    }

    /// What a sign-in is renewed with. The limit is that of every call of the keychain.
    async fn find_renewal(&self, of: SignInOf) -> Result<Option<Secret>> {
        let secrets = self.secrets.clone();
        let finding = tokio::task::spawn_blocking(move || secrets.find_renewal(of));
        match tokio::time::timeout(super::accounts::KEYCHAIN_LIMIT, finding).await {
            Ok(found) => Ok(found??),
            Err(_) => Err(crate::secrets::Error::Locked("no answer".to_owned()).into()),
        }
    }

    /// The provider, with the office's registration there.
    async fn party(&self, provider: Provider) -> Result<Party> {
        let refused = |error| Error::Oauth {
            account: None,
            error,
        };
        let all = self.storage.oauth_clients()?;
        let client = all.into_iter().find(|it| it.provider == provider);
        let client = client.ok_or_else(|| refused(OauthFault::NoClient(provider).into()))?;
        let secrets = self.secrets.clone();
        let finding = move || secrets.find_client_key(provider);
        let key = match tokio::task::spawn_blocking(finding).await? {
            Ok(key) => key,
            // Most registrations have no key.
            Err(_) if provider != Provider::Google => None,
            Err(error) => return Err(error.into()),
        };
        let connector = self.new_connector();
        let endpoints = endpoints(&connector, &client).await.map_err(refused)?;
        Ok(Party {
            connector,
            endpoints,
            client,
            key,
        })
    }
}
