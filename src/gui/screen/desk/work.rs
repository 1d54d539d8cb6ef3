//! Doing one thing with one or many rows: on a thread of its own, with progress, to be stopped, and
//! with what went wrong row by row.

use crate::domain::desk::{Postkorb, Vorgang};
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use crate::service::{Error, Office, Result};
use iced::Task;
use iced::futures::SinkExt;
use jiff::civil::Date;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Progress is told no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// What is done with each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Gives an Akte, a Postkorb or both.
    Assign(Option<String>, Option<Postkorb>),
    /// Stores a row of the Posteingang.
    Process(Option<String>, Option<Postkorb>),
    /// Moves the documents to an Akte; empty is the Benutzerakte.
    Move(String),
    /// Passes on with an instruction.
    Forward(Vec<BenutzerNumber>, String),
    /// Takes over.
    Take,
    /// Completes.
    Complete,
    /// Opens again.
    Reopen,
    /// Puts off to a day.
    Wiedervorlage(Option<Date>),
    /// Into the Papierkorb.
    Delete,
    /// Out of it.
    Restore,
    /// For good.
    Destroy,
    /// Off the list "Automatisch abgelegt".
    Seen,
    /// Takes the last step back.
    Undo,
}

impl Deed {
    /// Whether it leaves a step behind that can be taken back.
    pub fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Destroy | Self::Seen | Self::Undo)
    }

    /// What is said when it was done with so many.
    pub fn done(&self, count: usize) -> Text {
        match self {
            Self::Assign(Some(akte), None) => texts::done_file(count, akte),
            Self::Assign(_, Some(Postkorb::Of(to))) => texts::done_postkorb(count, to.to_string()),
            Self::Assign(_, Some(Postkorb::Zentral)) => texts::done_zentral(count),
            Self::Assign(None, None) => texts::done_assign(count),
            Self::Process(..) => texts::done_process(count),
            Self::Move(akte) if akte.is_empty() => texts::done_move_none(count),
            Self::Move(akte) => texts::done_file(count, akte),
            Self::Forward(to, _) => {
                let names: Vec<String> = to.iter().map(ToString::to_string).collect();
                texts::done_forward(count, names.join(", "))
            }
            Self::Take => texts::done_take(count),
            Self::Complete => texts::done_complete(count),
            Self::Reopen => texts::done_reopen(count),
            Self::Wiedervorlage(None) => texts::done_wiedervorlage_none(count),
            Self::Wiedervorlage(Some(day)) => {
                let day = format!("{:02}.{:02}.{}", day.day(), day.month(), day.year());
                texts::done_wiedervorlage(count, day)
            }
            Self::Delete => texts::done_delete(count),
            Self::Restore => texts::done_restore(count),
            Self::Destroy => texts::done_destroy(count),
            Self::Seen => texts::done_seen(count),
            Self::Undo => texts::done_undo(count),
        }
    }

    fn carry_out(&self, office: &Office, id: i64) -> Result<()> {
        match self {
            Self::Assign(akte, Some(Postkorb::Zentral))
            | Self::Process(akte, Some(Postkorb::Zentral)) => {
                office.assign_to_zentral(id, akte.as_deref())
            }
            Self::Assign(akte, Some(Postkorb::Of(to))) => {
                office.assign(id, akte.as_deref(), Some(*to))
            }
            Self::Assign(akte, None) => office.assign(id, akte.as_deref(), None),
            Self::Process(akte, Some(Postkorb::Of(to))) => {
                office.process(id, akte.as_deref(), Some(*to))
            }
            Self::Process(akte, None) => office.process(id, akte.as_deref(), None),
            Self::Move(akte) => office.change_aktennummer(id, akte),
            Self::Forward(to, note) => office.forward(id, to, note).map(|_| ()),
            Self::Take => office.take(id),
            Self::Complete => office.complete(id),
            Self::Reopen => office.reopen(id),
            Self::Wiedervorlage(day) => office.set_wiedervorlage(id, *day),
            Self::Delete => office.delete_vorgang(id),
            Self::Restore => office.restore_vorgang(id),
            Self::Destroy => office.destroy_vorgang(id).map(|_| ()),
            Self::Seen => office.mark_seen(id),
            Self::Undo => office.undo(id).map(|_| ()),
        }
    }
}

/// What is to be done, and with which rows.
#[derive(Debug, Clone)]
pub enum Order {
    /// The same with each row.
    Same(Deed, Vec<i64>),
    /// With each row something of its own ("Verarbeiten").
    Each(Vec<(i64, Deed)>),
}

impl Order {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Same(_, ids) => ids.len(),
            Self::Each(each) => each.len(),
        }
    }

    fn at(&self, at: usize) -> Option<(i64, &Deed)> {
        match self {
            Self::Same(deed, ids) => Some((*ids.get(at)?, deed)),
            Self::Each(each) => each.get(at).map(|it| (it.0, &it.1)),
        }
    }

    /// What is said when it was done with so many.
    pub fn done(&self, count: usize) -> Text {
        match self {
            Self::Same(deed, _) => deed.done(count),
            Self::Each(_) => texts::done_process(count),
        }
    }

    /// Whether it can be taken back.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Same(deed, _) => deed.can_be_undone(),
            Self::Each(_) => true,
        }
    }
}

/// How it went.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was ordered.
    pub order: Order,
    /// Rows with which it was done.
    pub done: Vec<i64>,
    /// Rows with which it was not: their subject, and why.
    pub failed: Vec<(String, Error)>,
    /// It was stopped before its end.
    pub is_stopped: bool,
}

/// What is heard of it.
#[derive(Debug, Clone)]
pub enum Event {
    /// So many of so many are done.
    Progress(usize, usize),
    /// It has ended.
    Ended(Box<Report>),
}

/// Something that is being done. Dropping it stops nothing.
#[derive(Debug, Clone)]
pub struct Work {
    /// Done so far.
    pub done: usize,
    /// All of it.
    pub all: usize,
    stop: Arc<AtomicBool>,
}

impl Work {
    /// Begins; `names` knows the subjects of rows that are loaded.
    pub fn begin<M: Send + 'static>(
        order: Order,
        context: &Context,
        wrap: impl Fn(Event) -> M + Send + 'static,
    ) -> (Self, Task<M>) {
        let stop = Arc::new(AtomicBool::new(false));
        let work = Self {
            done: 0,
            all: order.len(),
            stop: stop.clone(),
        };
        let office = context.office.clone();
        let events = iced::stream::channel(16, async move |mut output| {
            let (sender, mut events) = mpsc::unbounded_channel();
            let doing = tokio::task::spawn_blocking(move || {
                let progress = |done, all| {
                    // Nobody listens any more when the window is gone; the work goes on.
                    let _ = sender.send(Event::Progress(done, all));
                };
                carry_out(&office, order, &stop, progress)
            });
            while let Some(event) = events.recv().await {
                let _ = output.send(event).await;
            }
            if let Ok(report) = doing.await {
                let _ = output.send(Event::Ended(Box::new(report))).await;
            }
        });
        (work, Task::stream(events).map(wrap))
    }

    /// Stops after the row that is being worked on.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn carry_out(
    office: &Office,
    order: Order,
    stop: &AtomicBool,
    progress: impl Fn(usize, usize),
) -> Report {
    let all = order.len();
    let (mut done, mut failed, mut told) = (Vec::new(), Vec::new(), Instant::now());
    let mut is_stopped = false;
    for at in 0..all {
        if stop.load(Ordering::Relaxed) {
            is_stopped = true;
            break;
        }
        let Some((id, deed)) = order.at(at) else {
            break;
        };
        match deed.carry_out(office, id) {
            Ok(()) => done.push(id),
            Err(error) => failed.push((name_of(office, id), error)),
        }
        if told.elapsed() >= PAUSE {
            told = Instant::now();
            progress(at + 1, all);
        }
    }
    Report {
        order,
        done,
        failed,
        is_stopped,
    }
}

/// What a row is called in the report.
fn name_of(office: &Office, id: i64) -> String {
    let found = office.desk_rows(&[id]).unwrap_or_default();
    found.first().map_or_else(|| id.to_string(), subject_of)
}

fn subject_of(it: &Vorgang) -> String {
    match it.subject.is_empty() {
        true => it.sender().to_owned(),
        false => format!("{} – {}", it.sender(), it.subject),
    }
}
