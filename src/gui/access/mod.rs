//! What a screen reader learns of the windows, and what it may do in them. The toolkit knows nothing
//! of screen readers: a walk over the widgets of a window collects what is there, and the
//! platform's bridge hands it on.

mod survey;

#[cfg(all(unix, not(target_os = "macos")))]
#[path = "bridge_unix.rs"]
mod bridge;
#[cfg(not(all(unix, not(target_os = "macos"))))]
#[path = "bridge_none.rs"]
mod bridge;

pub use bridge::Bridge;
pub use survey::{Kind, Node};

use iced::advanced::widget::{self, Id};
use iced::{Element, Task, window};
use survey::{Act, Survey};

/// What a screen reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Press or tick.
    Press,
    /// Give it the focus.
    Focus,
}

/// What happens between windows and screen readers.
#[derive(Debug, Clone)]
pub enum Message {
    /// A screen reader is there, or has gone.
    Listens(bool),
    /// A window has this in it.
    Collected(window::Id, Vec<Node>),
    /// Something may have changed in a window without a message to the program, such as the focus.
    Changed(window::Id),
    /// A window has the keyboard, or no longer.
    WindowFocused(window::Id, bool),
    /// A screen reader asks for something to be done to the node of this number.
    Asked(window::Id, usize, Wish),
    /// That was done.
    Done(window::Id),
}

/// Marks the root of a window, so that a walk finds it.
pub fn root<'a, M: 'a>(window: window::Id, content: Element<'a, M>) -> Element<'a, M> {
    iced::widget::container(content).id(root_id(window)).into()
}

fn root_id(window: window::Id) -> Id {
    Id::from(format!("root-{window}"))
}

/// Collects what is in a window.
pub fn collect(window: window::Id) -> Task<Message> {
    let survey = Survey::new(root_id(window));
    widget::operate(survey).map(move |nodes| Message::Collected(window, nodes))
}

/// Does what a screen reader asks for. `nodes` is what it was told.
pub fn act(window: window::Id, nodes: &[Node], node: usize, wish: Wish) -> Task<Message> {
    let Some(stop) = nodes.get(node).and_then(|it| it.stop) else {
        return Task::none();
    };
    let act = Act::new(root_id(window), stop, wish);
    widget::operate(act).map(move |()| Message::Done(window))
}
