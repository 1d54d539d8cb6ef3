//! The widget kit of the window, by keyboard and mouse, without a display.

#[path = "window_widgets/account.rs"]
mod account;
#[path = "window_widgets/fields.rs"]
mod fields;
#[path = "support/harness.rs"]
mod harness;
#[path = "window_widgets/inbox.rs"]
mod inbox;
#[path = "window_widgets/keys.rs"]
mod keys;
#[path = "window_widgets/pictures.rs"]
mod pictures;
#[path = "window_widgets/rows.rs"]
mod rows;
#[path = "window_widgets/small.rs"]
mod small;
#[path = "window_widgets/table.rs"]
mod table;
