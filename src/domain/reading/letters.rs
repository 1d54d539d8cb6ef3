//! Letters that are not seen, or that change how their neighbours are seen.

use unicode_normalization::char::is_combining_mark;

/// Accents on one letter at the most; only mischief has more.
const MOST_MARKS: usize = 3;

/// Turns the direction of writing.
pub fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Is not seen, and nothing would be missing without it.
pub fn is_unseen(letter: char) -> bool {
    turns(letter)
        || (letter.is_control() && letter != '\t' && letter != '\n')
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffc}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Adds `text` to `line` without what is not seen; whether anything turned the direction of writing.
pub fn add_seen(line: &mut String, text: &str) -> bool {
    if text.is_ascii() && !text.bytes().any(|it| it.is_ascii_control()) {
        line.push_str(text);
        return false;
    }
    let (mut has_turned, mut marks) = (false, 0);
    for letter in text.chars() {
        // A joiner between pictures makes one of them.
        let joins = letter == '\u{200d}' && line.ends_with(|it: char| it > '\u{2190}');
        if is_unseen(letter) && !joins {
            has_turned |= turns(letter);
            continue;
        }
        marks = if is_combining_mark(letter) {
            marks + 1
        } else {
            0
        };
        if marks <= MOST_MARKS {
            line.push(letter);
        }
    }
    has_turned
}

/// The text without what is not seen, on one line.
pub fn seen_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    add_seen(&mut line, text);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_goes() {
        let mut line = String::new();
        assert!(add_seen(&mut line, "Rechnung\u{202e}fdp.exe"));
        assert!(!add_seen(&mut line, " \u{200b}Gr\u{ad}üße 👩\u{200d}⚖"));
        assert_eq!(line, "Rechnungfdp.exe Grüße 👩\u{200d}⚖");
        assert_eq!(
            seen_line("a\u{301}\u{301}\u{301}\u{301}\u{301}  b"),
            "a\u{301}\u{301}\u{301} b"
        );
    }
}
