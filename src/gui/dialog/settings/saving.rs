//! Saving the settings: those of the office in the database, those of this workplace beside it.

use super::draft::{Fault, Field};
use super::{Message, Settings, Tab, Then, office};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::Ask;
use crate::service::{Error, Office, Result};
use crate::settings::autostart::{Autostart, Launch, Place};
use iced::Task;
use std::path::Path;
use std::time::Duration;

/// How long a receiver takes to begin or end.
const SOON: Duration = Duration::from_millis(1_500);

/// The receiver begins or ends soon after it was chosen; the page shows that.
fn refresh() -> Task<Message> {
    Task::future(async {
        tokio::time::sleep(SOON).await;
        Message::Refresh
    })
}

/// Tells the system whether the program starts when this person signs in.
fn start_with_system(office: &Office, place: &Place, wanted: Autostart) -> Result<()> {
    let io = |it: std::io::Error| Error::file(Path::new("Autostart"), &it);
    let launch = Launch::this(office.told_directory()).map_err(io)?;
    place.write(wanted, &launch).map_err(io)
}

impl Settings {
    /// Stores what was chosen; what is wrong with it stands beside its field.
    pub(super) fn save(&mut self, then: Then, context: &Context) -> Action<Message> {
        if self.saving.is_some() || self.loaded.is_none() {
            return Action::None;
        }
        let change = match self.draft.office.change_from(&self.before.office) {
            Ok(change) => change,
            Err(faults) => return self.refuse(faults),
        };
        self.faults.clear();
        let is_about_office = change.is_about_reading() || change.is_about_posteingang();
        let autostart = self.draft.autostart;
        let autostart = (autostart != self.before.autostart).then_some(autostart);
        if !is_about_office && autostart.is_none() {
            return self.saved(then, Ok(()), context);
        }
        self.saving = Some(then);
        let place = context.autostart.clone();
        Action::Run(context.ask(
            move |office| {
                if let Some(wanted) = autostart {
                    start_with_system(office, &place, wanted)?;
                }
                match is_about_office {
                    true => office.change_settings(&change).map(|_| ()),
                    false => Ok(()),
                }
            },
            move |stored| Message::Saved(then, stored),
        ))
    }

    /// It was stored, or not.
    pub(super) fn saved(
        &mut self,
        then: Then,
        stored: Result<()>,
        context: &Context,
    ) -> Action<Message> {
        self.saving = None;
        match stored {
            Ok(()) => {
                let is_about_office = self.draft.office != self.before.office;
                let is_about_log = self.draft.verbose_log != self.before.verbose_log;
                self.before = self.draft.clone();
                self.is_saved = true;
                let mut action = Action::None;
                if self.draft.preferences.workplace != context.preferences.workplace {
                    action = Action::Prefer(self.draft.preferences).and(Action::Run(refresh()));
                }
                if is_about_log {
                    action = action.and(Action::Run(self.write_down(context)));
                }
                if is_about_office {
                    action = action.and(Action::Changed);
                }
                match then {
                    Then::Stay => action,
                    Then::Close => action.and(Action::Close(Outcome::Left)),
                }
            }
            Err(Error::Settings(faults)) => self.refuse(faults.iter().map(Fault::of).collect()),
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// Everything is written down for a day, or no longer; the page then shows until when.
    fn write_down(&self, context: &Context) -> Task<Message> {
        let is_on = self.draft.verbose_log;
        context.ask(
            move |office| office.set_verbose_log(is_on),
            |set| match set {
                Ok(()) => Message::Refresh,
                Err(error) => Message::LogRefused(error),
            },
        )
    }

    /// Leads to the first choice that is wrong.
    fn refuse(&mut self, faults: Vec<Fault>) -> Action<Message> {
        self.faults = faults;
        if let Some(first) = self.faults.first().map(|it| it.field) {
            let (tab, id) = match first {
                Field::Block => (Tab::Posteingang, office::BLOCK),
                Field::Fax => (Tab::Posteingang, office::FAX),
                Field::Forward => (Tab::Posteingang, office::FORWARD),
                Field::Minutes => (Tab::Einlesen, office::MINUTES),
                Field::Taetigkeit => (Tab::Einlesen, office::TAETIGKEIT),
            };
            self.tab = tab;
            self.focus_on(id);
        }
        Action::None
    }
}
