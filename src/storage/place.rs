//! The data directory: where it may lie, how it is created, and the lock of the one receiver.

use super::{DATABASE_FILE, Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The file whose lock the receiver holds.
const LOCK_FILE: &str = "receiver.lock";

/// A file that asks the receiver to fetch at once.
const NUDGE_FILE: &str = "receiver.fetch-now";

/// Creates the directory where it is missing, and refuses a network share: SQLite's locks do not hold
/// there, and a lost lock is lost mail.
///
/// # Errors
/// [`Error::NetworkShare`], [`Error::Access`].
pub fn prepare(directory: &Path) -> Result<PathBuf> {
    let io = |error: std::io::Error| Error::from_io(directory, &error);
    let wanted = std::path::absolute(directory).map_err(io)?;
    // Before anything is made there.
    let there = wanted.ancestors().find_map(|it| it.canonicalize().ok());
    if let Some(kind) = there.as_deref().and_then(network_share) {
        return Err(Error::NetworkShare {
            path: wanted.display().to_string(),
            kind,
        });
    }
    create(&wanted).map_err(io)?;
    wanted.canonicalize().map_err(io).map(plain)
}

/// Creates an empty database file where there is none.
pub(super) fn prepare_file(directory: &Path) -> Result<PathBuf> {
    let file = directory.join(DATABASE_FILE);
    if !file.exists() {
        create_private(&file, directory).map_err(|error| Error::from_io(&file, &error))?;
    }
    Ok(file)
}

/// A canonical path of Windows (`\\?\C:\Kanzlei`) as a person writes it; one that is too long for
/// that stays as it is.
fn plain(path: PathBuf) -> PathBuf {
    const LONGEST: usize = 200;
    let rest = path.to_str().and_then(|it| it.strip_prefix(r"\\?\"));
    match rest {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') && rest.len() <= LONGEST => rest.into(),
        _ => path,
    }
}

#[cfg(unix)]
pub(super) fn create(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
}

#[cfg(not(unix))]
pub(super) fn create(directory: &Path) -> std::io::Result<()> {
    fs::create_dir_all(directory)
}

/// Mail is for the owner of the directory alone; where an administrator let a group write to the
/// directory, the group may write the files too.
#[cfg(unix)]
pub(super) fn create_private(file: &Path, directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let shared = fs::metadata(directory)?.permissions().mode() & 0o020 != 0;
    let mode = if shared { 0o660 } else { 0o600 };
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(mode)
        .open(file)?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn create_private(file: &Path, _directory: &Path) -> std::io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(file)
        .map(|_| ())
}

/// The kind of network share that `directory` lies on, if it does.
fn network_share(directory: &Path) -> Option<String> {
    if let Some(std::path::Component::Prefix(prefix)) = directory.components().next() {
        // Windows resolves a mapped drive letter to its share when the path is made canonical.
        use std::path::Prefix;
        return matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
            .then(|| "UNC".to_owned());
    }
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = mount_kind(&mounts, directory)?;
    is_network_kind(&kind).then_some(kind)
}

/// The file system that holds `directory`, from the lines of proc_pid_mountinfo(5).
fn mount_kind(mounts: &str, directory: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((head, tail)) = line.split_once(" - ") else {
            continue;
        };
        let Some(point) = head.split(' ').nth(4) else {
            continue;
        };
        let point = point.replace("\\040", " ").replace("\\134", "\\");
        let Some(kind) = tail.split(' ').next() else {
            continue;
        };
        let depth = Path::new(&point).components().count();
        // A later line on the same point lies on top of the earlier one.
        if directory.starts_with(&point) && best.is_none_or(|(known, _)| depth >= known) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

fn is_network_kind(kind: &str) -> bool {
    let kinds = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "9p",
        "davfs",
        "lustre",
        "gfs2",
        "ocfs2",
        "fuse.sshfs",
        "fuse.glusterfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.s3fs",
    ];
    kinds.contains(&kind)
}

/// The lock of the one process that fetches and sends for a data directory. The operating system
/// frees it when its holder ends, however it ends.
#[derive(Debug)]
pub struct ReceiverLock {
    _file: File,
}

impl super::Storage {
    /// Takes the receiver's lock, or says with `None` that another process holds it.
    ///
    /// # Errors
    /// [`Error::Access`] when the lock file cannot be opened.
    pub fn lock_receiver(&self) -> Result<Option<ReceiverLock>> {
        let path = self.directory().join(LOCK_FILE);
        let io = |error: std::io::Error| Error::from_io(&path, &error);
        if !path.exists() {
            create_private(&path, self.directory()).map_err(io)?;
        }
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(ReceiverLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(io(error)),
        }
    }

    /// Whether any process holds the receiver's lock at this moment.
    ///
    /// # Errors
    /// [`Error::Access`] when the lock file cannot be opened.
    pub fn is_receiver_locked(&self) -> Result<bool> {
        let path = self.directory().join(LOCK_FILE);
        if !path.exists() {
            return Ok(false);
        }
        let io = |error: std::io::Error| Error::from_io(&path, &error);
        // Shared, so that several may look at the same time.
        match File::open(&path).map_err(io)?.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(io(error)),
        }
    }

    /// Leaves word for the process that fetches to do so at once.
    ///
    /// # Errors
    /// [`Error::Access`], [`Error::DiskFull`].
    pub fn leave_nudge(&self) -> Result<()> {
        let path = self.directory().join(NUDGE_FILE);
        create_private(&path, self.directory()).map_err(|it| Error::from_io(&path, &it))
    }

    /// Takes such a word away; says whether there was one.
    pub fn take_nudge(&self) -> bool {
        // Mostly it is not there; one that cannot be taken away would be heard again and again.
        fs::remove_file(self.directory().join(NUDGE_FILE)).is_ok()
    }

    /// A nameless temporary file in the data directory, gone with its handle.
    ///
    /// # Errors
    /// [`Error::Access`], [`Error::DiskFull`].
    pub fn spool_file(&self) -> Result<File> {
        tempfile::tempfile_in(self.directory())
            .map_err(|error| Error::from_io(self.directory(), &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime - ext4 /dev/root rw
30 22 0:5 / /home rw - ext4 /dev/sdb1 rw
41 30 0:52 / /home/kanzlei rw,relatime shared:1 - nfs4 server:/kanzlei rw
42 22 0:53 / /mnt/Meine\\040Daten rw - cifs //server/daten rw
43 42 0:54 / /mnt/Meine\\040Daten/lokal rw - ext4 /dev/sdc1 rw
";

    #[test]
    fn the_deepest_mount_decides() {
        let kind = |path: &str| mount_kind(MOUNTS, Path::new(path)).unwrap();
        assert_eq!(kind("/srv/post"), "ext4");
        assert_eq!(kind("/home/kanzlei/post"), "nfs4");
        assert_eq!(kind("/home/kanzleien"), "ext4");
        assert_eq!(kind("/mnt/Meine Daten/post"), "cifs");
        assert_eq!(kind("/mnt/Meine Daten/lokal"), "ext4");
        assert!(is_network_kind("nfs4") && is_network_kind("cifs") && !is_network_kind("ext4"));
    }

    #[test]
    fn paths_of_windows_are_shown_as_people_write_them() {
        let shown = |path: &str| plain(path.into()).display().to_string();
        assert_eq!(shown(r"\\?\C:\Kanzlei Größl"), r"C:\Kanzlei Größl");
        for kept in [r"\\?\UNC\server\daten", "/home/kanzlei", r"C:\Kanzlei"] {
            assert_eq!(shown(kept), kept);
        }
        let long = format!(r"\\?\C:\{}", "a".repeat(300));
        assert_eq!(shown(&long), long);
    }

    #[test]
    fn the_lock_has_one_holder_and_is_freed_with_it() {
        let directory = tempfile::tempdir().unwrap();
        let storage = super::super::Storage::open(directory.path()).unwrap();
        let lock = storage.lock_receiver().unwrap().unwrap();
        assert!(storage.lock_receiver().unwrap().is_none());
        drop(lock);
        assert!(storage.lock_receiver().unwrap().is_some());
    }
}
