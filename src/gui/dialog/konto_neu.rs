//! "Konto neu": what must be known before an account is set up, read and confirmed.

use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button, check, footer, form, heading};
use crate::i18n::{Text, texts};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, scrollable, space, text};
use iced::{Element, Fill, Size};

/// The notice before a new account.
pub struct KontoNeu {
    is_read: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The notice was ticked as read, or no longer.
    Read(bool),
    /// "OK".
    Confirmed,
    /// F1.
    Help,
    /// "Abbruch".
    Left,
}

impl KontoNeu {
    /// The notice, not yet read.
    pub fn new() -> Self {
        Self { is_read: false }
    }

    /// "OK" stands in the place of "Abbruch" as soon as the notice is read.
    fn foot<'a>(&self, context: &Context) -> Element<'a, Message> {
        let (picture, words, message, choice) = match self.is_read {
            true => (
                (Icon::Check, Tint::Good),
                texts::button_ok(),
                Message::Confirmed,
                Choice::Default,
            ),
            false => (
                (Icon::Dismiss, Tint::Bad),
                texts::button_cancel(),
                Message::Left,
                Choice::Other,
            ),
        };
        let only = button(Some(picture), &context.say(words), Some(message), choice);
        footer(space(), only.id("konto-neu-button"))
    }
}

impl Default for KontoNeu {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for KontoNeu {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_konto_neu()
    }

    fn size(&self) -> Size {
        Size::new(540.0, 330.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Read(is_read) => {
                self.is_read = is_read;
                Action::None
            }
            Message::Confirmed if self.is_read => Action::Close(Outcome::NoticeRead),
            Message::Confirmed => Action::None,
            Message::Help => Action::Open(Help::new(Topic::KontoNeu).into()),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let notice = column![
            text(say(texts::konto_neu_notice_server())).size(SIZE),
            text(say(texts::konto_neu_notice_others())).size(SIZE),
            text(say(texts::konto_neu_notice_ready())).size(SIZE),
        ]
        .spacing(8);
        let notice = container(notice)
            .padding([10, 12])
            .width(Fill)
            .style(style::info);
        let words = say(texts::konto_neu_read());
        let read = check(&words, self.is_read, Some(Message::Read)).id("konto-neu-read");
        let body = column![notice, read].spacing(14).padding([14, 18]);
        let head = heading(
            Icon::MailAdd,
            say(texts::window_konto_neu()),
            say(texts::konto_neu_purpose()),
        );
        let content = column![
            head,
            scrollable(body).height(Fill).style(style::scroll),
            self.foot(context)
        ];
        form(content)
            .initial_focus("konto-neu-read")
            .default_maybe(self.is_read.then_some(Message::Confirmed))
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }
}
