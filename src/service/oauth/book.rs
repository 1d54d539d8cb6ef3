//! Access tokens, in memory only, and their renewal: one at a time for an account, in this process
//! and beside others.

use super::super::error::{Error, Result};
use super::super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::oauth::{OauthError, OauthFault, Resource, SignedIn};
use crate::domain::secret::{Secret, SignInOf};
use crate::storage::now;
use crate::transport::oauth::Tokens;
use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// A token that is good for less than this is renewed first.
const MARGIN: Duration = Duration::from_secs(60);

/// A token that was made so short a while ago is not the reason for a refusal.
const FRESH: Duration = Duration::from_secs(90);

/// How long another process is waited for.
const LOCK_LIMIT: Duration = Duration::from_secs(60);

struct Kept {
    token: Secret,
    made: Instant,
    until: Instant,
}

/// The access tokens of this process.
#[derive(Default)]
pub(in crate::service) struct TokenBook {
    kept: Mutex<HashMap<(SignInOf, Resource), Kept>>,
    turns: Mutex<HashMap<AccountId, Arc<tokio::sync::Mutex<()>>>>,
}

impl TokenBook {
    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<(SignInOf, Resource), Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, of: SignInOf, resource: Resource) -> Option<Secret> {
        let kept = self.kept();
        let kept = kept.get(&(of, resource))?;
        (Instant::now() + MARGIN < kept.until).then(|| kept.token.clone())
    }

    pub(super) fn keep(&self, of: SignInOf, resource: Resource, token: &Secret, until: Instant) {
        let kept = Kept {
            token: token.clone(),
            made: Instant::now(),
            until,
        };
        self.kept().insert((of, resource), kept);
    }

    /// Forgets the tokens of an account.
    pub(in crate::service) fn forget(&self, id: AccountId) {
        self.kept().retain(|key, _| key.0.account != id);
    }

    pub(super) fn forget_all(&self) {
        self.kept().clear();
    }

    /// A server has refused a token of this account. Says whether another one may help: an old one
    /// may have been ended early, a fresh one not.
    fn refused(&self, id: AccountId) -> bool {
        let mut kept = self.kept();
        let is_fresh = |it: &Kept| it.made.elapsed() <= FRESH;
        let was_fresh = kept
            .iter()
            .any(|(key, it)| key.0.account == id && is_fresh(it));
        kept.retain(|key, _| key.0.account != id);
        !was_fresh
    }

    /// Waits until nobody else in this process changes the sign-in of this account.
    pub(super) async fn turn(&self, id: AccountId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            turns.entry(id).or_default().clone()
        };
        turn.lock_owned().await
    }
}

impl Office {
    /// An access token of an account, renewed where the one in memory is about to end. It is valid
    /// for a minute at least, and is kept in memory only.
    ///
    /// # Errors
    /// [`Error::Oauth`] when nobody has signed in, the sign-in is over, or the provider refuses;
    /// [`Error::Secrets`].
    pub async fn access_token(
        &self,
        of: impl Into<SignInOf>,
        resource: Resource,
    ) -> Result<Secret> {
        let of = of.into();
        if let Some(token) = self.oauth.find(of, resource) {
            return Ok(token);
        }
        let office = self.clone();
        // Whoever asks may go away meanwhile: what the provider hands out must be kept all the same.
        tokio::spawn(async move { office.renew(of, resource).await }).await?
    }

    async fn renew(&self, of: SignInOf, resource: Resource) -> Result<Secret> {
        let id = of.account;
        let _turn = self.oauth.turn(id).await;
        if let Some(token) = self.oauth.find(of, resource) {
            return Ok(token);
        }
        let _lock = self.lock_sign_in(id).await?;
        let nobody = || Error::oauth(id, OauthFault::NotSignedIn);
        let signed_in = self.storage.signed_in(of)?.ok_or_else(nobody)?;
        // Never from memory: another process may have renewed it.
        let refresh = self.find_renewal(of).await?.ok_or_else(nobody)?;
        let party = self.party(signed_in.provider).await;
        let party = party.map_err(|error| of_account(id, error))?;
        let scope = party.client.scope(resource);
        let renewed = party.service().renew(&refresh, &scope).await;
        let tokens = renewed.map_err(|error| {
            log::warn!("sign-in-not-renewed account={id} fault={:?}", error.fault);
            Error::oauth(id, error)
        })?;
        log::debug!("sign-in-renewed account={id} seconds={}", tokens.life);
        self.note_renewed(of, (&signed_in, &refresh), &tokens)
            .await?;
        let until = Instant::now() + Duration::from_secs(tokens.life);
        self.oauth.keep(of, resource, &tokens.access, until);
        Ok(tokens.access)
    }

    /// Keeps what came with the access token, before that is used.
    async fn note_renewed(
        &self,
        of: SignInOf,
        (signed_in, refresh): (&SignedIn, &Secret),
        tokens: &Tokens,
    ) -> Result<()> {
        if let Some(next) = tokens.refresh.clone().filter(|it| it != refresh) {
            let secrets = self.secrets.clone();
            let keeping = move || secrets.keep_renewal(of, &next);
            tokio::task::spawn_blocking(keeping).await??;
        }
        let now = now();
        // A provider that says nothing and hands out nothing new has not moved the end.
        let is_moved = tokens.refresh.is_some() || tokens.refresh_life.is_some();
        let ends_at = match is_moved {
            true => SignedIn::end(signed_in.provider, now, tokens.refresh_life),
            false => signed_in.ends_at,
        };
        let next = SignedIn {
            renewed_at: now,
            ends_at,
            name: tokens.name.clone().or_else(|| signed_in.name.clone()),
            ..signed_in.clone()
        };
        Ok(self.storage.note_signed_in(of, &next)?)
    }

    /// Pauses an account whose sign-in was refused in a way that trying again by itself does not
    /// mend. A mail server's refusal of an access token that has grown old is none: it is renewed
    /// first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(in crate::service) fn pause_if_refused(
        &self,
        id: AccountId,
        error: &Error,
        shows_token: bool,
    ) -> Result<()> {
        match self.needs_person(id, error, shows_token) {
            true => Ok(self.storage.pause_account(id)?),
            false => Ok(()),
        }
    }

    /// The same for an outgoing server with a sign-in of its own: mail is fetched as ever, and the
    /// sign-in counts as over, so that it is told as due.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(in crate::service) fn end_if_refused(&self, id: AccountId, error: &Error) -> Result<()> {
        let of = SignInOf::outgoing(id);
        if !self.needs_person(id, error, true) {
            return Ok(());
        }
        let Some(signed_in) = self.storage.signed_in(of)? else {
            return Ok(());
        };
        let ends_at = Some(now());
        let over = SignedIn {
            ends_at,
            ..signed_in
        };
        Ok(self.storage.note_signed_in(of, &over)?)
    }

    /// Whether trying again by itself is of no use.
    fn needs_person(&self, id: AccountId, error: &Error, shows_token: bool) -> bool {
        match error {
            Error::Transport(error) if error.is_login_rejected() => {
                !(shows_token && self.oauth.refused(id))
            }
            Error::Oauth { error, .. } => error.fault.needs_person(),
            _ => false,
        }
    }

    /// Waits until no other process changes the sign-in of this account.
    pub(super) async fn lock_sign_in(&self, id: AccountId) -> Result<File> {
        let path = self.directory().join(format!("sign-in-{id}.lock"));
        let locking = move || {
            let mut options = File::options();
            let file = options.create(true).write(true).truncate(false).open(&path);
            let file = file.map_err(|error| Error::file(&path, &error))?;
            let end = std::time::Instant::now() + LOCK_LIMIT;
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(file),
                    Err(TryLockError::WouldBlock) if std::time::Instant::now() < end => {
                        std::thread::sleep(Duration::from_millis(50));
                    }
                    Err(TryLockError::WouldBlock) => {
                        return Err(Error::oauth(
                            id,
                            OauthError {
                                fault: OauthFault::Unreachable,
                                detail: "another process holds the sign-in".to_owned(),
                            },
                        ));
                    }
                    Err(TryLockError::Error(error)) => return Err(Error::file(&path, &error)),
                }
            }
        };
        tokio::task::spawn_blocking(locking).await?
    }
}

fn of_account(id: AccountId, error: Error) -> Error {
    match error {
        Error::Oauth { error, .. } => Error::oauth(id, error),
        other => other,
    }
}
