//! Something to choose from a list, with the words that stand for it.

use std::fmt;
use std::rc::Rc;

/// A value and its words. Equal values are the same choice, whatever the words.
#[derive(Debug, Clone)]
pub(in crate::gui) struct Pick<V> {
    words: Rc<str>,
    /// What is chosen.
    pub(in crate::gui) value: V,
}

impl<V> Pick<V> {
    /// A choice.
    pub(in crate::gui) fn new(words: impl Into<Rc<str>>, value: V) -> Self {
        let words = words.into();
        Self { words, value }
    }
}

impl<V: PartialEq> PartialEq for Pick<V> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<V> fmt::Display for Pick<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
