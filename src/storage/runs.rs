//! Runs of the ledger, removal wishes, and who is fetching right now.

use super::{Error, Result, Storage, accounts, now};
use crate::domain::account::AccountId;
use crate::domain::ledger::{EpochId, INTERRUPTED, RemoteId, Run, RunId, RunNumbers};
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{OptionalExtension, Row, params};

/// A stored message that is to be removed on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalWish {
    /// Its name on the server.
    pub remote: RemoteId,
    /// Size as the server listed it.
    pub size: u64,
    /// INTERNALDATE as the server listed it.
    pub stamp: String,
    /// What the database holds of it.
    pub held: Held,
}

/// What a message on the server is compared with before it is removed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The stored content, by its number.
    Content(i64),
    /// The digest of the header of what a Verwalter deleted for good.
    Destroyed(String),
}

/// Who holds the receiver's lock, for display only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Process number.
    pub pid: u32,
    /// Machine.
    pub host: String,
    /// Login name.
    pub login: String,
    /// Since when, seconds since 1970.
    pub started_at: i64,
    /// Last sign of life.
    pub heartbeat_at: i64,
}

impl Storage {
    /// Begins a run. A run of this account that never ended was cut off; it is closed as such.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn start_run(&self, account: AccountId) -> Result<RunId> {
        self.write(|tx| {
            tx.execute(
                "UPDATE run SET ended_at = ?2, error = ?3 WHERE account_id = ?1 \
                 AND ended_at IS NULL",
                (account.0, now(), INTERRUPTED),
            )?;
            tx.execute(
                "UPDATE account SET last_attempt_at = ?2 WHERE id = ?1",
                (account.0, now()),
            )?;
            tx.execute(
                "INSERT INTO run (account_id, started_at) VALUES (?1, ?2)",
                (account.0, now()),
            )?;
            Ok(RunId(tx.last_insert_rowid()))
        })
    }

    /// Adds to a run's numbers what was listed, skipped and removed; stored and quarantined
    /// messages are counted where they are committed.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn add_to_run(&self, run: RunId, numbers: &RunNumbers) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE run SET on_server = on_server + ?2, known = known + ?3, new = new + ?4, \
                 skipped = skipped + ?5, removed = removed + ?6 WHERE id = ?1",
                (
                    run.0,
                    numbers.on_server,
                    numbers.known,
                    numbers.new,
                    numbers.skipped,
                    numbers.removed,
                ),
            )?;
            Ok(())
        })
    }

    /// Ends a run and notes at its account how it went.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn finish_run(&self, run: RunId, error: Option<&str>) -> Result<Run> {
        self.write(|tx| {
            tx.execute(
                "UPDATE run SET ended_at = ?2, error = ?3 WHERE id = ?1",
                (run.0, now(), error),
            )?;
            let success = "UPDATE account SET last_success_at = ?2, last_error = NULL, \
                           failures = 0 WHERE id = (SELECT account_id FROM run WHERE id = ?1)";
            let failure = "UPDATE account SET last_error = ?2, failures = failures + 1 \
                           WHERE id = (SELECT account_id FROM run WHERE id = ?1)";
            match error {
                // Whoever stops a run has found no fault.
                Some(INTERRUPTED) => 0,
                None => tx.execute(success, (run.0, now()))?,
                Some(error) => tx.execute(failure, (run.0, error))?,
            };
            let sql = format!("SELECT {COLUMNS} FROM run WHERE id = ?1");
            Ok(tx.query_row(&sql, [run.0], read)?)
        })
    }

    /// Notes at a run that the server would not remove messages: once, until a person has seen it.
    /// The run itself went well.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_kept(&self, run: RunId, reason: &str) -> Result<Run> {
        let remark = format!("not removed on the server: {reason}");
        self.write(|tx| {
            tx.execute(
                "UPDATE run SET error = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM run other \
                 WHERE other.account_id = run.account_id AND other.id < run.id \
                 AND other.error = ?2 AND other.acknowledged_at IS NULL)",
                (run.0, &remark),
            )?;
            let sql = format!("SELECT {COLUMNS} FROM run WHERE id = ?1");
            Ok(tx.query_row(&sql, [run.0], read)?)
        })
    }

    /// Runs, newest first.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn runs(&self, account: Option<AccountId>, since: i64, limit: u32) -> Result<Vec<Run>> {
        self.read(|connection| {
            if let Some(account) = account {
                accounts::require(connection, account)?;
            }
            let sql = format!(
                "SELECT {COLUMNS} FROM run WHERE (?1 IS NULL OR account_id = ?1) \
                 AND started_at >= ?2 ORDER BY id DESC LIMIT ?3"
            );
            let mut statement = connection.prepare(&sql)?;
            let rows = statement.query_map((account.map(|it| it.0), since, limit), read)?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Notes that a person has seen to a red run.
    ///
    /// # Errors
    /// [`Error::NoRow`] when there is no such run.
    pub fn acknowledge_run(&self, run: RunId, by: Option<BenutzerNumber>) -> Result<()> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE run SET acknowledged_at = coalesce(acknowledged_at, ?2), \
                 acknowledged_by = coalesce(acknowledged_by, ?3) WHERE id = ?1",
                (run.0, now(), by.map(|it| it.value())),
            )?;
            if changed == 0 {
                Err(Error::NoRow("run", run.0))
            } else {
                Ok(())
            }
        })
    }

    /// Gives every stored message of an epoch a removal wish, counted from its import, or takes
    /// open wishes back when the account leaves messages on the server.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn set_removal(&self, epoch: EpochId, after_days: Option<u16>) -> Result<()> {
        self.write(|tx| {
            match after_days {
                None => tx.execute(
                    "UPDATE seen SET removal_due = NULL WHERE epoch_id = ?1 \
                     AND removal_due IS NOT NULL AND removed_at IS NULL",
                    [epoch.0],
                )?,
                Some(days) => tx.execute(
                    "UPDATE seen SET removal_due = ?2 * 86400 + coalesce((SELECT received_at \
                     FROM mail JOIN epoch ON epoch.account_id = mail.account_id \
                     WHERE epoch.id = seen.epoch_id AND mail.content_id = seen.content_id), ?3) \
                     WHERE epoch_id = ?1 AND state = 'stored' AND removed_at IS NULL \
                     AND removal_due IS NULL AND (SELECT notes FROM content WHERE id = seen.content_id) \
                     NOT LIKE '%server-stub%'",
                    (epoch.0, days, now()),
                )?,
            };
            Ok(())
        })
    }

    /// How many stored messages of an account a wish after so many days would have removed on the
    /// server by now; the same rule as [`Storage::set_removal`].
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn count_removable(&self, account: AccountId, after_days: u16) -> Result<u64> {
        self.read(|connection| {
            let sql = "SELECT count(*) FROM seen JOIN epoch ON epoch.id = seen.epoch_id \
                       JOIN mail ON mail.account_id = epoch.account_id \
                       AND mail.content_id = seen.content_id \
                       JOIN content ON content.id = seen.content_id \
                       WHERE epoch.account_id = ?1 AND seen.state = 'stored' \
                       AND seen.removed_at IS NULL AND content.notes NOT LIKE '%server-stub%' \
                       AND mail.received_at + ?2 * 86400 <= ?3";
            let row = |row: &Row<'_>| row.get(0);
            Ok(connection.query_row(sql, (account.0, after_days, now()), row)?)
        })
    }

    /// Removal wishes that are due.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn removals_due(&self, epoch: EpochId) -> Result<Vec<RemovalWish>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT remote_key, size, stamp, content_id, destroyed_header FROM seen \
                 WHERE epoch_id = ?1 AND removal_due <= ?2 AND removed_at IS NULL \
                 AND (content_id IS NOT NULL OR destroyed_header IS NOT NULL)",
            )?;
            let rows = statement.query_map((epoch.0, now()), |row| {
                let key: String = row.get(0)?;
                let (size, stamp) = (row.get(1)?, row.get(2)?);
                let held = match row.get::<_, Option<i64>>(3)? {
                    Some(content) => Held::Content(content),
                    None => Held::Destroyed(row.get(4)?),
                };
                Ok(RemoteId::from_key(&key).map(|remote| RemovalWish {
                    remote,
                    size,
                    stamp,
                    held,
                }))
            })?;
            let found = rows.filter_map(std::result::Result::transpose);
            Ok(found.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Notes that messages are no longer on the server.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_removed(&self, epoch: EpochId, removed: &[RemovalWish]) -> Result<()> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE seen SET removed_at = ?5 WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4",
            )?;
            for it in removed {
                statement.execute(params![epoch.0, it.remote.key(), it.size, it.stamp, now()])?;
            }
            Ok(())
        })
    }

    /// Shows others who fetches, and that it is alive.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn beat(&self, holder: &Holder) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT OR REPLACE INTO receiver (id, pid, host, login, started_at, heartbeat_at) \
                 VALUES (1, ?1, ?2, ?3, ?4, ?5)",
                params![
                    holder.pid,
                    holder.host,
                    holder.login,
                    holder.started_at,
                    now()
                ],
            )?;
            Ok(())
        })
    }

    /// Who fetched last.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn holder(&self) -> Result<Option<Holder>> {
        self.read(|connection| {
            let sql = "SELECT pid, host, login, started_at, heartbeat_at FROM receiver";
            let row = |row: &Row<'_>| {
                let (pid, host, login) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Holder {
                    pid,
                    host,
                    login,
                    started_at: row.get(3)?,
                    heartbeat_at: row.get(4)?,
                })
            };
            Ok(connection.query_row(sql, [], row).optional()?)
        })
    }
}

const COLUMNS: &str = "id, account_id, started_at, ended_at, on_server, known, new, stored, \
                       quarantined, skipped, removed, error, acknowledged_at";

fn read(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: RunId(row.get(0)?),
        account: AccountId(row.get(1)?),
        started_at: row.get(2)?,
        ended_at: row.get(3)?,
        numbers: RunNumbers {
            on_server: row.get(4)?,
            known: row.get(5)?,
            new: row.get(6)?,
            stored: row.get(7)?,
            quarantined: row.get(8)?,
            skipped: row.get(9)?,
            removed: row.get(10)?,
        },
        error: row.get(11)?,
        acknowledged_at: row.get(12)?,
    })
}
