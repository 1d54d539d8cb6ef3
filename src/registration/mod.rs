//! The system's book of programs: which one opens links to addresses (`mailto:`) and files of messages
//! (`.eml`). Only what belongs to this person is written.

#[cfg(any(windows, test))]
mod keys;
#[cfg(all(unix, not(target_os = "macos")))]
mod list;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "desktop.rs"]
mod system;
#[cfg(not(any(windows, all(unix, not(target_os = "macos")))))]
#[path = "none.rs"]
mod system;
#[cfg(windows)]
#[path = "windows.rs"]
mod system;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// How the program is started for what it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program itself.
    pub file: PathBuf,
    /// What stands between it and `open`, such as another data directory than the usual one.
    pub options: Vec<OsString>,
}

/// Who opens something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opener {
    /// This program.
    Own,
    /// Another one, by the name that the system has for it.
    Other(String),
    /// Nobody was chosen.
    Nobody,
}

/// What stands in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The program is registered, and can be chosen.
    pub is_registered: bool,
    /// Who opens links to addresses.
    pub links: Opener,
    /// Who opens files of messages.
    pub files: Opener,
}

/// What could not be read or written, and the system's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File or key.
    pub place: String,
    /// The system's words.
    pub detail: String,
}

impl Fault {
    fn new(place: impl fmt::Display, detail: impl fmt::Display) -> Self {
        Self {
            place: place.to_string(),
            detail: detail.to_string(),
        }
    }
}

/// Whether this system has such a book.
pub const IS_POSSIBLE: bool = system::IS_POSSIBLE;

/// Whether the person still has to choose the program in the system's own settings after it was
/// registered.
pub const ASKS_THE_PERSON: bool = cfg!(windows);

/// Reads what stands in the book.
///
/// # Errors
/// [`Fault`].
pub fn state() -> Result<State, Fault> {
    system::Book::of_this_person()?.state()
}

/// Registers the program. Where the system leaves the choice to programs, it is chosen as well; else
/// the system's page for that is opened.
///
/// # Errors
/// [`Fault`].
pub fn register(program: &Program) -> Result<(), Fault> {
    system::Book::of_this_person()?.register(program)
}

/// Takes the program out again; what was chosen before it comes back.
///
/// # Errors
/// [`Fault`].
pub fn unregister() -> Result<(), Fault> {
    system::Book::of_this_person()?.unregister()
}
