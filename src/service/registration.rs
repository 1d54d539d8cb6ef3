//! The program as the system's mail program, for this person.

use super::error::{Error, Result};
use crate::registration::{self, Fault, Program};
use crate::settings;
use std::path::{Path, PathBuf};

pub use crate::registration::{ASKS_THE_PERSON, IS_POSSIBLE, Opener, State};

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::File {
            path: fault.place,
            detail: fault.detail,
        }
    }
}

/// How it stands.
///
/// # Errors
/// [`Error::File`].
pub fn state() -> Result<State> {
    Ok(registration::state()?)
}

/// Registers the program for the office in `directory`.
///
/// # Errors
/// [`Error::File`].
pub fn register(directory: &Path) -> Result<State> {
    registration::register(&program(directory)?)?;
    state()
}

/// Takes the program out again.
///
/// # Errors
/// [`Error::File`].
pub fn unregister() -> Result<State> {
    registration::unregister()?;
    state()
}

/// How the program is started for an office: another one than the usual one is named.
fn program(directory: &Path) -> Result<Program> {
    let file = std::env::current_exe().map_err(|it| Error::file(Path::new("kontorpost"), &it))?;
    let real = |it: &Path| it.canonicalize().unwrap_or_else(|_| it.to_owned());
    let usual = settings::load().data_dir.or_else(settings::usual_data_dir);
    let is_usual = usual.is_some_and(|it| real(&it) == real(directory));
    let options = match is_usual {
        true => Vec::new(),
        false => {
            let directory = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
            vec!["--data-dir".into(), directory.into_os_string()]
        }
    };
    Ok(Program {
        file: windowed(file),
        options,
    })
}

/// On Windows the program without a console, where it lies beside.
fn windowed(file: PathBuf) -> PathBuf {
    let beside = file.with_file_name("kontorpostw.exe");
    match cfg!(windows) && beside.is_file() {
        true => beside,
        false => file,
    }
}
