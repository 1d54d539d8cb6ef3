//! The window: what a clerk sees and works with. Screens speak only to [`crate::service::Office`],
//! and never wait for it.

pub mod access;
pub mod action;
pub mod app;
pub mod changes;
pub mod context;
mod crash;
pub mod dialog;
pub mod engine;
pub mod files;
pub mod hosting;
pub mod icon;
pub mod notify;
mod owner;
pub mod preferences;
pub mod presence;
pub mod raise;
mod restart;
pub mod screen;
pub mod style;
pub mod theme;
pub mod tray;
pub mod widget;

use crate::domain::call::{Call, CallFault};
use crate::i18n::Language;
use crate::service::calls::{self, Claim};
use crate::service::demo::practice::Practice;
use crate::service::discover::Network;
use crate::service::logging::{self, Kind};
use crate::service::notice::{Notice, notice};
use crate::service::{Acting, Error, Office, Result};
use crate::settings;
use app::{App, Called, Options};
use context::Context;
pub use crash::tell_in_message_boxes;
use iced::window;
use preferences::Preferences;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

/// The font of the window, regular, semi-bold and italic (SIL Open Font License, `assets/fonts/OFL.txt`).
pub const FONTS: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Italic.ttf"),
];

/// What the window is opened for.
#[derive(Debug, Clone)]
pub enum Start {
    /// The office in a directory.
    Office {
        /// Data directory.
        directory: PathBuf,
        /// Who acts.
        acting: Acting,
        /// What it is called with.
        calls: std::result::Result<Vec<Call>, CallFault>,
        /// Language, if another than the chosen one.
        language: Option<Language>,
        /// No window, only the symbol in the tray.
        hidden: bool,
    },
    /// The practice office.
    Practice {
        /// Language, if another than the chosen one.
        language: Option<Language>,
    },
}

/// Whether this machine can show a window at all: on Linux a display must be named.
pub fn is_possible() -> bool {
    let is_named = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    cfg!(not(all(unix, not(target_os = "macos"))))
        || is_named("DISPLAY")
        || is_named("WAYLAND_DISPLAY")
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) -> ExitCode {
    let settings = settings::load();
    let kept = settings::load_window();
    let (Start::Office { language, .. } | Start::Practice { language }) = &start;
    let language = language.or(kept.language).unwrap_or(settings.language);
    let _session = match &start {
        Start::Office { directory, .. } => Some(logging::begin(Kind::Window, directory, "window")),
        Start::Practice { .. } => None,
    };
    let mut preferences = Preferences::of(&kept, language);
    // What was chosen in the window goes before the administrator's file.
    if let Start::Office {
        calls: Err(fault), ..
    } = &start
    {
        complain(calls::refusal(fault), language);
        return ExitCode::from(2);
    }
    preferences.workplace.send = kept.send.unwrap_or(!settings.send_manually);
    match open(start, preferences) {
        Ok(()) => {
            restart::begin_again();
            ExitCode::SUCCESS
        }
        Err(error) => {
            logging::told(&error);
            complain(notice(&error), language);
            ExitCode::from(1)
        }
    }
}

/// Without a window there is only the terminal, or a message box.
fn complain(notice: Notice, language: Language) {
    let advice = notice.advice.map(|it| it.show(language));
    let lines = [notice.message.show(language)].into_iter().chain(advice);
    crash::tell(&lines.chain(notice.detail).collect::<Vec<_>>().join("\n"));
}

fn open(start: Start, preferences: Preferences) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error::Internal(error.to_string()))?;
    let is_practice = matches!(start, Start::Practice { .. });
    let Some(called) = take_calls(&runtime, &start)? else {
        return Ok(());
    };
    let is_hidden = matches!(start, Start::Office { hidden: true, .. });
    // The practice office lives as long as the window.
    let mut practice = None;
    let office = match start {
        Start::Office {
            directory, acting, ..
        } => Office::open(&directory, acting)?,
        Start::Practice { .. } => {
            let started = runtime.block_on(Practice::start())?;
            let office = started.office.clone();
            practice = Some(started);
            office
        }
    };
    let context = Context {
        office,
        language: preferences.language,
        network: network()?,
        is_practice,
        preferences,
        has_tray: false,
        autostart: settings::autostart::Place::default(),
        who: None,
    };
    let options = Options {
        fetch: true,
        send: true,
        keep: true,
    };
    let app = App::new(context, preferences, options).with_calls(called);
    let outcome = show(app, is_hidden);
    drop(practice);
    runtime.shutdown_background();
    outcome
}

/// What this start is called with; `None` when another one has taken it. A practice office is new each
/// time and knows no other.
fn take_calls(runtime: &tokio::runtime::Runtime, start: &Start) -> Result<Option<Called>> {
    let mut called = Called::default();
    let Start::Office {
        directory,
        acting,
        calls: Ok(calls),
        hidden,
        ..
    } = start
    else {
        return Ok(Some(called));
    };
    // Only windows have a front to come to.
    if !is_possible() {
        return Err(Error::NoWindow(String::new()));
    }
    match runtime.block_on(calls::claim(directory, *acting, (calls, *hidden))) {
        Claim::Handed => return Ok(None),
        Claim::First(reception) => called.reception = Some(reception),
        Claim::Silent => called.has_silent_twin = true,
        Claim::Unknown(_) => {}
    }
    called.calls.clone_from(calls);
    Ok(Some(called))
}

fn network() -> Result<Network> {
    let network = settings::test_network()
        .map_err(|(name, value)| Error::Internal(format!("{name}={value}")))?;
    Ok(Network {
        resolver: network.resolver,
        ports: network.ports,
        trust: crate::service::discover::Trust::new(Vec::new()),
    })
}

fn show(app: App, is_hidden: bool) -> Result<()> {
    if !is_possible() {
        return Err(Error::NoWindow(String::new()));
    }
    // Where a display is named but cannot be used, or a library of the system is missing, the
    // toolkit gives up instead of answering.
    let shown =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run_windows(app, is_hidden)));
    shown.unwrap_or_else(|_| Err(Error::NoWindow(String::new())))
}

fn run_windows(app: App, is_hidden: bool) -> Result<()> {
    let waiting = Mutex::new(Some(app));
    let boot = move || {
        // The toolkit starts a program once.
        let app = waiting.lock().ok().and_then(|mut it| it.take());
        let mut app = Running(app);
        let begin = match is_hidden {
            true => App::start_hidden,
            false => App::start,
        };
        let start = app.0.as_mut().map_or_else(iced::Task::none, begin);
        (app, start)
    };
    let ended = iced::daemon(boot, Running::update, Running::view)
        .title(Running::title)
        .theme(Running::theme)
        .scale_factor(Running::scale_factor)
        .subscription(Running::subscription)
        .settings(iced::Settings {
            id: Some("de.kontorpost.Kontorpost".to_owned()),
            fonts: FONTS.into_iter().map(Into::into).collect(),
            default_font: theme::UI,
            default_text_size: theme::SIZE.into(),
            antialiasing: true,
            vsync: true,
        })
        .run()
        .map_err(|error| Error::NoWindow(error.to_string()));
    // Files that were opened go with the program.
    crate::service::handover::clean_up();
    ended
}

/// The program while it runs.
struct Running(Option<App>);

impl Running {
    fn update(&mut self, message: app::Message) -> iced::Task<app::Message> {
        self.0
            .as_mut()
            .map_or_else(iced::Task::none, |it| it.update(message))
    }

    fn view(&self, id: window::Id) -> iced::Element<'_, app::Message> {
        match &self.0 {
            Some(app) => app.view(id),
            None => iced::widget::space().into(),
        }
    }

    fn title(&self, id: window::Id) -> String {
        self.0.as_ref().map(|it| it.title(id)).unwrap_or_default()
    }

    fn theme(&self, id: window::Id) -> iced::Theme {
        let mode = theme::Mode::default();
        self.0
            .as_ref()
            .map_or_else(|| theme::theme(mode), |it| it.theme(id))
    }

    fn scale_factor(&self, id: window::Id) -> f32 {
        self.0.as_ref().map_or(1.0, |it| it.scale_factor(id))
    }

    fn subscription(&self) -> iced::Subscription<app::Message> {
        self.0
            .as_ref()
            .map_or_else(iced::Subscription::none, App::subscription)
    }
}

/// The picture in title bars and task bars: an envelope.
pub(crate) fn window_icon() -> Option<window::Icon> {
    const SIDE: u32 = 32;
    const BLUE: [u8; 4] = [15, 95, 168, 255];
    let mut pixels = Vec::with_capacity(4 * (SIDE * SIDE) as usize);
    for y in 0..SIDE.cast_signed() {
        for x in 0..SIDE.cast_signed() {
            let is_inside = (3..29).contains(&x) && (7..25).contains(&y);
            let fold = (x - 16).abs() - (17 - y) * 13 / 10;
            let is_fold = is_inside && y < 18 && fold.abs() <= 1;
            pixels.extend(match (is_inside, is_fold) {
                (false, _) => [0; 4],
                (true, true) => [255; 4],
                (true, false) => BLUE,
            });
        }
    }
    window::icon::from_rgba(pixels, SIDE, SIDE).ok()
}

/// What the system needs to know of each window.
pub(crate) fn platform_specific() -> window::settings::PlatformSpecific {
    #[cfg(target_os = "linux")]
    return window::settings::PlatformSpecific {
        application_id: "kontorpost".to_owned(),
        ..Default::default()
    };
    #[cfg(not(target_os = "linux"))]
    Default::default()
}
