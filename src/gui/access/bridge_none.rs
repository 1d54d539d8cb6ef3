//! No bridge yet: here a screen reader sees the title of a window, nothing else.

use super::{Message, Node};
use iced::{Subscription, window};

/// The windows as screen readers would see them.
#[derive(Default)]
pub struct Bridge;

impl Bridge {
    /// A window has been opened.
    pub fn opened(&mut self, _: window::Id) {}

    /// A window is gone.
    pub fn closed(&mut self, _: window::Id) {}

    /// Every window that is shown.
    pub fn windows(&self) -> Vec<window::Id> {
        Vec::new()
    }

    /// Whether a screen reader listens.
    pub fn is_heard(&self) -> bool {
        false
    }

    /// A screen reader has come or gone.
    pub fn listens(&mut self, _: bool) {}

    /// A window has the keyboard, or no longer.
    pub fn focused(&mut self, _: window::Id, _: bool) {}

    /// What a window was last seen to hold.
    pub fn nodes(&self, _: window::Id) -> &[Node] {
        &[]
    }

    /// Tells what a window holds.
    pub fn publish(&mut self, _: window::Id, _: &str, _: Vec<Node>) {}

    /// What screen readers ask for.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::none()
    }
}
