//! The backup that is made by itself: when it is due, whether all is well with it, and how good a
//! passphrase is.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// How many backups may be kept.
pub const KEEP: std::ops::RangeInclusive<u16> = 1..=999;

/// Letters of a passphrase at least.
pub const SHORTEST: usize = 10;

/// A backup that has not succeeded for so many seconds is missed, whatever the reason.
const MISSED: i64 = 48 * 60 * 60;

/// Seconds between two tries of one that fails.
const AGAIN: i64 = 15 * 60;

/// When and where to the office is backed up by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    /// Whether it is.
    pub on: bool,
    /// Minute of the day.
    pub minute: u16,
    /// Folder; empty is none.
    pub folder: String,
    /// So many are kept.
    pub keep: u16,
    /// With the passphrase in the keychain.
    pub sealed: bool,
}

impl Default for BackupPlan {
    fn default() -> Self {
        Self {
            on: false,
            minute: 22 * 60,
            folder: String::new(),
            keep: 14,
            sealed: false,
        }
    }
}

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFault {
    /// Not a time of day; what was given.
    TimeInvalid(String),
    /// No folder is named.
    FolderMissing,
    /// A folder that is named without its way from the root; what was given.
    FolderRelative(String),
    /// Not a number of backups to keep; what was given.
    KeepInvalid(String),
    /// Encrypted without a passphrase.
    PassphraseMissing,
}

impl BackupPlan {
    /// "22:00".
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// Whether it can be followed, or everything that is wrong with it.
    ///
    /// # Errors
    /// [`PlanFault`].
    pub fn check(&self) -> Result<(), Vec<PlanFault>> {
        let mut faults = Vec::new();
        if self.minute >= 24 * 60 {
            faults.push(PlanFault::TimeInvalid(self.minute.to_string()));
        }
        if !KEEP.contains(&self.keep) {
            faults.push(PlanFault::KeepInvalid(self.keep.to_string()));
        }
        match self.folder.as_str() {
            "" if self.on => faults.push(PlanFault::FolderMissing),
            folder if self.on && !std::path::Path::new(folder).is_absolute() => {
                faults.push(PlanFault::FolderRelative(folder.to_owned()));
            }
            _ => {}
        }
        match faults.is_empty() {
            true => Ok(()),
            false => Err(faults),
        }
    }
}

/// Reads a time of day: "22:00", "7:30", "2200".
///
/// # Errors
/// [`PlanFault::TimeInvalid`].
pub fn read_time(text: &str) -> Result<u16, PlanFault> {
    let invalid = || PlanFault::TimeInvalid(text.trim().to_owned());
    let digits = text.trim().trim_end_matches("Uhr").trim_end();
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let hour: u16 = hour.parse().map_err(|_| invalid())?;
    let minute: u16 = minute.parse().map_err(|_| invalid())?;
    match hour < 24 && minute < 60 {
        true => Ok(hour * 60 + minute),
        false => Err(invalid()),
    }
}

/// What is known of the backups that were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// The last one that was made by itself, seconds since 1970.
    pub last: Option<i64>,
    /// The last one of all, and its file.
    pub newest: Option<(i64, String)>,
    /// Tries that have failed since, the first and the last one, and the word for why.
    pub failing: Option<(i64, i64, String)>,
    /// The plan was switched on then.
    pub since: i64,
}

/// Since when a backup by itself is due; `None` when it is not.
pub fn due(plan: &BackupPlan, made: &Made, now: i64, zone: &TimeZone) -> Option<i64> {
    if !plan.on {
        return None;
    }
    let slot = last_slot(plan, now, zone)?;
    let covered = made.last.unwrap_or(i64::MIN).max(made.since);
    if covered >= slot {
        return None;
    }
    let tried = made.failing.as_ref().map(|it| it.1);
    // A clock that was set back is no reason to wait for ever.
    let waits = tried.is_some_and(|it| (it..it.saturating_add(AGAIN)).contains(&now));
    (!waits).then_some(slot)
}

/// The last moment at or before `now` at which the plan wants a backup.
fn last_slot(plan: &BackupPlan, now: i64, zone: &TimeZone) -> Option<i64> {
    let now = Timestamp::from_second(now).ok()?;
    let hour = i8::try_from(plan.minute / 60).ok()?;
    let minute = i8::try_from(plan.minute % 60).ok()?;
    let time = Time::new(hour, minute, 0, 0).ok()?;
    let today = now.to_zoned_datetime(zone.clone()).date();
    let slot = |day: jiff::civil::Date| {
        let slot = day.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?;
        Some(slot.timestamp().as_second())
    };
    let of_today = slot(today)?;
    match of_today <= now.as_second() {
        true => Some(of_today),
        false => slot(today.yesterday().ok()?),
    }
}

/// Whether all is well with the backups that are made by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// None are made by themselves.
    Off,
    /// As it should be.
    Fine,
    /// Tries fail since then; the word for why.
    Failing(i64, String),
    /// Nobody has made one for long: since the last one, or since it was switched on.
    Missed(i64),
}

/// Whether all is well.
pub fn health(plan: &BackupPlan, made: &Made, now: i64) -> Health {
    if !plan.on {
        return Health::Off;
    }
    if let Some((since, _, why)) = &made.failing {
        return Health::Failing(*since, why.clone());
    }
    let last = made.last.unwrap_or(i64::MIN).max(made.since);
    match now.saturating_sub(last) > MISSED {
        true => Health::Missed(last),
        false => Health::Fine,
    }
}

/// How good a passphrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Too short to be taken.
    TooShort,
    /// Soon found by trying.
    Weak,
    /// Good enough for a file that lies about for a while.
    Fair,
    /// Good.
    Good,
}

/// How good a passphrase is, guessed as somebody would who tries them: repeated and counted-on
/// letters are worth nothing.
pub fn quality(passphrase: &str) -> Quality {
    let letters: Vec<char> = passphrase.chars().collect();
    if letters.len() < SHORTEST {
        return Quality::TooShort;
    }
    let lower: Vec<u32> = letters
        .iter()
        .map(|it| u32::from(it.to_ascii_lowercase()))
        .collect();
    let follows = |pair: &[u32]| match pair {
        [one, next] => one.abs_diff(*next) <= 1,
        _ => false,
    };
    let worthless = lower.windows(2).filter(|it| follows(it)).count();
    let different: BTreeSet<char> = letters.iter().copied().collect();
    let worth = (letters.len() - worthless).min(different.len() * 2);
    let kinds = [
        letters.iter().any(|it| it.is_lowercase()),
        letters.iter().any(|it| it.is_uppercase()),
        letters.iter().any(|it| it.is_numeric()),
        letters.iter().any(|it| !it.is_alphanumeric()),
    ];
    let kinds = kinds.into_iter().filter(|it| *it).count();
    match worth + 2 * kinds {
        ..14 => Quality::Weak,
        14..20 => Quality::Fair,
        20.. => Quality::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;
    /// 2026-11-27 00:00 in Berlin.
    const DAY: i64 = 1_795_734_000;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn plan() -> BackupPlan {
        BackupPlan {
            on: true,
            folder: match cfg!(windows) {
                true => "D:\\Sicherung".to_owned(),
                false => "/srv/sicherung".to_owned(),
            },
            ..BackupPlan::default()
        }
    }

    fn made(last: i64) -> Made {
        Made {
            last: Some(last),
            ..Made::default()
        }
    }

    #[test]
    fn one_a_day_and_a_missed_one_as_soon_as_somebody_is_there() {
        let due = |made: &Made, at| due(&plan(), made, at, &berlin());
        let of_yesterday = made(DAY - 2 * HOUR);
        assert_eq!(due(&of_yesterday, DAY + 21 * HOUR), None);
        assert_eq!(due(&of_yesterday, DAY + 22 * HOUR), Some(DAY + 22 * HOUR));
        // The machine was off at night: in the morning it is made up for.
        assert_eq!(
            due(&made(DAY - 26 * HOUR), DAY + 8 * HOUR),
            Some(DAY - 2 * HOUR)
        );
        // Switched on today: not before tonight.
        let new = Made {
            since: DAY + 9 * HOUR,
            ..Made::default()
        };
        assert_eq!(due(&new, DAY + 10 * HOUR), None);
        assert!(due(&new, DAY + 23 * HOUR).is_some());
        let failing = |last| Made {
            failing: Some((last, last, "file".to_owned())),
            ..made(DAY - 26 * HOUR)
        };
        let now = DAY + 8 * HOUR;
        assert_eq!(due(&failing(now - 60), now), None, "not again and again");
        assert!(due(&failing(now - 1_000), now).is_some());
        assert!(due(&failing(now + 9_000), now).is_some(), "clock set back");
    }

    #[test]
    fn a_missing_backup_is_told() {
        let now = DAY;
        assert_eq!(health(&plan(), &made(now - 40 * HOUR), now), Health::Fine);
        let last = now - 49 * HOUR;
        assert_eq!(health(&plan(), &made(last), now), Health::Missed(last));
        let off = BackupPlan::default();
        assert_eq!(health(&off, &made(last), now), Health::Off);
    }

    #[test]
    fn times_as_people_write_them() {
        for (text, minute) in [
            ("22:00", 1_320),
            (" 7.30 Uhr", 450),
            ("0645", 405),
            ("8", 480),
        ] {
            assert_eq!(read_time(text), Ok(minute), "{text}");
        }
        for text in ["", "24:00", "7:60", "abends", "22:00:00", "-1:00", "ä0ö0"] {
            assert!(read_time(text).is_err(), "{text}");
        }
        let relative = BackupPlan {
            folder: "sicherung".to_owned(),
            keep: 0,
            ..plan()
        };
        assert_eq!(relative.check().unwrap_err().len(), 2);
        assert!(plan().check().is_ok());
    }

    #[test]
    fn passphrases_are_told_apart() {
        assert_eq!(quality("geheim"), Quality::TooShort);
        assert_eq!(quality("aaaaaaaaaaaaaaaaaaaa"), Quality::Weak);
        assert_eq!(quality("1234567890"), Quality::Weak);
        assert_eq!(quality("sommer2026"), Quality::Weak);
        assert_eq!(quality("sommerregen2026"), Quality::Fair);
        assert_eq!(quality("Lampe Dachs Zirkel 41"), Quality::Good);
    }
}
