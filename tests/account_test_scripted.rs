//! Failures that no real server shows on demand: each has the class of the contract. And what a test
//! must never do: sign in twice, change the mailbox, let a password out, run on after a stop.

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kontorpost::domain::diagnosis::{FailureClass as C, Side, TestRow, TestStatus, TestStep as S};
use kontorpost::domain::hash::Sha256Hash;
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::secret::Secret;
use kontorpost::domain::server::PinnedCertificate;
use kontorpost::service::Office;
use kontorpost::service::account_test::{Restored, TestReport, TestSubject};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::{Fault, GREETING};
use kontorpost::service::demo::server::{Ability, ServerOptions};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::practice::{PASSWORD, Practice, USER};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;

struct Server {
    practice: Practice,
    subject: TestSubject,
}

impl Server {
    async fn start(protocol: &str, security: &str, options: ServerOptions) -> Self {
        let practice = Practice::start_with(protocol, security, "leave", options).await;
        let mut subject = TestSubject {
            account: practice.account_for(protocol, security, "leave"),
            id: None,
            passwords: Passwords {
                incoming: Some(Secret::new(PASSWORD.to_owned())),
                outgoing: None,
            },
            pins: Vec::new(),
            confirmed: Vec::new(),
            send_test_mail: false,
        };
        let port = match security {
            "tls" => practice.servers.smtps,
            _ => practice.servers.smtp,
        }
        .port();
        let text = format!(
            "{}\n[outgoing]\nhost = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\n\
             auth = \"same\"\n",
            kontorpost::domain::rollout::write_account(&subject.account)
        );
        subject.account = read_account(&text).unwrap();
        Self { practice, subject }
    }

    async fn test(&self) -> TestReport {
        let (_sender, stop) = watch::channel(false);
        let heard: Arc<Mutex<Vec<TestRow>>> = Arc::default();
        let hears = heard.clone();
        let listener = Arc::new(move |row: &TestRow| hears.lock().unwrap().push(row.clone()));
        let report = self
            .practice
            .office
            .test_account(&self.subject, listener, stop)
            .await
            .unwrap();
        assert_eq!(
            heard.lock().unwrap().len(),
            report.rows.len(),
            "each row once"
        );
        let shown = format!("{report:?}");
        let reversed: String = PASSWORD.chars().rev().collect();
        let encoded = STANDARD.encode(PASSWORD);
        let plain = STANDARD.encode(format!("\0{USER}\0{PASSWORD}"));
        for form in [
            &encoded,
            &plain,
            PASSWORD,
            &reversed,
            &PASSWORD.replace('\\', "\\\\").replace('"', "\\\""),
        ] {
            assert!(!shown.contains(form), "{form} in {shown}");
        }
        report
    }
}

fn failure(report: &TestReport, side: Side) -> (S, Option<C>) {
    let row = report
        .rows
        .iter()
        .find(|it| it.side == side && it.status == TestStatus::Failed)
        .unwrap_or_else(|| panic!("{report:#?}"));
    (row.step, row.class)
}

#[tokio::test]
async fn failures_that_only_a_script_shows() {
    let refuse = |verb: &'static str, text: &str| Fault::Refuse(verb, text.to_owned());
    let login = |text: &str| Fault::RejectLogin(text.to_owned());
    let later = |text: &str| Fault::TemporaryLogin(text.to_owned());
    let (imap, pop3, smtp) = (Service::Imap, Service::Pop3, Service::Smtp);
    let cases = [
        (
            imap,
            "starttls",
            Fault::StartTlsMissing,
            S::Encrypt,
            C::StartTlsMissing,
        ),
        (
            imap,
            "starttls",
            Fault::StartTlsRefused,
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            imap,
            "starttls",
            Fault::InjectAfterStartTls(b"* OK x\r\n".to_vec()),
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            imap,
            "starttls",
            Fault::Preauth,
            S::Greeting,
            C::StartTlsRefused,
        ),
        (
            pop3,
            "starttls",
            Fault::StartTlsMissing,
            S::Encrypt,
            C::StartTlsMissing,
        ),
        (
            pop3,
            "starttls",
            Fault::StartTlsRefused,
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            pop3,
            "starttls",
            Fault::InjectAfterStartTls(b"+OK\r\n".to_vec()),
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            smtp,
            "starttls",
            Fault::StartTlsMissing,
            S::Encrypt,
            C::StartTlsMissing,
        ),
        (
            smtp,
            "starttls",
            Fault::StartTlsRefused,
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            smtp,
            "starttls",
            Fault::InjectAfterStartTls(b"250 AUTH PLAIN\r\n".to_vec()),
            S::Encrypt,
            C::StartTlsRefused,
        ),
        (
            imap,
            "tls",
            login("[ALERT] Application-specific password required"),
            S::Login,
            C::AppPasswordNeeded,
        ),
        (
            imap,
            "tls",
            login("[ALERT] Too many failures, locked"),
            S::Login,
            C::AccountLocked,
        ),
        (
            imap,
            "tls",
            login("Your account is not enabled for IMAP use"),
            S::Login,
            C::AccessNotEnabled,
        ),
        (imap, "tls", Fault::EchoPassword, S::Login, C::LoginRejected),
        (pop3, "tls", Fault::EchoPassword, S::Login, C::LoginRejected),
        (smtp, "tls", Fault::EchoPassword, S::Login, C::LoginRejected),
        (
            smtp,
            "tls",
            login("5.7.9 Application-specific password required"),
            S::Login,
            C::AppPasswordNeeded,
        ),
        (
            smtp,
            "tls",
            refuse("AUTH", "535 5.7.139 SmtpClientAuthentication is disabled"),
            S::Login,
            C::AdminBlocked,
        ),
        (
            imap,
            "tls",
            later("[LIMIT] Too many connections"),
            S::Login,
            C::TooManyConnections,
        ),
        (
            imap,
            "tls",
            later("[INUSE] Mailbox in use"),
            S::Login,
            C::MailboxBusy,
        ),
        (
            pop3,
            "tls",
            later("[IN-USE] Mailbox in use"),
            S::Login,
            C::MailboxBusy,
        ),
        (
            pop3,
            "tls",
            later("[LOGIN-DELAY] Wait"),
            S::Login,
            C::MailboxBusy,
        ),
        (
            pop3,
            "tls",
            later("[SYS/TEMP] Later"),
            S::Login,
            C::ServerUnavailable,
        ),
        (
            smtp,
            "tls",
            later("4.7.0 Later"),
            S::Login,
            C::ServerUnavailable,
        ),
        (
            imap,
            "tls",
            refuse("EXAMINE", "[NOPERM] no"),
            S::Mailbox,
            C::MailboxUnreadable,
        ),
        (
            pop3,
            "tls",
            Fault::greeting(b"-ERR [SYS/TEMP] later\r\n"),
            S::Greeting,
            C::ServerUnavailable,
        ),
        (
            imap,
            "tls",
            Fault::greeting(b"* BYE Wartung\r\n"),
            S::Greeting,
            C::ServerUnavailable,
        ),
        (
            smtp,
            "tls",
            Fault::greeting(b"421 4.7.0 Too many connections\r\n"),
            S::Greeting,
            C::TooManyConnections,
        ),
        (
            smtp,
            "tls",
            Fault::greeting(b"554 5.3.2 not now\r\n"),
            S::Greeting,
            C::ServerUnavailable,
        ),
        (
            smtp,
            "tls",
            refuse("EHLO", "550 5.7.1 name not accepted"),
            S::Capabilities,
            C::GreetingName,
        ),
        (
            smtp,
            "tls",
            refuse("MAIL", "530 5.7.0 Authentication required"),
            S::Sender,
            C::AuthNeeded,
        ),
        (
            smtp,
            "tls",
            refuse("MAIL", "553 5.7.1 not your address"),
            S::Sender,
            C::SenderRefused,
        ),
        (
            smtp,
            "tls",
            refuse("MAIL", "452 4.2.2 full"),
            S::Sender,
            C::QuotaFull,
        ),
        (
            imap,
            "tls",
            Fault::greeting(b"SSH-2.0-OpenSSH_9.2\r\n"),
            S::Greeting,
            C::WrongProtocol,
        ),
        (
            imap,
            "tls",
            Fault::SilentAfter(GREETING),
            S::Greeting,
            C::Timeout,
        ),
        (
            smtp,
            "tls",
            Fault::SilentInTlsHandshake,
            S::Encrypt,
            C::Timeout,
        ),
        (
            pop3,
            "tls",
            Fault::CloseAfterAccept,
            S::Encrypt,
            C::ProtocolError,
        ),
        (
            imap,
            "tls",
            Fault::EndlessLine("CAPABILITY"),
            S::Capabilities,
            C::ProtocolError,
        ),
    ];
    let mut wrong = Vec::new();
    for (service, security, fault, step, class) in cases {
        let protocol = match service {
            Service::Pop3 => "pop3",
            _ => "imap",
        };
        let server = Server::start(protocol, security, ServerOptions::default()).await;
        server.practice.servers.faults.set(service, fault.clone());
        let report = server.test().await;
        let side = match service {
            Service::Smtp => Side::Outgoing,
            _ => Side::Incoming,
        };
        let found = failure(&report, side);
        println!("{fault:?}: expected {} found {:?}", class.word(), found.1);
        if found != (step, Some(class)) {
            wrong.push(format!(
                "{service:?} {fault:?}: {step:?} {class:?}, but {found:?}"
            ));
        }
        let tally = server.practice.servers.counters.tally(service);
        assert!(tally.sign_ins <= 1, "{fault:?}: {tally:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_the_account_wants_must_be_possible() {
    let options = ServerOptions::default().without(Ability::Uidl);
    let server = Server::start("pop3", "tls", options).await;
    let report = server.test().await;
    assert_eq!(
        failure(&report, Side::Incoming),
        (S::ReceiveOption, Some(C::LeaveImpossible))
    );
    let mut server = Server::start("imap", "tls", ServerOptions::default()).await;
    let incoming = server.subject.account.incoming.as_mut().unwrap();
    incoming.after_fetch = kontorpost::domain::server::AfterFetch::Remove { after_days: 0 };
    let good = server.test().await;
    assert!(good.is_passed(), "{good:#?}");
    server
        .practice
        .servers
        .faults
        .set(Service::Imap, Fault::ReadOnlyMailbox);
    let report = server.test().await;
    assert_eq!(
        failure(&report, Side::Incoming),
        (S::ReceiveOption, Some(C::DeleteImpossible))
    );
    let row = report.repairable().unwrap();
    assert_eq!(
        row.repair.as_ref().unwrap().fields(),
        [("after_fetch", "leave".to_owned())]
    );
}

#[tokio::test]
async fn a_stop_ends_the_test_within_a_second_and_changes_nothing() {
    let server = Server::start("imap", "tls", ServerOptions::default()).await;
    server
        .practice
        .servers
        .faults
        .set(Service::Imap, Fault::SilentAfter("EXAMINE"));
    let (sender, stop) = watch::channel(false);
    let office = server
        .practice
        .office
        .clone()
        .with_timeouts(Default::default());
    let subject = server.subject.clone();
    let running = tokio::spawn(async move {
        office
            .test_account(&subject, Arc::new(|_: &TestRow| {}), stop)
            .await
            .unwrap()
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begun = Instant::now();
    sender.send(true).unwrap();
    let report = running.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(
        failure(&report, Side::Incoming),
        (S::Mailbox, Some(C::Cancelled))
    );
}

#[tokio::test]
async fn what_passed_is_kept_and_brought_back() {
    let mut server = Server::start("imap", "tls", ServerOptions::default()).await;
    let (office, id) = (server.practice.office.clone(), server.practice.account);
    assert_eq!(office.restore_account(id).unwrap(), Restored::None);
    office.edit_account(id, &server.subject.account).unwrap();
    server.subject.id = Some(id);
    assert!(server.test().await.is_passed());
    assert_eq!(office.restore_account(id).unwrap(), Restored::Same);
    // A wrong protection is set, found, mended by the proposal, and only then stored.
    let good = server.subject.account.clone();
    let incoming = server.subject.account.incoming.as_mut().unwrap();
    incoming.endpoint.security = kontorpost::domain::server::Security::StartTls;
    office.edit_account(id, &server.subject.account).unwrap();
    let report = server.test().await;
    assert_eq!(
        failure(&report, Side::Incoming),
        (S::Greeting, Some(C::PlainOnTlsPort))
    );
    let (_sender, stop) = watch::channel(false);
    let listener: Arc<dyn Fn(&TestRow) + Send + Sync> = Arc::new(|_| {});
    let applied = office
        .apply_repair(&server.subject, &report, (listener, stop))
        .await
        .unwrap();
    let (changed, second) = applied.unwrap();
    assert!(second.is_passed());
    assert_eq!(changed, good);
    assert_eq!(office.account(id).unwrap().account, good);
    let mut other = good.clone();
    other.name = "Anders".to_owned();
    office.edit_account(id, &other).unwrap();
    match office.restore_account(id).unwrap() {
        Restored::Changed { fields, .. } => {
            let quoted = |it: &str| format!("\"{it}\"");
            assert_eq!(
                fields,
                [("name".to_owned(), quoted("Anders"), quoted(&good.name))]
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(office.account(id).unwrap().account, good);
}

/// Answers a ClientHello with the alert of a server that knows only TLS 1.0 or 1.1 (RFC 8446
/// section 6: fatal, protocol_version).
async fn old_server() -> u16 {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut hello = [0; 512];
            let _ = stream.read(&mut hello).await;
            let _ = stream.write_all(&[0x15, 3, 1, 0, 2, 2, 70]).await;
        }
    });
    port
}

#[tokio::test]
async fn a_server_with_nothing_newer_than_tls_1_1_is_named_as_such() {
    let mut server = Server::start("imap", "tls", ServerOptions::default()).await;
    let port = old_server().await;
    let incoming = server.subject.account.incoming.as_mut().unwrap();
    incoming.endpoint.port = port;
    let report = server.test().await;
    assert_eq!(
        failure(&report, Side::Incoming),
        (S::Encrypt, Some(C::TlsVersion))
    );
}

#[tokio::test]
async fn an_exception_that_is_agreed_to_counts_before_it_is_stored() {
    let mut server = Server::start("imap", "tls", ServerOptions::default()).await;
    // An office that knows nothing of the practice office's authority.
    let directory = tempfile::tempdir().unwrap();
    server.practice.office = Office::open_for_practice(directory.path(), Vec::new()).unwrap();
    let report = server.test().await;
    for side in [Side::Incoming, Side::Outgoing] {
        assert_eq!(
            failure(&report, side),
            (S::Certificate, Some(C::CertUntrusted))
        );
    }
    let endpoint = server.subject.account.incoming.clone().unwrap().endpoint;
    let row = report.rows.iter().find(|it| it.step == S::Certificate);
    let shown = row.and_then(|it| it.facts.fingerprint.clone()).unwrap();
    let fingerprint = Sha256Hash::from_hex(&shown).unwrap();
    server.subject.pins = vec![PinnedCertificate {
        host: endpoint.host,
        port: endpoint.port,
        fingerprint,
    }];
    let report = server.test().await;
    let of = |side| report.rows.iter().filter(move |it| it.side == side);
    assert!(of(Side::Incoming).all(|it| it.status != TestStatus::Failed));
    let mut rows = of(Side::Incoming);
    assert!(rows.any(|it| it.step == S::Certificate && it.facts.pinned));
    // It is for that host and port only.
    assert_eq!(
        failure(&report, Side::Outgoing),
        (S::Certificate, Some(C::CertUntrusted))
    );
}
