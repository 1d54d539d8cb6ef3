//! The real window on a screen in memory, worked by keyboard and mouse, against a real Dovecot and a
//! real Postfix, with a real keychain, and seen the way a screen reader sees it.

#![cfg(unix)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use screen::{Program, Session};
use support::Office;
use support::dovecot::{Dovecot, Options, is_root};
use support::mails::mail;
use support::postfix::Postfix;

const MAIN: &str = "Kontorpost";
const NOTICE: &str = "Konto neu";
const ACCOUNT: &str = "E-Mail Konto";
const TEST: &str = "E-Mail Kontotest";

/// From the empty office to the account dialog.
fn open_account_dialog(program: &Program<'_>, picture: impl Fn(&str)) {
    program.window(MAIN);
    program.wait_for(MAIN, "Willkommen bei Kontorpost");
    program.wait_for(MAIN, "Konto einrichten…");
    picture("leer");
    program.keys(&["Return"]);
    program.window(NOTICE);
    let unread = program.wait_for(NOTICE, "Ich habe den Hinweis gelesen.");
    assert_eq!(unread["checked"], false);
    // Enter does nothing while the notice is unread.
    program.keys(&["Return"]);
    assert!(program.find(NOTICE, "OK").is_none());
    program.keys(&["alt+i"]);
    program.wait_for(NOTICE, "OK");
    assert!(
        program.find(NOTICE, "Abbruch").is_none(),
        "OK stands in its place"
    );
    picture("konto_neu");
    program.keys(&["Return"]);
    program.window(ACCOUNT);
    program.wait_for(ACCOUNT, "Angezeigter Name:");
}

/// What a clerk types into the dialog, by access keys alone.
fn fill(program: &Program<'_>, incoming: u16, outgoing: u16) {
    program.fill("alt+n", "Kanzlei Größl & Söhne, Ren");
    // A German keyboard has the accent as a dead key.
    program.keys(&["dead_acute", "e"]);
    program.fill("alt+e", "anna@kontor.test");
    program.fill("alt+s", "localhost");
    program.keys(&["Tab", "ctrl+a"]);
    program.type_text(&incoming.to_string());
    program.fill("alt+b", "anna@kontor.test");
    program.fill("alt+k", "geheim-anna");
    program.fill("alt+m", "localhost");
    program.keys(&["Tab", "ctrl+a"]);
    program.type_text(&outgoing.to_string());
}

struct House {
    dovecot: Dovecot,
    office: Office,
}

fn house() -> House {
    let dovecot = Dovecot::start_with(&Options {
        for_postfix: true,
        ..Options::default()
    });
    dovecot.deliver("anna", &[mail(1, 3_000), mail(2, 20_000)]);
    let mut office = Office::new(&dovecot.authority());
    office.keychain = true;
    let add = [
        "benutzer",
        "add",
        "1",
        "--name",
        "Susi Weiß",
        "--login",
        "susi",
    ];
    office.run(&add).done();
    House { dovecot, office }
}

#[test]
fn from_the_notice_to_the_first_mail() {
    if !is_root() {
        eprintln!("Postfix needs root: not tested");
        return;
    }
    let House { dovecot, office } = house();
    let postfix = Postfix::start(&dovecot);
    let session = Session::start(office.directory.path());
    let program = session.open(office.command::<&str>(&[]));
    open_account_dialog(&program, |name| session.picture(&format!("echt_{name}")));
    fill(&program, dovecot.imaps, postfix.submissions);
    let name = program.field(ACCOUNT, "Angezeigter Name:");
    assert_eq!(name["value"], "Kanzlei Größl & Söhne, René");
    let host = program.field(ACCOUNT, "Posteingangsserver (IMAP):");
    assert_eq!(
        (&host["value"], &host["role"]),
        (&"localhost".into(), &"entry".into())
    );
    let password = program.field(ACCOUNT, "Kennwort:");
    assert_eq!(password["role"], "password text");
    assert!(!password.to_string().contains("geheim"), "{password}");
    session.picture("echt_konto");
    // A screen reader moves the focus and presses, too.
    program.act("focus", "Benutzername:");
    let user = program.field(ACCOUNT, "Benutzername:");
    assert_eq!(user["focused"], true, "{user}");
    program.keys(&["alt+t"]);
    program.window(TEST);
    program.wait_for(TEST, "Alle Prüfungen bestanden.");
    session.picture("echt_kontotest");
    program.keys(&["Escape"]);
    program.wait_without(TEST);
    program.window(ACCOUNT);
    program.act("do", "OK und Schließen");
    program.wait_without(ACCOUNT);
    // What lay there before is Altbestand, which is nobody's work.
    program.click(MAIN, "Alle Konten");
    program.wait_for(MAIN, "2 Nachrichten");
    // New mail while the window is open: F5 fetches it.
    dovecot.deliver("anna", &[mail(3, 3_000)]);
    program.window(MAIN);
    program.keys(&["F5"]);
    program.wait_for(MAIN, "3 Nachrichten");
    session.picture("echt_posteingang");
    // The window's own button ends the program.
    program.keys(&["alt+F4"]);
    program.ends_well();
    assert_eq!(office.mails().len(), 3);
    office.check();
}

#[test]
fn a_wrong_port_is_mended_by_the_repair_button() {
    if !is_root() {
        eprintln!("Postfix needs root: not tested");
        return;
    }
    let House { dovecot, office } = house();
    let postfix = Postfix::start(&dovecot);
    let session = Session::start(office.directory.path());
    let program = session.open(office.command::<&str>(&[]));
    open_account_dialog(&program, |_| {});
    // Here TLS begins with STARTTLS only.
    fill(&program, dovecot.imap, postfix.submissions);
    program.keys(&["alt+t"]);
    program.window(TEST);
    program.wait_for(TEST, "fehlgeschlagen");
    let repair = program.wait_for(TEST, "und erneut testen");
    session.picture("echt_reparatur");
    let name = repair["name"].as_str().expect("a name").to_owned();
    // By the mouse, as most clerks would.
    program.click(TEST, &name);
    program.wait_for(TEST, "Alle Prüfungen bestanden.");
    session.picture("echt_repariert");
    program.keys(&["Escape"]);
    program.wait_without(TEST);
    program.window(ACCOUNT);
    session.picture("echt_konto_geaendert");
    program.keys(&["alt+o"]);
    program.wait_without(ACCOUNT);
    program.click(MAIN, "Alle Konten");
    program.wait_for(MAIN, "2 Nachrichten");
    let account = office.run(&["--json", "account", "list"]).done().objects();
    assert_eq!(
        account[0]["incoming"]["security"], "starttls",
        "{account:?}"
    );
}
