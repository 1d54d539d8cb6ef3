//! A text field with a list of proposals: arrow keys and Enter belong to the list while the field
//! has the focus, and the list hears when the field loses it.

use super::wrap::{Behaviour, Inside, Io, Wrap};
use iced::advanced::widget::{Id, Operation, operation::Focusable};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Rectangle};

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

struct TypeAhead<'a, M> {
    on_key: OnKey<'a, M>,
    on_leave: Option<M>,
}

/// Lets `on_key` have the keys of a text field first.
pub fn type_ahead<'a, M: Clone + 'a>(
    field: impl Into<Element<'a, M>>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_leave: Option<M>,
) -> Element<'a, M> {
    let behaviour = TypeAhead {
        on_key: Box::new(on_key),
        on_leave,
    };
    Wrap::element(field.into(), behaviour)
}

/// Whether anything inside has the focus.
#[derive(Default)]
struct HasFocus(bool);

impl Operation for HasFocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        self.0 |= state.is_focused();
    }
}

fn has_focus<M>(inside: &mut Inside<'_, '_, M>) -> bool {
    let mut found = HasFocus::default();
    inside.operate(&mut found);
    found.0
}

#[derive(Default)]
struct State {
    was_focused: bool,
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for TypeAhead<'a, M> {
    type State = State;

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && has_focus(inside)
            && let Some(message) = (self.on_key)(key, *modifiers)
        {
            io.shell.publish(message);
            io.shell.capture_event();
            return;
        }
        inside.update(event, io);
        // Without a list nobody needs to know.
        let is_focused = self.on_leave.is_some() && has_focus(inside);
        if state.was_focused
            && !is_focused
            && let Some(message) = &self.on_leave
        {
            io.shell.publish(message.clone());
        }
        state.was_focused = is_focused;
    }
}
