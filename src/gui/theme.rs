//! Office look: palette + per-widget style functions.
use iced::theme::Palette;
use iced::{Color, Font, Theme, font};

/// Size of text.
pub const SIZE: f32 = 13.0;
/// Size of text of less weight.
pub const SMALL: f32 = 12.0;
/// Size of the title of a dialog.
pub const TITLE: f32 = 17.0;

pub const fn rgb(v: u32) -> Color {
    Color {
        r: ((v >> 16) & 255) as f32 / 255.0,
        g: ((v >> 8) & 255) as f32 / 255.0,
        b: (v & 255) as f32 / 255.0,
        a: 1.0,
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Tokens {
    pub window: Color,
    pub surface: Color,
    pub header: Color,
    pub stripe: Color,
    pub text: Color,
    pub muted: Color,
    pub line: Color,
    pub line_strong: Color,
    pub field_line: Color,
    pub accent: Color,
    pub accent_hover: Color,
    pub accent_weak: Color,
    pub on_accent: Color,
    pub hover: Color,
    pub ok: Color,
    pub err: Color,
    pub warn: Color,
    pub err_bg: Color,
    pub info_bg: Color,
    pub button: Color,
    pub button_hover: Color,
    pub button_press: Color,
    pub disabled_bg: Color,
    pub disabled: Color,
}

pub const LIGHT: Tokens = Tokens {
    window: rgb(0xF3F4F6),
    surface: rgb(0xFFFFFF),
    header: rgb(0xF7F8FA),
    stripe: rgb(0xFAFBFC),
    text: rgb(0x1B1D21),
    muted: rgb(0x5B6270),
    line: rgb(0xE1E4E8),
    line_strong: rgb(0xC9CED6),
    field_line: rgb(0xA9B0BB),
    accent: rgb(0x0F5FA8),
    accent_hover: rgb(0x0C4F8D),
    accent_weak: rgb(0xD6E6F5),
    on_accent: rgb(0xFFFFFF),
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
    disabled: rgb(0x9AA1AC),
};
pub const DARK: Tokens = Tokens {
    window: rgb(0x202226),
    surface: rgb(0x2A2D32),
    header: rgb(0x303339),
    stripe: rgb(0x2D3036),
    text: rgb(0xECEEF1),
    muted: rgb(0xA9B0BB),
    line: rgb(0x3A3E45),
    line_strong: rgb(0x4A4F58),
    field_line: rgb(0x6B7280),
    accent: rgb(0x4AA3F0),
    accent_hover: rgb(0x6CB5F4),
    accent_weak: rgb(0x24435F),
    on_accent: rgb(0x0B1520),
    hover: rgb(0x33383F),
    ok: rgb(0x6CCB7F),
    err: rgb(0xFF8A80),
    warn: rgb(0xF2C14E),
    err_bg: rgb(0x4A2523),
    info_bg: rgb(0x1F3347),
    button: rgb(0x353940),
    button_hover: rgb(0x3E434B),
    button_press: rgb(0x2A2D32),
    disabled_bg: rgb(0x2A2D32),
    disabled: rgb(0x717883),
};
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
    accent_hover: rgb(0x1AEBFF),
    accent_weak: rgb(0x1AEBFF),
    on_accent: rgb(0x000000),
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    #[default]
    Light,
    Dark,
    Contrast,
}

pub fn theme(mode: Mode) -> Theme {
    let (name, t) = match mode {
        Mode::Light => ("Kontor Hell", LIGHT),
        Mode::Dark => ("Kontor Dunkel", DARK),
        Mode::Contrast => ("Kontor Kontrast", CONTRAST),
    };
    Theme::custom(
        name.to_string(),
        Palette {
            background: t.window,
            text: t.text,
            primary: t.accent,
            success: t.ok,
            warning: t.warn,
            danger: t.err,
        },
    )
}

/// Tokens of the running theme (looked up by its name: `Theme` is a closed enum, so an own token set rides on the custom theme's name).
pub fn tok(theme: &Theme) -> &'static Tokens {
    match theme.to_string().as_str() {
        "Kontor Dunkel" => &DARK,
        "Kontor Kontrast" => &CONTRAST,
        _ => &LIGHT,
    }
}

pub const UI: Font = Font {
    family: font::Family::Name("Noto Sans"),
    weight: font::Weight::Normal,
    stretch: font::Stretch::Normal,
    style: font::Style::Normal,
};
pub const UI_BOLD: Font = Font {
    weight: font::Weight::Semibold,
    ..UI
};

impl Mode {
    /// Every look.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

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
}
