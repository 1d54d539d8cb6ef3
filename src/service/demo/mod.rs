//! The practice office: mail servers on this computer, made-up mail, and faults to learn from.

pub mod certificates;
pub mod counters;
pub mod faults;
pub mod practice;
pub mod samples;
pub mod server;
pub mod store;

mod calendar;
mod ews_server;
mod house;
mod imap_server;
mod interrupt;
mod link;
mod pop3_server;
mod sasl;
mod smtp_server;

#[cfg(test)]
mod probe;
