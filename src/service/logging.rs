//! The log as the faces see it: begun with the process, ended with it, and made to write everything
//! down for a day.

use super::error::{Error, Result};
use super::notice::notice;
use super::office::Office;
use crate::logbook;
pub use crate::logbook::Kind;
use crate::settings;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long everything is written down once somebody has asked for it, in seconds.
const VERBOSE_SECONDS: i64 = 24 * 60 * 60;

/// From when on work of the window counts as slow.
const SLOW: Duration = Duration::from_secs(2);

/// A process that writes the log. Its end is written down when this is dropped.
#[derive(Debug)]
pub struct Session(Option<Instant>);

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(begun) = self.0 {
            log::info!("end seconds={}", begun.elapsed().as_secs());
        }
    }
}

/// Begins the log of this process. `command` are words of ours, nothing that was typed.
pub fn begin(kind: Kind, directory: &Path, command: &str) -> Session {
    let settings = settings::load();
    let is_verbose = std::env::var("KONTORPOST_LOG").is_ok_and(|it| it == "debug");
    let is_begun = logbook::start(logbook::Plan {
        directory: std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned()),
        kind,
        bytes: u64::from(settings.log_megabytes.unwrap_or(2)) << 20,
        count: usize::from(settings.log_files.unwrap_or(5)),
        is_verbose,
    });
    if !is_begun {
        return Session(None);
    }
    log::info!(
        "start version={} os={} arch={} command={command:?} portable={}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        settings::portable_dir().is_some(),
    );
    for key in &settings.ignored {
        log::warn!("setting-ignored key={key:?}");
    }
    Session(Some(Instant::now()))
}

/// An error that ended a command or was shown to a person.
pub fn told(error: &Error) {
    log::warn!("told {}", super::chronicle::failure(error));
}

/// Work that the window asked for took so long; `what` is the place in the program.
pub fn took(what: &str, time: Duration) {
    if time >= SLOW {
        log::warn!("slow-work seconds={:.1} at={what}", time.as_secs_f64());
    }
}

/// The folder of the log.
pub fn folder(directory: &Path) -> PathBuf {
    logbook::folder(directory)
}

impl Office {
    /// The folder of the log, made if need be.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn log_folder(&self) -> Result<PathBuf> {
        let folder = logbook::folder(self.directory());
        let made = std::fs::create_dir_all(&folder);
        made.map_err(|error| Error::file(&folder, &error))?;
        Ok(folder)
    }

    /// Until when everything is written down, seconds since 1970; `None` when it is not.
    pub fn verbose_log_until(&self) -> Option<i64> {
        let until = logbook::verbose_until(self.directory());
        until.filter(|it| *it > crate::storage::now())
    }

    /// "Ausführliches Protokoll": everything is written down for a day, or no longer.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn set_verbose_log(&self, is_on: bool) -> Result<()> {
        let until = is_on.then(|| crate::storage::now() + VERBOSE_SECONDS);
        let folder = logbook::folder(self.directory());
        let set = logbook::set_verbose(self.directory(), until);
        set.map_err(|error| Error::file(&folder, &error))?;
        log::info!("verbose on={is_on}");
        Ok(())
    }
}

/// The kind of an error, the same word for the same kind.
pub(super) fn kind(error: &Error) -> &'static str {
    notice(error).kind
}
