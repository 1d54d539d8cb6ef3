//! "Signatur": what stands below the letters of an account.

use super::{Outcome, Screen};
use crate::domain::account::{AccountId, StoredAccount};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, Stroke, Writing, button, footer, form, writing};
use crate::i18n::{Text, texts};
use crate::service::Result;
use iced::widget::{column, container, row, space, text};
use iced::{Element, Fill, Size};

const TEXT: &str = "signature-text";

/// The window.
pub struct Signature {
    account: AccountId,
    name: String,
    text: Writing,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Writing.
    Text(Stroke),
    /// "Speichern".
    Save,
    /// It is stored, or not.
    Saved(Result<String>),
    /// "Abbruch".
    Left,
}

impl Signature {
    /// Of this account, as it is now.
    pub fn new(account: &StoredAccount, signature: &str) -> Self {
        Self {
            account: account.id,
            name: account.account.name.clone(),
            text: Writing::new(signature),
        }
    }

    fn save(&self, context: &Context) -> Action<Message> {
        let (account, text) = (self.account, self.text.text().trim_end().to_owned());
        Action::Run(context.ask(
            move |office| office.set_signature(account, &text).map(|()| text),
            Message::Saved,
        ))
    }
}

impl Screen for Signature {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_signature()
    }

    fn size(&self) -> Size {
        Size::new(560.0, 340.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Text(Stroke::Done) | Message::Save => self.save(context),
            Message::Text(stroke) => {
                self.text.take(stroke);
                Action::None
            }
            Message::Saved(Ok(text)) => Action::Close(Outcome::Signature(text)),
            Message::Saved(Err(error)) => {
                Action::Open(super::ask::Ask::error(&error, context).into())
            }
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let body = column![
            text(say(texts::signature_purpose(&self.name))).size(SIZE),
            writing(TEXT, &self.text, Message::Text),
        ]
        .spacing(8);
        let save = button(
            Some((Icon::Save, Tint::Accent)),
            &say(texts::button_save()),
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
        .initial_focus(TEXT)
        .cancel(Message::Left)
        .into()
    }
}
