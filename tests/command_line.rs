//! The command line with right and wrong input: what is stored, what is refused, in which words and
//! with which exit code.

mod support;

use std::path::Path;
use support::Office;

const GOOD: &str = "\
name = \"Kanzlei Muster\"
address = \"post@kanzlei.example\"
[incoming]
protocol = \"imap\"
host = \"imap.kanzlei.example\"
user = \"post\"
[outgoing]
host = \"smtp.kanzlei.example\"
auth = \"same\"
[usage]
mode = \"posteingang\"
";

fn office() -> Office {
    Office::new(Path::new("/dev/null"))
}

fn add(office: &Office, rollout: &str) -> support::Answer {
    let file = office.write_rollout(rollout);
    office.run(&["account", "add", "--file", file.to_str().unwrap()])
}

#[test]
fn wrong_roll_out_files_name_line_and_field_and_store_nothing() {
    let cases: [(&str, &str, &[&str]); 16] = [
        (
            "host = \"imap.kanzlei.example\"",
            "host = \"imap.kanzlei.example\"\nport = 0",
            &["Zeile 6", "incoming.port", "„0“ ist kein Port"],
        ),
        (
            "host = \"imap.kanzlei.example\"",
            "host = \"imap.kanzlei.example\"\nport = 70000",
            &["Zeile 6", "„70000“"],
        ),
        (
            "imap.kanzlei.example",
            "imap kanzlei",
            &["Zeile 5", "incoming.host", "kein Servername"],
        ),
        (
            "imap.kanzlei.example",
            "https://mail.kanzlei.example/",
            &["Zeile 5", "Internetadresse"],
        ),
        (
            "post@kanzlei.example",
            "post.kanzlei.example",
            &["Zeile 2", "address", "keine E-Mail-Adresse"],
        ),
        (
            "name = \"Kanzlei Muster\"",
            "nmae = \"Kanzlei Muster\"",
            &["Zeile 1", "nmae", "Schlüssel", "„name“: Angabe fehlt"],
        ),
        (
            "protocol = \"imap\"",
            "protocol = \"imap4\"",
            &["Zeile 4", "imap, pop3, exchange"],
        ),
        (
            "protocol = \"imap\"",
            "protocol = \"exchange\"",
            &["Zeile 7", "sendet über seinen Exchange-Server"],
        ),
        (
            "protocol = \"imap\"",
            "protocol = 7",
            &["Zeile 4", "Text in Anführungszeichen"],
        ),
        (
            "user = \"post\"",
            "user = \"post\"\npassword = \"sehr-geheim\"",
            &["Zeile 7", "Kennwort gehört nicht"],
        ),
        (
            "mode = \"posteingang\"",
            "mode = \"postkorb\"",
            &["usage.benutzer", "braucht einen Benutzer"],
        ),
        (
            "mode = \"posteingang\"",
            "mode = \"postkorb\"\nbenutzer = 1000",
            &["Zeile 12", "1 bis 999"],
        ),
        (
            "mode = \"posteingang\"",
            "mode = \"postkorb\"\nbenutzer = 7",
            &["Zeile 12", "usage.benutzer", "keinen Benutzer 7"],
        ),
        (
            "mode = \"posteingang\"",
            "mode = \"posteingang\"\ndatenpool = \"X\"",
            &["usage.datenpool", "Hauptdatenpool"],
        ),
        (
            "mode = \"posteingang\"",
            "mode = \"nur-senden\"\nkanzlei = true\nbenutzer = 1",
            &["usage.kanzlei", "Nur Senden"],
        ),
        ("[usage]", "[usage", &["Zeile 10", "kein gültiges TOML"]),
    ];
    let office = office();
    for (from, to, words) in cases {
        let rollout = GOOD.replace(from, to);
        let answer = add(&office, &rollout).failed(1, words[0]);
        for word in words {
            assert!(
                answer.stderr.contains(word),
                "{to}: {word:?} not in\n{}",
                answer.stderr
            );
        }
        assert!(!answer.stderr.contains("sehr-geheim"), "{}", answer.stderr);
        assert_eq!(
            office
                .run(&["--json", "account", "list"])
                .done()
                .objects()
                .len(),
            0,
            "{to}"
        );
    }
    // What follows from a word that is not known is no fault of its own.
    let rollout = GOOD.replace(
        "mode = \"posteingang\"",
        "mode = \"postfach\"\nbenutzer = 1",
    );
    add(&office, &rollout).failed(1, "haben einen Fehler");
    // Several faults at once.
    let rollout = GOOD
        .replace("post@kanzlei.example", "post")
        .replace("\"imap.", "\"imap .");
    add(&office, &rollout).failed(1, "haben 2 Fehler");
    office
        .run(&["account", "add", "--file", "/nonexistent.toml"])
        .failed(1, "lässt sich nicht lesen");
}

#[test]
fn usage_errors_are_german_and_exit_with_2() {
    let office = office();
    office
        .run(&["mial", "list"])
        .failed(2, "Den Befehl „mial“ gibt es nicht");
    office
        .run(&["mail", "list", "--colour"])
        .failed(2, "„--colour“ gibt es hier nicht");
    office.run(&["mail", "show"]).failed(2, "Es fehlt");
    office
        .run(&["mail", "show", "eins"])
        .failed(2, "„eins“ passt nicht");
    office
        .run(&["--lang", "fr", "mail", "list"])
        .failed(2, "„fr“ passt nicht");
    office
        .run(&["ledger", "--since", "gestern"])
        .failed(2, "„gestern“ passt nicht");
    // Without a command the window is wanted, which is not to be had here; on Windows it always is.
    if cfg!(unix) {
        office
            .run::<&str>(&[])
            .failed(1, "Hier lässt sich kein Fenster öffnen");
    }
    office
        .run(&["account", "trust", "1", "--fingerprint", "ab"])
        .failed(2, "„ab“ passt nicht");
    // Scripts get an object for this too.
    let answer = office.run(&["--json", "mail", "show", "eins"]);
    assert_eq!(answer.objects()[0]["kind"], "usage");
    let answer = office.run_with(&["--json", "account", "add", "--file"], b"");
    assert_eq!((answer.code, answer.objects().len()), (2, 1));
    office
        .run(&["--lang", "en", "mial"])
        .failed(2, "There is no command");
    let help = office.run(&["account", "add", "--help"]).done();
    assert!(help.stdout.contains("Roll-out-Datei"), "{}", help.stdout);
    assert!(help.stdout.contains("Aufruf:"), "{}", help.stdout);
    assert!(
        office
            .run(&["--version"])
            .done()
            .stdout
            .starts_with("kontorpost ")
    );
}

#[test]
fn unknown_numbers_are_clear_errors() {
    let office = office();
    for arguments in [
        &["account", "show", "7"][..],
        &["account", "export", "7"],
        &["account", "remove", "7"],
        &["receive", "--once", "--account", "7"],
        &["mail", "list", "--account", "7"],
        &["ledger", "--account", "7"],
    ] {
        office
            .run(arguments)
            .failed(1, "Konto mit der Nummer 7 gibt es nicht");
    }
    office
        .run(&["mail", "show", "7"])
        .failed(1, "Nachricht mit der Nummer 7 gibt es nicht");
    office
        .run(&["quarantine", "retry", "7"])
        .failed(1, "In der Quarantäne liegt nichts");
    office
        .run(&["ledger", "ack", "7"])
        .failed(1, "Abruf mit der Nummer 7 gibt es nicht");
    let answer = office.run(&["--json", "mail", "show", "7"]);
    assert_eq!(answer.objects()[0]["kind"], "no-mail");
    assert_eq!(answer.code, 1);
}

#[test]
fn an_account_goes_out_as_it_came_in() {
    let office = office();
    office
        .run(&["benutzer", "add", "1", "--name", "Susi Weiß"])
        .done();
    office.run(&["pool", "add", "Notariat"]).done();
    let geraet = [
        "geraet",
        "add",
        "Handy Susi",
        "--benutzer",
        "1",
        "--address",
        "susi@app.example",
    ];
    office.run(&geraet).done();
    let full = "\
name = \"Susi Weiß\"
address = \"weiss@kanzlei.example\"
active = false
interval_minutes = 15
folders = [\"INBOX\", \"Gericht/Fristen\"]
first_fetch = \"since:2026-01-31\"
remove_after_days = 30

[incoming]
protocol = \"imap\"
host = \"imap.kanzlei.example\"
port = 1143
security = \"starttls\"
user = \"weiss\"
after_fetch = \"remove\"

[outgoing]
host = \"smtp.kanzlei.example\"
port = 587
security = \"starttls\"
auth = \"own\"
user = \"weiss-smtp\"

[usage]
mode = \"postkorb\"
benutzer = 1
datenpool = \"Notariat\"
app_copy = \"Handy Susi\"
kanzlei = false
";
    add(&office, full).done();
    let exported = office.run(&["account", "export", "1"]).done().stdout;
    assert_eq!(exported, full);
    add(&office, &exported).done();
    assert_eq!(office.run(&["account", "export", "2"]).done().stdout, full);
    // Defaults.
    add(&office, GOOD).done();
    let shown = office
        .run(&["--json", "account", "show", "3"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["incoming"]["port"], 993);
    assert_eq!(shown["incoming"]["security"], "tls");
    assert_eq!(shown["incoming"]["after_fetch"], "leave");
    assert_eq!(shown["outgoing"]["port"], 465);
    assert_eq!(shown["active"], true);
}

#[test]
fn presets_fill_what_is_not_given() {
    let office = office();
    let gmx = "name = \"Anna\"\naddress = \"anna@gmx.de\"\npreset = \"gmx\"\n\
               [usage]\nmode = \"posteingang\"\n";
    add(&office, gmx).done();
    let shown = office
        .run(&["--json", "account", "show", "1"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["incoming"]["host"], "imap.gmx.net");
    assert_eq!(shown["incoming"]["user"], "anna@gmx.de");
    assert_eq!(shown["outgoing"]["host"], "mail.gmx.net");
    let pop3 = gmx.replace("[usage]", "[incoming]\nprotocol = \"pop3\"\n[usage]");
    add(&office, &pop3).done();
    let shown = office
        .run(&["--json", "account", "show", "2"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(shown["incoming"]["host"], "pop.gmx.net");
    assert_eq!(shown["incoming"]["port"], 995);
    add(&office, &gmx.replace("\"gmx\"", "\"gnx\"")).failed(1, "keine Voreinstellung „gnx“");
    let icloud = gmx.replace("\"gmx\"", "\"icloud\"");
    let icloud = icloud.replace("[usage]", "[incoming]\nprotocol = \"pop3\"\n[usage]");
    add(&office, &icloud).failed(1, "bietet dieses Protokoll nicht an");
}

#[test]
fn stammdaten_keep_a_verwalter_and_what_is_in_use() {
    let office = office();
    office
        .run(&["benutzer", "add", "0", "--name", "Null"])
        .failed(1, "1 bis 999");
    office
        .run(&["benutzer", "add", "1000", "--name", "Tausend"])
        .failed(1, "1 bis 999");
    office
        .run(&["benutzer", "add", "1", "--name", "Susi Weiß"])
        .done();
    let listed = office
        .run(&["--json", "benutzer", "list"])
        .done()
        .objects()
        .remove(0);
    assert_eq!(
        (&listed["verwalter"], &listed["login"]),
        (&true.into(), &"susi".into())
    );
    office
        .run(&[
            "benutzer", "add", "2", "--name", "Bernd", "--login", "bernd",
        ])
        .done();
    office
        .run(&["benutzer", "add", "2", "--name", "Noch einer"])
        .failed(1, "gibt es schon");
    office
        .run(&["benutzer", "add", "3", "--name", " "])
        .failed(1, "Name fehlt");
    office
        .run(&["benutzer", "remove", "1"])
        .failed(1, "muss Verwalter bleiben");
    let edit = ["benutzer", "edit", "1", "--verwalter", "false"];
    office.run(&edit).failed(1, "muss Verwalter bleiben");
    // Only a Verwalter changes master data and accounts; everybody says who they are.
    office
        .run(&["--user", "2", "pool", "add", "X"])
        .failed(1, "kein Verwalter");
    office
        .run(&["--user", "9", "pool", "add", "X"])
        .failed(1, "Einen Benutzer 9 gibt es nicht");
    let mut other = office.command(&["pool", "add", "X"]);
    let answer = support::Answer::from(other.env("USER", "fremd").output().unwrap());
    answer.failed(1, "gehört kein aktueller Benutzer");
    office.run(&["pool", "add", "Notariat"]).done();
    office
        .run(&["pool", "add", "notariat"])
        .failed(1, "gibt es schon");
    office
        .run(&[
            "geraet",
            "add",
            "Handy",
            "--benutzer",
            "2",
            "--address",
            "x",
        ])
        .failed(1, "keine E-Mail-Adresse");
    office
        .run(&[
            "geraet",
            "add",
            "Handy",
            "--benutzer",
            "5",
            "--address",
            "a@b.example",
        ])
        .failed(1, "Benutzer 5");
    office
        .run(&[
            "geraet",
            "add",
            "Handy",
            "--benutzer",
            "2",
            "--address",
            "a@b.example",
        ])
        .done();
    let rollout = GOOD.replace(
        "mode = \"posteingang\"",
        "mode = \"postkorb\"\nbenutzer = 2\ndatenpool = \"NOTARIAT\"\napp_copy = \"handy\"",
    );
    add(&office, &rollout).done();
    office
        .run(&["benutzer", "remove", "2"])
        .failed(1, "Kanzlei Muster");
    office
        .run(&["pool", "remove", "Notariat"])
        .failed(1, "Kanzlei Muster");
    office
        .run(&["geraet", "remove", "Handy"])
        .failed(1, "Kanzlei Muster");
    office
        .run(&["pool", "edit", "Notariat", "--name", "Notariat Süd"])
        .done();
    let exported = office.run(&["account", "export", "1"]).done().stdout;
    assert!(
        exported.contains("datenpool = \"Notariat Süd\""),
        "{exported}"
    );
    office.run(&["account", "remove", "1"]).done();
    office.run(&["geraet", "remove", "Handy"]).done();
    office.run(&["pool", "remove", "Notariat Süd"]).done();
    office.run(&["benutzer", "remove", "2"]).done();
}

#[test]
fn only_one_kanzlei_account() {
    let office = office();
    let kanzlei = GOOD.replace(
        "mode = \"posteingang\"",
        "mode = \"posteingang\"\nkanzlei = true",
    );
    add(&office, &kanzlei).done();
    add(&office, &kanzlei.replace("post@", "zweite@")).failed(1, "ist schon „Kanzlei Muster“");
    let file = office.write_rollout(&kanzlei);
    office
        .run(&["account", "edit", "1", "--file", file.to_str().unwrap()])
        .done();
}

#[test]
fn an_account_that_only_sends_is_never_fetched() {
    let office = office();
    office
        .run(&["benutzer", "add", "1", "--name", "Susi Weiß"])
        .done();
    let only = "name = \"Rundbrief\"\naddress = \"brief@kanzlei.example\"\n[outgoing]\n\
                host = \"smtp.kanzlei.example\"\nauth = \"own\"\nuser = \"brief\"\n\
                [usage]\nmode = \"nur-senden\"\nbenutzer = 1\n";
    add(&office, only).done();
    add(&office, &only.replace("auth = \"own\"", "auth = \"same\""))
        .failed(1, "keine gleiche Anmeldung");
    let answer = office.run(&["receive", "--once"]).done();
    assert!(
        answer.stderr.contains("Kein Konto wird abgerufen"),
        "{}",
        answer.stderr
    );
    office
        .run(&["receive", "--once", "--account", "1"])
        .failed(1, "wird nicht abgerufen");
}

#[test]
fn english_on_request() {
    let office = office();
    office
        .run(&["--lang", "en", "mail", "show", "7"])
        .failed(1, "There is no message number 7");
}
