//! What of a page is in sight: the first row, how much of it is hidden above, the rows that are laid
//! out.

use super::laid::{LINE, Laid};
use super::page::{LETTER, Page, RowKind};
use crate::gui::theme::{self, SIZE, Tokens};
use iced::{Point, Rectangle, Size};
use std::collections::HashMap;

/// Room at the sides.
pub(super) const PAD: f32 = 14.0;
/// Width of the scroll bar.
pub(super) const BAR: f32 = 14.0;
/// The least height of its thumb.
const THUMB: f32 = 28.0;
/// Rows that stay laid out.
const MANY: usize = 600;

/// See the module.
pub(super) struct Sight {
    size: Size,
    tokens: &'static Tokens,
    /// Heights of the rows: known, or guessed.
    heights: Vec<f32>,
    total: f64,
    laid: HashMap<usize, Laid>,
    top: usize,
    /// Pixels of the first row that are hidden above.
    hidden: f32,
}

impl Default for Sight {
    fn default() -> Self {
        Self {
            size: Size::ZERO,
            tokens: &theme::LIGHT,
            heights: Vec::new(),
            total: 0.0,
            laid: HashMap::new(),
            top: 0,
            hidden: 0.0,
        }
    }
}

impl Sight {
    fn room(&self) -> f32 {
        self.size.width - 2.0 * PAD - BAR
    }

    /// Takes the size of the widget; another width lays everything out anew.
    pub(super) fn resize(&mut self, page: &Page, size: Size) {
        let is_new = self.heights.len() != page.rows.len();
        if is_new || (size.width - self.size.width).abs() > 0.5 {
            self.size = size;
            self.forget(page);
        }
        self.size = size;
        self.settle(page);
    }

    /// Takes the colours; others lay everything out anew.
    pub(super) fn dress(&mut self, page: &Page, tokens: &'static Tokens) {
        if !std::ptr::eq(self.tokens, tokens) {
            self.tokens = tokens;
            self.forget(page);
            self.settle(page);
        }
    }

    fn forget(&mut self, page: &Page) {
        self.laid.clear();
        let room = self.room().max(40.0);
        self.heights = page
            .rows
            .iter()
            .map(|row| match &row.kind {
                RowKind::Text(runs, size) => {
                    let letters: usize = runs.iter().map(|it| it.text.len()).sum();
                    let lines = (letters as f32 * LETTER * size / SIZE / room)
                        .ceil()
                        .max(1.0);
                    row.gap + lines * size * LINE
                }
                RowKind::Rule => row.gap + 9.0,
                RowKind::Picture(at) => match page.pictures.get(*at) {
                    Some(Some(it)) => row.gap + 6.0 + it.height * (room / it.width).min(1.0),
                    _ => row.gap,
                },
                RowKind::Cells(..) => row.gap + SIZE * LINE + 8.0,
            })
            .collect();
        self.total = self.heights.iter().map(|it| f64::from(*it)).sum();
    }

    /// A row, laid out.
    pub(super) fn laid(&mut self, page: &Page, row: usize) -> Option<&Laid> {
        if !self.laid.contains_key(&row) {
            let source = page.rows.get(row)?;
            let laid = Laid::new(page, source, self.room(), self.tokens);
            if let Some(height) = self.heights.get_mut(row) {
                self.total += f64::from(laid.height - *height);
                *height = laid.height;
            }
            if self.laid.len() > MANY {
                let (top, many) = (self.top, MANY / 2);
                self.laid.retain(|at, _| at.abs_diff(top) < many);
            }
            self.laid.insert(row, laid);
        }
        self.laid.get(&row)
    }

    fn height(&mut self, page: &Page, row: usize) -> f32 {
        self.laid(page, row).map_or(0.0, |it| it.height)
    }

    fn visible(&self) -> f32 {
        self.size.height - 2.0 * PAD
    }

    /// Brings the first row and what is hidden of it to where they can be.
    fn settle(&mut self, page: &Page) {
        let last = page.rows.len().saturating_sub(1);
        self.top = self.top.min(last);
        while self.hidden < 0.0 && self.top > 0 {
            self.top -= 1;
            self.hidden += self.height(page, self.top);
        }
        self.hidden = self.hidden.max(0.0);
        while self.top < last && self.hidden >= self.height(page, self.top) {
            self.hidden -= self.height(page, self.top);
            self.top += 1;
        }
        // The end stands at the bottom, or the beginning at the top.
        let mut below = -self.hidden;
        let visible = self.visible();
        for row in self.top..page.rows.len() {
            below += self.height(page, row);
            if below >= visible {
                return;
            }
        }
        let mut missing = visible - below;
        while missing > 0.0 {
            if self.hidden >= missing {
                self.hidden -= missing;
                return;
            }
            missing -= self.hidden;
            self.hidden = 0.0;
            if self.top == 0 {
                return;
            }
            self.top -= 1;
            self.hidden = self.height(page, self.top);
        }
    }

    /// Scrolls by so many pixels, downwards if positive.
    pub(super) fn scroll(&mut self, page: &Page, by: f32) {
        self.hidden += by;
        self.settle(page);
    }

    /// Goes to the beginning or to the end.
    pub(super) fn jump(&mut self, page: &Page, is_end: bool) {
        self.top = if is_end { page.rows.len() } else { 0 };
        self.hidden = 0.0;
        self.settle(page);
    }

    /// Brings a row into view.
    pub(super) fn reveal(&mut self, page: &Page, row: usize) {
        let bounds = Rectangle::with_size(self.size);
        let is_whole = self
            .place_of(row, bounds)
            .is_some_and(|it| it.y >= PAD && it.y + it.height <= self.size.height - PAD);
        if !is_whole {
            self.top = row;
            self.hidden = -self.visible() / 3.0;
            self.settle(page);
        }
    }

    /// How far a page is scrolled by with Page Up and Page Down.
    pub(super) fn leaf(&self) -> f32 {
        (self.visible() - 2.0 * SIZE * LINE).max(20.0)
    }

    /// The rows in sight and their places. Rows that are not laid out count with their guess.
    pub(super) fn rows(&self, bounds: Rectangle) -> Vec<(usize, Rectangle)> {
        let mut rows = Vec::new();
        let mut y = bounds.y + PAD - self.hidden;
        for (row, height) in self.heights.iter().enumerate().skip(self.top) {
            if y >= bounds.y + bounds.height {
                break;
            }
            let place = Rectangle {
                x: bounds.x + PAD,
                y,
                width: self.room(),
                height: *height,
            };
            rows.push((row, place));
            y += height;
        }
        rows
    }

    /// The same, each laid out.
    pub(super) fn lay_out(&mut self, page: &Page, bounds: Rectangle) -> Vec<(usize, Rectangle)> {
        let mut y = bounds.y + PAD - self.hidden;
        let mut row = self.top;
        while y < bounds.y + bounds.height && row < page.rows.len() {
            y += self.height(page, row);
            row += 1;
        }
        self.rows(bounds)
    }

    /// Where a row is, if it is in sight.
    pub(super) fn place_of(&self, row: usize, bounds: Rectangle) -> Option<Rectangle> {
        let found = self.rows(bounds).into_iter().find(|it| it.0 == row);
        found.map(|it| it.1)
    }

    /// Where the words of a row stand, as far as they are laid out.
    pub(super) fn words_of(&self, row: usize, place: Rectangle) -> Rectangle {
        let pieces = self.laid.get(&row).map(|it| &it.pieces);
        let bounds = |it: &super::laid::Piece| {
            let size = iced::advanced::text::Paragraph::min_bounds(&it.paragraph);
            Rectangle::new(Point::new(place.x + it.at.x, place.y + it.at.y), size)
        };
        let all = pieces.into_iter().flatten().map(bounds);
        all.reduce(|one, other| one.union(&other)).unwrap_or(place)
    }

    /// The row in sight at a height of the window: the nearest one.
    pub(super) fn row_at(&self, y: f32, bounds: Rectangle) -> Option<(usize, Rectangle)> {
        let rows = self.rows(bounds);
        let hit = rows.iter().find(|it| y < it.1.y + it.1.height);
        hit.or(rows.last()).copied()
    }

    fn above(&self) -> f64 {
        let rows: f64 = self
            .heights
            .iter()
            .take(self.top)
            .map(|it| f64::from(*it))
            .sum();
        rows + f64::from(self.hidden)
    }

    /// The channel of the scroll bar.
    pub(super) fn channel(&self, bounds: Rectangle) -> Rectangle {
        Rectangle {
            x: bounds.x + bounds.width - BAR,
            width: BAR,
            ..bounds
        }
    }

    /// Its thumb; `None` where everything is in sight.
    pub(super) fn thumb(&self, bounds: Rectangle) -> Option<Rectangle> {
        let visible = f64::from(self.visible());
        if self.total <= visible + 1.0 {
            return None;
        }
        let channel = self.channel(bounds);
        let room = f64::from(channel.height - 4.0);
        let height = (room * visible / self.total)
            .max(f64::from(THUMB))
            .min(room);
        let share = (self.above() / (self.total - visible)).clamp(0.0, 1.0);
        Some(Rectangle {
            x: channel.x + 3.0,
            y: channel.y + 2.0 + ((room - height) * share) as f32,
            width: BAR - 6.0,
            height: height as f32,
        })
    }

    /// Scrolls so that the upper end of the thumb stands at `y`.
    pub(super) fn drag_to(&mut self, page: &Page, y: f32, bounds: Rectangle) {
        let Some(thumb) = self.thumb(bounds) else {
            return;
        };
        let room = (bounds.height - 4.0 - thumb.height).max(1.0);
        let share = f64::from(((y - bounds.y - 2.0) / room).clamp(0.0, 1.0));
        let mut left = share * (self.total - f64::from(self.visible()));
        self.top = 0;
        for height in &self.heights {
            if left < f64::from(*height) {
                break;
            }
            left -= f64::from(*height);
            self.top += 1;
        }
        self.hidden = left as f32;
        self.settle(page);
    }

    pub(super) fn is_over_bar(&self, point: Point, bounds: Rectangle) -> bool {
        self.thumb(bounds).is_some() && self.channel(bounds).contains(point)
    }
}
