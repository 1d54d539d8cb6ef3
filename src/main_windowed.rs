//! The program that opens the window without a console beside it: the same as `kontorpost`, but what
//! goes wrong is told in a message box.

#![cfg_attr(windows, windows_subsystem = "windows")]
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    kontorpost::gui::tell_in_message_boxes();
    // Shows where the words about such a fault appear, and where they are written down.
    assert!(
        std::env::var_os("KONTORPOST_TEST_CRASH").is_none(),
        "asked for by KONTORPOST_TEST_CRASH"
    );
    kontorpost::run(std::env::args_os().collect())
}
