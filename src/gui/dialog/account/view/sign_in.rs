//! "Authentifizierung", and who is signed in.

use super::super::Message;
use super::super::entry::AUTH;
use super::parts::Sheet;
use crate::domain::server::IncomingAuth;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, Direction, button, hint, options};
use crate::i18n::texts;
use crate::service::oauth_words;
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

impl<'a> Sheet<'a> {
    /// A password, or a sign-in in the browser.
    pub(super) fn auth(&self) -> Element<'a, Message> {
        let items = vec![
            (
                self.say(texts::account_auth_standard()),
                IncomingAuth::Password,
            ),
            (self.say(texts::account_auth_oauth2()), IncomingAuth::Oauth2),
        ];
        let chosen = self.dialog.form.incoming_auth;
        let choice = options(Direction::Beside, items, chosen, Message::Auth).id(AUTH);
        let control = self.marked(&["incoming.auth"], container(choice).padding([6, 0]));
        let below = self.faults(&["incoming.auth"]);
        self.row(Some(texts::account_label_auth()), control, below)
    }

    /// Who is signed in, until when, and the way to change it.
    pub(super) fn signed_in(&self) -> Element<'a, Message> {
        if !self.dialog.uses_oauth() {
            return column![].into();
        }
        let standing = self.dialog.standing();
        let now = jiff::Timestamp::now().as_second();
        let line = match standing {
            Some(it) => {
                let words = oauth_words::standing(it, now).into_iter();
                let words: Vec<String> = words.map(|it| self.say(it)).collect();
                let ends_soon = it.ends_soon(now);
                let (picture, tint) = match ends_soon {
                    true => (Icon::Warning, Tint::Warning),
                    false => (Icon::CheckCircle, Tint::Good),
                };
                (picture, tint, words.join(", "))
            }
            None => {
                let words = self.say(texts::account_not_signed_in_yet());
                (Icon::Info, Tint::Muted, words)
            }
        };
        let (picture, tint, words) = line;
        let state = row![
            icon(picture, 16.0, tint),
            text(words).size(SIZE).width(Fill)
        ]
        .spacing(6)
        .align_y(Center);
        let own = |words, message: Option<Message>| {
            button(None, &self.say(words), message, Choice::Other)
        };
        let sign_in = match standing {
            Some(_) => texts::account_button_renew(),
            None => texts::account_button_sign_in(),
        };
        let buttons = row![
            own(sign_in, Some(Message::SignIn)),
            own(
                texts::account_button_sign_out(),
                standing.map(|_| Message::SignOut)
            ),
            own(
                texts::account_button_registration(),
                Some(Message::Registration)
            ),
        ]
        .spacing(8)
        .wrap();
        let mut below = self.faults(&["incoming.password"]);
        if !self.dialog.is_registered() {
            let provider = self.say(oauth_words::provider(self.dialog.provider()));
            below.push(self.warning(texts::oauth_no_client(provider)));
            below.push(hint(self.say(texts::account_no_client_advice())));
        } else if self.dialog.grant.is_some() {
            below.push(hint(self.say(texts::account_sign_in_unsaved())));
        }
        let control = column![container(state).padding([6, 0]), buttons].spacing(4);
        self.row(Some(texts::account_label_sign_in()), control, below)
    }
}
