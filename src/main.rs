//! The program: hands its arguments to the command line, and opens the window when they name no
//! command.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    kontorpost::run(std::env::args_os().collect())
}
