//! The real program in a real session with a panel: begun in the tray, opened, closed, ended.

#![cfg(target_os = "linux")]

#[path = "support/panel.rs"]
mod panel;
#[path = "support/screen.rs"]
mod screen;
mod support;

use panel::{Panel, wait};
use screen::Session;
use std::path::Path;
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

const MAIN: &str = "Kontorpost";
const QUESTION: &str = "Fenster schließen";
/// The same for xdotool, which takes no ß.
const QUESTION_SHOWN: &str = "Fenster schlie.*en";

/// Kilobytes of memory that the process holds, and the ticks that it has worked.
fn cost(pid: u32) -> (u64, u64) {
    let read = |name| std::fs::read_to_string(format!("/proc/{pid}/{name}")).expect("process");
    let status = read("status");
    let line = status.lines().find(|it| it.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|it| it.split_whitespace().nth(1));
    let stat = read("stat");
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .expect("fields")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| fields[at].parse::<u64>().expect("ticks");
    let memory = kilobytes.and_then(|it| it.parse().ok());
    (memory.expect("memory"), ticks(11) + ticks(12))
}

#[test]
fn begun_in_the_tray_opened_closed_and_ended() {
    let office = Office::new(Path::new("/dev/null"));
    let session = Session::start(office.directory.path());
    let panel = Panel::open(session.bus());
    let mut command = office.command(&["--tray"]);
    command.env_remove("DBUS_SESSION_BUS_ADDRESS");
    let program = session.open(command);
    wait("a symbol", || (!panel.known().is_empty()).then_some(()));
    assert_eq!(panel.words().0, "Kontorpost – nichts ungelesen");
    assert!(!program.has_window(MAIN), "a window though there is a tray");
    let begun = cost(program.pid());
    panel.click();
    program.window(MAIN);
    program.wait_for(MAIN, "Willkommen bei Kontorpost");
    let open = cost(program.pid());
    program.keys(&["alt+F4"]);
    program.window(QUESTION_SHOWN);
    program.wait_for(QUESTION, "Nicht mehr fragen");
    session.picture("echt_weiterlaufen");
    program.keys(&["alt+n", "Return"]);
    wait("no window", || (!program.has_window(MAIN)).then_some(()));
    // Again: nothing is asked any more.
    panel.choose("Öffnen");
    program.window(MAIN);
    program.wait_for(MAIN, "Willkommen bei Kontorpost");
    program.keys(&["alt+F4"]);
    wait("no window", || (!program.has_window(MAIN)).then_some(()));
    assert!(!program.has_window(QUESTION_SHOWN));
    let kept = office
        .directory
        .path()
        .join(".config/kontorpost/window.toml");
    let kept = std::fs::read_to_string(kept).expect("what was chosen");
    assert!(kept.contains("stay = true"), "{kept}");
    let before = cost(program.pid());
    std::thread::sleep(std::time::Duration::from_secs(11));
    let after = cost(program.pid());
    eprintln!("begun {begun:?}, open {open:?}, resting {before:?}, eleven seconds later {after:?}");
    // Two looks at the database, no drawing: less than a tenth of a core.
    assert!(after.1 - before.1 < 110, "{before:?} {after:?}");
    panel.choose("Beenden");
    program.ends_well();
}

#[test]
fn without_a_tray_the_window_waits_minimised() {
    let office = Office::new(Path::new("/dev/null"));
    let session = Session::start(office.directory.path());
    let program = session.open(office.command(&["--tray"]));
    wait("a window", || program.has_window(MAIN).then_some(()));
    wait("minimised", || (!program.sees_window(MAIN)).then_some(()));
}

#[test]
fn mail_is_fetched_while_no_window_is_open() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave");
    office.add(&rollout, "geheim-anna");
    // What lies there until now is Altbestand.
    office.receive();
    let session = Session::start(office.directory.path());
    let panel = Panel::open(session.bus());
    let program = session.open(office.command(&["--tray"]));
    wait("a symbol", || (!panel.known().is_empty()).then_some(()));
    wait("all is well", || (panel.status() == "Active").then_some(()));
    dovecot.deliver("anna", &[mail(2, 3_000), mail(3, 3_000)]);
    panel.choose("Jetzt abrufen");
    wait("two unread", || {
        let line = panel.words().0;
        line.starts_with("Kontorpost – 2 ungelesen – letzter Abruf ")
            .then_some(())
    });
    assert!(!program.has_window(MAIN));
    // It looks as it is when it is opened.
    panel.click();
    program.window(MAIN);
    program.wait_for(MAIN, "2 Nachrichten");
    session.picture("echt_aus_dem_infobereich");
    panel.choose("Beenden");
    program.ends_well();
    office.check();
}
