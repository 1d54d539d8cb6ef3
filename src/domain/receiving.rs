//! How fetching an account stands: when it is due again, and whether somebody should look at it.

use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::office_settings::AutomaticReading;
use crate::domain::preset::pop3_interval_of_host;
use crate::domain::server::Protocol;
use crate::domain::usage::Mode;

/// A folder on a server that is not fetched, as it was at the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFolder {
    /// Account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The server's folder for Spam.
    pub is_junk: bool,
    /// Messages in it.
    pub messages: u32,
    /// Of these, unread and not imported.
    pub unseen: u32,
    /// When it was looked at, seconds since 1970.
    pub looked_at: i64,
    /// A person has asked to import what lies there.
    pub is_wanted: bool,
}

/// Longest wait after failures, in seconds.
pub const LONGEST_WAIT: i64 = 3_600;

/// So many intervals without a success are worth a look.
pub const MISSED: i64 = 3;

/// Whether somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// The account is not fetched at all.
    Off,
    /// All is well.
    Green,
    /// For some time nothing has been heard.
    Amber,
    /// Something has failed.
    Red,
}

impl Light {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// Why the light is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Not active, or not to be fetched.
    NotFetched,
    /// The last run went well, and not long ago.
    Fine,
    /// No run has come to its end yet.
    Never,
    /// [`MISSED`] intervals have passed since the last success.
    Late,
    /// The last run failed.
    Failing,
    /// The sign-in was rejected: only a person can help.
    Paused,
}

impl Reason {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFetched => "not-fetched",
            Self::Fine => "fine",
            Self::Never => "never",
            Self::Late => "late",
            Self::Failing => "failing",
            Self::Paused => "paused",
        }
    }
}

/// How fetching an account stands. Moments are seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether somebody should look.
    pub light: Light,
    /// Why.
    pub reason: Reason,
    /// Last run that went well.
    pub last_success_at: Option<i64>,
    /// When it is tried next, if anybody fetches; `None` when it is not.
    pub next_at: Option<i64>,
}

/// How fetching this account stands at the moment `now` (seconds since 1970). A success that lies in
/// the future, because a clock was set back, counts as one of now.
pub fn standing(stored: &StoredAccount, now: i64) -> Standing {
    let state = &stored.state;
    let patience = wait_seconds(stored, 0).saturating_mul(MISSED);
    let is_late = |at: i64| now.saturating_sub(at) >= patience;
    let (light, reason) = match (state.paused_at, state.failures, state.last_success_at) {
        _ if !stored.account.is_fetched() => (Light::Off, Reason::NotFetched),
        (Some(_), ..) => (Light::Red, Reason::Paused),
        (None, 1.., _) => (Light::Red, Reason::Failing),
        (None, 0, None) => (Light::Amber, Reason::Never),
        (None, 0, Some(at)) if is_late(at) => (Light::Amber, Reason::Late),
        (None, 0, Some(_)) => (Light::Green, Reason::Fine),
    };
    let is_tried = !matches!(reason, Reason::NotFetched | Reason::Paused);
    let wait = wait_seconds(stored, state.failures);
    let next = state.last_attempt_at.map_or(now, |it| {
        it.saturating_add(wait).clamp(now, now.saturating_add(wait))
    });
    Standing {
        light,
        reason,
        last_success_at: state.last_success_at,
        next_at: is_tried.then_some(next),
    }
}

/// An account with the interval at which it is really fetched: "einlesen" and "scanner" follow their
/// group, which may read in at program start alone.
pub fn paced(mut stored: StoredAccount, reading: &AutomaticReading) -> StoredAccount {
    if matches!(stored.account.usage.mode, Mode::Einlesen | Mode::Scanner) {
        stored.account.interval_minutes = match reading.on {
            true => reading.minutes,
            // 45 days: whoever starts a receiver or asks for mail comes first.
            false => u16::MAX,
        };
    }
    stored
}

/// Seconds that the provider wants between two sign-ins; 0 where it does not mind.
pub fn provider_seconds(stored: &StoredAccount) -> i64 {
    let minutes = stored
        .account
        .incoming
        .as_ref()
        .filter(|it| it.protocol == Protocol::Pop3)
        .and_then(|it| pop3_interval_of_host(&it.endpoint.host));
    i64::from(minutes.unwrap_or_default()) * 60
}

/// Seconds until the next run: the account's interval (or the provider's, where that is longer),
/// after failures first shorter, then longer and longer.
pub fn wait_seconds(stored: &StoredAccount, failures: u32) -> i64 {
    let interval = i64::from(stored.account.interval_minutes) * 60;
    let wait = match failures {
        0 => interval,
        _ => (60_i64 << (failures - 1).min(10)).min(LONGEST_WAIT.max(interval)),
    };
    wait.max(provider_seconds(stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::{AccountId, AccountState};
    use crate::domain::rollout::read_account;

    fn stored(server: &str) -> StoredAccount {
        let rollout =
            format!("name = \"A\"\naddress = \"a@web.de\"\n[incoming]\n{server}\nuser = \"a\"\n");
        let account = read_account(&rollout).unwrap();
        StoredAccount {
            id: AccountId(1),
            account,
            state: Default::default(),
        }
    }

    #[test]
    fn failures_wait_longer_and_longer_and_providers_are_respected() {
        let imap = stored("host = \"imap.web.de\"");
        let waits: Vec<i64> = (0..9)
            .map(|failures| wait_seconds(&imap, failures))
            .collect();
        assert_eq!(waits, [300, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        let pop3 = stored("protocol = \"pop3\"\nhost = \"pop3.web.de\"");
        assert_eq!(
            wait_seconds(&pop3, 0),
            900,
            "WEB.DE accepts a sign-in every 15 minutes"
        );
        assert_eq!(wait_seconds(&pop3, 1), 900);
    }

    #[test]
    fn amber_after_three_missed_intervals_and_red_after_a_failure() {
        let mut account = stored("host = \"imap.web.de\"");
        let light = |account: &StoredAccount, now| {
            let standing = standing(account, now);
            (standing.light, standing.reason)
        };
        assert_eq!(light(&account, 5_000), (Light::Amber, Reason::Never));
        account.state.last_attempt_at = Some(9_990);
        account.state.last_success_at = Some(10_000);
        assert_eq!(light(&account, 10_000), (Light::Green, Reason::Fine));
        assert_eq!(light(&account, 10_899), (Light::Green, Reason::Fine));
        assert_eq!(light(&account, 10_900), (Light::Amber, Reason::Late));
        assert_eq!(
            light(&account, 1_000),
            (Light::Green, Reason::Fine),
            "a clock that was set back alarms nobody"
        );
        account.state.failures = 1;
        assert_eq!(light(&account, 10_001), (Light::Red, Reason::Failing));
        account.state.paused_at = Some(10_001);
        assert_eq!(light(&account, 10_001), (Light::Red, Reason::Paused));
        account.account.active = false;
        assert_eq!(light(&account, 10_001), (Light::Off, Reason::NotFetched));
    }

    #[test]
    fn late_is_measured_by_the_interval_that_is_kept() {
        let mut account = stored("protocol = \"pop3\"\nhost = \"pop3.web.de\"");
        account.state = AccountState {
            last_success_at: Some(0),
            ..AccountState::default()
        };
        assert_eq!(standing(&account, 2_699).light, Light::Green);
        assert_eq!(standing(&account, 2_700).light, Light::Amber);
    }

    #[test]
    fn the_next_attempt_is_never_in_the_past_and_never_far_off() {
        let mut account = stored("host = \"imap.web.de\"");
        assert_eq!(standing(&account, 77).next_at, Some(77));
        account.state.last_attempt_at = Some(1_000);
        account.state.last_success_at = Some(1_001);
        assert_eq!(standing(&account, 1_100).next_at, Some(1_300));
        assert_eq!(standing(&account, 9_000).next_at, Some(9_000));
        assert_eq!(standing(&account, 10).next_at, Some(310));
        account.state.failures = 2;
        assert_eq!(standing(&account, 1_100).next_at, Some(1_120));
        account.state.paused_at = Some(1_100);
        assert_eq!(standing(&account, 1_100).next_at, None);
    }
}
