//! "Diagnose": what support would see, page by page, before it is saved. Nothing is sent anywhere.

mod run;
mod view;

use super::ask::Ask;
use super::file_name::FileName;
use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::gui::hosting::Way;
use crate::gui::theme::Mode;
use crate::gui::widget::read_only;
use crate::i18n::{Text, texts};
use crate::service::diagnose::{self, Gathered, Inquiry, Page, Part};
use crate::service::{Error, Result};
use crate::settings;
use iced::widget::text_editor;
use iced::{Element, Size, Task};
use run::{Progress, Running};
use std::path::PathBuf;
use std::sync::Arc;

/// The window.
pub struct Diagnose {
    running: Option<Running>,
    /// Number of the run; what an older one tells is not wanted any more.
    serial: u64,
    part: (Part, (u64, u64)),
    gathered: Option<Arc<Gathered>>,
    pages: Vec<Page>,
    selected: usize,
    shown: text_editor::Content,
    hides_hosts: bool,
    is_stopped: bool,
    written: Option<PathBuf>,
    /// How often there were pages to go to.
    arrived: u64,
    is_new: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something of the run of this number.
    Progress(u64, Progress),
    /// The pages are masked.
    Masked(u64, Result<Vec<Page>>),
    /// "Anhalten".
    Stop,
    /// "Neu erstellen".
    Again,
    /// A page.
    Select(usize),
    /// The page so many further down.
    Step(i32),
    /// Something in the page.
    Words(text_editor::Action),
    /// "Servernamen unkenntlich machen".
    HideHosts(bool),
    /// "Seite kopieren".
    Copy,
    /// "Speichern unter".
    Save,
    /// Where to.
    Named(Named),
    /// It was written, or not.
    Written(Result<PathBuf>),
    /// "Schließen".
    Left,
}

impl Default for Diagnose {
    fn default() -> Self {
        Self {
            running: None,
            serial: 0,
            part: (Part::Program, (0, 0)),
            gathered: None,
            pages: Vec::new(),
            selected: 0,
            shown: text_editor::Content::new(),
            hides_hosts: false,
            is_stopped: false,
            written: None,
            arrived: 0,
            is_new: false,
        }
    }
}

/// What only the window knows.
fn screen(context: &Context) -> Vec<(&'static str, String)> {
    let it = context.preferences;
    let looks = match it.mode {
        Mode::Light => "light",
        Mode::Dark => "dark",
        Mode::Contrast => "contrast",
    };
    let dialogs = match it.way {
        Way::Windows => "windows",
        Way::Layers => "layers",
    };
    vec![
        ("language", it.language.code().to_owned()),
        ("looks", looks.to_owned()),
        ("scale", format!("{} %", it.scale)),
        ("dialogs", dialogs.to_owned()),
        ("window", format!("{} x {}", it.size.width, it.size.height)),
        ("fetches_here", it.workplace.fetch.to_string()),
        ("sends_here", it.workplace.send.to_string()),
        ("practice", context.is_practice.to_string()),
    ]
}

impl Diagnose {
    fn gather(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        self.gathered = None;
        self.pages.clear();
        self.shown = text_editor::Content::new();
        self.is_stopped = false;
        self.written = None;
        let inquiry = Inquiry {
            directory: context.office.directory().to_owned(),
            screen: screen(context),
            failed: None,
        };
        let (task, running) = run::gather(&context.office, inquiry);
        self.running = Some(running);
        task.map(move |it| Message::Progress(serial, it))
    }

    fn progress(&mut self, progress: Progress, context: &Context) -> Action<Message> {
        match progress {
            Progress::At(part, share) => {
                self.part = (part, share);
                Action::None
            }
            Progress::Done(gathered) => {
                self.running = None;
                match gathered {
                    Ok(gathered) => {
                        self.gathered = Some(gathered);
                        self.is_new = true;
                        Action::Run(self.mask(context))
                    }
                    Err(Error::Stopped) => {
                        self.is_stopped = true;
                        Action::None
                    }
                    Err(error) => Action::Open(Ask::error(&error, context).into()),
                }
            }
        }
    }

    fn mask(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        self.pages.clear();
        self.written = None;
        let Some(gathered) = self.gathered.clone() else {
            return Task::none();
        };
        let hides = self.hides_hosts;
        context.ask(
            move |_| Ok(gathered.shown(hides)),
            move |pages| Message::Masked(serial, pages),
        )
    }

    fn select(&mut self, at: usize) {
        self.selected = at.min(self.pages.len().saturating_sub(1));
        let words = self.pages.get(self.selected).map(|it| it.text.as_str());
        self.shown = text_editor::Content::with_text(words.unwrap_or_default());
    }

    fn step(&mut self, by: i32) {
        let by = isize::try_from(by).unwrap_or(0);
        self.select(self.selected.saturating_add_signed(by));
    }

    fn file_name(context: &Context) -> String {
        let day = jiff::Timestamp::now().strftime("%Y-%m-%d-%H%M").to_string();
        files::plain_name(&format!("{}.zip", context.say(texts::diagnose_file(day))))
    }

    fn ask_where(context: &Context) -> Task<Message> {
        let kinds = vec![(context.say(texts::diagnose_zip()), "zip")];
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
        let path = match path.extension() {
            Some(_) => path,
            None => path.with_extension("zip"),
        };
        let pages = self.pages.clone();
        context.ask(
            move |_| diagnose::save(&pages, &path).map(|()| path),
            Message::Written,
        )
    }
}

impl Screen for Diagnose {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_diagnose()
    }

    fn size(&self) -> Size {
        Size::new(880.0, 620.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.gather(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Progress(serial, progress) if serial == self.serial => {
                return self.progress(progress, context);
            }
            Message::Masked(serial, Ok(pages)) if serial == self.serial => {
                self.pages = pages;
                self.arrived += u64::from(std::mem::take(&mut self.is_new));
                self.select(self.selected);
            }
            Message::Masked(serial, Err(error)) if serial == self.serial => {
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Progress(..) | Message::Masked(..) => {}
            Message::Stop => self.running.iter().for_each(Running::stop),
            Message::Again => return Action::Run(self.gather(context)),
            Message::Select(at) => self.select(at),
            Message::Step(by) => self.step(by),
            Message::Words(action) => read_only(&mut self.shown, action),
            Message::HideHosts(hides) => {
                self.hides_hosts = hides;
                return Action::Run(self.mask(context));
            }
            Message::Copy => return Action::Run(iced::clipboard::write(self.shown.text())),
            Message::Save => return Action::Run(Self::ask_where(context)),
            Message::Named(named) => return self.named(named, context),
            Message::Written(Ok(path)) => self.written = Some(path),
            Message::Written(Err(error)) => {
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Left => {
                self.running = None;
                return Action::Close(Outcome::Left);
            }
        }
        Action::None
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match outcome {
            Outcome::FileNamed(path) => Action::Run(self.write(path, context)),
            _ => Action::None,
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
