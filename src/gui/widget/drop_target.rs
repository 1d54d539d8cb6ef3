//! `drop_target(content, …)`: takes files that are dropped onto the window.

use super::wrap::{Behaviour, Inside, Io, Wrap};
use iced::{Element, Event, window};
use std::path::PathBuf;

/// Sends a message for each file that is dropped onto the window that `content` is in.
pub fn drop_target<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    on_drop: impl Fn(PathBuf) -> M + 'a,
) -> Element<'a, M> {
    let target = Target {
        on_drop: Box::new(on_drop),
    };
    Wrap::element(content.into(), target)
}

struct Target<'a, M> {
    on_drop: Box<dyn Fn(PathBuf) -> M + 'a>,
}

/// Nothing is remembered.
#[derive(Default)]
struct State;

impl<'a, M: 'a> Behaviour<'a, M> for Target<'a, M> {
    type State = State;

    fn update(
        &mut self,
        _: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if let Event::Window(window::Event::FileDropped(path)) = event {
            io.shell.publish((self.on_drop)(path.clone()));
            io.shell.capture_event();
            return;
        }
        inside.update(event, io);
    }
}
