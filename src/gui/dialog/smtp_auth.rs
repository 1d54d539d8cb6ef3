//! "SMTP Authentifizierung": how to sign in at the outgoing server.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use iced::widget::text;
use iced::{Element, Size};

/// The dialog.
pub struct SmtpAuthDialog {}

/// How to sign in at the outgoing server, as chosen.
#[derive(Debug, Clone)]
pub struct SmtpAuth {
    /// Which of the two.
    pub choice: crate::domain::account_form::AuthChoice,
    /// Own name.
    pub user: String,
    /// Own password, if one was typed; empty is the stored one.
    pub password: Option<crate::domain::secret::Secret>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Abbruch und Schließen".
    Left,
}

impl SmtpAuthDialog {
    /// With what has been chosen so far; `protocol` names the incoming server.
    pub fn new(_chosen: SmtpAuth, _protocol: crate::domain::server::Protocol) -> Self {
        Self {}
    }
}

impl Screen for SmtpAuthDialog {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_smtp_auth()
    }

    fn size(&self) -> Size {
        Size::new(470.0, 300.0)
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
