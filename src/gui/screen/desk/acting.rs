//! Doing something with the chosen rows: asking what must be asked, doing it, and the way back.

use super::spot::Spot;
use super::verb::{Needs, Verb};
use super::work::{self, Deed, Order, Report, Work};
use super::{Back, Desk, Message, Notice};
use crate::domain::desk::Postkorb;
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::e_brief::{EBrief, Start};
use crate::gui::dialog::mail::MailWindow;
use crate::gui::dialog::why::Why;
use crate::gui::dialog::work_report::{Failure, WorkReport};
use crate::i18n::texts;
use crate::service::desk_people::Assigned;
use crate::service::notice::notice;

/// Steps that can be taken back, at the most.
const STEPS: usize = 30;

impl Desk {
    /// Numbers of the chosen Vorgänge.
    fn chosen_ids(&self) -> Vec<i64> {
        match self.lists_mails() {
            true => {
                let rows = self.mails.list.chosen().into_iter();
                rows.filter_map(|it| self.mails.list.of(it)?.vorgang)
                    .collect()
            }
            false => self.vorgaenge.list.chosen(),
        }
    }

    /// How many rows are chosen.
    pub(super) fn chosen_count(&self) -> usize {
        match self.lists_mails() {
            true => self.mails.list.selection.len(),
            false => self.vorgaenge.list.selection.len(),
        }
    }

    /// Whether a verb can be done now.
    pub(super) fn can(&self, verb: Verb) -> bool {
        let count = self.chosen_count();
        let has_enough = match verb.needs() {
            Needs::Nothing => true,
            Needs::One => count == 1,
            Needs::Some => count > 0,
        };
        let is_free = self.work.is_none() || matches!(verb, Verb::Open | Verb::Why);
        let fits = match verb {
            Verb::Undo => !self.undo.is_empty(),
            Verb::Process => self.vorgaenge.list.len() > 0,
            _ => true,
        };
        has_enough && is_free && fits && self.barred.is_none()
    }

    /// Does a verb with the chosen rows, or asks first.
    pub(super) fn act(&mut self, verb: Verb, context: &Context) -> Action<Message> {
        if !self.can(verb) {
            return Action::None;
        }
        let ids = self.chosen_ids();
        match verb {
            Verb::Open | Verb::Answer | Verb::AnswerAll | Verb::PassOn => {
                self.write(verb, ids, context)
            }
            Verb::Forward | Verb::File | Verb::Postkorb | Verb::Wiedervorlage | Verb::Assign => {
                self.ask(verb, ids, context)
            }
            Verb::Delete if context.preferences.workplace.ask_to_delete => self.ask_delete(ids),
            Verb::Delete => self.begin(Order::Same(Deed::Delete, ids), context),
            Verb::Destroy => self.ask_destroy(ids),
            Verb::Take => self.begin(Order::Same(Deed::Take, ids), context),
            Verb::Complete => self.begin(Order::Same(Deed::Complete, ids), context),
            Verb::Reopen => self.begin(Order::Same(Deed::Reopen, ids), context),
            Verb::Restore => self.begin(Order::Same(Deed::Restore, ids), context),
            Verb::Seen => self.begin(Order::Same(Deed::Seen, ids), context),
            Verb::Read | Verb::Unread => self.mark(ids, verb == Verb::Read, context),
            Verb::Why => ids
                .first()
                .map_or(Action::None, |it| Action::Open(Why::new(*it).into())),
            Verb::Undo => self.undo_last(context),
            Verb::Synchronise => {
                Action::Run(context.ask(|it| it.synchronise(), Message::Synchronised))
            }
            Verb::Process => {
                let (tray, ids) = (
                    self.vorgaenge.tray.clone(),
                    self.vorgaenge.list.ids().to_vec(),
                );
                let found = context.ask(move |it| tray.ready(it, &ids), Message::Ready);
                Action::Run(found)
            }
        }
    }

    /// Opens, answers, passes on as a letter.
    fn write(&mut self, verb: Verb, ids: Vec<i64>, context: &Context) -> Action<Message> {
        if verb == Verb::PassOn {
            if self.lists_mails() {
                return Self::pass_on(self.mails.list.chosen());
            }
            // Rows that were never in sight have to be read first.
            let mails = context.ask(
                move |it| Ok(it.desk_rows(&ids)?.into_iter().map(|it| it.mail).collect()),
                Message::PassOn,
            );
            return Action::Run(mails);
        }
        let Some(mail) = self.chosen_mail() else {
            return Action::None;
        };
        let start = |all| Start::Answer { mail, all };
        match verb {
            Verb::Answer => Action::Open(EBrief::new(start(false)).into()),
            Verb::AnswerAll => Action::Open(EBrief::new(start(true)).into()),
            _ => Action::Open(MailWindow::new(mail).into()),
        }
    }

    pub(super) fn pass_on(mails: Vec<i64>) -> Action<Message> {
        if mails.is_empty() {
            return Action::None;
        }
        // Several do not fit into one text: each goes along as a file.
        let attached = mails.len() > 1;
        Action::Open(EBrief::new(Start::Forward { mails, attached }).into())
    }

    fn mark(&mut self, ids: Vec<i64>, is_read: bool, context: &Context) -> Action<Message> {
        for id in &ids {
            if let Some(row) = self.vorgaenge.list.of_mut(*id) {
                row.is_read = is_read;
            }
        }
        // What was marked unread stays so while it is shown.
        self.choice += 1;
        Action::Run(context.ask(move |it| it.mark_read(&ids, is_read), Message::Marked))
    }

    pub(super) fn give_to(
        &mut self,
        ids: Vec<i64>,
        to: Postkorb,
        context: &Context,
    ) -> Action<Message> {
        if self.spot.is_posteingang() {
            for id in ids {
                self.vorgaenge.tray.set_postkorb(id, Some(to));
            }
            return Action::None;
        }
        self.begin(Order::Same(Deed::Assign(None, Some(to)), ids), context)
    }

    /// Into an Akte: in the Posteingang the rows are prepared, elsewhere it is done.
    pub(super) fn file(
        &mut self,
        ids: Vec<i64>,
        akte: String,
        context: &Context,
    ) -> Action<Message> {
        let Some(first) = ids.first().copied() else {
            return Action::None;
        };
        if self.spot.is_posteingang() {
            let checked = context.ask(
                move |it| it.check_aktennummer(first, &akte),
                move |checked| Message::Checked(ids, checked),
            );
            return Action::Run(checked);
        }
        let deed = match self.spot {
            Spot::NichtZugeordnet | Spot::Altbestand if !akte.is_empty() => {
                Deed::Assign(Some(akte), None)
            }
            _ => Deed::Move(akte),
        };
        self.begin(Order::Same(deed, ids), context)
    }

    /// A cell was edited in place.
    pub(super) fn edited(
        &mut self,
        (row, column): (usize, usize),
        words: String,
        context: &Context,
    ) -> Action<Message> {
        use super::columns::Col;
        let Some(id) = self.vorgaenge.list.id(row) else {
            return Action::None;
        };
        let words = words.trim().to_owned();
        match self.vorgaenge.col(column) {
            Some(Col::Akte) if self.spot.is_posteingang() && words.is_empty() => {
                self.vorgaenge.tray.set_akte(id, words);
                Action::None
            }
            Some(Col::Akte) => self.file(vec![id], words, context),
            Some(Col::Postkorb) if words.is_empty() => {
                self.vorgaenge.tray.set_postkorb(id, None);
                Action::None
            }
            Some(Col::Postkorb) => match self.postkorb_of(&words, context) {
                Some(to) => {
                    self.vorgaenge.tray.set_postkorb(id, Some(to));
                    Action::None
                }
                None => {
                    let title = texts::window_error();
                    let ask = Ask::message(Kind::Error, title, texts::benutzer_not_found(&words));
                    Action::Open(ask.into())
                }
            },
            _ => Action::None,
        }
    }

    /// The Zentraler Postkorb by its name, else the Postkorb of a Benutzer.
    fn postkorb_of(&self, words: &str, context: &Context) -> Option<Postkorb> {
        let zentral = context.say(texts::desk_place_zentral()).to_lowercase();
        let wanted = words.to_lowercase();
        match wanted.len() >= 4 && zentral.starts_with(&wanted) {
            true => Some(Postkorb::Zentral),
            false => self.benutzer_of(words).map(Postkorb::Of),
        }
    }

    /// The Benutzer of this number, or the only one whose name has these words in it.
    fn benutzer_of(&self, words: &str) -> Option<BenutzerNumber> {
        let wanted = words.to_lowercase();
        let all = self.nav.known.benutzer.iter().filter(|it| it.has_access());
        let mut by_number = all.clone().filter(|it| it.number.to_string() == wanted);
        if let Some(found) = by_number.next() {
            return Some(found.number);
        }
        let mut by_name = all.filter(|it| it.name.to_lowercase().contains(&wanted));
        match (by_name.next(), by_name.next()) {
            (Some(only), None) => Some(only.number),
            _ => None,
        }
    }

    /// The box of a row, or of all chosen rows if it is one of them, was pressed.
    pub(super) fn check(&mut self, row: usize) {
        let list = &self.vorgaenge.list;
        let Some(it) = list.row(row) else { return };
        let (id, is_on) = (it.id, !self.vorgaenge.tray.is_ready(it));
        let ids = match list.selection.contains(row) {
            true => list.chosen(),
            false => vec![id],
        };
        for id in ids {
            self.vorgaenge.tray.set_box(id, is_on);
        }
    }

    pub(super) fn process(
        &mut self,
        ready: Vec<(i64, Deed)>,
        context: &Context,
    ) -> Action<Message> {
        if ready.is_empty() {
            let ask = Ask::message(
                Kind::Information,
                texts::process_title(),
                texts::process_nothing(),
            );
            return Action::Open(ask.into());
        }
        self.begin(Order::Each(ready), context)
    }

    pub(super) fn assigned(&mut self, assigned: Assigned, context: &Context) -> Action<Message> {
        let count = assigned.vorgaenge.len();
        let words = match assigned.is_standing {
            true => texts::done_sender_standing(count),
            false => texts::done_assign(count),
        };
        self.remember(assigned.vorgaenge, words, true);
        Action::Run(self.load(context))
    }

    pub(super) fn synchronised(&mut self, count: u64, context: &Context) -> Action<Message> {
        self.notice = Some(Notice {
            words: texts::done_synchronise(count),
            back: None,
        });
        Action::Run(self.load(context))
    }

    /// An E-Brief waits in the Postausgang, and can be taken back for a moment.
    pub(super) fn letter_queued(&mut self, letter: i64) -> Action<Message> {
        self.notice = Some(Notice {
            words: texts::done_letter_queued(letter.to_string()),
            back: Some(Back::Letter(letter)),
        });
        Action::None
    }

    /// Takes it back: it is a draft again, which is opened.
    pub(super) fn write_on(&mut self, letter: i64, context: &Context) -> Action<Message> {
        self.notice = None;
        Action::Run(context.ask(move |it| it.write_on(letter), Message::TakenBack))
    }

    fn remember(&mut self, ids: Vec<i64>, words: crate::i18n::Text, can_undo: bool) {
        let can_undo = can_undo && !ids.is_empty();
        let back = can_undo.then_some(Back::Undo);
        self.notice = Some(Notice { words, back });
        if can_undo {
            self.undo.push(ids);
            if self.undo.len() > STEPS {
                self.undo.remove(0);
            }
        }
    }

    /// Begins to do something.
    pub(super) fn begin(&mut self, order: Order, context: &Context) -> Action<Message> {
        if self.work.is_some() || order.len() == 0 {
            return Action::None;
        }
        let (work, task) = Work::begin(order, context, Message::Work);
        self.work = Some(work);
        self.notice = None;
        Action::Run(task)
    }

    fn undo_last(&mut self, context: &Context) -> Action<Message> {
        let Some(mut ids) = self.undo.pop() else {
            return Action::None;
        };
        ids.reverse();
        self.begin(Order::Same(Deed::Undo, ids), context)
    }

    pub(super) fn worked(&mut self, event: work::Event, context: &Context) -> Action<Message> {
        let report = match event {
            work::Event::Progress(done, all) => {
                if let Some(work) = &mut self.work {
                    (work.done, work.all) = (done, all);
                }
                return Action::None;
            }
            work::Event::Ended(report) => *report,
        };
        self.work = None;
        let Report {
            order,
            done,
            failed,
            is_stopped,
        } = report;
        if let Order::Each(_) = order {
            self.vorgaenge.tray.forget(&done);
        }
        if !done.is_empty() {
            let words = order.done(done.len());
            let words = match is_stopped {
                true => texts::done_stopped(words),
                false => words,
            };
            self.remember(done.clone(), words, order.can_be_undone());
        }
        // Rows that stay in the list show something else now.
        self.vorgaenge.list.forget(&done);
        let reading = Action::Run(self.load(context));
        match (failed.as_slice(), done.len()) {
            ([], _) => reading,
            ([(_, error)], 0) => reading.and(Action::Open(Ask::error(error, context).into())),
            _ => {
                let failure = |it: (String, crate::service::Error)| Failure {
                    name: it.0,
                    why: notice(&it.1).message,
                };
                let failed = failed.into_iter().map(failure).collect();
                reading.and(Action::Open(WorkReport::new(done.len(), failed).into()))
            }
        }
    }
}
