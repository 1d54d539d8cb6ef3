//! The main window, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::account_form::AuthChoice;
use kontorpost::domain::server::Protocol;
use kontorpost::gui::dialog::Dialog;
use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::dialog::account_test::AccountTest;
use kontorpost::gui::dialog::accounts::Accounts;
use kontorpost::gui::dialog::appearance::Appearance;
use kontorpost::gui::dialog::help::{Help, Topic};
use kontorpost::gui::dialog::info::Info;
use kontorpost::gui::dialog::konto_neu::KontoNeu;
use kontorpost::gui::dialog::smtp_auth::{SmtpAuth, SmtpAuthDialog};
use kontorpost::gui::dialog::stammdaten::Stammdaten;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::receiver::ReceiveOptions;
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
    desk.click("Posteingang");
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
    desk.wait_for("Es ist noch kein E-Mail Konto eingerichtet.");
    desk.picture("empty", Mode::Light, 1.0);
}

#[test]
fn no_text_of_a_dialog_is_cut_off_in_either_language() {
    for language in [Language::German, Language::English] {
        let mut desk = Desk::practice();
        desk.app.context.language = language;
        let stored = desk.practice_office().office.accounts().expect("accounts");
        let first = stored.first().expect("an account").clone();
        let chosen = SmtpAuth {
            choice: AuthChoice::Own,
            user: String::new(),
            password: None,
        };
        let preferences = desk.app.preferences;
        let dialogs: Vec<(&str, Dialog)> = vec![
            ("accounts", Accounts::new().into()),
            ("konto_neu", KontoNeu::new().into()),
            ("account", AccountDialog::new().into()),
            ("edit", AccountDialog::edit(first).into()),
            (
                "smtp_auth",
                SmtpAuthDialog::new(chosen, Protocol::Pop3).into(),
            ),
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
