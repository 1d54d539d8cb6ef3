//! A pipe whose name nobody can guess: it stands in a folder of this person's profile.

use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::windows::named_pipe::{
    ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
};

/// The system's number for a pipe that is just being taken by another one.
const PIPE_BUSY: i32 = 231;

/// Where lock and name lie.
pub(super) struct Place {
    pub(super) lock: PathBuf,
    name: PathBuf,
}

impl Place {
    pub(super) fn new(folder: Option<&Path>, name: &str) -> Result<Self> {
        let folder = folder.ok_or(ErrorKind::NotFound)?;
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            lock: folder.join(format!("{name}.lock")),
            name: folder.join(format!("{name}.pipe")),
        })
    }

    pub(super) fn clean_up(&self) {
        let _ = std::fs::remove_file(&self.name);
    }
}

pub(super) struct Listener {
    name: String,
    next: NamedPipeServer,
}

impl Listener {
    /// Whoever calls this holds the lock: a name that is there already leads nowhere any more.
    pub(super) fn new(place: &Place) -> Result<Self> {
        let mut chance = [0; 16];
        getrandom::fill(&mut chance).map_err(|_| ErrorKind::Other)?;
        let chance: String = chance.iter().map(|it| format!("{it:02x}")).collect();
        let name = format!(r"\\.\pipe\kontorpost-{chance}");
        let next = ServerOptions::new()
            .first_pipe_instance(true)
            .reject_remote_clients(true)
            .create(&name)?;
        std::fs::write(&place.name, &name)?;
        Ok(Self { name, next })
    }

    pub(super) async fn accept(&mut self) -> Result<NamedPipeServer> {
        self.next.connect().await?;
        let next = ServerOptions::new()
            .reject_remote_clients(true)
            .create(&self.name)?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

pub(super) async fn connect(place: &Place) -> Result<NamedPipeClient> {
    let name = std::fs::read_to_string(&place.name)?;
    loop {
        match ClientOptions::new().open(&name) {
            Err(error) if error.raw_os_error() == Some(PIPE_BUSY) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            opened => return opened,
        }
    }
}
