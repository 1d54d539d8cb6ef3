//! The main screen: places on the left, the messages of one place, the message itself, and what the
//! receiver is doing.

mod list;
mod places;
mod status;

use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::mail::MailRow;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::accounts::Accounts;
use crate::gui::dialog::acting::Acting;
use crate::gui::dialog::appearance::Appearance;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::help::{Help, Topic};
use crate::gui::dialog::info::Info;
use crate::gui::dialog::konto_neu::KontoNeu;
use crate::gui::dialog::stammdaten::Stammdaten;
use crate::gui::dialog::{Outcome, account::AccountDialog};
use crate::gui::engine;
use crate::gui::icon::{Icon, Tint};
use crate::gui::preferences::Preferences;
use crate::gui::screen::first_start::{self, FirstStart};
use crate::gui::screen::reader::{self, Reader};
use crate::gui::screen::who;
use crate::gui::style;
use crate::gui::widget::grid::{GridEvent, Selection};
use crate::gui::widget::{Choice, button, form, hint, label, tool_button};
use crate::i18n::texts;
use crate::service::receiver::Event as Fetched;
use crate::service::{Page, Result};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{center, column, container, row, rule, space};
use iced::{Center, Element, Fill, Length, Task};
use list::MailList;
use status::Status;

/// With less room than this the screen saves some.
const NARROW: f32 = 640.0;

/// The main screen.
pub struct Posteingang {
    accounts: Vec<StoredAccount>,
    counts: Vec<u64>,
    place: Option<AccountId>,
    list: MailList,
    reader: Reader,
    status: Status,
    first: FirstStart,
    is_loaded: bool,
    /// Reads that are under way; an answer to an older one is no longer wanted.
    serial: u64,
}

/// What was read for the screen.
#[derive(Debug, Clone)]
pub struct Loaded {
    serial: u64,
    accounts: Vec<StoredAccount>,
    counts: Vec<u64>,
    mails: Vec<MailRow>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The screen's data was read.
    Loaded(Result<Loaded>),
    /// Something in the list.
    List(GridEvent),
    /// Something in the message.
    Reader(reader::Message),
    /// A place was chosen; `None` is everything.
    Place(Option<AccountId>),
    /// The next place up or down.
    Step(i32),
    /// "Abrufen".
    Fetch,
    /// "E-Mail Konten".
    Accounts,
    /// The first account.
    FirstAccount,
    /// "Stammdaten".
    Stammdaten,
    /// "Darstellung".
    Appearance(Preferences),
    /// On the way to the first mail.
    First(first_start::Message),
    /// "Benutzer wechseln".
    Who,
    /// "Hilfe".
    Help,
    /// "Info".
    Info,
}

impl Posteingang {
    /// Empty, until [`Posteingang::load`] has answered.
    pub fn new() -> Self {
        Self {
            accounts: Vec::new(),
            counts: Vec::new(),
            place: None,
            list: MailList::default(),
            reader: Reader::default(),
            status: Status::default(),
            first: FirstStart::default(),
            is_loaded: false,
            serial: 0,
        }
    }

    /// Reads everything that is shown.
    pub fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let (serial, place) = (self.serial, self.place);
        let first = self.first.load(context).map(Message::First);
        let reading = context.ask(
            move |office| {
                let accounts = office.paced_accounts()?;
                let mut counts = vec![office.mail_count(None)?];
                for it in &accounts {
                    counts.push(office.mail_count(Some(it.id))?);
                }
                let all = Page {
                    limit: u32::MAX,
                    offset: 0,
                };
                let place = place.filter(|id| accounts.iter().any(|it| it.id == *id));
                let mails = office.mails(place, all)?;
                Ok(Loaded {
                    serial,
                    accounts,
                    counts,
                    mails,
                })
            },
            Message::Loaded,
        );
        Task::batch([reading, first])
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(loaded)) => self.loaded(loaded, context),
            Message::Loaded(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::List(event) => self.listed(event, context),
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Place(place) => self.go_to(place, context),
            Message::Step(step) => self.step(step, context),
            Message::Fetch => Action::Fetch,
            Message::Accounts => Action::Open(Accounts::new().into()),
            Message::FirstAccount => Action::Open(KontoNeu::new().into()),
            Message::Stammdaten => Action::Open(Stammdaten::new().into()),
            Message::Appearance(preferences) => Action::Open(Appearance::new(preferences).into()),
            Message::First(message) => self.first.update(message, context).map(Message::First),
            Message::Who => Action::Open(Acting::new().into()),
            Message::Help => Action::Open(Help::new(Topic::Window).into()),
            Message::Info => Action::Open(Info::new().into()),
        }
    }

    /// A dialog that this screen opened has ended.
    pub fn returned(&mut self, outcome: Outcome, _context: &Context) -> Action<Message> {
        match outcome {
            Outcome::NoticeRead => Action::Open(AccountDialog::new().into()),
            Outcome::AccountSaved(_) => Action::Changed.and(Action::Fetch),
            _ => Action::None,
        }
    }

    /// Something happened in the engine; says whether the lists must be read again.
    pub fn heard(&mut self, event: &engine::Event, context: &Context) -> Task<Message> {
        self.status.hear(event, &self.accounts);
        match event {
            engine::Event::Fetched(Fetched::Imported { stored: 1.., .. })
            | engine::Event::Fetched(Fetched::Finished { .. } | Fetched::Failed { .. })
            | engine::Event::Fetched(Fetched::Waiting { .. }) => self.load(context),
            _ => Task::none(),
        }
    }

    fn loaded(&mut self, loaded: Loaded, context: &Context) -> Action<Message> {
        if loaded.serial != self.serial {
            return Action::None;
        }
        self.is_loaded = true;
        self.accounts = loaded.accounts;
        self.counts = loaded.counts;
        self.list
            .set(loaded.mails, &self.accounts, context.language);
        self.status.accounts(&self.accounts);
        if self.list.selected_id().is_none() {
            self.reader.clear();
        }
        Action::None
    }

    fn listed(&mut self, event: GridEvent, context: &Context) -> Action<Message> {
        match event {
            GridEvent::Selection(rows) => self.select(rows, context),
            other => {
                self.list.take(&other);
                Action::None
            }
        }
    }

    fn select(&mut self, rows: Selection, context: &Context) -> Action<Message> {
        let Some(id) = self.list.select(rows) else {
            return Action::None;
        };
        Action::Run(self.reader.open(id, context).map(Message::Reader))
    }

    fn go_to(&mut self, place: Option<AccountId>, context: &Context) -> Action<Message> {
        self.place = place;
        self.list.unselect();
        self.reader.clear();
        Action::Run(Task::batch([places::reveal(place), self.load(context)]))
    }

    fn step(&mut self, step: i32, context: &Context) -> Action<Message> {
        let mut places = vec![None];
        places.extend(self.accounts.iter().map(|it| Some(it.id)));
        let at = places.iter().position(|it| *it == self.place).unwrap_or(0);
        let next = match step {
            ..0 => at.saturating_sub(1),
            _ => (at + 1).min(places.len() - 1),
        };
        match places.get(next) {
            Some(place) if next != at => self.go_to(*place, context),
            _ => Action::None,
        }
    }

    /// What is seen.
    pub fn view<'a>(
        &'a self,
        context: &'a Context,
        preferences: Preferences,
    ) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let is_narrow = preferences.size.width < NARROW;
        let bar = container(self.tools(context, preferences, is_narrow))
            .padding([5, 8])
            .style(style::footer);
        let body = row![
            container(self.places(context))
                .width(if is_narrow { 160 } else { 230 })
                .height(Fill)
                .style(style::head),
            rule::vertical(1),
            self.content(context),
        ];
        let foot = row![
            hint(say(texts::mail_count(self.list.len()))),
            space().width(Fill),
            who::name(context, Message::Who),
            self.status.view(context),
        ];
        let foot = container(foot.spacing(12).align_y(Center))
            .padding([4, 12])
            .style(style::footer);
        let first = match self.first.is_wanted(context) {
            true => self.first.enter().map(Message::First),
            false => (self.is_empty() && self.first.may_change()).then_some(Message::FirstAccount),
        };
        form(column![
            bar,
            rule::horizontal(1),
            who::bar(context, Message::Who),
            container(body).height(Fill),
            rule::horizontal(1),
            foot
        ])
        .initial_focus("mails")
        .default_maybe(first)
        .key(Key::Named(Named::F5), Modifiers::empty(), Message::Fetch)
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .into()
    }

    /// The tool bar; where there is no room on one line, its buttons stand on several.
    fn tools<'a>(
        &self,
        context: &Context,
        preferences: Preferences,
        is_narrow: bool,
    ) -> Element<'a, Message> {
        let tool = |picture, words, message| -> Element<'a, Message> {
            tool_button(picture, &context.say(words), Some(message)).into()
        };
        let appearance = Message::Appearance(preferences);
        let left = [
            tool(Icon::Sync, texts::tool_fetch(), Message::Fetch),
            tool(
                Icon::MailSettings,
                texts::tool_accounts(),
                Message::Accounts,
            ),
            tool(Icon::People, texts::tool_stammdaten(), Message::Stammdaten),
            tool(Icon::Settings, texts::tool_appearance(), appearance),
        ];
        let right = [
            tool(Icon::Help, texts::button_help(), Message::Help),
            tool(Icon::Info, texts::tool_info(), Message::Info),
        ];
        if is_narrow {
            return row(left.into_iter().chain(right)).spacing(2).wrap().into();
        }
        let (left, right) = (row(left).spacing(2), row(right).spacing(2));
        row![left, space().width(Fill), right]
            .align_y(Center)
            .into()
    }

    /// Nothing was ever set up here.
    fn is_empty(&self) -> bool {
        self.is_loaded && self.accounts.is_empty() && self.list.len() == 0
    }

    fn content<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.first.is_wanted(context) {
            return self.first.view(context).map(Message::First);
        }
        if self.is_empty() {
            return self.welcome(context);
        }
        let list = self.list.view(context).map(Message::List);
        let reader = self.reader.view(context).map(Message::Reader);
        column![
            container(list).height(Length::FillPortion(5)),
            container(reader)
                .height(Length::FillPortion(4))
                .width(Fill)
                .style(style::panel),
        ]
        .spacing(6)
        .padding(6)
        .width(Fill)
        .into()
    }

    fn welcome<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let first = button(
            Some((Icon::MailAdd, Tint::Accent)),
            &context.say(texts::inbox_first_account()),
            self.first.may_change().then_some(Message::FirstAccount),
            Choice::Default,
        );
        let words = label(&context.say(texts::inbox_no_account()));
        center(column![words, first].spacing(14).align_x(Center)).into()
    }
}

impl Default for Posteingang {
    fn default() -> Self {
        Self::new()
    }
}
