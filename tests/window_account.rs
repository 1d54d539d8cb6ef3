//! "E-Mail Konto" and "SMTP Authentifizierung", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use iced_test::core::keyboard::{Key, Modifiers};
use kontorpost::domain::account::{Account, StoredAccount};
use kontorpost::domain::hash::Sha256Hash;
use kontorpost::domain::server::{
    AfterFetch, FirstFetch, OutgoingAuth, PinnedCertificate, Protocol, Security,
};
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog;
use kontorpost::gui::dialog::account::{self, AccountDialog};
use kontorpost::gui::theme::Mode;
use kontorpost::gui::widget::access_key;
use kontorpost::i18n::{Language, Text};
use kontorpost::service::demo::practice::Practice;
use kontorpost::service::receiver::ReceiveOptions;
use kontorpost::service::{Acting, Office};
use kontorpost::transport::Timeouts;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use window::Desk;

const ADDRESS: &str = "post@kanzlei-muster.example";
const PASSWORD: &str = "Übung macht \"Meister\"";

fn accounts(desk: &Desk) -> Vec<StoredAccount> {
    let office = &desk.practice_office().office;
    office.accounts().expect("accounts")
}

/// The practice office with the dialog of its first account.
fn editing() -> Desk {
    let mut desk = Desk::practice();
    let stored = accounts(&desk).remove(0);
    desk.open_dialog(AccountDialog::edit(stored));
    desk
}

fn creating() -> Desk {
    let mut desk = Desk::practice();
    desk.open_dialog(AccountDialog::new());
    desk
}

fn tab(desk: &mut Desk, times: usize) {
    for _ in 0..times {
        desk.press(Named::Tab);
    }
}

/// Tab, back.
fn back(desk: &mut Desk) {
    desk.press_with(Modifiers::SHIFT, Key::Named(Named::Tab));
}

fn is_open(desk: &Desk) -> bool {
    !desk.app.hosting.hosts().is_empty()
}

/// Every text of the dialog, wherever it has to be scrolled to.
fn everything(desk: &mut Desk) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..40 {
        for it in desk.texts() {
            if !all.contains(&it) {
                all.push(it);
            }
        }
        desk.press(Named::Tab);
    }
    all
}

fn fill_practice_servers(desk: &mut Desk, name: &str) {
    let servers = &desk.practice_office().servers;
    let (imaps, smtps) = (servers.imaps.port(), servers.smtps.port());
    desk.type_text(name);
    tab(desk, 1);
    desk.type_text(ADDRESS);
    // Past Servertyp, the provider and the search.
    tab(desk, 4);
    desk.type_text("localhost");
    tab(desk, 1);
    desk.retype(&imaps.to_string());
    tab(desk, 1);
    desk.type_text(ADDRESS);
    // Past "Authentifizierung".
    tab(desk, 2);
    desk.type_text(PASSWORD);
    desk.alt('m');
    desk.type_text("localhost");
    tab(desk, 1);
    desk.retype(&smtps.to_string());
}

#[test]
fn every_label_of_the_manual_is_there() {
    let mut desk = creating();
    let seen = everything(&mut desk);
    for wanted in [
        "Angezeigter Name:",
        "E-Mail-Adresse:",
        "Servertyp:",
        "POP3",
        "IMAP",
        "MS Exchange-Server (ab V. 2007 SP1)",
        "Server wählen (optional):",
        "Posteingangsserver (IMAP):",
        "Port:",
        "Benutzername:",
        "Kennwort:",
        "Empfangsoptionen:",
        "Nachrichten auf dem Server im Posteingang belassen (können auch von anderen Geräten \
         abgerufen werden).",
        "Nachrichten auf dem Server, je nach Servereinstellung, löschen oder in Papierkorb \
         verschieben.",
        "Server erfordert eine verschlüsselte Verbindung (SSL)",
        "Postausgangsserver (SMTP):",
        "Postausgang: Server erfordert Authentifizierung",
        "Einstellungen...",
        "Verschlüsselte Verbindung verwenden",
        "TLS:",
        "Kontoeinstellungen testen",
        "OK und Schließen",
        "Abbruch und Schließen",
    ] {
        assert!(seen.iter().any(|it| it == wanted), "{wanted} in {seen:#?}");
    }
    desk.alt('p');
    desk.wait_for("Posteingangsserver (POP3):");
    assert!(desk.sees("995"));
}

#[test]
fn access_keys_are_unique_in_both_languages() {
    let account = [
        "account-label-name",
        "account-label-address",
        "account-protocol-pop3",
        "account-protocol-imap",
        "account-protocol-exchange",
        "account-label-chooser",
        "account-button-search",
        "account-label-port",
        "account-label-user",
        "account-label-password",
        "account-receive-leave",
        "account-receive-remove",
        "account-label-days",
        "account-in-encrypted",
        "account-label-out-host",
        "account-out-auth",
        "account-button-smtp-auth",
        "account-out-encrypted",
        "account-label-folders",
        "account-button-test",
        "button-ok-close",
        "button-cancel-close",
    ];
    let smtp = [
        "smtp-auth-own",
        "smtp-auth-user",
        "smtp-auth-password",
        "button-ok-close",
        "button-cancel-close",
    ];
    // Texts with arguments are not found by their key alone.
    let named = [
        (
            "Posteingangs&server",
            "Incoming &server",
            account.as_slice(),
        ),
        (
            "&Gleiche Einstellung",
            "Use the same &settings",
            smtp.as_slice(),
        ),
    ];
    for (german, english, keys) in named {
        for (language, first) in [(Language::German, german), (Language::English, english)] {
            let mut taken = BTreeMap::new();
            let shown = keys
                .iter()
                .map(|it| Text::find(it).expect(it).show(language));
            for words in shown.chain([first.to_owned()]) {
                let Some(key) = access_key(&words) else {
                    continue;
                };
                let before = taken.insert(key, words.clone());
                assert!(before.is_none(), "{key}: {before:?} and {words:?}");
            }
        }
    }
}

#[test]
fn a_new_account_is_set_up_with_the_keyboard_alone() {
    let mut desk = creating();
    fill_practice_servers(&mut desk, "Zweites Konto");
    desk.press(Named::Enter);
    // The same mailbox is fetched already: Enter does not save it twice.
    desk.wait_for("Dieses Postfach ruft schon das Konto „Kanzlei Muster“");
    desk.picture("konto_doppelt", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_without("Dieses Postfach ruft schon");
    assert_eq!(accounts(&desk).len(), 2);
    desk.press(Named::Enter);
    desk.wait_for("Dieses Postfach ruft schon");
    desk.alt('t');
    // The same name at the same server is known already.
    desk.wait_for("Konto „Kanzlei Muster“, Posteingang");
    desk.picture("konto_kennwort", Mode::Light, 1.0);
    desk.alt('n');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    let added = accounts(&desk).pop().expect("account").account;
    assert_eq!(added.name, "Zweites Konto");
    let incoming = added.incoming.expect("incoming");
    assert_eq!(incoming.protocol, Protocol::Imap);
    assert_eq!(incoming.after_fetch, AfterFetch::Leave);
    assert_eq!(added.outgoing.expect("outgoing").auth, OutgoingAuth::Same);
}

#[test]
fn what_is_missing_stands_beside_its_field() {
    let mut desk = creating();
    desk.alt('b');
    desk.type_text("anna");
    desk.press(Named::Enter);
    desk.wait_for("Angaben sind noch zu berichtigen");
    assert!(desk.sees("Angabe fehlt."));
    desk.picture("konto_fehler", Mode::Light, 1.0);
    // The first faulty field has the focus.
    desk.type_text("Anna");
    tab(&mut desk, 1);
    desk.type_text("anna");
    desk.press(Named::Enter);
    desk.wait_for("„anna“ ist keine E-Mail-Adresse.");
    // Everything typed is still there.
    assert!(desk.sees("Anna"));
    assert_eq!(accounts(&desk).len(), 2);
    desk.press(Named::Escape);
    desk.wait_for("Ohne Speichern schließen?");
    desk.press(Named::Escape);
    assert!(is_open(&desk));
    desk.press(Named::Escape);
    desk.alt('o');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
}

#[test]
fn a_provider_is_found_by_typing_and_fills_everything() {
    let mut desk = creating();
    desk.alt('e');
    desk.type_text("anna@gmx.de");
    desk.wait_for("Die Adresse gehört zu GMX.");
    // Nothing is filled in by itself.
    assert!(!desk.sees("imap.gmx.net"));
    desk.alt('w');
    desk.type_text("gm");
    desk.wait_for("gmx.net");
    desk.picture("konto_anbieter", Mode::Light, 1.0);
    desk.picture("konto_anbieter_kontrast", Mode::Contrast, 1.5);
    desk.press(Named::ArrowDown);
    desk.press(Named::ArrowUp);
    desk.press(Named::Enter);
    desk.wait_for("Eingetragen wurden die Einstellungen von GMX:");
    assert!(desk.sees("POP3 und IMAP müssen erst im Webmail des Anbieters eingeschaltet werden."));
    assert!(desk.sees("imap.gmx.net"));
    assert!(!desk.sees("Die Adresse gehört zu GMX."));
    desk.picture("konto_gmx", Mode::Light, 1.0);
    // The server follows the protocol while it is the provider's.
    desk.alt('p');
    desk.wait_for("pop.gmx.net");
    desk.alt('i');
    desk.click("Rückgängig");
    desk.wait_without("imap.gmx.net");
    assert!(desk.sees("Die Adresse gehört zu GMX."));
}

#[test]
fn a_provider_without_pop3_says_so() {
    let mut desk = creating();
    desk.alt('w');
    desk.type_text("icloud");
    desk.press(Named::Enter);
    desk.wait_for("bietet kein POP3 an. Bitte IMAP verwenden.");
    desk.alt('p');
    assert!(desk.sees("Posteingangsserver (IMAP):"));
    // Escape closes the list, not the dialog.
    desk.alt('w');
    desk.press(Named::ArrowDown);
    desk.wait_for("weitere; Pfeiltaste");
    desk.press(Named::Escape);
    desk.wait_without("weitere; Pfeiltaste");
    assert!(is_open(&desk));
}

#[test]
fn a_search_shows_sources_and_fills_in_only_what_is_taken() {
    let mut desk = creating();
    desk.alt('e');
    desk.type_text("anna@gmx.de");
    desk.alt('h');
    desk.wait_for("Gefundene Server. Eingetragen wird nur, was Sie übernehmen.");
    assert!(desk.sees("IMAP: imap.gmx.net, Port 993, SSL/TLS"));
    assert!(desk.sees("Quelle: Vorgabe"));
    desk.picture("konto_suche", Mode::Light, 1.0);
    desk.click("Übernehmen");
    desk.wait_for("Eingetragen wurde der gefundene Server:");
    desk.click("Ausblenden");
    desk.wait_without("Quelle: Vorgabe");
    assert!(desk.sees("imap.gmx.net"));
}

#[test]
fn no_protection_is_asked_for_and_warned_of() {
    let mut desk = creating();
    desk.alt('f');
    desk.wait_for("Wirklich unverschlüsselt verbinden?");
    desk.picture("konto_unverschluesselt", Mode::Light, 1.0);
    // Enter does not say yes.
    desk.press(Named::Enter);
    desk.wait_without("Wirklich unverschlüsselt verbinden?");
    assert!(desk.sees("993"));
    desk.alt('f');
    desk.alt('v');
    desk.wait_for("Ohne Verschlüsselung kann unterwegs jeder Kennwort und Post mitlesen.");
    assert!(desk.sees("143"));
    desk.alt('f');
    desk.wait_for("993");
}

#[test]
fn an_unusual_port_and_a_domain_name_are_pointed_out() {
    let mut desk = creating();
    desk.alt('r');
    desk.retype("143");
    desk.wait_for("Auf diesem Port gilt meistens STARTTLS, nicht SSL/TLS.");
    desk.alt('b');
    desk.type_text("KANZLEI\\anna");
    desk.wait_for("Domäne\\Benutzer nehmen Mailserver meist nicht an.");
}

#[test]
fn exchange_takes_the_place_of_the_outgoing_server_and_gives_it_back() {
    let mut desk = editing();
    desk.alt('x');
    desk.wait_for("Bereitstellung:");
    let seen = everything(&mut desk);
    let has = |words: &str| seen.iter().any(|it| it.contains(words));
    assert!(has("Versand erfolgt über den Exchange-Server"));
    assert!(!has("Postausgangsserver (SMTP):"));
    desk.alt('i');
    desk.wait_for("Posteingangsserver (IMAP):");
    let seen = everything(&mut desk);
    assert!(seen.iter().any(|it| it == "Postausgangsserver (SMTP):"));
    let stored = accounts(&desk).remove(0).account;
    assert_eq!(stored.incoming.expect("incoming").protocol, Protocol::Imap);
}

#[test]
fn before_deleting_is_saved_it_is_counted() {
    let mut desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    assert_eq!(received.expect("received").failed, 0);
    let stored = accounts(&desk).remove(0);
    desk.open_dialog(AccountDialog::edit(stored));
    // What was fetched once is not asked for any more.
    let seen = everything(&mut desk);
    assert!(!seen.iter().any(|it| it == "Beim ersten Abruf:"));
    desk.alt('v');
    desk.press(Named::Enter);
    desk.wait_for("19 gespeicherte Nachrichten dieses Kontos würden heute");
    desk.picture("konto_loeschen", Mode::Light, 1.0);
    desk.press(Named::Escape);
    let after_fetch = |desk: &Desk| {
        let stored = accounts(desk).remove(0).account;
        stored.incoming.expect("incoming").after_fetch
    };
    assert_eq!(after_fetch(&desk), AfterFetch::Leave);
    desk.alt('z');
    desk.type_text("30");
    desk.press(Named::Enter);
    desk.wait_for("würde heute keine auf dem Server entfernt.");
    assert!(desk.sees("Entfernt wird 30 Tage, nachdem eine Nachricht gespeichert wurde."));
    desk.alt('l');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    assert_eq!(after_fetch(&desk), AfterFetch::Remove { after_days: 30 });
}

#[test]
fn messages_on_the_server_are_counted_with_what_is_typed() {
    let mut desk = creating();
    fill_practice_servers(&mut desk, "Neu");
    desk.alt('l');
    desk.click("Anzahl ermitteln");
    desk.wait_for("19 Nachrichten");
    desk.click("ab Datum");
    desk.wait_for("TT.MM.JJJJ");
    tab(&mut desk, 1);
    desk.type_text("31.2.2026");
    desk.press(Named::Enter);
    desk.wait_for("„31.2.2026“ ist kein Datum.");
    desk.retype("1.3.2026");
    desk.press(Named::Enter);
    desk.wait_for("Dieses Postfach ruft schon");
    desk.alt('t');
    desk.wait_for("Neues Kennwort");
    desk.alt('n');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    let added = accounts(&desk).pop().expect("account").account;
    let first = added.incoming.expect("incoming").first_fetch;
    assert_eq!(first, FirstFetch::Since("2026-03-01".parse().expect("day")));
}

#[test]
fn a_wrong_password_is_said_beside_the_count() {
    let mut desk = editing();
    desk.alt('k');
    desk.type_text("falsch");
    desk.alt('m');
    desk.click("Anzahl ermitteln");
    desk.wait_for("Benutzername oder Kennwort wurde abgelehnt.");
    // The number is no longer true once something is typed.
    desk.alt('k');
    desk.type_text("x");
    desk.wait_for("noch nicht ermittelt");
}

#[test]
fn own_sign_in_for_sending() {
    let mut desk = editing();
    desk.alt('g');
    desk.wait_for("Gleiche Einstellung wie Posteingangsserver (IMAP) verwenden");
    desk.picture("smtp", Mode::Light, 1.0);
    desk.alt('m');
    desk.press(Named::Enter);
    desk.wait_for("Angabe fehlt.");
    // The focus is in the field that lacks something.
    desk.type_text("versand");
    tab(&mut desk, 1);
    desk.type_text("geheim");
    desk.picture("smtp_eigene", Mode::Dark, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("Anmeldung mit eigenem Benutzernamen: versand");
    // Enter would press "Einstellungen..." again, which has the focus.
    desk.alt('o');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    let stored = accounts(&desk).remove(0).account;
    let own = OutgoingAuth::Own {
        user: "versand".to_owned(),
    };
    assert_eq!(stored.outgoing.expect("outgoing").auth, own);
}

#[test]
fn an_exception_is_shown_and_taken_back() {
    let mut desk = Desk::practice();
    let stored = accounts(&desk).remove(0);
    let office = desk.practice_office().office.clone();
    let side = kontorpost::domain::diagnosis::Side::Incoming;
    let pin: PinnedCertificate = office
        .trust_certificate(stored.id, side, Sha256Hash([9; 32]))
        .expect("exception");
    desk.open_dialog(AccountDialog::edit(stored.clone()));
    let seen = everything(&mut desk);
    let wanted = format!("localhost, Port {}", pin.port);
    assert!(seen.contains(&wanted), "{seen:#?}");
    back(&mut desk);
    while !desk.sees("Zurücknehmen") {
        back(&mut desk);
    }
    desk.click("Zurücknehmen");
    desk.wait_for("keine");
    desk.press(Named::Enter);
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    assert_eq!(office.pinned_certificates(stored.id).expect("pins"), []);
}

#[test]
fn the_test_mends_a_wrong_protection_and_the_form_shows_it() {
    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let practice = runtime.block_on(Practice::start()).expect("practice");
    let second = Duration::from_secs(1);
    let office = practice.office.clone().with_timeouts(Timeouts {
        connect: second,
        handshake: second,
        idle: second,
    });
    let stored = office.accounts().expect("accounts").remove(0);
    let mut desk = Desk::open(office, Language::German);
    desk.open_dialog(AccountDialog::edit(stored));
    desk.click("STARTTLS");
    desk.alt('t');
    desk.wait_for("Kontotest für: Kanzlei Muster");
    desk.wait_for("SSL/TLS verwenden und erneut testen");
    desk.click("SSL/TLS verwenden und erneut testen");
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.press(Named::Escape);
    desk.wait_for("Der Kontotest hat eine Angabe berichtigt:");
    assert!(desk.sees("Verschlüsselung (Posteingang): STARTTLS → SSL/TLS"));
    assert!(desk.sees("Diese Einstellungen haben den Kontotest bestanden."));
    desk.picture("konto_repariert", Mode::Light, 1.0);
    desk.picture("konto_repariert_kontrast", Mode::Contrast, 1.0);
    desk.click("Rückgängig");
    desk.wait_for("Diese Einstellungen sind noch nicht getestet.");
}

#[test]
fn proven_settings_come_back() {
    let mut desk = editing();
    desk.alt('t');
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.press(Named::Escape);
    desk.wait_for("Diese Einstellungen haben den Kontotest bestanden.");
    desk.alt('r');
    desk.retype("1");
    desk.wait_for("noch nicht getestet");
    while !desk.sees("Letzte funktionierende Einstellungen") {
        desk.press(Named::Tab);
    }
    desk.click("Letzte funktionierende Einstellungen");
    desk.wait_for("Eingetragen sind wieder die Einstellungen, mit denen der Kontotest am");
    assert!(desk.sees("Port (Posteingang): 1 → "));
    // Only "OK" stores them; as they are the stored ones there is nothing to lose.
    desk.press(Named::Escape);
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
}

#[test]
fn a_provider_is_picked_with_the_mouse() {
    let mut desk = creating();
    desk.alt('w');
    desk.type_text("web.");
    desk.click("WEB.DE");
    desk.wait_for("imap.web.de");
    assert!(desk.sees("Angemeldet wird nur mit dem Teil vor dem @."));
}

#[test]
fn the_list_of_providers_closes_when_the_focus_leaves() {
    let mut desk = creating();
    desk.alt('w');
    desk.type_text("gm");
    desk.wait_for("Google Mail");
    tab(&mut desk, 1);
    desk.wait_without("Google Mail");
}

#[test]
fn in_english_everything_is_english() {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let mut desk = Desk::open(office, Language::English);
    desk.open_dialog(AccountDialog::new());
    let seen = everything(&mut desk);
    desk.alt('d');
    desk.alt('y');
    desk.type_text("x");
    desk.press(Named::Enter);
    desk.wait_for("fields are still to be corrected. Nothing was saved.");
    desk.picture("account_english", Mode::Dark, 1.5);
    for german in [
        "server wählen",
        "Kennwort",
        "Posteingang",
        "Einstellungen",
        "Schließen",
    ] {
        let found = seen.iter().find(|it| it.contains(german));
        assert!(found.is_none(), "{found:?}");
    }
    assert!(seen.iter().any(|it| it == "Use an encrypted connection"));
}

/// Windows always has one.
#[cfg(unix)]
#[test]
fn without_a_keychain_nothing_typed_is_lost() {
    if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() {
        eprintln!("left out: there may be a keychain here");
        return;
    }
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open(directory.path(), Acting::Login).expect("office");
    let text = "name = \"Anna\"\naddress = \"anna@kanzlei.example\"\n[incoming]\n\
                protocol = \"imap\"\nhost = \"imap.kanzlei.example\"\nuser = \"anna\"\n\
                [outgoing]\nhost = \"smtp.kanzlei.example\"\n[usage]\nmode = \"posteingang\"\n";
    let account: Account = kontorpost::domain::rollout::read_account(text).expect("account");
    let mut desk = Desk::open(office.clone(), Language::German);
    desk.open_dialog(AccountDialog::imported(account));
    // What came from a file is not thrown away without a question.
    desk.press(Named::Escape);
    desk.wait_for("Ohne Speichern schließen?");
    desk.press(Named::Escape);
    desk.press(Named::Enter);
    desk.wait_for("Angabe fehlt.");
    desk.type_text("geheim");
    desk.press(Named::Enter);
    desk.wait_for("kein Schlüsselbund");
    desk.picture("konto_schluesselbund", Mode::Light, 1.0);
    assert_eq!(office.accounts().expect("accounts").len(), 0);
    desk.alt('b');
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    let added = office.accounts().expect("accounts").remove(0).account;
    let security = added.incoming.map(|it| it.endpoint.security);
    assert_eq!(security, Some(Security::Tls));
}

#[test]
fn what_is_being_stored_is_not_left_with_a_question() {
    let mut desk = editing();
    desk.retype("Umbenannt");
    let id = desk.app.hosting.hosts().last().expect("a dialog").id;
    // Both come before the database has answered.
    for message in [account::Message::Ok, account::Message::Left] {
        desk.tell(Message::Dialog(id, dialog::Message::Account(message)));
    }
    desk.wait_until("the end of the dialog", |desk| !is_open(desk));
    assert_eq!(accounts(&desk)[0].account.name, "Umbenannt");
}
