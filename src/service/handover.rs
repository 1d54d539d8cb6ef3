//! What is handed over to the system: files and targets to its programs, pages to its printer.

use super::error::{Error, Result};
use super::reading_fault::ReadingFault;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tempfile::TempDir;

/// Beginning of the names of our folders for opened files.
const PREFIX: &str = "kontorpost-offen-";
/// Age of such a folder at which a program that was killed has left it behind.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// What is asked of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Show a file or a target with the program for it.
    Open,
    /// Print a PDF.
    Print,
}

static FOLDERS: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Takes this program instead of the system's, with `open` or `print` and what is meant. For tests
/// and for houses with a viewer of their own; the first call counts.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// Hands something over. Does not wait for a program that shows it.
///
/// # Errors
/// [`ReadingFault::NoProgram`], [`ReadingFault::NotPrinted`].
pub fn give(order: Order, what: &str) -> Result<()> {
    let failed = |detail: String| match order {
        Order::Open => Error::Reading(ReadingFault::NoProgram(detail)),
        Order::Print => Error::Reading(ReadingFault::NotPrinted(detail)),
    };
    let mut command = command(order, what);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    if order == Order::Open {
        command.stderr(Stdio::null());
        let mut child = command.spawn().map_err(|it| failed(it.to_string()))?;
        // Openers end at once; one that says no within a moment is believed.
        for _ in 0..20 {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) if cfg!(unix) => return Err(failed(status.to_string())),
                Ok(Some(_)) => return Ok(()),
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
        // Nobody else asks how it ended.
        std::thread::spawn(move || child.wait());
        return Ok(());
    }
    let output = command.output().map_err(|it| failed(it.to_string()))?;
    match output.status.success() {
        true => Ok(()),
        false => {
            let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Err(failed(format!("{} {words}", output.status)))
        }
    }
}

fn command(order: Order, what: &str) -> Command {
    if let Some(program) = PROGRAM.get() {
        let mut command = Command::new(program);
        let word = match order {
            Order::Open => "open",
            Order::Print => "print",
        };
        command.args([word, what]);
        return command;
    }
    system_command(order, what)
}

#[cfg(windows)]
fn system_command(order: Order, what: &str) -> Command {
    match order {
        Order::Open if what.contains("://") || what.starts_with("mailto:") => {
            let mut command = Command::new("rundll32.exe");
            command.args(["url.dll,FileProtocolHandler", what]);
            command
        }
        Order::Open => {
            let mut command = Command::new("explorer.exe");
            command.arg(what);
            command
        }
        Order::Print => {
            let mut command = Command::new("powershell.exe");
            let script = "Start-Process -FilePath $env:KONTORPOST_PRINT -Verb Print";
            command.env("KONTORPOST_PRINT", what);
            command.args(["-NoProfile", "-NonInteractive", "-Command", script]);
            command
        }
    }
}

#[cfg(target_os = "macos")]
fn system_command(order: Order, what: &str) -> Command {
    let mut command = Command::new(match order {
        Order::Open => "open",
        Order::Print => "lp",
    });
    command.arg(what);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn system_command(order: Order, what: &str) -> Command {
    let mut command = Command::new(match order {
        Order::Open => "xdg-open",
        Order::Print => "lp",
    });
    // A name that begins with a dash would be taken for an option.
    if order == Order::Print {
        command.arg("--");
    }
    command.arg(what);
    command
}

/// Writes a file that only this person can read, into a folder of its own that goes with the
/// program.
///
/// # Errors
/// [`Error::File`].
pub fn private_file(name: &str, bytes: &[u8]) -> Result<PathBuf> {
    sweep();
    let base = std::env::temp_dir();
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(&base);
    let folder = folder.map_err(|it| Error::file(&base, &it))?;
    let path = folder.path().join(name);
    write_private(&path, bytes).map_err(|it| Error::file(&path, &it))?;
    mark_downloaded(&path);
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    folders.push(folder);
    Ok(path)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

/// Tells Windows that a file came from elsewhere, so that its programs open it with care.
pub fn mark_downloaded(path: &Path) {
    if cfg!(windows) {
        let mut stream = path.as_os_str().to_owned();
        stream.push(":Zone.Identifier");
        // A disk without such marks (FAT) keeps the file all the same.
        let _ = std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n");
    }
}

/// Removes every file that was written to be opened. What a program still holds open stays until
/// the next start.
pub fn clean_up() {
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    folders.clear();
    sweep();
}

/// Removes what a program that was killed has left behind.
fn sweep() {
    let entries = std::fs::read_dir(std::env::temp_dir());
    for entry in entries.into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let age = entry.metadata().and_then(|it| it.modified());
        let age = age.ok().and_then(|it| it.elapsed().ok());
        if is_ours && age.is_some_and(|it| it > STALE) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
