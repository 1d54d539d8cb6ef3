//! Drawing of a table.

use super::cells::Cells;
use super::place::Place;
use super::table::{Drag, State};
use super::{Grid, Mark, RowLook};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{Tokens, tok};
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::text::Renderer as _;
use iced::advanced::{mouse, renderer, renderer::Renderer as _};
use iced::{Border, Color, Point, Rectangle, Size, Theme, border};
use std::ops::Range;

/// Room beside the words of a cell.
pub(super) const PAD: f32 = 8.0;
const DOT: f32 = 8.0;
pub(super) const PICTURE: f32 = 14.0;
const BOX: f32 = 14.0;

/// How words stand in a cell.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) is_bold: bool,
    pub(super) is_right: bool,
    pub(super) color: Color,
}

pub(super) fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    let quad = renderer::Quad {
        bounds,
        ..Default::default()
    };
    renderer.fill_quad(quad, color);
}

/// Draws words into a cell and returns where they stand.
pub(super) fn words(
    renderer: &mut iced::Renderer,
    cells: &mut Cells,
    (words, look): (&str, Look),
    cell: Rectangle,
) -> Rectangle {
    let room = cell.width - 2.0 * PAD;
    if words.is_empty() || room < 4.0 {
        return Rectangle {
            x: cell.x + PAD,
            width: 0.0,
            ..cell
        };
    }
    let line = cells.get(words, look.is_bold, room);
    let x = match look.is_right {
        true => cell.x + cell.width - PAD - line.width,
        false => cell.x + PAD,
    };
    let y = cell.y + (cell.height - line.height) / 2.0;
    let place = Point::new(x.round(), y.round());
    for (at, word) in &line.words {
        let place = Point::new(place.x + at, place.y);
        renderer.fill_paragraph(word, place, look.color, cell);
    }
    Rectangle::new(place, Size::new(line.width, line.height))
}

/// Draws a sign into a cell and returns what is left of it.
fn mark(
    renderer: &mut iced::Renderer,
    (mark, is_alone): (Mark, bool),
    cell: Rectangle,
    (tokens, over): (&Tokens, Option<Color>),
) -> Rectangle {
    let (size, tint) = match mark {
        Mark::Dot(tint) => (DOT, tint),
        Mark::Icon(_, tint) => (PICTURE, tint),
    };
    let x = match is_alone {
        true => (cell.width - size) / 2.0,
        false => PAD,
    };
    let corner = Point::new(cell.x + x, cell.y + (cell.height - size) / 2.0);
    let corner = Point::new(corner.x.round(), corner.y.round());
    let bounds = Rectangle::new(corner, Size::new(size, size));
    let color = over.unwrap_or_else(|| tint.color(tokens));
    match mark {
        Mark::Dot(_) => {
            let dot = renderer::Quad {
                bounds,
                border: border::rounded(size / 2.0),
                ..Default::default()
            };
            renderer.fill_quad(dot, color);
        }
        Mark::Icon(picture, _) => {
            let picture = Svg::new(icon::handle(picture)).color(color);
            renderer.draw_svg(picture, bounds, cell);
        }
    }
    let used = PAD + size - 2.0;
    Rectangle {
        x: cell.x + used,
        width: cell.width - used,
        ..cell
    }
}

impl<M> Grid<'_, M> {
    pub(super) fn draw_all(
        &self,
        state: &State,
        place: &Place,
        cursor: mouse::Cursor,
        (renderer, theme): (&mut iced::Renderer, &Theme),
    ) {
        let tokens = tok(theme);
        let mut cells = state.cells.borrow_mut();
        cells.begin();
        fill(renderer, place.bounds, tokens.surface);
        renderer.with_layer(place.body(), |renderer| {
            for row in place.rows(state.offset) {
                self.draw_row(renderer, &mut cells, (state, place, row), tokens);
            }
            self.draw_focus(renderer, (state, place), tokens);
        });
        renderer.with_layer(place.bounds, |renderer| {
            self.draw_head(renderer, &mut cells, place, tokens);
            self.draw_moving(renderer, (state, place, cursor), tokens);
            draw_bars(renderer, state, place, tokens);
            let frame = renderer::Quad {
                bounds: place.bounds,
                border: Border {
                    color: match state.has_ring {
                        true => tokens.accent,
                        false => tokens.line_strong,
                    },
                    width: if state.has_ring { 2.0 } else { 1.0 },
                    radius: 2.0.into(),
                },
                ..Default::default()
            };
            renderer.fill_quad(frame, Color::TRANSPARENT);
        });
    }

    fn draw_row(
        &self,
        renderer: &mut iced::Renderer,
        cells: &mut Cells,
        (state, place, row): (&State, &Place, usize),
        tokens: &Tokens,
    ) {
        let chosen = self.chosen(state);
        let (ground, over) = match (chosen.contains(row), state.is_focused) {
            (true, true) => (tokens.accent, Some(tokens.on_accent)),
            (true, false) => (tokens.accent_weak, Some(tokens.on_accent_weak)),
            (false, _) if row % 2 == 1 => (tokens.stripe, None),
            (false, _) => (tokens.surface, None),
        };
        // Always: only what differs from the last frame is drawn again, and it is compared in turn.
        fill(renderer, place.row(row, state.offset), ground);
        match self.model.is_loaded(row) {
            true => self.draw_cells(renderer, cells, (state, place, row), (tokens, over)),
            false if state.is_patient => {}
            false => draw_missing(renderer, (state, place, row), (tokens, over)),
        }
    }

    /// The frame around the row the keyboard stands on, where what is chosen does not show it. Drawn
    /// after all rows, lest it shifts what is compared with the last frame.
    fn draw_focus(
        &self,
        renderer: &mut iced::Renderer,
        (state, place): (&State, &Place),
        tokens: &Tokens,
    ) {
        let chosen = self.chosen(state);
        let Some(row) = chosen.focus().filter(|_| state.is_focused) else {
            return;
        };
        let is_chosen = chosen.contains(row);
        if is_chosen && chosen.len() == 1 {
            return;
        }
        let frame = renderer::Quad {
            bounds: place.row(row, state.offset),
            border: Border {
                color: match is_chosen {
                    true => tokens.on_accent,
                    false => tokens.accent,
                },
                width: 1.0,
                radius: 0.0.into(),
            },
            ..Default::default()
        };
        renderer.fill_quad(frame, Color::TRANSPARENT);
    }

    fn draw_cells(
        &self,
        renderer: &mut iced::Renderer,
        cells: &mut Cells,
        (state, place, row): (&State, &Place, usize),
        (tokens, over): (&Tokens, Option<Color>),
    ) {
        let RowLook {
            is_bold,
            is_struck,
            tint,
        } = self.model.look(row);
        let own = tint.map_or(tokens.text, |it| it.color(tokens));
        let color = over.unwrap_or(own);
        for span in &place.columns {
            let mut cell = place.cell(row, state.offset, *span);
            if let Some(is_on) = self.model.check(row, span.column) {
                draw_box(renderer, is_on, cell, (tokens, over));
                continue;
            }
            let text = self.model.cell(row, span.column);
            if let Some(sign) = self.model.mark(row, span.column) {
                let is_alone = text.is_empty();
                cell = mark(renderer, (sign, is_alone), cell, (tokens, over));
            }
            let look = Look {
                is_bold,
                is_right: self.columns.get(span.column).is_some_and(|it| it.right),
                color,
            };
            let hits = self.model.hits(row, span.column);
            if over.is_none() && !look.is_right {
                draw_hits(renderer, cells, (&text, hits, is_bold), (cell, tokens));
            }
            let written = words(renderer, cells, (&text, look), cell);
            if is_struck && written.width > 0.0 {
                let line = Rectangle {
                    y: (written.center_y() + 1.0).round(),
                    height: 1.0,
                    ..written
                };
                fill(renderer, line, color);
            }
        }
    }
}

/// Marks pieces of the words of a cell.
fn draw_hits(
    renderer: &mut iced::Renderer,
    cells: &mut Cells,
    (text, hits, is_bold): (&str, &[Range<usize>], bool),
    (cell, tokens): (Rectangle, &Tokens),
) {
    // Wider than any cell: the places of the words are wanted, not what fits.
    const ROOM: f32 = 1.0e6;
    let end = cell.x + cell.width - PAD;
    for hit in hits {
        let (Some(before), Some(it)) = (text.get(..hit.end), text.get(hit.clone())) else {
            continue;
        };
        let right = cell.x + PAD + cells.get(before, is_bold, ROOM).width;
        let left = right - cells.get(it, is_bold, ROOM).width;
        let bounds = Rectangle {
            x: left.round(),
            y: cell.y + 3.0,
            width: (right.min(end) - left).max(0.0).round(),
            height: cell.height - 6.0,
        };
        if bounds.width > 0.0 {
            fill(renderer, bounds, tokens.marked);
        }
    }
}

/// A row that has not been read: something faint in the place of its words.
fn draw_missing(
    renderer: &mut iced::Renderer,
    (state, place, row): (&State, &Place, usize),
    (tokens, over): (&Tokens, Option<Color>),
) {
    for span in &place.columns {
        let cell = place.cell(row, state.offset, *span);
        // Not all alike, so that it looks like words.
        let share = 0.45 + 0.1 * ((row * 7 + span.column * 3) % 5) as f32;
        let width = (cell.width - 2.0 * PAD).max(0.0) * share;
        let bounds = Rectangle {
            x: cell.x + PAD,
            y: cell.y + 9.0,
            width,
            height: cell.height - 18.0,
        };
        if width < 12.0 {
            continue;
        }
        let faint = renderer::Quad {
            bounds,
            border: border::rounded(2.0),
            ..Default::default()
        };
        // Half seen through, lest it glares in the look of the highest contrast.
        renderer.fill_quad(faint, over.unwrap_or(tokens.line_strong).scale_alpha(0.45));
    }
}

/// A box that is ticked or not.
fn draw_box(
    renderer: &mut iced::Renderer,
    is_on: bool,
    cell: Rectangle,
    (tokens, over): (&Tokens, Option<Color>),
) {
    let corner = Point::new(
        (cell.center_x() - BOX / 2.0).round(),
        (cell.center_y() - BOX / 2.0).round(),
    );
    let bounds = Rectangle::new(corner, Size::new(BOX, BOX));
    let (ground, line, tick) = match (is_on, over) {
        (true, None) => (tokens.accent, tokens.accent, tokens.on_accent),
        (false, None) => (tokens.surface, tokens.field_line, tokens.text),
        (_, Some(over)) => (Color::TRANSPARENT, over, over),
    };
    let frame = renderer::Quad {
        bounds,
        border: Border {
            color: line,
            width: 1.0,
            radius: 2.0.into(),
        },
        ..Default::default()
    };
    renderer.fill_quad(frame, ground);
    if is_on {
        let picture = Svg::new(icon::handle(Icon::Check)).color(tick);
        renderer.draw_svg(picture, bounds.shrink(1.0), cell);
    }
}

fn draw_bars(renderer: &mut iced::Renderer, state: &State, place: &Place, tokens: &Tokens) {
    let bars = [
        (place.channel(), place.thumb(state.offset)),
        (place.side_channel(), place.side_thumb(state.side)),
    ];
    let is_held = matches!(state.drag, Some(Drag::Bar(_) | Drag::Side(_)));
    for (channel, thumb) in bars {
        let Some(bounds) = thumb else { continue };
        fill(renderer, channel, tokens.header);
        let thumb = renderer::Quad {
            bounds,
            border: border::rounded(4.0),
            ..Default::default()
        };
        let color = if is_held {
            tokens.muted
        } else {
            tokens.field_line
        };
        renderer.fill_quad(thumb, color);
    }
}
