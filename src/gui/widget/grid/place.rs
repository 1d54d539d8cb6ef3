//! Where the parts of a table are.

use super::{Column, HEAD, ROW};
use iced::Rectangle;
use std::ops::Range;

/// Width of the scroll bar.
const BAR: f32 = 14.0;
/// The least height of its thumb.
const THUMB: f32 = 28.0;
/// How near to the edge of a column the mouse has to be to draw it.
const NEAR: f32 = 4.0;

/// Where a column begins and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) x: f32,
    pub(super) width: f32,
}

/// The parts of a table of a certain size.
pub(super) struct Place {
    pub(super) bounds: Rectangle,
    pub(super) columns: Vec<Span>,
    count: usize,
}

/// The widths of columns in so much room.
fn widths(columns: &[Column], room: f32) -> Vec<f32> {
    let fixed: f32 = columns
        .iter()
        .filter(|it| !it.flex)
        .map(|it| it.width)
        .sum();
    let flexible = columns.iter().filter(|it| it.flex).count().max(1) as f32;
    let mut widths: Vec<f32> = columns
        .iter()
        .map(|it| match it.flex {
            true => ((room - fixed) / flexible).max(it.min),
            false => it.width,
        })
        .collect();
    let surplus = widths.iter().sum::<f32>() - room;
    let spare = |it: (&f32, &Column)| (it.0 - it.1.min).max(0.0);
    let spares: Vec<f32> = widths.iter().zip(columns).map(spare).collect();
    let all: f32 = spares.iter().sum();
    // Where there is not enough room, all give of what they have above their least.
    if surplus > 0.0 && all > 0.0 {
        let share = (surplus / all).min(1.0);
        for (width, spare) in widths.iter_mut().zip(&spares) {
            *width -= spare * share;
        }
    }
    widths
}

impl Place {
    pub(super) fn new(bounds: Rectangle, columns: &[Column], count: usize) -> Self {
        let mut x = bounds.x;
        let place = |width: f32| {
            let span = Span { x, width };
            x += width;
            span
        };
        let columns = widths(columns, bounds.width - BAR);
        let columns = columns.into_iter().map(place).collect();
        Self {
            bounds,
            columns,
            count,
        }
    }

    /// The part below the head.
    pub(super) fn body(&self) -> Rectangle {
        Rectangle {
            y: self.bounds.y + HEAD,
            height: (self.bounds.height - HEAD).max(0.0),
            ..self.bounds
        }
    }

    pub(super) fn whole_head(&self) -> Rectangle {
        Rectangle {
            height: HEAD,
            ..self.bounds
        }
    }

    pub(super) fn head(&self, span: Span) -> Rectangle {
        Rectangle {
            x: span.x,
            width: span.width,
            ..self.whole_head()
        }
    }

    /// The channel of the scroll bar.
    pub(super) fn channel(&self) -> Rectangle {
        let body = self.body();
        Rectangle {
            x: body.x + body.width - BAR,
            width: BAR,
            ..body
        }
    }

    /// How far the rows can be scrolled.
    pub(super) fn last_offset(&self) -> f64 {
        let all = self.count as f64 * f64::from(ROW);
        (all - f64::from(self.body().height)).max(0.0)
    }

    pub(super) fn clamped(&self, offset: f64) -> f64 {
        offset.clamp(0.0, self.last_offset())
    }

    /// The offset next to this one at which a row is wholly in sight.
    pub(super) fn revealed(&self, row: usize, offset: f64) -> f64 {
        let top = row as f64 * f64::from(ROW);
        let bottom = top + f64::from(ROW) - f64::from(self.body().height);
        let offset = match offset {
            _ if offset > top => top,
            _ if offset < bottom => bottom,
            _ => offset,
        };
        self.clamped(offset)
    }

    /// Rows that are wholly seen at once.
    pub(super) fn page(&self) -> usize {
        ((self.body().height / ROW) as usize).max(1)
    }

    /// The rows in sight.
    pub(super) fn rows(&self, offset: f64) -> Range<usize> {
        let first = (offset / f64::from(ROW)) as usize;
        let last = first + (self.body().height / ROW) as usize + 2;
        first.min(self.count)..last.min(self.count)
    }

    pub(super) fn row(&self, row: usize, offset: f64) -> Rectangle {
        let body = self.body();
        Rectangle {
            y: body.y + (row as f64 * f64::from(ROW) - offset) as f32,
            height: ROW,
            ..body
        }
    }

    pub(super) fn cell(&self, row: usize, offset: f64, span: Span) -> Rectangle {
        Rectangle {
            x: span.x,
            width: span.width,
            ..self.row(row, offset)
        }
    }

    /// The row at this height of the window.
    pub(super) fn row_at(&self, y: f32, offset: f64) -> Option<usize> {
        let from = f64::from(y - self.body().y) + offset;
        let row = (from / f64::from(ROW)) as usize;
        (from >= 0.0 && row < self.count).then_some(row)
    }

    pub(super) fn column_at(&self, x: f32) -> Option<usize> {
        let is_in = |it: &Span| x >= it.x && x < it.x + it.width;
        self.columns.iter().position(is_in)
    }

    /// The column whose right edge is here, with its width.
    pub(super) fn edge(&self, x: f32) -> Option<(usize, f32)> {
        let mut all = self.columns.iter().enumerate();
        let hit = all.find(|it| (x - it.1.x - it.1.width).abs() < NEAR);
        hit.map(|it| (it.0, it.1.width))
    }

    /// The thumb of the scroll bar, where there is more than fits.
    pub(super) fn thumb(&self, offset: f64) -> Option<Rectangle> {
        let last = self.last_offset();
        if last <= 0.0 {
            return None;
        }
        let channel = self.channel();
        let seen = f64::from(channel.height);
        let height = (seen * seen / (last + seen)) as f32;
        let height = height.max(THUMB).min(channel.height);
        Some(Rectangle {
            x: channel.x + 3.0,
            y: channel.y + (f64::from(channel.height - height) * offset / last) as f32,
            width: BAR - 6.0,
            height,
        })
    }

    /// The offset at which the thumb begins at this height of the window.
    pub(super) fn offset_at(&self, y: f32, thumb: Rectangle) -> f64 {
        let channel = self.channel();
        let way = (channel.height - thumb.height).max(1.0);
        let share = ((y - channel.y) / way).clamp(0.0, 1.0);
        self.last_offset() * f64::from(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(width: f32, min: f32, flex: bool) -> Column {
        Column {
            title: String::new(),
            width,
            min,
            flex,
            right: false,
        }
    }

    #[test]
    fn columns_fill_the_room_and_give_way() {
        let columns = [column(100.0, 40.0, false), column(0.0, 50.0, true)];
        assert_eq!(widths(&columns, 300.0), [100.0, 200.0]);
        assert_eq!(widths(&columns, 120.0), [70.0, 50.0]);
        assert_eq!(widths(&columns, 10.0), [40.0, 50.0]);
    }

    #[test]
    fn the_last_of_very_many_rows_is_reached_to_the_pixel() {
        let bounds = Rectangle::with_size(iced::Size::new(400.0, HEAD + 10.0 * ROW));
        let place = Place::new(bounds, &[column(100.0, 40.0, true)], 10_000_000);
        let offset = place.revealed(9_999_999, 0.0);
        assert_eq!(place.rows(offset).end, 10_000_000);
        let last = place.row(9_999_999, offset);
        assert_eq!(last.y + last.height, bounds.height);
        assert_eq!(place.row_at(last.y + 1.0, offset), Some(9_999_999));
        assert_eq!(place.revealed(0, offset), 0.0);
    }
}
