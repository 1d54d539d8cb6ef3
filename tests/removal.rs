//! Removing on the server: only what is stored, never what is somebody else's, and in the end all of
//! it.

mod support;

use kontorpost::domain::server::AfterFetch;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::server::{Ability, ServerOptions};
use kontorpost::service::demo::store::INBOX;
use support::mails::mail;
use support::practice::{PASSWORD, Practice, USER};

fn mails(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|seed| mail(seed, 3_000)).collect()
}

#[tokio::test]
async fn removal_that_fails_is_done_by_a_later_run() {
    let cases = [
        (
            Service::Imap,
            Fault::Refuse("MOVE", "[NOPERM] no".to_owned()),
        ),
        (Service::Imap, Fault::CloseAfter("MOVE")),
        (Service::Pop3, Fault::Refuse("DELE", "locked".to_owned())),
        (Service::Pop3, Fault::CloseAfter("DELE")),
        (Service::Pop3, Fault::CloseAfter("QUIT")),
        (Service::Pop3, Fault::SilentAfter("QUIT")),
        (Service::Pop3, Fault::quit_refused()),
        (Service::Imap, Fault::ReadOnlyMailbox),
        (Service::Pop3, Fault::ReadOnlyMailbox),
    ];
    for (service, fault) in cases {
        let protocol = if service == Service::Imap {
            "imap"
        } else {
            "pop3"
        };
        let practice = Practice::start(protocol, "tls", "remove").await;
        let mails = mails(6);
        practice.deliver(&mails);
        practice.servers.faults.set(service, fault.clone());
        practice.receive().await;
        practice.assert_stored(&mails, &format!("{fault:?}"));
        practice.servers.faults.clear();
        let run = practice.expect(practice.receive().await);
        assert_eq!(run.numbers.new, 0, "{fault:?}");
        practice.assert_stored(&mails, &format!("{fault:?}"));
        assert_eq!(practice.left_on_server().len(), 0, "{fault:?}");
    }
}

#[tokio::test]
async fn a_refused_removal_is_told_once_and_fetching_goes_on() {
    let cases = [
        (
            Service::Imap,
            Fault::Refuse("MOVE", "[NOPERM] no".to_owned()),
        ),
        (Service::Imap, Fault::ReadOnlyMailbox),
        (Service::Pop3, Fault::ReadOnlyMailbox),
    ];
    for (service, fault) in cases {
        let protocol = match service {
            Service::Imap => "imap",
            _ => "pop3",
        };
        let practice = Practice::start(protocol, "tls", "remove").await;
        practice.deliver(&mails(2));
        practice.servers.faults.set(service, fault.clone());
        let red: Vec<bool> = [
            practice.expect(practice.receive().await),
            practice.expect(practice.receive().await),
        ]
        .iter()
        .map(|run| run.is_red())
        .collect();
        assert_eq!(red, [true, false], "{fault:?}");
        let account = practice.office.account(practice.account).unwrap();
        assert_eq!(account.state.failures, 0, "{fault:?}: no back-off");
        let runs = practice.office.ledger(None, 0, 10).unwrap();
        practice.office.acknowledge(runs[1].id).unwrap();
        let run = practice.expect(practice.receive().await);
        assert!(
            run.is_red(),
            "{fault:?}: told again, as nothing has changed"
        );
    }
}

#[tokio::test]
async fn other_peoples_deletions_are_not_carried_out() {
    let options = ServerOptions::default()
        .without(Ability::Move)
        .without(Ability::UidPlus);
    let practice = Practice::start_with("imap", "tls", "leave", options).await;
    let mails = mails(4);
    practice.deliver(&mails);
    practice.expect(practice.receive().await);
    // Somebody else marks the second message, but has not expunged it.
    let mut client = support_client(&practice).await;
    client.mark_deleted(2).await;
    let account = practice.account_for("imap", "tls", "remove");
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    practice.receive().await;
    assert!(
        practice.left_on_server().contains(&mails[1]),
        "somebody else's message"
    );
    assert_eq!(
        practice.left_on_server().len(),
        4,
        "without UIDPLUS nothing can be removed safely"
    );
}

#[tokio::test]
async fn a_uidl_reused_for_a_message_of_the_same_size_is_never_removed_unread() {
    let practice = Practice::start("pop3", "tls", "leave").await;
    let one = b"Subject: eins\r\nMessage-ID: <1@x>\r\n\r\nText\r\n".to_vec();
    let two = b"Subject: zwei\r\nMessage-ID: <2@x>\r\n\r\nText\r\n".to_vec();
    practice.deliver(std::slice::from_ref(&one));
    practice.expect(practice.receive().await);
    practice.servers.store.reuse(USER, INBOX, 1, &two);
    let account = practice.account_for("pop3", "tls", "remove");
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    practice.expect(practice.receive().await);
    practice.expect(practice.receive().await);
    practice.assert_stored(&[one, two], "both");
    practice.expect(practice.receive().await);
    assert_eq!(practice.left_on_server().len(), 0);
}

#[tokio::test]
async fn a_server_whose_top_shows_another_header_is_not_asked_for_ever() {
    let practice = Practice::start("pop3", "tls", "remove").await;
    practice.deliver(&mails(3));
    practice
        .servers
        .faults
        .set(Service::Pop3, Fault::TopDiffers);
    practice.expect(practice.receive().await);
    assert_eq!(practice.left_on_server().len(), 0, "fetched, so proved");

    let practice = Practice::start("pop3", "tls", "leave").await;
    practice.deliver(&mails(3));
    practice
        .servers
        .faults
        .set(Service::Pop3, Fault::TopDiffers);
    practice.expect(practice.receive().await);
    let file = practice.office.directory().join("kontorpost.db");
    let earlier = "UPDATE mail SET received_at = received_at - 40 * 86400";
    rusqlite::Connection::open(file)
        .unwrap()
        .execute(earlier, [])
        .unwrap();
    let mut account = practice.account_for("pop3", "tls", "remove");
    account.incoming.as_mut().unwrap().after_fetch = AfterFetch::Remove { after_days: 30 };
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    for _ in 0..2 {
        practice.expect(practice.receive().await);
    }
    assert_eq!(practice.left_on_server().len(), 0, "40 of 30 days are over");
    practice.assert_stored(&mails(3), "fetched twice, stored once");
}

/// A minimal second client, as a colleague's mail program.
struct Client(tokio::net::TcpStream);

async fn support_client(practice: &Practice) -> Client {
    Client(
        tokio::net::TcpStream::connect(practice.servers.imap)
            .await
            .unwrap(),
    )
}

impl Client {
    async fn mark_deleted(&mut self, uid: u32) {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let password = PASSWORD.replace('\\', "\\\\").replace('"', "\\\"");
        let commands = format!(
            "a LOGIN \"{USER}\" \"{password}\"\r\nb SELECT INBOX\r\n\
             c UID STORE {uid} +FLAGS (\\Deleted)\r\nd LOGOUT\r\n"
        );
        self.0.write_all(commands.as_bytes()).await.unwrap();
        let mut answer = String::new();
        self.0.read_to_string(&mut answer).await.unwrap();
        assert!(answer.contains("c OK"), "{answer}");
    }
}

/// A message that a Verwalter deletes for good before the server was asked to remove it is removed
/// there all the same, and nothing else is.
#[tokio::test]
async fn what_was_deleted_for_good_goes_from_the_server_too() {
    for (protocol, service, verb) in [
        ("imap", Service::Imap, "MOVE"),
        ("pop3", Service::Pop3, "DELE"),
    ] {
        let practice = Practice::start(protocol, "tls", "remove").await;
        let mails = mails(3);
        practice.deliver(&mails);
        practice
            .servers
            .faults
            .set(service, Fault::Refuse(verb, "[NOPERM] no".to_owned()));
        practice.receive().await;
        assert_eq!(practice.left_on_server().len(), 3, "{protocol}");
        let office = &practice.office;
        let page = kontorpost::service::Page {
            limit: 9,
            offset: 0,
        };
        let rows = office.mails(None, page).unwrap();
        let storage = kontorpost::storage::Storage::open(office.directory()).unwrap();
        let vorgang = storage.vorgaenge_of_mail(rows[0].id).unwrap().remove(0).id;
        office.delete_vorgang(vorgang).unwrap();
        assert!(office.destroy_vorgang(vorgang).unwrap());
        practice.servers.faults.clear();
        let run = practice.expect(practice.receive().await);
        assert_eq!((run.numbers.new, run.numbers.removed), (0, 3), "{protocol}");
        assert_eq!(practice.left_on_server().len(), 0, "{protocol}");
        assert_eq!(office.mail_count(None).unwrap(), 2);
    }
}
