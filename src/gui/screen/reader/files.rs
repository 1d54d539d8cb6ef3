//! The files that came with a message.

use super::ask::Asked;
use super::view::Room;
use super::{Done, FileVerb, Message, Reader, Verb, words};
use crate::domain::reading::file::{AttachedFile, Danger, Inside};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SMALL;
use crate::gui::widget::{hint, shortened, tool_button};
use crate::i18n::{size, texts};
use crate::settings;
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Padding, Shrink, Task};

/// Height of a line of the list.
const LINE: f32 = 30.0;
/// Lines that are seen at once.
const LINES: usize = 4;
/// The same where there is little room.
const LOW_LINES: usize = 2;

impl Reader {
    fn attached(&self, at: usize) -> Option<&AttachedFile> {
        self.shown.as_ref()?.reading.files.get(at)
    }

    pub(super) fn file(&mut self, at: usize, verb: FileVerb, context: &Context) -> Action<Message> {
        let Some(file) = self.attached(at).cloned() else {
            return Action::None;
        };
        self.done = None;
        self.asked = None;
        let path = file.path.clone();
        match verb {
            FileVerb::Open if file.inside == Inside::Message => Self::nested(path),
            FileVerb::Open if file.danger == Danger::Dangerous || file.has_double_ending => {
                self.asked = Some(Asked::Dangerous(at, file.name));
                Action::None
            }
            FileVerb::Open if file.danger == Danger::Risky || file.is_mismatch => {
                self.asked = Some(Asked::Risky(at, file.name));
                Action::None
            }
            FileVerb::Open | FileVerb::OpenAnyway => Action::Run(context.ask(
                move |office| office.open_attached(&path).map(|()| Done::Handed),
                Message::Done,
            )),
            FileVerb::Save => {
                let ending = crate::domain::reading::file::ending(&file.name);
                let kinds = vec![(ending.to_uppercase(), "*")];
                let asked = files::save(file.name, kinds);
                Action::Run(Task::perform(asked, move |it| Message::SaveNamed(at, it)))
            }
            FileVerb::File => {
                let name = file.name;
                Action::Run(context.ask(
                    move |office| office.file_attached(&path).map(|()| Done::Filed(name)),
                    Message::Done,
                ))
            }
        }
    }

    pub(super) fn save_named(&self, at: usize, named: Named, context: &Context) -> Action<Message> {
        let Some(file) = self.attached(at) else {
            return Action::None;
        };
        let path = file.path.clone();
        let target = match named {
            Named::File(target) => target,
            Named::Left => return Action::None,
            Named::Unavailable => files::free_name(&settings::documents(), &file.name),
        };
        Action::Run(context.ask(
            move |office| {
                office
                    .save_attached(&path, &target)
                    .map(|_| Done::Saved(target))
            },
            Message::Done,
        ))
    }

    pub(super) fn folder_named(&self, named: Named, context: &Context) -> Action<Message> {
        let Some(path) = self.path.clone() else {
            return Action::None;
        };
        let folder = match named {
            Named::File(folder) => folder,
            Named::Left => return Action::None,
            Named::Unavailable => {
                let subject = self.subject().unwrap_or_default();
                let name: String = files::plain_name(subject).chars().take(60).collect();
                settings::documents().join(if name.is_empty() {
                    "Anlagen".to_owned()
                } else {
                    name
                })
            }
        };
        Action::Run(context.ask(
            move |office| {
                let saved = office.save_all_attached(&path, &folder)?;
                Ok(Done::SavedAll(saved.len(), folder))
            },
            Message::Done,
        ))
    }

    pub(super) fn ask_pdf(&self, context: &Context) -> Action<Message> {
        let kinds = vec![(context.say(texts::reader_pdf_kind()), "pdf")];
        let asked = files::save(self.pdf_name(context), kinds);
        Action::Run(Task::perform(asked, Message::PdfNamed))
    }

    fn pdf_name(&self, context: &Context) -> String {
        let subject = self.subject().filter(|it| !it.is_empty());
        let subject = subject.map_or_else(|| context.say(texts::window_mail()), str::to_owned);
        let name: String = files::plain_name(&subject).chars().take(80).collect();
        format!("{}.pdf", name.trim())
    }

    pub(super) fn pdf_named(&mut self, named: Named, context: &Context) -> Action<Message> {
        let Some(path) = self.path.clone() else {
            return Action::None;
        };
        let target = match named {
            Named::File(target) => target,
            Named::Left => return Action::None,
            Named::Unavailable => files::free_name(&settings::documents(), &self.pdf_name(context)),
        };
        self.is_busy = true;
        let language = context.language;
        Action::Run(context.ask(
            move |office| {
                office.save_pdf(&path, &target, language)?;
                Ok(Done::Saved(target))
            },
            Message::Done,
        ))
    }
}

/// The list of files; nothing where there are none.
pub(super) fn list<'a>(
    reader: &'a Reader,
    room: Room,
    context: &'a Context,
) -> Element<'a, Message> {
    let files = reader
        .shown
        .iter()
        .flat_map(|it| &it.reading.files)
        .enumerate();
    let listed: Vec<_> = files.filter(|it| !it.1.is_inline).collect();
    if listed.is_empty() {
        return column![].into();
    }
    let count = listed.len();
    let most = match (room.is_tiny, room.is_low) {
        (true, _) => 1,
        (false, true) => LOW_LINES,
        (false, false) => LINES,
    };
    let bytes: u64 = listed.iter().map(|it| it.1.size).sum();
    let title = texts::reader_files(count, size(context.language, bytes));
    let mut head = row![
        icon(Icon::Attach, 16.0, Tint::Muted),
        hint(context.say(title))
    ]
    .spacing(6)
    .align_y(Center)
    .push(space().width(Fill));
    if count > 1 {
        let words = context.say(texts::reader_files_save_all());
        head = head.push(tool_button(
            Icon::Save,
            &words,
            Some(Message::Do(Verb::SaveAll)),
        ));
    }
    let lines = listed.into_iter().map(|(at, file)| line(at, file, context));
    // Room for the scroll bar.
    let beside = if count > most { 16.0 } else { 0.0 };
    let lines = column(lines).padding(Padding::default().right(beside));
    let height = LINE * count.min(most) as f32;
    let lines = scrollable(lines).height(height).style(style::scroll);
    let parts = match room.is_tiny && count == 1 {
        true => column![lines],
        false => column![head, lines].spacing(2),
    };
    container(parts)
        .padding([4, 8])
        .width(Fill)
        .style(style::panel)
        .into()
}

fn line<'a>(at: usize, file: &'a AttachedFile, context: &'a Context) -> Element<'a, Message> {
    let (picture, tint) = match (file.inside, file.danger) {
        (Inside::Message, _) => (Icon::Mail, Tint::Accent),
        (_, Danger::Dangerous) => (Icon::Warning, Tint::Bad),
        (_, Danger::Risky) => (Icon::Warning, Tint::Warning),
        _ => (Icon::Attach, Tint::Muted),
    };
    let facts = format!(
        "{}, {}",
        context.say(words::kind(file)),
        size(context.language, file.size)
    );
    let mut line = row![
        icon(picture, 16.0, tint),
        container(shortened(file.name.clone(), Fill, 18.0)).width(Fill),
        text(facts).size(SMALL).style(style::muted),
    ]
    .spacing(8)
    .align_y(Center)
    .height(LINE);
    if let Some(mark) = words::mark(file) {
        line = line.push(text(context.say(mark)).size(SMALL).style(style::wrong));
    }
    let tool =
        |picture, words: String, verb| tool_button(picture, &words, Some(Message::File(at, verb)));
    let mut tools = row![].spacing(0).width(Shrink);
    if file.inside != Inside::Unpacked {
        let open = context.say(texts::reader_file_open());
        tools = tools.push(tool(Icon::Eye, open, FileVerb::Open));
    }
    tools = tools.push(tool(
        Icon::Save,
        context.say(texts::reader_file_save()),
        FileVerb::Save,
    ));
    if file.path.steps.len() == 1 && !file.path.is_of_file() {
        let words = context.say(texts::reader_file_to_akte());
        tools = tools.push(tool(Icon::Folder, words, FileVerb::File));
    }
    line.push(tools).into()
}
