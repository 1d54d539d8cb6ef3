//! Copies to the app through a real Postfix, and letters that only the Kanzlei account sends.

#![cfg(unix)]

mod support;

use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::{Dovecot, Options, is_root};
use support::postfix::Postfix;

fn mail(more: &str, subject: &str) -> Vec<u8> {
    format!(
        "From: gegner@fremd.example\r\nTo: u1@kontor.test\r\nSubject: {subject}\r\n{more}\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         Sehr geehrte Frau Größe\r\n"
    )
    .into_bytes()
}

fn inbox(dovecot: &Dovecot, user: &str) -> Vec<String> {
    let mails = dovecot.content(user, "INBOX");
    let text = |raw: &Vec<u8>| String::from_utf8_lossy(raw).into_owned();
    mails.iter().map(|it| text(&it.0)).collect()
}

fn set_up(dovecot: &Dovecot, postfix: &Postfix<'_>, kanzlei: bool) -> Office {
    let office = Office::new(&dovecot.authority());
    office
        .run(&["benutzer", "add", "1", "--name", "Susi Weiß"])
        .done();
    let geraet = ["geraet", "add", "Telefon", "--benutzer", "1", "--address"];
    let more = ["u5@kontor.test", "--confirmed", "true"];
    office.run(&[geraet.as_slice(), &more].concat()).done();
    let sending = format!(
        "[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
        postfix.submissions
    );
    let mark = format!("mode = \"posteingang\"\nkanzlei = {kanzlei}");
    for (user, usage) in [
        ("u0", mark.as_str()),
        (
            "u1",
            "mode = \"postkorb\"\nbenutzer = 1\napp_copy = \"Telefon\"",
        ),
    ] {
        let rollout = dovecot
            .rollout(user, "imap", "tls", "leave")
            .replace("mode = \"posteingang\"", usage);
        office.add(&(rollout + &sending), &format!("geheim-{user}"));
    }
    office.receive();
    office
}

fn servers() -> Option<Dovecot> {
    is_root().then(|| {
        Dovecot::start_with(&Options {
            for_postfix: true,
            ..Options::default()
        })
    })
}

/// What `why` says of the mail with this subject.
fn why(office: &Office, subject: &str) -> String {
    let list = ["--json", "desk", "list", "--place", "postkorb:1"];
    let all = office.run(&list).done().objects();
    let found = all.iter().find(|it| it["subject"] == subject).expect("it");
    office.run(&["why", &found["id"].to_string()]).done().stdout
}

#[test]
fn a_confirmed_device_gets_a_copy_and_never_a_loop() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = set_up(&dovecot, &postfix, true);
    dovecot.deliver(
        "u1",
        &[
            mail("", "Frist morgen"),
            mail("Auto-Submitted: auto-replied\r\n", "Abwesend"),
            mail("List-Id: <rundbrief.example>\r\n", "Rundbrief"),
        ],
    );
    office.receive();
    office.run(&["outbox", "run", "--once"]).done();
    let begun = Instant::now();
    while inbox(&dovecot, "u5").is_empty() {
        let patient = begun.elapsed() < Duration::from_secs(20);
        assert!(patient, "no copy: {}", postfix.log());
        std::thread::sleep(Duration::from_millis(50));
    }
    office.receive();
    office.run(&["outbox", "run", "--once"]).done();
    let copies = inbox(&dovecot, "u5");
    assert_eq!(copies.len(), 1, "{copies:?}");
    let copy = &copies[0];
    assert!(copy.contains("Auto-Submitted: auto-generated"), "{copy}");
    assert!(copy.contains("Content-Type: message/rfc822"), "{copy}");
    assert!(copy.contains("Subject: Frist morgen"), "{copy}");
    assert!(copy.contains("Sehr geehrte Frau Größe"), "{copy}");
    assert!(copy.contains("u0@kontor.test"), "by the Kanzlei account");
    assert!(why(&office, "Frist morgen").contains("Kopie an das App-Gerät (Telefon)"));
    assert!(why(&office, "Abwesend").contains("Ein Programm oder eine Mailingliste"));
    assert!(why(&office, "Rundbrief").contains("keine Kopie an die App"));
    // A device that is not confirmed any more gets nothing, and that is told.
    let edit = ["geraet", "edit", "Telefon", "--confirmed", "false"];
    office.run(&edit).done();
    dovecot.deliver("u1", &[mail("", "Noch eine Frist")]);
    office.receive();
    office.run(&["outbox", "run", "--once"]).done();
    assert!(why(&office, "Noch eine Frist").contains("nicht (mehr) bestätigt"));
    assert_eq!(inbox(&dovecot, "u5").len(), 1);
    office.check();
}

#[test]
fn a_copy_goes_out_once_even_if_a_backup_is_put_back() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = set_up(&dovecot, &postfix, true);
    let file = office.directory.path().join("davor.kpsicherung");
    let file = file.to_str().unwrap();
    office.run(&["backup", "create", "--out", file]).done();
    let date = "Date: Mon, 1 Jun 2026 10:00:00 +0200\r\n";
    dovecot.deliver("u1", &[mail(date, "Frist morgen")]);
    office.receive();
    office.run(&["outbox", "run", "--once"]).done();
    let begun = Instant::now();
    while inbox(&dovecot, "u5").is_empty() {
        let patient = begun.elapsed() < Duration::from_secs(30);
        assert!(patient, "no copy: {}", postfix.log());
        std::thread::sleep(Duration::from_millis(50));
    }
    office.run(&["backup", "restore", file]).done();
    office.receive();
    office.run(&["outbox", "run", "--once"]).done();
    let told = why(&office, "Frist morgen");
    assert!(told.contains("älter als das letzte Einspielen"), "{told}");
    assert!(
        office
            .run(&["--json", "outbox", "list"])
            .done()
            .objects()
            .is_empty()
    );
    assert_eq!(inbox(&dovecot, "u5").len(), 1);
    office.check();
}

#[test]
fn schufa_letters_leave_by_the_kanzlei_account_alone() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let letter = ["send", "--to", "u6@kontor.test", "--subject", "Anfrage"];
    let letter = [letter.as_slice(), &["--schufa"]].concat();
    let office = set_up(&dovecot, &postfix, false);
    office
        .run(&letter)
        .failed(1, "nur über das Kanzlei E-Mail Konto");
    let outbox = ["--json", "outbox", "list"];
    assert!(office.run(&outbox).done().objects().is_empty());
    let office = set_up(&dovecot, &postfix, true);
    office.run(&letter).done();
    let queued = office.run(&outbox).done().objects();
    assert_eq!(queued[0]["account"], 1, "{queued:?}");
    let with_another = [letter.as_slice(), &["--from", "2"]].concat();
    office.run(&with_another).failed(2, "");
}
