//! One message: who, when, about what, its text as the sender formatted it, what came along. Nothing
//! in it acts by itself; whoever wants a link or a file sees first where it leads and what it is.

mod ask;
mod files;
mod invitation;
mod shown;
mod view;
mod words;

use crate::domain::draft::Start;
use crate::domain::mailto::Mailto;
use crate::domain::reading::PartPath;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::e_brief::EBrief;
use crate::gui::dialog::letter::LetterWindow;
use crate::gui::dialog::mail::MailWindow;
use crate::gui::dialog::source::SourceWindow;
use crate::gui::files::Named;
use crate::gui::widget::read_only;
use crate::gui::widget::rich_text::RichEvent;
use crate::i18n::{Text, texts};
use crate::service::Result;
use ask::Asked;
use iced::widget::text_editor;
use iced::{Element, Task};
use shown::Shown;
use std::path::PathBuf;
use std::sync::Arc;

/// How the text of a message is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// As the sender formatted it.
    #[default]
    Formatted,
    /// Without any format.
    Plain,
}

/// What is shown of a message.
#[derive(Default)]
pub struct Reader {
    /// Which message or part; `None` for none.
    path: Option<PartPath>,
    /// What was read of it.
    shown: Option<Arc<Shown>>,
    /// Why it cannot be shown.
    failed: Option<(String, String)>,
    head: text_editor::Content,
    /// The same on two lines, for where there is little room.
    short_head: text_editor::Content,
    format: Format,
    /// The link that the mouse is on.
    over: Option<u32>,
    asked: Option<Asked>,
    /// The wish for a receipt was answered, or put aside.
    receipt_is_settled: bool,
    /// What was done last.
    done: Option<Text>,
    is_busy: bool,
}

/// What is done with a file that came along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileVerb {
    /// Opened, after a warning where one is due.
    Open,
    /// Opened in spite of the warning.
    OpenAnyway,
    /// Saved.
    Save,
    /// Made a document of its own in the Akte.
    File,
}

/// What is done with the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// "Original anzeigen".
    Source,
    /// "Kopfzeilen".
    Header,
    /// "Drucken".
    Print,
    /// "Als PDF speichern".
    Pdf,
    /// "Alle speichern".
    SaveAll,
    /// The receipt is sent.
    Receipt,
    /// No receipt is sent.
    NoReceipt,
    /// "Brief öffnen": the letter that a report is about.
    Letter(i64),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A message was read.
    Read(PartPath, Box<Result<Arc<Shown>>>),
    /// Sender, recipients, date.
    Head(text_editor::Action),
    /// In the text.
    Body(RichEvent),
    /// Formatted or plain.
    Format(Format),
    /// With the message.
    Do(Verb),
    /// With a file of it, by its place in the list.
    File(usize, FileVerb),
    /// A link is opened after it was asked for.
    Follow(String),
    /// A question is left.
    Left,
    /// A place for a file was named.
    SaveNamed(usize, Named),
    /// A place for the PDF was named.
    PdfNamed(Named),
    /// A folder for all files was named.
    FolderNamed(Named),
    /// Something was done; how it went.
    Done(Result<Done>),
}

/// What was done.
#[derive(Debug, Clone)]
pub enum Done {
    /// Handed over to the system.
    Handed,
    /// A file was written.
    Saved(PathBuf),
    /// So many files were written into a folder.
    SavedAll(usize, PathBuf),
    /// A file is in the Akte.
    Filed(String),
    /// The receipt is in the Postausgang.
    Receipt,
    /// Printed.
    Printed,
}

impl Reader {
    /// Nothing is shown.
    pub fn clear(&mut self) {
        let format = self.format;
        *self = Self {
            format,
            ..Self::default()
        };
    }

    /// Reads a message and shows it when it is there.
    pub fn open(&mut self, mail: i64, context: &Context) -> Task<Message> {
        self.open_part(PartPath::mail(mail), context)
    }

    /// The same for a message inside another.
    pub fn open_part(&mut self, path: PartPath, context: &Context) -> Task<Message> {
        self.path = Some(path.clone());
        let words = words::added(context);
        let wanted = path.clone();
        context.ask(
            move |office| {
                let reading = office.reading(&wanted)?;
                Ok(Arc::new(Shown::new(reading, &words)))
            },
            move |read| Message::Read(path, Box::new(read)),
        )
    }

    /// Subject of what is shown.
    pub fn subject(&self) -> Option<&str> {
        self.shown.as_ref().map(|it| it.reading.subject.as_str())
    }

    /// Shows a message, or why it cannot be shown.
    fn show(&mut self, path: PartPath, read: Result<Arc<Shown>>, context: &Context) {
        self.clear();
        self.path = Some(path);
        match read {
            Ok(shown) => {
                let (head, short) = words::heads(&shown.reading, context);
                self.head = text_editor::Content::with_text(&head);
                self.short_head = text_editor::Content::with_text(&short);
                self.shown = Some(shown);
            }
            Err(error) => {
                let notice = crate::service::notice::notice(&error);
                let advice = notice.advice.map(|it| context.say(it));
                let detail = advice.into_iter().chain(notice.detail);
                let detail: Vec<String> = detail.collect();
                self.failed = Some((context.say(notice.message), detail.join("\n")));
            }
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            // An answer to an older wish is no longer wanted.
            Message::Read(path, read) if self.path.as_ref() == Some(&path) => {
                self.show(path, *read, context);
            }
            Message::Read(..) => {}
            Message::Head(action) => {
                read_only(&mut self.short_head, action.clone());
                read_only(&mut self.head, action);
            }
            Message::Body(RichEvent::Over(link)) => self.over = link,
            Message::Body(RichEvent::Follow(link)) => self.ask_link(link),
            Message::Body(RichEvent::Copied) => {}
            Message::Format(format) => {
                self.format = format;
                self.over = None;
            }
            Message::Do(verb) => return self.verb(verb, context),
            Message::File(at, verb) => return self.file(at, verb, context),
            Message::Follow(target) => {
                self.asked = None;
                // An E-Brief of our own, not whatever the system would write it with.
                if let Some(mailto) = Mailto::read(&target) {
                    let start = Start::Mailto(Box::new(mailto));
                    return Action::Open(EBrief::new(start).into());
                }
                return Action::Run(context.ask(
                    move |office| office.open_link(&target).map(|()| Done::Handed),
                    Message::Done,
                ));
            }
            Message::Left => self.asked = None,
            Message::SaveNamed(at, named) => return self.save_named(at, named, context),
            Message::PdfNamed(named) => return self.pdf_named(named, context),
            Message::FolderNamed(named) => return self.folder_named(named, context),
            Message::Done(done) => return self.done(done, context),
        }
        Action::None
    }

    fn done(&mut self, done: Result<Done>, context: &Context) -> Action<Message> {
        self.is_busy = false;
        match done {
            Ok(done) => {
                self.receipt_is_settled |= matches!(done, Done::Receipt);
                self.done = words::done(&done);
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn verb(&mut self, verb: Verb, context: &Context) -> Action<Message> {
        let Some(path) = self.path.clone() else {
            return Action::None;
        };
        self.done = None;
        match verb {
            Verb::Source => Action::Open(SourceWindow::whole(path).into()),
            Verb::Header => Action::Open(SourceWindow::header(path).into()),
            Verb::Print => {
                self.is_busy = true;
                let language = context.language;
                Action::Run(context.ask(
                    move |office| office.print_mail(&path, language).map(|()| Done::Printed),
                    Message::Done,
                ))
            }
            Verb::Pdf => self.ask_pdf(context),
            Verb::SaveAll => Action::Run(Task::perform(
                crate::gui::files::folder(),
                Message::FolderNamed,
            )),
            Verb::Receipt => {
                self.is_busy = true;
                let mail = path.mail;
                Action::Run(context.ask(
                    move |office| office.answer_receipt(mail).map(|_| Done::Receipt),
                    Message::Done,
                ))
            }
            Verb::Letter(id) => Action::Open(LetterWindow::new(id).into()),
            Verb::NoReceipt => {
                self.receipt_is_settled = true;
                Action::None
            }
        }
    }

    /// Opens a message inside this one.
    fn nested(path: PartPath) -> Action<Message> {
        Action::Open(MailWindow::at(path).into())
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::all(self, context)
    }

    /// The title of the window for what is shown.
    pub fn title(&self) -> Text {
        match self.subject().filter(|it| !it.is_empty()) {
            Some(subject) => texts::window_mail_of(subject.chars().take(120).collect::<String>()),
            None => texts::window_mail(),
        }
    }
}
