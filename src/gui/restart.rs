//! The program ends and begins again: a backup takes the place of the office only while nobody has it
//! open.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

static WANTED: AtomicBool = AtomicBool::new(false);

/// When the window is gone, the program is to begin again.
pub(super) fn want() {
    WANTED.store(true, Ordering::Relaxed);
}

/// Begins again with the same arguments, if that is wanted. The new one waits until this one has
/// given everything back.
pub(super) fn begin_again() {
    if !WANTED.swap(false, Ordering::Relaxed) {
        return;
    }
    let begun = std::env::current_exe().and_then(|program| {
        Command::new(program)
            .args(std::env::args_os().skip(1))
            .stdin(Stdio::null())
            .spawn()
    });
    if let Err(error) = begun {
        super::crash::tell(&error.to_string());
    }
}
