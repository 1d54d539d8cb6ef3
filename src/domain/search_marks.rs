//! Where the words of a search stand in a text, as it is written there.

use super::search_text::fold;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Letters of a piece of text before the hit, and altogether.
const BEFORE: usize = 50;
const LENGTH: usize = 180;

/// A folded text that knows where each of its bytes came from.
struct Folded {
    text: String,
    /// Where a letter of the original begins: (in the folded text, in the original).
    begins: Vec<(usize, usize)>,
    end: usize,
}

impl Folded {
    fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut begins = Vec::with_capacity(original.len());
        let mut letters = original.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let mut end = at + letter.len_utf8();
            // A mark belongs to the letter before it.
            while let Some((_, mark)) = letters.next_if(|it| is_combining_mark(it.1)) {
                end += mark.len_utf8();
            }
            begins.push((text.len(), at));
            match original.get(at..end) {
                Some(one) if one.len() == 1 => text.push(letter.to_ascii_lowercase()),
                Some(more) => text.push_str(&fold(more)),
                None => {}
            }
        }
        Self {
            text,
            begins,
            end: original.len(),
        }
    }

    /// Bytes of the original that became these bytes.
    fn original(&self, found: Range<usize>) -> Range<usize> {
        let begin = self.begins.partition_point(|it| it.0 <= found.start);
        let begin = begin.checked_sub(1).and_then(|it| self.begins.get(it));
        let end = self.begins.partition_point(|it| it.0 < found.end);
        let end = self.begins.get(end);
        begin.map_or(0, |it| it.1)..end.map_or(self.end, |it| it.1)
    }

    fn is_inside_a_word(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|it| it.chars().next_back());
        before.is_some_and(char::is_alphanumeric)
    }

    /// The next place of a word from a byte on. A word may be of several parts, with other signs
    /// between them.
    fn find(&self, word: &Word<'_>, from: usize) -> Option<Range<usize>> {
        let (first, rest) = word.parts.split_first()?;
        let mut from = from;
        loop {
            let at = from + self.text.get(from..)?.find(first)?;
            from = at + first.chars().next().map_or(1, char::len_utf8);
            if !word.inside && self.is_inside_a_word(at) {
                continue;
            }
            let mut end = at + first.len();
            let all = rest.iter().all(|part| match self.skip(end, part) {
                Some(next) => {
                    end = next;
                    true
                }
                None => false,
            });
            let goes_on = self.text.get(end..).and_then(|it| it.chars().next());
            if all && !(word.whole && goes_on.is_some_and(char::is_alphanumeric)) {
                return Some(at..end);
            }
        }
    }

    /// The end of a part that begins behind the signs from here on.
    fn skip(&self, from: usize, part: &str) -> Option<usize> {
        let rest = self.text.get(from..)?;
        let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let signs = rest.len() - next.len();
        (signs > 0 && next.starts_with(part)).then_some(from + signs + part.len())
    }
}

/// A word as it is looked for in a text.
struct Word<'a> {
    parts: Vec<&'a str>,
    /// It may stand inside a word.
    inside: bool,
    /// No letter may follow.
    whole: bool,
}

impl<'a> Word<'a> {
    fn of(word: &'a str, is_last: bool, short_field: bool) -> Self {
        let is_number = word.chars().any(|c| c.is_ascii_digit());
        let parts = word.split(|c: char| !c.is_alphanumeric());
        Self {
            parts: parts.filter(|it| !it.is_empty()).collect(),
            inside: short_field && !is_number && word.chars().count() >= 3,
            whole: is_number && !is_last,
        }
    }
}

fn marks_in(folded: &Folded, words: &[String], short_field: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = Word::of(word, at + 1 == words.len(), short_field);
        let mut from = 0;
        while let Some(range) = folded.find(&word, from) {
            from = range.end.max(from + 1);
            found.push(folded.original(range));
        }
    }
    found.sort_unstable_by_key(|it| (it.start, it.end));
    // Words may overlap; what is shown is one mark.
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Where folded words (of [`super::search_text::words`]) stand in a subject, a name or the name of
/// an attachment: bytes, in order, none twice.
pub fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    marks_in(&Folded::of(text), words, true)
}

/// A piece of a long text around the first of the words, in one line, with its marks; `None` if
/// none of them is in it.
pub fn snippet(text: &str, words: &[String]) -> Option<(String, Vec<Range<usize>>)> {
    let folded = Folded::of(text);
    let first = |(at, word): (usize, &String)| {
        let word = Word::of(word, at + 1 == words.len(), false);
        folded.find(&word, 0).map(|it| folded.original(it).start)
    };
    let hit = words.iter().enumerate().filter_map(first).min()?;
    let before = text.get(..hit)?;
    let mut start = before
        .char_indices()
        .nth_back(BEFORE)
        .map_or(0, |(at, _)| at);
    if start > 0 {
        // Not in the middle of a word.
        let space = text.get(start..hit)?.find(char::is_whitespace);
        start += space.map_or(0, |it| it + 1);
    }
    let mut line = String::from(if start > 0 { "…" } else { "" });
    let mut letters = 0;
    let mut is_first = true;
    for piece in text.get(start..)?.split_whitespace() {
        let length = piece.chars().count() + 1;
        if letters + length > LENGTH {
            let room = LENGTH.saturating_sub(letters);
            if is_first {
                line.extend(piece.chars().take(room));
            }
            line.push('…');
            break;
        }
        if !is_first {
            line.push(' ');
        }
        is_first = false;
        letters += length;
        line.push_str(piece);
    }
    let marks = marks_in(&Folded::of(&line), words, false);
    Some((line, marks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search_text::words;
    use proptest::prelude::*;

    fn shown(text: &str, query: &str) -> Vec<String> {
        let found = marks(text, &words(query));
        found.into_iter().map(|it| text[it].to_owned()).collect()
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        for (text, query, expected) in [
            ("Größe prüfen", "groesse", &["Größe"][..]),
            (
                "GRÖẞE und Gro\u{308}ße",
                "größe",
                &["GRÖẞE", "Gro\u{308}ße"],
            ),
            ("Kostenfestsetzung", "fest", &["fest"]),
            ("Kostenfestsetzung", "fe", &[]),
            ("8/20 Müller, 18/20, 8/201", "8/20", &["8/20", "8/20"]),
            ("8/20 Müller, 8/201", "8/20 mü", &["8/20", "Mü"]),
            ("Antrag auf Kosten", "\"antrag auf\"", &["Antrag auf"]),
            ("j.bär@amt.de", "bär amt", &["bär", "amt"]),
            ("Straße", "s", &["S"]),
            ("Straße", "stras", &["Straß"]),
            ("Klageklage", "klage", &["Klageklage"]),
            ("nichts", "x", &[]),
            ("", "x", &[]),
        ] {
            assert_eq!(shown(text, query), expected, "{text} / {query}");
        }
    }

    #[test]
    fn a_piece_is_cut_around_the_first_hit() {
        let text = format!(
            "{}\n\nwegen der Größe  des\tHofs {}",
            "wort ".repeat(50),
            "mehr ".repeat(90)
        );
        let (line, marks) = snippet(&text, &words("größe")).unwrap();
        assert!(
            line.starts_with("…wort") && line.ends_with("mehr…"),
            "{line}"
        );
        assert!(line.contains("wegen der Größe des Hofs"));
        assert_eq!(&line[marks[0].clone()], "Größe");
        assert_eq!(
            snippet("Kurz", &words("ku")).unwrap(),
            ("Kurz".to_owned(), std::iter::once(0..2).collect())
        );
        assert_eq!(snippet("anders", &words("größe")), None);
    }

    proptest! {
        #[test]
        fn marks_are_letters_of_the_text(text in "\\PC{0,40}", query in "\\PC{0,8}") {
            let words = words(&query);
            for range in marks(&text, &words) {
                prop_assert!(text.get(range).is_some_and(|it| !it.is_empty()));
            }
            if let Some((line, marks)) = snippet(&text, &words) {
                for range in marks {
                    prop_assert!(line.get(range).is_some());
                }
            }
        }
    }
}
