//! What can go wrong with the database, by what a clerk can do about it.

use crate::domain::account::FieldError;
use crate::domain::desk::DeskFault;
use crate::domain::office_settings::SettingFault;
use crate::domain::stammdaten::StammdatenFault;
use crate::domain::table_import::LineFault;

/// A storage error. `Clone`, so that it can be shown in more than one place.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The disk is full.
    #[error("disk full")]
    DiskFull,
    /// The data directory or a file in it cannot be written or read.
    #[error("no access to {path}: {detail}")]
    Access {
        /// What cannot be reached.
        path: String,
        /// The system's words.
        detail: String,
    },
    /// The data directory lies on a network share.
    #[error("{path} lies on a network share ({kind})")]
    NetworkShare {
        /// The directory.
        path: String,
        /// Kind of the share, such as `nfs4`.
        kind: String,
    },
    /// The database file is damaged or is no database.
    #[error("database damaged: {0}")]
    Damaged(String),
    /// The database comes from a newer program.
    #[error("database version {found} is newer than {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// Another process has held the database for too long.
    #[error("database busy")]
    Busy,
    /// Others work in this data directory, which has to be left alone for this; their process
    /// numbers as far as they are known.
    #[error("data directory in use by {0:?}")]
    InUse(Vec<u32>),
    /// Another process backs up, or prepares to put a backup back.
    #[error("another backup is under way")]
    BackupRuns,
    /// A backup is ready to be put back already.
    #[error("a backup waits to be put back")]
    SwapWaits,
    /// Someone said stop.
    #[error("stopped")]
    Stopped,
    /// Master data that cannot be stored or removed.
    #[error("master data refused")]
    Stammdaten(Vec<StammdatenFault>),
    /// A table of master data with faults; nothing of it has been taken.
    #[error("{} faults in the table", .0.len())]
    Table(Vec<LineFault>),
    /// Settings of the office that cannot be stored.
    #[error("settings refused")]
    Settings(Vec<SettingFault>),
    /// Account settings that cannot be stored.
    #[error("account refused")]
    Account(Vec<FieldError>),
    /// A verb of the desk is refused.
    #[error("refused: {0:?}")]
    Desk(DeskFault),
    /// There is no account of this number.
    #[error("no account {0}")]
    NoAccount(i64),
    /// No such folder was seen on the server.
    #[error("no folder {0}")]
    NoFolder(String),
    /// There is no such row of this kind.
    #[error("no {0} {1}")]
    NoRow(&'static str, i64),
    /// Something else; the technical words.
    #[error("{0}")]
    Other(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(detail),
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => Self::Access {
                path: String::new(),
                detail,
            },
            // A write that fails below SQLite is nearly always a disk without room.
            Some(Code::SystemIoFailure) => match error {
                rusqlite::Error::SqliteFailure(code, _)
                    if code.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE
                        || code.extended_code == rusqlite::ffi::SQLITE_IOERR_FSYNC =>
                {
                    Self::DiskFull
                }
                _ => Self::Other(detail),
            },
            _ => Self::Other(detail),
        }
    }
}

impl Error {
    /// From a failed file operation.
    pub fn from_io(path: &std::path::Path, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Access {
                path: path.display().to_string(),
                detail: error.to_string(),
            },
        }
    }

    /// Puts the path into an access error that does not know it.
    pub fn at(self, path: &std::path::Path) -> Self {
        match self {
            Self::Access {
                path: known,
                detail,
            } if known.is_empty() => Self::Access {
                path: path.display().to_string(),
                detail,
            },
            other => other,
        }
    }
}

/// Result of a storage operation.
pub type Result<T> = std::result::Result<T, Error>;
