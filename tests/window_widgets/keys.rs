//! Focus, access keys, Enter and Escape.

use crate::account::{Dialog, Kind, Message, Rest, dialog, open, update, view};
use crate::harness::Harness;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Point, mouse};

fn ids(window: &mut Harness<Dialog, Message>, is_back: bool, count: usize) -> Vec<String> {
    let words = |window: &mut Harness<Dialog, Message>| {
        window.tab(is_back);
        let stop = window.focused().expect("a focus");
        match stop.detail.and_then(|it| it.name) {
            Some(name) => name,
            None => stop.words,
        }
    };
    (0..count).map(|_| words(window)).collect()
}

#[test]
fn tab_goes_in_the_order_of_the_eye_and_round() {
    let mut window = open();
    assert!(window.is_on("name"));
    let forth = ids(&mut window, false, 11);
    let rest = "Nachrichten auf dem Server im Posteingang belassen (empfohlen)Nachrichten auf dem \
                Server löschen oder in den Papierkorb verschieben";
    assert_eq!(
        forth,
        [
            "IMAPPOP3MS Exchange-Server",
            "",
            "••••••",
            "Kennwort zeigen, solange gedrückt",
            "993",
            rest,
            "Server erfordert eine verschlüsselte Verbindung (SSL)",
            "",
            "Konto testen",
            "OK und Schließen",
            "Abbruch",
        ]
    );
    window.tab(false);
    assert!(window.is_on("name"), "it wraps round");
    let back = ids(&mut window, true, 11);
    assert!(back.iter().rev().eq(&forth), "{back:?}");
}

#[test]
fn a_dialog_behind_another_gets_no_key() {
    let mut window = open();
    window.state.is_behind = true;
    window.enter("x");
    window.named(Named::Enter);
    window.alt("t");
    window.click_at(Point::new(560.0, 600.0));
    assert_eq!(window.state.name, "Susanne Weiß");
    assert!(window.state.log.is_empty());
    assert!(window.stops().is_empty());
    window.state.is_behind = false;
    assert!(window.is_on("name"), "it keeps its focus");
}

#[test]
fn enter_presses_the_default_button_or_the_one_with_the_focus() {
    let mut window = open();
    window.named(Named::Enter);
    assert_eq!(window.state.log, ["ok"]);
    window.state.wanted = Some((1, "test".into()));
    window.named(Named::Enter);
    window.named(Named::Space);
    assert_eq!(window.state.log, ["ok", "test", "test"]);
    window.state.wanted = Some((2, "advice".into()));
    window.named(Named::Enter);
    assert_eq!(
        window.state.log.last(),
        Some(&"ok"),
        "text to read takes no Enter"
    );
    window.named(Named::F1);
    assert_eq!(window.state.log.last(), Some(&"help"));
}

#[test]
fn escape_cancels_from_a_field_but_only_closes_a_drop_down() {
    let mut window = open();
    window.alt("w");
    assert!(window.is_on("preset"));
    window.key(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert!(window.has("Telekom"));
    window.named(Named::Escape);
    assert!(!window.has("Telekom") && window.state.log.is_empty());
    window.named(Named::Escape);
    assert_eq!(window.state.log, ["cancel"]);
    window.alt("n");
    window.named(Named::Escape);
    assert_eq!(window.state.log, ["cancel", "cancel"]);
}

#[test]
fn escape_closes_the_edit_menu_first() {
    let mut window = open();
    let at = window.place("name").center();
    window.press(at, mouse::Button::Right);
    assert!(window.has("Alles markieren"));
    window.named(Named::Escape);
    assert!(!window.has("Alles markieren") && window.state.log.is_empty());
    window.key(Key::Named(Named::F10), Modifiers::SHIFT);
    assert!(window.has("Einfügen"));
}

#[test]
fn a_drop_down_is_worked_by_keyboard_and_mouse() {
    let mut window = open();
    window.alt("w");
    window.named(Named::ArrowDown);
    window.named(Named::ArrowDown);
    assert_eq!(window.state.preset, Some("Strato"));
    window.enter("t");
    assert_eq!(window.state.preset, Some("Telekom"));
    window.named(Named::F4);
    window.named(Named::End);
    assert_eq!(window.state.preset, Some("Telekom"), "not before Enter");
    window.named(Named::Enter);
    assert_eq!(window.state.preset, Some("T-Online"));
    assert!(window.state.log.is_empty(), "Enter was for the list");
    window.named(Named::Space);
    window.named(Named::Home);
    window.named(Named::Tab);
    assert!(!window.has("Strato") && window.is_on("password"));
    window.click_id("preset");
    window.click("IONOS");
    assert_eq!(window.state.preset, Some("IONOS"));
}

#[test]
fn access_keys_need_no_list() {
    let mut window = open();
    window.alt("r");
    assert!(window.is_on("port"));
    window.enter("465");
    assert_eq!(window.state.port, "465", "the text was selected");
    window.alt("p");
    assert_eq!(window.state.kind, Kind::Pop3);
    assert!(window.is_on("kind"));
    window.alt("v");
    assert_eq!(window.state.rest, Rest::Delete);
    window.alt("s");
    assert!(!window.state.is_encrypted);
    window.alt("T");
    assert!(window.is_on("test"));
    assert_eq!(window.state.log, ["test"]);
}

#[test]
fn other_letters_with_alt_type_nothing() {
    let mut window = open();
    for letter in ["q", "z", "ß", "g", "h"] {
        window.alt(letter);
        assert!(window.is_captured, "{letter}");
    }
    window.key(Key::Named(Named::Space), Modifiers::ALT);
    assert_eq!(window.state.name, "Susanne Weiß");
    assert!(
        window.is_on("name"),
        "the label of a greyed field leads nowhere"
    );
    assert!(window.state.log.is_empty());
}

#[test]
fn what_is_greyed_is_skipped_and_does_nothing() {
    let mut window = open();
    window.state.has_exchange = true;
    window.alt("v");
    let words = "Nachrichten auf dem Server löschen oder in den Papierkorb verschieben";
    window.click(words);
    window.click("Nicht möglich");
    assert_eq!(window.state.rest, Rest::Leave);
    let all: Vec<String> = window.stops().into_iter().map(|it| it.words).collect();
    assert!(!all.iter().any(|it| it.contains("belassen")), "{all:?}");
    assert!(
        !all.iter().any(|it| it.contains("nicht zu ändern")),
        "{all:?}"
    );
    assert!(!all.iter().any(|it| it == "Hilfe"), "{all:?}");
}

#[test]
fn the_first_faulty_field_is_brought_into_sight() {
    let mut window = Harness::new(dialog(), (640.0, 300.0), view, update);
    assert!(window.place("port").y > 230.0);
    window.state.wanted = Some((1, "port".into()));
    window.named(Named::Shift);
    assert!(window.is_on("port"));
    let place = window.place("port");
    assert!(
        place.y > 60.0 && place.y + place.height < 250.0,
        "{place:?}"
    );
    window.tab(false);
    window.named(Named::Shift);
    assert!(!window.is_on("port"), "once for each number");
}
