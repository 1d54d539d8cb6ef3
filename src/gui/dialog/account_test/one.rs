//! The test of one account.

mod consent;
pub(super) mod saving;
mod view;

use super::Tested;
use super::details;
use super::ladder::Lines;
use super::parts;
use super::run::{self, Progress, Running};
use crate::domain::diagnosis::{FailureClass, Side, TestRow, TestStatus};
use crate::domain::hash::Sha256Hash;
use crate::domain::server::{Incoming, PinnedCertificate};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::{Answer, Ask, Kind};
use crate::gui::dialog::help::{Help, Topic};
use crate::gui::dialog::trust::Trust;
use crate::gui::files::Named;
use crate::gui::widget::read_only;
use crate::i18n::texts;
use crate::service::Result;
use crate::service::account_test::{TestReport, TestSubject};
use iced::Task;
use iced::widget::text_editor;
use std::path::PathBuf;

/// What becomes of what is agreed to while the test is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Whoever opened the test gets it.
    HandBack,
    /// It is stored in the account.
    Store,
}

/// How the last run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    NotYet,
    Passed,
    Failed,
    Cancelled,
}

/// The test of one account.
pub(super) struct One {
    subject: TestSubject,
    keeping: Keeping,
    tested: Tested,
    /// Exceptions by their side, for storing.
    agreed: Vec<(Side, Sha256Hash)>,
    lines: Lines,
    running: Option<Running>,
    /// Number of the run; rows of an older one are not wanted any more.
    serial: u64,
    ended: Ended,
    selected: Option<usize>,
    /// The row was chosen by a person and stays.
    is_chosen: bool,
    detail: text_editor::Content,
    is_copied: bool,
    /// The host that a person is being asked about.
    asking: Option<String>,
    /// A test passed or something was stored: whoever shows accounts reads them again.
    has_changed: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Test starten".
    Start,
    /// "Test abbrechen".
    Stop,
    /// "Abbruch", Escape, the window's own button.
    Left,
    /// Something of the run of this number.
    Progress(u64, Progress),
    /// A row was clicked.
    Select(usize),
    /// The row so many further down.
    Step(isize),
    /// Something in the lower area.
    Detail(text_editor::Action),
    /// "Testnachricht senden".
    TestMail(bool),
    /// The repair of the selected row.
    Repair,
    /// "Anmelden lassen …" of the selected row.
    AskHost,
    /// "Vertrauen …".
    Trust,
    /// The exception is stored, or not.
    TrustKept(Result<()>),
    /// "Kopieren".
    Copy,
    /// "Bericht speichern …".
    Save,
    /// Where to save.
    Named(Named),
    /// The report is written.
    Written(Result<PathBuf>),
    /// The repairs are stored.
    RepairsKept(Result<()>),
    /// "Hilfe".
    Help,
}

impl One {
    pub(super) fn new(subject: TestSubject, keeping: Keeping) -> Self {
        Self {
            lines: lines(&subject),
            subject,
            keeping,
            tested: Tested::default(),
            agreed: Vec::new(),
            running: None,
            serial: 0,
            ended: Ended::NotYet,
            selected: None,
            is_chosen: false,
            detail: text_editor::Content::new(),
            is_copied: false,
            asking: None,
            has_changed: false,
        }
    }

    /// Begins a run; one that is under way ends.
    pub(super) fn start(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        self.lines = lines(&self.subject);
        self.lines.is_running = true;
        self.ended = Ended::NotYet;
        self.tested.is_passed = false;
        self.is_chosen = false;
        self.select(None, context);
        let network = context.network.clone();
        let office = context.office.clone().with_network(network);
        let (task, running) = run::one(&office, self.subject.clone());
        self.running = Some(running);
        Task::batch([
            task.map(move |it| Message::Progress(serial, it)),
            parts::reveal(0),
        ])
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Start => Action::Run(self.start(context)),
            Message::Stop => {
                self.running.iter().for_each(Running::stop);
                Action::None
            }
            Message::Left => self.leave(),
            Message::Progress(serial, progress) if serial == self.serial => {
                self.progress(progress, context)
            }
            Message::Progress(..) => Action::None,
            Message::Select(at) => {
                self.is_chosen = true;
                self.select(Some(at), context);
                Action::None
            }
            Message::Step(by) => self.step(by, context),
            Message::Detail(action) => {
                read_only(&mut self.detail, action);
                Action::None
            }
            Message::TestMail(is_on) => {
                self.subject.send_test_mail = is_on;
                Action::None
            }
            Message::Repair => self.repair(context),
            Message::AskHost => self.ask_host(),
            Message::Trust => match self.selected_row() {
                Some(row) => Action::Open(Trust::new(row.side, row.clone()).into()),
                None => Action::None,
            },
            Message::TrustKept(Ok(())) => {
                self.has_changed = true;
                Action::Run(self.start(context))
            }
            Message::Copy => self.copy(context),
            Message::Save => Action::Run(self.ask_where(context)),
            Message::Named(named) => self.named(named, context),
            Message::Written(Ok(path)) => Action::Open(saving::told(&path).into()),
            Message::RepairsKept(Ok(())) => {
                self.tested.repairs.clear();
                self.has_changed = true;
                self.close()
            }
            Message::TrustKept(Err(error))
            | Message::RepairsKept(Err(error))
            | Message::Written(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Help => Action::Open(Help::new(Topic::AccountTest).into()),
        }
    }

    pub(super) fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        if let Some(host) = self.asking.take() {
            return match outcome {
                Outcome::Answered(Answer::Yes) => self.host_agreed(host, context),
                _ => Action::None,
            };
        }
        match outcome {
            Outcome::Trusted(side, fingerprint) => self.trust(side, fingerprint, context),
            Outcome::FileNamed(path) => Action::Run(self.write(path, context)),
            Outcome::Answered(Answer::Yes) => Action::Run(self.keep_repairs(context)),
            Outcome::Answered(Answer::No) => self.close(),
            _ => Action::None,
        }
    }

    fn progress(&mut self, progress: Progress, context: &Context) -> Action<Message> {
        match progress {
            Progress::Row(row) => {
                let is_failed = row.status == TestStatus::Failed;
                let at = self.lines.take(*row);
                match at {
                    Some(at) if is_failed && self.selected.is_none() => self.show(at, context),
                    _ => Action::None,
                }
            }
            Progress::Done(Ok(report)) => self.done(report, context),
            Progress::Done(Err(error)) => {
                self.running = None;
                self.lines.is_running = false;
                Action::Open(Ask::error(&error, context).into())
            }
        }
    }

    fn done(&mut self, report: TestReport, context: &Context) -> Action<Message> {
        self.running = None;
        self.lines.is_running = false;
        self.tested.is_passed = report.is_passed();
        for row in report.rows {
            self.lines.take(row);
        }
        self.ended = match (self.tested.is_passed, self.lines.was_cancelled()) {
            (true, _) => Ended::Passed,
            (false, true) => Ended::Cancelled,
            (false, false) => Ended::Failed,
        };
        self.has_changed |= self.tested.is_passed && self.subject.id.is_some();
        let failed = self.lines.first(TestStatus::Failed);
        let worst = failed.or_else(|| self.lines.first(TestStatus::Warning));
        match worst {
            Some(at) if !self.is_chosen => self.show(at, context),
            // A row that was chosen has its result by now.
            _ => {
                self.select(self.selected, context);
                Action::None
            }
        }
    }

    fn selected_row(&self) -> Option<&TestRow> {
        self.lines.row(self.selected?)
    }

    fn select(&mut self, at: Option<usize>, context: &Context) {
        self.selected = at;
        self.is_copied = false;
        let words = match (self.selected_row(), self.ended) {
            (Some(row), _) => details::of_row(row, &self.subject.account, context),
            (None, Ended::Passed) => context.say(texts::test_no_fault()),
            (None, _) => String::new(),
        };
        self.detail = text_editor::Content::with_text(&words);
    }

    fn show(&mut self, at: usize, context: &Context) -> Action<Message> {
        self.select(Some(at), context);
        Action::Run(parts::reveal(at))
    }

    fn step(&mut self, by: isize, context: &Context) -> Action<Message> {
        let last = self.lines.all().len().saturating_sub(1);
        let next = match self.selected {
            Some(at) => at.saturating_add_signed(by).min(last),
            // As if the selection stood above the first row.
            None => usize::try_from(by - 1).unwrap_or(0).min(last),
        };
        self.is_chosen = true;
        self.show(next, context)
    }

    fn repair(&mut self, context: &Context) -> Action<Message> {
        let Some(row) = self.selected_row() else {
            return Action::None;
        };
        let (side, Some(repair)) = (row.side, row.repair.clone()) else {
            return Action::None;
        };
        self.subject.account = repair.apply(side, &self.subject.account);
        self.tested.repairs.push((side, repair));
        Action::Run(self.start(context))
    }

    fn trust(&mut self, side: Side, fingerprint: Sha256Hash, context: &Context) -> Action<Message> {
        let Some(endpoint) = details::endpoint(&self.subject.account, side) else {
            return Action::None;
        };
        let pin = PinnedCertificate {
            host: endpoint.host.clone(),
            port: endpoint.port,
            fingerprint,
        };
        self.subject.pins.push(pin.clone());
        self.agreed.push((side, fingerprint));
        let Some(id) = self.subject.id.filter(|_| self.keeping == Keeping::Store) else {
            self.tested.pins.push(pin);
            return Action::Run(self.start(context));
        };
        // With an end point that is not stored yet, the exception is stored together with it.
        Action::Run(context.ask(
            move |office| {
                let stored = office.account(id)?.account;
                let is_same = details::endpoint(&stored, side)
                    .is_some_and(|it| it.host == pin.host && it.port == pin.port);
                if is_same {
                    office.trust_certificate(id, side, fingerprint)?;
                }
                Ok(())
            },
            Message::TrustKept,
        ))
    }

    fn can_be_trusted(row: &TestRow) -> bool {
        let class = matches!(
            row.class,
            Some(FailureClass::CertUntrusted | FailureClass::CertName)
        );
        class && row.facts.fingerprint.is_some()
    }

    fn copy(&mut self, context: &Context) -> Action<Message> {
        let Some(row) = self.selected_row() else {
            return Action::None;
        };
        let words = details::report_of_row(row, &self.subject.account, context);
        self.is_copied = true;
        Action::Run(iced::clipboard::write(words))
    }

    fn leave(&mut self) -> Action<Message> {
        // What is under way ends here and now.
        self.running = None;
        self.serial += 1;
        self.lines.is_running = false;
        let is_worth_keeping = self.tested.is_passed && !self.tested.repairs.is_empty();
        if self.keeping == Keeping::Store && is_worth_keeping {
            let question = Ask::question(
                Kind::Question,
                texts::test_keep_title(),
                texts::test_keep_question(),
                texts::test_keep(),
            );
            return Action::Open(question.or(texts::test_keep_not()).into());
        }
        self.close()
    }

    fn close(&mut self) -> Action<Message> {
        let close = Action::Close(Outcome::Tested(self.tested.clone()));
        match self.has_changed {
            true => Action::Changed.and(close),
            false => close,
        }
    }

    fn keep_repairs(&self, context: &Context) -> Task<Message> {
        let Some(id) = self.subject.id else {
            return Task::none();
        };
        let (account, agreed) = (self.subject.account.clone(), self.agreed.clone());
        context.ask(
            move |office| {
                office.edit_account(id, &account)?;
                for (side, fingerprint) in agreed {
                    office.trust_certificate(id, side, fingerprint)?;
                }
                Ok(())
            },
            Message::RepairsKept,
        )
    }
}

/// The rows of a test before it begins.
fn lines(subject: &TestSubject) -> Lines {
    let incoming = subject.account.incoming.as_ref();
    let discovers = incoming.is_some_and(Incoming::lacks_server);
    Lines::new(subject.send_test_mail, discovers)
}
