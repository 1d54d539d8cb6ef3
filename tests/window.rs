//! The main window, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::gui::theme::Mode;
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
