//! "SMTP Authentifizierung": how to sign in at the outgoing server.

use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::domain::account::Fault;
use crate::domain::account_form::AuthChoice;
use crate::domain::secret::Secret;
use crate::domain::server::Protocol;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{
    Choice, Direction, button, fault, field, footer, form, heading, hint, label, options,
    password_field, px,
};
use crate::i18n::{Text, texts};
use crate::service::notice;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Element, Fill, Padding, Size};

const CHOICE: &str = "smtp-auth-choice";
const USER: &str = "smtp-auth-user";
const PASSWORD: &str = "smtp-auth-password";

/// Width of the labels, which stand below the second choice.
const LABELS: f32 = 110.0;

/// The dialog.
pub struct SmtpAuthDialog {
    protocol: Protocol,
    is_own: bool,
    user: String,
    password: Secret,
    /// "OK" was pressed without a name.
    lacks_user: bool,
    focus: Option<(u64, &'static str)>,
}

/// How to sign in at the outgoing server, as chosen.
#[derive(Debug, Clone)]
pub struct SmtpAuth {
    /// Which of the two.
    pub choice: AuthChoice,
    /// Own name.
    pub user: String,
    /// Own password, if one was typed; empty is the stored one.
    pub password: Option<Secret>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which of the two.
    Own(bool),
    /// "Benutzername".
    User(String),
    /// "Kennwort".
    Password(Secret),
    /// "OK und Schließen".
    Ok,
    /// F1.
    Help,
    /// "Abbruch und Schließen".
    Left,
}

impl SmtpAuthDialog {
    /// With what has been chosen so far; `protocol` names the incoming server.
    pub fn new(chosen: SmtpAuth, protocol: Protocol) -> Self {
        Self {
            protocol,
            is_own: chosen.choice == AuthChoice::Own,
            user: chosen.user,
            password: chosen
                .password
                .unwrap_or_else(|| Secret::new(String::new())),
            lacks_user: false,
            focus: None,
        }
    }

    fn ok(&mut self) -> Action<Message> {
        let user = self.user.trim();
        if self.is_own && user.is_empty() {
            self.lacks_user = true;
            let serial = self.focus.map_or(0, |it| it.0) + 1;
            self.focus = Some((serial, USER));
            return Action::None;
        }
        let password = Some(&self.password).filter(|it| self.is_own && !it.reveal().is_empty());
        Action::Close(Outcome::SmtpAuth(SmtpAuth {
            choice: match self.is_own {
                true => AuthChoice::Own,
                false => AuthChoice::Same,
            },
            user: match self.is_own {
                true => user.to_owned(),
                false => String::new(),
            },
            password: password.cloned(),
        }))
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let line = |words: Text, control: Element<'a, Message>| {
            let words = label(&context.say(words)).muted(!self.is_own);
            let words = container(words).width(px(LABELS)).padding([6, 0]);
            row![words, control].spacing(8)
        };
        let user = field(
            USER,
            &self.user,
            self.is_own.then_some(Message::User),
            self.lacks_user,
        );
        let mut user = column![Element::from(user)].spacing(3);
        if self.lacks_user {
            user = user.push(fault(context.say(notice::fault(&Fault::Missing))));
        }
        let typed = |it: String| Message::Password(Secret::new(it));
        let password = password_field(
            PASSWORD,
            self.password.reveal(),
            self.is_own.then_some(typed),
            false,
        );
        let password = column![password, hint(context.say(texts::smtp_auth_hint()))].spacing(3);
        column![
            line(texts::smtp_auth_user(), user.width(Fill).into()),
            line(texts::smtp_auth_password(), password.width(Fill).into()),
        ]
        .spacing(9)
        .padding(Padding::ZERO.left(22))
        .into()
    }
}

impl Screen for SmtpAuthDialog {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_smtp_auth()
    }

    fn size(&self) -> Size {
        Size::new(500.0, 330.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Own(is_own) => {
                self.is_own = is_own;
                self.lacks_user = false;
            }
            Message::User(user) => {
                self.user = user;
                self.lacks_user = false;
            }
            Message::Password(password) => self.password = password,
            Message::Ok => return self.ok(),
            Message::Help => return Action::Open(Help::new(Topic::SmtpAuth).into()),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let head = heading(
            Icon::Mail,
            context.say(texts::smtp_auth_heading()),
            context.say(texts::smtp_auth_purpose()),
        );
        let protocol = match self.protocol {
            Protocol::Imap => "IMAP",
            Protocol::Pop3 => "POP3",
            Protocol::Exchange => "Exchange",
        };
        let items = vec![
            (context.say(texts::smtp_auth_same(protocol)), false),
            (context.say(texts::smtp_auth_own()), true),
        ];
        let choice = options(Direction::Below, items, self.is_own, Message::Own).id(CHOICE);
        let body = column![choice, self.fields(context)].spacing(9);
        let body = container(body).padding([16, 18]).height(Fill);
        let ok = button(
            Some((Icon::Check, Tint::Good)),
            &context.say(texts::button_ok_close()),
            Some(Message::Ok),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &context.say(texts::button_cancel_close()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), row![ok, leave].spacing(8));
        form(column![head, body, foot])
            .initial_focus(CHOICE)
            .focus_on(self.focus.map(|(serial, id)| (serial, id.into())))
            .default_button(Message::Ok)
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }
}
