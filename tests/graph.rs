//! Microsoft 365 by Graph, against a scripted service: pages, resync, throttling, links that lead away,
//! and each message and each letter exactly once.

mod support;

use kontorpost::domain::account::Account;
use kontorpost::domain::letter::LetterState;
use kontorpost::domain::mail::MailAddress;
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::domain::server::{AfterFetch, Deployment, IncomingAuth};
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::sending::LetterEvent;
use kontorpost::transport::Cause;
use std::time::{Duration, Instant};
use support::mails::mail;
use support::practice::{Practice, USER};
use tokio::sync::watch;

const EWS: Service = Service::Ews;

/// The practice account as one in the cloud; its password stands for the access token.
async fn practice(after_fetch: &str) -> Practice {
    let practice = Practice::start("exchange", "tls", after_fetch).await;
    edit(&practice, |_| {});
    practice
}

fn edit(practice: &Practice, change: impl FnOnce(&mut Account)) {
    let office = &practice.office;
    let mut account = office.account(practice.account).unwrap().account;
    if let Some(incoming) = &mut account.incoming {
        incoming.exchange.deployment = Deployment::Graph;
    }
    change(&mut account);
    office.edit_account(practice.account, &account).unwrap();
}

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count)
        .map(|it| mail(it, 2_000 + it as usize * 700))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn received_in_pages_once_and_then_only_what_is_new() {
    let practice = practice("leave").await;
    let mut all = mails(25);
    practice.deliver(&all);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.on_server, run.numbers.stored), (25, 25));
    practice.assert_stored(&all, "first run");
    let asked = practice.servers.counters.count(EWS, "delta");
    assert_eq!(asked, 3, "three pages");
    all.push(mail(90, 1_000_000));
    practice.deliver(&all[25..]);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.on_server, run.numbers.known), (26, 25));
    practice.assert_stored(&all, "second run");
    assert_eq!(practice.servers.counters.tally(EWS).bodies, 26);
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_and_known_again_after_a_resync() {
    let practice = practice("leave").await;
    practice.deliver(&mails(12));
    practice.expect(practice.receive().await);
    let gone = Fault::Refuse("delta", "410".to_owned());
    practice.servers.faults.set_times(EWS, gone, 1);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.on_server, run.numbers.new), (12, 0));
    edit(&practice, |it| {
        if let Some(incoming) = &mut it.incoming {
            incoming.after_fetch = AfterFetch::Remove { after_days: 0 };
        }
    });
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.removed, 12);
    let left = |folder: &str| practice.servers.store.messages(USER, folder).len();
    assert_eq!((left(INBOX), left("Papierkorb")), (0, 12));
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.on_server, 0);
    assert_eq!(practice.count(), 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn throttling_is_obeyed() {
    let practice = practice("leave").await;
    practice.deliver(&mails(2));
    for verb in ["delta", "value"] {
        let busy = Fault::Refuse(verb, "1".to_owned());
        practice.servers.faults.set_times(EWS, busy, 2);
    }
    let begun = Instant::now();
    practice.expect(practice.receive().await);
    assert!(
        begun.elapsed() >= Duration::from_secs(4),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(practice.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_goes_to_no_other_host_and_is_shown_once_when_refused() {
    let practice = practice("leave").await;
    practice.deliver(&mails(2));
    practice.servers.faults.set(EWS, Fault::ForeignLink);
    let outcome = practice.receive().await;
    assert!(
        matches!(outcome.cause(), Some(Cause::Protocol(_))),
        "{outcome:?}"
    );
    practice.servers.faults.clear();
    practice.servers.store.set_password(USER, "anders");
    let outcome = practice.retry().await;
    assert!(
        matches!(outcome.cause(), Some(Cause::LoginRejected(_))),
        "{outcome:?}"
    );
    practice.receive().await;
    assert_eq!(practice.servers.counters.tally(EWS).rejected, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_that_is_not_handed_out_does_not_keep_the_others() {
    let practice = practice("leave").await;
    practice.deliver(&mails(5));
    practice.servers.faults.set(EWS, Fault::RefuseMessage(3));
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.stored, run.numbers.quarantined), (4, 1));
    assert!(run.numbers.balance());
}

fn queue(practice: &Practice) -> i64 {
    let address = |it: &str| MailAddress {
        name: String::new(),
        address: it.to_owned(),
    };
    let mut draft = practice.office.new_draft(practice.account).unwrap();
    draft.to = vec![address(USER)];
    draft.bcc = vec![address("blind@kontor.test")];
    draft.subject = "Klage".to_owned();
    practice
        .office
        .queue_draft(practice.account, &draft)
        .unwrap()
}

async fn send(practice: &Practice) {
    let (_sender, stop) = watch::channel(false);
    let hear = |_: LetterEvent| {};
    practice.office.run_outbox(&hear, stop).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_leaves_once_and_one_in_doubt_is_settled() {
    let practice = practice("leave").await;
    let store = &practice.servers.store;
    store.add_user("blind@kontor.test", "x");
    let id = queue(&practice);
    send(&practice).await;
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Gesendet
    );
    let there = |user: &str, folder: &str| store.messages(user, folder).len();
    assert_eq!((there(USER, INBOX), there(USER, "Gesendet")), (1, 1));
    assert_eq!(there("blind@kontor.test", INBOX), 1);
    let raw = store.messages(USER, INBOX)[0].raw.to_vec();
    assert!(!String::from_utf8_lossy(&raw).contains("blind"));
    let lost = Fault::CloseAfter("sendMail.");
    practice.servers.faults.set_times(EWS, lost, 1);
    let id = queue(&practice);
    for _ in 0..3 {
        send(&practice).await;
    }
    assert_eq!(
        practice.office.letter(id).unwrap().state,
        LetterState::Gesendet
    );
    assert_eq!(there(USER, INBOX), 2, "once");
}

/// A letter with one document of 7 MB that goes piece by piece, and one that goes at once.
fn large_letter(number: u32) -> Vec<u8> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let mut letter = format!(
        "From: {USER}\r\nTo: {USER}\r\nSubject: Klage\r\nMessage-ID: <gross-{number}@kontor.test>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"grenze\"\r\n\r\n--grenze\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nAnbei die Akte.\r\n"
    );
    for (name, size) in [("akte.pdf", 7_000_001), ("notiz.bin", 20_000)] {
        let bytes: Vec<u8> = (0..size).map(|it: u32| (it % 251) as u8).collect();
        letter += &format!(
            "--grenze\r\nContent-Type: application/pdf; name=\"{name}\"\r\nContent-Disposition: \
             attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        );
        for line in STANDARD.encode(bytes).as_bytes().chunks(76) {
            letter += &format!("{}\r\n", String::from_utf8_lossy(line));
        }
    }
    letter += "--grenze--\r\n";
    letter.into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_letter_leaves_once_whatever_breaks() {
    let practice = practice("leave").await;
    let store = &practice.servers.store;
    let there = |folder: &str| store.messages(USER, folder).len();
    let state = |id: i64| practice.office.letter(id).unwrap().state;
    let id = practice
        .office
        .queue_message(practice.account, &large_letter(0))
        .unwrap();
    send(&practice).await;
    assert_eq!(state(id), LetterState::Gesendet);
    assert_eq!(
        (there(INBOX), there("Gesendet"), there("Drafts")),
        (1, 1, 0)
    );
    let counters = &practice.servers.counters;
    assert_eq!(counters.count(EWS, "chunk"), 3, "7 MB in pieces below 4 MB");
    assert_eq!(counters.count(EWS, "attach"), 1);
    assert_eq!(counters.count(EWS, "sendMail"), 0);
    let raw = store.messages(USER, INBOX)[0].raw.to_vec();
    let arrived = kontorpost::mime::parse(&raw, kontorpost::domain::mail::Detail::Whole);
    let parts: Vec<_> = arrived
        .attachments
        .iter()
        .map(|it| (it.name.as_str(), it.size))
        .collect();
    assert_eq!(parts, [("akte.pdf", 7_000_001), ("notiz.bin", 20_000)]);
    assert_eq!(arrived.message_id.as_deref(), Some("gross-0@kontor.test"));

    // What breaks before the word to send it leaves nothing behind, and the next try is a whole one.
    let mut sent = 1;
    for (number, verb) in (1..).zip(["draft", "draft.", "attach", "attach.", "session.", "send"]) {
        practice
            .servers
            .faults
            .set_times(EWS, Fault::CloseAfter(verb), 1);
        let id = practice
            .office
            .queue_message(practice.account, &large_letter(number))
            .unwrap();
        send(&practice).await;
        let is_in_doubt = verb == "send";
        if is_in_doubt {
            assert_eq!(state(id), LetterState::Unklar, "{verb}");
            continue;
        }
        sent += 1;
        practice.office.send_now(Some(id)).unwrap();
        send(&practice).await;
        assert_eq!(state(id), LetterState::Gesendet, "{verb}");
        assert_eq!((there(INBOX), there("Drafts")), (sent, 0), "{verb}");
    }
    // The answer to the last word is lost: the copy among the sent ones settles it.
    practice
        .servers
        .faults
        .set_times(EWS, Fault::CloseAfter("send."), 1);
    let id = practice
        .office
        .queue_message(practice.account, &large_letter(50))
        .unwrap();
    for _ in 0..3 {
        send(&practice).await;
    }
    assert_eq!(state(id), LetterState::Gesendet);
    assert_eq!(there(INBOX), sent + 1, "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_letter_that_is_too_large_is_refused_before_it_waits() {
    use kontorpost::service::notice::notice;
    let practice = practice("leave").await;
    let sealed = |number: u32, kind: &str, size: usize| {
        let letter = String::from_utf8(large_letter(number)).unwrap();
        let letter = letter.replace("multipart/mixed", kind);
        letter.as_bytes()[..letter.len().min(size)].to_vec()
    };
    for (number, kind) in (0..).zip([
        "multipart/signed; protocol=\"application/pkcs7-signature\"",
        "multipart/encrypted",
        "application/pkcs7-mime; smime-type=enveloped-data",
    ]) {
        let refused = practice
            .office
            .queue_message(practice.account, &sealed(number, kind, usize::MAX))
            .unwrap_err();
        let told = notice(&refused);
        assert_eq!(told.kind, "letter-indivisible", "{kind}");
        let words = told.message.show(kontorpost::i18n::Language::German);
        assert!(words.contains("2,9 MB") && words.contains("9,"), "{words}");
        let waiting = practice.office.letters(10).unwrap().len();
        assert_eq!(waiting, usize::try_from(number).unwrap());
        // One that goes at once goes as ever, byte for byte.
        let small = sealed(number, kind, 1_000_000);
        practice
            .office
            .queue_message(practice.account, &small)
            .unwrap();
    }
}

#[test]
fn a_cloud_account_is_read_from_a_file_and_written_again() {
    let text = format!(
        "name = \"Anna\"\naddress = \"{USER}\"\n[incoming]\nprotocol = \"exchange\"\n\
         deployment = \"graph\"\nauth = \"oauth2\"\nuser = \"{USER}\"\n[usage]\n\
         mode = \"posteingang\"\n"
    );
    let account = read_account(&text).unwrap();
    let incoming = account.incoming.as_ref().unwrap();
    assert_eq!(incoming.endpoint.host, "graph.microsoft.com");
    assert_eq!(incoming.auth, IncomingAuth::Oauth2);
    assert_eq!(read_account(&write_account(&account)).unwrap(), account);
    assert!(read_account(&text.replace("oauth2", "password")).is_err());
    let imap = text.replace(
        "protocol = \"exchange\"",
        "protocol = \"imap\"\nhost = \"x.example\"",
    );
    assert!(read_account(&imap).is_err(), "only with Exchange");
}
