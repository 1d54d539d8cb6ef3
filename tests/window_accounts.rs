//! "E-Mail Konten" and "Konto neu", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::Point;
use iced_test::core::keyboard::key::Named;
use iced_test::core::keyboard::{Key, Modifiers};
use kontorpost::domain::account::{Account, AccountId};
use kontorpost::domain::account_form::{AccountForm, ServerForm};
use kontorpost::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber};
use kontorpost::domain::usage::{Mode, Owner};
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog::{self, accounts};
use kontorpost::gui::theme;
use kontorpost::i18n::Language;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::{Acting, Office};
use tempfile::TempDir;
use window::Desk;

struct Setting {
    directory: TempDir,
    office: Office,
    ids: Vec<AccountId>,
}

fn account(name: &str, address: &str, mode: Mode) -> Account {
    let server = |host: &str, user: &str| ServerForm {
        host: host.to_owned(),
        user: user.to_owned(),
        ..ServerForm::default()
    };
    let owner = match mode {
        Mode::Postkorb => "2",
        Mode::NurSenden => "zentral",
        _ => "",
    };
    let form = AccountForm {
        name: name.to_owned(),
        address: address.to_owned(),
        incoming: Some(server("imap.kanzlei.example", address)),
        outgoing: Some(server("smtp.kanzlei.example", "")),
        mode,
        owner: owner.to_owned(),
        ..AccountForm::default()
    };
    form.check().expect("a good account")
}

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

/// Three accounts, two Benutzer, a pool and a device that belongs to the second one.
fn setting() -> Setting {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let own = benutzer(1, "Weiß, Susanne", &kontorpost::service::login_name());
    office.add_benutzer(&own).expect("benutzer");
    let other = benutzer(2, "Müller, Jörg", "jm");
    office.add_benutzer(&other).expect("benutzer");
    office.add_datenpool("Pool Zwei").expect("pool");
    let geraet = AppGeraet {
        name: "Tablet Müller".to_owned(),
        benutzer: number(2),
        address: "app@kanzlei.example".to_owned(),
        confirmed: true,
    };
    office.add_geraet(&geraet).expect("device");
    let mut setting = Setting {
        directory,
        office,
        ids: Vec::new(),
    };
    let mut first = account("Kanzlei Weiß", "post@kanzlei.example", Mode::Posteingang);
    first.usage.kanzlei = true;
    setting.add(&first);
    setting.add(&account(
        "Jörg Müller",
        "jm@kanzlei.example",
        Mode::Postkorb,
    ));
    setting.add(&account(
        "Scanner",
        "scan@kanzlei.example",
        Mode::Posteingang,
    ));
    setting
}

impl Setting {
    fn add(&mut self, account: &Account) {
        let runtime = tokio::runtime::Runtime::new().expect("runtime");
        let added = runtime.block_on(self.office.add_account(account, Passwords::default()));
        self.ids.push(added.expect("added").id);
    }

    /// The table is open, the first account selected.
    fn table(&self) -> Desk {
        let mut desk = Desk::open(self.office.clone(), Language::German);
        desk.click("E-Mail Konten");
        desk.wait_for("Kanzlei E-Mail Konto");
        desk.wait_for("3 Konten, davon 3 aktiv");
        desk
    }

    fn read(&self, at: usize) -> Account {
        self.office.account(self.ids[at]).expect("account").account
    }
}

fn tell(desk: &mut Desk, message: accounts::Message) {
    let front = desk.app.hosting.hosts().last().expect("a dialog").id;
    desk.tell(Message::Dialog(front, dialog::Message::Accounts(message)));
    desk.settle();
}

fn down(desk: &mut Desk, times: usize) {
    (0..times).for_each(|_| desk.press(Named::ArrowDown));
}

fn tab(desk: &mut Desk, times: usize) {
    (0..times).for_each(|_| desk.press(Named::Tab));
}

#[test]
fn seven_columns_show_every_account() {
    let setting = setting();
    let mut desk = setting.table();
    for words in [
        "Aktiv",
        "Kanzlei E-Mail Konto",
        "E-Mail Konto",
        "Empfangen / Senden",
        "Benutzer / Postkorb",
        "Datenpool",
        "Postkorb Kopie an RA APP",
        "Kanzlei Weiß",
        "post@kanzlei.example",
        "Jörg Müller",
        "noch nie abgerufen",
        "Konto neu",
        "Konto bearbeiten",
        "Konto löschen",
        "Alle Konten testen",
        "Speichern",
        "OK und Schließen",
        "Abbruch und Schließen",
        "Hilfe",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    desk.picture("konten", theme::Mode::Light, 1.0);
    desk.picture("konten-dunkel", theme::Mode::Dark, 1.0);
    desk.picture("konten-kontrast", theme::Mode::Contrast, 1.5);
}

#[test]
fn a_row_is_changed_by_keyboard_and_saved() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 1);
    // Space takes the tick away.
    desk.press(Named::Space);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    // Aktiv, Kanzlei, Empfangen / Senden, Benutzer, Datenpool.
    tab(&mut desk, 5);
    desk.press(Named::ArrowDown);
    desk.press(Named::Tab);
    desk.press(Named::ArrowDown);
    assert!(setting.read(1).active);
    desk.alt('s');
    desk.wait_for("3 Konten, davon 2 aktiv");
    let saved = setting.read(1);
    assert!(!saved.active);
    assert_eq!(saved.usage.datenpool.as_deref(), Some("Pool Zwei"));
    assert_eq!(saved.usage.app_copy.as_deref(), Some("Tablet Müller"));
    assert!(desk.sees("Empfangen / Senden"));
}

#[test]
fn a_row_without_its_benutzer_is_refused_with_the_reason() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 2);
    tab(&mut desk, 3);
    desk.press(Named::ArrowDown);
    desk.wait_for("Bitte unter „Benutzer / Postkorb“ einen Benutzer wählen");
    desk.alt('o');
    desk.wait_for("Speichern nicht möglich");
    desk.wait_for("Scanner: Bitte unter");
    desk.picture("konten-abgelehnt", theme::Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_without("Speichern nicht möglich");
    assert_eq!(setting.read(2).usage.mode, Mode::Posteingang);
    // The wrong row is selected and the table has the focus.
    tab(&mut desk, 4);
    desk.press(Named::ArrowDown);
    desk.wait_without("Bitte unter „Benutzer / Postkorb“");
    desk.alt('o');
    desk.wait_without("Empfangen / Senden");
    let saved = setting.read(2);
    assert_eq!(saved.usage.mode, Mode::Postkorb);
    assert_eq!(saved.usage.owner, Some(Owner::Zentral));
}

#[test]
fn what_does_not_apply_is_there_again_when_the_mode_is_changed_back() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 1);
    tab(&mut desk, 3);
    desk.press(Named::ArrowUp);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.press(Named::ArrowDown);
    // The Benutzer is chosen again, so nothing is wrong and nothing is changed.
    desk.wait_for("Müller, Jörg");
    desk.wait_for("3 Konten, davon 3 aktiv");
    assert!(!desk.sees("Bitte unter"));
}

#[test]
fn the_kanzlei_mark_moves_after_a_question_and_only_to_posteingang() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 1);
    tab(&mut desk, 2);
    desk.press(Named::Space);
    desk.wait_for("„Jörg Müller“ steht auf „Postkorb“");
    desk.press(Named::Escape);
    tell(&mut desk, accounts::Message::Kanzlei(setting.ids[2]));
    desk.wait_for(
        "Kanzlei E-Mail Konto ist bisher „Kanzlei Weiß“. Soll es künftig „Scanner“ sein?",
    );
    desk.press(Named::Escape);
    desk.wait_for("3 Konten, davon 3 aktiv");
    tell(&mut desk, accounts::Message::Kanzlei(setting.ids[2]));
    desk.alt('w');
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.alt('s');
    desk.wait_for("3 Konten, davon 3 aktiv");
    assert!(!setting.read(0).usage.kanzlei);
    assert!(setting.read(2).usage.kanzlei);
}

#[test]
fn the_kanzlei_account_must_stay_on_posteingang() {
    let setting = setting();
    let mut desk = setting.table();
    tab(&mut desk, 3);
    desk.press(Named::ArrowDown);
    desk.wait_for("Das Kanzlei E-Mail Konto muss auf „Posteingang“ stehen");
}

#[test]
fn two_accounts_that_fetch_the_same_address_are_warned_of() {
    let mut setting = setting();
    setting.add(&account(
        "Doppelt",
        "POST@kanzlei.example",
        Mode::Posteingang,
    ));
    let mut desk = Desk::open(setting.office.clone(), Language::German);
    desk.click("E-Mail Konten");
    desk.wait_for("Dieselbe Adresse ruft auch „Kanzlei Weiß“ ab");
    // Switched off, it does no harm.
    desk.press(Named::Space);
    desk.wait_without("Dieselbe Adresse");
    desk.alt('s');
    desk.wait_for("4 Konten, davon 3 aktiv");
}

#[test]
fn leaving_with_changes_asks() {
    let setting = setting();
    let mut desk = setting.table();
    desk.press(Named::Space);
    desk.press(Named::Escape);
    desk.wait_for("Sie haben Änderungen nicht gespeichert.");
    desk.press(Named::Escape);
    desk.wait_without("Sie haben Änderungen nicht gespeichert.");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.alt('a');
    desk.alt('n');
    desk.wait_without("Empfangen / Senden");
    assert!(setting.read(0).active);

    desk.click("E-Mail Konten");
    desk.wait_for("3 Konten, davon 3 aktiv");
    desk.press(Named::Space);
    desk.press(Named::Escape);
    desk.wait_for("Sie haben Änderungen nicht gespeichert.");
    desk.press(Named::Enter);
    desk.wait_without("Empfangen / Senden");
    assert!(!setting.read(0).active);
}

#[test]
fn deleting_names_the_account_and_keeps_its_mail() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 1);
    desk.press(Named::Delete);
    desk.wait_for("Soll das Konto „Jörg Müller“ (jm@kanzlei.example) gelöscht werden?");
    desk.wait_for("Zu diesem Konto sind keine Nachrichten gespeichert.");
    // Enter does not delete.
    desk.press(Named::Enter);
    desk.wait_without("gelöscht werden?");
    assert_eq!(setting.office.accounts().expect("accounts").len(), 3);
    desk.alt('l');
    desk.wait_for("gelöscht werden?");
    desk.alt('l');
    desk.wait_for("2 Konten, davon 2 aktiv");
    assert!(!desk.sees("Jörg Müller"));
}

#[test]
fn mail_that_stays_is_counted() {
    let mut desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    let (_sender, stop) = tokio::sync::watch::channel(false);
    let options = kontorpost::service::receiver::ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, std::sync::Arc::new(|_| {}), stop));
    assert_eq!(received.expect("received").failed, 0);
    desk.click("E-Mail Konten");
    desk.wait_for("letzter Erfolg");
    desk.press(Named::Delete);
    desk.wait_for("19 gespeicherte Nachrichten bleiben erhalten.");
    desk.click("Löschen");
    desk.wait_for("1 Konto, davon 1 aktiv");
    assert_eq!(office.mail_count(None).expect("count"), 25);
}

#[test]
fn tab_walks_through_the_selected_row_only() {
    let setting = setting();
    let mut desk = setting.table();
    down(&mut desk, 1);
    let mut places = Vec::new();
    for _ in 0..40 {
        let place = desk.focus().expect("a focus");
        if places.contains(&place) {
            break;
        }
        places.push(place);
        desk.press(Named::Tab);
    }
    // The table, six cells, OK and Abbruch (nothing to save), then seven tools.
    assert_eq!(places.len(), 16, "{places:?}");
    let cells = &places[1..7];
    assert!(cells.windows(2).all(|it| it[0].x < it[1].x), "{cells:?}");
    let middle = cells[0].center_y();
    assert!(cells.iter().all(|it| (it.center_y() - middle).abs() < 2.0));
    let back = desk.focus().expect("a focus");
    assert_eq!(back, places[0]);
}

#[test]
fn a_double_click_opens_the_account_and_enter_too() {
    let setting = setting();
    let mut desk = setting.table();
    desk.double_click("Scanner");
    assert_eq!(desk.app.hosting.hosts().len(), 2);
    let mut desk = setting.table();
    desk.press(Named::Enter);
    assert_eq!(desk.app.hosting.hosts().len(), 2);
}

#[test]
fn the_mouse_works_in_any_row_at_once() {
    let setting = setting();
    let mut desk = setting.table();
    // The tick of the third row, though the first one is selected.
    let column = desk.place_of("Aktiv");
    let row = desk.place_of("Scanner");
    let tick = Point::new(column.x + 8.0, row.center_y() + 16.0);
    desk.click_at(tick);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    // The tick has the focus, and nothing else.
    desk.press(Named::Space);
    desk.wait_for("3 Konten, davon 3 aktiv");
    desk.press(Named::Space);
    desk.click("Speichern");
    desk.wait_for("3 Konten, davon 2 aktiv");
    assert!(!setting.read(2).active);
    // The row is the selected one now.
    desk.click("Konto löschen");
    desk.wait_for("Soll das Konto „Scanner“");
    desk.press(Named::Escape);
    // A list of another row opens at once and selects that row.
    desk.click("Hauptdatenpool");
    desk.click("Pool Zwei");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.click("Konto löschen");
    desk.wait_for("Soll das Konto „Jörg Müller“");
}

#[test]
fn changes_stay_while_another_dialog_is_open_and_the_office_changes() {
    let setting = setting();
    let mut desk = setting.table();
    desk.press(Named::Space);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    // Meanwhile somebody gives the account another name.
    let mut other = setting.read(0);
    other.name = "Kanzlei Weiß & Müller".to_owned();
    setting
        .office
        .edit_account(setting.ids[0], &other)
        .expect("edited");
    // Deleting another account makes the table read again.
    down(&mut desk, 2);
    desk.press(Named::Delete);
    desk.wait_for("gelöscht werden?");
    desk.alt('l');
    desk.wait_for("Kanzlei Weiß & Müller");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.alt('o');
    desk.wait_without("Empfangen / Senden");
    let saved = setting.read(0);
    assert!(!saved.active);
    assert_eq!(saved.name, "Kanzlei Weiß & Müller");
}

#[test]
fn a_wrong_roll_out_file_shows_every_fault_with_line_and_field() {
    let setting = setting();
    let mut desk = setting.table();
    let file = setting.directory.path().join("falsch.toml");
    let wrong = "name = \"\"\naddress = \"keine\"\n[incoming]\nhost = \"imap\"\nport = 70000\n\
                 user = \"x\"\npassword = \"geheim\"\n";
    std::fs::write(&file, wrong).expect("written");
    tell(&mut desk, accounts::Message::ImportChosen(Some(file)));
    desk.wait_for("Die Datei „falsch.toml“ lässt sich nicht übernehmen.");
    desk.wait_for("Zeile 2, Feld „address“: „keine“ ist keine E-Mail-Adresse.");
    desk.wait_for("Zeile 5, Feld „incoming.port“");
    assert!(!desk.sees("geheim"));
    desk.picture("konten-import", theme::Mode::Light, 1.0);
    desk.press(Named::Escape);

    // Exported and imported again it opens as a new account.
    let file = setting.directory.path().join("konto");
    let chosen = Some(file.clone());
    tell(
        &mut desk,
        accounts::Message::ExportChosen(setting.ids[1], chosen),
    );
    desk.wait_for("Die Einstellungen von „Jörg Müller“ stehen in");
    desk.press(Named::Escape);
    let file = file.with_extension("toml");
    tell(&mut desk, accounts::Message::ImportChosen(Some(file)));
    desk.wait_until("the dialog", |desk| desk.app.hosting.hosts().len() == 2);
}

#[test]
fn who_is_no_verwalter_only_looks() {
    let setting = setting();
    let office = Office::open(setting.directory.path(), Acting::Benutzer(2)).expect("office");
    let mut desk = Desk::open(office, Language::German);
    desk.click("E-Mail Konten");
    desk.wait_for("Nur ansehen: Benutzer 2 ist kein Verwalter");
    desk.press(Named::Space);
    desk.alt('l');
    desk.alt('n');
    assert_eq!(desk.app.hosting.hosts().len(), 1);
    assert!(!desk.sees("ungespeicherte"));
    desk.picture("konten-nur-ansehen", theme::Mode::Light, 1.0);
    desk.alt('o');
    desk.wait_without("Empfangen / Senden");
}

#[test]
fn an_empty_table_says_what_to_do() {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let mut desk = Desk::open(office, Language::German);
    desk.click("E-Mail Konten");
    desk.wait_for("Mit „Konto neu“ richten Sie das erste Konto ein");
    desk.wait_for("Keine Konten");
    desk.picture("konten-leer", theme::Mode::Light, 1.0);
    desk.press(Named::Delete);
    desk.press(Named::Space);
    assert_eq!(desk.app.hosting.hosts().len(), 1);
    desk.press(Named::Enter);
    assert_eq!(desk.app.hosting.hosts().len(), 0);
}

#[test]
fn two_hundred_accounts_stay_usable() {
    let mut setting = setting();
    for at in 0..197 {
        let address = format!("konto{at}@kanzlei.example");
        setting.add(&account(&format!("Konto {at}"), &address, Mode::Postkorb));
    }
    let mut desk = Desk::open(setting.office.clone(), Language::German);
    desk.click("E-Mail Konten");
    desk.wait_for("200 Konten, davon 200 aktiv");
    desk.press(Named::End);
    desk.wait_for("Konto 196");
    let begun = std::time::Instant::now();
    let key = |it| Key::Named(it);
    for _ in 0..10 {
        desk.press_with(Modifiers::empty(), key(Named::ArrowUp));
    }
    let took = begun.elapsed() / 10;
    println!("one row up: {took:?}");
    desk.settle();
    // Ten frames a second at the least, in a test build on a busy machine.
    assert!(took.as_millis() < 1_000, "{took:?}");
    desk.wait_for("Konto 186");
    desk.press(Named::Home);
    desk.wait_for("post@kanzlei.example");
}

#[test]
fn the_notice_is_read_before_a_new_account() {
    let setting = setting();
    let mut desk = setting.table();
    desk.alt('n');
    desk.wait_for("Ich habe den Hinweis gelesen.");
    desk.wait_for("Beim Abruf kann Kontorpost Nachrichten auf dem Mailserver löschen");
    let abbruch = desk.place_of("Abbruch");
    desk.picture("konto-neu", theme::Mode::Light, 1.0);
    // Enter does nothing while it is unread.
    desk.press(Named::Enter);
    desk.wait_for("Ich habe den Hinweis gelesen.");
    desk.press(Named::Space);
    desk.wait_for("OK");
    let ok = desk.place_of("OK");
    assert!((ok.center_y() - abbruch.center_y()).abs() < 2.0);
    assert!(
        (ok.center_x() - abbruch.center_x()).abs() < 40.0,
        "{ok:?} {abbruch:?}"
    );
    desk.picture("konto-neu-gelesen", theme::Mode::Dark, 1.0);
    desk.press(Named::Space);
    desk.wait_for("Abbruch");
    desk.press(Named::Escape);
    desk.wait_without("Ich habe den Hinweis gelesen.");
    assert_eq!(desk.app.hosting.hosts().len(), 1);

    desk.alt('n');
    desk.click("Ich habe den Hinweis gelesen.");
    desk.press(Named::Enter);
    // The account dialog stands where the notice stood.
    desk.wait_without("Ich habe den Hinweis gelesen.");
    assert_eq!(desk.app.hosting.hosts().len(), 2);
}

#[test]
fn everything_is_there_in_english() {
    let setting = setting();
    let mut desk = Desk::open(setting.office.clone(), Language::English);
    desk.click("E-mail accounts");
    desk.wait_for("3 accounts, 3 active");
    desk.wait_for("Postkorb copy to RA APP");
    desk.picture("konten-englisch", theme::Mode::Light, 1.0);
    desk.alt('n');
    desk.wait_for("I have read the notice.");
    desk.picture("konto-neu-englisch", theme::Mode::Light, 1.0);
}
