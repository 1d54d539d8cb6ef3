//! Backups in a folder, and whether one is whole.

use super::super::error::{Error, Result};
use super::{Hear, Stage, step};
use crate::archive::{ArchiveReader, is_sealed};
use crate::domain::backup::{DATABASE_PART, ENDING, Manifest};
use crate::domain::secret::Secret;
use crate::storage::database_copy;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    pub size: u64,
    /// When it was written, seconds since 1970.
    pub written_at: i64,
    /// What is in it; `None` without the passphrase, and for what cannot be read.
    pub manifest: Option<Manifest>,
    /// It needs a passphrase.
    pub is_sealed: bool,
    /// It cannot be read at all.
    pub is_broken: bool,
}

/// The backups in a folder, newest first. Only the list of contents of each is read.
///
/// # Errors
/// [`Error::File`] when the folder cannot be read.
pub fn in_folder(folder: &Path) -> Result<Vec<Found>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::file(folder, &error))?;
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let is_ours = path.extension().is_some_and(|it| it == ENDING);
        let Some(data) = entry.metadata().ok().filter(|it| it.is_file() && is_ours) else {
            continue;
        };
        let written = data.modified().ok();
        let written = written.and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
        let sealed = is_sealed(&path);
        let manifest = match sealed {
            Ok(false) => ArchiveReader::open(&path, None).ok(),
            _ => None,
        };
        let manifest = manifest.map(|it| it.manifest().clone());
        let is_sealed = sealed == Ok(true);
        found.push(Found {
            size: data.len(),
            written_at: written.map_or(0, |it| it.as_secs().cast_signed()),
            is_broken: manifest.is_none() && !is_sealed,
            is_sealed,
            manifest,
            path,
        });
    }
    let moment = |it: &Found| it.manifest.as_ref().map_or(it.written_at, |it| it.made_at);
    found.sort_by_key(|it| (std::cmp::Reverse(moment(it)), it.path.clone()));
    Ok(found)
}

/// Reads a whole backup and checks everything: digests, the database, and that this program knows
/// its version. The database is unpacked into a nameless file beside `room` for that.
///
/// # Errors
/// [`Error::Archive`], [`Error::Storage`], [`Error::Stopped`].
pub fn check(
    file: &Path,
    passphrase: Option<&Secret>,
    room: &Path,
    hear: Hear<'_>,
) -> Result<Manifest> {
    let io = |error: std::io::Error| Error::Storage(crate::storage::Error::from_io(room, &error));
    let folder = tempfile::Builder::new()
        .prefix("kontorpost-pruefung-")
        .tempdir_in(room)
        .map_err(io)?;
    let copy = folder.path().join(DATABASE_PART);
    let manifest = unpack(file, passphrase, &copy, hear)?.0;
    step(hear, Stage::Compare, 0, 0)?;
    database_copy::check_copy(&copy)?;
    Ok(manifest)
}

/// What is small in a backup, by name.
pub(super) type Smalls = Vec<(String, zeroize::Zeroizing<Vec<u8>>)>;

/// Bytes of what is taken into memory at the most.
const SMALL: u64 = crate::domain::backup_secrets::LONGEST;

/// Unpacks the database of a backup into a new file, and what is small into memory; all of it is
/// true when this returns.
pub(super) fn unpack(
    file: &Path,
    passphrase: Option<&Secret>,
    database: &Path,
    hear: Hear<'_>,
) -> Result<(Manifest, Smalls)> {
    let room =
        |error: std::io::Error| Error::Storage(crate::storage::Error::from_io(database, &error));
    let reader = ArchiveReader::open(file, passphrase)?;
    let size = reader.manifest().size();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(database).map_err(room)?;
    let mut smalls: Smalls = Vec::new();
    let mut take = |part: &crate::domain::backup::Part, piece: &[u8]| {
        if part.name == DATABASE_PART {
            return out.write_all(piece).map_err(room);
        }
        if part.size > SMALL {
            return Ok(());
        }
        let room = usize::try_from(part.size).unwrap_or_default();
        if smalls.last().is_none_or(|it| it.0 != part.name) {
            let bytes = zeroize::Zeroizing::new(Vec::with_capacity(room));
            smalls.push((part.name.clone(), bytes));
        }
        if let Some(last) = smalls.last_mut() {
            last.1.extend_from_slice(piece);
        }
        Ok(())
    };
    let mut tell = |done| step(hear, Stage::Unpack, done, size).is_ok();
    let manifest = reader.read::<Error>(&mut take, &mut tell)?;
    out.sync_all().map_err(room)?;
    Ok((manifest, smalls))
}
