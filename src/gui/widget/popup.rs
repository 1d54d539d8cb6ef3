//! A list over everything else, for menus and drop-downs: by mouse and by keyboard.

mod lines;

pub(super) use lines::{Item, State};

use super::label;
use super::shape::Paragraph;
use crate::gui::icon::{self, Icon};
use crate::gui::style;
use crate::gui::theme::tok;
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::text::{Paragraph as _, Renderer as _};
use iced::advanced::widget::Operation;
use iced::advanced::{
    Clipboard, Layout, Overlay, Shell, layout, mouse, overlay, renderer, renderer::Renderer as _,
};
use iced::keyboard::{self, Key, key::Named};
use iced::{Color, Event, Point, Rectangle, Size, Theme, border, window};
use lines::Line;

const ROW: f32 = 24.0;
const PAD: f32 = 3.0;
/// Size of a tick.
const TICK: f32 = 14.0;
/// Room between words and keys.
const APART: f32 = 28.0;
const INDENT: f32 = 10.0;
/// Rows that are seen at once at the most.
const SHOWN: usize = 14;
/// Words are shortened to this.
const WIDEST: f32 = 480.0;

/// What a choice does: it may leave a message.
pub(super) type Choose<'b, M> = Box<dyn FnMut(usize) -> Option<M> + 'b>;

/// The open list.
pub(super) struct Popup<'b, M> {
    pub(super) state: &'b mut State,
    /// It opens below this, or above where there is more room.
    pub(super) anchor: Rectangle,
    pub(super) choose: Choose<'b, M>,
    /// Sent when it closes, after the choice if there was one.
    pub(super) closed: Option<M>,
}

impl<'b, M: Clone + 'b> Popup<'b, M> {
    /// The overlay, while the list is open.
    pub(super) fn overlay(
        self,
        items: &[Item],
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        if !self.state.is_open || items.is_empty() {
            return None;
        }
        self.state.refresh(items);
        Some(overlay::Element::new(Box::new(self)))
    }

    fn close(&mut self, shell: &mut Shell<'_, M>) {
        self.state.close();
        shell.invalidate_layout();
        shell.request_redraw();
        if let Some(message) = self.closed.clone() {
            shell.publish(message);
        }
    }

    fn take(&mut self, at: Option<usize>, shell: &mut Shell<'_, M>) {
        let Some(at) = at else { return };
        if self
            .state
            .lines
            .get(at)
            .is_some_and(|it| it.item.is_enabled)
        {
            if let Some(message) = (self.choose)(at) {
                shell.publish(message);
            }
            self.close(shell);
        }
    }

    fn hit(&self, bounds: Rectangle, cursor: mouse::Cursor) -> Option<usize> {
        let point = cursor.position_over(bounds.shrink(PAD))?;
        let at = ((point.y - bounds.y - PAD + self.state.offset) / ROW) as usize;
        (at < self.state.lines.len()).then_some(at)
    }

    fn key(&mut self, key: &Key, bounds: Rectangle, shell: &mut Shell<'_, M>) {
        match key {
            // The focus moves on and the list is left behind.
            Key::Named(Named::Tab) => return self.close(shell),
            Key::Named(Named::Escape | Named::F4) => self.close(shell),
            Key::Named(Named::Enter | Named::Space) => self.take(self.state.at, shell),
            Key::Named(key) => {
                if let Some(at) = self.state.moved(*key) {
                    self.state.at = Some(at);
                }
            }
            Key::Character(letters) => match self.state.typed(letters) {
                Some((at, true)) => self.take(Some(at), shell),
                Some((at, false)) => self.state.at = Some(at),
                None => {}
            },
            Key::Unidentified => {}
        }
        self.state.reveal(bounds.height - 2.0 * PAD);
        shell.capture_event();
        shell.request_redraw();
    }

    fn mouse(&mut self, event: &mouse::Event, bounds: Rectangle, cursor: mouse::Cursor) -> Turn {
        match event {
            mouse::Event::ButtonPressed(_) if !cursor.is_over(bounds) => Turn::GiveUp,
            mouse::Event::ButtonPressed(mouse::Button::Left) => {
                self.hit(bounds, cursor).map_or(Turn::Keep, Turn::Take)
            }
            mouse::Event::ButtonPressed(_) => Turn::Keep,
            mouse::Event::CursorMoved { .. } => {
                if let Some(at) = self.hit(bounds, cursor) {
                    self.state.at = Some(at);
                }
                Turn::Pass
            }
            mouse::Event::WheelScrolled { delta } => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * ROW,
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                };
                self.state.scroll(by, bounds.height - 2.0 * PAD);
                Turn::Keep
            }
            _ => Turn::Pass,
        }
    }

    fn draw_line(&self, renderer: &mut iced::Renderer, theme: &Theme, at: usize, row: Rectangle) {
        let Some(line) = self.state.lines.get(at) else {
            return;
        };
        let look = style::menu_style(theme);
        let is_chosen = self.state.at == Some(at);
        if is_chosen {
            let quad = renderer::Quad {
                bounds: row,
                border: border::rounded(2.0),
                ..Default::default()
            };
            renderer.fill_quad(quad, look.selected_background);
        }
        let color = match (line.item.is_enabled, is_chosen) {
            (false, _) => tok(theme).disabled,
            (true, true) => look.selected_text_color,
            (true, false) => look.text_color,
        };
        draw_words(renderer, line, (row, self.state.indent() - PAD), color);
        if line.item.tick == Some(true) {
            let corner = Point::new(row.x + INDENT - PAD - 2.0, row.y + (ROW - TICK) / 2.0);
            let picture = Svg::new(icon::handle(Icon::Check)).color(color);
            let bounds = Rectangle::new(corner, Size::new(TICK, TICK));
            renderer.draw_svg(picture, bounds, row);
        }
        if let Some(key) = &line.key {
            let color = if is_chosen { color } else { tok(theme).muted };
            let x = row.x + row.width - INDENT + PAD - key.min_bounds().width;
            renderer.fill_paragraph(key, Point::new(x.round(), middle(key, row)), color, row);
        }
        if line.item.is_parted && at > 0 {
            fill(
                renderer,
                Rectangle { height: 1.0, ..row },
                tok(theme).line_strong,
            );
        }
    }
}

/// Where words stand in the middle of a row.
fn middle(words: &Paragraph, row: Rectangle) -> f32 {
    (row.y + (row.height - words.min_bounds().height) / 2.0).round()
}

fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    let quad = renderer::Quad {
        bounds,
        ..Default::default()
    };
    renderer.fill_quad(quad, color);
}

fn draw_words(
    renderer: &mut iced::Renderer,
    line: &Line,
    (row, indent): (Rectangle, f32),
    color: Color,
) {
    let place = Point::new(row.x + indent, middle(&line.words, row));
    renderer.fill_paragraph(&line.words, place, color, row);
    if let Some((begin, end)) = line.under {
        let under = Rectangle {
            x: place.x + begin,
            y: place.y + line.words.min_bounds().height - 2.0,
            width: end - begin,
            height: 1.0,
        };
        fill(renderer, under, color);
    }
}

/// What an event of the mouse leads to.
enum Turn {
    Take(usize),
    GiveUp,
    Keep,
    Pass,
}

impl<'a, M: Clone + 'a> Overlay<M, Theme, iced::Renderer> for Popup<'a, M> {
    fn layout(&mut self, _: &iced::Renderer, window: Size) -> layout::Node {
        let around = self.state.indent() + INDENT + 8.0 + self.state.keys_room();
        self.state.fit((window.width - around).clamp(0.0, WIDEST));
        let words = self
            .state
            .lines
            .iter()
            .map(|it| it.words.min_bounds().width);
        let wide = words.fold(0.0, f32::max) + around;
        let below = window.height - self.anchor.y - self.anchor.height;
        let is_below = below >= self.anchor.y;
        let room = if is_below { below } else { self.anchor.y };
        let rows = self.state.lines.len().min(SHOWN) as f32 * ROW;
        let size = Size::new(
            wide.max(self.anchor.width).min(window.width),
            (rows + 2.0 * PAD).min(room),
        );
        let place = Point::new(
            self.anchor.x.min(window.width - size.width).max(0.0),
            match is_below {
                true => self.anchor.y + self.anchor.height,
                false => self.anchor.y - size.height,
            },
        );
        self.state.reveal(size.height - 2.0 * PAD);
        layout::Node::new(size).move_to(place)
    }

    fn operate(&mut self, layout: Layout<'_>, _: &iced::Renderer, operation: &mut dyn Operation) {
        let bounds = layout.bounds();
        for (at, line) in self.state.lines.iter().enumerate() {
            let row = row(bounds, at, self.state.offset);
            operation.text(None, row, &label::plain(&line.item.words));
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let bounds = layout.bounds();
        let turn = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => {
                return self.key(key, bounds, shell);
            }
            Event::Window(window::Event::Unfocused) => return self.close(shell),
            Event::Mouse(event) => self.mouse(event, bounds, cursor),
            _ => return,
        };
        match turn {
            Turn::Take(at) => self.take(Some(at), shell),
            Turn::GiveUp => self.close(shell),
            Turn::Keep => {}
            Turn::Pass => return shell.request_redraw(),
        }
        shell.capture_event();
        shell.request_redraw();
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &iced::Renderer,
    ) -> mouse::Interaction {
        match cursor.is_over(layout.bounds()) {
            true => mouse::Interaction::Idle,
            false => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
    ) {
        let (look, bounds) = (style::menu_style(theme), layout.bounds());
        let ground = renderer::Quad {
            bounds,
            border: look.border,
            ..Default::default()
        };
        renderer.fill_quad(ground, look.background);
        let first = (self.state.offset / ROW) as usize;
        let count = (bounds.height / ROW) as usize + 2;
        let inner = bounds.shrink(PAD);
        renderer.with_layer(inner, |renderer| {
            for at in first..first + count {
                self.draw_line(renderer, theme, at, row(bounds, at, self.state.offset));
            }
            let whole = self.state.lines.len() as f32 * ROW;
            if whole > inner.height {
                let bar = renderer::Quad {
                    bounds: Rectangle {
                        x: inner.x + inner.width - 6.0,
                        y: inner.y + inner.height * self.state.offset / whole,
                        width: 6.0,
                        height: inner.height * inner.height / whole,
                    },
                    border: border::rounded(3.0),
                    ..Default::default()
                };
                renderer.fill_quad(bar, tok(theme).field_line);
            }
        });
    }
}

fn row(bounds: Rectangle, at: usize, offset: f32) -> Rectangle {
    Rectangle {
        x: bounds.x + PAD,
        y: bounds.y + PAD + at as f32 * ROW - offset,
        width: bounds.width - 2.0 * PAD,
        height: ROW,
    }
}
