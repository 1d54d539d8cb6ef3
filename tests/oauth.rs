//! Signing in in the browser at a real provider: code with PKCE, device code, renewal with rotation,
//! revocation; and that the tokens open a real Dovecot.

#![cfg(unix)]

mod support;

use kontorpost::domain::account::AccountId;
use kontorpost::domain::oauth::{OauthFault, Provider, Resource};
use kontorpost::domain::rollout::read_account;
use kontorpost::i18n::Language;
use kontorpost::service::account_save::Keeping;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::oauth::{BrowserSignIn, Grant, SignInWish};
use kontorpost::service::{Error, Office};
use std::time::Duration;
use support::oidc::{Oidc, browse, decline};

const ROLLOUT: &str = "name = \"anna\"\naddress = \"anna@kontor.test\"\n[incoming]\n\
     protocol = \"imap\"\nhost = \"localhost\"\nuser = \"anna@kontor.test\"\nauth = \"oauth2\"\n\
     [usage]\nmode = \"posteingang\"\n";

struct Stand {
    _directory: tempfile::TempDir,
    office: Office,
    id: AccountId,
}

async fn stand(oidc: &Oidc) -> Stand {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let file = directory.path().join("app.toml");
    std::fs::write(&file, oidc.client_file()).expect("file");
    let client = office.read_oauth_file(&file).expect("registration");
    office.set_oauth_client(&client).await.expect("kept");
    let account = read_account(ROLLOUT).expect("account");
    let added = office.add_account(&account, Passwords::default()).await;
    Stand {
        _directory: directory,
        office,
        id: added.expect("added").id,
    }
}

fn wish() -> SignInWish {
    SignInWish {
        provider: Provider::Own,
        resource: Resource::Mail,
        address: "anna@kontor.test".to_owned(),
    }
}

/// Signs in as a person would: the browser runs beside the program.
async fn sign_in(office: &Office, name: &'static str) -> Result<Grant, Error> {
    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    finish(begun, move |url| browse(&url, name)).await.0
}

async fn finish(
    begun: BrowserSignIn,
    person: impl FnOnce(String) -> String + Send + 'static,
) -> (Result<Grant, Error>, String) {
    let url = begun.url().to_owned();
    let browser = tokio::task::spawn_blocking(move || person(url));
    let grant = begun.finish(Language::German).await;
    (grant, browser.await.expect("browser"))
}

fn fault<T>(result: Result<T, Error>) -> OauthFault {
    match result.err().expect("refused") {
        Error::Oauth { error, .. } => error.fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn code_with_pkce_renewal_with_rotation_and_sign_out() {
    // Less than the margin: every use renews.
    let oidc = Oidc::start(30);
    let Stand { office, id, .. } = &stand(&oidc).await;
    assert_eq!(
        fault(office.access_token(*id, Resource::Mail).await),
        OauthFault::NotSignedIn
    );
    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let (grant, page) = finish(begun, |url| browse(&url, "anna")).await;
    assert!(
        page.contains("Kontorpost hat die Anmeldung erhalten"),
        "{page}"
    );
    let grant = grant.expect("signed in");
    assert_eq!(grant.signed_in.name.as_deref(), Some("anna"));
    assert!(!format!("{grant:?}").contains(grant.token().reveal()));
    let kept = office.keep_sign_in(*id, &grant, Keeping::Keychain).await;
    kept.expect("kept");

    let first = office
        .access_token(*id, Resource::Mail)
        .await
        .expect("token");
    assert!(first.is_bearer() && first != grant.token());
    let second = office
        .access_token(*id, Resource::Mail)
        .await
        .expect("token");
    assert!(first != second);
    assert_eq!(oidc.count("token refresh_token ok"), 2);
    assert_eq!(oidc.count("grant revoked"), 0);

    let out = office.sign_out(*id).await.expect("signed out");
    assert!(out.revoked);
    assert_eq!(office.signed_in(*id).expect("asked"), None);
    assert_eq!(
        fault(office.access_token(*id, Resource::Mail).await),
        OauthFault::NotSignedIn
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_renew_once() {
    let oidc = Oidc::start(3_600);
    let Stand { office, id, .. } = &stand(&oidc).await;
    let grant = sign_in(office, "anna").await.expect("signed in");
    let kept = office.keep_sign_in(*id, &grant, Keeping::Keychain).await;
    kept.expect("kept");
    // What came with the sign-in is used as long as it lasts.
    let token = office
        .access_token(*id, Resource::Mail)
        .await
        .expect("token");
    assert_eq!(token, grant.token());
    assert_eq!(oidc.count("token refresh_token ok"), 0);
    let asking: Vec<_> = (0..20)
        .map(|_| {
            let (office, id) = (office.clone(), *id);
            tokio::spawn(async move { office.access_token(id, Resource::Graph).await })
        })
        .collect();
    for one in asking {
        one.await.expect("task").expect("token");
    }
    assert_eq!(oidc.count("token refresh_token ok"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_refresh_token_ends_the_sign_in() {
    let oidc = Oidc::start(30);
    let Stand { office, id, .. } = &stand(&oidc).await;
    let grant = sign_in(office, "anna").await.expect("signed in");
    let keep = || office.keep_sign_in(*id, &grant, Keeping::Keychain);
    keep().await.expect("kept");
    let renewed = office.access_token(*id, Resource::Mail).await;
    renewed.expect("renewed");
    // Somebody puts the old one back, as a restored keychain would.
    keep().await.expect("kept");
    // What is in memory has less than the margin left, so it is renewed.
    let refused = office.access_token(*id, Resource::Mail).await;
    assert_eq!(fault(refused), OauthFault::Ended);
    oidc.wait_for("grant revoked");
    let again = sign_in(office, "anna").await.expect("signed in again");
    let kept = office.keep_sign_in(*id, &again, Keeping::Keychain).await;
    kept.expect("kept");
    let token = office.access_token(*id, Resource::Mail).await;
    token.expect("token");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_state_a_second_callback_and_silence() {
    let oidc = Oidc::start(3_600);
    let Stand { office, .. } = &stand(&oidc).await;
    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let (grant, page) = finish(begun, |url| {
        // Another site sends the browser to the port with a code of its own.
        let port = redirect(&url);
        let forged = format!("{port}?code=gefaelscht&state=falsch");
        let turned_away = browse(&forged, "anna");
        assert!(turned_away.starts_with("400"), "{turned_away}");
        browse(&url, "anna")
    })
    .await;
    grant.expect("the real answer counts");
    assert!(page.starts_with("200"), "{page}");

    // After it the port is closed.
    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let port = redirect(begun.url());
    let (grant, _) = finish(begun, |url| browse(&url, "anna")).await;
    grant.expect("signed in");
    let address = port
        .trim_start_matches("http://")
        .trim_end_matches("/callback")
        .to_owned();
    assert!(std::net::TcpStream::connect(address).is_err());

    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let silent = begun.within(Duration::from_millis(200));
    assert_eq!(
        fault(silent.finish(Language::German).await),
        OauthFault::TimedOut
    );

    // Cancelling is dropping: nothing keeps the port open.
    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let port = redirect(begun.url());
    let waiting = tokio::spawn(begun.finish(Language::German));
    tokio::time::sleep(Duration::from_millis(100)).await;
    waiting.abort();
    let _ = waiting.await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let address = port
        .trim_start_matches("http://")
        .trim_end_matches("/callback")
        .to_owned();
    assert!(std::net::TcpStream::connect(address).is_err());

    let begun = office.begin_sign_in(&wish()).await.expect("begun");
    let (declined, page) = finish(begun, |url| decline(&url)).await;
    assert_eq!(fault(declined), OauthFault::Denied);
    assert!(page.contains("abgelehnt"), "{page}");
}

/// The address that the provider sends the browser back to.
fn redirect(url: &str) -> String {
    let coded = url.split("redirect_uri=").nth(1).expect("redirect");
    let coded = coded.split('&').next().expect("value");
    coded.replace("%3A", ":").replace("%2F", "/")
}

#[tokio::test(flavor = "multi_thread")]
async fn device_code_and_its_end() {
    let oidc = Oidc::start_with(3_600, 60);
    let Stand { office, id, .. } = &stand(&oidc).await;
    let begun = office.begin_device_sign_in(&wish()).await.expect("begun");
    let page = format!("{}?user_code={}", begun.page(), begun.code());
    assert!(begun.code().len() >= 8 && begun.minutes() == 1);
    let person = tokio::task::spawn_blocking(move || browse(&page, "anna"));
    let grant = begun.finish().await.expect("signed in");
    person.await.expect("person");
    let kept = office.keep_sign_in(*id, &grant, Keeping::Keychain).await;
    kept.expect("kept");
    let token = office.access_token(*id, Resource::Graph).await;
    token.expect("renewed");

    let short = Oidc::start_with(3_600, 1);
    let Stand { office, .. } = &stand(&short).await;
    let begun = office.begin_device_sign_in(&wish()).await.expect("begun");
    assert_eq!(fault(begun.finish().await), OauthFault::TimedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_registration_or_a_provider() {
    let oidc = Oidc::start(3_600);
    let Stand { office, id, .. } = &stand(&oidc).await;
    let grant = sign_in(office, "anna").await.expect("signed in");
    let kept = office.keep_sign_in(*id, &grant, Keeping::Keychain).await;
    kept.expect("kept");
    let microsoft = SignInWish {
        provider: Provider::Microsoft,
        ..wish()
    };
    assert_eq!(
        fault(office.begin_sign_in(&microsoft).await),
        OauthFault::NoClient(Provider::Microsoft)
    );
    drop(oidc);
    let lost = office.access_token(*id, Resource::Graph).await;
    assert_eq!(fault(lost), OauthFault::Unreachable);
    // Signing out works all the same.
    assert!(!office.sign_out(*id).await.expect("signed out").revoked);
}
