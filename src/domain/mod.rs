//! Ground floor: what the office knows. Values and rules only, no input or output.

pub mod account;
pub mod account_form;
pub mod akte;
pub mod diagnosis;
pub mod discovery;
pub mod hash;
pub mod ledger;
pub mod letter;
pub mod mail;
pub mod office_settings;
pub mod outbox;
pub mod preset;
pub mod receiving;
pub mod register;
pub mod repair;
pub mod report;
pub mod rollout;
pub mod rollout_table;
pub mod search_text;
pub mod secret;
pub mod server;
pub mod stammdaten;
pub mod syntax;
pub mod table_import;
pub mod usage;
