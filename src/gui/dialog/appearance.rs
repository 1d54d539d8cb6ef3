//! "Darstellung": language, looks and size.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The choices for the window.
pub struct Appearance {}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl Appearance {
    /// With the choices as they are.
    pub fn new(_preferences: crate::gui::preferences::Preferences) -> Self {
        Self {}
    }
}

impl Screen for Appearance {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_appearance()
    }

    fn size(&self) -> Size {
        Size::new(460.0, 360.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, _context: &'a Context) -> Element<'a, Message> {
        text("").into()
    }
}
