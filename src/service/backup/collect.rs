//! What goes into a backup besides the database, and the secrets that go into a move.

use super::super::error::Result;
use super::super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::backup::{Part, SECRETS_PART};
use crate::domain::backup_secrets::NamedSecrets;
use crate::domain::hash::Sha256Hash;
use crate::domain::oauth::Provider;
use crate::domain::secret::{Secret, SecretPurpose, SignInOf};
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
        for purpose in SecretPurpose::ALL {
            if let Some(secret) = office.secrets.find(id, purpose)? {
                all.0.push((format!("{id}.{}", purpose.word()), secret));
            }
            let of = SignInOf {
                account: id,
                purpose,
            };
            if let Some(secret) = office.secrets.find_renewal(of)? {
                all.0.push((format!("{id}.{}", renewal(purpose)), secret));
            }
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

/// The name of what a sign-in in the browser is renewed with.
fn renewal(purpose: SecretPurpose) -> &'static str {
    match purpose {
        SecretPurpose::Incoming => "renewal",
        SecretPurpose::Outgoing => "outgoing-renewal",
    }
}

/// Whether an account signs in anywhere.
pub(super) fn needs_secret(account: &crate::domain::account::Account) -> bool {
    let sends = account.outgoing.as_ref();
    account.incoming.is_some() || sends.is_some_and(|it| it.auth.own_user().is_some())
}

/// Where a secret of this name is kept.
pub(super) enum Place {
    Account(AccountId, SecretPurpose),
    Renewal(SignInOf),
    Client(Provider),
}

/// The place of a secret that came out of a move; `None` for a name that this program does not know.
pub(super) fn place(name: &str) -> Option<Place> {
    let (owner, what) = name.split_once('.')?;
    if what == "client-key" {
        let mut all = Provider::ALL.into_iter();
        return all.find(|it| it.word() == owner).map(Place::Client);
    }
    let account = AccountId(owner.parse().ok()?);
    let places = SecretPurpose::ALL.into_iter().flat_map(|purpose| {
        let renewed = Place::Renewal(SignInOf { account, purpose });
        let password = Place::Account(account, purpose);
        [(renewal(purpose), renewed), (purpose.word(), password)]
    });
    let mut places = places.filter(|it| it.0 == what);
    places.next().map(|it| it.1)
}

/// Puts secrets into the keychain. The first that is refused ends it.
pub(super) fn keep(
    secrets: &crate::secrets::Secrets,
    all: &[(String, Secret)],
) -> std::result::Result<(), crate::secrets::Error> {
    for (name, secret) in all {
        match place(name) {
            Some(Place::Account(id, purpose)) => secrets.keep(id, purpose, secret)?,
            Some(Place::Renewal(of)) => secrets.keep_renewal(of, secret)?,
            Some(Place::Client(provider)) => secrets.keep_client_key(provider, Some(secret))?,
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Secrets;

    #[test]
    fn every_secret_of_an_account_comes_back_to_its_own_place() {
        let secrets = Secrets::memory();
        let names = [
            "7.incoming",
            "7.outgoing",
            "7.renewal",
            "7.outgoing-renewal",
        ];
        let all = names.map(|it| (it.to_owned(), Secret::new(format!("wert {it}"))));
        keep(&secrets, &all).unwrap();
        keep(
            &secrets,
            &[("7.unbekannt".to_owned(), Secret::new("x".to_owned()))],
        )
        .unwrap();
        let account = AccountId(7);
        for purpose in SecretPurpose::ALL {
            let password = secrets.find(account, purpose).unwrap().unwrap();
            assert_eq!(password.reveal(), format!("wert 7.{}", purpose.word()));
            let of = SignInOf { account, purpose };
            let renewed = secrets.find_renewal(of).unwrap().unwrap();
            assert_eq!(renewed.reveal(), format!("wert 7.{}", renewal(purpose)));
        }
    }

    #[test]
    fn the_sign_in_of_an_outgoing_server_comes_along() {
        let directory = tempfile::tempdir().unwrap();
        let office = Office::open_for_practice(directory.path(), Vec::new()).unwrap();
        let account = crate::domain::rollout::read_account(
            "name = \"Post\"\naddress = \"post@kanzlei.example\"\n[incoming]\n\
             protocol = \"imap\"\nhost = \"localhost\"\nport = 993\nsecurity = \"tls\"\n\
             user = \"post\"\n[outgoing]\nhost = \"smtp.office365.com\"\nport = 587\n\
             security = \"starttls\"\nauth = \"oauth2\"\nuser = \"post@kanzlei.example\"\n\
             [usage]\nmode = \"posteingang\"\n",
        );
        let account = account.unwrap();
        let id = office.storage.insert_account(&account).unwrap().id;
        assert_eq!(secrets(&office).unwrap().1, ["post@kanzlei.example"]);
        let of = SignInOf::outgoing(id);
        let token = Secret::new("wert".to_owned());
        office.secrets.keep_renewal(of, &token).unwrap();
        let (small, without) = secrets(&office).unwrap();
        assert_eq!(without, Vec::<String>::new());
        let read = NamedSecrets::read(std::str::from_utf8(&small.bytes).unwrap()).unwrap();
        assert_eq!(read.0.len(), 1);
        let other = Secrets::memory();
        keep(&other, &read.0).unwrap();
        assert_eq!(other.find_renewal(of).unwrap().unwrap().reveal(), "wert");
    }
}
