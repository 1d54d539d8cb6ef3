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
