//! The Akte that the letter belongs to, and what follows from it: subject and sender.

use super::{EBrief, Message};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::register::{AkteKind, StoredAkte};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::service::{Office, Result};

/// The field, and what it means.
#[derive(Default)]
pub(super) struct Field {
    pub(super) typed: String,
    pub(super) chosen: Option<StoredAkte>,
    pub(super) suggestions: Vec<StoredAkte>,
    /// The subject that was proposed for it.
    proposal: String,
    asked: u64,
    /// The answer for what was typed is there.
    is_settled: bool,
}

/// What follows from an Akte.
#[derive(Debug, Clone)]
pub struct Follows {
    senders: Vec<StoredAccount>,
    sender: Option<AccountId>,
    proposal: String,
}

/// The Aktennummer, as it is typed.
pub(super) fn number(akte: &StoredAkte) -> String {
    match akte.kind {
        AkteKind::Akte(number) => number.to_string(),
        AkteKind::Benutzerakte(_) | AkteKind::Sammelakte => String::new(),
    }
}

impl Field {
    pub(super) fn new(akte: Option<StoredAkte>) -> Self {
        Self {
            typed: akte.as_ref().map(number).unwrap_or_default(),
            chosen: akte,
            is_settled: true,
            ..Self::default()
        }
    }

    pub(super) fn id(&self) -> Option<i64> {
        self.chosen.as_ref().map(|it| it.id.0)
    }

    /// Something is typed that means no Akte, not even the beginning of one.
    pub(super) fn is_wrong(&self) -> bool {
        self.is_settled
            && self.chosen.is_none()
            && self.suggestions.is_empty()
            && !self.typed.trim().is_empty()
    }
}

impl Field {
    /// Something is typed and nothing was chosen.
    pub(super) fn is_open(&self) -> bool {
        self.chosen.is_none() && !self.typed.trim().is_empty()
    }
}

impl EBrief {
    pub(super) fn type_akte(&mut self, typed: String, context: &Context) -> Action<Message> {
        let field = &mut self.akte;
        field.typed = typed;
        field.suggestions.clear();
        field.asked += 1;
        let had_one = field.chosen.take().is_some();
        field.is_settled = field.typed.trim().is_empty();
        let (number, words) = (field.asked, field.typed.clone());
        let follows = match had_one {
            true => self.ask_follows(context),
            false => Action::None,
        };
        let asked = context.ask(
            move |office| office.suggest_akten(&words),
            move |found| Message::Akten(number, found.unwrap_or_default()),
        );
        Action::Run(asked).and(follows).and(self.touched())
    }

    pub(super) fn akten_found(
        &mut self,
        asked: u64,
        found: Vec<StoredAkte>,
        context: &Context,
    ) -> Action<Message> {
        let field = &mut self.akte;
        if asked != field.asked {
            return Action::None;
        }
        field.is_settled = true;
        let typed = field.typed.trim();
        // A number that is typed out is meant, unless several Datenpools have it. Longer ones that
        // begin with it are still offered.
        let mut exact = found.iter().filter(|it| number(it) == typed);
        let only = match (exact.next(), exact.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        };
        field.suggestions = match (&only, found.len()) {
            (Some(_), 1) => Vec::new(),
            _ => found,
        };
        match only {
            Some(one) => {
                field.chosen = Some(one);
                self.ask_follows(context)
            }
            None => Action::None,
        }
    }

    pub(super) fn take_akte(&mut self, at: usize, context: &Context) -> Action<Message> {
        let field = &mut self.akte;
        let Some(akte) = field.suggestions.get(at).cloned() else {
            return Action::None;
        };
        field.typed = number(&akte);
        field.chosen = Some(akte);
        field.suggestions.clear();
        field.asked += 1;
        field.is_settled = true;
        self.ask_follows(context).and(self.touched())
    }

    fn ask_follows(&self, context: &Context) -> Action<Message> {
        let akte = self.akte.chosen.clone();
        let asked = context.ask(
            move |office| follows(office, akte.as_ref()),
            Message::OfAkte,
        );
        Action::Run(asked)
    }

    /// Accounts may have changed.
    pub(super) fn read_senders(&self, context: &Context) -> Action<Message> {
        if self.draft.is_none() {
            return Action::None;
        }
        let akte = self.akte.chosen.clone();
        Action::Run(context.ask(
            move |office| office.senders_for(akte.as_ref()),
            Message::Senders,
        ))
    }

    pub(super) fn senders_read(&mut self, senders: Vec<StoredAccount>) -> Action<Message> {
        self.sender.all = senders;
        let is_there = |id: &AccountId| self.sender.all.iter().any(|it| it.id == *id);
        self.sender.chosen = self.sender.chosen.filter(is_there);
        Action::None
    }

    pub(super) fn follow_akte(&mut self, follows: Follows, context: &Context) -> Action<Message> {
        let before = std::mem::replace(&mut self.akte.proposal, follows.proposal);
        // What a person has written as subject stays.
        let is_free = self.subject.trim().is_empty() || self.subject == before;
        if is_free && self.subject != self.akte.proposal && !self.akte.proposal.is_empty() {
            self.subject.clone_from(&self.akte.proposal);
        }
        self.sender.all = follows.senders;
        let is_there = |id: &AccountId| self.sender.all.iter().any(|it| it.id == *id);
        let chosen = self.sender.chosen.filter(is_there);
        let next = match chosen {
            Some(chosen) if self.sender.by_hand || self.draft_is_answer() => Some(chosen),
            _ => follows.sender.or(chosen),
        };
        match next {
            Some(next) if self.sender.chosen != Some(next) => self.choose_sender(next, context),
            next => {
                self.sender.chosen = next;
                self.touched()
            }
        }
    }

    /// An answer stays with the account that the original came to.
    fn draft_is_answer(&self) -> bool {
        self.draft.as_ref().is_some_and(|it| it.relation.is_some())
    }

    pub(super) fn answer_to_me(&mut self, is_on: bool, context: &Context) -> Action<Message> {
        self.settings.answer_to_me = is_on;
        let akte = self.akte.chosen.clone();
        let settings = self.settings;
        let asked = context.ask(
            move |office| {
                office.set_sending_settings(settings)?;
                follows(office, akte.as_ref())
            },
            Message::OfAkte,
        );
        Action::Run(asked)
    }
}

fn follows(office: &Office, akte: Option<&StoredAkte>) -> Result<Box<Follows>> {
    Ok(Box::new(Follows {
        senders: office.senders_for(akte)?,
        sender: office.sender_for(akte)?,
        proposal: match akte {
            Some(akte) => office.subject_proposal(akte)?,
            None => String::new(),
        },
    }))
}
