//! A set of row numbers.

/// Small numbers, a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

fn split(number: i64) -> Option<(usize, u64)> {
    let number = usize::try_from(number).ok()?;
    Some((number / 64, 1 << (number % 64)))
}

impl Bits {
    /// Puts a number in; negative ones are no row numbers.
    pub(super) fn insert(&mut self, number: i64) {
        if let Some((word, bit)) = split(number) {
            if word >= self.words.len() {
                self.words.resize(word + 1, 0);
            }
            if let Some(it) = self.words.get_mut(word) {
                *it |= bit;
            }
        }
    }

    /// Whether a number is in it.
    pub(super) fn contains(&self, number: i64) -> bool {
        let found = split(number).and_then(|(word, bit)| Some(self.words.get(word)? & bit));
        found.is_some_and(|it| it != 0)
    }

    /// Leaves only what is in the other one too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|it| *it == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_in_and_are_kept() {
        let of = |numbers: &[i64]| {
            let mut bits = Bits::default();
            numbers.iter().for_each(|it| bits.insert(*it));
            bits
        };
        let mut bits = of(&[1, 63, 64, 1_000, -5]);
        assert!(bits.contains(64) && !bits.contains(65) && !bits.contains(-5));
        bits.keep(&of(&[63, 64, 65]));
        assert!(bits.contains(63) && bits.contains(64) && !bits.contains(1_000));
        bits.keep(&of(&[]));
        assert!(bits.is_empty());
    }
}
