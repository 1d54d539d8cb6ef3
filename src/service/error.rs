//! What the engine cannot do, by what a person can do about it. Words come from
//! [`crate::service::notice`] alone.

use super::night_receiver::NightFault;
use super::reading_fault::ReadingFault;
use crate::domain::account::{AccountId, FieldError};
use crate::domain::backup::Retired;
use crate::domain::backup_plan::PlanFault;
use crate::domain::desk::DeskFault;
use crate::domain::draft::DraftFault;
use crate::domain::letter::LetterError;
use crate::domain::oauth::OauthError;
use crate::domain::office_settings::SettingFault;
use crate::domain::outbox::SendBar;
use crate::domain::stammdaten::StammdatenFault;
use crate::domain::table_import::LineFault;
use crate::storage::runs::Holder;
use crate::{archive, secrets, storage, transport};

/// An error of the engine. `Clone`, so that it can be shown in more than one place.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Form or roll-out file with faults, each with its field.
    #[error("{} faults in the account", .0.len())]
    Form(Vec<FieldError>),
    /// Master data with faults.
    #[error("master data refused")]
    Stammdaten(Vec<StammdatenFault>),
    /// A verb of the desk is refused.
    #[error("refused: {0:?}")]
    Desk(DeskFault),
    /// A draft cannot be sent as it is, or a document not be put to it.
    #[error("draft refused: {0:?}")]
    Draft(DraftFault),
    /// A table of master data with faults; nothing of it has been taken.
    #[error("{} faults in the table", .0.len())]
    Table(Vec<LineFault>),
    /// Settings of the office with faults.
    #[error("settings refused")]
    Settings(Vec<SettingFault>),
    /// The acting Benutzer lacks the right "E-Mails automatisch einlesen".
    #[error("Benutzer {0} may not change automatic reading")]
    NoEinlesen(u16),
    /// The database.
    #[error(transparent)]
    Storage(storage::Error),
    /// The keychain.
    #[error(transparent)]
    Secrets(#[from] secrets::Error),
    /// A mail server.
    #[error(transparent)]
    Transport(#[from] transport::Error),
    /// Signing in in the browser; the account, where it is about one.
    #[error("{error}")]
    Oauth {
        /// The account.
        account: Option<AccountId>,
        /// What went wrong.
        error: OauthError,
    },
    /// No secret is stored for this account.
    #[error("no secret for account {0}")]
    SecretMissing(AccountId),
    /// The account is not fetched: it is inactive or only sends.
    #[error("account {0} is not fetched")]
    NotFetched(AccountId),
    /// The last sign-in was rejected; nothing is tried until settings change or a person retries.
    #[error("account {0} is paused")]
    Paused(AccountId),
    /// Another process fetches for this data directory.
    #[error("receiver runs elsewhere")]
    ReceiverRuns(Option<Holder>),
    /// No process fetches for this data directory.
    #[error("nobody fetches for this data directory")]
    NobodyReceives,
    /// The receiver that runs without a window.
    #[error("night receiver: {0:?}")]
    Night(NightFault),
    /// No Benutzer belongs to this login.
    #[error("no Benutzer with login {0}")]
    NobodyActs(String),
    /// There is no Benutzer of this number.
    #[error("no Benutzer {0}")]
    UnknownBenutzer(u16),
    /// External staff has no access.
    #[error("Benutzer {0} is external")]
    ExternalActs(u16),
    /// Who is no longer "Aktuell" cannot act.
    #[error("Benutzer {0} is not current")]
    NotCurrentActs(u16),
    /// Only a Verwalter may act as this Benutzer; the login of the one who wants to.
    #[error("{1} may not act as Benutzer {0}")]
    MayNotActAs(u16, String),
    /// Only a Verwalter may do this.
    #[error("Benutzer {0} is no Verwalter")]
    NotVerwalter(u16),
    /// A file that was named cannot be read or written.
    #[error("{path}: {detail}")]
    File {
        /// The file.
        path: String,
        /// The system's words.
        detail: String,
    },
    /// No window can be opened here.
    #[error("no window: {0}")]
    NoWindow(String),
    /// Nothing is kept of this message in quarantine.
    #[error("quarantine {0} has no raw message")]
    NoRawKept(i64),
    /// The one who is acting may not send with this account.
    #[error("account {0} may not be used for sending: {1:?}")]
    MayNotSend(AccountId, SendBar),
    /// No account to send with was named, and none is the obvious one.
    #[error("no sender")]
    NoSender,
    /// Such a letter leaves by the Kanzlei E-Mail Konto alone, and there is none on "Posteingang".
    #[error("no Kanzlei account")]
    NoKanzlei,
    /// A letter with faults, each with its field.
    #[error("{} faults in the letter", .0.len())]
    Letter(Vec<LetterError>),
    /// Not an address that mail can be sent to.
    #[error("not an address: {0}")]
    RecipientInvalid(String),
    /// A letter to nobody.
    #[error("no recipient")]
    NoRecipient,
    /// Larger than the server takes, in bytes.
    #[error("{size} of {limit} bytes")]
    LetterTooLarge {
        /// Bytes of the letter.
        size: u64,
        /// Bytes that the server takes.
        limit: u64,
    },
    /// Microsoft 365 takes a letter of this size only without its documents, and those of this one cannot
    /// be taken out: it is signed or encrypted, or its text alone is as large. In bytes.
    #[error("{size} of {limit} bytes, and not to be divided")]
    LetterIndivisible {
        /// Bytes of the letter.
        size: u64,
        /// Bytes that are taken at once.
        limit: u64,
    },
    /// The letter is being sent or was sent.
    #[error("letter {0} does not wait")]
    LetterNotWaiting(i64),
    /// A letter with this Message-ID is in the Postausgang already; its number.
    #[error("letter {0} has this Message-ID")]
    LetterTwice(i64),
    /// This mail asks nobody to be told that it was read.
    #[error("mail {0} asks for no receipt")]
    NoReceiptWished(i64),
    /// A message that is read, or a part of it.
    #[error("reading: {0:?}")]
    Reading(ReadingFault),
    /// The file of a backup.
    #[error(transparent)]
    Archive(archive::Error),
    /// The plan of backups cannot be followed.
    #[error("plan of backups refused")]
    BackupPlan(Vec<PlanFault>),
    /// A passphrase that would be found by trying.
    #[error("passphrase too short")]
    PassphraseShort,
    /// The passphrase of the backups that are made by themselves is not in the keychain.
    #[error("no passphrase for the backups")]
    PassphraseGone,
    /// Nothing is fetched or sent from this data directory any more.
    #[error("data directory retired: {0:?}")]
    Retired(Retired),
    /// Someone said stop.
    #[error("interrupted")]
    Stopped,
    /// The practice office could not start.
    #[error("practice office: {0}")]
    Practice(String),
    /// A part of the program ended where it should not; the technical words.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Account(faults) => Self::Form(faults),
            storage::Error::Desk(fault) => Self::Desk(fault),
            storage::Error::Stammdaten(faults) => Self::Stammdaten(faults),
            storage::Error::Table(faults) => Self::Table(faults),
            storage::Error::Settings(faults) => Self::Settings(faults),
            storage::Error::Stopped => Self::Stopped,
            other => Self::Storage(other),
        }
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl Error {
    /// A fault with the browser sign-in of an account.
    pub fn oauth(id: AccountId, error: impl Into<OauthError>) -> Self {
        Self::Oauth {
            account: Some(id),
            error: error.into(),
        }
    }

    /// From a failed operation on a file that a person named.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::File {
            path: path.display().to_string(),
            detail: error.to_string(),
        }
    }
}

/// Result of an engine call.
pub type Result<T> = std::result::Result<T, Error>;
