//! The status line: when mail was last fetched and how many messages came, or what is wrong and
//! since when.

use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::receiving::{Light, Reason, Standing, standing};
use crate::gui::context::Context;
use crate::gui::engine;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::theme::SMALL;
use crate::i18n::{Arg, Text, texts};
use crate::service::notice::notice;
use crate::service::presence::Presence;
use crate::service::receiver::Event;
use iced::widget::{row, text};
use iced::{Center, Element};

/// What the receiver is doing, and how it has gone.
#[derive(Default, Clone)]
pub(super) struct Status {
    /// How the office's mail stands.
    pub(super) presence: Presence,
    doing: Option<Text>,
    held: Option<Text>,
    failed: Option<Text>,
    fetched: Vec<StoredAccount>,
    new: u64,
}

impl Status {
    /// Takes the state of the accounts over.
    pub(super) fn accounts(&mut self, accounts: &[StoredAccount]) {
        let fetched = accounts.iter().filter(|it| it.account.is_fetched());
        self.fetched = fetched.cloned().collect();
    }

    /// Takes in what happens.
    pub(super) fn hear(&mut self, event: &engine::Event, accounts: &[StoredAccount]) {
        let name = |id: &AccountId| {
            let stored = accounts.iter().find(|it| it.id == *id);
            stored.map_or_else(|| id.to_string(), |it| it.account.name.clone())
        };
        match event {
            // Told above everything, until it is mended.
            engine::Event::Fetched(Event::Backup(_)) => {}
            engine::Event::Failed(error) => {
                self.failed = Some(texts::status_receiver_failed(notice(error).message));
            }
            engine::Event::Fetched(Event::Waiting { holder }) => {
                self.doing = None;
                self.failed = None;
                self.held = Some(match holder {
                    Some(it) => {
                        let since = Arg::Moment(it.started_at);
                        texts::status_held(&it.login, &it.host, since)
                    }
                    None => texts::status_held_unknown(),
                });
            }
            engine::Event::Fetched(event) => {
                self.held = None;
                self.failed = None;
                self.fetched(event, name);
            }
        }
    }

    fn fetched(&mut self, event: &Event, name: impl Fn(&AccountId) -> String) {
        match event {
            Event::Begun { account } => {
                // A new round begins when nothing was going on.
                if self.doing.is_none() {
                    self.new = 0;
                }
                self.doing = Some(texts::status_fetching(name(account)));
            }
            Event::Progress {
                account,
                stored,
                total,
            } => {
                self.doing = Some(texts::status_progress(name(account), *stored, *total));
            }
            Event::Imported { stored, .. } => self.new += stored,
            Event::Finished { .. } | Event::Failed { .. } => self.doing = None,
            Event::Waiting { .. }
            | Event::Elsewhere { .. }
            | Event::Started { .. }
            | Event::Listed { .. }
            | Event::Backup(_)
            | Event::Letter(_) => {}
        }
    }

    /// What is seen.
    pub(super) fn view<'a, M: 'a>(&self, context: &Context) -> Element<'a, M> {
        let (mark, words) = self.words(jiff::Timestamp::now().as_second());
        let words = text(context.say(words)).size(SMALL);
        match mark {
            Some((picture, tint)) => row![icon(picture, 14.0, tint), words]
                .spacing(5)
                .align_y(Center)
                .into(),
            None => words.into(),
        }
    }

    fn words(&self, now: i64) -> (Option<(Icon, Tint)>, Text) {
        if let Some(failed) = &self.failed {
            return (Some((Icon::Error, Tint::Bad)), failed.clone());
        }
        if let Some(doing) = &self.doing {
            return (None, doing.clone());
        }
        // A failing account is worse; one that is only late says nothing new.
        let deserted = self.presence.is_deserted();
        let standings = self.fetched.iter().map(|it| (it, standing(it, now)));
        // The first of the worst.
        let worst = standings.rev().max_by_key(|(_, it)| it.light);
        let worst = worst.and_then(|(stored, it)| wrong(stored, it));
        let worst = worst.filter(|it| it.0 == Tint::Bad || !deserted);
        if let Some((tint, wrong)) = worst {
            return (Some((Icon::Warning, tint)), wrong);
        }
        if deserted {
            let mark = (Icon::Warning, Tint::Warning);
            return (Some(mark), texts::status_deserted());
        }
        if let Some(held) = &self.held {
            return (None, held.clone());
        }
        let successes = self
            .fetched
            .iter()
            .filter_map(|it| it.state.last_success_at);
        match successes.max() {
            Some(at) => (None, texts::status_last(Arg::Time(at), self.new)),
            None => (None, texts::status_never()),
        }
    }
}

/// What is wrong with an account, and since when. One that waits for its first run is not yet.
fn wrong(stored: &StoredAccount, standing: Standing) -> Option<(Tint, Text)> {
    let reason = match standing.reason {
        Reason::Paused => texts::status_account_paused(),
        Reason::Failing => texts::status_account_failing(),
        Reason::Late => texts::status_account_late(),
        Reason::Never | Reason::Fine | Reason::NotFetched => return None,
    };
    let tint = match standing.light {
        Light::Red => Tint::Bad,
        Light::Amber | Light::Green | Light::Off => Tint::Warning,
    };
    let name = &stored.account.name;
    let words = match standing.last_success_at {
        Some(at) => texts::status_account_wrong_since(name, reason, Arg::Moment(at)),
        None => texts::status_account_wrong(name, reason),
    };
    Some((tint, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rollout::read_account;

    fn account(id: i64, last_success_at: i64) -> StoredAccount {
        let rollout = "name = \"A\"\naddress = \"a@kanzlei.de\"\n[incoming]\n\
                       host = \"imap.kanzlei.de\"\nuser = \"a\"\n";
        let mut stored = StoredAccount {
            id: AccountId(id),
            account: read_account(rollout).unwrap(),
            state: Default::default(),
        };
        stored.state.last_success_at = Some(last_success_at);
        stored
    }

    #[test]
    fn silence_turns_amber_and_a_failure_red() {
        let mut status = Status::default();
        let mut accounts = [account(1, 10_000), account(2, 10_600)];
        status.accounts(&accounts);
        assert!(status.words(10_899).0.is_none());
        let (mark, words) = status.words(10_900);
        assert!(matches!(mark, Some((Icon::Warning, Tint::Warning))));
        assert_eq!(words.key(), "status-account-wrong-since");
        accounts[1].state.failures = 1;
        status.accounts(&accounts);
        assert!(matches!(
            status.words(10_900).0,
            Some((Icon::Warning, Tint::Bad))
        ));
    }
}
