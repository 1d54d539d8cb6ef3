//! The program that opens the window without a console beside it: the same as `kontorpost`, but what
//! goes wrong is told in a message box.

#![cfg_attr(windows, windows_subsystem = "windows")]
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    kontorpost::gui::tell_in_message_boxes();
    kontorpost::run(std::env::args_os().collect())
}
