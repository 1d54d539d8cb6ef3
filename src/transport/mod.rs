//! Mail servers: connect, sign in, list, fetch, remove. Every step has a limit on silence, every
//! answer is checked, and no secret is ever part of an error.

mod connect;
pub mod discover;
mod error;
mod ews;
mod exchange;
mod flow;
mod gathered;
mod graph;
mod guard;
mod gzip;
mod heads;
mod imap;
mod imap_fetch;
mod imap_folders;
mod imap_greet;
mod imap_idle;
mod imap_large;
mod imap_list;
mod imap_remove;
mod imap_sent;
mod imap_sign_in;
mod known;
mod line;
mod look;
mod ntlm;
pub mod oauth;
mod options;
mod passed;
mod pop3;
mod pop3_fetch;
mod pop3_greet;
mod pop3_list;
mod proxy;
mod sink;
mod smtp;
mod smtp_greet;
mod smtp_stream;
mod test_mail;
mod trust;
mod utf7;
mod web;
mod web_sign_in;

pub use connect::{Connector, Timeouts};
pub use error::{Cause, CertificateFault, Error, Reply, Result, Step};
pub use ews::{EwsMailbox, EwsWatch};
pub use exchange::ExchangeMailbox;
pub use graph::{Enclosure, GraphMailbox, Pieces};
pub use imap::{Access, FolderState, ImapMailbox, Removal};
pub use imap_folders::Folder;
pub use known::KnownSignIn;
pub use look::{Seen, Service, look};
pub use options::{Allowed, greet_only};
pub use passed::{Passed, Watcher};
pub use pop3::Pop3Mailbox;
pub use pop3_list::header_digest;
pub use proxy::Proxies;
pub use sink::{Delivered, Fetched, Pace, Sink, Source, sink};
pub use smtp::{Envelope, SmtpSession, Submission};
pub use smtp_greet::Offer;
pub use trust::{CertificateFacts, Trust};
pub use web_sign_in::Scheme;

use crate::domain::ledger::{FolderMemory, FolderNews, Listed, RemoteId};
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, PinnedCertificate, Protocol};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A signed-in mailbox of any protocol.
pub enum Mailbox {
    /// IMAP.
    Imap(Box<ImapMailbox>),
    /// POP3.
    Pop3(Box<Pop3Mailbox>),
    /// Exchange.
    Exchange(ExchangeMailbox),
}

impl Mailbox {
    /// Connects to the account's server and signs in, once.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`].
    pub async fn open(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<Self> {
        let (endpoint, user) = (&incoming.endpoint, (incoming.user.as_str(), secret));
        match incoming.protocol {
            Protocol::Imap => {
                let mailbox = ImapMailbox::open(connector, endpoint, pins, user).await?;
                Ok(Self::Imap(Box::new(mailbox)))
            }
            Protocol::Pop3 => {
                let mailbox = Pop3Mailbox::open(connector, endpoint, pins, user).await?;
                Ok(Self::Pop3(Box::new(mailbox)))
            }
            Protocol::Exchange => {
                let mailbox = ExchangeMailbox::open(connector, incoming, pins, secret).await?;
                Ok(Self::Exchange(mailbox))
            }
        }
    }

    /// Opens a folder. POP3 has only one, which is open from the beginning.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn open_folder(&mut self, name: &str, access: Access) -> Result<FolderState> {
        match self {
            Self::Imap(mailbox) => mailbox.open_folder(name, access).await,
            Self::Pop3(_) => Ok(FolderState {
                uid_validity: 0,
                uid_next: None,
                exists: 0,
            }),
            Self::Exchange(mailbox) => mailbox.open_folder(name).await,
        }
    }

    /// Takes up what was told of the open folder before; only Exchange tells no more than changes.
    pub fn resume(&mut self, memory: FolderMemory) {
        if let Self::Exchange(mailbox) = self {
            mailbox.resume(memory);
        }
    }

    /// What is to be remembered of the last listing, once everything of it is written down.
    pub fn take_news(&mut self) -> Option<FolderNews> {
        match self {
            Self::Exchange(mailbox) => mailbox.take_news(),
            Self::Imap(_) | Self::Pop3(_) => None,
        }
    }

    /// Every message of the open folder, in the order of arrival.
    ///
    /// # Errors
    /// At [`Step::List`].
    pub async fn list(&mut self) -> Result<Vec<Listed>> {
        match self {
            Self::Imap(mailbox) => mailbox.list().await,
            Self::Pop3(mailbox) => mailbox.list().await,
            Self::Exchange(mailbox) => mailbox.list().await,
        }
    }

    /// Fetches messages into `sink`, in this order as far as the protocol allows.
    ///
    /// # Errors
    /// At [`Step::Fetch`].
    pub async fn fetch(&mut self, wanted: &[Listed], pace: Pace, sink: &Sink) -> Result<()> {
        match self {
            Self::Imap(mailbox) => mailbox.fetch(wanted, pace, sink).await,
            Self::Pop3(mailbox) => mailbox.fetch(wanted, pace, sink).await,
            Self::Exchange(mailbox) => mailbox.fetch(wanted, pace, sink).await,
        }
    }

    /// Removes messages of the open folder; with POP3 only [`Mailbox::close`] makes it real.
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn remove(&mut self, ids: &[RemoteId]) -> Result<Removal> {
        match self {
            Self::Imap(mailbox) => {
                let uids: Vec<u32> = ids
                    .iter()
                    .filter_map(|id| match id {
                        RemoteId::Uid(uid) => Some(*uid),
                        RemoteId::Uidl(_) | RemoteId::Header(_) | RemoteId::Item(_) => None,
                    })
                    .collect();
                mailbox.remove(&uids).await
            }
            Self::Pop3(mailbox) => mailbox.remove(ids).await,
            Self::Exchange(mailbox) => mailbox.remove(ids).await,
        }
    }

    /// What the server shows of a message's header, as a digest, where a name alone is not enough
    /// to know the message again; `None` where it is, or the server cannot say.
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn header_digest_on_server(&mut self, id: &RemoteId) -> Result<Option<String>> {
        match self {
            Self::Imap(_) | Self::Exchange(_) => Ok(None),
            Self::Pop3(mailbox) => mailbox.header_digest_on_server(id).await,
        }
    }

    /// Ends the session. Returns what only now was removed (POP3).
    ///
    /// # Errors
    /// At [`Step::Close`].
    pub async fn close(self) -> Result<Vec<RemoteId>> {
        match self {
            Self::Imap(mailbox) => mailbox.close().await.map(|()| Vec::new()),
            Self::Pop3(mailbox) => mailbox.close().await,
            // HTTP knows no farewell.
            Self::Exchange(_) => Ok(Vec::new()),
        }
    }
}

/// Every form in which a server might echo the secret, also as [`error::printable`] and the SMTP
/// stream leave it.
fn traces(user: &str, secret: &Secret) -> Vec<String> {
    let password = secret.reveal();
    let quoted = password.replace('\\', "\\\\").replace('"', "\\\"");
    let whole = match secret.is_bearer() {
        true => xoauth2(user, secret),
        false => format!("\0{user}\0{password}"),
    };
    let mut traces = vec![
        STANDARD.encode(whole),
        STANDARD.encode(password),
        quoted,
        password.to_owned(),
    ];
    let backwards: Vec<String> = traces.iter().map(|it| it.chars().rev().collect()).collect();
    traces.extend(backwards);
    let in_ascii = |it: &String| -> String {
        let as_shown = |byte: u8| match byte.is_ascii() {
            true => char::from(byte),
            false => '?',
        };
        it.bytes().map(as_shown).collect()
    };
    let ascii: Vec<String> = traces.iter().map(in_ascii).collect();
    traces.extend(ascii);
    // The longest first: none may tear another apart.
    traces.sort_by_key(|it| std::cmp::Reverse(it.len()));
    traces
}

/// What a server is shown of an access token: the initial response of XOAUTH2, not yet encoded.
fn xoauth2(user: &str, token: &Secret) -> String {
    format!("user={user}\x01auth=Bearer {}\x01\x01", token.reveal())
}
