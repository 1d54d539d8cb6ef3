//! Named styles: the only place where a widget gets its colours. There is no shadow in them: the
//! software renderer darkens one with every partial redraw.

mod fields;

use super::theme::tok;
pub use fields::{
    check, editor, field, field_err, pick, pick_cell, pick_disabled, plain_editor, radio_disabled,
    radio_style, reader,
};
use iced::border::Radius;
use iced::widget::{button, container, overlay::menu, progress_bar, rule, scrollable, text};
use iced::{Background, Border, Color, Shadow, Theme};

const fn bg(color: Color) -> Background {
    Background::Color(color)
}

fn border(color: Color, width: f32, radius: f32) -> Border {
    Border {
        color,
        width,
        radius: Radius::new(radius),
    }
}

/// A push button.
pub fn button_normal(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    let (ground, line, text) = match status {
        button::Status::Active => (t.button, t.line_strong, t.text),
        button::Status::Hovered => (t.button_hover, t.accent, t.text),
        button::Status::Pressed => (t.button_press, t.accent, t.text),
        button::Status::Disabled => (t.disabled_bg, t.line, t.disabled),
    };
    button::Style {
        background: Some(bg(ground)),
        text_color: text,
        border: border(line, 1.0, 3.0),
        shadow: Shadow::default(),
        snap: true,
    }
}

/// The button that Enter presses.
pub fn button_default(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    if status == button::Status::Disabled {
        return button_normal(theme, status);
    }
    let ground = match status {
        button::Status::Active => t.accent,
        _ => t.accent_hover,
    };
    button::Style {
        background: Some(bg(ground)),
        text_color: t.on_accent,
        border: border(ground, 1.0, 3.0),
        ..button_normal(theme, status)
    }
}

/// A button of a tool bar or list, without frame.
pub fn button_flat(theme: &Theme, status: button::Status) -> button::Style {
    let t = tok(theme);
    let (ground, text) = match status {
        button::Status::Active => (None, t.text),
        button::Status::Disabled => (None, t.disabled),
        button::Status::Hovered => (Some(bg(t.hover)), t.text),
        button::Status::Pressed => (Some(bg(t.button_press)), t.text),
    };
    button::Style {
        background: ground,
        text_color: text,
        border: border(Color::TRANSPARENT, 0.0, 3.0),
        shadow: Shadow::default(),
        snap: true,
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
    let mut style = scrollable::default(theme, status);
    let thumb = match status {
        scrollable::Status::Active { .. } => t.field_line,
        _ => t.muted,
    };
    style.auto_scroll = scrollable::AutoScroll {
        background: bg(t.surface),
        border: border(t.line_strong, 1.0, 20.0),
        shadow: Shadow::default(),
        icon: t.muted,
    };
    for rail in [&mut style.vertical_rail, &mut style.horizontal_rail] {
        rail.background = Some(bg(t.header));
        rail.scroller.background = bg(thumb);
        rail.scroller.border = border(Color::TRANSPARENT, 0.0, 4.0);
    }
    style
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

/// Something that is to be done soon: a notice with the frame of a warning.
pub fn due(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        border: border(t.warn, 1.0, 0.0),
        ..info(theme)
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

/// The frame of a dialog that is shown within another window.
pub fn window_frame(theme: &Theme) -> container::Style {
    let t = tok(theme);
    container::Style {
        background: Some(bg(t.window)),
        border: border(t.line_strong, 1.0, 2.0),
        ..Default::default()
    }
}

/// A place to go to, such as a tray; where one is, it is set off.
pub fn place(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style {
    move |theme, status| {
        let t = tok(theme);
        let mut style = button_flat(theme, status);
        if is_chosen {
            style.background = Some(bg(t.accent_weak));
            style.text_color = t.on_accent_weak;
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

/// Words about something to think over.
pub fn doubtful(theme: &Theme) -> iced::widget::text::Style {
    iced::widget::text::Style {
        color: Some(tok(theme).warn),
    }
}

/// A row of a table with controls in it. In high contrast the selected one is framed, not filled:
/// marks and lists in it could not be told from the ground.
pub fn control_row(selected: bool, odd: bool) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let t = tok(theme);
        if selected && t.accent_weak == t.accent {
            return container::Style {
                background: Some(bg(t.surface)),
                border: border(t.accent, 2.0, 0.0),
                text_color: Some(t.text),
                ..Default::default()
            };
        }
        row_style(selected, odd)(theme)
    }
}
