//! What happens in the account dialog.

use super::check::FirstChoice;
use super::entry::Entry;
use super::{chooser, search::Heard};
use crate::domain::account::{Account, StoredAccount};
use crate::domain::diagnosis::Side;
use crate::domain::oauth::{OauthClient, SignedIn};
use crate::domain::secret::Secret;
use crate::domain::server::{Deployment, IncomingAuth, PinnedCertificate, Protocol, Security};
use crate::service::oauth::SignedOut;
use crate::service::{Added, Result};

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What it needs has been read.
    Loaded(Box<Result<Loaded>>),
    /// Typed in a field.
    Typed(Entry, String),
    /// "Kennwort".
    Password(Secret),
    /// "Authentifizierung".
    Auth(IncomingAuth),
    /// "Im Browser anmelden…".
    SignIn,
    /// "Abmelden".
    SignOut,
    /// It is signed out.
    SignedOut(Result<SignedOut>),
    /// "App-Registrierung…".
    Registration,
    /// The registrations have been read again.
    Clients(Result<Vec<OauthClient>>),
    /// "Servertyp".
    Protocol(Protocol),
    /// "Bereitstellung".
    Deployment(Deployment),
    /// Whether what is removed goes for good.
    ForGood(bool),
    /// "Empfangsoptionen": whether messages are removed.
    Removes(bool),
    /// What is fetched first.
    First(FirstChoice),
    /// Whether a side is protected at all.
    Encrypted(Side, bool),
    /// How a side is protected.
    Security(Side, Security),
    /// "Server erfordert Authentifizierung".
    SignsIn(bool),
    /// "Einstellungen...".
    SmtpAuth,
    /// In "Server wählen".
    Chooser(chooser::Message),
    /// The provider that was recognised by the address is taken.
    Offered,
    /// "Einstellungen suchen".
    Search,
    /// Thunderbird's database may be asked, too.
    Ispdb(bool),
    /// Heard of a search.
    Heard(u64, Heard),
    /// A proposal is taken.
    TakeFound(usize),
    /// The host with this number is to be signed in at.
    Confirm(usize),
    /// The search is put away.
    HideSearch,
    /// "Anzahl ermitteln".
    Count,
    /// The count with this number has ended.
    Counted(u64, Result<u64>),
    /// A certificate exception is taken back.
    Revoke(usize),
    /// "Letzte funktionierende Einstellungen".
    Proven,
    /// They have been read.
    ProvenRead(Box<Result<Option<(Account, i64)>>>),
    /// "Rückgängig".
    Undo,
    /// What was changed has been seen.
    Seen,
    /// "Kontoeinstellungen testen".
    Test,
    /// "OK und Schließen".
    Ok,
    /// What would be removed has been counted.
    RemovalCounted(Result<u64>),
    /// Saving has ended.
    Saved(Result<Added>),
    /// F1.
    Help,
    /// "Abbruch und Schließen".
    Left,
}

/// What the dialog reads when it is opened.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub(super) pins: Vec<PinnedCertificate>,
    pub(super) others: Vec<StoredAccount>,
    pub(super) is_proven: bool,
    pub(super) signed_in: Option<SignedIn>,
    pub(super) own_signed_in: Option<SignedIn>,
    pub(super) clients: Vec<OauthClient>,
}
