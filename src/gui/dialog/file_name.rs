//! "Speichern unter": asks for a file by its path, where the system has no file window.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button, fault, footer, form, label, wide_field};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, space, text};
use iced::{Element, Fill, Size};
use std::path::PathBuf;

const PATH: &str = "file-name-path";

/// The question.
pub struct FileName {
    path: String,
    has_fault: bool,
    to_open: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path is typed.
    Typed(String),
    /// "Speichern".
    Save,
    /// "Abbruch".
    Left,
}

impl FileName {
    /// Proposes this file.
    pub fn new(proposed: &std::path::Path) -> Self {
        Self {
            path: proposed.display().to_string(),
            has_fault: false,
            to_open: false,
        }
    }

    /// Asks for a file to open.
    pub fn to_open() -> Self {
        Self {
            path: String::new(),
            has_fault: false,
            to_open: true,
        }
    }
}

impl Screen for FileName {
    type Message = Message;

    fn title(&self) -> Text {
        match self.to_open {
            true => texts::window_file_open(),
            false => texts::window_file_name(),
        }
    }

    fn size(&self) -> Size {
        Size::new(560.0, 210.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Typed(path) => {
                self.path = path;
                self.has_fault = false;
                Action::None
            }
            Message::Save => {
                let path = PathBuf::from(self.path.trim());
                if path.is_absolute() && path.file_name().is_some() {
                    return Action::Close(Outcome::FileNamed(path));
                }
                self.has_fault = true;
                Action::None
            }
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let below: Element<'_, Message> = match self.has_fault {
            true => fault(say(texts::file_name_fault())),
            false => space().into(),
        };
        let body = column![
            text(say(texts::file_name_why())).size(SIZE),
            label(&say(texts::file_name_label())),
            wide_field(PATH, &self.path, Message::Typed, self.has_fault),
            below,
        ]
        .spacing(8);
        let (picture, words) = match self.to_open {
            true => (Icon::Folder, texts::button_open()),
            false => (Icon::Save, texts::button_save()),
        };
        let save = button(
            Some((picture, Tint::Accent)),
            &say(words),
            Some(Message::Save),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), row![save, leave].spacing(8));
        form(column![
            container(body).padding([14, 16]).height(Fill),
            foot
        ])
        .initial_focus(PATH)
        .default_button(Message::Save)
        .cancel(Message::Left)
        .into()
    }
}
