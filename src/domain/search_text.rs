//! Text folded for search, so that `Größe`, `GRÖSSE` and `groesse` are one word.

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
