//! Accounts that somebody must sign in to in the browser, now or soon, with one button each.

use super::{Accounts, Message};
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
use crate::service::oauth::Grant;
use crate::service::oauth_words;
use iced::Element;
use iced::widget::column;

/// Lines that are shown at the most.
const LINES: usize = 3;

impl Accounts {
    pub(super) fn renew(&mut self, of: SignInOf) -> Action<Message> {
        let due = self.due.iter().find(|it| it.of == of);
        match due.map(|it| it.wish.clone()) {
            Some(wish) => {
                self.renewing = Some(of);
                Action::Open(SignIn::new(wish).into())
            }
            None => Action::None,
        }
    }

    pub(super) fn keep(&mut self, grant: Grant, context: &Context) -> Action<Message> {
        let Some(of) = self.renewing.take() else {
            return Action::None;
        };
        Action::Run(context.wait(
            move |office| async move { office.keep_sign_in(of, &grant, Keeping::Keychain).await },
            Message::Renewed,
        ))
    }

    pub(super) fn renewed(kept: Result<()>, context: &Context) -> Action<Message> {
        match kept {
            Ok(()) => Action::Changed.and(Action::Fetch),
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// One line for each, above the table.
    pub(super) fn due_lines<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let mut lines = column![].spacing(4);
        for due in self.due.iter().take(LINES) {
            let words = oauth_words::due(due);
            let renew = self.barred.is_none().then_some(Message::Renew(due.of));
            let renew = button(
                None,
                &context.say(texts::accounts_button_renew()),
                renew,
                Choice::Other,
            );
            let words = vec![(Tint::Warning, context.say(words))];
            lines = lines.push(caution(words, vec![renew.into()]));
        }
        lines.into()
    }
}
