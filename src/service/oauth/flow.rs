//! A sign-in from its beginning to its end: in the browser of this machine, or with a code on another.

use super::super::error::{Error, Result};
use super::super::office::Office;
use super::Party;
use crate::domain::account::Account;
use crate::domain::oauth::{OauthClient, OauthError, OauthFault, Provider, Resource, SignedIn};
use crate::domain::secret::{Secret, SecretPurpose};
use crate::i18n::{Language, texts};
use crate::storage::now;
use crate::transport::oauth::{CodeRequest, DeviceCode, Loopback, Pages, RedirectForm, Tokens};
use std::time::Duration;
use tokio::time::Instant;

/// How long the browser is waited for.
const LIMIT: Duration = Duration::from_secs(300);

/// Who is to sign in, where and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInWish {
    /// With whom.
    pub provider: Provider,
    /// What for.
    pub resource: Resource,
    /// The address that is to sign in; the provider shows it in its form.
    pub address: String,
}

impl SignInWish {
    /// What an account needs; `None` where it signs in with a password.
    pub fn of(account: &Account) -> Option<Self> {
        let incoming = account.incoming.as_ref()?;
        Some(Self {
            provider: Provider::of_account(account)?,
            resource: Resource::of(incoming),
            address: incoming.user.clone(),
        })
    }

    /// What the outgoing server of an account needs for itself; `None` where it has no sign-in in the
    /// browser of its own.
    pub fn of_outgoing(account: &Account) -> Option<Self> {
        let outgoing = account.outgoing.as_ref()?;
        Some(Self {
            provider: Provider::of_outgoing(account)?,
            resource: Resource::Mail,
            address: outgoing.auth.own_user()?.clone(),
        })
    }

    /// Every sign-in in the browser that an account has, each with what it needs.
    pub fn all(account: &Account) -> Vec<(SecretPurpose, Self)> {
        let incoming = Self::of(account).map(|it| (SecretPurpose::Incoming, it));
        let outgoing = Self::of_outgoing(account).map(|it| (SecretPurpose::Outgoing, it));
        incoming.into_iter().chain(outgoing).collect()
    }
}

/// A finished sign-in that belongs to no account yet: [`Office::keep_sign_in`].
#[derive(Debug, Clone)]
pub struct Grant {
    /// As the office will know it.
    pub signed_in: SignedIn,
    pub(super) refresh: Secret,
    pub(super) access: Secret,
    pub(super) until: Instant,
    pub(super) resource: Resource,
}

impl Grant {
    fn new(client: &OauthClient, resource: Resource, tokens: Tokens) -> Result<Self> {
        let refused = |detail: &str| Error::Oauth {
            account: None,
            error: OauthError {
                fault: OauthFault::Scope,
                detail: detail.to_owned(),
            },
        };
        let refresh = tokens.refresh.ok_or_else(|| refused("no refresh token"))?;
        let now = now();
        Ok(Self {
            signed_in: SignedIn {
                provider: client.provider,
                name: tokens.name,
                since: now,
                renewed_at: now,
                ends_at: SignedIn::end(client.provider, now, tokens.refresh_life),
            },
            refresh,
            access: tokens.access,
            until: Instant::now() + Duration::from_secs(tokens.life),
            resource,
        })
    }

    /// The access token that came with the sign-in, for a test before anything is kept.
    pub fn token(&self) -> Secret {
        self.access.clone()
    }
}

/// A sign-in in the browser that has begun. Dropping it closes its port.
pub struct BrowserSignIn {
    party: Party,
    loopback: Loopback,
    request: CodeRequest,
    resource: Resource,
    limit: Duration,
}

impl BrowserSignIn {
    /// The page to open in the browser, or to copy into it.
    pub fn url(&self) -> &str {
        self.request.url.reveal()
    }

    /// With another limit than five minutes.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Waits for the browser and fetches what it is promised.
    ///
    /// # Errors
    /// [`Error::Oauth`].
    pub async fn finish(self, language: Language) -> Result<Grant> {
        let pages = Pages {
            done: texts::oauth_page_done().show(language),
            refused: texts::oauth_page_refused().show(language),
            foreign: texts::oauth_page_foreign().show(language),
            used: texts::oauth_page_used().show(language),
        };
        let waiting = self.loopback.wait(&self.request, pages, self.limit);
        let (code, _open) = waiting.await.map_err(unowned)?;
        let service = self.party.service();
        let tokens = service.redeem(&code, &self.request).await;
        Grant::new(&self.party.client, self.resource, tokens.map_err(unowned)?)
    }
}

/// A sign-in with a code that has begun.
pub struct DeviceSignIn {
    party: Party,
    code: DeviceCode,
    resource: Resource,
}

impl DeviceSignIn {
    /// The code to type.
    pub fn code(&self) -> &str {
        &self.code.user_code
    }

    /// The page to type it at.
    pub fn page(&self) -> &str {
        &self.code.page
    }

    /// Minutes until the code is worth nothing.
    pub fn minutes(&self) -> u64 {
        self.code.life / 60
    }

    /// Waits until the person has typed the code.
    ///
    /// # Errors
    /// [`Error::Oauth`].
    pub async fn finish(self) -> Result<Grant> {
        let tokens = self.party.service().wait_for(&self.code).await;
        Grant::new(&self.party.client, self.resource, tokens.map_err(unowned)?)
    }
}

fn unowned(error: OauthError) -> Error {
    Error::Oauth {
        account: None,
        error,
    }
}

impl Office {
    /// Begins a sign-in in the browser of this machine: opens a port for the answer and makes the
    /// address of the page.
    ///
    /// # Errors
    /// [`Error::Oauth`] without a registration, or when an own issuer cannot be asked.
    pub async fn begin_sign_in(&self, wish: &SignInWish) -> Result<BrowserSignIn> {
        let party = self.party(wish.provider).await?;
        let loopback = Loopback::open(RedirectForm::of(wish.provider)).await;
        let loopback = loopback.map_err(unowned)?;
        let scope = party.client.scope(wish.resource);
        let asked = (scope.as_str(), wish.address.as_str());
        let request = CodeRequest::new(&party.client, &party.endpoints, asked, loopback.redirect());
        Ok(BrowserSignIn {
            request: request.map_err(unowned)?,
            party,
            loopback,
            resource: wish.resource,
            limit: LIMIT,
        })
    }

    /// Begins a sign-in with a code that a person types on another machine.
    ///
    /// # Errors
    /// [`Error::Oauth`] without a registration, or where the provider has no such way.
    pub async fn begin_device_sign_in(&self, wish: &SignInWish) -> Result<DeviceSignIn> {
        let party = self.party(wish.provider).await?;
        let scope = party.client.scope(wish.resource);
        let code = party.service().device_code(&scope).await;
        Ok(DeviceSignIn {
            code: code.map_err(unowned)?,
            party,
            resource: wish.resource,
        })
    }
}
