//! "Abrufbuch": one line a run, with its sums; what is red stays so until somebody has seen to it.

use crate::domain::ledger::{INTERRUPTED, Run};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::grid::{Column, Columns, Grid, GridEvent, Mark, Model, RowLook, Selection};
use crate::gui::widget::{check, hint, tool_button};
use crate::i18n::{self, Language, Text, texts};
use crate::service::Result;
use iced::widget::{center, column, container, row, space, stack, text};
use iced::{Center, Element, Fill, Task};
use std::borrow::Cow;
use std::collections::HashMap;

/// Runs that are read: more than a week of one account every five minutes.
const SHOWN: u32 = 3_000;

/// The screen.
pub struct Abrufbuch {
    all: Vec<Run>,
    /// Rows that are shown.
    shown: Vec<usize>,
    accounts: HashMap<i64, String>,
    red_only: bool,
    columns: Columns,
    selection: Selection,
    language: Language,
    version: u64,
    is_loaded: bool,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Read {
    runs: Vec<Run>,
    accounts: HashMap<i64, String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The runs were read.
    Loaded(Result<Read>),
    /// In the table.
    Grid(GridEvent),
    /// Only red ones.
    RedOnly(bool),
    /// "Als gesehen quittieren".
    Acknowledge,
    /// It was.
    Acknowledged(Result<()>),
}

impl Abrufbuch {
    /// Empty, until [`Abrufbuch::load`] has answered.
    pub fn new() -> Self {
        Self {
            all: Vec::new(),
            shown: Vec::new(),
            accounts: HashMap::new(),
            red_only: false,
            columns: Columns::default(),
            selection: Selection::default(),
            language: Language::default(),
            version: 0,
            is_loaded: false,
        }
    }

    fn set_up(&mut self, language: Language) {
        self.language = language;
        let column = |name, words: Text, width| Column::new(name, words.show(language), width);
        let number = |name, words, width| column(name, words, width).min(40.0).right();
        let columns = vec![
            column("beginn", texts::column_started(), 140.0).min(70.0),
            column("konto", texts::column_account(), 160.0).min(60.0),
            number("server", texts::column_on_server(), 92.0),
            number("neu", texts::column_new(), 64.0),
            number("geholt", texts::column_stored(), 76.0),
            number("quarantaene", texts::place_quarantaene(), 100.0),
            number("uebersprungen", texts::column_skipped(), 118.0),
            number("entfernt", texts::column_removed(), 86.0),
            column("ergebnis", texts::column_result(), 220.0)
                .min(100.0)
                .flex(),
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
                    runs: office.ledger(None, 0, SHOWN)?,
                    accounts: accounts.map(|it| (it.id.0, it.account.name)).collect(),
                })
            },
            Message::Loaded,
        )
    }

    fn run(&self, row: usize) -> Option<&Run> {
        self.all.get(*self.shown.get(row)?)
    }

    fn choose_shown(&mut self) {
        let all = self.all.iter().enumerate();
        let wanted = all.filter(|it| !self.red_only || it.1.is_red());
        self.shown = wanted.map(|it| it.0).collect();
        self.selection = self.selection.clone().cut(self.shown.len());
        self.version += 1;
    }

    fn red(&self) -> Vec<&Run> {
        let rows = self.selection.rows();
        let runs = rows.filter_map(|it| self.run(it));
        runs.filter(|it| it.is_red()).collect()
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(read)) => {
                (self.all, self.accounts) = (read.runs, read.accounts);
                self.is_loaded = true;
                self.choose_shown();
                Action::None
            }
            Message::Grid(GridEvent::Selection(selection)) => {
                self.selection = selection;
                Action::None
            }
            Message::Grid(event) => {
                self.columns.take(&event);
                Action::None
            }
            Message::RedOnly(only) => {
                self.red_only = only;
                self.selection = Selection::default();
                self.choose_shown();
                Action::None
            }
            Message::Acknowledge => {
                let ids: Vec<_> = self.red().iter().map(|it| it.id).collect();
                Action::Run(context.ask(
                    move |office| ids.iter().try_for_each(|it| office.acknowledge(*it)),
                    Message::Acknowledged,
                ))
            }
            Message::Acknowledged(Ok(())) => Action::Changed,
            Message::Loaded(Err(error)) | Message::Acknowledged(Err(error)) => {
                Action::Open(Ask::error(&error, context).into())
            }
        }
    }

    /// What came of a run, in words.
    fn result(&self, run: &Run) -> Text {
        match (run.ended_at, run.error.as_deref()) {
            (None, _) => texts::run_under_way(),
            (Some(_), Some(INTERRUPTED)) => texts::run_interrupted(),
            (Some(_), Some(error)) => texts::run_failed(error),
            (Some(_), None) if run.numbers.balance() => texts::run_balances(),
            (Some(_), None) => texts::run_does_not_balance(),
        }
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let red = !self.red().is_empty();
        let bar = row![
            tool_button(
                Icon::CheckCircle,
                &say(texts::run_acknowledge()),
                red.then_some(Message::Acknowledge)
            ),
            check(
                &say(texts::run_red_only()),
                self.red_only,
                Some(Message::RedOnly)
            ),
        ];
        let grid = Grid::new(self, &self.columns, &self.selection, Message::Grid);
        let grid = grid.id("mails").name(say(texts::place_abrufbuch()));
        let over: Element<'_, Message> = match self.shown.is_empty() && self.is_loaded {
            true => center(hint(say(texts::run_none()))).into(),
            false => space().into(),
        };
        let chosen = self.selection.single().and_then(|it| self.run(it));
        let detail = match chosen {
            Some(run) => column![
                text(say(self.result(run))).size(SIZE),
                hint(say(self.sums(run)))
            ],
            None => column![hint(say(texts::run_why()))],
        };
        let detail = container(detail.spacing(4))
            .padding(12)
            .width(Fill)
            .style(style::panel);
        let bar = bar.spacing(12).align_y(Center);
        column![bar, stack![grid, over], detail].spacing(5).into()
    }

    /// How the numbers of a run add up.
    fn sums(&self, run: &Run) -> Text {
        let n = run.numbers;
        texts::run_sums(
            n.on_server,
            n.known,
            n.new,
            n.stored,
            n.quarantined,
            n.skipped,
        )
    }
}

impl Default for Abrufbuch {
    fn default() -> Self {
        Self::new()
    }
}

impl Model for Abrufbuch {
    fn len(&self) -> usize {
        self.shown.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.run(row) else {
            return Cow::Borrowed("");
        };
        let n = it.numbers;
        let number = |it: u64| Cow::Owned(i18n::number(self.language, it.cast_signed()));
        match column {
            0 => Cow::Owned(i18n::moment(self.language, it.started_at)),
            1 => {
                let name = self.accounts.get(&it.account.0);
                Cow::Borrowed(name.map_or("", String::as_str))
            }
            2 => number(n.on_server),
            3 => number(n.new),
            4 => number(n.stored),
            5 => number(n.quarantined),
            6 => number(n.skipped),
            7 => number(n.removed),
            _ => Cow::Owned(self.result(it).show(self.language)),
        }
    }

    fn look(&self, row: usize) -> RowLook {
        let is_red = self.run(row).is_some_and(Run::is_red);
        RowLook {
            is_bold: false,
            is_struck: false,
            tint: is_red.then_some(Tint::Bad),
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        let it = self.run(row).filter(|_| column == 8)?;
        let failed = it.error.as_deref().is_some_and(|it| it != INTERRUPTED);
        Some(match (it.ended_at, failed || !it.numbers.balance()) {
            (None, _) => Mark::Icon(Icon::Sync, Tint::Muted),
            (Some(_), false) => Mark::Icon(Icon::CheckCircle, Tint::Good),
            (Some(_), true) if it.is_red() => Mark::Icon(Icon::Error, Tint::Bad),
            (Some(_), true) => Mark::Icon(Icon::Eye, Tint::Muted),
        })
    }
}
