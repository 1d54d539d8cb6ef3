//! The language of the words that the kit itself shows, such as the edit menu.

use crate::i18n::{Language, Text};
use std::cell::Cell;

thread_local! {
    /// The window lives on one thread; views, layouts and drawing all run there.
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::German) };
}

/// Sets the language of the kit's own words. Call it at start and when the language changes.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

pub(super) fn show(text: &Text) -> String {
    text.show(LANGUAGE.get())
}
