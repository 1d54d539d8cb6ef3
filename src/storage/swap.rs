//! Another database in the place of the present one, which is moved aside and never lost.
//!
//! What is to come is made ready in a folder of its own ("wiederherstellung.teil"); when it is
//! complete and safe on the disk, the folder gets the name "wiederherstellung.bereit". That is the
//! moment that counts: before it the old office stands, after it the new one, because everyone who
//! opens the office first carries out what is still to be done. Every step of that can be repeated.

use super::in_use::{self, InUse};
use super::{DATABASE_FILE, Error, Result, Storage, connect, migrate, now, outbox};
use crate::domain::backup::{Differences, Inside, Retired, Why};
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
        inside: inside(&writer)?,
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

/// The accounts, with how they sign in.
fn inside(connection: &Connection) -> Result<Vec<Inside>> {
    let mut statement = connection.prepare(
        "SELECT id, address, in_auth = 'oauth2' OR out_auth = 'oauth2', \
         protocol IS NOT NULL OR out_auth IN ('own', 'oauth2') FROM account ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Inside {
            id: row.get(0)?,
            address: row.get(1)?,
            in_browser: row.get::<_, Option<bool>>(2)?.unwrap_or_default(),
            needs_secret: row.get::<_, Option<bool>>(3)?.unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
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
             JOIN present.epoch e ON e.id = s.epoch_id AND e.host <> '' \
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

/// Whether a backup is being looked through, to be put back: what comes in now, it does not know of.
pub fn is_being_prepared(directory: &Path) -> bool {
    directory.join(UNFINISHED).exists() && in_use::is_backup_taken(directory)
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
    throw_away(directory)?;
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
    let (new, place) = (ready.join(DATABASE_FILE), directory.join(DATABASE_FILE));
    let name = match fs::read_to_string(ready.join(ASIDE)) {
        Ok(name) => name,
        // Everything was done but for throwing the rest away.
        Err(_) if !new.exists() => return throw_away(directory).map(|()| None),
        Err(error) => return Err(io(&ready)(error)),
    };
    let aside = directory.join(name.trim());
    if new.exists() {
        let file = |suffix: &str| directory.join(format!("{DATABASE_FILE}{suffix}"));
        let mut all = BESIDE.into_iter().chain([""]);
        if all.any(|it| file(it).exists()) {
            super::place::create(&aside).map_err(io(&aside))?;
        }
        let gone = |suffix: &str| {
            let from = file(suffix);
            let to = aside.join(format!("{DATABASE_FILE}{suffix}"));
            match fs::rename(&from, &to) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&from)(error)),
                _ => Ok(()),
            }
        };
        gone("")?;
        BESIDE.into_iter().try_for_each(gone)?;
        if aside.exists() {
            in_use::sync(&aside)?;
        }
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
    throw_away(directory)?;
    Ok(Some(aside).filter(|it| it.exists()))
}

/// The ready folder loses its name before what is in it goes.
fn throw_away(directory: &Path) -> Result<()> {
    let ready = directory.join(READY);
    clear(directory)?;
    fs::rename(&ready, directory.join(UNFINISHED)).map_err(io(&ready))?;
    in_use::sync(directory)?;
    clear(directory)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// An office with so many Datenpools, the mark by which the two are told apart.
    fn office(directory: &Path, pools: u32) {
        let storage = Storage::open(directory).unwrap();
        let sql = "INSERT INTO datenpool SELECT 'p' || ?1, 'P' || ?1";
        for number in 0..pools {
            storage.write(|tx| Ok(tx.execute(sql, [number])?)).unwrap();
        }
    }

    fn pools(directory: &Path) -> i64 {
        let storage = Storage::open(directory).unwrap();
        storage
            .read(|it| {
                Ok(it.query_row(
                    "SELECT count(*) FROM datenpool WHERE name LIKE 'P%'",
                    [],
                    |it| it.get(0),
                )?)
            })
            .unwrap()
    }

    /// An office with one Datenpool, and one with two that is ready to take its place.
    fn ready() -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        office(directory.path(), 1);
        let folder = begin(directory.path()).unwrap();
        let other = tempfile::tempdir().unwrap();
        office(other.path(), 2);
        let file = folder.join(DATABASE_FILE);
        fs::rename(other.path().join(DATABASE_FILE), &file).unwrap();
        let present = Storage::open(directory.path()).unwrap();
        let found = make_ready(&file, 7, Some(&present)).unwrap();
        assert!(found.is_known);
        drop(present);
        assert_eq!(pools(directory.path()), 1, "nothing has happened yet");
        commit(directory.path(), "vor").unwrap();
        directory
    }

    /// Wherever it was cut off, the next one who opens the office goes on.
    #[test]
    fn a_crash_between_two_steps_is_made_good() {
        for cut in 0..6 {
            let directory = ready();
            let at = |name: &str| directory.path().join(name);
            let (present, new) = (at(DATABASE_FILE), at(READY).join(DATABASE_FILE));
            let steps: [&dyn Fn(); 5] = [
                &|| fs::create_dir(at("vor")).unwrap(),
                &|| fs::rename(&present, at("vor").join(DATABASE_FILE)).unwrap(),
                &|| fs::rename(&new, &present).unwrap(),
                &|| {
                    let mark = Retired {
                        why: Why::Aside,
                        at: 1,
                    };
                    in_use::retire(&at("vor"), Some(mark)).unwrap();
                },
                &|| {
                    in_use::retire(directory.path(), None).unwrap();
                    fs::remove_file(at(READY).join(ASIDE)).unwrap();
                },
            ];
            for step in steps.iter().take(cut) {
                step();
            }
            assert_eq!(pools(directory.path()), 2, "cut off after {cut} steps");
            assert!(!is_ready(directory.path()), "{cut}");
            assert_eq!(pools(&at("vor")), 1, "{cut}");
            let mark = in_use::retired(&at("vor")).map(|it| it.why);
            assert_eq!(mark, Some(Why::Aside));
            assert_eq!(in_use::retired(directory.path()), None);
        }
    }

    #[test]
    fn where_there_was_no_office_nothing_is_moved_aside() {
        let directory = ready();
        fs::remove_file(directory.path().join(DATABASE_FILE)).unwrap();
        assert_eq!(pools(directory.path()), 2);
        assert!(!directory.path().join("vor").exists());
    }

    #[test]
    fn what_is_ready_can_be_taken_back_until_it_has_begun() {
        let directory = ready();
        assert!(matches!(begin(directory.path()), Err(Error::SwapWaits)));
        assert!(take_back(directory.path()).unwrap());
        assert!(!take_back(directory.path()).unwrap());
        assert_eq!(pools(directory.path()), 1);
        let directory = ready();
        let away = directory.path().join("anderswo.db");
        fs::rename(directory.path().join(DATABASE_FILE), &away).unwrap();
        assert!(!take_back(directory.path()).unwrap(), "it has begun");
    }

    #[test]
    fn nobody_is_pushed_out() {
        let directory = tempfile::tempdir().unwrap();
        let open = Storage::open(directory.path()).unwrap();
        assert!(matches!(
            in_use::take_all(directory.path()),
            Err(Error::InUse(_))
        ));
        drop(open);
        let all = in_use::take_all(directory.path()).unwrap();
        assert!(finish_with(directory.path(), &all).unwrap().is_none());
    }
}
