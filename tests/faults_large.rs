//! Servers that hand out less than they list, or break down at one message: what is not complete is
//! never taken for the message, nothing of it is removed, and the rest goes on.

mod support;

use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use support::mails::mail;
use support::practice::Practice;

const PIECE: usize = 512 << 10;

async fn quarantined(service: Service, fault: Fault, mails: Vec<Vec<u8>>) {
    let protocol = match service {
        Service::Imap => "imap",
        _ => "pop3",
    };
    let practice = Practice::start(protocol, "tls", "remove").await;
    practice.deliver(&mails);
    practice.servers.faults.set(service, fault.clone());
    let run = practice.expect(practice.receive().await);
    let count = mails.len();
    assert_eq!(run.numbers.quarantined, count as u64, "{fault:?}");
    assert!(run.numbers.balance(), "{fault:?}");
    assert_eq!(practice.count(), 0, "{fault:?}: half a message was stored");
    assert_eq!(practice.left_on_server().len(), count, "{fault:?}");
    practice.servers.faults.clear();
    for entry in practice.office.quarantine().unwrap() {
        practice.office.retry_quarantined(entry.id).unwrap();
    }
    practice.expect(practice.receive().await);
    practice.assert_stored(&mails, &format!("{fault:?}"));
    assert_eq!(practice.left_on_server().len(), 0, "{fault:?}");
}

#[tokio::test]
async fn empty_bodies_are_not_the_messages() {
    for service in [Service::Imap, Service::Pop3] {
        let mails: Vec<Vec<u8>> = (0..4).map(|seed| mail(seed, 3_000)).collect();
        quarantined(service, Fault::EmptyBody, mails).await;
    }
    quarantined(Service::Imap, Fault::EmptyBody, vec![mail(1, 3_000_000)]).await;
}

#[tokio::test]
async fn a_part_without_data_is_not_the_end_of_a_message() {
    let mails = [mail(1, 3_000_000), mail(2, 2_000)].to_vec();
    for from in [0, PIECE, 4 * PIECE] {
        let practice = Practice::start("imap", "tls", "remove").await;
        practice.deliver(&mails);
        let fault = Fault::NoPartsFrom(from);
        practice.servers.faults.set(Service::Imap, fault);
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, &format!("no parts from {from}"));
        assert_eq!(practice.left_on_server().len(), 0);
    }
}

#[tokio::test]
async fn short_parts_and_whole_ones_make_the_same_message() {
    // Also a message that ends exactly where a part does.
    let exact = mail(3, 3 * PIECE);
    let mails = [mail(1, 3_000_000), exact[..2 * PIECE].to_vec(), exact].to_vec();
    let faults = [
        Fault::ShortParts(100_000),
        Fault::ShortParts(PIECE - 1),
        Fault::WholeForParts,
        Fault::WrongSize(12_345),
        Fault::WrongSize(-12_345),
    ];
    for fault in faults {
        let practice = Practice::start("imap", "tls", "remove").await;
        practice.deliver(&mails);
        practice.servers.faults.set(Service::Imap, fault.clone());
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, &format!("{fault:?}"));
        assert_eq!(practice.left_on_server().len(), 0);
    }
}

#[tokio::test]
async fn a_message_that_breaks_every_run_is_found_and_the_rest_goes_on() {
    for service in [Service::Imap, Service::Pop3] {
        let protocol = match service {
            Service::Imap => "imap",
            _ => "pop3",
        };
        let practice = Practice::start(protocol, "tls", "leave").await;
        let mut mails: Vec<Vec<u8>> = (0..30).map(|seed| mail(seed, 3_000)).collect();
        practice.deliver(&mails);
        // It arrived last but two and is wanted before nearly all others.
        let fault = Fault::CloseAtMessage(28);
        practice.servers.faults.set(service, fault);
        let mut runs = 0;
        while practice.receive().await.error.is_some() {
            runs += 1;
            assert!(runs < 6, "{protocol}: nothing after it is ever fetched");
        }
        let all = mails.clone();
        mails.remove(27);
        practice.assert_stored(&mails, protocol);
        let entry = practice.office.quarantine().unwrap().remove(0);
        practice.servers.faults.clear();
        practice.office.retry_quarantined(entry.id).unwrap();
        practice.expect(practice.receive().await);
        practice.assert_stored(&all, protocol);
    }
}

#[tokio::test]
async fn large_messages_come_in_parts_and_whole() {
    for protocol in ["imap", "pop3"] {
        let practice = Practice::start(protocol, "tls", "remove").await;
        let mails: Vec<Vec<u8>> = [3_000_000, 524_288 * 3, 100, 40_000_000]
            .map(|size| mail(size as u64, size))
            .to_vec();
        practice.deliver(&mails);
        practice.expect(practice.receive().await);
        practice.assert_stored(&mails, protocol);
        assert_eq!(practice.left_on_server().len(), 0);
    }
}
