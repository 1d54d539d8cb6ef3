//! The practice office's servers through the library's public face.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kontorpost::service::demo::certificates::CertificateKind;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::demo::samples::{generated_mail, sample_mails};
use kontorpost::service::demo::server::{ServerOptions, Servers};
use kontorpost::service::demo::store::{INBOX, Store};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

const USER: &str = "anna@kanzlei-muster.example";
const NOW: i64 = 1_793_603_700;

type Wire = BufReader<TlsStream<TcpStream>>;

async fn connect(servers: &Servers, address: SocketAddr) -> std::io::Result<Wire> {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from(servers.ca_der.clone());
    roots.add(authority).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let tcp = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    let tls = TlsConnector::from(Arc::new(config));
    Ok(BufReader::new(tls.connect(name, tcp).await?))
}

async fn line(wire: &mut Wire) -> String {
    let mut line = String::new();
    wire.read_line(&mut line).await.unwrap();
    line.trim_end().to_owned()
}

async fn ask(wire: &mut Wire, command: &str) -> String {
    let command = format!("{command}\r\n");
    wire.write_all(command.as_bytes()).await.unwrap();
    line(wire).await
}

fn office() -> Store {
    let store = Store::new();
    store.add_user(USER, "geheim");
    store
}

async fn opened(servers: &Servers) -> Wire {
    let mut wire = connect(servers, servers.imaps).await.unwrap();
    line(&mut wire).await;
    ask(&mut wire, &format!("a LOGIN {USER} geheim")).await;
    let mut answer = ask(&mut wire, "b SELECT INBOX").await;
    while !answer.starts_with("b ") {
        answer = line(&mut wire).await;
    }
    assert!(answer.starts_with("b OK"), "{answer}");
    wire
}

/// The next message of a running UID FETCH of bodies; nothing at its end.
async fn next_body(wire: &mut Wire) -> Option<Vec<u8>> {
    let head = line(wire).await;
    let (_, size) = head.strip_suffix('}')?.rsplit_once('{')?;
    let mut body = vec![0; size.parse().unwrap()];
    wire.read_exact(&mut body).await.unwrap();
    assert_eq!(line(wire).await, ")");
    Some(body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sample_mail_comes_back_byte_for_byte() {
    let store = office();
    let mails = sample_mails(NOW);
    for mail in &mails {
        store.append(USER, INBOX, &mail.raw, mail.received).unwrap();
    }
    let servers = Servers::start(store, ServerOptions::default())
        .await
        .unwrap();
    let mut wire = opened(&servers).await;
    wire.write_all(b"c UID FETCH 1:* (BODY.PEEK[])\r\n")
        .await
        .unwrap();
    for mail in &mails {
        assert!(next_body(&mut wire).await.unwrap() == mail.raw);
    }
    assert!(next_body(&mut wire).await.is_none());
    let tally = servers.counters.tally(Service::Imap);
    assert_eq!(tally.bodies, u64::try_from(mails.len()).unwrap());
    assert_eq!((tally.sign_ins, tally.clear_credentials), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_messages_on_several_connections() {
    let store = office();
    for seed in 0..3_000 {
        store
            .append(USER, INBOX, &generated_mail(seed, 6_000), NOW)
            .unwrap();
    }
    let servers = Arc::new(
        Servers::start(store, ServerOptions::default())
            .await
            .unwrap(),
    );
    let begun = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let servers = Arc::clone(&servers);
        clients.spawn(async move {
            let mut wire = opened(&servers).await;
            // A second command while the first is being answered.
            let commands = b"c UID FETCH 1:1500 BODY.PEEK[]\r\nd UID FETCH 1501:* BODY.PEEK[]\r\n";
            wire.write_all(commands).await.unwrap();
            let mut count = 0;
            for _ in 0..2 {
                while next_body(&mut wire).await.is_some() {
                    count += 1;
                }
            }
            count
        });
    }
    assert_eq!(clients.join_all().await, [3_000, 3_000, 3_000]);
    let took = begun.elapsed();
    println!("9000 messages of 6 kB in {took:?}");
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[tokio::test]
async fn certificates_change_while_running() {
    let servers = Servers::start(office(), ServerOptions::default())
        .await
        .unwrap();
    assert!(connect(&servers, servers.pop3s).await.is_ok());
    for (kind, reason) in [
        (CertificateKind::Expired, "expired"),
        (CertificateKind::NotYetValid, "not valid yet"),
        (CertificateKind::WrongName, "not valid for name"),
        (CertificateKind::SelfSigned, "UnknownIssuer"),
        (CertificateKind::SelfSignedAuthority, "CaUsedAsEndEntity"),
        (CertificateKind::UnknownAuthority, "UnknownIssuer"),
        (CertificateKind::ChainIncomplete, "UnknownIssuer"),
    ] {
        servers.show_certificate(kind).unwrap();
        let error = connect(&servers, servers.smtps).await.unwrap_err();
        assert!(error.to_string().contains(reason), "{kind:?}: {error}");
    }
    servers.show_certificate(CertificateKind::Valid).unwrap();
    assert!(connect(&servers, servers.imaps).await.is_ok());
}

#[tokio::test]
async fn silence_in_the_handshake_and_the_end_of_the_servers() {
    let servers = Servers::start(office(), ServerOptions::default())
        .await
        .unwrap();
    servers
        .faults
        .set(Service::Imap, Fault::SilentInTlsHandshake);
    let wait = Duration::from_millis(200);
    let waited = tokio::time::timeout(wait, connect(&servers, servers.imaps)).await;
    assert!(waited.is_err());
    let mut wire = connect(&servers, servers.pop3s).await.unwrap();
    assert!(line(&mut wire).await.starts_with("+OK"));
    let address = servers.pop3s;
    drop(servers);
    let mut rest = Vec::new();
    // Closed without a farewell: an end or an error, but no waiting.
    let ended = tokio::time::timeout(Duration::from_secs(5), wire.read_to_end(&mut rest)).await;
    assert!(ended.is_ok());
    assert!(TcpStream::connect(address).await.is_err());
}

/// The client library the mail program uses reads every answer it needs.
#[tokio::test]
async fn async_imap_understands_the_server() {
    use async_imap::imap_proto::{Response, Status};

    let store = office();
    let mails = sample_mails(NOW);
    for mail in &mails {
        store.append(USER, INBOX, &mail.raw, mail.received).unwrap();
    }
    let servers = Servers::start(store, ServerOptions::default())
        .await
        .unwrap();
    let wire = connect(&servers, servers.imaps).await.unwrap();
    let mut client = async_imap::Client::new(wire);
    client.read_response().await.unwrap().unwrap();
    let mut session = client
        .login(USER, "geheim")
        .await
        .map_err(|it| it.0)
        .unwrap();
    let mailbox = session.select(INBOX).await.unwrap();
    assert_eq!(mailbox.exists, 25);
    assert_eq!(
        mailbox.uid_validity,
        Some(servers.store.snapshot(USER)[0].uid_validity)
    );
    for command in [
        "CAPABILITY",
        "ID (\"name\" \"x\")",
        "LIST \"\" \"*\"",
        "STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY)",
        "UID SEARCH UNDELETED",
        "UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])",
        "UID FETCH 16 (UID BODY.PEEK[]<1048576.1048576>)",
        "UID FETCH 1:* (UID BODY.PEEK[HEADER])",
        "UID COPY 1 Papierkorb",
        "UID MOVE 2 Papierkorb",
        "UID STORE 3:4 +FLAGS (\\Deleted)",
        "UID EXPUNGE 3",
        "EXPUNGE",
        "CLOSE",
        "LOGOUT",
    ] {
        let tag = session.run_command(command).await.unwrap();
        loop {
            let answer = session.read_response().await.unwrap().expect(command);
            if let Response::Done {
                tag: done, status, ..
            } = answer.parsed()
            {
                assert_eq!((done, status), (&tag, &Status::Ok), "{command}");
                break;
            }
        }
    }
    assert_eq!(servers.store.messages(USER, INBOX).len(), mails.len() - 3);
}
