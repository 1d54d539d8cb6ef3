//! Checking the database.

use super::{Error, Result, Storage, raw};
use rusqlite::Connection;

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

pub(super) fn require_whole(connection: &Connection) -> Result<()> {
    match findings(connection)?.into_iter().next() {
        None => Ok(()),
        Some(finding) => Err(Error::Damaged(finding)),
    }
}
