//! Text folded for search, so that `Größe`, `GRÖSSE` and `groesse` are one word.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text: compatibility forms unified, lower case, umlauts and ß written out, other marks
/// taken off.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while !rest.is_empty() {
        // German text is folded letter by letter; only what is rarer needs Unicode's rules. A mark
        // belongs to the letter before it.
        let mut plain = 0;
        let mut last = 0;
        for (at, letter) in rest.char_indices() {
            if !is_german(letter) {
                plain = last;
                break;
            }
            last = at;
            plain = at + letter.len_utf8();
        }
        let (simple, other) = rest.split_at(plain);
        simple
            .chars()
            .for_each(|letter| push_folded(&mut folded, letter));
        let end = other
            .char_indices()
            .skip(1)
            .find(|(_, letter)| is_german(*letter))
            .map_or(other.len(), |(at, _)| at);
        let (unusual, later) = other.split_at(end);
        // Composed first: an umlaut may come as a letter and a mark (macOS file names).
        for letter in unusual.nfkc().flat_map(char::to_lowercase) {
            push_folded(&mut folded, letter);
        }
        rest = later;
    }
    folded
}

fn is_german(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, 'ä' | 'ö' | 'ü' | 'ß' | 'Ä' | 'Ö' | 'Ü')
}

fn push_folded(folded: &mut String, letter: char) {
    match letter {
        letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
        'ä' | 'Ä' | 'æ' => folded.push_str("ae"),
        'ö' | 'Ö' | 'œ' => folded.push_str("oe"),
        'ü' | 'Ü' => folded.push_str("ue"),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' => folded.push('d'),
        'ı' => folded.push('i'),
        // Seen by nobody and in the middle of words: soft hyphen, zero width.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => (),
        letter => folded.extend(
            std::iter::once(letter)
                .nfd()
                .filter(|part| !is_combining_mark(*part)),
        ),
    }
}

/// Splits what a clerk typed into folded search words. Quotes of any kind make a phrase of several
/// words; an open quote reaches to the end. Words hold letters, digits and the signs inside file
/// numbers and addresses (`8/20`, `j.bär@amt.de`), never quotes or other signs of a query language.
pub fn words(query: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (position, piece) in query.split(is_quote).enumerate() {
        let in_quotes = position % 2 == 1;
        if in_quotes {
            let phrase: Vec<String> = plain_words(piece).collect();
            found.push(phrase.join(" "));
        } else {
            found.extend(plain_words(piece));
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

/// Letters of the longest beginning of a word that is kept apart.
pub const BEGINNING: usize = 3;

/// The first letters of words, each once: what a search for one to three letters is answered by.
#[derive(Debug, Default)]
pub struct Beginnings {
    /// Which of the beginnings in the letters a to z are there, by [`Self::place`]; made at the
    /// first word.
    plain: Vec<bool>,
    others: BTreeSet<String>,
}

impl Beginnings {
    /// Beginnings of up to three letters a to z.
    const PLACES: usize = 27 * 27 * 27;

    /// Adds the words of a folded text.
    pub fn add(&mut self, text: &str) {
        if self.plain.is_empty() {
            self.plain = vec![false; Self::PLACES];
        }
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if let Some(last) = word.char_indices().take(BEGINNING).last() {
                self.add_word(word, last.0 + last.1.len_utf8());
            }
        }
    }

    fn add_word(&mut self, word: &str, end: usize) {
        let mut place = 0;
        let mut factor = 1;
        let short = word.get(..end).unwrap_or_default();
        for (at, letter) in short.char_indices() {
            let Some(number) = (u32::from(letter))
                .checked_sub(u32::from('a'))
                .filter(|it| *it < 26)
            else {
                // From here on it is rare: other letters, digits.
                let ends = short.char_indices().skip_while(|it| it.0 < at);
                let ends: Vec<usize> = ends.map(|(at, it)| at + it.len_utf8()).collect();
                let found = ends.into_iter().filter_map(|end| short.get(..end));
                // Numbers are searched for as a whole.
                let found = found.filter(|it| !it.contains(|c: char| c.is_ascii_digit()));
                self.others.extend(found.map(str::to_owned));
                return;
            };
            place += (number as usize + 1) * factor;
            factor *= 27;
            if let Some(there) = self.plain.get_mut(place) {
                *there = true;
            }
        }
    }

    /// All of them, with spaces between.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let plain = self.plain.iter().enumerate().filter(|(_, there)| **there);
        for (mut place, _) in plain {
            while place > 0 {
                // A letter each, the first one lowest.
                let letter = u8::try_from((place % 27).saturating_sub(1)).unwrap_or_default();
                words.push(char::from(b'a' + letter));
                place /= 27;
            }
            words.push(' ');
        }
        for other in &self.others {
            words.push_str(other);
            words.push(' ');
        }
        words
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '»' | '«')
}

fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split(char::is_whitespace).filter_map(|word| {
        let folded = fold(word);
        let kept: String = folded
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || is_inner_sign(c) {
                    c
                } else {
                    ' '
                }
            })
            .collect();
        let pieces: Vec<&str> = kept
            .split(' ')
            .map(|piece| piece.trim_matches(is_inner_sign))
            .filter(|piece| !piece.is_empty())
            .collect();
        (!pieces.is_empty()).then(|| pieces.join(" "))
    })
}

/// Signs that join the parts of a file number, an address or a file name.
fn is_inner_sign(c: char) -> bool {
    matches!(c, '/' | '-' | '.' | '@' | '_' | '+' | '&' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_fold_together() {
        for spelling in [
            "Größe",
            "GRÖSSE",
            "groesse",
            "Groesse",
            "Gro\u{308}ße",
            "GRÖẞE",
            "Grö\u{ad}ße",
        ] {
            assert_eq!(fold(spelling), "groesse", "{spelling}");
        }
        for (text, folded) in [
            ("MÜLLER GmbH & Co. KG", "mueller gmbh & co. kg"),
            ("Éclair à la Crème", "eclair a la creme"),
            ("Ełżbieta Ångström", "elzbieta angstroem"),
            ("ﬁnanz ²", "finanz 2"),
            ("Ärger Über Öl", "aerger ueber oel"),
            ("Привет", "привет"),
            ("Az. 8/20", "az. 8/20"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(&fold(text)), folded);
        }
    }

    proptest! {
        #[test]
        fn the_short_way_comes_to_the_same(text in "[aZä/ßÖ e\u{300}\u{308}Åﬁ²\u{ad}Пİ]{0,24}") {
            let mut whole = String::new();
            for letter in text.nfkc().flat_map(char::to_lowercase) {
                push_folded(&mut whole, letter);
            }
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn beginnings_are_kept_once() {
        let mut beginnings = Beginnings::default();
        for text in ["frist az, fr", "8/20 20a", "привет zz-z"] {
            beginnings.add(text);
        }
        let words = beginnings.words();
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_unstable();
        let expected = ["a", "az", "f", "fr", "fri", "z", "zz", "п", "пр", "при"];
        assert_eq!(words, expected);
        assert_eq!(Beginnings::default().words(), "");
    }

    #[test]
    fn what_a_clerk_types_becomes_words() {
        for (query, expected) in [
            ("Größe prüfen", &["groesse", "pruefen"][..]),
            ("8/20", &["8/20"]),
            ("Az. 4 O 123/26", &["az", "4", "o", "123/26"]),
            ("j.bär@amt.de", &["j.baer@amt.de"]),
            (
                "\"Antrag auf Kosten\" Müller",
                &["antrag auf kosten", "mueller"],
            ),
            ("„sehr geehrte“ x", &["sehr geehrte", "x"]),
            ("\"offen bis Ende", &["offen bis ende"]),
            ("Müller*", &["mueller"]),
            ("a:b (c) {d} ^e", &["a b", "c", "d", "e"]),
            ("-- * \" \" ' ..", &[]),
            ("NEAR(a b)", &["near a", "b"]),
            ("", &[]),
        ] {
            assert_eq!(words(query), expected, "{query}");
        }
    }
}
