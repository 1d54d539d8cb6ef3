//! What the mouse does in a table.

use super::place::Place;
use super::table::{Drag, State};
use super::{Grid, GridEvent, ROW, Selection};
use iced::Point;
use iced::advanced::{Shell, mouse};

/// Rows that a notch of the wheel scrolls by.
const NOTCH: f32 = 3.0;
/// How far the mouse goes with the button held down until something is dragged.
const FAR: f32 = 6.0;

impl<M> Grid<'_, M> {
    pub(super) fn mouse(
        &self,
        state: &mut State,
        place: &Place,
        (event, cursor): (&mouse::Event, mouse::Cursor),
        shell: &mut Shell<'_, M>,
    ) {
        match event {
            mouse::Event::WheelScrolled { delta } if cursor.is_over(place.bounds) => {
                wheel(state, place, *delta, shell);
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
            mouse::Event::ButtonReleased(mouse::Button::Left) => {
                if let Some(drag) = state.drag.take() {
                    self.let_go(state, place, (drag, cursor), shell);
                    shell.request_redraw();
                }
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
            match button {
                mouse::Button::Left => self.press_head(state, place, point, shell),
                mouse::Button::Right => self.publish(GridEvent::HeadMenu(point), shell),
                _ => {}
            }
        } else if place.thumb(state.offset).is_some() && place.channel().contains(point) {
            if is_left {
                press_bar(state, place, point, shell);
            }
        } else if place.side_thumb(state.side).is_some() && place.side_channel().contains(point) {
            if is_left {
                press_side(state, place, point, shell);
            }
        } else {
            let row = place.row_at(point.y, state.offset);
            match (button, row) {
                (mouse::Button::Left, Some(row)) => {
                    self.press_row(state, place, (row, point), shell);
                }
                (mouse::Button::Right, row) => {
                    if let Some(row) = row.filter(|it| !self.chosen(state).contains(*it)) {
                        self.choose(state, Selection::one(row), shell);
                    }
                    self.publish(GridEvent::Menu(row, point), shell);
                }
                _ => {}
            }
        }
    }

    fn press_head(&self, state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
        let click = mouse::Click::new(point, mouse::Button::Left, state.last_click);
        state.last_click = Some(click);
        let Some(draw) = place.edge(point.x) else {
            state.drag = place.column_at(point.x).map(|column| Drag::Head {
                column,
                from: point,
                is_moving: false,
            });
            return;
        };
        if click.kind() == mouse::click::Kind::Double {
            // Twice on the edge: as wide as what is seen in the column before it.
            let column = place.before_edge(point.x).unwrap_or(draw.column);
            let width = self.fitting(state, place, column);
            return self.publish(GridEvent::Resize(column, width), shell);
        }
        state.drag = Some(Drag::Column(draw, point.x));
    }

    fn press_row(
        &self,
        state: &mut State,
        place: &Place,
        (row, point): (usize, Point),
        shell: &mut Shell<'_, M>,
    ) {
        let click = mouse::Click::new(point, mouse::Button::Left, state.last_click);
        state.last_click = Some(click);
        let is_double = click.kind() == mouse::click::Kind::Double;
        let chosen = self.chosen(state).clone();
        let (shift, command) = (state.modifiers.shift(), state.modifiers.command());
        let is_plain = !shift && !command;
        let column = place.column_at(point.x);
        if is_plain && column.is_some_and(|it| self.model.check(row, it).is_some()) {
            return self.publish(GridEvent::Check(row), shell);
        }
        // The second click may hit another row where the first changed the order.
        if is_plain && is_double && chosen.single() == Some(row) {
            let at = column.filter(|it| self.model.can_edit(row, *it));
            if at.is_some() && self.edit(state, place, (row, at), shell) {
                return;
            }
            return self.publish(GridEvent::Activate(row), shell);
        }
        let is_chosen = chosen.contains(row);
        state.drag = (!shift).then_some(Drag::Rows {
            row,
            from: point,
            is_pressed: is_plain && is_chosen,
        });
        let chosen = match (shift, command) {
            (false, false) if is_chosen => return,
            (false, false) => Selection::one(row),
            (true, false) => chosen.extended(row),
            (false, true) => chosen.toggled(row),
            (true, true) => chosen.stretched(row),
        };
        state.seen.1 = Some(row);
        self.choose(state, chosen, shell);
    }

    fn let_go(
        &self,
        state: &mut State,
        place: &Place,
        (drag, cursor): (Drag, mouse::Cursor),
        shell: &mut Shell<'_, M>,
    ) {
        match drag {
            Drag::Rows {
                row,
                is_pressed: true,
                ..
            } => {
                state.seen.1 = Some(row);
                self.choose(state, Selection::one(row), shell);
            }
            Drag::Head {
                column,
                is_moving: false,
                ..
            } => self.publish(GridEvent::Sort(column), shell),
            Drag::Head { column, .. } => {
                if let Some(at) = cursor.position() {
                    let before = place.before(at.x);
                    if before != Some(column) {
                        self.publish(GridEvent::Move(column, before), shell);
                    }
                }
            }
            _ => {}
        }
    }

    fn drag(&self, state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
        match &mut state.drag {
            Some(Drag::Column(draw, from)) => {
                let width = draw.width(point.x - *from);
                self.publish(GridEvent::Resize(draw.column, width), shell);
            }
            Some(Drag::Bar(held)) => {
                if let Some(thumb) = place.thumb(state.offset) {
                    let offset = place.offset_at(point.y - *held, thumb);
                    scroll(state, place, offset, shell);
                }
            }
            Some(Drag::Side(held)) => {
                if let Some(thumb) = place.side_thumb(state.side) {
                    state.side = place.side_at(point.x - *held, thumb);
                    shell.request_redraw();
                }
            }
            Some(Drag::Head {
                from, is_moving, ..
            }) => {
                *is_moving |= (point.x - from.x).abs() > FAR;
                if *is_moving {
                    shell.request_redraw();
                }
            }
            Some(Drag::Rows { from, .. }) if self.is_draggable && from.distance(point) > FAR => {
                state.drag = None;
                self.publish(GridEvent::DragStart, shell);
            }
            Some(Drag::Rows { .. }) | None => {}
        }
    }
}

fn wheel<M>(state: &mut State, place: &Place, delta: mouse::ScrollDelta, shell: &mut Shell<'_, M>) {
    let (x, y) = match delta {
        mouse::ScrollDelta::Lines { x, y } => (x * NOTCH * ROW, y * NOTCH * ROW),
        mouse::ScrollDelta::Pixels { x, y } => (x, y),
    };
    // Shift turns the wheel to the side.
    let (x, y) = match state.modifiers.shift() {
        true => (x + y, 0.0),
        false => (x, y),
    };
    state.side = (state.side - x).clamp(0.0, place.last_side());
    scroll(state, place, state.offset - f64::from(y), shell);
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

fn press_side<M>(state: &mut State, place: &Place, point: Point, shell: &mut Shell<'_, M>) {
    let Some(thumb) = place.side_thumb(state.side) else {
        return;
    };
    let page = place.body().width * 0.9;
    let by = if point.x < thumb.x {
        -page
    } else if point.x > thumb.x + thumb.width {
        page
    } else {
        state.drag = Some(Drag::Side(point.x - thumb.x));
        return;
    };
    state.side = (state.side + by).clamp(0.0, place.last_side());
    shell.request_redraw();
}

fn scroll<M>(state: &mut State, place: &Place, offset: f64, shell: &mut Shell<'_, M>) {
    state.offset = place.clamped(offset);
    shell.request_redraw();
}
