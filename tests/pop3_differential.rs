//! Our POP3 client beside async-pop at the same Dovecot. On small mailboxes both see the same, apart
//! from what async-pop is known to damage; after a long listing async-pop never answers again. Should
//! a test of this file fail after an update of async-pop, that crate has been repaired.

#![cfg(unix)]

mod support;

use async_pop::response::uidl::UidlResponse;
use kontorpost::domain::ledger::RemoteId;
use kontorpost::domain::secret::Secret;
use kontorpost::domain::server::{AfterFetch, Endpoint, FirstFetch, Incoming, Protocol, Security};
use kontorpost::transport::{self, Access, Connector, Fetched, Mailbox, Pace, Trust};
use std::time::Duration;
use support::dovecot::Dovecot;
use support::mails::mail;
use tokio::time::timeout;

/// A message and its UIDL.
type Named = (String, Vec<u8>);

fn incoming(dovecot: &Dovecot, user: &str) -> Incoming {
    Incoming {
        auth: Default::default(),
        protocol: Protocol::Pop3,
        endpoint: Endpoint {
            host: "127.0.0.1".to_owned(),
            port: dovecot.pop3,
            security: Security::None,
        },
        user: format!("{user}@kontor.test"),
        after_fetch: AfterFetch::Leave,
        folders: vec!["INBOX".to_owned()],
        first_fetch: FirstFetch::All,
        exchange: Default::default(),
    }
}

async fn by_ours(dovecot: &Dovecot, user: &str) -> Vec<Named> {
    let connector = Connector::new(Trust::new(Vec::new()));
    let secret = Secret::new(format!("geheim-{user}"));
    let incoming = incoming(dovecot, user);
    let mut mailbox = Mailbox::open(&connector, &incoming, &[], &secret)
        .await
        .unwrap();
    mailbox
        .open_folder("INBOX", Access::ReadOnly)
        .await
        .unwrap();
    let listed = mailbox.list().await.unwrap();
    let (sink, mut source) = transport::sink(1 << 20);
    let fetching = async {
        mailbox.fetch(&listed, Pace::Usual, &sink).await.unwrap();
        drop(sink);
    };
    let collecting = async {
        let mut mails = Vec::new();
        while let Some(fetched) = source.recv().await {
            match &*fetched {
                Fetched::Whole {
                    id: RemoteId::Uidl(uidl),
                    raw,
                } => mails.push((uidl.clone(), raw.clone())),
                other => panic!("{other:?}"),
            }
        }
        mails
    };
    let ((), mails) = tokio::join!(fetching, collecting);
    mailbox.close().await.unwrap();
    mails
}

/// The peer on a stream of its own; `patience` is for each of its answers.
async fn by_async_pop(
    dovecot: &Dovecot,
    user: &str,
    patience: Duration,
) -> Result<Vec<Named>, String> {
    let stream = tokio::net::TcpStream::connect(("127.0.0.1", dovecot.pop3))
        .await
        .unwrap();
    let mut client = async_pop::new(stream).await.unwrap();
    client
        .login(format!("{user}@kontor.test"), format!("geheim-{user}"))
        .await
        .unwrap();
    let UidlResponse::Multiple(listing) = client.uidl(None).await.unwrap() else {
        panic!("one UIDL");
    };
    let names: Vec<String> = listing
        .items()
        .iter()
        .map(|it| it.id().to_string())
        .collect();
    let mut mails = Vec::new();
    for (index, uidl) in names.into_iter().enumerate() {
        match timeout(patience, client.retr(index + 1)).await {
            Ok(raw) => mails.push((uidl, raw.unwrap().to_vec())),
            Err(_) => {
                return Err(format!(
                    "no answer to RETR {} after a UIDL of {} lines",
                    index + 1,
                    listing.items().len()
                ));
            }
        }
    }
    Ok(mails)
}

/// What async-pop makes of a message: the dots of the journey stay in, the last line end goes.
fn damaged(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        if line.first() == Some(&b'.') {
            text.push(b'.');
        }
        text.extend_from_slice(line);
    }
    text.strip_suffix(b"\r\n")
        .map(<[u8]>::to_vec)
        .unwrap_or(text)
}

fn sorted(mut mails: Vec<Named>) -> Vec<Named> {
    mails.sort();
    mails
}

#[tokio::test]
async fn both_read_a_small_mailbox_and_only_ours_byte_for_byte() {
    let dovecot = Dovecot::start();
    let mut mails: Vec<Vec<u8>> = (0..20).map(|seed| mail(seed, 5_000)).collect();
    dovecot.deliver("anna", &mails);
    let ours = sorted(by_ours(&dovecot, "anna").await);
    let mut bytes: Vec<Vec<u8>> = ours.iter().map(|it| it.1.clone()).collect();
    bytes.sort();
    mails.sort();
    assert_eq!(bytes, mails);
    let patience = Duration::from_secs(20);
    let peers = sorted(by_async_pop(&dovecot, "anna", patience).await.unwrap());
    let expected: Vec<Named> = ours
        .iter()
        .map(|(uidl, raw)| (uidl.clone(), damaged(raw)))
        .collect();
    assert_eq!(peers, expected);
    assert!(ours.iter().zip(&peers).all(|(a, b)| a.1 != b.1));
}

#[tokio::test]
async fn after_a_long_listing_only_ours_goes_on() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..200).map(|seed| mail(seed, 1_000)).collect();
    dovecot.deliver("anna", &mails);
    assert_eq!(by_ours(&dovecot, "anna").await.len(), 200);
    let hung = by_async_pop(&dovecot, "anna", Duration::from_secs(5)).await;
    assert_eq!(
        hung.unwrap_err(),
        "no answer to RETR 1 after a UIDL of 200 lines"
    );
}
