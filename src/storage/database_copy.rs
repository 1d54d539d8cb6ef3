//! A consistent copy of the database while others work: as it was at one moment, page by page, so
//! that nobody waits for it.

use super::upkeep::require_whole;
use super::{Error, Result, Storage, connect, migrate, place};
use crate::domain::backup::Counts;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Pages that are copied between two looks at whether somebody says stop: 8 MiB.
const PAGES: i32 = 512;

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Version of the database.
    pub schema: i64,
    /// How much is in it.
    pub counts: Counts,
}

impl Storage {
    /// Copies the database as it is at this moment into the new file `target`, and checks the copy.
    /// `hear` is told (pages done, all pages) and stops the work with `false`.
    ///
    /// # Errors
    /// [`Error::Stopped`], [`Error::DiskFull`], [`Error::Access`]; [`Error::Damaged`] for a copy
    /// that is not whole.
    pub fn copy_database(
        &self,
        target: &Path,
        hear: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Copied> {
        let source = connect(self.file(), true)?;
        // From here on this connection sees one and the same moment, whatever others write: a copy
        // of a database that changes would have to begin again and again.
        source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
        place::create_private(target, self.directory())
            .map_err(|error| Error::from_io(target, &error))?;
        let mut copy = Connection::open(target)?;
        // A copy that is cut off is thrown away.
        copy.pragma_update(None, "journal_mode", "OFF")?;
        copy.pragma_update(None, "synchronous", "OFF")?;
        copy_pages(&source, &mut copy, hear).map_err(|error| error.at(target))?;
        drop(source);
        // One file alone: a copy that needs its log beside it would not be a copy.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        require_whole(&copy)?;
        describe(&copy)
    }
}

fn copy_pages(
    source: &Connection,
    copy: &mut Connection,
    hear: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<()> {
    let backup = Backup::new(source, copy)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        let number = |it: std::ffi::c_int| u64::try_from(it).unwrap_or_default();
        let all = number(progress.pagecount);
        if !hear(all.saturating_sub(number(progress.remaining)), all) {
            return Err(Error::Stopped);
        }
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// What a database file holds.
fn describe(connection: &Connection) -> Result<Copied> {
    let schema = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let count = |table: &str| -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {table}");
        // An older database may not have it yet.
        Ok(match connection.table_exists(None, table)? {
            true => connection.query_row(&sql, [], |row| row.get(0))?,
            false => 0,
        })
    };
    let names = |sql: &str| -> Result<Vec<String>> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    };
    Ok(Copied {
        schema,
        counts: Counts {
            mails: count("mail")?,
            letters: count("letter")?,
            drafts: count("draft")?,
            akten: count("akte")?,
            accounts: names("SELECT address FROM account ORDER BY id LIMIT 200")?,
            benutzer: names("SELECT name FROM benutzer ORDER BY number LIMIT 200")?,
        },
    })
}

/// Checks a database file that came out of a backup: ours, not newer than this program, and whole.
///
/// # Errors
/// [`Error::Newer`], [`Error::Damaged`], [`Error::Access`].
pub fn check_copy(file: &Path) -> Result<Copied> {
    let checked = || -> Result<Copied> {
        let copy = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        migrate::check_restorable(&copy)?;
        require_whole(&copy)?;
        describe(&copy)
    };
    checked().map_err(|error| error.at(file))
}
