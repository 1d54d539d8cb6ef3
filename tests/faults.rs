//! Faults that no real server shows on demand: each ends in a clear error in good time, and the next
//! run has every message, once.

mod support;

use kontorpost::domain::ledger::RunId;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::{Fault, GREETING};
use kontorpost::service::demo::server::{Ability, ServerOptions};
use kontorpost::transport::Cause;
use support::mails::mail;
use support::practice::Practice;

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|seed| mail(seed, 3_000)).collect()
}

/// Sets a fault, runs, takes it away, runs again: nothing lost, nothing doubled.
async fn survives(service: Service, fault: Fault, is_right: impl Fn(&Cause) -> bool) {
    let protocol = if service == Service::Imap {
        "imap"
    } else {
        "pop3"
    };
    for after_fetch in ["leave", "remove"] {
        let what = format!("{protocol} {after_fetch} {fault:?}");
        let practice = Practice::start(protocol, "tls", after_fetch).await;
        let mails = mails(12);
        practice.deliver(&mails);
        practice.servers.faults.set(service, fault.clone());
        let outcome = practice.receive().await;
        let cause = outcome
            .cause()
            .unwrap_or_else(|| panic!("{what}: {outcome:?}"));
        assert!(is_right(cause), "{what}: {cause:?}");
        let left = practice.left_on_server().len();
        assert!(
            left + practice.count() >= 12,
            "{what}: removed before it was stored"
        );
        practice.servers.faults.clear();
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, &what);
        let again = practice.expect(practice.receive().await);
        assert_eq!(again.numbers.new, 0, "{what}");
        assert!(!again.is_red(), "{what}");
        let left = practice.left_on_server().len();
        assert_eq!(left, if after_fetch == "leave" { 12 } else { 0 }, "{what}");
    }
}

fn timeout(cause: &Cause) -> bool {
    *cause == Cause::Timeout
}

fn broken(cause: &Cause) -> bool {
    matches!(cause, Cause::Closed(_) | Cause::Protocol(_))
}

#[tokio::test]
async fn silence_at_every_step_ends_in_a_time_out() {
    survives(Service::Imap, Fault::SilentAfterAccept, timeout).await;
    survives(Service::Imap, Fault::SilentInTlsHandshake, timeout).await;
    for command in ["CAPABILITY", "AUTHENTICATE", "FETCH"] {
        survives(Service::Imap, Fault::SilentAfter(command), timeout).await;
    }
    survives(Service::Pop3, Fault::SilentAfterAccept, timeout).await;
    for command in ["CAPA", "AUTH", "LIST", "UIDL", "RETR"] {
        survives(Service::Pop3, Fault::SilentAfter(command), timeout).await;
    }
}

#[tokio::test]
async fn half_replies_and_lost_connections() {
    for service in [Service::Imap, Service::Pop3] {
        survives(service, Fault::HalfReplyThenClose(1), broken).await;
        survives(service, Fault::HalfReplyThenClose(7), broken).await;
        survives(service, Fault::HalfReplyThenSilence(5), timeout).await;
        survives(service, Fault::CloseAfterMessages(5), broken).await;
        survives(service, Fault::CloseAfterAccept, broken).await;
    }
    survives(Service::Pop3, Fault::MissingFinalDot, timeout).await;
    for command in ["FETCH", "AUTHENTICATE"] {
        survives(Service::Imap, Fault::CloseAfter(command), broken).await;
        survives(Service::Imap, Fault::ByeMidCommand(command), broken).await;
    }
    for command in ["LIST", "UIDL", "RETR"] {
        survives(Service::Pop3, Fault::CloseAfter(command), broken).await;
    }
}

#[tokio::test]
async fn endless_lines_and_wrong_sizes() {
    survives(Service::Imap, Fault::EndlessLine("FETCH"), |it| {
        matches!(it, Cause::Protocol(_))
    })
    .await;
    survives(Service::Imap, Fault::EndlessLine("CAPABILITY"), |it| {
        matches!(it, Cause::Protocol(_))
    })
    .await;
    survives(Service::Imap, Fault::HugeLiteral(500 << 20), |it| {
        matches!(it, Cause::TooLarge(_))
    })
    .await;
    survives(Service::Imap, Fault::WrongLiteralSize(-10), |it| {
        broken(it) || timeout(it)
    })
    .await;
    survives(Service::Imap, Fault::WrongLiteralSize(100), |it| {
        broken(it) || timeout(it)
    })
    .await;
    survives(Service::Pop3, Fault::EndlessLine("UIDL"), |it| {
        matches!(it, Cause::Protocol(_))
    })
    .await;
    survives(Service::Pop3, Fault::EndlessLine("CAPA"), |it| {
        matches!(it, Cause::Protocol(_))
    })
    .await;
}

#[tokio::test]
async fn other_services_on_the_port_are_recognised() {
    let greetings: [(&str, &[u8]); 5] = [
        ("POP3", b"+OK ready\r\n"),
        ("SMTP", b"220 mail ESMTP\r\n"),
        ("HTTP", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n"),
        ("garbage", b"\x00\xff\x13 garbage\r\n"),
    ];
    let is_right = |cause: &Cause| matches!(cause, Cause::WrongProtocol(_));
    for (name, greeting) in greetings {
        survives(
            Service::Imap,
            Fault::Instead(GREETING, greeting.to_vec()),
            is_right,
        )
        .await;
        let greeting = if name == "POP3" {
            b"* OK IMAP4rev1\r\n"
        } else {
            greeting
        };
        survives(
            Service::Pop3,
            Fault::Instead(GREETING, greeting.to_vec()),
            is_right,
        )
        .await;
    }
}

#[tokio::test]
async fn refused_folder_and_missing_uidvalidity() {
    let refuse = Fault::Refuse("EXAMINE", "[NONEXISTENT] no such folder".to_owned());
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails(3));
    for fault in [refuse, Fault::NoUidValidity] {
        practice.servers.faults.set(Service::Imap, fault);
        let outcome = practice.receive().await;
        assert!(
            matches!(
                outcome.cause(),
                Some(Cause::ServerRefused(_) | Cause::Protocol(_))
            ),
            "{outcome:?}"
        );
        practice.servers.faults.clear();
    }
    practice.expect(practice.receive().await);
    practice.assert_stored(&mails(3), "afterwards");
}

#[tokio::test]
async fn what_a_server_will_not_hand_out_goes_to_quarantine_and_the_rest_goes_on() {
    let cases = [
        (Service::Imap, Fault::RefuseMessage(4)),
        (Service::Imap, Fault::OmitMessage(4)),
        (Service::Pop3, Fault::RefuseMessage(4)),
    ];
    for (service, fault) in cases {
        let protocol = if service == Service::Imap {
            "imap"
        } else {
            "pop3"
        };
        for after_fetch in ["leave", "remove"] {
            let practice = Practice::start(protocol, "tls", after_fetch).await;
            let mut mails = mails(10);
            practice.deliver(&mails);
            practice.servers.faults.set(service, fault.clone());
            let run = practice.expect(practice.receive().await);
            assert_eq!(
                (run.numbers.stored, run.numbers.quarantined),
                (9, 1),
                "{fault:?}"
            );
            assert!(run.numbers.balance());
            let all = mails.clone();
            let refused = mails.remove(3);
            practice.assert_stored(&mails, "the rest");
            assert!(
                practice.left_on_server().contains(&refused),
                "never removed"
            );
            let entry = practice.office.quarantine().unwrap().remove(0);
            // Once more while the fault lasts: it stays there. With POP3 it has moved up.
            if protocol == "pop3" && after_fetch == "remove" {
                practice.servers.faults.clear();
                practice
                    .servers
                    .faults
                    .set(service, Fault::RefuseMessage(1));
            }
            practice.office.retry_quarantined(entry.id).unwrap();
            practice.receive().await;
            assert_eq!(practice.office.quarantined(entry.id).unwrap().attempts, 2);
            practice.servers.faults.clear();
            practice.office.retry_quarantined(entry.id).unwrap();
            practice.expect(practice.receive().await);
            practice.assert_stored(&all, "after the retry");
            assert_eq!(practice.office.quarantine().unwrap().len(), 0);
            // Discarded ones are not fetched again.
            practice.deliver(&[mail(77, 3_000)]);
            practice.servers.faults.set(
                service,
                Fault::RefuseMessage(if after_fetch == "leave" || protocol == "imap" {
                    11
                } else {
                    1
                }),
            );
            practice.receive().await;
            let entry = practice.office.quarantine().unwrap().remove(0);
            practice.office.discard_quarantined(entry.id).unwrap();
            practice.servers.faults.clear();
            let run = practice.expect(practice.receive().await);
            assert_eq!(run.numbers.new, 0, "{fault:?}");
            assert!(practice.left_on_server().contains(&mail(77, 3_000)));
        }
    }
}

#[tokio::test]
async fn answers_without_bodies_store_nothing_and_lose_nothing() {
    for fault in [Fault::FetchWithoutData, Fault::BodyNil] {
        let practice = Practice::start("imap", "tls", "remove").await;
        let mails = mails(5);
        practice.deliver(&mails);
        practice.servers.faults.set(Service::Imap, fault.clone());
        practice.receive().await;
        assert_eq!(practice.count(), 0, "{fault:?}");
        assert_eq!(practice.left_on_server().len(), 5, "{fault:?}");
        practice.servers.faults.clear();
        for entry in practice.office.quarantine().unwrap() {
            practice.office.retry_quarantined(entry.id).unwrap();
        }
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, "afterwards");
    }
}

#[tokio::test]
async fn harmless_oddities_are_tolerated() {
    let cases = [
        (
            Service::Imap,
            Fault::UntaggedNo("[ALERT] Postfach zu 95 % voll".to_owned()),
        ),
        (Service::Imap, Fault::WrongSize(12_345)),
        (Service::Pop3, Fault::WrongSize(12_345)),
        (Service::Pop3, Fault::WrongStat(3)),
        (Service::Pop3, Fault::DuplicateUidl),
        (Service::Pop3, Fault::EmptyUidl),
        (Service::Pop3, Fault::LongUidl(300)),
        (Service::Pop3, Fault::LongUidl(2_000)),
    ];
    for (service, fault) in cases {
        let protocol = if service == Service::Imap {
            "imap"
        } else {
            "pop3"
        };
        for after_fetch in ["leave", "remove"] {
            let practice = Practice::start(protocol, "tls", after_fetch).await;
            let mails = mails(6);
            practice.deliver(&mails);
            practice.servers.faults.set(service, fault.clone());
            for _ in 0..3 {
                let run = practice.expect(practice.receive().await);
                assert!(run.numbers.balance(), "{fault:?} {run:?}");
                practice.assert_stored(&mails, &format!("{fault:?} {after_fetch}"));
            }
            let left = practice.left_on_server().len();
            assert_eq!(
                left,
                if after_fetch == "leave" { 6 } else { 0 },
                "{fault:?}"
            );
        }
    }
}

#[tokio::test]
async fn servers_without_extensions() {
    let options = ServerOptions::default;
    let cases = [
        ("pop3", options().without(Ability::Uidl)),
        (
            "pop3",
            options().without(Ability::Uidl).without(Ability::Top),
        ),
        ("pop3", options().without(Ability::Capa)),
        ("pop3", options().without(Ability::Pipelining)),
        ("pop3", options().without(Ability::AuthPlain)),
        ("imap", options().without(Ability::Move)),
        (
            "imap",
            options().without(Ability::Move).without(Ability::UidPlus),
        ),
        ("imap", options().without(Ability::SpecialUse)),
        ("imap", options().without(Ability::SaslIr)),
        ("imap", options().without(Ability::AuthPlain)),
    ];
    for (protocol, options) in cases {
        for after_fetch in ["leave", "remove"] {
            let what = format!("{protocol} {after_fetch} {options:?}");
            let practice =
                Practice::start_with(protocol, "tls", after_fetch, options.clone()).await;
            let mails = mails(6);
            practice.deliver(&mails);
            for _ in 0..3 {
                let outcome = practice.receive().await;
                assert!(outcome.error.is_none(), "{what}: {:?}", outcome.error);
                practice.assert_stored(&mails, &what);
            }
            let left = practice.left_on_server().len();
            assert_eq!(left, if after_fetch == "leave" { 6 } else { 0 }, "{what}");
        }
    }
}

#[tokio::test]
async fn a_red_run_stays_red_until_somebody_has_seen_it() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails(6));
    practice
        .servers
        .faults
        .set(Service::Imap, Fault::CloseAfterMessages(2));
    practice.receive().await;
    practice.servers.faults.clear();
    practice.expect(practice.receive().await);
    let runs = practice.office.ledger(None, 0, 10).unwrap();
    assert_eq!(
        runs.iter().map(|run| run.is_red()).collect::<Vec<_>>(),
        [false, true]
    );
    practice.office.acknowledge(RunId(runs[1].id.0)).unwrap();
    assert!(!practice.office.ledger(None, 0, 10).unwrap()[1].is_red());
}
