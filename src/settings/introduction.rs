//! Windows shows notifications of programs only whose name it has been told.

use std::io;
use windows_registry::CURRENT_USER;

/// The name by which Windows knows the program.
pub const APPLICATION: &str = "de.kontorpost.Kontorpost";

/// Tells Windows what the program is called.
///
/// # Errors
/// What Windows says against it.
pub fn introduce() -> io::Result<()> {
    let path = format!(r"Software\Classes\AppUserModelId\{APPLICATION}");
    let told = CURRENT_USER.create(path).and_then(|key| {
        let is_known = key.get_string("DisplayName").is_ok();
        match is_known {
            true => Ok(()),
            false => key.set_string("DisplayName", "Kontorpost"),
        }
    });
    told.map_err(|it| io::Error::other(it.to_string()))
}
