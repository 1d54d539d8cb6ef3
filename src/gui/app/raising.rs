//! The main window: opened, opened again after it was closed, brought to the front.

use super::{App, Message};
use crate::gui::{hosting, raise};
use iced::{Size, Task, window};

impl App {
    /// Opens the main window and reads what it shows.
    pub(super) fn open_main(&mut self, is_minimised: bool) -> Task<Message> {
        let position = match self.preferences.position {
            Some(position) => window::Position::Specific(position),
            None => hosting::centered(self.preferences.factor()),
        };
        let (id, open) = window::open(window::Settings {
            size: self.preferences.size,
            min_size: Some(Size::new(640.0, 400.0)),
            position,
            icon: crate::gui::window_icon(),
            exit_on_close_request: false,
            platform_specific: crate::gui::platform_specific(),
            ..window::Settings::default()
        });
        self.hosting.main = Some(id);
        let open = open.map(|id| Message::Window(hosting::Message::Opened(id)));
        let open = match is_minimised {
            true => open.chain(window::minimize(id, true)),
            false => open,
        };
        open.chain(self.reload())
    }

    /// Brings the main window to the front, and the dialog that it waits for before it. Opens it again
    /// if it is gone.
    pub fn raise(&mut self) -> Task<Message> {
        let Some(main) = self.hosting.main else {
            self.leaving.is_back();
            let opening = self.open_main(false);
            let id = self.hosting.main;
            let focus = id.map_or_else(Task::none, |id| raise::to_front(id).discard());
            return opening.chain(focus);
        };
        let front = self.hosting.raise(main).map(Message::Window);
        raise::to_front(main).discard().chain(front)
    }
}
