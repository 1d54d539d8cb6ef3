//! A table of Akten, Benutzer or Klienten is read in: the file is tried first, and what would become
//! of it is said; what is wrong is listed line by line. It is taken as a whole or not at all.

mod view;

use super::ask::Ask;
use super::stammdaten::no_file_window;
use super::{Outcome, Screen};
use crate::domain::table_import::{Imported, TableKind};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::gui::widget::read_only;
use crate::i18n::{Text, texts};
use crate::service::notice::notice;
use crate::service::{Error, Result};
use iced::widget::text_editor;
use iced::{Element, Size, Task};
use std::path::{Path, PathBuf};

/// Faults that are shown; all of them can be copied and saved.
const SHOWN: usize = 1_000;

/// The dialog.
pub struct TableImport {
    kind: TableKind,
    file: Option<PathBuf>,
    /// Entries that are here already are changed.
    change: bool,
    state: State,
    /// Every fault, a line each.
    faults: Vec<String>,
    shown: text_editor::Content,
    is_copied: bool,
    serial: u64,
}

/// How far it is.
#[derive(Debug, Clone)]
enum State {
    /// No file yet.
    Waiting,
    /// The file is tried.
    Checking,
    /// This is what would become of it.
    Checked(Imported),
    /// It cannot be taken; why, in a sentence.
    Refused(Text),
    /// It is being taken.
    Importing,
    /// This has become of it.
    Done(Imported),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Datei wählen…".
    Choose,
    /// A file was named, or none.
    Chosen(Named),
    /// "Vorhandene Einträge ändern".
    Change(bool),
    /// The file was tried.
    Checked(u64, Result<Imported>),
    /// "Einlesen".
    Import,
    /// It was taken, or not.
    Imported(Result<Imported>),
    /// Something in the list of faults.
    List(text_editor::Action),
    /// "Kopieren".
    Copy,
    /// "Liste speichern…".
    Save,
    /// A file for the list was named, or none.
    SaveNamed(Named),
    /// The list was written.
    ListSaved(Result<()>),
    /// "Schließen".
    Left,
}

impl TableImport {
    /// A table of this kind.
    pub fn new(kind: TableKind) -> Self {
        Self {
            kind,
            file: None,
            change: false,
            state: State::Waiting,
            faults: Vec::new(),
            shown: text_editor::Content::new(),
            is_copied: false,
            serial: 0,
        }
    }

    fn is_busy(&self) -> bool {
        matches!(self.state, State::Checking | State::Importing)
    }

    fn choose(&self, context: &Context) -> Action<Message> {
        if self.is_busy() {
            return Action::None;
        }
        let kinds = vec![(
            context.say(texts::table_file_kind()),
            vec!["csv", "txt", "tsv"],
        )];
        let asked = files::open(context.say(texts::table_choose_title()), kinds);
        Action::Run(Task::perform(asked, Message::Chosen))
    }

    fn check(&mut self, context: &Context) -> Action<Message> {
        let Some(file) = self.file.clone() else {
            return Action::None;
        };
        self.serial += 1;
        let (serial, kind, change) = (self.serial, self.kind, self.change);
        self.state = State::Checking;
        Action::Run(context.ask(
            move |office| office.check_table(kind, &file, change),
            move |checked| Message::Checked(serial, checked),
        ))
    }

    fn import(&mut self, context: &Context) -> Action<Message> {
        let (Some(file), State::Checked(_)) = (self.file.clone(), &self.state) else {
            return Action::None;
        };
        let (kind, change) = (self.kind, self.change);
        self.state = State::Importing;
        Action::Run(context.ask(
            move |office| office.import_table(kind, &file, change),
            Message::Imported,
        ))
    }

    /// Lists what is wrong.
    fn refuse(&mut self, error: &Error, context: &Context) {
        let notice = notice(error);
        let mut faults: Vec<String> = notice
            .faults
            .into_iter()
            .map(|it| context.say(it))
            .collect();
        if faults.is_empty() {
            faults.extend(notice.detail);
        }
        let mut shown: Vec<String> = faults.iter().take(SHOWN).cloned().collect();
        if let Some(more) = faults.len().checked_sub(SHOWN).filter(|it| *it > 0) {
            shown.push(context.say(texts::table_more_faults(more)));
        }
        self.shown = text_editor::Content::with_text(&shown.join("\n"));
        self.faults = faults;
        self.is_copied = false;
        self.state = State::Refused(notice.message);
    }

    fn save_list(&self, named: Named, context: &Context) -> Action<Message> {
        let file = match named {
            Named::File(file) => file,
            Named::Unavailable => return no_file_window(),
            Named::Left => return Action::None,
        };
        let mut words = self.faults.join("\r\n");
        words.push_str("\r\n");
        Action::Run(context.ask(move |_| write(&file, &words), Message::ListSaved))
    }
}

fn write(file: &Path, words: &str) -> Result<()> {
    std::fs::write(file, words).map_err(|error| Error::File {
        path: file.display().to_string(),
        detail: error.to_string(),
    })
}

impl Screen for TableImport {
    type Message = Message;

    fn title(&self) -> Text {
        match self.kind {
            TableKind::Akten => texts::window_import_akten(),
            TableKind::Benutzer => texts::window_import_benutzer(),
            TableKind::Klienten => texts::window_import_klienten(),
        }
    }

    fn size(&self) -> Size {
        Size::new(640.0, 520.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Choose => return self.choose(context),
            Message::Chosen(Named::File(file)) => {
                self.file = Some(file);
                return self.check(context);
            }
            Message::Chosen(Named::Unavailable) => return no_file_window(),
            Message::Chosen(Named::Left) => {}
            Message::Change(change) if !self.is_busy() => {
                self.change = change;
                return self.check(context);
            }
            Message::Change(_) => {}
            Message::Checked(serial, _) if serial != self.serial => {}
            Message::Checked(_, Ok(imported)) => self.state = State::Checked(imported),
            Message::Checked(_, Err(error)) => self.refuse(&error, context),
            Message::Import => return self.import(context),
            Message::Imported(Ok(imported)) => {
                self.state = State::Done(imported);
                return Action::Changed;
            }
            Message::Imported(Err(error)) => self.refuse(&error, context),
            Message::List(action) => read_only(&mut self.shown, action),
            Message::Copy => {
                self.is_copied = true;
                return Action::Run(iced::clipboard::write(self.faults.join("\n")));
            }
            Message::Save => {
                let name = context.say(texts::table_faults_file());
                let kinds = vec![(context.say(texts::table_faults_kind()), "txt")];
                let asked = files::save(name, kinds);
                return Action::Run(Task::perform(asked, Message::SaveNamed));
            }
            Message::SaveNamed(named) => return self.save_list(named, context),
            Message::ListSaved(Ok(())) => {}
            Message::ListSaved(Err(error)) => {
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
