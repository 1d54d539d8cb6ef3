//! What goes into a backup besides the database, and the secrets that go into a move.

use super::super::error::Result;
use super::super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::backup::{Part, SECRETS_PART};
use crate::domain::backup_secrets::NamedSecrets;
use crate::domain::hash::Sha256Hash;
use crate::domain::oauth::Provider;
use crate::domain::secret::{Secret, SecretPurpose};
use zeroize::Zeroizing;

/// A part that is in memory already.
pub(super) struct Small {
    pub(super) part: Part,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

impl Small {
    fn of(name: &str, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self {
            part: Part::of(name, bytes.len() as u64, Sha256Hash::of(&bytes)),
            bytes,
        }
    }
}

/// The choices of the person at this machine.
pub(super) fn settings() -> Vec<Small> {
    let kept = crate::settings::to_keep().into_iter();
    kept.map(|(name, text)| Small::of(name, Zeroizing::new(text.into_bytes())))
        .collect()
}

/// The secrets of every account, out of the keychain, and the accounts that have none there.
pub(super) fn secrets(office: &Office) -> Result<(Small, Vec<String>)> {
    let mut all = NamedSecrets::default();
    let mut without = Vec::new();
    for stored in office.storage.accounts()? {
        let id = stored.id;
        let before = all.0.len();
        for purpose in [SecretPurpose::Incoming, SecretPurpose::Outgoing] {
            if let Some(secret) = office.secrets.find(id, purpose)? {
                all.0.push((format!("{id}.{}", purpose.word()), secret));
            }
        }
        if let Some(secret) = office.secrets.find_renewal(id)? {
            all.0.push((format!("{id}.renewal"), secret));
        }
        if all.0.len() == before && needs_secret(&stored.account) {
            without.push(stored.account.address);
        }
    }
    for provider in Provider::ALL {
        if let Some(key) = office.secrets.find_client_key(provider)? {
            all.0.push((format!("{}.client-key", provider.word()), key));
        }
    }
    let bytes = Zeroizing::new(all.write().as_bytes().to_vec());
    Ok((Small::of(SECRETS_PART, bytes), without))
}

/// Whether an account signs in anywhere.
pub(super) fn needs_secret(account: &crate::domain::account::Account) -> bool {
    use crate::domain::server::OutgoingAuth;
    let sends = account.outgoing.as_ref();
    account.incoming.is_some()
        || sends.is_some_and(|it| matches!(it.auth, OutgoingAuth::Own { .. }))
}

/// Where a secret of this name is kept.
pub(super) enum Place {
    Account(AccountId, SecretPurpose),
    Renewal(AccountId),
    Client(Provider),
}

/// The place of a secret that came out of a move; `None` for a name that this program does not know.
pub(super) fn place(name: &str) -> Option<Place> {
    let (owner, what) = name.split_once('.')?;
    if what == "client-key" {
        let mut all = Provider::ALL.into_iter();
        return all.find(|it| it.word() == owner).map(Place::Client);
    }
    let id = AccountId(owner.parse().ok()?);
    match what {
        "renewal" => Some(Place::Renewal(id)),
        "incoming" => Some(Place::Account(id, SecretPurpose::Incoming)),
        "outgoing" => Some(Place::Account(id, SecretPurpose::Outgoing)),
        _ => None,
    }
}

/// Puts secrets into the keychain. The first that is refused ends it.
pub(super) fn keep(
    secrets: &crate::secrets::Secrets,
    all: &[(String, Secret)],
) -> std::result::Result<(), crate::secrets::Error> {
    for (name, secret) in all {
        match place(name) {
            Some(Place::Account(id, purpose)) => secrets.keep(id, purpose, secret)?,
            Some(Place::Renewal(id)) => secrets.keep_renewal(id, secret)?,
            Some(Place::Client(provider)) => secrets.keep_client_key(provider, Some(secret))?,
            None => {}
        }
    }
    Ok(())
}
