//! The program ends and begins again: a backup takes the place of the office only while nobody has it
//! open.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

static WANTED: AtomicBool = AtomicBool::new(false);

/// When the window is gone, the program is to begin again.
pub(super) fn want() {
    WANTED.store(true, Ordering::Relaxed);
}

/// Whether it is to.
pub(super) fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// Begins again with the same arguments, if that is wanted. The new one waits until this one has
/// given everything back.
pub(super) fn begin_again() {
    if !WANTED.swap(false, Ordering::Relaxed) {
        return;
    }
    let begun = std::env::current_exe().and_then(|program| {
        Command::new(program)
            .args(seen(std::env::args_os().skip(1)))
            .stdin(Stdio::null())
            .spawn()
    });
    if let Err(error) = begun {
        super::crash::tell(&error.to_string());
    }
}

/// Whoever has pressed "Jetzt neu starten" looks for a window, even where the session began without one.
fn seen(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut is_option = true;
    arguments
        .filter(|it| {
            is_option &= it != "--";
            !is_option || it != "--tray"
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_begun_in_the_tray_comes_back_with_a_window() {
        let begun = ["--data-dir", "/x", "--tray", "open", "--", "--tray"].map(OsString::from);
        let again = seen(begun.into_iter());
        assert_eq!(again, ["--data-dir", "/x", "open", "--", "--tray"]);
    }
}
