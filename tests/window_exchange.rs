//! "E-Mail Konto" with an Exchange server in the house, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::account::StoredAccount;
use kontorpost::domain::server::{AfterFetch, Deployment, Protocol, Security};
use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::dialog::account_test::AccountTest;
use kontorpost::gui::theme::Mode;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::server::{ServerOptions, Servers};
use kontorpost::service::demo::store::Store;
use window::Desk;

const ADDRESS: &str = "post@kanzlei-muster.example";
const PASSWORD: &str = "Übung macht \"Meister\"";

fn accounts(desk: &Desk) -> Vec<StoredAccount> {
    desk.practice_office().office.accounts().expect("accounts")
}

fn tab(desk: &mut Desk, times: usize) {
    for _ in 0..times {
        desk.press(Named::Tab);
    }
}

fn creating() -> Desk {
    let mut desk = Desk::practice();
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Kanzlei (Exchange)");
    tab(&mut desk, 1);
    desk.type_text(ADDRESS);
    desk.alt('x');
    desk.wait_for("Bereitstellung:");
    desk
}

#[test]
fn an_exchange_account_is_set_up_by_keys_and_saved() {
    let mut desk = creating();
    for wanted in [
        "Exchange im Haus (EWS)",
        "Microsoft 365 / Cloud (Graph)",
        "Posteingangsserver (Exchange):",
        "Benutzeranmeldung:",
        "443",
    ] {
        desk.wait_for(wanted);
    }
    assert!(!desk.sees("STARTTLS"), "HTTPS has no other way");
    desk.alt('s');
    let port = desk.practice_office().servers.ews.port();
    desk.type_text(&format!("https://localhost:{port}/EWS/Exchange.asmx"));
    desk.picture("exchange-account-new", Mode::Light, 1.0);
    desk.alt('b');
    desk.type_text(ADDRESS);
    desk.alt('k');
    desk.type_text(PASSWORD);
    desk.alt('v');
    // Into sight.
    tab(&mut desk, 2);
    desk.wait_for("endgültig löschen statt in „Gelöschte Elemente“ verschieben");
    desk.picture("exchange-account", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.resize(760.0, 600.0);
    desk.picture("exchange-account-small", Mode::Dark, 1.0);
    desk.alt('o');
    desk.wait_for("Dasselbe Postfach");
    desk.alt('t');
    desk.wait_for("Auf dem Server löschen");
    desk.alt('l');
    desk.wait_for("Neues Kennwort");
    desk.alt('n');
    desk.wait_until("is saved", |desk| accounts(desk).len() == 3);
    let saved = accounts(&desk).pop().expect("an account").account;
    let incoming = saved.incoming.expect("incoming");
    assert_eq!(incoming.protocol, Protocol::Exchange);
    assert_eq!(incoming.endpoint.host, "localhost");
    assert_eq!(incoming.endpoint.port, port);
    assert_eq!(incoming.endpoint.security, Security::Tls);
    assert_eq!(incoming.exchange.deployment, Deployment::Ews);
    assert_eq!(incoming.after_fetch, AfterFetch::Remove { after_days: 0 });
    assert!(saved.outgoing.is_none());
}

#[test]
fn a_server_in_the_house_with_an_issuer_of_its_own_is_trusted_after_a_look() {
    let mut desk = creating();
    // Nobody knows who has issued this one's certificate.
    let store = Store::new();
    store.add_user(ADDRESS, PASSWORD);
    let starting = Servers::start(store, ServerOptions::default());
    let servers = desk.block_on(starting).expect("servers");
    let url = format!("https://localhost:{}/EWS/Exchange.asmx", servers.ews.port());
    desk.alt('s');
    desk.type_text(&url);
    desk.alt('b');
    desk.retype(ADDRESS);
    desk.alt('k');
    desk.type_text(PASSWORD);
    desk.click("Kontoeinstellungen testen");
    desk.wait_for("Eine Prüfung ist fehlgeschlagen.");
    assert_eq!(
        servers.counters.count(Service::Ews, "AUTH"),
        0,
        "told nobody"
    );
    desk.alt('v');
    desk.wait_for("Zertifikat: Posteingang");
    desk.picture("exchange-trust", Mode::Light, 1.0);
    desk.alt('f');
    desk.alt('v');
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.picture("exchange-trusted", Mode::Light, 1.0);
    desk.alt('a');
    desk.wait_for("Diese Einstellungen haben den Kontotest bestanden.");
    desk.alt('o');
    desk.wait_for("Dasselbe Postfach");
    desk.alt('t');
    desk.wait_for("Neues Kennwort");
    desk.alt('n');
    desk.wait_until("is saved", |desk| accounts(desk).len() == 3);
    let stored = accounts(&desk).pop().expect("an account");
    let office = desk.practice_office().office.clone();
    let pins = office.pinned_certificates(stored.id).expect("exceptions");
    assert_eq!(pins.len(), 1);
    assert_eq!(pins[0].port, servers.ews.port(), "for this server alone");
    desk.wait_without("OK und Schließen");
    desk.open_dialog(AccountTest::stored(&stored));
    desk.wait_for("Alle Prüfungen bestanden.");
}

#[test]
fn what_is_wrong_stands_beside_its_field() {
    let mut desk = creating();
    desk.alt('s');
    desk.type_text("http://mail.kanzlei.de/EWS/Exchange.asmx");
    desk.alt('b');
    desk.type_text("KANZLEI\\muster");
    desk.alt('k');
    desk.type_text("geheim");
    desk.alt('o');
    desk.wait_for(
        "„http://mail.kanzlei.de/EWS/Exchange.asmx“ ist keine Adresse eines Exchange-Servers. \
         Bitte einen Servernamen wie mail.kanzlei.de oder die ganze Adresse wie \
         https://mail.kanzlei.de/EWS/Exchange.asmx eingeben.",
    );
    desk.picture("exchange-account-fault", Mode::Light, 1.0);
    assert_eq!(accounts(&desk).len(), 2);
}

#[test]
fn an_address_of_the_cloud_preselects_it_until_somebody_chooses() {
    let mut desk = Desk::practice();
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Anna");
    tab(&mut desk, 1);
    desk.type_text("anna@outlook.com");
    desk.alt('x');
    desk.wait_for("Die Bereitstellung wurde nach der Adresse vorausgewählt:");
    desk.wait_without("Posteingangsserver (Exchange):");
    desk.picture("exchange-account-preselected", Mode::Light, 1.0);
    desk.click("Exchange im Haus (EWS)");
    desk.wait_for("Posteingangsserver (Exchange):");
    desk.alt('i');
    desk.alt('x');
    desk.wait_for("Posteingangsserver (Exchange):");
}

#[test]
fn the_cloud_has_one_server_and_wants_the_browser() {
    let mut desk = creating();
    desk.click("Microsoft 365 / Cloud (Graph)");
    desk.wait_without("Posteingangsserver (Exchange):");
    desk.wait_for("Im Browser anmelden...");
    desk.wait_for(
        "Für diesen Anbieter ist keine App-Registrierung hinterlegt: Microsoft 365 / Outlook.com.",
    );
    desk.picture("exchange-account-cloud", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.click("Exchange im Haus (EWS)");
    desk.wait_for("Posteingangsserver (Exchange):");
    desk.wait_for("Kennwort:");
}
