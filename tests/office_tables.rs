//! Akten, Benutzer and Klienten from a table, as Excel writes it: everything in it or nothing.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{Answer, Office};

fn office() -> Office {
    let office = Office::new(Path::new("/dev/null"));
    office
        .run(&["benutzer", "add", "1", "--name", "Susi Weiß"])
        .done();
    office.run(&["pool", "add", "Notariat"]).done();
    office
}

fn import(office: &Office, what: &str, table: &[u8], more: &[&str]) -> Answer {
    let file = office.directory.path().join("tabelle.csv");
    std::fs::write(&file, table).unwrap();
    let words = ["--json", what, "import", "--file", file.to_str().unwrap()];
    office.run(&[&words, more].concat())
}

fn list(office: &Office, what: &str) -> Vec<Value> {
    let words = ["--json", what, "list"];
    office.run(&words).done().objects()
}

#[test]
fn akten_come_in_as_excel_writes_them() {
    let office = office();
    // windows-1252 with semicolons: "CSV (Trennzeichen-getrennt)" of a German Excel.
    let table = b"Aktennummer;Kurzbezeichnung;Sachbearbeiter;Datenpool\r\n\
                  8/20;\"M\xfcller ./. \"\"Meier\"\"; S\xf6hne\";1;\r\n\
                  0009/2020;Weber \x96 Kauf;;NOTARIAT\r\n;;;\r\n";
    let answer = import(&office, "akte", table, &[]).done();
    assert_eq!(answer.objects()[0]["added"], 2);
    let all = list(&office, "akte");
    assert_eq!(all[1]["name"], "Müller ./. \"Meier\"; Söhne");
    assert_eq!(all[1]["sachbearbeiter"], 1);
    assert_eq!(all[0]["name"], "Weber – Kauf");
    assert_eq!(all[0]["datenpool"], "Notariat");
    // UTF-8 with its mark and commas; the same numbers again only with --update.
    let table = "\u{feff}Akte,Bezeichnung\n8/20,Müller\n10/20,Neu\n".as_bytes();
    let answer = import(&office, "akte", table, &[]).failed(1, "Zeile 2: „8/20“ gibt es schon");
    assert_eq!(answer.objects()[0]["kind"], "table");
    assert_eq!(list(&office, "akte").len(), 2);
    let answer = import(&office, "akte", table, &["--update"]).done();
    assert_eq!(answer.objects()[0]["changed"], 1);
    let all = list(&office, "akte");
    // A column that the table does not have changes nothing.
    let changed = all.iter().find(|it| it["aktennummer"] == "8/20").unwrap();
    assert_eq!(
        (&changed["name"], &changed["sachbearbeiter"]),
        (&"Müller".into(), &1.into())
    );
}

#[test]
fn every_bad_line_is_named_and_none_is_taken() {
    let office = office();
    let table = "Aktennummer;Kurzbezeichnung;Sachbearbeiter;Datenpool\n\
                 8/20;Gut;1;\n\
                 8-20;Falsche Nummer;1;\n\
                 9/20;;1;\n\
                 10/20;Kein Benutzer;77;\n\
                 11/20;Kein Pool;1;Süd\n\
                 12/20;Zu kurz\n\
                 \n\
                 0008/2020;Doppelt;1;\n\
                 13/20;Tausend;1000;\n";
    let answer = import(&office, "akte", table.as_bytes(), &[]).failed(1, "Die Tabelle hat");
    let faults = answer.objects()[0]["faults"].clone();
    let faults: Vec<&str> = faults
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    assert_eq!(
        faults,
        [
            "Zeile 3, Spalte „Aktennummer“: „8-20“ ist keine Aktennummer. Richtig ist zum Beispiel 8/20 oder 1234/2026.",
            "Zeile 4: Der Name fehlt.",
            "Zeile 5: „Benutzer 77“ gibt es nicht.",
            "Zeile 6: „Datenpool Süd“ gibt es nicht.",
            "Zeile 7: Die Zeile hat 2 Felder statt 4.",
            "Zeile 9, Spalte „Aktennummer“: Steht schon in Zeile 2.",
            "Zeile 10, Spalte „Sachbearbeiter“: „1000“ ist keine Benutzernummer. Erlaubt sind 1 bis 999.",
        ]
    );
    assert!(list(&office, "akte").is_empty());
}

#[test]
fn what_is_no_such_table_is_refused() {
    let office = office();
    let refused = |table: &[u8], words: &str| {
        import(&office, "akte", table, &[]).failed(1, words);
    };
    refused(b"", "Die Datei ist leer");
    refused(
        b"Aktennummer;Sachbearbeiter\n8/20;1\n",
        "Spalte „Kurzbezeichnung“ fehlt",
    );
    refused(
        b"Aktennummer;Kurzbezeichnung;Farbe\n8/20;X;rot\n",
        "Spalte „Farbe“ gibt es nicht",
    );
    refused(b"PK\x03\x04\x14\0\x06\0", "CSV UTF-8");
    refused(
        b"Aktennummer;Kurzbezeichnung\n8/20;\"offen\n9/20;X\n",
        "Zeile 2",
    );
    let missing = ["akte", "import", "--file", "/gibt/es/nicht.csv"];
    office.run(&missing).failed(1, "lässt sich nicht lesen");
    let mut other = office.command(&["--user", "1", "akte", "list"]);
    Answer::from(other.output().unwrap()).done();
    assert!(list(&office, "akte").is_empty());
}

#[test]
fn benutzer_come_in_and_the_office_keeps_its_verwalter() {
    let office = office();
    let table = "Nummer\tName\tE-Mail\tAktuell\tAnmeldename\tVerwalter\tEinlesen\tExtern\r\n\
                 2\tBernd Rot\trot@kanzlei.example\tja\tbernd\tnein\tx\t\r\n\
                 3\tExtern Grün\tgruen@web.example\t\t\t\t\tja\r\n";
    import(&office, "benutzer", table.as_bytes(), &[]).done();
    let all = list(&office, "benutzer");
    assert_eq!(all.len(), 3);
    assert_eq!(
        (&all[1]["einlesen"], &all[2]["external"]),
        (&true.into(), &true.into())
    );
    let wrong = "Nummer;Name;E-Mail;Aktuell;Anmeldename;Extern\n\
                 0;Null;;;;\n4;Vier;vier;;;\n5;Fünf;;vielleicht;;\n6;Sechs;;;bernd;\n\
                 7;Sieben;;;sieben;ja\n4;Noch einmal;;;;\n";
    let answer = import(&office, "benutzer", wrong.as_bytes(), &[]).failed(1, "6 Fehler");
    for words in [
        "Zeile 2, Spalte „Nummer“: „0“ ist keine Benutzernummer",
        "Zeile 3: „vier“ ist keine E-Mail-Adresse",
        "Zeile 4, Spalte „Aktuell“: „vielleicht“ ist weder ja noch nein",
        "Zeile 5: Der Anmeldename gehört schon zu „Bernd Rot“",
        "Zeile 6: Externe haben keinen Zugang",
        "Zeile 7, Spalte „Nummer“: Steht schon in Zeile 3",
    ] {
        assert!(answer.stderr.contains(words), "{words}\n{}", answer.stderr);
    }
    assert_eq!(list(&office, "benutzer").len(), 3);
    let last = "Nummer;Name;Verwalter\n1;Susi Weiß;nein\n8;Acht;nein\n";
    import(&office, "benutzer", last.as_bytes(), &["--update"]).failed(1, "muss Verwalter bleiben");
    assert_eq!(list(&office, "benutzer").len(), 3);
}

#[test]
fn klienten_have_one_line_an_address() {
    let office = office();
    let table = "Klient;Ansprechpartner;E-Mail\n\
                 Muster GmbH;Anna;anna@muster.example\n\
                 Beispiel KG;;info@beispiel.example\n\
                 muster gmbh;Bert;bert@muster.example\n";
    import(&office, "klient", table.as_bytes(), &[]).done();
    let all = list(&office, "klient");
    assert_eq!(all.len(), 2);
    assert_eq!(all[1]["ansprechpartner"].as_array().unwrap().len(), 2);
    let wrong = "Klient;E-Mail\nNeu;neu@x.example\nNeu;NEU@x.example\nNeu;neu\n;a@b.example\n";
    let answer = import(&office, "klient", wrong.as_bytes(), &[]).failed(1, "3 Fehler");
    for words in [
        "Zeile 3, Spalte „E-Mail“: Steht schon in Zeile 2",
        "Zeile 4, Spalte „E-Mail“: „neu“ ist keine E-Mail-Adresse",
        "Zeile 5: Der Name fehlt",
    ] {
        assert!(answer.stderr.contains(words), "{words}\n{}", answer.stderr);
    }
    assert_eq!(list(&office, "klient").len(), 2);
}

#[test]
fn twenty_thousand_akten_come_in_at_once() {
    let office = office();
    let mut table = "Aktennummer;Kurzbezeichnung\r\n".to_owned();
    for number in 1..=20_000 {
        table.push_str(&format!("{number}/26;Sache {number}\r\n"));
    }
    let answer = import(&office, "akte", table.as_bytes(), &[]).done();
    assert_eq!(answer.objects()[0]["added"], 20_000);
    // The last line is wrong: none of the others is taken.
    let wrong = table.replace("/26;", "/25;") + "1/25;Doppelt\r\n";
    import(&office, "akte", wrong.as_bytes(), &[]).failed(1, "Zeile 20002");
    let all = ["--json", "akte", "list", "--limit", "100000"];
    assert_eq!(office.run(&all).done().objects().len(), 20_000);
}
