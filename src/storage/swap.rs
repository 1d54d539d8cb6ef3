//! Another database in the place of the present one, which is moved aside and never lost.
//!
//! What is to come is made ready in a folder of its own ("wiederherstellung.teil"); when it is
//! complete and safe on the disk, the folder gets the name "wiederherstellung.bereit". That is the
//! moment that counts: before it the old office stands, after it the new one, because everyone who
//! opens the office first carries out what is still to be done. Every step of that can be repeated.

use super::in_use::{self, InUse};
use super::{DATABASE_FILE, Error, Result, Storage, connect, migrate, now, outbox};
use crate::domain::backup::{Differences, Retired, Why};
use rusqlite::{Connection, OptionalExtension};
use std::fs;
use std::path::{Path, PathBuf};

const UNFINISHED: &str = "wiederherstellung.teil";
const READY: &str = "wiederherstellung.bereit";

/// In the ready folder: the name of the folder that keeps the present office.
const ASIDE: &str = "beiseite.txt";

/// Files of a database beside it.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

fn io(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    |error| Error::from_io(path, &error)
}

/// A new, empty folder to make a database ready in; the caller holds [`in_use::take_backup`].
///
/// # Errors
/// [`Error::SwapWaits`] when one is ready already; [`Error::Access`].
pub fn begin(directory: &Path) -> Result<PathBuf> {
    if directory.join(READY).exists() {
        return Err(Error::SwapWaits);
    }
    let folder = directory.join(UNFINISHED);
    clear(directory)?;
    super::place::create(&folder).map_err(io(&folder))?;
    Ok(folder)
}

/// Throws away what is not ready.
///
/// # Errors
/// [`Error::Access`].
pub fn clear(directory: &Path) -> Result<()> {
    let folder = directory.join(UNFINISHED);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&folder)(error)),
        _ => Ok(()),
    }
}

/// Brings a database that came out of a backup to the version of this program, makes sure that
/// nothing in it is sent by itself, and leaves it as one file that is safe on the disk. `present` is
/// the database that it will take the place of, if that one can be read.
///
/// # Errors
/// [`Error::Newer`], [`Error::Damaged`], [`Error::DiskFull`], [`Error::Access`].
pub fn make_ready(file: &Path, made_at: i64, present: Option<&Storage>) -> Result<Differences> {
    super::database_copy::check_copy(file)?;
    let mut writer = connect(file, false)?;
    migrate::bring_up_to_date(&mut writer, file)?;
    let mut differences = Differences {
        waiting: writer.query_row(
            "SELECT count(*) FROM letter WHERE state IN ('wartet', 'wird-gesendet')",
            [],
            |row| row.get(0),
        )?,
        ..Differences::default()
    };
    outbox::doubt_waiting(&writer)?;
    writer.execute(
        "INSERT OR REPLACE INTO restored (at, made_at) VALUES (?1, ?2)",
        (now(), made_at),
    )?;
    if let Some(present) = present {
        // A present office that is damaged is a reason to put a backup back, not against it.
        differences.is_known = compare(&writer, present.file(), &mut differences).is_ok();
    }
    writer.pragma_update(None, "journal_mode", "DELETE")?;
    drop(writer);
    let folder = file.parent().unwrap_or(file);
    for entry in fs::read_dir(folder).map_err(io(folder))?.flatten() {
        // The copy that a migration makes before it begins: the backup itself is that copy.
        if entry.path() != file {
            fs::remove_file(entry.path()).map_err(io(&entry.path()))?;
        }
    }
    in_use::sync_file(file)?;
    Ok(differences)
}

/// What the present office has and the other one has not. Numbers that were given since are not
/// given again: passwords in the keychain and copies to devices hang on them.
fn compare(writer: &Connection, present: &Path, found: &mut Differences) -> Result<()> {
    let path = present.to_string_lossy();
    writer.execute("ATTACH ?1 AS present", [&path])?;
    let mut compared = || -> Result<()> {
        let id: i64 =
            writer.pragma_query_value(Some("present"), "user_version", |row| row.get(0))?;
        if id == 0 {
            return Ok(());
        }
        let count = |sql: &str| writer.query_row(sql, [], |row| row.get::<_, u64>(0));
        let missing = "FROM present.content c WHERE EXISTS \
             (SELECT 1 FROM present.mail m WHERE m.content_id = c.id) \
             AND NOT EXISTS (SELECT 1 FROM main.content o WHERE o.hash = c.hash)";
        found.mails = count(&format!("SELECT count(*) {missing}"))?;
        found.gone = count(&format!(
            "SELECT count(*) {missing} AND NOT EXISTS (SELECT 1 FROM present.seen s \
             WHERE s.content_id = c.id AND s.removed_at IS NULL AND s.state <> 'gone')"
        ))?;
        found.letters = count(
            "SELECT count(*) FROM present.letter l WHERE NOT EXISTS \
             (SELECT 1 FROM main.letter o WHERE o.message_id = l.message_id)",
        )?;
        let sql = "SELECT address FROM present.account WHERE id NOT IN \
                   (SELECT id FROM main.account) ORDER BY id";
        let mut statement = writer.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        found.accounts = rows.collect::<std::result::Result<_, _>>()?;
        writer.execute(
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT name, 0 \
             FROM present.sqlite_sequence WHERE name NOT IN \
             (SELECT name FROM main.sqlite_sequence) \
             AND name IN (SELECT name FROM main.sqlite_schema)",
            [],
        )?;
        writer.execute(
            "UPDATE main.sqlite_sequence SET seq = max(seq, coalesce((SELECT p.seq FROM \
             present.sqlite_sequence p WHERE p.name = sqlite_sequence.name), 0))",
            [],
        )?;
        Ok(())
    };
    let outcome = compared();
    writer.execute("DETACH present", [])?;
    outcome
}

/// What was made ready takes the place of the present office as soon as that is opened next. `aside`
/// names the folder that will keep the latter; returns it as it will be called.
///
/// # Errors
/// [`Error::Access`], [`Error::DiskFull`].
pub fn commit(directory: &Path, aside: &str) -> Result<PathBuf> {
    let folder = directory.join(UNFINISHED);
    let numbered = (2..1_000).map(|number| format!("{aside} ({number})"));
    let mut names = std::iter::once(aside.to_owned()).chain(numbered);
    let name = names
        .find(|it| !directory.join(it).exists())
        .ok_or(Error::SwapWaits)?;
    let file = folder.join(ASIDE);
    super::place::create_private(&file, directory).map_err(io(&file))?;
    fs::write(&file, &name).map_err(io(&file))?;
    in_use::sync_file(&file)?;
    in_use::sync(&folder)?;
    let ready = directory.join(READY);
    fs::rename(&folder, &ready).map_err(io(&ready))?;
    in_use::sync(directory)?;
    Ok(directory.join(name))
}

/// Whether a database is ready to take the place of the present one.
pub fn is_ready(directory: &Path) -> bool {
    directory.join(READY).exists()
}

/// Takes back what is ready, if nothing of the present office has been moved yet.
///
/// # Errors
/// [`Error::InUse`], [`Error::Access`].
pub fn take_back(directory: &Path) -> Result<bool> {
    // Who is just moving has it all.
    let _share = in_use::share(directory)?;
    let ready = directory.join(READY);
    let has_begun = !directory.join(DATABASE_FILE).exists();
    if !ready.exists() || has_begun {
        return Ok(false);
    }
    clear(directory)?;
    let folder = directory.join(UNFINISHED);
    fs::rename(&ready, &folder).map_err(io(&ready))?;
    in_use::sync(directory)?;
    clear(directory)?;
    Ok(true)
}

/// Carries out what is ready, if anything is; waits for processes that are just ending.
///
/// # Errors
/// [`Error::InUse`] when others go on working here; [`Error::Access`].
pub fn finish(directory: &Path) -> Result<Option<PathBuf>> {
    if !is_ready(directory) {
        return Ok(None);
    }
    let all = in_use::take_all_in_turn(directory)?;
    finish_with(directory, &all)
}

/// The same for one who has the office to himself.
///
/// # Errors
/// [`Error::Access`].
pub fn finish_with(directory: &Path, _all: &InUse) -> Result<Option<PathBuf>> {
    let ready = directory.join(READY);
    // Another process may have done it while this one waited.
    if !ready.exists() {
        return Ok(None);
    }
    let name = fs::read_to_string(ready.join(ASIDE)).map_err(io(&ready))?;
    let aside = directory.join(name.trim());
    let (new, place) = (ready.join(DATABASE_FILE), directory.join(DATABASE_FILE));
    if new.exists() {
        super::place::create(&aside).map_err(io(&aside))?;
        let gone = |suffix: &str| {
            let from = directory.join(format!("{DATABASE_FILE}{suffix}"));
            let to = aside.join(format!("{DATABASE_FILE}{suffix}"));
            match fs::rename(&from, &to) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&from)(error)),
                _ => Ok(()),
            }
        };
        gone("")?;
        BESIDE.into_iter().try_for_each(gone)?;
        in_use::sync(&aside)?;
        in_use::sync(directory)?;
        fs::rename(&new, &place).map_err(io(&new))?;
        in_use::sync(directory)?;
    }
    if aside.exists() {
        // Whoever opens it sees everything, and nothing is fetched or sent from there.
        let mark = Retired {
            why: Why::Aside,
            at: now(),
        };
        in_use::retire(&aside, Some(mark))?;
    }
    // The office that stands here now works.
    in_use::retire(directory, None)?;
    fs::remove_dir_all(&ready).map_err(io(&ready))?;
    in_use::sync(directory)?;
    Ok(Some(aside))
}

impl Storage {
    /// When a backup was last put back into this office, if ever.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn restored_at(&self) -> Result<Option<i64>> {
        self.read(|connection| {
            let sql = "SELECT at FROM restored ORDER BY at DESC LIMIT 1";
            Ok(connection
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))
                .optional()?)
        })
    }
}
