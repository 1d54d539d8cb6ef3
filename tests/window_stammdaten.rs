//! "Stammdaten", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::register::Akte;
use kontorpost::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber};
use kontorpost::domain::table_import::TableKind;
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog;
use kontorpost::gui::dialog::stammdaten::{Part, Stammdaten};
use kontorpost::gui::dialog::table_import::{self, TableImport};
use kontorpost::gui::files::Named as FileNamed;
use kontorpost::gui::hosting::HostId;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::{Acting, Office};
use tempfile::TempDir;
use window::Desk;

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("number")
}

fn benutzer(wanted: u16, name: &str, login: &str) -> Benutzer {
    Benutzer {
        number: number(wanted),
        name: name.to_owned(),
        address: String::new(),
        current: true,
        login: login.to_owned(),
        verwalter: false,
        einlesen: false,
        external: false,
    }
}

fn empty() -> (TempDir, Office) {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    (directory, office)
}

/// Two Benutzer, the first of them acting, a pool, and a device of the second.
fn office() -> (TempDir, Office) {
    let (directory, office) = empty();
    let own = benutzer(1, "Weiß, Susanne", &kontorpost::service::login_name());
    office.add_benutzer(&own).expect("benutzer");
    office
        .add_benutzer(&benutzer(2, "Müller, Jörg", "jm"))
        .expect("benutzer");
    office.add_datenpool("Pool Zwei").expect("pool");
    let geraet = AppGeraet {
        name: "Tablet".to_owned(),
        benutzer: number(2),
        address: "app@kanzlei.example".to_owned(),
        confirmed: false,
    };
    office.add_geraet(&geraet).expect("device");
    (directory, office)
}

fn open(office: &Office) -> Desk {
    let mut desk = Desk::open(office.clone(), Language::German);
    desk.click("Stammdaten");
    desk.wait_for("was sonst zu Konten und Post gehört");
    desk
}

#[test]
fn the_first_benutzer_sets_the_office_up() {
    let (_directory, office) = empty();
    let mut desk = open(&office);
    desk.wait_for("Noch kein Benutzer. Der erste wird Verwalter");
    desk.alt('n');
    desk.wait_for("Neuer Benutzer");
    desk.alt('m');
    desk.type_text("Größl, Änne");
    desk.picture("stammdaten-neu", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("Gespeichert.");
    let all = office.benutzer().expect("benutzer");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].name, "Größl, Änne");
    assert_eq!(all[0].login, kontorpost::service::login_name());
    assert!(all[0].verwalter);
    // Nobody has to start anew to go on.
    desk.alt('n');
    desk.wait_for("Neuer Benutzer");
    desk.alt('m');
    desk.type_text("Zweiter");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    assert_eq!(office.benutzer().expect("benutzer")[1].number.value(), 2);
}

#[test]
fn every_fault_stands_beside_its_field() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    desk.alt('n');
    desk.alt('u');
    desk.retype("1000");
    desk.alt('e');
    desk.type_text("keine Adresse");
    desk.alt('s');
    desk.wait_for("„1000“ ist keine Benutzernummer. Erlaubt sind 1 bis 999.");
    desk.wait_for("Der Name fehlt.");
    desk.wait_for("„keine Adresse“ ist keine E-Mail-Adresse.");
    desk.picture("stammdaten-fehler", Mode::Dark, 1.0);
    // What is mended is no longer wrong; what was typed stays.
    desk.alt('m');
    desk.type_text("Neu");
    desk.wait_without("Der Name fehlt.");
    desk.alt('e');
    desk.retype("neu@kanzlei.example");
    desk.alt('u');
    desk.retype("2");
    desk.alt('w');
    desk.type_text("jm");
    desk.alt('s');
    desk.wait_for("„2“ gibt es schon.");
    desk.alt('u');
    desk.retype("3");
    desk.alt('s');
    desk.wait_for("Der Anmeldename gehört schon zu „Müller, Jörg“.");
    desk.alt('w');
    desk.retype("neu");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let all = office.benutzer().expect("benutzer");
    assert_eq!(all[2].name, "Neu");
    assert_eq!(all[2].address, "neu@kanzlei.example");
}

#[test]
fn the_last_verwalter_stays() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    desk.alt('v');
    desk.alt('s');
    desk.wait_for("Mindestens ein aktueller Benutzer muss Verwalter bleiben.");
    assert!(office.benutzer().expect("benutzer")[0].verwalter);
}

#[test]
fn what_is_in_use_is_not_deleted() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Müller, Jörg");
    desk.press(Named::ArrowDown);
    desk.press(Named::Delete);
    desk.wait_for("Soll „Müller, Jörg“ gelöscht werden?");
    desk.picture("stammdaten-loeschen", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_without("gelöscht werden?");
    desk.alt('l');
    desk.wait_for("gelöscht werden?");
    desk.click("Löschen");
    desk.wait_for("Wird noch verwendet von: Tablet.");
    desk.press(Named::Escape);
    // Without the device nothing refers to him any more.
    desk.alt('p');
    desk.wait_for("app@kanzlei.example");
    desk.alt('l');
    desk.wait_for("Soll „Tablet“ gelöscht werden?");
    desk.click("Löschen");
    desk.wait_for("Noch kein App-Gerät.");
    desk.alt('b');
    desk.wait_for("Müller, Jörg");
    desk.click("Müller, Jörg");
    desk.alt('l');
    desk.wait_for("gelöscht werden?");
    desk.click("Löschen");
    desk.wait_without("Müller, Jörg");
    assert_eq!(office.benutzer().expect("benutzer").len(), 1);
}

#[test]
fn pools_and_devices_get_other_names() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.alt('d');
    desk.wait_for("Pool Zwei");
    desk.alt('m');
    desk.retype("Pool Drei");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    assert_eq!(office.datenpools().expect("pools")[0].name, "Pool Drei");
    desk.alt('p');
    desk.wait_for("Tablet");
    desk.alt('m');
    desk.retype("Telefon");
    desk.alt('g');
    desk.picture("stammdaten-geraet", Mode::Contrast, 1.5);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let geraete = office.geraete().expect("devices");
    assert_eq!(geraete.len(), 1);
    assert_eq!(geraete[0].name, "Telefon");
    assert!(geraete[0].confirmed);
    // An empty name is none.
    desk.alt('m');
    desk.control('a');
    desk.press(Named::Backspace);
    desk.alt('s');
    desk.wait_for("Der Name fehlt.");
}

#[test]
fn going_elsewhere_with_changes_asks() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    desk.alt('e');
    desk.type_text("sw@kanzlei.example");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.click("Müller, Jörg");
    desk.wait_for("Sollen sie gespeichert werden?");
    desk.press(Named::Escape);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.alt('d');
    desk.wait_for("Sollen sie gespeichert werden?");
    desk.press(Named::Enter);
    desk.wait_for("Pool Zwei");
    assert_eq!(
        office.benutzer().expect("benutzer")[0].address,
        "sw@kanzlei.example"
    );
    desk.alt('m');
    desk.type_text("Unsinn");
    desk.press(Named::Escape);
    desk.wait_for("Sollen sie gespeichert werden?");
    desk.click("Nicht speichern");
    desk.wait_without("was sonst zu Konten und Post gehört");
    assert_eq!(office.datenpools().expect("pools")[0].name, "Pool Zwei");
}

#[test]
fn who_is_no_verwalter_only_looks() {
    let (directory, _office) = office();
    let office = Office::open(directory.path(), Acting::Benutzer(2)).expect("office");
    let mut desk = open(&office);
    desk.wait_for("Nur ansehen: Benutzer 2 ist kein Verwalter");
    desk.alt('n');
    desk.alt('v');
    desk.alt('l');
    assert!(!desk.sees("Neuer Benutzer"));
    assert!(!desk.sees("ungespeicherte"));
    assert_eq!(desk.app.hosting.hosts().len(), 1);
    desk.picture("stammdaten-nur-ansehen", Mode::Light, 1.0);
    desk.alt('c');
    desk.wait_without("was sonst zu Konten und Post gehört");
}

#[test]
fn tab_goes_in_visual_order() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    let mut places = Vec::new();
    for _ in 0..30 {
        let place = desk.focus().expect("a focus");
        if places.contains(&place) {
            break;
        }
        places.push(place);
        desk.press(Named::Tab);
    }
    // List, Neu, Löschen, Import, Export, three fields (the number is fixed), four ticks, Schließen,
    // Hilfe, parts, search.
    assert_eq!(places.len(), 16, "{places:?}");
    let fields = &places[5..12];
    assert!(fields.windows(2).all(|it| it[0].y < it[1].y), "{fields:?}");
}

#[test]
fn everything_is_there_in_english() {
    let (_directory, office) = office();
    let mut desk = Desk::open(office, Language::English);
    desk.click("Master data");
    desk.wait_for("Verwalter (may change accounts and master data)");
    desk.picture("stammdaten-englisch", Mode::Light, 1.0);
    desk.alt('o');
    desk.wait_for("Pool Zwei");
    desk.alt('p');
    desk.wait_for("Confirmed (may receive copies)");
}

fn akte(text: &str, name: &str) -> Akte {
    Akte {
        number: text.parse().expect("number"),
        name: name.to_owned(),
        sachbearbeiter: None,
        datenpool: None,
    }
}

/// The dialog in front.
fn front(desk: &Desk) -> HostId {
    desk.app.hosting.hosts().last().expect("a dialog").id
}

fn choose_file(desk: &mut Desk, file: &std::path::Path) {
    let chosen = table_import::Message::Chosen(FileNamed::File(file.to_owned()));
    let id = front(desk);
    desk.tell(Message::Dialog(id, dialog::Message::TableImport(chosen)));
    desk.settle();
}

#[test]
fn an_akte_is_added_changed_and_found() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.alt('a');
    desk.wait_for("Noch keine Akte.");
    desk.alt('n');
    desk.wait_for("Neue Akte");
    desk.type_text("8-20");
    desk.alt('z');
    desk.type_text("Müller ./. Meier");
    desk.alt('s');
    desk.wait_for("8-20");
    desk.wait_for("Aktennummer");
    desk.picture("stammdaten-akte-fehler", Mode::Light, 1.0);
    desk.alt('u');
    desk.retype("8/20");
    desk.alt('r');
    desk.press(Named::ArrowDown);
    desk.alt('t');
    desk.press(Named::ArrowDown);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let number = "8/20".parse().expect("number");
    let stored = office.akte(number, Some("Pool Zwei")).expect("akte");
    assert_eq!(stored.name, "Müller ./. Meier");
    assert_eq!(stored.sachbearbeiter, Some(self::number(1)));
    for (number, name) in [("9/20", "Größl, Erbfolge"), ("10/20", "Weiß, Miete")] {
        office.add_akte(&akte(number, name)).expect("akte");
    }
    desk.press(Named::Escape);
    desk.click("Stammdaten");
    desk.alt('a');
    desk.wait_for("3 Einträge");
    // Found without umlauts and by the number.
    desk.control('f');
    desk.type_text("groessl");
    desk.wait_for("1 von 3");
    desk.wait_for("Größl, Erbfolge");
    desk.retype("10/20");
    desk.wait_for("Weiß, Miete");
    assert!(!desk.sees("Größl, Erbfolge"));
    desk.picture("stammdaten-akten", Mode::Light, 1.0);
    desk.click("Weiß, Miete");
    desk.press(Named::Delete);
    desk.wait_for("Soll „10/20 Weiß, Miete“ gelöscht werden?");
    desk.click("Löschen");
    desk.wait_for("0 von 2");
}

#[test]
fn thousands_of_akten_open_at_once() {
    let (directory, office) = office();
    let file = directory.path().join("akten.csv");
    let mut table = String::from("Aktennummer;Kurzbezeichnung;Sachbearbeiter\n");
    for number in 0..20_000 {
        let (serial, year) = (number % 5_000 + 1, 20 + number / 5_000);
        table.push_str(&format!("{serial}/{year};Müller {number} ./. Meier;2\n"));
    }
    std::fs::write(&file, table).expect("file");
    assert_eq!(
        office.import_akten(&file, false).expect("akten").added,
        20_000
    );
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    let begun = std::time::Instant::now();
    desk.alt('a');
    desk.wait_for("20.000 Einträge");
    let opened = begun.elapsed();
    assert!(opened < std::time::Duration::from_secs(2), "{opened:?}");
    desk.wait_for("5000/23");
    desk.picture("stammdaten-viele-akten", Mode::Dark, 1.5);
    desk.control('f');
    desk.type_text("19999");
    desk.wait_for("1 von 20.000");
}

#[test]
fn a_table_is_tried_before_it_is_taken() {
    let (directory, office) = office();
    office.add_akte(&akte("1/20", "Alt")).expect("akte");
    let file = directory.path().join("akten.csv");
    let table = "Aktennummer;Kurzbezeichnung\n1/20;Neu benannt\n2/20;Zweite\n3-20;Dritte\n";
    std::fs::write(&file, table).expect("file");
    let mut desk = open(&office);
    desk.alt('a');
    desk.wait_for("1 Eintrag");
    desk.alt('o');
    desk.wait_for("Akten aus einer Tabelle");
    choose_file(&mut desk, &file);
    desk.wait_for("Zeile 4");
    desk.wait_for("Zeile 2");
    desk.picture("tabelle-fehler", Mode::Light, 1.0);
    desk.alt('k');
    desk.wait_for("Kopiert.");
    assert!(desk.copied().expect("copied").contains("3-20"));
    // Mended, and what is here already is to be changed.
    std::fs::write(&file, table.replace("3-20", "3/20")).expect("file");
    desk.alt('v');
    desk.wait_for("Alles in Ordnung. Neu: 2, geändert: 1.");
    assert_eq!(office.akten(&Default::default()).expect("akten").len(), 1);
    desk.picture("tabelle-geprueft", Mode::Dark, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("Übernommen. Neu: 2, geändert: 1.");
    desk.press(Named::Escape);
    desk.wait_for("Neu benannt");
    desk.wait_for("3 Einträge");
    // What is exported can be read in again.
    let again = directory.path().join("wieder.csv");
    let kind = TableKind::Akten;
    assert_eq!(office.export_table(kind, &again).expect("written"), 3);
    let imported = office
        .check_table(kind, &again, true)
        .expect("a good table");
    assert_eq!((imported.added, imported.changed), (0, 3));
    // A name is never a formula there, and the same name afterwards.
    office.add_akte(&akte("4/20", "=1+1")).expect("akte");
    office.export_table(kind, &again).expect("written");
    let written = std::fs::read_to_string(&again).expect("read");
    assert!(written.contains(";'=1+1;"), "{written}");
    office.import_table(kind, &again, true).expect("imported");
    let found = office.find_akten("4/20", 1).expect("akte");
    assert_eq!(found[0].name, "=1+1");
    for kind in [TableKind::Benutzer, TableKind::Klienten] {
        office.export_table(kind, &again).expect("written");
        office
            .check_table(kind, &again, true)
            .expect("a good table");
    }
}

#[test]
fn a_klient_has_people() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.alt('k');
    desk.wait_for("Noch kein Klient.");
    desk.alt('n');
    desk.type_text("Rocom GmbH");
    desk.alt('r');
    desk.type_text("Anna");
    desk.alt('e');
    desk.type_text("anna");
    desk.alt('z');
    desk.wait_for("„anna“ ist keine E-Mail-Adresse.");
    desk.alt('e');
    desk.retype("anna@rocom.example");
    desk.alt('z');
    desk.wait_for("Anna <anna@rocom.example>");
    // One that was typed and not added is kept as well.
    desk.alt('e');
    desk.type_text("info@rocom.example");
    desk.picture("stammdaten-klient", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let stored = office.klienten().expect("klienten");
    assert_eq!(stored[0].klient.ansprechpartner.len(), 2);
    desk.control('f');
    desk.type_text("anna@");
    desk.wait_for("1 von 1");
    desk.retype("otto");
    desk.wait_for("0 von 1");
}

#[test]
fn trays_taetigkeiten_and_rights() {
    let mut desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    desk.click("Stammdaten");
    desk.alt('f');
    desk.wait_for("Das ist das Standardfach");
    desk.alt('n');
    desk.type_text("Scans");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    desk.wait_for("(jetzt: Posteingang)");
    desk.picture("stammdaten-faecher", Mode::Light, 1.0);
    desk.click("Scanner der Kanzlei Muster (jetzt: Posteingang)");
    desk.alt('s');
    desk.wait_without("ungespeicherte");
    let quellen = office.quellen().expect("quellen");
    assert!(quellen.iter().any(|it| it.eingangsfach.name == "Scans"));
    // Taken back: the standard tray stands in.
    desk.click("Scanner der Kanzlei Muster");
    desk.alt('s');
    desk.wait_for("Scanner der Kanzlei Muster (jetzt: Posteingang)");
    desk.alt('i');
    desk.alt('n');
    desk.type_text("Import");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    assert!(
        office
            .taetigkeiten()
            .expect("all")
            .iter()
            .any(|it| it.name == "Import")
    );
}

#[test]
fn external_staff_has_no_rights() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("Weiß, Susanne");
    desk.alt('n');
    desk.type_text("Extern, Eva");
    desk.alt('e');
    desk.type_text("eva@aussen.example");
    desk.alt('g');
    desk.alt('r');
    desk.alt('s');
    desk.wait_for("Externe haben keinen Zugang");
    desk.picture("stammdaten-extern", Mode::Light, 1.0);
    desk.alt('r');
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let all = office.benutzer().expect("benutzer");
    assert!(all[2].external && !all[2].einlesen);
}

#[test]
fn every_part_has_room_in_both_languages() {
    for language in [Language::German, Language::English] {
        let mut desk = Desk::practice();
        desk.app.context.language = language;
        for part in Part::ALL {
            desk.open_dialog(Stammdaten::at(part));
            desk.settle();
            desk.settle();
            assert_eq!(
                desk.cut_off(),
                Vec::<String>::new(),
                "{part:?} {language:?}"
            );
            desk.press(Named::Escape);
            desk.settle();
        }
        desk.open_dialog(TableImport::new(TableKind::Benutzer));
        assert_eq!(desk.cut_off(), Vec::<String>::new(), "{language:?}");
        desk.picture(&format!("tabelle-{language:?}"), Mode::Contrast, 1.0);
    }
}
