//! Who works in a data directory: every open database holds a share of one lock, and whoever puts
//! another database in its place needs the whole of it.

use super::place::create_private;
use super::{Error, Result};
use crate::domain::backup::Retired;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file whose lock is shared.
const OFFICE_LOCK: &str = "office.lock";

/// The file whose lock is held by whoever backs up or prepares to put a backup back.
const BACKUP_LOCK: &str = "sicherung.lock";

/// Says that nothing is fetched or sent from here any more, and why.
const RETIRED_FILE: &str = "stillgelegt.toml";

/// How long an open waits for somebody who is just putting a backup back, and the other way round.
const PATIENCE: Duration = Duration::from_secs(20);

/// A share of the lock, or the whole of it. The operating system frees it when its holder ends,
/// however it ends.
#[derive(Debug)]
pub struct InUse {
    _file: File,
}

fn open(directory: &Path, name: &str) -> Result<(File, PathBuf)> {
    let path = directory.join(name);
    let io = |error: std::io::Error| Error::from_io(&path, &error);
    if !path.exists() {
        create_private(&path, directory).map_err(io)?;
    }
    let file = OpenOptions::new().read(true).write(true).open(&path);
    Ok((file.map_err(io)?, path))
}

fn locked(answer: std::result::Result<(), TryLockError>, path: &Path) -> Result<bool> {
    match answer {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(Error::from_io(path, &error)),
    }
}

/// A share, for a database that is opened; waits for one who has it all.
///
/// # Errors
/// [`Error::InUse`], [`Error::Access`].
pub(super) fn share(directory: &Path) -> Result<InUse> {
    let (file, path) = open(directory, OFFICE_LOCK)?;
    let begun = Instant::now();
    while !locked(file.try_lock_shared(), &path)? {
        if begun.elapsed() > PATIENCE {
            return Err(Error::InUse(users(directory)));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(InUse { _file: file })
}

/// All of it, at once or not at all.
///
/// # Errors
/// [`Error::InUse`] with the processes that work here, as far as the system tells;
/// [`Error::Access`].
pub fn take_all(directory: &Path) -> Result<InUse> {
    let (file, path) = open(directory, OFFICE_LOCK)?;
    match locked(file.try_lock(), &path)? {
        true => Ok(InUse { _file: file }),
        false => Err(Error::InUse(users(directory))),
    }
}

/// The same, with the patience for a process that is just ending.
///
/// # Errors
/// Those of [`take_all`].
pub(super) fn take_all_in_turn(directory: &Path) -> Result<InUse> {
    let begun = Instant::now();
    loop {
        match take_all(directory) {
            Err(Error::InUse(_)) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(50));
            }
            other => return other,
        }
    }
}

/// The one who backs up, or prepares to put a backup back, in a data directory.
///
/// # Errors
/// [`Error::BackupRuns`], [`Error::Access`].
pub fn take_backup(directory: &Path) -> Result<InUse> {
    let (file, path) = open(directory, BACKUP_LOCK)?;
    match locked(file.try_lock(), &path)? {
        true => Ok(InUse { _file: file }),
        false => Err(Error::BackupRuns),
    }
}

/// Whether anybody does so at this moment.
pub(super) fn is_backup_taken(directory: &Path) -> bool {
    // Shared, so that several may look at the same time.
    let looked = |(file, path): (File, PathBuf)| locked(file.try_lock_shared(), &path);
    open(directory, BACKUP_LOCK)
        .and_then(looked)
        .is_ok_and(|it| !it)
}

/// Numbers of the other processes that hold a share, where the system tells of locks (Linux).
pub fn users(directory: &Path) -> Vec<u32> {
    let Ok(locks) = std::fs::read_to_string("/proc/locks") else {
        return Vec::new();
    };
    let Some(wanted) = inode(&directory.join(OFFICE_LOCK)) else {
        return Vec::new();
    };
    of_locks(&locks, wanted, std::process::id())
}

/// Lines such as `1: FLOCK  ADVISORY  READ 4711 fe:00:1311 0 EOF`.
fn of_locks(locks: &str, inode: u64, own: u32) -> Vec<u32> {
    let inode = inode.to_string();
    let holder = |line: &str| -> Option<u32> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let place = words.iter().position(|it| it.matches(':').count() == 2)?;
        let is_it = words.get(place)?.rsplit(':').next() == Some(inode.as_str());
        let pid = words.get(place.checked_sub(1)?)?.parse().ok()?;
        (is_it && pid != own && !words.contains(&"->")).then_some(pid)
    };
    let mut found: Vec<u32> = locks.lines().filter_map(holder).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(unix)]
fn inode(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|it| it.ino())
}

#[cfg(not(unix))]
fn inode(_: &Path) -> Option<u64> {
    None
}

/// Why nothing is fetched or sent from a data directory any more; `None` where it is.
pub fn retired(directory: &Path) -> Option<Retired> {
    let path = directory.join(RETIRED_FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(Retired::read(&text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        // There is a mark: rather nothing leaves than twice.
        Err(_) => Some(Retired::read("")),
    }
}

/// Sets or takes away the mark that says so, safely, before it returns.
///
/// # Errors
/// [`Error::Access`], [`Error::DiskFull`].
pub fn retire(directory: &Path, mark: Option<Retired>) -> Result<()> {
    let path = directory.join(RETIRED_FILE);
    let io = |error: std::io::Error| Error::from_io(&path, &error);
    let Some(mark) = mark else {
        return match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(error)),
            _ => sync(directory),
        };
    };
    let next = path.with_extension("teil");
    create_private(&next, directory).map_err(io)?;
    let written = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).truncate(true).open(&next)?;
        std::io::Write::write_all(&mut file, mark.write().as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&next, &path)
    };
    written().map_err(io)?;
    sync(directory)
}

/// What was written to a file survives a power cut.
///
/// # Errors
/// [`Error::Access`], [`Error::DiskFull`].
pub fn sync_file(path: &Path) -> Result<()> {
    // Windows writes out only what may be written to.
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|it| it.sync_all())
        .map_err(|error| Error::from_io(path, &error))
}

/// Names that were given in a directory survive a power cut.
///
/// # Errors
/// [`Error::Access`].
pub fn sync(directory: &Path) -> Result<()> {
    if cfg!(unix) {
        let synced = File::open(directory).and_then(|it| it.sync_all());
        synced.map_err(|error| Error::from_io(directory, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::backup::Why;

    #[test]
    fn the_holders_of_a_lock_are_found() {
        let locks = "1: FLOCK  ADVISORY  READ 4711 fe:00:1311 0 EOF\n\
                     1: -> FLOCK  ADVISORY  WRITE 9 fe:00:1311 0 EOF\n\
                     2: POSIX  ADVISORY  READ 12 fe:00:1311 0 EOF\n\
                     3: FLOCK  ADVISORY  READ 13 fe:00:99 0 EOF\nodd\n";
        assert_eq!(of_locks(locks, 1_311, 12), [4_711]);
        assert_eq!(of_locks("", 1, 1), Vec::<u32>::new());
    }

    #[test]
    fn a_mark_stays_until_it_is_taken_away() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(retired(directory.path()), None);
        let mark = Retired {
            why: Why::Moved,
            at: 5,
        };
        retire(directory.path(), Some(mark)).unwrap();
        assert_eq!(retired(directory.path()), Some(mark));
        retire(directory.path(), None).unwrap();
        retire(directory.path(), None).unwrap();
        assert_eq!(retired(directory.path()), None);
    }
}
