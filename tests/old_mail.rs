//! Old mail from files: every message once, whatever it is kept in and however often it comes, and
//! the same message from the server is recognised.

#![cfg(unix)]

mod support;

use serde_json::Value;
use std::fs;
use std::path::Path;
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

/// As a mail program on Linux keeps it: with bare line feeds.
fn with_lf(raw: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(raw)
        .replace("\r\n", "\n")
        .into_bytes()
}

/// A plain message, so that every form of it is text.
fn letter(number: u32) -> Vec<u8> {
    format!(
        "From: a@b.de\r\nTo: anna@kontor.test\r\nSubject: Brief {number}\r\n\
         Date: Mon, 5 Jan 2026 10:00:00 +0100\r\nMessage-ID: <{number}@b.de>\r\n\r\n\
         Sehr geehrte Frau Weiß,\r\n\r\nFrom now on: {number}\r\n>quoted\r\n"
    )
    .into_bytes()
}

fn mbox(mails: &[Vec<u8>], status: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for raw in mails {
        let text = String::from_utf8_lossy(raw).replace("\r\n", "\n");
        let text = text.replace("\nFrom ", "\n>From ");
        all.extend_from_slice(b"From - Mon Jan 05 10:00:00 2026\n");
        all.extend_from_slice(status.as_bytes());
        all.extend_from_slice(text.as_bytes());
        all.push(b'\n');
    }
    all
}

fn import(office: &Office, id: i64, arguments: &[&str], code: i32) -> Value {
    let id = id.to_string();
    let mut all = vec!["--json", "mail", "import", "--account", &id];
    all.extend(arguments);
    let answer = office.run(&all);
    assert_eq!(answer.code, code, "{}\n{}", answer.stdout, answer.stderr);
    answer.objects().pop().expect("a report")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn every_message_once_whatever_it_is_kept_in() {
    let dovecot = Dovecot::start();
    let letters: Vec<Vec<u8>> = (0..12).map(letter).collect();
    // Three of them lie on the server as well.
    dovecot.deliver("anna", &letters[0..3]);
    let office = Office::new(&dovecot.authority());
    let id = office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let old = office.directory.path().join("alt");
    fs::create_dir_all(old.join("Maildir/cur")).expect("directory");
    fs::create_dir_all(old.join("Maildir/new")).expect("directory");
    fs::create_dir_all(old.join("profil/Mail/Inbox.sbd")).expect("directory");
    let write = |path: &str, bytes: &[u8]| {
        let path = old.join(path);
        fs::write(&path, bytes).expect("file");
        path
    };
    write("Maildir/cur/1:2,S", &with_lf(&letters[0]));
    write("Maildir/new/2", &letters[3]);
    write("Maildir/cur/3:2,ST", &with_lf(&letters[11]));
    let status = "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n";
    write("profil/Mail/Inbox", &mbox(&letters[1..6], status));
    write("profil/Mail/Inbox.msf", b"");
    let deleted = "X-Mozilla-Status: 0009\n";
    write(
        "profil/Mail/Inbox.sbd/Alt",
        &mbox(&letters[10..11], deleted),
    );
    write("profil/prefs.js", b"// nothing");
    let eml = write("brief.eml", &letters[6]);
    let broken = write("bild.eml", b"GIF89a\x00\x01");
    let archive = write("archiv", &mbox(&letters[4..10], ""));

    let report = import(&office, id, &["--dir", text(&old)], 1);
    assert_eq!(report["imported"], 10, "{report}");
    assert_eq!(report["skipped"], 3, "a picture and two that were deleted");
    let run = office.last_run();
    assert_eq!(run["balanced"], true, "{run}");
    assert_eq!(run["red"], false, "{run}");

    // Again, and from other files: nothing is doubled.
    let report = import(&office, id, &["--dir", text(&old)], 1);
    assert_eq!(report["imported"], 0, "{report}");
    let report = import(
        &office,
        id,
        &["--mbox", text(&archive), "--eml", text(&eml)],
        0,
    );
    assert_eq!(
        (&report["imported"], &report["known"]),
        (&0.into(), &7.into())
    );
    let answer = office.run(&[
        "mail",
        "import",
        "--account",
        &id.to_string(),
        "--eml",
        text(&broken),
    ]);
    answer.failed(1, "keine E-Mail");

    // The server's own are recognised, and what arrives later is no Altbestand.
    let state = office.run(&["--json", "account", "show", &id.to_string()]);
    assert!(state.done().objects()[0]["state"]["last_success_at"].is_null());
    // Later than the set-up by the clock of the server, which counts whole seconds.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    dovecot.deliver("anna", &[mail(99, 2_000)]);
    office.receive();
    let mut wanted: Vec<Vec<u8>> = letters[0..10].to_vec();
    wanted.push(mail(99, 2_000));
    wanted.sort();
    assert_eq!(office.exported(), wanted);
    let fresh = office.mails().into_iter();
    assert_eq!(fresh.filter(|it| it["altbestand"] == false).count(), 1);
    office.check();
}

#[test]
fn wrong_input_changes_nothing_and_says_why() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    let id = office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let number = id.to_string();
    let with = |account: &str, arguments: &[&str]| {
        let mut all = vec!["mail", "import", "--account", account];
        all.extend(arguments);
        office.run(&all)
    };
    with(&number, &[]).failed(2, "--eml");
    with(&number, &["--eml", "/gibt/es/nicht.eml"]).failed(1, "/gibt/es/nicht.eml");
    let file = office.directory.path().join("brief.eml");
    fs::write(&file, letter(1)).expect("file");
    with("99", &["--eml", text(&file)]).failed(1, "99");
    with(&number, &["--mbox", text(&file)]).failed(1, "keine mbox-Datei");
    assert_eq!(office.mails().len(), 0);
    office.check();
}
