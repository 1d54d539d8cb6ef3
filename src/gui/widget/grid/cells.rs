//! The shaped words of the cells in sight.

use super::super::shape::{Paragraph, Shape};
use crate::gui::theme;
use std::collections::HashMap;

/// Above so many, words that were not drawn of late are forgotten.
const MANY: usize = 1500;
/// Frames for which words are kept then.
const LATE: u64 = 3;

#[derive(Default)]
pub(super) struct Cells {
    shaped: HashMap<(String, bool, u32), (Paragraph, u64)>,
    frame: u64,
}

impl Cells {
    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
        if self.shaped.len() > MANY {
            let frame = self.frame;
            self.shaped.retain(|_, it| it.1 + LATE >= frame);
        }
    }

    /// Words, shortened to their room.
    pub(super) fn get(&mut self, words: &str, is_bold: bool, room: f32) -> &Paragraph {
        let frame = self.frame;
        let key = (words.to_owned(), is_bold, room.to_bits());
        let entry = self.shaped.entry(key).or_insert_with(|| {
            let font = match is_bold {
                true => theme::UI_BOLD,
                false => theme::UI,
            };
            let shape = Shape {
                font,
                ..Shape::default()
            };
            (shape.cut(words, room), frame)
        });
        entry.1 = frame;
        &entry.0
    }
}
