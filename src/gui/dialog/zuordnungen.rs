//! "E-Mail-Adressen verwalten": the table Von | An. Each change is stored at once.

mod view;

use super::ask::{Answer, Ask, Kind};
use super::{Outcome, Screen};
use crate::domain::register::Zuordnung;
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use crate::service::{Error, Office, Result, notice};
use iced::{Element, Size, Task};

/// The table.
pub struct Zuordnungen {
    loaded: Option<Loaded>,
    selected: Option<(String, BenutzerNumber)>,
    von: Option<String>,
    an: Option<BenutzerNumber>,
    fault: Option<Text>,
    is_busy: bool,
    is_asked: bool,
    serial: u64,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    rows: Vec<Zuordnung>,
    benutzer: Vec<Benutzer>,
    may_change: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The table was read.
    Loaded(u64, Result<Loaded>),
    /// A row was chosen.
    Selected(String, BenutzerNumber),
    /// The selection moves.
    Moved(i32),
    /// "Von" of the next row.
    Von(String),
    /// "An" of the next row.
    An(BenutzerNumber),
    /// "Neu".
    Add,
    /// "Entfernen".
    Remove,
    /// It was stored.
    Stored(Result<()>),
    /// "Schließen".
    Left,
}

impl Zuordnungen {
    /// Empty, until [`Screen::start`] has answered.
    pub fn new() -> Self {
        Self {
            loaded: None,
            selected: None,
            von: None,
            an: None,
            fault: None,
            is_busy: false,
            is_asked: false,
            serial: 0,
        }
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        context.ask(read, move |read| Message::Loaded(serial, read))
    }

    fn may_change(&self) -> bool {
        self.loaded.as_ref().is_some_and(|it| it.may_change) && !self.is_busy
    }

    fn rows(&self) -> &[Zuordnung] {
        self.loaded.as_ref().map_or(&[], |it| &it.rows)
    }

    fn name_of(&self, number: BenutzerNumber) -> String {
        let mut all = self.loaded.iter().flat_map(|it| &it.benutzer);
        match all.find(|it| it.number == number) {
            Some(benutzer) => format!("{number}  {}", benutzer.name),
            None => number.to_string(),
        }
    }

    /// The row that is selected.
    fn chosen(&self) -> Option<&Zuordnung> {
        let (von, an) = self.selected.as_ref()?;
        let mut rows = self.rows().iter();
        rows.find(|it| it.von == *von && it.an == *an)
    }

    fn step(&mut self, step: i32) {
        let rows = self.rows();
        let chosen = self.chosen();
        let at = chosen.and_then(|it| rows.iter().position(|row| row == it));
        let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        let next = match (at, step) {
            (None, _) => 0,
            (Some(at), ..0) => at.saturating_sub(distance),
            (Some(at), _) => at.saturating_add(distance).min(rows.len() - 1),
        };
        let next = rows.get(next).map(|it| (it.von.clone(), it.an));
        self.selected = next.or(self.selected.take());
    }

    fn add(&mut self, context: &Context) -> Action<Message> {
        let (Some(von), Some(an), true) = (self.von.clone(), self.an, self.may_change()) else {
            return Action::None;
        };
        self.fault = None;
        self.is_busy = true;
        self.selected = Some((von.clone(), an));
        Action::Run(context.ask(
            move |office| office.set_zuordnung(&von, &[an], false),
            Message::Stored,
        ))
    }

    fn ask_to_remove(&mut self) -> Action<Message> {
        let Some(row) = self.chosen().filter(|_| self.may_change()) else {
            return Action::None;
        };
        let question = Ask::question(
            Kind::Warning,
            texts::zuordnungen_remove_title(),
            texts::zuordnungen_remove_question(&row.von, self.name_of(row.an)),
            texts::zuordnungen_remove_yes(),
        );
        self.is_asked = true;
        Action::Open(question.into())
    }

    fn stored(&mut self, stored: Result<()>, context: &Context) -> Action<Message> {
        self.is_busy = false;
        match stored {
            Ok(()) => Action::Changed,
            Err(Error::Stammdaten(faults)) => {
                self.fault = faults.first().map(notice::stammdaten);
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }
}

impl Default for Zuordnungen {
    fn default() -> Self {
        Self::new()
    }
}

fn read(office: &Office) -> Result<Loaded> {
    Ok(Loaded {
        rows: office.zuordnungen()?,
        benutzer: office.benutzer()?,
        may_change: match office.may_change_reading() {
            Ok(()) => true,
            Err(Error::NoEinlesen(_) | Error::NobodyActs(_)) => false,
            Err(error) => return Err(error),
        },
    })
}

impl Screen for Zuordnungen {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_zuordnungen()
    }

    fn size(&self) -> Size {
        Size::new(760.0, 520.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.load(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, _) if serial != self.serial => {}
            Message::Loaded(_, Ok(loaded)) => self.loaded = Some(loaded),
            Message::Loaded(_, Err(error)) => {
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Selected(von, an) => self.selected = Some((von, an)),
            Message::Moved(step) => self.step(step),
            Message::Von(von) => {
                self.von = Some(von);
                self.fault = None;
            }
            Message::An(an) => {
                self.an = Some(an);
                self.fault = None;
            }
            Message::Add => return self.add(context),
            Message::Remove => return self.ask_to_remove(),
            Message::Stored(stored) => return self.stored(stored, context),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        let is_meant = std::mem::take(&mut self.is_asked);
        let Outcome::Answered(Answer::Yes) = outcome else {
            return Action::None;
        };
        let Some((von, an)) = self.selected.clone().filter(|_| is_meant) else {
            return Action::None;
        };
        self.is_busy = true;
        Action::Run(context.ask(
            move |office| office.remove_zuordnung(&von, Some(an)).map(|_| ()),
            Message::Stored,
        ))
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        Action::Run(self.load(context))
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
