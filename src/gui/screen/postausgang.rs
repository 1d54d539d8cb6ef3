//! "Postausgang": the letters that are to leave, have left, or could not, and why; drafts and the
//! journal.

use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::hint;
use crate::i18n::texts;
use iced::widget::center;
use iced::{Element, Task};

/// Which of its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Waiting, being sent, failed.
    Postausgang,
    /// Not sent yet by the clerk.
    Drafts,
    /// Everything that was sent, read-only.
    Journal,
}

/// The screen.
pub struct Postausgang {
    part: Part,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another list.
    Part(Part),
}

impl Postausgang {
    /// Empty, until [`Postausgang::load`] has answered.
    pub fn new(part: Part) -> Self {
        Self { part }
    }

    /// Reads what is shown.
    pub fn load(&mut self, _context: &Context) -> Task<Message> {
        Task::none()
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Part(part) => self.part = part,
        }
        Action::None
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        center(hint(context.say(texts::window_e_brief()))).into()
    }
}
