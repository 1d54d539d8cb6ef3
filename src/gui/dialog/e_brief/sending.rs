//! "Senden" and "Verwerfen".

use super::saving::After;
use super::{Asked, EBrief, Message};
use crate::domain::draft::{DraftFault, has_too_many};
use crate::domain::letter::{LetterError, LetterFault, LetterField};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::texts;
use crate::service::{Error, Result, draft_words};

impl EBrief {
    pub(super) fn send(&mut self, context: &Context) -> Action<Message> {
        if self.draft.is_none() || self.saving.is_waited_for() || self.attaching > 0 {
            return Action::None;
        }
        if let Some(error) = self.first_fault() {
            return Self::error(&error, context);
        }
        self.save_then(After::Send, context)
    }

    /// What can be seen to be wrong here; the focus goes there.
    fn first_fault(&mut self) -> Option<Error> {
        if self.sender.chosen.is_none() {
            return Some(Error::Draft(DraftFault::SenderMissing));
        }
        if let Some(count) = has_too_many(&self.written()) {
            return Some(Error::Letter(vec![LetterError {
                field: LetterField::Recipients,
                fault: LetterFault::TooMany(count),
            }]));
        }
        if let Some(line) = self.people.judge() {
            self.focus(line.id());
            let wrong = self.people.wrong(line).to_vec();
            return Some(Error::Draft(DraftFault::RecipientsInvalid(wrong)));
        }
        if self.people.count() == 0 {
            self.focus(super::TO);
            return Some(Error::NoRecipient);
        }
        if self.akte.is_open() {
            self.focus(super::AKTE);
            let typed = draft_words::shortened(self.akte.typed.trim());
            return Some(Error::Draft(DraftFault::AkteUnknown(typed)));
        }
        None
    }

    /// It is saved; what a person should think of is asked before it leaves.
    pub(super) fn ask_or_send(&mut self, context: &Context) -> Action<Message> {
        if self.hints.is_empty() {
            return self.hand_over(context);
        }
        self.asked = Some(Asked::Send);
        let mut hints: Vec<_> = self.hints.iter().map(draft_words::hint).collect();
        let first = hints.remove(0);
        let ask = Ask::question(
            Kind::Warning,
            texts::window_e_brief(),
            first,
            texts::e_brief_send_anyway(),
        );
        Action::Open(ask.with_lines(hints).into())
    }

    pub(super) fn hand_over(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.draft_id() else {
            return Action::None;
        };
        Action::Run(context.ask(move |office| office.send_draft(id), Message::Sent))
    }

    pub(super) fn sent(&mut self, answer: Result<i64>, context: &Context) -> Action<Message> {
        match answer {
            Ok(letter) => Action::Changed.and(Action::Close(Outcome::LetterQueued(letter))),
            Err(error) => Self::error(&error, context),
        }
    }

    pub(super) fn discard(&mut self, context: &Context) -> Action<Message> {
        if self.draft.is_none() {
            return Action::Close(Outcome::Left);
        }
        if self.is_forgettable() {
            return self.throw_away(context);
        }
        self.asked = Some(Asked::Discard);
        let ask = Ask::question(
            Kind::Question,
            texts::window_e_brief(),
            texts::e_brief_discard_question(),
            texts::e_brief_discard_yes(),
        );
        Action::Open(ask.into())
    }

    /// Nobody has ever written anything into it.
    fn is_forgettable(&self) -> bool {
        let is_fresh = self.draft.as_ref().is_some_and(|it| it.is_fresh);
        is_fresh && self.saving.is_untouched()
    }

    /// It can be brought back from the list of drafts.
    pub(super) fn throw_away(&mut self, context: &Context) -> Action<Message> {
        let Some(draft) = &self.draft else {
            return Action::Close(Outcome::Left);
        };
        let (id, version, written) = (draft.id, draft.version, self.written());
        let is_forgettable = self.is_forgettable();
        Action::Run(context.ask(
            move |office| {
                if is_forgettable {
                    return office.drop_fresh_draft(id);
                }
                // Also what was written last can be brought back.
                let saved = office.save_draft(id, version, &written)?;
                office.delete_draft(saved.id)
            },
            Message::Discarded,
        ))
    }
}
