//! A new passphrase: entered twice, with how good it is.

use crate::domain::backup_plan::{Quality, quality};
use crate::domain::secret::Secret;
use crate::gui::context::Context;
use crate::gui::style;
use crate::gui::theme::SMALL;
use crate::gui::widget::{fault, hint, labelled_top, password_field};
use crate::i18n::{Text, texts};
use crate::service::backup::words;
use iced::Element;
use iced::widget::{column, text};

/// The first field.
pub const FIRST: &str = "passphrase-first";
const AGAIN: &str = "passphrase-again";

/// As it is typed.
pub struct NewPassphrase {
    first: Secret,
    again: Secret,
    is_checked: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing.
    First(Secret),
    /// Typing it again.
    Again(Secret),
}

impl Default for NewPassphrase {
    fn default() -> Self {
        let empty = || Secret::new(String::new());
        Self {
            first: empty(),
            again: empty(),
            is_checked: false,
        }
    }
}

impl NewPassphrase {
    /// Takes a message in.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::First(it) => self.first = it,
            Message::Again(it) => self.again = it,
        }
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.first.reveal().is_empty() && self.again.reveal().is_empty()
    }

    /// The passphrase, if it can be used; what is wrong is shown from now on.
    pub fn take(&mut self) -> Option<Secret> {
        self.is_checked = true;
        self.wrong().is_none().then(|| self.first.clone())
    }

    fn wrong(&self) -> Option<Text> {
        match quality(self.first.reveal()) {
            Quality::TooShort => Some(words::quality(Quality::TooShort)),
            _ if self.first != self.again => Some(texts::passphrase_differs()),
            _ => None,
        }
    }

    /// What is seen.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        context: &'a Context,
        wrap: impl Fn(Message) -> M + Clone + 'a,
    ) -> Element<'a, M> {
        let wrong = self.wrong().filter(|_| self.is_checked);
        let typed = wrap.clone();
        let first = password_field(
            FIRST,
            self.first.reveal(),
            Some(move |it| typed(Message::First(Secret::new(it)))),
            wrong.is_some(),
        );
        let again = password_field(
            AGAIN,
            self.again.reveal(),
            Some(move |it| wrap(Message::Again(Secret::new(it)))),
            wrong.is_some(),
        );
        let found = quality(self.first.reveal());
        let told: Element<'a, M> = match (wrong, self.first.reveal().is_empty()) {
            (Some(wrong), _) => fault(context.say(wrong)),
            (None, true) => hint(context.say(texts::passphrase_advice())),
            (None, false) => {
                let look = match found {
                    Quality::TooShort | Quality::Weak => style::warning,
                    Quality::Fair => style::muted,
                    Quality::Good => style::good,
                };
                text(context.say(words::quality(found)))
                    .size(SMALL)
                    .style(look)
                    .into()
            }
        };
        let first = column![first, told].spacing(3);
        column![
            labelled_top(&context.say(texts::passphrase_first()), first),
            labelled_top(&context.say(texts::passphrase_again()), again),
        ]
        .spacing(8)
        .into()
    }
}
