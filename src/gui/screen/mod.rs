//! Screens of the main window.

pub mod posteingang;
