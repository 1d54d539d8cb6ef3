//! A list whose rows are read as they come into sight: every row is known by its number, and only
//! some by what stands in it. What is chosen stays chosen by number, however the list changes.

use crate::gui::widget::grid::{Columns, GridEvent, Selection};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Rows that are kept at the most beside those in sight.
const KEPT: usize = 1_500;
/// Rows that are read with the list itself: more than any window shows.
pub const FIRST: usize = 100;

/// Numbers of rows in their order, and the rows that were read.
pub struct IdList<R> {
    order: Vec<i64>,
    rows: HashMap<i64, R>,
    /// What is chosen.
    pub selection: Selection,
    /// The columns.
    pub columns: Columns,
    version: u64,
    /// What was asked for last: what is in sight, nearly.
    sight: Range<usize>,
}

impl<R> Default for IdList<R> {
    fn default() -> Self {
        Self {
            order: Vec::new(),
            rows: HashMap::new(),
            selection: Selection::default(),
            columns: Columns::default(),
            version: 0,
            sight: 0..FIRST,
        }
    }
}

impl<R> IdList<R> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// A number that grows whenever rows stand elsewhere.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The number of a row.
    pub fn id(&self, row: usize) -> Option<i64> {
        self.order.get(row).copied()
    }

    /// A row, if it was read.
    pub fn row(&self, row: usize) -> Option<&R> {
        self.rows.get(self.order.get(row)?)
    }

    /// A row by its number, if it was read.
    pub fn of(&self, id: i64) -> Option<&R> {
        self.rows.get(&id)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, id: i64) -> Option<&mut R> {
        self.rows.get_mut(&id)
    }

    /// Numbers of everything, in order.
    pub fn ids(&self) -> &[i64] {
        &self.order
    }

    /// Numbers of what is chosen, in the order of the list.
    pub fn chosen(&self) -> Vec<i64> {
        let rows = self.selection.rows();
        rows.filter_map(|it| self.id(it)).collect()
    }

    /// Number of what is shown beside the list: the row the keyboard stands on, if it is chosen.
    pub fn shown(&self) -> Option<i64> {
        let focus = self.selection.focus();
        let focus = focus.filter(|it| self.selection.contains(*it));
        self.id(focus.or(self.selection.first())?)
    }

    /// Everything is forgotten, such as for another list.
    pub fn clear(&mut self) {
        self.order.clear();
        self.rows.clear();
        self.selection = Selection::default();
        self.sight = 0..FIRST;
        self.version += 1;
    }

    /// Takes an order over. What was chosen stays chosen; if nothing of it is left, the row that
    /// came into its place is. Says whether what is shown has changed.
    pub fn set_order(&mut self, order: Vec<i64>) -> bool {
        let before = self.shown();
        let first = self.selection.first();
        let chosen: HashSet<i64> = self.chosen().into_iter().collect();
        let focus = self.selection.focus().and_then(|it| self.id(it));
        self.order = order;
        self.version += 1;
        if !chosen.is_empty() {
            let at = |id: i64| self.order.iter().position(|it| *it == id);
            let rows = self.order.iter().enumerate();
            let rows: Vec<usize> = rows
                .filter(|it| chosen.contains(it.1))
                .map(|it| it.0)
                .collect();
            self.selection = match (rows.is_empty(), first, self.order.len().checked_sub(1)) {
                (false, ..) => {
                    let first = rows.first().copied();
                    Selection::of_rows(rows, focus.and_then(at).or(first))
                }
                (true, Some(row), Some(last)) => Selection::one(row.min(last)),
                _ => Selection::default(),
            };
        }
        let kept: HashSet<i64> = self.order.iter().copied().collect();
        self.rows.retain(|id, _| kept.contains(id));
        before != self.shown()
    }

    /// Takes rows over.
    pub fn put(&mut self, rows: impl IntoIterator<Item = (i64, R)>) {
        self.rows.extend(rows);
        if self.rows.len() > KEPT * 2 {
            let from = self.sight.start.saturating_sub(KEPT / 2);
            let to = (self.sight.end + KEPT / 2).min(self.order.len());
            let near: HashSet<i64> = self
                .order
                .get(from..to)
                .into_iter()
                .flatten()
                .copied()
                .collect();
            self.rows.retain(|id, _| near.contains(id));
        }
    }

    /// Rows that have to be read again.
    pub fn forget(&mut self, ids: &[i64]) {
        let in_sight: HashSet<i64> = part(&self.order, &self.sight()).into_iter().collect();
        // What is in sight is read with the list and stays until then, lest it flickers.
        for id in ids.iter().filter(|it| !in_sight.contains(it)) {
            self.rows.remove(id);
        }
    }

    /// Numbers of rows that are wanted; what is in sight is remembered.
    pub fn need(&mut self, wanted: &Range<usize>) -> Vec<i64> {
        self.sight = wanted.clone();
        let to = wanted.end.min(self.order.len());
        let wanted = self.order.get(wanted.start.min(to)..to);
        let wanted = wanted.into_iter().flatten().copied();
        wanted.filter(|id| !self.rows.contains_key(id)).collect()
    }

    /// What is in sight, to be read again with the list itself.
    pub fn sight(&self) -> Range<usize> {
        let from = self.sight.start;
        from..self.sight.end.max(from + FIRST).min(from + 4 * FIRST)
    }

    /// Whether a row was read.
    pub fn is_loaded(&self, row: usize) -> bool {
        self.order
            .get(row)
            .is_some_and(|id| self.rows.contains_key(id))
    }

    /// Sorting, widths and order of columns. Says whether something that is remembered changed.
    pub fn take(&mut self, event: &GridEvent) -> bool {
        match event {
            GridEvent::Selection(selection) => {
                self.selection = selection.clone();
                false
            }
            other => self.columns.take(other),
        }
    }
}

/// The part of an order that is in sight.
pub fn part(order: &[i64], sight: &Range<usize>) -> Vec<i64> {
    let to = sight.end.min(order.len());
    let from = sight.start.min(to);
    order.get(from..to).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(order: &[i64]) -> IdList<&'static str> {
        let mut list = IdList::default();
        list.set_order(order.to_vec());
        list
    }

    #[test]
    fn what_is_chosen_stays_chosen_by_its_number() {
        let mut it = list(&[5, 4, 3, 2, 1]);
        it.selection = Selection::of_rows([1, 3], Some(3));
        assert_eq!(it.chosen(), [4, 2]);
        assert_eq!(it.shown(), Some(2));
        // Something new comes in above.
        assert!(!it.set_order(vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(it.chosen(), [4, 2]);
        // One of them goes.
        assert!(it.set_order(vec![6, 5, 4, 3, 1]));
        assert_eq!(it.chosen(), [4]);
        // And the other: what came into its place is chosen.
        assert!(it.set_order(vec![6, 5, 3, 1]));
        assert_eq!(it.chosen(), [3]);
        it.set_order(Vec::new());
        assert_eq!(it.shown(), None);
    }

    #[test]
    fn only_rows_that_are_missing_are_asked_for() {
        let mut it = list(&(0..1_000).collect::<Vec<_>>());
        it.put([(3, "three"), (4, "four")]);
        assert_eq!(it.need(&(2..6)), [2, 5]);
        assert_eq!(it.need(&(998..2_000)), [998, 999]);
        assert!(it.is_loaded(3));
        assert!(!it.is_loaded(2));
    }
}
