//! Rows of a table: chosen, loaded as they come into sight, ticked, dragged.

use crate::inbox::{AKTE, inbox, open, open_inbox, subject};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Point, mouse};
use kontorpost::gui::theme::Mode;
use kontorpost::gui::widget::grid::{GridEvent, Selection};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

fn named(key: Named) -> Key {
    Key::Named(key)
}

#[test]
fn several_rows_are_chosen_by_keyboard() {
    let mut window = open_inbox(100_000);
    window.named(Named::ArrowDown);
    window.key(named(Named::ArrowDown), Modifiers::SHIFT);
    window.key(named(Named::ArrowDown), Modifiers::SHIFT);
    assert_eq!(window.state.chosen(), [(0, 3)]);
    window.key(named(Named::ArrowUp), Modifiers::SHIFT);
    assert_eq!(window.state.chosen(), [(0, 2)]);
    for _ in 0..4 {
        window.key(named(Named::ArrowDown), Modifiers::CTRL);
    }
    assert_eq!(window.state.chosen(), [(0, 2)], "only the keyboard went on");
    window.key(named(Named::Space), Modifiers::CTRL);
    assert_eq!(window.state.chosen(), [(0, 2), (5, 6)]);
    window.pictures("grid_several");
    let both = Modifiers::SHIFT | Modifiers::CTRL;
    window.key(named(Named::ArrowDown), both);
    assert_eq!(window.state.chosen(), [(0, 2), (5, 7)]);
    window.key(named(Named::End), Modifiers::SHIFT);
    assert_eq!(window.state.chosen(), [(5, 100_000)]);
    window.key(named(Named::PageUp), Modifiers::SHIFT);
    let end = window.state.chosen()[0].1;
    assert!((99_980..99_990).contains(&end), "{end}");
    window.key(named(Named::Home), Modifiers::SHIFT);
    assert_eq!(window.state.chosen(), [(0, 6)]);
    window.ctrl("a");
    assert_eq!(window.state.chosen(), [(0, 100_000)]);
    window.named(Named::Delete);
    assert_eq!(window.state.events.last(), Some(&GridEvent::Delete));
}

#[test]
fn several_rows_are_chosen_by_mouse() {
    let mut window = open_inbox(1000);
    let at = |window: &mut crate::inbox::Window, row: usize| {
        window.bounds(&subject(row)).expect("a row").center()
    };
    let (one, four, six) = (at(&mut window, 1), at(&mut window, 4), at(&mut window, 6));
    window.click_at(one);
    window.hold(Modifiers::SHIFT);
    window.click_at(four);
    assert_eq!(window.state.chosen(), [(1, 5)]);
    window.hold(Modifiers::CTRL);
    window.click_at(six);
    window.click_at(Point::new(six.x, one.y + 24.0));
    assert_eq!(window.state.chosen(), [(1, 2), (3, 5), (6, 7)]);
    window.hold(Modifiers::empty());
    // The right button leaves what is chosen as it is, unless it hits something else.
    window.press(four, mouse::Button::Right);
    assert_eq!(window.state.selection.len(), 4);
    window.named(Named::Escape);
    window.press(Point::new(six.x, six.y + 24.0), mouse::Button::Right);
    assert_eq!(window.state.chosen(), [(7, 8)]);
    window.named(Named::Escape);
    window.state.selection = Selection::one(1).extended(4);
    window.click_at(four);
    assert_eq!(window.state.chosen(), [(4, 5)], "let go without a drag");
}

#[test]
fn choosing_all_of_a_million_costs_nothing() {
    let mut window = open_inbox(1_000_000);
    let begun = Instant::now();
    window.ctrl("a");
    window.named(Named::End);
    window.ctrl("a");
    window.key(named(Named::Space), Modifiers::CTRL);
    assert!(begun.elapsed() < Duration::from_millis(800));
    assert_eq!(window.state.chosen(), [(0, 999_999)]);
}

#[test]
fn boxes_are_ticked_by_key_and_mouse() {
    let mut window = open_inbox(100);
    window.named(Named::ArrowDown);
    window.named(Named::Space);
    assert!(window.state.checked.contains(&0));
    window.key(named(Named::ArrowDown), Modifiers::SHIFT);
    window.named(Named::Space);
    assert_eq!(window.state.checked, BTreeSet::from([0, 1]));
    let place = window.place("mails");
    let row = window.bounds(&subject(4)).expect("a row");
    window.click_at(Point::new(place.x + 15.0, row.center_y()));
    assert_eq!(window.state.checked, BTreeSet::from([0, 1, 4]));
    assert_eq!(window.state.chosen(), [(0, 2)], "a box chooses no row");
    window.pictures("grid_boxes");
}

#[test]
fn rows_are_asked_for_as_they_come_into_sight() {
    let mut inbox = inbox(100_000);
    inbox.missing = Some(BTreeSet::new());
    let mut window = open(inbox);
    window.named(Named::ArrowDown);
    let needs = window.state.needs();
    assert_eq!(needs.len(), 1, "{needs:?}");
    assert!(needs[0].start == 0 && (20..60).contains(&needs[0].end));
    assert!(window.has(&subject(0)));
    // A few notches of the wheel find their rows without another question.
    let place = window.place("mails").center();
    window.point(place);
    window.wheel(-1.0);
    assert_eq!(window.state.needs().len(), 1);
    std::thread::sleep(Duration::from_millis(60));
    window.named(Named::End);
    let needs = window.state.needs();
    assert_eq!(needs.len(), 2, "{needs:?}");
    assert!(needs[1].end == 100_000 && needs[1].len() < 60);
    assert!(window.has(&subject(99_999)));
    // Scrolling through the whole list asks now and then, not with every pixel.
    std::thread::sleep(Duration::from_millis(60));
    window.named(Named::Home);
    let before = window.state.needs().len();
    for _ in 0..200 {
        window.wheel(-0.05);
    }
    let asked = window.state.needs().len() - before;
    assert!(asked <= 8, "{asked}");
}

#[test]
fn rows_that_are_missing_are_shown_faintly_and_asked_for_once() {
    let mut inbox = inbox(100_000);
    inbox.missing = Some((0..5).collect());
    inbox.is_lazy = true;
    let mut window = open(inbox);
    for _ in 0..5 {
        window.point(Point::new(300.0, 200.0));
    }
    assert_eq!(window.state.needs().len(), 1);
    std::thread::sleep(Duration::from_millis(150));
    window.pictures("grid_missing");
    window.named(Named::ArrowDown);
    assert_eq!(window.state.needs().len(), 1, "it was asked for");
    // Another order: everything is asked for again.
    window.state.version += 1;
    window.named(Named::ArrowDown);
    assert_eq!(window.state.needs().len(), 2);
}

#[test]
fn what_is_chosen_stays_where_it_is_when_mail_comes() {
    let mut window = open_inbox(1000);
    window.state.reveal = Some((1, 500));
    window.state.selection = Selection::one(495);
    window.named(Named::ArrowDown);
    let before = window.bounds(&subject(496)).expect("the row");
    window.state.rows += 3;
    window.state.version += 1;
    window.state.selection = Selection::one(499);
    let after = window.bounds(&subject(499)).expect("the row");
    assert_eq!(before, after);
}

#[test]
fn rows_are_dragged_onto_a_place() {
    let mut window = open_inbox(1000);
    window.named(Named::ArrowDown);
    window.key(named(Named::ArrowDown), Modifiers::SHIFT);
    window.hold(Modifiers::empty());
    let from = window.bounds(&subject(1)).expect("a row").center();
    let to = window.bounds("Papierkorb").expect("a place").center();
    window.press(from, mouse::Button::Left);
    window.point(Point::new(from.x + 2.0, from.y));
    assert!(!window.state.is_dragging, "a hand is never quite still");
    window.point(Point::new(from.x - 20.0, from.y));
    assert!(window.state.is_dragging);
    window.point(to);
    window.pictures("grid_drag");
    window.release();
    assert_eq!(window.state.did, ["Papierkorb"]);
    assert!(!window.state.is_dragging);
    assert_eq!(window.state.chosen(), [(0, 2)], "they are still chosen");
    // A row that is not chosen is chosen as it is taken.
    let other = window.bounds(&subject(5)).expect("a row").center();
    window.press(other, mouse::Button::Left);
    window.point(Point::new(other.x - 20.0, other.y));
    assert!(window.state.is_dragging);
    assert_eq!(window.state.chosen(), [(5, 6)]);
    window.named(Named::Escape);
    assert!(!window.state.is_dragging);
    window.point(to);
    window.release();
    assert_eq!(window.state.did, ["Papierkorb"], "Escape gave it up");
}

#[test]
fn a_cell_is_edited_in_its_place() {
    let mut window = open_inbox(100);
    window.named(Named::ArrowDown);
    window.named(Named::F2);
    window.enter("8/20 Müß");
    window.pictures("grid_edit");
    assert!(window.state.edits.is_empty());
    window.named(Named::Enter);
    let edit = GridEvent::Edit(0, AKTE, "8/20 Müß".to_owned());
    assert_eq!(window.state.events.last(), Some(&edit));
    assert!(window.has("8/20 Müß") && window.is_on("mails"));
    // Escape puts back, and the dialog stays.
    window.named(Named::F2);
    window.named(Named::End);
    window.named(Named::Backspace);
    assert!(window.has("8/20 Mü"));
    window.named(Named::Escape);
    assert!(window.has("8/20 Müß") && window.state.did.is_empty());
    window.named(Named::Escape);
    assert_eq!(window.state.did, ["cancel"]);
    window.picture("grid_edited", Mode::Light, 1.0);
}

#[test]
fn an_edited_cell_takes_paste_and_the_caret() {
    let mut window = open_inbox(100);
    window.clipboard.0 = Some("4711/25".to_owned());
    window.named(Named::ArrowDown);
    window.named(Named::F2);
    window.ctrl("v");
    window.named(Named::Home);
    window.named(Named::Delete);
    window.enter("a");
    window.named(Named::ArrowRight);
    window.enter("d");
    window.named(Named::Enter);
    let edited = window.state.edits.get(&(0, AKTE)).map(String::as_str);
    assert_eq!(edited, Some("a7d11/25"));
}

#[test]
fn tab_goes_on_to_the_next_cell_and_a_click_confirms() {
    let mut window = open_inbox(100);
    window.state.columns.toggle(crate::inbox::NOTE);
    let akte = window.bounds("3/26").expect("a cell").center();
    window.click_at(akte);
    window.click_at(akte);
    window.enter("1");
    window.tab(false);
    window.enter("b");
    window.tab(false);
    window.enter("c");
    let other = window.bounds(&subject(8)).expect("a row").center();
    window.click_at(other);
    let edits: Vec<(usize, &str)> = window
        .state
        .edits
        .iter()
        .map(|it| (it.0.0, it.1.as_str()))
        .collect();
    assert_eq!(edits, [(3, "1"), (3, "b"), (4, "c")]);
    assert_eq!(window.state.selection.single(), Some(8));
    // A cell that cannot be edited opens its row.
    let struck = window.bounds("7/26").expect("a cell").center();
    window.click_at(struck);
    window.click_at(struck);
    assert_eq!(window.state.events.last(), Some(&GridEvent::Activate(7)));
}

/// Keys and clicks at random while rows come and go: nothing breaks, and what is chosen exists.
#[test]
fn a_table_bears_any_hand() {
    let mut seed = 11_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    const KEYS: [Named; 15] = [
        Named::ArrowDown,
        Named::ArrowUp,
        Named::ArrowLeft,
        Named::ArrowRight,
        Named::PageDown,
        Named::PageUp,
        Named::Home,
        Named::End,
        Named::Space,
        Named::Enter,
        Named::Delete,
        Named::F2,
        Named::Escape,
        Named::Tab,
        Named::ContextMenu,
    ];
    let holds = [
        Modifiers::empty(),
        Modifiers::empty(),
        Modifiers::SHIFT,
        Modifiers::CTRL,
        Modifiers::SHIFT | Modifiers::CTRL,
    ];
    let mut window = open_inbox(300);
    window.state.missing = Some(BTreeSet::new());
    for _ in 0..1500 {
        let at = Point::new(next(760) as f32, next(420) as f32);
        match next(10) {
            0..4 => window.key(named(KEYS[next(KEYS.len())]), holds[next(holds.len())]),
            4 => window.press(at, mouse::Button::Left),
            5 => window.release(),
            6 => window.point(at),
            7 => window.press(at, mouse::Button::Right),
            8 => window.wheel(next(9) as f32 - 4.0),
            _ => {
                let rows = [0, 1, 7, 300, 5000][next(5)];
                window.state.rows = rows;
                window.state.version += 1;
                window.state.selection = window.state.selection.clone().cut(rows);
                window.state.columns.toggle(next(7));
                window.state.missing = Some((0..next(60)).collect());
            }
        }
        let rows = window.state.rows;
        assert!(window.state.selection.rows().all(|it| it < rows));
        assert!(window.state.selection.focus().is_none_or(|it| it < rows));
    }
}
