//! What the database is made of, in numbers: for support, without anything that stands in it.

use super::{Result, Storage};
use rusqlite::Connection;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often a long check looks whether somebody said stop.
const LOOK: Duration = Duration::from_millis(100);

/// The database in numbers.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Names and values: version, pages and the like.
    pub facts: Vec<(&'static str, String)>,
    /// Rows of each table.
    pub counts: Vec<(String, u64)>,
    /// Letters of each state, whether deleted or not.
    pub letters: Vec<(String, u64)>,
}

impl Storage {
    /// Counts the rows of every table. `tell` hears (done, all).
    ///
    /// # Errors
    /// Only what goes wrong with the database itself; [`super::Error::Busy`] when told to stop.
    pub fn survey(&self, stop: &AtomicBool, mut tell: impl FnMut(u64, u64)) -> Result<Survey> {
        self.stoppable(stop, |connection| {
            let mut survey = Survey {
                facts: facts(connection)?,
                ..Survey::default()
            };
            let tables = tables(connection)?;
            let all = tables.len() as u64;
            for (done, table) in tables.into_iter().enumerate() {
                // A name out of the schema itself, not one that was typed.
                let sql = format!("SELECT count(*) FROM \"{table}\"");
                let count = connection.query_row(&sql, [], |row| row.get(0))?;
                survey.counts.push((table, count));
                tell(done as u64 + 1, all);
            }
            let sql = "SELECT state, count(*) FROM letter GROUP BY state ORDER BY state";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            survey.letters = rows.collect::<std::result::Result<_, _>>()?;
            Ok(survey)
        })
    }

    /// SQLite's quick check, table by table: what it finds, at most 20 lines. `tell` hears (done,
    /// all).
    ///
    /// # Errors
    /// As [`Storage::survey`].
    pub fn quick_check(
        &self,
        stop: &AtomicBool,
        mut tell: impl FnMut(u64, u64),
    ) -> Result<Vec<String>> {
        self.stoppable(stop, |connection| {
            let tables = tables(connection)?;
            let (all, mut findings) = (tables.len() as u64, Vec::new());
            for (done, table) in tables.into_iter().enumerate() {
                let mut statement =
                    connection.prepare(&format!("PRAGMA quick_check('{table}')"))?;
                let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
                for line in lines {
                    let line = line?;
                    if line != "ok" && findings.len() < 20 {
                        findings.push(format!("{table}: {line}"));
                    }
                }
                tell(done as u64 + 1, all);
            }
            Ok(findings)
        })
    }

    /// Reads; another thread breaks it off as soon as somebody says stop.
    fn stoppable<T: Send>(
        &self,
        stop: &AtomicBool,
        question: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.read(|connection| {
            let handle = connection.get_interrupt_handle();
            let is_over = AtomicBool::new(false);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        if stop.load(Ordering::Relaxed) {
                            handle.interrupt();
                        }
                        std::thread::park_timeout(LOOK);
                    }
                });
                let answer = question(connection);
                is_over.store(true, Ordering::Relaxed);
                answer
            })
        })
    }
}

fn facts(connection: &Connection) -> Result<Vec<(&'static str, String)>> {
    let number = |name: &str| -> Result<String> {
        let value = connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0))?;
        Ok(value.to_string())
    };
    let journal = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    Ok(vec![
        ("schema", number("user_version")?),
        ("sqlite", rusqlite::version().to_owned()),
        ("page_size", number("page_size")?),
        ("pages", number("page_count")?),
        ("free_pages", number("freelist_count")?),
        ("journal", journal),
    ])
}

/// The tables of ours, without those that the full-text search keeps for itself.
fn tables(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_office_is_counted_and_whole() {
        let directory = tempfile::tempdir().unwrap();
        let storage = Storage::open(directory.path()).unwrap();
        let stop = AtomicBool::new(false);
        let mut told = Vec::new();
        let survey = storage
            .survey(&stop, |done, all| told.push((done, all)))
            .unwrap();
        let count = |name: &str| survey.counts.iter().find(|it| it.0 == name).map(|it| it.1);
        assert_eq!((count("office"), count("mail")), (Some(1), Some(0)));
        assert_eq!(told.last().map(|it| it.0), told.last().map(|it| it.1));
        let findings = storage.quick_check(&stop, |_, _| {}).unwrap();
        assert_eq!(findings, Vec::<String>::new());
    }

    #[test]
    fn somebody_who_says_stop_is_heard() {
        let directory = tempfile::tempdir().unwrap();
        let storage = Storage::open(directory.path()).unwrap();
        let stop = AtomicBool::new(false);
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                       SELECT count(*) FROM n";
        let answer = storage.stoppable(&stop, |connection| {
            stop.store(true, Ordering::Relaxed);
            Ok(connection.query_row(endless, [], |row| row.get::<_, i64>(0))?)
        });
        assert!(answer.is_err());
        // The connection is as good as before.
        stop.store(false, Ordering::Relaxed);
        assert!(storage.survey(&stop, |_, _| {}).is_ok());
    }
}
