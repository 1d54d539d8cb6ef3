//! Dates as mail writes them, from and to Unix time.

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const DAY: i64 = 24 * 60 * 60;

/// A moment taken apart.
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    weekday: &'static str,
}

impl Civil {
    /// Howard Hinnant's days-to-civil: years begin in March, so the leap day comes last.
    fn from_unix(unix: i64) -> Self {
        let days = unix.div_euclid(DAY);
        let rest = unix.rem_euclid(DAY);
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096).div_euclid(365);
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let month = if march_month < 10 {
            march_month + 3
        } else {
            march_month - 9
        };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * march_month + 2) / 5 + 1,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: usize::try_from(days.rem_euclid(7))
                .ok()
                .and_then(|day| WEEKDAYS.get(day).copied())
                .unwrap_or("Thu"),
        }
    }

    fn month_name(&self) -> &'static str {
        usize::try_from(self.month - 1)
            .ok()
            .and_then(|month| MONTHS.get(month).copied())
            .unwrap_or("Jan")
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = (month + 9) % 12;
    let of_year = (153 * march_month + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

/// `Mon, 02 Nov 2026 08:15:00 +0100`, as a Date field says it (RFC 5322).
pub(super) fn header_date(unix: i64) -> String {
    let at = Civil::from_unix(unix + 3600);
    format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} +0100",
        at.weekday,
        at.day,
        at.month_name(),
        at.year,
        at.hour,
        at.minute,
        at.second
    )
}

/// `02-Nov-2026 07:15:00 +0000`, as INTERNALDATE says it (RFC 3501).
pub(super) fn internal_date(unix: i64) -> String {
    let at = Civil::from_unix(unix);
    format!(
        "{:>2}-{}-{:04} {:02}:{:02}:{:02} +0000",
        at.day,
        at.month_name(),
        at.year,
        at.hour,
        at.minute,
        at.second
    )
}

/// `02.11.2026`, as German letters say it.
pub(super) fn german_date(unix: i64) -> String {
    let at = Civil::from_unix(unix + 3600);
    format!("{:02}.{:02}.{}", at.day, at.month, at.year)
}

/// Reads `2-Nov-2026` as SEARCH says it: Unix time of that day's beginning (UTC).
pub(super) fn search_date(text: &str) -> Option<i64> {
    let mut parts = text.trim().splitn(3, '-');
    let day: i64 = parts.next()?.trim().parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|it| it.eq_ignore_ascii_case(name))?;
    let year: i64 = parts.next()?.parse().ok()?;
    let month = i64::try_from(month).ok()? + 1;
    Some(days_from_civil(year, month, day) * DAY)
}

/// Reads ` 2-Nov-2026 08:15:00 +0100` as APPEND says it.
pub(super) fn append_date(text: &str) -> Option<i64> {
    let mut words = text.split_whitespace();
    let day = search_date(words.next()?)?;
    let mut clock = words.next()?.splitn(3, ':').map(str::parse::<i64>);
    let hour = clock.next()?.ok()?;
    let minute = clock.next()?.ok()?;
    let second = clock.next()?.ok()?;
    let zone: i64 = words.next()?.parse().ok()?;
    let offset = (zone / 100) * 3600 + (zone % 100) * 60;
    Some(day + hour * 3600 + minute * 60 + second - offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_survive_the_way_there_and_back() {
        for unix in [0, 951_782_400, 1_709_210_096, 1_793_603_700, 4_102_444_799] {
            assert_eq!(append_date(&internal_date(unix)), Some(unix));
        }
    }

    #[test]
    fn known_days() {
        // 29 February 2024, 12:34:56 UTC, a Thursday.
        assert_eq!(
            header_date(1_709_210_096),
            "Thu, 29 Feb 2024 13:34:56 +0100"
        );
        assert_eq!(internal_date(1_709_210_096), "29-Feb-2024 12:34:56 +0000");
        assert_eq!(german_date(1_709_210_096), "29.02.2024");
        assert_eq!(search_date("29-feb-2024"), Some(1_709_164_800));
        assert_eq!(search_date("29-Foo-2024"), None);
    }
}
