//! Date fields (RFC 5322 section 3.3), with zone names, German months and the older layouts.

use crate::domain::mail::MailDate;

#[derive(Default)]
struct Found {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<u16>,
    time: Option<(u8, u8, u8)>,
    offset: Option<i16>,
    afternoon: bool,
}

/// Reads a date; `None` if day, month or year cannot be told.
pub(super) fn parse(text: &str) -> Option<MailDate> {
    let mut found = Found::default();
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | '"');
    for token in text.split(separators).filter(|token| !token.is_empty()) {
        found.take(token);
    }
    let (hour, minute, second) = found.time.unwrap_or_default();
    let offset = found.offset.unwrap_or_default();
    let date = mail_parser::DateTime {
        year: found.year?,
        month: found.month?,
        day: found.day?,
        hour: if found.afternoon && hour < 12 {
            hour + 12
        } else {
            hour
        },
        minute,
        second: second.min(59),
        tz_before_gmt: false,
        tz_hour: 0,
        tz_minute: 0,
    };
    let midnight = mail_parser::DateTime {
        hour: 0,
        minute: 0,
        second: 0,
        ..date
    };
    // The day is worth having even if the time makes no sense.
    let date = if date.is_valid() { date } else { midnight };
    date.is_valid().then(|| MailDate {
        timestamp: date.to_timestamp() - i64::from(offset) * 60,
        offset_minutes: offset,
    })
}

impl Found {
    fn take(&mut self, token: &str) {
        if self.time.is_none() && token.contains(':') {
            self.take_time(token);
        } else if let Some(offset) = numeric_offset(token).filter(|_| self.time.is_some()) {
            self.offset.get_or_insert(offset);
        } else if token.chars().all(|c| c.is_ascii_digit()) {
            self.take_number(token);
        } else if token.starts_with(|c: char| c.is_ascii_digit()) {
            self.take_joined(token);
        } else if let Some(month) = month_of(token).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if token.eq_ignore_ascii_case("pm") {
            self.afternoon = true;
        } else if self.time.is_some() && self.offset.is_none() {
            self.offset = named_offset(token);
        }
    }

    /// `10:15`, `10:15:30`, `2024-05-03T10:15:30+02:00`, `10:15:30+0200`.
    fn take_time(&mut self, token: &str) {
        let time = match token.split_once(['T', 't']) {
            Some((day, time)) if day.contains('-') => {
                self.take_joined(day);
                time
            }
            _ => token,
        };
        let zone_at = time.find(['+', '-', 'Z', 'z']).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(zone_at).unwrap_or((time, ""));
        let mut numbers = clock
            .split([':', '.'])
            .map(|number| number.parse::<u8>().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        self.time = Some((next(), next(), next()));
        if !zone.is_empty() {
            self.offset = numeric_offset(&zone.replace(':', "")).or_else(|| named_offset(zone));
        }
    }

    fn take_number(&mut self, token: &str) {
        match token.parse::<u16>() {
            Ok(number) if self.day.is_none() && token.len() <= 2 => {
                self.day = u8::try_from(number).ok();
            }
            Ok(number) if self.year.is_none() => self.year = Some(full_year(number)),
            _ => (),
        }
    }

    /// `3.5.2024`, `03.` before a month, `2024-05-03`, `3-Mai-2024`, `5/3/24`.
    fn take_joined(&mut self, token: &str) {
        let pieces: Vec<&str> = token
            .split(['.', '-', '/'])
            .filter(|p| !p.is_empty())
            .collect();
        let number = |piece: &str| piece.parse::<u16>().ok();
        let month = |piece: &str| month_of(piece).or_else(|| piece.parse().ok());
        let small = |piece: &str| piece.parse::<u8>().ok();
        match pieces.as_slice() {
            [year, middle, day] if year.len() == 4 => {
                (self.year, self.month, self.day) = (number(year), month(middle), small(day));
            }
            [first, second, year] if token.contains('/') => {
                (self.month, self.day) = (small(first), small(second));
                self.year = number(year).map(full_year);
            }
            [day, middle, year] => {
                (self.day, self.month) = (small(day), month(middle));
                self.year = number(year).map(full_year);
            }
            [single] => self.take_number(single),
            _ => (),
        }
    }
}

/// Years of two or three digits (RFC 5322 section 4.3).
fn full_year(year: u16) -> u16 {
    match year {
        0..=49 => year + 2000,
        50..=999 => year + 1900,
        _ => year,
    }
}

fn month_of(word: &str) -> Option<u8> {
    let start: String = word.chars().take(3).collect::<String>().to_lowercase();
    let month = match start.as_str() {
        "jan" | "jän" => 1,
        "feb" => 2,
        "mar" | "mär" | "mrz" | "mae" => 3,
        "apr" => 4,
        "may" | "mai" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" => 9,
        "oct" | "okt" => 10,
        "nov" => 11,
        "dec" | "dez" => 12,
        _ => return None,
    };
    Some(month)
}

/// `+0100`, `-01`, `GMT+1`, `UTC+0200`, in minutes.
fn numeric_offset(token: &str) -> Option<i16> {
    let token = ["GMT", "UTC", "UT"]
        .iter()
        .find_map(|name| token.strip_prefix(name))
        .unwrap_or(token);
    let (sign, digits) = match token.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number: i16 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        _ => number / 100 * 60 + number % 100,
    };
    (minutes < 24 * 60).then_some(sign * minutes)
}

/// Zones by name, in minutes.
fn named_offset(name: &str) -> Option<i16> {
    let hours = match name.to_ascii_uppercase().as_str() {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0,
        "CET" | "MEZ" | "BST" | "WEST" | "MET" => 1,
        "CEST" | "MESZ" | "MEST" | "EET" | "CES" => 2,
        "EEST" | "MSK" | "TRT" => 3,
        "EST" | "CDT" => -5,
        "EDT" | "AST" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "JST" => 9,
        _ => return None,
    };
    Some(hours * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_layout() {
        // 2024-05-03T08:15:30Z
        let moment = 1_714_724_130;
        for (text, offset) in [
            ("Fri, 3 May 2024 10:15:30 +0200", 120),
            ("Fri, 3 May 2024 10:15:30 +0200 (CEST)", 120),
            ("Fri, 03 May 2024 10:15:30 CEST", 120),
            ("Fr, 3 Mai 2024 10:15:30 MESZ", 120),
            ("3 May 24 09:15:30 MEZ", 60),
            ("Fri, 3 May 2024 08:15:30 GMT", 0),
            ("Fri, 3 May 2024 08:15:30", 0),
            ("Fri, 3 May 2024 03:15:30 EST", -300),
            ("Fri, 3 May 2024 10:15:30 GMT+0200", 120),
            ("Fri May  3 08:15:30 2024", 0),
            ("Fri May  3 10:15:30 CEST 2024", 120),
            ("2024-05-03T10:15:30+02:00", 120),
            ("2024-05-03 08:15:30", 0),
            ("03.05.2024 10:15:30 +0200", 120),
            ("3. Mai 2024 10:15:30 +0200", 120),
            ("Fri, 3-May-2024 10:15:30 +0200", 120),
            ("Fri, 3 May 2024 13:45:30 +0530", 330),
        ] {
            let date = parse(text).unwrap();
            assert_eq!(date.timestamp, moment, "{text}");
            assert_eq!(date.offset_minutes, offset, "{text}");
        }
        for text in [
            "",
            "gestern",
            "Fri, 33 May 2024 10:00:00 +0000",
            "May",
            "1 2 3 4 5",
            "0 Foo 0",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
