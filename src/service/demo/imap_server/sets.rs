//! Sets of message numbers and UIDs such as `1:5,7,9:*`.

/// A set as the client wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberSet(Vec<(u32, u32)>);

impl NumberSet {
    /// Reads a set; `*` stands for `last`.
    pub(super) fn read(text: &str, last: u32) -> Option<Self> {
        let number = |word: &str| match word {
            "*" => Some(last),
            _ => word.parse().ok().filter(|it| *it > 0),
        };
        let ranges = text.split(',').map(|part| match part.split_once(':') {
            Some((from, to)) => {
                let (from, to) = (number(from)?, number(to)?);
                Some((from.min(to), from.max(to)))
            }
            None => number(part).map(|it| (it, it)),
        });
        ranges.collect::<Option<Vec<_>>>().map(Self)
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        self.0
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&number))
    }
}

/// Message numbers (from 1) and UIDs of a folder that a command's set means.
pub(super) fn chosen(uids: &[u32], set: &str, by_uid: bool) -> Option<Vec<(usize, u32)>> {
    let count = u32::try_from(uids.len()).ok()?;
    let last = if by_uid {
        uids.last().copied().unwrap_or(0)
    } else {
        count
    };
    let set = NumberSet::read(set, last)?;
    let numbered = uids.iter().zip(1_u32..);
    let wanted =
        numbered.filter(|(uid, number)| set.contains(if by_uid { **uid } else { *number }));
    wanted
        .map(|(uid, number)| Some((usize::try_from(number).ok()?, *uid)))
        .collect()
}

/// Writes UIDs as a set, runs of them as ranges.
pub(super) fn write(uids: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &uid in uids {
        match ranges.last_mut() {
            Some((_, to)) if to.checked_add(1) == Some(uid) => *to = uid,
            _ => ranges.push((uid, uid)),
        }
    }
    let words: Vec<String> = ranges
        .iter()
        .map(|(from, to)| {
            if from == to {
                from.to_string()
            } else {
                format!("{from}:{to}")
            }
        })
        .collect();
    words.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_and_written() {
        let uids = [3, 5, 6, 7, 10];
        let by_uid = |set| chosen(&uids, set, true);
        assert_eq!(by_uid("5:6,99"), Some(vec![(2, 5), (3, 6)]));
        assert_eq!(by_uid("50:*"), Some(vec![(5, 10)]));
        assert_eq!(by_uid("x"), None);
        assert_eq!(by_uid("0"), None);
        assert_eq!(chosen(&uids, "1,*", false), Some(vec![(1, 3), (5, 10)]));
        assert_eq!(chosen(&[], "1:*", true), Some(vec![]));
        assert_eq!(write(&uids), "3,5:7,10");
    }
}
