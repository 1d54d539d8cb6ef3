//! A whole day in the real window: three Benutzer, a real Dovecot, a real Postfix. Mail comes in, is
//! processed, answered, passed on, completed, and found again.

#![cfg(unix)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use kontorpost::domain::register::Akte;
use kontorpost::domain::stammdaten::BenutzerNumber;
use kontorpost::service::Page;
use kontorpost::storage::Storage;
use screen::{Program, Session};
use support::Office;
use support::dovecot::{Dovecot, Options, is_root};
use support::postfix::Postfix;

const MAIN: &str = "Kontorpost";

fn letter(to: &str, from: &str, subject: &str, text: &str) -> Vec<u8> {
    format!(
        "From: {from}\r\nTo: <{to}@kontor.test>\r\nSubject: {subject}\r\n\
         Message-ID: <{}@fremd.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n",
        subject.len() * 7 + text.len()
    )
    .into_bytes()
}

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("a number")
}

/// Susi (1), Bernd (2), Carla (3); the Kanzlei account in the Posteingang, Bernd's in his Postkorb.
fn office(dovecot: &Dovecot, postfix: &Postfix<'_>) -> Office {
    let office = Office::new(&dovecot.authority());
    for (number, name) in [("1", "Susi Weiß"), ("2", "Bernd Admin"), ("3", "Carla Neu")] {
        let address = format!("benutzer{number}@kanzlei.example");
        let add = [
            "benutzer",
            "add",
            number,
            "--name",
            name,
            "--address",
            &address,
        ];
        office.run(&add).done();
    }
    let storage = Storage::open(&office.data()).expect("the office");
    for akte in ["8/20", "9/20"] {
        storage
            .insert_akte(&Akte {
                number: akte.parse().expect("a number"),
                name: "Müller ./. Meier".to_owned(),
                sachbearbeiter: Some(number(2)),
                datenpool: None,
            })
            .expect("an Akte");
    }
    let outgoing = format!(
        "[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
        postfix.submissions
    );
    for (user, usage) in [
        ("u0", "mode = \"posteingang\"\nkanzlei = true"),
        ("u1", "mode = \"postkorb\"\nbenutzer = 2"),
    ] {
        let rollout = dovecot
            .rollout(user, "imap", "tls", "leave")
            .replace("mode = \"posteingang\"", usage)
            .replace("[usage]", &format!("{outgoing}[usage]"));
        office.add(&rollout, &format!("geheim-{user}"));
    }
    // What lies there until now would be Altbestand.
    office.receive();
    office
}

/// The window of one of the three.
fn window<'a>(session: &'a Session, office: &Office, benutzer: &str) -> Program<'a> {
    let program = session.open(office.command(&["--user", benutzer]));
    program.window(MAIN);
    program
}

fn ends(program: Program<'_>) {
    program.window(MAIN);
    program.keys(&["alt+F4"]);
    program.ends_well();
}

/// Susi processes the Posteingang.
fn morning(session: &Session, office: &Office, dovecot: &Dovecot) {
    let susi = window(session, office, "1");
    let court = "Amtsgericht Berlin <geschaeftsstelle@gericht.example>";
    let anna = "Anna Berg <u9@kontor.test>";
    dovecot.deliver(
        "u0",
        &[
            letter(
                "u0",
                court,
                "Terminsverlegung in Sachen 8/20",
                "Der Termin wird verlegt.",
            ),
            letter(
                "u0",
                anna,
                "Anfrage Erstberatung",
                "Ich bitte um einen Vergleichsvorschlag.",
            ),
        ],
    );
    susi.keys(&["F5"]);
    susi.wait_for(MAIN, "Terminsverlegung in Sachen 8/20");
    susi.click(MAIN, "Anfrage Erstberatung");
    susi.wait_for(MAIN, "Vergleichsvorschlag");
    session.picture("tag_posteingang");
    susi.keys(&["alt+p"]);
    susi.window("Postkorb zuordnen");
    susi.click("Postkorb zuordnen", "2  Bernd Admin");
    susi.keys(&["Return"]);
    susi.wait_without("Postkorb zuordnen");
    susi.window(MAIN);
    susi.keys(&["alt+v"]);
    susi.wait_for(MAIN, "2 Nachrichten verarbeitet");
    ends(susi);
}

/// Bernd answers and passes on.
fn noon(session: &Session, office: &Office, dovecot: &Dovecot) {
    let bernd = window(session, office, "2");
    bernd.click(MAIN, "Mein Postkorb");
    bernd.wait_for(MAIN, "Anfrage Erstberatung");
    bernd.click(MAIN, "Anfrage Erstberatung");
    bernd.wait_for(MAIN, "Vergleichsvorschlag");
    bernd.keys(&["alt+a"]);
    let title = "E-Brief: AW: Anfrage Erstberatung";
    bernd.window(title);
    bernd.wait_for(title, "Absender:");
    bernd.field(title, "Betreff:");
    // The text has the focus in an answer, above the quote.
    bernd.type_text("Gerne rufen wir Sie zurück, mit freundlichen Grüßen");
    session.picture("tag_antwort");
    bernd.keys(&["ctrl+Return"]);
    bernd.wait_without(title);
    bernd.window(MAIN);
    bernd.keys(&["F5"]);
    let answered = (0..400).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        !dovecot.content("u9", "INBOX").is_empty()
    });
    assert!(answered, "the answer never came");
    let raw = dovecot.content("u9", "INBOX").remove(0).0;
    let text = String::from_utf8_lossy(&raw);
    assert!(text.contains("AW: Anfrage Erstberatung"), "{text}");
    bernd.click(MAIN, "Anfrage Erstberatung");
    bernd.keys(&["alt+b"]);
    let forward = "An Benutzer weiterleiten";
    bernd.window(forward);
    bernd.click(forward, "3  Carla Neu");
    bernd.fill("alt+w", "Bitte Akte anlegen");
    bernd.keys(&["Return"]);
    bernd.wait_without(forward);
    bernd.wait_for(MAIN, "weitergeleitet");
    session.picture("tag_weitergeleitet");
    bernd.click(MAIN, "Journal");
    bernd.wait_for(MAIN, "AW: Anfrage Erstberatung");
    session.picture("tag_journal");
    ends(bernd);
}

/// Carla completes, and finds it again.
fn evening(session: &Session, office: &Office) {
    let carla = window(session, office, "3");
    carla.click(MAIN, "Mein Postkorb");
    carla.wait_for(MAIN, "Anfrage Erstberatung");
    carla.click(MAIN, "Anfrage Erstberatung");
    carla.wait_for(MAIN, "Bitte Akte anlegen");
    carla.keys(&["alt+z"]);
    let akte = "Zur Akte";
    carla.window(akte);
    carla.type_text("9/20");
    carla.keys(&["Return"]);
    carla.wait_without(akte);
    carla.wait_for(MAIN, "1 Nachricht nach 9/20 abgelegt");
    carla.window(MAIN);
    carla.click(MAIN, "Anfrage Erstberatung");
    carla.keys(&["alt+e"]);
    carla.wait_for(MAIN, "erledigt");
    carla.keys(&["ctrl+f"]);
    carla.type_text("vergleichsvor");
    carla.wait_for(MAIN, "Anfrage Erstberatung");
    session.picture("tag_suche");
    ends(carla);
}

#[test]
fn three_benutzer_work_off_a_day_of_mail() {
    if !is_root() {
        eprintln!("Postfix needs root: not tested");
        return;
    }
    let dovecot = Dovecot::start_with(&Options {
        for_postfix: true,
        ..Options::default()
    });
    let postfix = Postfix::start(&dovecot);
    let office = office(&dovecot, &postfix);
    let session = Session::start(office.directory.path());
    morning(&session, &office, &dovecot);
    noon(&session, &office, &dovecot);
    evening(&session, &office);
    // The Akten hold what the day has brought.
    let storage = Storage::open(&office.data()).expect("the office");
    for (akte, count) in [("8/20", 1), ("9/20", 1)] {
        let found = storage.akte(akte.parse().expect("a number"), None);
        let page = Page {
            limit: 9,
            offset: 0,
        };
        let documents = storage.documents(found.expect("the Akte").id.0, page);
        assert_eq!(documents.expect("documents").len(), count, "{akte}");
    }
    office.check();
}
