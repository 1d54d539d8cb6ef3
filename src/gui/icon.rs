//! Icons, drawn in the colours of the theme.

use super::theme::{Tokens, tok};
use iced::widget::svg;
use iced::{Color, Element, Theme};
use std::cell::RefCell;
use std::collections::HashMap;

macro_rules! icons {
    ($($name:ident = $file:literal),* $(,)?) => {
        /// A picture of the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Icon { $($name),* }

        impl Icon {
            fn bytes(self) -> &'static [u8] {
                match self {
                    $(Self::$name => include_bytes!(concat!("../../assets/icons/", $file, ".svg"))),*
                }
            }
        }
    };
}

icons! {
    Add = "add",
    Archive = "archive",
    Ascending = "arrow_up",
    Attach = "attach",
    Book = "book",
    Calendar = "calendar",
    CalendarClock = "calendar_clock",
    Certificate = "certificate",
    Check = "checkmark",
    CheckCircle = "checkmark_circle",
    Chevron = "chevron_down",
    Circle = "circle",
    Clock = "clock",
    Copy = "copy",
    Database = "database",
    Day = "calendar_day",
    Delete = "delete",
    Descending = "arrow_down",
    Dismiss = "dismiss",
    DismissCircle = "dismiss_circle",
    DocumentFolder = "document_folder",
    Down = "caret_down",
    Drafts = "drafts",
    Edit = "edit",
    Error = "error_circle",
    Export = "arrow_export",
    Eye = "eye",
    Filter = "filter",
    Folder = "folder",
    FolderOpen = "folder_open",
    Forward = "arrow_forward",
    Help = "question_circle",
    History = "history",
    Import = "arrow_import",
    Inbox = "mail_inbox",
    Info = "info",
    Left = "chevron_left",
    Mail = "mail",
    MailAdd = "mail_add",
    MailError = "mail_error",
    MailMultiple = "mail_multiple",
    MailRead = "mail_read",
    MailSettings = "mail_settings",
    MailUnread = "mail_unread",
    PanelBottom = "panel_bottom",
    PanelRight = "panel_right",
    People = "people",
    Person = "person",
    PersonForward = "person_arrow_right",
    PersonQuestion = "person_question_mark",
    Phone = "phone",
    Play = "play",
    Print = "print",
    Plug = "plug_connected_checkmark",
    Reply = "arrow_reply",
    ReplyAll = "arrow_reply_all",
    Right = "chevron_right",
    Save = "save",
    Search = "search",
    Send = "send",
    Settings = "settings",
    Shield = "shield_checkmark",
    SkipCircle = "subtract_circle",
    Stop = "stop",
    Sync = "arrow_sync",
    Tasks = "task_list_ltr",
    TrayAdd = "tray_item_add",
    Undo = "arrow_undo",
    Up = "caret_up",
    Warning = "warning",
    Wrench = "wrench",
}

/// The colour of an icon, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// Like text.
    Text,
    /// What can be done.
    Accent,
    /// Good.
    Good,
    /// Bad.
    Bad,
    /// Worth a look.
    Warning,
    /// Less important.
    Muted,
    /// On the colour of the default button.
    OnAccent,
    /// On a chosen row or item.
    Selected,
    /// Cannot be used now.
    Disabled,
}

impl Tint {
    /// The colour in this look.
    pub fn color(self, tokens: &Tokens) -> Color {
        match self {
            Self::Text => tokens.text,
            Self::Accent => tokens.accent,
            Self::Good => tokens.ok,
            Self::Bad => tokens.err,
            Self::Warning => tokens.warn,
            Self::Muted => tokens.muted,
            Self::OnAccent => tokens.on_accent,
            Self::Selected => tokens.on_accent_weak,
            Self::Disabled => tokens.disabled,
        }
    }
}

/// The picture itself, for widgets that draw it themselves.
pub fn handle(icon: Icon) -> svg::Handle {
    thread_local! {
        static HANDLES: RefCell<HashMap<Icon, svg::Handle>> = RefCell::default();
    }
    HANDLES.with_borrow_mut(|handles| {
        let handle = || svg::Handle::from_memory(icon.bytes());
        handles.entry(icon).or_insert_with(handle).clone()
    })
}

/// An icon of `size` logical pixels.
pub fn icon<'a, M: 'a>(icon: Icon, size: f32, tint: Tint) -> Element<'a, M> {
    let style = move |theme: &Theme, _| svg::Style {
        color: Some(tint.color(tok(theme))),
    };
    let picture = svg(handle(icon)).width(size).height(size);
    picture.style(style).into()
}
