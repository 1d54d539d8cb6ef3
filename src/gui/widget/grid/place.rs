//! Where the parts of a table are.

use super::{Columns, HEAD, ROW};
use iced::Rectangle;
use std::ops::Range;

/// Width of a scroll bar.
const BAR: f32 = 14.0;
/// The least length of its thumb.
const THUMB: f32 = 28.0;
/// How near to the edge of a column the mouse has to be to draw it.
const NEAR: f32 = 4.0;

/// Where a column begins and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// Number of the column.
    pub(super) column: usize,
    pub(super) x: f32,
    pub(super) width: f32,
    min: f32,
    is_flex: bool,
}

/// A column that is drawn to another width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Draw {
    pub(super) column: usize,
    width: f32,
    min: f32,
    /// It is drawn by its left edge.
    is_left: bool,
}

impl Draw {
    /// Its width when the mouse has gone so far to the right.
    pub(super) fn width(self, way: f32) -> f32 {
        let way = if self.is_left { -way } else { way };
        (self.width + way).max(self.min)
    }
}

/// The parts of a table of a certain size.
pub(super) struct Place {
    pub(super) bounds: Rectangle,
    pub(super) columns: Vec<Span>,
    count: usize,
    /// Width of all columns together.
    wide: f32,
}

/// Gives columns their widths in so much room.
fn fit(spans: &mut [Span], room: f32) {
    let fixed: f32 = spans
        .iter()
        .filter(|it| !it.is_flex)
        .map(|it| it.width)
        .sum();
    let flexible = spans.iter().filter(|it| it.is_flex).count().max(1) as f32;
    for span in spans.iter_mut().filter(|it| it.is_flex) {
        span.width = ((room - fixed) / flexible).max(span.min);
    }
    let surplus = spans.iter().map(|it| it.width).sum::<f32>() - room;
    let spare = |it: &Span| (it.width - it.min).max(0.0);
    let all: f32 = spans.iter().map(spare).sum();
    // Where there is not enough room, all give of what they have above their least.
    if surplus > 0.0 && all > 0.0 {
        let share = (surplus / all).min(1.0);
        for span in spans.iter_mut() {
            span.width -= spare(span) * share;
        }
    }
}

impl Place {
    pub(super) fn new(bounds: Rectangle, columns: &Columns, count: usize, side: f32) -> Self {
        let span = |(at, it): (usize, &super::Column)| Span {
            column: at,
            x: 0.0,
            width: it.width,
            min: it.min,
            is_flex: it.flex,
        };
        let mut spans: Vec<Span> = columns.shown().map(span).collect();
        fit(&mut spans, bounds.width - BAR);
        let mut wide = 0.0;
        for span in &mut spans {
            span.x = bounds.x + wide - side;
            wide += span.width;
        }
        Self {
            bounds,
            columns: spans,
            count,
            wide,
        }
    }

    /// How far the columns can be scrolled to the side.
    pub(super) fn last_side(&self) -> f32 {
        let surplus = self.wide - (self.bounds.width - BAR);
        // Rounding is no reason for a scroll bar.
        if surplus < 1.0 { 0.0 } else { surplus }
    }

    /// The part below the head.
    pub(super) fn body(&self) -> Rectangle {
        Rectangle {
            y: self.bounds.y + HEAD,
            height: (self.bounds.height - HEAD - self.bar_below()).max(0.0),
            ..self.bounds
        }
    }

    fn bar_below(&self) -> f32 {
        if self.last_side() > 0.0 { BAR } else { 0.0 }
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

    /// The column at this place of the window.
    pub(super) fn column_at(&self, x: f32) -> Option<usize> {
        let is_in = |it: &&Span| x >= it.x && x < it.x + it.width;
        self.columns.iter().find(is_in).map(|it| it.column)
    }

    /// The column before which one is put that is let go here.
    pub(super) fn before(&self, x: f32) -> Option<usize> {
        let is_after = |it: &&Span| x < it.x + it.width / 2.0;
        self.columns.iter().find(is_after).map(|it| it.column)
    }

    /// The column whose right edge is here, unless it takes what room is left.
    pub(super) fn before_edge(&self, x: f32) -> Option<usize> {
        let is_near = |it: &&Span| (x - it.x - it.width).abs() < NEAR && !it.is_flex;
        self.columns.iter().find(is_near).map(|it| it.column)
    }

    /// What the edge here draws: it follows the mouse, so that right of a column which takes what
    /// room is left, the next column grows to the left.
    pub(super) fn edge(&self, x: f32) -> Option<Draw> {
        let is_near = |it: &Span| (x - it.x - it.width).abs() < NEAR;
        let at = self.columns.iter().position(is_near)?;
        let before = self.columns.get(..=at).unwrap_or_default();
        let left = before.last().filter(|it| !it.is_flex);
        let gives = before.iter().any(|it| it.is_flex && it.width > it.min);
        let (span, is_left) = match (left, gives) {
            (Some(left), false) => (left, false),
            _ => (self.columns.get(at + 1)?, true),
        };
        Some(Draw {
            column: span.column,
            width: span.width,
            min: span.min,
            is_left,
        })
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

    /// The channel of the lower scroll bar.
    pub(super) fn side_channel(&self) -> Rectangle {
        let body = self.body();
        Rectangle {
            y: body.y + body.height,
            width: (body.width - BAR).max(0.0),
            height: self.bar_below(),
            ..body
        }
    }

    /// The thumb of the lower scroll bar, where columns are wider than the table.
    pub(super) fn side_thumb(&self, side: f32) -> Option<Rectangle> {
        let last = self.last_side();
        if last <= 0.0 {
            return None;
        }
        let channel = self.side_channel();
        let width = channel.width * channel.width / (last + channel.width);
        let width = width.max(THUMB).min(channel.width);
        Some(Rectangle {
            x: channel.x + (channel.width - width) * side / last,
            y: channel.y + 3.0,
            width,
            height: BAR - 6.0,
        })
    }

    /// How far to scroll to the side so that a column is seen.
    pub(super) fn side_revealed(&self, span: Span, side: f32) -> f32 {
        let (left, right) = (span.x - self.bounds.x, span.x - self.bounds.x + span.width);
        let room = self.bounds.width - BAR;
        let by = if left < 0.0 {
            left
        } else {
            (right - room).max(0.0).min(left)
        };
        (side + by).clamp(0.0, self.last_side())
    }

    /// How far it is scrolled to the side if the thumb begins at this place of the window.
    pub(super) fn side_at(&self, x: f32, thumb: Rectangle) -> f32 {
        let channel = self.side_channel();
        let way = (channel.width - thumb.width).max(1.0);
        self.last_side() * ((x - channel.x) / way).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    fn column(name: &'static str, width: f32, min: f32) -> Column {
        Column::new(name, name, width).min(min)
    }

    fn place(columns: &[Column], width: f32, count: usize) -> Place {
        let bounds = Rectangle::with_size(iced::Size::new(width, HEAD + 10.0 * ROW));
        Place::new(bounds, &Columns::new(columns.to_vec()), count, 0.0)
    }

    fn widths(columns: &[Column], room: f32) -> Vec<f32> {
        let place = place(columns, room + BAR, 1);
        place.columns.iter().map(|it| it.width).collect()
    }

    #[test]
    fn columns_fill_the_room_and_give_way() {
        let columns = [column("a", 100.0, 40.0), column("b", 0.0, 50.0).flex()];
        assert_eq!(widths(&columns, 300.0), [100.0, 200.0]);
        assert_eq!(widths(&columns, 120.0), [70.0, 50.0]);
        assert_eq!(widths(&columns, 10.0), [40.0, 50.0]);
        let narrow = place(&columns, 10.0 + BAR, 1);
        assert_eq!(narrow.last_side(), 80.0);
        assert_eq!(narrow.body().height, 10.0 * ROW - BAR);
        assert_eq!(place(&columns, 300.0, 1).last_side(), 0.0);
    }

    #[test]
    fn an_edge_follows_the_mouse_on_both_sides_of_what_is_left() {
        let flex = column("b", 0.0, 50.0).flex();
        let columns = [column("a", 100.0, 40.0), flex, column("c", 80.0, 40.0)];
        let place = place(&columns, 400.0 + BAR, 1);
        let left = place.edge(100.0).expect("an edge");
        assert_eq!((left.column, left.width(20.0)), (0, 120.0));
        let right = place.edge(320.0).expect("an edge");
        assert_eq!((right.column, right.width(20.0)), (2, 60.0));
        assert_eq!(right.width(200.0), 40.0);
        assert_eq!(place.edge(400.0), None, "there is nothing that could grow");
        assert_eq!((place.before(20.0), place.before(399.0)), (Some(0), None));
    }

    #[test]
    fn the_last_of_very_many_rows_is_reached_to_the_pixel() {
        let place = place(&[column("a", 100.0, 40.0).flex()], 400.0, 10_000_000);
        let offset = place.revealed(9_999_999, 0.0);
        assert_eq!(place.rows(offset).end, 10_000_000);
        let last = place.row(9_999_999, offset);
        assert_eq!(last.y + last.height, place.bounds.height);
        assert_eq!(place.row_at(last.y + 1.0, offset), Some(9_999_999));
        assert_eq!(place.revealed(0, offset), 0.0);
    }
}
