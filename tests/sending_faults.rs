//! Letters and servers that break off: nothing is lost, nothing leaves twice, and what is in doubt is
//! said to be.

mod support;

use kontorpost::domain::diagnosis::FailureClass;
use kontorpost::domain::letter::LetterState;
use kontorpost::domain::mail::MailAddress;
use kontorpost::domain::outbox::{Letter, RecipientState};
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::service::Error;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::{FINAL_DOT, Fault, GREETING};
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::sending::LetterEvent;
use std::time::{Duration, Instant};
use support::practice::{Practice, USER};
use tokio::sync::watch;

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

async fn practice(security: &str) -> Practice {
    let practice = Practice::start("imap", security, "leave").await;
    let port = match security {
        "tls" => practice.servers.smtps,
        _ => practice.servers.smtp,
    }
    .port();
    let text = format!(
        "{}\n[outgoing]\nhost = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\n\
         auth = \"same\"\n",
        write_account(&practice.account_for("imap", security, "leave"))
    );
    let account = read_account(&text).unwrap();
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    practice
}

fn queue(practice: &Practice) -> i64 {
    let mut draft = practice.office.new_draft(practice.account).unwrap();
    draft.to = vec![MailAddress {
        name: String::new(),
        address: USER.to_owned(),
    }];
    draft.subject = "Klage".to_owned();
    draft.text = "Text\n".to_owned();
    practice
        .office
        .queue_draft(practice.account, &draft)
        .unwrap()
}

async fn run(practice: &Practice, id: i64) -> Letter {
    let (_sender, stop) = watch::channel(false);
    practice
        .office
        .run_outbox(&|_: LetterEvent| {}, stop)
        .await
        .unwrap();
    practice.office.letter(id).unwrap()
}

fn delivered(practice: &Practice, letter: &Letter) -> usize {
    let messages = practice.servers.store.messages(USER, INBOX);
    let has = |raw: &[u8]| String::from_utf8_lossy(raw).contains(&letter.message_id);
    messages.iter().filter(|it| has(&it.raw)).count()
}

#[tokio::test]
async fn a_break_before_the_final_dot_is_tried_again() {
    for fault in [
        Fault::CloseAfterAccept,
        Fault::SilentAfter(GREETING),
        Fault::CloseAfter("EHLO"),
        Fault::CloseAfter("AUTH"),
        Fault::CloseAfter("MAIL"),
        Fault::CloseAfter("RCPT"),
        Fault::CloseAfter("DATA"),
        Fault::SilentAfter("MAIL"),
        Fault::SilentAfter("DATA"),
        Fault::ByeMidCommand("RCPT"),
        Fault::Refuse("MAIL", "451 4.3.0 later".to_owned()),
        Fault::Refuse("DATA", "451 4.3.0 later".to_owned()),
        Fault::Refuse(FINAL_DOT, "452 4.3.1 no room".to_owned()),
        Fault::EndlessLine("EHLO"),
    ] {
        let practice = practice("tls").await;
        let id = queue(&practice);
        practice.servers.faults.set(Service::Smtp, fault.clone());
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Wartet, "{fault:?} {letter:?}");
        assert!(!letter.reason.is_empty(), "{fault:?}");
        assert_eq!(delivered(&practice, &letter), 0, "{fault:?}");
        practice.servers.faults.clear();
        practice.office.retry_letter(id).unwrap();
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Gesendet, "{fault:?} {letter:?}");
        assert_eq!(delivered(&practice, &letter), 1, "{fault:?}");
        assert!(practice.office.retry_letter(id).is_err(), "sent is sent");
        run(&practice, id).await;
        assert_eq!(delivered(&practice, &letter), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_break_after_the_final_dot_is_unclear_and_settled_by_the_recipients_mailbox() {
    for fault in [
        Fault::CloseAfter(FINAL_DOT),
        Fault::ByeMidCommand(FINAL_DOT),
    ] {
        let practice = practice("tls").await;
        let id = queue(&practice);
        practice.servers.faults.set(Service::Smtp, fault.clone());
        let letter = run(&practice, id).await;
        // A goodbye with a code is an answer: nothing was taken.
        let expected = match fault {
            Fault::CloseAfter(_) => LetterState::Unklar,
            _ => LetterState::Wartet,
        };
        assert_eq!(letter.state, expected, "{fault:?} {letter:?}");
        practice.servers.faults.clear();
        if expected == LetterState::Wartet {
            continue;
        }
        let before = practice.servers.counters.tally(Service::Smtp).connections;
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Unklar, "never by itself");
        let after = practice.servers.counters.tally(Service::Smtp).connections;
        assert_eq!(before, after, "not even tried");
        // It turns up at a recipient of this office: then it has left.
        let raw = format!(
            "From: {USER}\r\nTo: {USER}\r\nMessage-ID: <{}>\r\n\r\nText\r\n",
            letter.message_id
        );
        practice.deliver(&[raw.into_bytes()]);
        practice.expect(practice.receive().await);
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Gesendet, "{letter:?}");
        assert_eq!(letter.recipients[0].state, RecipientState::Accepted);
    }
}

#[tokio::test]
async fn a_final_refusal_stops_with_its_reason() {
    for (verb, text) in [
        ("MAIL", "553 5.7.1 not your address"),
        ("RCPT", "550 5.1.1 unknown"),
        ("DATA", "554 5.6.0 no"),
        (FINAL_DOT, "554 5.7.1 spam"),
    ] {
        let practice = practice("tls").await;
        let id = queue(&practice);
        practice
            .servers
            .faults
            .set(Service::Smtp, Fault::Refuse(verb, text.to_owned()));
        let letter = run(&practice, id).await;
        assert_eq!(
            letter.state,
            LetterState::Fehlgeschlagen,
            "{verb} {letter:?}"
        );
        assert!(letter.reason.contains(&text[4..]), "{}", letter.reason);
    }
}

#[tokio::test]
async fn one_rejected_sign_in_and_no_more() {
    let practice = practice("tls").await;
    let ids = [queue(&practice), queue(&practice)];
    let no = Fault::RejectLogin("5.7.8 wrong".to_owned());
    practice.servers.faults.set(Service::Smtp, no);
    for _ in 0..3 {
        for id in ids {
            let letter = run(&practice, id).await;
            assert_eq!(letter.state, LetterState::Wartet);
        }
    }
    assert_eq!(practice.servers.counters.tally(Service::Smtp).sign_ins, 1);
    practice.servers.faults.clear();
    practice.office.retry_letter(ids[0]).unwrap();
    practice.office.retry_letter(ids[1]).unwrap();
    for id in ids {
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Gesendet, "{letter:?}");
    }
}

#[tokio::test]
async fn starttls_never_falls_back() {
    for fault in [
        Fault::StartTlsMissing,
        Fault::StartTlsRefused,
        Fault::InjectAfterStartTls(b"250-x\r\n250 AUTH PLAIN\r\n".to_vec()),
    ] {
        let practice = practice("starttls").await;
        let id = queue(&practice);
        practice.servers.faults.set(Service::Smtp, fault.clone());
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Wartet, "{fault:?}");
        let tally = practice.servers.counters.tally(Service::Smtp);
        assert_eq!(
            (tally.sign_ins, tally.clear_credentials),
            (0, 0),
            "{fault:?}"
        );
    }
}

fn report(letter: &Letter, address: &str, action: &str, words: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {USER}\r\nSubject: Bericht {action}\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\n\r\nText\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\n\
         Action: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; {words}\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{}>\r\n\
         Subject: Klage\r\n\r\nText\r\n--b--\r\n",
        letter.message_id
    )
    .into_bytes()
}

#[tokio::test]
async fn notices_find_their_letter() {
    let practice = practice("tls").await;
    let id = queue(&practice);
    let letter = run(&practice, id).await;
    assert_eq!(letter.state, LetterState::Gesendet);
    practice.expect(practice.receive().await);
    for (action, words, expected) in [
        ("delayed", "still trying", RecipientState::Delayed),
        ("delivered", "in the box", RecipientState::Delivered),
        (
            "failed",
            "550 5.1.1 user unknown",
            RecipientState::Undeliverable,
        ),
        ("delivered", "never mind", RecipientState::Undeliverable),
    ] {
        practice.deliver(&[report(&letter, USER, action, words)]);
        practice.expect(practice.receive().await);
        let letter = run(&practice, id).await;
        assert_eq!(letter.recipients[0].state, expected, "{letter:?}");
        assert_eq!(letter.state, LetterState::Gesendet);
    }
    let letter = practice.office.letter(id).unwrap();
    assert!(letter.reason.contains(USER), "{letter:?}");
    // One that gives a large letter back is read as well.
    let mut large = String::from_utf8(report(&letter, USER, "failed", "9.9.9 too late")).unwrap();
    let text = "Text\r\n".repeat(2_000_000);
    large = large.replace(
        "Subject: Klage\r\n\r\nText\r\n",
        &format!("Subject: Klage\r\n\r\n{text}"),
    );
    assert!(large.len() > 10_000_000);
    practice.deliver(&[large.into_bytes()]);
    practice.expect(practice.receive().await);
    let letter = run(&practice, id).await;
    assert!(letter.reason.contains("9.9.9"), "{letter:?}");
    // A report about somebody else's letter changes nothing.
    let mut foreign = letter.clone();
    foreign.message_id = "fremd@x.example".to_owned();
    practice.deliver(&[report(&foreign, USER, "failed", "x")]);
    practice.expect(practice.receive().await);
    assert_eq!(run(&practice, id).await, letter);
}

#[tokio::test]
async fn who_was_refused_is_asked_again_when_a_person_wants_it() {
    let practice = practice("tls").await;
    let id = queue(&practice);
    let no = Fault::Refuse("RCPT", "550 5.1.1 unknown".to_owned());
    practice.servers.faults.set(Service::Smtp, no);
    let letter = run(&practice, id).await;
    assert_eq!(letter.state, LetterState::Fehlgeschlagen);
    assert_eq!(letter.class, Some(FailureClass::RecipientRefused));
    practice.servers.faults.clear();
    practice.office.retry_letter(id).unwrap();
    let letter = run(&practice, id).await;
    assert_eq!(letter.state, LetterState::Gesendet, "{letter:?}");
    assert_eq!(delivered(&practice, &letter), 1);
}

#[tokio::test]
async fn waits_grow_while_the_server_is_away() {
    let practice = practice("tls").await;
    let id = queue(&practice);
    let away = Fault::CloseAfterAccept;
    practice.servers.faults.set(Service::Smtp, away);
    let mut waits = Vec::new();
    for _ in 0..4 {
        let letter = run(&practice, id).await;
        assert_eq!(letter.state, LetterState::Wartet);
        waits.push(letter.next_at - now());
        practice.office.retry_letter(id).unwrap();
    }
    assert!(waits.is_sorted() && waits[3] > 10 * waits[0], "{waits:?}");
}

#[tokio::test]
async fn any_refusal_of_the_sign_in_pauses_the_account() {
    let practice = practice("tls").await;
    let id = queue(&practice);
    let no = Fault::Refuse("AUTH", "550 5.7.1 authentication failed".to_owned());
    practice.servers.faults.set(Service::Smtp, no);
    for _ in 0..3 {
        assert_eq!(run(&practice, id).await.state, LetterState::Wartet);
    }
    assert_eq!(practice.servers.counters.count(Service::Smtp, "AUTH"), 1);
}

#[tokio::test]
async fn an_account_that_became_inactive_does_not_send() {
    let practice = practice("tls").await;
    let id = queue(&practice);
    let mut account = practice.office.account(practice.account).unwrap().account;
    account.active = false;
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    let letter = run(&practice, id).await;
    assert_eq!(letter.state, LetterState::Fehlgeschlagen);
    assert_eq!(letter.reason, "account-inactive");
    practice
        .office
        .remove_account(practice.account)
        .await
        .unwrap();
    assert_eq!(delivered(&practice, &letter), 0);
}

#[tokio::test]
async fn the_same_message_is_queued_once() {
    let practice = practice("tls").await;
    let raw = format!("To: {USER}\r\nMessage-ID: <eins@x.example>\r\n\r\nText\r\n");
    let office = &practice.office;
    let id = office
        .queue_message(practice.account, raw.as_bytes())
        .unwrap();
    match office.queue_message(practice.account, raw.as_bytes()) {
        Err(Error::LetterTwice(known)) => assert_eq!(known, id),
        other => panic!("{other:?}"),
    }
    let many: Vec<String> = (0..1_001).map(|n| format!("u{n}@x.example")).collect();
    let raw = format!("To: {}\r\n\r\nText\r\n", many.join(",\r\n "));
    let refused = office.queue_message(practice.account, raw.as_bytes());
    assert!(matches!(refused, Err(Error::Letter(_))), "{refused:?}");
}

#[tokio::test]
async fn a_stop_before_the_letter_is_handed_over_leaves_it_waiting() {
    let practice = practice("tls").await;
    let office = practice.office.clone().with_timeouts(Default::default());
    let id = queue(&practice);
    practice
        .servers
        .faults
        .set(Service::Smtp, Fault::SilentAfter("RCPT"));
    let (sender, stop) = watch::channel(false);
    let running = tokio::spawn(async move { office.run_outbox(&|_: LetterEvent| {}, stop).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begun = Instant::now();
    sender.send(true).unwrap();
    running.await.unwrap().unwrap();
    // Saying goodbye to a silent server takes its time, but not for ever.
    assert!(begun.elapsed() < Duration::from_secs(7));
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Wartet
    );
    practice.servers.faults.clear();
    let letter = run(&practice, id).await;
    assert_eq!(
        (letter.state, delivered(&practice, &letter)),
        (LetterState::Gesendet, 1)
    );
}
