//! "Stammdaten": Benutzer, Akten, Klienten and what else accounts and mail refer to. A part may have
//! thousands of entries.

mod checked;
mod entry;
mod fields;
mod files;
mod going;
mod reading;
mod rows;
mod store;
mod subject;
mod view;

use super::ask::{Answer, Ask, Kind};
use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::Named;
use crate::gui::widget::grid::{Columns, GridEvent, Selection};
use crate::i18n::{Language, Text, texts};
use crate::service::Result;
pub use entry::Value;
use entry::{Entry, Fault};
pub(super) use files::no_window as no_file_window;
use iced::{Element, Size, Task};
use reading::Data;
pub use reading::Loaded;
use rows::{Row, Rows};
use std::path::PathBuf;
use std::sync::Arc;
pub use subject::{Part, Subject};

/// Master data.
pub struct Stammdaten {
    data: Data,
    all_rows: Vec<Arc<Vec<Row>>>,
    rows: Rows,
    columns: Columns,
    selection: Selection,
    search: String,
    is_loaded: bool,
    /// Why nothing may be changed.
    barred: Option<Text>,
    part: Part,
    /// The fields as they are typed, and as they were.
    entry: Option<Entry>,
    before: Option<Entry>,
    faults: Vec<Fault>,
    is_saving: bool,
    is_saved: bool,
    asked: Option<Asked>,
    /// Where the focus goes; a higher number is another wish.
    wanted: Option<(u64, &'static str)>,
    serial: u64,
}

/// Where to go next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// It stays.
    Stay,
    /// Another entry.
    Show(Subject),
    /// Another part.
    Part(Part),
    /// A table is read in.
    Import,
    /// The dialog ends.
    Close,
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// What becomes of changes before going on.
    Leave(Next),
    /// Whether this entry is deleted.
    Delete(Subject),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The master data was read.
    Loaded(u64, Box<Result<Loaded>>),
    /// Somewhere else is to be seen.
    Go(Next),
    /// Something in the list.
    List(GridEvent),
    /// What is searched for.
    Search(String),
    /// To the search.
    Find,
    /// The part to the left or right.
    Turned(i32),
    /// A field was changed.
    Typed(Value),
    /// "Speichern".
    Save(Next),
    /// It was stored, as this subject.
    Saved(Next, Result<Subject>),
    /// "Löschen".
    Delete,
    /// It was deleted.
    Deleted(Result<()>),
    /// "Exportieren…".
    Export,
    /// A file to write was named, or none.
    ExportNamed(Named),
    /// So many entries were written.
    Exported(PathBuf, Result<usize>),
    /// "Hilfe".
    Help,
}

impl Stammdaten {
    /// Empty, until [`Screen::start`] has answered.
    pub fn new() -> Self {
        Self::at(Part::Benutzer)
    }

    /// At the Tätigkeiten.
    pub fn taetigkeiten() -> Self {
        Self::at(Part::Taetigkeiten)
    }

    /// At a part.
    pub fn at(part: Part) -> Self {
        Self {
            data: Data::default(),
            all_rows: Vec::new(),
            rows: Rows::default(),
            columns: Columns::new(Vec::new()),
            selection: Selection::default(),
            search: String::new(),
            is_loaded: false,
            barred: None,
            part,
            entry: None,
            before: None,
            faults: Vec::new(),
            is_saving: false,
            is_saved: false,
            asked: None,
            wanted: None,
            serial: 0,
        }
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        context.ask(reading::read, move |read| {
            Message::Loaded(serial, Box::new(read))
        })
    }

    fn loaded(&mut self, read: Result<Loaded>, context: &Context) -> Action<Message> {
        let loaded = match read {
            Ok(loaded) => loaded,
            Err(error) => return Action::Open(Ask::error(&error, context).into()),
        };
        self.data = loaded.data;
        self.all_rows = loaded.rows;
        self.barred = loaded.barred;
        self.is_loaded = true;
        self.list(context.language);
        if !self.is_changed() {
            let subject = self.entry.as_ref().map(|it| it.subject.clone());
            let is_saved = self.is_saved;
            self.show(subject);
            self.is_saved = is_saved;
        }
        Action::None
    }

    /// Puts the entries of the part that the search leaves into the list.
    fn list(&mut self, language: Language) {
        let all = self.all_rows.get(self.part.place()).cloned();
        self.rows
            .set(all.unwrap_or_default(), &self.search, self.part);
        self.columns = rows::columns(self.part, language);
        self.select_shown();
    }

    fn select_shown(&mut self) {
        let subject = self.entry.as_ref().map(|it| &it.subject);
        self.selection = Selection::of(subject.and_then(|it| self.rows.position(it)));
    }

    fn focus_on(&mut self, id: &'static str) {
        let number = self.wanted.map_or(0, |it| it.0) + 1;
        self.wanted = Some((number, id));
    }

    fn is_changed(&self) -> bool {
        self.entry != self.before
    }

    fn may_change(&self) -> bool {
        self.is_loaded && self.barred.is_none() && !self.is_saving
    }

    /// Shows an entry; the first one in the list if it is not there.
    fn show(&mut self, subject: Option<Subject>) {
        let wanted = subject.and_then(|it| Entry::of(&it, &self.data));
        let first = || {
            let first = self.rows.get(0).map(|it| &it.subject);
            first.and_then(|it| Entry::of(it, &self.data))
        };
        self.entry = wanted.or_else(first);
        self.before = self.entry.clone();
        self.faults.clear();
        self.is_saved = false;
        self.select_shown();
    }

    fn typed(&mut self, value: Value) {
        if !self.may_change() {
            return;
        }
        self.faults.retain(|it| it.field != value.field());
        self.is_saved = false;
        if value == Value::AddPerson {
            return self.add_person();
        }
        if let Some(entry) = &mut self.entry {
            entry.set(value);
        }
    }

    fn ask_to_delete(&mut self) -> Action<Message> {
        let stored = self.before.as_ref().filter(|it| !it.subject.is_new());
        let Some(before) = stored.filter(|_| self.asked.is_none()) else {
            return Action::None;
        };
        let name = match before.subject {
            Subject::Akte(_) => format!("{} {}", before.number, before.name),
            _ => before.name.clone(),
        };
        let question = Ask::question(
            Kind::Warning,
            texts::stammdaten_delete_title(),
            texts::stammdaten_delete_question(name),
            texts::accounts_delete_yes(),
        );
        self.asked = Some(Asked::Delete(before.subject.clone()));
        Action::Open(question.into())
    }

    fn answered(&mut self, asked: Asked, answer: Answer, context: &Context) -> Action<Message> {
        match (asked, answer) {
            (Asked::Leave(next), Answer::Yes) => self.save(next, context),
            (Asked::Leave(next), Answer::No) => {
                self.entry = self.before.clone();
                self.faults.clear();
                self.go_in(next, context.language)
            }
            (Asked::Delete(subject), Answer::Yes) => Action::Run(context.ask(
                move |office| store::delete(office, &subject),
                Message::Deleted,
            )),
            (Asked::Delete(_), Answer::No) => Action::None,
        }
    }
}

impl Default for Stammdaten {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for Stammdaten {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_stammdaten()
    }

    fn size(&self) -> Size {
        Size::new(960.0, 640.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.load(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, read) if serial == self.serial => self.loaded(*read, context),
            Message::Loaded(..) => Action::None,
            Message::Go(next) => self.go(next, context),
            Message::List(event) => self.listed(event, context),
            Message::Search(words) => {
                self.search = words;
                self.list(context.language);
                Action::None
            }
            Message::Find => {
                self.focus_on(view::SEARCH);
                Action::None
            }
            Message::Turned(step) => self.turn(step, context),
            Message::Typed(value) => {
                self.typed(value);
                Action::None
            }
            Message::Save(next) => self.save(next, context),
            Message::Saved(next, stored) => self.saved(next, stored, context),
            Message::Delete if self.may_change() => self.ask_to_delete(),
            Message::Delete => Action::None,
            Message::Deleted(Ok(())) => {
                self.entry = None;
                self.before = None;
                Action::Changed
            }
            Message::Deleted(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Export => files::choose(self.part, context),
            Message::ExportNamed(named) => files::named(self.part, named, context),
            Message::Exported(file, written) => files::exported(&file, written, context),
            Message::Help => Action::Open(Help::new(Topic::Stammdaten).into()),
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match (self.asked.take(), outcome) {
            (Some(asked), Outcome::Answered(answer)) => self.answered(asked, answer, context),
            _ => Action::None,
        }
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        Action::Run(self.load(context))
    }

    fn close_message(&self) -> Message {
        Message::Go(Next::Close)
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
