//! `inert(is_on, content)`: shows its content but lets nothing in: no keys, no mouse, no Tab stop.

use super::wrap::{Behaviour, Inside, Io, Wrap};
use iced::advanced::mouse;
use iced::advanced::widget::Operation;
use iced::{Element, Event, window};

/// For a window, or a layer of one, behind a modal dialog. Always wrap, switch with `is_on`: the
/// widget tree keeps its shape and with it focus and scroll positions.
pub fn inert<'a, M: 'a>(is_on: bool, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Wrap::element(content.into(), Inert { is_on })
}

struct Inert {
    is_on: bool,
}

#[derive(Default)]
struct State {
    was_on: bool,
}

impl<'a, M> Behaviour<'a, M> for Inert {
    type State = State;

    fn operate(
        &mut self,
        _: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        if !self.is_on {
            inside.operate(operation);
        }
    }

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if self.is_on {
            io.cursor = mouse::Cursor::Unavailable;
        }
        if state.was_on != self.is_on {
            state.was_on = self.is_on;
            // A field keeps its focus, but its caret stops as in a window that lost the focus.
            let turn = match self.is_on {
                true => window::Event::Unfocused,
                false => window::Event::Focused,
            };
            inside.update(&Event::Window(turn), io);
        }
        // Frames go on, so that what moves by itself keeps moving.
        if !self.is_on || matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            inside.update(event, io);
        }
    }

    fn is_shut(&self) -> bool {
        self.is_on
    }
}
