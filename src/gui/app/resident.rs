//! The program beyond its window: the symbol in the tray, going on when the window is closed, and
//! who fetches.

use super::{App, Message as AppMessage};
use crate::gui::dialog::e_brief::{EBrief, Start};
use crate::gui::dialog::stay::Stay;
use crate::gui::dialog::{Dialog, Outcome};
use crate::gui::hosting::HostId;
use crate::gui::preferences::{Preferences, Workplace};
use crate::gui::presence::Watch;
use crate::gui::tray::{Event, Look, Tray, Wish};
use crate::service::Office;
use crate::service::presence::{Fetching, Presence};
use iced::{Task, window};
use std::time::Duration;

/// How long a tray may be missing, at the start of a session or while the desktop starts its panel
/// anew, before the window is opened instead.
const GRACE: Duration = Duration::from_secs(10);

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the tray.
    Tray(Event),
    /// The mail stands otherwise than before.
    Presence(Presence),
    /// So long the tray has been missing; which time.
    Missed(u64),
}

/// The program beyond its window.
pub struct Resident {
    /// The symbol.
    pub tray: Tray,
    /// How the mail stands.
    pub watch: Watch,
    /// Whether to stay is asked.
    pub(super) asked: Option<HostId>,
    /// This window fetches until it ends, whatever was chosen for the workplace.
    pub(super) fetches: bool,
    /// How often the tray was missed.
    missed: u64,
    /// How long it may be.
    pub grace: Duration,
}

impl Resident {
    /// Nothing is shown yet, and never with `is_silent`.
    pub(super) fn new(is_silent: bool) -> Self {
        Self {
            tray: Tray::new(is_silent),
            watch: Watch::default(),
            asked: None,
            fetches: false,
            missed: 0,
            grace: GRACE,
        }
    }
}

impl App {
    /// Opens the main window and reads what it shows.
    pub fn start(&mut self) -> Task<AppMessage> {
        let open = self.open_main(false);
        open.chain(self.begin())
    }

    /// Begins without a window, in the tray. Where there is none the window opens minimised.
    pub fn start_hidden(&mut self) -> Task<AppMessage> {
        let begin = self.begin();
        Task::batch([begin, self.miss_tray()])
    }

    fn begin(&mut self) -> Task<AppMessage> {
        let mut tasks = vec![
            self.read_who(),
            self.notifier.start(&self.context).map(AppMessage::Notify),
            self.first_calls(),
        ];
        if !self.resident.tray.is_off {
            tasks.push(self.watch_presence());
            tasks.push(self.show_tray());
        }
        Task::batch(tasks)
    }

    /// Looks from now on how the mail stands.
    pub fn watch_presence(&mut self) -> Task<AppMessage> {
        let watch = self.resident.watch.start(&self.context.office);
        watch.map(|it| AppMessage::Resident(Message::Presence(it)))
    }

    /// Shows the symbol, or takes it away, as was chosen.
    pub fn show_tray(&mut self) -> Task<AppMessage> {
        if !self.preferences.workplace.tray {
            self.resident.tray.stop();
            self.context.has_tray = false;
            return Task::none();
        }
        let look = self.look();
        self.resident.tray.show(look.clone());
        let tray = self.resident.tray.start(look);
        tray.map(|it| AppMessage::Resident(Message::Tray(it)))
    }

    fn look(&self) -> Look {
        let presence = self.resident.watch.now.clone().unwrap_or_default();
        Look::of(&presence, &self.context)
    }

    /// Somebody wants the main window closed: the program ends, or goes on in the tray.
    pub(super) fn close_main(&mut self) -> Task<AppMessage> {
        if !self.resident.tray.is_seen() || self.resident.asked.is_some() {
            return match self.resident.asked {
                None => self.leave(),
                Some(_) => Task::none(),
            };
        }
        match self.preferences.workplace.stay {
            Some(true) => self.leave_for_tray(),
            Some(false) => self.leave(),
            None => {
                let opening = self.open(Stay::new().into());
                let hosts = self.hosting.hosts();
                let stay = hosts.iter().find(|it| matches!(it.dialog, Dialog::Stay(_)));
                self.resident.asked = stay.map(|it| it.id);
                opening
            }
        }
    }

    /// Whether to stay was answered.
    pub(super) fn stay_answered(&mut self, id: HostId, outcome: &Outcome) -> Task<AppMessage> {
        self.resident.asked = None;
        let closing = self.hosting.close(id).map(AppMessage::Window);
        let Outcome::Stay { stays, for_good } = *outcome else {
            return closing;
        };
        let mut kept = Task::none();
        if for_good {
            let workplace = Workplace {
                stay: Some(stays),
                ..self.preferences.workplace
            };
            kept = self.prefer(Preferences {
                workplace,
                ..self.preferences
            });
        }
        let next = match stays {
            true => self.leave_for_tray(),
            false => self.leave(),
        };
        closing.chain(kept).chain(next)
    }

    /// Closes every window; the program goes on.
    pub(super) fn rest(&mut self) -> Task<AppMessage> {
        // The tray may have gone while E-Briefe were being closed.
        if !self.resident.tray.is_seen() {
            return Task::none();
        }
        let mut closing = Vec::new();
        while let Some(id) = self.hosting.hosts().last().map(|it| it.id) {
            closing.push(self.hosting.close(id).map(AppMessage::Window));
        }
        self.keep();
        // What was on the screen is let go: the memory of a closed window is small.
        self.main = self.main.emptied();
        if let Some(id) = self.hosting.main.take() {
            closing.push(window::close(id));
        }
        Task::batch(closing)
    }

    /// Whether only the symbol is there.
    pub fn is_resting(&self) -> bool {
        self.hosting.main.is_none()
    }

    /// Takes a message in.
    pub(super) fn reside(&mut self, message: Message) -> Task<AppMessage> {
        match message {
            Message::Tray(Event::Seen(is_seen)) => {
                self.resident.tray.note_seen(is_seen);
                self.context.has_tray = self.resident.tray.is_seen();
                match self.is_resting() && !self.context.has_tray {
                    true => self.miss_tray(),
                    false => Task::none(),
                }
            }
            Message::Tray(Event::Wished(wish)) => self.wished(wish),
            Message::Presence(presence) => {
                self.main.stands(&presence);
                self.resident.watch.now = Some(presence);
                self.resident.tray.show(self.look());
                Task::none()
            }
            Message::Missed(which) => {
                let is_missing = !self.resident.tray.is_seen();
                match self.is_resting() && is_missing && which == self.resident.missed {
                    true => self.open_main(true),
                    false => Task::none(),
                }
            }
        }
    }

    fn wished(&mut self, wish: Wish) -> Task<AppMessage> {
        match wish {
            Wish::Open => self.raise(),
            Wish::Fetch => self.fetch_from_tray(),
            Wish::New => {
                let up = self.raise();
                // A dialog waits for an answer: nothing is put before it.
                let is_free = self.hosting.main.is_some_and(|it| self.hosting.is_free(it));
                match is_free {
                    true => up.chain(self.open(EBrief::new(Start::Empty).into())),
                    false => up,
                }
            }
            Wish::Quit => self.leave(),
        }
    }

    fn fetch_from_tray(&mut self) -> Task<AppMessage> {
        let fetching = self.resident.watch.now.as_ref().map(|it| it.fetching);
        match fetching {
            Some(Fetching::Nobody | Fetching::Silent(_)) => self.fetch_here(),
            Some(Fetching::Elsewhere) => {
                // Nobody may be left to hear it, which the next look shows.
                let nudge = |office: &Office| office.nudge_receiver();
                let task: Task<()> = self.context.ask(nudge, |_| ());
                task.discard()
            }
            Some(Fetching::Nothing | Fetching::Here) | None => {
                self.context.office.fetch_now();
                Task::none()
            }
        }
    }

    /// This window fetches from now on until it ends.
    pub(super) fn fetch_here(&mut self) -> Task<AppMessage> {
        self.resident.fetches = true;
        self.context.office.fetch_now();
        self.resident.watch.hurry(&self.context.office);
        Task::none()
    }

    /// Whether it was told to.
    pub fn fetches_here(&self) -> bool {
        self.resident.fetches
    }

    /// Whether this program fetches.
    pub fn fetches(&self) -> bool {
        self.options.fetch && (self.preferences.workplace.fetch || self.resident.fetches)
    }

    /// After a while without a tray the window is needed.
    fn miss_tray(&mut self) -> Task<AppMessage> {
        self.resident.missed += 1;
        let (which, grace) = (self.resident.missed, self.resident.grace);
        Task::future(async move {
            tokio::time::sleep(grace).await;
            AppMessage::Resident(Message::Missed(which))
        })
    }
}
