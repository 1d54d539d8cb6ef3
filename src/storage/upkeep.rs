//! Checking, backing up and restoring the database.

use super::{DATABASE_FILE, Error, Result, Storage, migrate, now, raw};
use rusqlite::{Connection, OpenFlags, backup::Backup};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Messages whose bytes were read back and compared.
    pub checked: u64,
    /// Contents whose bytes are not what was stored; numbers of the contents.
    pub damaged: Vec<i64>,
    /// Technical findings of the database's own check.
    pub findings: Vec<String>,
    /// Ended runs that nobody has acknowledged and whose numbers do not add up or that failed.
    pub red_runs: u64,
}

impl CheckReport {
    /// Whether what is stored is whole. A red run is about the server, not about what is stored.
    pub fn is_clean(&self) -> bool {
        self.damaged.is_empty() && self.findings.is_empty()
    }
}

/// Rows that must not exist: the sums of the ledger that hold at every moment.
const SUMS: [(&str, &str); 8] = [
    (
        "messages on no desk and in no list",
        "SELECT count(*) FROM mail WHERE id NOT IN (SELECT mail_id FROM vorgang)",
    ),
    (
        "Vorgänge in the Posteingang or a Postkorb without a desk",
        "SELECT count(*) FROM vorgang WHERE (place = 'eingangsfach' AND eingangsfach NOT IN \
         (SELECT id FROM eingangsfach)) OR (benutzer IS NOT NULL AND benutzer NOT IN \
         (SELECT number FROM benutzer))",
    ),
    (
        "Vorgänge that do not know the Akte of their documents",
        "SELECT count(*) FROM vorgang WHERE akte IS NOT (SELECT akte FROM document d \
         WHERE d.mail_id = vorgang.mail_id AND d.own = 0 LIMIT 1)",
    ),
    (
        "counters of the desk that do not add up",
        "SELECT count(*) FROM (SELECT list, owner, sum(wiedervorlage IS NULL) AS total, \
         sum(wiedervorlage IS NULL AND read_at IS NULL) AS unread FROM vorgang \
         WHERE list IS NOT NULL GROUP BY list, owner) v FULL JOIN desk_count c USING (list, owner) \
         WHERE coalesce(v.total, 0) <> coalesce(c.total, 0) \
         OR coalesce(v.unread, 0) <> coalesce(c.unread, 0)",
    ),
    (
        "messages without content",
        "SELECT count(*) FROM mail WHERE content_id NOT IN (SELECT id FROM content)",
    ),
    (
        "contents without raw bytes",
        "SELECT count(*) FROM content WHERE size > 0 AND id NOT IN (SELECT content_id FROM raw)",
    ),
    (
        "ledger entries marked stored without a message",
        "SELECT count(*) FROM seen JOIN epoch ON epoch.id = seen.epoch_id \
         WHERE seen.state = 'stored' AND NOT EXISTS (SELECT 1 FROM mail \
         WHERE mail.account_id = epoch.account_id AND mail.content_id = seen.content_id)",
    ),
    (
        "ledger entries in quarantine without an entry there",
        "SELECT count(*) FROM seen WHERE state = 'quarantined' AND NOT EXISTS \
         (SELECT 1 FROM quarantine q WHERE q.epoch_id = seen.epoch_id \
         AND q.remote_key = seen.remote_key AND q.size = seen.size AND q.stamp = seen.stamp)",
    ),
];

impl Storage {
    /// Reads every stored message back and compares it with its digest, and checks the database
    /// and the sums of the ledger. `progress` hears (done, all).
    ///
    /// # Errors
    /// Only what keeps the check from being made at all.
    pub fn check(&self, mut progress: impl FnMut(u64, u64)) -> Result<CheckReport> {
        self.read(|connection| {
            let mut report = CheckReport {
                findings: findings(connection)?,
                ..Default::default()
            };
            let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u64>(0));
            for (name, sql) in SUMS {
                match count(sql)? {
                    0 => {}
                    number => report.findings.push(format!("{number} {name}")),
                }
            }
            let all = count("SELECT count(*) FROM content")?;
            let mut statement = connection.prepare("SELECT id FROM content ORDER BY id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let content = row.get(0)?;
                if !raw::verify(connection, content)? {
                    report.damaged.push(content);
                }
                report.checked += 1;
                progress(report.checked, all);
            }
            report.red_runs = count(
                "SELECT count(*) FROM run WHERE ended_at IS NOT NULL AND acknowledged_at IS NULL \
                 AND (coalesce(error, 'interrupted') <> 'interrupted' OR on_server <> known + new \
                 OR new <> stored + quarantined + skipped)",
            )?;
            Ok(report)
        })
    }

    /// Writes a consistent copy of the database to `target` while others go on working, and checks
    /// the copy before it gets its name.
    ///
    /// # Errors
    /// [`Error::Access`] also when `target` is there already; a copy that is not whole is
    /// [`Error::Damaged`].
    pub fn back_up(&self, target: &Path) -> Result<()> {
        if target.exists() {
            let detail = std::io::Error::from(std::io::ErrorKind::AlreadyExists).to_string();
            return Err(Error::Access {
                path: target.display().to_string(),
                detail,
            });
        }
        let unfinished = unfinished(target);
        let io = |error: std::io::Error| Error::from_io(target, &error);
        let copied = self.read(|connection| {
            migrate::back_up(connection, &unfinished, self.directory())?;
            let copy = Connection::open(&unfinished)?;
            // One file alone: a copy that needs its log beside it would not be a copy.
            copy.pragma_update(None, "journal_mode", "DELETE")?;
            require_whole(&copy)
        });
        let named = copied.map_err(|error| error.at(target)).and_then(|()| {
            std::fs::File::open(&unfinished)
                .and_then(|it| it.sync_all())
                .map_err(io)?;
            std::fs::rename(&unfinished, target).map_err(io)
        });
        if named.is_err() {
            // The half copy is of no use to anyone; that it cannot be deleted changes nothing.
            let _ = std::fs::remove_file(&unfinished);
        }
        named
    }

    /// Puts a backup in the place of the present state, which is kept in a file of its own; returns
    /// that file.
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::Newer`] for a file that is no whole backup of ours; the
    /// present state is untouched then.
    pub fn restore(&self, backup: &Path) -> Result<PathBuf> {
        let source = Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|error| Error::from(error).at(backup))?;
        migrate::check_restorable(&source).and_then(|()| require_whole(&source))?;
        let kept = self
            .directory()
            .join(format!("{DATABASE_FILE}.vor-restore-{}", now()));
        self.back_up(&kept)?;
        let mut writer = self.writer();
        Backup::new(&source, &mut writer)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        migrate::bring_up_to_date(&mut writer, self.file())?;
        super::outbox::doubt_waiting(&writer)?;
        Ok(kept)
    }
}

fn unfinished(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".teil");
    target.with_file_name(name)
}

fn findings(connection: &Connection) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            findings.push(line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.push(format!("broken reference in {}", row.get::<_, String>(0)?));
    }
    Ok(findings)
}

fn require_whole(connection: &Connection) -> Result<()> {
    match findings(connection)?.into_iter().next() {
        None => Ok(()),
        Some(finding) => Err(Error::Damaged(finding)),
    }
}
