//! The main window, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::account_form::{AccountForm, AuthChoice, ServerForm};
use kontorpost::domain::oauth::Provider;
use kontorpost::domain::server::Protocol;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::domain::usage::Mode as Usage;
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::dialog::account_test::AccountTest;
use kontorpost::gui::dialog::accounts::Accounts;
use kontorpost::gui::dialog::appearance::Appearance;
use kontorpost::gui::dialog::help::{Help, Topic};
use kontorpost::gui::dialog::info::Info;
use kontorpost::gui::dialog::konto_neu::KontoNeu;
use kontorpost::gui::dialog::smtp_auth::{Browser, SmtpAuth, SmtpAuthDialog};
use kontorpost::gui::dialog::stammdaten::Stammdaten;
use kontorpost::gui::dialog::{self, Dialog, accounts};
use kontorpost::gui::engine;
use kontorpost::gui::screen::desk as screen;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::Error;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::receiver::{Event as Fetched, ReceiveOptions};
use std::sync::Arc;
use tokio::sync::watch;
use window::Desk;

fn fetch(desk: &Desk) {
    let office = desk.practice_office().office.clone();
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    assert_eq!(received.expect("received").failed, 0);
}

#[test]
fn received_mail_is_listed_and_read() {
    let mut desk = Desk::practice();
    desk.wait_for("0 Nachrichten");
    fetch(&desk);
    desk.click("Kanzlei Muster");
    desk.wait_for("19 Nachrichten");
    desk.click("Alle Konten");
    desk.wait_for("25 Nachrichten");
    desk.click("Mieterhöhung Löwenstraße");
    desk.wait_for("An: ");
    desk.picture("posteingang", Mode::Light, 1.0);
    // By the keyboard the next message is read.
    desk.press(Named::ArrowDown);
    desk.wait_for("Webformular");
}

#[test]
fn an_empty_office_leads_to_the_first_account() {
    let directory = tempfile::tempdir().expect("directory");
    let office = kontorpost::service::Office::open_for_practice(directory.path(), Vec::new());
    let mut desk = Desk::open(office.expect("office"), kontorpost::i18n::Language::German);
    desk.wait_for("Willkommen bei Kontorpost");
    desk.picture("empty", Mode::Light, 1.0);
    // The next step is the default button: first somebody who works here.
    desk.press(Named::Enter);
    desk.wait_for("Noch kein Benutzer. Der erste wird Verwalter");
    desk.alt('n');
    desk.wait_for("Neuer Benutzer");
    desk.type_text("Weiß, Susanne");
    desk.press(Named::Enter);
    desk.wait_for("Gespeichert.");
    desk.press(Named::Escape);
    desk.wait_for("Willkommen bei Kontorpost");
    desk.settle();
    desk.press(Named::Enter);
    desk.wait_for("Ich habe den Hinweis gelesen.");
}

#[test]
fn the_first_steps_lead_on_from_where_one_stopped() {
    let mut desk = Desk::practice();
    // Accounts are there and proven by nothing yet, nobody works here.
    desk.wait_for("Willkommen bei Kontorpost");
    desk.wait_for("Benutzer anlegen…");
    assert!(!desk.sees("Konto einrichten…"));
    let office = desk.practice_office().office.clone();
    let first = Benutzer {
        number: BenutzerNumber::new(1).expect("number"),
        name: "Weiß, Susanne".to_owned(),
        address: String::new(),
        current: true,
        login: kontorpost::service::login_name(),
        verwalter: true,
        einlesen: true,
        external: false,
    };
    office.add_benutzer(&first).expect("benutzer");
    let changed = engine::Event::Fetched(Fetched::Waiting { holder: None });
    desk.tell(Message::Engine(changed.clone()));
    desk.wait_without("Benutzer anlegen…");
    desk.picture("erste-schritte", Mode::Dark, 1.5);
    desk.press(Named::Enter);
    desk.wait_for("Kontotest");
    desk.wait_for("Test starten");
    desk.press(Named::Escape);
    desk.wait_without("Test starten");
    // Once mail has come nobody is led any more.
    fetch(&desk);
    desk.tell(Message::Engine(changed));
    desk.wait_without("Willkommen bei Kontorpost");
    desk.wait_for("Älteres liegt unter „Altbestand“");
    desk.click("Altbestand");
    desk.wait_for("Mieterhöhung Löwenstraße");
}

#[test]
fn first_steps_can_be_put_away_and_need_the_right() {
    let directory = tempfile::tempdir().expect("directory");
    let office = kontorpost::service::Office::open_for_practice(directory.path(), Vec::new());
    let office = office.expect("office");
    let mut desk = Desk::open(office.clone(), Language::English);
    desk.wait_for("Welcome to Kontorpost");
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.click("Do not show again");
    desk.wait_without("Welcome to Kontorpost");
    assert!(!desk.app.preferences.workplace.guide);
    let other = Benutzer {
        number: BenutzerNumber::new(1).expect("number"),
        name: "Weiß, Susanne".to_owned(),
        address: String::new(),
        current: true,
        login: "somebody else".to_owned(),
        verwalter: true,
        einlesen: true,
        external: false,
    };
    office.add_benutzer(&other).expect("benutzer");
    let mut desk = Desk::open(office, Language::German);
    desk.wait_for("Nur ansehen: Zum Anmeldenamen");
    desk.picture("erste-schritte-ohne-recht", Mode::Contrast, 1.0);
    desk.press(Named::Enter);
    assert!(!desk.sees("Ich habe den Hinweis gelesen."));
}

#[test]
fn many_accounts_can_all_be_reached_in_a_small_window() {
    let directory = tempfile::tempdir().expect("directory");
    let office = kontorpost::service::Office::open_for_practice(directory.path(), Vec::new());
    let office = office.expect("office");
    for number in 1..=40 {
        let form = AccountForm {
            name: format!("Zweigstelle {number} der Kanzlei mit langem Namen"),
            address: format!("z{number}@kanzlei.example"),
            incoming: None,
            outgoing_auth: AuthChoice::None,
            outgoing: Some(ServerForm {
                host: "smtp.kanzlei.example".to_owned(),
                user: "kanzlei".to_owned(),
                ..ServerForm::default()
            }),
            mode: Usage::NurSenden,
            owner: "zentral".to_owned(),
            ..AccountForm::default()
        };
        let account = form.check().expect("a good account");
        let runtime = tokio::runtime::Runtime::new().expect("runtime");
        let added = runtime.block_on(office.add_account(&account, Passwords::default()));
        added.expect("added");
    }
    let mut desk = Desk::open(office, Language::German);
    desk.resize(640.0, 400.0);
    desk.wait_for("Wiedervorlage");
    assert!(!desk.sees("Zweigstelle 40"));
    desk.click("Posteingang");
    for _ in 0..80 {
        desk.press(Named::ArrowDown);
    }
    // Names that have no room are marked as shortened.
    assert!(desk.texts().iter().any(|it| it.ends_with('…')));
    desk.wait_for("Zweigstelle 40");
}

#[test]
fn the_tool_bar_has_room_in_a_narrow_window() {
    for language in [Language::German, Language::English] {
        let mut desk = Desk::practice();
        desk.app.context.language = language;
        let main = desk.app.hosting.main.expect("main window");
        // As 640 pixels are at 100, 150 and 200 %.
        for width in [640.0, 427.0, 320.0] {
            let size = iced_test::core::Size::new(width, 400.0);
            desk.tell(Message::Resized(main, size));
            desk.resize(width, 400.0);
            let tools = match language {
                Language::German => ["E-Mail Konten", "Stammdaten", "Einstellungen", "Ansicht"],
                Language::English => ["E-mail accounts", "Master data", "Settings", "View"],
            };
            for words in tools {
                let place = desk.place_of(words);
                assert!(place.height < 30.0, "{words} at {width}: {place:?}");
                assert!(place.x + place.width <= width, "{words} at {width}");
            }
        }
    }
}

#[test]
fn what_is_pressed_twice_opens_once() {
    let mut desk = Desk::practice();
    // As after a double click while the machine was busy: both come before the first is seen.
    for _ in 0..2 {
        desk.tell(Message::Main(screen::Message::Accounts));
    }
    desk.settle();
    assert_eq!(desk.app.hosting.hosts().len(), 1);
    desk.wait_for("Scanner der Kanzlei Muster");
    let accounts = desk.app.hosting.hosts().first().expect("a dialog").id;
    for _ in 0..2 {
        let delete = dialog::Message::Accounts(accounts::Message::Delete);
        desk.tell(Message::Dialog(accounts, delete));
    }
    desk.wait_for("Soll das Konto");
    desk.settle();
    assert_eq!(desk.app.hosting.hosts().len(), 2);
    // The same trouble is not told again while it is on the screen, and it takes no answer away
    // from the question below it.
    for _ in 0..3 {
        let trouble = screen::Message::Marked(Err(Error::Internal("trouble".to_owned())));
        desk.tell(Message::Main(trouble));
    }
    desk.wait_for("Im Programm ist etwas schiefgegangen.");
    assert_eq!(desk.app.hosting.hosts().len(), 3);
    desk.press(Named::Escape);
    assert_eq!(desk.app.hosting.hosts().len(), 2);
    desk.wait_for("Soll das Konto");
    desk.press(Named::Escape);
    assert_eq!(desk.app.hosting.hosts().len(), 1);
}

#[test]
fn an_answer_reaches_the_dialog_that_asked() {
    let mut desk = Desk::practice();
    desk.alt('k');
    desk.wait_for("Scanner der Kanzlei Muster");
    // The count for the question takes its time; meanwhile another dialog is opened.
    let accounts = desk.app.hosting.hosts().first().expect("a dialog").id;
    for message in [accounts::Message::New, accounts::Message::Delete] {
        desk.tell(Message::Dialog(
            accounts,
            dialog::Message::Accounts(message),
        ));
    }
    desk.wait_for("Soll das Konto");
    assert_eq!(desk.app.hosting.hosts().len(), 3);
    let office = desk.practice_office().office.clone();
    assert_eq!(office.accounts().expect("accounts").len(), 2);
    desk.click("Löschen");
    desk.wait_until("one account less", |_| {
        office.accounts().expect("accounts").len() == 1
    });
}

#[test]
fn no_text_of_a_dialog_is_cut_off_in_either_language() {
    for language in [Language::German, Language::English] {
        let mut desk = Desk::practice();
        desk.app.context.language = language;
        let stored = desk.practice_office().office.accounts().expect("accounts");
        let first = stored.first().expect("an account").clone();
        let smtp_auth = |choice| {
            let chosen = SmtpAuth {
                choice,
                user: String::new(),
                password: None,
                grant: None,
            };
            let browser = Browser {
                provider: Provider::Microsoft,
                is_registered: false,
                signed_in: None,
            };
            SmtpAuthDialog::new(chosen, Protocol::Pop3, browser)
        };
        let preferences = desk.app.preferences;
        let dialogs: Vec<(&str, Dialog)> = vec![
            ("accounts", Accounts::new().into()),
            ("konto_neu", KontoNeu::new().into()),
            ("account", AccountDialog::new().into()),
            ("edit", AccountDialog::edit(first).into()),
            ("smtp_auth", smtp_auth(AuthChoice::Own).into()),
            ("smtp_browser", smtp_auth(AuthChoice::Oauth2).into()),
            ("stammdaten", Stammdaten::new().into()),
            ("appearance", Appearance::new(preferences).into()),
            ("help", Help::new(Topic::Accounts).into()),
            ("info", Info::new().into()),
            ("test_all", AccountTest::all(stored).into()),
        ];
        let mut cut = Vec::new();
        cut.extend(desk.cut_off().into_iter().map(|it| ("main", it)));
        for (name, dialog) in dialogs {
            desk.open_dialog(dialog);
            desk.wait_until(name, |desk| desk.texts().len() > 3);
            cut.extend(desk.cut_off().into_iter().map(|it| (name, it)));
            desk.press(Named::Escape);
        }
        assert!(cut.is_empty(), "{language:?}: {cut:#?}");
    }
}
