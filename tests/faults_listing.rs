//! Servers that list in odd ways, or come back from a backup: nothing is lost, and nothing is fetched
//! again without need.

mod support;

use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::store::INBOX;
use support::practice::{Practice, USER};

/// Messages that only differ in one letter, so that sizes tell nothing.
fn mails(letters: &str) -> Vec<Vec<u8>> {
    let mail = |letter| format!("Subject: {letter}\r\n\r\nText\r\n").into_bytes();
    letters.chars().map(mail).collect()
}

#[tokio::test]
async fn uids_that_are_handed_out_again_name_other_messages() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails("abcde"));
    practice.expect(practice.receive().await);
    practice.servers.store.put_back(USER, INBOX, 3);
    practice.expect(practice.receive().await);
    practice.deliver(&mails("xy"));
    let run = practice.expect(practice.receive().await);
    assert_eq!(run.numbers.new, 2);
    practice.assert_stored(&mails("abcdexy"), "after the restore");
}

#[tokio::test]
async fn a_wrong_next_uid_does_not_fetch_everything_again() {
    for next in [0, 1, 4] {
        let practice = Practice::start("imap", "tls", "leave").await;
        practice.deliver(&mails("abcde"));
        let fault = Fault::WrongUidNext(next);
        practice.servers.faults.set(Service::Imap, fault);
        for new in [5, 0, 0] {
            let run = practice.expect(practice.receive().await);
            assert_eq!(run.numbers.new, new, "UIDNEXT {next}");
        }
        practice.assert_stored(&mails("abcde"), "once");
    }
}

#[tokio::test]
async fn a_flag_set_while_listing_is_no_message() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails("abcde"));
    practice.expect(practice.receive().await);
    practice
        .servers
        .faults
        .set(Service::Imap, Fault::FlagWhileListing);
    let run = practice.expect(practice.receive().await);
    assert_eq!((run.numbers.on_server, run.numbers.new), (5, 0));
}

#[tokio::test]
async fn a_message_left_out_of_one_listing_is_still_known() {
    let practice = Practice::start("imap", "tls", "leave").await;
    practice.deliver(&mails("abcde"));
    practice.expect(practice.receive().await);
    let faults = &practice.servers.faults;
    for _ in 0..2 {
        faults.set(Service::Imap, Fault::OmitMessage(3));
        let run = practice.expect(practice.receive().await);
        assert_eq!((run.numbers.known, run.numbers.new), (5, 0));
        faults.clear();
        let run = practice.expect(practice.receive().await);
        assert_eq!((run.numbers.known, run.numbers.new), (5, 0));
    }
    practice.assert_stored(&mails("abcde"), "once");
}
