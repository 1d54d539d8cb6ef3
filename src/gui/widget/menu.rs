//! A menu at a point of the window.

use super::popup::{self, Item, Popup};
use super::wrap::{Behaviour, Over, Wrap};
use iced::{Element, Point, Rectangle, Size};

/// Shows `items` at `at`, a point of the window, over `base`. Items without a message are greyed;
/// `&` marks an access key. `close` is sent whenever the menu closes, after the message of what was
/// chosen; `at` must be `None` from then on.
pub fn with_menu<'a, M: Clone + 'a>(
    base: impl Into<Element<'a, M>>,
    at: Option<Point>,
    items: Vec<(String, Option<M>)>,
    close: M,
) -> Element<'a, M> {
    let (items, messages) = items
        .into_iter()
        .map(|(words, message)| {
            let is_enabled = message.is_some();
            (Item { words, is_enabled }, message)
        })
        .unzip();
    let menu = Menu {
        at,
        items,
        messages,
        close,
    };
    Wrap::element(base.into(), menu)
}

struct Menu<M> {
    at: Option<Point>,
    items: Vec<Item>,
    messages: Vec<Option<M>>,
    close: M,
}

#[derive(Default)]
struct State {
    at: Option<Point>,
    popup: popup::State,
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Menu<M> {
    type State = State;

    fn refresh(&self, state: &mut State) {
        if state.at != self.at {
            state.at = self.at;
            match self.at {
                Some(_) => state.popup.open(None),
                None => state.popup.close(),
            }
        }
    }

    fn overlay<'b>(&'b mut self, state: &'b mut State, _: Rectangle) -> Option<Over<'b, M>> {
        let popup = Popup {
            state: &mut state.popup,
            anchor: Rectangle::new(self.at?, Size::ZERO),
            choose: Box::new(|at| self.messages.get(at).cloned().flatten()),
            closed: Some(self.close.clone()),
        };
        popup.overlay(&self.items)
    }
}
