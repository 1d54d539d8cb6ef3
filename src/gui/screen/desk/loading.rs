//! Reading what the screen shows: the order of a list and its first rows at once, more rows as they
//! come into sight, and the message that is chosen.

use super::going::part_of;
use super::id_list::part;
use super::navigation::{AKTEN, Known};
use super::spot::{Group, Spot};
use super::{Desk, Message};
use crate::domain::desk::Vorgang;
use crate::domain::desk_list::{ListQuery, Sort};
use crate::domain::outbox::MailMarks;
use crate::domain::search::{FoundRow, Search};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::engine;
use crate::gui::widget::grid::Columns;
use crate::service::notice::notice;
use crate::service::oauth::SignInDue;
use crate::service::receiver::Event as Fetched;
use crate::service::{Error, MailSort, Office, Result};
use crate::settings;
use iced::Task;
use std::ops::Range;

/// What was read for the screen.
#[derive(Debug, Clone)]
pub struct Loaded {
    known: Known,
    due: (Vec<SignInDue>, bool),
    list: Loading,
}

/// Rows of Vorgänge with what became of their mails.
#[derive(Debug, Clone)]
pub struct Rows {
    rows: Vec<Vorgang>,
    marks: Vec<MailMarks>,
}

impl Rows {
    /// Reads these.
    ///
    /// # Errors
    /// What the office may return.
    pub fn read(office: &Office, ids: &[i64]) -> Result<Self> {
        let rows = office.desk_rows(ids)?;
        let mails: Vec<i64> = rows.iter().map(|it| it.mail).collect();
        let marks = office.mail_marks(&mails)?;
        Ok(Self { rows, marks })
    }
}

/// The list of the place.
#[derive(Debug, Clone)]
enum Loading {
    /// The place has none of its own.
    None,
    /// Nobody acts who may see it.
    Barred(Error),
    /// Vorgänge.
    Vorgaenge(Vec<i64>, Rows),
    /// Stored messages, whether there are more, and how many sent letters fit as well.
    Mails(Vec<i64>, Vec<FoundRow>, bool, usize),
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
                let rows = Rows::read(office, &part(&order, &sight))?;
                Loading::Vorgaenge(order, rows)
            }
            Self::All(spot, sort, sight) => {
                let account = match spot {
                    Spot::Alle(account) => account,
                    _ => None,
                };
                let order = office.mail_order(account, sort)?;
                let rows = office.found_rows(&part(&order, &sight), &Search::default())?;
                Loading::Mails(order, rows, false, 0)
            }
            Self::Found(search, sight) => {
                let found = office.find(&search)?;
                let rows = office.found_rows(&part(&found.mails, &sight), &search)?;
                let letters = match search.has_words_alone() {
                    true => office.find_letters(&search.words)?.len(),
                    false => 0,
                };
                Loading::Mails(found.mails, rows, found.more, letters)
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
                let due = office.sign_ins_due(&known.accounts)?;
                let due = (due, office.may_change().is_ok());
                let list = match wish.read(office) {
                    Err(error @ Error::NobodyActs(_)) => Loading::Barred(error),
                    other => other?,
                };
                Ok(Loaded { known, due, list })
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
        let first = self.first.load(context).map(Message::First);
        let cautions = self.read_cautions(context);
        Task::batch([reading, own, first, cautions])
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
        self.due.set(loaded.due);
        self.barred = None;
        let is_other = match loaded.list {
            Loading::None => false,
            Loading::Barred(error) => {
                self.barred = Some(notice(&error).message);
                false
            }
            Loading::Vorgaenge(order, rows) => {
                let is_other = self.vorgaenge.list.set_order(order);
                self.vorgaenge.put(rows.rows, rows.marks);
                is_other
            }
            Loading::Mails(order, rows, more, letters) => {
                let is_other = self.mails.list.set_order(order);
                self.mails
                    .list
                    .put(rows.into_iter().map(|it| (it.mail.id, it)));
                self.mails.more = more;
                self.mails.letters = letters;
                is_other
            }
        };
        let first = part(self.mails.list.ids(), &self.mails.list.sight());
        let snippets = Action::Run(self.snippets(first, context));
        // What was remembered may be gone, such as a tray.
        if is_first && !self.nav.has(self.spot) {
            return self.go_to(Spot::Posteingang, context);
        }
        match is_other {
            true => snippets.and(Action::Run(self.choose())),
            false => snippets,
        }
    }

    pub(super) fn rows_read(&mut self, rows: Result<Rows>, context: &Context) -> Action<Message> {
        match rows {
            Ok(rows) => {
                self.vorgaenge.put(rows.rows, rows.marks);
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
                let ids: Vec<i64> = rows.iter().map(|it| it.mail.id).collect();
                let rows = rows.into_iter().map(|it| (it.mail.id, it));
                self.mails.list.put(rows);
                Action::Run(self.snippets(ids, context))
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// Reads the places that were found in the texts of these messages.
    fn snippets(&self, ids: Vec<i64>, context: &Context) -> Task<Message> {
        if self.spot != Spot::Suche || ids.is_empty() {
            return Task::none();
        }
        let (serial, search) = (self.search_serial, self.search.clone());
        context.ask(
            move |office| office.found_snippets(&ids, &search),
            move |snippets| Message::Snippets(serial, snippets),
        )
    }

    pub(super) fn columns_mut(&mut self) -> &mut Columns {
        match self.lists_mails() {
            true => &mut self.mails.list.columns,
            false => &mut self.vorgaenge.list.columns,
        }
    }

    pub(super) fn set_up_columns(&mut self, context: &Context) {
        match self.lists_mails() {
            true => self.mails.show(context.language, self.spot == Spot::Suche),
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

    /// Something happened in the engine while nobody could see it.
    pub fn noted(&mut self, event: &engine::Event) {
        self.status.hear(event, &self.nav.known.accounts);
    }

    /// Something happened in the engine; the lists are read again if it concerns them.
    pub fn heard(&mut self, event: &engine::Event, context: &Context) -> Task<Message> {
        self.status.hear(event, &self.nav.known.accounts);
        match event {
            engine::Event::Fetched(Fetched::Backup(_)) | engine::Event::Failed(_) => {
                self.read_cautions(context)
            }
            engine::Event::Fetched(Fetched::Imported { stored: 1.., .. })
            | engine::Event::Fetched(Fetched::Finished { .. } | Fetched::Failed { .. })
            | engine::Event::Fetched(Fetched::Waiting { .. } | Fetched::Letter(_)) => {
                self.load(context)
            }
            _ => Task::none(),
        }
    }
}
