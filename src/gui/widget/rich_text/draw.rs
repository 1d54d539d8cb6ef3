//! Drawing of a text.

use super::events::Drag;
use super::laid::{Laid, QUOTE};
use super::page::{Page, RowKind};
use super::view::Sight;
use super::{RichText, State};
use crate::gui::theme::{Tokens, tok};
use iced::advanced::image::{Image, Renderer as _};
use iced::advanced::text::Renderer as _;
use iced::advanced::{renderer, renderer::Renderer as _};
use iced::{Border, Color, Rectangle, Theme, Vector, border};

fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    let quad = renderer::Quad {
        bounds,
        ..Default::default()
    };
    renderer.fill_quad(quad, color);
}

fn round(bounds: Rectangle) -> Rectangle {
    Rectangle {
        x: bounds.x.round(),
        y: bounds.y.round(),
        ..bounds
    }
}

/// The colour of the bar of a level of quotation.
fn quote_color(level: u8, tokens: &Tokens) -> Color {
    match level % 3 {
        1 => tokens.accent,
        2 => tokens.ok,
        _ => tokens.warn,
    }
}

impl<M> RichText<'_, M> {
    pub(super) fn draw_all(
        &self,
        state: &State,
        bounds: Rectangle,
        renderer: &mut iced::Renderer,
        theme: &Theme,
    ) {
        let tokens = tok(theme);
        let mut sight = state.sight.borrow_mut();
        sight.dress(self.page, tokens);
        fill(renderer, bounds, tokens.surface);
        let rows = sight.lay_out(self.page, bounds);
        let inside = Rectangle {
            y: bounds.y + 1.0,
            height: (bounds.height - 2.0).max(0.0),
            ..bounds
        };
        renderer.with_layer(inside, |renderer| {
            for (row, place) in &rows {
                self.draw_row(
                    renderer,
                    (&mut sight, state, *row),
                    *place,
                    (inside, tokens),
                );
            }
        });
        renderer.with_layer(bounds, |renderer| {
            draw_bar(renderer, (&sight, state), bounds, tokens);
            if state.stop.has_ring {
                let ring = renderer::Quad {
                    bounds,
                    border: Border {
                        color: tokens.accent,
                        width: 2.0,
                        radius: 2.0.into(),
                    },
                    ..Default::default()
                };
                renderer.fill_quad(ring, Color::TRANSPARENT);
            }
        });
    }

    fn draw_row(
        &self,
        renderer: &mut iced::Renderer,
        (sight, state, row): (&mut Sight, &State, usize),
        place: Rectangle,
        (inside, tokens): (Rectangle, &Tokens),
    ) {
        let Some(source) = self.page.rows.get(row) else {
            return;
        };
        for level in 1..=source.quote {
            // The bar goes on to the next quoted row.
            let gap = if row > 0 && self.quoted_before(row, level) {
                0.0
            } else {
                source.gap
            };
            let bar = Rectangle {
                x: place.x + f32::from(level - 1) * QUOTE,
                y: place.y + gap,
                width: 3.0,
                height: place.height - gap,
            };
            fill(renderer, round(bar), quote_color(level, tokens));
        }
        let is_first_cells = matches!(source.kind, RowKind::Cells(_, _, true));
        let Some(laid) = sight.laid(self.page, row) else {
            return;
        };
        let origin = Vector::new(place.x, place.y.round());
        draw_cells(renderer, laid, (origin, is_first_cells), tokens);
        let selected = state.selection.of_row(row);
        if let Some((from, to)) = selected {
            for piece in &laid.pieces {
                for spot in piece.places(from, to) {
                    fill(renderer, spot + origin, tokens.marked);
                }
            }
        }
        if let Some(rule) = laid.rule {
            fill(renderer, round(rule + origin), tokens.line_strong);
        }
        draw_picture(renderer, self.page, (source, laid), (origin, inside));
        if let Some((at, marker)) = &laid.marker {
            renderer.fill_paragraph(marker, *at + origin, tokens.text, inside);
        }
        let focused = state.focused_link().and_then(|it| u32::try_from(it).ok());
        for piece in &laid.pieces {
            renderer.fill_paragraph(&piece.paragraph, piece.at + origin, tokens.text, inside);
            for stroke in &piece.strokes {
                let is_focused = focused.is_some() && stroke.link == focused;
                let is_over = state.over.is_some() && stroke.link == state.over;
                let mut line = stroke.bounds + Vector::new(piece.at.x, piece.at.y) + origin;
                line.height = if is_focused || is_over { 2.0 } else { 1.0 };
                fill(renderer, round(line), stroke.color);
                if is_focused {
                    draw_ring(renderer, line, tokens);
                }
            }
        }
    }

    fn quoted_before(&self, row: usize, level: u8) -> bool {
        let before = row.checked_sub(1).and_then(|it| self.page.rows.get(it));
        before.is_some_and(|it| it.quote >= level)
    }
}

fn draw_ring(renderer: &mut iced::Renderer, line: Rectangle, tokens: &Tokens) {
    let ring = renderer::Quad {
        bounds: Rectangle {
            x: line.x - 2.0,
            y: line.y - 16.0,
            width: line.width + 4.0,
            height: 20.0,
        },
        border: Border {
            color: tokens.accent,
            width: 1.5,
            radius: 3.0.into(),
        },
        ..Default::default()
    };
    renderer.fill_quad(ring, Color::TRANSPARENT);
}

fn draw_cells(
    renderer: &mut iced::Renderer,
    laid: &Laid,
    (origin, is_first): (Vector, bool),
    tokens: &Tokens,
) {
    for (frame, is_head) in &laid.cells {
        let frame = round(*frame + origin);
        if *is_head {
            fill(renderer, frame, tokens.header);
        }
        let line = |bounds: Rectangle, renderer: &mut iced::Renderer| {
            fill(renderer, bounds, tokens.line_strong);
        };
        let (width, height) = (frame.width, frame.height.round());
        let flat = |y: f32| Rectangle {
            y,
            height: 1.0,
            width: width + 1.0,
            ..frame
        };
        let steep = |x: f32| Rectangle {
            x,
            width: 1.0,
            height: height + 1.0,
            ..frame
        };
        if is_first {
            line(flat(frame.y), renderer);
        }
        line(flat(frame.y + height), renderer);
        line(steep(frame.x), renderer);
        line(steep(frame.x + width), renderer);
    }
}

fn draw_picture(
    renderer: &mut iced::Renderer,
    page: &Page,
    (source, laid): (&super::page::Row, &Laid),
    (origin, inside): (Vector, Rectangle),
) {
    let RowKind::Picture(number) = source.kind else {
        return;
    };
    let picture = page.pictures.get(number).and_then(Option::as_ref);
    if let (Some(place), Some(picture)) = (laid.picture, picture) {
        let image = Image::new(picture.handle.clone()).snap(true);
        renderer.draw_image(image, place + origin, inside);
    }
}

fn draw_bar(
    renderer: &mut iced::Renderer,
    (sight, state): (&Sight, &State),
    bounds: Rectangle,
    tokens: &Tokens,
) {
    let Some(thumb) = sight.thumb(bounds) else {
        return;
    };
    fill(renderer, sight.channel(bounds), tokens.header);
    let quad = renderer::Quad {
        bounds: thumb,
        border: border::rounded(4.0),
        ..Default::default()
    };
    let color = match state.drag {
        Some(Drag::Bar(_)) => tokens.muted,
        _ => tokens.field_line,
    };
    renderer.fill_quad(quad, color);
}
