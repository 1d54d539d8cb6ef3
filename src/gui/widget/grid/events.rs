//! What mouse and keyboard do in a table.

use super::place::Place;
use super::{Drag, Grid, GridEvent, ROW, State};
use iced::Point;
use iced::advanced::{Shell, mouse};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use std::time::{Duration, Instant};

/// A pause after which typing looks for another word.
const PAUSE: Duration = Duration::from_secs(1);
/// Rows that a notch of the wheel scrolls by.
const NOTCH: f32 = 3.0;

impl<M> Grid<'_, M> {
    fn publish(&self, event: GridEvent, shell: &mut Shell<'_, M>) {
        shell.publish((self.on_event)(event));
    }

    pub(super) fn mouse(
        &self,
        state: &mut State,
        place: &Place,
        (event, cursor): (&mouse::Event, mouse::Cursor),
        shell: &mut Shell<'_, M>,
    ) {
        match event {
            mouse::Event::WheelScrolled { delta } if cursor.is_over(place.bounds) => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => y * NOTCH * ROW,
                    mouse::ScrollDelta::Pixels { y, .. } => *y,
                };
                scroll(state, place, state.offset - f64::from(by), shell);
                shell.capture_event();
            }
            mouse::Event::ButtonPressed(button) => {
                let point = cursor.position_over(place.bounds);
                if state.is_focused != point.is_some() || state.has_ring {
                    shell.request_redraw();
                }
                state.is_focused = point.is_some();
                state.has_ring = false;
                if let Some(point) = point {
                    shell.capture_event();
                    self.press(state, place, (*button, point), shell);
                }
            }
            mouse::Event::ButtonReleased(_) if state.drag.take().is_some() => {
                shell.request_redraw();
            }
            mouse::Event::CursorMoved { position } => self.drag(state, place, *position, shell),
            _ => {}
        }
    }

    fn press(
        &self,
        state: &mut State,
        place: &Place,
        (button, point): (mouse::Button, Point),
        shell: &mut Shell<'_, M>,
    ) {
        let is_left = button == mouse::Button::Left;
        if place.whole_head().contains(point) {
            if is_left {
                self.press_head(state, place, point, shell);
            }
        } else if place.thumb(state.offset).is_some() && place.channel().contains(point) {
            if is_left {
                press_bar(state, place, point, shell);
            }
        } else if let Some(row) = place.row_at(point.y, state.offset) {
            match button {
                mouse::Button::Left => {
                    let click = mouse::Click::new(point, button, state.last_click);
                    let is_double = click.kind() == mouse::click::Kind::Double;
                    // The second click may hit another row where the first changed the order.
                    let event = match is_double && self.selected == Some(row) {
                        true => GridEvent::Activate(row),
                        false => GridEvent::Select(row),
                    };
                    state.last_click = Some(click);
                    self.publish(event, shell);
                }
                mouse::Button::Right => {
                    self.publish(GridEvent::Select(row), shell);
                    self.publish(GridEvent::Menu(row, point), shell);
                }
                _ => {}
            }
        }
    }

    fn press_head(&self, state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
        if let Some((column, width)) = place.edge(point.x) {
            state.drag = Some(Drag::Column(column, point.x, width));
        } else if let Some(column) = place.column_at(point.x) {
            self.publish(GridEvent::Sort(column), shell);
        }
    }

    fn drag(&self, state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
        match state.drag {
            Some(Drag::Column(at, from, width)) => {
                let min = self.columns.get(at).map_or(0.0, |it| it.min);
                let width = (width + point.x - from).max(min);
                self.publish(GridEvent::Resize(at, width), shell);
            }
            Some(Drag::Bar(held)) => {
                if let Some(thumb) = place.thumb(state.offset) {
                    let offset = place.offset_at(point.y - held, thumb);
                    scroll(state, place, offset, shell);
                }
            }
            None => {}
        }
    }

    pub(super) fn keyboard(
        &self,
        state: &mut State,
        place: &Place,
        event: &keyboard::Event,
        shell: &mut Shell<'_, M>,
    ) {
        let keyboard::Event::KeyPressed { key, modifiers, .. } = event else {
            return;
        };
        let row = match key {
            Key::Named(key) if modifiers.is_empty() => self.target(*key, place),
            Key::Character(letters) if !modifiers.command() && !modifiers.alt() => {
                self.typed(state, letters)
            }
            _ => None,
        };
        if let Some(row) = row {
            let offset = place.revealed(row, state.offset);
            scroll(state, place, offset, shell);
            state.revealed = Some(row);
            state.has_ring = true;
            self.publish(GridEvent::Select(row), shell);
            return shell.capture_event();
        }
        if let Some(row) = self.selected
            && let Some(event) = self.opened(row, (key, *modifiers), place, state.offset)
        {
            self.publish(event, shell);
            shell.capture_event();
        }
    }

    /// The row that a key goes to.
    fn target(&self, key: Named, place: &Place) -> Option<usize> {
        let last = self.model.len().checked_sub(1)?;
        let at = self.selected;
        let by = |rows: usize| at.map_or(0, |it| it.saturating_add(rows).min(last));
        let back = |rows: usize| at.map_or(0, |it| it.saturating_sub(rows).min(last));
        match key {
            Named::ArrowDown => Some(by(1)),
            Named::ArrowUp => Some(back(1)),
            Named::PageDown => Some(by(place.page())),
            Named::PageUp => Some(back(place.page())),
            Named::Home => Some(0),
            Named::End => Some(last),
            _ => None,
        }
    }

    fn typed(&self, state: &mut State, letters: &str) -> Option<usize> {
        let now = Instant::now();
        let before = state.typed.take();
        let goes_on = before.filter(|it| now.saturating_duration_since(it.1) < PAUSE);
        // A first letter goes on to the next row, further ones stay while they fit.
        let from = match (&goes_on, self.selected) {
            (None, Some(row)) => row + 1,
            (_, row) => row.unwrap_or(0),
        };
        let mut typed = goes_on.map(|it| it.0).unwrap_or_default();
        typed.push_str(letters);
        let row = self.model.find(&typed, from);
        state.typed = Some((typed, now));
        row.filter(|it| *it < self.model.len())
    }

    /// What a key does with the chosen row.
    fn opened(
        &self,
        row: usize,
        (key, modifiers): (&Key, Modifiers),
        place: &Place,
        offset: f64,
    ) -> Option<GridEvent> {
        match key {
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(GridEvent::Activate(row)),
            Key::Named(Named::ContextMenu) => Some(self.menu(row, place, offset)),
            Key::Named(Named::F10) if modifiers.shift() => Some(self.menu(row, place, offset)),
            _ => None,
        }
    }

    fn menu(&self, row: usize, place: &Place, offset: f64) -> GridEvent {
        let at = place.row(row, place.revealed(row, offset));
        GridEvent::Menu(row, Point::new(at.x + 40.0, at.y + at.height))
    }
}

fn press_bar<M>(state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
    let Some(thumb) = place.thumb(state.offset) else {
        return;
    };
    let page = f64::from(place.body().height - ROW);
    if point.y < thumb.y {
        scroll(state, place, state.offset - page, shell);
    } else if point.y > thumb.y + thumb.height {
        scroll(state, place, state.offset + page, shell);
    } else {
        state.drag = Some(Drag::Bar(point.y - thumb.y));
    }
}

fn scroll<M>(state: &mut State, place: &Place, offset: f64, shell: &mut Shell<'_, M>) {
    state.offset = place.clamped(offset);
    shell.request_redraw();
}
