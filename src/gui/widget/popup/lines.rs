//! The lines of a list over everything else, and which of them the bar is on.

use super::super::label;
use super::super::shape::{Paragraph, Shape};
use super::{APART, INDENT, ROW, SHOWN, TICK};
use iced::advanced::text::Paragraph as _;
use iced::keyboard::key::Named;

/// A line of the list; `&` marks its access key.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Item {
    pub(in super::super) words: String,
    pub(in super::super) is_enabled: bool,
    /// It is ticked or not, as something that can be turned on and off.
    pub(in super::super) tick: Option<bool>,
    /// The key that does the same.
    pub(in super::super) key: String,
    /// A line parts it from what stands above.
    pub(in super::super) is_parted: bool,
}

impl Item {
    /// An item that can be chosen.
    pub(in super::super) fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            is_enabled: true,
            tick: None,
            key: String::new(),
            is_parted: false,
        }
    }
}

/// What is remembered while the list is open.
#[derive(Default)]
pub(in super::super) struct State {
    pub(super) is_open: bool,
    pub(super) at: Option<usize>,
    pub(super) offset: f32,
    room: f32,
    pub(super) lines: Vec<Line>,
}

/// An item as it is shown.
pub(super) struct Line {
    pub(super) item: Item,
    pub(super) words: Paragraph,
    /// Where the line under the letter of the access key begins and ends.
    pub(super) under: Option<(f32, f32)>,
    pub(super) key: Option<Paragraph>,
}

impl Line {
    fn new(item: Item, room: f32) -> Self {
        let plain = label::plain(&item.words);
        let words = Shape::default().cut(&plain, room);
        let key = (!item.key.is_empty()).then(|| Shape::default().of(&item.key));
        let before = label::before_key(&item.words).map(|it| it.chars().count());
        let under = before.and_then(|at| {
            let begin = words.grapheme_position(0, at)?.x;
            let end = words.grapheme_position(0, at + 1)?.x;
            Some((begin, end))
        });
        Self {
            item,
            words,
            under,
            key,
        }
    }
}

impl State {
    pub(in super::super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens the list with the bar on an item.
    pub(in super::super) fn open(&mut self, at: Option<usize>) {
        self.is_open = true;
        self.at = at;
        self.offset = 0.0;
    }

    pub(in super::super) fn close(&mut self) {
        self.is_open = false;
    }

    pub(super) fn refresh(&mut self, items: &[Item]) {
        if !self.lines.iter().map(|it| &it.item).eq(items) {
            let line = |it: &Item| Line::new(it.clone(), self.room);
            self.lines = items.iter().map(line).collect();
        }
    }

    /// Shapes the words for so much room, if it is another than before.
    pub(super) fn fit(&mut self, room: f32) {
        if self.room != room {
            self.room = room;
            let lines = std::mem::take(&mut self.lines);
            let line = |it: Line| Line::new(it.item, room);
            self.lines = lines.into_iter().map(line).collect();
        }
    }

    /// Room before the words: more where there are ticks.
    pub(super) fn indent(&self) -> f32 {
        match self.lines.iter().any(|it| it.item.tick.is_some()) {
            true => INDENT + TICK + 4.0,
            false => INDENT,
        }
    }

    /// Room behind the words for the keys.
    pub(super) fn keys_room(&self) -> f32 {
        let keys = self.lines.iter().filter_map(|it| it.key.as_ref());
        let keys = keys.map(|it| it.min_bounds().width);
        match keys.fold(0.0, f32::max) {
            0.0 => 0.0,
            wide => wide + APART,
        }
    }

    pub(super) fn reveal(&mut self, height: f32) {
        let Some(at) = self.at else { return };
        let top = at as f32 * ROW;
        self.offset = self.offset.clamp((top + ROW - height).max(0.0), top);
    }

    pub(super) fn scroll(&mut self, by: f32, height: f32) {
        let last = (self.lines.len() as f32 * ROW - height).max(0.0);
        self.offset = (self.offset + by).clamp(0.0, last);
    }

    /// The next item that can be chosen, from `from` on in one direction.
    fn next(&self, from: usize, is_forward: bool) -> Option<usize> {
        let is_enabled = |at: &usize| self.lines.get(*at).is_some_and(|it| it.item.is_enabled);
        match is_forward {
            true => (from..self.lines.len()).find(is_enabled),
            false => (0..=from).rev().find(is_enabled),
        }
    }

    pub(super) fn moved(&self, key: Named) -> Option<usize> {
        let last = self.lines.len().checked_sub(1)?;
        let at = match (key, self.at) {
            (Named::ArrowDown, None) | (Named::Home, _) => self.next(0, true),
            (Named::ArrowDown, Some(at)) => self.next(at + 1, true),
            (Named::ArrowUp, Some(at)) => at.checked_sub(1).and_then(|it| self.next(it, false)),
            (Named::ArrowUp, None) | (Named::End, _) => self.next(last, false),
            (Named::PageDown, at) => self.next((at.unwrap_or(0) + SHOWN - 1).min(last), false),
            (Named::PageUp, at) => self.next(at.unwrap_or(0).saturating_sub(SHOWN - 1), true),
            _ => return None,
        };
        at.or(self.at)
    }

    /// The item that a typed letter means, and whether it is its access key.
    pub(super) fn typed(&self, letters: &str) -> Option<(usize, bool)> {
        let letter = letters.to_lowercase();
        let is_key =
            |it: &Item| label::access_key(&it.words).map(String::from) == Some(letter.clone());
        let starts = |it: &Item| label::plain(&it.words).to_lowercase().starts_with(&letter);
        let enabled = || {
            self.lines
                .iter()
                .enumerate()
                .filter(|it| it.1.item.is_enabled)
        };
        if let Some((at, _)) = enabled().find(|it| is_key(&it.1.item)) {
            return Some((at, true));
        }
        let after = self.at.map_or(0, |it| it + 1);
        let mut round = enabled().skip_while(|it| it.0 < after).chain(enabled());
        round.find(|it| starts(&it.1.item)).map(|it| (it.0, false))
    }
}
