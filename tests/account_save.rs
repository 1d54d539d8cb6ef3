//! What the account dialog asks of the engine: counting without touching anything, and one "OK" that
//! stores settings, passwords and certificate exceptions together.

mod support;

use kontorpost::domain::account::Account;
use kontorpost::domain::hash::Sha256Hash;
use kontorpost::domain::secret::{Secret, SecretPurpose};
use kontorpost::domain::server::PinnedCertificate;
use kontorpost::service::Error;
use kontorpost::service::account_save::{AccountSave, Keeping};
use kontorpost::service::account_test::TestSubject;
use kontorpost::service::accounts::Passwords;
use support::mails::Numbers;
use support::practice::{PASSWORD, Practice};

fn mails(count: usize) -> Vec<Vec<u8>> {
    let mut numbers = Numbers::new(4);
    let mail = |number: usize, numbers: &mut Numbers| {
        let word = numbers.next();
        format!("From: a@b.example\r\nSubject: {number} {word}\r\n\r\nText\r\n").into_bytes()
    };
    (0..count).map(|it| mail(it, &mut numbers)).collect()
}

fn subject(account: Account, password: Option<&str>) -> TestSubject {
    TestSubject {
        account,
        id: None,
        passwords: passwords(password),
        confirmed: Vec::new(),
        send_test_mail: false,
        pins: Vec::new(),
    }
}

fn passwords(incoming: Option<&str>) -> Passwords {
    Passwords {
        incoming: incoming.map(|it| Secret::new(it.to_owned())),
        outgoing: None,
    }
}

fn pin(port: u16) -> PinnedCertificate {
    PinnedCertificate {
        host: "localhost".to_owned(),
        port,
        fingerprint: Sha256Hash([7; 32]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_signs_in_with_the_typed_values_and_changes_nothing() {
    for protocol in ["imap", "pop3"] {
        let practice = Practice::start(protocol, "tls", "leave").await;
        practice.deliver(&mails(3));
        let account = practice.account_for(protocol, "tls", "remove");
        let typed = subject(account.clone(), Some(PASSWORD));
        assert_eq!(practice.office.count_on_server(&typed).await.unwrap(), 3);
        let stored = TestSubject {
            id: Some(practice.account),
            ..subject(account.clone(), None)
        };
        assert_eq!(practice.office.count_on_server(&stored).await.unwrap(), 3);
        let wrong = subject(account.clone(), Some("falsch"));
        let error = practice.office.count_on_server(&wrong).await.unwrap_err();
        assert!(matches!(&error, Error::Transport(it) if it.is_login_rejected()));
        let none = subject(account, None);
        let error = practice.office.count_on_server(&none).await.unwrap_err();
        assert!(matches!(error, Error::SecretMissing(_)), "{error:?}");
        assert_eq!(practice.left_on_server().len(), 3);
        assert_eq!(practice.count(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_removed_today_is_what_is_removed() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails(4));
    practice.expect(practice.receive().await);
    let count = |days| practice.office.count_removable(practice.account, days);
    assert_eq!((count(0).unwrap(), count(1).unwrap()), (4, 0));
    let account = practice.account_for("imap", "tls", "remove");
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.removed, 4);
    assert_eq!(count(0).unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_ok_stores_settings_passwords_and_exceptions() {
    let practice = Practice::start("imap", "tls", "leave").await;
    let office = &practice.office;
    let mut account = practice.account_for("imap", "tls", "leave");
    account.address = "neu@kontor.test".to_owned();
    let save = |id, account: &Account, pins: Vec<PinnedCertificate>| AccountSave {
        id,
        account: account.clone(),
        passwords: Passwords::default(),
        pins,
        others: Vec::new(),
        grant: None,
        outgoing_grant: None,
        keeping: Keeping::Keychain,
    };
    let new = AccountSave {
        passwords: passwords(Some(PASSWORD)),
        others: vec![(
            practice.account,
            SecretPurpose::Incoming,
            Secret::new("neues".to_owned()),
        )],
        ..save(None, &account, vec![pin(1), pin(2)])
    };
    let id = office.save_account(new).await.unwrap().id;
    assert_eq!(office.pinned_certificates(id).unwrap(), [pin(1), pin(2)]);
    let stored = TestSubject {
        id: Some(id),
        ..subject(account.clone(), None)
    };
    assert_eq!(office.count_on_server(&stored).await.unwrap(), 0);
    // The other account has got its new password, which the server does not know.
    let other = TestSubject {
        id: Some(practice.account),
        ..subject(account.clone(), None)
    };
    assert!(office.count_on_server(&other).await.is_err());

    account.name = "Anders".to_owned();
    let edited = office.save_account(save(Some(id), &account, vec![pin(2)]));
    edited.await.unwrap();
    assert_eq!(office.account(id).unwrap().account.name, "Anders");
    assert_eq!(office.pinned_certificates(id).unwrap(), [pin(2)]);
    assert_eq!(office.count_on_server(&stored).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_a_password_lives_until_the_program_ends() {
    let practice = Practice::start("imap", "tls", "leave").await;
    let save = AccountSave {
        id: Some(practice.account),
        account: practice.account_for("imap", "tls", "leave"),
        passwords: passwords(Some("falsch")),
        pins: Vec::new(),
        others: Vec::new(),
        grant: None,
        outgoing_grant: None,
        keeping: Keeping::UntilQuit,
    };
    practice.office.save_account(save).await.unwrap();
    let outcome = practice.receive().await;
    assert!(outcome.error.is_some());
    assert!(!practice.is_on_disk("falsch"));
}
