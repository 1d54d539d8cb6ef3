//! A backup is made: a copy of the database as it is at one moment, checked, packed under an
//! unfinished name, read back, and only then named.

use super::super::error::{Error, Result};
use super::super::office::{Office, host_name, login_name};
use super::super::patience;
use super::collect::{self, Small};
use super::{Hear, Stage, step};
use crate::archive::{ArchiveReader, ArchiveWriter};
use crate::domain::backup::{BackupKind, DATABASE_PART, ENDING, FORMAT, Manifest, Part, file_name};
use crate::domain::hash::Sha256Hasher;
use crate::domain::secret::Secret;
use crate::storage::in_use::{self, InUse, sync};
use crate::storage::{self, now};
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// In the data directory: the copy of the database while it is packed.
const COPY: &str = "sicherung.teil";

/// How the name of a file ends that is not finished.
const UNFINISHED: &str = "teil";

/// Where a backup is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Into this new file.
    File(PathBuf),
    /// Into this folder, under the usual name.
    Folder(PathBuf),
}

/// What is to be made.
#[derive(Debug, Clone)]
pub struct Order {
    /// Where.
    pub target: Target,
    /// What for.
    pub kind: BackupKind,
    /// Encrypted with this passphrase.
    pub passphrase: Option<Secret>,
    /// With the secrets of the accounts; only with a passphrase.
    pub with_secrets: bool,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    pub size: u64,
    /// What is in it.
    pub manifest: Manifest,
    /// Addresses of accounts whose secrets are not in it although they were wanted.
    pub without_secret: Vec<String>,
}

impl Office {
    /// Makes a backup while everybody works, and checks it.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`]; [`Error::Storage`], [`Error::Archive`], [`Error::Secrets`],
    /// [`Error::Stopped`]. Nothing half is left behind.
    pub fn back_up(&self, order: &Order, hear: Hear<'_>) -> Result<Made> {
        self.require_verwalter()?;
        let outcome = self.make(order, hear);
        self.note_made(order, false, &outcome);
        outcome
    }

    /// What became of a backup stands in the database; that it cannot be noted changes nothing.
    pub(super) fn note_made(&self, order: &Order, automatic: bool, outcome: &Result<Made>) {
        if order.kind == BackupKind::Move {
            return;
        }
        let (path, size) = match outcome {
            Ok(made) => (made.path.display().to_string(), Ok(made.size)),
            Err(Error::Stopped | Error::Storage(storage::Error::BackupRuns)) => return,
            Err(error) => {
                let target = match &order.target {
                    Target::File(path) | Target::Folder(path) => path.display().to_string(),
                };
                (target, Err(super::super::notice::notice(error).kind))
            }
        };
        let _ = self.storage.note_backup(&path, automatic, size);
    }

    pub(super) fn make(&self, order: &Order, hear: Hear<'_>) -> Result<Made> {
        let only = in_use::take_backup(self.directory())?;
        self.make_alone(&only, order, hear)
    }

    /// The same for one who is the only one to do so.
    pub(super) fn make_alone(&self, _only: &InUse, order: &Order, hear: Hear<'_>) -> Result<Made> {
        let directory = self.storage.directory().to_owned();
        let made_at = now();
        let path = self.path_for(order, made_at)?;
        let copy = directory.join(COPY);
        remove(&copy)?;
        let key = self.storage.office_key()?;
        let unfinished = unfinished(&path, &key);
        sweep(&path, &key);
        let outcome = self.make_at((&copy, &unfinished), order, made_at, hear);
        let named = outcome.and_then(|made| finish(&unfinished, path).map(|named| (made, named)));
        // What is left of the way is of no use to anyone.
        let _ = remove(&copy);
        if named.is_err() {
            let _ = remove(&unfinished);
        }
        let ((manifest, without_secret), (path, size)) = named?;
        Ok(Made {
            path,
            size,
            manifest,
            without_secret,
        })
    }

    fn path_for(&self, order: &Order, made_at: i64) -> Result<PathBuf> {
        let (folder, path) = match &order.target {
            Target::Folder(folder) => {
                let name = file_name(order.kind, made_at, &TimeZone::system());
                (folder.clone(), free(&folder.join(name)))
            }
            Target::File(path) => {
                let path = std::path::absolute(path).map_err(|it| Error::file(path, &it))?;
                let folder = path.parent().unwrap_or(&path).to_owned();
                (folder, path)
            }
        };
        if !folder.is_dir() {
            return Err(no_access(&folder));
        }
        if path.exists() {
            return Err(no_access(&path));
        }
        Ok(path)
    }

    fn make_at(
        &self,
        (copy, unfinished): (&Path, &Path),
        order: &Order,
        made_at: i64,
        hear: Hear<'_>,
    ) -> Result<(Manifest, Vec<String>)> {
        let copied = self.storage.copy_database(copy, &mut |done, all| {
            step(hear, Stage::Copy, done, all).is_ok()
        });
        let snapshot = copied?;
        let mut small = collect::settings();
        let mut without = Vec::new();
        let is_sealed = order.passphrase.is_some();
        if order.with_secrets && is_sealed {
            let (secrets, missing) = collect::secrets(self)?;
            small.push(secrets);
            without = missing;
        }
        let mut parts = vec![digest(copy, hear)?];
        parts.extend(small.iter().map(|it| it.part.clone()));
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: snapshot.schema,
            office: self.storage.office_key()?,
            kind: order.kind,
            made_at,
            host: host_name(),
            login: login_name(),
            with_secrets: order.with_secrets && is_sealed,
            counts: snapshot.counts,
            parts,
        };
        pack(copy, unfinished, &manifest, (&small, order), hear)?;
        verify(unfinished, &manifest, order.passphrase.as_ref(), hear)?;
        Ok((manifest, without))
    }
}

/// A folder that is not there, or a file that is.
fn no_access(path: &Path) -> Error {
    Error::Archive(crate::archive::Error::File {
        path: path.display().to_string(),
        detail: String::new(),
    })
}

fn digest(copy: &Path, hear: Hear<'_>) -> Result<Part> {
    let io = |error: std::io::Error| Error::file(copy, &error);
    let mut file = File::open(copy).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let mut digest = Sha256Hasher::default();
    let mut piece = vec![0; 1 << 20];
    let mut done = 0;
    loop {
        let read = file.read(&mut piece).map_err(io)?;
        let bytes = piece.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        digest.update(bytes);
        done += read as u64;
        step(hear, Stage::Check, done, size)?;
    }
    Ok(Part::of(DATABASE_PART, size, digest.finish()))
}

fn pack(
    copy: &Path,
    unfinished: &Path,
    manifest: &Manifest,
    (small, order): (&[Small], &Order),
    hear: Hear<'_>,
) -> Result<()> {
    let size = manifest.size();
    step(hear, Stage::Pack, 0, size)?;
    let mut writer = ArchiveWriter::begin(unfinished, manifest, order.passphrase.as_ref())?;
    let mut tell = |done| step(hear, Stage::Pack, done, size).is_ok();
    for part in &manifest.parts {
        let in_memory = small.iter().find(|it| it.part.name == part.name);
        match in_memory {
            Some(it) => {
                writer.part(&part.name, part.size, &mut it.bytes.as_slice(), &mut |_| {
                    true
                })?;
            }
            None => {
                let mut file = File::open(copy).map_err(|error| Error::file(copy, &error))?;
                writer.part(&part.name, part.size, &mut file, &mut tell)?;
            }
        }
    }
    Ok(writer.finish()?)
}

/// Reads a file back and compares it with what was to be written.
fn verify(
    file: &Path,
    wanted: &Manifest,
    passphrase: Option<&Secret>,
    hear: Hear<'_>,
) -> Result<()> {
    let size = wanted.size();
    let reader = ArchiveReader::open(file, passphrase)?;
    let mut tell = |done| step(hear, Stage::Verify, done, size).is_ok();
    let found = reader.read::<Error>(&mut |_, _| Ok(()), &mut tell)?;
    match found == *wanted {
        true => Ok(()),
        false => Err(Error::Archive(crate::archive::Error::Damaged(
            "read back otherwise than written".to_owned(),
        ))),
    }
}

fn unfinished(path: &Path, key: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{key}.{UNFINISHED}"));
    path.with_file_name(name)
}

/// Gives the file its name. Nothing is ever written over: a name that somebody has taken meanwhile
/// is left to him.
fn finish(unfinished: &Path, path: PathBuf) -> Result<(PathBuf, u64)> {
    let path = free(&path);
    let io = |error: std::io::Error| Error::file(&path, &error);
    patience::rename(unfinished, &path).map_err(io)?;
    // A folder on a share may not know this.
    let _ = sync(path.parent().unwrap_or(&path));
    let size = std::fs::metadata(&path).map_err(io)?.len();
    Ok((path, size))
}

/// This path, or with a number where it is taken.
fn free(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path
        .extension()
        .map_or(ENDING.into(), |it| it.to_string_lossy());
    let numbered =
        (2..1_000).map(|number| path.with_file_name(format!("{stem} ({number}).{ending}")));
    let mut names = std::iter::once(path.to_owned()).chain(numbered);
    names
        .find(|it| !it.exists())
        .unwrap_or_else(|| path.to_owned())
}

/// Throws away what an earlier backup of this office has left unfinished in the same folder.
fn sweep(path: &Path, key: &str) {
    let ending = format!(".{key}.{UNFINISHED}");
    let folder = path.parent().unwrap_or(path);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(&ending) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file(path, &error))
        }
        _ => Ok(()),
    }
}
