//! The settings as they are typed, and what is wrong with them.

use crate::domain::office_settings::{
    DirectiveSenders, OfficeSettings, READ_MINUTES, SenderPattern, SettingFault, SettingsChange,
};
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::hosting::Way;
use crate::gui::preferences::Preferences;
use crate::gui::theme::Mode;
use crate::i18n::{Language, Text, texts};
use crate::service::notice;
use crate::settings::WindowSettings;
use crate::settings::autostart::Autostart;

/// A choice that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Block,
    Fax,
    Forward,
    Minutes,
    Taetigkeit,
}

/// What is wrong with a choice.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) field: Field,
    pub(super) words: Text,
}

impl Fault {
    /// Where a fault that the engine found belongs.
    pub(super) fn of(fault: &SettingFault) -> Self {
        let field = match fault {
            SettingFault::PatternInvalid(_) | SettingFault::NotBlocked(_) => Field::Block,
            SettingFault::MinutesInvalid(_) => Field::Minutes,
            SettingFault::BenutzerUnusable(_) | SettingFault::WordUnknown { .. } => Field::Forward,
            SettingFault::TaetigkeitUnknown(_) | SettingFault::TaetigkeitNeeded => {
                Field::Taetigkeit
            }
        };
        let words = match fault {
            // The engine's words name an option of the command line.
            SettingFault::TaetigkeitNeeded => texts::einstellungen_taetigkeit_needed(),
            fault => notice::setting(fault),
        };
        Self { field, words }
    }
}

/// A new value of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Value {
    Directives(DirectiveSenders),
    Forward(Option<BenutzerNumber>),
    Fax(String),
    Block(String),
    ReadingOn(bool),
    Minutes(String),
    Taetigkeit(Option<String>),
    Complete(bool),
    Fetch(bool),
    Send(bool),
    AskToDelete(bool),
    Notify(bool),
    NotifyDetails(bool),
    VerboseLog(bool),
    Language(Language),
    Looks(Mode),
    Scale(u16),
    Dialogs(Way),
    Tray(bool),
    Stay(bool),
    Autostart(bool),
    AutostartHidden(bool),
}

impl Value {
    /// Whether a fault of this choice may be gone with the new value.
    pub(super) fn mends(&self, field: Field) -> bool {
        match self {
            Self::Forward(_) => field == Field::Forward,
            Self::Fax(_) => field == Field::Fax,
            Self::Block(_) => field == Field::Block,
            Self::Minutes(_) => field == Field::Minutes,
            Self::Taetigkeit(_) | Self::ReadingOn(_) => field == Field::Taetigkeit,
            _ => false,
        }
    }
}

/// Settings of the office as they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    pub(super) directives: DirectiveSenders,
    pub(super) forward_to: Option<BenutzerNumber>,
    pub(super) blocked: Vec<SenderPattern>,
    /// The next address to block.
    pub(super) block: String,
    pub(super) fax: String,
    pub(super) reading_on: bool,
    pub(super) minutes: String,
    pub(super) taetigkeit: Option<String>,
    pub(super) complete: bool,
}

impl Office {
    pub(super) fn of(settings: &OfficeSettings) -> Self {
        let fax = settings.fax.as_ref().map(ToString::to_string);
        let taetigkeit = settings.reading.taetigkeit.as_ref();
        Self {
            directives: settings.directives,
            forward_to: settings.forward_to,
            blocked: settings.blocked.clone(),
            block: String::new(),
            fax: fax.unwrap_or_default(),
            reading_on: settings.reading.on,
            minutes: settings.reading.minutes.to_string(),
            taetigkeit: taetigkeit.map(|it| it.name.clone()),
            complete: settings.reading.complete,
        }
    }

    /// Takes the address that was typed into the list.
    pub(super) fn block(&mut self) -> Result<(), Fault> {
        let typed = self.block.trim();
        let pattern = SenderPattern::parse(typed);
        let fault = || Fault::of(&SettingFault::PatternInvalid(typed.to_owned()));
        let pattern = pattern.ok_or_else(fault)?;
        if !self.blocked.contains(&pattern) {
            self.blocked.push(pattern);
            self.blocked.sort();
        }
        self.block.clear();
        Ok(())
    }

    /// What is to be changed, or everything that is wrong with it. An address that was typed but
    /// not yet taken into the list counts, too.
    pub(super) fn change_from(&mut self, before: &Self) -> Result<SettingsChange, Vec<Fault>> {
        let mut faults = Vec::new();
        if !self.block.trim().is_empty() {
            faults.extend(self.block().err());
        }
        let fax = match self.fax.trim() {
            "" => None,
            typed => match SenderPattern::parse(typed) {
                Some(pattern) => Some(pattern),
                None => {
                    let words = notice::setting(&SettingFault::PatternInvalid(typed.to_owned()));
                    let field = Field::Fax;
                    faults.push(Fault { field, words });
                    None
                }
            },
        };
        let typed = self.minutes.trim();
        let minutes = typed.parse().ok().filter(|it| READ_MINUTES.contains(it));
        if minutes.is_none() {
            faults.push(Fault::of(&SettingFault::MinutesInvalid(typed.to_owned())));
        }
        if self.reading_on && self.taetigkeit.is_none() {
            faults.push(Fault::of(&SettingFault::TaetigkeitNeeded));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let others = |own: &Self, than: &Self| -> Vec<SenderPattern> {
            let own = own.blocked.iter();
            own.filter(|it| !than.blocked.contains(it))
                .cloned()
                .collect()
        };
        let is_other = |is: bool| is.then_some(());
        Ok(SettingsChange {
            directives: is_other(self.directives != before.directives).map(|()| self.directives),
            forward_to: is_other(self.forward_to != before.forward_to).map(|()| self.forward_to),
            block: others(self, before),
            unblock: others(before, self),
            fax: is_other(self.fax.trim() != before.fax).map(|()| fax),
            reading_on: is_other(self.reading_on != before.reading_on).map(|()| self.reading_on),
            minutes: minutes.filter(|it| it.to_string() != before.minutes),
            taetigkeit: is_other(self.taetigkeit != before.taetigkeit)
                .map(|()| self.taetigkeit.clone()),
            complete: is_other(self.complete != before.complete).map(|()| self.complete),
        })
    }
}

/// Everything that can be chosen in the window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) office: Office,
    pub(super) preferences: Preferences,
    /// Everything is written down, for a day.
    pub(super) verbose_log: bool,
    /// As the system has it.
    pub(super) autostart: Autostart,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            office: Office::of(&OfficeSettings::default()),
            preferences: Preferences::of(&WindowSettings::default(), Language::default()),
            verbose_log: false,
            autostart: Autostart::default(),
        }
    }
}

impl Draft {
    pub(super) fn set(&mut self, value: Value) {
        let workplace = &mut self.preferences.workplace;
        match value {
            Value::Directives(it) => self.office.directives = it,
            Value::Forward(it) => self.office.forward_to = it,
            Value::Fax(it) => self.office.fax = it,
            Value::Block(it) => self.office.block = it,
            Value::ReadingOn(it) => self.office.reading_on = it,
            Value::Minutes(it) => self.office.minutes = it,
            Value::Taetigkeit(it) => self.office.taetigkeit = it,
            Value::Complete(it) => self.office.complete = it,
            Value::Fetch(it) => workplace.fetch = it,
            Value::Send(it) => workplace.send = it,
            Value::AskToDelete(it) => workplace.ask_to_delete = it,
            Value::Notify(it) => workplace.notify = it,
            Value::NotifyDetails(it) => workplace.notify_details = it,
            Value::VerboseLog(it) => self.verbose_log = it,
            Value::Language(it) => self.preferences.language = it,
            Value::Looks(it) => self.preferences.mode = it,
            Value::Scale(it) => self.preferences.scale = it,
            Value::Dialogs(it) => self.preferences.way = it,
            Value::Tray(it) => workplace.tray = it,
            Value::Stay(it) => workplace.stay = Some(it),
            Value::Autostart(it) => self.autostart.is_on = it,
            Value::AutostartHidden(it) => self.autostart.is_hidden = it,
        }
    }
}
