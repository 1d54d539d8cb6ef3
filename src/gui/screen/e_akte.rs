//! "E-Akte": the documents of one Akte.

use crate::domain::desk::Document;
use crate::domain::register::{AkteKind, StoredAkte};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::akte_pick::{AktePick, Picked};
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::mail::MailWindow;
use crate::gui::icon::{Icon, Tint};
use crate::gui::screen::reader::{self, Reader};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::grid::{Column, Columns, Grid, GridEvent, Mark, Model, Selection};
use crate::gui::widget::{hint, tool_button};
use crate::i18n::{self, Language, texts};
use crate::service::{Page, Result};
use iced::widget::{center, column, container, row, space, stack, text};
use iced::{Center, Element, Fill, Length, Task};
use std::borrow::Cow;

/// The screen.
pub struct EAkte {
    akte: Option<StoredAkte>,
    documents: Vec<Document>,
    columns: Columns,
    selection: Selection,
    reader: Reader,
    language: Language,
    version: u64,
    is_loaded: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The documents were read.
    Loaded(i64, Result<Vec<Document>>),
    /// "Akte wählen".
    Choose,
    /// The Akte of a number was looked up.
    Found(Result<Option<StoredAkte>>),
    /// In the table.
    Grid(GridEvent),
    /// In the message.
    Reader(reader::Message),
    /// "Neuer E-Brief" to this Akte.
    Write,
    /// "Öffnen".
    Open,
}

impl EAkte {
    /// No Akte yet.
    pub fn new() -> Self {
        Self {
            akte: None,
            documents: Vec::new(),
            columns: Columns::default(),
            selection: Selection::default(),
            reader: Reader::default(),
            language: Language::default(),
            version: 0,
            is_loaded: false,
        }
    }

    /// Shows an Akte.
    pub fn open(&mut self, akte: StoredAkte, context: &Context) -> Task<Message> {
        self.akte = Some(akte);
        self.documents.clear();
        self.selection = Selection::default();
        self.reader.clear();
        self.is_loaded = false;
        self.load(context)
    }

    /// Reads what is shown.
    pub fn load(&mut self, context: &Context) -> Task<Message> {
        self.language = context.language;
        let title = |words: i18n::Text| words.show(context.language);
        if self.columns.every().next().is_none() {
            self.columns = Columns::new(vec![
                Column::new("datum", title(texts::column_filed()), 140.0).min(60.0),
                Column::new("name", title(texts::column_document()), 300.0)
                    .min(120.0)
                    .flex(),
            ]);
        }
        let Some(akte) = &self.akte else {
            return Task::none();
        };
        let id = akte.id.0;
        let all = Page {
            limit: u32::MAX,
            offset: 0,
        };
        context.ask(
            move |office| office.documents(id, all),
            move |read| Message::Loaded(id, read),
        )
    }

    /// The dialog that asks for an Akte has ended with one.
    pub fn picked(&mut self, picked: Picked, context: &Context) -> Action<Message> {
        if let Some(akte) = picked.akte {
            return Action::Run(self.open(akte, context));
        }
        let number = picked.number;
        Action::Run(context.ask(
            move |office| {
                let found = office.find_akten(&number, 1)?;
                Ok(found.into_iter().next())
            },
            Message::Found,
        ))
    }

    /// A question was answered with yes.
    pub fn confirmed(&mut self, _context: &Context) -> Action<Message> {
        Action::None
    }

    fn document(&self) -> Option<&Document> {
        self.documents.get(self.selection.focus()?)
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(id, read) if self.akte.as_ref().map(|it| it.id.0) == Some(id) => {
                match read {
                    Ok(documents) => self.documents = documents,
                    Err(error) => return Action::Open(Ask::error(&error, context).into()),
                }
                self.is_loaded = true;
                self.version += 1;
                self.selection = self.selection.clone().cut(self.documents.len());
                Action::None
            }
            Message::Loaded(..) => Action::None,
            Message::Choose => {
                let pick = AktePick::new(texts::e_akte_choose(), texts::e_akte_choose_purpose());
                Action::Open(pick.into())
            }
            Message::Found(Ok(Some(akte))) => Action::Run(self.open(akte, context)),
            Message::Found(Ok(None)) => Action::None,
            Message::Found(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Grid(GridEvent::Selection(selection)) => {
                self.selection = selection;
                match self.document().map(|it| it.mail) {
                    Some(mail) => Action::Run(self.reader.open(mail, context).map(Message::Reader)),
                    None => Action::None,
                }
            }
            Message::Grid(GridEvent::Activate(_)) | Message::Open => match self.document() {
                Some(document) => Action::Open(MailWindow::new(document.mail).into()),
                None => Action::None,
            },
            Message::Grid(event) => {
                self.columns.take(&event);
                Action::None
            }
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Write => match &self.akte {
                Some(akte) => {
                    use crate::gui::dialog::e_brief::{EBrief, Start};
                    Action::Open(EBrief::new(Start::Akte(akte.id.0)).into())
                }
                None => Action::None,
            },
        }
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let has_akte = self.akte.is_some();
        let bar = row![
            tool_button(
                Icon::FolderOpen,
                &say(texts::e_akte_choose_tool()),
                Some(Message::Choose)
            ),
            tool_button(
                Icon::Edit,
                &say(texts::e_akte_write()),
                has_akte.then_some(Message::Write)
            ),
            tool_button(
                Icon::Mail,
                &say(texts::verb_open()),
                self.document().map(|_| Message::Open)
            ),
        ];
        let name = self
            .akte
            .as_ref()
            .map_or_else(String::new, |it| name_of(it));
        let name = text(name).size(SIZE).font(theme::UI_BOLD);
        let grid = Grid::new(self, &self.columns, &self.selection, Message::Grid);
        let grid = grid.id("mails").name(say(texts::place_e_akte()));
        let over: Element<'_, Message> = match (has_akte, self.documents.is_empty()) {
            (false, _) => center(hint(say(texts::e_akte_none()))).into(),
            (true, true) if self.is_loaded => center(hint(say(texts::desk_empty()))).into(),
            _ => space().into(),
        };
        let reader = self.reader.view(context).map(Message::Reader);
        let reader = container(reader).width(Fill).style(style::panel);
        column![
            row![bar.wrap(), space().width(Fill), name].align_y(Center),
            container(stack![grid, over]).height(Length::FillPortion(5)),
            container(reader).height(Length::FillPortion(4)),
        ]
        .spacing(5)
        .into()
    }
}

impl Default for EAkte {
    fn default() -> Self {
        Self::new()
    }
}

/// What an Akte is called.
fn name_of(akte: &StoredAkte) -> String {
    match akte.kind {
        AkteKind::Akte(number) => format!("{number}  {}", akte.name),
        AkteKind::Benutzerakte(number) => format!("Benutzerakte {number}"),
        AkteKind::Sammelakte => "Sammelakte".to_owned(),
    }
}

impl Model for EAkte {
    fn len(&self) -> usize {
        self.documents.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.documents.get(row) else {
            return Cow::Borrowed("");
        };
        match column {
            0 => Cow::Owned(i18n::moment(self.language, it.filed_at)),
            _ if it.name.is_empty() => Cow::Owned(texts::mail_no_subject().show(self.language)),
            _ => Cow::Borrowed(&it.name),
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        let it = self.documents.get(row).filter(|_| column == 1)?;
        let picture = match it.attachment {
            Some(_) => Icon::Attach,
            None => Icon::Mail,
        };
        Some(Mark::Icon(picture, Tint::Muted))
    }
}
