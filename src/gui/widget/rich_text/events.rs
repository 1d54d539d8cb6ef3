//! What mouse and keyboard do in a text.

use super::select::{Selection, Spot};
use super::{Page, RichEvent, RichText, State};
use crate::gui::widget::edit_action::Action;
use iced::advanced::clipboard::Kind;
use iced::advanced::mouse::click::Kind as ClickKind;
use iced::advanced::{Clipboard, Shell, mouse};
use iced::keyboard::{self, Key, key::Named};
use iced::{Point, Rectangle};

/// Pixels that a notch of the wheel scrolls by.
const NOTCH: f32 = 58.0;
/// Pixels that an arrow key scrolls by.
const STEP: f32 = 38.0;
/// Longest text that is copied, in bytes.
const LONGEST_COPY: usize = 20 * 1024 * 1024;

/// What a drag with the left button does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Drag {
    /// Moves the scroll bar, held this far below its upper end.
    Bar(f32),
    /// Selects; begun on this link, which is followed unless something gets selected.
    Text(Option<u32>),
}

fn spot_at(page: &Page, state: &mut State, point: Point, bounds: Rectangle) -> Option<Spot> {
    let sight = state.sight.get_mut();
    let (row, place) = sight.row_at(point.y, bounds)?;
    let point = Point::new(point.x - place.x, point.y - place.y);
    let laid = sight.laid(page, row)?;
    // Of cells beside each other the one at the mouse, of lines the one at its height.
    let distance = |piece: &&super::laid::Piece| {
        let size = iced::advanced::text::Paragraph::min_bounds(&piece.paragraph);
        let out = |at: f32, from: f32, length: f32| (from - at).max(at - from - length).max(0.0);
        let across = out(point.x, piece.at.x, size.width);
        let down = out(point.y, piece.at.y, size.height);
        across + 4.0 * down
    };
    let nearest = laid
        .pieces
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)));
    Some((row, nearest.map_or(0, |it| it.offset_at(point))))
}

fn link_at(page: &Page, state: &mut State, point: Point, bounds: Rectangle) -> Option<u32> {
    let sight = state.sight.get_mut();
    let (row, place) = sight.row_at(point.y, bounds)?;
    let point = Point::new(point.x - place.x, point.y - place.y);
    let laid = sight.laid(page, row)?;
    laid.pieces.iter().find_map(|it| it.link_at(point))
}

impl<M> RichText<'_, M> {
    fn publish(&self, event: RichEvent, shell: &mut Shell<'_, M>) {
        shell.publish((self.on_event)(event));
    }

    /// Tells which link the focus is on, where it has changed.
    pub(super) fn tell_over(&self, state: &mut State, shell: &mut Shell<'_, M>) {
        let focused = state.focused_link().and_then(|it| u32::try_from(it).ok());
        if focused.is_some() && state.over != focused && state.drag.is_none() {
            state.over = focused;
            self.publish(RichEvent::Over(focused), shell);
        }
    }

    pub(super) fn mouse(
        &self,
        state: &mut State,
        bounds: Rectangle,
        (event, cursor): (&mouse::Event, mouse::Cursor),
        shell: &mut Shell<'_, M>,
    ) {
        match event {
            mouse::Event::WheelScrolled { delta } if cursor.is_over(bounds) => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => y * NOTCH,
                    mouse::ScrollDelta::Pixels { y, .. } => *y,
                };
                state.sight.get_mut().scroll(self.page, -by);
                shell.capture_event();
                shell.request_redraw();
            }
            mouse::Event::ButtonPressed(button) => {
                let point = cursor.position_over(bounds);
                let was_focused = state.has_focus();
                state.stop.unfocus_all(&mut state.links);
                state.stop.is_focused = point.is_some();
                if was_focused || point.is_some() {
                    shell.request_redraw();
                }
                if let Some(point) = point.filter(|_| *button == mouse::Button::Left) {
                    shell.capture_event();
                    self.press(state, point, bounds);
                }
            }
            mouse::Event::ButtonReleased(mouse::Button::Left) => {
                let drag = state.drag.take();
                let is_still = state.selection.span().is_none();
                if let Some(Drag::Text(Some(link))) = drag
                    && is_still
                {
                    self.publish(RichEvent::Follow(link), shell);
                }
                if drag.is_some() {
                    shell.request_redraw();
                }
            }
            mouse::Event::CursorMoved { position } => self.moved(state, *position, bounds, shell),
            _ => {}
        }
    }

    fn press(&self, state: &mut State, point: Point, bounds: Rectangle) {
        let sight = state.sight.get_mut();
        if sight.is_over_bar(point, bounds) {
            let thumb = sight.thumb(bounds);
            match thumb.filter(|it| point.y >= it.y && point.y <= it.y + it.height) {
                Some(thumb) => state.drag = Some(Drag::Bar(point.y - thumb.y)),
                None => {
                    let is_up = thumb.is_some_and(|it| point.y < it.y);
                    let leaf = sight.leaf();
                    sight.scroll(self.page, if is_up { -leaf } else { leaf });
                }
            }
            return;
        }
        let click = mouse::Click::new(point, mouse::Button::Left, state.last_click);
        state.last_click = Some(click);
        let Some(spot) = spot_at(self.page, state, point, bounds) else {
            return;
        };
        let link = link_at(self.page, state, point, bounds);
        state.selection = match click.kind() {
            ClickKind::Single => Selection {
                ends: Some((spot, spot)),
            },
            ClickKind::Double => Selection::word(self.page, spot),
            ClickKind::Triple => Selection::row(self.page, spot.0),
        };
        state.drag = Some(Drag::Text(link));
    }

    fn moved(&self, state: &mut State, point: Point, bounds: Rectangle, shell: &mut Shell<'_, M>) {
        match state.drag {
            Some(Drag::Bar(held)) => {
                let sight = state.sight.get_mut();
                sight.drag_to(self.page, point.y - held, bounds);
                shell.request_redraw();
            }
            Some(Drag::Text(_)) => {
                let beyond = match point.y {
                    y if y < bounds.y => y - bounds.y,
                    y if y > bounds.y + bounds.height => y - bounds.y - bounds.height,
                    _ => 0.0,
                };
                if beyond != 0.0 {
                    state
                        .sight
                        .get_mut()
                        .scroll(self.page, beyond.clamp(-60.0, 60.0));
                }
                let spot = spot_at(self.page, state, point, bounds);
                if let (Some((start, _)), Some(spot)) = (state.selection.ends, spot) {
                    state.selection.ends = Some((start, spot));
                    shell.request_redraw();
                }
            }
            None => {
                let is_inside = bounds.contains(point);
                let over = is_inside
                    .then(|| link_at(self.page, state, point, bounds))
                    .flatten();
                if state.over != over {
                    state.over = over;
                    self.publish(RichEvent::Over(over), shell);
                }
            }
        }
    }

    pub(super) fn keyboard(
        &self,
        state: &mut State,
        bounds: Rectangle,
        event: &keyboard::Event,
        (clipboard, shell): (&mut dyn Clipboard, &mut Shell<'_, M>),
    ) {
        let keyboard::Event::KeyPressed { key, modifiers, .. } = event else {
            return;
        };
        let _ = bounds;
        match Action::of(event) {
            Some(Action::SelectAll) => {
                state.selection = Selection::all(self.page);
                shell.request_redraw();
                return shell.capture_event();
            }
            Some(Action::Copy) => {
                let mut text = state.selection.text(self.page);
                text.truncate(text.floor_char_boundary(LONGEST_COPY));
                if !text.is_empty() {
                    clipboard.write(Kind::Standard, text);
                    self.publish(RichEvent::Copied, shell);
                }
                return shell.capture_event();
            }
            _ => {}
        }
        if modifiers.alt() || modifiers.logo() {
            return;
        }
        let focused = state.focused_link().and_then(|it| u32::try_from(it).ok());
        let sight = state.sight.get_mut();
        let leaf = sight.leaf();
        match (key, modifiers.shift()) {
            (Key::Named(Named::Enter | Named::Space), false) if focused.is_some() => {
                if let Some(link) = focused {
                    self.publish(RichEvent::Follow(link), shell);
                }
            }
            (Key::Named(Named::ArrowDown), _) => sight.scroll(self.page, STEP),
            (Key::Named(Named::ArrowUp), _) => sight.scroll(self.page, -STEP),
            (Key::Named(Named::PageDown), _) | (Key::Named(Named::Space), false) => {
                sight.scroll(self.page, leaf);
            }
            (Key::Named(Named::PageUp), _) | (Key::Named(Named::Space), true) => {
                sight.scroll(self.page, -leaf);
            }
            (Key::Named(Named::Home), _) => sight.jump(self.page, false),
            (Key::Named(Named::End), _) => sight.jump(self.page, true),
            _ => return,
        }
        shell.capture_event();
        shell.request_redraw();
    }
}

impl super::Stop {
    fn unfocus_all(&mut self, links: &mut [Self]) {
        *self = Self::default();
        links.iter_mut().for_each(|it| *it = Self::default());
    }
}
