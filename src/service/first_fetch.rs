//! The first listing of a folder: what of it is Altbestand, and what is fetched of that.

use crate::domain::ledger::Listed;
use crate::domain::server::FirstFetch;
use crate::storage::epochs::{Epoch, Intent};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The beginning of a day in UTC, seconds since 1970.
pub(super) fn start_of_day(date: Date) -> Option<i64> {
    date.to_zoned_datetime(TimeZone::UTC)
        .ok()
        .map(|it| it.timestamp().as_second())
}

/// What becomes of a message that was never listed before.
pub(super) fn decide(first: FirstFetch, epoch: Epoch, listed: &Listed) -> (Intent, bool) {
    if !epoch.is_set_up {
        return (Intent::Fetch, false);
    }
    // The first listing may come days after the set-up, when a password was wrong: mail that has
    // arrived in the meantime is nobody's Altbestand.
    let arrived = internal_date(&listed.stamp);
    let is_later = |set_up: i64| arrived.is_some_and(|it| it.as_second() > set_up);
    if epoch.set_up_at.is_some_and(is_later) {
        return (Intent::Fetch, false);
    }
    (intent(first, arrived), true)
}

/// What is to be done with Altbestand.
fn intent(first: FirstFetch, arrived: Option<Timestamp>) -> Intent {
    match first {
        FirstFetch::All => Intent::Fetch,
        FirstFetch::New => Intent::Skip,
        FirstFetch::Since(since) => {
            match arrived.map(|it| it.to_zoned_datetime(TimeZone::UTC).date()) {
                Some(date) if date < since => Intent::Skip,
                // Without a date it is better to fetch one too many.
                _ => Intent::Fetch,
            }
        }
    }
}

/// An IMAP INTERNALDATE such as `24-Nov-2026 14:13:09 +0100` (RFC 3501 section 9, `date-time`).
fn internal_date(stamp: &str) -> Option<Timestamp> {
    // Exchange: RFC 3339, and a Message-ID behind it.
    let first = stamp.split(' ').next().unwrap_or_default();
    if let Ok(moment) = first.parse() {
        return Some(moment);
    }
    let moment = jiff::fmt::strtime::parse("%d-%b-%Y %H:%M:%S %z", stamp.trim()).ok()?;
    moment.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::{EpochId, RemoteId};

    #[test]
    fn first_fetch_decides_by_the_day_in_utc() {
        let listed = |stamp: &str| Listed {
            id: RemoteId::Uid(1),
            size: 1,
            stamp: stamp.to_owned(),
        };
        let set_up_at = Some("2026-03-01T12:00:00Z".parse::<Timestamp>().unwrap());
        let epoch = Epoch {
            id: EpochId(1),
            is_set_up: true,
            set_up_at: set_up_at.map(|it| it.as_second()),
        };
        let intent = |first, listed: &Listed| {
            let (intent, is_altbestand) = decide(first, epoch, listed);
            assert!(is_altbestand);
            intent
        };
        let since = FirstFetch::Since("2026-01-31".parse().unwrap());
        assert_eq!(
            intent(since, &listed("31-Jan-2026 00:30:00 +0000")),
            Intent::Fetch
        );
        assert_eq!(
            intent(since, &listed("31-Jan-2026 00:30:00 +0100")),
            Intent::Skip
        );
        assert_eq!(
            intent(since, &listed(" 1-Jan-2026 12:00:00 +0000")),
            Intent::Skip
        );
        assert_eq!(intent(since, &listed("rubbish")), Intent::Fetch);
        assert_eq!(intent(FirstFetch::New, &listed("")), Intent::Skip);

        let later = listed("01-Mar-2026 13:00:01 +0100");
        assert_eq!(
            decide(FirstFetch::New, epoch, &later),
            (Intent::Fetch, false)
        );
        let folder_added = Epoch {
            set_up_at: None,
            ..epoch
        };
        assert_eq!(
            decide(FirstFetch::New, folder_added, &later),
            (Intent::Skip, true)
        );
    }
}
