//! Words on one line, shortened with an ellipsis to the room that they have.

use crate::gui::theme::{SIZE, UI, UI_BOLD};
use iced::advanced::text::{self, Paragraph as _};
use iced::widget::{container, responsive, text as words_of};
use iced::{Element, Fill, Font, Length, Pixels, Point, Size, alignment};

type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// Words in a place `height` pixels high.
pub fn shortened<'a, M: 'a>(words: String, width: Length, height: f32) -> Element<'a, M> {
    in_font(words, (width, height), UI)
}

/// The same in bold.
pub fn bold<'a, M: 'a>(words: String, width: Length, height: f32) -> Element<'a, M> {
    in_font(words, (width, height), UI_BOLD)
}

fn in_font<'a, M: 'a>(words: String, (width, height): (Length, f32), font: Font) -> Element<'a, M> {
    let shown = responsive(move |room| {
        let line = words_of(shorten(&words, room.width, font))
            .size(SIZE)
            .font(font)
            .wrapping(text::Wrapping::None);
        container(line)
            .align_y(alignment::Vertical::Center)
            .height(Fill)
            .into()
    });
    container(shown.width(Fill))
        .width(width)
        .height(height)
        .clip(true)
        .into()
}

fn shape(words: &str, font: Font) -> Paragraph {
    Paragraph::with_text(text::Text {
        content: words,
        bounds: Size::INFINITE,
        size: Pixels(SIZE),
        line_height: text::LineHeight::default(),
        font,
        align_x: text::Alignment::Left,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Advanced,
        wrapping: text::Wrapping::None,
    })
}

fn shorten(words: &str, room: f32, font: Font) -> String {
    let first = words.lines().next().unwrap_or_default();
    let whole = shape(first, font);
    if whole.min_bounds().width <= room && first.len() == words.len() {
        return words.to_owned();
    }
    let end = Point::new((room - SIZE).max(0.0), SIZE / 2.0);
    let mut at = whole
        .hit_test(end)
        .map_or(0, text::Hit::cursor)
        .min(first.len());
    while !first.is_char_boundary(at) {
        at -= 1;
    }
    format!("{}…", first.get(..at).unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_room_is_shortened() {
        assert_eq!(shorten("kurz", 400.0, UI), "kurz");
        let cut = shorten(&"Größe ".repeat(50), 120.0, UI);
        assert!(cut.ends_with('…') && cut.chars().count() < 30, "{cut}");
        assert_eq!(shorten("erste\nzweite", 400.0, UI), "erste…");
        assert_eq!(shorten("lang", 1.0, UI), "…");
    }
}
