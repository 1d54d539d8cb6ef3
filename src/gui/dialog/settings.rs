//! "Einstellungen": what holds for the whole office and for this workplace, a page for each part.

mod accounts;
mod arbeitsplatz;
mod draft;
pub mod mail_program;
mod office;
mod reading;
mod saving;
mod sicherung;
mod tab;
mod view;
mod workplace;

use super::account::AccountDialog;
use super::account_test::AccountTest;
use super::accounts::Accounts;
use super::ask::{Answer, Ask, Kind};
use super::backup_plan::PlanDialog;
use super::help::{Help, Topic};
use super::konto_neu::KontoNeu;
use super::make_backup::MakeBackup;
use super::restore::Restore;
use super::stammdaten::Stammdaten;
use super::zuordnungen::Zuordnungen;
use super::{Outcome, Screen};
use crate::domain::account::AccountId;
use crate::domain::backup::BackupKind;
use crate::domain::office_settings::SenderPattern;
use crate::domain::usage::Mode;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::preferences::Preferences;
use crate::i18n::{Text, texts};
use crate::service::{Error, Office, Result};
pub use draft::Value;
use draft::{Draft, Fault};
use iced::{Element, Size, Task};
use reading::Loaded;
pub use tab::Tab;

/// The window.
pub struct Settings {
    tab: Tab,
    loaded: Option<Box<Loaded>>,
    /// As it is typed, and as it was.
    draft: Draft,
    before: Draft,
    faults: Vec<Fault>,
    saving: Option<Then>,
    is_saved: bool,
    /// Whether to save is asked.
    is_asked: bool,
    /// The use of the account that is being set up.
    next_account: Option<Mode>,
    /// Where the focus goes; a higher number is another wish.
    wanted: Option<(u64, &'static str)>,
    serial: u64,
    mail_program: mail_program::MailProgram,
}

/// What is done after saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// "Speichern".
    Stay,
    /// "OK und Schließen".
    Close,
}

/// Another window to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// "E-Mail-Adressen verwalten".
    Zuordnungen,
    /// "E-Mail Konten".
    Accounts,
    /// "Stammdaten", where Tätigkeiten are defined.
    Taetigkeiten,
    /// A new account for this use.
    NewAccount(Mode),
    /// An account is changed.
    EditAccount(AccountId),
    /// An account is tested.
    TestAccount(AccountId),
    /// Backups by themselves.
    BackupPlan,
    /// A backup, or a move to another machine.
    MakeBackup(BackupKind),
    /// A backup is put back.
    Restore,
    /// A move is taken back.
    UndoMove,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What the office has was read.
    Loaded(u64, Box<Result<Loaded>>),
    /// Another page.
    Show(Tab),
    /// The page so many further down.
    Step(i32),
    /// A choice was changed.
    Typed(Value),
    /// The address that was typed is blocked.
    Block,
    /// This address is blocked no longer.
    Unblock(SenderPattern),
    /// Another window.
    Go(Link),
    /// A move was taken back, or not.
    Revived(Result<()>),
    /// "Speichern" and "OK und Schließen".
    Save(Then),
    /// It was stored.
    Saved(Then, Result<()>),
    /// The log does not take the wish.
    LogRefused(Error),
    /// Who fetches may have changed.
    Refresh,
    /// On the page "E-Mail-Programm".
    MailProgram(mail_program::Message),
    /// "Hilfe".
    Help,
    /// "Abbruch und Schließen".
    Left,
}

impl Settings {
    /// Opens it at a page; where that may not be seen, at the first one that may.
    pub fn new(tab: Tab) -> Self {
        Self {
            tab,
            loaded: None,
            draft: Draft::default(),
            before: Draft::default(),
            faults: Vec::new(),
            saving: None,
            is_saved: false,
            is_asked: false,
            next_account: None,
            wanted: None,
            serial: 0,
            mail_program: mail_program::MailProgram::default(),
        }
    }

    /// The page that is shown.
    pub fn tab(&self) -> Tab {
        self.tab
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        let place = context.autostart.clone();
        let read = move |office: &Office| reading::read(office, &place);
        context.ask(read, move |read| Message::Loaded(serial, Box::new(read)))
    }

    fn loaded(&mut self, read: Result<Loaded>, context: &Context) -> Action<Message> {
        let loaded = match read {
            Ok(loaded) => loaded,
            Err(error) => return Action::Open(Ask::error(&error, context).into()),
        };
        let is_typed = self.draft.office != self.before.office;
        if self.draft.autostart == self.before.autostart {
            self.draft.autostart = loaded.autostart;
        }
        self.before.autostart = loaded.autostart;
        self.before.office = draft::Office::of(&loaded.settings);
        let is_verbose = loaded.verbose_until.is_some();
        if self.draft.verbose_log == self.before.verbose_log {
            self.draft.verbose_log = is_verbose;
        }
        self.before.verbose_log = is_verbose;
        if !is_typed {
            self.draft.office = self.before.office.clone();
        }
        self.loaded = Some(Box::new(loaded));
        let tabs = self.tabs();
        if !tabs.contains(&self.tab)
            && let Some(first) = tabs.first()
        {
            self.tab = *first;
        }
        Action::None
    }

    /// The pages that the one who is acting may see.
    fn tabs(&self) -> Vec<Tab> {
        let Some(loaded) = &self.loaded else {
            return vec![self.tab];
        };
        let is_seen = |tab: &Tab| match tab {
            Tab::Empfang | Tab::Scanner | Tab::Versand => loaded.is_verwalter || loaded.is_einlesen,
            Tab::Einlesen => loaded.is_einlesen,
            Tab::Posteingang => loaded.is_verwalter,
            Tab::MailProgram
            | Tab::Postausgang
            | Tab::Dienste
            | Tab::Benachrichtigungen
            | Tab::Arbeitsplatz
            | Tab::Sicherung
            | Tab::Darstellung => true,
        };
        Tab::ALL.into_iter().filter(is_seen).collect()
    }

    fn step(&mut self, step: i32) {
        let tabs = self.tabs();
        let at = tabs.iter().position(|it| *it == self.tab).unwrap_or(0);
        let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        let next = match step {
            ..0 => at.saturating_sub(distance),
            _ => at.saturating_add(distance).min(tabs.len() - 1),
        };
        self.tab = tabs.get(next).copied().unwrap_or(self.tab);
    }

    fn is_changed(&self) -> bool {
        self.draft != self.before
    }

    fn focus_on(&mut self, id: &'static str) {
        let number = self.wanted.map_or(0, |it| it.0) + 1;
        self.wanted = Some((number, id));
    }

    /// Looks follow at once, the rest when it is saved.
    fn looks(&self, chosen: Preferences, context: &Context) -> Action<Message> {
        let now = context.preferences;
        let next = Preferences {
            language: chosen.language,
            mode: chosen.mode,
            scale: chosen.scale,
            way: chosen.way,
            ..now
        };
        match next == now {
            true => Action::None,
            false => Action::Prefer(next),
        }
    }

    fn typed(&mut self, value: Value, context: &Context) -> Action<Message> {
        if self.saving.is_some() {
            return Action::None;
        }
        self.is_saved = false;
        self.faults.retain(|it| !value.mends(it.field));
        self.draft.set(value);
        self.looks(self.draft.preferences, context)
    }

    fn block(&mut self) {
        match self.draft.office.block() {
            Ok(()) => self.faults.retain(|it| it.field != draft::Field::Block),
            Err(fault) => {
                self.faults.retain(|it| it.field != fault.field);
                self.faults.push(fault);
            }
        }
        self.is_saved = false;
        self.focus_on(office::BLOCK);
    }

    fn go(&mut self, link: Link, context: &Context) -> Action<Message> {
        let stored = |id| {
            let all = self.loaded.iter().flat_map(|it| &it.accounts);
            all.into_iter().find(|it| it.id == id).cloned()
        };
        match link {
            Link::Zuordnungen => Action::Open(Zuordnungen::new().into()),
            Link::Accounts => Action::Open(Accounts::new().into()),
            Link::Taetigkeiten => Action::Open(Stammdaten::taetigkeiten().into()),
            Link::BackupPlan => Action::Open(PlanDialog::new().into()),
            Link::MakeBackup(kind) => Action::Open(MakeBackup::new(kind).into()),
            Link::Restore => Action::Open(Restore::new().into()),
            Link::UndoMove => Action::Run(context.ask(Office::revive, Message::Revived)),
            Link::NewAccount(mode) => {
                self.next_account = Some(mode);
                Action::Open(KontoNeu::new().into())
            }
            Link::EditAccount(id) => match stored(id) {
                Some(stored) => Action::Open(AccountDialog::edit(stored).into()),
                None => Action::None,
            },
            Link::TestAccount(id) => match stored(id) {
                Some(stored) => Action::Open(AccountTest::stored(&stored).into()),
                None => Action::None,
            },
        }
    }

    fn leave(&mut self) -> Action<Message> {
        if self.saving.is_some() || self.is_asked {
            return Action::None;
        }
        if !self.is_changed() {
            return Action::Close(Outcome::Left);
        }
        self.is_asked = true;
        let question = Ask::question(
            Kind::Question,
            texts::accounts_leave_title(),
            texts::accounts_leave(),
            texts::button_save(),
        );
        Action::Open(question.or(texts::accounts_leave_no()).into())
    }
}

impl Screen for Settings {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_settings()
    }

    fn size(&self) -> Size {
        Size::new(820.0, 680.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.draft.preferences = context.preferences;
        self.before.preferences = context.preferences;
        Task::batch([self.load(context), Self::read_mail_program(context)])
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, read) if serial == self.serial => self.loaded(*read, context),
            Message::Loaded(..) => Action::None,
            Message::Show(tab) => {
                self.tab = tab;
                Action::None
            }
            Message::Step(step) => {
                self.step(step);
                Action::None
            }
            Message::Typed(value) => self.typed(value, context),
            Message::Block => {
                self.block();
                Action::None
            }
            Message::Unblock(pattern) => {
                self.draft.office.blocked.retain(|it| *it != pattern);
                self.is_saved = false;
                Action::None
            }
            Message::Go(link) => self.go(link, context),
            Message::Revived(Ok(())) => Action::Changed.and(Action::Fetch),
            Message::Revived(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::Save(then) => self.save(then, context),
            Message::Saved(then, stored) => self.saved(then, stored, context),
            Message::LogRefused(error) => Action::Open(Ask::error(&error, context).into()),
            Message::Refresh => Action::Run(self.load(context)),
            Message::MailProgram(message) => self.mail_program(message, context),
            Message::Help => Action::Open(Help::new(Topic::Settings).into()),
            Message::Left => self.leave(),
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match outcome {
            Outcome::Answered(answer) if self.is_asked => {
                self.is_asked = false;
                match answer {
                    Answer::Yes => self.save(Then::Close, context),
                    Answer::No => self
                        .looks(self.before.preferences, context)
                        .and(Action::Close(Outcome::Left)),
                }
            }
            Outcome::NoticeRead => {
                let mode = self.next_account.take().unwrap_or_default();
                Action::Open(AccountDialog::for_use(mode).into())
            }
            Outcome::AccountSaved(_) => Action::Changed.and(Action::Fetch),
            _ => {
                self.is_asked = false;
                Action::None
            }
        }
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        Action::Run(self.load(context))
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
