//! The words of letters, for the search.

use super::import::SearchWords;
use super::{Result, Storage};
use crate::domain::search_text::{fold, words};
use rusqlite::{Connection, params};

const INSERT: &str = "INSERT INTO letter_index (rowid, subject, people, body, attachments) \
                      VALUES (?1, ?2, ?3, ?4, ?5)";

/// Puts the words of a letter into the index.
///
/// # Errors
/// What the database returns.
pub(super) fn insert(connection: &Connection, letter: i64, words: &SearchWords) -> Result<()> {
    connection.prepare_cached(INSERT)?.execute(params![
        letter,
        words.subject,
        words.people,
        words.body,
        words.attachments
    ])?;
    Ok(())
}

/// Letters of before are found by what stands beside them: subject, sender and recipients.
///
/// # Errors
/// What the database returns.
pub(super) fn fill(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT id, subject, sender || char(10) || coalesce((SELECT group_concat(address, char(10)) \
         FROM letter_recipient r WHERE r.letter_id = letter.id), '') FROM letter",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words = SearchWords {
            subject: fold(&row.get::<_, String>(1)?),
            people: fold(&row.get::<_, String>(2)?),
            ..SearchWords::default()
        };
        insert(connection, row.get(0)?, &words)?;
    }
    Ok(())
}

impl Storage {
    /// Letters that have left and that every word is in, as the beginning of a word; newest first.
    /// Without a word there are none.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn find_letters(&self, typed: &str) -> Result<Vec<i64>> {
        // Inside quotes nothing is syntax.
        let quoted = |word: &String| format!("\"{}\" *", word.replace('"', "\"\""));
        let question: Vec<String> = words(typed).iter().map(quoted).collect();
        if question.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|connection| {
            let sql = "SELECT rowid FROM letter_index WHERE letter_index MATCH ?1 \
                       AND rowid IN (SELECT id FROM letter WHERE sent_at IS NOT NULL) \
                       ORDER BY rowid DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let found = statement.query_map([question.join(" AND ")], |row| row.get(0))?;
            Ok(found.collect::<std::result::Result<_, _>>()?)
        })
    }
}
