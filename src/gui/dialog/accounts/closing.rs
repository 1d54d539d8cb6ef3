//! Saving, leaving, and what was answered to questions.

use super::{Accounts, Asked, Message, Then};
use crate::domain::account::{Account, AccountId};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::Outcome;
use crate::gui::dialog::ask::{Answer, Ask, Kind};
use crate::i18n::texts;
use crate::service::Result;

impl Accounts {
    /// Stores every changed row; what is wrong in one is said, and nothing is stored.
    pub(super) fn save(&mut self, then: Then, context: &Context) -> Action<Message> {
        let first = self.table.wrong_rows().next().map(|it| it.id());
        if let Some(first) = first {
            let refusal = self.refusal();
            self.table.selected = Some(first);
            self.calls += 1;
            return self.reveal().and(Action::Open(refusal.into()));
        }
        if !self.table.is_changed() {
            return match then {
                Then::Stay => Action::None,
                Then::Close => Action::Close(Outcome::Left),
            };
        }
        let rows = self.table.changed_rows();
        let changes: Vec<_> = rows.map(|it| (it.id(), it.active, it.usage())).collect();
        self.saving = Some(then);
        Action::Run(context.ask(
            move |office| {
                let mut accounts: Vec<(AccountId, Account)> = Vec::new();
                for (id, active, usage) in changes {
                    // Servers and sign-in may have been changed elsewhere in the meantime.
                    let account = Account {
                        active,
                        usage,
                        ..office.account(id)?.account
                    };
                    accounts.push((id, account));
                }
                office.save_accounts(&accounts)
            },
            move |stored| Message::Saved(then, stored),
        ))
    }

    fn refusal(&self) -> Ask {
        let rows = self.table.wrong_rows();
        let lines = rows.flat_map(|row| {
            let wrong = row.remarks.iter().filter(|it| it.is_wrong());
            wrong.map(|it| texts::accounts_refused_line(row.name(), it.words.clone()))
        });
        let lines = lines.collect();
        let title = texts::accounts_refused_title();
        Ask::message(Kind::Error, title, texts::accounts_refused()).with_lines(lines)
    }

    pub(super) fn saved(
        &mut self,
        then: Then,
        stored: Result<()>,
        context: &Context,
    ) -> Action<Message> {
        self.saving = None;
        match (stored, then) {
            (Ok(()), Then::Stay) => Action::Changed,
            (Ok(()), Then::Close) => Action::Changed.and(Action::Close(Outcome::Left)),
            // Others may have changed what these rows refer to.
            (Err(error), _) => {
                Action::Changed.and(Action::Open(Ask::error(&error, context).into()))
            }
        }
    }

    /// "Abbruch und Schließen": asks, where something would be lost.
    pub(super) fn leave(&mut self) -> Action<Message> {
        if self.saving.is_some() {
            return Action::None;
        }
        if !self.table.is_changed() {
            return Action::Close(Outcome::Left);
        }
        self.asked = Some(Asked::Leave);
        let question = Ask::question(
            Kind::Question,
            texts::accounts_leave_title(),
            texts::accounts_leave(),
            texts::button_save(),
        );
        Action::Open(question.or(texts::accounts_leave_no()).into())
    }

    /// What was answered to a question.
    pub(super) fn decided(
        &mut self,
        asked: Asked,
        outcome: &Outcome,
        context: &Context,
    ) -> Action<Message> {
        let Outcome::Answered(answer) = outcome else {
            return Action::None;
        };
        match (asked, answer) {
            (Asked::MoveKanzlei(id), Answer::Yes) => {
                self.table.set_kanzlei(Some(id));
                Action::None
            }
            (Asked::Delete(id), Answer::Yes) => Action::Run(context.wait(
                move |office| async move { office.remove_account(id).await },
                Message::Deleted,
            )),
            (Asked::Leave, Answer::Yes) => self.save(Then::Close, context),
            (Asked::Leave, Answer::No) => Action::Close(Outcome::Left),
            (_, Answer::No) => Action::None,
        }
    }
}
