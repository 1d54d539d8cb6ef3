//! What a person chooses for the window: language, looks, size, how dialogs are shown, and where the
//! main window stood. Kept beside `settings.toml`, which stays the administrator's.

use super::hosting::Way;
use super::theme::Mode;
use crate::i18n::Language;
use crate::settings::WindowSettings;
use iced::{Point, Size};

/// Sizes that can be chosen, in per cent.
pub const SCALES: [u16; 4] = [100, 125, 150, 200];

/// Choices for the window, each usable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preferences {
    /// Language of the texts.
    pub language: Language,
    /// Looks.
    pub mode: Mode,
    /// Size of everything in per cent of what the system says.
    pub scale: u16,
    /// How dialogs are shown.
    pub way: Way,
    /// Size of the main window in logical pixels.
    pub size: Size,
    /// Where the main window stood.
    pub position: Option<Point>,
    /// What this workplace does.
    pub workplace: Workplace,
}

/// What the program does at this workplace, besides showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workplace {
    /// Mail is fetched while the window is open ("Dienste").
    pub fetch: bool,
    /// Letters are sent as soon as the Postausgang runs ("Automatisch senden").
    pub send: bool,
    /// The system tells of new mail.
    pub notify: bool,
    /// Such a notification names sender and subject.
    pub notify_details: bool,
    /// "Sicherheitsabfrage beim Löschen".
    pub ask_to_delete: bool,
    /// An office that is being set up shows the next step.
    pub guide: bool,
    /// A symbol stands in the tray.
    pub tray: bool,
    /// Closing the window leaves the program in the tray; `None`: it is asked.
    pub stay: Option<bool>,
}

impl Default for Workplace {
    fn default() -> Self {
        Self {
            fetch: true,
            send: true,
            notify: true,
            // A screen is seen by whoever stands before it.
            notify_details: false,
            ask_to_delete: true,
            guide: true,
            tray: true,
            stay: None,
        }
    }
}

impl Workplace {
    fn of(settings: &WindowSettings) -> Self {
        let usual = Self::default();
        Self {
            fetch: settings.fetch.unwrap_or(usual.fetch),
            send: settings.send.unwrap_or(usual.send),
            notify: settings.notify.unwrap_or(usual.notify),
            notify_details: settings.notify_details.unwrap_or(usual.notify_details),
            ask_to_delete: settings.ask_to_delete.unwrap_or(usual.ask_to_delete),
            guide: settings.guide.unwrap_or(usual.guide),
            tray: settings.tray.unwrap_or(usual.tray),
            stay: settings.stay.or(usual.stay),
        }
    }
}

impl Preferences {
    /// What was kept; a value that cannot be used is its default.
    pub fn of(settings: &WindowSettings, language: Language) -> Self {
        let usable = |value: Option<f32>, least: f32, usual: f32| {
            value
                .filter(|it| it.is_finite() && *it > 0.0 && *it <= 20_000.0)
                .map_or(usual, |it| it.max(least))
        };
        let position = settings.x.zip(settings.y).map(|(x, y)| Point::new(x, y));
        Self {
            language,
            mode: settings
                .looks
                .as_deref()
                .map_or(Mode::Light, Mode::from_word),
            scale: settings
                .scale
                .filter(|it| SCALES.contains(it))
                .unwrap_or(100),
            way: match settings.dialogs.as_deref() {
                Some("layers") => Way::Layers,
                _ => Way::Windows,
            },
            size: Size::new(
                usable(settings.width, 640.0, 1_180.0),
                usable(settings.height, 400.0, 740.0),
            ),
            position: position.filter(|it| it.x.is_finite() && it.y.is_finite()),
            workplace: Workplace::of(settings),
        }
    }

    /// What is kept.
    pub fn to_settings(self) -> WindowSettings {
        WindowSettings {
            language: Some(self.language),
            looks: Some(self.mode.word().to_owned()),
            scale: Some(self.scale),
            dialogs: Some(match self.way {
                Way::Windows => "windows".to_owned(),
                Way::Layers => "layers".to_owned(),
            }),
            width: Some(self.size.width),
            height: Some(self.size.height),
            x: self.position.map(|it| it.x),
            y: self.position.map(|it| it.y),
            desk: crate::settings::DeskSettings::default(),
            fetch: Some(self.workplace.fetch),
            send: Some(self.workplace.send),
            notify: Some(self.workplace.notify),
            notify_details: Some(self.workplace.notify_details),
            ask_to_delete: Some(self.workplace.ask_to_delete),
            guide: Some(self.workplace.guide),
            tray: Some(self.workplace.tray),
            stay: self.workplace.stay,
        }
    }

    /// The factor for everything, 1.0 as the system says.
    pub fn factor(self) -> f32 {
        f32::from(self.scale) / 100.0
    }
}
