//! The widget kit of the window, by keyboard and mouse, without a display.

#[path = "support/harness.rs"]
mod harness;

use harness::{Element, Harness};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, scrollable, space, text_editor};
use iced::{Fill, Point, mouse};
use kontorpost::gui::icon::{Icon, Tint};
use kontorpost::gui::style;
use kontorpost::gui::widget::grid::{Column, Grid, GridEvent, HEAD, Mark, Model, ROW};
use kontorpost::gui::widget::menu::with_menu;
use kontorpost::gui::widget::{
    Choice, Direction, Frame, Role, busy, button, check, fault, field, footer, form, heading, hint,
    inert, labelled, labelled_top, options, password_field, picker, progress, px, read_only,
    section, selectable, tool_button, wide_field,
};
use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Imap,
    Pop3,
    Exchange,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Leave,
    Delete,
}

#[derive(Debug)]
struct Dialog {
    name: String,
    port: String,
    password: String,
    kind: Kind,
    rest: Rest,
    is_encrypted: bool,
    preset: Option<&'static str>,
    advice: text_editor::Content,
    has_exchange: bool,
    is_behind: bool,
    wanted: Option<(u64, iced::widget::Id)>,
    log: Vec<&'static str>,
}

#[derive(Debug, Clone)]
enum Message {
    Name(String),
    Port(String),
    Password(String),
    Kind(Kind),
    Rest(Rest),
    Encrypted(bool),
    Preset(&'static str),
    Read(text_editor::Action),
    Did(&'static str),
}

const PRESETS: [&str; 4] = ["IONOS", "Strato", "Telekom", "T-Online"];

fn dialog() -> Dialog {
    Dialog {
        name: "Susanne Weiß".to_owned(),
        port: "993".to_owned(),
        password: "geheim".to_owned(),
        kind: Kind::Imap,
        rest: Rest::Leave,
        is_encrypted: true,
        preset: None,
        advice: text_editor::Content::with_text(
            "Der Server nimmt das Kennwort nicht an.\nBitte neu eintippen.",
        ),
        has_exchange: false,
        is_behind: false,
        wanted: None,
        log: Vec::new(),
    }
}

fn update(dialog: &mut Dialog, message: Message) {
    match message {
        Message::Name(name) => dialog.name = name,
        Message::Port(port) if port.chars().all(|it| it.is_ascii_digit()) => dialog.port = port,
        Message::Port(_) => {}
        Message::Password(password) => dialog.password = password,
        Message::Kind(kind) => dialog.kind = kind,
        Message::Rest(rest) => dialog.rest = rest,
        Message::Encrypted(is_on) => dialog.is_encrypted = is_on,
        Message::Preset(preset) => dialog.preset = Some(preset),
        Message::Read(action) => read_only(&mut dialog.advice, action),
        Message::Did(what) => dialog.log.push(what),
    }
}

fn fields(dialog: &Dialog) -> Element<'_, Message> {
    let port = field("port", &dialog.port, Some(Message::Port), true)
        .width(px(70.0))
        .align_x(iced::alignment::Horizontal::Right);
    let off: Option<fn(String) -> Message> = None;
    let kinds = vec![
        ("&IMAP".to_owned(), Kind::Imap),
        ("&POP3".to_owned(), Kind::Pop3),
        ("MS E&xchange-Server".to_owned(), Kind::Exchange),
    ];
    let rests = vec![
        (
            "Nachrichten auf dem Server im Posteingang be&lassen (empfohlen)".to_owned(),
            Rest::Leave,
        ),
        (
            "Nachrichten auf dem Server löschen oder in den Papierkorb &verschieben".to_owned(),
            Rest::Delete,
        ),
    ];
    column![
        labelled(
            "Angezeigter &Name:",
            wide_field("name", &dialog.name, Message::Name, false)
        ),
        labelled("&Gesperrt:", field("off", "nicht zu ändern", off, false)),
        labelled(
            "Servertyp:",
            options(Direction::Beside, kinds, dialog.kind, Message::Kind).id("kind")
        ),
        labelled(
            "Server &wählen:",
            picker(
                PRESETS.to_vec(),
                dialog.preset,
                Message::Preset,
                Frame::Field
            )
            .id("preset")
        ),
        section(
            "Posteingang".to_owned(),
            column![
                labelled(
                    "&Kennwort:",
                    password_field("password", &dialog.password, Some(Message::Password), false)
                ),
                labelled(
                    "Po&rt:",
                    row![port, fault("Der Port ist belegt.".to_owned())]
                        .spacing(8)
                        .align_y(iced::Center)
                ),
                labelled_top(
                    "Empfangsoptionen:",
                    options(Direction::Below, rests, dialog.rest, Message::Rest)
                        .enabled(!dialog.has_exchange)
                ),
                labelled(
                    "",
                    check(
                        "Server erfordert eine verschlüsselte Verbindung (&SSL)",
                        dialog.is_encrypted,
                        Some(Message::Encrypted)
                    )
                ),
                labelled(
                    "",
                    check("Nicht möglich", false, None::<fn(bool) -> Message>)
                ),
            ]
            .spacing(9)
        ),
        selectable("advice", &dialog.advice, Message::Read),
        hint("Die Angaben stehen im Vertrag mit dem Anbieter.".to_owned()),
    ]
    .spacing(9)
    .padding([14, 18])
    .into()
}

fn view(dialog: &Dialog) -> Element<'_, Message> {
    let buttons = footer(
        button(
            Some((Icon::Plug, Tint::Accent)),
            "Konto &testen",
            Some(Message::Did("test")),
            Choice::Other,
        )
        .id("test"),
        row![
            button(
                Some((Icon::Check, Tint::Good)),
                "&OK und Schließen",
                Some(Message::Did("ok")),
                Choice::Default
            )
            .id("ok"),
            button(
                Some((Icon::Dismiss, Tint::Bad)),
                "&Abbruch",
                Some(Message::Did("cancel")),
                Choice::Other
            )
            .id("cancel"),
            button(None, "&Hilfe", None, Choice::Other),
        ]
        .spacing(8),
    );
    let body = column![
        heading(
            Icon::Mail,
            "E-Mail Konto".to_owned(),
            "Einrichtung und Bearbeitung eines E-Mail Kontos".to_owned()
        ),
        scrollable(fields(dialog)).style(style::scroll).height(Fill),
        buttons,
    ];
    let form = form(body)
        .initial_focus("name")
        .focus_on(dialog.wanted.clone())
        .default_button(Message::Did("ok"))
        .cancel(Message::Did("cancel"))
        .key(
            Key::Named(Named::F1),
            Modifiers::empty(),
            Message::Did("help"),
        );
    inert(dialog.is_behind, form)
}

fn open() -> Harness<Dialog, Message> {
    Harness::new(dialog(), (640.0, 620.0), view, update)
}

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

struct Inbox {
    rows: usize,
    columns: Vec<Column>,
    selected: Option<usize>,
    sort: (usize, bool),
    menu: Option<Point>,
    events: Vec<GridEvent>,
    did: Vec<&'static str>,
}

impl Model for Inbox {
    fn len(&self) -> usize {
        self.rows
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        match column {
            0 => "".into(),
            1 => ["Amtsgericht München", "Finanzamt", "Dr. Änne Größl"][row % 3].into(),
            2 => format!("Schadennummer 4711-08/15, Rückfrage zur Deckungszusage [{row}]").into(),
            _ => format!("{} KB", row % 997).into(),
        }
    }

    fn bold(&self, row: usize) -> bool {
        row.is_multiple_of(9)
    }

    fn mark(&self, row: usize) -> Option<Mark> {
        match row % 9 {
            0 => Some(Mark::Dot(Tint::Accent)),
            4 => Some(Mark::Icon(Icon::Attach, Tint::Muted)),
            _ => None,
        }
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let fits = |row: &usize| {
            let words = self.cell(*row, 1).to_lowercase();
            words.starts_with(&typed.to_lowercase())
        };
        (from..self.rows.min(from + 100)).find(fits)
    }
}

#[derive(Debug, Clone)]
enum InMessage {
    Grid(GridEvent),
    Did(&'static str),
    CloseMenu,
}

fn column_of(title: &str, width: f32, flex: bool, right: bool) -> Column {
    Column {
        title: title.to_owned(),
        width,
        min: 30.0,
        flex,
        right,
    }
}

fn inbox(rows: usize) -> Inbox {
    Inbox {
        rows,
        columns: vec![
            column_of("", 30.0, false, false),
            column_of("Von", 150.0, false, false),
            column_of("Betreff", 0.0, true, false),
            column_of("Größe", 80.0, false, true),
        ],
        selected: None,
        sort: (2, true),
        menu: None,
        events: Vec::new(),
        did: Vec::new(),
    }
}

fn inbox_view(inbox: &Inbox) -> Element<'_, InMessage> {
    let (column, is_ascending) = inbox.sort;
    let grid = Grid::new(inbox, &inbox.columns, inbox.selected, InMessage::Grid)
        .sort(column, is_ascending)
        .id("mails");
    let bar = row![
        tool_button(Icon::MailAdd, "&Neu", Some(InMessage::Did("new"))),
        tool_button(Icon::Sync, "&Abrufen", None),
        space().width(Fill),
        busy("Post wird geholt".to_owned()),
        container(progress(0.4)).width(120),
    ]
    .spacing(8)
    .align_y(iced::Center);
    let page = column![bar, grid].spacing(6).padding(6);
    let items = vec![
        ("&Antworten".to_owned(), Some(InMessage::Did("reply"))),
        ("Wiederherstellen".to_owned(), None),
        ("&Löschen".to_owned(), Some(InMessage::Did("delete"))),
    ];
    let page = with_menu(page, inbox.menu, items, InMessage::CloseMenu);
    form(page).initial_focus("mails").into()
}

fn inbox_update(inbox: &mut Inbox, message: InMessage) {
    match message {
        InMessage::Grid(event) => {
            inbox.events.push(event);
            match event {
                GridEvent::Select(row) => inbox.selected = Some(row),
                GridEvent::Sort(column) => inbox.sort = (column, inbox.sort.0 != column),
                GridEvent::Resize(column, width) => inbox.columns[column].width = width,
                GridEvent::Menu(_, at) => inbox.menu = Some(at),
                GridEvent::Activate(_) => {}
            }
        }
        InMessage::CloseMenu => inbox.menu = None,
        InMessage::Did(what) => inbox.did.push(what),
    }
}

fn open_inbox(rows: usize) -> Harness<Inbox, InMessage> {
    Harness::new(inbox(rows), (700.0, 420.0), inbox_view, inbox_update)
}

fn subject(row: usize) -> String {
    format!("Schadennummer 4711-08/15, Rückfrage zur Deckungszusage [{row}]")
}

#[test]
fn a_million_rows_are_walked_by_keyboard() {
    let mut window = open_inbox(1_000_000);
    assert!(window.is_on("mails") && window.has(&subject(0)));
    window.named(Named::ArrowDown);
    assert_eq!(window.state.selected, Some(0));
    window.named(Named::PageDown);
    let page = window.state.selected.expect("a row");
    assert!((10..20).contains(&page), "{page}");
    assert!(window.has(&subject(page)));
    window.named(Named::End);
    assert_eq!(window.state.selected, Some(999_999));
    let last = window.bounds(&subject(999_999)).expect("the last row");
    assert!(last.y + last.height <= 420.0 - 5.0, "{last:?}");
    assert!(!window.has(&subject(0)));
    window.named(Named::PageUp);
    window.named(Named::ArrowUp);
    window.named(Named::Home);
    assert_eq!(window.state.selected, Some(0));
    window.named(Named::Enter);
    assert_eq!(window.state.events.last(), Some(&GridEvent::Activate(0)));
    assert_eq!(window.focused().and_then(|it| it.role), Some(Role::Table));
}

#[test]
fn typing_looks_for_a_row() {
    let mut window = open_inbox(100);
    window.enter("d");
    assert_eq!(window.state.selected, Some(2));
    window.enter("r");
    assert_eq!(window.state.selected, Some(2), "a second letter narrows");
}

#[test]
fn the_head_sorts_and_its_edges_draw() {
    let mut window = open_inbox(1000);
    window.click("Von");
    assert_eq!(window.state.sort, (1, true));
    let head = window.bounds("Von").expect("a head");
    let edge = Point::new(head.x + head.width, head.center_y());
    window.press(edge, mouse::Button::Left);
    window.point(Point::new(edge.x + 50.0, edge.y));
    window.release();
    assert_eq!(window.state.columns[1].width, 200.0);
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
    let chosen = window.state.selected.expect("a row");
    window.click_at(row);
    assert_eq!(
        window.state.events.last(),
        Some(&GridEvent::Activate(chosen))
    );
}

#[test]
fn a_row_has_its_menu_by_key_and_mouse() {
    let mut window = open_inbox(50);
    window.named(Named::ArrowDown);
    window.key(Key::Named(Named::F10), Modifiers::SHIFT);
    assert!(window.has("Wiederherstellen"));
    window.pictures("grid_menu");
    window.named(Named::Escape);
    assert!(!window.has("Wiederherstellen") && window.state.menu.is_none());
    let row = window.bounds(&subject(3)).expect("a row").center();
    window.press(row, mouse::Button::Right);
    assert_eq!(window.state.selected, Some(3));
    window.click("Wiederherstellen");
    assert!(window.has("Wiederherstellen"), "a greyed item does nothing");
    window.enter("l");
    assert!(window.state.menu.is_none());
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
