//! Secrets of a receiver without a desktop that change while it runs: files in its state directory
//! that `systemd-creds` has encrypted with the key of this machine.

use super::Error;
use crate::domain::secret::Secret;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Bytes of a file at the most.
const LONGEST: u64 = 256 << 10;

/// The state directory of a systemd service.
#[derive(Debug)]
pub(super) struct Sealed(PathBuf);

impl Sealed {
    /// The directory that systemd has set for this service, if it has.
    pub(super) fn of_service() -> Option<Self> {
        let all = std::env::var_os("STATE_DIRECTORY")?;
        let first = std::env::split_paths(&all).next()?;
        first.is_absolute().then(|| Self(first.join("sign-ins")))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(format!("kontorpost.{name}.cred"))
    }

    /// The secret of this name.
    ///
    /// # Errors
    /// [`Error::NoRotation`] when the file cannot be decrypted here.
    pub(super) fn read(&self, name: &str) -> Result<Option<Secret>, Error> {
        let path = self.path(name);
        match std::fs::metadata(&path) {
            Ok(found) if found.len() <= LONGEST => {}
            Ok(_) => return Err(Error::NoRotation(format!("{} too long", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, &error)),
        }
        let mut command = creds("decrypt", name);
        command.arg(&path).arg("-").stdin(Stdio::null());
        let output = command.output().map_err(|it| missing(&it))?;
        if !output.status.success() {
            return Err(refused(&output.stderr));
        }
        match String::from_utf8(output.stdout) {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(_) => Err(Error::NoRotation(format!("{} unreadable", path.display()))),
        }
    }

    /// Keeps a secret in place of an earlier one, which stays whole until the new one is safe.
    ///
    /// # Errors
    /// [`Error::NoRotation`] when it cannot be encrypted or written here.
    pub(super) fn write(&self, name: &str, secret: &Secret) -> Result<(), Error> {
        let path = self.path(name);
        make_private(&self.0).map_err(|it| failed(&self.0, &it))?;
        let mut command = creds("encrypt", name);
        command.args(["-", "-"]).stdin(Stdio::piped());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|it| missing(&it))?;
        if let Some(mut stdin) = child.stdin.take() {
            // One who does not listen says why below.
            let _ = stdin.write_all(secret.reveal().as_bytes());
        }
        let output = child.wait_with_output().map_err(|it| missing(&it))?;
        if !output.status.success() || output.stdout.is_empty() {
            return Err(refused(&output.stderr));
        }
        let next = path.with_extension("new");
        replace(&next, &path, &output.stdout).map_err(|it| failed(&path, &it))
    }

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`Error::NoRotation`] when the file cannot be removed.
    pub(super) fn delete(&self, name: &str) -> Result<(), Error> {
        let path = self.path(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(failed(&path, &error))
            }
            _ => Ok(()),
        }
    }
}

/// Nobody but root may use the key of the machine; others have one of their own (systemd 256).
fn creds(verb: &str, name: &str) -> Command {
    let mut command = Command::new("systemd-creds");
    if !is_root() {
        command.arg("--user");
    }
    command.arg(verb).arg(format!("--name=kontorpost.{name}"));
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(unix)]
fn make_private(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(directory)
}

#[cfg(not(unix))]
fn make_private(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)
}

fn replace(next: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(next, path)?;
    // The new name must survive a power cut too: the old secret may be worth nothing.
    match path.parent() {
        Some(directory) if cfg!(unix) => std::fs::File::open(directory)?.sync_all(),
        _ => Ok(()),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Error {
    Error::NoRotation(format!("{}: {error}", path.display()))
}

fn missing(error: &std::io::Error) -> Error {
    Error::NoRotation(format!("systemd-creds: {error}"))
}

fn refused(stderr: &[u8]) -> Error {
    let text = String::from_utf8_lossy(stderr);
    let last = text.lines().rfind(|it| !it.trim().is_empty());
    let words: String = last.unwrap_or("refused").chars().take(300).collect();
    Error::NoRotation(format!("systemd-creds: {words}"))
}
