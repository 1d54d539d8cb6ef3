//! The ledger: which messages of which server are known, and whether a run's numbers add up.

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
}

impl RemoteId {
    /// The form in the database: a kind letter, a colon and the name.
    pub fn key(&self) -> String {
        match self {
            Self::Uid(uid) => format!("u:{uid}"),
            Self::Uidl(uidl) => format!("l:{uidl}"),
            Self::Header(digest) => format!("h:{digest}"),
        }
    }

    /// Reads the form of the database.
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, name) = key.split_once(':')?;
        match kind {
            "u" => name.parse().ok().map(Self::Uid),
            "l" => Some(Self::Uidl(name.to_owned())),
            "h" => Some(Self::Header(name.to_owned())),
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
    /// messages that were given the same UID by a server restored from a backup.
    pub stamp: String,
}
