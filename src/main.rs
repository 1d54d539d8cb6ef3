//! The program: hands its arguments to the command line.

#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::process::ExitCode;

fn main() -> ExitCode {
    kontorpost::cli::run(std::env::args_os().collect())
}
