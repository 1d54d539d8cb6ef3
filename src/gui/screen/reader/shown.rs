//! A message made ready to be shown, on a thread of its own.

use super::Format;
use crate::domain::reading::Reading;
use crate::gui::widget::rich_text::{Page, Words};

/// See the module.
#[derive(Debug, Default)]
pub struct Shown {
    /// What was read.
    pub reading: Reading,
    /// The text as the sender formatted it; `None` where it is plain.
    html: Option<Page>,
    text: Page,
}

impl Shown {
    /// Makes a message ready.
    pub fn new(reading: Reading, words: &Words) -> Self {
        Self {
            html: reading.html.as_ref().map(|it| Page::new(it, words)),
            text: Page::new(&reading.text, words),
            reading: slim(reading),
        }
    }

    /// Whether it can be shown in two ways.
    pub fn has_formats(&self) -> bool {
        self.html.as_ref().is_some_and(|it| !it.is_empty())
    }

    /// The text in a format.
    pub fn page(&self, format: Format) -> &Page {
        match (&self.html, format) {
            (Some(page), Format::Formatted) if !page.is_empty() => page,
            _ => &self.text,
        }
    }
}

/// The blocks live in the pages; what is told about them stays.
fn slim(mut reading: Reading) -> Reading {
    for document in reading.html.iter_mut().chain([&mut reading.text]) {
        document.blocks = Vec::new();
        document.links = Vec::new();
        document.pictures = Vec::new();
    }
    reading
}
