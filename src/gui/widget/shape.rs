//! Shaped text. The software renderer's `fill_text` neither clips nor honours "no wrapping", so the
//! kit draws paragraphs; they must live in the widget's state until the frame is shown.

use crate::gui::theme::{self, SIZE};
use iced::advanced::text::{self, Paragraph as _};
use iced::{Font, Pixels, Size, alignment};

/// Text that is ready to be drawn.
pub(super) type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// What text is shaped with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub(super) size: f32,
    pub(super) font: Font,
    /// Longer lines are broken between words.
    pub(super) width: f32,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            size: SIZE,
            font: theme::UI,
            width: f32::INFINITY,
        }
    }
}

impl Shape {
    fn text<C>(self, content: C) -> text::Text<C, Font> {
        text::Text {
            content,
            bounds: Size::new(self.width, f32::INFINITY),
            size: Pixels(self.size),
            line_height: text::LineHeight::default(),
            font: self.font,
            align_x: text::Alignment::Left,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: match self.width.is_finite() {
                true => text::Wrapping::WordOrGlyph,
                false => text::Wrapping::None,
            },
        }
    }

    pub(super) fn of(self, words: &str) -> Paragraph {
        Paragraph::with_text(self.text(words))
    }

    /// Shapes several pieces as one text, so that the place of each can be asked for.
    pub(super) fn of_pieces(self, pieces: &[&str]) -> Paragraph {
        let spans: Vec<text::Span<'_, ()>> = pieces.iter().map(|it| text::Span::new(*it)).collect();
        Paragraph::with_spans(self.text(spans.as_slice()))
    }

    /// Shapes one line and shortens it with an ellipsis to `room`.
    pub(super) fn cut(self, words: &str, room: f32) -> Paragraph {
        let whole = self.of(words);
        if whole.min_bounds().width <= room {
            return whole;
        }
        let ellipsis = self.size * 0.85;
        let end = iced::Point::new((room - ellipsis).max(0.0), self.size / 2.0);
        let at = whole.hit_test(end).map_or(0, text::Hit::cursor);
        let kept = words.get(..floor(words, at)).unwrap_or_default();
        self.of(&format!("{}…", kept.trim_end()))
    }
}

/// The end of a character at or before `at`.
fn floor(words: &str, at: usize) -> usize {
    let at = at.min(words.len());
    (0..=at)
        .rev()
        .find(|it| words.is_char_boundary(*it))
        .unwrap_or(0)
}
