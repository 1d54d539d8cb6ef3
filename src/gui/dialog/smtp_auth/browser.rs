//! A sign-in in the browser for the outgoing server alone.

use super::{Message, SmtpAuthDialog};
use crate::domain::oauth::{Provider, Resource, SignedIn};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::app_registration::AppRegistration;
use crate::gui::dialog::sign_in::SignIn;
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button, hint};
use crate::i18n::texts;
use crate::service::oauth::SignInWish;
use crate::service::oauth_words;
use iced::widget::{column, text};
use iced::{Element, Fill};

/// What is known of sign-ins at the outgoing server.
#[derive(Debug, Clone)]
pub struct Browser {
    /// Who hands out tokens for it.
    pub provider: Provider,
    /// The office is registered there.
    pub is_registered: bool,
    /// The stored sign-in.
    pub signed_in: Option<SignedIn>,
}

impl SmtpAuthDialog {
    pub(super) fn sign_in(&mut self) -> Action<Message> {
        if self.lacks_user() {
            return Action::None;
        }
        if !self.browser.is_registered {
            return Action::Open(AppRegistration::new(self.browser.provider).into());
        }
        let wish = SignInWish {
            provider: self.browser.provider,
            resource: Resource::Mail,
            address: self.user.trim().to_owned(),
        };
        Action::Open(SignIn::new(wish).into())
    }

    /// Who is signed in, and the button for it.
    pub(super) fn signing_in<'a>(&self, context: &Context) -> Element<'a, Message> {
        let now = jiff::Timestamp::now().as_second();
        let (words, sign_in) = match self.standing() {
            Some(it) => {
                let words = oauth_words::standing(it, now).into_iter();
                let words: Vec<String> = words.map(|it| context.say(it)).collect();
                (words.join(", "), texts::smtp_auth_renew())
            }
            None => (
                context.say(texts::account_not_signed_in_yet()),
                texts::smtp_auth_sign_in(),
            ),
        };
        let sign_in = button(
            None,
            &context.say(sign_in),
            Some(Message::SignIn),
            Choice::Other,
        );
        let mut lines = column![text(words).size(SIZE), sign_in].spacing(5);
        if !self.browser.is_registered {
            let provider = context.say(oauth_words::provider(self.browser.provider));
            lines = lines.push(hint(context.say(texts::oauth_no_client(provider))));
        } else if self.grant.is_some() {
            lines = lines.push(hint(context.say(texts::account_sign_in_unsaved())));
        }
        lines.width(Fill).into()
    }
}
