//! Undo, the edit menu, passwords, text to read.

use crate::account::{Dialog, Message, open};
use crate::harness::Harness;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Point, mouse};
use kontorpost::gui::widget::Role;

#[test]
fn a_field_undoes_and_redoes() {
    let mut window = open();
    window.named(Named::End);
    window.enter(" und Partner");
    assert_eq!(window.state.name, "Susanne Weiß und Partner");
    window.ctrl("z");
    assert_eq!(window.state.name, "Susanne Weiß und ");
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(window.state.name, "Susanne Weiß");
    window.ctrl("z");
    assert_eq!(window.state.name, "Susanne Weiß", "nothing older");
    window.ctrl("y");
    window.key(
        Key::Character("Z".into()),
        Modifiers::CTRL | Modifiers::SHIFT,
    );
    assert_eq!(window.state.name, "Susanne Weiß und ");
    window.enter("x");
    assert_eq!(
        window.state.name, "Susanne Weiß und x",
        "the caret is at the end"
    );
    window.state.name = "Anderes Konto".to_owned();
    window.ctrl("z");
    assert_eq!(window.state.name, "Anderes Konto", "forgotten");
}

#[test]
fn undo_leaves_the_caret_where_something_changed() {
    let mut window = open();
    window.named(Named::Home);
    window.enter("Dr. ");
    window.ctrl("z");
    window.enter("F");
    assert_eq!(window.state.name, "FSusanne Weiß");
}

#[test]
fn the_edit_menu_cuts_and_undoes() {
    let mut window = open();
    let at = window.place("name").center();
    window.press(at, mouse::Button::Right);
    window.click("Ausschneiden");
    assert_eq!(window.state.name, "");
    assert_eq!(window.clipboard.0.as_deref(), Some("Susanne Weiß"));
    window.press(at, mouse::Button::Right);
    window.click("Rückgängig");
    assert_eq!(window.state.name, "Susanne Weiß");
    window.press(at, mouse::Button::Right);
    window.click("Alles markieren");
    window.press(at, mouse::Button::Right);
    window.click("Einfügen");
    assert_eq!(window.state.name, "Susanne Weiß");
}

#[test]
fn a_right_click_leaves_one_focus() {
    let mut window = open();
    let at = window.place("port").center();
    window.press(at, mouse::Button::Right);
    window.named(Named::Escape);
    assert!(window.is_on("port"));
}

#[test]
fn a_refused_letter_does_not_break_undo() {
    let mut window = open();
    window.alt("r");
    window.enter("46a5");
    assert_eq!(window.state.port, "465");
    window.ctrl("z");
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(window.state.port, "993");
}

#[test]
fn a_password_is_never_copied_nor_remembered() {
    let mut window = open();
    window.alt("k");
    assert_eq!(
        window.focused().and_then(|it| it.role),
        Some(Role::Password)
    );
    window.ctrl("a");
    window.ctrl("c");
    window.ctrl("x");
    let at = window.place("password").center();
    window.press(at, mouse::Button::Right);
    window.click("Kopieren");
    window.named(Named::Escape);
    assert_eq!(window.clipboard.0, None);
    window.enter("neu");
    let typed = window.state.password.clone();
    window.ctrl("z");
    assert_eq!(window.state.password, typed);
}

#[test]
fn the_eye_shows_a_password_only_while_pressed() {
    let mut window = open();
    window.alt("k");
    let dots = |window: &mut Harness<Dialog, Message>| {
        let stops = window.stops();
        let stop = stops.into_iter().find(|it| it.role == Some(Role::Password));
        stop.expect("a password field").words
    };
    assert_eq!(dots(&mut window), "••••••");
    window.tab(false);
    window.key_down(Key::Named(Named::Space), Modifiers::empty());
    assert_eq!(dots(&mut window), "geheim");
    window.key_up(Key::Named(Named::Space));
    assert_eq!(dots(&mut window), "••••••");
    let field = window.place("password");
    let eye = Point::new(field.x + field.width + 15.0, field.center_y());
    window.press(eye, mouse::Button::Left);
    assert_eq!(dots(&mut window), "geheim");
    window.release();
    assert_eq!(dots(&mut window), "••••••");
}

#[test]
fn text_to_read_is_copied_but_not_changed() {
    let mut window = open();
    window.state.wanted = Some((1, "advice".into()));
    window.named(Named::Shift);
    let before = window.state.advice.text();
    window.enter("x");
    window.named(Named::Delete);
    window.ctrl("x");
    window.ctrl("v");
    assert_eq!(window.state.advice.text(), before);
    window.ctrl("a");
    window.ctrl("c");
    assert_eq!(window.clipboard.0.as_deref(), Some(before.as_str()));
}

#[test]
fn text_to_read_is_copied_by_its_menu() {
    let mut window = open();
    let at = window.place("advice").center();
    window.press(at, mouse::Button::Right);
    assert!(!window.has("Einfügen"));
    window.click("Alles markieren");
    window.press(at, mouse::Button::Right);
    window.click("Kopieren");
    let all = window.state.advice.text();
    assert_eq!(window.clipboard.0, Some(all));
}
