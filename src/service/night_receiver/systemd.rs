//! The night receiver as a unit of the person's own systemd. With "lingering" it begins with the
//! machine, else when the person signs in.

use super::plan::{Plan, SYSTEMD};
use super::{NightFault, NightState, ask, tell};
use crate::service::{Error, Result};
use crate::settings;
use std::path::{Path, PathBuf};

/// systemd keeps the name of each person whose units run without a sign-in here.
const LINGERING: &str = "/var/lib/systemd/linger";

fn file(plan: &Plan) -> Result<PathBuf> {
    let folder = settings::config_home().ok_or(Error::Night(NightFault::NoHome))?;
    Ok(folder.join("systemd/user").join(plan.unit_name()))
}

pub(super) fn install(plan: &Plan) -> Result<NightState> {
    let file = file(plan)?;
    let io = |it: std::io::Error| Error::file(&file, &it);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let is_new = !file.exists();
    std::fs::write(&file, plan.unit()).map_err(io)?;
    let name = plan.unit_name();
    let begun = begin(&name);
    if begun.is_err() && is_new {
        // Nothing is left behind that does nothing.
        let _ = std::fs::remove_file(&file);
    }
    begun?;
    state(plan)
}

fn begin(name: &str) -> Result<()> {
    tell(SYSTEMD, &["--user", "daemon-reload"])?;
    tell(SYSTEMD, &["--user", "enable", name])?;
    tell(SYSTEMD, &["--user", "restart", name])
}

pub(super) fn remove(plan: &Plan) -> Result<NightState> {
    let (file, name) = (file(plan)?, plan.unit_name());
    if !file.exists() {
        return Err(Error::Night(NightFault::NotInstalled));
    }
    tell(SYSTEMD, &["--user", "disable", "--now", &name])?;
    std::fs::remove_file(&file).map_err(|it| Error::file(&file, &it))?;
    tell(SYSTEMD, &["--user", "daemon-reload"])?;
    state(plan)
}

pub(super) fn state(plan: &Plan) -> Result<NightState> {
    let (file, name) = (file(plan)?, plan.unit_name());
    let is_installed = file.exists();
    let says = |verb, word: &str| -> Result<bool> {
        let output = ask(SYSTEMD, &["--user", verb, &name])?;
        Ok(String::from_utf8_lossy(&output.stdout).trim() == word)
    };
    let (is_enabled, is_running) = match is_installed {
        true => (says("is-enabled", "enabled")?, says("is-active", "active")?),
        false => (false, false),
    };
    Ok(NightState {
        name,
        is_installed,
        is_enabled,
        is_running: Some(is_running),
        begins_at_boot: is_installed.then(|| lingers(&plan.login)),
    })
}

fn lingers(login: &str) -> bool {
    Path::new(LINGERING).join(login).exists()
}
