//! Ground floor: what the office knows. Values and rules only, no input or output.

pub mod hash;
pub mod ledger;
pub mod mail;
pub mod secret;
pub mod server;
