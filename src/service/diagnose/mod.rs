//! "Diagnose": everything support needs to see, as pages that are shown before they are packed into
//! one file. What comes from the office is gathered as it is and leaves this room masked only.

mod log_pages;
mod office_pages;
mod program_pages;
mod zip;

use super::error::{Error, Result};
use super::office::{Acting, Office};
use super::patience;
use crate::domain::mask::Mask;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What is asked for, and what only the one who asks knows.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// The data directory.
    pub directory: PathBuf,
    /// The screen, in names and values.
    pub screen: Vec<(&'static str, String)>,
    /// Why the office could not be opened.
    pub failed: Option<Error>,
}

/// What is being looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Program, system and settings.
    Program,
    /// Accounts, fetching, sending.
    Office,
    /// Rows are counted.
    Counting,
    /// The database is checked.
    Checking,
    /// Keychain and proxy.
    Surroundings,
    /// The log.
    Log,
}

/// How far it has come: the part, and (done, all) where that can be said.
pub type Listener<'a> = &'a mut dyn FnMut(Part, (u64, u64));

/// One file of the diagnosis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name in the packed file.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What was gathered, not yet masked: it stays in memory.
pub struct Gathered {
    pages: Vec<Page>,
    mask: Mask,
}

impl std::fmt::Debug for Gathered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gathered({} pages)", self.pages.len())
    }
}

/// Opens the office where there is one: none is made only to look at it.
///
/// # Errors
/// As [`Office::open`]; [`Error::File`] where there is none.
pub fn open(directory: &Path, acting: Acting) -> Result<Office> {
    let file = directory.join(crate::storage::DATABASE_FILE);
    match std::fs::metadata(&file) {
        Ok(_) => Office::open(directory, acting),
        Err(error) => Err(Error::file(&file, &error)),
    }
}

/// Gathers everything. An office that cannot be opened or read costs its own pages only.
///
/// # Errors
/// [`Error::Stopped`].
pub fn gather(
    office: Option<&Office>,
    inquiry: &Inquiry,
    tell: Listener<'_>,
    stop: &AtomicBool,
) -> Result<Gathered> {
    let go_on = || match stop.load(Ordering::Relaxed) {
        true => Err(Error::Stopped),
        false => Ok(()),
    };
    let mut mask = Mask::default();
    program_pages::know_person(&mut mask);
    program_pages::know_proxies(&program_pages::proxies_of(office), &mut mask);
    tell(Part::Program, (0, 0));
    let mut pages = vec![program_pages::program(inquiry), program_pages::settings()];
    if let Some(office) = office {
        office_pages::know_everybody(office, &mut mask);
        tell(Part::Office, (0, 0));
        pages.extend(office_pages::accounts(office));
        pages.extend(office_pages::receiving(office));
        pages.extend(office_pages::sending(office));
        go_on()?;
        let database = office_pages::database(office, tell, stop);
        go_on()?;
        pages.push(database);
    }
    tell(Part::Surroundings, (0, 0));
    pages.push(program_pages::surroundings(office, inquiry));
    go_on()?;
    tell(Part::Log, (0, 0));
    pages.extend(log_pages::pages(&inquiry.directory));
    go_on()?;
    Ok(Gathered { pages, mask })
}

impl Gathered {
    /// The pages as they are shown and packed: without persons and secrets, and without the names of
    /// servers where that is wanted.
    pub fn shown(&self, hides_hosts: bool) -> Vec<Page> {
        let mut mask = self.mask.clone();
        mask.hide_hosts(hides_hosts);
        let masked = |page: &Page| Page {
            name: page.name.clone(),
            text: mask.text(&page.text),
        };
        self.pages.iter().map(masked).collect()
    }
}

/// Packs pages into one file. The file has its name only when it is whole.
///
/// # Errors
/// [`Error::File`].
pub fn save(pages: &[Page], file: &Path) -> Result<()> {
    let io = |error: std::io::Error| Error::file(file, &error);
    let bytes = zip::pack(pages);
    let mut unfinished = file.file_name().unwrap_or_default().to_owned();
    unfinished.push(".teil");
    let unfinished = file.with_file_name(unfinished);
    let write = || -> std::io::Result<()> {
        let mut half = std::fs::File::create(&unfinished)?;
        half.write_all(&bytes)?;
        half.sync_all()?;
        drop(half);
        patience::rename(&unfinished, file)
    };
    write().map_err(|error| {
        // The half is of no use to anyone.
        let _ = std::fs::remove_file(&unfinished);
        io(error)
    })
}

/// Lines of names and values.
fn lines(pairs: Vec<(&str, String)>) -> String {
    let line = |(name, value): (&str, String)| format!("{name} = {value}\n");
    pairs.into_iter().map(line).collect()
}

/// A moment in UTC, as in the log.
fn moment(at: i64) -> String {
    match jiff::Timestamp::from_second(at) {
        Ok(at) => at.to_string(),
        Err(_) => at.to_string(),
    }
}

fn maybe(at: Option<i64>) -> String {
    at.map_or_else(|| "-".to_owned(), moment)
}
