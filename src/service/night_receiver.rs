//! The receiver that runs while nobody has a window open: a task of the Windows task scheduler, or a
//! unit of the person's own systemd. Both run under the login whose keychain holds the passwords.

#[cfg(windows)]
#[path = "night_receiver/tasks.rs"]
mod manager;
#[cfg(not(any(windows, target_os = "linux")))]
#[path = "night_receiver/none.rs"]
mod manager;
#[cfg(target_os = "linux")]
#[path = "night_receiver/systemd.rs"]
mod manager;
pub mod plan;

use super::error::{Error, Result};
use super::notice::Notice;
use super::office::Office;
use crate::i18n::texts;
use crate::settings;
use plan::Plan;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// When the receiver begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Begin {
    /// With the machine, whether or not anybody signs in.
    #[default]
    Boot,
    /// When this person signs in.
    Logon,
}

/// How it stands with the night receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightState {
    /// The name under which the system knows it.
    pub name: String,
    /// It is set up.
    pub is_installed: bool,
    /// It begins by itself.
    pub is_enabled: bool,
    /// It runs, as far as the system says.
    pub is_running: Option<bool>,
    /// It begins with the machine, as far as that is known; else when this person signs in.
    pub begins_at_boot: Option<bool>,
}

/// What can go wrong with it, besides files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NightFault {
    /// This system has nothing that could run it.
    Impossible,
    /// The system's program for it cannot be started; its name and the system's words.
    NoManager(&'static str, String),
    /// The system's program refused; what it was to do and what it said.
    Refused(&'static str, String),
    /// There is no home folder to put the unit into.
    NoHome,
    /// There is none to remove.
    NotInstalled,
}

impl Office {
    /// Sets the night receiver up for this data directory, or sets it up anew, and starts it. On
    /// Windows the system asks for the password of the login at its own prompt.
    ///
    /// # Errors
    /// [`Error::Night`]; [`Error::File`].
    pub fn install_night_receiver(&self, begin: Begin) -> Result<NightState> {
        manager::install(&self.night_plan(begin)?)
    }

    /// Ends the night receiver of this data directory and takes it away. Mail stays.
    ///
    /// # Errors
    /// [`Error::Night`]; [`Error::File`].
    pub fn remove_night_receiver(&self) -> Result<NightState> {
        manager::remove(&self.night_plan(Begin::Boot)?)
    }

    /// How it stands with the night receiver of this data directory.
    ///
    /// # Errors
    /// [`Error::Night`].
    pub fn night_receiver(&self) -> Result<NightState> {
        manager::state(&self.night_plan(Begin::Boot)?)
    }

    /// The data directory, where a program that is started without a word would take another one.
    pub fn told_directory(&self) -> Option<PathBuf> {
        let directory = plan::plain(self.directory());
        let is_usual = usual_directory().is_some_and(|it| it == directory);
        (!is_usual).then_some(directory)
    }

    fn night_plan(&self, begin: Begin) -> Result<Plan> {
        let running = std::env::current_exe();
        let running = running.map_err(|it| Error::file(Path::new("kontorpost"), &it))?;
        Ok(Plan {
            program: plan::program(&running, begin, Path::exists),
            is_usual: self.told_directory().is_none(),
            directory: plan::plain(self.directory()),
            login: plan::full_login(),
            begin,
        })
    }
}

/// The directory that a receiver without any argument would take.
fn usual_directory() -> Option<PathBuf> {
    let usual = settings::load()
        .data_dir
        .or_else(settings::usual_data_dir)?;
    usual.canonicalize().ok().map(|it| plan::plain(&it))
}

/// Runs a program of the system to its end.
#[cfg(any(windows, target_os = "linux"))]
fn ask(program: &'static str, arguments: &[&str]) -> Result<Output> {
    let output = Command::new(program).args(arguments).output();
    output.map_err(|it| Error::Night(NightFault::NoManager(program, it.to_string())))
}

/// The same where its saying no is an error.
#[cfg(any(windows, target_os = "linux"))]
fn tell(program: &'static str, arguments: &[&str]) -> Result<()> {
    let output = ask(program, arguments)?;
    match output.status.success() {
        true => Ok(()),
        false => Err(refused(program, &output)),
    }
}

#[cfg(any(windows, target_os = "linux"))]
fn refused(program: &'static str, output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = match said.trim() {
        "" => output.status.to_string(),
        said => said.to_owned(),
    };
    Error::Night(NightFault::Refused(program, said))
}

/// The words for a fault.
pub(super) fn notice(fault: &NightFault) -> Notice {
    match fault {
        NightFault::Impossible => Notice::new("night-impossible", texts::night_impossible())
            .advise(texts::night_impossible_advice()),
        NightFault::NoManager(program, detail) => {
            Notice::new("night-no-manager", texts::night_no_manager(*program))
                .advise(texts::night_no_manager_advice())
                .detail(detail)
        }
        NightFault::Refused(program, detail) => {
            let advice = match *program {
                plan::TASKS => texts::night_refused_tasks_advice(),
                _ => texts::night_refused_systemd_advice(),
            };
            Notice::new("night-refused", texts::night_refused(*program))
                .advise(advice)
                .detail(detail)
        }
        NightFault::NoHome => Notice::new("night-no-home", texts::night_no_home()),
        NightFault::NotInstalled => {
            Notice::new("night-not-installed", texts::night_not_installed())
                .advise(texts::night_not_installed_advice())
        }
    }
}
