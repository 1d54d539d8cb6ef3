//! Files that another program holds for a moment: on Windows a virus scanner opens what was just
//! written, and meanwhile nobody may move it.

use std::io::{Error, Result};
use std::path::Path;
use std::time::Duration;

/// How often it is tried, and how long in between: three seconds in all.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// Windows' numbers for "access denied", "in use by another process" and "locked in part".
const HELD: [i32; 3] = [5, 32, 33];

/// Moves a file into the place of another, waiting a little for whoever holds one of them.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    let is_held =
        |error: &Error| cfg!(windows) && error.raw_os_error().is_some_and(|it| HELD.contains(&it));
    for _ in 1..TRIES {
        match std::fs::rename(from, to) {
            Err(error) if is_held(&error) => std::thread::sleep(PAUSE),
            outcome => return outcome,
        }
    }
    std::fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_moved_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("neu"), folder.path().join("alt"));
        std::fs::write(&from, "neu").unwrap();
        std::fs::write(&to, "alt").unwrap();
        rename(&from, &to).unwrap();
        assert_eq!(std::fs::read_to_string(&to).unwrap(), "neu");
        assert!(!from.exists());
        assert!(rename(&from, &to).is_err(), "nothing to move");
    }

    #[cfg(windows)]
    #[test]
    fn it_waits_for_a_scanner_and_tells_of_who_stays() {
        use std::os::windows::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("neu"), folder.path().join("alt"));
        std::fs::write(&from, "neu").unwrap();
        let hold = || {
            let mut options = std::fs::OpenOptions::new();
            options.read(true).share_mode(0).open(&from).unwrap()
        };
        let scanner = hold();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(PAUSE * 4);
                drop(scanner);
            });
            rename(&from, &to).unwrap();
        });
        assert_eq!(std::fs::read_to_string(&to).unwrap(), "neu");
        std::fs::write(&from, "neuer").unwrap();
        let stays = hold();
        assert_eq!(rename(&from, &to).unwrap_err().raw_os_error(), Some(32));
        drop(stays);
        assert_eq!(std::fs::read_to_string(&to).unwrap(), "neu");
    }
}
