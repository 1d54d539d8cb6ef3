//! A certificate that the system does not trust, and whether to accept it.

use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::domain::diagnosis::{Side, TestRow};
use crate::domain::hash::Sha256Hash;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, button, check, footer, form, heading, label, read_only, selectable,
};
use crate::i18n::{Text, texts};
use crate::service::account_test::words::{certificate, finding, server};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, text, text_editor};
use iced::{Element, Fill, Size, Task};

/// The question.
pub struct Trust {
    side: Side,
    row: TestRow,
    facts: text_editor::Content,
    has_compared: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Ich habe den Fingerabdruck … verglichen."
    Compared(bool),
    /// "Diesem Zertifikat vertrauen".
    Accept,
    /// Something in the facts.
    Facts(text_editor::Action),
    /// "Hilfe".
    Help,
    /// "Abbruch".
    Left,
}

impl Trust {
    /// Shows the facts of a test row's certificate.
    pub fn new(side: Side, row: TestRow) -> Self {
        Self {
            side,
            row,
            facts: text_editor::Content::new(),
            has_compared: false,
        }
    }

    fn fingerprint(&self) -> Option<Sha256Hash> {
        Sha256Hash::from_hex(self.row.facts.fingerprint.as_ref()?)
    }

    fn accept(&self) -> Option<Message> {
        let may = self.has_compared && self.fingerprint().is_some();
        may.then_some(Message::Accept)
    }
}

impl Screen for Trust {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_trust()
    }

    fn size(&self) -> Size {
        Size::new(680.0, 480.0)
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let lines = certificate(&self.row.facts).into_iter();
        let lines: Vec<String> = lines.map(|it| context.say(it)).collect();
        self.facts = text_editor::Content::with_text(&lines.join("\n"));
        Task::none()
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Compared(is_on) => {
                self.has_compared = is_on;
                Action::None
            }
            Message::Accept => match self.fingerprint().filter(|_| self.has_compared) {
                Some(fingerprint) => Action::Close(Outcome::Trusted(self.side, fingerprint)),
                None => Action::None,
            },
            Message::Facts(action) => {
                read_only(&mut self.facts, action);
                Action::None
            }
            Message::Help => Action::Open(Help::new(Topic::Trust).into()),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let why = finding(&self.row).map(say).unwrap_or_default();
        let facts_name = say(texts::trust_facts());
        let facts = selectable("trust-facts", &self.facts, Message::Facts)
            .height(Fill)
            .framed();
        let warning = row![
            icon(Icon::Warning, 22.0, Tint::Warning),
            text(say(texts::trust_warning())).size(SIZE)
        ]
        .spacing(10);
        let compared = say(texts::trust_compared());
        let body = column![
            text(why).size(SIZE),
            label(&facts_name),
            Element::from(facts),
            container(warning)
                .padding(10)
                .width(Fill)
                .style(style::info),
            check(&compared, self.has_compared, Some(Message::Compared)).id("trust-compared"),
        ]
        .spacing(8);
        let accept = say(texts::trust_accept());
        let leave = say(texts::button_cancel());
        let help = say(texts::button_help());
        let buttons = row![
            button(
                Some((Icon::Shield, Tint::Accent)),
                &accept,
                self.accept(),
                Choice::Other
            ),
            button(
                Some((Icon::Dismiss, Tint::OnAccent)),
                &leave,
                Some(Message::Left),
                Choice::Default
            )
            .id("trust-leave"),
        ]
        .spacing(8);
        let title = say(texts::trust_title(server(self.side)));
        let content = column![
            heading(Icon::Certificate, title, say(texts::trust_purpose())),
            container(body).padding([12, 16]).height(Fill),
            footer(
                button(None, &help, Some(Message::Help), Choice::Other),
                buttons
            ),
        ];
        form(content)
            .initial_focus("trust-leave")
            .default_button(Message::Left)
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::diagnosis::{Facts, FailureClass, TestStatus, TestStep};
    use std::time::Duration;

    #[test]
    fn nothing_is_accepted_before_it_was_compared() {
        let row = TestRow {
            side: Side::Incoming,
            step: TestStep::Certificate,
            status: TestStatus::Failed,
            duration: Duration::ZERO,
            class: Some(FailureClass::CertUntrusted),
            facts: Facts {
                fingerprint: Some(Sha256Hash::of(b"x").to_string()),
                ..Facts::default()
            },
            repair: None,
            raw: None,
        };
        let mut trust = Trust::new(Side::Incoming, row);
        assert!(trust.accept().is_none());
        trust.has_compared = true;
        assert!(trust.accept().is_some());
        trust.row.facts.fingerprint = None;
        assert!(trust.accept().is_none(), "nothing to hold on to");
    }
}
