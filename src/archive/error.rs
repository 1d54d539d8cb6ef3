//! What can be wrong with the file of a backup.

use std::io;
use std::path::Path;

/// Why a backup cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file cannot be read or written.
    #[error("{path}: {detail}")]
    File {
        /// The file.
        path: String,
        /// The system's words.
        detail: String,
    },
    /// No room left where it is written.
    #[error("no room for {0}")]
    Full(String),
    /// Not a backup of this program.
    #[error("not a backup")]
    Foreign,
    /// Cut off or altered; the technical words.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A newer program made it.
    #[error("made by a newer program")]
    Newer,
    /// It is encrypted, and no passphrase was given.
    #[error("needs a passphrase")]
    Sealed,
    /// The passphrase is not the one it was encrypted with.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Someone said stop.
    #[error("stopped")]
    Stopped,
}

/// Result of reading or writing a backup.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Of a failed operation on this file. What the system did not say itself comes from what is in
    /// the file.
    pub(super) fn of(path: &Path, error: &io::Error) -> Self {
        if let Some(own) = error.get_ref().and_then(|it| it.downcast_ref::<Self>()) {
            return own.clone();
        }
        let path = path.display().to_string();
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::Full(path),
            io::ErrorKind::UnexpectedEof => Self::Damaged("cut off".to_owned()),
            _ if error.raw_os_error().is_some() => Self::File {
                path,
                detail: error.to_string(),
            },
            io::ErrorKind::AlreadyExists
            | io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied => Self::File {
                path,
                detail: error.to_string(),
            },
            _ => Self::Damaged(error.to_string()),
        }
    }

    /// On its way through readers and writers.
    pub(super) fn in_io(self) -> io::Error {
        io::Error::other(self)
    }
}

/// What is not as it was written.
pub(super) fn damaged(words: &str) -> io::Error {
    Error::Damaged(words.to_owned()).in_io()
}
