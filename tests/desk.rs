//! The desk through the program itself: where mail comes to lie, and what persons do with it.

#![cfg(unix)]

mod support;

use kontorpost::domain::register::{Akte, Ansprechpartner, Klient};
use kontorpost::domain::stammdaten::BenutzerNumber;
use kontorpost::storage::Storage;
use serde_json::Value;
use support::dovecot::Dovecot;
use support::{Answer, Office};

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).unwrap()
}

fn mail(from: &str, subject: &str) -> Vec<u8> {
    format!("From: <{from}>\r\nTo: <anna@kontor.test>\r\nSubject: {subject}\r\n\r\n{subject}\r\n")
        .into_bytes()
}

/// Susi (1) and Bernd (2, Verwalter as well), Akten 8/20 (Bernd's) and 9/20.
fn office(dovecot: &Dovecot) -> Office {
    let office = Office::new(&dovecot.authority());
    for (number, name, address) in [
        ("1", "Susi Weiß", "susi@kanzlei.example"),
        ("2", "Bernd Admin", "bernd@kanzlei.example"),
        ("3", "Carla Neu", "carla@kanzlei.example"),
    ] {
        let add = [
            "benutzer",
            "add",
            number,
            "--name",
            name,
            "--address",
            address,
        ];
        office.run(&add).done();
    }
    let storage = Storage::open(&office.data()).unwrap();
    for (akte, sachbearbeiter) in [("8/20", 2), ("9/20", 1)] {
        storage
            .insert_akte(&Akte {
                number: akte.parse().unwrap(),
                name: "Müller ./. Meier".to_owned(),
                sachbearbeiter: Some(number(sachbearbeiter)),
                datenpool: None,
            })
            .unwrap();
    }
    office
}

fn add(office: &Office, dovecot: &Dovecot, user: &str, usage: &str) {
    let rollout = dovecot
        .rollout(user, "imap", "tls", "leave")
        .replace("mode = \"posteingang\"", usage);
    office.add(&rollout, &format!("geheim-{user}"));
    // What lies there now is Altbestand, what comes from now on is not.
    office.receive();
}

fn list(office: &Office, place: &str) -> Vec<Value> {
    office
        .run(&["--json", "desk", "list", "--place", place])
        .done()
        .objects()
}

#[track_caller]
fn only(office: &Office, place: &str) -> Value {
    let mut all = list(office, place);
    assert_eq!(all.len(), 1, "{place}: {all:?}");
    all.remove(0)
}

fn desk(office: &Office, arguments: &[&str]) -> Answer {
    office.run(&[&["--json", "desk"], arguments].concat())
}

fn id(vorgang: &Value) -> String {
    vorgang["id"].to_string()
}

fn why(office: &Office, id: &str) -> Value {
    office
        .run(&["--json", "why", id])
        .done()
        .objects()
        .remove(0)
}

fn documents(office: &Office, akte: i64) -> Vec<Value> {
    desk(office, &["documents", &akte.to_string()])
        .done()
        .objects()
}

/// An office with one mail of this subject in the Postkorb of Susi.
fn with_mail(subject: &str) -> (Dovecot, Office) {
    let dovecot = Dovecot::start();
    let office = office(&dovecot);
    add(
        &office,
        &dovecot,
        "anna",
        "mode = \"postkorb\"\nbenutzer = 1",
    );
    dovecot.deliver("anna", &[mail("gegner@fremd.example", subject)]);
    office.receive();
    (dovecot, office)
}

#[test]
fn the_aktennummer_moves_the_document() {
    let (_dovecot, office) = with_mail("8/20 Vergleich");
    let vorgang = only(&office, "postkorb:1");
    assert_eq!(vorgang["aktennummer"], "8/20");
    let old = vorgang["akte"].as_i64().unwrap();
    assert_eq!(documents(&office, old).len(), 1);
    for (wrong, words) in [
        ("77/20", "gibt es in diesem Datenpool nicht"),
        ("8-20", "ist keine Aktennummer"),
    ] {
        desk(&office, &["move", &id(&vorgang), wrong]).failed(1, words);
        assert_eq!(only(&office, "postkorb:1"), vorgang);
    }
    desk(&office, &["move", &id(&vorgang), "0009/2020"]).done();
    let moved = only(&office, "postkorb:1");
    assert_eq!(moved["aktennummer"], "9/20");
    assert_eq!(moved["status"], "in-arbeit");
    assert!(documents(&office, old).is_empty());
    assert_eq!(documents(&office, moved["akte"].as_i64().unwrap()).len(), 1);
    desk(&office, &["move", &id(&vorgang), ""]).done();
    assert_eq!(only(&office, "postkorb:1")["aktennummer"], "Benutzerakte 1");
    // Back step by step, up to where it would lie had nothing been recognised.
    for wanted in ["9/20", "8/20", "Benutzerakte 1"] {
        desk(&office, &["undo", &id(&vorgang)]).done();
        assert_eq!(only(&office, "postkorb:1")["aktennummer"], wanted);
    }
    desk(&office, &["undo", &id(&vorgang)]).failed(1, "nichts rückgängig zu machen");
    office.check();
}

#[test]
fn a_directive_passes_the_desk_and_is_listed_until_seen() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot);
    add(&office, &dovecot, "anna", "mode = \"posteingang\"");
    dovecot.deliver(
        "anna",
        &[
            mail("susi@kanzlei.example", "8/20ea Vollmacht"),
            mail("gegner@fremd.example", "8/20ea Falle"),
        ],
    );
    office.receive();
    let filed = only(&office, "abgelegt");
    assert_eq!(filed["subject"], "8/20ea Vollmacht");
    assert_eq!(list(&office, "abgelegt:2").len(), 1, "the Sachbearbeiter");
    assert!(list(&office, "abgelegt:1").is_empty());
    let steps = why(&office, &id(&filed));
    assert_eq!(steps["steps"][0]["reasons"][0]["word"], "by-directive");
    office
        .run(&["why", &id(&filed)])
        .done()
        .stdout
        .contains("Betreff-Befehl „ea“")
        .then_some(())
        .expect("the reason in words");
    // A stranger's directive does not count, the number does.
    let stays = only(&office, "posteingang");
    assert_eq!(stays["subject"], "8/20ea Falle");
    assert_eq!(stays["proposed"], "8/20");
    assert!(stays["akte"].is_null());
    // Wrong in one half, nothing of it is done; right, the recognised number is used.
    let nr = id(&stays);
    let both = ["assign", &nr, "--akte", "9/20", "--benutzer", "99"];
    desk(&office, &both).failed(1, "nicht „Aktuell“");
    assert_eq!(only(&office, "posteingang"), stays);
    desk(&office, &["assign", &nr, "--benutzer", "1"]).done();
    assert_eq!(only(&office, "postkorb:1")["aktennummer"], "8/20");
    desk(&office, &["undo", &nr]).done();
    desk(&office, &["assign", &nr, "--zentral"]).done();
    assert_eq!(only(&office, "zentral")["aktennummer"], "8/20");
    desk(&office, &["assign", &nr, "--zentral"]).failed(1, "schon im Zentralen Postkorb");
    desk(&office, &["undo", &nr]).done();
    assert_eq!(only(&office, "posteingang"), stays);
    desk(&office, &["seen", &id(&filed)]).done();
    assert!(list(&office, "abgelegt").is_empty());
    desk(&office, &["undo", &id(&filed)]).done();
    assert_eq!(list(&office, "posteingang").len(), 2);
    assert!(documents(&office, filed["akte"].as_i64().unwrap()).is_empty());
    office.check();
}

#[test]
fn the_same_mail_at_two_accounts_is_stored_once_and_placed_twice() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot);
    add(
        &office,
        &dovecot,
        "anna",
        "mode = \"postkorb\"\nbenutzer = 1",
    );
    add(&office, &dovecot, "u1", "mode = \"posteingang\"");
    let one = mail("gegner@fremd.example", "8/20 an beide");
    dovecot.deliver("anna", std::slice::from_ref(&one));
    dovecot.deliver("u1", std::slice::from_ref(&one));
    office.receive();
    let (mine, open) = (only(&office, "postkorb:1"), only(&office, "posteingang"));
    assert_eq!(mine["content"], open["content"]);
    assert_ne!(mine["mail"], open["mail"]);
    // Filed a second time from the other desk, the Akte still shows it once.
    desk(&office, &["assign", &id(&open), "--akte", "8/20"]).done();
    assert_eq!(documents(&office, mine["akte"].as_i64().unwrap()).len(), 1);
    office.check();
}

#[test]
fn forwarding_assigning_completing_and_back() {
    let (_dovecot, office) = with_mail("Anfrage");
    let vorgang = only(&office, "postkorb:1");
    let nr = id(&vorgang);
    desk(&office, &["forward", &nr, "--to", "9"]).failed(1, "nicht „Aktuell“");
    assert_eq!(only(&office, "postkorb:1"), vorgang, "nothing changed");
    let note = "Bitte Frist notieren";
    desk(
        &office,
        &[
            "forward", &nr, "--to", "2", "--to", "3", "--to", "2", "--note", note,
        ],
    )
    .done();
    assert!(list(&office, "postkorb:1").is_empty());
    assert_eq!(only(&office, "postkorb:2")["note"], note);
    let carla = id(&only(&office, "postkorb:3"));
    desk(&office, &["undo", &nr]).done();
    assert!(list(&office, "postkorb:3").is_empty());
    assert_eq!(list(&office, "postkorb:1").len(), 1);
    desk(&office, &["complete", &carla]).failed(1, "gibt es nicht");

    desk(&office, &["forward", &nr, "--to", "3"]).done();
    let carla = id(&only(&office, "postkorb:3"));
    desk(&office, &["complete", &carla]).done();
    desk(&office, &["complete", &carla]).failed(1, "schon abgeschlossen");
    desk(&office, &["undo", &nr]).failed(1, "arbeitet schon daran");
    desk(&office, &["reopen", &carla]).done();
    desk(&office, &["reopen", &carla]).failed(1, "weder abgeschlossen");
    desk(&office, &["assign", &carla, "--benutzer", "2"]).done();
    assert_eq!(only(&office, "postkorb:2")["status"], "in-arbeit");
    desk(&office, &["take", &carla]).failed(1, "Benutzer 2 hat diesen Vorgang schon");
    office
        .run(&["--user", "2", "desk", "take", &carla])
        .failed(1, "lässt sich nicht übernehmen");
    desk(&office, &["wiedervorlage", &carla, "2090-01-02"]).done();
    assert!(list(&office, "postkorb:2").is_empty(), "put off");
    assert_eq!(
        only(&office, "wiedervorlage")["wiedervorlage"],
        "2090-01-02"
    );
    desk(&office, &["wiedervorlage", &carla]).done();
    assert_eq!(list(&office, "postkorb:2").len(), 1);
    office.check();
}

#[test]
fn undoing_never_takes_back_what_somebody_else_filed_since() {
    let (_dovecot, office) = with_mail("Anfrage");
    let nr = id(&only(&office, "postkorb:1"));
    desk(&office, &["forward", &nr, "--to", "2"]).done();
    let bernd = id(&only(&office, "postkorb:2"));
    desk(&office, &["reopen", &nr]).done();
    desk(&office, &["move", &nr, "8/20"]).done();
    desk(&office, &["move", &bernd, "9/20"]).done();
    desk(&office, &["undo", &nr]).failed(1, "inzwischen an anderer Stelle");
    assert_eq!(only(&office, "postkorb:2")["aktennummer"], "9/20");
    desk(&office, &["undo", &bernd]).done();
    desk(&office, &["undo", &nr]).done();
    assert_eq!(only(&office, "postkorb:1")["aktennummer"], "Benutzerakte 1");
    office.check();
}

#[test]
fn the_papierkorb_gives_back_and_a_verwalter_deletes_for_good() {
    let (dovecot, office) = with_mail("Werbung");
    let nr = id(&only(&office, "postkorb:1"));
    let raw = dovecot.content("anna", "INBOX");
    office
        .run_with(&["desk", "delete", &nr], b"nein\n")
        .failed(1, "Nichts wurde gelöscht");
    office.run_with(&["desk", "delete", &nr], b"ja\n").done();
    assert!(list(&office, "postkorb:1").is_empty());
    assert_eq!(list(&office, "papierkorb").len(), 1);
    desk(&office, &["complete", &nr]).failed(1, "liegt im Papierkorb");
    desk(&office, &["restore", &nr]).done();
    assert_eq!(list(&office, "postkorb:1").len(), 1);
    desk(&office, &["destroy", &nr, "--yes"]).failed(1, "liegt nicht im Papierkorb");
    desk(&office, &["delete", &nr, "--yes"]).done();
    let by_carla = ["--json", "--user", "3", "desk", "destroy", &nr, "--yes"];
    office.run(&by_carla).failed(1, "Verwalter");
    // The Benutzerakte holds it: the message stays.
    let gone = desk(&office, &["destroy", &nr, "--yes"]).done().objects();
    assert_eq!(gone[0]["gone"], false);
    assert!(list(&office, "papierkorb").is_empty());
    assert_eq!(office.mails().len(), 1);

    add(&office, &dovecot, "u1", "mode = \"posteingang\"");
    dovecot.deliver("u1", &[mail("spam@fremd.example", "Werbung zwei")]);
    office.receive();
    let nr = id(&only(&office, "posteingang"));
    desk(&office, &["delete", &nr, "--yes"]).done();
    let gone = desk(&office, &["destroy", &nr, "--yes"]).done().objects();
    assert_eq!(gone[0]["gone"], true);
    assert_eq!(office.mails().len(), 1);
    let found = office.run(&["--json", "mail", "search", "zwei"]).done();
    assert!(found.objects().is_empty());
    office.check();
    // Neither from the same server after a repair nor at another account does it come in again.
    dovecot.forget_uids("u1");
    dovecot.deliver("anna", &[mail("spam@fremd.example", "Werbung zwei")]);
    office.receive();
    assert_eq!(office.mails().len(), 1);
    for run in office.run(&["--json", "ledger"]).done().objects() {
        assert_eq!(run["balanced"], true, "{run}");
    }
    assert_eq!(dovecot.content("anna", "INBOX").len(), raw.len() + 1);
    office.check();
}

#[test]
fn altbestand_is_filed_without_a_place_in_the_days_work() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot);
    dovecot.deliver("anna", &[mail("gegner@fremd.example", "8/20 alt")]);
    add(
        &office,
        &dovecot,
        "anna",
        "mode = \"postkorb\"\nbenutzer = 1",
    );
    assert!(list(&office, "postkorb:1").is_empty());
    assert!(list(&office, "offen").is_empty());
    let old = only(&office, "altbestand");
    assert_eq!(old["aktennummer"], "8/20");
    desk(&office, &["assign", &id(&old), "--benutzer", "2"]).done();
    assert_eq!(only(&office, "postkorb:2")["aktennummer"], "8/20");
}

fn scan() -> Vec<u8> {
    b"From: scan@kanzlei.example\r\nTo: anna@kontor.test\r\nSubject: Scan\r\n\
      Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nvom Scanner\r\n\
      --b\r\nContent-Type: application/pdf; name=eins.pdf\r\n\
      Content-Disposition: attachment; filename=eins.pdf\r\n\r\n%PDF 1\r\n\
      --b\r\nContent-Type: application/pdf; name=zwei.pdf\r\n\
      Content-Disposition: attachment; filename=zwei.pdf\r\n\r\n%PDF 2\r\n--b--\r\n"
        .to_vec()
}

#[test]
fn read_in_mail_goes_to_whoever_it_is_assigned_to() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot);
    let external = ["benutzer", "add", "4", "--name", "Scanner", "--address"];
    office
        .run(&[external.as_slice(), &["scan@kanzlei.example"]].concat())
        .done();
    let storage = Storage::open(&office.data()).unwrap();
    storage
        .insert_klient(&Klient {
            name: "Firma A".to_owned(),
            ansprechpartner: vec![Ansprechpartner::parse("kontakt@firma-a.example")],
        })
        .unwrap();
    for (von, an) in [
        ("susi@kanzlei.example", 1),
        ("scan@kanzlei.example", 2),
        ("scan@kanzlei.example", 3),
    ] {
        storage.insert_zuordnung(von, &[number(an)]).unwrap();
    }
    add(&office, &dovecot, "anna", "mode = \"einlesen\"");
    add(&office, &dovecot, "u1", "mode = \"scanner\"");
    let to_client = b"From: Susi@Kanzlei.example\r\nTo: kontakt@firma-a.example\r\n\
                      Cc: anna@kontor.test\r\nSubject: Bericht\r\n\r\nText\r\n";
    let own = mail("susi@kanzlei.example", "ohne Klient");
    let stranger = mail("fremd@web.example", "wer bin ich");
    dovecot.deliver("anna", &[to_client.to_vec(), own, stranger]);
    dovecot.deliver("u1", &[scan()]);
    office.receive();
    let susi = list(&office, "tagesansicht:1");
    assert_eq!(susi.len(), 2);
    assert!(susi.iter().any(|it| it["klient"] == "Firma A"));
    let subjects = |place: &str| -> Vec<String> {
        let all = list(&office, place);
        all.iter()
            .map(|it| it["subject"].as_str().unwrap().to_owned())
            .collect()
    };
    // Never lost, and what has no Klient has a list of its own.
    assert_eq!(subjects("nicht-zugeordnet"), ["wer bin ich"]);
    assert!(subjects("klientenunabhaengig").contains(&"ohne Klient".to_owned()));
    assert!(!subjects("wiedervorlage").contains(&"Bericht".to_owned()));
    // The scan is open to two; one who may not have it is refused, the first who comes gets it.
    let scan = list(&office, "tagesansicht:2");
    assert_eq!(scan.len(), 1);
    assert!(scan[0]["benutzer"].is_null());
    assert_eq!(list(&office, "tagesansicht:3").len(), 1);
    let nr = id(&scan[0]);
    let take = |user: &str| office.run(&["--user", user, "desk", "take", &nr]);
    take("1").failed(1, "nicht für Sie bestimmt");
    let sync = office
        .run(&["--json", "--user", "3", "desk", "sync"])
        .done();
    assert_eq!(sync.objects()[0]["taken"], 1);
    take("2").failed(1, "Benutzer 3 hat diesen Vorgang schon übernommen");
    assert!(list(&office, "tagesansicht:2").is_empty());
    assert_eq!(only(&office, "tagesansicht:3")["benutzer"], 3);
    // Each sheet is a document.
    desk(&office, &["assign", &nr, "--akte", "9/20"]).done();
    let akte = only(&office, "tagesansicht:3")["akte"].as_i64().unwrap();
    let mut names: Vec<String> = documents(&office, akte)
        .iter()
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["eins.pdf", "zwei.pdf"]);
    // A sender without an assignment is given to somebody by hand.
    let nr = id(&only(&office, "nicht-zugeordnet"));
    desk(&office, &["assign", &nr, "--benutzer", "3"]).done();
    assert_eq!(list(&office, "tagesansicht:3").len(), 2);
    office.check();
}

#[test]
fn the_open_list_is_a_table_and_csv() {
    let (_dovecot, office) = with_mail("=Summe; \"heute\"");
    let csv = office
        .run(&["desk", "list", "--place", "offen", "--csv"])
        .done()
        .stdout;
    assert!(csv.starts_with('\u{feff}'), "Excel knows UTF-8 by this");
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.contains("\"'=Summe; \"\"heute\"\"\""), "{csv}");
    let table = office.run(&["desk", "list", "--place", "offen"]).done();
    assert!(table.stdout.contains("Postkorb 1"), "{}", table.stdout);
    let nr = id(&only(&office, "offen"));
    desk(&office, &["complete", &nr]).done();
    assert!(list(&office, "offen").is_empty());
    desk(&office, &["list", "--place", "keller"]).failed(1, "gibt es nicht");
    desk(&office, &["list", "--place", "quarantaene"]).done();
    desk(&office, &["take", "999"]).failed(1, "Einen Vorgang 999 gibt es nicht");
}
