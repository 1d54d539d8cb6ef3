//! "Postausgang": the letters that are to leave, have left, or could not, and why; drafts and the
//! journal.

mod acting;
mod list;
mod view;

use crate::domain::draft::DraftRow;
use crate::domain::outbox::{LetterRow, OutboxList, SendingSettings};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::akte_pick::AktePick;
use crate::gui::dialog::ask::{Answer, Ask};
use crate::gui::dialog::e_brief::{EBrief, Start};
use crate::gui::dialog::letter::LetterWindow;
use crate::gui::engine;
use crate::gui::widget::grid::{GridEvent, Selection};
use crate::i18n::texts;
use crate::service::receiver::Event as Fetched;
use crate::service::{Error, Office, Result};
use iced::{Element, Point, Task};
use list::List;

/// Letters that a list shows, the newest.
const MOST: u32 = 5_000;

/// Which of its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Waiting, being sent, failed.
    Postausgang,
    /// Not sent yet by the clerk.
    Drafts,
    /// Everything that was sent, read-only.
    Journal,
}

/// The screen.
pub struct Postausgang {
    part: Part,
    list: List,
    selection: Selection,
    letters: Vec<LetterRow>,
    settings: SendingSettings,
    typed: String,
    /// Letters whose text holds what was typed.
    found: Vec<i64>,
    /// Deleted drafts are shown instead of the others.
    shows_deleted: bool,
    menu: Option<Point>,
    /// What a question or a dialog in front is about.
    asked: Option<Asked>,
    /// What was deleted last, and can be brought back.
    deleted: Vec<i64>,
    is_loaded: bool,
    serial: u64,
}

/// What a question in front is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Delete(Vec<i64>),
    Retry(Vec<i64>),
    TakeBack,
    File(i64),
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Read {
    letters: Vec<LetterRow>,
    drafts: Vec<DraftRow>,
    settings: SendingSettings,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The list was read; the number tells which reading it was.
    Loaded(u64, Result<Box<Read>>),
    /// In the table.
    Grid(GridEvent),
    /// What is searched for is typed.
    Typed(String),
    /// What was typed was looked for in the texts as well.
    Found(String, Result<Vec<i64>>),
    /// The menu is gone.
    MenuClosed,
    /// "Öffnen".
    Open,
    /// "Neuer E-Brief".
    New,
    /// "Jetzt senden".
    SendNow,
    /// "Zurückholen".
    TakeBack,
    /// It is a draft again, or taken back where it was none.
    TakenBack(Result<Option<i64>>),
    /// "Noch einmal versuchen".
    Retry,
    /// "Löschen".
    Delete,
    /// These are deleted, or not.
    Deleted(Result<Vec<i64>>),
    /// "Rückgängig".
    Undo,
    /// "Wiederherstellen".
    Restore,
    /// "Gelöschte zeigen".
    ShowDeleted(bool),
    /// "Zur Akte".
    File,
    /// Something was done, or not.
    Done(Result<()>),
    /// "Automatisch senden".
    Automatic(bool),
    /// "Beim Löschen fragen".
    AskDelete(bool),
}

impl Postausgang {
    /// Empty, until [`Postausgang::load`] has answered.
    pub fn new(part: Part) -> Self {
        Self {
            part,
            list: List::default(),
            selection: Selection::default(),
            letters: Vec::new(),
            settings: SendingSettings {
                automatic: true,
                ask_delete: true,
                answer_to_me: false,
            },
            typed: String::new(),
            found: Vec::new(),
            shows_deleted: false,
            menu: None,
            asked: None,
            deleted: Vec::new(),
            is_loaded: false,
            serial: 0,
        }
    }

    /// Reads what is shown.
    pub fn load(&mut self, context: &Context) -> Task<Message> {
        self.list.set_up(self.part, context.language);
        self.serial += 1;
        let (serial, part, deleted) = (self.serial, self.part, self.shows_deleted);
        let reading = context.ask(
            move |office| read(office, part, deleted),
            move |read| Message::Loaded(serial, read),
        );
        Task::batch([reading, self.find(context)])
    }

    /// Something has happened in the engine: what is sent stands elsewhere now.
    pub fn heard(&mut self, event: &engine::Event, context: &Context) -> Task<Message> {
        match event {
            engine::Event::Fetched(Fetched::Letter(_)) => self.load(context),
            _ => Task::none(),
        }
    }

    fn loaded(&mut self, read: Read, context: &Context) -> Action<Message> {
        let chosen = self.chosen();
        match self.part {
            Part::Drafts => self.list.set_drafts(&read.drafts, context.language),
            Part::Postausgang => self.list.set_outbox(&read.letters, context.language),
            Part::Journal => self.list.set_journal(&read.letters, context.language),
        }
        self.letters = read.letters;
        self.settings = read.settings;
        self.is_loaded = true;
        self.list.filter(&self.typed, &self.found);
        self.select(&chosen);
        Action::None
    }

    fn filter(&mut self) {
        let chosen = self.chosen();
        self.list.filter(&self.typed, &self.found);
        self.select(&chosen);
    }

    /// Looks for what was typed in the texts of what has left.
    fn find(&self, context: &Context) -> Task<Message> {
        if self.part != Part::Journal || self.typed.trim().is_empty() {
            return Task::none();
        }
        let (wanted, typed) = (self.typed.clone(), self.typed.clone());
        context.ask(
            move |office| office.find_letters(&wanted),
            move |found| Message::Found(typed, found),
        )
    }

    /// Only what has these words; [`Postausgang::load`] reads it.
    pub fn look_for(&mut self, words: &str) {
        self.typed = words.to_owned();
    }

    fn select(&mut self, ids: &[i64]) {
        let rows = self.list.rows_of(ids);
        let first = rows.first().copied();
        self.selection = Selection::of_rows(rows, first);
    }

    /// Numbers of what is chosen, in the order of the list.
    fn chosen(&self) -> Vec<i64> {
        let rows = self.selection.rows();
        rows.filter_map(|it| self.list.id(it)).collect()
    }

    /// The letters that are chosen.
    fn chosen_letters(&self) -> Vec<&LetterRow> {
        let chosen = self.chosen();
        let is_chosen = |it: &&LetterRow| chosen.contains(&it.letter.id);
        self.letters.iter().filter(is_chosen).collect()
    }

    fn error(error: &Error, context: &Context) -> Action<Message> {
        Action::Open(Ask::error(error, context).into())
    }

    fn grid(&mut self, event: GridEvent, context: &Context) -> Action<Message> {
        match event {
            GridEvent::Selection(selection) => self.selection = selection,
            GridEvent::Activate(row) => {
                self.selection = Selection::one(row);
                return self.open();
            }
            GridEvent::Delete => return self.delete(context),
            GridEvent::Menu(row, at) => {
                if let Some(row) = row.filter(|it| !self.selection.contains(*it)) {
                    self.selection = Selection::one(row);
                }
                self.menu = Some(at);
            }
            event => {
                let chosen = self.chosen();
                if self.list.columns.take(&event) {
                    self.list.sort();
                    self.select(&chosen);
                }
            }
        }
        Action::None
    }

    fn open(&self) -> Action<Message> {
        let [id] = self.chosen()[..] else {
            return Action::None;
        };
        match self.part {
            Part::Drafts if self.shows_deleted => Action::None,
            Part::Drafts => Action::Open(EBrief::new(Start::Draft(id)).into()),
            Part::Postausgang | Part::Journal => Action::Open(LetterWindow::new(id).into()),
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, _) if serial != self.serial => Action::None,
            Message::Loaded(_, Ok(read)) => self.loaded(*read, context),
            Message::Grid(event) => self.grid(event, context),
            Message::Typed(typed) => {
                self.typed = typed;
                self.filter();
                Action::Run(self.find(context))
            }
            Message::Found(typed, found) if typed == self.typed => {
                // What stands in the list itself is found all the same.
                self.found = found.unwrap_or_default();
                self.filter();
                Action::None
            }
            Message::Found(..) => Action::None,
            Message::MenuClosed => {
                self.menu = None;
                Action::None
            }
            Message::Open => self.open(),
            Message::New => Action::Open(EBrief::new(Start::Empty).into()),
            Message::SendNow => self.send_now(context),
            Message::TakeBack => self.take_back(context),
            Message::TakenBack(Ok(Some(draft))) => {
                Action::Changed.and(Action::Open(EBrief::new(Start::Draft(draft)).into()))
            }
            Message::TakenBack(Ok(None)) | Message::Done(Ok(())) => Action::Changed,
            Message::Retry => self.retry(context),
            Message::Delete => self.delete(context),
            Message::Deleted(Ok(ids)) => {
                self.deleted = ids;
                Action::Changed
            }
            Message::Undo => {
                let ids = std::mem::take(&mut self.deleted);
                self.restore(ids, context)
            }
            Message::Restore => self.restore(self.chosen(), context),
            Message::ShowDeleted(is_on) => {
                self.shows_deleted = is_on;
                self.deleted.clear();
                Action::Run(self.load(context))
            }
            Message::File => self.file(),
            Message::Automatic(is_on) => self.set(context, |it| it.automatic = is_on),
            Message::AskDelete(is_on) => self.set(context, |it| it.ask_delete = is_on),
            Message::Loaded(_, Err(error))
            | Message::TakenBack(Err(error))
            | Message::Deleted(Err(error))
            | Message::Done(Err(error)) => {
                let again = Action::Run(self.load(context));
                Self::error(&error, context).and(again)
            }
        }
    }

    /// Whether the dialog in front was opened from here.
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// A dialog that it opened has ended.
    pub fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match (outcome, self.asked.take()) {
            (Outcome::Answered(Answer::Yes), Some(Asked::Delete(ids))) => {
                self.delete_now(ids, context)
            }
            (Outcome::Answered(Answer::Yes), Some(Asked::Retry(ids))) => {
                self.retry_now(ids, context)
            }
            (Outcome::Answered(Answer::Yes), Some(Asked::TakeBack)) => self.take_back_now(context),
            (Outcome::Akte(picked), Some(Asked::File(letter))) => {
                self.file_now(letter, &picked, context)
            }
            _ => Action::None,
        }
    }

    fn file(&mut self) -> Action<Message> {
        let [letter] = self.chosen()[..] else {
            return Action::None;
        };
        self.asked = Some(Asked::File(letter));
        let pick = AktePick::new(
            texts::postausgang_file_title(),
            texts::postausgang_file_purpose(),
        );
        Action::Open(pick.or_none().into())
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.show(context)
    }
}

fn read(office: &Office, part: Part, deleted: bool) -> Result<Box<Read>> {
    let letters = match part {
        Part::Postausgang => office.letter_rows(OutboxList::Postausgang, MOST)?,
        Part::Journal => office.letter_rows(OutboxList::Journal, MOST)?,
        Part::Drafts => Vec::new(),
    };
    let drafts = match part {
        Part::Drafts => office.drafts(deleted)?,
        Part::Postausgang | Part::Journal => Vec::new(),
    };
    Ok(Box::new(Read {
        letters,
        drafts,
        settings: office.sending_settings()?,
    }))
}
