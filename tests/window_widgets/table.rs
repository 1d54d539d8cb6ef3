//! A table of very many rows: walking, sorting, scrolling, its menus and columns.

use crate::inbox::{AKTE, CHECK, FROM, NOTE, SUBJECT, open_inbox, subject};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Point, mouse};
use kontorpost::gui::widget::Role;
use kontorpost::gui::widget::grid::{GridEvent, HEAD, ROW};

#[test]
fn a_million_rows_are_walked_by_keyboard() {
    let mut window = open_inbox(1_000_000);
    assert!(window.is_on("mails") && window.has(&subject(0)));
    window.named(Named::ArrowDown);
    assert_eq!(window.state.selection.single(), Some(0));
    window.named(Named::PageDown);
    let page = window.state.selection.single().expect("a row");
    assert!((10..20).contains(&page), "{page}");
    assert!(window.has(&subject(page)));
    window.named(Named::End);
    assert_eq!(window.state.selection.single(), Some(999_999));
    let last = window.bounds(&subject(999_999)).expect("the last row");
    assert!(last.y + last.height <= 420.0 - 5.0, "{last:?}");
    assert!(!window.has(&subject(0)));
    window.named(Named::PageUp);
    window.named(Named::ArrowUp);
    window.named(Named::Home);
    assert_eq!(window.state.selection.single(), Some(0));
    window.named(Named::Enter);
    assert_eq!(window.state.events.last(), Some(&GridEvent::Activate(0)));
    assert_eq!(window.focused().and_then(|it| it.role), Some(Role::Table));
}

#[test]
fn typing_looks_for_a_row() {
    let mut window = open_inbox(100);
    window.enter("d");
    assert_eq!(window.state.selection.single(), Some(2));
    window.enter("r");
    let chosen = window.state.selection.single();
    assert_eq!(chosen, Some(2), "a second letter narrows");
    window.enter(". ä");
    assert_eq!(window.state.selection.single(), Some(2), "a blank, too");
    assert!(!window.state.events.contains(&GridEvent::Check(2)));
}

#[test]
fn the_screen_looks_where_the_model_does_not_find() {
    let mut window = open_inbox(1_000_000);
    window.state.find = true;
    window.enter("7");
    window.enter("7");
    let asked = GridEvent::Find("77".to_owned(), 7);
    assert_eq!(window.state.events.last(), Some(&asked));
    assert_eq!(window.state.selection.single(), Some(77));
    assert!(window.has(&subject(77)), "what was found is seen");
}

#[test]
fn the_head_sorts_and_its_edges_draw() {
    let mut window = open_inbox(1000);
    window.click("Von");
    assert_eq!(window.state.columns.sort(), Some((FROM, true)));
    window.click("Von");
    assert_eq!(window.state.columns.sort(), Some((FROM, false)));
    let head = window.bounds("Von").expect("a head");
    let edge = Point::new(head.x + head.width, head.center_y());
    window.press(edge, mouse::Button::Left);
    window.point(Point::new(edge.x + 50.0, edge.y));
    window.release();
    let column = window.state.columns.get(FROM).expect("a column");
    assert_eq!(column.width, 200.0);
    // Twice on the edge: as wide as the longest sender in sight.
    let edge = Point::new(edge.x + 50.0, edge.y);
    window.click_at(edge);
    window.click_at(edge);
    let column = window.state.columns.get(FROM).expect("a column");
    assert!((150.0..190.0).contains(&column.width), "{}", column.width);
    let place = window.place("mails");
    window.point(place.center());
    window.picture("grid_fitted", kontorpost::gui::theme::Mode::Light, 1.0);
}

#[test]
fn columns_are_chosen_in_the_menu_of_the_head_and_moved_by_it() {
    let mut window = open_inbox(50);
    assert!(!window.has("Anweisung"));
    let head = window.bounds("Betreff").expect("a head").center();
    window.press(head, mouse::Button::Right);
    assert!(window.has("Anweisung"), "{:?}", window.texts());
    window.pictures("grid_columns");
    window.click("Anweisung");
    assert!(window.has("Anweisung"), "now it is a head");
    window.press(head, mouse::Button::Right);
    let mut items = window.texts();
    items.retain(|it| it == "Von");
    assert_eq!(items.len(), 2, "a head and its item");
    window.named(Named::Escape);
    window.key(Key::Named(Named::ContextMenu), Modifiers::SHIFT);
    assert!(window.state.head_menu.is_some() && window.state.has_menu.is_none());
    window.named(Named::Escape);
    window.key(Key::Named(Named::F10), Modifiers::SHIFT | Modifiers::CTRL);
    assert!(window.state.head_menu.is_some());
    window.named(Named::Escape);
    window.hold(Modifiers::empty());
    // The head of the Akte is drawn before the sender.
    let akte = window.bounds("Akte").expect("a head").center();
    window.press(akte, mouse::Button::Left);
    let von = window.bounds("Von").expect("a head");
    window.point(Point::new(akte.x - 20.0, akte.y));
    window.point(Point::new(von.x + 5.0, akte.y));
    window.pictures("grid_moving");
    window.release();
    let order: Vec<usize> = window.state.columns.shown().map(|it| it.0).collect();
    assert_eq!(order[2..5], [AKTE, FROM, SUBJECT]);
    assert!(order.contains(&NOTE) && order[0] == CHECK);
    let moved = GridEvent::Move(AKTE, Some(FROM));
    assert_eq!(window.state.events.last(), Some(&moved));
}

#[test]
fn wide_columns_are_scrolled_to_the_side() {
    let mut window = open_inbox(50);
    window.state.columns.resize(FROM, 600.0);
    window.state.columns.toggle(NOTE);
    // Nothing gives way below its least width.
    for name in ["Von", "Akte", "Größe"] {
        let number = window.state.columns.every().find(|it| it.1.title == name);
        let number = number.expect("a column").0;
        let mut columns: Vec<_> = (0..7)
            .filter_map(|at| window.state.columns.get(at).cloned())
            .collect();
        columns[number].min = columns[number].width;
        let layout = window.state.columns.layout();
        window.state.columns = kontorpost::gui::widget::grid::Columns::new(columns);
        window.state.columns.restore(&layout);
    }
    window.named(Named::ArrowDown);
    let place = window.place("mails");
    let size = window.bounds("Größe").expect("a head");
    assert!(size.x > place.x + place.width - 40.0, "{size:?} {place:?}");
    window.pictures("grid_side");
    for _ in 0..30 {
        window.named(Named::ArrowRight);
    }
    let size = window.bounds("Größe").expect("a head");
    assert!(size.x + size.width <= place.x + place.width, "{size:?}");
    window.picture("grid_side_end", kontorpost::gui::theme::Mode::Light, 1.0);
    window.named(Named::F2);
    let akte = window.bounds("Akte").expect("a head");
    assert!(akte.x >= place.x, "the edited cell is seen");
}

#[test]
fn the_mouse_scrolls_and_opens() {
    let mut window = open_inbox(1_000_000);
    let place = window.place("mails");
    let bar = Point::new(place.x + place.width - 7.0, place.y + HEAD + 5.0);
    window.press(bar, mouse::Button::Left);
    window.point(Point::new(bar.x, place.y + place.height + 50.0));
    window.release();
    assert!(window.has(&subject(999_999)));
    assert!(
        window.state.events.is_empty(),
        "no message while it scrolls"
    );
    let row = Point::new(place.x + 200.0, place.y + HEAD + 2.0 * ROW);
    window.click_at(row);
    let chosen = window.state.selection.single().expect("a row");
    window.click_at(row);
    assert_eq!(
        window.state.events.last(),
        Some(&GridEvent::Activate(chosen))
    );
}

#[test]
fn a_row_has_its_menu_by_key_and_mouse() {
    let mut window = open_inbox(50);
    window.key(Key::Named(Named::ContextMenu), Modifiers::empty());
    assert!(matches!(
        window.state.events.last(),
        Some(GridEvent::Menu(None, _))
    ));
    window.named(Named::Escape);
    window.named(Named::ArrowDown);
    window.key(Key::Named(Named::F10), Modifiers::SHIFT);
    assert!(window.has("Wiederherstellen"));
    window.pictures("grid_menu");
    window.named(Named::Escape);
    assert!(!window.has("Wiederherstellen") && window.state.has_menu.is_none());
    let row = window.bounds(&subject(3)).expect("a row").center();
    window.press(row, mouse::Button::Right);
    assert_eq!(window.state.selection.single(), Some(3));
    window.click("Wiederherstellen");
    assert!(window.has("Wiederherstellen"), "a greyed item does nothing");
    window.enter("l");
    assert!(window.state.has_menu.is_none());
    assert_eq!(window.state.did, ["delete"]);
}

#[test]
fn pictures_of_a_table() {
    let mut window = open_inbox(100_000);
    window.click(&subject(1));
    window.pictures("grid");
    window.tab(false);
    window.pictures("grid_left");
}
