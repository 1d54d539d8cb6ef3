//! Drawing of a table's head.

use super::cells::Cells;
use super::draw::{Look, PAD, PICTURE, fill, words};
use super::place::Place;
use super::table::{Drag, State};
use super::{Column, Grid, HEAD};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::Tokens;
use iced::advanced::mouse;
use iced::advanced::svg::{Renderer as _, Svg};
use iced::{Point, Rectangle, Size};

/// Size of the arrow that shows the order.
const ARROW: f32 = 12.0;
/// No column becomes wider by itself.
const WIDEST: f32 = 600.0;

impl<M> Grid<'_, M> {
    pub(super) fn draw_head(
        &self,
        renderer: &mut iced::Renderer,
        cells: &mut Cells,
        place: &Place,
        tokens: &Tokens,
    ) {
        fill(renderer, place.whole_head(), tokens.header);
        let line = Rectangle {
            y: place.bounds.y + HEAD - 1.0,
            height: 1.0,
            ..place.bounds
        };
        fill(renderer, line, tokens.line_strong);
        for span in &place.columns {
            let head = place.head(*span);
            let is_seen = head.intersection(&place.bounds).is_some();
            let Some(column) = self.columns.get(span.column).filter(|_| is_seen) else {
                continue;
            };
            let sorted = self.columns.sort().filter(|it| it.0 == span.column);
            let sorted = sorted.map(|it| it.1);
            draw_title(renderer, cells, (column, head, sorted), tokens);
            let edge = Rectangle {
                x: head.x + head.width - 1.0,
                y: head.y + 5.0,
                width: 1.0,
                height: HEAD - 10.0,
            };
            fill(renderer, edge, tokens.line_strong);
        }
    }

    /// How wide a column is that shows whole what is seen in it.
    pub(super) fn fitting(&self, state: &State, place: &Place, column: usize) -> f32 {
        let mut cells = state.cells.borrow_mut();
        let mut wide = |words: &str, is_bold: bool| cells.get(words, is_bold, WIDEST).width;
        let head = self.columns.get(column).map_or(0.0, |it| match it.icon {
            Some(_) => PICTURE,
            None => wide(&it.title, false) + ARROW + 4.0,
        });
        let rows = place.rows(state.offset);
        let loaded = rows.filter(|row| self.model.is_loaded(*row));
        let width = loaded.fold(head, |width, row| {
            let words = self.model.cell(row, column);
            let mark = self.model.mark(row, column).map_or(0.0, |_| PICTURE + 6.0);
            width.max(wide(&words, self.model.look(row).is_bold) + mark)
        });
        // A pixel more, lest rounding cuts the last letter.
        (width + 2.0 * PAD + 1.0).ceil()
    }

    /// A column that is moved, and where it would stand.
    pub(super) fn draw_moving(
        &self,
        renderer: &mut iced::Renderer,
        (state, place, cursor): (&State, &Place, mouse::Cursor),
        tokens: &Tokens,
    ) {
        let Some(Drag::Head {
            column,
            is_moving: true,
            ..
        }) = state.drag
        else {
            return;
        };
        let line = |x: f32, width: f32, y: f32, height: f32| Rectangle {
            x,
            y,
            width,
            height,
        };
        let (top, whole) = (place.bounds.y, place.bounds.height);
        if let Some(span) = place.columns.iter().find(|it| it.column == column) {
            let below = line(span.x, span.width, top + HEAD - 3.0, 3.0);
            fill(renderer, below, tokens.accent);
        }
        let Some(at) = cursor.position() else { return };
        let before = place.before(at.x);
        let span = place.columns.iter().find(|it| Some(it.column) == before);
        let end = place.columns.last().map(|it| it.x + it.width);
        if let Some(x) = span.map(|it| it.x).or(end) {
            fill(renderer, line(x - 1.0, 2.0, top, whole), tokens.accent);
        }
    }
}

/// The title of a column, and in which order it stands.
fn draw_title(
    renderer: &mut iced::Renderer,
    cells: &mut Cells,
    (column, head, sorted): (&Column, Rectangle, Option<bool>),
    tokens: &Tokens,
) {
    let room = match sorted {
        Some(_) => head.width - ARROW - 4.0,
        None => head.width,
    };
    let look = Look {
        is_bold: false,
        is_right: column.right,
        color: tokens.muted,
    };
    let cell = Rectangle {
        x: head.x + if column.right { head.width - room } else { 0.0 },
        width: room,
        ..head
    };
    let title = match column.icon {
        None => words(renderer, cells, (&column.title, look), cell),
        Some(picture) => {
            let left = (room - PICTURE).max(0.0) / 2.0;
            let top = (HEAD - PICTURE) / 2.0;
            let corner = Point::new((head.x + left).round(), (head.y + top).round());
            let bounds = Rectangle::new(corner, Size::new(PICTURE, PICTURE));
            let picture = Svg::new(icon::handle(picture)).color(tokens.muted);
            renderer.draw_svg(picture, bounds, head);
            bounds
        }
    };
    let Some(is_ascending) = sorted else { return };
    let picture = match is_ascending {
        true => Icon::Ascending,
        false => Icon::Descending,
    };
    let x = match column.right {
        true => title.x - ARROW - 4.0,
        false => title.x + title.width + if column.icon.is_some() { 0.0 } else { 4.0 },
    };
    let y = (head.center_y() - ARROW / 2.0).round();
    let bounds = Rectangle::new(Point::new(x.round(), y), Size::new(ARROW, ARROW));
    let picture = Svg::new(icon::handle(picture)).color(tokens.muted);
    renderer.draw_svg(picture, bounds, head);
}
