//! The last lines of the log, and what was written down when the program broke off.

use super::Page;
use crate::logbook;
use crate::settings;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes of the log that are taken.
const LOG_BYTES: u64 = 2 << 20;

/// Bytes of one page, so that it can be shown at once.
const PAGE_BYTES: usize = 128 << 10;

/// Bytes of the file about breaking off.
const CRASH_BYTES: u64 = 64 << 10;

/// The pages, the newest lines first of all, each page in the order of time.
pub(super) fn pages(directory: &Path) -> Vec<Page> {
    let mut left = LOG_BYTES;
    let mut parts = Vec::new();
    for file in logbook::files(&logbook::folder(directory)) {
        let text = end_of(&file, left);
        left = left.saturating_sub(text.len() as u64);
        let mut own = cut(&text);
        own.reverse();
        parts.extend(own);
        if left == 0 {
            break;
        }
    }
    let name = |number: usize| format!("log/kontorpost-{number:02}.log");
    let mut pages: Vec<Page> = parts
        .into_iter()
        .enumerate()
        .map(|(at, text)| Page {
            name: name(at + 1),
            text,
        })
        .collect();
    let crashes = settings::crash_file().map(|it| end_of(&it, CRASH_BYTES));
    if let Some(text) = crashes.filter(|it| !it.is_empty()) {
        let name = "absturz.log".to_owned();
        pages.push(Page { name, text });
    }
    pages
}

/// The last bytes of a file, from the beginning of a line on; nothing where it cannot be read.
fn end_of(path: &Path, limit: u64) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let from = length.saturating_sub(limit);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(limit).read_to_end(&mut bytes)?;
        if from > 0 {
            let line = bytes.iter().position(|it| *it == b'\n');
            bytes.drain(..line.map_or(0, |it| it + 1));
        }
        Ok(bytes)
    };
    String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
}

/// In parts of whole lines.
fn cut(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if parts
            .last()
            .is_some_and(|it| it.len() + line.len() > PAGE_BYTES)
        {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
        }
    }
    parts.retain(|it| !it.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_log_comes_in_whole_lines() {
        let directory = tempfile::tempdir().unwrap();
        let folder = logbook::folder(directory.path());
        std::fs::create_dir(&folder).unwrap();
        let lines = |from: u32, to: u32| -> String {
            (from..to)
                .map(|it| format!("{it:07} {}\n", "x".repeat(91)))
                .collect()
        };
        std::fs::write(folder.join("kontorpost.1.log"), lines(0, 20_000)).unwrap();
        std::fs::write(folder.join("kontorpost.log"), lines(20_000, 25_000)).unwrap();
        let mut pages = pages(directory.path());
        pages.retain(|it| it.name.starts_with("log/"));
        assert!(pages.iter().all(|it| it.text.len() <= PAGE_BYTES));
        pages.reverse();
        let all: String = pages.into_iter().map(|it| it.text).collect();
        assert!((LOG_BYTES - 200_000..=LOG_BYTES).contains(&(all.len() as u64)));
        let first: u32 = all[..7].parse().unwrap();
        assert_eq!(all, lines(first, 25_000));
    }
}
