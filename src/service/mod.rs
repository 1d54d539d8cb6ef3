//! The engine: one handle, [`Office`], whose methods are the things a person can ask for.

pub mod accounts;
pub mod demo;
mod error;
mod fetch;
mod import;
pub mod notice;
mod office;
mod reading;
pub mod receiver;
mod removal;
mod stammdaten;

pub use error::{Error, Result};
pub use fetch::Stop;
pub use office::{Acting, Office, login_name};
