//! Saving and deleting entries.

use super::entry::{Entry, Fault, Subject};
use super::{Message, Next, Stammdaten, fields};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::service::{Error, Office, Result};

impl Stammdaten {
    /// Stores what was typed; what is wrong with it stands beside its field.
    pub(super) fn save(&mut self, next: Next, context: &Context) -> Action<Message> {
        if !self.may_change() {
            return Action::None;
        }
        let Some(entry) = self.entry.clone().filter(|_| self.is_changed()) else {
            return self.go_now(next);
        };
        let work = match Work::of(&entry) {
            Ok(work) => work,
            Err(faults) => {
                self.faults = faults;
                return self.go_to_fault();
            }
        };
        self.faults.clear();
        self.is_saving = true;
        let subject = work.subject();
        Action::Run(context.ask(
            move |office| work.carry_out(office),
            move |stored| Message::Saved(next, subject, stored),
        ))
    }

    pub(super) fn saved(
        &mut self,
        next: Next,
        subject: Subject,
        stored: Result<()>,
        context: &Context,
    ) -> Action<Message> {
        self.is_saving = false;
        match stored {
            Ok(()) => {
                if let Some(entry) = self.entry.as_mut() {
                    entry.subject = subject;
                }
                self.before = self.entry.clone();
                self.is_saved = true;
                Action::Changed.and(self.go_now(next))
            }
            Err(Error::Stammdaten(faults)) => {
                let part = self.part;
                self.faults = faults.iter().map(|it| Fault::of(it, part)).collect();
                self.go_to_fault()
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }
}

impl Stammdaten {
    /// Leads to the first field with something wrong in it.
    fn go_to_fault(&mut self) -> Action<Message> {
        if let Some(id) = self.faults.iter().find_map(|it| fields::id(it.field)) {
            self.focus_on(id);
        }
        Action::None
    }
}

/// What the engine is asked for.
enum Work {
    Add(crate::domain::stammdaten::Benutzer),
    Edit(crate::domain::stammdaten::Benutzer),
    AddPool(String),
    RenamePool(String, String),
    AddGeraet(crate::domain::stammdaten::AppGeraet),
    ChangeGeraet(String, crate::domain::stammdaten::AppGeraet),
}

impl Work {
    fn of(entry: &Entry) -> std::result::Result<Self, Vec<Fault>> {
        let name = entry.name.trim().to_owned();
        Ok(match &entry.subject {
            Subject::Benutzer(None) => Self::Add(entry.benutzer()?),
            Subject::Benutzer(Some(_)) => Self::Edit(entry.benutzer()?),
            Subject::Pool(None) => Self::AddPool(name),
            Subject::Pool(Some(before)) => Self::RenamePool(before.clone(), name),
            Subject::Geraet(None) => Self::AddGeraet(entry.geraet()?),
            Subject::Geraet(Some(before)) => Self::ChangeGeraet(before.clone(), entry.geraet()?),
        })
    }

    /// What the entry is once it is stored.
    fn subject(&self) -> Subject {
        match self {
            Self::Add(it) | Self::Edit(it) => Subject::Benutzer(Some(it.number)),
            Self::AddPool(name) | Self::RenamePool(_, name) => Subject::Pool(Some(name.clone())),
            Self::AddGeraet(it) | Self::ChangeGeraet(_, it) => {
                Subject::Geraet(Some(it.name.clone()))
            }
        }
    }

    fn carry_out(&self, office: &Office) -> Result<()> {
        match self {
            Self::Add(benutzer) => office.add_benutzer(benutzer),
            Self::Edit(benutzer) => office.edit_benutzer(benutzer),
            Self::AddPool(name) => office.add_datenpool(name),
            Self::RenamePool(before, name) => office.rename_datenpool(before, name),
            Self::AddGeraet(geraet) => office.add_geraet(geraet),
            Self::ChangeGeraet(before, geraet) => office.change_geraet(before, geraet),
        }
    }
}

/// Deletes an entry.
pub(super) fn delete(office: &Office, subject: &Subject) -> Result<()> {
    match subject {
        Subject::Benutzer(Some(number)) => office.remove_benutzer(*number),
        Subject::Pool(Some(name)) => office.remove_datenpool(name),
        Subject::Geraet(Some(name)) => office.remove_geraet(name),
        Subject::Benutzer(None) | Subject::Pool(None) | Subject::Geraet(None) => Ok(()),
    }
}
