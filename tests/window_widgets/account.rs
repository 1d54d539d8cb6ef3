//! A dialog with everything that dialogs have.

use crate::harness::{Element, Harness};
use iced::Fill;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row, scrollable, text_editor};
use kontorpost::gui::icon::{Icon, Tint};
use kontorpost::gui::style;
use kontorpost::gui::widget::{
    Choice, Direction, Frame, button, check, fault, field, footer, form, heading, hint, inert,
    labelled, labelled_top, options, password_field, picker, px, read_only, section, selectable,
    wide_field,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Imap,
    Pop3,
    Exchange,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    Leave,
    Delete,
}

#[derive(Debug)]
pub struct Dialog {
    pub name: String,
    pub port: String,
    pub password: String,
    pub kind: Kind,
    pub rest: Rest,
    pub is_encrypted: bool,
    pub preset: Option<&'static str>,
    pub advice: text_editor::Content,
    pub has_exchange: bool,
    pub is_behind: bool,
    pub wanted: Option<(u64, iced::widget::Id)>,
    pub log: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub enum Message {
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

pub const PRESETS: [&str; 4] = ["IONOS", "Strato", "Telekom", "T-Online"];

pub fn dialog() -> Dialog {
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

pub fn update(dialog: &mut Dialog, message: Message) {
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

pub fn view(dialog: &Dialog) -> Element<'_, Message> {
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

pub fn open() -> Harness<Dialog, Message> {
    Harness::new(dialog(), (640.0, 620.0), view, update)
}
