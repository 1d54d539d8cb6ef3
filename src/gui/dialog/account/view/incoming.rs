//! The receiving side.

use super::super::Message;
use super::super::check::FirstChoice;
use super::super::counting::State;
use super::super::entry::{Entry, PASSWORD};
use super::parts::Sheet;
use crate::domain::account::StoredAccount;
use crate::domain::account_form::{OddPairing, ServerForm, is_domain_login, odd_pairing};
use crate::domain::diagnosis::Side;
use crate::domain::secret::Secret;
use crate::domain::server::{Deployment, Protocol, Security};
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, Direction, busy, button, check, fault, hint, label, options, password_field, section,
};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

impl<'a> Sheet<'a> {
    /// "Posteingang".
    pub(super) fn incoming(&self) -> Element<'a, Message> {
        let rows = column![
            self.deployment(),
            self.in_host(),
            self.user(),
            self.auth(),
            self.password(),
            self.signed_in(),
            self.mailbox(),
            self.receive_options(),
            self.for_good(),
            self.days(),
            self.in_security(),
            self.first_fetch(),
            self.count(),
        ];
        let name = texts::account_section_in(self.protocol_word());
        container(section(self.say(name), rows))
            .padding([5, 0])
            .into()
    }

    fn in_host(&self) -> Element<'a, Message> {
        // In the cloud there is only one.
        if self.is_exchange() && self.dialog.form.deployment == Deployment::Graph {
            return column![].into();
        }
        let port = label(&self.say(texts::account_label_port()));
        let control = row![
            self.marked(&["incoming.host"], self.text_field(Entry::InHost)),
            port,
            self.marked(&["incoming.port"], self.short_field(Entry::InPort, 64.0)),
        ]
        .spacing(8)
        .align_y(Center);
        let mut below = self.faults(&["incoming", "incoming.host", "incoming.port"]);
        if self.is_exchange() {
            below.push(hint(self.say(texts::account_exchange_host_hint())));
        }
        let label = texts::account_label_in_host(self.protocol_word());
        self.row(Some(label), control, below)
    }

    fn user(&self) -> Element<'a, Message> {
        let control = self.marked(&["incoming.user"], self.text_field(Entry::User));
        let mut below = self.faults(&["incoming.user"]);
        let server = self.dialog.form.incoming.as_ref();
        if self.is_exchange() {
            if self.dialog.form.deployment == Deployment::Ews {
                below.push(hint(self.say(texts::account_sign_in_hint())));
            }
            return self.row(Some(texts::account_label_exchange_user()), control, below);
        }
        if server.is_some_and(|it| is_domain_login(&it.user)) {
            below.push(self.warning(texts::account_domain_login()));
        }
        self.row(Some(texts::account_label_user()), control, below)
    }

    fn password(&self) -> Element<'a, Message> {
        if self.dialog.uses_oauth() {
            return column![].into();
        }
        let typed = |it: String| Message::Password(Secret::new(it));
        let has_fault = self.has_fault("incoming.password");
        let value = self.dialog.password.reveal();
        let control = password_field(PASSWORD, value, Some(typed), has_fault);
        let mut below = self.faults(&["incoming.password"]);
        let stored = self.dialog.stored.as_ref();
        let is_kept = stored.is_some_and(has_password);
        if is_kept && value.is_empty() {
            below.push(hint(self.say(texts::account_password_stored())));
        }
        self.row(Some(texts::account_label_password()), control, below)
    }

    fn receive_options(&self) -> Element<'a, Message> {
        let items = vec![
            (self.say(texts::account_receive_leave()), false),
            (self.say(texts::account_receive_remove()), true),
        ];
        let removes = self.dialog.form.remove_after_fetch;
        let choice = options(Direction::Below, items, removes, Message::Removes);
        let control = self.marked(&["after_fetch"], container(choice).padding([6, 0]));
        let for_good = self.dialog.form.remove_for_good;
        let words = match (removes, self.dialog.form.protocol) {
            (false, Protocol::Imap) => texts::account_receive_leave_imap(),
            (false, Protocol::Pop3) => texts::account_receive_leave_pop3(),
            (false, Protocol::Exchange) => texts::account_receive_leave_exchange(),
            (true, Protocol::Imap) => texts::account_receive_remove_imap(),
            (true, Protocol::Pop3) => texts::account_receive_remove_pop3(),
            (true, Protocol::Exchange) if for_good => texts::account_receive_destroy_exchange(),
            (true, Protocol::Exchange) => texts::account_receive_remove_exchange(),
        };
        let below = vec![hint(self.say(words))];
        self.row(Some(texts::account_label_receive()), control, below)
    }

    fn days(&self) -> Element<'a, Message> {
        if !self.dialog.form.remove_after_fetch {
            return column![].into();
        }
        let field = self.short_field(Entry::Days, 64.0);
        let control = row![
            self.marked(&["remove_after_days"], field),
            hint(self.say(texts::account_days_hint()))
        ]
        .spacing(8)
        .align_y(Center);
        let below = self.faults(&["remove_after_days"]);
        self.row(Some(texts::account_label_days()), control, below)
    }

    fn in_security(&self) -> Element<'a, Message> {
        let words = texts::account_in_encrypted();
        let server = self.dialog.form.incoming.as_ref();
        self.security(Side::Incoming, words, server)
    }

    /// Tick box and way of protection of one side.
    pub(super) fn security(
        &self,
        side: Side,
        words: Text,
        server: Option<&ServerForm>,
    ) -> Element<'a, Message> {
        let security = server.map(|it| it.security).unwrap_or_default();
        let is_on = security != Security::None;
        let toggle = move |is_on| Message::Encrypted(side, is_on);
        let tick = check(&self.say(words), is_on, Some(toggle));
        let items = vec![
            (self.say(texts::account_security_tls()), Security::Tls),
            (
                self.say(texts::account_security_starttls()),
                Security::StartTls,
            ),
        ];
        let choose = move |it| Message::Security(side, it);
        let choice = options(Direction::Beside, items, security, choose).enabled(is_on);
        // HTTPS has no other way.
        if side == Side::Incoming && self.is_exchange() {
            let control = self.marked(&["incoming.security"], container(tick).padding([6, 0]));
            let below = match is_on {
                true => self.faults(&["incoming.security"]),
                false => vec![self.warning(texts::account_plain_warning())],
            };
            return self.row(None, control, below);
        }
        let line = match side {
            Side::Incoming => row![choice],
            Side::Outgoing => row![label(&self.say(texts::account_label_tls())), choice],
        };
        let field = match side {
            Side::Incoming => "incoming.security",
            Side::Outgoing => "outgoing.security",
        };
        let indent = iced::Padding::ZERO.left(22);
        let control = column![tick, container(line.spacing(8)).padding(indent)].spacing(7);
        let control = self.marked(&[field], container(control).padding([6, 0]));
        let mut below = Vec::new();
        if !is_on {
            below.push(self.warning(texts::account_plain_warning()));
        }
        let odd = server.and_then(|it| odd_pairing(&it.port, it.security));
        below.extend(odd.map(|it| {
            let words = match it {
                OddPairing::UsuallyStartTls => texts::account_odd_starttls(),
                OddPairing::UsuallyTls => texts::account_odd_tls(),
            };
            self.remark(Icon::Info, Tint::Accent, words)
        }));
        self.row(None, control, below)
    }

    /// What is fetched first; nothing to choose any more once messages have been fetched.
    fn first_fetch(&self) -> Element<'a, Message> {
        if self.dialog.was_fetched() {
            return column![].into();
        }
        let first = self.dialog.first;
        let items = vec![
            (self.say(texts::account_first_all()), FirstChoice::All),
            (self.say(texts::account_first_since()), FirstChoice::Since),
            (self.say(texts::account_first_new()), FirstChoice::New),
        ];
        let choice = options(Direction::Beside, items, first, Message::First);
        let mut control = column![container(choice).padding([6, 0])].spacing(3);
        if first == FirstChoice::Since {
            let day = row![
                self.short_field(Entry::Since, 110.0),
                hint(self.say(texts::account_first_format()))
            ];
            control = control.push(day.spacing(8).align_y(Center));
        }
        let control = self.marked(&["first_fetch"], control);
        let below = self.faults(&["first_fetch"]);
        self.row(Some(texts::account_label_first()), control, below)
    }

    fn count(&self) -> Element<'a, Message> {
        let plain = |words: Text| text(self.say(words)).size(SIZE).into();
        let state = &self.dialog.counting.state;
        let words = match state {
            State::Unknown => plain(texts::account_count_unknown()),
            State::Running => busy(self.say(texts::account_count_running())),
            State::Known(count) => plain(texts::account_count_known(*count)),
            State::Failed(reason) => fault(self.say(reason.clone())),
        };
        let count = button(
            None,
            &self.say(texts::account_button_count()),
            (!matches!(state, State::Running)).then_some(Message::Count),
            Choice::Other,
        );
        let words = container(words).width(Fill);
        let control = row![words, count].spacing(8).align_y(Center);
        self.row(Some(texts::account_label_count()), control, Vec::new())
    }
}

/// Its password lies in the keychain.
fn has_password(stored: &StoredAccount) -> bool {
    let incoming = stored.account.incoming.as_ref();
    incoming.is_some_and(|it| !it.uses_oauth())
}
