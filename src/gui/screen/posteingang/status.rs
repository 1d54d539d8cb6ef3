//! The status line: when mail was last fetched and how many messages came, or what is wrong and
//! since when.

use crate::domain::account::{AccountId, StoredAccount};
use crate::gui::context::Context;
use crate::gui::engine;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::theme::SMALL;
use crate::i18n::{Arg, Text, texts};
use crate::service::notice::notice;
use crate::service::receiver::Event;
use iced::widget::{row, text};
use iced::{Center, Element};

/// What the receiver is doing, and how it has gone.
#[derive(Default)]
pub(super) struct Status {
    doing: Option<Text>,
    held: Option<Text>,
    failed: Option<Text>,
    wrong: Vec<Text>,
    last_success_at: Option<i64>,
    new: u64,
}

impl Status {
    /// Takes the state of the accounts over.
    pub(super) fn accounts(&mut self, accounts: &[StoredAccount]) {
        let fetched = || accounts.iter().filter(|it| it.account.is_fetched());
        self.last_success_at = fetched().filter_map(|it| it.state.last_success_at).max();
        self.wrong = fetched().filter_map(wrong).collect();
    }

    /// Takes in what happens.
    pub(super) fn hear(&mut self, event: &engine::Event, accounts: &[StoredAccount]) {
        let name = |id: &AccountId| {
            let stored = accounts.iter().find(|it| it.id == *id);
            stored.map_or_else(|| id.to_string(), |it| it.account.name.clone())
        };
        match event {
            engine::Event::HeldBy(holder) => {
                self.doing = None;
                self.held = Some(match holder {
                    Some(it) => {
                        let since = Arg::Moment(it.started_at);
                        texts::status_held(&it.login, &it.host, since)
                    }
                    None => texts::status_held_unknown(),
                });
            }
            engine::Event::Failed(error) => {
                self.failed = Some(texts::status_receiver_failed(notice(error).message));
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
            Event::Started { .. } | Event::Listed { .. } | Event::Letter(_) => {}
        }
    }

    /// What is seen.
    pub(super) fn view<'a, M: 'a>(&self, context: &Context) -> Element<'a, M> {
        let (mark, words) = self.words();
        let words = text(context.say(words)).size(SMALL);
        match mark {
            Some((picture, tint)) => row![icon(picture, 14.0, tint), words]
                .spacing(5)
                .align_y(Center)
                .into(),
            None => words.into(),
        }
    }

    fn words(&self) -> (Option<(Icon, Tint)>, Text) {
        if let Some(failed) = &self.failed {
            return (Some((Icon::Error, Tint::Bad)), failed.clone());
        }
        if let Some(doing) = &self.doing {
            return (None, doing.clone());
        }
        if let Some(wrong) = self.wrong.first() {
            return (Some((Icon::Warning, Tint::Bad)), wrong.clone());
        }
        if let Some(held) = &self.held {
            return (None, held.clone());
        }
        match self.last_success_at {
            Some(at) => (None, texts::status_last(Arg::Time(at), self.new)),
            None => (None, texts::status_never()),
        }
    }
}

/// What is wrong with an account, and since when.
fn wrong(stored: &StoredAccount) -> Option<Text> {
    let reason = match (stored.state.paused_at, stored.state.failures) {
        (Some(_), _) => texts::status_account_paused(),
        (None, 1..) => texts::status_account_failing(),
        (None, 0) => return None,
    };
    let name = &stored.account.name;
    Some(match stored.state.last_success_at {
        Some(at) => texts::status_account_wrong_since(name, reason, Arg::Moment(at)),
        None => texts::status_account_wrong(name, reason),
    })
}
