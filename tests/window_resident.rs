//! The program beyond its window, as a clerk lives with it: the symbol in the tray, closing the
//! window, and the bar where nobody fetches. The panel is a real one on a bus of its own.

#![cfg(target_os = "linux")]

#[path = "support/panel.rs"]
mod panel;
#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::draft::Start;
use kontorpost::domain::receiving::{Light, Reason};
use kontorpost::gui::app::{Message, resident};
use kontorpost::gui::dialog::settings::{Settings, Tab};
use kontorpost::gui::theme::Mode;
use kontorpost::service::presence::{Fetching, Presence, Trouble};
use kontorpost::service::receiver::ReceiveOptions;
use kontorpost::settings::autostart::{Autostart, Place};
use panel::{Bus, Panel};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use window::Desk;

const QUESTION: &str = "Soll Kontorpost im Infobereich weiterlaufen?";

/// The practice office with a symbol on this bus.
fn desk(bus: &Bus) -> Desk {
    let mut desk = Desk::practice();
    desk.app.resident.tray.bus = Some(bus.address.clone());
    desk.app.resident.tray.is_off = false;
    desk.carry_out(|app| app.watch_presence());
    desk.carry_out(|app| app.show_tray());
    desk
}

/// The same once the panel shows it.
fn seen(bus: &Bus) -> Desk {
    let mut desk = desk(bus);
    desk.wait_until("the symbol", |it| it.app.resident.tray.is_seen());
    desk
}

fn fetch(desk: &Desk) {
    let office = desk.practice_office().office.clone();
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    received.expect("received");
}

fn append(desk: &Desk, count: usize) {
    let user = kontorpost::service::demo::practice::ADDRESSES[0];
    for at in 0..count {
        let raw = format!(
            "From: bank@bank.example\r\nTo: info@kanzlei.example\r\nSubject: Neu {at}\r\n\
             Message-ID: <resident-{at}@bank.example>\r\n\r\nText\r\n"
        );
        let servers = &desk.practice_office().servers;
        let now = jiff::Timestamp::now().as_second();
        servers.store.append(user, "INBOX", raw.as_bytes(), now);
    }
}

#[test]
fn the_symbol_says_how_it_stands() {
    let bus = Bus::start();
    let panel = Panel::open(&bus.address);
    let mut desk = seen(&bus);
    // What lies there at the start is Altbestand and no work.
    fetch(&desk);
    append(&desk, 3);
    fetch(&desk);
    desk.wait_until("three unread", |_| panel.words().0.contains("3 ungelesen"));
    let (line, _) = panel.words();
    assert!(
        line.starts_with("Kontorpost – 3 ungelesen – letzter Abruf "),
        "{line}"
    );
    // Nobody fetches: the panel must not hide it.
    desk.wait_until("amber", |_| panel.status() == "NeedsAttention");
    assert_eq!(panel.words().1, "niemand ruft ab");
    assert_eq!(panel.pixel(6, 22), [255, 240, 160, 0]);
    // The number lies on a dark ground.
    assert_eq!(panel.pixel(16, 22)[0], 255);
    let menu = panel.menu();
    let words: Vec<&str> = menu.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(
        words,
        [
            "Öffnen",
            "Jetzt hier abrufen",
            "Neuer E-Brief",
            "",
            "Beenden"
        ]
    );
    panel.choose("Neuer E-Brief");
    desk.wait_for("Betreff:");
    desk.press(Named::Escape);
    panel.choose("Beenden");
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn closing_asks_once_and_then_stays() {
    let bus = Bus::start();
    let panel = Panel::open(&bus.address);
    let mut desk = seen(&bus);
    desk.close_window();
    desk.wait_for(QUESTION);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.picture("weiterlaufen", Mode::Light, 1.0);
    // A second press asks no second time.
    desk.close_window();
    desk.press(Named::Escape);
    desk.wait_without(QUESTION);
    assert!(!desk.app.is_resting() && !desk.has_ended);
    // Once, without a promise for the next time.
    desk.close_window();
    desk.wait_for(QUESTION);
    desk.press(Named::Enter);
    desk.wait_until("rest", |desk| desk.app.is_resting());
    assert!(!desk.has_ended && desk.texts().is_empty());
    panel.click();
    desk.wait_for("Posteingang");
    assert_eq!(desk.app.preferences.workplace.stay, None);
    // For good.
    desk.close_window();
    desk.wait_for(QUESTION);
    desk.alt('n');
    desk.click("Weiterlaufen");
    desk.wait_until("rest", |desk| desk.app.is_resting());
    assert_eq!(desk.app.preferences.workplace.stay, Some(true));
    panel.choose("Öffnen");
    desk.wait_for("Posteingang");
    desk.close_window();
    desk.wait_until("rest", |desk| desk.app.is_resting());
    panel.choose("Beenden");
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn whoever_wants_to_end_ends() {
    let bus = Bus::start();
    let _panel = Panel::open(&bus.address);
    let mut desk = seen(&bus);
    desk.close_window();
    desk.wait_for(QUESTION);
    desk.alt('n');
    desk.alt('b');
    desk.wait_until("the end", |desk| desk.has_ended);
    assert_eq!(desk.app.preferences.workplace.stay, Some(false));
}

#[test]
fn without_a_tray_closing_ends_as_ever() {
    let bus = Bus::start();
    let mut desk = desk(&bus);
    desk.app.preferences.workplace.stay = Some(true);
    desk.settle();
    desk.close_window();
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn an_e_brief_that_is_open_becomes_a_draft() {
    let bus = Bus::start();
    let panel = Panel::open(&bus.address);
    let mut desk = seen(&bus);
    desk.app.preferences.workplace.stay = Some(true);
    desk.control('n');
    desk.wait_for("Betreff:");
    desk.alt('r');
    desk.type_text("Vollmacht");
    desk.close_window();
    desk.wait_until("rest", |desk| desk.app.is_resting());
    let office = desk.practice_office().office.clone();
    let drafts = office.drafts(false).expect("drafts");
    assert!(drafts.iter().any(|it| it.subject.contains("Vollmacht")));
    panel.click();
    desk.wait_for("Posteingang");
}

#[test]
fn a_panel_that_comes_late_or_goes_is_noticed() {
    let bus = Bus::start();
    let mut desk = desk(&bus);
    desk.settle();
    assert!(!desk.app.resident.tray.is_seen());
    // A watcher alone shows nothing.
    let panel = Panel::with(&bus.address, false);
    desk.wait_until("the symbol is known", |_| !panel.known().is_empty());
    desk.settle();
    assert!(!desk.app.resident.tray.is_seen());
    panel.get_host();
    desk.wait_until("the symbol", |desk| desk.app.resident.tray.is_seen());
    desk.app.preferences.workplace.stay = Some(true);
    desk.close_window();
    desk.wait_until("rest", |desk| desk.app.is_resting());
    // The desktop starts its panel anew.
    desk.app.resident.grace = Duration::from_secs(600);
    drop(panel);
    desk.wait_until("no symbol", |desk| !desk.app.resident.tray.is_seen());
    let panel = Panel::open(&bus.address);
    desk.wait_until("the symbol again", |desk| desk.app.resident.tray.is_seen());
    assert!(desk.app.is_resting());
    desk.app.resident.grace = Duration::from_millis(100);
    // It stays away: without it nobody could find the program.
    drop(panel);
    desk.wait_for("Posteingang");
    assert!(!desk.app.is_resting());
}

#[test]
fn where_nobody_fetches_the_window_says_so() {
    let mut desk = Desk::practice();
    desk.carry_out(|app| app.watch_presence());
    desk.wait_for("Zurzeit ruft niemand die Post dieses Büros ab");
    desk.wait_for("Jetzt hier abrufen");
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    for (name, mode) in [
        ("niemand", Mode::Light),
        ("niemand-dunkel", Mode::Dark),
        ("niemand-kontrast", Mode::Contrast),
    ] {
        desk.picture(name, mode, 1.0);
    }
    desk.click("Einstellungen…");
    desk.wait_for("An diesem Arbeitsplatz abrufen");
    desk.press(Named::Escape);
    assert!(!desk.app.fetches_here());
    desk.click("Jetzt hier abrufen");
    assert!(desk.app.fetches_here());
    // In a window of a test nothing fetches by itself.
    let office = desk.practice_office().office.clone();
    let (sender, stop) = watch::channel(false);
    let fetching = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("runtime");
        runtime.block_on(office.receive(ReceiveOptions::default(), Arc::new(|_| {}), stop))
    });
    desk.wait_without("Zurzeit ruft niemand die Post dieses Büros ab");
    sender.send(true).expect("stopped");
    fetching.join().expect("thread").expect("received");
    desk.wait_for("Zurzeit ruft niemand die Post dieses Büros ab");
}

/// Puts a letter into the Postausgang.
fn queue_letter(desk: &Desk) {
    let office = &desk.practice_office().office;
    let first = desk.practice_office().accounts[0];
    let mut account = office.account(first).expect("account").account;
    account.usage.kanzlei = true;
    office.edit_account(first, &account).expect("edited");
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let mut words = draft.written.clone();
    words.to = kontorpost::service::demo::practice::ADDRESSES[1].to_owned();
    words.subject = "Rechnung".to_owned();
    let saved = office.save_draft(draft.id, draft.version, &words);
    saved.expect("saved");
    office.send_draft(draft.id).expect("queued");
}

/// As if the mail stood so.
fn stands(desk: &mut Desk, presence: Presence) {
    desk.tell(Message::Resident(resident::Message::Presence(presence)));
    desk.settle();
}

#[test]
fn what_is_wrong_comes_with_what_to_do() {
    let bus = Bus::start();
    let panel = Panel::open(&bus.address);
    let mut desk = Desk::practice();
    desk.app.resident.tray.bus = Some(bus.address.clone());
    desk.app.resident.tray.is_off = false;
    desk.carry_out(|app| app.show_tray());
    desk.wait_until("the symbol", |it| it.app.resident.tray.is_seen());
    let calm = Presence {
        unread: 120,
        fetching: Fetching::Here,
        last_at: Some(0),
        ..Presence::default()
    };
    stands(&mut desk, calm.clone());
    desk.wait_until("calm", |_| panel.words().0.contains("120 ungelesen"));
    assert_eq!(
        (panel.status().as_str(), panel.words().1),
        ("Active", String::new())
    );
    assert_eq!(panel.menu()[1].1, "Jetzt abrufen");
    assert!(!desk.sees("Zurzeit"));
    // A receiver that hangs keeps its lock: nobody else can fetch before it ends.
    let silent = Presence {
        fetching: Fetching::Silent(1_000),
        ..calm.clone()
    };
    stands(&mut desk, silent);
    desk.wait_for("Der Abruf steht");
    assert!(!desk.sees("Jetzt hier abrufen"));
    desk.picture("abruf-steht", Mode::Light, 1.0);
    let due = Presence {
        sign_in: Some("Kanzlei & Partner".to_owned()),
        ..calm.clone()
    };
    stands(&mut desk, due);
    // The window has a line of its own for it, with the way there.
    desk.wait_until("amber", |_| panel.pixel(2, 13) == [255, 240, 160, 0]);
    // What may be shown with markup has none.
    let wrong = "Kanzlei &amp; Partner: Anmeldung im Browser ist fällig";
    assert_eq!(panel.words().1, wrong);
    let failing = Presence {
        worst: Some(Trouble {
            account: "Zentrale".to_owned(),
            light: Light::Red,
            reason: Reason::Failing,
        }),
        ..calm
    };
    stands(&mut desk, failing);
    desk.wait_until("red", |_| panel.pixel(2, 13) == [255, 214, 48, 49]);
    assert_eq!(panel.words().1, "Zentrale: Abruf fehlgeschlagen");
    // Without the choice for it there is no symbol, and closing ends.
    desk.open_dialog(Settings::new(Tab::Arbeitsplatz));
    desk.wait_for("Symbol im Infobereich zeigen");
    desk.alt('i');
    desk.click("OK und Schließen");
    desk.wait_without("Symbol im Infobereich zeigen");
    assert!(!desk.app.resident.tray.is_seen() && !desk.app.context.has_tray);
    desk.close_window();
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn letters_that_wait_are_asked_about_when_the_symbol_ends_the_program() {
    let bus = Bus::start();
    let panel = Panel::open(&bus.address);
    let mut desk = seen(&bus);
    desk.app.preferences.workplace.stay = Some(true);
    // In the tray they still leave: nothing is asked.
    queue_letter(&desk);
    desk.close_window();
    desk.wait_until("rest", |desk| desk.app.is_resting());
    panel.choose("Beenden");
    desk.wait_for("Trotzdem beenden");
    assert!(!desk.has_ended && !desk.app.is_resting());
    desk.press(Named::Escape);
    desk.wait_without("Trotzdem beenden");
    panel.choose("Beenden");
    desk.wait_for("Trotzdem beenden");
    desk.alt('b');
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn the_page_shows_what_the_system_has() {
    let folder = tempfile::tempdir().expect("directory");
    let place = Place::Folder(folder.path().join("autostart"));
    let mut desk = Desk::practice();
    desk.app.context.autostart = place.clone();
    desk.open_dialog(Settings::new(Tab::Arbeitsplatz));
    desk.wait_for("Beim Anmelden starten");
    desk.wait_for("Dieser Desktop zeigt gerade keinen Infobereich.");
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.alt('m');
    desk.alt('f');
    desk.alt('w');
    desk.picture("einstellungen-arbeitsplatz", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("Gespeichert.");
    let hidden = Autostart {
        is_on: true,
        is_hidden: true,
    };
    assert_eq!(place.read(), hidden);
    assert_eq!(desk.app.preferences.workplace.stay, Some(true));
    // The desktop's own settings switch it off: the page shows that.
    let file = folder
        .path()
        .join("autostart/de.kontorpost.Kontorpost.desktop");
    let text = std::fs::read_to_string(&file).expect("entry");
    std::fs::write(&file, format!("{text}Hidden=true\n")).expect("entry");
    desk.press(Named::Escape);
    desk.wait_without("Beim Anmelden starten");
    desk.open_dialog(Settings::new(Tab::Arbeitsplatz));
    desk.wait_for("Beim Anmelden starten");
    desk.settle();
    desk.alt('m');
    desk.click("OK und Schließen");
    desk.wait_without("Beim Anmelden starten");
    assert_eq!(place.read(), hidden);
    // A folder that cannot be written to is told, and nothing is lost.
    desk.app.context.autostart = Place::Folder("/proc/nichts".into());
    desk.open_dialog(Settings::new(Tab::Arbeitsplatz));
    desk.wait_for("Beim Anmelden starten");
    desk.alt('m');
    desk.alt('s');
    desk.wait_for("Autostart");
    desk.press(Named::Escape);
    desk.wait_for("Es gibt ungespeicherte Änderungen.");
    assert!(!desk.app.resident.tray.is_seen());
}
