//! The widget kit: what the toolkit lacks for office dialogs.
//!
//! A dialog is a [`form`] around rows of [`labelled`] fields with a [`footer`] of buttons. Access keys
//! stand in the words after `&`: a button is pressed by its key, the key of a label leads to what
//! follows the label. Nothing is listed twice.

mod caution;
pub mod controls;
mod drop_down;
mod drop_target;
pub mod drop_zone;
mod edit_action;
pub mod edit_menu;
mod field;
pub mod focus;
pub mod form;
pub mod grid;
mod history;
pub mod inert;
pub mod label;
pub mod menu;
mod popup;
pub mod rich_text;
mod shape;
pub mod shortened;
mod spinner;
mod suggest;
pub mod table_row;
mod told_row;
mod type_ahead;
mod walk;
mod words;
mod wrap;
mod writing;

pub use caution::caution;
pub use controls::{
    Choice, Direction, LABEL_WIDTH, busy, button, check, column_head, fault, footer, heading, hint,
    labelled, labelled_top, line, options, progress, px, section, tool_button,
};
pub use drop_down::{Frame, picker};
pub use drop_target::drop_target;
pub use drop_zone::{drag_layer, drop_zone};
pub use edit_menu::edit_menu;
pub use field::{Field, Selectable, field, password_field, read_only, selectable, wide_field};
pub use focus::{Detail, Focus, Role, focus};
pub use form::{Form, form};
pub use inert::inert;
pub use label::{access_key, label};
pub use shortened::shortened;
pub use spinner::spinner;
pub use suggest::suggest;
pub use table_row::table_row;
pub use told_row::told_row;
pub use type_ahead::type_ahead;
pub use words::set_language;
pub use writing::{Stroke, Writing, writing};
