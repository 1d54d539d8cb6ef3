//! The main screen: places on the left, the list of one place with what can be done with its rows,
//! the message that is chosen, and what the receiver is doing.

mod acting;
mod asking;
mod caution;
mod choosing;
mod columns;
mod deserted;
mod dragging;
mod going;
mod helping;
mod id_list;
mod loading;
mod mails;
pub mod navigation;
mod searching;
mod sign_in;
pub mod spot;
mod status;
mod tools;
mod tray;
pub mod verb;
mod view;
mod vorgaenge;
mod work;

use crate::domain::search::{FoundRow, Search, Snippet};
use crate::domain::secret::SignInOf;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::accounts::Accounts;
use crate::gui::dialog::acting::Acting;
use crate::gui::dialog::appearance::Appearance;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::e_brief::{EBrief, Start};
use crate::gui::dialog::konto_neu::KontoNeu;
use crate::gui::dialog::settings::{Settings, Tab};
use crate::gui::dialog::stammdaten::Stammdaten;
use crate::gui::preferences::{Preferences, Workplace};
use crate::gui::screen::abrufbuch::{self, Abrufbuch};
use crate::gui::screen::e_akte::{self, EAkte};
use crate::gui::screen::first_start::{self, FirstStart};
use crate::gui::screen::postausgang::{self, Postausgang};
use crate::gui::screen::quarantaene::{self, Quarantaene};
use crate::gui::screen::quellen::{self, Quellen};
use crate::gui::screen::reader::{self, Reader};
use crate::gui::widget::grid::GridEvent;
use crate::i18n::Text;
use crate::service::Result;
use crate::service::presence::Presence;
use crate::settings::{DeskSettings, ListLayout};
use asking::Asked;
use iced::advanced::widget::Id;
use iced::{Point, Task};
use mails::Mails;
use navigation::Navigation;
use spot::{Group, Spot};
use status::Status;
use std::collections::BTreeMap;
use verb::Verb;
use vorgaenge::Vorgaenge;
use work::{Deed, Work};

/// Where the chosen message is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preview {
    /// Below the list.
    #[default]
    Below,
    /// To the right of it ("Vorschau rechts").
    Right,
    /// Nowhere.
    Off,
}

impl Preview {
    fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Right => "right",
            Self::Off => "off",
        }
    }

    fn from_word(word: &str) -> Self {
        let all = [Self::Below, Self::Right, Self::Off];
        all.into_iter()
            .find(|it| it.word() == word)
            .unwrap_or_default()
    }
}

/// What was done last, with the way back.
struct Notice {
    words: Text,
    back: Option<Back>,
}

/// The way back from what was done last.
#[derive(Debug, Clone, Copy)]
enum Back {
    /// "Rückgängig".
    Undo,
    /// "Zurückholen" of this letter.
    Letter(i64),
}

/// A menu that is open.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Menu {
    /// Of the chosen rows.
    Rows(Point),
    /// Of the columns.
    Columns(Point),
    /// What the window shows.
    View(Point),
    /// "Hilfe".
    Help(Point),
}

/// The main screen.
pub struct Desk {
    nav: Navigation,
    spot: Spot,
    /// Where one was before the search.
    before_search: Spot,
    vorgaenge: Vorgaenge,
    mails: Mails,
    search: Search,
    typed: searching::Typed,
    search_serial: u64,
    quarantaene: Quarantaene,
    abrufbuch: Abrufbuch,
    e_akte: EAkte,
    post: Postausgang,
    quellen: Quellen,
    first: FirstStart,
    reader: Reader,
    /// Accounts that somebody must sign in to.
    due: sign_in::Due,
    /// The mail that the reader shows.
    shown: Option<i64>,
    status: Status,
    notice: Option<Notice>,
    /// Rows of what was done, the latest last: each can be taken back.
    undo: Vec<Vec<i64>>,
    work: Option<Work>,
    asked: Option<Asked>,
    menu: Option<Menu>,
    /// So many rows are being dragged.
    dragged: Option<usize>,
    /// Who is at the keyboard may not do anything, and why.
    barred: Option<Text>,
    /// What the office itself needs.
    cautions: caution::Cautions,
    is_loaded: bool,
    /// Reads that are under way; an answer to an older one is no longer wanted.
    serial: u64,
    /// Choices of a row; only the latest one is shown.
    choice: u64,
    focus: Option<(u64, Id)>,
    preview: Preview,
    layouts: BTreeMap<String, ListLayout>,
    keep: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The screen's data was read.
    Loaded(u64, Box<Result<loading::Loaded>>),
    /// Rows that came into sight.
    Rows(Result<loading::Rows>),
    /// The same for stored messages.
    MailRows(Result<Vec<FoundRow>>),
    /// Pieces of texts around what was searched for.
    Snippets(u64, Result<Vec<Snippet>>),
    /// In the navigation.
    Nav(navigation::Message),
    /// In the list.
    Grid(GridEvent),
    /// In the message.
    Reader(reader::Message),
    /// The row chosen by this number of choices is shown if it is still chosen.
    Show(u64),
    /// It has been shown for a moment: it is read.
    Opened(u64),
    /// Rows were marked.
    Marked(Result<()>),
    /// Something is to be done.
    Verb(Verb),
    /// The messages that are passed on were found out.
    PassOn(Result<Vec<i64>>),
    /// Rows that "Verarbeiten" found.
    Ready(Result<Vec<(i64, Deed)>>),
    /// An Aktennummer for rows of the Posteingang was looked up.
    Checked(Vec<i64>, Result<String>),
    /// A sender was assigned.
    Assigned(Result<crate::service::desk_people::Assigned>),
    /// Whether a sender can be assigned for good.
    SenderKnown(i64, String, Result<bool>),
    /// The Tagesansicht was synchronised.
    Synchronised(Result<u64>),
    /// Something that is being done.
    Work(work::Event),
    /// "Abbrechen" of it.
    StopWork,
    /// "Zurückholen" of a letter that was written just now.
    TakeBack(i64),
    /// It was: it is this draft again.
    TakenBack(Result<i64>),
    /// The notice of what was done is put away.
    NoticeRead,
    /// A menu was closed.
    MenuClosed,
    /// A column is shown or left out.
    Column(usize),
    /// The menu of what the window shows.
    ViewMenu,
    /// Another place for the chosen message.
    Preview(Preview),
    /// Deleting asks, or not.
    AskDelete(bool),
    /// Dragging has ended.
    DragEnded,
    /// In the search.
    Search(searching::Message),
    /// In the Quarantäne.
    Quarantaene(quarantaene::Message),
    /// In the Abrufbuch.
    Abrufbuch(abrufbuch::Message),
    /// In the E-Akte.
    EAkte(e_akte::Message),
    /// In the Postausgang.
    Post(postausgang::Message),
    /// "Jetzt anmelden" for an account.
    SignIn(SignInOf),
    /// The sign-in is kept, or not.
    SignedIn(Result<()>),
    /// On the way to the first mail.
    First(first_start::Message),
    /// What the office itself needs was read.
    Cautions(Result<caution::Cautions>),
    /// The page about backups.
    Backups,
    /// "Benutzer wechseln".
    Who,
    /// In the pane of sources.
    Quellen(quellen::Message),
    /// "Abrufen".
    Fetch,
    /// "Jetzt hier abrufen".
    FetchHere,
    /// Who fetches, in "Einstellungen".
    Dienste,
    /// "Neuer E-Brief".
    New,
    /// "E-Mail Konten".
    Accounts,
    /// The first account.
    FirstAccount,
    /// "Stammdaten".
    Stammdaten,
    /// "Einstellungen".
    Settings,
    /// "Darstellung".
    Appearance(Preferences),
    /// "Hilfe".
    Help(helping::Message),
    /// Somebody else has changed something in the office.
    Changed,
}

impl Desk {
    /// Empty, until [`Desk::load`] has answered. Choices are remembered with `keep`.
    pub fn new(settings: &DeskSettings, layouts: BTreeMap<String, ListLayout>, keep: bool) -> Self {
        let mut nav = Navigation::new();
        if let Some(closed) = &settings.closed {
            let groups = closed.iter().filter_map(|it| Group::from_word(it));
            nav.closed = groups.collect();
        }
        let spot = settings.place.as_deref().and_then(Spot::from_word);
        let preview = settings.preview.as_deref().map(Preview::from_word);
        Self {
            nav,
            spot: spot.unwrap_or(Spot::Posteingang),
            before_search: Spot::Posteingang,
            vorgaenge: Vorgaenge::default(),
            mails: Mails::default(),
            search: Search::default(),
            typed: searching::Typed::default(),
            search_serial: 0,
            quarantaene: Quarantaene::new(),
            abrufbuch: Abrufbuch::new(),
            e_akte: EAkte::new(),
            post: Postausgang::new(postausgang::Part::Postausgang),
            quellen: Quellen::new(settings.quellen.unwrap_or(false)),
            first: FirstStart::default(),
            reader: Reader::default(),
            due: sign_in::Due::default(),
            shown: None,
            status: Status::default(),
            notice: None,
            undo: Vec::new(),
            work: None,
            asked: None,
            menu: None,
            dragged: None,
            barred: None,
            cautions: caution::Cautions::default(),
            is_loaded: false,
            serial: 0,
            choice: 0,
            focus: None,
            preview: preview.unwrap_or_default(),
            layouts,
            keep,
        }
    }

    /// As it was before anything was shown, with all that is remembered.
    pub fn emptied(&self) -> Self {
        let mut next = Self::new(&self.settings(), self.layouts.clone(), self.keep);
        next.status = self.status.clone();
        next.nav.known.accounts = self.nav.known.accounts.clone();
        next
    }

    /// How the office's mail stands.
    pub fn stands(&mut self, presence: &Presence) {
        self.status.presence = presence.clone();
    }

    /// What is remembered for the next start.
    pub fn settings(&self) -> DeskSettings {
        let closed = Group::ALL
            .into_iter()
            .filter(|it| self.nav.closed.contains(it));
        let spot = match self.spot {
            Spot::Suche => self.before_search,
            other => other,
        };
        DeskSettings {
            place: Some(spot.word()),
            closed: Some(closed.map(|it| it.word().to_owned()).collect()),
            preview: Some(self.preview.word().to_owned()),
            quellen: Some(self.quellen.is_open()),
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, loaded) => self.loaded(serial, *loaded, context),
            Message::Rows(rows) => self.rows_read(rows, context),
            Message::MailRows(rows) => self.mail_rows_read(rows, context),
            Message::Snippets(serial, snippets) => {
                // Pieces are a help: a search without them is a search.
                let is_wanted = serial == self.search_serial;
                for it in snippets.ok().into_iter().flatten().filter(|_| is_wanted) {
                    self.mails.put_snippet(it);
                }
                Action::None
            }
            Message::Nav(message) => self.navigate(message, context),
            Message::Grid(event) => self.listed(event, context),
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Show(choice) => self.show(choice, context),
            Message::Opened(choice) => self.opened(choice, context),
            Message::Marked(Ok(())) => Action::Run(self.load(context)),
            Message::Verb(verb) => self.act(verb, context),
            Message::Work(event) => self.worked(event, context),
            Message::Search(message) => self.searched(message, context),
            Message::Quarantaene(message) => {
                let action = self.quarantaene.update(message, context);
                action.map(Message::Quarantaene)
            }
            Message::Abrufbuch(message) => self
                .abrufbuch
                .update(message, context)
                .map(Message::Abrufbuch),
            Message::EAkte(message) => self.e_akte.update(message, context).map(Message::EAkte),
            Message::Post(message) => self.post.update(message, context).map(Message::Post),
            Message::Quellen(message) => {
                self.quellen.update(message, context).map(Message::Quellen)
            }
            Message::First(message) => self.first.update(message, context).map(Message::First),
            Message::Changed => Action::Run(self.load(context)),
            other => self.answered(other, context),
        }
    }

    /// Answers of the engine to what was asked on the way, and small choices.
    fn answered(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::PassOn(Ok(mails)) => Self::pass_on(mails),
            Message::Ready(Ok(ready)) => self.process(ready, context),
            Message::Checked(ids, Ok(akte)) => {
                for id in ids {
                    self.vorgaenge.tray.set_akte(id, akte.clone());
                }
                Action::None
            }
            Message::Assigned(Ok(assigned)) => self.assigned(assigned, context),
            Message::SenderKnown(id, from, Ok(is_staff)) => self.ask_sender(id, from, is_staff),
            Message::Synchronised(Ok(count)) => self.synchronised(count, context),
            Message::TakeBack(letter) => self.write_on(letter, context),
            Message::SignIn(of) => self.sign_in(of),
            Message::SignedIn(kept) => Self::signed_in(kept, context),
            Message::TakenBack(Ok(draft)) => {
                Action::Changed.and(Action::Open(EBrief::new(Start::Draft(draft)).into()))
            }
            Message::Marked(Err(error))
            | Message::TakenBack(Err(error))
            | Message::PassOn(Err(error))
            | Message::Ready(Err(error))
            | Message::Checked(_, Err(error))
            | Message::Assigned(Err(error))
            | Message::SenderKnown(_, _, Err(error))
            | Message::Synchronised(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            other => self.chosen(other, context),
        }
    }

    /// Choices about the window.
    fn chosen(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::StopWork => {
                if let Some(work) = &self.work {
                    work.stop();
                }
            }
            Message::Cautions(read) => self.cautions_read(read),
            Message::NoticeRead => self.notice = None,
            Message::MenuClosed => self.menu = None,
            Message::Column(column) => {
                self.columns_mut().toggle(column);
                self.remember_columns();
            }
            Message::Help(message) => return self.help(message, context),
            Message::ViewMenu => self.menu = Some(Menu::View(Point::new(100_000.0, 40.0))),
            Message::Preview(preview) => self.preview = preview,
            Message::AskDelete(ask) => return Self::prefer_asking(ask, context),
            Message::DragEnded => self.dragged = None,
            other => return Self::open(other, context),
        }
        Action::None
    }

    /// Deleting asks, or not; kept with everything else of the workplace.
    fn prefer_asking(ask: bool, context: &Context) -> Action<Message> {
        let now = context.preferences;
        let workplace = Workplace {
            ask_to_delete: ask,
            ..now.workplace
        };
        Action::Prefer(Preferences { workplace, ..now })
    }

    /// What opens a window.
    fn open(message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Fetch => Action::Fetch,
            Message::FetchHere => Action::FetchHere,
            Message::Dienste => Action::Open(Settings::new(Tab::Dienste).into()),
            Message::New => Action::Open(EBrief::new(Start::Empty).into()),
            Message::Accounts => Action::Open(Accounts::new().into()),
            Message::FirstAccount => Action::Open(KontoNeu::new().into()),
            Message::Stammdaten => Action::Open(Stammdaten::new().into()),
            Message::Settings => Action::Open(Settings::new(Tab::Empfang).into()),
            Message::Backups => Action::Open(Settings::new(Tab::Sicherung).into()),
            Message::Appearance(preferences) => Action::Open(Appearance::new(preferences).into()),
            Message::Who => Action::Open(Acting::new().into()),
            _ => Action::None,
        }
    }
}

/// A pause before something is shown, and a message.
fn later(pause: std::time::Duration, message: Message) -> Task<Message> {
    Task::future(async move {
        tokio::time::sleep(pause).await;
        message
    })
}
