//! Why a letter did not leave, and whether it is tried again.

use crate::domain::account::StoredAccount;
use crate::domain::diagnosis::FailureClass;
use crate::domain::server::OutgoingAuth;
use crate::service::classify::{self, Asked};
use crate::transport::{Cause, Error as TransportError, Step};

/// Why a try failed, as the letter keeps it.
#[derive(Default)]
pub(super) struct Failure {
    pub is_final: bool,
    pub class: Option<FailureClass>,
    pub reason: String,
}

impl Failure {
    pub(super) fn of(error: &TransportError, stored: &StoredAccount) -> Self {
        let is_final = matches!(
            error.cause,
            Cause::ServerRefused(_) | Cause::TooLarge(_) | Cause::BadInput
        );
        Self {
            // What the server says before any letter says nothing about a letter.
            is_final: is_final && matches!(error.step, Step::Sender | Step::Recipient | Step::Data),
            class: Some(class(error, stored)),
            reason: error.to_string(),
        }
    }

    pub(super) fn for_good(reason: &str) -> Self {
        Self {
            is_final: true,
            class: None,
            reason: reason.to_owned(),
        }
    }

    /// It is tried again.
    pub(super) fn for_now(class: Option<FailureClass>, reason: String) -> Self {
        Self {
            is_final: false,
            class,
            reason,
        }
    }
}

fn class(error: &TransportError, stored: &StoredAccount) -> FailureClass {
    let outgoing = stored.account.outgoing.as_ref();
    let own = stored.account.incoming.as_ref().filter(|it| it.sends());
    let endpoint = own.map(|it| &it.endpoint);
    let endpoint = endpoint.or(outgoing.map(|it| &it.endpoint));
    let asked = Asked {
        host: endpoint.map_or("", |it| &it.host),
        user: "",
        signs_in: own.is_some() || outgoing.is_some_and(|it| it.auth != OutgoingAuth::None),
        offers_oauth: false,
        shows_token: stored.account.sends_with_token(),
    };
    classify::class(error, &asked)
}
