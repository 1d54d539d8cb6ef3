//! An account: the checked value that alone reaches the engine, and what can be wrong with what was
//! typed for one (see [`crate::domain::account_form`]).

use crate::domain::server::{Incoming, Outgoing, OutgoingAuth};
use crate::domain::usage::{Mode, Usage};

/// The number an account is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

impl std::fmt::Display for AccountId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How often an account is fetched, in minutes, unless it says otherwise.
pub const DEFAULT_INTERVAL_MINUTES: u16 = 5;

/// A checked account. It has no secret: that lies in the keychain alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// "Angezeigter Name".
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// Only an active account is fetched and offered as sender.
    pub active: bool,
    /// Receiving side; `None` only with [`Mode::NurSenden`].
    pub incoming: Option<Incoming>,
    /// Sending side; always there with [`Mode::NurSenden`].
    pub outgoing: Option<Outgoing>,
    /// Use.
    pub usage: Usage,
    /// Minutes between two fetches.
    pub interval_minutes: u16,
}

impl Account {
    /// Whether the receiver fetches it.
    pub fn is_fetched(&self) -> bool {
        self.active && self.usage.mode.fetches() && self.incoming.is_some()
    }

    /// Whether there is a server that letters can leave by.
    pub fn has_way_out(&self) -> bool {
        self.outgoing.is_some() || self.incoming.as_ref().is_some_and(Incoming::sends)
    }

    /// Whether the sending server is shown a token: its own, or that of the receiving one.
    pub fn sends_with_token(&self) -> bool {
        let uses_oauth = self.incoming.as_ref().is_some_and(Incoming::uses_oauth);
        self.outgoing.as_ref().is_some_and(|it| match it.auth {
            OutgoingAuth::Same => uses_oauth,
            OutgoingAuth::Oauth2 { .. } => true,
            OutgoingAuth::Own { .. } | OutgoingAuth::None => false,
        })
    }
}

/// A field of the form, by its key in the roll-out file.
pub type Field = &'static str;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was given.
    Missing,
    /// Not an e-mail address.
    AddressInvalid(String),
    /// The host holds blanks or other characters that no host name has.
    HostInvalid(String),
    /// The host is a web address.
    HostIsUrl(String),
    /// The port is not 1 to 65535.
    PortInvalid(String),
    /// A control character such as a line break.
    ControlCharacter,
    /// Not one of the words allowed.
    WordUnknown {
        /// What was given.
        given: String,
        /// What is allowed.
        allowed: String,
    },
    /// Not a whole number in the range.
    NumberInvalid {
        /// What was given.
        given: String,
        /// Lowest value.
        min: u32,
        /// Highest value.
        max: u32,
    },
    /// Not a day.
    DayInvalid(String),
    /// Microsoft's cloud takes no passwords.
    CloudNeedsOauth,
    /// An address of an Exchange server that is no `https://host/path`.
    UrlInvalid(String),
    /// An Exchange account sends by its own server.
    OutgoingNotWithExchange,
    /// A key that only an Exchange account has.
    OnlyWithExchange,
    /// The mode needs a Benutzer or `zentral`.
    OwnerNeeded(Mode),
    /// The mode has no Benutzer.
    OwnerNotAllowed(Mode),
    /// Only with Postkorb, Nur Senden, einlesen or scanner.
    DatenpoolNotAllowed,
    /// Only with Postkorb.
    AppCopyNotAllowed,
    /// Only with Posteingang.
    KanzleiNotAllowed(Mode),
    /// Another account has the mark already.
    KanzleiTaken(String),
    /// POP3 knows only INBOX.
    FoldersNotWithPop3,
    /// A folder stands twice.
    FolderTwice(String),
    /// Only together with "remove".
    DaysWithoutRemove,
    /// "Same" without a receiving server to be the same as.
    SameWithoutIncoming,
    /// There is no such Benutzer.
    BenutzerUnknown(String),
    /// There is no such Datenpool.
    DatenpoolUnknown(String),
    /// There is no such app device.
    AppGeraetUnknown(String),
    /// There is no such preset.
    PresetUnknown(String),
    /// The preset has no server for this protocol.
    PresetWithoutProtocol(String),
    /// The preset's user name cannot be derived from the address.
    PresetNeedsUser(String),
    /// A key that the roll-out file does not know.
    KeyUnknown(String),
    /// A value of the wrong type; what is wanted.
    TypeWrong(&'static str),
    /// A password or the like: a roll-out file never holds a secret.
    SecretNotAllowed,
    /// The same setting stands in two places of the file.
    GivenTwice,
    /// The file is not TOML; the reader's words.
    NotToml(String),
}

/// A fault with its field and, for a file, its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Field.
    pub field: String,
    /// Fault.
    pub fault: Fault,
    /// Line in the roll-out file, from 1.
    pub line: Option<usize>,
}

impl FieldError {
    /// A fault of a field, without a line.
    pub fn new(field: impl Into<String>, fault: Fault) -> Self {
        Self {
            field: field.into(),
            fault,
            line: None,
        }
    }
}

/// How fetching an account has gone so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountState {
    /// Since when no sign-in is tried, because the last one was rejected; ended by changed settings,
    /// a new password or a person who retries. Seconds since 1970, like all moments here.
    pub paused_at: Option<i64>,
    /// Last run, whatever came of it.
    pub last_attempt_at: Option<i64>,
    /// Last run that went well.
    pub last_success_at: Option<i64>,
    /// What was wrong with the last run, in the words of the log.
    pub last_error: Option<String>,
    /// Runs in a row that failed.
    pub failures: u32,
}

/// An account as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAccount {
    /// Its number.
    pub id: AccountId,
    /// Its settings.
    pub account: Account,
    /// How fetching goes.
    pub state: AccountState,
}
