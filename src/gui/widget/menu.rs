//! A menu at a point of the window.

use super::grid::{Column, Columns};
use super::popup::{self, Item, Popup};
use super::wrap::{Behaviour, Over, Wrap};
use iced::{Element, Point, Rectangle, Size};

/// A line of a menu; `&` in its words marks an access key.
#[derive(Debug, Clone)]
pub struct MenuItem<M> {
    item: Item,
    message: Option<M>,
}

impl<M> MenuItem<M> {
    /// Sends a message; without one it is greyed.
    pub fn new(words: impl Into<String>, message: Option<M>) -> Self {
        let item = Item {
            is_enabled: message.is_some(),
            ..Item::new(words)
        };
        Self { item, message }
    }

    /// Is ticked or not, as something that can be turned on and off.
    #[must_use]
    pub fn ticked(mut self, is_on: bool) -> Self {
        self.item.tick = Some(is_on);
        self
    }

    /// The key that does the same, such as "Entf"; only shown.
    #[must_use]
    pub fn key(mut self, words: impl Into<String>) -> Self {
        self.item.key = words.into();
        self
    }

    /// A line parts it from what stands above.
    #[must_use]
    pub fn parted(mut self) -> Self {
        self.item.is_parted = true;
        self
    }
}

/// The menu of a table's head: every column with a tick, `toggle` turns it on or off.
pub fn column_menu<M>(columns: &Columns, toggle: impl Fn(usize) -> M) -> Vec<MenuItem<M>> {
    let item = |(at, column): (usize, &Column)| {
        let message = (!column.is_fixed).then(|| toggle(at));
        // What stands in the head is no access key.
        let words = column.title.replace('&', "&&");
        MenuItem::new(words, message).ticked(column.is_shown)
    };
    columns.every().map(item).collect()
}

/// Shows `items` at `at`, a point of the window, over `base`. Items without a message are greyed;
/// `&` marks an access key. `close` is sent whenever the menu closes, after the message of what was
/// chosen; `at` must be `None` from then on.
pub fn with_menu<'a, M: Clone + 'a>(
    base: impl Into<Element<'a, M>>,
    at: Option<Point>,
    items: Vec<(String, Option<M>)>,
    close: M,
) -> Element<'a, M> {
    let items = items.into_iter().map(|it| MenuItem::new(it.0, it.1));
    with_items(base, at, items.collect(), close)
}

/// The same with more in its lines: see [`MenuItem`].
pub fn with_items<'a, M: Clone + 'a>(
    base: impl Into<Element<'a, M>>,
    at: Option<Point>,
    items: Vec<MenuItem<M>>,
    close: M,
) -> Element<'a, M> {
    let (items, messages) = items.into_iter().map(|it| (it.item, it.message)).unzip();
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
