//! The account test against real servers that are set up wrongly in every way that a real server can
//! be: the class must be the one of the contract, and the repair must be what would mend it.

#![cfg(unix)]

mod support;

use kontorpost::domain::account::Account;
use kontorpost::domain::diagnosis::{FailureClass as C, Side, TestRow, TestStatus, TestStep as S};
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::secret::Secret;
use kontorpost::service::account_test::{TestReport, TestSubject};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::{Office, StandardPorts};
use kontorpost::transport::Timeouts;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use support::dovecot::{Dovecot, Options, STRICT, is_root};
use support::postfix::{Postfix, STRIPPED};
use tokio::sync::watch;
use tokio::task::JoinHandle;

struct Bench<'a> {
    dovecot: &'a Dovecot,
    postfix: &'a Postfix<'a>,
    office: Office,
    _directory: tempfile::TempDir,
}

/// What is set, where it differs from an account that works.
struct Set<'a> {
    protocol: &'a str,
    host: &'a str,
    port: u16,
    security: &'a str,
    user: &'a str,
    password: &'a str,
    after_fetch: &'a str,
    folder: &'a str,
    smtp_host: &'a str,
    smtp_port: u16,
    smtp_security: &'a str,
    smtp_auth: &'a str,
    address: &'a str,
}

impl<'a> Bench<'a> {
    fn new(dovecot: &'a Dovecot, postfix: &'a Postfix<'a>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let authority = CertificateDer::from_pem_file(dovecot.authority()).unwrap();
        let limit = Duration::from_secs(2);
        let office = Office::open_for_practice(directory.path(), vec![authority.to_vec()])
            .unwrap()
            .with_timeouts(Timeouts {
                connect: limit,
                handshake: limit,
                idle: limit,
            })
            .with_standard_ports(StandardPorts {
                imap: (dovecot.imaps, dovecot.imap),
                pop3: (dovecot.pop3s, dovecot.pop3),
                smtp: (postfix.submissions, postfix.submission),
            });
        Self {
            dovecot,
            postfix,
            office,
            _directory: directory,
        }
    }

    fn set(&self) -> Set<'static> {
        Set {
            protocol: "imap",
            host: "localhost",
            port: self.dovecot.imaps,
            security: "tls",
            user: "anna@kontor.test",
            password: "geheim-anna",
            after_fetch: "leave",
            folder: "INBOX",
            smtp_host: "localhost",
            smtp_port: self.postfix.submissions,
            smtp_security: "tls",
            smtp_auth: "same",
            address: "anna@kontor.test",
        }
    }

    fn account(set: &Set<'_>) -> Account {
        let folders = match set.protocol {
            "imap" => format!("folders = [\"{}\"]\n", set.folder),
            _ => String::new(),
        };
        let Set {
            protocol,
            host,
            port,
            security,
            user,
            after_fetch,
            smtp_host,
            smtp_port,
            smtp_security,
            smtp_auth,
            address,
            ..
        } = set;
        read_account(&format!(
            "name = \"Anna\"\naddress = \"{address}\"\n{folders}[incoming]\n\
             protocol = \"{protocol}\"\nhost = \"{host}\"\nport = {port}\n\
             security = \"{security}\"\nuser = '{user}'\nafter_fetch = \"{after_fetch}\"\n\
             [outgoing]\nhost = \"{smtp_host}\"\nport = {smtp_port}\n\
             security = \"{smtp_security}\"\nauth = \"{smtp_auth}\"\n\
             [usage]\nmode = \"posteingang\"\n"
        ))
        .unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// The test, running on its own.
    fn test(&self, set: &Set<'_>) -> JoinHandle<TestReport> {
        let password = set.password.to_owned();
        let subject = TestSubject {
            account: Self::account(set),
            id: None,
            passwords: Passwords {
                incoming: (!password.is_empty()).then(|| Secret::new(password.clone())),
                outgoing: None,
            },
            pins: Vec::new(),
            confirmed: Vec::new(),
            send_test_mail: false,
        };
        let office = self.office.clone();
        tokio::spawn(async move {
            let (_sender, stop) = watch::channel(false);
            let report = office
                .test_account(&subject, Arc::new(|_: &TestRow| {}), stop)
                .await
                .unwrap();
            // Whatever happens, the password is in no row, in no form.
            let shown = format!("{report:?}");
            if password.len() > 3 {
                let reversed: String = password.chars().rev().collect();
                for form in [password, reversed] {
                    assert!(!shown.contains(&form), "{form} in {shown}");
                }
            }
            report
        })
    }
}

/// A misconfiguration: what is set, and what is to be found.
type Case<'a> = (&'a str, Box<dyn Fn(&mut Set<'a>) + 'a>, Side, S, C, &'a str);

fn found(report: &TestReport, side: Side) -> Option<&TestRow> {
    let mut rows = report.rows.iter();
    rows.find(|it| it.side == side && it.status == TestStatus::Failed)
}

fn repair(row: &TestRow) -> String {
    let fields = row
        .repair
        .as_ref()
        .map(|it| it.fields())
        .unwrap_or_default();
    let fields: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
    fields.join(" ")
}

const AT_ONCE: usize = 6;

type Waiting<'a> = (&'a str, JoinHandle<TestReport>, Side, S, C, &'a str);

async fn check_one(waiting: &mut VecDeque<Waiting<'_>>, wrong: &mut Vec<String>) {
    let Some((name, running, side, step, class, expected)) = waiting.pop_front() else {
        return;
    };
    let report = running.await.unwrap();
    let row = found(&report, side);
    let got = row.map(|it| (it.step, it.class, repair(it)));
    let wanted = Some((step, Some(class), expected.to_owned()));
    println!(
        "{name:<24} expected {:<20} found {:<20} {}",
        class.word(),
        row.and_then(|it| it.class).map_or("–", |it| it.word()),
        row.map(repair).unwrap_or_default()
    );
    if got != wanted {
        wrong.push(format!("{name}: {wanted:?} but {got:?}\n{row:?}"));
    }
    let first_failure = report
        .rows
        .iter()
        .position(|it| it.side == side && it.status == TestStatus::Failed);
    let later = report
        .rows
        .iter()
        .skip(first_failure.map_or(0, |it| it + 1));
    let left = later.filter(|it| it.side == side);
    assert!(
        left.clone().all(|it| matches!(
            it.status,
            TestStatus::NotChecked | TestStatus::NotApplicable | TestStatus::Ok
        )),
        "{name}"
    );
}

#[tokio::test]
async fn every_misconfiguration_has_its_class_and_its_repair() {
    if !is_root() {
        println!("needs root for Postfix");
        return;
    }
    let dovecot = Dovecot::start_with(&Options {
        for_postfix: true,
        ..Options::default()
    });
    let postfix = Postfix::start(&dovecot);
    let bench = Bench::new(&dovecot, &postfix);
    dovecot.deliver("anna", &[support::mails::mail(1, 3_000)]);
    let (imap, imaps) = (dovecot.imap, dovecot.imaps);
    let (pop3, pop3s) = (dovecot.pop3, dovecot.pop3s);
    let (smtp, smtps) = (postfix.submission, postfix.submissions);
    let [closed] = support::dovecot::free_ports();
    let to_imaps = format!("port={imaps}");
    let to_pop3s = format!("port={pop3s}");
    let to_smtps = format!("port={smtps}");
    let to_imaps_tls = format!("port={imaps} security=tls");
    let to_smtps_tls = format!("port={smtps} security=tls");
    let (i, o) = (Side::Incoming, Side::Outgoing);
    macro_rules! case {
        ($name:literal, $side:expr, $step:expr, $class:expr, $repair:expr, |$s:ident| $body:expr) => {
            (
                $name,
                Box::new(move |$s: &mut Set<'_>| {
                    $body;
                }) as Box<dyn Fn(&mut Set<'_>)>,
                $side,
                $step,
                $class,
                $repair,
            )
        };
    }
    let pop = move |s: &mut Set<'_>| {
        s.protocol = "pop3";
        s.port = pop3s;
    };
    let cases: Vec<Case<'_>> = vec![
        // Incoming, IMAP
        case!("imap name", i, S::Resolve, C::NameUnknown, "", |s| s.host =
            "gibt-es-nicht.invalid"),
        case!(
            "imap typo",
            i,
            S::Resolve,
            C::NameUnknown,
            "host=imap.gmx.net",
            |s| s.host = "imap.gmx.nett"
        ),
        case!(
            "imap closed port",
            i,
            S::Connect,
            C::Refused,
            to_imaps.as_str(),
            |s| s.port = closed
        ),
        case!(
            "imap tls on plain",
            i,
            S::Encrypt,
            C::TlsOnPlainPort,
            "security=starttls",
            |s| s.port = imap
        ),
        case!(
            "imap starttls on tls",
            i,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| s.security = "starttls"
        ),
        case!(
            "imap plain on tls",
            i,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| s.security = "none"
        ),
        case!(
            "imap on pop3s",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_imaps.as_str(),
            |s| s.port = pop3s
        ),
        case!(
            "imap on pop3",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_imaps_tls.as_str(),
            |s| {
                s.port = pop3;
                s.security = "starttls"
            }
        ),
        case!(
            "imap on smtps",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_imaps.as_str(),
            |s| s.port = smtps
        ),
        case!(
            "imap on smtp",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_imaps_tls.as_str(),
            |s| {
                s.port = smtp;
                s.security = "none"
            }
        ),
        case!("imap expired", i, S::Certificate, C::CertExpired, "", |s| {
            s.host = "127.0.0.2"
        }),
        case!("imap wrong name", i, S::Certificate, C::CertName, "", |s| {
            s.host = "127.0.0.3"
        }),
        case!(
            "imap self-signed",
            i,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| s.host = "127.0.0.4"
        ),
        case!(
            "imap unknown ca",
            i,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| s.host = "127.0.0.5"
        ),
        case!(
            "imap not yet valid",
            i,
            S::Certificate,
            C::CertNotYetValid,
            "",
            |s| s.host = "127.0.0.8"
        ),
        case!(
            "imap starttls expired",
            i,
            S::Certificate,
            C::CertExpired,
            "",
            |s| {
                s.host = "127.0.0.2";
                s.port = imap;
                s.security = "starttls"
            }
        ),
        case!(
            "imap password",
            i,
            S::Login,
            C::LoginRejected,
            "user=anna",
            |s| s.password = "ganz-falsch"
        ),
        case!(
            "imap user",
            i,
            S::Login,
            C::LoginRejected,
            "user=anna@kontor.test",
            |s| s.user = "anna"
        ),
        case!(
            "imap domain user",
            i,
            S::Login,
            C::DomainLogin,
            "user=anna@kontor.test",
            |s| s.user = "KANZLEI\\anna"
        ),
        case!("imap no password", i, S::Login, C::SecretMissing, "", |s| {
            s.password = ""
        }),
        case!(
            "imap logindisabled",
            i,
            S::Login,
            C::MechanismMissing,
            "security=starttls",
            |s| {
                s.host = STRICT;
                s.port = imap;
                s.security = "none"
            }
        ),
        case!(
            "imap folder",
            i,
            S::Mailbox,
            C::MailboxUnreadable,
            "",
            |s| s.folder = "Gibt es nicht"
        ),
        // Incoming, POP3
        case!(
            "pop3 closed port",
            i,
            S::Connect,
            C::Refused,
            to_pop3s.as_str(),
            |s| {
                pop(s);
                s.port = closed
            }
        ),
        case!(
            "pop3 tls on plain",
            i,
            S::Encrypt,
            C::TlsOnPlainPort,
            "security=starttls",
            |s| {
                pop(s);
                s.port = pop3
            }
        ),
        case!(
            "pop3 starttls on tls",
            i,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| {
                pop(s);
                s.security = "starttls"
            }
        ),
        case!(
            "pop3 plain on tls",
            i,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| {
                pop(s);
                s.security = "none"
            }
        ),
        case!(
            "pop3 on imaps",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_pop3s.as_str(),
            |s| {
                pop(s);
                s.port = imaps
            }
        ),
        case!(
            "pop3 on smtps",
            i,
            S::Greeting,
            C::WrongProtocol,
            to_pop3s.as_str(),
            |s| {
                pop(s);
                s.port = smtps
            }
        ),
        case!("pop3 expired", i, S::Certificate, C::CertExpired, "", |s| {
            pop(s);
            s.host = "127.0.0.2"
        }),
        case!("pop3 wrong name", i, S::Certificate, C::CertName, "", |s| {
            pop(s);
            s.host = "127.0.0.3"
        }),
        case!(
            "pop3 self-signed",
            i,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| {
                pop(s);
                s.host = "127.0.0.4"
            }
        ),
        case!(
            "pop3 unknown ca",
            i,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| {
                pop(s);
                s.host = "127.0.0.5"
            }
        ),
        case!(
            "pop3 not yet valid",
            i,
            S::Certificate,
            C::CertNotYetValid,
            "",
            |s| {
                pop(s);
                s.host = "127.0.0.8"
            }
        ),
        case!(
            "pop3 password",
            i,
            S::Login,
            C::LoginRejected,
            "user=anna",
            |s| {
                pop(s);
                s.password = "ganz-falsch"
            }
        ),
        case!(
            "pop3 domain user",
            i,
            S::Login,
            C::DomainLogin,
            "user=anna@kontor.test",
            |s| {
                pop(s);
                s.user = "KANZLEI\\anna"
            }
        ),
        // Outgoing
        case!("smtp name", o, S::Resolve, C::NameUnknown, "", |s| s
            .smtp_host =
            "gibt-es-nicht.invalid"),
        case!(
            "smtp closed port",
            o,
            S::Connect,
            C::Refused,
            to_smtps.as_str(),
            |s| s.smtp_port = closed
        ),
        case!(
            "smtp tls on plain",
            o,
            S::Encrypt,
            C::TlsOnPlainPort,
            "security=starttls",
            |s| s.smtp_port = smtp
        ),
        case!(
            "smtp starttls on tls",
            o,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| s.smtp_security = "starttls"
        ),
        case!(
            "smtp plain on tls",
            o,
            S::Greeting,
            C::PlainOnTlsPort,
            "security=tls",
            |s| s.smtp_security = "none"
        ),
        case!(
            "smtp on imaps",
            o,
            S::Greeting,
            C::WrongProtocol,
            to_smtps.as_str(),
            |s| s.smtp_port = imaps
        ),
        case!(
            "smtp on pop3",
            o,
            S::Greeting,
            C::WrongProtocol,
            to_smtps_tls.as_str(),
            |s| {
                s.smtp_port = pop3;
                s.smtp_security = "starttls"
            }
        ),
        case!(
            "smtp starttls stripped",
            o,
            S::Encrypt,
            C::StartTlsMissing,
            "",
            |s| {
                s.smtp_host = STRIPPED;
                s.smtp_port = smtp;
                s.smtp_security = "starttls"
            }
        ),
        case!("smtp expired", o, S::Certificate, C::CertExpired, "", |s| {
            s.smtp_host = "127.0.0.2"
        }),
        case!("smtp wrong name", o, S::Certificate, C::CertName, "", |s| {
            s.smtp_host = "127.0.0.3"
        }),
        case!(
            "smtp self-signed",
            o,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| s.smtp_host = "127.0.0.4"
        ),
        case!(
            "smtp unknown ca",
            o,
            S::Certificate,
            C::CertUntrusted,
            "",
            |s| s.smtp_host = "127.0.0.5"
        ),
        case!(
            "smtp not yet valid",
            o,
            S::Certificate,
            C::CertNotYetValid,
            "",
            |s| s.smtp_host = "127.0.0.8"
        ),
        case!("smtp password", o, S::Login, C::LoginRejected, "", |s| s
            .password =
            "ganz-falsch"),
        case!(
            "smtp auth needs tls",
            o,
            S::Login,
            C::MechanismMissing,
            "security=starttls",
            |s| {
                s.smtp_host = STRICT;
                s.smtp_port = smtp;
                s.smtp_security = "none"
            }
        ),
        case!(
            "smtp sender",
            o,
            S::Sender,
            C::SenderRefused,
            "address=anna@kontor.test",
            |s| s.address = "fremd@example.net"
        ),
        case!(
            "smtp no auth",
            o,
            S::Sender,
            C::AuthNeeded,
            "auth=same",
            |s| {
                s.smtp_host = "127.0.0.6";
                s.smtp_port = smtp;
                s.smtp_security = "starttls";
                s.smtp_auth = "none"
            }
        ),
    ];
    let total = cases.len();
    assert!(total >= 40);
    let before = dovecot.content("anna", "INBOX");
    let mut wrong = Vec::new();
    let mut waiting = VecDeque::new();
    for (name, change, side, step, class, expected) in cases {
        let mut set = bench.set();
        change(&mut set);
        let running = bench.test(&set);
        waiting.push_back((name, running, side, step, class, expected));
        // Several at once, because most of the time is waiting.
        if waiting.len() < AT_ONCE {
            continue;
        }
        check_one(&mut waiting, &mut wrong).await;
    }
    while !waiting.is_empty() {
        check_one(&mut waiting, &mut wrong).await;
    }
    assert!(
        wrong.is_empty(),
        "{} of {total}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(
        dovecot.content("anna", "INBOX"),
        before,
        "nothing is changed"
    );
    let good = bench.test(&bench.set()).await.unwrap();
    assert!(good.is_passed(), "{good:?}");
}
