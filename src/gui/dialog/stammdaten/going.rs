//! Going from entry to entry and from part to part.

use super::subject::Part;
use super::{Asked, Message, Next, Stammdaten, fields};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::table_import::TableImport;
use crate::gui::widget::grid::GridEvent;
use crate::i18n::{Language, texts};

impl Stammdaten {
    /// Goes somewhere else; asks first, where something would be lost.
    pub(super) fn go(&mut self, next: Next, context: &Context) -> Action<Message> {
        if self.is_saving || self.asked.is_some() {
            return Action::None;
        }
        if !self.is_changed() {
            return self.go_in(next, context.language);
        }
        self.select_shown();
        self.asked = Some(Asked::Leave(next));
        let question = Ask::question(
            Kind::Question,
            texts::accounts_leave_title(),
            texts::accounts_leave(),
            texts::button_save(),
        );
        Action::Open(question.or(texts::accounts_leave_no()).into())
    }

    pub(super) fn go_in(&mut self, next: Next, language: Language) -> Action<Message> {
        match next {
            Next::Stay => {}
            Next::Show(subject) => {
                let is_new = subject.is_new();
                self.show(Some(subject));
                if is_new {
                    self.focus_on(fields::first(self.part));
                }
            }
            Next::Part(part) => {
                self.part = part;
                self.search.clear();
                self.entry = None;
                self.list(language);
                self.show(None);
            }
            Next::Import => {
                if let Some(kind) = self.part.table() {
                    return Action::Open(TableImport::new(kind).into());
                }
            }
            Next::Close => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    pub(super) fn listed(&mut self, event: GridEvent, context: &Context) -> Action<Message> {
        match event {
            GridEvent::Selection(selection) => {
                let row = selection.focus();
                let subject = row
                    .and_then(|it| self.rows.get(it))
                    .map(|it| it.subject.clone());
                let shown = self.entry.as_ref().map(|it| &it.subject);
                match subject {
                    Some(subject) if Some(&subject) != shown => {
                        self.go(Next::Show(subject), context)
                    }
                    _ => {
                        self.select_shown();
                        Action::None
                    }
                }
            }
            GridEvent::Activate(_) => {
                self.focus_on(fields::NAME);
                Action::None
            }
            GridEvent::Delete if self.may_change() => self.ask_to_delete(),
            event => {
                self.columns.take(&event);
                Action::None
            }
        }
    }

    pub(super) fn turn(&mut self, step: i32, context: &Context) -> Action<Message> {
        let at = self.part.place();
        let next = match step {
            ..0 => at.checked_sub(1),
            _ => Some(at + 1),
        };
        match next.and_then(|it| Part::ALL.get(it)) {
            Some(part) => self.go(Next::Part(*part), context),
            None => Action::None,
        }
    }
}
