//! "E-Mail Konten": the table of accounts, changed in its rows.

mod closing;
mod files;
mod reading;
mod row;
mod sign_in;
mod table;
mod view;

use super::account::AccountDialog;
use super::account_test::AccountTest;
use super::ask::{Ask, Kind};
use super::help::{Help, Topic};
use super::konto_neu::KontoNeu;
use super::{Outcome, Screen};
use crate::domain::account::{Account, AccountId, StoredAccount};
use crate::domain::secret::SignInOf;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::table_row;
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::notice;
use crate::service::oauth::SignInDue;
use iced::advanced::widget::Id;
use iced::{Element, Size, Task};
pub(super) use reading::barred_of;
use std::path::PathBuf;
pub use table::{Change, Lists};
use table::{Kanzlei, Table};

/// The table of accounts.
pub struct Accounts {
    table: Table,
    is_loaded: bool,
    /// Why nothing may be changed.
    barred: Option<Text>,
    /// What is done once saving has worked; nothing is being saved without it.
    saving: Option<Then>,
    asked: Option<Asked>,
    /// Accounts that somebody must sign in to in the browser, and the one that is signed in to.
    due: Vec<SignInDue>,
    renewing: Option<SignInOf>,
    /// How often the focus was sent to the table.
    calls: u64,
    /// Reads that are under way; an answer to an older one is no longer wanted.
    serial: u64,
}

/// What was read for the table.
#[derive(Debug, Clone)]
pub struct Loaded {
    accounts: Vec<StoredAccount>,
    lists: Lists,
    barred: Option<Text>,
    due: Vec<SignInDue>,
}

/// What is done after saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// "Speichern".
    Stay,
    /// "OK und Schließen".
    Close,
}

/// A question that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether the mark moves to this account.
    MoveKanzlei(AccountId),
    /// Whether this account is deleted.
    Delete(AccountId),
    /// What becomes of changes.
    Leave,
}

/// How much hangs on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affected {
    mails: u64,
    letters: usize,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The table's data was read.
    Loaded(u64, Box<Result<Loaded>>),
    /// A row was selected.
    Selected(AccountId),
    /// The selection moves.
    Moved(i32),
    /// Something was changed in a row.
    Changed(AccountId, Change),
    /// The Kanzlei mark of a row was pressed.
    Kanzlei(AccountId),
    /// "Konto neu".
    New,
    /// "Konto bearbeiten".
    Edit,
    /// "Konto löschen".
    Delete,
    /// What hangs on the account to delete.
    Counted(AccountId, Result<Affected>),
    /// The account is gone.
    Deleted(Result<u64>),
    /// "Alle Konten testen".
    TestAll,
    /// "Importieren…".
    Import,
    /// A file to import was chosen, or none.
    ImportChosen(Option<PathBuf>),
    /// The file was read.
    Imported(PathBuf, Box<Result<Account>>),
    /// "Exportieren…".
    Export,
    /// A file to write was chosen, or none.
    ExportChosen(AccountId, Option<PathBuf>),
    /// The file was written.
    Exported(AccountId, PathBuf, Result<()>),
    /// The system has no file dialog.
    NoFileDialog,
    /// "Im Browser anmelden…" of an account.
    Renew(SignInOf),
    /// The sign-in is kept.
    Renewed(Result<()>),
    /// "Hilfe".
    Help,
    /// "Speichern" and "OK und Schließen".
    Save(Then),
    /// The rows were stored.
    Saved(Then, Result<()>),
    /// "Abbruch und Schließen".
    Left,
}

impl Accounts {
    /// Empty, until [`Screen::start`] has answered.
    pub fn new() -> Self {
        Self {
            table: Table::default(),
            is_loaded: false,
            barred: None,
            saving: None,
            asked: None,
            due: Vec::new(),
            renewing: None,
            calls: 0,
            serial: 0,
        }
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        self.serial += 1;
        let serial = self.serial;
        context.ask(reading::read, move |read| {
            Message::Loaded(serial, Box::new(read))
        })
    }

    fn loaded(&mut self, read: Result<Loaded>, context: &Context) -> Action<Message> {
        match read {
            Ok(loaded) => {
                self.is_loaded = true;
                self.barred = loaded.barred;
                self.due = loaded.due;
                self.table.take(loaded.accounts, loaded.lists);
                self.reveal()
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn may_change(&self) -> bool {
        self.barred.is_none() && self.saving.is_none()
    }

    /// Brings the selected row into view.
    fn reveal(&self) -> Action<Message> {
        match self.table.selected {
            Some(id) => Action::Run(table_row::reveal(Id::new(view::ROWS), row::id(id))),
            None => Action::None,
        }
    }

    fn choose_kanzlei(&mut self, id: AccountId) -> Action<Message> {
        let name = |id| self.table.row(id).map(|it| it.name().to_owned());
        let to = name(id).unwrap_or_default();
        match self.table.choose_kanzlei(id) {
            Kanzlei::Set => Action::None,
            Kanzlei::NotPosteingang(mode) => {
                let why = texts::accounts_kanzlei_not_posteingang(to, notice::mode(mode));
                let title = texts::accounts_kanzlei_title();
                Action::Open(Ask::message(Kind::Warning, title, why).into())
            }
            Kanzlei::Taken(other) => {
                let from = self.table.row(other).map_or("", |it| it.name());
                let question = Ask::question(
                    Kind::Question,
                    texts::accounts_kanzlei_title(),
                    texts::accounts_kanzlei_move(from, to),
                    texts::accounts_kanzlei_move_yes(),
                )
                .with_lines(vec![texts::accounts_kanzlei_move_note()]);
                self.asked = Some(Asked::MoveKanzlei(id));
                Action::Open(question.into())
            }
        }
    }

    fn edit(&self) -> Action<Message> {
        match self.table.selected_row() {
            Some(row) => Action::Open(AccountDialog::edit(row.stored.clone()).into()),
            None => Action::None,
        }
    }

    fn count(&self, context: &Context) -> Action<Message> {
        let Some(id) = self.table.selected_row().map(|it| it.id()) else {
            return Action::None;
        };
        let counting = context.ask(
            move |office| reading::affected(office, id),
            move |affected| Message::Counted(id, affected),
        );
        Action::Run(counting)
    }

    fn ask_to_delete(&mut self, id: AccountId, affected: Affected) -> Action<Message> {
        let Some(row) = self.table.row(id) else {
            return Action::None;
        };
        let account = &row.stored.account;
        let mut lines = vec![texts::accounts_delete_mails(affected.mails)];
        if affected.letters > 0 {
            lines.push(texts::accounts_delete_letters(affected.letters));
        }
        if account.usage.kanzlei {
            lines.push(texts::accounts_delete_kanzlei());
        }
        lines.push(texts::accounts_delete_secret());
        let question = Ask::question(
            Kind::Warning,
            texts::accounts_delete_title(),
            texts::accounts_delete_question(&account.name, &account.address),
            texts::accounts_delete_yes(),
        );
        self.asked = Some(Asked::Delete(id));
        Action::Open(question.with_lines(lines).into())
    }

    /// Changes of the table, where it may be changed.
    fn changed(&mut self, message: Message, context: &Context) -> Action<Message> {
        if !self.may_change() {
            return Action::None;
        }
        match message {
            Message::Changed(id, change) => {
                self.table.change(id, change);
                self.reveal()
            }
            Message::Kanzlei(id) => self.choose_kanzlei(id),
            Message::New => Action::Open(KontoNeu::new().into()),
            Message::Edit => self.edit(),
            Message::Delete => self.count(context),
            Message::Import => Action::Run(files::choose_import(context)),
            Message::Save(then) => self.save(then, context),
            _ => Action::None,
        }
    }

    /// Answers to what was asked of the engine.
    fn answered(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(serial, read) if serial == self.serial => self.loaded(*read, context),
            Message::Counted(id, Ok(affected)) => self.ask_to_delete(id, affected),
            Message::Deleted(Ok(_)) => Action::Changed,
            // The account is gone, though its secret may not be.
            Message::Deleted(Err(error)) => {
                Action::Changed.and(Action::Open(Ask::error(&error, context).into()))
            }
            Message::Counted(_, Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::ImportChosen(Some(file)) => Action::Run(files::read(file, context)),
            Message::Imported(file, read) => files::imported(&file, *read, context),
            Message::ExportChosen(id, Some(file)) => Action::Run(files::write(id, file, context)),
            Message::Exported(id, file, written) => {
                let name = self.table.row(id).map_or("", |it| it.name());
                files::exported(name, &file, written, context)
            }
            Message::Saved(then, stored) => self.saved(then, stored, context),
            _ => Action::None,
        }
    }
}

impl Default for Accounts {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for Accounts {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_accounts()
    }

    fn size(&self) -> Size {
        Size::new(1120.0, 580.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.load(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Selected(id) => {
                self.table.selected = Some(id);
                Action::None
            }
            Message::Moved(step) => {
                self.table.step(step);
                self.reveal()
            }
            Message::TestAll => {
                let rows = self.table.rows.iter();
                let accounts = rows.map(|it| it.stored.clone()).collect();
                Action::Open(AccountTest::all(accounts).into())
            }
            Message::Export => match self.table.selected_row() {
                Some(row) => Action::Run(files::choose_export(row, context)),
                None => Action::None,
            },
            Message::NoFileDialog => files::no_dialog(),
            Message::Renew(id) => self.renew(id),
            Message::Renewed(kept) => Self::renewed(kept, context),
            Message::Help => Action::Open(Help::new(Topic::Accounts).into()),
            Message::Left => self.leave(),
            message @ (Message::Changed(..)
            | Message::Kanzlei(_)
            | Message::New
            | Message::Edit
            | Message::Delete
            | Message::Import
            | Message::Save(_)) => self.changed(message, context),
            message => self.answered(message, context),
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match (self.asked.take(), outcome) {
            (Some(asked), outcome) => self.decided(asked, &outcome, context),
            (None, Outcome::SignedIn(grant)) => self.keep(*grant, context),
            (None, Outcome::NoticeRead) => Action::Open(AccountDialog::new().into()),
            (None, Outcome::AccountSaved(id)) => {
                self.table.selected = Some(id);
                Action::Changed.and(Action::Fetch)
            }
            (None, _) => Action::None,
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
