//! One line of the log.

use super::Kind;
use crate::domain::mask;

/// Characters of a line at the most.
const LONGEST: usize = 2_000;

/// Time in UTC, level, process, what happened. What comes from outside stays on this line and shows
/// neither persons nor secrets.
pub(super) fn of(record: &log::Record<'_>, kind: Kind) -> String {
    let target = record.target();
    let said = match target == "kontorpost" || target.starts_with("kontorpost::") {
        true => record.args().to_string(),
        false => {
            let from = target.split("::").next().unwrap_or_default();
            format!("other-crate from={from} {}", record.args())
        }
    };
    let at = jiff::Timestamp::now();
    let (level, pid) = (record.level(), std::process::id());
    let said = one_line(&mask::plain(&one_line(&said)));
    format!("{at:.3} {level:<5} {}/{pid} {said}\n", kind.word())
}

/// Without anything that begins a line or turns its direction around.
fn one_line(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' => '?',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '?',
        c if c.is_control() => '?',
        c => c,
    };
    text.chars().map(plain).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> String {
        let mut record = log::Record::builder();
        record.target("kontorpost::x").level(log::Level::Info);
        of(&record.args(format_args!("{words}")).build(), Kind::Window)
    }

    #[test]
    fn whatever_a_server_says_stays_on_one_line() {
        let line =
            line("said a\r\n2026-01-01T00:00:00Z ERROR window/1 forged\u{2028}b\u{202e}c\x1b[31m");
        assert_eq!(line.matches('\n').count(), 1, "{line}");
        assert!(
            line.contains("said a??2026") && line.contains("?b?c?[31m"),
            "{line}"
        );
        assert!(!line.contains('\u{2028}'), "{line}");
    }

    #[test]
    fn a_line_has_its_moment_level_and_process() {
        let line = line(&"x".repeat(9_000));
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(words[0].ends_with('Z') && words[0].len() == 24, "{line}");
        assert_eq!(words[1], "INFO");
        assert_eq!(words[2], format!("window/{}", std::process::id()));
        assert!(line.len() < 2_100);
    }
}
