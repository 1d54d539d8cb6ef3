//! The files of a message: saved, opened by the system's programs, put into an Akte.

use super::error::{Error, Result};
use super::handover::{self, Order};
use super::office::Office;
use super::patience;
use super::reading_fault::ReadingFault;
use super::reading_mail::file_of;
use crate::domain::desk::DeskFault;
use crate::domain::reading::PartPath;
use crate::domain::reading::file::{Danger, Inside};
use crate::domain::reading::link::Link;
use crate::mime;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files of one name that are numbered.
const MOST_NUMBERED: u32 = 10_000;

impl Office {
    /// Saves a file of a message under this name, in the place of what bears it already. Windows
    /// hears that it came from elsewhere. Returns its bytes.
    ///
    /// # Errors
    /// [`Error::File`]; as [`Office::reading`].
    pub fn save_attached(&self, path: &PartPath, file: &Path) -> Result<u64> {
        let part = self.part(path)?;
        // Written beside and moved, so that a full disk does not spoil what was there.
        let beside = file.with_file_name(format!(
            ".{}.kontorpost",
            file.file_name().unwrap_or_default().to_string_lossy()
        ));
        let written = std::fs::write(&beside, &part.bytes)
            .and_then(|()| patience::rename(&beside, file))
            .map_err(|it| Error::file(file, &it));
        if written.is_err() {
            let _ = std::fs::remove_file(&beside);
        }
        written?;
        handover::mark_downloaded(file);
        Ok(part.bytes.len() as u64)
    }

    /// Saves every file of a message into a folder; names that are taken get a number.
    ///
    /// # Errors
    /// [`Error::File`]; as [`Office::reading`].
    pub fn save_all_attached(&self, path: &PartPath, folder: &Path) -> Result<Vec<PathBuf>> {
        std::fs::create_dir_all(folder).map_err(|it| Error::file(folder, &it))?;
        let outer = mime::open(&self.raw_mail(path.mail)?);
        let opened = match path.steps.is_empty() {
            true => Some(outer),
            false => outer.part(&path.steps).and_then(|it| it.open()),
        };
        let opened = opened.ok_or(Error::Reading(ReadingFault::PartGone))?;
        let mut saved = Vec::new();
        for part in &opened.parts {
            let file = file_of(path, part);
            if file.is_inline || file.inside == Inside::Unpacked {
                continue;
            }
            let (mut out, target) = create_numbered(folder, &file.name)?;
            out.write_all(&part.bytes)
                .map_err(|it| Error::file(&target, &it))?;
            handover::mark_downloaded(&target);
            saved.push(target);
        }
        Ok(saved)
    }

    /// Opens a file of a message with the system's program for it, out of a private folder.
    ///
    /// # Errors
    /// [`ReadingFault::Dangerous`] for what acts like a program; [`ReadingFault::NoProgram`];
    /// [`Error::File`]; as [`Office::reading`].
    pub fn open_attached(&self, path: &PartPath) -> Result<()> {
        let part = self.part(path)?;
        let file = file_of(&PartPath::mail(path.mail), &part);
        if file.danger == Danger::Dangerous || file.has_double_ending {
            return Err(Error::Reading(ReadingFault::Dangerous(file.name)));
        }
        let copy = handover::private_file(&file.name, &part.bytes)?;
        handover::give(Order::Open, &copy.to_string_lossy())
    }

    /// Opens the target of a link with the system's browser or mail program.
    ///
    /// # Errors
    /// [`ReadingFault::NoTarget`] for what is neither the web nor a person;
    /// [`ReadingFault::NoProgram`].
    pub fn open_link(&self, target: &str) -> Result<()> {
        let no_target = || Error::Reading(ReadingFault::NoTarget(target.to_owned()));
        let link = Link::new(target).ok_or_else(no_target)?;
        handover::give(Order::Open, &link.target)
    }

    /// Makes a file of a message a document of its own in the Akte that the message is in. Files
    /// inside other messages are documents only together with these.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`ReadingFault::NoAkte`] when the message is in none;
    /// [`ReadingFault::PartGone`] for a file inside another message; [`Error::Storage`].
    pub fn file_attached(&self, path: &PartPath) -> Result<()> {
        self.require_benutzer()?;
        if path.is_of_file() {
            return Err(Error::Reading(ReadingFault::NoAkte));
        }
        let [number] = path.steps.as_slice() else {
            return Err(Error::Reading(ReadingFault::PartGone));
        };
        let akte = self.storage.akte_holding(path.mail)?;
        let akte = akte.ok_or(Error::Reading(ReadingFault::NoAkte))?;
        match self.file_attachment((path.mail, *number), akte, None) {
            Ok(_) | Err(Error::Desk(DeskFault::FiledAlready)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// A new file of this name, or the name with the first number that is free.
fn create_numbered(folder: &Path, name: &str) -> Result<(std::fs::File, PathBuf)> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    for number in 1..=MOST_NUMBERED {
        let target = match number {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({number}){ending}")),
        };
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&target)
        {
            Ok(file) => return Ok((file, target)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => (),
            Err(error) => return Err(Error::file(&target, &error)),
        }
    }
    let full = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    Err(Error::file(&folder.join(name), &full))
}
