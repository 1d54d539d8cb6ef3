//! Files that a person names in the system's file window.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Nobody answers a file window faster than this: an answer that comes sooner means that there was
/// none. The toolkit behind it gives the same answer to both.
const TOO_FAST: Duration = Duration::from_millis(600);

/// What came of the system's file window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// This file.
    File(PathBuf),
    /// Left without an answer.
    Left,
    /// The system has no file window to show, as on a bare terminal server.
    Unavailable,
}

/// Asks where to save. `kinds` are what can be chosen from: words and ending.
pub async fn save(name: String, kinds: Vec<(String, &'static str)>) -> Named {
    let begun = Instant::now();
    let window = kinds.into_iter().fold(
        rfd::AsyncFileDialog::new().set_file_name(name),
        |window, (words, ending)| window.add_filter(words, &[ending]),
    );
    match window.save_file().await {
        Some(file) => Named::File(file.path().to_owned()),
        None if begun.elapsed() < TOO_FAST => Named::Unavailable,
        None => Named::Left,
    }
}

/// What came of asking for files to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    Files(Vec<PathBuf>),
    /// Left without an answer.
    Left,
    /// The system has no file window to show.
    Unavailable,
}

/// Asks which files to open.
pub async fn choose(title: String) -> Chosen {
    let begun = Instant::now();
    let window = rfd::AsyncFileDialog::new().set_title(title);
    match window.pick_files().await {
        Some(files) => Chosen::Files(files.iter().map(|it| it.path().to_owned()).collect()),
        None if begun.elapsed() < TOO_FAST => Chosen::Unavailable,
        None => Chosen::Left,
    }
}

/// Asks which file to open. `kinds` are what can be chosen from: words and endings.
pub async fn open(title: String, kinds: Vec<(String, Vec<&'static str>)>) -> Named {
    let begun = Instant::now();
    let window = kinds.into_iter().fold(
        rfd::AsyncFileDialog::new().set_title(title),
        |window, (words, endings)| window.add_filter(words, &endings),
    );
    match window.pick_file().await {
        Some(file) => Named::File(file.path().to_owned()),
        None if begun.elapsed() < TOO_FAST => Named::Unavailable,
        None => Named::Left,
    }
}

/// Asks for a folder.
pub async fn folder() -> Named {
    let begun = Instant::now();
    match rfd::AsyncFileDialog::new().pick_folder().await {
        Some(folder) => Named::File(folder.path().to_owned()),
        None if begun.elapsed() < TOO_FAST => Named::Unavailable,
        None => Named::Left,
    }
}

/// A file in a folder that is not there yet: this name, or the name with a number.
pub fn free_name(folder: &std::path::Path, name: &str) -> PathBuf {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let numbered = (2..1000).map(|number| format!("{stem} ({number}){ending}"));
    let names = std::iter::once(name.to_owned()).chain(numbered);
    let mut paths = names.map(|it| folder.join(it));
    let free = paths.find(|it| !it.exists());
    free.unwrap_or_else(|| folder.join(name))
}

/// A name for a file that every system takes.
pub fn plain_name(words: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '.');
    let name: String = words
        .chars()
        .map(|it| if is_plain(it) { it } else { '-' })
        .collect();
    name.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_hold_nothing_special() {
        assert_eq!(plain_name("Weiß & Partner: a/b"), "Weiß - Partner- a-b");
        assert_eq!(plain_name("../x."), "-x");
    }
}
