//! Which sign-ins are one and the same, so that one new password can serve them all.

use crate::domain::account::{Account, AccountId, StoredAccount};
use crate::domain::discovery::registrable;
use crate::domain::secret::SecretPurpose;
use crate::domain::server::OutgoingAuth;

/// A sign-in with a password of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// What its password is for.
    pub purpose: SecretPurpose,
    /// Server.
    pub host: String,
    /// Name to sign in with.
    pub user: String,
}

impl SignIn {
    /// Whether the same name at servers of the same house is asked for. Two providers rarely give
    /// one person the same name and never mean the same password by it.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same_house =
            self.host == other.host || registrable(&self.host) == registrable(&other.host);
        self.user.to_lowercase() == other.user.to_lowercase() && is_same_house
    }
}

/// The sign-ins of an account that have a password of their own.
pub fn sign_ins(account: &Account) -> Vec<SignIn> {
    let with_password = account.incoming.as_ref().filter(|it| !it.uses_oauth());
    let incoming = with_password.map(|it| SignIn {
        purpose: SecretPurpose::Incoming,
        host: it.endpoint.host.clone(),
        user: it.user.clone(),
    });
    let outgoing = account.outgoing.as_ref().and_then(|it| match &it.auth {
        OutgoingAuth::Own { user } => Some(SignIn {
            purpose: SecretPurpose::Outgoing,
            host: it.endpoint.host.clone(),
            user: user.clone(),
        }),
        OutgoingAuth::Same | OutgoingAuth::Oauth2 { .. } | OutgoingAuth::None => None,
    });
    incoming.into_iter().chain(outgoing).collect()
}

/// The other account that fetches the same mailbox, if both are fetched: the same name at the same
/// server, and a folder in common. Its messages would come in twice.
pub fn twin<'a>(
    account: &Account,
    own: Option<AccountId>,
    all: &'a [StoredAccount],
) -> Option<&'a StoredAccount> {
    let new = account.incoming.as_ref().filter(|_| account.is_fetched())?;
    all.iter().find(|other| {
        let is_other = Some(other.id) != own && other.account.is_fetched();
        let incoming = other.account.incoming.as_ref().filter(|_| is_other);
        incoming.is_some_and(|it| {
            let has_folder = |folder: &String| it.folders.contains(folder);
            it.endpoint.host == new.endpoint.host
                && it.user.to_lowercase() == new.user.to_lowercase()
                && (it.protocol != new.protocol
                    || new.folders.is_empty()
                    || it.folders.is_empty()
                    || new.folders.iter().any(has_folder))
        })
    })
}

/// Every sign-in of other accounts that is the same as `new`.
pub fn shared<'a>(
    new: &SignIn,
    own: Option<AccountId>,
    all: &'a [StoredAccount],
) -> Vec<(&'a StoredAccount, SecretPurpose)> {
    all.iter()
        .filter(|it| Some(it.id) != own)
        .flat_map(|it| {
            sign_ins(&it.account)
                .into_iter()
                .map(move |sign| (it, sign))
        })
        .filter(|(_, sign)| sign.is_same(new))
        .map(|(it, sign)| (it, sign.purpose))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountState;
    use crate::domain::rollout::read_account;

    fn account(id: i64, host: &str, user: &str, own: &str) -> StoredAccount {
        let text = format!(
            "name = \"a\"\naddress = \"a@x.example\"\n[incoming]\nprotocol = \"imap\"\n\
             host = \"{host}\"\nuser = \"{user}\"\n[outgoing]\nhost = \"smtp.kanzlei.example\"\n\
             {own}\n[usage]\nmode = \"posteingang\"\n"
        );
        StoredAccount {
            id: AccountId(id),
            account: read_account(&text).unwrap(),
            state: AccountState::default(),
        }
    }

    #[test]
    fn the_same_name_in_the_same_house_is_one_sign_in() {
        let own = "auth = \"own\"\nuser = \"Anna\"";
        let all = [
            account(1, "imap.kanzlei.example", "anna", own),
            account(2, "imap.kanzlei.example", "berta", ""),
            account(3, "imap.anders.example", "anna", ""),
            account(4, "mail.kanzlei.example", "ANNA", ""),
        ];
        let first = all.first().unwrap();
        let signs = sign_ins(&first.account);
        assert_eq!(signs.len(), 2);
        let (incoming, outgoing) = (signs.first().unwrap(), signs.last().unwrap());
        assert!(incoming.is_same(outgoing));
        let found: Vec<_> = shared(incoming, Some(first.id), &all)
            .into_iter()
            .map(|(it, purpose)| (it.id.0, purpose))
            .collect();
        assert_eq!(found, [(4, SecretPurpose::Incoming)]);
        let new = shared(incoming, None, &all);
        assert_eq!(new.len(), 3);
    }
}
