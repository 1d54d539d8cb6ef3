//! Undo for a text field: the values it had, grouped by words and pauses.

use std::time::{Duration, Instant};

/// A pause after which typing is undone apart from what came before.
const PAUSE: Duration = Duration::from_millis(1500);
/// Values that are kept.
const KEPT: usize = 100;

/// What kind of change it was; changes of one kind in a row are undone together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Letters of a word.
    Word,
    /// Blanks and signs between words.
    Between,
    Removed,
    /// Pasted or replaced.
    Other,
}

/// The values that a field had and may have again.
#[derive(Debug, Default)]
pub(super) struct History {
    past: Vec<String>,
    future: Vec<String>,
    now: String,
    /// The value before the last change, in case the change is refused.
    before: Option<String>,
    last: Option<(Change, Instant)>,
}

impl History {
    /// Takes note of the value that the field has from outside. If it is none that the history
    /// led to, the history is forgotten.
    pub(super) fn sync(&mut self, value: &str) {
        if self.now == value {
            return;
        }
        if self.before.as_deref() == Some(value) {
            // The program refused what was typed, such as a letter in a port.
            if self.past.last().is_some_and(|it| it == value) {
                self.past.pop();
            }
        } else {
            self.past.clear();
            self.future.clear();
        }
        value.clone_into(&mut self.now);
        self.before = None;
        self.last = None;
    }

    /// Takes note of what a user did to the value.
    pub(super) fn record(&mut self, value: String, moment: Instant) {
        if value == self.now {
            return;
        }
        let change = change(&self.now, &value);
        let goes_on = self.last.is_some_and(|(last, at)| {
            let is_word = matches!((last, change), (Change::Word, Change::Between));
            let is_alike = (last == change && change != Change::Other) || is_word;
            is_alike && moment.saturating_duration_since(at) < PAUSE
        });
        if !goes_on {
            self.past.push(self.now.clone());
            let surplus = self.past.len().saturating_sub(KEPT);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.before = Some(std::mem::replace(&mut self.now, value));
        self.last = Some((change, moment));
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The value before the last change.
    pub(super) fn undo(&mut self) -> Option<String> {
        let older = self.past.pop()?;
        self.future
            .push(std::mem::replace(&mut self.now, older.clone()));
        (self.before, self.last) = (None, None);
        Some(older)
    }

    /// The value before the last undo.
    pub(super) fn redo(&mut self) -> Option<String> {
        let newer = self.future.pop()?;
        self.past
            .push(std::mem::replace(&mut self.now, newer.clone()));
        (self.before, self.last) = (None, None);
        Some(newer)
    }
}

/// Where the caret stands when one value has become another: behind what changed, in letters.
pub(super) fn caret(from: &str, to: &str) -> usize {
    let count = to.chars().count();
    let fewer = count.min(from.chars().count());
    let same = |it: (char, char)| it.0 == it.1;
    let before = from.chars().zip(to.chars());
    let before = before.take_while(|it| same(*it)).count();
    let behind = from.chars().rev().zip(to.chars().rev());
    let behind = behind.take_while(|it| same(*it)).count();
    // What is alike on both sides is counted once.
    count - behind.min(fewer - before)
}

/// What kind of change leads from one value to the next.
fn change(from: &str, to: &str) -> Change {
    let (fewer, more) = (from.chars().count(), to.chars().count());
    if more + 1 == fewer {
        return Change::Removed;
    }
    if more != fewer + 1 {
        return Change::Other;
    }
    let same = from.chars().zip(to.chars()).take_while(|it| it.0 == it.1);
    match to.chars().nth(same.count()) {
        Some(letter) if letter.is_alphanumeric() => Change::Word,
        _ => Change::Between,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(history: &mut History, text: &str, moment: Instant) {
        for letter in text.chars() {
            let value = format!("{}{letter}", history.now);
            history.record(value, moment);
        }
    }

    #[test]
    fn words_are_undone_one_by_one() {
        let (mut history, now) = (History::default(), Instant::now());
        typed(&mut history, "Dr. Weiß ", now);
        assert_eq!(history.undo().as_deref(), Some("Dr. "));
        assert_eq!(history.undo().as_deref(), Some(""));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo().as_deref(), Some("Dr. "));
        assert_eq!(history.redo().as_deref(), Some("Dr. Weiß "));
        assert_eq!(history.redo(), None);
    }

    #[test]
    fn the_caret_stands_behind_what_changed() {
        assert_eq!(caret("Kanzlei Weiß Nord", "Kanzlei Nord"), 8);
        assert_eq!(caret("Kanzlei Nord", "Kanzlei Weiß Nord"), 13);
        assert_eq!(caret("", "äöü"), 3);
        assert_eq!(caret("äöü", ""), 0);
        assert_eq!(caret("aa", "aaa"), 3);
    }

    #[test]
    fn a_pause_parts_what_is_undone() {
        let (mut history, now) = (History::default(), Instant::now());
        typed(&mut history, "Ka", now);
        typed(&mut history, "nzlei", now + PAUSE);
        assert_eq!(history.undo().as_deref(), Some("Ka"));
    }

    #[test]
    fn a_value_from_outside_ends_the_history() {
        let (mut history, now) = (History::default(), Instant::now());
        typed(&mut history, "993", now);
        history.sync("995");
        assert!(!history.can_undo() && !history.can_redo());
    }

    #[test]
    fn a_refused_letter_leaves_no_trace() {
        let (mut history, now) = (History::default(), Instant::now());
        typed(&mut history, "99", now);
        history.record("99a".to_owned(), now);
        history.sync("99");
        assert_eq!(history.undo().as_deref(), Some(""));
        let mut history = History::default();
        history.record("a".to_owned(), now);
        history.sync("");
        assert!(!history.can_undo());
    }
}
