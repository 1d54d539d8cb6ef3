//! Screens of the main window.

pub mod abrufbuch;
pub mod desk;
pub mod e_akte;
pub mod first_start;
pub mod postausgang;
pub mod quarantaene;
pub mod quellen;
pub mod reader;
pub mod who;
