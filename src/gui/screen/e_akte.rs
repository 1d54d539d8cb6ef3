//! "E-Akte": the documents of one Akte in its subfolders, to be read, ordered and remarked on.

mod view;

use crate::domain::akte_tree::{AkteDocument, AkteTree, Source};
use crate::domain::register::{AkteKind, StoredAkte};
use crate::domain::search_text::fold;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::akte_pick::{AktePick, Picked};
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::e_brief::{EBrief, Start};
use crate::gui::dialog::input::Input;
use crate::gui::dialog::letter::LetterWindow;
use crate::gui::dialog::mail::MailWindow;
use crate::gui::icon::{Icon, Tint};
use crate::gui::screen::reader::{self, Reader};
use crate::gui::widget::grid::{Column, Columns, GridEvent, Mark, Model, Selection};
use crate::i18n::{self, Language, Text, texts};
use crate::service::{Office, Result};
use iced::Task;
use std::borrow::Cow;

/// Number of the column of remarks.
const REMARK: usize = 3;

/// Which documents are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Folder {
    /// All of the Akte.
    #[default]
    All,
    /// Those directly in the Akte.
    Root,
    /// Those of a subfolder.
    Sub(i64),
}

impl Folder {
    /// Where documents are put.
    fn number(self) -> Option<i64> {
        match self {
            Self::All | Self::Root => None,
            Self::Sub(id) => Some(id),
        }
    }
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    NewFolder(Option<i64>),
    Rename(i64),
    Remove(i64),
}

/// What can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Undo {
    Documents(Vec<i64>),
    Folder(i64),
}

/// The screen.
pub struct EAkte {
    akte: Option<StoredAkte>,
    tree: AkteTree,
    folder: Folder,
    words: String,
    /// Documents that are shown, by their place in the tree.
    shown: Vec<usize>,
    columns: Columns,
    selection: Selection,
    reader: Reader,
    language: Language,
    version: u64,
    is_loaded: bool,
    asked: Option<Asked>,
    undo: Vec<Undo>,
    dragged: Option<usize>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The Akte was read.
    Loaded(i64, Result<AkteTree>),
    /// "Akte wählen".
    Choose,
    /// The Akte of a number was looked up.
    Found(String, Result<Option<StoredAkte>>),
    /// In the table.
    Grid(GridEvent),
    /// In the message.
    Reader(reader::Message),
    /// "E-Brief zur Akte".
    Write,
    /// "Öffnen".
    Open,
    /// A folder was chosen.
    Folder(Folder),
    /// The chosen documents were dragged onto a folder.
    Dropped(Folder),
    /// Dragging has ended.
    DragEnded,
    /// "Neuer Ordner".
    NewFolder,
    /// "Umbenennen".
    Rename,
    /// "Ordner auflösen".
    Remove,
    /// Words that documents shall have.
    Words(String),
    /// Something was done.
    Done(Result<()>),
    /// The last step is taken back.
    Undo,
}

impl EAkte {
    /// No Akte yet.
    pub fn new() -> Self {
        Self {
            akte: None,
            tree: AkteTree::default(),
            folder: Folder::All,
            words: String::new(),
            shown: Vec::new(),
            columns: Columns::default(),
            selection: Selection::default(),
            reader: Reader::default(),
            language: Language::default(),
            version: 0,
            is_loaded: false,
            asked: None,
            undo: Vec::new(),
            dragged: None,
        }
    }

    /// Shows an Akte.
    pub fn open(&mut self, akte: StoredAkte, context: &Context) -> Task<Message> {
        *self = Self {
            akte: Some(akte),
            columns: std::mem::take(&mut self.columns),
            version: self.version + 1,
            ..Self::new()
        };
        self.load(context)
    }

    fn set_up(&mut self, language: Language) {
        self.language = language;
        let column = |name, words: Text, width| Column::new(name, words.show(language), width);
        let columns = vec![
            column("datum", texts::column_date(), 134.0).min(60.0),
            column("von", texts::column_from(), 160.0).min(60.0),
            column("dokument", texts::column_document(), 260.0)
                .min(120.0)
                .flex(),
            column("bemerkung", texts::column_bemerkung(), 180.0).min(60.0),
            column("abgelegt", texts::column_filed(), 134.0)
                .min(60.0)
                .hidden(),
            column("groesse", texts::column_size(), 76.0)
                .min(50.0)
                .right(),
        ];
        if self.columns.every().next().is_none() {
            self.columns = Columns::new(columns);
        } else {
            self.columns.entitle(columns.into_iter().map(|it| it.title));
        }
    }

    /// Reads what is shown.
    pub fn load(&mut self, context: &Context) -> Task<Message> {
        self.set_up(context.language);
        let Some(akte) = &self.akte else {
            return Task::none();
        };
        let id = akte.id.0;
        context.ask(
            move |office| office.akte_tree(id),
            move |read| Message::Loaded(id, read),
        )
    }

    fn loaded(&mut self, tree: AkteTree) {
        let chosen = self.chosen_ids();
        self.tree = tree;
        self.is_loaded = true;
        if let Folder::Sub(id) = self.folder
            && !self.tree.folders.iter().any(|it| it.id == id)
        {
            self.folder = Folder::All;
        }
        self.choose_shown(&chosen);
    }

    /// Finds out which documents are shown; these stay chosen.
    fn choose_shown(&mut self, chosen: &[i64]) {
        let words: Vec<String> = self.words.split_whitespace().map(fold).collect();
        let folder = self.folder;
        let is_wanted = |it: &AkteDocument| {
            let is_here = match folder {
                Folder::All => true,
                other => it.folder == other.number(),
            };
            let whole = || fold(&format!("{} {} {}", it.name, it.from, it.remark));
            is_here
                && (words.is_empty() || {
                    let whole = whole();
                    words.iter().all(|word| whole.contains(word.as_str()))
                })
        };
        let documents = self.tree.documents.iter().enumerate();
        self.shown = documents
            .filter(|it| is_wanted(it.1))
            .map(|it| it.0)
            .collect();
        let rows = self.shown.iter().enumerate();
        let is_chosen = |it: &(usize, &usize)| {
            let document = self.tree.documents.get(*it.1);
            document.is_some_and(|it| chosen.contains(&it.id))
        };
        let rows: Vec<usize> = rows.filter(is_chosen).map(|it| it.0).collect();
        let first = rows.first().copied();
        self.selection = Selection::of_rows(rows, first);
        self.version += 1;
    }

    fn at(&self, row: usize) -> Option<&AkteDocument> {
        self.tree.documents.get(*self.shown.get(row)?)
    }

    fn chosen_ids(&self) -> Vec<i64> {
        let rows = self.selection.rows();
        rows.filter_map(|it| self.at(it)).map(|it| it.id).collect()
    }

    fn document(&self) -> Option<&AkteDocument> {
        self.at(self.selection.focus()?)
    }

    /// The dialog that asks for an Akte has ended with one.
    pub fn picked(&mut self, picked: Picked, context: &Context) -> Action<Message> {
        if let Some(akte) = picked.akte {
            return Action::Run(self.open(akte, context));
        }
        let number = picked.number;
        let wanted = number.clone();
        Action::Run(context.ask(
            move |office| {
                let found = office.find_akten(&wanted, 50)?.into_iter();
                let mut found = found.filter(|it| match it.kind {
                    AkteKind::Akte(it) => wanted.trim().parse() == Ok(it),
                    _ => false,
                });
                Ok(found.next())
            },
            move |found| Message::Found(number, found),
        ))
    }

    /// A question was answered with yes.
    pub fn confirmed(&mut self, context: &Context) -> Action<Message> {
        match self.asked.take() {
            Some(Asked::Remove(id)) => {
                self.undo.push(Undo::Folder(id));
                self.run(context, move |office| office.remove_folder(id))
            }
            _ => Action::None,
        }
    }

    /// A text was entered.
    pub fn entered(&mut self, text: String, context: &Context) -> Action<Message> {
        let akte = self.akte.as_ref().map(|it| it.id.0);
        match (self.asked.take(), akte) {
            (Some(Asked::NewFolder(parent)), Some(akte)) => self.run(context, move |office| {
                office.add_folder(akte, parent, &text).map(|_| ())
            }),
            (Some(Asked::Rename(id)), _) => {
                self.run(context, move |office| office.rename_folder(id, &text))
            }
            _ => Action::None,
        }
    }

    fn run(
        &self,
        context: &Context,
        work: impl FnOnce(&Office) -> Result<()> + Send + 'static,
    ) -> Action<Message> {
        Action::Run(context.ask(work, Message::Done))
    }

    fn listed(&mut self, event: GridEvent, context: &Context) -> Action<Message> {
        match event {
            GridEvent::Selection(selection) => {
                self.selection = selection;
                match self.document().and_then(|it| it.source.mail()) {
                    Some(mail) => Action::Run(self.reader.open(mail, context).map(Message::Reader)),
                    None => {
                        self.reader.clear();
                        Action::None
                    }
                }
            }
            GridEvent::Activate(_) => self.open_document(),
            GridEvent::Edit(row, REMARK, remark) => match self.at(row).map(|it| it.id) {
                Some(id) => {
                    self.undo.push(Undo::Documents(vec![id]));
                    self.run(context, move |office| office.set_remark(id, &remark))
                }
                None => Action::None,
            },
            GridEvent::DragStart => {
                self.dragged = Some(self.selection.len());
                Action::None
            }
            other => {
                self.columns.take(&other);
                Action::None
            }
        }
    }

    fn open_document(&self) -> Action<Message> {
        match self.document().map(|it| it.source) {
            Some(Source::Letter(letter)) => Action::Open(LetterWindow::new(letter).into()),
            Some(Source::Mail { mail, .. } | Source::Attachment { mail, .. }) => {
                Action::Open(MailWindow::new(mail).into())
            }
            None => Action::None,
        }
    }

    fn remove(&mut self) -> Action<Message> {
        let Folder::Sub(id) = self.folder else {
            return Action::None;
        };
        self.asked = Some(Asked::Remove(id));
        let ask = Ask::question(
            Kind::Question,
            texts::e_akte_remove_title(),
            texts::e_akte_remove(),
            texts::e_akte_remove_yes(),
        );
        Action::Open(ask.into())
    }

    fn dropped(&mut self, folder: Folder, context: &Context) -> Action<Message> {
        self.dragged = None;
        let (ids, to) = (self.chosen_ids(), folder.number());
        self.undo.push(Undo::Documents(ids.clone()));
        self.run(context, move |office| office.move_documents(&ids, to))
    }

    fn undo(&mut self, context: &Context) -> Action<Message> {
        match self.undo.pop() {
            None => Action::None,
            Some(Undo::Folder(id)) => self.run(context, move |office| office.restore_folder(id)),
            Some(Undo::Documents(ids)) => self.run(context, move |office| {
                ids.iter()
                    .try_for_each(|it| office.undo_document(*it).map(|_| ()))
            }),
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(id, read) if self.akte.as_ref().map(|it| it.id.0) == Some(id) => {
                match read {
                    Ok(tree) => self.loaded(tree),
                    Err(error) => return Action::Open(Ask::error(&error, context).into()),
                }
                Action::None
            }
            Message::Loaded(..) => Action::None,
            Message::Choose => {
                let pick = AktePick::new(texts::e_akte_choose(), texts::e_akte_choose_purpose());
                Action::Open(pick.into())
            }
            Message::Found(_, Ok(Some(akte))) => Action::Run(self.open(akte, context)),
            Message::Found(number, Ok(None)) => {
                let words = texts::desk_akte_unknown(number);
                Action::Open(Ask::message(Kind::Error, texts::window_error(), words).into())
            }
            Message::Grid(event) => self.listed(event, context),
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Write => match &self.akte {
                Some(akte) => Action::Open(EBrief::new(Start::Akte(akte.id.0)).into()),
                None => Action::None,
            },
            Message::Open => self.open_document(),
            Message::Done(Ok(())) => Action::Run(self.load(context)),
            Message::Found(_, Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Done(Err(error)) => {
                let reading = Action::Run(self.load(context));
                reading.and(Action::Open(Ask::error(&error, context).into()))
            }
            other => self.ordered(other, context),
        }
    }

    /// What concerns the subfolders.
    fn ordered(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Folder(folder) => {
                self.folder = folder;
                self.choose_shown(&[]);
            }
            Message::Words(words) => {
                let chosen = self.chosen_ids();
                self.words = words;
                self.choose_shown(&chosen);
            }
            Message::Dropped(folder) => return self.dropped(folder, context),
            Message::DragEnded => self.dragged = None,
            Message::NewFolder => {
                self.asked = Some(Asked::NewFolder(self.folder.number()));
                let (title, label) = (texts::e_akte_new_folder(), texts::e_akte_folder_name());
                return Action::Open(Input::new(title, label, "").into());
            }
            Message::Rename => {
                let Folder::Sub(id) = self.folder else {
                    return Action::None;
                };
                self.asked = Some(Asked::Rename(id));
                let folder = self.tree.folders.iter().find(|it| it.id == id);
                let name = folder.map(|it| it.name.clone()).unwrap_or_default();
                let (title, label) = (texts::e_akte_rename(), texts::e_akte_folder_name());
                return Action::Open(Input::new(title, label, &name).into());
            }
            Message::Remove => return self.remove(),
            Message::Undo => return self.undo(context),
            _ => {}
        }
        Action::None
    }
}

impl Default for EAkte {
    fn default() -> Self {
        Self::new()
    }
}

impl Model for EAkte {
    fn len(&self) -> usize {
        self.shown.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.at(row) else {
            return Cow::Borrowed("");
        };
        match column {
            0 => Cow::Owned(i18n::moment(self.language, it.date)),
            1 => Cow::Borrowed(&it.from),
            2 if it.name.is_empty() => Cow::Owned(texts::mail_no_subject().show(self.language)),
            2 => Cow::Borrowed(&it.name),
            REMARK => Cow::Borrowed(&it.remark),
            4 => Cow::Owned(i18n::moment(self.language, it.filed_at)),
            _ => Cow::Owned(i18n::size(self.language, it.size)),
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        let it = self.at(row).filter(|_| column == 2)?;
        let picture = match it.source {
            Source::Attachment { .. } => Icon::Attach,
            Source::Letter(_) => Icon::Send,
            Source::Mail { .. } => Icon::Mail,
        };
        Some(Mark::Icon(picture, Tint::Muted))
    }

    fn can_edit(&self, _row: usize, column: usize) -> bool {
        column == REMARK
    }
}
