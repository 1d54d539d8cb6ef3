//! The program behind the windows: the main screen, the dialogs in front of it, and the engine's
//! events.

mod called;
mod leaving;
mod listening;
mod raising;
pub mod resident;

use super::access::{self, Bridge};
use super::action::Action;
use super::context::Context;
use super::dialog::ask::{Ask, Kind};
use super::dialog::{self, Outcome, Screen};
use super::engine;
use super::hosting::{self, Host, HostId, Hosting};
use super::notify::{self, Notifier};
use super::preferences::Preferences;
use super::screen::desk::{self, Desk};
use super::theme;
use super::widget;
use crate::i18n::texts;
use crate::service::acting::{Acted, WhoAmI};
use crate::service::{Office, Result};
use crate::settings;
pub use called::{Called, Event as CallEvent};
use iced::{Element, Point, Rectangle, Size, Task, Theme, window};
use leaving::Leaving;
use resident::Resident;
use std::sync::Arc;

/// Everything that is open.
pub struct App {
    /// What every screen may use.
    pub context: Context,
    /// What was chosen for the window.
    pub preferences: Preferences,
    /// The dialogs.
    pub hosting: Hosting,
    main: Desk,
    /// Tells of new mail.
    pub notifier: Notifier,
    options: Options,
    bridge: Bridge,
    leaving: Leaving,
    called: Called,
    /// What goes on beyond the window.
    pub resident: Resident,
}

/// What the window does besides showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Mail is fetched while the window is open.
    pub fetch: bool,
    /// The Postausgang is worked off as well.
    pub send: bool,
    /// Choices are kept for the next start.
    pub keep: bool,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the main screen.
    Main(desk::Message),
    /// In a dialog.
    Dialog(HostId, dialog::Message),
    /// With windows.
    Window(hosting::Message),
    /// In the engine.
    Engine(engine::Event),
    /// The main window has another size.
    Resized(window::Id, Size),
    /// The main window stands elsewhere.
    Moved(window::Id, Point),
    /// How many letters have not left while the program is to end.
    Unsent(crate::service::Result<u64>),
    /// Who sits at this workplace was read.
    Who(Result<Arc<WhoAmI>>),
    /// With the system's notifications.
    Notify(notify::Message),
    /// With screen readers.
    Access(access::Message),
    /// The program is called with something, by this start or a later one.
    Called(CallEvent),
    /// Beyond the window.
    Resident(resident::Message),
}

/// Which screen an action comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Main,
    Dialog(HostId),
}

impl App {
    /// Nothing open yet; [`App::start`] opens the main window.
    pub fn new(context: Context, preferences: Preferences, options: Options) -> Self {
        widget::set_language(context.language);
        let (desk, lists) = match options.keep {
            true => (settings::load_window().desk, settings::load_lists()),
            false => Default::default(),
        };
        let main = Desk::new(&desk, lists, options.keep);
        let resident = Resident::new(!options.keep || context.is_practice);
        Self {
            context,
            preferences,
            hosting: Hosting::new(preferences.way, preferences.factor()),
            main,
            notifier: Notifier::new(!options.keep),
            options,
            bridge: Bridge::default(),
            leaving: Leaving::default(),
            called: Called::default(),
            resident,
        }
    }

    fn reload(&mut self) -> Task<Message> {
        self.main.load(&self.context).map(Message::Main)
    }

    /// Takes a message in, and lets a screen reader know what came of it.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        if let Message::Access(message) = message {
            return self.access(message).map(Message::Access);
        }
        let task = self.take(message);
        let task = self.go_on_leaving(task);
        if !self.bridge.is_heard() {
            return task;
        }
        let windows = self.bridge.windows().into_iter();
        let seen = Task::batch(windows.map(access::collect));
        task.chain(seen.map(Message::Access))
    }

    fn take(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Access(_) => Task::none(),
            Message::Unsent(count) => self.unsent(count),
            Message::Called(event) => self.called(event),
            Message::Resident(message) => self.reside(message),
            // An answer that comes after the window was closed.
            Message::Main(_) if self.is_resting() => Task::none(),
            Message::Main(message) => {
                let action = self.main.update(message, &self.context).map(Message::Main);
                self.act(From::Main, action)
            }
            Message::Dialog(id, message) => {
                // The dialog may have been closed before this answer came.
                let Some(host) = self.hosting.get_mut(id) else {
                    return Task::none();
                };
                let action = host.dialog.update(message, &self.context);
                self.act_of(id, action)
            }
            Message::Window(message) => self.window(message),
            Message::Notify(message) => {
                let is_clicked = matches!(message, notify::Message::Told(Ok(true)));
                let task = self.notifier.update(message, &self.context);
                let task = task.map(Message::Notify);
                match is_clicked {
                    true => task.chain(self.raise()),
                    false => task,
                }
            }
            Message::Who(who) => {
                // Who cannot be read now is read with the next change.
                self.context.who = who.ok().or(self.context.who.take());
                Task::none()
            }
            Message::Engine(event) => {
                let reading = match self.is_resting() {
                    true => {
                        self.main.noted(&event);
                        Task::none()
                    }
                    false => self.main.heard(&event, &self.context),
                };
                let told = self.notifier.heard(&event).map(Message::Notify);
                let reading = Task::batch([reading.map(Message::Main), told]);
                if event.ends_a_run() {
                    self.resident.watch.hurry(&self.context.office);
                }
                match event.ends_a_run() {
                    true => Task::batch([reading, self.accounts_changed()]),
                    false => reading,
                }
            }
            Message::Resized(id, size) => {
                if Some(id) == self.hosting.main {
                    self.preferences.size = size;
                }
                Task::none()
            }
            Message::Moved(id, position) => {
                if Some(id) == self.hosting.main {
                    // Unlike when it opens, the toolkit divides by the scale here.
                    let factor = self.preferences.factor();
                    let position = Point::new(position.x * factor, position.y * factor);
                    self.preferences.position = Some(position);
                }
                Task::none()
            }
        }
    }

    fn access(&mut self, message: access::Message) -> Task<access::Message> {
        use access::Message as It;
        match message {
            It::Listens(is_heard) => {
                self.bridge.listens(is_heard);
                Task::batch(self.bridge.windows().into_iter().map(access::collect))
            }
            It::Collected(window, nodes) => {
                let title = self.title(window);
                self.bridge.publish(window, &title, nodes);
                Task::none()
            }
            It::Changed(window) | It::Done(window) => access::collect(window),
            It::WindowFocused(window, is_focused) => {
                self.bridge.focused(window, is_focused);
                match self.bridge.is_heard() {
                    true => access::collect(window),
                    false => Task::none(),
                }
            }
            It::Asked(window, node, wish) => {
                access::act(window, self.bridge.nodes(window), node, wish)
            }
        }
    }

    fn act_of(&mut self, id: HostId, action: Action<dialog::Message>) -> Task<Message> {
        let action = action.map(move |message| Message::Dialog(id, message));
        self.act(From::Dialog(id), action)
    }

    fn act(&mut self, from: From, action: Action<Message>) -> Task<Message> {
        match action {
            Action::None => Task::none(),
            Action::Run(task) => task,
            Action::Open(dialog) => self.open_from(from, dialog),
            Action::Close(outcome) => match from {
                From::Main => Task::none(),
                From::Dialog(id) => self.close(id, outcome),
            },
            Action::Changed => self.changed(),
            Action::Fetch => {
                self.context.office.fetch_now();
                Task::none()
            }
            Action::FetchHere => self.fetch_here(),
            Action::Prefer(preferences) => self.prefer(preferences),
            Action::Restart => {
                super::restart::want();
                self.leave_at_once()
            }
            Action::Quit => self.leave(),
            Action::Act(acted) => self.act_as(acted),
            Action::Both(both) => {
                let (first, then) = *both;
                let first = self.act(from, first);
                first.chain(self.act(from, then))
            }
        }
    }

    /// Opens a dialog of the main screen in front of everything.
    pub fn open(&mut self, dialog: dialog::Dialog) -> Task<Message> {
        self.open_from(From::Main, dialog)
    }

    fn open_from(&mut self, from: From, dialog: dialog::Dialog) -> Task<Message> {
        let opener = match from {
            From::Main => None,
            From::Dialog(id) => Some(id),
        };
        if let Some(twin) = self.hosting.twin(&dialog, opener) {
            return self.hosting.show(twin).map(Message::Window);
        }
        // What is open was begun by the Benutzer who acts now.
        let is_change = matches!(dialog, dialog::Dialog::Acting(_));
        let dialog = match is_change && !self.hosting.hosts().is_empty() {
            true => Ask::message(
                Kind::Warning,
                texts::window_acting(),
                texts::acting_windows_open(),
            )
            .into(),
            false => dialog,
        };
        let (position, size) = (self.preferences.position, self.preferences.size);
        let size = size * self.preferences.factor();
        self.hosting.place = position.map(|it| Rectangle::new(it, size));
        let (id, opening) = self.hosting.open(dialog, opener);
        let opening = opening.map(Message::Window);
        let Some(host) = self.hosting.get_mut(id) else {
            return opening;
        };
        let start = host.dialog.start(&self.context);
        opening.chain(start.map(move |message| Message::Dialog(id, message)))
    }

    fn close(&mut self, id: HostId, outcome: Outcome) -> Task<Message> {
        let Some(host) = self.hosting.get_mut(id) else {
            return Task::none();
        };
        // Something else may have come in between, such as a message of another screen.
        let opener = host.opener;
        if self.resident.asked == Some(id) {
            return self.stay_answered(id, &outcome);
        }
        if self.leaving.asked == Some(id) {
            return self.leave_answered(id, &outcome);
        }
        let closing = self.hosting.close(id).map(Message::Window);
        let next = match opener {
            Some(opener) => match self.hosting.get_mut(opener) {
                Some(host) => {
                    let action = host.dialog.returned(outcome, &self.context);
                    self.act_of(opener, action)
                }
                None => Task::none(),
            },
            None => {
                let action = self.main.returned(outcome, &self.context);
                self.act(From::Main, action.map(Message::Main))
            }
        };
        closing.chain(next)
    }

    /// The table of accounts shows how the last run of each has gone.
    fn accounts_changed(&mut self) -> Task<Message> {
        let context = self.context.clone();
        let is_table = |it: &&mut Host| matches!(it.dialog, dialog::Dialog::Accounts(_));
        let Some(host) = self.hosting.all_mut().find(is_table) else {
            return Task::none();
        };
        let (id, action) = (host.id, host.dialog.office_changed(&context));
        self.act_of(id, action)
    }

    /// Every open screen reads again what it shows.
    fn changed(&mut self) -> Task<Message> {
        let context = self.context.clone();
        let hosts = self.hosting.all_mut();
        let actions: Vec<_> = hosts
            .map(|it| (it.id, it.dialog.office_changed(&context)))
            .collect();
        let mut tasks = vec![self.reload(), self.read_who()];
        for (id, action) in actions {
            tasks.push(self.act_of(id, action));
        }
        Task::batch(tasks)
    }

    fn read_who(&self) -> Task<Message> {
        let read = |office: &Office| office.who_am_i().map(Arc::new);
        self.context.ask(read, Message::Who)
    }

    fn act_as(&mut self, acted: Acted) -> Task<Message> {
        self.context.office = self.context.office.with_acted(acted);
        self.resident.watch.hurry(&self.context.office);
        self.changed()
    }

    fn prefer(&mut self, preferences: Preferences) -> Task<Message> {
        // The main window stays as large as it is on the screen.
        let grown = self.preferences.factor() / preferences.factor();
        let (size, position) = (self.preferences.size * grown, self.preferences.position);
        self.preferences = Preferences {
            size,
            position,
            ..preferences
        };
        self.context.language = preferences.language;
        self.context.preferences = self.preferences;
        widget::set_language(preferences.language);
        let resize = self.hosting.rescale(preferences.factor());
        // Dialogs that are open stay as they are; the next ones are shown the other way.
        self.hosting.way = preferences.way;
        self.keep();
        let resize = resize.map(Message::Window).chain(self.reload());
        Task::batch([resize, self.show_tray()])
    }

    fn keep(&self) {
        if self.options.keep {
            let settings = settings::WindowSettings {
                desk: self.main.settings(),
                ..self.preferences.to_settings()
            };
            settings::save_window(&settings);
        }
    }

    fn quit(&mut self) -> Task<Message> {
        // A backup has just brought choices along, which this window does not know.
        if !super::restart::is_wanted() {
            self.keep();
        }
        // A symbol that nobody takes away stays until somebody points at it.
        self.resident.tray.stop();
        iced::exit()
    }

    fn window(&mut self, message: hosting::Message) -> Task<Message> {
        match message {
            hosting::Message::Opened(id) => {
                self.bridge.opened(id);
                self.hosting.opened(id).map(Message::Window)
            }
            hosting::Message::Raise(id) => self.hosting.raise(id).map(Message::Window),
            hosting::Message::CloseRequested(id) => self.close_requested(id),
            hosting::Message::Closed(id) => {
                self.bridge.closed(id);
                if Some(id) == self.hosting.main {
                    self.hosting.main = None;
                    return self.leave_at_once();
                }
                // Gone without having been asked: what it blocked works again.
                match self.hosting.of_window(id).map(|it| it.id) {
                    Some(host) => self.close(host, Outcome::Left),
                    None => Task::none(),
                }
            }
        }
    }

    /// A window with a dialog in front of it stays; any other does what "Abbruch" does.
    fn close_requested(&mut self, id: window::Id) -> Task<Message> {
        if !self.hosting.is_free(id) {
            return self.hosting.raise(id).map(Message::Window);
        }
        match self.hosting.of_window(id) {
            Some(host) => {
                let message = Message::Dialog(host.id, host.dialog.close_message());
                self.update(message)
            }
            None => self.close_main(),
        }
    }

    /// Name of a window.
    pub fn title(&self, id: window::Id) -> String {
        let text = match self.hosting.of_window(id) {
            Some(host) => host.dialog.title(),
            None if self.context.is_practice => texts::window_title_practice(),
            None => texts::window_title(),
        };
        self.context.say(text)
    }

    /// What is seen in a window.
    pub fn view(&self, id: window::Id) -> Element<'_, Message> {
        let main = self.main.view(&self.context, self.preferences);
        let raise = Message::Window(hosting::Message::Raise(id));
        let seen = self.hosting.view(
            id,
            &self.context,
            main.map(Message::Main),
            (Message::Dialog, raise),
        );
        access::root(id, seen)
    }

    /// Colours of every window.
    pub fn theme(&self, _: window::Id) -> Theme {
        theme::theme(self.preferences.mode)
    }

    /// Size of everything, 1.0 as the system says.
    pub fn scale_factor(&self, _: window::Id) -> f32 {
        self.preferences.factor()
    }
}
