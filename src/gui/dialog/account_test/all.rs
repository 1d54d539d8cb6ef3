//! "Alle Konten testen": one row per account.

mod view;

use super::details;
use super::one::saving::told;
use super::parts;
use super::run::{self, Overall, Running};
use super::subject;
use crate::domain::account::StoredAccount;
use crate::domain::diagnosis::TestStatus;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::account_test::AccountTest;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::file_name::FileName;
use crate::gui::dialog::help::{Help, Topic};
use crate::gui::files::{self, Named};
use crate::gui::widget::read_only;
use crate::i18n::texts;
use crate::service::account_test::{TestReport, overview};
use crate::service::notice::notice;
use crate::service::{Office, Result};
use crate::settings;
use iced::Task;
use iced::widget::text_editor;
use std::path::PathBuf;
use std::time::Duration;

/// An account and how far its test is.
struct Entry {
    stored: StoredAccount,
    state: State,
}

enum State {
    Waiting,
    Running,
    Done(Result<TestReport>, Duration),
}

impl Entry {
    fn is_passed(&self) -> bool {
        matches!(&self.state, State::Done(Ok(report), _) if report.is_passed())
    }

    fn is_done(&self) -> bool {
        matches!(self.state, State::Done(..))
    }

    fn report(&self) -> Option<&TestReport> {
        match &self.state {
            State::Done(Ok(report), _) => Some(report),
            _ => None,
        }
    }
}

/// The test of every account.
pub(super) struct All {
    entries: Vec<Entry>,
    running: Option<Running>,
    serial: u64,
    is_stopped: bool,
    selected: Option<usize>,
    detail: text_editor::Content,
    has_changed: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Alle testen".
    Start,
    /// "Test abbrechen".
    Stop,
    /// "Abbruch", Escape, the window's own button.
    Left,
    /// Something of the run of this number.
    Overall(u64, Overall),
    /// A row was clicked.
    Select(usize),
    /// The row so many further down.
    Step(isize),
    /// Something in the lower area.
    Detail(text_editor::Action),
    /// "Konto einzeln testen …".
    Single,
    /// "Kopieren".
    Copy,
    /// "Als CSV speichern …".
    Save,
    /// Where to save.
    Named(Named),
    /// The table is written.
    Written(Result<PathBuf>),
    /// The accounts were read again; the one of this number is tested then.
    Read(Option<usize>, Result<Vec<StoredAccount>>),
    /// "Hilfe".
    Help,
}

impl All {
    pub(super) fn new(accounts: Vec<StoredAccount>) -> Self {
        let entry = |stored| Entry {
            stored,
            state: State::Waiting,
        };
        Self {
            entries: accounts.into_iter().map(entry).collect(),
            running: None,
            serial: 0,
            is_stopped: false,
            selected: None,
            detail: text_editor::Content::new(),
            has_changed: false,
        }
    }

    pub(super) fn start(&mut self, context: &Context) -> Task<Message> {
        self.select(None, context);
        self.test((0..self.entries.len()).collect(), context)
    }

    /// Tests some of the accounts.
    fn test(&mut self, wanted: Vec<usize>, context: &Context) -> Task<Message> {
        self.serial += 1;
        self.is_stopped = false;
        let mut subjects = Vec::new();
        for at in wanted {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.state = State::Waiting;
                subjects.push((at, subject(&entry.stored)));
            }
        }
        let (task, running) = run::all(&context.office, subjects);
        self.running = Some(running);
        let serial = self.serial;
        task.map(move |it| Message::Overall(serial, it))
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Start => Action::Run(self.start(context)),
            Message::Stop => {
                self.is_stopped = true;
                self.running.iter().for_each(Running::stop);
                Action::None
            }
            Message::Left => self.leave(),
            Message::Overall(serial, event) if serial == self.serial => self.hear(event, context),
            Message::Overall(..) => Action::None,
            Message::Select(at) => {
                self.select(Some(at), context);
                Action::None
            }
            Message::Step(by) => self.step(by, context),
            Message::Detail(action) => {
                read_only(&mut self.detail, action);
                Action::None
            }
            Message::Single => match self.selected_entry() {
                Some(entry) => Action::Open(AccountTest::stored(&entry.stored).into()),
                None => Action::None,
            },
            Message::Copy => Action::Run(iced::clipboard::write(self.detail.text())),
            Message::Save => Action::Run(self.ask_where(context)),
            Message::Named(named) => self.named(named, context),
            Message::Written(Ok(path)) => Action::Open(told(&path).into()),
            Message::Written(Err(error)) | Message::Read(_, Err(error)) => {
                Action::Open(Ask::error(&error, context).into())
            }
            Message::Read(again, Ok(accounts)) => {
                self.read(accounts);
                match again {
                    Some(at) => Action::Run(self.test(vec![at], context)),
                    None => Action::None,
                }
            }
            Message::Help => Action::Open(Help::new(Topic::AccountTest).into()),
        }
    }

    pub(super) fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match outcome {
            Outcome::FileNamed(path) => Action::Run(self.write(path, context)),
            // The single test may have mended the account.
            Outcome::Tested(_) => Self::read_again(self.selected, context),
            _ => Action::None,
        }
    }

    pub(super) fn office_changed(&mut self, context: &Context) -> Action<Message> {
        Self::read_again(None, context)
    }

    fn read_again(then: Option<usize>, context: &Context) -> Action<Message> {
        let read = move |accounts| Message::Read(then, accounts);
        Action::Run(context.ask(Office::accounts, read))
    }

    fn read(&mut self, accounts: Vec<StoredAccount>) {
        for entry in &mut self.entries {
            if let Some(now) = accounts.iter().find(|it| it.id == entry.stored.id) {
                entry.stored = now.clone();
            }
        }
    }

    fn hear(&mut self, event: Overall, context: &Context) -> Action<Message> {
        match event {
            Overall::Begun(at) => {
                // An account may be done before its beginning is heard of.
                if let Some(entry) = self.entries.get_mut(at).filter(|it| !it.is_done()) {
                    entry.state = State::Running;
                }
                Action::None
            }
            Overall::Done(at, report, took) => {
                let Some(entry) = self.entries.get_mut(at) else {
                    return Action::None;
                };
                entry.state = State::Done(report, took);
                let is_passed = entry.is_passed();
                self.has_changed |= is_passed;
                let is_first = !is_passed && self.selected.is_none();
                if is_first || self.selected == Some(at) {
                    self.select(Some(at), context);
                }
                match is_first {
                    true => Action::Run(parts::reveal(at)),
                    false => Action::None,
                }
            }
            Overall::End => {
                self.running = None;
                for entry in &mut self.entries {
                    if matches!(entry.state, State::Running) {
                        entry.state = State::Waiting;
                    }
                }
                self.select(self.selected, context);
                Action::None
            }
        }
    }

    fn selected_entry(&self) -> Option<&Entry> {
        self.entries.get(self.selected?)
    }

    fn select(&mut self, at: Option<usize>, context: &Context) {
        self.selected = at;
        let is_good = self.entries.iter().all(Entry::is_passed);
        let words = match self.selected_entry() {
            Some(entry) => Self::words(entry, context),
            None if is_good => context.say(texts::test_no_fault()),
            None => String::new(),
        };
        self.detail = text_editor::Content::with_text(&words);
    }

    /// What stands below the table: whatever went wrong with this account.
    fn words(entry: &Entry, context: &Context) -> String {
        let account = &entry.stored.account;
        let mut parts = vec![format!(
            "{}\n{}",
            context.say(texts::report_heading(&account.name, &account.address)),
            details::servers(account, context)
        )];
        match &entry.state {
            State::Waiting | State::Running => {}
            State::Done(Err(error), _) => parts.push(context.say(notice(error).message)),
            State::Done(Ok(report), _) => {
                let is_wrong =
                    |it: &TestStatus| matches!(it, TestStatus::Failed | TestStatus::Warning);
                let wrong = report.rows.iter().filter(|it| is_wrong(&it.status));
                parts.extend(wrong.map(|it| details::of_row(it, account, context)));
                if report.is_passed() {
                    parts.push(context.say(texts::test_all_passed()));
                }
            }
        }
        parts.join("\n\n")
    }

    fn step(&mut self, by: isize, context: &Context) -> Action<Message> {
        let Some(last) = self.entries.len().checked_sub(1) else {
            return Action::None;
        };
        let next = match self.selected {
            Some(at) => at.saturating_add_signed(by).min(last),
            // As if the selection stood above the first row.
            None => usize::try_from(by - 1).unwrap_or(0).min(last),
        };
        self.select(Some(next), context);
        Action::Run(parts::reveal(next))
    }

    fn leave(&mut self) -> Action<Message> {
        self.running = None;
        self.serial += 1;
        let close = Action::Close(Outcome::Left);
        match self.has_changed {
            true => Action::Changed.and(close),
            false => close,
        }
    }

    fn file_name(context: &Context) -> String {
        files::plain_name(&format!("{}.csv", context.say(texts::test_all_file())))
    }

    fn ask_where(&self, context: &Context) -> Task<Message> {
        let kinds = vec![(context.say(texts::test_report_csv()), "csv")];
        Task::perform(files::save(Self::file_name(context), kinds), Message::Named)
    }

    fn named(&self, named: Named, context: &Context) -> Action<Message> {
        match named {
            Named::File(path) => Action::Run(self.write(path, context)),
            Named::Left => Action::None,
            Named::Unavailable => {
                let path = settings::documents().join(Self::file_name(context));
                Action::Open(FileName::new(&path).into())
            }
        }
    }

    fn write(&self, path: PathBuf, context: &Context) -> Task<Message> {
        let language = context.language;
        let tested = self.entries.iter();
        let rows = tested.filter_map(|it| Some(overview::row(&it.stored, it.report()?, language)));
        let rows: Vec<_> = rows.collect();
        context.ask(
            move |_| overview::write_csv(&path, &rows, language).map(|()| path),
            Message::Written,
        )
    }
}
