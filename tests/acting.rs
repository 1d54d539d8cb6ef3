//! Who acts, and changing to another Benutzer.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::gui::dialog::acting::Acting as Change;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::{Acting, Error, Office, login_name};
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
        verwalter: wanted == 1,
        einlesen: false,
        external: false,
    }
}

/// Three Benutzer with access, one of them this login's, and one external.
fn office(own: u16) -> (TempDir, Office) {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let names = ["Weiß, Susanne", "Müller, Jörg", "Größl, Änne"];
    for (at, name) in (1..).zip(names) {
        let login = match at == own {
            true => login_name(),
            false => format!("login{at}"),
        };
        // The office is set up by its Verwalter.
        let mut office = &office;
        let verwalter = Office::open(directory.path(), Acting::Benutzer(1));
        if let Ok(verwalter) = &verwalter {
            office = verwalter;
        }
        office
            .add_benutzer(&benutzer(at, name, &login))
            .expect("benutzer");
    }
    let mut outside = benutzer(9, "Extern, Eva", "");
    outside.external = true;
    let verwalter = Office::open(directory.path(), Acting::Benutzer(1)).expect("office");
    verwalter.add_benutzer(&outside).expect("benutzer");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    (directory, office)
}

fn journal(directory: &TempDir) -> Vec<String> {
    let file = directory.path().join("kontorpost.db");
    let connection = rusqlite::Connection::open(file).expect("database");
    let sql = "SELECT coalesce(benutzer, 0) || ' ' || verb || ' ' || subject FROM journal \
               WHERE verb = 'benutzer act' ORDER BY id";
    let mut statement = connection.prepare(sql).expect("statement");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.map(|it| it.expect("row")).collect()
}

#[test]
fn a_verwalter_acts_as_anyone_with_access() {
    let (directory, office) = office(1);
    let who = office.who_am_i().expect("who");
    assert_eq!(who.benutzer.as_ref().expect("one").number, number(1));
    assert_eq!(who.choices.len(), 3);
    assert!(!who.is_other() && !who.is_nobody());
    let acted = office.act_as(number(2)).expect("allowed");
    let other = office.with_acted(acted);
    let who = other.who_am_i().expect("who");
    assert!(who.is_other());
    assert!(matches!(other.may_change(), Err(Error::NotVerwalter(2))));
    // The way back, and on to a third, stays open to the one whose login is a Verwalter's.
    other.act_as(number(3)).expect("allowed");
    other.act_as(number(1)).expect("allowed");
    assert!(matches!(
        office.act_as(number(9)),
        Err(Error::ExternalActs(9))
    ));
    assert!(matches!(
        office.act_as(number(8)),
        Err(Error::UnknownBenutzer(8))
    ));
    let said = journal(&directory);
    assert_eq!(
        said,
        [
            "1 benutzer act 1 -> 2",
            "2 benutzer act 2 -> 3",
            "2 benutzer act 2 -> 1"
        ]
    );
}

#[test]
fn others_act_as_themselves_alone() {
    let (directory, office) = office(2);
    let who = office.who_am_i().expect("who");
    assert_eq!(who.benutzer.as_ref().expect("one").number, number(2));
    assert_eq!(who.choices.len(), 1);
    assert!(matches!(
        office.act_as(number(1)),
        Err(Error::MayNotActAs(1, _))
    ));
    assert!(matches!(
        office.act_as(number(3)),
        Err(Error::MayNotActAs(3, _))
    ));
    assert_eq!(journal(&directory), Vec::<String>::new());
    // Who works here no longer cannot act.
    let verwalter = Office::open(directory.path(), Acting::Benutzer(1)).expect("office");
    let mut gone = benutzer(3, "Größl, Änne", "");
    gone.current = false;
    verwalter.edit_benutzer(&gone).expect("edited");
    assert!(matches!(
        verwalter.act_as(number(3)),
        Err(Error::NotCurrentActs(3))
    ));
}

#[test]
fn an_unknown_login_only_looks() {
    let (_directory, office) = office(0);
    let who = office.who_am_i().expect("who");
    assert!(who.is_nobody() && who.choices.is_empty());
    assert!(matches!(office.may_change(), Err(Error::NobodyActs(_))));
    let mut desk = Desk::open(office, Language::German);
    desk.wait_for("steht bei keinem Benutzer");
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.picture("wer-niemand", Mode::Light, 1.0);
    desk.open_dialog(Change::new());
    desk.wait_for("Ein Verwalter trägt ihn in den Stammdaten ein.");
}

#[test]
fn the_window_says_who_acts_and_changes_it() {
    let (directory, office) = office(1);
    let mut desk = Desk::open(office, Language::German);
    desk.wait_for("1  Weiß, Susanne");
    desk.click("1  Weiß, Susanne");
    desk.wait_for("Angemeldet am Rechner ist");
    desk.wait_for("Der Wechsel wird protokolliert.");
    desk.type_text("m");
    desk.picture("wer-wechsel", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("Sie handeln als „Müller, Jörg“.");
    desk.wait_for("2  Müller, Jörg");
    desk.picture("wer-anderer", Mode::Dark, 1.0);
    assert_eq!(journal(&directory), ["1 benutzer act 1 -> 2"]);
    // What only a Verwalter may do is barred now.
    desk.click("Stammdaten");
    desk.wait_for("Benutzer 2 ist kein Verwalter");
    // With another window open nobody changes.
    desk.open_dialog(Change::new());
    desk.wait_for("Bitte zuerst die anderen Fenster schließen");
    desk.press(Named::Escape);
    desk.press(Named::Escape);
    desk.click("Benutzer wechseln…");
    desk.wait_for("Größl, Änne");
    desk.double_click("Weiß, Susanne");
    desk.wait_without("Sie handeln als");
    desk.wait_for("1  Weiß, Susanne");
}

#[test]
fn an_office_that_is_being_set_up_has_nobody_yet() {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let who = office.who_am_i().expect("who");
    assert!(!who.is_nobody() && who.benutzer.is_none());
    let mut desk = Desk::open(office, Language::English);
    desk.wait_for("Setting up");
    desk.open_dialog(Change::new());
    desk.wait_for("There is no Benutzer yet.");
    assert_eq!(desk.cut_off(), Vec::<String>::new());
}
