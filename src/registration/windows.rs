//! Windows: keys below `HKEY_CURRENT_USER`, the same as in `packaging/windows/registration.txt`. Who
//! opens what a person chooses in Windows' settings alone, which are opened after that.

use super::keys::{CLIENT, FILES, LINKS, OPEN_WITH, PROGRAMS, values};
use super::{Fault, Opener, Program, State};
use std::process::{Command, Stdio};
use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE};

pub(super) const IS_POSSIBLE: bool = true;

/// What a person has chosen.
const CHOSEN_LINKS: &str =
    r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice";
const CHOSEN_FILES: &str =
    r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice";
/// Windows' page for choosing programs.
const SETTINGS: &str = "ms-settings:defaultapps?registeredAppUser=Kontorpost";

pub(super) struct Book;

impl Book {
    pub(super) fn of_this_person() -> Result<Self, Fault> {
        Ok(Self)
    }

    pub(super) fn state(&self) -> Result<State, Fault> {
        let is_in = |root: &Key| {
            let programs = root.open(PROGRAMS);
            programs.is_ok_and(|it| it.get_string("Kontorpost").is_ok())
        };
        Ok(State {
            is_registered: is_in(CURRENT_USER) || is_in(LOCAL_MACHINE),
            links: opener(CHOSEN_LINKS, "Kontorpost.mailto"),
            files: opener(CHOSEN_FILES, "Kontorpost.eml"),
        })
    }

    pub(super) fn register(&self, program: &Program) -> Result<(), Fault> {
        for (key, name, value) in values(program) {
            let written = CURRENT_USER.create(&key);
            let written = written.and_then(|it| it.set_string(name, &value));
            written.map_err(|it| Fault::new(&key, it))?;
        }
        show_settings();
        Ok(())
    }

    pub(super) fn unregister(&self) -> Result<(), Fault> {
        for key in [CLIENT, LINKS, FILES] {
            // What is not there need not go.
            if CURRENT_USER.open(key).is_ok() {
                let removed = CURRENT_USER.remove_tree(key);
                removed.map_err(|it| Fault::new(key, it))?;
            }
        }
        for (key, name) in [(PROGRAMS, "Kontorpost"), (OPEN_WITH, "Kontorpost.eml")] {
            let opened = CURRENT_USER.options().read().write().open(key);
            if let Ok(key_) = opened
                && key_.get_type(name).is_ok()
            {
                key_.remove_value(name).map_err(|it| Fault::new(key, it))?;
            }
        }
        Ok(())
    }
}

fn opener(key: &str, own: &str) -> Opener {
    let chosen = CURRENT_USER
        .open(key)
        .and_then(|it| it.get_string("ProgId"));
    match chosen {
        Ok(chosen) if chosen == own => Opener::Own,
        Ok(chosen) if !chosen.is_empty() => Opener::Other(chosen),
        _ => Opener::Nobody,
    }
}

/// A page that does not open costs a way by hand, nothing else.
fn show_settings() {
    let shown = Command::new("explorer.exe")
        .arg(SETTINGS)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut shown) = shown {
        std::thread::spawn(move || shown.wait());
    }
}
