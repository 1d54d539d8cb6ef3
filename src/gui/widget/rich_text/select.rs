//! What is selected in a page.

use super::page::Page;

/// A place in a page: row, and byte of its text.
pub(super) type Spot = (usize, usize);

/// From where to where text is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Selection {
    /// Where it was begun, and where it ends now.
    pub ends: Option<(Spot, Spot)>,
}

impl Selection {
    /// Both ends in the order of the text; `None` where nothing is selected.
    pub(super) fn span(&self) -> Option<(Spot, Spot)> {
        let (one, other) = self.ends?;
        (one != other).then(|| (one.min(other), one.max(other)))
    }

    /// What is selected of a row.
    pub(super) fn of_row(&self, row: usize) -> Option<(usize, usize)> {
        let ((first, from), (last, to)) = self.span()?;
        if !(first..=last).contains(&row) {
            return None;
        }
        let from = if row == first { from } else { 0 };
        let to = if row == last { to } else { usize::MAX };
        Some((from, to))
    }

    /// Everything.
    pub(super) fn all(page: &Page) -> Self {
        let last = page.rows.len().saturating_sub(1);
        let ends = Some(((0, 0), (last, page.text_of(last).len().max(1))));
        Self { ends }
    }

    /// The word at a place.
    pub(super) fn word(page: &Page, (row, at): Spot) -> Self {
        let text = page.text_of(row);
        let is_word = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '\'' | '’');
        let at = text.floor_char_boundary(at);
        let (before, after) = text.split_at_checked(at).unwrap_or((&text, ""));
        let start = before
            .char_indices()
            .rev()
            .take_while(|it| is_word(it.1))
            .last()
            .map_or(at, |it| it.0);
        let end = at + after.find(|it| !is_word(it)).unwrap_or(after.len());
        let end = match start == end {
            true => end + after.chars().next().map_or(0, char::len_utf8),
            false => end,
        };
        let ends = Some(((row, start), (row, end)));
        Self { ends }
    }

    /// The whole row at a place.
    pub(super) fn row(page: &Page, row: usize) -> Self {
        let ends = Some(((row, 0), (row, page.text_of(row).len())));
        Self { ends }
    }

    /// The selected text.
    pub(super) fn text(&self, page: &Page) -> String {
        let Some(((first, _), (last, _))) = self.span() else {
            return String::new();
        };
        let mut text = String::new();
        for row in first..=last.min(page.rows.len().saturating_sub(1)) {
            let Some((from, to)) = self.of_row(row) else {
                continue;
            };
            if row > first {
                text.push('\n');
                let gap = page.rows.get(row).map_or(0.0, |it| it.gap);
                if gap > 0.0 {
                    text.push('\n');
                }
            }
            let words = page.text_of(row);
            let marker = page.rows.get(row).map(|it| it.marker.as_str());
            if let Some(marker) = marker.filter(|it| from == 0 && !it.is_empty()) {
                text.push_str(marker);
                text.push(' ');
            }
            let to = words.floor_char_boundary(to);
            let from = words.floor_char_boundary(from);
            text.push_str(words.get(from..to).unwrap_or_default());
        }
        text
    }
}
