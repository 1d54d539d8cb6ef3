//! The help of a dialog.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::Icon;
use crate::gui::style;
use crate::gui::widget::{Choice, button, footer, form, heading, hint, read_only, selectable};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, text_editor};
use iced::{Element, Fill, Size, Task};

/// Help.
pub struct Help {
    topic: Topic,
    words: text_editor::Content,
}

/// What the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Topic {
    Window,
    Accounts,
    KontoNeu,
    Account,
    SmtpAuth,
    AccountTest,
    Trust,
    Stammdaten,
    Appearance,
    Settings,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 10] = [
        Self::Window,
        Self::Accounts,
        Self::KontoNeu,
        Self::Account,
        Self::SmtpAuth,
        Self::AccountTest,
        Self::Trust,
        Self::Stammdaten,
        Self::Appearance,
        Self::Settings,
    ];

    /// Name of the dialog that it is about.
    pub fn name(self) -> Text {
        match self {
            Self::Window => texts::window_title(),
            Self::Accounts => texts::window_accounts(),
            Self::KontoNeu => texts::window_konto_neu(),
            Self::Account => texts::window_account(),
            Self::SmtpAuth => texts::window_smtp_auth(),
            Self::AccountTest => texts::window_account_test(),
            Self::Trust => texts::window_trust(),
            Self::Stammdaten => texts::window_stammdaten(),
            Self::Appearance => texts::window_appearance(),
            Self::Settings => texts::window_settings(),
        }
    }

    /// What there is to know.
    pub fn words(self) -> Text {
        match self {
            Self::Window => texts::help_text_window(),
            Self::Accounts => texts::help_text_accounts(),
            Self::KontoNeu => texts::help_text_konto_neu(),
            Self::Account => texts::help_text_account(),
            Self::SmtpAuth => texts::help_text_smtp_auth(),
            Self::AccountTest => texts::help_text_account_test(),
            Self::Trust => texts::help_text_trust(),
            Self::Stammdaten => texts::help_text_stammdaten(),
            Self::Appearance => texts::help_text_appearance(),
            Self::Settings => texts::help_text_settings(),
        }
    }
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something in the words.
    Words(text_editor::Action),
    /// "Schließen".
    Left,
}

impl Help {
    /// Help on a topic.
    pub fn new(topic: Topic) -> Self {
        Self {
            topic,
            words: text_editor::Content::new(),
        }
    }
}

impl Screen for Help {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_help()
    }

    fn size(&self) -> Size {
        Size::new(600.0, 520.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.words = text_editor::Content::with_text(&context.say(self.topic.words()));
        Task::none()
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Words(action) => {
                read_only(&mut self.words, action);
                Action::None
            }
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = selectable("help-words", &self.words, Message::Words).height(Fill);
        let leave = context.say(texts::button_close());
        let leave = button(None, &leave, Some(Message::Left), Choice::Default);
        let title = context.say(self.topic.name());
        let foot = footer(
            hint(context.say(texts::help_keys())),
            leave.id("help-leave"),
        );
        let content = column![
            heading(Icon::Help, title, context.say(texts::help_purpose())),
            container(words)
                .padding([10, 14])
                .height(Fill)
                .style(style::surface),
            foot,
        ];
        form(content)
            .initial_focus("help-leave")
            .default_button(Message::Left)
            .cancel(Message::Left)
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_topic_is_short_and_complete_in_both_languages() {
        for topic in Topic::ALL {
            for language in [Language::German, Language::English] {
                let words = topic.words().show(language);
                let sentences = words.matches(['.', '!', '?']).count();
                assert!((5..=30).contains(&sentences), "{topic:?} {sentences}");
                assert!(words.lines().count() > 2, "{topic:?} has no paragraphs");
            }
        }
    }
}
