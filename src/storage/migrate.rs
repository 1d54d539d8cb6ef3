//! Numbered migrations, each in one transaction, with a backup copy before the first of them.

use super::{Error, Result, begin_index, letter_index, now, place};
use rusqlite::{Connection, TransactionBehavior, backup::Backup};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours ("Kpst"), so that another program's database is never touched.
const APPLICATION_ID: i64 = 0x4b70_7374;

const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/schema/0001_office.sql"),
    include_str!("../../assets/schema/0002_account_test.sql"),
    include_str!("../../assets/schema/0003_outbox.sql"),
    include_str!("../../assets/schema/0004_office.sql"),
    include_str!("../../assets/schema/0005_desk.sql"),
    include_str!("../../assets/schema/0006_receiver.sql"),
    include_str!("../../assets/schema/0007_lists.sql"),
    include_str!("../../assets/schema/0008_ebrief.sql"),
    include_str!("../../assets/schema/0009_oauth.sql"),
    include_str!("../../assets/schema/0010_exchange.sql"),
    include_str!("../../assets/schema/0011_sign_in.sql"),
    include_str!("../../assets/schema/0012_letter_index.sql"),
    include_str!("../../assets/schema/0013_outgoing_sign_in.sql"),
    include_str!("../../assets/schema/0014_backup.sql"),
];

/// The version that brings the index of beginnings.
const WITH_BEGINNINGS: i64 = 7;

/// The version that brings the search for letters.
const WITH_LETTERS: i64 = 12;

/// Version of a database that is up to date.
fn newest(migrations: &[&str]) -> i64 {
    migrations.len() as i64
}

/// Whether this program may write to the database: a new one, or one of ours that is not newer.
///
/// # Errors
/// [`Error::Newer`], [`Error::Damaged`].
pub(super) fn require_ours(connection: &Connection) -> Result<()> {
    check_version(connection, MIGRATIONS).map(|_| ())
}

/// Runs the migrations that are missing.
///
/// # Errors
/// [`Error::Newer`] for a database of a newer program, [`Error::Damaged`] for a foreign one; the
/// file is left as it was.
pub(super) fn bring_up_to_date(connection: &mut Connection, file: &Path) -> Result<()> {
    migrate(connection, file, MIGRATIONS)
}

fn migrate(connection: &mut Connection, file: &Path, migrations: &[&str]) -> Result<()> {
    let found = check_version(connection, migrations)?;
    if found == newest(migrations) {
        return Ok(());
    }
    if found > 0 {
        let office = file.parent().unwrap_or(file);
        back_up(connection, &backup_path(file, found), office)?;
    }
    while step(connection, migrations)? {}
    Ok(())
}

fn check_version(connection: &Connection, migrations: &[&str]) -> Result<i64> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id != APPLICATION_ID && (tables > 0 || id != 0) {
        return Err(Error::Damaged(
            "this is not a Kontorpost database".to_owned(),
        ));
    }
    let known = newest(migrations);
    if version > known {
        return Err(Error::Newer {
            found: version,
            known,
        });
    }
    Ok(version)
}

/// Whether this is a database of ours that this program can bring up to date.
///
/// # Errors
/// [`Error::Newer`], [`Error::Damaged`].
pub(super) fn check_restorable(connection: &Connection) -> Result<()> {
    match check_version(connection, MIGRATIONS)? {
        0 => Err(Error::Damaged(
            "this is not a Kontorpost database".to_owned(),
        )),
        _ => Ok(()),
    }
}

/// One migration in one transaction; the version is read inside it, because another process may
/// have done the same in the meantime. Says whether there was one to do.
fn step(connection: &mut Connection, migrations: &[&str]) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = check_version(&transaction, migrations)?;
    let Some(sql) = usize::try_from(version)
        .ok()
        .and_then(|it| migrations.get(it))
    else {
        return Ok(false);
    };
    transaction.execute_batch(sql)?;
    if version + 1 == WITH_BEGINNINGS {
        begin_index::fill(&transaction)?;
    }
    if version + 1 == WITH_LETTERS {
        letter_index::fill(&transaction)?;
    }
    if version == 0 {
        transaction.execute(
            "INSERT INTO office (id, key, created_at) VALUES (1, lower(hex(randomblob(8))), ?1)",
            [now()],
        )?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version + 1)?;
    transaction.commit()?;
    log::info!("migrated version={}", version + 1);
    Ok(true)
}

fn backup_path(file: &Path, version: i64) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".vor-version-{}", version + 1));
    file.with_file_name(name)
}

/// Copies the whole database into `target`, consistent even while others write. The copy is for the
/// same eyes as the office.
pub(super) fn back_up(source: &Connection, target: &Path, office: &Path) -> Result<()> {
    place::create_private(target, office).map_err(|error| Error::from_io(target, &error))?;
    let mut copy = Connection::open(target)?;
    let backup = Backup::new(source, &mut copy)?;
    backup.run_to_completion(2000, Duration::ZERO, None)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::domain::desk::Listing;
    use crate::domain::desk_list::{Count, ListQuery};
    use crate::domain::search::Search;
    use crate::storage::{DATABASE_FILE, Error, Storage};
    use rusqlite::Connection;

    #[test]
    fn a_migration_is_preceded_by_a_copy_and_is_whole_or_not_at_all() {
        let directory = tempfile::tempdir().unwrap();
        drop(Storage::open(directory.path()).unwrap());
        let file = directory.path().join(DATABASE_FILE);
        let mut connection = Connection::open(&file).unwrap();
        let known = super::MIGRATIONS;
        let now = known.len() as i64;
        let with = |one| [known, &[one]].concat();
        let broken = with("CREATE TABLE half (x); CREATE TABLE half (x);");
        assert!(super::migrate(&mut connection, &file, &broken).is_err());
        let version = |connection: &Connection| {
            connection
                .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
                .unwrap()
        };
        let has =
            |connection: &Connection, table: &str| connection.table_exists(None, table).unwrap();
        assert_eq!(
            (version(&connection), has(&connection, "half")),
            (now, false)
        );
        super::migrate(&mut connection, &file, &with("CREATE TABLE more (x)")).unwrap();
        assert_eq!(
            (version(&connection), has(&connection, "more")),
            (now + 1, true)
        );
        let copy = directory
            .path()
            .join(format!("{DATABASE_FILE}.vor-version-{}", now + 1));
        let copy = Connection::open(copy).unwrap();
        assert_eq!(
            (version(&copy), has(&copy, "more"), has(&copy, "mail")),
            (now, false, true)
        );
    }

    #[test]
    fn an_office_of_before_gets_its_catch_alls_and_keeps_its_rights() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join(DATABASE_FILE);
        let mut connection = Connection::open(&file).unwrap();
        super::migrate(&mut connection, &file, &super::MIGRATIONS[..3]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO benutzer (number, name, verwalter) VALUES (1, 'Susi', 1), (7, 'B', 0);
                 INSERT INTO datenpool VALUES ('notariat', 'Notariat');",
            )
            .unwrap();
        drop(connection);
        let storage = Storage::open(directory.path()).unwrap();
        let rights: Vec<bool> = storage
            .benutzer()
            .unwrap()
            .iter()
            .map(|it| it.einlesen)
            .collect();
        assert_eq!(rights, [true, false]);
        let wish = crate::storage::akten::AkteWish {
            datenpool: None,
            catch_alls: true,
        };
        let kinds: Vec<_> = storage.akten(&wish).unwrap();
        let kinds: Vec<_> = kinds.iter().map(|it| it.kind.word()).collect();
        assert_eq!(
            kinds,
            ["benutzerakte", "benutzerakte", "sammelakte", "sammelakte"]
        );
        let trays = storage.eingangsfaecher().unwrap();
        assert!(matches!(trays.as_slice(), [one] if one.standard));
        assert!(!storage.office_settings().unwrap().reading.on);
    }

    #[test]
    fn mail_of_before_is_listed_counted_and_found() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join(DATABASE_FILE);
        let mut connection = Connection::open(&file).unwrap();
        super::migrate(&mut connection, &file, &super::MIGRATIONS[..6]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO account (name, address, active, mode, created_at)
                     VALUES ('Post', 'p@x.example', 1, 'posteingang', 0);
                 INSERT INTO akte (kind, number, year) VALUES ('akte', 8, 20);
                 INSERT INTO content (hash, size, from_name, from_address, subject, attachment_count)
                     VALUES (x'01', 500, 'Ärger', 'a@x.example', 'AW: Frist', 2),
                            (x'02', 600, '', 'b@x.example', 'Alt', 0);
                 INSERT INTO text_index (rowid, subject, people, body, attachments)
                     VALUES (1, 'aw: frist', 'aerger a@x.example', 'sehr geehrte', ''),
                            (2, 'alt', 'b@x.example', 'freundlich', '');
                 INSERT INTO part_index (rowid, words) VALUES (1, 'aw: frist'), (2, 'alt');
                 INSERT INTO mail (content_id, account_id, folder, altbestand, received_at, sort_date)
                     VALUES (1, 1, 'INBOX', 0, 1000, 5000), (2, 1, 'INBOX', 1, 900, 800);
                 INSERT INTO document (mail_id, akte, filed_at)
                     SELECT 1, id, 1000 FROM akte WHERE kind = 'akte';
                 INSERT INTO vorgang (mail_id, place, eingangsfach, status)
                     VALUES (1, 'eingangsfach', 1, 'neu'), (2, 'altbestand', NULL, 'neu');
                 INSERT INTO letter (account_id, sender, state, message_id, subject, size, hash,
                     queued_at, next_at, sent_at)
                     VALUES (1, 'wir@x.example', 'gesendet', 'm@x', 'Klageerwiderung', 9, x'00', 1, 1, 2);
                 INSERT INTO letter_recipient (letter_id, seq, address, state)
                     VALUES (1, 0, 'gericht@x.example', 'angenommen');",
            )
            .unwrap();
        drop(connection);
        let storage = Storage::open(directory.path()).unwrap();
        let query = ListQuery::new(Listing::Posteingang(None));
        let rows = storage
            .desk_rows(&storage.desk_order(query).unwrap())
            .unwrap();
        let row = &rows[0];
        // A date in the future is the day of arrival.
        assert_eq!((row.date, row.size, row.attachment_count), (1000, 500, 2));
        assert_eq!((row.aktennummer.as_str(), row.is_read), ("8/20", false));
        let counts = storage.desk_counts().unwrap();
        let of = |listing| counts.of(listing).unwrap();
        assert_eq!(of(Listing::Posteingang(None)), Count { all: 1, unread: 1 });
        assert_eq!(of(Listing::Altbestand), Count { all: 1, unread: 0 });
        for (words, found) in [
            ("fr", &[1, 2][..]),
            ("ge", &[1]),
            ("ae", &[1]),
            ("x", &[1, 2]),
        ] {
            let words = words.to_owned();
            let search = Search {
                words,
                ..Search::default()
            };
            assert_eq!(
                storage.find(&search).unwrap().mails,
                found,
                "{}",
                search.words
            );
        }
        assert_eq!(storage.find_letters("klage gericht").unwrap(), [1]);
    }

    #[test]
    fn a_sign_in_of_before_stays_that_of_the_incoming_server() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE account (id INTEGER PRIMARY KEY);
                 INSERT INTO account VALUES (1);
                 CREATE TABLE oauth_sign_in (account_id INTEGER PRIMARY KEY NOT NULL,
                     provider TEXT NOT NULL, name TEXT, since INTEGER NOT NULL,
                     renewed_at INTEGER NOT NULL, ends_at INTEGER) STRICT;
                 INSERT INTO oauth_sign_in VALUES (1, 'microsoft', 'Anna', 3, 4, 5);",
            )
            .unwrap();
        let sql = include_str!("../../assets/schema/0013_outgoing_sign_in.sql");
        connection.execute_batch(sql).unwrap();
        let sql = "SELECT group_concat(account_id || purpose || provider || name || ends_at) \
                   FROM oauth_sign_in_of";
        let kept: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "1incomingmicrosoftAnna5");
    }

    #[test]
    fn a_newer_or_foreign_database_is_refused_and_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        drop(Storage::open(directory.path()).unwrap());
        let file = directory.path().join(DATABASE_FILE);
        Connection::open(&file)
            .unwrap()
            .pragma_update(None, "user_version", 99)
            .unwrap();
        assert!(matches!(
            Storage::open(directory.path()),
            Err(Error::Newer { found: 99, .. })
        ));

        let foreign = tempfile::tempdir().unwrap();
        let file = foreign.path().join(DATABASE_FILE);
        Connection::open(&file)
            .unwrap()
            .execute_batch("CREATE TABLE x (y)")
            .unwrap();
        let before = std::fs::read(&file).unwrap();
        assert!(matches!(
            Storage::open(foreign.path()),
            Err(Error::Damaged(_))
        ));
        assert!(
            std::fs::read(&file).unwrap() == before,
            "another program's file was changed"
        );

        let rubbish = tempfile::tempdir().unwrap();
        let file = rubbish.path().join(DATABASE_FILE);
        std::fs::write(&file, vec![7u8; 10_000]).unwrap();
        assert!(matches!(
            Storage::open(rubbish.path()),
            Err(Error::Damaged(_))
        ));
        assert_eq!(std::fs::read(&file).unwrap(), vec![7u8; 10_000]);
    }
}
