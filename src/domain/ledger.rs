//! The ledger: which messages of which server are known, and whether a run's numbers add up.

use crate::domain::account::AccountId;
use crate::domain::server::Protocol;
use std::fmt;

/// A message's name on its server, within one epoch.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemoteId {
    /// IMAP UID (RFC 3501 section 2.3.1.1), never 0.
    Uid(u32),
    /// POP3 unique-id (RFC 1939 section 7).
    Uidl(String),
    /// Digest of the header block, for a POP3 message without a usable unique-id.
    Header(String),
    /// Exchange's own name, which holds as long as the message stays in its folder.
    Item(String),
}

impl RemoteId {
    /// The form in the database: a kind letter, a colon and the name.
    pub fn key(&self) -> String {
        match self {
            Self::Uid(uid) => format!("u:{uid}"),
            Self::Uidl(uidl) => format!("l:{uidl}"),
            Self::Header(digest) => format!("h:{digest}"),
            Self::Item(id) => format!("e:{id}"),
        }
    }

    /// Reads the form of the database.
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, name) = key.split_once(':')?;
        match kind {
            "u" => name.parse().ok().map(Self::Uid),
            "l" => Some(Self::Uidl(name.to_owned())),
            "h" => Some(Self::Header(name.to_owned())),
            "e" => Some(Self::Item(name.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for RemoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uid(uid) => write!(f, "UID {uid}"),
            Self::Uidl(uidl) => write!(f, "UIDL {uidl}"),
            Self::Header(digest) => write!(f, "Kopf {}", digest.get(..12).unwrap_or(digest)),
            // Names of one mailbox differ only at their ends.
            Self::Item(id) => {
                let at = id.len().saturating_sub(16);
                write!(f, "Element …{}", id.get(at..).unwrap_or(id))
            }
        }
    }
}

/// One message as a server lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub id: RemoteId,
    /// Size in bytes as the server says it. Compared with itself only: servers get it wrong.
    pub size: u64,
    /// IMAP INTERNALDATE as the server writes it; empty with POP3. With the size it tells apart two
    /// messages that were given the same UID by a server restored from a backup. Exchange: moment of
    /// arrival and Message-ID, by which a message is known again under another name.
    pub stamp: String,
}

/// What an Exchange server has told of a folder so far: it tells only what has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FolderMemory {
    /// The server's mark; empty before the first time.
    pub state: String,
    /// What lies in the folder.
    pub listed: Vec<Listed>,
}

/// What an Exchange server has told of a folder this time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FolderNews {
    /// The server's new mark.
    pub state: String,
    /// Nothing told before counts any more.
    pub from_scratch: bool,
    /// New in the folder.
    pub added: Vec<Listed>,
    /// No longer in the folder.
    pub gone: Vec<RemoteId>,
}

/// One server identity: within it, a [`RemoteId`] means one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerIdentity {
    /// Protocol.
    pub protocol: Protocol,
    /// Host as in the account.
    pub host: String,
    /// User name as in the account.
    pub user: String,
    /// Folder; `INBOX` with POP3.
    pub folder: String,
    /// UIDVALIDITY (RFC 3501 section 2.3.1.1); 0 with POP3.
    pub uid_validity: u32,
}

/// The number of an epoch: of one server identity, until the server starts anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EpochId(pub i64);

/// The number of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunId(pub i64);

/// What one run did, in numbers of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunNumbers {
    /// Lay on the server.
    pub on_server: u64,
    /// Of these, the ledger knew as dealt with.
    pub known: u64,
    /// Of these, it did not.
    pub new: u64,
    /// New ones that now lie in the database, also when their content was there already.
    pub stored: u64,
    /// New ones that went to quarantine.
    pub quarantined: u64,
    /// New ones that are left alone: before the first fetch, or gone before they could be fetched.
    pub skipped: u64,
    /// Removed on the server.
    pub removed: u64,
}

impl RunNumbers {
    /// Whether every message on the server is accounted for.
    pub fn balance(&self) -> bool {
        self.on_server == self.known + self.new
            && self.new == self.stored + self.quarantined + self.skipped
    }
}

/// What a run says that was ended from outside: by a person, or with its process.
pub const INTERRUPTED: &str = "interrupted";

/// One line of the ledger ("Abrufbuch").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// Account.
    pub account: AccountId,
    /// Begin, seconds since 1970.
    pub started_at: i64,
    /// End; `None` while it runs.
    pub ended_at: Option<i64>,
    /// What it did.
    pub numbers: RunNumbers,
    /// What ended it early.
    pub error: Option<String>,
    /// A person has seen that it is red.
    pub acknowledged_at: Option<i64>,
}

impl Run {
    /// Whether someone should look at it: it failed or its numbers do not add up, and nobody has
    /// said that it is seen to.
    pub fn is_red(&self) -> bool {
        let failed = self
            .error
            .as_deref()
            .is_some_and(|error| error != INTERRUPTED);
        self.acknowledged_at.is_none()
            && self.ended_at.is_some()
            && (failed || !self.numbers.balance())
    }
}

/// Why a message is in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuarantineReason {
    /// The server would not hand it out.
    Refused,
    /// It is larger than any message may be.
    TooLarge,
    /// The database would not take it.
    NotStored,
}

impl QuarantineReason {
    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::TooLarge => "too-large",
            Self::NotStored => "not-stored",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Refused, Self::TooLarge, Self::NotStored]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// A message that could not be fetched or stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its number.
    pub id: i64,
    /// Account.
    pub account: AccountId,
    /// Its name on the server.
    pub remote: RemoteId,
    /// Size in bytes as the server lists it.
    pub size: u64,
    /// Why.
    pub reason: QuarantineReason,
    /// Technical words, such as the server's reply.
    pub detail: String,
    /// The raw bytes are kept.
    pub has_raw: bool,
    /// How often it was tried.
    pub attempts: u32,
    /// First time, seconds since 1970.
    pub first_at: i64,
    /// Last time.
    pub last_at: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip() {
        let ids = [
            RemoteId::Uid(7),
            RemoteId::Uidl("a:b c".to_owned()),
            RemoteId::Header("00ff".to_owned()),
            RemoteId::Item("AAMk:+/=".to_owned()),
        ];
        for id in ids {
            assert_eq!(RemoteId::from_key(&id.key()), Some(id));
        }
        assert_eq!(RemoteId::from_key("x:1"), None);
    }

    #[test]
    fn numbers_balance_only_when_every_message_is_accounted_for() {
        let mut numbers = RunNumbers {
            on_server: 5,
            known: 2,
            new: 3,
            stored: 2,
            skipped: 1,
            ..RunNumbers::default()
        };
        assert!(numbers.balance());
        numbers.stored = 1;
        assert!(!numbers.balance());
    }
}
