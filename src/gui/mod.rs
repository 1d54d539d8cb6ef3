//! The window: what a clerk sees and works with.

pub mod icon;
pub mod style;
pub mod theme;
pub mod widget;
