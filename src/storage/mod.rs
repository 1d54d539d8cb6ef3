//! The database: one SQLite file in a data directory. One writer at a time, readers beside it.

mod account_rows;
pub mod accounts;
mod akte_find;
mod akte_folders;
mod akte_tree;
pub mod akten;
pub mod app_copies;
pub mod backup_rows;
mod begin_index;
mod benutzer;
mod bits;
pub mod correspondents;
pub mod database_copy;
mod desk;
mod desk_counts;
pub mod desk_list;
mod desk_order;
pub mod desk_verbs;
mod destroy;
mod documents;
pub mod draft_files;
pub mod drafts;
pub mod epochs;
pub mod error;
mod exchange;
pub mod follow_up;
mod found;
pub mod import;
pub mod in_use;
pub mod journal;
mod klienten;
pub mod letter_desk;
mod letter_index;
pub mod mail_order;
pub mod mails;
mod migrate;
mod news;
mod oauth;
mod office_settings;
pub mod old_mail;
pub mod other_folders;
pub mod outbox;
pub mod place;
pub mod quarantine;
mod quellen;
pub mod raw;
mod rule_book;
pub mod runs;
mod same_content;
mod search;
mod sign_in;
pub mod snapshots;
pub mod stammdaten;
pub mod survey;
pub mod swap;
mod taetigkeiten;
mod undescribed;
pub mod upkeep;
mod zuordnungen;

pub use error::{Error, Result};

use crate::domain::desk_list::{sort_key, subject_key};
use crate::domain::rules::RuleBook;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Name of the database file in the data directory.
pub const DATABASE_FILE: &str = "kontorpost.db";

/// How long a statement waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// The open database of one office. Cheap to clone; every clone is the same database.
#[derive(Clone)]
pub struct Storage {
    inner: Arc<Inner>,
}

struct Inner {
    directory: PathBuf,
    file: PathBuf,
    // Closed before the writer: only a writer that closes last leaves everything in the one file.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    memory: search::Memory,
    rules: Mutex<Option<(i64, Arc<RuleBook>)>>,
    // Given back after everything is closed.
    _in_use: Option<in_use::InUse>,
}

/// Seconds since 1970-01-01T00:00:00Z.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

impl Storage {
    /// Opens the office in `directory`, creating it where there is none, and brings it up to the
    /// newest version (after a backup copy).
    ///
    /// # Errors
    /// [`Error::NetworkShare`], [`Error::Access`], [`Error::DiskFull`], [`Error::Damaged`],
    /// [`Error::Newer`]; [`Error::InUse`] where a backup waits to be put back and others work.
    pub fn open(directory: &Path) -> Result<Self> {
        let directory = place::prepare(directory)?;
        swap::finish(&directory)?;
        let in_use = in_use::share(&directory)?;
        Self::open_in(directory, Some(in_use))
    }

    /// The same for one who has the data directory to himself, and keeps it so.
    ///
    /// # Errors
    /// Those of [`Self::open`].
    pub fn open_alone(directory: &Path, _all: &in_use::InUse) -> Result<Self> {
        Self::open_in(place::prepare(directory)?, None)
    }

    fn open_in(directory: PathBuf, in_use: Option<in_use::InUse>) -> Result<Self> {
        let file = place::prepare_file(&directory)?;
        let open = || -> Result<Connection> {
            let mut writer = connect(&file, false)?;
            migrate::bring_up_to_date(&mut writer, &file)?;
            Ok(writer)
        };
        let writer = open().map_err(|error| error.at(&file))?;
        let readers = Mutex::new(Vec::new());
        let inner = Inner {
            directory,
            file,
            readers,
            writer: Mutex::new(writer),
            memory: search::Memory::default(),
            rules: Mutex::new(None),
            _in_use: in_use,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The data directory.
    pub fn directory(&self) -> &Path {
        &self.inner.directory
    }

    /// The database file.
    pub fn file(&self) -> &Path {
        &self.inner.file
    }

    /// One transaction that writes. It begins at once as a writer, because a transaction that reads
    /// first and writes later cannot wait for another process.
    fn write<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.writer();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Tries a change out: everything is done as in [`Self::write`], and taken back.
    fn rehearse<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.writer();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&transaction);
        transaction.rollback()?;
        value
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A thread that panicked inside a transaction has rolled it back on its way out.
        self.inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads on a connection of its own, never waiting for a writer.
    fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = || {
            self.inner
                .readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let reader = idle().pop();
        let reader = match reader {
            Some(reader) => reader,
            None => connect(&self.inner.file, true).map_err(|error| error.at(&self.inner.file))?,
        };
        let answer = question(&reader);
        idle().push(reader);
        answer
    }
}

fn connect(file: &Path, reading: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | if reading {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        };
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Limited, so that a hundred thousand messages need no more memory than a hundred.
    connection.pragma_update(None, "cache_size", -4000)?;
    if !reading {
        add_functions(&connection)?;
        // Before anything is written: a file that is not ours stays as it is.
        migrate::require_ours(&connection)?;
        connection.pragma_update(None, "page_size", 16384)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "wal_autocheckpoint", 2000)?;
        // After a large import the log is cut back instead of staying at its largest size.
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    }
    Ok(connection)
}

/// What rows are sorted by is worked out by the program, for migrations as for new rows.
fn add_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("sort_key", 1, flags, |context| {
        Ok(sort_key(context.get_raw(0).as_str()?))
    })?;
    connection.create_scalar_function("subject_key", 1, flags, |context| {
        Ok(subject_key(context.get_raw(0).as_str()?))
    })?;
    Ok(())
}

/// A text that SQLite keeps as a word, read back as its value; a word from nowhere is damage.
fn from_word<T>(word: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    read(word).ok_or_else(|| Error::Damaged(format!("unknown word {word:?}")))
}
