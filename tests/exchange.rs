//! Exchange in the house: received like any other account, each message exactly once whatever the server
//! does to it, removed, sent and tested. The server is the practice office's; `exchange_peers` checks
//! that server by a foreign client and the sign-in at a foreign server.

mod support;

use kontorpost::domain::diagnosis::{FailureClass, Side, TestRow, TestStatus, TestStep};
use kontorpost::domain::letter::LetterState;
use kontorpost::domain::mail::MailAddress;
use kontorpost::domain::outbox::{Letter, RecipientState, SentCopy};
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::domain::secret::Secret;
use kontorpost::service::account_test::{TestReport, TestSubject};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::receiver::{Event, ReceiveOptions};
use kontorpost::service::sending::LetterEvent;
use kontorpost::transport::Cause;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::mails::mail;
use support::practice::{PASSWORD, Practice, USER};
use tokio::sync::watch;

const EWS: Service = Service::Ews;

async fn practice(after_fetch: &str) -> Practice {
    Practice::start("exchange", "tls", after_fetch).await
}

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count)
        .map(|it| mail(it, 2_000 + it as usize * 700))
        .collect()
}

fn edit(practice: &Practice, change: impl FnOnce(String) -> String) {
    let account = practice.office.account(practice.account).unwrap().account;
    let account = read_account(&change(write_account(&account))).unwrap();
    let office = &practice.office;
    office.edit_account(practice.account, &account).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn received_once_and_left_as_it_was() {
    let practice = practice("leave").await;
    let mails = mails(25);
    practice.deliver(&mails);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.on_server, run.numbers.stored), (25, 25));
    assert!(run.numbers.balance());
    practice.assert_stored(&mails, "first run");
    let again = practice.expect(practice.receive().await);
    assert_eq!((again.numbers.known, again.numbers.new), (25, 0));
    let seen = practice.servers.store.messages(USER, INBOX);
    assert!(seen.iter().all(|it| it.flags.is_empty()), "still unread");
    // Only what is new is asked for: the mark is remembered.
    practice.deliver(&[mail(99, 3_000)]);
    practice.expect(practice.receive().await);
    assert_eq!(practice.servers.counters.tally(EWS).bodies, 26);
    assert_eq!(practice.count(), 26);
    assert_eq!(practice.servers.counters.tally(EWS).clear_credentials, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_message_and_an_empty_mailbox() {
    let practice = practice("leave").await;
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.on_server, 0);
    let mails = [mail(1, 9_000_000), mail(2, 500)];
    practice.deliver(&mails);
    practice.expect(practice.receive().await);
    practice.assert_stored(&mails, "large");
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_into_the_trash_or_for_good() {
    let practice = practice("remove").await;
    practice.deliver(&mails(3));
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.removed, 3);
    let left = |folder: &str| practice.servers.store.messages(USER, folder).len();
    assert_eq!((left(INBOX), left("Papierkorb")), (0, 3));
    edit(&practice, |it| {
        it.replace("[incoming]\n", "[incoming]\nremove_for_good = true\n")
    });
    practice.deliver(&[mail(50, 2_000)]);
    practice.expect(practice.receive().await);
    practice.expect(practice.receive().await);
    assert_eq!((left(INBOX), left("Papierkorb")), (0, 3));
    assert_eq!(practice.count(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_removed_stays_and_is_told() {
    let practice = practice("remove").await;
    practice.deliver(&mails(2));
    practice.servers.faults.set(EWS, Fault::ReadOnlyMailbox);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.stored, run.numbers.removed), (2, 0));
    practice.servers.faults.clear();
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.stored, run.numbers.removed), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_and_another_name_do_not_make_another_message() {
    let practice = practice("leave").await;
    practice.servers.faults.set(EWS, Fault::RewrittenMime);
    practice.deliver(&mails(4));
    practice.expect(practice.receive().await);
    assert_eq!(practice.count(), 4);
    // Moved away and back by another program: other names.
    let store = &practice.servers.store;
    store.renumber_uidls(USER);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.new, run.numbers.skipped), (4, 4));
    // The server has lost its marks.
    store.change_uid_validity(USER, INBOX);
    let run = practice.expect(practice.receive().await);
    assert!(run.numbers.balance());
    assert_eq!((run.numbers.on_server, run.numbers.new), (4, 0));
    assert_eq!(practice.count(), 4);
    practice.deliver(&[mail(70, 2_000)]);
    practice.expect(practice.receive().await);
    assert_eq!(practice.count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_that_is_not_handed_out_does_not_keep_the_others() {
    let practice = practice("leave").await;
    practice.deliver(&mails(12));
    practice.servers.faults.set(EWS, Fault::RefuseMessage(5));
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.stored, run.numbers.quarantined), (11, 1));
    assert!(run.numbers.balance());
    let quarantined = practice.office.quarantine().unwrap();
    assert!(
        quarantined[0]
            .detail
            .contains("ErrorContentConversionFailed")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_is_left_alone_exactly_as_long_as_it_says() {
    let practice = practice("leave").await;
    practice.deliver(&mails(2));
    let busy = Fault::Refuse("GetItem", "1300".to_owned());
    practice.servers.faults.set_times(EWS, busy, 1);
    let begun = Instant::now();
    practice.expect(practice.receive().await);
    assert!(begun.elapsed() >= Duration::from_millis(1_300));
    assert_eq!(practice.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_off_is_fetched_later() {
    let practice = practice("leave").await;
    practice.deliver(&mails(30));
    let faults = &practice.servers.faults;
    for fault in [
        Fault::HalfReplyThenClose(2),
        Fault::HalfReplyThenSilence(3),
        Fault::CloseAfter("SyncFolderItems"),
        Fault::SilentAfter("GetItem"),
        Fault::Instead(
            "GetItem",
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<a>".to_vec(),
        ),
        Fault::Instead("SyncFolderItems", b"* OK no HTTP\r\n".to_vec()),
        Fault::ByeMidCommand("GetItem"),
        Fault::EndlessLine("GetItem"),
    ] {
        let what = format!("{fault:?}");
        faults.set_times(EWS, fault, 1);
        let outcome = practice.retry().await;
        assert!(outcome.error.is_some() || outcome.run.is_some(), "{what}");
        faults.clear();
    }
    practice.expect(practice.retry().await);
    practice.assert_stored(&mails(30), "after all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_tried_once() {
    let practice = practice("leave").await;
    practice.servers.store.set_password(USER, "anders");
    let outcome = practice.receive().await;
    assert!(
        matches!(outcome.cause(), Some(Cause::LoginRejected(_))),
        "{outcome:?}"
    );
    practice.receive().await;
    assert_eq!(practice.servers.counters.tally(EWS).sign_ins, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_mailbox_and_a_folder_by_its_name() {
    let practice = practice("leave").await;
    let store = &practice.servers.store;
    store.add_user("info@kontor.test", "unbekannt");
    store.add_folder("info@kontor.test", "Anfragen", None);
    store.append(
        "info@kontor.test",
        "Anfragen",
        &mail(3, 2_000),
        1_790_000_000,
    );
    edit(&practice, |it| {
        let it = it.replace(
            "[incoming]\n",
            "[incoming]\nmailbox = \"info@kontor.test\"\n",
        );
        it.replace(
            "folders = [\"INBOX\"]",
            "folders = [\"INBOX\", \"Anfragen\"]",
        )
    });
    practice.expect(practice.receive().await);
    assert_eq!(practice.count(), 1);
    edit(&practice, |it| it.replace("\"Anfragen\"", "\"Fehlt\""));
    assert!(practice.receive().await.error.is_some());
}

fn queue(practice: &Practice, bcc: &[&str]) -> i64 {
    let address = |it: &str| MailAddress {
        name: String::new(),
        address: it.to_owned(),
    };
    let mut draft = practice.office.new_draft(practice.account).unwrap();
    draft.to = vec![address(USER)];
    draft.bcc = bcc.iter().map(|it| address(it)).collect();
    draft.subject = "Klage ü".to_owned();
    let office = &practice.office;
    office.queue_draft(practice.account, &draft).unwrap()
}

async fn send(practice: &Practice) -> Vec<Letter> {
    let told: Arc<Mutex<Vec<Letter>>> = Arc::default();
    let hears = told.clone();
    let (_sender, stop) = watch::channel(false);
    let hear = move |event: LetterEvent| hears.lock().unwrap().push(event.letter);
    practice.office.run_outbox(&hear, stop).await.unwrap();
    let told = told.lock().unwrap();
    told.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_leaves_once_with_its_blind_copy_and_a_copy_is_kept() {
    let practice = practice("leave").await;
    let store = &practice.servers.store;
    store.add_user("blind@kontor.test", "x");
    let id = queue(&practice, &["blind@kontor.test"]);
    send(&practice).await;
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(letter.state, LetterState::Gesendet);
    assert_eq!(letter.copy, SentCopy::ByProvider);
    assert!(
        letter
            .recipients
            .iter()
            .all(|it| it.state == RecipientState::Accepted)
    );
    for (user, folder) in [
        (USER, INBOX),
        (USER, "Gesendet"),
        ("blind@kontor.test", INBOX),
    ] {
        let there = store.messages(user, folder);
        assert_eq!(there.len(), 1, "{user} {folder}");
        let raw = String::from_utf8_lossy(&there[0].raw).to_lowercase();
        assert!(!raw.contains("blind@"), "nobody sees the blind copy");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_in_doubt_is_not_sent_again_and_is_settled() {
    let practice = practice("leave").await;
    let faults = &practice.servers.faults;
    // Carried out, but the answer is lost.
    faults.set_times(EWS, Fault::CloseAfter("CreateItem."), 1);
    let id = queue(&practice, &[]);
    let told = send(&practice).await;
    assert_eq!(told[0].state, LetterState::Unklar);
    for _ in 0..2 {
        send(&practice).await;
    }
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(
        letter.state,
        LetterState::Gesendet,
        "found among the sent ones"
    );
    assert_eq!(practice.servers.store.messages(USER, INBOX).len(), 1);
    // Not carried out, and no answer either.
    faults.set_times(EWS, Fault::CloseAfter("CreateItem"), 1);
    let id = queue(&practice, &[]);
    send(&practice).await;
    send(&practice).await;
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(letter.state, LetterState::Unklar);
    assert_eq!(practice.servers.store.messages(USER, INBOX).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_letter_says_why_and_a_busy_server_gets_it_later() {
    let practice = practice("leave").await;
    let faults = &practice.servers.faults;
    let denied = Fault::Refuse("CreateItem", "ErrorSendAsDenied".to_owned());
    faults.set_times(EWS, denied, 1);
    let id = queue(&practice, &[]);
    send(&practice).await;
    let letter = practice.office.letter(id).unwrap();
    assert_eq!(letter.state, LetterState::Fehlgeschlagen);
    assert_eq!(letter.class, Some(FailureClass::SenderRefused));
    let busy = Fault::Refuse("CreateItem", "50".to_owned());
    faults.set_times(EWS, busy, 1);
    let id = queue(&practice, &[]);
    send(&practice).await;
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Wartet
    );
    tokio::time::sleep(Duration::from_millis(60)).await;
    practice.office.retry_letter(id).unwrap();
    send(&practice).await;
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Gesendet
    );
}

async fn test(practice: &Practice, send_test_mail: bool, password: &str) -> TestReport {
    let subject = TestSubject {
        account: practice.account_for("exchange", "tls", "remove"),
        id: None,
        passwords: Passwords {
            incoming: Some(Secret::new(password.to_owned())),
            outgoing: None,
        },
        pins: Vec::new(),
        confirmed: Vec::new(),
        send_test_mail,
    };
    let (_sender, stop) = watch::channel(false);
    let listener = Arc::new(|_: &TestRow| {});
    let office = &practice.office;
    office.test_account(&subject, listener, stop).await.unwrap()
}

fn row(report: &TestReport, side: Side, step: TestStep) -> TestRow {
    let mut rows = report.rows.iter();
    let found = rows.find(|it| it.side == side && it.step == step);
    found
        .unwrap_or_else(|| panic!("{step:?} {report:?}"))
        .clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_test_tells_step_by_step() {
    let practice = practice("leave").await;
    practice.deliver(&mails(2));
    let report = test(&practice, true, PASSWORD).await;
    assert!(report.is_passed(), "{report:?}");
    let incoming = |step| row(&report, Side::Incoming, step);
    for step in [
        TestStep::Resolve,
        TestStep::Certificate,
        TestStep::Greeting,
        TestStep::Login,
        TestStep::ReceiveOption,
    ] {
        assert_eq!(incoming(step).status, TestStatus::Ok, "{step:?}");
    }
    assert_eq!(incoming(TestStep::Capabilities).facts.words, "Basic");
    let mailbox = incoming(TestStep::Mailbox).facts;
    assert_eq!(mailbox.number, Some(2));
    assert!(mailbox.words.contains("Exchange SE"), "{}", mailbox.words);
    let sender = row(&report, Side::Outgoing, TestStep::Sender);
    assert_eq!(sender.status, TestStatus::Ok);
    let sent = row(&report, Side::Outgoing, TestStep::TestMail);
    assert_eq!(sent.status, TestStatus::Ok);
    assert_eq!(
        practice.left_on_server().len(),
        2,
        "the test mail is gone again"
    );

    let report = test(&practice, false, "falsch").await;
    let login = row(&report, Side::Incoming, TestStep::Login);
    assert_eq!(login.class, Some(FailureClass::LoginRejected));
    assert!(!format!("{report:?}").contains("falsch"));
}

#[tokio::test(flavor = "multi_thread")]
async fn new_mail_is_told_of_over_a_standing_connection() {
    let practice = practice("leave").await;
    let office = practice.office.clone();
    let (stopper, stop) = watch::channel(false);
    let arrived: Arc<Mutex<u64>> = Arc::default();
    let hears = arrived.clone();
    let listener = move |event: Event| {
        if let Event::Imported { stored, .. } = event {
            *hears.lock().unwrap() += stored;
        }
    };
    let options = ReceiveOptions::default();
    let receiving =
        tokio::spawn(async move { office.receive(options, Arc::new(listener), stop).await });
    let counters = practice.servers.counters.clone();
    let wait = |what: &'static str, mut is_so: Box<dyn FnMut() -> bool + Send>| async move {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < Duration::from_secs(15), "{what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let listens = counters.clone();
    wait(
        "listens",
        Box::new(move || listens.count(EWS, "GetStreamingEvents") > 0),
    )
    .await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    practice.deliver(&[mail(1, 2_000)]);
    let has = arrived.clone();
    wait("arrives", Box::new(move || *has.lock().unwrap() == 1)).await;
    stopper.send(true).unwrap();
    receiving.await.unwrap().unwrap();
}
