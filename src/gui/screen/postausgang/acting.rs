//! What can be done with letters and drafts.

use super::{Asked, Message, Part, Postausgang};
use crate::domain::letter::LetterState;
use crate::domain::outbox::{LetterRow, SendingSettings};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::akte_pick::Picked;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::texts;
use crate::service::{Error, Office, Result};

/// Whether a letter can still be taken back.
pub(super) fn can_take_back(row: &LetterRow) -> bool {
    let state = row.letter.state;
    row.letter.sent_at.is_none()
        && !matches!(state, LetterState::WirdGesendet | LetterState::Gesendet)
        && (row.has_draft || state != LetterState::Entwurf)
}

/// Whether it can be tried again.
pub(super) fn can_retry(row: &LetterRow) -> bool {
    matches!(
        row.letter.state,
        LetterState::Fehlgeschlagen | LetterState::Unklar | LetterState::Entwurf
    )
}

/// Whether it leaves when a person lets it go, or sooner.
pub(super) fn can_send(row: &LetterRow) -> bool {
    row.letter.state == LetterState::Wartet
}

/// Whether it can be deleted from the Postausgang.
pub(super) fn can_delete(row: &LetterRow) -> bool {
    row.letter.state != LetterState::WirdGesendet
}

impl Postausgang {
    /// The chosen letters that wait; where none is chosen, all of them.
    pub(super) fn waiting(&self) -> Vec<i64> {
        let chosen = self.chosen_letters();
        let list: Vec<&LetterRow> = match chosen.is_empty() {
            true => self.letters.iter().collect(),
            false => chosen,
        };
        list.into_iter()
            .filter(|it| can_send(it))
            .map(|it| it.letter.id)
            .collect()
    }

    pub(super) fn send_now(&mut self, context: &Context) -> Action<Message> {
        let ids = self.waiting();
        let sent = context.ask(
            move |office| {
                ids.into_iter()
                    .try_for_each(|it| office.send_now(Some(it)).map(drop))
            },
            Message::Done,
        );
        Action::Run(sent)
    }

    pub(super) fn take_back(&mut self, context: &Context) -> Action<Message> {
        let chosen = self.chosen_letters();
        let is_unclear = |it: &&LetterRow| it.letter.state == LetterState::Unklar;
        if !chosen.iter().any(is_unclear) {
            return self.take_back_now(context);
        }
        self.asked = Some(Asked::TakeBack);
        let ask = Ask::question(
            Kind::Warning,
            texts::postausgang_retry_title(),
            texts::postausgang_retry_unclear(),
            texts::postausgang_take_back_yes(),
        );
        Action::Open(ask.into())
    }

    pub(super) fn take_back_now(&self, context: &Context) -> Action<Message> {
        let chosen = self.chosen_letters();
        let [row] = chosen[..] else {
            return Action::None;
        };
        if !can_take_back(row) {
            return Action::None;
        }
        let (id, has_draft) = (row.letter.id, row.has_draft);
        Action::Run(context.ask(
            move |office| match has_draft {
                true => office.write_on(id).map(Some),
                false => office.cancel_letter(id).map(|()| None),
            },
            Message::TakenBack,
        ))
    }

    pub(super) fn retry(&mut self, context: &Context) -> Action<Message> {
        let chosen = self.chosen_letters().into_iter().filter(|it| can_retry(it));
        let chosen: Vec<&LetterRow> = chosen.collect();
        let ids: Vec<i64> = chosen.iter().map(|it| it.letter.id).collect();
        let is_unclear = |it: &&&LetterRow| it.letter.state == LetterState::Unklar;
        if !chosen.iter().any(|it| is_unclear(&it)) {
            return self.retry_now(ids, context);
        }
        self.asked = Some(Asked::Retry(ids));
        let ask = Ask::question(
            Kind::Warning,
            texts::postausgang_retry_title(),
            texts::postausgang_retry_unclear(),
            texts::postausgang_retry_yes(),
        );
        Action::Open(ask.into())
    }

    pub(super) fn retry_now(&self, ids: Vec<i64>, context: &Context) -> Action<Message> {
        Action::Run(context.ask(
            move |office| {
                ids.iter().try_for_each(|it| office.retry_letter(*it))?;
                office.fetch_now();
                Ok(())
            },
            Message::Done,
        ))
    }

    /// What can be deleted of what is chosen.
    pub(super) fn deletable(&self) -> Vec<i64> {
        match self.part {
            Part::Drafts => self.chosen(),
            Part::Journal => Vec::new(),
            Part::Postausgang => {
                let chosen = self.chosen_letters().into_iter();
                let chosen = chosen.filter(|it| can_delete(it));
                chosen.map(|it| it.letter.id).collect()
            }
        }
    }

    pub(super) fn delete(&mut self, context: &Context) -> Action<Message> {
        let ids = self.deletable();
        if ids.is_empty() || self.shows_deleted {
            return Action::None;
        }
        if !self.settings.ask_delete {
            return self.delete_now(ids, context);
        }
        let words = match self.part {
            Part::Drafts => texts::postausgang_delete_drafts(ids.len()),
            _ => texts::postausgang_delete_letters(ids.len()),
        };
        self.asked = Some(Asked::Delete(ids));
        let ask = Ask::question(
            Kind::Question,
            texts::postausgang_delete_title(),
            words,
            texts::postausgang_delete_yes(),
        );
        Action::Open(ask.into())
    }

    pub(super) fn delete_now(&self, ids: Vec<i64>, context: &Context) -> Action<Message> {
        let part = self.part;
        Action::Run(context.ask(
            move |office| {
                for id in &ids {
                    match part {
                        Part::Drafts => office.delete_draft(*id)?,
                        _ => office.delete_letter(*id)?,
                    }
                }
                Ok(ids)
            },
            Message::Deleted,
        ))
    }

    pub(super) fn restore(&self, ids: Vec<i64>, context: &Context) -> Action<Message> {
        let part = self.part;
        Action::Run(context.ask(
            move |office| {
                ids.iter().try_for_each(|it| match part {
                    Part::Drafts => office.restore_draft(*it),
                    _ => office.restore_letter(*it),
                })
            },
            Message::Done,
        ))
    }

    pub(super) fn file_now(
        &self,
        letter: i64,
        picked: &Picked,
        context: &Context,
    ) -> Action<Message> {
        let (number, akte) = (picked.number.trim().to_owned(), picked.akte.clone());
        Action::Run(context.ask(
            move |office: &Office| -> Result<()> {
                let akte = match (akte, number.as_str()) {
                    (Some(akte), _) => Some(akte.id.0),
                    (None, "") => None,
                    (None, number) => Some(known(office, number)?),
                };
                office.assign_letter(letter, akte)
            },
            Message::Done,
        ))
    }

    pub(super) fn set(
        &mut self,
        context: &Context,
        change: impl FnOnce(&mut SendingSettings),
    ) -> Action<Message> {
        change(&mut self.settings);
        let settings = self.settings;
        Action::Run(context.ask(
            move |office| office.set_sending_settings(settings),
            Message::Done,
        ))
    }
}

/// The one Akte of a typed number.
fn known(office: &Office, typed: &str) -> Result<i64> {
    use crate::domain::draft::DraftFault;
    let unknown = || Error::Draft(DraftFault::AkteUnknown(typed.to_owned()));
    let number = typed.parse().map_err(|_| unknown())?;
    Ok(office.akte(number, None)?.id.0)
}
