//! The main window beyond single verbs: dragging, menus, the E-Akte, sources, what is remembered,
//! and how it looks.

#[path = "support/kanzlei.rs"]
mod kanzlei;
#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kanzlei::{Kanzlei, mail, number};
use kontorpost::domain::desk::Listing;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use window::Desk;

fn open(kanzlei: &Kanzlei) -> Desk {
    Desk::open(kanzlei.office.clone(), Language::German)
}

/// Presses on one text and lets go on another one.
fn drag(desk: &mut Desk, from: &str, to: &str) {
    let (from, to) = (desk.place_of(from).center(), desk.place_of(to).center());
    desk.drag(from, to);
}

#[test]
fn rows_are_dragged_onto_a_place() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Postkörbe der anderen");
    desk.wait_for("Carla Neu");
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    drag(&mut desk, "Unterlagen 9/20", "Carla Neu");
    desk.wait_for("1 Nachricht in den Postkorb 3 gelegt");
    assert_eq!(
        kanzlei.subjects(Listing::Postkorb(number(3))),
        ["Unterlagen 9/20"]
    );
    desk.control('z');
    desk.wait_for("Rückgängig gemacht");
    drag(&mut desk, "Rückfrage zum Termin", "Papierkorb");
    desk.wait_for("1 Nachricht in den Papierkorb gelegt");
    // Onto an Akte used last.
    drag(&mut desk, "Unterlagen 9/20", "8/20 Müller ./. Meier");
    desk.wait_for("1 Nachricht nach 8/20 abgelegt");
    let list = kanzlei.list(Listing::Postkorb(number(1)));
    assert!(list.iter().all(|it| it.aktennummer == "8/20"));
}

#[test]
fn the_e_akte_is_ordered_in_subfolders() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("E-Akte");
    desk.wait_for("Bitte eine Akte wählen.");
    desk.alt('w');
    desk.wait_for("Welche Akte soll gezeigt werden?");
    desk.type_text("müller");
    desk.wait_until("one left", |desk| {
        !desk.sees("Löwenstraße 12, Mieterhöhung")
    });
    desk.picture("desk_akte_pick", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("8/20 Vergleichsangebot");
    desk.alt('o');
    desk.type_text("Vergleich");
    desk.press(Named::Enter);
    desk.wait_without("Name des Ordners");
    desk.wait_for("Ohne Ordner");
    drag(&mut desk, "8/20 Vergleichsangebot", "Vergleich");
    desk.settle();
    desk.click("Ohne Ordner");
    desk.wait_for("Hier liegt nichts.");
    desk.click("Vergleich");
    desk.wait_for("8/20 Vergleichsangebot");
    // A remark in place.
    desk.click("8/20 Vergleichsangebot");
    desk.press(Named::F2);
    desk.type_text("wichtig");
    desk.press(Named::Enter);
    desk.wait_for("wichtig");
    desk.picture("desk_e_akte_folders", Mode::Light, 1.0);
    // Dissolving keeps the document.
    desk.alt('l');
    desk.wait_for("Soll der Ordner aufgelöst werden?");
    desk.press(Named::Enter);
    desk.wait_without("Ohne Ordner");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.alt('z');
    desk.wait_for("Ohne Ordner");
}

#[test]
fn what_cannot_be_done_is_told_row_by_row() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Zentraler Postkorb");
    desk.wait_for("Hier liegt nichts.");
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    // Somebody else completes two of them meanwhile; the window does not know yet.
    let list = kanzlei.list(Listing::Postkorb(number(1)));
    for it in list.iter().take(2) {
        kanzlei.office.complete(it.id).expect("completed");
    }
    desk.click("Unterlagen 9/20");
    desk.control('a');
    desk.alt('e');
    desk.wait_for("1 erledigt, 2 nicht.");
    desk.picture("desk_report", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_for("1 Nachricht erledigt");
}

#[test]
fn a_row_offers_what_can_be_done_with_it() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    let at = desk.place_of("Unterlagen 9/20").center();
    desk.right_click_at(at);
    desk.wait_for("Als gelesen kennzeichnen   (Strg+Q)");
    desk.picture("desk_row_menu", Mode::Light, 1.0);
    desk.click("Als gelesen kennzeichnen   (Strg+Q)");
    let is_read = || {
        let list = kanzlei.list(Listing::Postkorb(number(1)));
        let it = list.into_iter().find(|it| it.subject == "Unterlagen 9/20");
        it.expect("the row").is_read
    };
    desk.wait_until("read", |_| is_read());
    desk.control('u');
    desk.wait_until("unread", |_| !is_read());
    // What is shown for a moment is read by that. Ctrl is let go first.
    desk.press(Named::Shift);
    desk.click("Rückfrage zum Termin");
    desk.click("Unterlagen 9/20");
    desk.wait_until("read by being shown", |_| is_read());
    // Columns are chosen in the head.
    let head = desk.place_of("Anweisung").center();
    desk.right_click_at(head);
    desk.wait_for("Größe");
    desk.picture("desk_column_menu", Mode::Light, 1.0);
    desk.click("Größe");
    desk.wait_for("Byte");
}

#[test]
fn sources_are_shown_and_the_posteingang_forwards() {
    let mut kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Quellen (1 Konto)");
    desk.click("Quellen (1 Konto)");
    desk.wait_for("Kanzlei Weiß");
    desk.click("keine automatische Weiterleitung");
    desk.click("Postkorb Bernd Admin");
    let forward = |kanzlei: &Kanzlei| {
        let settings = kanzlei.office.office_settings().expect("settings");
        settings.forward_to
    };
    desk.wait_until("forwarding", |_| forward(&kanzlei) == Some(number(2)));
    desk.picture("desk_quellen", Mode::Light, 1.0);
    kanzlei.deliver("post@kanzlei.example", &mail("x@y.example", "8/20 Neues"));
    kanzlei.receive();
    assert_eq!(
        kanzlei.subjects(Listing::Postkorb(number(2))),
        ["8/20 Neues"]
    );
}

#[test]
fn new_mail_comes_in_and_what_is_chosen_stays_chosen() {
    let mut kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    desk.click("Anfrage Erstberatung");
    desk.wait_for("es geht um: Anfrage Erstberatung");
    kanzlei.deliver("post@kanzlei.example", &mail("x@y.example", "Noch eine"));
    kanzlei.receive();
    let message = kontorpost::gui::screen::desk::Message::Changed;
    desk.tell(kontorpost::gui::app::Message::Main(message));
    desk.wait_for("Noch eine");
    assert!(desk.sees("es geht um: Anfrage Erstberatung"));
    // By the keyboard on from there.
    desk.press(Named::ArrowDown);
    desk.wait_for("es geht um: Terminsverlegung in Sachen 8/20");
}

#[test]
fn every_place_is_shown_in_every_look() {
    use kontorpost::gui::app::Message as AppMessage;
    use kontorpost::gui::screen::desk::Message;
    use kontorpost::gui::screen::desk::navigation::{Line, Message as Nav};
    use kontorpost::gui::screen::desk::spot::Spot;
    let kanzlei = Kanzlei::busy();
    let places = [
        Spot::Tagesansicht(number(1)),
        Spot::Wiedervorlage,
        Spot::Zentral,
        Spot::NichtZugeordnet,
        Spot::Abgelegt,
        Spot::Papierkorb,
        Spot::Altbestand,
        Spot::Quarantaene,
        Spot::Abrufbuch,
        Spot::EAkte,
        Spot::Postausgang,
        Spot::Alle(None),
        Spot::Posteingang,
        Spot::Postkorb(number(1)),
    ];
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    for (name, mode, (width, height), scale) in [
        ("small", Mode::Light, (1024.0, 700.0), 1.0),
        ("wide_dark", Mode::Dark, (1600.0, 900.0), 1.0),
        ("contrast", Mode::Contrast, (1240.0, 860.0), 1.0),
        ("scaled", Mode::Light, (1024.0, 700.0), 1.5),
    ] {
        let main = desk.app.hosting.main.expect("main window");
        let size = iced_test::core::Size::new(width, height);
        desk.tell(AppMessage::Resized(main, size));
        desk.resize(width, height);
        for place in places {
            let chosen = Message::Nav(Nav::Chosen(Line::Spot(place)));
            desk.tell(AppMessage::Main(chosen));
            desk.settle();
            desk.settle();
        }
        desk.wait_for("8/20 Vergleichsangebot");
        desk.click("8/20 Vergleichsangebot");
        desk.wait_for("es geht um: 8/20");
        desk.picture(&format!("desk_{name}"), mode, scale);
    }
}
