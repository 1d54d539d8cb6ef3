//! Screens of the main window.

pub mod postausgang;
pub mod posteingang;
pub mod reader;
pub mod who;
