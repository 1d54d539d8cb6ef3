//! One message in a window of its own.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::screen::reader::{self, Reader};
use crate::gui::widget::form;
use crate::i18n::{Text, texts};
use iced::{Element, Size, Task};

/// The window of a message.
pub struct MailWindow {
    mail: i64,
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
        Self {
            mail,
            reader: Reader::default(),
        }
    }
}

impl Screen for MailWindow {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_mail()
    }

    fn size(&self) -> Size {
        Size::new(860.0, 680.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_modal(&self) -> bool {
        false
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.mail == other.mail
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.reader.open(self.mail, context).map(Message::Reader)
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
