//! What styles come to: looks, and whether text can be seen at all.

use super::color::{self, Paint, Rgb};
use crate::domain::reading::{Look, Side};

/// Less contrast than this is not seen.
const LEAST_CONTRAST: f32 = 1.15;

/// What holds for text at some place of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Its look.
    pub look: Look,
    /// Colour of the text; `None` for the usual one.
    pub color: Option<Rgb>,
    /// Colour of the ground; `None` where a picture lies there.
    pub ground: Option<Rgb>,
    /// Nobody is meant to see it.
    pub is_hidden: bool,
    /// On which side it stands.
    pub side: Side,
    /// White space counts.
    pub is_pre: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            look: Look::default(),
            color: None,
            ground: Some([255; 3]),
            is_hidden: false,
            side: Side::Start,
            is_pre: false,
        }
    }
}

/// Sizes that hide only together with others.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)]
struct Clues {
    clips: bool,
    is_flat: bool,
    is_out_of_flow: bool,
    is_far_away: bool,
}

impl Style {
    /// Takes in declarations such as `color:red; font-weight:bold`.
    pub fn apply(&mut self, declarations: &str) {
        let mut clues = Clues::default();
        for declaration in declarations.split(';').take(100) {
            if let Some((name, value)) = declaration.split_once(':') {
                let name = name.trim().to_ascii_lowercase();
                let value = value.trim().to_ascii_lowercase();
                let value = value.trim_end_matches("!important").trim();
                self.declare(&name, value, &mut clues);
            }
        }
        let is_clipped = clues.clips && clues.is_flat;
        self.is_hidden |= is_clipped || (clues.is_out_of_flow && clues.is_far_away);
    }

    fn declare(&mut self, name: &str, value: &str, clues: &mut Clues) {
        match name {
            "display" => self.is_hidden |= value == "none",
            "visibility" => self.is_hidden |= matches!(value, "hidden" | "collapse"),
            "mso-hide" => self.is_hidden |= value == "all",
            "opacity" => self.is_hidden |= value.parse::<f32>().is_ok_and(|it| it < 0.1),
            "font-size" => self.is_hidden |= length(value).is_some_and(|it| it < 2.0),
            "font" => self.is_hidden |= value.starts_with("0/") || value.starts_with("0px"),
            "color" => self.set_color(value),
            "background-color" => self.set_ground(value),
            "background" | "background-image" => self.background(value),
            "font-weight" => self.weight(value),
            "font-style" => self.look.is_italic = matches!(value, "italic" | "oblique"),
            "text-decoration" | "text-decoration-line" => {
                self.look.is_underlined |= value.contains("underline");
                self.look.is_struck |= value.contains("line-through");
            }
            "text-align" => self.align(value),
            "white-space" => self.is_pre = value.starts_with("pre") || value == "break-spaces",
            "overflow" | "overflow-y" | "overflow-x" => clues.clips |= value.contains("hidden"),
            "height" | "max-height" | "width" | "max-width" => {
                clues.is_flat |= length(value).is_some_and(|it| it < 2.0);
            }
            "line-height" => clues.is_flat |= length(value) == Some(0.0),
            "position" => clues.is_out_of_flow |= matches!(value, "absolute" | "fixed"),
            "left" | "top" | "right" | "bottom" | "margin-left" | "margin-top" => {
                clues.is_far_away |= length(value).is_some_and(|it| it <= -300.0);
            }
            "text-indent" => self.is_hidden |= length(value).is_some_and(|it| it <= -300.0),
            "clip" => self.is_hidden |= value.replace([' ', ','], "").starts_with("rect(0"),
            "clip-path" => {
                self.is_hidden |= value.contains("inset(50%") || value.contains("circle(0")
            }
            "transform" => self.is_hidden |= value.replace(' ', "").contains("scale(0)"),
            _ => (),
        }
    }

    /// The colour of text.
    pub fn set_color(&mut self, value: &str) {
        match color::read(value) {
            Some(Paint::Solid(rgb)) => {
                self.color = Some(rgb);
                self.look.color = Some(rgb);
            }
            Some(Paint::Clear) => self.is_hidden = true,
            None => (),
        }
    }

    /// The colour of the ground.
    pub fn set_ground(&mut self, value: &str) {
        if let Some(Paint::Solid(rgb)) = color::read(value) {
            self.ground = Some(rgb);
        }
    }

    fn background(&mut self, value: &str) {
        if value.contains("url(") || value.contains("gradient") {
            self.ground = None;
            return;
        }
        value
            .split_ascii_whitespace()
            .for_each(|it| self.set_ground(it));
        if value.contains('(') {
            self.set_ground(value);
        }
    }

    fn weight(&mut self, value: &str) {
        let number = value.parse::<u32>().ok();
        self.look.is_bold = match value {
            "bold" | "bolder" => true,
            "normal" | "lighter" => false,
            _ => number.map_or(self.look.is_bold, |it| it >= 600),
        };
    }

    /// On which side text stands.
    pub fn align(&mut self, value: &str) {
        self.side = match value {
            "center" | "middle" | "-webkit-center" => Side::Middle,
            "right" | "end" => Side::End,
            "left" | "start" | "justify" => Side::Start,
            _ => self.side,
        };
    }

    /// Whether nobody could see text here.
    pub fn hides(&self) -> bool {
        let is_on_its_like = match (self.color, self.ground) {
            (Some(color), Some(ground)) => color::contrast(color, ground) < LEAST_CONTRAST,
            // The usual text is black.
            (None, Some(ground)) => color::contrast([0; 3], ground) < LEAST_CONTRAST,
            _ => false,
        };
        self.is_hidden || is_on_its_like
    }
}

/// A length in logical pixels, roughly.
pub(super) fn length(value: &str) -> Option<f32> {
    let value = value.trim();
    let end = value
        .find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | '-' | '+')))
        .unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(end)?;
    let number: f32 = number.parse().ok()?;
    let by = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" => 16.0,
        "cm" => 38.0,
        "mm" => 3.8,
        "in" => 96.0,
        "%" if number == 0.0 => 0.0,
        "vw" | "vh" => 10.0,
        _ => return None,
    };
    Some(number * by)
}
