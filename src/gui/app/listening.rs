//! What the program listens to besides its screens.

use super::{App, Message};
use crate::gui::{access, changes, engine, hosting};
use iced::{Subscription, window};

impl App {
    /// What is listened to.
    pub fn subscription(&self) -> Subscription<Message> {
        let windows = [
            window::close_requests().map(hosting::Message::CloseRequested),
            window::close_events().map(hosting::Message::Closed),
        ];
        let mut all: Vec<_> = windows
            .into_iter()
            .map(|it| it.map(Message::Window))
            .collect();
        all.push(iced::event::listen_with(|event, _, id| match event {
            iced::Event::Window(window::Event::Resized(size)) => Some(Message::Resized(id, size)),
            iced::Event::Window(window::Event::Moved(position)) => {
                Some(Message::Moved(id, position))
            }
            iced::Event::Window(window::Event::Focused) => Some(focused(id, true)),
            iced::Event::Window(window::Event::Unfocused) => Some(focused(id, false)),
            _ => None,
        }));
        all.push(self.later_starts());
        all.push(self.bridge.subscription().map(Message::Access));
        if self.bridge.is_heard() {
            all.push(iced::event::listen_with(may_move_focus));
        }
        let office = &self.context.office;
        let changed = |()| Message::Main(crate::gui::screen::desk::Message::Changed);
        if !self.is_resting() {
            all.push(changes::of(office).map(changed));
        }
        if self.options.fetch {
            all.push(engine::backups(office).map(Message::Engine));
        }
        if self.fetches() {
            let send = self.options.send && self.preferences.workplace.send;
            all.push(engine::receiver(office, send).map(Message::Engine));
        }
        Subscription::batch(all)
    }
}

fn focused(window: window::Id, is_focused: bool) -> Message {
    Message::Access(access::Message::WindowFocused(window, is_focused))
}

/// Keys and clicks move the focus without a message to the program.
fn may_move_focus(
    event: iced::Event,
    _: iced::event::Status,
    window: window::Id,
) -> Option<Message> {
    let is_input = matches!(
        event,
        iced::Event::Keyboard(iced::keyboard::Event::KeyReleased { .. })
            | iced::Event::Mouse(iced::mouse::Event::ButtonReleased(_))
    );
    is_input.then_some(Message::Access(access::Message::Changed(window)))
}
