//! "E-Mail Kontotest" and what opens from it, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::account::StoredAccount;
use kontorpost::domain::secret::Secret;
use kontorpost::domain::server::Security;
use kontorpost::gui::dialog::account_test::AccountTest;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::account_test::TestSubject;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::Fault;
use kontorpost::service::{Office, StandardPorts};
use std::time::{Duration, Instant};
use window::Desk;

const PASSWORD: &str = "Übung macht \"Meister\"";

/// The first account of the practice office, as its dialog would hand it to the test.
fn subject(desk: &Desk) -> TestSubject {
    let practice = desk.practice_office();
    let stored = practice.office.account(practice.accounts[0]);
    TestSubject {
        account: stored.expect("account").account,
        id: None,
        passwords: Passwords {
            incoming: Some(Secret::new(PASSWORD.to_owned())),
            outgoing: None,
        },
        pins: Vec::new(),
        confirmed: Vec::new(),
        send_test_mail: false,
    }
}

fn stored(desk: &Desk) -> Vec<StoredAccount> {
    desk.practice_office().office.accounts().expect("accounts")
}

/// What "Kopieren" puts into the clipboard.
fn copied(desk: &mut Desk) -> String {
    desk.alt('k');
    desk.copied().expect("copied").to_owned()
}

#[test]
fn an_account_that_works_passes_by_itself() {
    let mut desk = Desk::practice();
    let subject = subject(&desk);
    desk.open_dialog(AccountTest::new(subject));
    for words in [
        "Kontotest für: Kanzlei Muster (post@kanzlei-muster.example)",
        "Aufgabe",
        "Server",
        "Status",
        "Dauer",
        "Befund",
        "Testnachricht senden",
        "Abbruch",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    desk.wait_for("Alle Prüfungen bestanden.");
    let texts = desk.texts();
    assert!(texts.iter().filter(|it| *it == "erfolgreich").count() > 5);
    assert!(!texts.iter().any(|it| it == "wartet" || it == "läuft"));
    desk.picture("kontotest_bestanden", Mode::Light, 1.0);
    // What each row found can be looked at by the keyboard and copied.
    desk.click("Zertifikat");
    desk.wait_for("Einzelheiten:");
    let words = copied(&mut desk);
    assert!(words.contains("Fingerabdruck (SHA-256): "), "{words}");
    assert!(!words.contains(PASSWORD), "{words}");
    desk.press(Named::Escape);
    desk.wait_without("Kontotest für:");
    // Enter on a passed test closes, too.
    let subject = self::subject(&desk);
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.press(Named::ArrowDown);
    desk.wait_for("Posteingang: Name auflösen – erfolgreich");
    desk.press(Named::Enter);
    desk.wait_without("Kontotest für:");
}

#[test]
fn a_wrong_port_is_mended_in_the_same_window() {
    let mut desk = Desk::practice();
    let servers = &desk.practice_office().servers;
    let (tls, plain) = (servers.imaps.port(), servers.imap.port());
    let ports = StandardPorts {
        imap: (tls, plain),
        ..StandardPorts::default()
    };
    desk.app.context.office = desk.app.context.office.clone().with_standard_ports(ports);
    let mut subject = subject(&desk);
    let incoming = subject.account.incoming.as_mut().expect("incoming");
    // TLS on the port for STARTTLS.
    incoming.endpoint.port = plain;
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("Eine Prüfung ist fehlgeschlagen.");
    let proposal = "STARTTLS verwenden und erneut testen";
    assert!(desk.sees("fehlgeschlagen") && desk.sees("nicht geprüft"));
    assert!(desk.sees("Fehler:"));
    let words = copied(&mut desk);
    for part in [
        "E-TLS-01",
        "Posteingang: ",
        "Vorschlag: STARTTLS verwenden",
        "kanzlei-muster",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    desk.picture("kontotest_fehler", Mode::Light, 1.0);
    desk.picture("kontotest_fehler_dunkel", Mode::Dark, 1.0);
    desk.picture("kontotest_fehler_kontrast", Mode::Contrast, 1.0);
    desk.picture("kontotest_fehler_150", Mode::Light, 1.5);
    desk.click(proposal);
    desk.wait_for("Alle Prüfungen bestanden.");
    assert!(desk.sees("Für diesen Test geändert: STARTTLS verwenden."));
    assert!(!desk.sees(proposal));
    desk.picture("kontotest_behoben", Mode::Light, 1.0);
}

#[test]
fn a_stored_account_keeps_a_repair_only_when_asked_to() {
    let mut desk = Desk::practice();
    let (office, id) = {
        let practice = desk.practice_office();
        (practice.office.clone(), practice.accounts[0])
    };
    let plain = desk.practice_office().servers.imap.port();
    let mut account = office.account(id).expect("account").account;
    let endpoint = &mut account.incoming.as_mut().expect("incoming").endpoint;
    endpoint.port = plain;
    office.edit_account(id, &account).expect("edited");
    let wrong = office.account(id).expect("account");
    let security = || {
        let now = office.account(id).expect("account").account;
        now.incoming.expect("incoming").endpoint.security
    };
    for (answer, then) in [
        ("Nicht speichern", Security::Tls),
        ("Speichern", Security::StartTls),
    ] {
        desk.open_dialog(AccountTest::stored(&wrong));
        desk.wait_for("STARTTLS verwenden und erneut testen");
        desk.alt('r');
        desk.wait_for("Alle Prüfungen bestanden.");
        desk.press(Named::Escape);
        desk.wait_for("Sollen sie im Konto gespeichert werden?");
        desk.click(answer);
        desk.wait_without("Kontotest für:");
        assert_eq!(security(), then, "{answer}");
    }
}

#[test]
fn closing_ends_a_silent_server_at_once() {
    let mut desk = Desk::practice();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("listener");
    let mut subject = subject(&desk);
    let incoming = subject.account.incoming.as_mut().expect("incoming");
    incoming.endpoint.port = listener.local_addr().expect("address").port();
    desk.open_dialog(AccountTest::new(subject.clone()));
    desk.wait_for("läuft");
    assert!(desk.sees("Test abbrechen"));
    // A server that says nothing; whoever closes hangs up.
    let (mut stream, _) = listener.accept().expect("connection");
    let begun = Instant::now();
    desk.press(Named::Escape);
    desk.wait_without("Kontotest für:");
    stream
        .set_read_timeout(Some(Duration::from_secs(3)))
        .expect("timeout");
    std::io::copy(&mut stream, &mut std::io::sink()).expect("hung up");
    assert!(begun.elapsed() < Duration::from_secs(1), "{begun:?}");
    // "Test abbrechen" ends the run and keeps the window.
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("läuft");
    let begun = Instant::now();
    desk.alt('t');
    desk.wait_for("Der Test wurde abgebrochen.");
    assert!(begun.elapsed() < Duration::from_secs(1), "{begun:?}");
    assert!(desk.sees("nicht geprüft") && desk.sees("Test starten"));
    desk.picture("kontotest_abgebrochen", Mode::Light, 1.0);
}

#[test]
fn rows_of_an_older_run_are_not_wanted() {
    let mut desk = Desk::practice();
    let good = subject(&desk);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("listener");
    let mut silent = good.clone();
    let incoming = silent.account.incoming.as_mut().expect("incoming");
    incoming.endpoint.port = listener.local_addr().expect("address").port();
    desk.open_dialog(AccountTest::new(silent));
    desk.wait_for("läuft");
    desk.alt('t');
    desk.alt('t');
    // The second run has begun; nothing of the first one's end is to be seen.
    desk.settle();
    assert!(desk.sees("läuft"), "{:#?}", desk.texts());
    assert!(!desk.sees("Abgebrochen."));
}

#[test]
fn a_test_message_is_sent_only_when_ticked() {
    let mut desk = Desk::practice();
    let subject = subject(&desk);
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.alt('n');
    desk.alt('t');
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.press(Named::Tab);
    desk.click("Aufgabe");
    desk.press(Named::End);
    desk.wait_for("Einzelheiten:");
    let words = copied(&mut desk);
    assert!(words.contains("Testnachricht – erfolgreich"), "{words}");
}

/// An office that knows nothing of the practice office's authority.
fn strangers(desk: &mut Desk) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    desk.app.context.office = office;
    directory
}

#[test]
fn a_certificate_is_trusted_only_after_comparing() {
    let mut desk = Desk::practice();
    let mut subject = subject(&desk);
    subject.account.outgoing = None;
    let _directory = strangers(&mut desk);
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("Eine Prüfung ist fehlgeschlagen.");
    let words = copied(&mut desk);
    assert!(words.contains("E-TLS-07"), "{words}");
    let named = words.matches("Kontorpost Übungsbüro CA").count();
    assert_eq!(named, 1, "nothing is said twice: {words}");
    desk.picture("kontotest_zertifikat", Mode::Light, 1.0);
    desk.alt('v');
    desk.wait_for("Zertifikat: Posteingang");
    desk.picture("zertifikat", Mode::Light, 1.0);
    desk.picture("zertifikat_dunkel", Mode::Dark, 1.0);
    desk.picture("zertifikat_kontrast_150", Mode::Contrast, 1.5);
    // Enter is "Abbruch".
    desk.press(Named::Enter);
    desk.wait_without("Zertifikat: Posteingang");
    assert!(desk.sees("Eine Prüfung ist fehlgeschlagen."));
    desk.alt('v');
    // Not ticked: the button cannot be pressed.
    desk.click("Diesem Zertifikat vertrauen");
    desk.alt('v');
    assert!(desk.sees("Zertifikat: Posteingang"));
    desk.alt('f');
    desk.alt('v');
    desk.wait_for("Alle Prüfungen bestanden.");
}

#[test]
fn a_rejected_password_is_named_with_the_server_s_words() {
    let mut desk = Desk::practice();
    let faults = &desk.practice_office().servers.faults;
    faults.set(
        Service::Imap,
        Fault::RejectLogin("Zugang gesperrt".to_owned()),
    );
    let subject = subject(&desk);
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("fehlgeschlagen");
    desk.wait_without("Der Test läuft");
    let words = copied(&mut desk);
    assert!(words.contains("E-AUTH-01"), "{words}");
    assert!(words.contains("Zugang gesperrt"), "{words}");
    assert!(!words.contains(PASSWORD), "{words}");
    assert!(!desk.sees("Vertrauen"));
}

#[test]
fn the_report_is_saved_where_it_is_said() {
    let mut desk = Desk::practice();
    let subject = subject(&desk);
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("Alle Prüfungen bestanden.");
    // No file window here: the program asks by itself.
    desk.alt('b');
    desk.wait_for("Speichern unter");
    let directory = tempfile::tempdir().expect("directory");
    desk.retype("bericht.html");
    desk.press(Named::Enter);
    desk.wait_for("Bitte Ordner und Dateinamen vollständig angeben.");
    let path = directory.path().join("bericht.html");
    desk.retype(&path.display().to_string());
    desk.press(Named::Enter);
    desk.wait_for("Die Datei ist gespeichert.");
    let page = std::fs::read_to_string(&path).expect("report");
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(page.contains("erfolgreich") && !page.contains(PASSWORD));
    // A folder that is not there is an error in words, and the test stays open.
    desk.press(Named::Escape);
    desk.alt('b');
    desk.wait_for("Speichern unter");
    let nowhere = directory.path().join("nicht").join("da.txt");
    desk.retype(&nowhere.display().to_string());
    desk.press(Named::Enter);
    desk.wait_for("Fehler");
    desk.press(Named::Escape);
    desk.wait_for("Alle Prüfungen bestanden.");
}

#[test]
fn every_account_is_tested_in_one_table() {
    let mut desk = Desk::practice();
    let accounts = stored(&desk);
    let faults = &desk.practice_office().servers.faults;
    faults.set(Service::Imap, Fault::RejectLogin("nein".to_owned()));
    desk.open_dialog(AccountTest::all(accounts));
    for words in ["Konto", "Empfangen", "Senden", "Dauer", "Befund"] {
        assert!(desk.sees(words), "{words}");
    }
    desk.wait_until("the end", |desk| !desk.sees("Der Test läuft"));
    assert!(desk.sees("Scanner der Kanzlei Muster"));
    assert!(desk.sees("nicht bestanden."), "{:#?}", desk.texts());
    let words = copied(&mut desk);
    assert!(words.contains("E-AUTH-01"), "{words}");
    desk.picture("kontotest_alle", Mode::Light, 1.0);
    // The single test of the selected account; what came of it shows in the table.
    desk.practice_office().servers.faults.clear();
    desk.alt('z');
    desk.wait_for("Kontotest für: ");
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.press(Named::Escape);
    desk.wait_for("Kontotest für alle Konten");
    desk.wait_for("Alle Konten haben den Test bestanden.");
    // As a table for a spreadsheet.
    desk.alt('c');
    desk.wait_for("Speichern unter");
    let directory = tempfile::tempdir().expect("directory");
    let path = directory.path().join("konten.csv");
    desk.retype(&path.display().to_string());
    desk.press(Named::Enter);
    desk.wait_for("Die Datei ist gespeichert.");
    let page = std::fs::read_to_string(&path).expect("table");
    assert_eq!(page.lines().count(), 3, "{page}");
    assert!(page.contains("\"erfolgreich\""), "{page}");
}

#[test]
fn both_languages_and_every_stop_of_the_tab_key() {
    let mut desk = Desk::practice();
    desk.app.context.language = Language::English;
    let mut subject = subject(&desk);
    let incoming = subject.account.incoming.as_mut().expect("incoming");
    incoming.endpoint.port = desk.practice_office().servers.imap.port();
    desk.open_dialog(AccountTest::new(subject));
    desk.wait_for("One check failed.");
    desk.wait_for("Use STARTTLS and test again");
    desk.picture("kontotest_englisch", Mode::Light, 1.0);
    // From top to bottom and back to the first.
    let first = desk.focus().expect("focus");
    let mut stops = vec![first];
    loop {
        desk.press(Named::Tab);
        let stop = desk.focus().expect("focus");
        if stop == first || stops.len() > 20 {
            break;
        }
        stops.push(stop);
    }
    assert_eq!(stops.len(), 9, "{stops:#?}");
    // The table has the focus at first; the topmost stop comes after the last one.
    let top = stops.iter().position(|it| it.y < first.y);
    stops.rotate_left(top.expect("a stop above the table"));
    let in_order = stops.windows(2).filter(|it| it[0].y <= it[1].y + 1.0);
    assert_eq!(in_order.count(), stops.len() - 1, "{stops:#?}");
    desk.press(Named::F1);
    desk.wait_for("In short");
    desk.press(Named::Escape);
    desk.wait_without("In short");
    desk.wait_for("One check failed.");
}
