//! A list over everything else, for menus and drop-downs: by mouse and by keyboard.

use super::label;
use super::shape::{Paragraph, Shape};
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

/// A line of the list; `&` marks its access key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) words: String,
    pub(super) is_enabled: bool,
    /// It is ticked or not, as something that can be turned on and off.
    pub(super) tick: Option<bool>,
    /// The key that does the same.
    pub(super) key: String,
    /// A line parts it from what stands above.
    pub(super) is_parted: bool,
}

impl Item {
    /// An item that can be chosen.
    pub(super) fn new(words: impl Into<String>) -> Self {
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
pub(super) struct State {
    is_open: bool,
    /// What is typed goes on into the field below it; only arrows, Enter, Tab and Escape are its own.
    is_passive: bool,
    at: Option<usize>,
    offset: f32,
    room: f32,
    lines: Vec<(Item, Paragraph)>,
    keys: Vec<Option<Paragraph>>,
}

fn line(item: Item, room: f32) -> (Item, Paragraph) {
    let words = Shape::default().cut(&label::plain(&item.words), room);
    (item, words)
}

fn key(item: &Item) -> Option<Paragraph> {
    (!item.key.is_empty()).then(|| Shape::default().of(&item.key))
}

impl State {
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens the list with the bar on an item.
    pub(super) fn open(&mut self, at: Option<usize>) {
        self.is_open = true;
        self.is_passive = false;
        self.at = at;
        self.offset = 0.0;
    }

    /// The same for suggestions, below a field in which somebody goes on typing.
    pub(super) fn open_passive(&mut self, at: Option<usize>) {
        self.open(at);
        self.is_passive = true;
    }

    pub(super) fn close(&mut self) {
        self.is_open = false;
    }

    fn refresh(&mut self, items: &[Item]) {
        if !self.lines.iter().map(|it| &it.0).eq(items) {
            let room = self.room;
            self.lines = items.iter().map(|it| line(it.clone(), room)).collect();
            self.keys = items.iter().map(key).collect();
        }
    }

    /// Shapes the words for so much room, if it is another than before.
    fn fit(&mut self, room: f32) {
        if self.room != room {
            self.room = room;
            let lines = std::mem::take(&mut self.lines);
            self.lines = lines.into_iter().map(|it| line(it.0, room)).collect();
        }
    }

    /// Room before the words: more where there are ticks.
    fn indent(&self) -> f32 {
        match self.lines.iter().any(|it| it.0.tick.is_some()) {
            true => INDENT + TICK + 4.0,
            false => INDENT,
        }
    }

    /// Room behind the words for the keys.
    fn keys_room(&self) -> f32 {
        let keys = self.keys.iter().flatten().map(|it| it.min_bounds().width);
        match keys.fold(0.0, f32::max) {
            0.0 => 0.0,
            wide => wide + APART,
        }
    }

    fn reveal(&mut self, height: f32) {
        let Some(at) = self.at else { return };
        let top = at as f32 * ROW;
        self.offset = self.offset.clamp((top + ROW - height).max(0.0), top);
    }

    fn scroll(&mut self, by: f32, height: f32) {
        let last = (self.lines.len() as f32 * ROW - height).max(0.0);
        self.offset = (self.offset + by).clamp(0.0, last);
    }

    /// The next item that can be chosen, from `from` on in one direction.
    fn next(&self, from: usize, is_forward: bool) -> Option<usize> {
        let is_enabled = |at: &usize| self.lines.get(*at).is_some_and(|it| it.0.is_enabled);
        match is_forward {
            true => (from..self.lines.len()).find(is_enabled),
            false => (0..=from).rev().find(is_enabled),
        }
    }

    fn moved(&self, key: Named) -> Option<usize> {
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
    fn typed(&self, letters: &str) -> Option<(usize, bool)> {
        let letter = letters.to_lowercase();
        let is_key =
            |it: &Item| label::access_key(&it.words).map(String::from) == Some(letter.clone());
        let starts = |it: &Item| label::plain(&it.words).to_lowercase().starts_with(&letter);
        let enabled = || self.lines.iter().enumerate().filter(|it| it.1.0.is_enabled);
        if let Some((at, _)) = enabled().find(|it| is_key(&it.1.0)) {
            return Some((at, true));
        }
        let after = self.at.map_or(0, |it| it + 1);
        let mut round = enabled().skip_while(|it| it.0 < after).chain(enabled());
        round.find(|it| starts(&it.1.0)).map(|it| (it.0, false))
    }
}

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
        if self.state.lines.get(at).is_some_and(|it| it.0.is_enabled) {
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
        if self.state.is_passive {
            match key {
                Key::Named(Named::ArrowDown | Named::ArrowUp | Named::Escape) => {}
                Key::Named(Named::Tab | Named::Enter) if self.state.at.is_some() => {
                    self.take(self.state.at, shell);
                    return shell.capture_event();
                }
                _ => return,
            }
        }
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
        let Some((item, words)) = self.state.lines.get(at) else {
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
        let color = match (item.is_enabled, is_chosen) {
            (false, _) => tok(theme).disabled,
            (true, true) => look.selected_text_color,
            (true, false) => look.text_color,
        };
        let y = |it: &Paragraph| (row.y + (row.height - it.min_bounds().height) / 2.0).round();
        let place = Point::new(row.x + self.state.indent() - PAD, y(words));
        renderer.fill_paragraph(words, place, color, row);
        draw_under(renderer, (item, words), place, color);
        if item.tick == Some(true) {
            let corner = Point::new(row.x + INDENT - PAD - 2.0, row.y + (ROW - TICK) / 2.0);
            let picture = Svg::new(icon::handle(Icon::Check)).color(color);
            let bounds = Rectangle::new(corner, Size::new(TICK, TICK));
            renderer.draw_svg(picture, bounds, row);
        }
        if let Some(Some(key)) = self.state.keys.get(at) {
            let color = if is_chosen { color } else { tok(theme).muted };
            let x = row.x + row.width - INDENT + PAD - key.min_bounds().width;
            renderer.fill_paragraph(key, Point::new(x.round(), y(key)), color, row);
        }
        if item.is_parted && at > 0 {
            let line = renderer::Quad {
                bounds: Rectangle { height: 1.0, ..row },
                ..Default::default()
            };
            renderer.fill_quad(line, tok(theme).line_strong);
        }
    }
}

/// The line under the letter of an access key.
fn draw_under(
    renderer: &mut iced::Renderer,
    (item, words): (&Item, &Paragraph),
    place: Point,
    color: Color,
) {
    let at = label::before_key(&item.words).map(|it| it.chars().count());
    let x = |at: usize| words.grapheme_position(0, at).map(|it| it.x);
    if let Some((begin, end)) = at.and_then(|at| x(at).zip(x(at + 1))) {
        let bounds = Rectangle {
            x: place.x + begin,
            y: place.y + words.min_bounds().height - 2.0,
            width: end - begin,
            height: 1.0,
        };
        let quad = renderer::Quad {
            bounds,
            ..Default::default()
        };
        renderer.fill_quad(quad, color);
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
        let words = self.state.lines.iter().map(|it| it.1.min_bounds().width);
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
        for (at, (item, _)) in self.state.lines.iter().enumerate() {
            let row = row(bounds, at, self.state.offset);
            operation.text(None, row, &label::plain(&item.words));
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
            Turn::GiveUp if self.state.is_passive => return self.close(shell),
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
