//! "Quarantäne": messages that could not be fetched or stored, each with its reason, to be fetched
//! again, saved as they are, or forgotten.

use crate::domain::ledger::{QuarantineReason, Quarantined};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::file_name::FileName;
use crate::gui::files::{self, Named};
use crate::gui::icon::Icon;
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::grid::{Column, Columns, Grid, GridEvent, Model, Selection};
use crate::gui::widget::{hint, tool_button};
use crate::i18n::{self, Arg, Language, Text, texts};
use crate::service::Result;
use crate::settings;
use iced::widget::{center, column, container, row, space, stack, text};
use iced::{Element, Fill, Task};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

/// The screen.
pub struct Quarantaene {
    rows: Vec<Quarantined>,
    accounts: HashMap<i64, String>,
    columns: Columns,
    selection: Selection,
    language: Language,
    version: u64,
    is_loaded: bool,
    /// What is to be saved or forgotten.
    meant: Vec<i64>,
    /// What was done last.
    told: Option<Text>,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Read {
    rows: Vec<Quarantined>,
    accounts: HashMap<i64, String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The list was read.
    Loaded(Result<Read>),
    /// In the table.
    Grid(GridEvent),
    /// "Erneut abrufen".
    Retry,
    /// The next run will.
    Retried(Result<()>),
    /// "Verwerfen".
    Discard,
    /// It was.
    Discarded(Result<()>),
    /// "Rohdaten speichern".
    Save,
    /// The system's file window has answered.
    Named(Named),
    /// It was saved.
    Saved(Result<PathBuf>),
}

impl Quarantaene {
    /// Empty, until [`Quarantaene::load`] has answered.
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            accounts: HashMap::new(),
            columns: Columns::default(),
            selection: Selection::default(),
            language: Language::default(),
            version: 0,
            is_loaded: false,
            meant: Vec::new(),
            told: None,
        }
    }

    fn set_up(&mut self, language: Language) {
        self.language = language;
        let title = |words: Text| words.show(language);
        let columns = vec![
            Column::new("konto", title(texts::column_account()), 160.0).min(60.0),
            Column::new("grund", title(texts::column_reason()), 230.0).min(80.0),
            Column::new("einzelheiten", title(texts::column_details()), 260.0)
                .min(100.0)
                .flex(),
            Column::new("versuche", title(texts::column_attempts()), 80.0)
                .min(40.0)
                .right(),
            Column::new("zuletzt", title(texts::column_last_try()), 130.0).min(60.0),
            Column::new("groesse", title(texts::column_size()), 80.0)
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
        context.ask(
            |office| {
                let accounts = office.accounts()?.into_iter();
                Ok(Read {
                    rows: office.quarantine()?,
                    accounts: accounts.map(|it| (it.id.0, it.account.name)).collect(),
                })
            },
            Message::Loaded,
        )
    }

    fn chosen(&self) -> Vec<&Quarantined> {
        let rows = self.selection.rows();
        rows.filter_map(|it| self.rows.get(it)).collect()
    }

    fn chosen_ids(&self) -> Vec<i64> {
        self.chosen().iter().map(|it| it.id).collect()
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(read)) => {
                let chosen = self.chosen_ids();
                (self.rows, self.accounts) = (read.rows, read.accounts);
                let rows = self.rows.iter().enumerate();
                let rows = rows.filter(|it| chosen.contains(&it.1.id)).map(|it| it.0);
                let rows: Vec<usize> = rows.collect();
                let first = rows.first().copied();
                self.selection = Selection::of_rows(rows, first);
                self.version += 1;
                self.is_loaded = true;
                Action::None
            }
            Message::Grid(GridEvent::Selection(selection)) => {
                self.selection = selection;
                self.told = None;
                Action::None
            }
            Message::Grid(GridEvent::Delete) => self.discard(),
            Message::Grid(event) => {
                self.columns.take(&event);
                Action::None
            }
            Message::Retry => {
                let ids = self.chosen_ids();
                let retry = move |office: &crate::service::Office| {
                    ids.iter().try_for_each(|id| office.retry_quarantined(*id))
                };
                Action::Run(context.ask(retry, Message::Retried))
            }
            Message::Retried(Ok(())) => Action::Fetch.and(Action::Run(self.load(context))),
            Message::Discard => self.discard(),
            Message::Discarded(Ok(())) => Action::Changed,
            Message::Save => self.save(context),
            Message::Named(Named::File(file)) => self.named(file, context),
            Message::Named(Named::Left) => Action::None,
            Message::Named(Named::Unavailable) => {
                let proposed = settings::documents().join("nachricht.eml");
                Action::Open(FileName::new(&proposed).into())
            }
            Message::Saved(Ok(file)) => {
                self.told = Some(texts::reader_done_saved(file.display().to_string()));
                Action::None
            }
            Message::Loaded(Err(error))
            | Message::Retried(Err(error))
            | Message::Discarded(Err(error))
            | Message::Saved(Err(error)) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn discard(&mut self) -> Action<Message> {
        self.meant = self.chosen_ids();
        if self.meant.is_empty() {
            return Action::None;
        }
        let ask = Ask::question(
            Kind::Warning,
            texts::kept_back_discard_title(),
            texts::kept_back_discard(self.meant.len()),
            texts::kept_back_discard_yes(),
        );
        Action::Open(ask.into())
    }

    /// The question was answered with yes.
    pub fn confirmed(&mut self, context: &Context) -> Action<Message> {
        let ids = std::mem::take(&mut self.meant);
        Action::Run(context.ask(
            move |office| {
                ids.iter()
                    .try_for_each(|id| office.discard_quarantined(*id))
            },
            Message::Discarded,
        ))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let id = self
            .chosen()
            .first()
            .filter(|it| it.has_raw)
            .map(|it| it.id);
        let Some(id) = id else { return Action::None };
        self.meant = vec![id];
        let kinds = vec![(context.say(texts::file_kind_mail()), "eml")];
        let asking = files::save(format!("quarantaene-{id}.eml"), kinds);
        Action::Run(Task::perform(asking, Message::Named))
    }

    /// A file was named.
    pub fn named(&mut self, file: PathBuf, context: &Context) -> Action<Message> {
        let Some(id) = self.meant.pop() else {
            return Action::None;
        };
        Action::Run(context.ask(
            move |office| office.export_quarantined(id, &file).map(|_| file),
            Message::Saved,
        ))
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let chosen = self.chosen();
        let some = |message| (!chosen.is_empty()).then_some(message);
        let has_raw = chosen.len() == 1 && chosen.iter().all(|it| it.has_raw);
        let bar = row![
            tool_button(
                Icon::Sync,
                &say(texts::kept_back_retry()),
                some(Message::Retry)
            ),
            tool_button(
                Icon::Save,
                &say(texts::kept_back_save()),
                has_raw.then_some(Message::Save)
            ),
            tool_button(
                Icon::Delete,
                &say(texts::kept_back_discard_tool()),
                some(Message::Discard)
            ),
        ];
        let grid = Grid::new(self, &self.columns, &self.selection, Message::Grid);
        let grid = grid.id("mails").name(say(texts::place_quarantaene()));
        let over: Element<'_, Message> = match self.rows.is_empty() && self.is_loaded {
            true => center(hint(say(texts::kept_back_empty()))).into(),
            false => space().into(),
        };
        let detail = match chosen.as_slice() {
            [one] => {
                let about = text(say(reason(one.reason))).size(SIZE);
                let server = hint(one.detail.clone());
                let since = hint(say(texts::kept_back_since(Arg::Moment(one.first_at))));
                let remote = hint(one.remote.to_string());
                let told = self.told.clone().map(|it| hint(say(it)));
                column![about, since, remote, server].push(told).spacing(4)
            }
            _ => column![hint(say(texts::kept_back_why()))],
        };
        let detail = container(detail)
            .padding(12)
            .width(Fill)
            .style(style::panel);
        column![bar.wrap(), stack![grid, over], detail]
            .spacing(5)
            .into()
    }
}

impl Default for Quarantaene {
    fn default() -> Self {
        Self::new()
    }
}

fn reason(reason: QuarantineReason) -> Text {
    match reason {
        QuarantineReason::Refused => texts::kept_back_refused(),
        QuarantineReason::TooLarge => texts::kept_back_too_large(),
        QuarantineReason::NotStored => texts::kept_back_not_stored(),
    }
}

impl Model for Quarantaene {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        match column {
            0 => {
                let name = self.accounts.get(&it.account.0);
                Cow::Borrowed(name.map_or("", String::as_str))
            }
            1 => Cow::Owned(reason(it.reason).show(self.language)),
            2 => Cow::Borrowed(it.detail.lines().next().unwrap_or_default()),
            3 => Cow::Owned(it.attempts.to_string()),
            4 => Cow::Owned(i18n::moment(self.language, it.last_at)),
            _ => Cow::Owned(i18n::size(self.language, it.size)),
        }
    }
}
