//! `kontorpost mailto:…` and `kontorpost FILE.eml`: the same as `kontorpost open …`.

use crate::domain::call::is_meant;
use std::ffi::OsString;

/// The word that is left out.
const OPEN: &str = "open";

/// Puts `open` in front of what is to be opened where the first argument that could be a command is a
/// link or a file.
pub(super) fn named(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let word = argument.to_str();
        at += match word {
            // The next one is its value.
            Some("--data-dir" | "--lang" | "--user") => 2,
            Some("--") => return arguments,
            Some(word) if word.starts_with('-') => 1,
            _ if is_meant(argument) => {
                arguments.insert(at, OsString::from(OPEN));
                return arguments;
            }
            _ => return arguments,
        };
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_files_need_no_command() {
        let named = |line: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            let named = super::named(words);
            let words: Vec<String> = named
                .into_iter()
                .map(|it| it.to_string_lossy().into_owned())
                .collect();
            words.join(" ")
        };
        for (given, meant) in [
            ("k mailto:a@b", "k open mailto:a@b"),
            (
                "k --data-dir /x/y.eml a.eml b",
                "k --data-dir /x/y.eml open a.eml b",
            ),
            ("k --json --user 3 ./a", "k --json --user 3 open ./a"),
            ("k --data-dir=/x a.eml", "k --data-dir=/x open a.eml"),
            ("k open a.eml", "k open a.eml"),
            ("k mail import --eml a.eml", "k mail import --eml a.eml"),
            ("k acount", "k acount"),
            ("k --data-dir /x", "k --data-dir /x"),
            ("k", "k"),
        ] {
            assert_eq!(named(given), meant);
        }
    }
}
