//! `suggest(field, …)`: suggestions below a text field while somebody types in it. Arrow keys choose,
//! Enter and Tab take, Escape closes; every other key goes on into the field.

use super::popup::{self, Item, Popup};
use super::walk::has_focus;
use super::wrap::{Behaviour, Inside, Io, Over, Wrap};
use iced::advanced::widget::operation::TextInput;
use iced::advanced::widget::{Id, Operation};
use iced::{Element, Event, Rectangle};

/// Shows `items` below `field` while it has the focus. With `has_default` the first one is taken by
/// Enter or Tab without having been chosen.
pub fn suggest<'a, M: Clone + 'a>(
    field: impl Into<Element<'a, M>>,
    items: Vec<String>,
    has_default: bool,
    on_choose: impl Fn(usize) -> M + 'a,
) -> Element<'a, M> {
    // An ampersand in a name is no mark of an access key.
    let item = |words: String| Item::new(words.replace('&', "&&"));
    let suggest = Suggest {
        items: items.into_iter().map(item).collect(),
        has_default,
        on_choose: Box::new(on_choose),
    };
    Wrap::element(field.into(), suggest)
}

struct Suggest<'a, M> {
    items: Vec<Item>,
    has_default: bool,
    on_choose: Box<dyn Fn(usize) -> M + 'a>,
}

#[derive(Default)]
struct State {
    items: Vec<Item>,
    popup: popup::State,
    /// Something was taken: the caret goes behind it.
    is_taken: bool,
}

struct CaretToEnd;

impl Operation for CaretToEnd {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        state.move_cursor_to_end();
    }
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Suggest<'a, M> {
    type State = State;

    fn refresh(&self, state: &mut State) {
        if state.items == self.items {
            return;
        }
        state.items.clone_from(&self.items);
        match self.items.is_empty() {
            true => state.popup.close(),
            false => state.popup.open_passive(self.has_default.then_some(0)),
        }
    }

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if std::mem::take(&mut state.is_taken) {
            inside.operate(&mut CaretToEnd);
        }
        inside.update(event, io);
        if state.popup.is_open() && !has_focus(inside) {
            state.popup.close();
            io.shell.invalidate_layout();
            io.shell.request_redraw();
        }
    }

    fn overlay<'b>(&'b mut self, state: &'b mut State, bounds: Rectangle) -> Option<Over<'b, M>> {
        let State {
            popup, is_taken, ..
        } = state;
        let on_choose = &self.on_choose;
        let popup = Popup {
            state: popup,
            anchor: bounds,
            choose: Box::new(move |at| {
                *is_taken = true;
                Some(on_choose(at))
            }),
            closed: None,
        };
        popup.overlay(&self.items)
    }
}
