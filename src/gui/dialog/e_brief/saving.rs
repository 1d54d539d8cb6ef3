//! The letter saves itself: some seconds after it was changed, before it is sent, and when it is
//! closed.

use super::{EBrief, Message};
use crate::domain::draft::{Hint, Written};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::service::drafts::Saved;
use crate::service::{Error, Result};
use iced::Task;
use std::time::Duration;

/// How long after a change it is saved; no more than this is lost in a crash.
const PAUSE: Duration = Duration::from_secs(10);

/// What follows a saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The window closes.
    Close,
    /// The letter is sent.
    Send,
}

/// How saving stands.
#[derive(Default)]
pub(super) struct Saving {
    /// As it was saved last.
    saved: Written,
    /// As it was when it was opened; while it is still so, nobody has written anything.
    first: Written,
    /// On its way into the database.
    under_way: Option<Written>,
    after: Option<After>,
    /// A tick is on its way.
    is_ticking: bool,
    /// When it was saved last, seconds since 1970.
    pub(super) at: Option<i64>,
    /// Why it could not be saved; it is tried again.
    pub(super) failed: Option<Error>,
    /// Documents were put to it or taken off.
    pub(super) has_files_changed: bool,
}

impl Saving {
    pub(super) fn begin(&mut self, written: Written) {
        self.saved.clone_from(&written);
        self.first = written;
    }

    /// Nobody has written anything.
    pub(super) fn is_untouched(&self) -> bool {
        self.saved == self.first && self.at.is_none() && !self.has_files_changed
    }

    /// A person waits for what follows.
    pub(super) fn is_waited_for(&self) -> bool {
        self.after.is_some()
    }
}

impl EBrief {
    /// Something was changed: it will be saved.
    pub(super) fn touched(&mut self) -> Action<Message> {
        self.hints.clear();
        if self.saving.is_ticking || self.draft.is_none() {
            return Action::None;
        }
        self.saving.is_ticking = true;
        Action::Run(Task::future(async {
            tokio::time::sleep(PAUSE).await;
            Message::Tick
        }))
    }

    pub(super) fn tick(&mut self, context: &Context) -> Action<Message> {
        self.saving.is_ticking = false;
        if self.saving.under_way.is_some() || self.saving.saved == self.written() {
            return Action::None;
        }
        self.save(context)
    }

    /// Saves what has changed, then goes on.
    pub(super) fn save_then(&mut self, after: After, context: &Context) -> Action<Message> {
        self.saving.failed = None;
        self.saving.after = Some(after);
        match self.saving.under_way {
            // What comes back first is looked at then.
            Some(_) => Action::None,
            None => self.go_on(context),
        }
    }

    /// Once nothing is under way: saves once more, or does what was to follow.
    fn go_on(&mut self, context: &Context) -> Action<Message> {
        let Some(after) = self.saving.after else {
            return Action::None;
        };
        // Sending saves in any case: only a saved draft can be sent, and its hints are looked up.
        let is_settled = self.saving.saved == self.written();
        match after {
            After::Close if is_settled => {
                self.saving.after = None;
                let Some(id) = self.draft_id().filter(|_| self.saving.is_untouched()) else {
                    return self.closed();
                };
                // Only a draft that nobody has written into is forgotten; the engine makes sure.
                let dropped =
                    context.ask(move |office| office.drop_fresh_draft(id), |_| Message::Done);
                Action::Run(dropped).and(self.closed())
            }
            After::Close | After::Send => self.save(context),
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(draft) = &self.draft else {
            return Action::None;
        };
        let (id, version, written) = (draft.id, draft.version, self.written());
        self.saving.under_way = Some(written.clone());
        Action::Run(context.ask(
            move |office| {
                let saved = office.save_draft(id, version, &written)?;
                let hints = office.draft_hints(saved.id)?;
                Ok((saved, hints))
            },
            Message::Saved,
        ))
    }

    pub(super) fn saved(
        &mut self,
        answer: Result<(Saved, Vec<Hint>)>,
        context: &Context,
    ) -> Action<Message> {
        let under_way = self.saving.under_way.take();
        let (saved, hints) = match answer {
            Ok(answer) => answer,
            Err(error) => return self.not_saved(&error, context),
        };
        let Some((written, draft)) = under_way.zip(self.draft.as_mut()) else {
            return Action::None;
        };
        draft.id = saved.id;
        draft.version = saved.version;
        draft.written.clone_from(&written);
        self.saving.saved = written;
        self.saving.at = Some(jiff::Timestamp::now().as_second());
        self.saving.failed = None;
        let is_settled = self.saving.saved == self.written();
        if is_settled {
            self.hints = hints;
        }
        let read_again = match saved.is_copy {
            // The documents of a copy have numbers of their own.
            true => self.read_files(context),
            false => Action::None,
        };
        match self.saving.after {
            Some(After::Send) if is_settled => {
                self.saving.after = None;
                read_again.and(self.ask_or_send(context))
            }
            Some(_) => read_again.and(self.go_on(context)),
            None if is_settled => read_again,
            None => read_again.and(self.touched()),
        }
    }

    fn not_saved(&mut self, error: &Error, context: &Context) -> Action<Message> {
        let waited = self.saving.after.take().is_some();
        self.saving.failed = Some(error.clone());
        match waited {
            true => Self::error(error, context),
            // Tried again; it is told in the window.
            false => self.touched(),
        }
    }
}
