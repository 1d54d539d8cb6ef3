//! One amber line in the main window when somebody must sign in in the browser, now or soon, with the way
//! there.

use super::{Desk, Message};
use crate::domain::secret::SignInOf;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::sign_in::SignIn;
use crate::gui::icon::Tint;
use crate::gui::widget::{Choice, button, caution};
use crate::i18n::texts;
use crate::service::Result;
use crate::service::account_save::Keeping;
use crate::service::oauth::{Grant, SignInDue};
use crate::service::oauth_words;
use iced::Element;
use iced::widget::space;

/// The line.
#[derive(Default)]
pub(super) struct Due {
    all: Vec<SignInDue>,
    /// Who sits here may sign in.
    is_allowed: bool,
    /// The account that somebody is signing in to.
    renewing: Option<SignInOf>,
}

impl Due {
    /// Takes over what was read.
    pub(super) fn set(&mut self, (all, is_allowed): (Vec<SignInDue>, bool)) {
        self.all = all;
        self.is_allowed = is_allowed;
    }

    /// Nobody signs in any more.
    pub(super) fn left(&mut self) {
        self.renewing = None;
    }

    fn line<'a>(&self, context: &Context) -> Element<'a, Message> {
        let Some(first) = self.all.first() else {
            return space().height(0).into();
        };
        let mut words = context.say(oauth_words::due(first));
        let others = self.all.len() - 1;
        let more = (others > 0).then(|| texts::desk_sign_in_more(others));
        let helper = (!self.is_allowed).then(texts::desk_sign_in_verwalter);
        for text in more.into_iter().chain(helper) {
            words.push(' ');
            words.push_str(&context.say(text));
        }
        let mut buttons = Vec::new();
        if self.is_allowed {
            let now = button(
                None,
                &context.say(texts::desk_sign_in_now()),
                Some(Message::SignIn(first.of)),
                Choice::Other,
            );
            buttons.push(now.id("sign-in-now").into());
        }
        caution(vec![(Tint::Warning, words)], buttons)
    }
}

impl Desk {
    /// The line, or nothing.
    pub(super) fn sign_in_bar<'a>(&self, context: &Context) -> Element<'a, Message> {
        self.due.line(context)
    }

    pub(super) fn sign_in(&mut self, of: SignInOf) -> Action<Message> {
        let found = self.due.all.iter().find(|it| it.of == of);
        let Some(wish) = found.map(|it| it.wish.clone()) else {
            return Action::None;
        };
        self.due.renewing = Some(of);
        Action::Open(SignIn::new(wish).into())
    }

    pub(super) fn keep_sign_in(&mut self, grant: Grant, context: &Context) -> Action<Message> {
        let Some(of) = self.due.renewing.take() else {
            return Action::None;
        };
        Action::Run(context.wait(
            move |office| async move { office.keep_sign_in(of, &grant, Keeping::Keychain).await },
            Message::SignedIn,
        ))
    }

    pub(super) fn signed_in(kept: Result<()>, context: &Context) -> Action<Message> {
        match kept {
            Ok(()) => Action::Changed.and(Action::Fetch),
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }
}
