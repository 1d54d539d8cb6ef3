//! "Wiederherstellen" and "Von einem anderen PC umziehen": a file is looked through, what is in it and
//! what follows is said, and then it takes the place of the office.

mod view;

use super::backup_job::{Heard, Job};
use super::stammdaten::no_file_window;
use super::{Outcome, Screen};
use crate::domain::backup::{Differences, ENDING, Manifest};
use crate::domain::secret::Secret;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::i18n::{Text, texts};
use crate::service::backup::restore::{Prepared, SignIns};
use crate::service::backup::{Found, in_folder, is_sealed};
use crate::service::notice::{Notice, notice};
use crate::service::{Error, Office, Result};
use iced::{Element, Size, Task};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Backups of the usual folder that are offered.
const OFFERED: usize = 6;

/// A backup that is ready, on its way between threads.
#[derive(Clone)]
pub struct Parcel(Arc<Mutex<Option<Prepared>>>);

impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parcel")
    }
}

impl Parcel {
    fn of(prepared: Prepared) -> Self {
        Self(Arc::new(Mutex::new(Some(prepared))))
    }

    fn take(&self) -> Option<Prepared> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.take()
    }

    /// What was found in it.
    fn look(&self) -> Option<Ready> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let it = held.as_ref()?;
        Some(Ready {
            manifest: it.manifest.clone(),
            differences: it.differences.clone(),
            sign_ins: it.sign_ins.clone(),
            is_foreign: it.is_foreign,
            parcel: self.clone(),
        })
    }
}

/// What was looked through.
struct Ready {
    parcel: Parcel,
    manifest: Manifest,
    differences: Differences,
    sign_ins: SignIns,
    is_foreign: bool,
}

impl Drop for Ready {
    fn drop(&mut self) {
        // What is not wanted may be many gigabytes, and the window does not wait until they are gone.
        if let Some(prepared) = self.parcel.take() {
            std::thread::spawn(move || drop(prepared));
        }
    }
}

/// How far it is.
enum State {
    /// A file is to be named; why it was refused before.
    Choosing(Option<Box<Notice>>),
    /// It is being looked through.
    Reading(Job),
    /// This is in it.
    Ready(Box<Ready>),
    /// It is being put in its place.
    Committing,
    /// It takes the place of the office with the next start; this folder keeps the one before.
    Done(PathBuf),
}

/// The dialog.
pub struct Restore {
    /// Into an office that is empty, from another machine.
    is_move: bool,
    file: String,
    is_sealed: bool,
    passphrase: Secret,
    offered: Vec<Found>,
    state: State,
    serial: u64,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The usual folder was looked into.
    Offered(Result<Vec<Found>>),
    /// One that is offered is taken.
    Take(PathBuf),
    /// Typing a file.
    File(String),
    /// "Wählen…".
    Choose,
    /// A file was named, or none.
    Chosen(Named),
    /// Whether it needs a passphrase.
    Sealed(u64, Result<bool>),
    /// Typing the passphrase.
    Passphrase(Secret),
    /// "Prüfen".
    Read,
    /// Something of that.
    Heard(u64, Heard<Parcel>),
    /// "Einspielen".
    Commit,
    /// It was, or not.
    Committed(Result<PathBuf>),
    /// "Jetzt neu starten".
    Restart,
    /// "Abbruch", "Anhalten".
    Left,
}

impl Restore {
    /// A backup is put back.
    pub fn new() -> Self {
        Self {
            is_move: false,
            file: String::new(),
            is_sealed: false,
            passphrase: Secret::new(String::new()),
            offered: Vec::new(),
            state: State::Choosing(None),
            serial: 0,
        }
    }

    /// An office comes here from another machine.
    pub fn of_move() -> Self {
        Self {
            is_move: true,
            is_sealed: true,
            ..Self::new()
        }
    }

    /// Another file: looks whether it needs a passphrase.
    fn look_at(&mut self, context: &Context) -> Action<Message> {
        self.serial += 1;
        let (serial, file) = (self.serial, PathBuf::from(self.file.trim()));
        Action::Run(context.ask(
            move |_| is_sealed(&file),
            move |sealed| Message::Sealed(serial, sealed),
        ))
    }

    fn read(&mut self, context: &Context) -> Action<Message> {
        let file = self.file.trim();
        if !matches!(self.state, State::Choosing(_)) || file.is_empty() {
            return Action::None;
        }
        let file = PathBuf::from(file);
        let passphrase = Some(self.passphrase.clone()).filter(|it| !it.reveal().is_empty());
        self.serial += 1;
        let serial = self.serial;
        let work = move |office: &Office, hear: &mut dyn FnMut(_) -> bool| {
            let prepared = office.prepare_restore(&file, passphrase.as_ref(), hear)?;
            Ok(Parcel::of(prepared))
        };
        let (job, task) = Job::begin(context, work, move |it| Message::Heard(serial, it));
        self.state = State::Reading(job);
        Action::Run(task)
    }

    fn heard(&mut self, heard: Heard<Parcel>) {
        match heard {
            Heard::Progress(progress) => {
                if let State::Reading(job) = &mut self.state {
                    job.progress = Some(progress);
                }
            }
            Heard::Ended(ended) => {
                self.state = match *ended {
                    Ok(parcel) => match parcel.look() {
                        Some(ready) => State::Ready(Box::new(ready)),
                        None => State::Choosing(None),
                    },
                    Err(Error::Stopped) => State::Choosing(None),
                    Err(error) => {
                        use crate::service::backup::needs_passphrase;
                        self.is_sealed |= needs_passphrase(&error);
                        State::Choosing(Some(Box::new(notice(&error))))
                    }
                };
            }
        }
    }

    fn commit(&mut self, context: &Context) -> Action<Message> {
        let State::Ready(ready) = &self.state else {
            return Action::None;
        };
        let Some(prepared) = ready.parcel.take() else {
            return Action::None;
        };
        self.state = State::Committing;
        Action::Run(context.ask(
            move |office| office.commit_restore(prepared),
            Message::Committed,
        ))
    }

    fn leave(&mut self) -> Action<Message> {
        match &self.state {
            State::Reading(job) => {
                job.stop();
                Action::None
            }
            State::Committing => Action::None,
            // There is no way on with the office that is moved aside with the next start.
            State::Done(_) => Action::Restart,
            State::Choosing(_) | State::Ready(_) => Action::Close(Outcome::Left),
        }
    }
}

impl Default for Restore {
    fn default() -> Self {
        Self::new()
    }
}

fn offered(office: &Office) -> Result<Vec<Found>> {
    let folder = office.backup_state()?.plan.folder;
    if folder.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = in_folder(std::path::Path::new(&folder))?;
    found.retain(|it| !it.is_broken);
    found.truncate(OFFERED);
    Ok(found)
}

impl Screen for Restore {
    type Message = Message;

    fn title(&self) -> Text {
        match self.is_move {
            true => texts::window_move_in(),
            false => texts::window_restore(),
        }
    }

    fn size(&self) -> Size {
        Size::new(640.0, 520.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        context.ask(offered, Message::Offered)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            // A folder that cannot be read now offers nothing.
            Message::Offered(found) => self.offered = found.unwrap_or_default(),
            // Work that was begun while the window of files was still open goes on.
            Message::Take(_) | Message::Chosen(_) if !matches!(self.state, State::Choosing(_)) => {}
            Message::Take(file) | Message::Chosen(Named::File(file)) => {
                self.file = file.display().to_string();
                self.state = State::Choosing(None);
                return self.look_at(context);
            }
            Message::File(file) => {
                self.file = file;
                return self.look_at(context);
            }
            Message::Choose => {
                let kinds = vec![(context.say(texts::restore_file_kind()), vec![ENDING])];
                let asked = files::open(context.say(texts::restore_choose_title()), kinds);
                return Action::Run(Task::perform(asked, Message::Chosen));
            }
            Message::Chosen(Named::Unavailable) => return no_file_window(),
            Message::Chosen(Named::Left) => {}
            Message::Sealed(serial, Ok(is_sealed)) if serial == self.serial => {
                self.is_sealed = is_sealed;
            }
            // A file that is not there yet while it is typed.
            Message::Sealed(..) => {}
            Message::Passphrase(passphrase) => self.passphrase = passphrase,
            Message::Read => return self.read(context),
            Message::Heard(serial, heard) if serial == self.serial => self.heard(heard),
            Message::Heard(..) => {}
            Message::Commit => return self.commit(context),
            Message::Committed(Ok(aside)) => {
                self.passphrase = Secret::new(String::new());
                self.state = State::Done(aside);
            }
            Message::Committed(Err(error)) => {
                self.state = State::Choosing(Some(Box::new(notice(&error))));
            }
            Message::Restart => return Action::Restart,
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
