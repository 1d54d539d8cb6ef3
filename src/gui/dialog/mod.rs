//! Dialogs: each one is a screen of its own that does not know whether it is shown as a window or
//! as a layer.

pub mod account;
pub mod account_test;
pub mod accounts;
pub mod acting;
pub mod akte_pick;
pub mod app_registration;
pub mod appearance;
pub mod ask;
pub mod backup_job;
pub mod backup_plan;
pub mod diagnose;
pub mod e_brief;
pub mod file_name;
pub mod help;
pub mod info;
pub mod input;
pub mod konto_neu;
pub mod letter;
pub mod mail;
pub mod mail_file;
pub mod make_backup;
pub mod notice_panel;
pub mod passphrase;
pub mod people;
pub(super) mod pick;
pub mod pick_document;
pub mod restore;
pub mod settings;
pub mod sign_in;
pub mod signature;
pub mod smtp_auth;
pub mod source;
pub mod stammdaten;
pub mod stay;
pub mod table_import;
pub mod trust;
pub mod why;
pub mod wiedervorlage;
pub mod work_report;
pub mod zuordnungen;

use super::action::Action;
use super::context::Context;
use crate::domain::account::AccountId;
use crate::domain::diagnosis::Side;
use crate::domain::hash::Sha256Hash;
use crate::i18n::Text;
use crate::service::oauth::Grant;
use iced::{Element, Size, Task};

/// With what a dialog ended; the screen below hears of it.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Left without an answer ("Abbruch").
    Left,
    /// The notice before a new account was read and confirmed.
    NoticeRead,
    /// A question was answered.
    Answered(ask::Answer),
    /// An account was stored.
    AccountSaved(AccountId),
    /// How to sign in at the outgoing server.
    SmtpAuth(smtp_auth::SmtpAuth),
    /// Somebody has signed in in the browser.
    SignedIn(Box<Grant>),
    /// The office's registration with a provider was changed.
    Registered,
    /// The account test was closed: what was changed in it on the way.
    Tested(account_test::Tested),
    /// A file was named.
    FileNamed(std::path::PathBuf),
    /// The certificate with this fingerprint is to be accepted for one of the servers.
    Trusted(Side, Sha256Hash),
    /// A text was entered.
    Text(String),
    /// An E-Brief was put into the Postausgang as this letter, and can be taken back for a moment.
    LetterQueued(i64),
    /// An E-Brief was left and is among the drafts.
    DraftKept(i64),
    /// Documents of an Akte were chosen, by their numbers.
    Documents(Vec<i64>),
    /// A signature was written.
    Signature(String),
    /// Benutzer were chosen.
    People(people::Chosen),
    /// An Akte was named.
    Akte(akte_pick::Picked),
    /// Whether the program goes on in the tray, and whether that holds from now on.
    Stay {
        /// It goes on.
        stays: bool,
        /// It is not asked again.
        for_good: bool,
    },
    /// A day was chosen; `None` ends the Wiedervorlage.
    Day(Option<jiff::civil::Date>),
}

/// What every dialog can do.
pub trait Screen {
    /// What happens in it.
    type Message: Clone + std::fmt::Debug + Send + 'static;

    /// Name in the title bar.
    fn title(&self) -> Text;

    /// Size of its content in logical pixels.
    fn size(&self) -> Size;

    /// Whether it may be made larger.
    fn is_resizable(&self) -> bool {
        false
    }

    /// Whether what opened it has to wait until it is closed.
    fn is_modal(&self) -> bool {
        true
    }

    /// Whether another one of its kind would be the same again.
    fn is_twin(&self, _other: &Self) -> bool {
        true
    }

    /// What it needs when it is opened.
    fn start(&mut self, _context: &Context) -> Task<Self::Message> {
        Task::none()
    }

    /// Takes a message in.
    fn update(&mut self, message: Self::Message, context: &Context) -> Action<Self::Message>;

    /// The dialog that it opened has ended.
    fn returned(&mut self, _outcome: Outcome, _context: &Context) -> Action<Self::Message> {
        Action::None
    }

    /// Accounts or master data have changed.
    fn office_changed(&mut self, _context: &Context) -> Action<Self::Message> {
        Action::None
    }

    /// The message for the window's own close button: the same as "Abbruch".
    fn close_message(&self) -> Self::Message;

    /// What is seen.
    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message>;
}

macro_rules! dialogs {
    ($($name:ident = $module:ident :: $screen:ident),* $(,)?) => {
        /// A dialog.
        #[allow(missing_docs)]
        pub enum Dialog { $($name(Box<$module::$screen>)),* }

        /// A message of a dialog.
        #[derive(Debug, Clone)]
        #[allow(missing_docs)]
        pub enum Message { $($name($module::Message)),* }

        $(impl From<$module::$screen> for Dialog {
            fn from(screen: $module::$screen) -> Self {
                Self::$name(Box::new(screen))
            }
        })*

        impl Screen for Dialog {
            type Message = Message;

            fn title(&self) -> Text {
                match self { $(Self::$name(it) => it.title()),* }
            }

            fn size(&self) -> Size {
                match self { $(Self::$name(it) => it.size()),* }
            }

            fn is_resizable(&self) -> bool {
                match self { $(Self::$name(it) => it.is_resizable()),* }
            }

            fn is_modal(&self) -> bool {
                match self { $(Self::$name(it) => it.is_modal()),* }
            }

            fn is_twin(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$name(one), Self::$name(other)) => one.is_twin(other),)*
                    _ => false,
                }
            }

            fn start(&mut self, context: &Context) -> Task<Message> {
                match self { $(Self::$name(it) => it.start(context).map(Message::$name)),* }
            }

            fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
                match (self, message) {
                    $((Self::$name(it), Message::$name(message)) => {
                        it.update(message, context).map(Message::$name)
                    })*
                    // An answer that came too late, for another dialog in the same place.
                    _ => Action::None,
                }
            }

            fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
                match self {
                    $(Self::$name(it) => it.returned(outcome, context).map(Message::$name)),*
                }
            }

            fn office_changed(&mut self, context: &Context) -> Action<Message> {
                match self {
                    $(Self::$name(it) => it.office_changed(context).map(Message::$name)),*
                }
            }

            fn close_message(&self) -> Message {
                match self { $(Self::$name(it) => Message::$name(it.close_message())),* }
            }

            fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
                match self { $(Self::$name(it) => it.view(context).map(Message::$name)),* }
            }
        }
    };
}

dialogs! {
    Account = account::AccountDialog,
    AccountTest = account_test::AccountTest,
    Accounts = accounts::Accounts,
    AppRegistration = app_registration::AppRegistration,
    AktePick = akte_pick::AktePick,
    Acting = acting::Acting,
    Appearance = appearance::Appearance,
    Ask = ask::Ask,
    Diagnose = diagnose::Diagnose,
    BackupPlan = backup_plan::PlanDialog,
    EBrief = e_brief::EBrief,
    FileName = file_name::FileName,
    Help = help::Help,
    Info = info::Info,
    Input = input::Input,
    KontoNeu = konto_neu::KontoNeu,
    Letter = letter::LetterWindow,
    Mail = mail::MailWindow,
    MailFile = mail_file::MailFile,
    MakeBackup = make_backup::MakeBackup,
    People = people::People,
    PickDocument = pick_document::PickDocument,
    Restore = restore::Restore,
    Settings = settings::Settings,
    SignIn = sign_in::SignIn,
    Signature = signature::Signature,
    SmtpAuth = smtp_auth::SmtpAuthDialog,
    Source = source::SourceWindow,
    Stammdaten = stammdaten::Stammdaten,
    Stay = stay::Stay,
    TableImport = table_import::TableImport,
    Trust = trust::Trust,
    Why = why::Why,
    Wiedervorlage = wiedervorlage::Wiedervorlage,
    WorkReport = work_report::WorkReport,
    Zuordnungen = zuordnungen::Zuordnungen,
}
