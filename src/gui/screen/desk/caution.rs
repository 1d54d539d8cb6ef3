//! A bar above everything where the office itself needs a person: backups that fail or are missing, and
//! a machine that fetches and sends no more.

use super::{Desk, Message};
use crate::gui::context::Context;
use crate::gui::icon::Tint;
use crate::gui::widget::{Choice, button, caution};
use crate::i18n::{Text, texts};
use crate::service::backup::{BackupState, words};
use crate::service::{Office, Result};
use iced::widget::space;
use iced::{Element, Task};

/// What is to be said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cautions(Vec<(Tint, Text)>);

impl Cautions {
    fn of(state: &BackupState) -> Self {
        let mut all = Vec::new();
        if let Some(mark) = state.retired {
            all.push((Tint::Bad, words::retired(mark)));
        }
        if state.is_restore_ready {
            all.push((Tint::Warning, texts::restore_is_ready()));
        }
        if let Some(wrong) = words::health(&state.health).filter(|_| state.retired.is_none()) {
            all.push((Tint::Warning, wrong));
        }
        Self(all)
    }
}

impl Desk {
    /// Reads whether there is something to be said.
    pub(super) fn read_cautions(&self, context: &Context) -> Task<Message> {
        context.ask(Office::backup_state, |state| {
            Message::Cautions(state.map(|it| Cautions::of(&it)))
        })
    }

    /// What cannot be read now is read with the next change.
    pub(super) fn cautions_read(&mut self, read: Result<Cautions>) {
        if let Ok(cautions) = read {
            self.cautions = cautions;
        }
    }

    /// What is seen of it.
    pub(super) fn caution_bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.cautions.0.is_empty() {
            return space().height(0).into();
        }
        let lines = self.cautions.0.iter();
        let lines = lines.map(|(tint, words)| (*tint, context.say(words.clone())));
        let more = button(
            None,
            &context.say(texts::caution_more()),
            Some(Message::Backups),
            Choice::Other,
        );
        caution(lines.collect(), vec![more.into()])
    }
}
