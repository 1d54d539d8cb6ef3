//! The three looks of the program: sizes, fonts and colours by what they mean.

use iced::theme::Palette;
use iced::{Color, Font, Theme, font};

/// Size of text.
pub const SIZE: f32 = 13.0;
/// Size of text of less weight.
pub const SMALL: f32 = 12.0;
/// Size of the title of a dialog.
pub const TITLE: f32 = 17.0;

/// The font of the program.
pub const UI: Font = Font {
    family: font::Family::Name("Noto Sans"),
    weight: font::Weight::Normal,
    stretch: font::Stretch::Normal,
    style: font::Style::Normal,
};
/// The font of headings and unread mail.
pub const UI_BOLD: Font = Font {
    weight: font::Weight::Semibold,
    ..UI
};

/// The font of what somebody set in italics.
pub const UI_ITALIC: Font = Font {
    style: font::Style::Italic,
    ..UI
};

/// A colour from its usual notation, `0xRRGGBB`.
#[allow(clippy::cast_possible_truncation)]
pub const fn rgb(value: u32) -> Color {
    Color {
        r: (value >> 16 & 255) as u8 as f32 / 255.0,
        g: (value >> 8 & 255) as u8 as f32 / 255.0,
        b: (value & 255) as u8 as f32 / 255.0,
        a: 1.0,
    }
}

/// The colours of a look. Nothing else in the program names a colour.
#[derive(Debug, Clone, Copy)]
pub struct Tokens {
    /// Ground of a window.
    pub window: Color,
    /// Ground of fields, tables and pages.
    pub surface: Color,
    /// Ground of table heads, foot bars and status lines.
    pub header: Color,
    /// Ground of every other row of a table.
    pub stripe: Color,
    /// Text.
    pub text: Color,
    /// Text of less weight, and lines of what the mouse is over.
    pub muted: Color,
    /// Fine line between parts.
    pub line: Color,
    /// Line around parts.
    pub line_strong: Color,
    /// Line around what can be filled in or ticked; also the thumb of scroll bars.
    pub field_line: Color,
    /// What can be done, what is chosen, what has the focus.
    pub accent: Color,
    /// The same under the mouse.
    pub accent_hover: Color,
    /// Ground of a chosen row or menu item.
    pub accent_weak: Color,
    /// Text on `accent` and `accent_hover`.
    pub on_accent: Color,
    /// Text on `accent_weak`.
    pub on_accent_weak: Color,
    /// Ground of selected text in a field; the text keeps its colour.
    pub marked: Color,
    /// Ground of flat buttons and items under the mouse.
    pub hover: Color,
    /// Good.
    pub ok: Color,
    /// Wrong.
    pub err: Color,
    /// Worth a look.
    pub warn: Color,
    /// Ground of an error.
    pub err_bg: Color,
    /// Ground of a notice.
    pub info_bg: Color,
    /// Ground of a button.
    pub button: Color,
    /// Ground of a button under the mouse.
    pub button_hover: Color,
    /// Ground of a button held down.
    pub button_press: Color,
    /// Ground of what cannot be used now.
    pub disabled_bg: Color,
    /// Text of what cannot be used now.
    pub disabled: Color,
}

/// The usual look.
pub const LIGHT: Tokens = Tokens {
    window: rgb(0xF3F4F6),
    surface: rgb(0xFFFFFF),
    header: rgb(0xF7F8FA),
    stripe: rgb(0xFAFBFC),
    text: rgb(0x1B1D21),
    muted: rgb(0x565D6B),
    line: rgb(0xE1E4E8),
    line_strong: rgb(0xC9CED6),
    field_line: rgb(0x828995),
    accent: rgb(0x0F5FA8),
    accent_hover: rgb(0x0C4F8D),
    accent_weak: rgb(0xD6E6F5),
    on_accent: rgb(0xFFFFFF),
    on_accent_weak: rgb(0x1B1D21),
    marked: rgb(0xB9D6F2),
    hover: rgb(0xEEF3F8),
    ok: rgb(0x1E7B34),
    err: rgb(0xB3261E),
    warn: rgb(0x8A5A00),
    err_bg: rgb(0xFDECEA),
    info_bg: rgb(0xEAF2FA),
    button: rgb(0xFCFCFD),
    button_hover: rgb(0xEDF2F8),
    button_press: rgb(0xDCE6F1),
    disabled_bg: rgb(0xF0F1F3),
    disabled: rgb(0x8A919C),
};

/// The look for dim rooms.
pub const DARK: Tokens = Tokens {
    window: rgb(0x202226),
    surface: rgb(0x2A2D32),
    header: rgb(0x303339),
    stripe: rgb(0x2D3036),
    text: rgb(0xECEEF1),
    muted: rgb(0xA9B0BB),
    line: rgb(0x3A3E45),
    line_strong: rgb(0x4A4F58),
    field_line: rgb(0x8A919C),
    accent: rgb(0x4AA3F0),
    accent_hover: rgb(0x6CB5F4),
    accent_weak: rgb(0x24435F),
    on_accent: rgb(0x0B1520),
    on_accent_weak: rgb(0xECEEF1),
    marked: rgb(0x2C5680),
    hover: rgb(0x33383F),
    ok: rgb(0x6CCB7F),
    err: rgb(0xFF8A80),
    warn: rgb(0xF2C14E),
    err_bg: rgb(0x4A2523),
    info_bg: rgb(0x1F3347),
    button: rgb(0x353940),
    button_hover: rgb(0x3E434B),
    button_press: rgb(0x2A2D32),
    disabled_bg: rgb(0x26292E),
    disabled: rgb(0x7E8590),
};

/// The look of the highest contrast.
pub const CONTRAST: Tokens = Tokens {
    window: rgb(0x000000),
    surface: rgb(0x000000),
    header: rgb(0x000000),
    stripe: rgb(0x000000),
    text: rgb(0xFFFFFF),
    muted: rgb(0xFFFFFF),
    line: rgb(0xFFFFFF),
    line_strong: rgb(0xFFFFFF),
    field_line: rgb(0xFFFFFF),
    accent: rgb(0x1AEBFF),
    accent_hover: rgb(0x8CF5FF),
    accent_weak: rgb(0x1AEBFF),
    on_accent: rgb(0x000000),
    on_accent_weak: rgb(0x000000),
    marked: rgb(0x0063D6),
    hover: rgb(0x37006E),
    ok: rgb(0x3FF23F),
    err: rgb(0xFFB3B3),
    warn: rgb(0xFFFF00),
    err_bg: rgb(0x000000),
    info_bg: rgb(0x000000),
    button: rgb(0x000000),
    button_hover: rgb(0x37006E),
    button_press: rgb(0x37006E),
    disabled_bg: rgb(0x000000),
    disabled: rgb(0x3FF23F),
};

/// Which look the program wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The usual one.
    #[default]
    Light,
    /// For dim rooms.
    Dark,
    /// For eyes that need the highest contrast.
    Contrast,
}

impl Mode {
    /// Every look.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The colours of the look.
    pub const fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Contrast => &CONTRAST,
        }
    }

    /// The word in the kept choices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// Reads the word; what is not known is light.
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.word() == word)
            .unwrap_or_default()
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Light => "Kontor Hell",
            Self::Dark => "Kontor Dunkel",
            Self::Contrast => "Kontor Kontrast",
        }
    }
}

/// The look as the toolkit knows it.
pub fn theme(mode: Mode) -> Theme {
    let tokens = mode.tokens();
    let palette = Palette {
        background: tokens.window,
        text: tokens.text,
        primary: tokens.accent,
        success: tokens.ok,
        warning: tokens.warn,
        danger: tokens.err,
    };
    Theme::custom(mode.name().to_owned(), palette)
}

/// The colours of the running look. The toolkit's `Theme` is closed, so they are found again by its
/// name.
pub fn tok(theme: &Theme) -> &'static Tokens {
    let name = theme.to_string();
    let mode = Mode::ALL.into_iter().find(|it| it.name() == name);
    mode.unwrap_or_default().tokens()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ratio of contrast as WCAG 2.2 counts it.
    fn ratio(one: Color, other: Color) -> f32 {
        let light = |it: Color| it.relative_luminance() + 0.05;
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    fn check(mode: Mode, least: f32, pairs: &[(&str, Color, Color)]) {
        let poor: Vec<String> = pairs
            .iter()
            .filter(|it| ratio(it.1, it.2) < least)
            .map(|it| format!("{mode:?} {}: {:.2}", it.0, ratio(it.1, it.2)))
            .collect();
        assert!(poor.is_empty(), "less than {least}: {poor:#?}");
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for mode in Mode::ALL {
            let it = mode.tokens();
            let mut pairs = Vec::new();
            for (name, ground) in [
                ("window", it.window),
                ("surface", it.surface),
                ("header", it.header),
                ("stripe", it.stripe),
                ("hover", it.hover),
                ("info", it.info_bg),
                ("error", it.err_bg),
            ] {
                pairs.push((name, it.text, ground));
            }
            for ground in [it.window, it.surface, it.header, it.stripe, it.info_bg] {
                pairs.push(("muted", it.muted, ground));
                pairs.push(("accent", it.accent, ground));
                pairs.push(("ok", it.ok, ground));
                pairs.push(("err", it.err, ground));
                pairs.push(("warn", it.warn, ground));
            }
            pairs.push(("err on its ground", it.err, it.err_bg));
            for ground in [it.button, it.button_hover, it.button_press] {
                pairs.push(("button", it.text, ground));
            }
            pairs.push(("on accent", it.on_accent, it.accent));
            pairs.push(("on accent, hover", it.on_accent, it.accent_hover));
            pairs.push(("on selection", it.on_accent_weak, it.accent_weak));
            pairs.push(("marked", it.text, it.marked));
            check(mode, 4.5, &pairs);
        }
    }

    #[test]
    fn what_can_be_used_stands_out() {
        for mode in Mode::ALL {
            let it = mode.tokens();
            let mut pairs = Vec::new();
            for ground in [it.window, it.surface, it.header, it.hover] {
                pairs.push(("field line", it.field_line, ground));
                pairs.push(("focus", it.accent, ground));
            }
            check(mode, 3.0, &pairs);
        }
    }

    #[test]
    fn a_look_is_found_by_its_theme() {
        for mode in Mode::ALL {
            assert_eq!(tok(&theme(mode)).window, mode.tokens().window);
        }
    }
}
