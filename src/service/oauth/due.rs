//! Accounts that somebody must sign in to in the browser, now or soon.

use super::SignInWish;
use crate::domain::account::StoredAccount;
use crate::domain::secret::SignInOf;
use crate::service::error::Result;
use crate::service::office::Office;
use crate::storage::now;

/// A sign-in of an account that somebody must do.
#[derive(Debug, Clone)]
pub struct SignInDue {
    /// Which.
    pub of: SignInOf,
    /// Name of the account.
    pub name: String,
    /// When the sign-in ends; `None` where there is none, or it is refused.
    pub ends_at: Option<i64>,
    /// For whom.
    pub wish: SignInWish,
}

impl Office {
    /// The sign-ins of these accounts that somebody must do, those that are over first.
    ///
    /// # Errors
    /// [`crate::service::Error::Storage`].
    pub fn sign_ins_due(&self, accounts: &[StoredAccount]) -> Result<Vec<SignInDue>> {
        let mut due = Vec::new();
        for stored in accounts.iter().filter(|it| it.account.active) {
            for (purpose, wish) in SignInWish::all(&stored.account) {
                let account = stored.id;
                let of = SignInOf { account, purpose };
                let signed_in = self.signed_in(of)?;
                let is_refused = stored.state.paused_at.is_some();
                let soon = signed_in.as_ref().filter(|it| it.ends_soon(now()));
                let end = soon.and_then(|it| it.ends_at);
                if is_refused || signed_in.is_none() || soon.is_some() {
                    due.push(SignInDue {
                        of,
                        name: stored.account.name.clone(),
                        ends_at: end.filter(|it| !is_refused && *it > now()),
                        wish,
                    });
                }
            }
        }
        due.sort_by_key(|it| it.ends_at);
        Ok(due)
    }
}
