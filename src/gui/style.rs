//! Named styles: the only place where a widget gets its colours. There is no shadow in them: the
//! software renderer darkens one with every partial redraw.

use super::theme::tok;
use iced::border::Radius;
use iced::widget::{
    button, checkbox, container, overlay::menu, pick_list, progress_bar, radio, rule, scrollable,
    text, text_editor, text_input,
};
use iced::{Background, Border, Color, Shadow, Theme};

const fn bg(c: Color) -> Background {
    Background::Color(c)
}
fn border(color: Color, width: f32, r: f32) -> Border {
    Border {
        color,
        width,
        radius: Radius::new(r),
    }
}

/// A push button.
pub fn button_normal(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    let (b, l, c) = match status {
        button::Status::Active => (t.button, t.line_strong, t.text),
        button::Status::Hovered => (t.button_hover, t.accent, t.text),
        button::Status::Pressed => (t.button_press, t.accent, t.text),
        button::Status::Disabled => (t.disabled_bg, t.line, t.disabled),
    };
    button::Style {
        background: Some(bg(b)),
        text_color: c,
        border: border(l, 1.0, 3.0),
        shadow: Shadow::default(),
        snap: true,
    }
}

/// The button that Enter presses.
pub fn button_default(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    let b = match status {
        button::Status::Active => t.accent,
        button::Status::Disabled => t.disabled_bg,
        _ => t.accent_hover,
    };
    let c = if status == button::Status::Disabled {
        t.disabled
    } else {
        t.on_accent
    };
    button::Style {
        background: Some(bg(b)),
        text_color: c,
        border: border(b, 1.0, 3.0),
        shadow: Shadow::default(),
        snap: true,
    }
}

/// A button of a tool bar or list, without frame.
pub fn button_flat(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    let (b, c) = match status {
        button::Status::Active => (None, t.text),
        button::Status::Disabled => (None, t.disabled),
        button::Status::Hovered => (Some(bg(t.hover)), t.text),
        button::Status::Pressed => (Some(bg(t.button_press)), t.text),
    };
    button::Style {
        background: b,
        text_color: c,
        border: border(Color::TRANSPARENT, 0.0, 3.0),
        shadow: Shadow::default(),
        snap: true,
    }
}

/// A text field.
pub fn field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let t = tok(theme);
    let (b, l, w, v) = match status {
        text_input::Status::Active => (t.surface, t.field_line, 1.0, t.text),
        text_input::Status::Hovered => (t.surface, t.muted, 1.0, t.text),
        text_input::Status::Focused { .. } => (t.surface, t.accent, 2.0, t.text),
        text_input::Status::Disabled => (t.disabled_bg, t.line_strong, 1.0, t.disabled),
    };
    text_input::Style {
        background: bg(b),
        border: border(l, w, 3.0),
        icon: t.muted,
        placeholder: t.muted,
        value: v,
        selection: t.marked,
    }
}

/// A text field with something wrong in it.
pub fn field_err(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let t = tok(theme);
    text_input::Style {
        border: border(t.err, 1.5, 3.0),
        ..field(theme, status)
    }
}

/// A tick box.
pub fn check(theme: &Theme, status: checkbox::Status) -> checkbox::Style {
    let t = tok(theme);
    let (on, hov, dis) = match status {
        checkbox::Status::Active { is_checked } => (is_checked, false, false),
        checkbox::Status::Hovered { is_checked } => (is_checked, true, false),
        checkbox::Status::Disabled { is_checked } => (is_checked, false, true),
    };
    let fill = if dis {
        t.disabled_bg
    } else if on {
        if hov { t.accent_hover } else { t.accent }
    } else {
        t.surface
    };
    let line = if dis {
        t.line_strong
    } else if on {
        fill
    } else if hov {
        t.accent
    } else {
        t.field_line
    };
    checkbox::Style {
        background: bg(fill),
        icon_color: if dis { t.disabled } else { t.on_accent },
        border: border(line, 1.0, 2.0),
        text_color: Some(if dis { t.disabled } else { t.text }),
    }
}

/// A round mark of one of several.
pub fn radio_style(theme: &Theme, status: radio::Status) -> radio::Style {
    let t = tok(theme);
    let (on, hov) = match status {
        radio::Status::Active { is_selected } => (is_selected, false),
        radio::Status::Hovered { is_selected } => (is_selected, true),
    };
    radio::Style {
        background: bg(t.surface),
        dot_color: t.accent,
        border_width: if on { 1.5 } else { 1.0 },
        border_color: if on || hov { t.accent } else { t.field_line },
        text_color: Some(t.text),
    }
}

/// A drop-down list of the toolkit; the kit's own is `picker`.
pub fn pick(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let t = tok(theme);
    let (l, w) = match status {
        pick_list::Status::Active => (t.field_line, 1.0),
        pick_list::Status::Hovered => (t.muted, 1.0),
        pick_list::Status::Opened { .. } => (t.accent, 2.0),
    };
    pick_list::Style {
        text_color: t.text,
        placeholder_color: t.disabled,
        handle_color: t.muted,
        background: bg(t.surface),
        border: border(l, w, 3.0),
    }
}

/// The same as a cell of a table.
pub fn pick_cell(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let t = tok(theme);
    let l = match status {
        pick_list::Status::Active => Color::TRANSPARENT,
        pick_list::Status::Hovered => t.line_strong,
        pick_list::Status::Opened { .. } => t.accent,
    };
    pick_list::Style {
        text_color: t.text,
        placeholder_color: t.disabled,
        handle_color: t.muted,
        background: bg(if l == Color::TRANSPARENT {
            Color::TRANSPARENT
        } else {
            t.surface
        }),
        border: border(l, 1.0, 3.0),
    }
}

/// The list of a drop-down, or a menu.
pub fn menu_style(theme: &Theme) -> menu::Style {
    let t = tok(theme);
    menu::Style {
        background: bg(t.surface),
        border: border(t.line_strong, 1.0, 3.0),
        text_color: t.text,
        selected_text_color: t.on_accent_weak,
        selected_background: bg(t.accent_weak),
        shadow: Shadow::default(),
    }
}

/// A scroll bar.
pub fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let t = tok(theme);
    let mut s = scrollable::default(theme, status);
    let hot = !matches!(status, scrollable::Status::Active { .. });
    for r in [&mut s.vertical_rail, &mut s.horizontal_rail] {
        r.background = Some(bg(t.header));
        r.scroller.background = bg(if hot { t.field_line } else { t.line_strong });
        r.scroller.border = border(Color::TRANSPARENT, 0.0, 4.0);
    }
    s
}

/// A framed part.
pub fn panel(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.surface)),
        border: border(t.line, 1.0, 4.0),
        text_color: Some(t.text),
        ..Default::default()
    }
}

/// The frame of a table.
pub fn grid(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.surface)),
        border: border(t.line_strong, 1.0, 2.0),
        ..Default::default()
    }
}

/// The head of a table.
pub fn head(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.header)),
        ..Default::default()
    }
}

/// The foot of a dialog.
pub fn footer(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.header)),
        ..Default::default()
    }
}

/// A notice.
pub fn info(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.info_bg)),
        border: border(t.accent_weak, 1.0, 3.0),
        text_color: Some(t.text),
        ..Default::default()
    }
}

/// An error.
pub fn error(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.err_bg)),
        border: border(t.err, 1.0, 3.0),
        text_color: Some(t.err),
        ..Default::default()
    }
}

/// A row of a table.
pub fn row_style(selected: bool, odd: bool) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let t = tok(theme);
        container::Style {
            background: Some(bg(if selected {
                t.accent_weak
            } else if odd {
                t.stripe
            } else {
                t.surface
            })),
            text_color: Some(match selected {
                true => t.on_accent_weak,
                false => t.text,
            }),
            ..Default::default()
        }
    }
}

/// A page.
pub fn surface(theme: &Theme) -> container::Style {
    container::Style {
        background: Some(bg(tok(theme).surface)),
        ..Default::default()
    }
}

/// The frame of a menu.
pub fn menu_panel(theme: &Theme) -> container::Style {
    let menu = menu_style(theme);
    container::Style {
        background: Some(menu.background),
        border: menu.border,
        text_color: Some(menu.text_color),
        ..Default::default()
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

/// A line between parts.
pub fn line(theme: &Theme) -> rule::Style {
    rule::Style {
        color: tok(theme).line,
        radius: Radius::new(0),
        fill_mode: rule::FillMode::Full,
        snap: true,
    }
}

/// How far something is.
pub fn progress(theme: &Theme) -> progress_bar::Style {
    let t = tok(theme);
    progress_bar::Style {
        background: bg(t.surface),
        bar: bg(t.accent),
        border: border(t.field_line, 1.0, 3.0),
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

/// Words of less weight.
pub fn muted(theme: &Theme) -> text::Style {
    colored(tok(theme).muted)
}

/// Words about something wrong.
pub fn wrong(theme: &Theme) -> text::Style {
    colored(tok(theme).err)
}

/// Words about something worth a look.
pub fn warning(theme: &Theme) -> text::Style {
    colored(tok(theme).warn)
}

/// Words about something good.
pub fn good(theme: &Theme) -> text::Style {
    colored(tok(theme).ok)
}

const fn colored(color: Color) -> text::Style {
    text::Style { color: Some(color) }
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

/// The frame of a dialog that is shown as a layer.
pub fn window_frame(theme: &Theme) -> container::Style {
    let tokens = tok(theme);
    container::Style {
        background: Some(bg(tokens.window)),
        border: border(tokens.line_strong, 1.0, 2.0),
        ..Default::default()
    }
}

/// Read-only text that fills its place and has no frame.
pub fn plain_editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    text_editor::Style {
        border: Border::default(),
        ..reader(theme, status)
    }
}

/// A place of the navigation.
pub fn place(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style {
    move |theme, status| {
        let mut style = button_flat(theme, status);
        if is_chosen {
            style.background = Some(bg(tok(theme).accent_weak));
        }
        style
    }
}

/// Around a field whose value was changed as a whole, by the account test or a provider.
pub fn changed(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.info_bg)),
        border: border(t.accent, 1.5, 4.0),
        ..Default::default()
    }
}
