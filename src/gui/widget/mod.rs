//! The widget kit: what the toolkit lacks for office dialogs.

pub mod controls;
pub mod edit_menu;
pub mod focus;
pub mod form;
pub mod grid;
pub mod inert;
pub mod label;
pub mod menu;
mod type_ahead;

pub use controls::{
    Choice, Direction, Frame, LABEL_WIDTH, button, check, fault, field, footer, heading, hint,
    labelled, options, picker, px, section, tool_button, wide_field,
};
pub use edit_menu::edit_menu;
pub use focus::{Focus, Role, focus};
pub use form::{Form, form};
pub use inert::inert;
pub use label::{access_key, label};
pub use type_ahead::type_ahead;
