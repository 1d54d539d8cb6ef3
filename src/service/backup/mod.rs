//! Backups: made while everybody works, checked before they get their name, and looked through
//! before anything is done with them.

mod collect;
mod find;
mod making;
pub mod moving;
pub mod restore;
pub mod state;
mod tend;
pub mod words;

pub use find::{Found, check, in_folder};
pub use making::{Made, Order, Target};
pub use state::BackupState;
pub use tend::BackupEvent;

use super::error::{Error, Result};
use crate::archive;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The database is copied.
    Copy,
    /// The copy is checked, and its digest made.
    Check,
    /// The file is written.
    Pack,
    /// It is read back and compared.
    Verify,
    /// A backup is unpacked.
    Unpack,
    /// It is brought to the version of this program and compared with the present office.
    Compare,
}

/// How far it is: so many of so many; of 0 where that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// So far.
    pub done: u64,
    /// In all.
    pub all: u64,
}

/// Hears how far it is; `false` stops the work.
pub type Hear<'a> = &'a mut dyn FnMut(Progress) -> bool;

fn step(hear: Hear<'_>, stage: Stage, done: u64, all: u64) -> Result<()> {
    match hear(Progress { stage, done, all }) {
        true => Ok(()),
        false => Err(Error::Stopped),
    }
}

/// Whether a file is encrypted, and so needs a passphrase.
///
/// # Errors
/// [`Error::Archive`].
pub fn is_sealed(file: &std::path::Path) -> Result<bool> {
    Ok(archive::is_sealed(file)?)
}

/// Whether an error says that a passphrase is wanted, or another one.
pub fn needs_passphrase(error: &Error) -> bool {
    use archive::Error as E;
    matches!(error, Error::Archive(E::Sealed | E::WrongPassphrase))
}

impl From<archive::Error> for Error {
    fn from(error: archive::Error) -> Self {
        match error {
            archive::Error::Stopped => Self::Stopped,
            other => Self::Archive(other),
        }
    }
}
