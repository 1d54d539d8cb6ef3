//! Kontorpost.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod cli;
pub mod domain;
pub mod i18n;
pub mod mime;
pub mod secrets;
pub mod service;
pub mod settings;
pub mod storage;
pub mod transport;
