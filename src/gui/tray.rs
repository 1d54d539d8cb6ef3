//! The symbol in the tray: how much is unread and whether all is well, in one glance, and the way
//! back to the window. Where there is no tray nothing is missing but the symbol.

mod picture;
#[cfg(windows)]
#[path = "tray/shell.rs"]
mod system;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "tray/item.rs"]
mod system;
#[cfg(not(any(windows, all(unix, not(target_os = "macos")))))]
#[path = "tray/none.rs"]
mod system;

#[cfg(windows)]
pub(in crate::gui) use system::wish;

use super::context::Context;
use crate::domain::receiving::Light;
use crate::i18n::texts;
use crate::service::presence::Presence;
use iced::Task;
use tokio::sync::watch;

/// Between the parts of what the symbol says.
const DASH: &str = " – ";

/// What a person wants of the symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// "Öffnen", or a click on the symbol.
    Open,
    /// "Jetzt abrufen".
    Fetch,
    /// "Neuer E-Brief".
    New,
    /// "Beenden".
    Quit,
}

/// What happens in the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The symbol can be seen, or no longer.
    Seen(bool),
    /// Somebody wants something.
    Wished(Wish),
}

/// What the symbol shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Number on it; none for 0.
    pub unread: u64,
    /// Its colour.
    pub light: Light,
    /// What it says in one line, where all is well.
    pub words: String,
    /// What is wrong, a line each.
    pub wrong: Vec<String>,
    /// Its menu; before "Beenden" there is a line.
    pub menu: Vec<(Wish, String)>,
}

impl Look {
    /// The look for how the mail stands.
    pub fn of(presence: &Presence, context: &Context) -> Self {
        let say = |it| context.say(it);
        let words = std::iter::once("Kontorpost".to_owned());
        let words: Vec<String> = words.chain(presence.words().into_iter().map(say)).collect();
        let fetch = match presence.is_deserted() {
            true => texts::tray_fetch_here(),
            false => texts::tray_fetch(),
        };
        Self {
            unread: presence.unread,
            light: presence.light(),
            words: words.join(DASH),
            wrong: presence.wrong().into_iter().map(say).collect(),
            menu: vec![
                (Wish::Open, say(texts::tray_open())),
                (Wish::Fetch, say(fetch)),
                (Wish::New, say(texts::tray_new())),
                (Wish::Quit, say(texts::tray_quit())),
            ],
        }
    }
}

impl Look {
    /// Everything in one line.
    pub fn line(&self) -> String {
        let parts = std::iter::once(&self.words).chain(&self.wrong);
        parts.cloned().collect::<Vec<_>>().join(DASH)
    }
}

/// The symbol as the program knows it.
#[derive(Debug, Default)]
pub struct Tray {
    /// Address of another bus than the session's, for tests.
    pub bus: Option<String>,
    /// None is shown, whatever was chosen: the practice office, and windows of tests.
    pub is_off: bool,
    is_seen: bool,
    looks: Option<watch::Sender<Look>>,
}

impl Tray {
    /// Not shown yet.
    pub fn new(is_off: bool) -> Self {
        Self {
            is_off,
            ..Self::default()
        }
    }

    /// Whether somebody can see it.
    pub fn is_seen(&self) -> bool {
        self.is_seen
    }

    /// Shows it from now on.
    pub fn start(&mut self, look: Look) -> Task<Event> {
        if self.is_off || self.looks.is_some() {
            return Task::none();
        }
        #[cfg(windows)]
        system::draw(Some(&look));
        let (looks, shown) = watch::channel(look);
        self.looks = Some(looks);
        let bus = self.bus.clone();
        let events = iced::stream::channel(16, async move |events| {
            system::run(bus, shown, events).await;
        });
        Task::stream(events)
    }

    /// Takes it away.
    pub fn stop(&mut self) {
        #[cfg(windows)]
        system::draw(None);
        self.looks = None;
        self.is_seen = false;
    }

    /// Another look.
    pub fn show(&self, look: Look) {
        if let Some(looks) = &self.looks {
            #[cfg(windows)]
            system::draw(Some(&look));
            looks.send_if_modified(|it| {
                let is_other = *it != look;
                *it = look;
                is_other
            });
        }
    }

    /// Notes whether it can be seen; an answer that comes after it was taken away is none.
    pub fn note_seen(&mut self, is_seen: bool) {
        self.is_seen = is_seen && self.looks.is_some();
    }
}
