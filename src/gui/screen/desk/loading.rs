//! Reading what the screen shows: the order of a list and its first rows at once, more rows as they
//! come into sight, and the message that is chosen.

use super::id_list::part;
use super::navigation::{AKTEN, Known};
use super::spot::{Group, Spot};
use super::{Desk, Menu, Message, later, part_of};
use crate::domain::desk::Vorgang;
use crate::domain::desk_list::{ListQuery, Sort};
use crate::domain::search::{FoundRow, Search};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::mail::MailWindow;
use crate::gui::engine;
use crate::gui::widget::grid::{Columns, GridEvent};
use crate::service::notice::notice;
use crate::service::receiver::Event as Fetched;
use crate::service::{Error, MailSort, Office, Result};
use crate::settings;
use iced::Task;
use std::ops::Range;
use std::time::Duration;

/// A chosen row is shown after this: whoever runs along the list wants the last one.
const PAUSE: Duration = Duration::from_millis(60);
/// What was shown for so long is read.
const READING: Duration = Duration::from_millis(1_500);

/// What was read for the screen.
#[derive(Debug, Clone)]
pub struct Loaded {
    known: Known,
    list: Loading,
}

/// The list of the place.
#[derive(Debug, Clone)]
enum Loading {
    /// The place has none of its own.
    None,
    /// Nobody acts who may see it.
    Barred(Error),
    /// Vorgänge.
    Vorgaenge(Vec<i64>, Vec<Vorgang>),
    /// Stored messages, and whether there are more.
    Mails(Vec<i64>, Vec<FoundRow>, bool),
}

/// What is to be read of a list.
enum Wish {
    None,
    Vorgaenge(ListQuery, Range<usize>),
    All(Spot, (MailSort, bool), Range<usize>),
    Found(Search, Range<usize>),
}

impl Wish {
    fn read(self, office: &Office) -> Result<Loading> {
        Ok(match self {
            Self::None => Loading::None,
            Self::Vorgaenge(query, sight) => {
                let order = office.desk_order(&query)?;
                let rows = office.desk_rows(&part(&order, &sight))?;
                Loading::Vorgaenge(order, rows)
            }
            Self::All(spot, sort, sight) => {
                let account = match spot {
                    Spot::Alle(account) => account,
                    _ => None,
                };
                let order = office.mail_order(account, sort)?;
                let rows = office.found_rows(&part(&order, &sight), &Search::default())?;
                Loading::Mails(order, rows, false)
            }
            Self::Found(search, sight) => {
                let found = office.find(&search)?;
                let rows = office.found_rows(&part(&found.mails, &sight), &search)?;
                Loading::Mails(found.mails, rows, found.more)
            }
        })
    }
}

fn known(office: &Office, with_accounts: bool) -> Result<Known> {
    let accounts = office.paced_accounts()?;
    let mut stored = vec![office.mail_count(None)?];
    if with_accounts {
        for it in &accounts {
            stored.push(office.mail_count(Some(it.id))?);
        }
    }
    let counts = match office.desk_counts() {
        Err(Error::NobodyActs(_)) => Default::default(),
        other => other?,
    };
    Ok(Known {
        accounts,
        stored,
        benutzer: office.benutzer()?,
        me: office.who_acts()?.map(|it| it.number),
        faecher: office.eingangsfaecher()?,
        counts,
        akten: office.find_akten("", AKTEN)?,
    })
}

impl Desk {
    fn wish(&self) -> Wish {
        match self.spot {
            Spot::Suche => Wish::Found(self.search.clone(), self.mails.list.sight()),
            spot @ Spot::Alle(_) => Wish::All(spot, self.mails.sort(), self.mails.list.sight()),
            spot => match spot.listing() {
                None => Wish::None,
                Some(listing) => {
                    let mut query = ListQuery::new(listing);
                    if let Some((key, ascending)) = self.vorgaenge.sort() {
                        query.sort = Sort { key, ascending };
                    }
                    Wish::Vorgaenge(query, self.vorgaenge.list.sight())
                }
            },
        }
    }

    /// Reads everything that is shown.
    pub fn load(&mut self, context: &Context) -> Task<Message> {
        if !self.is_loaded {
            self.set_up_columns(context);
        }
        self.serial += 1;
        let (serial, wish) = (self.serial, self.wish());
        let with_accounts = !self.nav.closed.contains(&Group::Accounts);
        let reading = context.ask(
            move |office| {
                let known = known(office, with_accounts)?;
                let list = match wish.read(office) {
                    Err(error @ Error::NobodyActs(_)) => Loading::Barred(error),
                    other => other?,
                };
                Ok(Loaded { known, list })
            },
            move |loaded| Message::Loaded(serial, Box::new(loaded)),
        );
        let own = match self.spot {
            Spot::Quarantaene => self.quarantaene.load(context).map(Message::Quarantaene),
            Spot::Abrufbuch => self.abrufbuch.load(context).map(Message::Abrufbuch),
            Spot::EAkte => self.e_akte.load(context).map(Message::EAkte),
            spot if part_of(spot).is_some() => self.post.load(context).map(Message::Post),
            spot if spot.is_posteingang() => self.quellen.load(context).map(Message::Quellen),
            _ => Task::none(),
        };
        Task::batch([reading, own])
    }

    pub(super) fn loaded(
        &mut self,
        serial: u64,
        loaded: Result<Loaded>,
        context: &Context,
    ) -> Action<Message> {
        if serial != self.serial {
            return Action::None;
        }
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return Action::Open(Ask::error(&error, context).into()),
        };
        let is_first = !self.is_loaded;
        self.is_loaded = true;
        self.status.accounts(&loaded.known.accounts);
        let names = loaded.known.names();
        self.vorgaenge.names = names.clone();
        self.mails.names = names;
        self.nav.known = loaded.known;
        self.barred = None;
        let is_other = match loaded.list {
            Loading::None => false,
            Loading::Barred(error) => {
                self.barred = Some(notice(&error).message);
                false
            }
            Loading::Vorgaenge(order, rows) => {
                let is_other = self.vorgaenge.list.set_order(order);
                let rows = rows.into_iter().map(|it| (it.id, it));
                self.vorgaenge.list.put(rows);
                is_other
            }
            Loading::Mails(order, rows, more) => {
                let is_other = self.mails.list.set_order(order);
                self.mails
                    .list
                    .put(rows.into_iter().map(|it| (it.mail.id, it)));
                self.mails.more = more;
                is_other
            }
        };
        // What was remembered may be gone, such as a tray.
        if is_first && !self.nav.has(self.spot) {
            return self.go_to(Spot::Posteingang, context);
        }
        match is_other {
            true => Action::Run(self.choose()),
            false => Action::None,
        }
    }

    pub(super) fn rows_read(
        &mut self,
        rows: Result<Vec<Vorgang>>,
        context: &Context,
    ) -> Action<Message> {
        match rows {
            Ok(rows) => {
                let rows = rows.into_iter().map(|it| (it.id, it));
                self.vorgaenge.list.put(rows);
                // What was chosen before it was there can be shown now.
                let is_waiting = self.shown.is_none() && !self.vorgaenge.list.selection.is_empty();
                match is_waiting {
                    true => Action::Run(self.choose()),
                    false => Action::None,
                }
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    pub(super) fn mail_rows_read(
        &mut self,
        rows: Result<Vec<FoundRow>>,
        context: &Context,
    ) -> Action<Message> {
        match rows {
            Ok(rows) => {
                self.mails
                    .list
                    .put(rows.into_iter().map(|it| (it.mail.id, it)));
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// Whether the list of the place is one of stored messages.
    pub(super) fn lists_mails(&self) -> bool {
        matches!(self.spot, Spot::Alle(_) | Spot::Suche)
    }

    /// Number of the mail that is chosen to be shown.
    pub(super) fn chosen_mail(&self) -> Option<i64> {
        match self.lists_mails() {
            true => self.mails.list.shown(),
            false => {
                let id = self.vorgaenge.list.shown()?;
                self.vorgaenge.list.of(id).map(|it| it.mail)
            }
        }
    }

    /// A row was chosen: it is shown after a moment.
    pub(super) fn choose(&mut self) -> Task<Message> {
        self.choice += 1;
        later(PAUSE, Message::Show(self.choice))
    }

    pub(super) fn show(&mut self, choice: u64, context: &Context) -> Action<Message> {
        if choice != self.choice {
            return Action::None;
        }
        let mail = self.chosen_mail();
        if mail == self.shown && mail.is_some() {
            return Action::None;
        }
        self.shown = mail;
        let Some(mail) = mail else {
            self.reader.clear();
            return Action::None;
        };
        let opening = self.reader.open(mail, context).map(Message::Reader);
        let reading = later(READING, Message::Opened(choice));
        Action::Run(Task::batch([opening, reading]))
    }

    /// What has been shown for a moment is read.
    pub(super) fn opened(&mut self, choice: u64, context: &Context) -> Action<Message> {
        let id = self.vorgaenge.list.shown().filter(|_| !self.lists_mails());
        let row = id.and_then(|id| self.vorgaenge.list.of_mut(id));
        match row {
            Some(row)
                if choice == self.choice && !row.is_read && self.preview != super::Preview::Off =>
            {
                row.is_read = true;
                let id = row.id;
                Action::Run(context.ask(move |it| it.mark_read(&[id], true), Message::Marked))
            }
            _ => Action::None,
        }
    }

    pub(super) fn listed(&mut self, event: GridEvent, context: &Context) -> Action<Message> {
        match event {
            GridEvent::Selection(_) => {
                self.take(&event);
                Action::Run(self.choose())
            }
            GridEvent::Activate(row) => self.activate(row),
            GridEvent::Need(range) => Action::Run(self.need(&range, context)),
            GridEvent::Sort(_) => {
                self.take(&event);
                self.remember_columns();
                Action::Run(self.load(context))
            }
            GridEvent::Resize(..) | GridEvent::Move(..) => {
                self.take(&event);
                self.remember_columns();
                Action::None
            }
            GridEvent::Menu(_, point) => {
                self.menu = Some(Menu::Rows(point));
                Action::None
            }
            GridEvent::HeadMenu(point) => {
                self.menu = Some(Menu::Columns(point));
                Action::None
            }
            GridEvent::Delete => self.act(super::Verb::Delete, context),
            GridEvent::Check(row) => {
                self.check(row);
                Action::None
            }
            GridEvent::Edit(row, column, words) => self.edited((row, column), words, context),
            GridEvent::DragStart => {
                self.dragged = Some(self.vorgaenge.list.selection.len());
                Action::None
            }
            GridEvent::Space(_) | GridEvent::Find(..) => Action::None,
        }
    }

    fn take(&mut self, event: &GridEvent) {
        match self.lists_mails() {
            true => self.mails.list.take(event),
            false => self.vorgaenge.list.take(event),
        };
    }

    fn activate(&mut self, row: usize) -> Action<Message> {
        let mail = match self.lists_mails() {
            true => self.mails.list.id(row),
            false => self.vorgaenge.list.row(row).map(|it| it.mail),
        };
        mail.map_or(Action::None, |it| Action::Open(MailWindow::new(it).into()))
    }

    fn need(&mut self, range: &Range<usize>, context: &Context) -> Task<Message> {
        if self.lists_mails() {
            let ids = self.mails.list.need(range);
            let search = match self.spot {
                Spot::Suche => self.search.clone(),
                _ => Search::default(),
            };
            return match ids.is_empty() {
                true => Task::none(),
                false => context.ask(move |it| it.found_rows(&ids, &search), Message::MailRows),
            };
        }
        let ids = self.vorgaenge.list.need(range);
        match ids.is_empty() {
            true => Task::none(),
            false => context.ask(move |it| it.desk_rows(&ids), Message::Rows),
        }
    }

    pub(super) fn columns_mut(&mut self) -> &mut Columns {
        match self.lists_mails() {
            true => &mut self.mails.list.columns,
            false => &mut self.vorgaenge.list.columns,
        }
    }

    pub(super) fn set_up_columns(&mut self, context: &Context) {
        match self.lists_mails() {
            true => self.mails.show(context.language),
            false => self.vorgaenge.show(self.spot, context.language),
        }
        if let Some(layout) = self.layouts.get(self.spot.layout()).cloned() {
            self.columns_mut().restore(&layout);
        }
    }

    pub(super) fn remember_columns(&mut self) {
        let (name, layout) = (self.spot.layout(), self.columns_mut().layout());
        if self.keep {
            settings::save_list(name, &layout);
        }
        self.layouts.insert(name.to_owned(), layout);
    }

    /// Something happened in the engine; the lists are read again if it concerns them.
    pub fn heard(&mut self, event: &engine::Event, context: &Context) -> Task<Message> {
        self.status.hear(event, &self.nav.known.accounts);
        match event {
            engine::Event::Fetched(Fetched::Imported { stored: 1.., .. })
            | engine::Event::Fetched(Fetched::Finished { .. } | Fetched::Failed { .. })
            | engine::Event::Fetched(Fetched::Waiting { .. } | Fetched::Letter(_)) => {
                self.load(context)
            }
            _ => Task::none(),
        }
    }
}
