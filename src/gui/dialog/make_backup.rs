//! "Sicherung erstellen" and "Umzug auf einen anderen PC": everything of the office in one file.

mod view;

use super::backup_job::{Heard, Job};
use super::passphrase::{self, NewPassphrase};
use super::stammdaten::no_file_window;
use super::{Outcome, Screen};
use crate::domain::backup::BackupKind;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::i18n::{Text, texts};
use crate::service::backup::{Made, Order, Target};
use crate::service::notice::{Notice, notice};
use crate::service::{Error, Office, Result};
use iced::{Element, Size, Task};
use std::path::PathBuf;

/// The dialog.
pub struct MakeBackup {
    kind: BackupKind,
    folder: String,
    is_sealed: bool,
    passphrase: NewPassphrase,
    with_secrets: bool,
    /// No folder was named.
    lacks_folder: bool,
    state: State,
    serial: u64,
}

/// How far it is.
enum State {
    /// It is being filled in; why it did not succeed before.
    Form(Option<Box<Notice>>),
    /// It is being made.
    Running(Job),
    /// This was made; `true` once this machine fetches no more.
    Done(Box<Made>, bool),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Where backups are usually put was read.
    Usual(Result<String>),
    /// Typing a folder.
    Folder(String),
    /// "Wählen…".
    Choose,
    /// A folder was named, or none.
    Chosen(Named),
    /// "Verschlüsseln".
    Sealed(bool),
    /// Typing a passphrase.
    Passphrase(passphrase::Message),
    /// "Kennwörter mitnehmen".
    WithSecrets(bool),
    /// "Erstellen".
    Begin,
    /// Something of the work.
    Heard(u64, Heard<Made>),
    /// "Hier aufhören".
    Retire,
    /// It was, or not.
    Retired(Result<()>),
    /// "Abbruch", "Anhalten", "Schließen".
    Left,
}

impl MakeBackup {
    /// For this.
    pub fn new(kind: BackupKind) -> Self {
        Self {
            kind,
            folder: String::new(),
            is_sealed: kind == BackupKind::Move,
            passphrase: NewPassphrase::default(),
            with_secrets: false,
            lacks_folder: false,
            state: State::Form(None),
            serial: 0,
        }
    }

    fn begin(&mut self, context: &Context) -> Action<Message> {
        if !matches!(self.state, State::Form(_)) {
            return Action::None;
        }
        let folder = self.folder.trim().to_owned();
        self.lacks_folder = folder.is_empty();
        let passphrase = match self.is_sealed {
            true => self.passphrase.take(),
            false => None,
        };
        if self.lacks_folder || (self.is_sealed && passphrase.is_none()) {
            return Action::None;
        }
        let (kind, with_secrets) = (self.kind, self.with_secrets);
        let target = Target::Folder(PathBuf::from(folder));
        self.serial += 1;
        let serial = self.serial;
        let work = move |office: &Office, hear: &mut dyn FnMut(_) -> bool| match (kind, &passphrase)
        {
            (BackupKind::Move, Some(passphrase)) => {
                office.export_move(target, passphrase, with_secrets, hear)
            }
            _ => {
                let order = Order {
                    target,
                    kind,
                    passphrase,
                    with_secrets: false,
                };
                office.back_up(&order, hear)
            }
        };
        let (job, task) = Job::begin(context, work, move |it| Message::Heard(serial, it));
        self.state = State::Running(job);
        Action::Run(task)
    }

    fn heard(&mut self, heard: Heard<Made>) -> Action<Message> {
        match heard {
            Heard::Progress(progress) => {
                if let State::Running(job) = &mut self.state {
                    job.progress = Some(progress);
                }
                Action::None
            }
            Heard::Ended(ended) => match *ended {
                Ok(made) => {
                    self.state = State::Done(Box::new(made), false);
                    // What was typed is not needed any more.
                    self.passphrase = NewPassphrase::default();
                    Action::Changed
                }
                Err(Error::Stopped) => {
                    self.state = State::Form(None);
                    Action::None
                }
                Err(error) => {
                    self.state = State::Form(Some(Box::new(notice(&error))));
                    Action::Changed
                }
            },
        }
    }

    fn leave(&mut self) -> Action<Message> {
        match &self.state {
            State::Running(job) => {
                job.stop();
                Action::None
            }
            State::Form(_) | State::Done(..) => Action::Close(Outcome::Left),
        }
    }
}

impl Screen for MakeBackup {
    type Message = Message;

    fn title(&self) -> Text {
        match self.kind {
            BackupKind::Backup => texts::window_backup(),
            BackupKind::Move => texts::window_move_out(),
        }
    }

    fn size(&self) -> Size {
        match self.kind {
            BackupKind::Backup => Size::new(620.0, 440.0),
            BackupKind::Move => Size::new(620.0, 520.0),
        }
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let usual = |office: &Office| Ok(office.backup_state()?.plan.folder);
        context.ask(usual, Message::Usual)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Usual(usual) => {
                if self.folder.is_empty() {
                    let usual = usual.unwrap_or_default();
                    self.folder = match usual.is_empty() {
                        true => crate::settings::documents().display().to_string(),
                        false => usual,
                    };
                }
            }
            Message::Folder(folder) => {
                self.lacks_folder = false;
                self.folder = folder;
            }
            Message::Choose => {
                return Action::Run(Task::perform(files::folder(), Message::Chosen));
            }
            Message::Chosen(Named::File(folder)) => {
                self.lacks_folder = false;
                self.folder = folder.display().to_string();
            }
            Message::Chosen(Named::Unavailable) => return no_file_window(),
            Message::Chosen(Named::Left) => {}
            Message::Sealed(is_sealed) => self.is_sealed = is_sealed,
            Message::Passphrase(message) => self.passphrase.update(message),
            Message::WithSecrets(with_secrets) => self.with_secrets = with_secrets,
            Message::Begin => return self.begin(context),
            Message::Heard(serial, heard) if serial == self.serial => return self.heard(heard),
            Message::Heard(..) => {}
            Message::Retire => return Action::Run(context.ask(Office::retire, Message::Retired)),
            Message::Retired(Ok(())) => {
                if let State::Done(_, is_retired) = &mut self.state {
                    *is_retired = true;
                }
                return Action::Changed;
            }
            Message::Retired(Err(error)) => {
                return Action::Open(super::ask::Ask::error(&error, context).into());
            }
            Message::Left => return self.leave(),
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
