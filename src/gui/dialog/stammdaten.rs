//! "Stammdaten": Benutzer, Datenpools and app devices, which the accounts refer to.

mod entry;
mod fields;
mod store;
mod view;

use super::ask::{Answer, Ask, Kind};
use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::accounts::{Lists, barred_of};
use crate::i18n::{Text, texts};
use crate::service::{Office, Result};
use entry::{Entry, Fault};
pub use entry::{Part, Subject, Value};
use iced::{Element, Size, Task};

/// Master data.
pub struct Stammdaten {
    lists: Lists,
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

/// What was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    lists: Lists,
    barred: Option<Text>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The master data was read.
    Loaded(u64, Box<Result<Loaded>>),
    /// Somewhere else is to be seen.
    Go(Next),
    /// The selection in the list moves.
    Moved(i32),
    /// The part to the left or right.
    Turned(i32),
    /// A field was changed.
    Typed(Value),
    /// "Speichern".
    Save(Next),
    /// It was stored, as this subject.
    Saved(Next, Subject, Result<()>),
    /// "Löschen".
    Delete,
    /// It was deleted.
    Deleted(Result<()>),
    /// "Hilfe".
    Help,
}

impl Stammdaten {
    /// Empty, until [`Screen::start`] has answered.
    pub fn new() -> Self {
        Self {
            lists: Lists::default(),
            is_loaded: false,
            barred: None,
            part: Part::Benutzer,
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

    /// At the Tätigkeiten.
    pub fn taetigkeiten() -> Self {
        Self::new()
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        context.ask(read, move |read| Message::Loaded(serial, Box::new(read)))
    }

    fn loaded(&mut self, read: Result<Loaded>, context: &Context) -> Action<Message> {
        match read {
            Ok(loaded) => {
                self.lists = loaded.lists;
                self.barred = loaded.barred;
                self.is_loaded = true;
                if !self.is_changed() {
                    let subject = self.entry.as_ref().map(|it| it.subject.clone());
                    let is_saved = self.is_saved;
                    self.show(subject);
                    self.is_saved = is_saved;
                }
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
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

    /// Shows an entry; the first one of the part if it is not there.
    fn show(&mut self, subject: Option<Subject>) {
        let wanted = subject.and_then(|it| Entry::of(&it, &self.lists));
        let first = || {
            let subjects = Subject::all(self.part, &self.lists);
            let first = subjects.first().map(|it| &it.0);
            first.and_then(|it| Entry::of(it, &self.lists))
        };
        self.entry = wanted.or_else(first);
        self.before = self.entry.clone();
        self.faults.clear();
        self.is_saved = false;
    }

    /// Goes somewhere else; asks first, where something would be lost.
    fn go(&mut self, next: Next) -> Action<Message> {
        if self.is_saving {
            return Action::None;
        }
        if !self.is_changed() {
            return self.go_now(next);
        }
        self.asked = Some(Asked::Leave(next));
        let question = Ask::question(
            Kind::Question,
            texts::accounts_leave_title(),
            texts::accounts_leave(),
            texts::button_save(),
        );
        Action::Open(question.or(texts::accounts_leave_no()).into())
    }

    fn go_now(&mut self, next: Next) -> Action<Message> {
        match next {
            Next::Stay => {}
            Next::Show(subject) => {
                let is_new = subject.is_new();
                self.show(Some(subject));
                if is_new {
                    self.focus_on(fields::NAME);
                }
            }
            Next::Part(part) => {
                self.part = part;
                self.show(None);
            }
            Next::Close => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn step(&mut self, step: i32) -> Action<Message> {
        let subjects = Subject::all(self.part, &self.lists);
        let shown = self.entry.as_ref().map(|it| &it.subject);
        let at = subjects.iter().position(|it| Some(&it.0) == shown);
        let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        let next = match (at, step) {
            (None, _) => 0,
            (Some(at), ..0) => at.saturating_sub(distance),
            (Some(at), _) => at.saturating_add(distance).min(subjects.len() - 1),
        };
        match subjects.into_iter().nth(next) {
            Some((subject, _)) if at != Some(next) => self.go(Next::Show(subject)),
            _ => Action::None,
        }
    }

    fn turn(&mut self, step: i32) -> Action<Message> {
        let at = Part::ALL.iter().position(|it| *it == self.part);
        let next = match step {
            ..0 => at.and_then(|it| it.checked_sub(1)),
            _ => at.map(|it| it + 1),
        };
        match next.and_then(|it| Part::ALL.get(it)) {
            Some(part) => self.go(Next::Part(*part)),
            None => Action::None,
        }
    }

    fn ask_to_delete(&mut self) -> Action<Message> {
        let Some(before) = self.before.as_ref().filter(|it| !it.subject.is_new()) else {
            return Action::None;
        };
        let question = Ask::question(
            Kind::Warning,
            texts::stammdaten_delete_title(),
            texts::stammdaten_delete_question(&before.name),
            texts::accounts_delete_yes(),
        );
        self.asked = Some(Asked::Delete(before.subject.clone()));
        Action::Open(question.into())
    }
}

impl Default for Stammdaten {
    fn default() -> Self {
        Self::new()
    }
}

fn read(office: &Office) -> Result<Loaded> {
    Ok(Loaded {
        lists: Lists {
            benutzer: office.benutzer()?,
            pools: office.datenpools()?,
            geraete: office.geraete()?,
        },
        barred: barred_of(office)?,
    })
}

/// The next number that nobody has.
fn next_number(lists: &Lists) -> Option<BenutzerNumber> {
    let last = lists.benutzer.iter().map(|it| it.number.value()).max();
    BenutzerNumber::new(last.unwrap_or(0) + 1)
}

impl Screen for Stammdaten {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_stammdaten()
    }

    fn size(&self) -> Size {
        Size::new(760.0, 560.0)
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
            Message::Go(next) => self.go(next),
            Message::Moved(step) => self.step(step),
            Message::Turned(step) => self.turn(step),
            Message::Typed(value) => {
                if let Some(entry) = self.entry.as_mut().filter(|_| self.barred.is_none()) {
                    self.faults.retain(|it| it.field != value.field());
                    entry.set(value);
                    self.is_saved = false;
                }
                Action::None
            }
            Message::Save(next) => self.save(next, context),
            Message::Saved(next, subject, stored) => self.saved(next, subject, stored, context),
            Message::Delete if self.may_change() => self.ask_to_delete(),
            Message::Delete => Action::None,
            Message::Deleted(Ok(())) => {
                self.show(None);
                Action::Changed
            }
            Message::Deleted(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Help => Action::Open(Help::new(Topic::Stammdaten).into()),
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        let (Some(asked), Outcome::Answered(answer)) = (self.asked.take(), outcome) else {
            return Action::None;
        };
        match (asked, answer) {
            (Asked::Leave(next), Answer::Yes) => self.save(next, context),
            (Asked::Leave(next), Answer::No) => {
                self.entry = self.before.clone();
                self.faults.clear();
                self.go_now(next)
            }
            (Asked::Delete(subject), Answer::Yes) => Action::Run(context.ask(
                move |office| store::delete(office, &subject),
                Message::Deleted,
            )),
            (Asked::Delete(_), Answer::No) => Action::None,
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
