//! The index of beginnings, made for the messages of an office that was there before it.

use super::Result;
use crate::domain::search_text::Beginnings;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Messages that are worked on at once. 100,000 need some 110 MB; more of them need the index of
/// words to be read once more. Tests have few messages and several passes all the same.
const AT_ONCE: i64 = if cfg!(test) { 2 } else { 100_000 };

/// Beginnings of one word.
const LEVELS: usize = 3;

/// The number of each beginning, and those of the word that was asked for last.
#[derive(Default)]
struct Names {
    all: Vec<String>,
    numbers: HashMap<String, u32>,
    word: String,
    of_word: Vec<u32>,
}

impl Names {
    /// The beginnings of a word, the shorter first.
    fn of(&mut self, word: &str) -> &[u32] {
        let mut key = word;
        if word.chars().all(char::is_alphanumeric)
            && let Some((end, _)) = word.char_indices().nth(LEVELS)
        {
            key = word.get(..end).unwrap_or(word);
        }
        // Words come in order: those that begin alike are next to each other.
        if self.word != key {
            let mut beginnings = Beginnings::default();
            beginnings.add(key);
            self.word = key.to_owned();
            self.of_word.clear();
            for name in beginnings.words().split_whitespace() {
                let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
                let number = *self.numbers.entry(name.to_owned()).or_insert(next);
                if number == next {
                    self.all.push(name.to_owned());
                }
                self.of_word.push(number);
            }
        }
        &self.of_word
    }

    fn text(&self, numbers: &[u32]) -> String {
        let names = numbers.iter().filter_map(|it| self.all.get(*it as usize));
        let names: Vec<&str> = names.map(String::as_str).collect();
        names.join(" ")
    }
}

/// The beginnings of a message.
#[derive(Default, Clone)]
struct Message {
    /// What came last of each length: it need not be noted again.
    last: [Option<u32>; LEVELS],
    numbers: Vec<u32>,
}

impl Message {
    fn note(&mut self, numbers: &[u32]) {
        for (level, number) in numbers.iter().enumerate() {
            if let Some(last) = self.last.get_mut(level)
                && last.replace(*number) == Some(*number)
            {
                continue;
            }
            self.numbers.push(*number);
        }
    }
}

/// Fills the index from the index of words, which has them in order: sorting them by message would
/// take far longer.
///
/// # Errors
/// What the database returns.
pub(super) fn fill(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE temp.text_words USING fts5vocab (main, text_index, instance)",
    )?;
    let last: i64 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM content", [], |row| {
            row.get(0)
        })?;
    let mut first = 1;
    while first <= last {
        fill_some(connection, first, last.min(first + AT_ONCE - 1))?;
        first += AT_ONCE;
    }
    connection.execute_batch("DROP TABLE temp.text_words")?;
    Ok(())
}

fn fill_some(connection: &Connection, first: i64, last: i64) -> Result<()> {
    let many = usize::try_from(last - first + 1).unwrap_or_default();
    let mut messages = vec![Message::default(); many];
    let place = |id: i64| usize::try_from(id - first).ok();
    let mut names = Names::default();
    let mut statement = connection.prepare("SELECT term, doc FROM temp.text_words")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(1)?;
        if let Some(message) = place(id).and_then(|it| messages.get_mut(it)) {
            let word = row.get_ref(0)?.as_str().unwrap_or_default();
            message.note(names.of(word));
        }
    }
    let mut insert =
        connection.prepare("INSERT INTO begin_index (rowid, beginnings) VALUES (?1, ?2)")?;
    let mut statement =
        connection.prepare("SELECT id FROM content WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let mut rows = statement.query([first, last])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let message = place(id).and_then(|it| messages.get(it));
        if let Some(message) = message.filter(|it| !it.numbers.is_empty()) {
            insert.execute(params![id, names.text(&message.numbers)])?;
        }
    }
    Ok(())
}
