//! "Stammdaten", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber};
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
    desk.wait_for("auf die sich die E-Mail Konten beziehen");
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
    desk.wait_for("1  Weiß, Susanne");
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
    desk.wait_for("1  Weiß, Susanne");
    desk.alt('v');
    desk.alt('s');
    desk.wait_for("Mindestens ein aktueller Benutzer muss Verwalter bleiben.");
    assert!(office.benutzer().expect("benutzer")[0].verwalter);
}

#[test]
fn what_is_in_use_is_not_deleted() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("2  Müller, Jörg");
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
    desk.alt('a');
    desk.wait_for("app@kanzlei.example");
    desk.alt('l');
    desk.wait_for("Soll „Tablet“ gelöscht werden?");
    desk.click("Löschen");
    desk.wait_for("Noch kein App-Gerät.");
    desk.alt('b');
    desk.wait_for("2  Müller, Jörg");
    desk.click("2  Müller, Jörg");
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
    desk.alt('a');
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
    desk.wait_for("1  Weiß, Susanne");
    desk.alt('e');
    desk.type_text("sw@kanzlei.example");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.click("2  Müller, Jörg");
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
    desk.wait_without("auf die sich die E-Mail Konten beziehen");
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
    desk.wait_without("auf die sich die E-Mail Konten beziehen");
}

#[test]
fn tab_goes_in_visual_order() {
    let (_directory, office) = office();
    let mut desk = open(&office);
    desk.wait_for("1  Weiß, Susanne");
    let mut places = Vec::new();
    for _ in 0..30 {
        let place = desk.focus().expect("a focus");
        if places.contains(&place) {
            break;
        }
        places.push(place);
        desk.press(Named::Tab);
    }
    // List, Neu, Löschen, three fields (the number is fixed), two ticks, Schließen, Hilfe, parts.
    assert_eq!(places.len(), 11, "{places:?}");
    let fields = &places[3..8];
    assert!(fields.windows(2).all(|it| it[0].y < it[1].y), "{fields:?}");
}

#[test]
fn everything_is_there_in_english() {
    let (_directory, office) = office();
    let mut desk = Desk::open(office, Language::English);
    desk.click("Master data");
    desk.wait_for("Verwalter (may change accounts and master data)");
    desk.picture("stammdaten-englisch", Mode::Light, 1.0);
    desk.alt('p');
    desk.wait_for("Pool Zwei");
    desk.alt('a');
    desk.wait_for("Confirmed (may receive copies)");
}
