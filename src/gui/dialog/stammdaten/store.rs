//! Saving and deleting entries.

use super::entry::{Entry, Fault};
use super::reading::Data;
use super::subject::Subject;
use super::{Message, Next, Stammdaten, fields};
use crate::domain::account::AccountId;
use crate::domain::akte::Aktennummer;
use crate::domain::register::{Akte, AkteKind, Klient, StoredAkte};
use crate::domain::stammdaten::{AppGeraet, Benutzer};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::service::{AkteWish, Error, Office, Result};

impl Stammdaten {
    /// Stores what was typed; what is wrong with it stands beside its field.
    pub(super) fn save(&mut self, next: Next, context: &Context) -> Action<Message> {
        if !self.may_change() {
            return Action::None;
        }
        let Some(entry) = self.entry.clone().filter(|_| self.is_changed()) else {
            return self.go_in(next, context.language);
        };
        let work = match Work::of(&entry, self.before.as_ref(), &self.data) {
            Ok(work) => work,
            Err(faults) => {
                self.faults = faults;
                return self.go_to_fault();
            }
        };
        self.faults.clear();
        self.is_saving = true;
        Action::Run(context.ask(
            move |office| work.carry_out(office),
            move |stored| Message::Saved(next, stored),
        ))
    }

    pub(super) fn saved(
        &mut self,
        next: Next,
        stored: Result<Subject>,
        context: &Context,
    ) -> Action<Message> {
        self.is_saving = false;
        match stored {
            Ok(subject) => {
                if let Some(entry) = self.entry.as_mut() {
                    entry.subject = subject;
                }
                self.before = self.entry.clone();
                self.is_saved = true;
                Action::Changed.and(self.go_in(next, context.language))
            }
            Err(Error::Stammdaten(faults)) => {
                let part = self.part;
                self.faults = faults.iter().map(|it| Fault::of(it, part)).collect();
                self.go_to_fault()
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// Leads to the first field with something wrong in it.
    fn go_to_fault(&mut self) -> Action<Message> {
        if let Some(id) = self.faults.iter().find_map(|it| fields::id(it.field)) {
            self.focus_on(id);
        }
        Action::None
    }

    /// Takes the next Ansprechpartner into the list.
    pub(super) fn add_person(&mut self) {
        let Some(entry) = self.entry.as_mut() else {
            return;
        };
        match entry.person() {
            Ok(person) => {
                entry.people.push(person);
                entry.person_name.clear();
                entry.person_address.clear();
            }
            Err(fault) => self.faults.push(fault),
        }
        self.focus_on(fields::PERSON);
    }
}

/// What the engine is asked for.
enum Work {
    Benutzer(Benutzer, bool),
    Akte(Option<StoredAkte>, Akte),
    Klient(Option<String>, Klient),
    Pool(Option<String>, String),
    Taetigkeit(Option<String>, String),
    Fach(Fach),
    Geraet(Option<String>, AppGeraet),
}

/// An Eingangsfach with what changes about it.
struct Fach {
    before: Option<String>,
    name: String,
    make_standard: bool,
    /// Accounts whose mail comes into it from now on, and whether they had a tray of their own.
    come: Vec<(AccountId, bool)>,
    /// Accounts whose mail comes into the standard tray from now on.
    go: Vec<AccountId>,
}

impl Fach {
    fn of(entry: &Entry, before: Option<&Entry>, data: &Data, name: String) -> Self {
        let was_here = |id| {
            let sources = before.iter().flat_map(|it| &it.sources);
            sources.into_iter().any(|it| it.id == id && it.is_here)
        };
        let has_own = |id| data.quellen.iter().any(|it| it.account == id && it.chosen);
        let sources = || entry.sources.iter();
        let come = sources().filter(|it| it.is_here && !was_here(it.id));
        let go = sources().filter(|it| !it.is_here && was_here(it.id) && has_own(it.id));
        let Subject::Fach(known) = entry.subject.clone() else {
            return Self::named(name);
        };
        Self {
            before: known,
            make_standard: entry.is_standard && !before.is_some_and(|it| it.is_standard),
            come: come.map(|it| (it.id, has_own(it.id))).collect(),
            go: go.map(|it| it.id).collect(),
            name,
        }
    }

    fn named(name: String) -> Self {
        Self {
            before: None,
            name,
            make_standard: false,
            come: Vec::new(),
            go: Vec::new(),
        }
    }

    fn carry_out(&self, office: &Office) -> Result<()> {
        let name = &self.name;
        match &self.before {
            None => office.add_eingangsfach(name)?,
            Some(before) if before == name && !self.make_standard => {}
            Some(before) => {
                office.edit_eingangsfach(before, Some(name), self.make_standard)?;
            }
        }
        if self.before.is_none() && self.make_standard {
            office.edit_eingangsfach(name, None, true)?;
        }
        for (account, has_own) in &self.come {
            office.set_quelle(*account, name, *has_own)?;
        }
        for account in &self.go {
            office.remove_quelle(*account)?;
        }
        Ok(())
    }
}

impl Work {
    fn of(
        entry: &Entry,
        before: Option<&Entry>,
        data: &Data,
    ) -> std::result::Result<Self, Vec<Fault>> {
        Ok(match &entry.subject {
            Subject::Benutzer(number) => Self::Benutzer(entry.benutzer()?, number.is_none()),
            Subject::Akte(id) => {
                let known = data.akten.iter().find(|it| Some(it.id) == *id);
                Self::Akte(known.cloned(), entry.akte()?)
            }
            Subject::Klient(id) => {
                let known = data.klienten.iter().find(|it| Some(it.id) == *id);
                Self::Klient(known.map(|it| it.klient.name.clone()), entry.klient()?)
            }
            Subject::Pool(name) => Self::Pool(name.clone(), entry.plain_name()?),
            Subject::Taetigkeit(name) => Self::Taetigkeit(name.clone(), entry.plain_name()?),
            Subject::Fach(_) => {
                let name = entry.plain_name()?;
                Self::Fach(Fach::of(entry, before, data, name))
            }
            Subject::Geraet(name) => Self::Geraet(name.clone(), entry.geraet()?),
        })
    }

    /// Stores it, and says what the entry is then.
    fn carry_out(self, office: &Office) -> Result<Subject> {
        Ok(match self {
            Self::Benutzer(benutzer, is_new) => {
                match is_new {
                    true => office.add_benutzer(&benutzer)?,
                    false => office.edit_benutzer(&benutzer)?,
                }
                Subject::Benutzer(Some(benutzer.number))
            }
            Self::Akte(Some(before), akte) => {
                office.edit_akte(&before, &akte)?;
                Subject::Akte(Some(before.id))
            }
            Self::Akte(None, akte) => {
                office.add_akte(&akte)?;
                let stored = office.akte(akte.number, akte.datenpool.as_deref())?;
                Subject::Akte(Some(stored.id))
            }
            Self::Klient(before, klient) => {
                match before {
                    Some(before) => office.edit_klient(&before, &klient)?,
                    None => office.add_klient(&klient)?,
                }
                Subject::Klient(find_klient(office, &klient.name)?)
            }
            Self::Pool(before, name) => {
                match before {
                    Some(before) => office.rename_datenpool(&before, &name)?,
                    None => office.add_datenpool(&name)?,
                }
                Subject::Pool(Some(name))
            }
            Self::Taetigkeit(before, name) => {
                match before {
                    Some(before) => office.rename_taetigkeit(&before, &name)?,
                    None => office.add_taetigkeit(&name)?,
                }
                Subject::Taetigkeit(Some(name))
            }
            Self::Fach(fach) => {
                fach.carry_out(office)?;
                Subject::Fach(Some(fach.name))
            }
            Self::Geraet(before, geraet) => {
                match before {
                    Some(before) => office.change_geraet(&before, &geraet)?,
                    None => office.add_geraet(&geraet)?,
                }
                Subject::Geraet(Some(geraet.name))
            }
        })
    }
}

fn find_klient(office: &Office, name: &str) -> Result<Option<i64>> {
    let all = office.klienten()?.into_iter();
    let mut found = all.filter(|it| it.klient.name == name);
    Ok(found.next().map(|it| it.id))
}

/// Deletes an entry.
pub(super) fn delete(office: &Office, subject: &Subject) -> Result<()> {
    match subject {
        Subject::Benutzer(Some(number)) => office.remove_benutzer(*number),
        Subject::Akte(Some(id)) => {
            let mut all = office.akten(&AkteWish::default())?.into_iter();
            let found = all.find(|it| it.id == *id);
            let number = |it: &StoredAkte| -> Option<Aktennummer> {
                match it.kind {
                    AkteKind::Akte(number) => Some(number),
                    AkteKind::Benutzerakte(_) | AkteKind::Sammelakte => None,
                }
            };
            match found.as_ref().and_then(|it| Some((it, number(it)?))) {
                Some((akte, number)) => office.remove_akte(number, akte.datenpool.as_deref()),
                None => Ok(()),
            }
        }
        Subject::Klient(Some(id)) => {
            let mut all = office.klienten()?.into_iter();
            match all.find(|it| it.id == *id) {
                Some(found) => office.remove_klient(&found.klient.name),
                None => Ok(()),
            }
        }
        Subject::Pool(Some(name)) => office.remove_datenpool(name),
        Subject::Taetigkeit(Some(name)) => office.remove_taetigkeit(name),
        Subject::Fach(Some(name)) => office.remove_eingangsfach(name),
        Subject::Geraet(Some(name)) => office.remove_geraet(name),
        _ => Ok(()),
    }
}
