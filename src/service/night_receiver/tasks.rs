//! The night receiver as a task of the Windows task scheduler. Its program asks for the password of
//! the login at its own prompt: it never passes through here.

use super::plan::{Plan, TASKS, utf16};
use super::{Begin, NightFault, NightState, ask, tell};
use crate::service::{Error, Result};
use std::process::Command;

pub(super) fn install(plan: &Plan) -> Result<NightState> {
    let folder = tempfile::tempdir();
    let folder = folder.map_err(|it| Error::file(&std::env::temp_dir(), &it))?;
    let file = folder.path().join("aufgabe.xml");
    std::fs::write(&file, utf16(&plan.task())).map_err(|it| Error::file(&file, &it))?;
    let (name, file) = (plan.task_name(), file.to_string_lossy());
    let mut arguments = vec!["/Create", "/F", "/TN", &name, "/XML", &file];
    if plan.begin == Begin::Boot {
        arguments.extend(["/RU", &plan.login, "/RP", "*"]);
    }
    // The prompt needs the console, so what it says is said there.
    let status = Command::new(TASKS).args(&arguments).status();
    let status = status.map_err(|it| Error::Night(NightFault::NoManager(TASKS, it.to_string())))?;
    if !status.success() {
        return Err(Error::Night(NightFault::Refused(TASKS, status.to_string())));
    }
    // That it does not start now is seen in the state.
    let _ = ask(TASKS, &["/Run", "/TN", &name]);
    state(plan)
}

pub(super) fn remove(plan: &Plan) -> Result<NightState> {
    let name = plan.task_name();
    if !state(plan)?.is_installed {
        return Err(Error::Night(NightFault::NotInstalled));
    }
    // One that does not run cannot be ended.
    let _ = ask(TASKS, &["/End", "/TN", &name]);
    tell(TASKS, &["/Delete", "/F", "/TN", &name])?;
    state(plan)
}

pub(super) fn state(plan: &Plan) -> Result<NightState> {
    let name = plan.task_name();
    let output = ask(TASKS, &["/Query", "/TN", &name, "/XML"])?;
    // Its words are in the language of the system; its XML is not, whatever its letters are.
    let xml: String = output
        .stdout
        .iter()
        .filter(|it| **it != 0)
        .map(|it| char::from(*it))
        .collect();
    let is_installed = output.status.success();
    let settings = xml.split("<Settings>").nth(1).unwrap_or_default();
    Ok(NightState {
        name,
        is_installed,
        is_enabled: is_installed && !settings.contains("<Enabled>false</Enabled>"),
        is_running: None,
        begins_at_boot: is_installed.then(|| xml.contains("<BootTrigger")),
    })
}
