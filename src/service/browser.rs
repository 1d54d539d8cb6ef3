//! Opens a page in the browser of this machine.

use super::error::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};

/// What opens a page, and what it needs before the address. No shell stands in between.
const OPENER: (&str, &[&str]) = if cfg!(windows) {
    ("rundll32.exe", &["url.dll,FileProtocolHandler"])
} else if cfg!(target_os = "macos") {
    ("open", &[])
} else {
    ("xdg-open", &[])
};

/// Opens a web page; returns at once.
///
/// # Errors
/// [`Error::File`] when it is no web address, or nothing here opens pages.
pub fn open_page(url: &str) -> Result<()> {
    let (program, first) = OPENER;
    let is_page = url.starts_with("https://") || url.starts_with("http://127.0.0.1:");
    if !is_page || url.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(Error::File {
            path: program.to_owned(),
            detail: "not a web address".to_owned(),
        });
    }
    let mut command = Command::new(program);
    command
        .args(first)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let child = command.spawn();
    let mut child = child.map_err(|error| Error::file(Path::new(program), &error))?;
    // Some openers stay until the browser ends: nobody waits for them but this thread.
    std::thread::spawn(move || child.wait());
    Ok(())
}
