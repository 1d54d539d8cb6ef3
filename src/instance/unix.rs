//! A socket in a folder that nobody else can enter.

use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use tokio::net::{UnixListener, UnixStream};

/// Longest path of a socket; the systems allow 104 to 108 bytes.
const LONGEST: usize = 100;

/// Where lock and socket lie.
pub(super) struct Place {
    pub(super) lock: PathBuf,
    socket: PathBuf,
}

impl Place {
    /// In `folder`, or where that cannot be used, in one of this person in the folder for temporary
    /// files.
    pub(super) fn new(folder: Option<&Path>, name: &str) -> Result<Self> {
        let given = folder.map(|it| Self::in_folder(it, name));
        match given {
            Some(Ok(place)) => Ok(place),
            _ => Self::in_folder(&temporary()?, name),
        }
    }

    fn in_folder(folder: &Path, name: &str) -> Result<Self> {
        let socket = folder.join(format!("{name}.sock"));
        if socket.as_os_str().len() > LONGEST {
            return Err(ErrorKind::InvalidFilename.into());
        }
        private(folder)?;
        Ok(Self {
            lock: folder.join(format!("{name}.lock")),
            socket,
        })
    }

    pub(super) fn clean_up(&self) {
        let _ = std::fs::remove_file(&self.socket);
    }
}

/// Makes sure that the folder is there, is this person's, and closed to everybody else.
fn private(folder: &Path) -> Result<()> {
    let made = std::fs::DirBuilder::new().mode(0o700).create(folder);
    if let Err(error) = made
        && error.kind() != ErrorKind::AlreadyExists
    {
        return Err(error);
    }
    let found = std::fs::symlink_metadata(folder)?;
    let is_ours = found.is_dir() && found.mode() & 0o077 == 0 && found.uid() == own_uid()?;
    match is_ours {
        true => Ok(()),
        false => Err(Error::from(ErrorKind::PermissionDenied)),
    }
}

/// Whose process this is, by a file that it makes.
fn own_uid() -> Result<u32> {
    if let Ok(own) = std::fs::metadata("/proc/self") {
        return Ok(own.uid());
    }
    let (path, made) = (1..100)
        .find_map(|number| {
            let name = format!("kontorpost-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            let made = std::fs::File::create_new(&path).ok()?;
            Some((path, made))
        })
        .ok_or(ErrorKind::PermissionDenied)?;
    let uid = made.metadata().map(|it| it.uid());
    let _ = std::fs::remove_file(path);
    uid
}

fn temporary() -> Result<PathBuf> {
    Ok(std::env::temp_dir().join(format!("kontorpost-{}", own_uid()?)))
}

pub(super) struct Listener(UnixListener);

impl Listener {
    /// Whoever calls this holds the lock: a socket that is there already has no owner any more.
    pub(super) fn new(place: &Place) -> Result<Self> {
        place.clean_up();
        UnixListener::bind(&place.socket).map(Self)
    }

    pub(super) async fn accept(&mut self) -> Result<UnixStream> {
        Ok(self.0.accept().await?.0)
    }
}

pub(super) async fn connect(place: &Place) -> Result<UnixStream> {
    UnixStream::connect(&place.socket).await
}
