//! Receiving from a real Dovecot: every way to connect, every message once and byte for byte,
//! whatever the server does to its names for them.

#![cfg(unix)]

mod support;

use support::Office;
use support::dovecot::Dovecot;
use support::mails::{mail, mixed};

fn sorted(mut mails: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    mails.sort();
    mails
}

#[test]
fn both_protocols_three_securities_leave_and_remove() {
    let dovecot = Dovecot::start();
    let mut user = 0;
    for protocol in ["imap", "pop3"] {
        for security in ["tls", "starttls", "none"] {
            for after_fetch in ["leave", "remove"] {
                let case = format!("{protocol} {security} {after_fetch}");
                let name = format!("u{user}");
                user += 1;
                let mails: Vec<Vec<u8>> = (0..12).map(|seed| mail(seed, 4_000)).collect();
                dovecot.deliver(&name, &mails);
                let office = Office::new(&dovecot.authority());
                let rollout = dovecot.rollout(&name, protocol, security, after_fetch);
                office.add(&rollout, &format!("geheim-{name}"));
                office.receive();
                assert_eq!(office.exported(), sorted(mails.clone()), "{case}");
                let left = dovecot.content(&name, "INBOX");
                match after_fetch {
                    "leave" => {
                        assert_eq!(left.len(), 12, "{case}");
                        // RETR marks a message as read on the server itself; FETCH must not.
                        let read = left.iter().any(|(_, flags)| flags.contains('S'));
                        assert!(!read || protocol == "pop3", "{case}");
                    }
                    _ => {
                        assert_eq!(left.len(), 0, "{case}");
                        let trash = dovecot.content(&name, "Papierkorb").len();
                        assert_eq!(trash, if protocol == "imap" { 12 } else { 0 }, "{case}");
                    }
                }
                office.receive();
                assert_eq!(office.mails().len(), 12, "{case}");
                let run = office.last_run();
                assert_eq!(
                    (&run["new"], &run["red"]),
                    (&0.into(), &false.into()),
                    "{case}"
                );
                office.check();
            }
        }
    }
}

#[test]
fn a_thousand_mixed_messages_byte_for_byte() {
    let dovecot = Dovecot::start();
    let mails = mixed(1_000);
    dovecot.deliver("anna", &mails);
    for protocol in ["imap", "pop3"] {
        let office = Office::new(&dovecot.authority());
        office.add(
            &dovecot.rollout("anna", protocol, "tls", "leave"),
            "geheim-anna",
        );
        office.receive();
        assert_eq!(office.exported(), sorted(mails.clone()), "{protocol}");
        office.check();
        let run = office.last_run();
        assert_eq!(run["on_server"], 1_000);
        assert_eq!(run["stored"], 1_000);
        assert_eq!(run["balanced"], true);
    }
}

#[test]
fn a_rejected_sign_in_pauses_the_account_and_never_shows_the_password() {
    let dovecot = Dovecot::start();
    for protocol in ["imap", "pop3"] {
        let office = Office::new(&dovecot.authority());
        let id = office.add(
            &dovecot.rollout("anna", protocol, "tls", "leave"),
            "falsch-Gewählt",
        );
        let first = office
            .run(&["receive", "--once"])
            .failed(1, "Kennwort wurde abgelehnt");
        assert!(!first.stderr.contains("falsch-Gew"), "{}", first.stderr);
        office
            .run(&["receive", "--once"])
            .failed(1, "ist angehalten");
        let failed = std::fs::read(office.data().join("kontorpost.db")).unwrap();
        let needle = "falsch-Gewählt".as_bytes();
        assert!(!failed.windows(needle.len()).any(|it| it == needle));
        // A person retries, with the right password this time.
        office.credential(id, "geheim-anna");
        office
            .run(&["receive", "--once", "--account", &id.to_string()])
            .done();
        office.receive();
    }
}

#[test]
fn certificates_are_checked_and_can_be_pinned() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 2_000)]);
    let cases = [
        ("127.0.0.1", ""),
        ("127.0.0.2", "abgelaufen"),
        ("127.0.0.3", "other.example"),
        ("127.0.0.4", "sich selbst ausgestellt"),
        ("127.0.0.5", "unbekannten Stelle"),
    ];
    for protocol in ["imap", "pop3"] {
        for security in ["tls", "starttls"] {
            for (address, words) in cases {
                let office = Office::new(&dovecot.authority());
                let rollout = dovecot.rollout("anna", protocol, security, "leave");
                let id = office.add(&rollout.replace("localhost", address), "geheim-anna");
                let id = id.to_string();
                if words.is_empty() {
                    office.receive();
                    continue;
                }
                let answer = office.run(&["receive", "--once"]).failed(1, words);
                assert_eq!(office.mails().len(), 0);
                let (_, after) = answer.stderr.split_once("--fingerprint ").expect("advice");
                let fingerprint = &after[..64];
                let other = "00".repeat(32);
                office
                    .run(&["account", "trust", &id, "--fingerprint", &other])
                    .done();
                office.run(&["receive", "--once"]).failed(1, words);
                office
                    .run(&["account", "trust", &id, "--fingerprint", fingerprint])
                    .done();
                office.receive();
                assert_eq!(office.mails().len(), 1, "{protocol} {security} {address}");
                office.run(&["account", "untrust", &id]).done();
                office.run(&["receive", "--once"]).failed(1, words);
            }
        }
    }
}

#[test]
fn uidvalidity_changed_nothing_lost_nothing_doubled() {
    let dovecot = Dovecot::start();
    let mut mails: Vec<Vec<u8>> = (0..30).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &mails);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    dovecot.forget_uids("anna");
    dovecot.deliver("anna", &[mail(100, 3_000)]);
    mails.push(mail(100, 3_000));
    office.receive();
    assert_eq!(office.last_run()["new"], 31, "a new epoch");
    assert_eq!(office.exported(), sorted(mails));
    assert!(office.last_run()["balanced"].as_bool().unwrap());
    let newest = office
        .mails()
        .into_iter()
        .filter(|it| it["altbestand"] == false)
        .count();
    assert_eq!(newest, 1, "what arrived after the set-up is no Altbestand");
    office.check();
}

#[test]
fn all_uidls_new_nothing_doubled() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..30).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &mails);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "pop3", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    dovecot.forget_uids("anna");
    office.receive();
    assert_eq!(office.last_run()["new"], 30);
    assert_eq!(office.exported(), sorted(mails));
    office.check();
}

#[test]
fn uidls_reused_for_other_messages_lose_nothing() {
    // The number of a message as its unique-id: reused as soon as the mailbox changes.
    let options = support::dovecot::Options {
        uidl_format: Some("%u"),
        ..Default::default()
    };
    let dovecot = Dovecot::start_with(&options);
    let first: Vec<Vec<u8>> = (0..5).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &first);
    let office = Office::new(&dovecot.authority());
    let id = office.add(
        &dovecot.rollout("anna", "pop3", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    dovecot.empty("anna");
    dovecot.forget_uids("anna");
    let second: Vec<Vec<u8>> = (10..15).map(|seed| mail(seed, 5_000)).collect();
    dovecot.deliver("anna", &second);
    office.receive();
    let all = [first, second.clone()].concat();
    assert_eq!(office.exported(), sorted(all));
    // Nor is anything removed that is not stored.
    let file = office.write_rollout(&dovecot.rollout("anna", "pop3", "tls", "remove"));
    let file = file.to_str().unwrap();
    office
        .run(&["account", "edit", &id.to_string(), "--file", file])
        .done();
    office.receive();
    assert_eq!(dovecot.content("anna", "INBOX").len(), 0);
    assert_eq!(office.mails().len(), 10);
    office.check();
}

#[test]
fn moved_to_another_server_with_the_same_uids() {
    for protocol in ["imap", "pop3"] {
        let (old, new) = (Dovecot::start(), Dovecot::start());
        let mails: Vec<Vec<u8>> = (0..20).map(|seed| mail(seed, 3_000)).collect();
        old.deliver("anna", &mails);
        // The same names for other messages, and some of the old ones.
        let other: Vec<Vec<u8>> = (15..35).map(|seed| mail(seed, 3_000)).collect();
        new.deliver("anna", &other);
        let office = Office::new(&old.authority());
        let id = office.add(
            &old.rollout("anna", protocol, "tls", "leave"),
            "geheim-anna",
        );
        office.receive();
        let moved = Office {
            authority: new.authority(),
            ..office
        };
        // Another host name, as after a move.
        let rollout = new.rollout("anna", protocol, "tls", "leave");
        let file = moved.write_rollout(&rollout.replace("localhost", "127.0.0.1"));
        let file = file.to_str().unwrap();
        moved
            .run(&["account", "edit", &id.to_string(), "--file", file])
            .done();
        moved.receive();
        let all: Vec<Vec<u8>> = (0..35).map(|seed| mail(seed, 3_000)).collect();
        assert_eq!(moved.exported(), sorted(all), "{protocol}");
        moved.check();
    }
}

#[test]
fn removed_and_added_again_nothing_doubled() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..10).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &mails);
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave");
    let id = office.add(&rollout, "geheim-anna");
    office.receive();
    office.run(&["account", "remove", &id.to_string()]).done();
    assert_eq!(office.mails().len(), 10, "the mail stays");
    let again = office.add(&rollout, "geheim-anna");
    assert_eq!(again, id);
    office.receive();
    assert_eq!(office.last_run()["new"], 0);
    assert_eq!(office.exported(), sorted(mails));
}

#[test]
fn the_same_message_at_two_accounts_and_twice_in_one() {
    let dovecot = Dovecot::start();
    let one = mail(1, 3_000);
    dovecot.deliver("u1", &[one.clone(), one.clone()]);
    dovecot.deliver("u2", std::slice::from_ref(&one));
    let office = Office::new(&dovecot.authority());
    office.add(&dovecot.rollout("u1", "imap", "tls", "leave"), "geheim-u1");
    office.add(&dovecot.rollout("u2", "pop3", "tls", "leave"), "geheim-u2");
    office.receive();
    let mails = office.mails();
    assert_eq!(mails.len(), 2, "one for each account");
    assert_eq!(mails[0]["sha256"], mails[1]["sha256"]);
    let checked = office.run(&["--json", "check"]).done().objects()[0]["checked"].clone();
    assert_eq!(checked, 1, "stored once");
    let runs = office
        .run(&["--json", "ledger", "--account", "1"])
        .done()
        .objects();
    assert_eq!(runs[0]["stored"], 2, "two entries in the ledger");
}

#[test]
fn first_fetch_new_and_since() {
    let dovecot = Dovecot::start();
    for protocol in ["imap", "pop3"] {
        let user = if protocol == "imap" { "u1" } else { "u2" };
        dovecot.deliver(user, &[mail(1, 3_000), mail(2, 3_000)]);
        let rollout = dovecot.rollout(user, protocol, "tls", "leave");
        let office = Office::new(&dovecot.authority());
        office.add(
            &format!("first_fetch = \"new\"\n{rollout}"),
            &format!("geheim-{user}"),
        );
        office.receive();
        assert_eq!(office.mails().len(), 0, "{protocol}");
        assert_eq!(office.last_run()["skipped"], 2, "{protocol}");
        dovecot.deliver(user, &[mail(3, 3_000)]);
        office.receive();
        assert_eq!(office.exported(), vec![mail(3, 3_000)], "{protocol}");
        // The generated mail is dated October 2026.
        let office = Office::new(&dovecot.authority());
        let since = format!("first_fetch = \"since:2090-01-01\"\n{rollout}");
        office.add(&since, &format!("geheim-{user}"));
        office.receive();
        assert_eq!(office.mails().len(), 0, "{protocol}");
        let office = Office::new(&dovecot.authority());
        let since = format!("first_fetch = \"since:2020-01-01\"\n{rollout}");
        office.add(&since, &format!("geheim-{user}"));
        office.receive();
        assert_eq!(office.mails().len(), 3, "{protocol}");
        assert!(office.last_run()["balanced"].as_bool().unwrap());
    }
}

#[test]
fn removal_waits_for_its_days() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "remove");
    let id = office.add(&format!("remove_after_days = 30\n{rollout}"), "geheim-anna");
    office.receive();
    assert_eq!(dovecot.content("anna", "INBOX").len(), 1);
    let file = office.write_rollout(&rollout);
    office
        .run(&[
            "account",
            "edit",
            &id.to_string(),
            "--file",
            file.to_str().unwrap(),
        ])
        .done();
    office.receive();
    assert_eq!(dovecot.content("anna", "INBOX").len(), 0);
    assert_eq!(office.last_run()["removed"], 1);
}

#[test]
fn two_runs_at_once_and_one_lock() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..400).map(|seed| mail(seed, 20_000)).collect();
    dovecot.deliver("anna", &mails);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut loops = office.start(&["receive"]);
    while office.mails().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let refused = office
        .run(&["receive", "--once"])
        .failed(1, "läuft schon ein Empfänger");
    assert!(
        refused.stderr.contains(&format!("Prozess {}", loops.id())),
        "{}",
        refused.stderr
    );
    // The lock is freed with its holder, however it ends.
    loops.kill().unwrap();
    loops.wait().unwrap();
    office.receive();
    assert_eq!(office.exported(), sorted(mails));
    office.check();
}

#[test]
fn the_loop_ends_cleanly_on_sigterm() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut child = office.start(&["receive"]);
    while office.mails().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    std::process::Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(office.last_run()["red"], false);
}

#[test]
fn the_newest_mail_comes_first() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..300).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &mails);
    for protocol in ["imap", "pop3"] {
        let office = Office::new(&dovecot.authority());
        office.add(
            &dovecot.rollout("anna", protocol, "tls", "leave"),
            "geheim-anna",
        );
        office.receive();
        let first = office
            .run(&["--json", "mail", "show", "1"])
            .done()
            .objects()
            .remove(0);
        let id = first["message_id"].as_str().unwrap().to_owned();
        let seed: u64 = id.split('.').next().unwrap().parse().unwrap();
        assert!(
            seed >= 200,
            "{protocol}: message {seed} of 300 was stored first"
        );
    }
}

#[test]
fn what_is_shown_is_what_was_sent() {
    let dovecot = Dovecot::start();
    let raw = "From: =?ISO-8859-1?Q?J=FCrgen_M=FCller?= <j@mandant.example>\r\n\
               To: \"Weiß, Susi\" <susi@kontor.test>, anna@kontor.test\r\n\
               Subject: =?UTF-8?B?R3LDtsOfZSBkZXIgR3J1bmRzdMO8Y2tl?=\r\n\
               Date: Tue, 03 Mar 2026 09:05:00 +0100\r\nMIME-Version: 1.0\r\n\
               Content-Type: multipart/mixed; boundary=x\r\n\r\n\
               --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSehr geehrte Frau Weiß\r\n\
               --x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\
               Content-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf\r\n\r\n\
               YWJj\r\n--x--\r\n";
    dovecot.deliver("anna", &[raw.as_bytes().to_vec()]);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    let shown = office
        .run(&["--json", "mail", "show", "1"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["from"][0]["name"], "Jürgen Müller");
    assert_eq!(shown["to"][0]["name"], "Weiß, Susi");
    assert_eq!(shown["to"][1]["address"], "anna@kontor.test");
    assert_eq!(shown["subject"], "Größe der Grundstücke");
    assert_eq!(shown["date"], "2026-03-03T09:05:00+01:00");
    assert_eq!(
        shown["text"].as_str().unwrap().trim(),
        "Sehr geehrte Frau Weiß"
    );
    let attachment = &shown["attachments"][0];
    assert_eq!(attachment["name"], "Größe.pdf");
    assert_eq!(
        (&attachment["type"], &attachment["size"]),
        (&"application/pdf".into(), &3.into())
    );
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(attachment["sha256"], abc);
    for words in [
        "größe",
        "GROESSE",
        "grundstueck",
        "jürgen",
        "stücke",
        "susi weiss",
        "größe.pdf",
    ] {
        let found = office
            .run(&["--json", "mail", "search", words])
            .done()
            .objects();
        assert_eq!(found.len(), 1, "{words}");
    }
    for words in ["Haus", "\"", "größe AND haus", "*", "(", "NEAR(", "text:"] {
        let found = office
            .run(&["--json", "mail", "search", "--", words])
            .done()
            .objects();
        assert_eq!(found.len(), 0, "{words}");
    }
}
