//! Screens of the main window.

pub mod first_start;
pub mod postausgang;
pub mod posteingang;
pub mod reader;
pub mod who;
