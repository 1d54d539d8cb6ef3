//! "SMTP Authentifizierung": how to sign in at the outgoing server.

mod browser;

use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::domain::account::Fault;
use crate::domain::account_form::AuthChoice;
use crate::domain::oauth::SignedIn;
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
use crate::service::oauth::Grant;
pub use browser::Browser;
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
    choice: AuthChoice,
    user: String,
    password: Secret,
    /// A sign-in in the browser that is not stored yet, and what is known of such ones.
    grant: Option<Grant>,
    browser: Browser,
    /// "OK" was pressed without a name.
    lacks_user: bool,
    focus: Option<(u64, &'static str)>,
}

/// How to sign in at the outgoing server, as chosen.
#[derive(Debug, Clone)]
pub struct SmtpAuth {
    /// Which of them.
    pub choice: AuthChoice,
    /// Own name.
    pub user: String,
    /// Own password, if one was typed; empty is the stored one.
    pub password: Option<Secret>,
    /// Own sign-in in the browser that is not stored yet.
    pub grant: Option<Grant>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which of them.
    Choice(AuthChoice),
    /// "Im Browser anmelden...".
    SignIn,
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
    pub fn new(chosen: SmtpAuth, protocol: Protocol, browser: Browser) -> Self {
        Self {
            protocol,
            choice: match chosen.choice {
                AuthChoice::None => AuthChoice::Same,
                other => other,
            },
            user: chosen.user,
            grant: chosen.grant,
            browser,
            password: chosen
                .password
                .unwrap_or_else(|| Secret::new(String::new())),
            lacks_user: false,
            focus: None,
        }
    }

    /// Whether a name is missing that is needed; then it is asked for.
    fn lacks_user(&mut self) -> bool {
        self.lacks_user = self.choice.has_user() && self.user.trim().is_empty();
        if self.lacks_user {
            let serial = self.focus.map_or(0, |it| it.0) + 1;
            self.focus = Some((serial, USER));
        }
        self.lacks_user
    }

    fn ok(&mut self) -> Action<Message> {
        if self.lacks_user() {
            return Action::None;
        }
        let is_own = self.choice == AuthChoice::Own;
        let password = Some(&self.password).filter(|it| is_own && !it.reveal().is_empty());
        Action::Close(Outcome::SmtpAuth(SmtpAuth {
            choice: self.choice,
            user: match self.choice.has_user() {
                true => self.user.trim().to_owned(),
                false => String::new(),
            },
            password: password.cloned(),
            grant: self
                .grant
                .clone()
                .filter(|_| self.choice == AuthChoice::Oauth2),
        }))
    }

    /// The sign-in in the browser as it is: a new one, or the stored one.
    fn standing(&self) -> Option<&SignedIn> {
        let new = self.grant.as_ref().map(|it| &it.signed_in);
        new.or(self.browser.signed_in.as_ref())
            .filter(|it| it.provider == self.browser.provider)
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let is_own = self.choice == AuthChoice::Own;
        let line = |words: Text, is_on: bool, control: Element<'a, Message>| {
            let words = label(&context.say(words)).muted(!is_on);
            let words = container(words).width(px(LABELS)).padding([6, 0]);
            row![words, control].spacing(8)
        };
        let user = field(
            USER,
            &self.user,
            self.choice.has_user().then_some(Message::User),
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
            is_own.then_some(typed),
            false,
        );
        let password = column![password, hint(context.say(texts::smtp_auth_hint()))].spacing(3);
        let has_user = self.choice.has_user();
        let second = match self.choice {
            AuthChoice::Oauth2 => line(
                texts::account_label_sign_in(),
                true,
                self.signing_in(context),
            ),
            _ => line(
                texts::smtp_auth_password(),
                is_own,
                password.width(Fill).into(),
            ),
        };
        column![
            line(texts::smtp_auth_user(), has_user, user.width(Fill).into()),
            second,
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
        Size::new(540.0, 390.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Choice(choice) => {
                self.choice = choice;
                self.lacks_user = false;
            }
            Message::SignIn => return self.sign_in(),
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

    fn returned(&mut self, outcome: Outcome, _context: &Context) -> Action<Message> {
        match outcome {
            Outcome::SignedIn(grant) => self.grant = Some(*grant),
            Outcome::Registered => self.browser.is_registered = true,
            _ => {}
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
            (
                context.say(texts::smtp_auth_same(protocol)),
                AuthChoice::Same,
            ),
            (context.say(texts::smtp_auth_own()), AuthChoice::Own),
            (context.say(texts::smtp_auth_oauth2()), AuthChoice::Oauth2),
        ];
        let choice = options(Direction::Below, items, self.choice, Message::Choice).id(CHOICE);
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
