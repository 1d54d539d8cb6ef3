//! Which rows of a table are chosen: ranges, so that a million rows cost as much as one.

use std::ops::Range;

/// The rows that are chosen, the row the keyboard stands on, and the row from which Shift extends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// In order, apart from each other, none empty.
    ranges: Vec<Range<usize>>,
    anchor: Option<usize>,
    focus: Option<usize>,
}

impl Selection {
    /// One row.
    pub fn one(row: usize) -> Self {
        Self {
            ranges: std::iter::once(row..row + 1).collect(),
            anchor: Some(row),
            focus: Some(row),
        }
    }

    /// One row or none.
    pub fn of(row: Option<usize>) -> Self {
        row.map_or_else(Self::default, Self::one)
    }

    /// These rows, in any order: what was chosen, found again in another order. The keyboard
    /// stands on `focus`.
    pub fn of_rows(rows: impl IntoIterator<Item = usize>, focus: Option<usize>) -> Self {
        let mut rows: Vec<usize> = rows.into_iter().collect();
        rows.sort_unstable();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for row in rows {
            match ranges.last_mut() {
                Some(last) if row < last.end => {}
                Some(last) if row == last.end => last.end += 1,
                _ => ranges.push(row..row + 1),
            }
        }
        Self {
            ranges,
            anchor: focus,
            focus,
        }
    }

    /// Every row of a table; the keyboard stays where it stands.
    #[must_use]
    pub fn all(&self, len: usize) -> Self {
        Self {
            ranges: (len > 0).then_some(0..len).into_iter().collect(),
            anchor: self.anchor,
            focus: self.focus.or((len > 0).then_some(0)),
        }
    }

    /// Whether a row is chosen.
    pub fn contains(&self, row: usize) -> bool {
        let at = self.ranges.partition_point(|it| it.end <= row);
        self.ranges.get(at).is_some_and(|it| it.contains(&row))
    }

    /// How many rows are chosen.
    pub fn len(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether no row is chosen.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The chosen rows as ranges, in order.
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// The chosen rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.ranges.iter().cloned().flatten()
    }

    /// The first chosen row.
    pub fn first(&self) -> Option<usize> {
        self.ranges.first().map(|it| it.start)
    }

    /// The chosen row, if it is one alone.
    pub fn single(&self) -> Option<usize> {
        self.first().filter(|_| self.len() == 1)
    }

    /// The row the keyboard stands on, chosen or not.
    pub fn focus(&self) -> Option<usize> {
        self.focus
    }

    /// The row from which Shift extends.
    pub fn anchor(&self) -> Option<usize> {
        self.anchor
    }

    /// The keyboard goes to a row and nothing else changes (Ctrl and an arrow).
    #[must_use]
    pub fn walked(mut self, row: usize) -> Self {
        self.focus = Some(row);
        self
    }

    /// Takes a row in or out and leaves the others (Ctrl and a click, Ctrl+Space).
    #[must_use]
    pub fn toggled(mut self, row: usize) -> Self {
        match self.contains(row) {
            true => self.remove(row..row + 1),
            false => self.add(row..row + 1),
        }
        self.anchor = Some(row);
        self.focus = Some(row);
        self
    }

    /// Everything from the anchor to a row, and nothing else (Shift).
    #[must_use]
    pub fn extended(mut self, row: usize) -> Self {
        self.ranges.clear();
        self.stretched(row)
    }

    /// Everything from the anchor to a row beside what is chosen (Ctrl and Shift).
    #[must_use]
    pub fn stretched(mut self, row: usize) -> Self {
        let anchor = self.anchor.or(self.focus).unwrap_or(row);
        self.add(anchor.min(row)..anchor.max(row) + 1);
        self.anchor = Some(anchor);
        self.focus = Some(row);
        self
    }

    /// Without the rows that a shorter table no longer has.
    #[must_use]
    pub fn cut(mut self, len: usize) -> Self {
        self.remove(len..usize::MAX);
        self.anchor = self.anchor.filter(|it| *it < len);
        self.focus = self.focus.map(|it| it.min(len.saturating_sub(1)));
        self.focus = self.focus.filter(|_| len > 0);
        self
    }

    fn add(&mut self, range: Range<usize>) {
        // What touches or meets the new range becomes one with it.
        let from = self.ranges.partition_point(|it| it.end < range.start);
        let to = self.ranges.partition_point(|it| it.start <= range.end);
        let met = self.ranges.get(from..to).unwrap_or_default();
        let start = met.first().map_or(range.start, |it| it.start);
        let end = met.last().map_or(range.end, |it| it.end);
        let whole = range.start.min(start)..range.end.max(end);
        self.ranges.splice(from..to, [whole]);
    }

    fn remove(&mut self, range: Range<usize>) {
        let from = self.ranges.partition_point(|it| it.end <= range.start);
        let to = self.ranges.partition_point(|it| it.start < range.end);
        let met = self.ranges.get(from..to).unwrap_or_default();
        let before = met.first().map(|it| it.start..range.start);
        let after = met.last().map(|it| range.end..it.end);
        let left: Vec<_> = [before, after]
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
        self.ranges.splice(from..to.max(from), left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(selection: &Selection) -> Vec<(usize, usize)> {
        selection
            .ranges
            .iter()
            .map(|it| (it.start, it.end))
            .collect()
    }

    #[test]
    fn control_takes_in_and_out() {
        let it = Selection::one(3).toggled(5).toggled(4);
        assert_eq!(ranges(&it), [(3, 6)]);
        let it = it.toggled(4);
        assert_eq!(ranges(&it), [(3, 4), (5, 6)]);
        assert_eq!((it.len(), it.focus()), (2, Some(4)));
        assert!(it.contains(5) && !it.contains(4) && !it.contains(6));
        let it = it.toggled(3).toggled(5);
        assert!(it.is_empty());
    }

    #[test]
    fn shift_extends_from_the_anchor_both_ways() {
        let it = Selection::one(10).extended(13);
        assert_eq!(ranges(&it), [(10, 14)]);
        let it = it.extended(8);
        assert_eq!(ranges(&it), [(8, 11)]);
        let it = it.toggled(20).stretched(22);
        assert_eq!(ranges(&it), [(8, 11), (20, 23)]);
        assert_eq!(it.rows().collect::<Vec<_>>(), [8, 9, 10, 20, 21, 22]);
        let it = it.stretched(9);
        assert_eq!(ranges(&it), [(8, 23)]);
    }

    #[test]
    fn a_million_rows_are_one_range() {
        let it = Selection::one(7).all(1_000_000);
        assert_eq!((it.len(), it.ranges().len()), (1_000_000, 1));
        assert_eq!(it.focus(), Some(7));
        let it = it.toggled(500_000);
        assert_eq!(ranges(&it), [(0, 500_000), (500_001, 1_000_000)]);
        let it = it.cut(100);
        assert_eq!((it.len(), it.focus()), (100, Some(99)));
        assert!(it.cut(0).is_empty());
    }

    #[test]
    fn rows_are_found_again_in_another_order() {
        let it = Selection::of_rows([9, 2, 3, 9, 1], Some(9));
        assert_eq!(ranges(&it), [(1, 4), (9, 10)]);
        assert_eq!(it.single(), None);
        assert_eq!(Selection::of_rows([4], None).single(), Some(4));
    }

    /// Every way to choose, at random, beside a plain set of rows.
    #[test]
    fn ranges_are_the_rows_that_a_set_would_hold() {
        use std::collections::BTreeSet;
        let mut seed = 7_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % below
        };
        for _ in 0..400 {
            let (mut it, mut set) = (Selection::default(), BTreeSet::new());
            let mut len = 40;
            for _ in 0..30 {
                let row = next(len);
                let from = it.anchor().or(it.focus()).unwrap_or(row);
                let stretch = from.min(row)..=from.max(row);
                match next(7) {
                    0 => (it, set) = (Selection::one(row), BTreeSet::from([row])),
                    1 => {
                        it = it.toggled(row);
                        if !set.remove(&row) {
                            set.insert(row);
                        }
                    }
                    2 => (it, set) = (it.extended(row), stretch.collect()),
                    3 => {
                        it = it.stretched(row);
                        set.extend(stretch);
                    }
                    4 => it = it.walked(row),
                    5 => (it, set) = (it.all(len), (0..len).collect()),
                    _ => {
                        len = 1 + next(60);
                        it = it.cut(len);
                        set.retain(|it| *it < len);
                    }
                }
                assert!(it.rows().eq(set.iter().copied()), "{it:?} {set:?}");
                assert_eq!(it.len(), set.len());
                assert!((0..70).all(|row| it.contains(row) == set.contains(&row)));
                let apart = it.ranges().windows(2).all(|it| it[0].end < it[1].start);
                assert!(
                    apart && it.ranges().iter().all(|it| !it.is_empty()),
                    "{it:?}"
                );
                assert!(it.focus().is_none_or(|it| it < len));
            }
        }
    }
}
