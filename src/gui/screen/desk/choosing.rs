//! What happens in the list: rows are chosen, shown, opened, and read as they come into sight.

use super::loading::Rows;
use super::spot::Spot;
use super::{Desk, Menu, Message, Preview, later};
use crate::domain::search::Search;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::mail::MailWindow;
use crate::gui::widget::grid::GridEvent;
use iced::Task;
use std::ops::Range;
use std::time::Duration;

/// A chosen row is shown after this: whoever runs along the list wants the last one.
const PAUSE: Duration = Duration::from_millis(60);
/// What was shown for so long is read.
const READING: Duration = Duration::from_millis(1_500);

impl Desk {
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
        let Some(mail) = mail else {
            self.shown = None;
            self.reader.clear();
            return Action::None;
        };
        let reading = later(READING, Message::Opened(choice));
        if self.shown == Some(mail) {
            return Action::Run(reading);
        }
        self.shown = Some(mail);
        let opening = self.reader.open(mail, context).map(Message::Reader);
        Action::Run(Task::batch([opening, reading]))
    }

    /// What has been shown for a moment is read.
    pub(super) fn opened(&mut self, choice: u64, context: &Context) -> Action<Message> {
        let id = self.vorgaenge.list.shown().filter(|_| !self.lists_mails());
        let row = id.and_then(|id| self.vorgaenge.list.of_mut(id));
        match row {
            Some(row) if choice == self.choice && !row.is_read && self.preview != Preview::Off => {
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
            false => context.ask(move |it| Rows::read(it, &ids), Message::Rows),
        }
    }
}
