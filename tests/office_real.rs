//! A whole office on a real Dovecot and a real Postfix: five Benutzer, five accounts (one of each
//! mode), two hundred mails through SMTP. Every one is found where the rules say, and the servers are
//! left as each account says.

#![cfg(unix)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::{Dovecot, Options, is_root};
use support::postfix::Postfix;

/// Mails to each of the five accounts.
const EACH: usize = 40;

const SUSI: &str = "susi@kanzlei.example";
const STRANGER: &str = "gegner@fremd.example";

/// Account, sender, recipients beside the account, subject; then place and Aktennummer.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// What arrives, over and over again with another number at the end of the subject.
const CASES: [Case; 20] = [
    ("u0", SUSI, "", "8/20ea Vollmacht", "abgelegt", "8/20"),
    ("u0", SUSI, "", "8/20pk2 Frist", "postkorb 2", "8/20"),
    ("u0", STRANGER, "", "8/20ea Falle", "eingangsfach", ""),
    ("u0", STRANGER, "", "8/20 Vergleich", "eingangsfach", ""),
    ("u0", STRANGER, "", "Anfrage", "eingangsfach", ""),
    ("u0", SUSI, "", "8/20pk99 Niemand", "eingangsfach", ""),
    ("u1", SUSI, "", "9/20ea Quittung", "abgelegt", "9/20"),
    ("u1", SUSI, "", "9/20pk3 Termin", "postkorb 3", "9/20"),
    ("u1", STRANGER, "", "AW: 9/20 Antwort", "postkorb 1", "9/20"),
    ("u1", STRANGER, "", "Hallo", "postkorb 1", "Benutzerakte 1"),
    (
        "u1",
        SUSI,
        "",
        "77/20ea Fremd",
        "postkorb 1",
        "Benutzerakte 1",
    ),
    (
        "u1",
        STRANGER,
        "",
        "LG Berlin, 12 O 345/20, Beschluss",
        "postkorb 1",
        "Benutzerakte 1",
    ),
    ("u2", STRANGER, "", "nie abgerufen", "", ""),
    (
        "u3",
        SUSI,
        "kontakt@firma-a.example",
        "Bericht",
        "tagesansicht 1",
        "",
    ),
    ("u3", SUSI, "", "ohne Klient", "tagesansicht 1", ""),
    (
        "u3",
        "extern@kanzlei.example",
        "",
        "von unterwegs",
        "tagesansicht 2",
        "",
    ),
    ("u3", STRANGER, "", "wer bin ich", "nicht-zugeordnet", ""),
    ("u4", "scan@kanzlei.example", "", "Scan", "tagesansicht", ""),
    (
        "u4",
        "fremd@kanzlei.example",
        "",
        "fremdes Geraet",
        "nicht-zugeordnet",
        "",
    ),
    (
        "u4",
        "SCAN@Kanzlei.example",
        "",
        "Scan gross",
        "tagesansicht",
        "",
    ),
];

struct Smtp {
    reader: BufReader<TcpStream>,
}

impl Smtp {
    fn sign_in(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut smtp = Self {
            reader: BufReader::new(stream),
        };
        smtp.expect('2');
        smtp.say("EHLO kanzlei.example", '2');
        let token = STANDARD.encode("\0anna@kontor.test\0geheim-anna");
        smtp.say(&format!("AUTH PLAIN {token}"), '2');
        smtp
    }

    fn expect(&mut self, first: char) {
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).unwrap();
            assert!(line.starts_with(first), "{line}");
            if line.as_bytes().get(3) == Some(&b' ') {
                return;
            }
        }
    }

    fn say(&mut self, line: &str, answer: char) {
        let stream = self.reader.get_mut();
        stream.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        self.expect(answer);
    }

    fn send(&mut self, to: &str, message: &str) {
        self.say("MAIL FROM:<anna@kontor.test>", '2');
        self.say(&format!("RCPT TO:<{to}@kontor.test>"), '2');
        self.say("DATA", '3');
        self.say(&format!("{message}\r\n."), '2');
    }
}

fn message(case: &Case, subject: &str) -> String {
    let (account, from, also, ..) = case;
    let also = match *also {
        "" => String::new(),
        other => format!("{other}, "),
    };
    let head = format!(
        "From: <{from}>\r\nTo: {also}<{account}@kontor.test>\r\nSubject: {subject}\r\n\
         Message-ID: <{}@office.example>\r\n",
        subject.replace([' ', '/', ':', ','], ".")
    );
    if *account != "u4" {
        return format!("{head}\r\n{subject}\r\n");
    }
    let sheet = |name: &str| {
        format!(
            "--b\r\nContent-Type: application/pdf\r\n\
             Content-Disposition: attachment; filename={name}\r\n\r\n%PDF {subject} {name}\r\n"
        )
    };
    format!(
        "{head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         {}{}--b--\r\n",
        sheet("eins.pdf"),
        sheet("zwei.pdf")
    )
}

fn set_up(dovecot: &Dovecot, postfix: &Postfix<'_>) -> Office {
    let office = Office::new(&dovecot.authority());
    let people = [
        ("1", "Susi Weiß", SUSI, "false"),
        ("2", "Bernd Admin", "bernd@kanzlei.example", "false"),
        ("3", "Carla Neu", "carla@kanzlei.example", "false"),
        ("4", "Scanner", "scan@kanzlei.example", "true"),
        ("5", "Eva Unterwegs", "extern@kanzlei.example", "true"),
    ];
    for (number, name, address, external) in people {
        let add = ["benutzer", "add", number, "--name", name, "--address"];
        let add = [add.as_slice(), &[address, "--extern", external]].concat();
        office.run(&add).done();
    }
    for (akte, of) in [("8/20", "2"), ("9/20", "1"), ("345/20", "1")] {
        let add = ["akte", "add", akte, "--name", "Müller ./. Meier"];
        office
            .run(&[add.as_slice(), &["--sachbearbeiter", of]].concat())
            .done();
    }
    for (von, an) in [
        (SUSI, "1"),
        ("extern@kanzlei.example", "2"),
        ("scan@kanzlei.example", "2,3"),
    ] {
        office.run(&["zuordnung", "add", von, "--an", an]).done();
    }
    let klient = ["klient", "add", "Firma A", "--ansprechpartner"];
    office
        .run(&[klient.as_slice(), &["kontakt@firma-a.example"]].concat())
        .done();
    let sending = format!(
        "[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
        postfix.submissions
    );
    for (user, protocol, after, usage) in [
        (
            "u0",
            "imap",
            "leave",
            "mode = \"posteingang\"\nkanzlei = true",
        ),
        ("u1", "imap", "remove", "mode = \"postkorb\"\nbenutzer = 1"),
        ("u2", "imap", "leave", "mode = \"nur-senden\"\nbenutzer = 2"),
        ("u3", "pop3", "leave", "mode = \"einlesen\""),
        ("u4", "pop3", "remove", "mode = \"scanner\""),
    ] {
        let rollout = dovecot
            .rollout(user, protocol, "tls", after)
            .replace("mode = \"posteingang\"", usage);
        office.add(&(rollout + &sending), &format!("geheim-{user}"));
    }
    // The accounts are set up before the first mail comes: nothing is Altbestand.
    office.receive();
    office
}

/// Mails lying at a user's, once so many have arrived.
fn arrived(dovecot: &Dovecot, user: &str, count: usize) -> usize {
    let begun = Instant::now();
    loop {
        let there = dovecot.content(user, "INBOX").len();
        if there >= count || begun.elapsed() > Duration::from_secs(60) {
            return there;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn everywhere(office: &Office) -> Vec<Value> {
    let places = [
        "posteingang",
        "postkorb:1",
        "postkorb:2",
        "postkorb:3",
        "zentral",
        "tagesansicht:1",
        "tagesansicht:2",
        "nicht-zugeordnet",
        "abgelegt",
        "altbestand",
        "papierkorb",
    ];
    let list = |place: &str| {
        let list = [
            "--json", "desk", "list", "--place", place, "--limit", "1000",
        ];
        office.run(&list).done().objects()
    };
    places.into_iter().flat_map(list).collect()
}

#[test]
fn two_hundred_mails_find_their_desks() {
    if !is_root() {
        println!("needs root for Postfix");
        return;
    }
    let dovecot = Dovecot::start_with(&Options {
        for_postfix: true,
        ..Options::default()
    });
    let postfix = Postfix::start(&dovecot);
    let office = set_up(&dovecot, &postfix);
    let mut wanted: BTreeMap<String, (String, String, String)> = BTreeMap::new();
    let mut smtp = Smtp::sign_in(postfix.submission);
    for user in ["u0", "u1", "u2", "u3", "u4"] {
        let own: Vec<&Case> = CASES.iter().filter(|it| it.0 == user).collect();
        for number in 0..EACH {
            let case = own[number % own.len()];
            let subject = format!("{} Nr. {user}{number}", case.3);
            smtp.send(user, &message(case, &subject));
            let expected = (user.to_owned(), case.4.to_owned(), case.5.to_owned());
            wanted.insert(subject, expected);
        }
    }
    for user in ["u0", "u1", "u2", "u3", "u4"] {
        assert_eq!(arrived(&dovecot, user, EACH), EACH, "{user}");
    }
    office.receive();
    let all = everywhere(&office);
    let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
    for it in &all {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let place = match it["benutzer"].as_u64() {
            Some(number) => format!("{} {number}", text("place")),
            None => text("place"),
        };
        let twice = found.insert(text("subject"), (place, text("aktennummer")));
        assert_eq!(twice, None, "in two places: {it}");
    }
    for (subject, (user, place, akte)) in &wanted {
        let there = found.get(subject);
        let expected = (user != "u2").then(|| (place.clone(), akte.clone()));
        assert_eq!(there, expected.as_ref(), "{subject}");
    }
    assert_eq!(found.len(), 4 * EACH);
    let with_klient = all.iter().filter(|it| it["klient"] == "Firma A").count();
    assert_eq!(with_klient, EACH / 4);
    // Every decision is told, and what was read in is a document for each sheet.
    for it in all.iter().step_by(7) {
        let why = office.run(&["why", &it["id"].to_string()]).done().stdout;
        assert!(why.lines().count() >= 4, "{why}");
    }
    office.check();
    let ledger = ["--json", "ledger", "--limit", "1000"];
    for run in office.run(&ledger).done().objects() {
        assert_eq!(run["balanced"], true, "{run}");
    }
    for (user, left) in [
        ("u0", EACH),
        ("u1", 0),
        ("u2", EACH),
        ("u3", EACH),
        ("u4", 0),
    ] {
        assert_eq!(dovecot.content(user, "INBOX").len(), left, "{user}");
    }
    // Fetching again doubles nothing.
    office.receive();
    assert_eq!(everywhere(&office).len(), all.len());
}
