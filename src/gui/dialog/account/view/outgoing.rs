//! The sending side.

use super::super::Message;
use super::super::entry::{Entry, SMTP_AUTH};
use super::parts::Sheet;
use crate::domain::account_form::AuthChoice;
use crate::domain::diagnosis::Side;
use crate::gui::widget::{Choice, button, check, hint, label, section};
use crate::i18n::texts;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

impl<'a> Sheet<'a> {
    /// "Postausgang".
    pub(super) fn outgoing(&self) -> Element<'a, Message> {
        if self.is_exchange() {
            return self.exchange_out();
        }
        let server = self.dialog.form.outgoing.as_ref();
        let rows = column![
            self.out_host(),
            self.sign_in(),
            self.security(Side::Outgoing, texts::account_out_encrypted(), server),
        ];
        let name = self.say(texts::account_section_out());
        container(section(name, rows)).padding([5, 0]).into()
    }

    fn out_host(&self) -> Element<'a, Message> {
        let port = label(&self.say(texts::account_label_out_port()));
        let control = row![
            self.marked(&["outgoing.host"], self.text_field(Entry::OutHost)),
            port,
            self.marked(&["outgoing.port"], self.short_field(Entry::OutPort, 64.0)),
        ]
        .spacing(8)
        .align_y(Center);
        let below = self.faults(&["outgoing", "outgoing.host", "outgoing.port"]);
        self.row(Some(texts::account_label_out_host()), control, below)
    }

    fn sign_in(&self) -> Element<'a, Message> {
        let auth = self.dialog.form.outgoing_auth;
        let is_on = auth != AuthChoice::None;
        let tick = check(
            &self.say(texts::account_out_auth()),
            is_on,
            Some(Message::SignsIn),
        );
        let settings = button(
            None,
            &self.say(texts::account_button_smtp_auth()),
            is_on.then_some(Message::SmtpAuth),
            Choice::Other,
        );
        let server = self.dialog.form.outgoing.as_ref();
        let user = server.map(|it| it.user.trim()).unwrap_or_default();
        let words = match auth {
            AuthChoice::Same => texts::account_auth_same(self.protocol_word()),
            AuthChoice::Own if self.uses_incoming_password() => texts::account_auth_own_same(user),
            AuthChoice::Own => texts::account_auth_own(user),
            AuthChoice::Oauth2 if self.dialog.has_own_sign_in() => {
                texts::account_auth_browser(user)
            }
            AuthChoice::Oauth2 => texts::account_auth_browser_open(user),
            AuthChoice::None => texts::account_auth_none(),
        };
        let words = container(hint(self.say(words))).width(Fill);
        let second = row![words, settings.id(SMTP_AUTH)].spacing(8);
        let second = container(second.align_y(Center)).padding(iced::Padding::ZERO.left(22));
        let control = column![tick, second].spacing(3);
        let fields = ["outgoing.auth", "outgoing.user"];
        let control = self.marked(&fields, container(control).padding([6, 0]));
        let below = self.faults(&["outgoing.auth", "outgoing.user", "outgoing.password"]);
        self.row(None, control, below)
    }

    /// The own sign-in has no password of its own yet.
    fn uses_incoming_password(&self) -> bool {
        self.dialog.own_password.is_none() && !self.dialog.has_stored_own()
    }
}
