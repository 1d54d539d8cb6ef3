//! What an account test must never do, whatever it finds: change the mailbox, or let a password out.

#![cfg(unix)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kontorpost::domain::diagnosis::TestRow;
use kontorpost::domain::secret::Secret;
use kontorpost::i18n::Language;
use kontorpost::service::account_test::report::{html, text};
use kontorpost::service::account_test::{TestReport, TestSubject};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use std::process::Command;
use std::sync::Arc;
use support::Office;
use support::dovecot::{BERNDS_PASSWORD, Dovecot};
use support::mails::mail;
use support::practice::{PASSWORD, Practice, USER};
use tokio::sync::watch;

/// What the server itself says about an inbox: numbers, flags, the next UID.
fn doveadm(dovecot: &Dovecot, arguments: &[&str]) -> String {
    let output = Command::new("doveadm")
        .args(["-c", "dovecot.conf"])
        .args(arguments)
        .current_dir(dovecot.root())
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {words}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn inbox(dovecot: &Dovecot, user: &str) -> String {
    let numbers = "messages unseen uidnext uidvalidity vsize";
    let status = ["mailbox", "status", "-u", user, numbers, "INBOX"];
    let messages = ["fetch", "-u", user, "uid flags", "mailbox", "INBOX", "all"];
    let all = doveadm(dovecot, &status) + &doveadm(dovecot, &messages);
    // Which client saw a message first is no property of the message (gone in RFC 9051); without
    // SELECT nobody could say whether messages may be removed.
    let lines = all.lines().map(|it| it.replace("\\Recent", ""));
    let lines: Vec<String> = lines.map(|it| it.trim_end().to_owned()).collect();
    lines.join("\n")
}

#[test]
fn the_mailbox_is_the_same_after_every_test() {
    let dovecot = Dovecot::start();
    let user = "u41@kontor.test";
    let mails: Vec<Vec<u8>> = (0..5).map(|n| mail(n, 2_000)).collect();
    dovecot.deliver("u41", &mails);
    for (uid, flag) in [("1", "\\Seen"), ("2", "\\Deleted"), ("3", "\\Flagged")] {
        let change = [
            "flags", "add", "-u", user, flag, "mailbox", "INBOX", "uid", uid,
        ];
        doveadm(&dovecot, &change);
    }
    let before = inbox(&dovecot, user);
    assert!(
        before.contains("messages=5") && before.contains("\\Deleted"),
        "{before}"
    );
    for protocol in ["imap", "pop3"] {
        for security in ["tls", "starttls"] {
            for after_fetch in ["leave", "remove"] {
                let office = Office::new(&dovecot.authority());
                let rollout = dovecot.rollout("u41", protocol, security, after_fetch);
                office.add(&rollout, "geheim-u41");
                let test = office.run(&["--json", "account", "test", "1"]).done();
                let rows = test.objects();
                let row = rows.iter().find(|it| it["step"] == "mailbox").unwrap();
                let finding = row["finding"].as_str().unwrap();
                assert!(finding.starts_with("5 "), "{protocol}: {row}");
                office.credential(1, "falsch");
                office.run(&["account", "test", "1"]).failed(1, "");
                let what = format!("{protocol} {security} {after_fetch}");
                assert_eq!(inbox(&dovecot, user), before, "{what}");
            }
        }
    }
}

/// Every form in which a password might be seen.
fn forms(user: &str, password: &str) -> Vec<String> {
    let quoted = password.replace('\\', "\\\\").replace('"', "\\\"");
    vec![
        password.to_owned(),
        password.chars().rev().collect(),
        quoted,
        STANDARD.encode(password),
        STANDARD.encode(format!("\0{user}\0{password}")),
        password.replace('"', "&quot;"),
    ]
}

#[test]
fn no_output_holds_the_password_in_any_form() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    let directory = office.directory.path();
    let (page, sheet) = (directory.join("b.html"), directory.join("b.txt"));
    for protocol in ["imap", "pop3"] {
        for (host, typed) in [
            ("localhost", BERNDS_PASSWORD.to_owned()),
            ("localhost", format!("{BERNDS_PASSWORD}x")),
            ("127.0.0.4", BERNDS_PASSWORD.to_owned()),
        ] {
            let rollout = dovecot.rollout("bernd", protocol, "tls", "leave");
            let file = office.write_rollout(&rollout.replace("localhost", host));
            let file = file.to_str().unwrap();
            for report in [&page, &sheet] {
                for json in [&["--json"][..], &[]] {
                    let test = ["account", "test", "--file", file, "--password-stdin"];
                    let report = ["--report", report.to_str().unwrap()];
                    let arguments = [json, &test[..], &report[..]].concat();
                    let answer = office.run_with(&arguments, format!("{typed}\n").as_bytes());
                    let written = std::fs::read_to_string(report[1]).unwrap();
                    for output in [&answer.stdout, &answer.stderr, &written] {
                        for form in forms("bernd@kontor.test", &typed) {
                            assert!(!output.contains(&form), "{form} in {output}");
                        }
                    }
                }
            }
        }
    }
}

/// A test against servers that say `fault`, and everything that is shown of it.
async fn shown(practice: &Practice, subject: &TestSubject) -> (TestReport, String) {
    let (_sender, stop) = watch::channel(false);
    let listener = Arc::new(|_: &TestRow| {});
    let test = practice.office.test_account(subject, listener, stop);
    let report = test.await.unwrap();
    let raw: Vec<&str> = report
        .rows
        .iter()
        .filter_map(|it| it.raw.as_deref())
        .collect();
    let account = &subject.account;
    let shown = [
        raw.join("\n"),
        text(account, &report, Language::German),
        html(account, &report, Language::English),
    ];
    (report, shown.join("\n"))
}

#[tokio::test]
async fn a_server_that_repeats_the_password_is_not_repeated() {
    for (protocol, service, later) in [
        ("imap", Service::Imap, "EXAMINE"),
        ("pop3", Service::Pop3, "STAT"),
        ("imap", Service::Smtp, "MAIL"),
    ] {
        let practice = Practice::start(protocol, "tls", "leave").await;
        let settings = format!(
            "{}\n[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
            kontorpost::domain::rollout::write_account(
                &practice.account_for(protocol, "tls", "leave")
            ),
            practice.servers.smtps.port()
        );
        let subject = TestSubject {
            account: kontorpost::domain::rollout::read_account(&settings).unwrap(),
            id: None,
            passwords: Passwords {
                incoming: Some(Secret::new(PASSWORD.to_owned())),
                outgoing: None,
            },
            pins: Vec::new(),
            confirmed: Vec::new(),
            send_test_mail: false,
        };
        // What a person would still recognise when quotes and blanks were changed on the way.
        let core = "eim\\";
        for form in forms(USER, PASSWORD).into_iter().take(5) {
            let code = if later == "MAIL" { "550 " } else { "" };
            for fault in [
                Fault::RejectLogin(format!("you said {form}")),
                Fault::Refuse(later, format!("{code}you said {form}")),
            ] {
                practice.servers.faults.set(service, fault.clone());
                let (report, shown) = shown(&practice, &subject).await;
                assert!(!report.is_passed(), "{fault:?}");
                assert!(shown.contains("you said ***"), "{fault:?}: {shown}");
                assert!(!shown.contains(core), "{fault:?}: {shown}");
                practice.servers.faults.clear();
            }
        }
    }
}
