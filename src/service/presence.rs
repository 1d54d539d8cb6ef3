//! How the office's mail stands, in one glance: how much is unread, when mail was last fetched, and
//! whether anybody fetches at all. For the tray and the foot of the window.

use super::error::{Error, Result};
use super::oauth::SignInWish;
use super::office::Office;
use crate::domain::account::StoredAccount;
use crate::domain::desk_list::DeskCounts;
use crate::domain::receiving::{Light, Reason, Standing, standing};
use crate::domain::secret::SignInOf;
use crate::domain::stammdaten::BenutzerNumber;
use crate::i18n::{Arg, Text, texts};
use crate::storage::now;
use crate::storage::runs::Holder;

/// A receiver gives a sign of life every few seconds. One that has been silent for so many seconds
/// hangs, or its machine has slept.
const SILENT: i64 = 120;

/// Who fetches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fetching {
    /// Nothing is to be fetched: no account, or none that is active.
    #[default]
    Nothing,
    /// This process.
    Here,
    /// Another process.
    Elsewhere,
    /// A process that has shown no sign of life since this moment.
    Silent(i64),
    /// Nobody.
    Nobody,
}

/// An account that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its name.
    pub account: String,
    /// How bad it is.
    pub light: Light,
    /// Why.
    pub reason: Reason,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presence {
    /// Vorgänge that concern the one who acts and that nobody has opened.
    pub unread: u64,
    /// Who fetches.
    pub fetching: Fetching,
    /// The account that is worst off.
    pub worst: Option<Trouble>,
    /// The account whose sign-in in the browser is due.
    pub sign_in: Option<String>,
    /// When mail was last fetched well.
    pub last_at: Option<i64>,
}

impl Presence {
    /// Nobody fetches what ought to be fetched.
    pub fn is_deserted(&self) -> bool {
        matches!(self.fetching, Fetching::Nobody | Fetching::Silent(_))
    }

    /// Whether somebody should look.
    pub fn light(&self) -> Light {
        let worst = self.worst.as_ref().map_or(Light::Green, |it| it.light);
        match self.is_deserted() || self.sign_in.is_some() {
            true => worst.max(Light::Amber),
            false => worst,
        }
    }

    /// What is wrong, the worst first; empty where all is well.
    pub fn wrong(&self) -> Vec<Text> {
        let failing = self.worst.iter().filter(|it| it.light == Light::Red);
        let late = self.worst.iter().filter(|it| it.light != Light::Red);
        let deserted = match self.fetching {
            Fetching::Nobody => Some(texts::presence_nobody()),
            Fetching::Silent(since) => Some(texts::presence_silent(Arg::Moment(since))),
            Fetching::Nothing | Fetching::Here | Fetching::Elsewhere => None,
        };
        // That an account is late says nothing new where nobody fetches.
        let is_deserted = self.is_deserted();
        let late = late.filter(|_| !is_deserted);
        let due = self.sign_in.as_ref().map(texts::presence_sign_in);
        let said = |it: &Trouble| texts::status_account_wrong(&it.account, reason(it.reason));
        let failing = failing.map(said);
        let late = late.map(said);
        failing.chain(deserted).chain(due).chain(late).collect()
    }

    /// How much there is and from when: what the tray says.
    pub fn words(&self) -> Vec<Text> {
        let mut words = vec![texts::presence_unread(self.unread)];
        words.extend(self.last_at.map(|at| texts::presence_last(Arg::Time(at))));
        words
    }
}

fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Paused => texts::status_account_paused(),
        Reason::Failing => texts::status_account_failing(),
        Reason::Late | Reason::Never | Reason::Fine | Reason::NotFetched => {
            texts::status_account_late()
        }
    }
}

impl Office {
    /// How the mail stands for the one who acts.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn presence(&self) -> Result<Presence> {
        let at = now();
        let mut accounts = self.paced_accounts()?;
        if self.retired().is_some() {
            // It is said elsewhere, and nobody is to do anything about it here.
            accounts.clear();
        }
        let sign_in = self.sign_in_due(&accounts, at)?;
        accounts.retain(|it| it.account.is_fetched());
        let me = self.who_acts()?.map(|it| it.number);
        let counts = match self.require_benutzer() {
            Err(Error::NobodyActs(_)) => DeskCounts::default(),
            other => other.and_then(|_| Ok(self.storage.desk_counts()?))?,
        };
        let holder = match self.storage.is_receiver_locked()? {
            true => Some(self.storage.holder()?),
            false => None,
        };
        let fetching = match accounts.is_empty() {
            true => Fetching::Nothing,
            false => fetching(holder.as_ref(), at),
        };
        let standings: Vec<(&StoredAccount, Standing)> =
            accounts.iter().map(|it| (it, standing(it, at))).collect();
        let successes = accounts.iter().filter_map(|it| it.state.last_success_at);
        Ok(Presence {
            unread: unread(&counts, me),
            fetching,
            worst: worst(&standings),
            sign_in,
            last_at: successes.max(),
        })
    }

    fn sign_in_due(&self, accounts: &[StoredAccount], at: i64) -> Result<Option<String>> {
        for stored in accounts.iter().filter(|it| it.account.active) {
            for (purpose, _) in SignInWish::all(&stored.account) {
                let account = stored.id;
                let signed_in = self.signed_in(SignInOf { account, purpose })?;
                if signed_in.is_none_or(|it| it.ends_soon(at)) {
                    return Ok(Some(stored.account.name.clone()));
                }
            }
        }
        Ok(None)
    }
}

/// What concerns one Benutzer: the same places that are told of when something new comes.
fn unread(counts: &DeskCounts, me: Option<BenutzerNumber>) -> u64 {
    let own = |all: &[(BenutzerNumber, crate::domain::desk_list::Count)]| {
        let own = all.iter().filter(|it| Some(it.0) == me);
        own.map(|it| it.1.unread).sum::<u64>()
    };
    let trays = counts.eingangsfaecher.iter().map(|it| it.1.unread);
    trays.sum::<u64>()
        + counts.zentral.unread
        + own(&counts.postkoerbe)
        + own(&counts.tagesansichten)
}

fn fetching(holder: Option<&Option<Holder>>, at: i64) -> Fetching {
    match holder {
        None => Fetching::Nobody,
        Some(None) => Fetching::Elsewhere,
        Some(Some(it)) if at.saturating_sub(it.heartbeat_at) > SILENT => {
            Fetching::Silent(it.heartbeat_at)
        }
        Some(Some(it)) if it.pid == std::process::id() => Fetching::Here,
        Some(Some(_)) => Fetching::Elsewhere,
    }
}

/// The first of the worst. One that waits for its first run is not yet worth a look.
fn worst(standings: &[(&StoredAccount, Standing)]) -> Option<Trouble> {
    let wrong = standings
        .iter()
        .filter(|it| it.1.light > Light::Green && it.1.reason != Reason::Never);
    let worst = wrong.rev().max_by_key(|it| it.1.light)?;
    Some(Trouble {
        account: worst.0.account.name.clone(),
        light: worst.1.light,
        reason: worst.1.reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn holder(heartbeat_at: i64) -> Holder {
        Holder {
            pid: 0,
            host: "pc".to_owned(),
            login: "susi".to_owned(),
            started_at: 1_000,
            heartbeat_at,
        }
    }

    fn say(presence: &Presence) -> Vec<String> {
        let words = presence.words().into_iter();
        words
            .chain(presence.wrong())
            .map(|it| it.show(Language::German))
            .collect()
    }

    #[test]
    fn a_receiver_without_a_sign_of_life_is_none() {
        let silent = 5_000 - SILENT - 1;
        assert_eq!(fetching(None, 5_000), Fetching::Nobody);
        assert_eq!(fetching(Some(&None), 5_000), Fetching::Elsewhere);
        let alive = Some(holder(5_000 - SILENT));
        assert_eq!(fetching(Some(&alive), 5_000), Fetching::Elsewhere);
        let dead = Some(holder(silent));
        assert_eq!(fetching(Some(&dead), 5_000), Fetching::Silent(silent));
        let ahead = Some(holder(i64::MAX));
        assert_eq!(fetching(Some(&ahead), 5_000), Fetching::Elsewhere);
    }

    #[test]
    fn what_is_wrong_is_said_once_and_the_worst_first() {
        let mut presence = Presence {
            unread: 3,
            fetching: Fetching::Here,
            ..Presence::default()
        };
        assert_eq!(say(&presence), ["3 ungelesen"]);
        assert_eq!(presence.light(), Light::Green);
        presence.fetching = Fetching::Nobody;
        presence.worst = Some(Trouble {
            account: "A".to_owned(),
            light: Light::Amber,
            reason: Reason::Late,
        });
        assert_eq!(presence.light(), Light::Amber);
        assert_eq!(say(&presence), ["3 ungelesen", "niemand ruft ab"]);
        presence.worst = Some(Trouble {
            account: "A".to_owned(),
            light: Light::Red,
            reason: Reason::Paused,
        });
        presence.sign_in = Some("B".to_owned());
        assert_eq!(presence.light(), Light::Red);
        assert_eq!(
            say(&presence),
            [
                "3 ungelesen",
                "A: Anmeldung abgelehnt, Konto angehalten",
                "niemand ruft ab",
                "B: Anmeldung im Browser ist fällig",
            ]
        );
    }

    #[test]
    fn unread_is_what_concerns_the_one_who_acts() {
        use crate::domain::desk_list::Count;
        let of = |unread| Count { all: 9, unread };
        let number = |it| BenutzerNumber::new(it).unwrap();
        let counts = DeskCounts {
            eingangsfaecher: vec![(1, of(1)), (2, of(2))],
            postkoerbe: vec![(number(1), of(4)), (number(2), of(100))],
            tagesansichten: vec![(number(1), of(8)), (number(2), of(100))],
            zentral: of(16),
            papierkorb: of(100),
            ..DeskCounts::default()
        };
        assert_eq!(unread(&counts, Some(number(1))), 31);
        assert_eq!(unread(&counts, None), 19);
    }
}
