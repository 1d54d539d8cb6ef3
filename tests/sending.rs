//! Letters through a real Postfix into a real Dovecot: each leaves once, whatever happens.

#![cfg(unix)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::{Dovecot, Options, is_root};
use support::mails::{Numbers, mail};
use support::postfix::{Postfix, STRICT, STRIPPED};
use support::python::python_reads;

fn servers() -> Option<Dovecot> {
    if !is_root() {
        println!("needs root for Postfix");
        return None;
    }
    Some(Dovecot::start_with(&Options {
        for_postfix: true,
        more: "namespace inbox {\n  mailbox Gesendet {\n    special_use = \\Sent\n    auto = create\n  }\n}\n",
        ..Options::default()
    }))
}

fn outgoing(host: &str, port: u16, security: &str) -> String {
    format!(
        "[outgoing]\nhost = \"{host}\"\nport = {port}\nsecurity = \"{security}\"\nauth = \"same\"\n"
    )
}

fn office(dovecot: &Dovecot, outgoing: &str) -> Office {
    let office = Office::new(&dovecot.authority());
    let rollout = format!(
        "{}{outgoing}",
        dovecot.rollout("anna", "imap", "tls", "leave")
    );
    office.add(&rollout, "geheim-anna");
    office
}

/// Mail of a user once so many have arrived.
fn arrived(dovecot: &Dovecot, user: &str, count: usize) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let mails = dovecot.content(user, "INBOX");
        if mails.len() >= count || begun.elapsed() > Duration::from_secs(20) {
            let text = |raw: &Vec<u8>| String::from_utf8_lossy(raw).into_owned();
            return mails.iter().map(|it| text(&it.0)).collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_letter_arrives_and_its_copy_is_filed_once() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    for (security, port) in [
        ("tls", postfix.submissions),
        ("starttls", postfix.submission),
        ("none", postfix.submission),
    ] {
        let office = office(&dovecot, &outgoing("localhost", port, security));
        let text = office.directory.path().join("brief.txt");
        std::fs::write(&text, "Sehr geehrte Frau Größe,\n\n.\nanbei die Klage.\n").unwrap();
        let attachment = office
            .directory
            .path()
            .join("Größenübersicht – Müller & Söhne.pdf");
        std::fs::write(&attachment, b"%PDF\r\n.\r\n\x00\xff").unwrap();
        let queued = office
            .run(&[
                "--json",
                "send",
                "--from",
                "1",
                "--to",
                "Bernd Größe <u1@kontor.test>",
                "--bcc",
                "u2@kontor.test",
                "--subject",
                "8/26 Klage Müller ./. Söhne",
                "--text",
                text.to_str().unwrap(),
                "--attach",
                attachment.to_str().unwrap(),
            ])
            .done();
        let message_id = queued.objects()[0]["message_id"]
            .as_str()
            .unwrap()
            .to_owned();
        office.run(&["outbox", "run", "--once"]).done();
        let id = format!("Message-ID: <{message_id}>");
        for user in ["u1", "u2"] {
            arrived(&dovecot, user, 1);
            let begun = Instant::now();
            while !arrived(&dovecot, user, 1).iter().any(|it| it.contains(&id)) {
                assert!(
                    begun.elapsed() < Duration::from_secs(20),
                    "{security} {user}"
                );
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        let mails = arrived(&dovecot, "u2", 1);
        let mail = mails.iter().find(|it| it.contains(&id)).unwrap();
        assert!(!mail.to_lowercase().contains("\nbcc:"), "{mail}");
        assert!(mail.is_ascii());
        // A foreign reader sees what was written.
        let read = python_reads(&[mail.as_bytes().to_vec()]).remove(0);
        let line = |name: &str| {
            read["lines"][name][0]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(line("Subject"), "8/26 Klage Müller ./. Söhne");
        assert_eq!(line("Message-ID"), format!("<{message_id}>"));
        assert_eq!(read["people"]["From"][0][1], "anna@kontor.test");
        assert_eq!(
            read["people"]["To"],
            serde_json::json!([["Bernd Größe", "u1@kontor.test"]])
        );
        assert_eq!(
            read["text"].as_str().unwrap().trim_end(),
            "Sehr geehrte Frau Größe,\n\n.\nanbei die Klage."
        );
        let document = &read["attachments"][0];
        assert_eq!(document[0], "Größenübersicht – Müller & Söhne.pdf");
        assert_eq!(document[1], "application/pdf");
        assert_eq!(document[3], STANDARD.encode(b"%PDF\r\n.\r\n\x00\xff"));
        assert_eq!(read["defects"], serde_json::json!([]));
        let shown = office
            .run(&["--json", "outbox", "show", "1"])
            .done()
            .objects()
            .remove(0);
        assert_eq!(shown["state"], "gesendet", "{shown}");
        assert_eq!(shown["copy"], "abgelegt", "{shown}");
        // Another run sends nothing and files nothing again.
        office.run(&["outbox", "run", "--once"]).done();
        let sent = dovecot.content("anna", "Gesendet");
        let copies = sent
            .iter()
            .filter(|it| String::from_utf8_lossy(&it.0).contains(&id));
        assert_eq!(copies.count(), 1);
    }
}

#[test]
fn refused_and_put_off_recipients_are_kept_apart() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &outgoing("localhost", postfix.submissions, "tls"));
    let mut arguments: Vec<String> = ["--json", "send", "--from", "1", "--subject", "Rundbrief"]
        .map(str::to_owned)
        .to_vec();
    let mut all: Vec<String> = (0..46).map(|n| format!("u{n}@kontor.test")).collect();
    all.extend(["niemand", "gesperrt", "greylist"].map(|it| format!("{it}@kontor.test")));
    all.push("nirgends@fremd.example".to_owned());
    for to in &all {
        arguments.extend(["--to".to_owned(), to.clone()]);
    }
    office.run(&arguments).done();
    office
        .run(&["outbox", "run", "--once"])
        .failed(1, "greylist");
    let shown = office
        .run(&["--json", "outbox", "show", "1"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["state"], "wartet", "{shown}");
    let count = |state: &str| {
        let recipients = shown["recipients"].as_array().unwrap();
        recipients.iter().filter(|it| it["state"] == state).count()
    };
    assert_eq!(
        (count("angenommen"), count("abgelehnt"), count("offen")),
        (46, 3, 1),
        "{shown}"
    );
    assert_eq!(arrived(&dovecot, "u7", 1).len(), 1);
    assert!(shown["next_at"].as_i64() > shown["queued_at"].as_i64());
    // Nobody gets it twice when the rest is tried again.
    office.run(&["outbox", "retry", "1"]).done();
    office
        .run(&["outbox", "run", "--once"])
        .failed(1, "greylist");
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(arrived(&dovecot, "u7", 1).len(), 1);
    office.run(&["outbox", "cancel", "1"]).done();
    let shown = office
        .run(&["--json", "outbox", "show", "1"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["state"], "entwurf");
}

#[test]
fn nothing_leaves_without_the_protection_that_was_asked_for() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    for (host, security, words) in [
        (STRIPPED, "starttls", "STARTTLS"),
        (STRICT, "none", "530"),
        ("127.0.0.4", "starttls", "certificate"),
    ] {
        let office = office(&dovecot, &outgoing(host, postfix.submission, security));
        office
            .run(&[
                "send",
                "--from",
                "1",
                "--to",
                "u1@kontor.test",
                "--subject",
                "x",
            ])
            .done();
        office.run(&["outbox", "run", "--once"]).failed(1, "");
        let shown = office
            .run(&["--json", "outbox", "show", "1"])
            .done()
            .objects()
            .remove(0);
        assert_eq!(shown["state"], "wartet", "{shown}");
        let reason = shown["reason"].as_str().unwrap();
        assert!(reason.contains(words) || host == STRICT, "{reason}");
    }
    assert_eq!(dovecot.content("u1", "INBOX").len(), 0);
}

#[test]
fn twenty_five_megabytes_and_one_too_many() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &outgoing("localhost", postfix.submissions, "tls"));
    let file = office.directory.path().join("gross.bin");
    std::fs::write(&file, Numbers::new(1).bytes(25 << 20)).unwrap();
    let send = |attach: &std::path::Path| {
        let attach = attach.to_str().unwrap();
        office.run(&[
            "send",
            "--from",
            "1",
            "--to",
            "u1@kontor.test",
            "--subject",
            "gross",
            "--attach",
            attach,
        ])
    };
    let larger = office.directory.path().join("zu gross.bin");
    std::fs::write(&larger, Numbers::new(2).bytes(45 << 20)).unwrap();
    // The server is asked what it takes: this one is not even queued.
    send(&larger).failed(1, "nimmt höchstens");
    send(&file).done();
    office.run(&["outbox", "run", "--once"]).done();
    assert_eq!(arrived(&dovecot, "u1", 1).len(), 1);
    send(&larger).failed(1, "nimmt höchstens");
    send(office.directory.path()).failed(1, "");
    send(&office.directory.path().join("fehlt.pdf")).failed(1, "fehlt.pdf");
    let outbox = office.run(&["--json", "outbox", "list"]).done().objects();
    assert_eq!(outbox.len(), 1);
}

#[test]
fn wrong_input_is_refused_before_anything_is_queued() {
    let Some(dovecot) = servers() else { return };
    let office = office(&dovecot, &outgoing("localhost", 1, "tls"));
    let send = |to: &str, subject: &str| {
        office.run(&["send", "--from", "1", "--to", to, "--subject", subject])
    };
    send("kein empfänger", "x").failed(1, "keine E-Mail-Adresse");
    send("a@x.example\r\nBcc: b@x.example", "x").failed(1, "");
    send("a@x.example", "x\r\nBcc: b@x.example").failed(1, "Steuerzeichen");
    office
        .run(&["send", "--from", "7", "--to", "a@x.example"])
        .failed(1, "7");
    office
        .run(&["send", "--from", "1", "--subject", "x"])
        .failed(2, "");
    office
        .run(&["send", "--from", "1", "--eml", "/gibt/es/nicht.eml"])
        .failed(1, "nicht.eml");
    // A device never ends.
    for attachment in ["/dev/zero", "/dev/null"] {
        let to = ["send", "--from", "1", "--to", "a@x.example", "--attach"];
        office
            .run(&[&to[..], &[attachment]].concat())
            .failed(1, attachment);
    }
    let eml = office.directory.path().join("ohne.eml");
    std::fs::write(&eml, "Subject: niemand\n\nText\n").unwrap();
    office
        .run(&["send", "--from", "1", "--eml", eml.to_str().unwrap()])
        .failed(1, "Empfänger");
    assert_eq!(
        office
            .run(&["--json", "outbox", "list"])
            .done()
            .objects()
            .len(),
        0
    );
}

#[test]
fn kill_at_any_moment_sends_every_letter_once_or_says_that_it_is_unclear() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &outgoing("localhost", postfix.submissions, "tls"));
    let crashes: u64 = std::env::var("KONTORPOST_CRASHES")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(5);
    let mut numbers = Numbers::new(77);
    let eml = office.directory.path().join("brief.eml");
    for round in 0..crashes {
        for n in 0..4 {
            let mut raw = b"To: u9@kontor.test\r\n".to_vec();
            raw.extend(
                String::from_utf8_lossy(&mail(round * 10 + n, 60_000))
                    .replace("To: Kanzlei <anna@kontor.test>\r\n", "")
                    .bytes(),
            );
            std::fs::write(&eml, raw).unwrap();
            office
                .run(&["send", "--from", "1", "--eml", eml.to_str().unwrap()])
                .done();
        }
        let mut child = office.start(&["outbox", "run", "--once"]);
        std::thread::sleep(Duration::from_millis(20 + numbers.below(250)));
        let _ = child.kill();
        child.wait().unwrap();
    }
    for _ in 0..2 {
        office.run(&["outbox", "run", "--once"]);
    }
    let letters = office
        .run(&["--json", "outbox", "list", "--limit", "10000"])
        .done()
        .objects();
    assert_eq!(letters.len() as u64, crashes * 4);
    let sent = letters
        .iter()
        .filter(|it| it["state"] == "gesendet")
        .count();
    let mails = arrived(&dovecot, "u9", sent);
    let mut unclear = 0;
    for letter in &letters {
        let id = format!("Message-ID: <{}>", letter["message_id"].as_str().unwrap());
        let times = mails.iter().filter(|it| it.contains(&id)).count();
        match letter["state"].as_str().unwrap() {
            "gesendet" => assert_eq!(times, 1, "{letter}"),
            "unklar" => {
                unclear += 1;
                assert!(times <= 1, "{letter}");
            }
            other => panic!("{other}: {letter}"),
        }
    }
    println!("{unclear} of {} unclear", letters.len());
}

#[test]
fn a_test_message_goes_round_and_leaves_nothing_behind() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    for (seed, protocol) in [(1, "imap"), (2, "pop3")] {
        let office = Office::new(&dovecot.authority());
        let rollout = format!(
            "{}{}",
            dovecot.rollout("u30", protocol, "tls", "leave"),
            outgoing("localhost", postfix.submissions, "tls")
        );
        office.add(&rollout, "geheim-u30");
        dovecot.deliver("u30", &[mail(seed, 3_000)]);
        let before = dovecot.content("u30", "INBOX").len();
        let rows = office
            .run(&["--json", "account", "test", "1", "--send-test-mail"])
            .done()
            .objects();
        let row = rows.iter().find(|it| it["step"] == "test_mail").unwrap();
        assert_eq!(row["status"], "ok", "{row}");
        assert!(row["finding"].as_str().unwrap().ends_with(" s"), "{row}");
        assert_eq!(dovecot.content("u30", "INBOX").len(), before);
        office.receive();
        assert_eq!(office.mails().len(), before);
    }
}

#[test]
fn a_test_message_that_comes_late_is_never_imported() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = Office::new(&dovecot.authority());
    let rollout = format!(
        "{}{}",
        dovecot.rollout("u31", "imap", "tls", "leave"),
        outgoing("localhost", postfix.submissions, "tls")
    );
    office.add(&rollout, "geheim-u31");
    // The receiver runs all the time while the test does.
    let mut receiver = office.start(&["receive"]);
    let rows = office
        .run(&["--json", "account", "test", "1", "--send-test-mail"])
        .done()
        .objects();
    let row = rows.iter().find(|it| it["step"] == "test_mail").unwrap();
    assert_eq!(row["status"], "ok", "{row}");
    let _ = receiver.kill();
    receiver.wait().unwrap();
    office.receive();
    assert_eq!(office.mails().len(), 0);
    let run = office.last_run();
    assert_eq!(run["balanced"], true, "{run}");
}

#[test]
fn the_receiver_works_the_postausgang_off_too() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &outgoing("localhost", postfix.submissions, "tls"));
    office
        .run(&[
            "send",
            "--from",
            "1",
            "--to",
            "u3@kontor.test",
            "--subject",
            "x",
        ])
        .done();
    let rows = office.receive().objects();
    let letter = rows.iter().find(|it| it["type"] == "letter").unwrap();
    assert_eq!(letter["state"], "gesendet", "{letter}");
    assert_eq!(arrived(&dovecot, "u3", 1).len(), 1);
}

#[test]
fn a_bounce_of_the_server_stands_at_its_letter() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &outgoing("localhost", postfix.submissions, "tls"));
    let send = ["send", "--from", "1", "--subject", "Klage"];
    let to = ["--to", "u8@kontor.test", "--to", "unbekannt@kontor.test"];
    office.run(&[&send[..], &to[..]].concat()).done();
    // The server takes it over for both, and only then finds out that one does not exist.
    office.run(&["outbox", "run", "--once"]).done();
    let shown = || {
        let answer = office.run(&["--json", "outbox", "show", "1"]).done();
        answer.objects().remove(0)
    };
    let state = |number: usize| shown()["recipients"][number]["state"].clone();
    assert_eq!(shown()["state"], "gesendet");
    let begun = Instant::now();
    while state(1) != "unzustellbar" {
        let patient = begun.elapsed() < Duration::from_secs(20);
        assert!(patient, "{}\n{}", shown(), postfix.log());
        std::thread::sleep(Duration::from_millis(200));
        office.receive();
    }
    assert_eq!(state(0), "angenommen", "taken over is not delivered");
    let list = office.run(&["outbox", "list"]).done().stdout;
    assert!(
        list.contains("unzustellbar an unbekannt@kontor.test"),
        "{list}"
    );
}

/// A server that takes a letter but never reads the rest of it, or reads it and never answers.
/// Returns its port, and hears when the program has got that far.
fn stubborn(reads_all: bool) -> (u16, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, heard) = channel();
    std::thread::spawn(move || {
        // Whoever only asks hangs up again; the one with the letter is the last.
        while !converse(&listener.accept().unwrap().0, reads_all, &sender) {}
    });
    (port, heard)
}

fn converse(stream: &TcpStream, reads_all: bool, sender: &Sender<()>) -> bool {
    let mut reader = BufReader::new(stream);
    let say = |mut stream: &TcpStream, words: &str| stream.write_all(words.as_bytes()).unwrap();
    say(stream, "220 x\r\n");
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
            return false;
        }
        let words = String::from_utf8_lossy(&line);
        let answer = match words.get(..4).unwrap_or_default() {
            "EHLO" => "250-x\r\n250 AUTH PLAIN\r\n",
            "AUTH" => "235 ok\r\n",
            "DATA" => break,
            _ if words.contains("spater") => "451 4.7.1 later\r\n",
            _ if words.contains("niemand") => "550 5.1.1 unknown\r\n",
            _ => "250 ok\r\n",
        };
        say(stream, answer);
    }
    say(stream, "354 go on\r\n");
    while reads_all && line != b".\r\n" {
        line.clear();
        reader.read_until(b'\n', &mut line).unwrap();
    }
    sender.send(()).unwrap();
    std::thread::sleep(Duration::from_secs(3));
    true
}

#[test]
fn only_what_may_have_been_accepted_is_unclear_after_a_crash() {
    let Some(dovecot) = servers() else { return };
    for (reads_all, expected) in [(false, "wartet"), (true, "unklar")] {
        let (port, heard) = stubborn(reads_all);
        let office = office(&dovecot, &outgoing("localhost", port, "none"));
        let file = office.directory.path().join("gross.bin");
        std::fs::write(&file, Numbers::new(1).bytes(20 << 20)).unwrap();
        let send = ["send", "--from", "1", "--to", "u1@kontor.test", "--attach"];
        office
            .run(&[&send[..], &[file.to_str().unwrap()]].concat())
            .done();
        let mut child = office.start(&["outbox", "run", "--once"]);
        heard.recv_timeout(Duration::from_secs(20)).unwrap();
        // Enough for the program to be stuck in the middle of the letter, or waiting for an answer.
        std::thread::sleep(Duration::from_millis(500));
        child.kill().unwrap();
        child.wait().unwrap();
        let file = office.write_rollout(&format!(
            "{}{}",
            dovecot.rollout("anna", "imap", "tls", "leave"),
            outgoing("localhost", 1, "none")
        ));
        office
            .run(&["account", "edit", "1", "--file", file.to_str().unwrap()])
            .done();
        // It is told at once, not only in the list.
        office.run(&["outbox", "run", "--once"]).failed(1, expected);
        let shown = office.run(&["--json", "outbox", "show", "1"]).done();
        assert_eq!(shown.objects()[0]["state"], expected, "{}", shown.stdout);
    }
}

#[test]
fn who_was_put_off_beside_a_doubt_still_gets_the_letter() {
    let Some(dovecot) = servers() else { return };
    let postfix = Postfix::start(&dovecot);
    for crashes in [true, false] {
        let (port, heard) = stubborn(true);
        let office = office(&dovecot, &outgoing("localhost", port, "none"));
        let send = ["--json", "send", "--from", "1", "--subject", "x"];
        let mut all = send.map(str::to_owned).to_vec();
        let user = if crashes { "spater1" } else { "spater2" };
        for to in ["u10", user, "niemand"] {
            all.extend(["--to".to_owned(), format!("{to}@kontor.test")]);
        }
        let queued = office.run(&all).done().objects();
        let id = queued[0]["message_id"].as_str().unwrap();
        let mut child = office.start(&["outbox", "run", "--once"]);
        heard.recv_timeout(Duration::from_secs(20)).unwrap();
        if crashes {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        let rollout = |port: u16, security: &str| {
            let settings = dovecot.rollout("anna", "imap", "tls", "leave");
            let file = office.write_rollout(&(settings + &outgoing("localhost", port, security)));
            let file = file.to_str().unwrap();
            office.run(&["account", "edit", "1", "--file", file]).done();
        };
        rollout(1, "none");
        office.run(&["outbox", "run", "--once"]);
        let shown = || {
            let answer = office.run(&["--json", "outbox", "show", "1"]).done();
            answer.objects().remove(0)
        };
        assert_eq!(shown()["state"], "unklar", "{}", shown());
        // It turns up at this office: it has left, for the one who was not put off.
        dovecot.deliver("anna", &[format!("Message-ID: <{id}>\n\nx\n").into_bytes()]);
        rollout(postfix.submissions, "tls");
        office.receive();
        office.run(&["outbox", "run", "--once"]).done();
        let states = |it: serde_json::Value| -> Vec<String> {
            let all = it["recipients"].as_array().unwrap().iter();
            all.map(|it| it["state"].as_str().unwrap().to_owned())
                .collect()
        };
        if states(shown())[1] == "offen" {
            office.run(&["outbox", "run", "--once"]).done();
        }
        assert_eq!(states(shown()), ["angenommen", "angenommen", "abgelehnt"]);
        assert_eq!(shown()["state"], "gesendet", "{}", shown());
        assert!(
            dovecot.content("u10", "INBOX").is_empty(),
            "not a second time"
        );
    }
}
