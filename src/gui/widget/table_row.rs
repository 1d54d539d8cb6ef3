//! `table_row(content)`: a row of a table with controls in it. Tab reaches the controls of the
//! selected row only, so that a table is not a walk through all its cells; the mouse reaches all of
//! them, and pressing any of them selects the row. [`reveal`] brings a row into view.

use super::focus;
use super::wrap::{Behaviour, Inside, Io, Wrap};
use iced::advanced::mouse;
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{
    Focusable, Operation, Outcome as Found, Scrollable, TextInput,
};
use iced::advanced::widget::{Id, operate};
use iced::{Element, Event, Rectangle, Task, Vector, touch};
use std::any::Any;

struct TableRow<M> {
    id: Id,
    is_selected: bool,
    on_press: M,
}

/// Makes `content` a row; pressing anything in it sends `on_press` first, unless it is selected.
pub fn table_row<'a, M: Clone + 'a>(
    id: Id,
    is_selected: bool,
    on_press: M,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let row = TableRow {
        id,
        is_selected,
        on_press,
    };
    Wrap::element(content.into(), row)
}

/// It has been pressed and is about to be selected.
#[derive(Default)]
struct Pressed(bool);

impl<'a, M: Clone + 'a> Behaviour<'a, M> for TableRow<M> {
    type State = Pressed;

    fn refresh(&self, state: &mut Pressed) {
        state.0 &= !self.is_selected;
    }

    fn operate(
        &mut self,
        state: &mut Pressed,
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        operation.container(Some(&self.id), inside.bounds());
        let has_stops = self.is_selected || state.0;
        operation.traverse(&mut |operation| match has_stops {
            true => inside.operate(operation),
            false => inside.operate(&mut NoStops(operation)),
        });
    }

    fn update(
        &mut self,
        state: &mut Pressed,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        let is_press = matches!(
            event,
            Event::Mouse(mouse::Event::ButtonPressed(_))
                | Event::Touch(touch::Event::FingerPressed { .. })
        );
        if is_press && !self.is_selected {
            state.0 = io.cursor.is_over(inside.bounds());
            if state.0 {
                io.shell.publish(self.on_press.clone());
            }
        }
        inside.update(event, io);
    }
}

/// An operation that sees everything but what can have the focus.
struct NoStops<'a>(&'a mut dyn Operation);

impl Operation for NoStops<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0
            .traverse(&mut |operation| operate(&mut NoStops(operation)));
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.0.scrollable(id, bounds, content, translation, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn Focusable) {}

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn TextInput) {}

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        // A screen reader hears what is there; only pressing needs the stop.
        if !state.is::<focus::State>() {
            self.0.custom(id, bounds, state);
        }
    }
}

/// Scrolls the rows of the scrollable `rows` so that the row of this id is seen.
pub fn reveal<M: Send + 'static>(rows: Id, id: Id) -> Task<M> {
    operate(Find {
        rows,
        id,
        row: None,
    })
    .discard()
}

/// Finds where a row is.
struct Find {
    rows: Id,
    id: Id,
    row: Option<Rectangle>,
}

impl Operation<()> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id == Some(&self.id) {
            self.row = Some(bounds);
        }
    }

    fn finish(&self) -> Found<()> {
        match self.row {
            Some(row) => Found::Chain(Box::new(Scroll {
                rows: self.rows.clone(),
                row,
            })),
            None => Found::None,
        }
    }
}

/// Scrolls what holds the row.
struct Scroll {
    rows: Id,
    row: Rectangle,
}

impl Operation<()> for Scroll {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if id != Some(&self.rows) {
            return;
        }
        let top = self.row.y - bounds.y - translation.y;
        let below = top + self.row.height - bounds.height;
        let distance = if top < 0.0 { top } else { below.max(0.0) };
        if distance != 0.0 {
            let offset = AbsoluteOffset {
                x: 0.0,
                y: distance,
            };
            state.scroll_by(offset, bounds, content);
        }
    }
}
