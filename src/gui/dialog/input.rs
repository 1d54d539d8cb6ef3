//! One line of text, such as the name of a folder.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{Choice, button, fault, footer, form, label, wide_field};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, space};
use iced::{Element, Fill, Size};

const FIELD: &str = "input-text";

/// The question.
pub struct Input {
    title: Text,
    label: Text,
    text: String,
    has_fault: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(String),
    /// "OK".
    Done,
    /// "Abbruch".
    Left,
}

impl Input {
    /// Asks for a text, beginning with `text`.
    pub fn new(title: Text, label: Text, text: &str) -> Self {
        Self {
            title,
            label,
            text: text.to_owned(),
            has_fault: false,
        }
    }
}

impl Screen for Input {
    type Message = Message;

    fn title(&self) -> Text {
        self.title.clone()
    }

    fn size(&self) -> Size {
        Size::new(420.0, 190.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Typed(text) => {
                self.text = text;
                self.has_fault = false;
            }
            Message::Done => {
                let text = self.text.trim();
                if !text.is_empty() {
                    return Action::Close(Outcome::Text(text.to_owned()));
                }
                self.has_fault = true;
            }
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let below: Element<'_, Message> = match self.has_fault {
            true => fault(say(texts::stammdaten_name_missing())),
            false => space().into(),
        };
        let body = column![
            label(&say(self.label.clone())),
            wide_field(FIELD, &self.text, Message::Typed, self.has_fault),
            below,
        ]
        .spacing(8);
        let done = button(
            Some((Icon::Check, Tint::Good)),
            &say(texts::button_ok()),
            Some(Message::Done),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), row![done, leave].spacing(8));
        form(column![
            container(body).padding([14, 16]).height(Fill),
            foot
        ])
        .initial_focus(FIELD)
        .default_button(Message::Done)
        .cancel(Message::Left)
        .into()
    }
}
