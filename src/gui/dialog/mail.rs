//! One message in a window of its own.

use super::{Outcome, Screen};
use crate::domain::reading::PartPath;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::screen::reader::{self, Reader};
use crate::gui::widget::form;
use crate::i18n::Text;
use iced::{Element, Size, Task};

/// The window of a message.
pub struct MailWindow {
    path: PartPath,
    reader: Reader,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the message.
    Reader(reader::Message),
    /// "Schließen".
    Left,
}

impl MailWindow {
    /// Opens it on a stored message.
    pub fn new(mail: i64) -> Self {
        Self::at(PartPath::mail(mail))
    }

    /// Opens it on a message or on a message inside it.
    pub fn at(path: PartPath) -> Self {
        Self {
            path,
            reader: Reader::default(),
        }
    }
}

impl Screen for MailWindow {
    type Message = Message;

    fn title(&self) -> Text {
        self.reader.title()
    }

    fn size(&self) -> Size {
        Size::new(900.0, 760.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_modal(&self) -> bool {
        false
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.path == other.path
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let path = self.path.clone();
        self.reader.open_part(path, context).map(Message::Reader)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        form(self.reader.view(context).map(Message::Reader))
            .cancel(Message::Left)
            .into()
    }
}
