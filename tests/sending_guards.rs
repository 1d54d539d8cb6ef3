//! What must not happen between queueing a letter and handing it over: that a letter which was taken
//! back leaves, that one letter keeps the others waiting, that somebody else decides about it, that an
//! answer is taken for another one.

mod support;

use kontorpost::domain::account::AccountId;
use kontorpost::domain::backup::BackupKind;
use kontorpost::domain::diagnosis::FailureClass;
use kontorpost::domain::letter::LetterState;
use kontorpost::domain::mail::MailAddress;
use kontorpost::domain::outbox::{Letter, RecipientState, SentCopy};
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::domain::secret::Secret;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::backup::{Order, Target};
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::{FINAL_DOT, Fault, GREETING};
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::sending::LetterEvent;
use kontorpost::service::{Acting, Error, Office, Page};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::practice::{PASSWORD, Practice, USER};
use tokio::sync::watch;

async fn practice() -> Practice {
    let practice = Practice::start("imap", "tls", "leave").await;
    let text = format!(
        "{}\n[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
        write_account(&practice.account_for("imap", "tls", "leave")),
        practice.servers.smtps.port()
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
    let office = &practice.office;
    office.queue_draft(practice.account, &draft).unwrap()
}

/// Works the Postausgang off; returns what was told.
async fn run(office: &Office) -> Vec<Letter> {
    let told: Arc<Mutex<Vec<Letter>>> = Arc::default();
    let hears = told.clone();
    let (_sender, stop) = watch::channel(false);
    let hear = move |event: LetterEvent| hears.lock().unwrap().push(event.letter);
    office.run_outbox(&hear, stop).await.unwrap();
    let told = told.lock().unwrap();
    told.clone()
}

fn benutzer(number: u16) -> Benutzer {
    Benutzer {
        number: BenutzerNumber::new(number).unwrap(),
        name: format!("B{number}"),
        address: String::new(),
        current: true,
        login: String::new(),
        verwalter: false,
        einlesen: false,
        external: false,
    }
}

fn delivered(practice: &Practice, id: i64) -> usize {
    let id = practice.office.letter(id).unwrap().message_id;
    let messages = practice.servers.store.messages(USER, INBOX);
    let has = |raw: &[u8]| String::from_utf8_lossy(raw).contains(&id);
    messages.iter().filter(|it| has(&it.raw)).count()
}

#[tokio::test]
async fn a_letter_that_is_taken_back_while_the_server_is_slow_never_leaves() {
    let practice = practice().await;
    let id = queue(&practice);
    let slow = Fault::SilentAfter(GREETING);
    practice.servers.faults.set(Service::Smtp, slow);
    let office = practice.office.clone();
    let running = tokio::spawn(async move { run(&office).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    practice.office.cancel_letter(id).unwrap();
    running.await.unwrap();
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(letter.state, LetterState::Entwurf, "{letter:?}");
    practice.servers.faults.clear();
    run(&practice.office).await;
    assert_eq!(delivered(&practice, id), 0);
    practice.office.retry_letter(id).unwrap();
    run(&practice.office).await;
    assert_eq!(delivered(&practice, id), 1);
}

#[tokio::test]
async fn a_damaged_letter_or_report_keeps_nobody_waiting() {
    let practice = practice().await;
    let report = b"From: MAILER-DAEMON@x.example\r\nSubject: x\r\n\r\nText\r\n".to_vec();
    practice.deliver(&[report]);
    practice.expect(practice.receive().await);
    let (bad, good) = (queue(&practice), queue(&practice));
    let file = practice.office.directory().join("kontorpost.db");
    let database = rusqlite::Connection::open(file).unwrap();
    let damage = format!("UPDATE letter_raw SET z = x'00' WHERE letter_id = {bad}");
    database.execute(&damage, []).unwrap();
    database.execute("UPDATE raw SET z = x'00'", []).unwrap();
    run(&practice.office).await;
    let letter = practice.office.letter(bad).unwrap();
    assert_eq!(
        (letter.state, letter.reason.as_str()),
        (LetterState::Fehlgeschlagen, "damaged")
    );
    assert_eq!(delivered(&practice, good), 1);
    assert_eq!(delivered(&practice, bad), 0);
}

#[tokio::test]
async fn only_who_may_send_it_takes_a_letter_back_or_has_it_tried_again() {
    let practice = practice().await;
    let id = queue(&practice);
    let directory = practice.office.directory().to_owned();
    let open = |number| Office::open(&directory, Acting::Benutzer(number)).unwrap();
    practice.office.add_benutzer(&benutzer(7)).unwrap();
    open(7).add_benutzer(&benutzer(8)).unwrap();
    let mut account = practice.office.account(practice.account).unwrap().account;
    let text = write_account(&account).replace(
        "mode = \"posteingang\"",
        "mode = \"postkorb\"\nbenutzer = 7",
    );
    account = read_account(&text).unwrap();
    open(7).edit_account(practice.account, &account).unwrap();
    for refused in [open(8).cancel_letter(id), open(8).retry_letter(id)] {
        assert!(matches!(refused, Err(Error::MayNotSend(..))), "{refused:?}");
    }
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Wartet
    );
    // With an account that is not active any more nothing is sent, but it can be taken back.
    account.active = false;
    open(7).edit_account(practice.account, &account).unwrap();
    assert!(open(7).retry_letter(id).is_err());
    open(7).cancel_letter(id).unwrap();
}

#[tokio::test]
async fn what_only_waits_for_a_paused_account_is_told_once() {
    let practice = practice().await;
    let first = queue(&practice);
    let no = Fault::RejectLogin("5.7.8 wrong".to_owned());
    practice.servers.faults.set(Service::Smtp, no);
    assert_eq!(run(&practice.office).await.len(), 1);
    let second = queue(&practice);
    let told: Vec<i64> = run(&practice.office).await.iter().map(|it| it.id).collect();
    assert_eq!(told, [second]);
    let letter = practice.office.letter(second).unwrap();
    assert_eq!(letter.reason, "account-paused");
    assert_eq!(run(&practice.office).await, []);
    practice.servers.faults.clear();
    let passwords = Passwords {
        incoming: Some(Secret::new(PASSWORD.to_owned())),
        outgoing: None,
    };
    let office = &practice.office;
    office
        .change_passwords(practice.account, passwords)
        .await
        .unwrap();
    office.retry_letter(first).unwrap();
    run(office).await;
    for id in [first, second] {
        let letter = office.letter(id).unwrap();
        assert_eq!(
            (letter.state, letter.reason.as_str()),
            (LetterState::Gesendet, "")
        );
        assert_eq!(delivered(&practice, id), 1);
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_not_taken_for_success() {
    for (verb, answer, expected) in [
        ("MAIL", "354 go on", LetterState::Wartet),
        ("RCPT", "354 go on", LetterState::Wartet),
        ("DATA", "250 2.0.0 queued", LetterState::Wartet),
        (FINAL_DOT, "354 go on", LetterState::Unklar),
    ] {
        let practice = practice().await;
        let id = queue(&practice);
        let fault = Fault::Refuse(verb, answer.to_owned());
        practice.servers.faults.set(Service::Smtp, fault);
        run(&practice.office).await;
        let letter = practice.office.letter(id).unwrap();
        assert_eq!(letter.state, expected, "{verb} {letter:?}");
        assert_eq!(delivered(&practice, id), 0, "{verb}");
    }
}

#[tokio::test]
async fn no_answer_of_a_server_brings_the_password_into_the_postausgang() {
    let forms = [
        PASSWORD.to_owned(),
        PASSWORD.chars().rev().collect(),
        PASSWORD.replace('\\', "\\\\").replace('"', "\\\""),
    ];
    for form in &forms {
        for (verb, code) in [
            ("MAIL", "550"),
            ("RCPT", "450"),
            ("DATA", "451"),
            (FINAL_DOT, "250"),
        ] {
            let practice = practice().await;
            let id = queue(&practice);
            let fault = Fault::Refuse(verb, format!("{code} you said {form}"));
            practice.servers.faults.set(Service::Smtp, fault);
            run(&practice.office).await;
            let shown = format!("{:?}", practice.office.letter(id).unwrap());
            assert!(shown.contains("you said ***"), "{verb} {shown}");
        }
    }
}

#[tokio::test]
async fn a_finished_message_with_a_wrong_recipient_is_not_queued() {
    let practice = practice().await;
    for header in [
        "To: a@b.example, <c@d@e.example>",
        "To: a@b.example, Kanzlei Müller",
        "To: a@b.example\nBcc: ohne-klammeraffe",
        "To: a@b.example\nCc: <>, x@",
    ] {
        let raw = format!("{header}\nSubject: x\n\nText\n");
        let refused = practice
            .office
            .queue_message(practice.account, raw.as_bytes());
        assert!(
            matches!(refused, Err(Error::RecipientInvalid(_))),
            "{header}: {refused:?}"
        );
    }
    assert_eq!(practice.office.letters(10).unwrap(), []);
}

#[tokio::test]
async fn a_read_receipt_is_asked_for_and_answered_once_and_only_by_a_click() {
    let practice = practice().await;
    let office = &practice.office;
    let mut draft = office.new_draft(practice.account).unwrap();
    draft.to = vec![MailAddress {
        name: String::new(),
        address: USER.to_owned(),
    }];
    draft.subject = "Größe der Klage".to_owned();
    draft.ask_receipt = true;
    let asking = office.queue_draft(practice.account, &draft).unwrap();
    let plain = queue(&practice);
    run(office).await;
    practice.expect(practice.receive().await);
    run(office).await;
    // Fetched and shown, but nobody has clicked: nothing was answered.
    assert_eq!(office.letters(10).unwrap().len(), 2);
    let page = Page {
        limit: 10,
        offset: 0,
    };
    let mails = office.mails(None, page).unwrap();
    let mail_of = |id: i64| {
        let subject = office.letter(id).unwrap().subject;
        let found = mails.iter().find(|it| it.subject == subject);
        found.unwrap().id
    };
    assert_eq!(office.receipt_wish(mail_of(plain)).unwrap(), None);
    let refused = office.answer_receipt(mail_of(plain));
    assert!(matches!(refused, Err(Error::NoReceiptWished(_))));
    let wish = office.receipt_wish(mail_of(asking)).unwrap().unwrap();
    assert_eq!(wish.address, USER);
    let receipt = office.answer_receipt(mail_of(asking)).unwrap();
    match office.answer_receipt(mail_of(asking)) {
        Err(Error::LetterTwice(known)) => assert_eq!(known, receipt),
        other => panic!("{other:?}"),
    }
    assert_eq!(office.letter(receipt).unwrap().sender, "");
    run(office).await;
    assert_eq!(delivered(&practice, receipt), 1);
    // It comes back to the one who asked and finds its letter.
    practice.expect(practice.receive().await);
    run(office).await;
    let letter = office.letter(asking).unwrap();
    assert_eq!(
        letter.recipients[0].state,
        RecipientState::Read,
        "{letter:?}"
    );
    let answer = office.mails(None, page).unwrap().into_iter();
    let answer = answer.max_by_key(|it| it.id).unwrap();
    assert_eq!(office.receipt_wish(answer.id).unwrap(), None);
}

#[tokio::test]
async fn the_sender_is_the_own_account_or_that_of_the_kanzlei() {
    let practice = practice().await;
    let directory = practice.office.directory().to_owned();
    let open = |number| Office::open(&directory, Acting::Benutzer(number)).unwrap();
    practice.office.add_benutzer(&benutzer(7)).unwrap();
    let office = open(7);
    office.add_benutzer(&benutzer(8)).unwrap();
    let gone = Benutzer {
        current: false,
        ..benutzer(9)
    };
    office.add_benutzer(&gone).unwrap();
    let first = practice.account;
    assert_eq!(open(8).default_sender().unwrap(), first, "the only one");
    let text = write_account(&office.account(first).unwrap().account);
    let text = text.replace("kanzlei = false\n", "");
    let add = async |name: &str, usage: &str| {
        let text = text.replace(USER, &format!("{name}@kontor.test"));
        let text = text.replace("mode = \"posteingang\"", usage);
        let account = read_account(&text).unwrap();
        let added = office.add_account(&account, Passwords::default()).await;
        added.unwrap().id
    };
    let second = add("zwei", "mode = \"posteingang\"").await;
    assert!(matches!(open(8).default_sender(), Err(Error::NoSender)));
    let central = add("zentral", "mode = \"postkorb\"\nbenutzer = \"zentral\"").await;
    let kanzlei = add("kanzlei", "mode = \"posteingang\"\nkanzlei = true").await;
    let own = add("eigen", "mode = \"nur-senden\"\nbenutzer = 7").await;
    let senders = |number: u16| -> Vec<AccountId> {
        let senders = open(number).senders().unwrap();
        senders.iter().map(|it| it.id).collect()
    };
    assert_eq!(senders(7), [own, kanzlei, first, second, central]);
    assert_eq!(senders(8), [kanzlei, first, second, central]);
    assert_eq!(senders(9), []);
    assert_eq!(open(7).default_sender().unwrap(), own);
    assert_eq!(open(8).default_sender().unwrap(), kanzlei);
    for refused in [open(8).new_draft(own), open(9).new_draft(kanzlei)] {
        assert!(matches!(refused, Err(Error::MayNotSend(..))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_backup_that_is_put_back_sends_nothing_twice() {
    let mut practice = practice().await;
    let id = queue(&practice);
    let office = practice.office.clone();
    let backup = practice.directory.path().join("sicherung.kpsicherung");
    let order = Order {
        target: Target::File(backup.clone()),
        kind: BackupKind::Backup,
        passphrase: None,
        with_secrets: false,
    };
    office.back_up(&order, &mut |_| true).unwrap();
    run(&office).await;
    assert_eq!(delivered(&practice, id), 1);
    let prepared = office
        .prepare_restore(&backup, None, &mut |_| true)
        .unwrap();
    assert_eq!(prepared.differences.waiting, 1);
    office.commit_restore(prepared).unwrap();
    drop(office);
    practice.reopen().await;
    let office = &practice.office;
    let letter = office.letter(id).unwrap();
    assert_eq!(
        (letter.state, letter.reason.as_str()),
        (LetterState::Unklar, "restored")
    );
    run(office).await;
    assert_eq!(delivered(&practice, id), 1);
    // It has arrived at an account of this office: that settles it.
    practice.expect(practice.receive().await);
    run(office).await;
    assert_eq!(office.letter(id).unwrap().state, LetterState::Gesendet);
    assert_eq!(delivered(&practice, id), 1);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_the_folder_of_sent_messages() {
    let practice = practice().await;
    let office = practice.office.clone().with_timeouts(Default::default());
    let id = queue(&practice);
    let silent = Fault::SilentAfter("LIST");
    practice.servers.faults.set(Service::Imap, silent);
    let (sender, stop) = watch::channel(false);
    let running = tokio::spawn(async move { office.run_outbox(&|_: LetterEvent| {}, stop).await });
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(
        delivered(&practice, id),
        1,
        "sent, and the copy is being filed"
    );
    assert!(!running.is_finished());
    sender.send(true).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(1), running).await;
    ended.expect("stopped").unwrap().unwrap();
    practice.servers.faults.clear();
    run(&practice.office).await;
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(letter.copy, SentCopy::Filed, "{letter:?}");
    assert_eq!(delivered(&practice, id), 1);
}

#[tokio::test]
async fn an_old_server_s_way_to_offer_a_sign_in_is_understood() {
    let practice = practice().await;
    let id = queue(&practice);
    let offer = b"250-mail.kontor.test\r\n250-AUTH=LOGIN\r\n250 SIZE 100000\r\n".to_vec();
    let old = Fault::Instead("EHLO", offer);
    practice.servers.faults.set(Service::Smtp, old);
    run(&practice.office).await;
    let letter = practice.office.letter(id).unwrap();
    let tally = practice.servers.counters.tally(Service::Smtp);
    assert_eq!(
        (tally.sign_ins, letter.class),
        (1, Some(FailureClass::SenderRefused))
    );
    // Signed in: the script has only passed by the EHLO that the next command asks for.
    assert!(letter.reason.contains("EHLO first"), "{letter:?}");
}
