//! "Einstellungen": what holds for the whole office and for this workplace.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::{form, hint};
use crate::i18n::{Text, texts};
use iced::widget::center;
use iced::{Element, Size};

/// Which page is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// "Empfang Allgemein".
    Empfang,
    /// "Automatisches Einlesen".
    Einlesen,
    /// "Posteingang".
    Posteingang,
    /// "Dienste".
    Dienste,
    /// "Darstellung".
    Darstellung,
}

/// The window.
pub struct Settings {
    tab: Tab,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch".
    Left,
}

impl Settings {
    /// Opens it.
    pub fn new(tab: Tab) -> Self {
        Self { tab }
    }

    /// The page that is shown.
    pub fn tab(&self) -> Tab {
        self.tab
    }
}

impl Screen for Settings {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_settings()
    }

    fn size(&self) -> Size {
        Size::new(760.0, 600.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        form(center(hint(context.say(texts::window_settings()))))
            .cancel(Message::Left)
            .into()
    }
}
