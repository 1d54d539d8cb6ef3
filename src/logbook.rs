//! The program's log: one line for each thing that happened, `kontorpost.log` and older ones beside
//! it, in a folder of the data directory. Every process appends to the same file. It holds no
//! secret, no address and no subject, and it never disturbs the program: a disk that refuses costs
//! the line, nothing else.

mod file;
mod line;

use file::Files;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};

pub use file::newest_first as files;

/// The file in the folder that says until when everything is written down.
const VERBOSE_FILE: &str = "ausfuehrlich-bis";

/// What kind of process writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The window.
    Window,
    /// The receiver without a window.
    Receiver,
    /// Any other command.
    Command,
}

impl Kind {
    /// The word in a line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Receiver => "receiver",
            Self::Command => "command",
        }
    }
}

/// How the log is written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The data directory.
    pub directory: PathBuf,
    /// Who writes.
    pub kind: Kind,
    /// Bytes of a file.
    pub bytes: u64,
    /// Files that are kept, the one that is written to among them.
    pub count: usize,
    /// Everything is written down from the beginning.
    pub is_verbose: bool,
}

struct Book {
    kind: Kind,
    files: Mutex<Files>,
    folder: PathBuf,
    is_verbose: AtomicBool,
    /// Seconds since 1970.
    verbose_until: AtomicI64,
}

static BOOK: OnceLock<Book> = OnceLock::new();

/// What the `log` facade hands the lines to.
struct Writer;

/// The folder of the log.
pub fn folder(directory: &Path) -> PathBuf {
    directory.join("log")
}

/// Begins the log of this process, once; says whether it did. A fault of the program is written
/// down from now on as well.
pub fn start(plan: Plan) -> bool {
    if plan.count == 0 || BOOK.get().is_some() {
        return false;
    }
    let folder = folder(&plan.directory);
    let book = Book {
        kind: plan.kind,
        verbose_until: AtomicI64::new(verbose_until(&plan.directory).unwrap_or(0)),
        files: Mutex::new(Files::new(folder.clone(), plan.bytes, plan.count)),
        folder,
        is_verbose: AtomicBool::new(plan.is_verbose),
    };
    if BOOK.set(book).is_err() || log::set_logger(&Writer).is_err() {
        return false;
    }
    // Lines of others are weighed one by one: see `Writer::enabled`.
    log::set_max_level(log::LevelFilter::Debug);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        let place = fault.location().map(ToString::to_string);
        let thread = std::thread::current();
        // What a fault says may hold anything; where it was is enough.
        log::error!(
            "crash at={} thread={:?}",
            place.unwrap_or_default(),
            thread.name().unwrap_or_default()
        );
        before(fault);
    }));
    true
}

/// Until when everything is written down, seconds since 1970, where somebody has asked for it.
pub fn verbose_until(directory: &Path) -> Option<i64> {
    read_verbose(&folder(directory))
}

fn read_verbose(folder: &Path) -> Option<i64> {
    let text = std::fs::read_to_string(folder.join(VERBOSE_FILE)).ok()?;
    text.trim().parse().ok()
}

/// Everything is written down until this moment, by every process; `None` ends it.
///
/// # Errors
/// The system's, where the folder refuses.
pub fn set_verbose(directory: &Path, until: Option<i64>) -> io::Result<()> {
    let folder = folder(directory);
    if let Some(book) = BOOK.get().filter(|it| it.folder == folder) {
        let until = until.unwrap_or(0);
        book.verbose_until.store(until, Ordering::Relaxed);
    }
    let file = folder.join(VERBOSE_FILE);
    match until {
        Some(until) => {
            file::make_folder(&folder)?;
            std::fs::write(file, until.to_string())
        }
        None => match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        },
    }
}

fn lock(files: &Mutex<Files>) -> Option<MutexGuard<'_, Files>> {
    if !std::thread::panicking() {
        return Some(files.lock().unwrap_or_else(PoisonError::into_inner));
    }
    // A fault while a line is written must not wait for itself.
    match files.try_lock() {
        Ok(files) => Some(files),
        Err(TryLockError::Poisoned(files)) => Some(files.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

impl Book {
    fn is_verbose(&self) -> bool {
        let until = self.verbose_until.load(Ordering::Relaxed);
        self.is_verbose.load(Ordering::Relaxed) || jiff::Timestamp::now().as_second() < until
    }
}

impl log::Log for Writer {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        let target = metadata.target();
        let is_own = target == "kontorpost" || target.starts_with("kontorpost::");
        match metadata.level() {
            log::Level::Error | log::Level::Warn => true,
            // Lines of other crates may hold what servers and we have said to each other.
            log::Level::Info => is_own,
            log::Level::Debug => is_own && BOOK.get().is_some_and(Book::is_verbose),
            log::Level::Trace => false,
        }
    }

    fn log(&self, record: &log::Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let Some(book) = BOOK.get() else { return };
        let line = line::of(record, book.kind);
        if let Some(mut files) = lock(&book.files)
            && files.write(&line)
        {
            // Whoever writes has just looked at the folder: another process may have asked.
            let until = read_verbose(&book.folder).unwrap_or(0);
            book.verbose_until.store(until, Ordering::Relaxed);
        }
    }

    fn flush(&self) {}
}
