//! What we did not write ourselves: the sign-in at foreign acceptors of NTLM, a foreign client at the
//! practice office's Exchange server, and Microsoft's own schemas. Where a peer is not installed (see
//! `tests/run.sh`), its test says so and ends.

#![cfg(unix)]

mod support;
#[path = "support/web_peers.rs"]
mod web_peers;

use kontorpost::domain::secret::Secret;
use kontorpost::service::demo::store::INBOX;
use kontorpost::transport::{Cause, EwsMailbox, Step};
use serde_json::Value;
use std::process::Command;
use std::time::{Duration, Instant};
use support::free_port;
use support::mails::mail;
use support::practice::{PASSWORD, Practice, USER};
use tokio::task::JoinSet;
use web_peers::{NTLM_PASSWORD, NTLM_USER, NTLM_USER_WITH_UMLAUT, WebPeer, incoming, python};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

async fn open(peer: &WebPeer, user: &str, password: &str) -> Result<EwsMailbox, (Step, Cause)> {
    let incoming = incoming(peer.port, user);
    let opened = EwsMailbox::open(&peer.connector(), &incoming, &[], &secret(password)).await;
    opened.map_err(|it| (it.step, it.cause))
}

fn is_rejected(opened: Result<EwsMailbox, (Step, Cause)>) -> bool {
    matches!(opened, Err((Step::Login, Cause::LoginRejected(_))))
}

#[tokio::test(flavor = "multi_thread")]
async fn ntlm_at_apache_also_a_hundred_at_once() {
    let Some(apache) = WebPeer::apache() else {
        return println!("not installed: libapache2-mod-auth-gssapi");
    };
    let name = format!("KANZLEI\\{NTLM_USER}");
    let mailbox = open(&apache, &name, NTLM_PASSWORD).await;
    let mut mailbox = mailbox.map_err(|it| format!("{it:?}")).unwrap();
    assert!(
        mailbox.describe().contains("NTLM"),
        "{}",
        mailbox.describe()
    );
    // Later requests say nothing of the sign-in: the connection is signed in.
    for _ in 0..20 {
        mailbox.examine("INBOX").await.unwrap();
    }
    assert!(is_rejected(open(&apache, &name, "falsch").await));
    assert!(is_rejected(
        open(&apache, "KANZLEI\\niemand", NTLM_PASSWORD).await
    ));
    let apache = std::sync::Arc::new(apache);
    let mut tries = JoinSet::new();
    for _ in 0..100 {
        let (apache, name) = (apache.clone(), name.clone());
        tries.spawn(async move {
            let opened = open(&apache, &name, NTLM_PASSWORD).await;
            opened.map(|_| ()).map_err(|it| format!("{it:?}"))
        });
    }
    while let Some(done) = tries.join_next().await {
        done.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_signed_in_to_by_ntlm_never_gets_the_password_itself() {
    use kontorpost::transport::KnownSignIn;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    if let Some(acceptor) = WebPeer::acceptor(&["--basic"]) {
        let noted = Arc::new(AtomicU32::new(0));
        let note = noted.clone();
        let mut connector = acceptor.connector();
        connector.known = KnownSignIn::new(false, move || {
            note.fetch_add(1, Ordering::SeqCst);
        });
        let name = format!("KANZLEI\\{NTLM_USER}");
        let incoming = incoming(acceptor.port, &name);
        let password = secret(NTLM_PASSWORD);
        let opened = EwsMailbox::open(&connector, &incoming, &[], &password).await;
        assert!(opened.is_ok());
        assert_eq!(noted.load(Ordering::SeqCst), 1);
    }
    // The same server later, in the hands of somebody who offers Basic alone.
    let practice = Practice::start("exchange", "tls", "leave").await;
    practice.expect(practice.receive().await);
    let file = practice.directory.path().join("office");
    let file = std::fs::read_dir(file)
        .unwrap()
        .flatten()
        .map(|it| it.path());
    let is_database = |it: &std::path::PathBuf| {
        std::fs::read(it).is_ok_and(|it| it.starts_with(b"SQLite format 3"))
    };
    let file = file.into_iter().find(is_database).expect("the database");
    let database = rusqlite::Connection::open(file).unwrap();
    let sql = "INSERT INTO strong_sign_in SELECT id, in_host, in_port, 0 FROM account";
    assert_eq!(database.execute(sql, []).unwrap(), 1);
    let signed_in = practice
        .servers
        .counters
        .count(kontorpost::service::demo::counters::Service::Ews, "AUTH");
    let outcome = practice.receive().await;
    assert!(
        matches!(outcome.cause(), Some(Cause::WeakerSignIn)),
        "{outcome:?}"
    );
    let later = practice
        .servers
        .counters
        .count(kontorpost::service::demo::counters::Service::Ews, "AUTH");
    assert_eq!(later, signed_in, "the password was told to nobody");
    let passwords = kontorpost::service::accounts::Passwords {
        incoming: Some(secret(PASSWORD)),
        outgoing: None,
    };
    let office = &practice.office;
    office
        .change_passwords(practice.account, passwords)
        .await
        .unwrap();
    practice.expect(practice.retry().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_in_is_bound_to_the_channel() {
    let name = format!("KANZLEI\\{NTLM_USER_WITH_UMLAUT}");
    for (arguments, is_accepted) in [
        (&["--require"][..], true),
        (&["--require", "--basic"], true),
        (&[], true),
        // Somebody between us and the server shows another certificate than the server's.
        (&["--stranger"], false),
    ] {
        let Some(acceptor) = WebPeer::acceptor(arguments) else {
            return println!("not installed: pyspnego");
        };
        let opened = open(&acceptor, &name, NTLM_PASSWORD).await;
        match is_accepted {
            true => drop(
                opened
                    .map_err(|it| format!("{arguments:?} {it:?}"))
                    .unwrap(),
            ),
            false => assert!(is_rejected(opened), "{arguments:?}"),
        }
        assert!(
            is_rejected(open(&acceptor, &name, "falsch").await),
            "{arguments:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_client_at_the_practice_server() {
    let Some(python) = python() else {
        return println!("not installed: exchangelib");
    };
    let practice = Practice::start("exchange", "tls", "leave").await;
    let mails: Vec<Vec<u8>> = (0..5).map(|it| mail(it, 3_000)).collect();
    practice.deliver(&mails);
    let url = format!(
        "https://localhost:{}/EWS/Exchange.asmx",
        practice.servers.ews.port()
    );
    let letter = format!(
        "From: {USER}\r\nTo: {USER}\r\nSubject: Fremd\r\nMessage-ID: <fremd@kontor.test>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHallo\r\n"
    );
    let output = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .args(["-c", include_str!("support/exchange_client.py")])
            .args([&url, USER, PASSWORD, &letter])
            .output()
            .expect("python")
    })
    .await
    .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let seen: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let lengths: Vec<u64> = mails.iter().map(|it| it.len() as u64).collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    assert_eq!(seen["mime"], serde_json::json!(sorted));
    assert_eq!((&seen["count"], &seen["sent"]), (&5.into(), &1.into()));
    assert_eq!(seen["sync"], serde_json::json!(vec!["create"; 5]));
    assert_eq!(seen["resolved"], serde_json::json!([USER]));
    // Two went, the letter to the own address came.
    assert_eq!((&seen["left"], &seen["trash"]), (&4.into(), &1.into()));
    let later = serde_json::json!(["create", "delete", "delete"]);
    assert_eq!(seen["later"], later);
    assert_eq!(practice.servers.store.messages(USER, INBOX).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_none_is_told_apart() {
    let refused = incoming(free_port(), USER);
    let practice = Practice::start("exchange", "tls", "leave").await;
    let ca = practice.servers.ca_der.clone();
    let trust = kontorpost::transport::Trust::new(vec![ca]);
    let mut connector = kontorpost::transport::Connector::new(trust);
    connector.timeouts = support::practice::timeouts();
    let open = async |incoming| {
        let secret = secret(PASSWORD);
        let opened = EwsMailbox::open(&connector, incoming, &[], &secret).await;
        opened.map(|_| ()).unwrap_err()
    };
    let begun = Instant::now();
    assert_eq!(open(&refused).await.cause, Cause::Refused);
    let imap = incoming(practice.servers.imaps.port(), USER);
    let error = open(&imap).await;
    assert_eq!(error.step, Step::Greeting, "{error}");
    let mut other_path = incoming(practice.servers.ews.port(), USER);
    other_path.exchange.path = "/owa".to_owned();
    let error = open(&other_path).await;
    assert!(matches!(error.cause, Cause::WrongProtocol(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}
