//! Akten, Klienten, Eingangsfächer, Von→An and the settings of the office through the program: what
//! is stored, what is refused and in which words, and that a refusal changes nothing.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{Answer, Office};

fn office() -> Office {
    let office = Office::new(Path::new("/dev/null"));
    for (number, name, address) in [
        ("1", "Susi Weiß", "weiss@kanzlei.example"),
        ("2", "Bernd Rot", "rot@kanzlei.example"),
        ("3", "Alt Gold", "gold@kanzlei.example"),
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
    office
        .run(&["benutzer", "edit", "3", "--current", "false"])
        .done();
    let external = [
        "benutzer",
        "add",
        "4",
        "--name",
        "Extern Grün",
        "--address",
        "gruen@web.example",
        "--extern",
        "true",
    ];
    office.run(&external).done();
    office
}

fn objects(office: &Office, words: &[&str]) -> Vec<Value> {
    let arguments = [&["--json"], words].concat();
    office.run(&arguments).done().objects()
}

fn posteingang(office: &Office, kanzlei: bool, address: &str, more: &[&str]) -> Answer {
    let rollout = format!(
        "name = \"{address}\"\naddress = \"{address}\"\n[incoming]\nhost = \"imap.example\"\n\
         user = \"{address}\"\n[usage]\nmode = \"posteingang\"\nkanzlei = {kanzlei}\n"
    );
    let file = office.write_rollout(&rollout);
    let add = ["--json", "account", "add", "--file", file.to_str().unwrap()];
    office.run(&[&add, more].concat())
}

#[test]
fn an_akte_is_unique_in_its_pool_and_known_in_every_spelling() {
    let office = office();
    office.run(&["pool", "add", "Notariat"]).done();
    let add = [
        "akte",
        "add",
        "0008/2020",
        "--name",
        "Müller ./. Meier",
        "--sachbearbeiter",
        "2",
    ];
    office.run(&add).done();
    office
        .run(&["akte", "add", "8/20", "--name", "Andere"])
        .failed(1, "„8/20“ gibt es schon");
    let notariat = [
        "akte", "add", "8/20", "--pool", "notariat", "--name", "Kauf",
    ];
    office.run(&notariat).done();
    for wrong in ["8-20", "0/20", "8", "8/7", "100000/20", "8/1920"] {
        office
            .run(&["akte", "add", wrong, "--name", "X"])
            .failed(1, "ist keine Aktennummer");
    }
    let wrong = [
        "akte",
        "add",
        "9/20",
        "--pool",
        "Süd",
        "--sachbearbeiter",
        "77",
    ];
    let answer = office.run(&wrong).failed(1, "Name fehlt");
    assert!(answer.stderr.contains("Datenpool Süd"), "{}", answer.stderr);
    assert!(answer.stderr.contains("Benutzer 77"), "{}", answer.stderr);
    let all = objects(&office, &["akte", "list"]);
    let shown: Vec<_> = all
        .iter()
        .map(|it| (it["aktennummer"].clone(), it["datenpool"].clone()))
        .collect();
    assert_eq!(
        shown,
        [
            ("8/20".into(), Value::Null),
            ("8/20".into(), "Notariat".into())
        ]
    );
    assert_eq!(all[0]["sachbearbeiter"], 2);
    office
        .run(&["benutzer", "remove", "2"])
        .failed(1, "Wird noch verwendet von: 8/20");
    office
        .run(&["pool", "remove", "Notariat"])
        .failed(1, "Wird noch verwendet von: 8/20");
    office
        .run(&["pool", "edit", "Notariat", "--name", "Notariat Süd"])
        .done();
    let edit = [
        "akte",
        "edit",
        "8/20",
        "--pool",
        "notariat süd",
        "--number",
        "9/20",
        "--new-pool",
        "",
    ];
    office.run(&edit).done();
    office.run(&["pool", "remove", "Notariat Süd"]).done();
    let numbers: Vec<_> = objects(&office, &["akte", "list"])
        .iter()
        .map(|it| it["aktennummer"].clone())
        .collect();
    assert_eq!(numbers, ["9/20", "8/20"]);
    office
        .run(&["akte", "edit", "8/20", "--sachbearbeiter", "keiner"])
        .done();
    office.run(&["benutzer", "remove", "2"]).done();
    office.run(&["akte", "remove", "8/20"]).done();
    office
        .run(&["akte", "remove", "8/20"])
        .failed(1, "„8/20“ gibt es nicht");
    // Every Benutzer has a Benutzerakte; it goes with the Benutzer.
    let all = objects(&office, &["akte", "list", "--alle"]);
    let owners: Vec<_> = all
        .iter()
        .filter(|it| it["kind"] == "benutzerakte")
        .collect();
    assert_eq!(owners.len(), 3);
}

#[test]
fn von_an_takes_only_addresses_of_benutzer_and_current_ones() {
    let office = office();
    let add = |von: &str, an: &str| office.run(&["zuordnung", "add", von, "--an", an]);
    add("fremd@web.example", "1").failed(1, "bei keinem Benutzer als Adresse");
    add("gold@kanzlei.example", "1").failed(1, "„gold@kanzlei.example“ ist nicht aktuell");
    add("gruen@web.example", "3").failed(1, "Benutzer 3 ist nicht aktuell");
    add("gruen@web.example", "4").failed(1, "Benutzer 4 ist extern");
    add("gruen@web.example", "9").failed(1, "„Benutzer 9“ gibt es nicht");
    add("gruen@web.example", "0").failed(1, "1 bis 999");
    add("gruen@web.example", "70000").failed(1, "1 bis 999");
    // One wrong Benutzer among several: nothing is stored.
    add("gruen@web.example", "1,3").failed(1, "Benutzer 3 ist nicht aktuell");
    assert!(objects(&office, &["zuordnung", "list"]).is_empty());
    add("Gruen@Web.example", "1,2").done();
    add("gruen@web.example", "2").failed(1, "gibt es schon");
    office
        .run(&["benutzer", "remove", "4"])
        .failed(1, "Von Gruen@Web.example");
    office
        .run(&["benutzer", "remove", "2"])
        .failed(1, "Von Gruen@Web.example");
    // Whoever leaves stays in the list and does not count.
    office
        .run(&["benutzer", "edit", "2", "--current", "false"])
        .done();
    let all = objects(&office, &["zuordnung", "list"]);
    assert_eq!(
        (&all[0]["bar"], &all[1]["bar"]),
        (&Value::Null, &"an-not-current".into())
    );
    // Rows follow an address that changes.
    let edit = ["benutzer", "edit", "4", "--address", "neu@web.example"];
    office.run(&edit).done();
    let all = objects(&office, &["zuordnung", "list"]);
    assert!(all.iter().all(|it| it["von"] == "neu@web.example"));
    office
        .run(&["zuordnung", "edit", "neu@web.example", "--an", "1"])
        .done();
    office
        .run(&["zuordnung", "edit", "anders@web.example", "--an", "1"])
        .failed(1, "gibt es nicht");
    assert_eq!(objects(&office, &["zuordnung", "list"]).len(), 1);
    office
        .run(&["zuordnung", "remove", "neu@web.example"])
        .done();
    office.run(&["benutzer", "remove", "4"]).done();
}

#[test]
fn external_staff_has_no_access() {
    let office = office();
    office
        .run(&["--user", "4", "mail", "list"])
        .failed(1, "extern und hat keinen Zugang");
    for right in ["--verwalter", "--einlesen"] {
        office
            .run(&["benutzer", "edit", "4", right, "true"])
            .failed(1, "keinen Zugang");
    }
    office
        .run(&["benutzer", "edit", "4", "--login", "gruen"])
        .failed(1, "keinen Zugang");
}

#[test]
fn klienten_and_taetigkeiten() {
    let office = office();
    office
        .run(&[
            "klient",
            "add",
            "Muster GmbH",
            "--ansprechpartner",
            "Anna Muster <anna@muster.example>",
            "--ansprechpartner",
            "ANNA@muster.example",
        ])
        .failed(1, "gibt es schon");
    office
        .run(&["klient", "add", "Muster GmbH", "--ansprechpartner", "anna"])
        .failed(1, "keine E-Mail-Adresse");
    assert!(objects(&office, &["klient", "list"]).is_empty());
    let anna = "Anna Muster <anna@muster.example>";
    office
        .run(&["klient", "add", "Muster GmbH", "--ansprechpartner", anna])
        .done();
    office
        .run(&["klient", "add", "muster gmbh"])
        .failed(1, "gibt es schon");
    let edit = [
        "klient",
        "edit",
        "MUSTER GmbH",
        "--ansprechpartner",
        "b@muster.example",
        "--ohne",
        "Anna@Muster.example",
        "--name",
        "Muster AG",
    ];
    office.run(&edit).done();
    let all = objects(&office, &["klient", "list"]);
    assert_eq!(all[0]["name"], "Muster AG");
    assert_eq!(all[0]["ansprechpartner"][0]["address"], "b@muster.example");
    office.run(&["klient", "remove", "Muster AG"]).done();
    office.run(&["taetigkeit", "add", "Import"]).done();
    office
        .run(&["taetigkeit", "add", "IMPORT"])
        .failed(1, "gibt es schon");
    office
        .run(&["taetigkeit", "edit", "import", "--name", "E-Mail-Import"])
        .done();
    office
        .run(&["taetigkeit", "remove", "Import"])
        .failed(1, "gibt es nicht");
    office
        .run(&["taetigkeit", "remove", "e-mail-import"])
        .done();
}

#[test]
fn sources_bring_mail_into_trays() {
    let office = office();
    posteingang(&office, false, "post@kanzlei.example", &[]).done();
    let rollout = "name = \"Susi\"\naddress = \"weiss@kanzlei.example\"\n[incoming]\n\
                   host = \"imap.example\"\nuser = \"w\"\n[usage]\nmode = \"postkorb\"\n\
                   benutzer = 1\n";
    let file = office.write_rollout(rollout);
    office
        .run(&["account", "add", "--file", file.to_str().unwrap()])
        .done();
    let all = objects(&office, &["quelle", "list"]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["eingangsfach"], "Posteingang");
    office.run(&["eingangsfach", "add", "Gericht"]).done();
    office
        .run(&["quelle", "add", "2", "--fach", "Gericht"])
        .failed(1, "steht nicht auf „Posteingang“");
    office
        .run(&["quelle", "add", "9", "--fach", "Gericht"])
        .failed(1, "Ein Konto mit der Nummer 9 gibt es nicht");
    office
        .run(&["quelle", "add", "1", "--fach", "Gerücht"])
        .failed(1, "„Gerücht“ gibt es nicht");
    office
        .run(&["quelle", "add", "1", "--fach", "gericht"])
        .done();
    assert_eq!(
        objects(&office, &["quelle", "list"])[0]["eingangsfach"],
        "Gericht"
    );
    office
        .run(&["eingangsfach", "remove", "Gericht"])
        .failed(1, "post@kanzlei.example");
    office
        .run(&["eingangsfach", "remove", "Posteingang"])
        .failed(1, "ist das Standardfach");
    office
        .run(&["eingangsfach", "edit", "Gericht", "--standard"])
        .done();
    office.run(&["quelle", "remove", "1"]).done();
    office
        .run(&["eingangsfach", "remove", "Posteingang"])
        .done();
    assert_eq!(
        objects(&office, &["quelle", "list"])[0]["eingangsfach"],
        "Gericht"
    );
}

#[test]
fn settings_are_checked_and_stored_as_a_whole() {
    let office = office();
    let set = |words: &[&str]| office.run(&[&["settings", "set"], words].concat());
    let now = || objects(&office, &["settings", "show"]).remove(0);
    let first = now();
    assert_eq!(first["directives"], "own");
    assert_eq!(first["reading"]["on"], false);
    assert_eq!(first["reading"]["minutes"], 15);
    assert_eq!(first["reading"]["complete"], false);
    set(&[]).failed(2, "Es fehlt");
    set(&["--betreff-befehle", "alle"]).failed(1, "Erlaubt: own, known, all");
    for minutes in ["0", "1441", "-5", "x", "99999"] {
        let wanted = format!("--minuten={minutes}");
        set(&[&wanted]).failed(1, "ganze Zahlen von 1 bis 1.440");
    }
    set(&["--weiterleitung", "3"]).failed(1, "kein aktueller Benutzer mit Zugang");
    set(&["--weiterleitung", "4"]).failed(1, "kein aktueller Benutzer mit Zugang");
    set(&["--weiterleitung", "1000"]).failed(1, "1 bis 999");
    set(&["--sperren", "werbung"]).failed(1, "weder eine E-Mail-Adresse noch");
    set(&["--entsperren", "@shop.example"]).failed(1, "ist nicht gesperrt");
    set(&["--einlesen", "true"]).failed(1, "nur mit einer Tätigkeit");
    set(&["--einlesen", "true", "--taetigkeit", "Import"]).failed(1, "keine Tätigkeit „Import“");
    // One fault among good values: nothing changes.
    set(&[
        "--weiterleitung",
        "2",
        "--sperren",
        "@shop.example",
        "--minuten",
        "0",
    ])
    .failed(1, "1 bis 1.440");
    assert_eq!(now(), first);
    office.run(&["taetigkeit", "add", "Import"]).done();
    let all = [
        "--betreff-befehle",
        "known",
        "--weiterleitung",
        "2",
        "--sperren",
        "@Shop.example",
        "--sperren",
        "Werbung@x.example",
        "--fax-kennung",
        "fax@kanzlei.example",
        "--einlesen",
        "true",
        "--minuten",
        "1440",
        "--taetigkeit",
        "import",
        "--abschliessen",
        "true",
    ];
    set(&all).done();
    let stored = now();
    assert_eq!(stored["directives"], "known");
    assert_eq!(stored["forward_to"], 2);
    let blocked = serde_json::json!(["werbung@x.example", "@shop.example"]);
    assert_eq!(stored["blocked"], blocked);
    assert_eq!(stored["fax"], "fax@kanzlei.example");
    assert_eq!(stored["reading"]["taetigkeit"], "Import");
    assert_eq!(stored["reading"]["minutes"], 1440);
    // What the settings use stays.
    office
        .run(&["taetigkeit", "remove", "Import"])
        .failed(1, "Wird noch verwendet");
    office
        .run(&["benutzer", "remove", "2"])
        .failed(1, "Wird noch verwendet");
    set(&["--taetigkeit", "keine"]).failed(1, "nur mit einer Tätigkeit");
    set(&["--taetigkeit", "keine", "--einlesen", "false"]).done();
    set(&["--weiterleitung", "keine", "--entsperren", "@SHOP.example"]).done();
    office.run(&["taetigkeit", "remove", "Import"]).done();
    office.run(&["benutzer", "remove", "2"]).done();
}

#[test]
fn automatic_reading_needs_its_right() {
    let office = office();
    let as_rot = |words: &[&str]| office.run(&[&["--user", "2", "--json"], words].concat());
    as_rot(&["settings", "set", "--minuten", "5"])
        .failed(1, "das Recht „E-Mails automatisch einlesen“ nicht");
    as_rot(&["zuordnung", "add", "rot@kanzlei.example", "--an", "2"])
        .failed(1, "das Recht „E-Mails automatisch einlesen“ nicht");
    let shown = as_rot(&["settings", "show"]).done().objects().remove(0);
    assert_eq!(shown["reading"], Value::Null);
    office
        .run(&["benutzer", "edit", "2", "--einlesen", "true"])
        .done();
    as_rot(&["settings", "set", "--minuten", "5"]).done();
    as_rot(&["zuordnung", "add", "rot@kanzlei.example", "--an", "2"]).done();
    // The right is for that alone.
    as_rot(&["settings", "set", "--betreff-befehle", "all"]).failed(1, "kein Verwalter");
    as_rot(&["akte", "add", "8/20", "--name", "X"]).failed(1, "kein Verwalter");
}

#[test]
fn the_kanzlei_mark_moves_only_on_request() {
    let office = office();
    posteingang(&office, true, "erste@kanzlei.example", &[]).done();
    posteingang(&office, true, "zweite@kanzlei.example", &[]).failed(1, "--move");
    let moved = posteingang(&office, true, "zweite@kanzlei.example", &["--move"]).done();
    assert_eq!(moved.objects()[0]["kanzlei_from"], 1);
    let marks = || -> Vec<Value> {
        objects(&office, &["account", "list"])
            .iter()
            .map(|it| it["usage"]["kanzlei"].clone())
            .collect()
    };
    assert_eq!(marks(), [false, true]);
    let exported = office.run(&["account", "export", "1"]).done().stdout;
    let file = office.write_rollout(&exported.replace("kanzlei = false", "kanzlei = true"));
    let edit = ["account", "edit", "1", "--file", file.to_str().unwrap()];
    office
        .run(&edit)
        .failed(1, "schon „zweite@kanzlei.example“");
    assert_eq!(marks(), [false, true]);
    office.run(&[&edit[..], &["--move"]].concat()).done();
    assert_eq!(marks(), [true, false]);
    // An edit that is refused for another reason moves nothing.
    let exported = office.run(&["account", "export", "2"]).done().stdout;
    let wrong = exported.replace("kanzlei = false", "kanzlei = true");
    let wrong = wrong.replace(
        "mode = \"posteingang\"",
        "mode = \"postkorb\"\nbenutzer = 1",
    );
    let file = office.write_rollout(&wrong);
    let edit = [
        "account",
        "edit",
        "2",
        "--move",
        "--file",
        file.to_str().unwrap(),
    ];
    office.run(&edit).failed(1, "muss auf „Posteingang“ stehen");
    assert_eq!(marks(), [true, false]);
}

fn fetched(office: &Office, usage: &str) -> i64 {
    let rollout = format!(
        "name = \"Konto\"\naddress = \"konto@kanzlei.example\"\n[incoming]\n\
         host = \"imap.example\"\nuser = \"konto\"\n[usage]\n{usage}\n"
    );
    office.add(&rollout, "geheim")
}

fn bring(office: &Office, account: i64, mail: &str) {
    let file = office.directory.path().join("post.eml");
    std::fs::write(&file, mail.replace('\n', "\r\n")).unwrap();
    let words = [
        "mail",
        "import",
        "--account",
        &account.to_string(),
        "--to-desk",
        "--eml",
        file.to_str().unwrap(),
    ];
    office.run(&words).done();
}

#[test]
fn what_mail_lies_in_is_not_deleted() {
    let office = office();
    let in_use = |words: &[&str]| {
        office.run(words).failed(1, "Wird noch verwendet: Post");
    };
    office
        .run(&["akte", "add", "8/20", "--name", "Müller"])
        .done();
    let account = fetched(&office, "mode = \"postkorb\"\nbenutzer = 2");
    let mail = "From: <a@fremd.example>\nTo: <konto@kanzlei.example>\nSubject: 8/20 x\n\nx\n";
    bring(&office, account, mail);
    office
        .run(&["account", "remove", &account.to_string()])
        .done();
    in_use(&["akte", "remove", "8/20"]);
    in_use(&["benutzer", "remove", "2"]);
    // Its number may change; what lies in it stays in it.
    office
        .run(&["akte", "edit", "8/20", "--number", "9/20"])
        .done();
    in_use(&["akte", "remove", "9/20"]);

    office.run(&["taetigkeit", "add", "Import"]).done();
    let anna = ["--ansprechpartner", "anna@muster.example"];
    office
        .run(&[&["klient", "add", "Muster GmbH"][..], &anna].concat())
        .done();
    office
        .run(&["settings", "set", "--taetigkeit", "Import"])
        .done();
    office
        .run(&["zuordnung", "add", "weiss@kanzlei.example", "--an", "1"])
        .done();
    let account = fetched(&office, "mode = \"einlesen\"");
    let mail = "From: <weiss@kanzlei.example>\nTo: <anna@muster.example>\n\
                Cc: <konto@kanzlei.example>\nSubject: Antwort\n\nx\n";
    bring(&office, account, mail);
    office
        .run(&["settings", "set", "--taetigkeit", "keine"])
        .done();
    in_use(&["taetigkeit", "remove", "Import"]);
    in_use(&["klient", "remove", "Muster GmbH"]);
    let all = objects(&office, &["klient", "list"]);
    assert_eq!(
        all[0]["ansprechpartner"][0]["address"],
        "anna@muster.example"
    );
}
