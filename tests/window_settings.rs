//! "Einstellungen", worked like an administrator would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::account_form::{AccountForm, ServerForm};
use kontorpost::domain::office_settings::{DirectiveSenders, SenderPattern};
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::domain::usage::Mode as Usage;
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog;
use kontorpost::gui::dialog::settings::{self, Settings, Tab, mail_program};
use kontorpost::gui::dialog::zuordnungen::Zuordnungen;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::registration::{Opener, State};
use kontorpost::service::{Acting, Office};
use tempfile::TempDir;
use window::Desk;

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("number")
}

fn benutzer(wanted: u16, name: &str, login: &str, address: &str) -> Benutzer {
    Benutzer {
        number: number(wanted),
        name: name.to_owned(),
        address: address.to_owned(),
        current: true,
        login: login.to_owned(),
        verwalter: false,
        einlesen: false,
        external: false,
    }
}

/// Two Benutzer, the first of them acting, and a Tätigkeit.
fn office() -> (TempDir, Office) {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let login = kontorpost::service::login_name();
    let all = [
        benutzer(1, "Weiß, Susanne", &login, "info@mustermail.example"),
        benutzer(2, "Müller, Jörg", "jm", "extern@mustermail.example"),
    ];
    for it in &all {
        office.add_benutzer(it).expect("benutzer");
    }
    office.add_taetigkeit("E-Mail-Import").expect("taetigkeit");
    (directory, office)
}

fn open(office: &Office, tab: Tab) -> Desk {
    let mut desk = Desk::open(office.clone(), Language::German);
    desk.open_dialog(Settings::new(tab));
    desk.wait_for("Was für das ganze Büro gilt");
    desk.wait_without("wird gelesen");
    desk
}

#[test]
fn reading_in_needs_a_taetigkeit() {
    let (_directory, office) = office();
    let mut desk = open(&office, Tab::Einlesen);
    desk.wait_for("E-Mails automatisch einlesen:");
    desk.click("Ja");
    desk.alt('l');
    desk.retype("0");
    desk.click("OK und Schließen");
    desk.wait_for("Automatisch einlesen geht nur mit einer Tätigkeit. Bitte eine wählen.");
    desk.wait_for("„0“ ist nicht erlaubt.");
    desk.picture("einstellungen-einlesen-fehler", Mode::Light, 1.0);
    desk.alt('l');
    desk.retype("5");
    desk.wait_for("Empfohlen sind 15 Minuten oder mehr.");
    desk.retype("30");
    desk.wait_without("Empfohlen sind 15 Minuten oder mehr.");
    desk.alt('t');
    desk.press(Named::ArrowDown);
    desk.wait_for("E-Mail-Import");
    desk.wait_without("Bitte eine wählen.");
    desk.click("OK und Schließen");
    desk.wait_without("Was für das ganze Büro gilt");
    let reading = office.office_settings().expect("settings").reading;
    assert!(reading.on && !reading.complete);
    assert_eq!(reading.minutes, 30);
    assert_eq!(reading.taetigkeit.expect("one").name, "E-Mail-Import");
}

#[test]
fn the_posteingang_blocks_forwards_and_takes_orders() {
    let (_directory, office) = office();
    let mut desk = open(&office, Tab::Posteingang);
    desk.wait_for("keine automatische Weiterleitung");
    desk.alt('i');
    desk.type_text("keine");
    desk.alt('z');
    desk.wait_for("„keine“ ist weder eine E-Mail-Adresse noch „@“ mit einer Domain.");
    desk.alt('i');
    desk.retype("@werbung.example");
    desk.alt('z');
    desk.wait_for("@werbung.example");
    desk.wait_for("Entfernen");
    // What was typed and not yet added counts, too.
    desk.alt('i');
    desk.type_text("Spam@Shop.example");
    desk.alt('w');
    desk.press(Named::ArrowDown);
    desk.press(Named::ArrowDown);
    desk.wait_for("2  Müller, Jörg");
    desk.alt('f');
    desk.type_text("fax@kanzlei.example");
    desk.alt('l');
    desk.wait_for("an allen vorbei");
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    desk.picture("einstellungen-posteingang", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let settings = office.office_settings().expect("settings");
    let shown: Vec<_> = settings.blocked.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["spam@shop.example", "@werbung.example"]);
    assert_eq!(settings.forward_to, Some(number(2)));
    assert_eq!(settings.directives, DirectiveSenders::All);
    assert_eq!(settings.fax, SenderPattern::parse("fax@kanzlei.example"));
    // Unblocked, and thought better of it.
    desk.click("Entfernen");
    desk.press(Named::Escape);
    desk.wait_for("Sollen sie gespeichert werden?");
    desk.click("Nicht speichern");
    desk.wait_without("Was für das ganze Büro gilt");
    assert_eq!(office.office_settings().expect("settings").blocked.len(), 2);
}

#[test]
fn pages_without_the_right_are_hidden() {
    let (directory, _office) = office();
    let office = Office::open(directory.path(), Acting::Benutzer(2)).expect("office");
    let mut desk = open(&office, Tab::Einlesen);
    desk.wait_for("Automatisch senden");
    for hidden in [
        "Empfang Allgemein",
        "Automatisches Einlesen",
        "E-Mail-Versand",
    ] {
        assert!(!desk.sees(hidden), "{hidden}");
    }
    desk.picture("einstellungen-ohne-rechte", Mode::Contrast, 1.0);
    // With the right to read in, but not a Verwalter.
    let (directory, office) = self::office();
    let mut reader = benutzer(2, "Müller, Jörg", "jm", "");
    reader.einlesen = true;
    office.edit_benutzer(&reader).expect("edited");
    let office = Office::open(directory.path(), Acting::Benutzer(2)).expect("office");
    let mut desk = open(&office, Tab::Einlesen);
    desk.wait_for("E-Mails automatisch einlesen:");
    assert!(!desk.sees("Gesperrte"));
    desk.alt('l');
    desk.retype("20");
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    assert_eq!(
        office.office_settings().expect("settings").reading.minutes,
        20
    );
}

#[test]
fn a_workplace_has_choices_of_its_own() {
    let (_directory, office) = office();
    let mut desk = open(&office, Tab::Dienste);
    desk.wait_for("Gerade ruft niemand ab.");
    desk.picture("einstellungen-dienste", Mode::Dark, 1.0);
    desk.alt('u');
    desk.click("Benachrichtigungen");
    desk.alt('n');
    desk.alt('d');
    desk.picture("einstellungen-meldungen", Mode::Light, 1.0);
    desk.click("Postausgang");
    desk.alt('u');
    desk.picture("einstellungen-postausgang", Mode::Light, 1.0);
    assert!(desk.app.preferences.workplace.fetch);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let workplace = desk.app.preferences.workplace;
    assert!(!workplace.fetch && !workplace.notify && workplace.notify_details);
    assert!(!workplace.send && workplace.ask_to_delete);
    assert_eq!(desk.app.context.preferences.workplace, workplace);
    // Looks follow at once and go back with "Abbruch".
    desk.click("Darstellung");
    desk.click("Dunkel");
    assert_eq!(desk.app.preferences.mode, Mode::Dark);
    desk.picture("einstellungen-darstellung", Mode::Dark, 1.0);
    desk.press(Named::Escape);
    desk.wait_for("Sollen sie gespeichert werden?");
    desk.click("Nicht speichern");
    desk.wait_without("Was für das ganze Büro gilt");
    assert_eq!(desk.app.preferences.mode, Mode::Light);
    assert_eq!(desk.app.preferences.workplace, workplace);
}

fn add_account(office: &Office, name: &str, mode: Usage) {
    let server = |host: &str| {
        Some(ServerForm {
            host: host.to_owned(),
            user: "scan@kanzlei.example".to_owned(),
            ..ServerForm::default()
        })
    };
    let form = AccountForm {
        name: name.to_owned(),
        address: "scan@kanzlei.example".to_owned(),
        incoming: server("imap.kanzlei.example"),
        outgoing: server("smtp.kanzlei.example"),
        mode,
        kanzlei: mode == Usage::Posteingang,
        ..AccountForm::default()
    };
    let account = form.check().expect("a good account");
    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let added = runtime.block_on(office.add_account(&account, Passwords::default()));
    added.expect("added");
}

#[test]
fn servers_are_shown_and_lead_to_their_account() {
    let mut desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    add_account(&office, "Scanner im Flur", Usage::Scanner);
    add_account(&office, "Zentrale", Usage::Posteingang);
    desk.open_dialog(Settings::new(Tab::Scanner));
    desk.wait_for("Scanner im Flur <scan@kanzlei.example>");
    desk.wait_for("imap.kanzlei.example");
    desk.picture("einstellungen-scanner", Mode::Light, 1.0);
    desk.alt('b');
    desk.wait_for("Kontoeinstellungen testen");
    desk.press(Named::Escape);
    desk.wait_without("Kontoeinstellungen testen");
    desk.click("E-Mail-Versand");
    desk.wait_for("SMTP-Server");
    desk.picture("einstellungen-versand", Mode::Light, 1.0);
    desk.click("Empfang Allgemein");
    desk.wait_for("Dafür ist noch kein Konto eingerichtet.");
    desk.picture("einstellungen-empfang", Mode::Light, 1.5);
    // A new account begins with the use of the page.
    desk.alt('u');
    desk.wait_for("Ich habe den Hinweis gelesen.");
    desk.click("Ich habe den Hinweis gelesen.");
    desk.press(Named::Enter);
    desk.wait_for("Kontoeinstellungen testen");
    desk.press(Named::Escape);
    desk.wait_without("Kontoeinstellungen testen");
    desk.press(Named::Escape);
    desk.wait_without("Was für das ganze Büro gilt");
}

#[test]
fn von_and_an_are_chosen_not_typed() {
    let (_directory, office) = office();
    let mut outside = benutzer(3, "Extern, Eva", "", "eva@aussen.example");
    outside.external = true;
    office.add_benutzer(&outside).expect("benutzer");
    let mut desk = open(&office, Tab::Einlesen);
    desk.wait_for("Noch keine Zuordnung");
    desk.alt('v');
    desk.wait_for("Unten Absender und Bearbeiter wählen");
    // External staff is a sender, never one who gets mail.
    desk.alt('v');
    desk.type_text("eva");
    desk.wait_for("eva@aussen.example  (Extern, Eva)");
    desk.alt('a');
    desk.press(Named::End);
    desk.wait_for("2  Müller, Jörg");
    desk.alt('n');
    desk.wait_until("the row", |desk| {
        desk.texts().iter().any(|it| it == "eva@aussen.example")
    });
    assert_eq!(office.zuordnungen().expect("rows").len(), 1);
    desk.alt('n');
    desk.wait_for("gibt es schon");
    desk.alt('a');
    desk.press(Named::Home);
    desk.alt('n');
    desk.wait_until("two rows", |_| {
        office.zuordnungen().expect("rows").len() == 2
    });
    // Who is no longer current makes the row invalid; it stays.
    let mut gone = benutzer(2, "Müller, Jörg", "jm", "");
    gone.current = false;
    office.edit_benutzer(&gone).expect("edited");
    desk.press(Named::Escape);
    desk.alt('v');
    desk.wait_for("„An“ ist nicht aktuell");
    desk.settle();
    desk.picture("zuordnungen", Mode::Light, 1.0);
    desk.click("„An“ ist nicht aktuell");
    desk.alt('e');
    desk.wait_for("entfernt werden?");
    desk.click("Entfernen");
    desk.wait_without("„An“ ist nicht aktuell");
    assert_eq!(office.zuordnungen().expect("rows").len(), 1);
}

#[test]
fn every_page_has_room_in_both_languages() {
    for language in [Language::German, Language::English] {
        let mut desk = Desk::practice();
        desk.app.context.language = language;
        for tab in Tab::ALL {
            desk.open_dialog(Settings::new(tab));
            desk.settle();
            desk.settle();
            assert_eq!(desk.cut_off(), Vec::<String>::new(), "{tab:?} {language:?}");
            if language == Language::English {
                desk.picture(&format!("einstellungen-en-{tab:?}"), Mode::Light, 1.0);
            }
            desk.press(Named::Escape);
            desk.settle();
        }
        desk.open_dialog(Zuordnungen::new());
        desk.settle();
        assert_eq!(desk.cut_off(), Vec::<String>::new(), "{language:?}");
    }
}

#[test]
fn the_page_of_the_mail_program_tells_how_it_stands() {
    let (_directory, office) = office();
    let mut desk = open(&office, Tab::MailProgram);
    let tell = |desk: &mut Desk, message| {
        let id = desk.app.hosting.hosts().last().expect("a dialog").id;
        let message = settings::Message::MailProgram(message);
        desk.tell(Message::Dialog(id, dialog::Message::Settings(message)));
        desk.settle();
    };
    let state = |links: Opener, files, is_registered| State {
        is_registered,
        links,
        files,
    };
    desk.wait_for("Als E-Mail-Programm eintragen");
    let other = Opener::Other("Thunderbird Mail".to_owned());
    let message = mail_program::Message::Read(Ok(state(other, Opener::Nobody, false)));
    tell(&mut desk, message);
    desk.wait_for("öffnet ein anderes Programm: Thunderbird Mail");
    desk.wait_for("ist kein Programm gewählt");
    desk.picture("einstellungen-programm-anderes", Mode::Light, 1.0);
    let done = state(Opener::Own, Opener::Own, true);
    tell(&mut desk, mail_program::Message::Done(true, Ok(done)));
    desk.wait_for("öffnet Kontorpost: mit einem E-Brief");
    desk.wait_for("(.eml) öffnet Kontorpost");
    desk.picture("einstellungen-programm", Mode::Light, 1.0);
    // A practice office ends with its window.
    desk.app.context.is_practice = true;
    desk.settle();
    desk.wait_for("Übungsbüro lässt sich nicht eintragen");
}
