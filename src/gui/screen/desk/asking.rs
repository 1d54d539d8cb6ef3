//! The questions that a verb asks before it is done, and what follows from the answers.

use super::spot::Spot;
use super::verb::Verb;
use super::work::{Deed, Order};
use super::{Desk, Message};
use crate::domain::desk::{Postkorb, Vorgang};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::account::AccountDialog;
use crate::gui::dialog::akte_pick::AktePick;
use crate::gui::dialog::ask::{Answer, Ask, Kind};
use crate::gui::dialog::people::{Chosen, People, Purpose};
use crate::gui::dialog::wiedervorlage::Wiedervorlage;
use crate::i18n::texts;

/// A question that is open, with the rows it is about.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    Forward(Vec<i64>),
    Postkorb(Vec<i64>),
    Sender(i64),
    File(Vec<i64>),
    Day(Vec<i64>),
    Delete(Vec<i64>),
    Destroy(Vec<i64>),
}

impl Desk {
    fn chosen_row(&self) -> Option<&Vorgang> {
        let list = &self.vorgaenge.list;
        list.of(list.shown()?)
    }

    /// Opens the dialog that a verb needs.
    pub(super) fn ask(&mut self, verb: Verb, ids: Vec<i64>, context: &Context) -> Action<Message> {
        let count = ids.len();
        let (asked, dialog) = match verb {
            Verb::Forward => {
                let people = People::new(Purpose::Forward, count);
                (Asked::Forward(ids), people.into())
            }
            Verb::Postkorb => {
                let people = People::new(Purpose::Postkorb, count);
                (Asked::Postkorb(ids), people.into())
            }
            Verb::Wiedervorlage => {
                let row = self.chosen_row().filter(|_| count == 1);
                let day = row.and_then(|it| it.wiedervorlage.as_deref()?.parse().ok());
                let can_end = count > 1 || day.is_some();
                let dialog = Wiedervorlage::new(count, day, can_end);
                (Asked::Day(ids), dialog.into())
            }
            Verb::File => {
                let pick = AktePick::new(
                    texts::akte_pick_file(),
                    texts::akte_pick_file_purpose(count),
                );
                let pick = match self.spot.is_posteingang() {
                    true => pick,
                    false => pick.or_none(),
                };
                (Asked::File(ids), pick.into())
            }
            _ => {
                let Some(row) = self.chosen_row() else {
                    return Action::None;
                };
                let (id, from) = (row.id, row.from.clone());
                let address = from.clone();
                let known = context.ask(
                    move |it| it.is_staff_address(&address),
                    move |known| Message::SenderKnown(id, from, known),
                );
                return Action::Run(known);
            }
        };
        self.asked = Some(asked);
        Action::Open(dialog)
    }

    pub(super) fn ask_sender(&mut self, id: i64, from: String, can_stand: bool) -> Action<Message> {
        self.asked = Some(Asked::Sender(id));
        Action::Open(People::new(Purpose::Sender { from, can_stand }, 1).into())
    }

    pub(super) fn ask_delete(&mut self, ids: Vec<i64>) -> Action<Message> {
        let count = ids.len();
        self.asked = Some(Asked::Delete(ids));
        let ask = Ask::question(
            Kind::Question,
            texts::ask_delete_title(),
            texts::ask_delete(count),
            texts::ask_delete_yes(),
        );
        Action::Open(ask.or(texts::ask_delete_never()).into())
    }

    pub(super) fn ask_destroy(&mut self, ids: Vec<i64>) -> Action<Message> {
        let count = ids.len();
        self.asked = Some(Asked::Destroy(ids));
        let ask = Ask::question(
            Kind::Warning,
            texts::ask_destroy_title(),
            texts::ask_destroy(count),
            texts::ask_destroy_yes(),
        );
        Action::Open(ask.into())
    }

    /// A dialog that this screen opened has ended.
    pub fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        if super::going::part_of(self.spot).is_some() && self.post.is_asking() {
            return self.post.returned(outcome, context).map(Message::Post);
        }
        match outcome {
            // What was asked is no longer meant: the next answer belongs to another question.
            Outcome::Left => {
                self.due.left();
                self.asked = None;
                Action::None
            }
            Outcome::SignedIn(grant) => self.keep_sign_in(*grant, context),
            Outcome::LetterQueued(letter) => self.letter_queued(letter),
            Outcome::NoticeRead => Action::Open(AccountDialog::new().into()),
            Outcome::AccountSaved(_) => Action::Changed.and(Action::Fetch),
            Outcome::People(chosen) => self.people_chosen(chosen, context),
            Outcome::Akte(picked) => match self.asked.take() {
                Some(Asked::File(ids)) => self.file(ids, picked.number, context),
                _ => self.e_akte.picked(picked, context).map(Message::EAkte),
            },
            Outcome::Day(day) => match self.asked.take() {
                Some(Asked::Day(ids)) => {
                    self.begin(Order::Same(Deed::Wiedervorlage(day), ids), context)
                }
                _ => Action::None,
            },
            Outcome::Answered(answer) => self.answer(answer, context),
            Outcome::Text(text) => self.e_akte.entered(text, context).map(Message::EAkte),
            Outcome::FileNamed(file) => {
                let action = self.quarantaene.named(file, context);
                action.map(Message::Quarantaene)
            }
            _ => Action::None,
        }
    }

    fn answer(&mut self, answer: Answer, context: &Context) -> Action<Message> {
        match self.asked.take() {
            Some(Asked::Delete(ids)) => {
                let delete = self.begin(Order::Same(Deed::Delete, ids), context);
                match answer {
                    Answer::Yes => delete,
                    Answer::No => delete.and(Self::prefer_asking(false, context)),
                }
            }
            Some(Asked::Destroy(ids)) => self.begin(Order::Same(Deed::Destroy, ids), context),
            _ => match self.spot {
                Spot::Quarantaene => {
                    let action = self.quarantaene.confirmed(context);
                    action.map(Message::Quarantaene)
                }
                Spot::EAkte => self.e_akte.confirmed(context).map(Message::EAkte),
                _ => Action::None,
            },
        }
    }

    fn people_chosen(&mut self, chosen: Chosen, context: &Context) -> Action<Message> {
        let first = chosen.to.first().copied();
        match (self.asked.take(), first) {
            (Some(Asked::Forward(ids)), _) => {
                let deed = Deed::Forward(chosen.to, chosen.note);
                self.begin(Order::Same(deed, ids), context)
            }
            (Some(Asked::Postkorb(ids)), to) => match to.map(Postkorb::Of) {
                Some(to) => self.give_to(ids, to, context),
                None if chosen.zentral => self.give_to(ids, Postkorb::Zentral, context),
                None => Action::None,
            },
            (Some(Asked::Sender(id)), Some(to)) => {
                let standing = chosen.standing;
                Action::Run(context.ask(
                    move |it| it.assign_sender(id, to, standing),
                    Message::Assigned,
                ))
            }
            _ => Action::None,
        }
    }
}
