//! Styles of what is filled in or ticked.

use super::{bg, border};
use crate::gui::theme::tok;
use iced::widget::{checkbox, pick_list, radio, text_editor, text_input};
use iced::{Border, Color, Theme};

/// A text field.
pub fn field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let t = tok(theme);
    let (ground, line, width, value) = match status {
        text_input::Status::Active => (t.surface, t.field_line, 1.0, t.text),
        text_input::Status::Hovered => (t.surface, t.muted, 1.0, t.text),
        text_input::Status::Focused { .. } => (t.surface, t.accent, 2.0, t.text),
        text_input::Status::Disabled => (t.disabled_bg, t.line_strong, 1.0, t.disabled),
    };
    text_input::Style {
        background: bg(ground),
        border: border(line, width, 3.0),
        icon: t.muted,
        placeholder: t.muted,
        value,
        selection: t.marked,
    }
}

/// A text field with something wrong in it.
pub fn field_err(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let width = match status {
        text_input::Status::Focused { .. } => 2.0,
        _ => 1.5,
    };
    text_input::Style {
        border: border(tok(theme).err, width, 3.0),
        ..field(theme, status)
    }
}

/// A tick box.
pub fn check(theme: &Theme, status: checkbox::Status) -> checkbox::Style {
    let t = tok(theme);
    let (ground, line) = match status {
        checkbox::Status::Active { is_checked: true } => (t.accent, t.accent),
        checkbox::Status::Hovered { is_checked: true } => (t.accent_hover, t.accent_hover),
        checkbox::Status::Active { .. } => (t.surface, t.field_line),
        checkbox::Status::Hovered { .. } => (t.surface, t.accent),
        checkbox::Status::Disabled { .. } => (t.disabled_bg, t.line_strong),
    };
    let (icon, text) = match status {
        checkbox::Status::Disabled { .. } => (t.disabled, t.disabled),
        _ => (t.on_accent, t.text),
    };
    checkbox::Style {
        background: bg(ground),
        icon_color: icon,
        border: border(line, 1.0, 2.0),
        text_color: Some(text),
    }
}

/// A round mark of one of several.
pub fn radio_style(theme: &Theme, status: radio::Status) -> radio::Style {
    let t = tok(theme);
    let (line, width) = match status {
        radio::Status::Active { is_selected: false } => (t.field_line, 1.0),
        radio::Status::Hovered { is_selected: false } => (t.accent, 1.0),
        _ => (t.accent, 1.5),
    };
    radio::Style {
        background: bg(t.surface),
        dot_color: t.accent,
        border_width: width,
        border_color: line,
        text_color: Some(t.text),
    }
}

/// A round mark of one of several that cannot be used now.
pub fn radio_disabled(theme: &Theme, status: radio::Status) -> radio::Style {
    let t = tok(theme);
    radio::Style {
        background: bg(t.disabled_bg),
        dot_color: t.disabled,
        border_width: 1.0,
        border_color: t.line_strong,
        ..radio_style(theme, status)
    }
}

/// A drop-down list of the toolkit; the kit's own is `picker`.
pub fn pick(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let t = tok(theme);
    let (line, width) = match status {
        pick_list::Status::Active => (t.field_line, 1.0),
        pick_list::Status::Hovered => (t.muted, 1.0),
        pick_list::Status::Opened { .. } => (t.accent, 2.0),
    };
    pick_list::Style {
        text_color: t.text,
        placeholder_color: t.disabled,
        handle_color: t.muted,
        background: bg(t.surface),
        border: border(line, width, 3.0),
    }
}

/// The same as a cell of a table.
pub fn pick_cell(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let t = tok(theme);
    let (ground, line) = match status {
        pick_list::Status::Active => (Color::TRANSPARENT, Color::TRANSPARENT),
        pick_list::Status::Hovered => (t.surface, t.line_strong),
        pick_list::Status::Opened { .. } => (t.surface, t.accent),
    };
    pick_list::Style {
        background: bg(ground),
        border: border(line, 1.0, 3.0),
        ..pick(theme, status)
    }
}

/// A drop-down list that cannot be used now.
pub fn pick_disabled(theme: &Theme, look: pick_list::Style) -> pick_list::Style {
    let t = tok(theme);
    pick_list::Style {
        text_color: t.disabled,
        handle_color: t.disabled,
        background: bg(t.disabled_bg),
        border: border(t.line_strong, 1.0, 3.0),
        ..look
    }
}

/// A field of several lines.
pub fn editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    let t = tok(theme);
    let (ground, color, width, value) = match status {
        text_editor::Status::Active => (t.surface, t.field_line, 1.0, t.text),
        text_editor::Status::Hovered => (t.surface, t.muted, 1.0, t.text),
        text_editor::Status::Focused { .. } => (t.surface, t.accent, 2.0, t.text),
        text_editor::Status::Disabled => (t.disabled_bg, t.line_strong, 1.0, t.disabled),
    };
    text_editor::Style {
        background: bg(ground),
        border: border(color, width, 3.0),
        placeholder: t.muted,
        value,
        selection: t.marked,
    }
}

/// Text to read and copy: on the ground it stands on, framed only while it has the focus.
pub fn reader(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    let t = tok(theme);
    let color = match status {
        text_editor::Status::Focused { .. } => t.accent,
        _ => Color::TRANSPARENT,
    };
    text_editor::Style {
        background: bg(Color::TRANSPARENT),
        border: border(color, 1.0, 2.0),
        placeholder: t.muted,
        value: t.text,
        selection: t.marked,
    }
}

/// Text to read that fills its place and has no frame.
pub fn plain_editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    text_editor::Style {
        border: Border::default(),
        ..reader(theme, status)
    }
}
