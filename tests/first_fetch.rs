//! What lies on a server at set-up, and what arrives before the first fetch has come to its end.

mod support;

use kontorpost::domain::server::{AfterFetch, FirstFetch};
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::receiver::{Event, ReceiveOptions};
use kontorpost::service::{Office, Page};
use kontorpost::storage::now;
use std::sync::{Arc, Mutex};
use support::mails::mail;
use support::practice::{Practice, USER};

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|seed| mail(seed, 3_000)).collect()
}

/// Receives once and says how many messages were told of as (new, Altbestand).
async fn told(office: &Office) -> (u64, u64) {
    let told: Arc<Mutex<(u64, u64)>> = Arc::default();
    let hears = told.clone();
    let listener = move |event: Event| {
        if let Event::Imported {
            stored, altbestand, ..
        } = event
        {
            let mut told = hears.lock().unwrap();
            match altbestand {
                true => told.1 += stored,
                false => told.0 += stored,
            }
        }
    };
    let options = ReceiveOptions {
        once: true,
        ..Default::default()
    };
    let (_stop, stopped) = tokio::sync::watch::channel(false);
    office
        .receive(options, Arc::new(listener), stopped)
        .await
        .unwrap();
    let told = told.lock().unwrap();
    *told
}

fn altbestand(office: &Office) -> usize {
    let page = Page {
        limit: 1_000,
        offset: 0,
    };
    let mails = office.mails(None, page).unwrap();
    mails.iter().filter(|it| it.altbestand).count()
}

#[tokio::test]
async fn altbestand_that_comes_in_a_later_run_is_no_news() {
    for (service, protocol) in [(Service::Imap, "imap"), (Service::Pop3, "pop3")] {
        let practice = Practice::start(protocol, "tls", "leave").await;
        practice.deliver(&mails(10));
        let fault = Fault::CloseAfterMessages(4);
        practice.servers.faults.set(service, fault);
        let (new, old) = told(&practice.office).await;
        assert!(new == 0 && old > 0 && old < 10, "{protocol}: {new} {old}");
        practice.servers.faults.clear();
        practice.deliver(&[mail(70, 3_000)]);
        let told = told(&practice.office).await;
        assert_eq!(told, (1, 10 - old), "{protocol}");
        assert_eq!(altbestand(&practice.office), 10, "{protocol}");
    }
}

#[tokio::test]
async fn a_first_fetch_since_a_date_holds_when_it_was_interrupted() {
    for (service, protocol) in [(Service::Imap, "imap"), (Service::Pop3, "pop3")] {
        let practice = Practice::start(protocol, "tls", "leave").await;
        let mut account = practice.account_for(protocol, "tls", "leave");
        let incoming = account.incoming.as_mut().unwrap();
        incoming.first_fetch = FirstFetch::Since("2026-06-01".parse().unwrap());
        incoming.after_fetch = AfterFetch::Leave;
        practice
            .office
            .edit_account(practice.account, &account)
            .unwrap();
        let dated = |number: u32, day: &str| {
            format!("Subject: {number}\r\nDate: {day} 2026 10:00:00 +0000\r\n\r\nText\r\n")
                .into_bytes()
        };
        let append = |raw: &[u8], day: &str| {
            let at: jiff::Timestamp = format!("2026-{day}T10:00:00Z").parse().unwrap();
            let store = &practice.servers.store;
            store.append(USER, INBOX, raw, at.as_second()).unwrap();
        };
        let early: Vec<Vec<u8>> = (0..5).map(|it| dated(it, "Mon, 5 Jan")).collect();
        let late: Vec<Vec<u8>> = (5..10).map(|it| dated(it, "Mon, 1 Jun")).collect();
        early.iter().for_each(|raw| append(raw, "01-05"));
        late.iter().for_each(|raw| append(raw, "06-01"));
        let fault = Fault::CloseAfterMessages(2);
        practice.servers.faults.set(service, fault);
        assert!(practice.receive().await.error.is_some(), "{protocol}");
        practice.servers.faults.clear();
        let run = practice.expect(practice.receive().await);
        assert!(run.numbers.balance(), "{protocol}");
        practice.assert_stored(&late, protocol);
    }
}

#[tokio::test]
async fn mail_that_arrives_between_set_up_and_first_fetch_is_fetched() {
    let practice = Practice::start("imap", "tls", "leave").await;
    let mut account = practice.account_for("imap", "tls", "leave");
    account.incoming.as_mut().unwrap().first_fetch = FirstFetch::New;
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    practice.deliver(&mails(3));
    // While the password was wrong for a while.
    let later = mail(70, 3_000);
    let store = &practice.servers.store;
    store.append(USER, INBOX, &later, now() + 3_600).unwrap();
    let reject = Fault::RejectLogin("[AUTHENTICATIONFAILED] nein".to_owned());
    practice.servers.faults.set(Service::Imap, reject);
    assert!(practice.receive().await.error.is_some());
    practice.servers.faults.clear();
    let run = practice.expect(practice.retry().await);
    assert_eq!((run.numbers.stored, run.numbers.skipped), (1, 3));
    practice.assert_stored(&[later], "what lay there is left alone");
    assert_eq!(altbestand(&practice.office), 0);
    // A folder that is added later brings its own Altbestand, whenever that arrived.
    store.add_folder(USER, "Alt", None);
    store
        .append(USER, "Alt", &mail(71, 3_000), now() + 7_200)
        .unwrap();
    let incoming = account.incoming.as_mut().unwrap();
    incoming.folders.push("Alt".to_owned());
    incoming.first_fetch = FirstFetch::All;
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    assert_eq!(told(&practice.office).await, (0, 1));
}
