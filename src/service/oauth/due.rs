//! Accounts that somebody must sign in to in the browser, now or soon.

use super::SignInWish;
use crate::domain::account::{AccountId, StoredAccount};
use crate::service::error::Result;
use crate::service::office::Office;
use crate::storage::now;

/// An account that somebody must sign in to.
#[derive(Debug, Clone)]
pub struct SignInDue {
    /// Which.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// When the sign-in ends; `None` where there is none, or it is refused.
    pub ends_at: Option<i64>,
    /// For whom.
    pub wish: SignInWish,
}

impl Office {
    /// Those of these accounts that somebody must sign in to, those that fetch nothing until then first.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn sign_ins_due(&self, accounts: &[StoredAccount]) -> Result<Vec<SignInDue>> {
        let mut due = Vec::new();
        for stored in accounts.iter().filter(|it| it.account.active) {
            let Some(wish) = SignInWish::of(&stored.account) else {
                continue;
            };
            let signed_in = self.signed_in(stored.id)?;
            let is_refused = stored.state.paused_at.is_some();
            let soon = signed_in.as_ref().filter(|it| it.ends_soon(now()));
            if is_refused || signed_in.is_none() || soon.is_some() {
                due.push(SignInDue {
                    id: stored.id,
                    name: stored.account.name.clone(),
                    ends_at: soon.filter(|_| !is_refused).and_then(|it| it.ends_at),
                    wish,
                });
            }
        }
        due.sort_by_key(|it| it.ends_at);
        Ok(due)
    }
}
