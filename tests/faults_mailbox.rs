//! Sign-in, encryption, and servers that change behind our back: nothing leaks, nothing is lost.

mod support;

use kontorpost::service::Error;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::server::{Ability, ServerOptions};
use kontorpost::service::demo::store::INBOX;
use kontorpost::transport::Cause;
use support::mails::mail;
use support::practice::{PASSWORD, Practice, USER};

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|seed| mail(seed, 3_000)).collect()
}

#[tokio::test]
async fn one_rejected_sign_in_and_no_more() {
    for service in [Service::Imap, Service::Pop3] {
        let protocol = if service == Service::Imap {
            "imap"
        } else {
            "pop3"
        };
        let practice = Practice::start(protocol, "tls", "leave").await;
        practice.deliver(&mails(2));
        let reject = Fault::RejectLogin("[AUTHENTICATIONFAILED] nein".to_owned());
        for fault in [reject, Fault::EchoPassword] {
            practice.servers.counters.reset();
            practice.servers.faults.set(service, fault);
            let outcome = practice.retry().await;
            assert!(
                matches!(outcome.cause(), Some(Cause::LoginRejected(_))),
                "{outcome:?}"
            );
            let shown = format!("{outcome:?} {}", outcome.error.as_ref().unwrap());
            assert!(
                !shown.contains(PASSWORD) && !shown.contains("77"),
                "{shown}"
            );
            for _ in 0..3 {
                let outcome = practice.receive().await;
                assert!(
                    matches!(outcome.error, Some(Error::Paused(_))),
                    "{outcome:?}"
                );
            }
            assert_eq!(practice.servers.counters.tally(service).sign_ins, 1);
            practice.servers.faults.clear();
        }
        assert!(!practice.is_on_disk(PASSWORD));
        practice.expect(practice.retry().await);
        practice.assert_stored(&mails(2), protocol);
        // What passes by itself does not pause.
        for code in [
            "[UNAVAILABLE] later",
            "[IN-USE] busy",
            "[LOGIN-DELAY] wait",
            "[SYS/TEMP] x",
        ] {
            practice
                .servers
                .faults
                .set(service, Fault::TemporaryLogin(code.to_owned()));
            let outcome = practice.receive().await;
            assert!(
                matches!(outcome.cause(), Some(Cause::Temporary(_))),
                "{code}: {outcome:?}"
            );
            practice.servers.faults.clear();
            practice.expect(practice.receive().await);
        }
    }
}

type Expected = fn(&Cause) -> bool;

#[tokio::test]
async fn no_credential_without_tls() {
    for service in [Service::Imap, Service::Pop3] {
        let protocol = if service == Service::Imap {
            "imap"
        } else {
            "pop3"
        };
        let injected = match service {
            Service::Imap => b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n".to_vec(),
            _ => b"+OK hello\r\n".to_vec(),
        };
        let faults: [(Fault, Expected); 3] = [
            (Fault::StartTlsMissing, |it| *it == Cause::StartTlsMissing),
            (Fault::StartTlsRefused, |it| {
                matches!(it, Cause::StartTlsRefused(_))
            }),
            (Fault::InjectAfterStartTls(injected), |it| {
                *it == Cause::InjectedBeforeTls
            }),
        ];
        for (fault, is_right) in faults {
            let practice = Practice::start(protocol, "starttls", "leave").await;
            practice.deliver(&mails(2));
            practice.servers.faults.set(service, fault.clone());
            let outcome = practice.receive().await;
            assert!(
                outcome.cause().is_some_and(is_right),
                "{protocol} {fault:?}: {outcome:?}"
            );
            let tally = practice.servers.counters.tally(service);
            assert_eq!(
                (tally.sign_ins, tally.clear_credentials),
                (0, 0),
                "{fault:?}"
            );
            practice.servers.faults.clear();
            practice.expect(practice.receive().await);
            assert_eq!(
                practice.servers.counters.tally(service).clear_credentials,
                0
            );
        }
    }
    let practice = Practice::start("imap", "starttls", "leave").await;
    practice.servers.faults.set(Service::Imap, Fault::Preauth);
    let outcome = practice.receive().await;
    assert!(
        matches!(outcome.cause(), Some(Cause::Protocol(_))),
        "{outcome:?}"
    );
    // A server that wants TLS first gets no password in the clear, even when none was asked for.
    let strict = ServerOptions::default().with(Ability::TlsOnly);
    let practice = Practice::start_with("imap", "none", "leave", strict).await;
    let outcome = practice.receive().await;
    assert!(outcome.cause().is_some(), "{outcome:?}");
    assert_eq!(
        practice
            .servers
            .counters
            .tally(Service::Imap)
            .clear_credentials,
        0
    );
}

#[tokio::test]
async fn a_server_restored_from_a_backup_hides_nothing() {
    let practice = Practice::start("imap", "tls", "leave").await;
    let mut all = mails(5);
    practice.deliver(&all);
    practice.expect(practice.receive().await);
    // The same UID for another message.
    practice
        .servers
        .store
        .reuse(USER, INBOX, 3, &mail(50, 4_000));
    all.push(mail(50, 4_000));
    practice.expect(practice.receive().await);
    practice.assert_stored(&all, "reused UID");
    practice.servers.store.change_uid_validity(USER, INBOX);
    practice.deliver(&[mail(51, 4_000)]);
    all.push(mail(51, 4_000));
    practice.expect(practice.receive().await);
    practice.assert_stored(&all, "new UIDVALIDITY");

    let practice = Practice::start("pop3", "tls", "leave").await;
    let mut all = mails(5);
    practice.deliver(&all);
    practice.expect(practice.receive().await);
    practice
        .servers
        .store
        .reuse(USER, INBOX, 3, &mail(50, 4_000));
    all.push(mail(50, 4_000));
    practice.expect(practice.receive().await);
    practice.assert_stored(&all, "reused UIDL");
    practice.servers.store.renumber_uidls(USER);
    practice.expect(practice.receive().await);
    practice.assert_stored(&all, "new UIDLs");
}

#[tokio::test]
async fn several_folders_and_one_that_is_missing() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.servers.store.add_folder(USER, "Pr&APw-fung", None);
    practice.deliver(&mails(2));
    practice
        .servers
        .store
        .append(USER, "Pr&APw-fung", &mail(9, 3_000), 1_790_000_000);
    let mut account = practice.account_for("imap", "tls", "leave");
    let folders = ["INBOX", "Gibt es nicht", "Prüfung"]
        .map(str::to_owned)
        .to_vec();
    account.incoming.as_mut().unwrap().folders = folders;
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    let outcome = practice.receive().await;
    assert!(
        outcome.cause().is_some(),
        "the missing folder is told: {outcome:?}"
    );
    practice.assert_stored(&[mails(2), vec![mail(9, 3_000)]].concat(), "the others");
}

#[tokio::test]
async fn a_stop_in_the_middle_ends_at_once_and_keeps_what_is_committed() {
    use kontorpost::service::receiver::{Event, ReceiveOptions};
    for protocol in ["imap", "pop3"] {
        let practice = Practice::start(protocol, "tls", "remove").await;
        let mails: Vec<Vec<u8>> = (0..600).map(|seed| mail(seed, 40_000)).collect();
        practice.deliver(&mails);
        let (sender, stopped) = tokio::sync::watch::channel(false);
        let listener = move |event: Event| {
            if let Event::Progress { .. } = event {
                let _ = sender.send(true);
            }
        };
        let options = ReceiveOptions {
            once: true,
            send: false,
            account: None,
        };
        let received = practice
            .office
            .receive(options, std::sync::Arc::new(listener), stopped)
            .await
            .unwrap();
        assert_eq!(received.failed, 0, "a stop is no failure");
        let kept = practice.count();
        assert!(kept > 0 && kept < 600, "{kept}");
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, protocol);
        assert_eq!(practice.left_on_server().len(), 0);
    }
}
