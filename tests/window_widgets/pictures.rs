//! Pictures of the kit in all looks, and words that must not be cut.

use crate::account::{dialog, open, update, view};
use crate::harness::Harness;
use iced::keyboard::key::Named;
use iced::mouse;

#[test]
fn long_words_break_instead_of_being_cut() {
    let mut window = Harness::new(dialog(), (380.0, 900.0), view, update);
    let words = "Nachrichten auf dem Server löschen oder in den Papierkorb verschieben";
    let bounds = window.bounds(words).expect("words");
    assert!(bounds.height > 30.0, "{bounds:?}");
    assert!(bounds.x + bounds.width <= 380.0 - 18.0, "{bounds:?}");
    window.pictures("narrow");
}

#[test]
fn pictures_of_a_dialog() {
    let mut window = open();
    window.pictures("dialog");
    window.alt("w");
    window.named(Named::F4);
    window.named(Named::ArrowDown);
    window.pictures("dialog_list");
    window.named(Named::Escape);
    window.state.has_exchange = true;
    window.alt("s");
    window.pictures("dialog_greyed");
    let at = window.place("name").center();
    window.press(at, mouse::Button::Right);
    window.pictures("dialog_menu");
}
