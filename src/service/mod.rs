//! The engine: one handle, [`Office`], whose methods are the things a person can ask for.

mod account_counts;
pub mod account_save;
pub mod account_test;
pub mod accounts;
mod app_copy;
mod blocked;
pub mod browser;
mod classify;
mod connecting;
pub mod demo;
mod desk;
mod desk_words;
pub mod discover;
pub mod discover_words;
mod error;
mod fetch;
mod first_fetch;
mod import;
pub mod notice;
pub mod oauth;
pub mod oauth_words;
mod office;
mod office_notice;
mod office_settings;
pub mod old_mail;
mod other_folders;
mod packing;
mod reading;
pub mod receiver;
mod receiver_event;
pub mod receiver_state;
mod registers;
mod removal;
pub mod sending;
mod stammdaten;
mod table;
mod table_imports;
mod takeover;
mod watch;

pub use error::{Error, Result};
pub use fetch::Stop;
pub use office::{Acting, Office, StandardPorts, login_name};

// What the engine hands out of the database, for the faces, which never see the room itself.
pub use crate::storage::accounts::Added;
pub use crate::storage::akten::AkteWish;
pub use crate::storage::mails::Page;
pub use crate::storage::runs::Holder;
pub use crate::storage::upkeep::CheckReport;
