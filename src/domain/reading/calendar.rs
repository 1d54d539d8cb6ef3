//! Times of calendars.

use super::CalendarTime;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Zones as Windows names them, as far as German mail names any.
const WINDOWS: [(&str, &str); 12] = [
    ("w. europe standard time", "Europe/Berlin"),
    ("central europe standard time", "Europe/Budapest"),
    ("central european standard time", "Europe/Warsaw"),
    ("romance standard time", "Europe/Paris"),
    ("gmt standard time", "Europe/London"),
    ("greenwich standard time", "Atlantic/Reykjavik"),
    ("gtb standard time", "Europe/Bucharest"),
    ("fle standard time", "Europe/Kiev"),
    ("eastern standard time", "America/New_York"),
    ("central standard time", "America/Chicago"),
    ("pacific standard time", "America/Los_Angeles"),
    ("utc", "UTC"),
];

/// The zone that a name means; `None` for one that is not known.
pub fn zone_of(name: &str) -> Option<TimeZone> {
    let lower = name.trim().to_ascii_lowercase();
    if let Some((_, zone)) = WINDOWS.iter().find(|it| it.0 == lower) {
        return TimeZone::get(zone).ok();
    }
    // Outlook on the web: "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"
    if lower.contains("berlin") {
        return TimeZone::get("Europe/Berlin").ok();
    }
    TimeZone::get(name.trim().trim_start_matches('/')).ok()
}

/// Reads `20261201`, `20261201T100000` and `20261201T100000Z` (RFC 5545 section 3.3.5); a zone that
/// is not known leaves the time as it was written.
pub fn moment(value: &str, zone: Option<&str>) -> Option<CalendarTime> {
    let value = value.trim();
    let number = |from: usize, to: usize| -> Option<i16> { value.get(from..to)?.parse().ok() };
    let small = |from, to| number(from, to).and_then(|it| i8::try_from(it).ok());
    let (year, month, day) = (number(0, 4)?, small(4, 6)?, small(6, 8)?);
    jiff::civil::Date::new(year, month, day).ok()?;
    if value.get(8..9) != Some("T") {
        return Some(CalendarTime::Day(year, month, day));
    }
    let (hour, minute) = (small(9, 11)?, small(11, 13)?);
    let second = small(13, 15).unwrap_or(0).min(59);
    let clock = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let zone = match (value.ends_with('Z'), zone) {
        (true, _) => Some(TimeZone::UTC),
        (false, Some(zone)) => zone_of(zone),
        (false, None) => None,
    };
    let zoned = zone.and_then(|it| clock.to_zoned_datetime(it).ok());
    Some(match zoned {
        Some(zoned) => CalendarTime::Moment(zoned.timestamp().as_second()),
        None => CalendarTime::Floating(year, month, day, hour, minute),
    })
}
