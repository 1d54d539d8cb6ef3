//! Icons, drawn in the colours of the theme.

use super::theme::tok;
use iced::widget::svg;
use iced::{Element, Theme};
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
    Attach = "attach",
    Certificate = "certificate",
    Check = "checkmark",
    CheckCircle = "checkmark_circle",
    Circle = "circle",
    Clock = "clock",
    Copy = "copy",
    Database = "database",
    Delete = "delete",
    Dismiss = "dismiss",
    DismissCircle = "dismiss_circle",
    Down = "caret_down",
    Edit = "edit",
    Error = "error_circle",
    Export = "arrow_export",
    Eye = "eye",
    Folder = "folder",
    Help = "question_circle",
    Import = "arrow_import",
    Inbox = "mail_inbox",
    Info = "info",
    Mail = "mail",
    MailAdd = "mail_add",
    MailSettings = "mail_settings",
    People = "people",
    Phone = "phone",
    Play = "play",
    Plug = "plug_connected_checkmark",
    Save = "save",
    Search = "search",
    Settings = "settings",
    Shield = "shield_checkmark",
    SkipCircle = "subtract_circle",
    Stop = "stop",
    Sync = "arrow_sync",
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
    /// Cannot be used now.
    Disabled,
}

/// An icon of `size` logical pixels.
pub fn icon<'a, M: 'a>(icon: Icon, size: f32, tint: Tint) -> Element<'a, M> {
    thread_local! {
        static HANDLES: RefCell<HashMap<Icon, svg::Handle>> = RefCell::default();
    }
    let handle = HANDLES.with_borrow_mut(|handles| {
        handles
            .entry(icon)
            .or_insert_with(|| svg::Handle::from_memory(icon.bytes()))
            .clone()
    });
    let style = move |theme: &Theme, _| {
        let tokens = tok(theme);
        let color = match tint {
            Tint::Text => tokens.text,
            Tint::Accent => tokens.accent,
            Tint::Good => tokens.ok,
            Tint::Bad => tokens.err,
            Tint::Warning => tokens.warn,
            Tint::Muted => tokens.muted,
            Tint::OnAccent => tokens.on_accent,
            Tint::Disabled => tokens.disabled,
        };
        svg::Style { color: Some(color) }
    };
    svg(handle).width(size).height(size).style(style).into()
}
