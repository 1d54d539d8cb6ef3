//! The program: hands its arguments to the command line, and opens the window when they name no
//! command.

#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::process::ExitCode;

use kontorpost::{cli, gui};

fn main() -> ExitCode {
    match cli::run(std::env::args_os().collect()) {
        cli::Ran::Done(code) => code,
        cli::Ran::Window {
            directory,
            acting,
            language,
        } => gui::run(gui::Start::Office {
            directory,
            acting,
            language,
        }),
        cli::Ran::PracticeWindow { language } if gui::is_possible() => {
            gui::run(gui::Start::Practice { language })
        }
        cli::Ran::PracticeWindow { language } => cli::practice(language),
    }
}
