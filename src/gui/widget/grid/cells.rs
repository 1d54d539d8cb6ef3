//! The shaped words of the cells in sight.
//!
//! Every word is shaped and kept by itself: words come again in many rows. And the software renderer
//! draws a paragraph much faster without blanks, as it sets the hinting of a font up anew for each
//! paragraph in which it meets a glyph without a picture.

use super::super::shape::{Paragraph, Shape};
use crate::gui::theme;
use iced::Point;
use iced::advanced::text::{Hit, Paragraph as _};
use std::collections::HashMap;
use std::rc::Rc;

/// Above so many, what was not drawn of late is forgotten.
const MANY: usize = 3000;
/// Frames for which it is kept then.
const LATE: u64 = 3;
/// More letters of a word are never seen in a cell.
const LONGEST: usize = 1000;

/// One line of words, each with its place.
#[derive(Default)]
pub(super) struct Line {
    pub(super) words: Vec<(f32, Paragraph)>,
    pub(super) width: f32,
    pub(super) height: f32,
}

type Kept<K, V> = HashMap<K, (V, u64)>;

#[derive(Default)]
pub(super) struct Cells {
    words: Kept<(String, bool), Paragraph>,
    lines: Kept<(String, bool, u32), Rc<Line>>,
    /// Widths of a blank: usual, bold.
    blanks: [Option<f32>; 2],
    frame: u64,
}

fn forget<K, V>(kept: &mut Kept<K, V>, frame: u64) {
    if kept.len() > MANY {
        kept.retain(|_, it| it.1 + LATE >= frame);
    }
}

fn shape(is_bold: bool) -> Shape {
    let font = match is_bold {
        true => theme::UI_BOLD,
        false => theme::UI,
    };
    Shape {
        font,
        ..Shape::default()
    }
}

/// Whether words may run from right to left: their order is not that of the text.
fn is_turned(text: &str) -> bool {
    let ranges = ['\u{590}'..='\u{8ff}', '\u{fb1d}'..='\u{feff}'];
    text.chars()
        .any(|it| it >= '\u{590}' && ranges.iter().any(|range| range.contains(&it)))
}

impl Cells {
    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
        forget(&mut self.words, self.frame);
        forget(&mut self.lines, self.frame);
    }

    /// Words, shortened to their room.
    pub(super) fn get(&mut self, text: &str, is_bold: bool, room: f32) -> Rc<Line> {
        let key = (text.to_owned(), is_bold, room.to_bits());
        if let Some(kept) = self.lines.get_mut(&key) {
            kept.1 = self.frame;
            return kept.0.clone();
        }
        let line = Rc::new(match is_turned(text) {
            true => whole(text, is_bold, room),
            false => self.line(text, is_bold, room),
        });
        self.lines.insert(key, (line.clone(), self.frame));
        line
    }

    fn word(&mut self, word: &str, is_bold: bool) -> Paragraph {
        let shaped = self
            .words
            .entry((word.to_owned(), is_bold))
            .or_insert_with(|| (shape(is_bold).of(word), 0));
        shaped.1 = self.frame;
        shaped.0.clone()
    }

    fn blank(&mut self, is_bold: bool) -> f32 {
        let width = |it: &str| shape(is_bold).of(it).min_bounds().width;
        let [usual, bold] = &mut self.blanks;
        let kept = if is_bold { bold } else { usual };
        *kept.get_or_insert_with(|| width("n n") - width("nn"))
    }

    fn line(&mut self, text: &str, is_bold: bool, room: f32) -> Line {
        let blank = self.blank(is_bold);
        let mut line = Line::default();
        let mut placed: Vec<(f32, &str)> = Vec::new();
        let mut x = 0.0;
        for word in text.split(char::is_whitespace) {
            if word.is_empty() {
                x += blank;
                continue;
            }
            let end = word.char_indices().nth(LONGEST);
            let word = end.and_then(|it| word.get(..it.0)).unwrap_or(word);
            let shaped = self.word(word, is_bold);
            let size = shaped.min_bounds();
            placed.push((x, word));
            line.words.push((x, shaped));
            line.width = x + size.width;
            line.height = line.height.max(size.height);
            if line.width > room {
                self.shorten(&mut line, &placed, is_bold, room);
                break;
            }
            x = line.width + blank;
        }
        line
    }

    /// Takes away from the end until an ellipsis fits behind what is left.
    fn shorten(&mut self, line: &mut Line, placed: &[(f32, &str)], is_bold: bool, room: f32) {
        let ellipsis = self.word("…", is_bold).min_bounds().width;
        for (x, word) in placed.iter().rev() {
            line.words.pop();
            let room = room - x - ellipsis;
            if room < 0.0 && *x > 0.0 {
                continue;
            }
            let shaped = self.word(word, is_bold);
            let size = shaped.min_bounds();
            let at = match size.width <= room {
                true => word.len(),
                false => shaped
                    .hit_test(Point::new(room.max(0.0), size.height / 2.0))
                    .map_or(0, Hit::cursor),
            };
            let mut kept = word.get(..floor(word, at)).unwrap_or_default();
            let mut cut = shape(is_bold).of(&format!("{kept}…"));
            // The place that was hit may lie in the second half of a letter.
            while cut.min_bounds().width > room + ellipsis && !kept.is_empty() {
                let end = kept.char_indices().next_back().map_or(0, |it| it.0);
                kept = kept.get(..end).unwrap_or_default();
                cut = shape(is_bold).of(&format!("{kept}…"));
            }
            if kept.is_empty() && *x > 0.0 {
                continue;
            }
            line.width = x + cut.min_bounds().width;
            line.words.push((*x, cut));
            return;
        }
    }
}

/// The end of a character at or before `at`.
fn floor(words: &str, at: usize) -> usize {
    let at = at.min(words.len());
    let mut ends = (0..=at).rev();
    ends.find(|it| words.is_char_boundary(*it)).unwrap_or(0)
}

/// A text in one piece.
fn whole(text: &str, is_bold: bool, room: f32) -> Line {
    let shaped = shape(is_bold).cut(text, room);
    let size = shaped.min_bounds();
    Line {
        words: vec![(0.0, shaped)],
        width: size.width,
        height: size.height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shortened_to_their_room() {
        let mut cells = Cells::default();
        let text = "Rückfrage zur Deckungszusage der Rechtsschutzversicherung";
        let long = cells.get(text, false, f32::INFINITY);
        assert_eq!(long.words.len(), 5);
        for room in [5.0, 13.0, 20.0, 60.0, 61.5, 100.0, 180.0, 250.0] {
            let line = cells.get(text, false, room);
            assert!(line.width <= room.max(15.0), "{} of {room}", line.width);
            assert!(!line.words.is_empty());
            assert!(line.width > room - 90.0);
        }
        let whole = cells.get(text, false, long.width);
        assert_eq!(whole.width, long.width);
    }

    #[test]
    fn any_text_has_a_line() {
        let mut cells = Cells::default();
        let endless = "x".repeat(100_000);
        for text in [
            "",
            "   ",
            "\u{202e}שלום עולם abc",
            "a\u{0}b\tc\n",
            "👩‍👩‍👧 ß",
            &endless,
        ] {
            for room in [0.0, 4.0, 33.3, 500.0] {
                let line = cells.get(text, true, room);
                assert!(line.width.is_finite(), "{text:?}");
            }
        }
        assert!(is_turned("שלום") && !is_turned("Größe 7 €"));
    }
}
