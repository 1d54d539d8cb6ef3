//! A password or token that never shows itself.

use crate::domain::account::AccountId;
use std::fmt;
use zeroize::Zeroizing;

/// A secret. `Debug` and `Display` print `***`; the memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    text: Zeroizing<String>,
    bearer: bool,
}

impl Secret {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self {
            text: Zeroizing::new(text),
            bearer: false,
        }
    }

    /// An access token (RFC 6750), which servers are shown in another way than a password.
    pub fn bearer(text: String) -> Self {
        Self {
            text: Zeroizing::new(text),
            bearer: true,
        }
    }

    /// Whether it is an access token.
    pub fn is_bearer(&self) -> bool {
        self.bearer
    }

    /// The secret itself, for the one place that sends or stores it.
    pub fn reveal(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Which of an account's two servers a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretPurpose {
    /// Signing in to the incoming server (and to the outgoing one with "same").
    Incoming,
    /// Signing in to the outgoing server with an own name.
    Outgoing,
}

impl SecretPurpose {
    /// The last part of the secret's name: `incoming` or `outgoing`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// Both.
    pub const ALL: [Self; 2] = [Self::Incoming, Self::Outgoing];
}

/// One of the sign-ins in the browser of an account: that of its incoming server, or the one that its
/// outgoing server has for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SignInOf {
    /// The account.
    pub account: AccountId,
    /// Its server.
    pub purpose: SecretPurpose,
}

impl SignInOf {
    /// The one of the outgoing server.
    pub fn outgoing(account: AccountId) -> Self {
        Self {
            account,
            purpose: SecretPurpose::Outgoing,
        }
    }
}

impl From<AccountId> for SignInOf {
    fn from(account: AccountId) -> Self {
        Self {
            account,
            purpose: SecretPurpose::Incoming,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_shows_itself() {
        let secret = Secret::new("geheim".to_owned());
        assert_eq!(
            format!("{secret} {secret:?} {:?}", Some(&secret)),
            "*** *** Some(***)"
        );
    }
}
