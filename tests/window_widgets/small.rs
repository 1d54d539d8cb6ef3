//! Cases that need a dialog of their own.

use crate::harness::{Element, Harness};
use iced::keyboard::key::Named;
use iced::widget::{column, container, scrollable, space, text};
use iced::{Event, mouse, window};
use kontorpost::gui::widget::{
    Choice, Direction, Form, Frame, button, edit_menu, field, focus, form, label, labelled,
    options, picker, set_language, wide_field,
};
use kontorpost::i18n::Language;

/// What was done, in order.
#[derive(Debug, Default)]
struct Log {
    done: Vec<String>,
    text: String,
}

fn note(log: &mut Log, message: String) {
    log.done.push(message);
}

fn of(view: for<'a> fn(&'a Log) -> Element<'a, String>) -> Harness<Log, String> {
    Harness::new(Log::default(), (400.0, 200.0), view, note)
}

fn press<'a>(words: &str, message: &str) -> Element<'a, String> {
    button(None, words, Some(message.to_owned()), Choice::Other).into()
}

#[test]
fn one_letter_on_two_buttons_goes_from_one_to_the_other() {
    let mut window = of(|_| form(column![press("&Eins", "1"), press("&Elf", "11")]).into());
    window.alt("e");
    assert_eq!(window.focused_words(), "Eins");
    window.alt("e");
    assert_eq!(window.focused_words(), "Elf");
    window.alt("e");
    assert_eq!(window.focused_words(), "Eins");
    assert!(window.state.done.is_empty(), "neither is pressed");
    window.named(Named::Enter);
    assert_eq!(window.state.done, ["1"]);
}

fn explicit(_: &Log) -> Element<'_, String> {
    let body = column![
        label("&Betreff"),
        wide_field("subject", "", |it| it, false),
        press("&Senden", "send"),
    ];
    let form: Form<'_, String> = form(body)
        .mnemonic_send('b', "own".to_owned())
        .mnemonic('s', "subject");
    form.into()
}

#[test]
fn keys_that_a_dialog_names_itself_come_first() {
    let mut window = of(explicit);
    window.alt("b");
    assert_eq!(window.state.done, ["own"]);
    window.alt("s");
    assert!(window.is_on("subject"));
    assert_eq!(window.state.done.len(), 1);
}

#[test]
fn a_stop_within_a_stop_gets_the_click() {
    let mut window = of(|_| {
        let inner = focus(text("Zelle")).id("inner");
        let rows = column![Element::from(inner), text("Zeile")];
        form(Element::from(focus(rows).id("outer"))).into()
    });
    window.click("Zelle");
    assert!(window.is_on("inner"));
    window.click("Zeile");
    assert!(window.is_on("outer"));
}

#[test]
fn a_click_beside_everything_does_not_send_tab_to_the_start() {
    let mut window = of(|_| {
        let body = column![press("Eins", "1"), press("Zwei", "2"), press("Drei", "3")];
        form(container(body)).into()
    });
    window.tab(false);
    window.tab(false);
    window.click_at(iced::Point::new(380.0, 190.0));
    assert!(window.focused().is_none());
    window.tab(false);
    assert_eq!(window.focused_words(), "Drei");
}

#[test]
fn an_edit_menu_around_a_field_gives_way_to_its_own() {
    let mut window = of(|log| {
        let inner = field("text", &log.text, Some(|it| it), false);
        form(edit_menu(inner)).into()
    });
    let at = window.place("text").center();
    window.press(at, mouse::Button::Right);
    let count = |window: &mut Harness<Log, String>, words: &str| {
        let texts = window.texts();
        texts.iter().filter(|it| *it == words).count()
    };
    assert_eq!(count(&mut window, "Kopieren"), 1);
    assert_eq!(count(&mut window, "Rückgängig"), 1);
}

#[test]
fn the_menu_speaks_the_language_of_the_program() {
    set_language(Language::English);
    let mut window = of(|log| form(wide_field("text", &log.text, |it| it, false)).into());
    let at = window.place("text").center();
    window.press(at, mouse::Button::Right);
    assert!(window.has("Select all") && window.has("Undo"));
    set_language(Language::German);
}

#[test]
fn a_drop_down_in_a_pane_that_scrolls_opens_where_it_is_seen() {
    let mut window = of(|_| {
        let list = picker(vec!["a", "b"], None, str::to_owned, Frame::Field).id("list");
        let body = column![space().height(600), list, space().height(600)];
        form(scrollable(body)).initial_focus("list").into()
    });
    let place = window.place("list");
    assert!(place.y > 0.0 && place.y + place.height < 200.0, "{place:?}");
    window.named(Named::F4);
    let item = window.bounds("b").expect("an item");
    assert!(item.y > 0.0 && item.y + item.height < 200.0, "{item:?}");
    window.event(Event::Window(window::Event::Unfocused));
    assert!(
        !window.has("b"),
        "a window that loses the focus closes its lists"
    );
}

#[test]
fn a_group_without_a_choice_takes_one_by_keyboard() {
    let mut window = of(|_| {
        let items = vec![("&Ja".to_owned(), 1), ("&Nein".to_owned(), 2)];
        form(options(Direction::Beside, items, 0, |it: i32| {
            it.to_string()
        }))
        .into()
    });
    window.tab(false);
    window.named(Named::ArrowDown);
    assert_eq!(window.state.done, ["1"]);
}

#[test]
fn a_long_name_in_a_drop_down_is_shortened_not_broken() {
    let mut window = of(|_| {
        let name = "Kanzlei Dr. Müller-Lüdenscheidt, Weiß & Partner, Rechtsanwälte und Notare";
        let list = picker(vec![name], Some(name), str::to_owned, Frame::Field).id("list");
        form(labelled("&Konto:", list)).into()
    });
    let place = window.place("list");
    assert!(place.height < 30.0, "{place:?}");
    window.alt("k");
    window.named(Named::F4);
    window.pictures("long_name");
    window.named(Named::Enter);
    assert!(
        window
            .state
            .done
            .first()
            .is_some_and(|it| it.contains("Weiß & Partner"))
    );
}
