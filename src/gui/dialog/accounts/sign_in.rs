//! Accounts that somebody must sign in to in the browser, now or soon, with one button each.

use super::{Accounts, Message};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::oauth::SignedIn;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::sign_in::SignIn;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button};
use crate::i18n::{Arg, Text, texts};
use crate::service::account_save::Keeping;
use crate::service::oauth::{Grant, SignInWish};
use crate::service::{Office, Result};
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

/// Lines that are shown at the most.
const LINES: usize = 3;

/// An account that somebody must sign in to.
#[derive(Debug, Clone)]
pub struct Due {
    id: AccountId,
    name: String,
    /// When the sign-in ends; `None` where there is none, or it is refused.
    ends_at: Option<i64>,
}

/// The accounts that somebody must sign in to.
pub(super) fn due(office: &Office, accounts: &[StoredAccount]) -> Result<Vec<Due>> {
    let now = jiff::Timestamp::now().as_second();
    let mut due = Vec::new();
    for stored in accounts.iter().filter(|it| it.account.active) {
        if SignInWish::of(&stored.account).is_none() {
            continue;
        }
        let signed_in = office.signed_in(stored.id)?;
        let is_refused = stored.state.paused_at.is_some();
        let soon = signed_in.as_ref().filter(|it| it.ends_soon(now));
        if is_refused || signed_in.is_none() || soon.is_some() {
            due.push(Due {
                id: stored.id,
                name: stored.account.name.clone(),
                ends_at: soon.filter(|_| !is_refused).and_then(end),
            });
        }
    }
    Ok(due)
}

fn end(signed_in: &SignedIn) -> Option<i64> {
    signed_in.ends_at
}

impl Accounts {
    pub(super) fn renew(&mut self, id: AccountId) -> Action<Message> {
        let stored = self.table.row(id).map(|it| &it.stored);
        let wish = stored.and_then(|it| SignInWish::of(&it.account));
        match wish {
            Some(wish) => {
                self.renewing = Some(id);
                Action::Open(SignIn::new(wish).into())
            }
            None => Action::None,
        }
    }

    pub(super) fn keep(&mut self, grant: Grant, context: &Context) -> Action<Message> {
        let Some(id) = self.renewing.take() else {
            return Action::None;
        };
        Action::Run(context.wait(
            move |office| async move { office.keep_sign_in(id, &grant, Keeping::Keychain).await },
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
            let words: Text = match due.ends_at {
                Some(at) => texts::accounts_sign_in_ends(&due.name, Arg::Moment(at)),
                None => texts::accounts_sign_in_needed(&due.name),
            };
            let renew = self.barred.is_none().then_some(Message::Renew(due.id));
            let renew = button(
                None,
                &context.say(texts::accounts_button_renew()),
                renew,
                Choice::Other,
            );
            let line = row![
                icon(Icon::Warning, 16.0, Tint::Warning),
                text(context.say(words)).size(SIZE).width(Fill),
                renew
            ];
            let line = container(line.spacing(8).align_y(Center)).width(Fill);
            lines = lines.push(line.padding([6, 10]).style(style::info));
        }
        lines.into()
    }
}
