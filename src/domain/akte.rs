//! The Aktennummer: "laufende Nummer/Jahr", as offices write it.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Highest running number of a year.
pub const HIGHEST_NUMBER: u32 = 99_999;

/// First year that two digits stand for: `50` is 1950, `49` is 2049.
const FIRST_YEAR: u16 = 1950;

/// Number of an Akte, `8/20`: unique within one Datenpool, not within the office. Ordered by year,
/// then by running number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Aktennummer {
    number: u32,
    year: u8,
}

/// Why a text is no Aktennummer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AktennummerFault {
    /// Not digits, a slash and digits.
    Form,
    /// The running number is not 1 to 99999.
    Number,
    /// The year has neither two digits nor four that lie between 1950 and 2049.
    Year,
}

impl Aktennummer {
    /// Running number from 1 to 99999 and the last two digits of the year (0 to 99), else `None`.
    pub fn new(number: u32, year: u8) -> Option<Self> {
        ((1..=HIGHEST_NUMBER).contains(&number) && year < 100).then_some(Self { number, year })
    }

    /// Running number, 1 to 99999.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Last two digits of the year, 0 to 99.
    pub fn year(self) -> u8 {
        self.year
    }

    /// The year with its century, 1950 to 2049.
    pub fn full_year(self) -> u16 {
        let century = if u16::from(self.year) < FIRST_YEAR % 100 {
            2000
        } else {
            1900
        };
        century + u16::from(self.year)
    }

    /// Reads the digits before and after the slash.
    pub(crate) fn from_digits(number: &str, year: &str) -> Result<Self, AktennummerFault> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        if !is_number(number) || !is_number(year) {
            return Err(AktennummerFault::Form);
        }
        let number = number.trim_start_matches('0');
        // Longer numbers would not fit either.
        let number = number.parse().map_err(|_| AktennummerFault::Number)?;
        let given: u16 = year.parse().map_err(|_| AktennummerFault::Year)?;
        let fits = match year.len() {
            2 => true,
            4 => (FIRST_YEAR..FIRST_YEAR + 100).contains(&given),
            _ => false,
        };
        let short = u8::try_from(given % 100).map_err(|_| AktennummerFault::Year)?;
        if !fits {
            return Err(AktennummerFault::Year);
        }
        Self::new(number, short).ok_or(AktennummerFault::Number)
    }
}

impl fmt::Display for Aktennummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.number, self.year)
    }
}

impl FromStr for Aktennummer {
    type Err = AktennummerFault;

    /// Reads `8/20`, `0008/20` or `8/2020`, with white space around it.
    fn from_str(text: &str) -> Result<Self, AktennummerFault> {
        let (number, year) = text.trim().split_once('/').ok_or(AktennummerFault::Form)?;
        Self::from_digits(number, year)
    }
}

impl Ord for Aktennummer {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.full_year(), it.number);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Aktennummer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_offices_write_them() {
        for (text, shown) in [
            ("8/20", "8/20"),
            (" 0008/20 ", "8/20"),
            ("8/2020", "8/20"),
            ("99999/99", "99999/99"),
            ("33/08", "33/08"),
            ("1/1998", "1/98"),
        ] {
            assert_eq!(text.parse::<Aktennummer>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_none_says_why() {
        use AktennummerFault::{Form, Number, Year};
        for (text, fault) in [
            ("", Form),
            ("8", Form),
            ("8 / 20", Form),
            ("-8/20", Form),
            ("8/20/1", Form),
            ("٨/٢٠", Form),
            ("0/20", Number),
            ("100000/20", Number),
            ("99999999999999999999/20", Number),
            ("8/7", Year),
            ("8/202", Year),
            ("8/1920", Year),
            ("8/2050", Year),
            ("8/99999", Year),
            ("8/999999", Year),
        ] {
            assert_eq!(text.parse::<Aktennummer>(), Err(fault), "{text}");
        }
        assert_eq!(Aktennummer::new(0, 20), None);
        assert_eq!(Aktennummer::new(1, 100), None);
    }

    #[test]
    fn sorted_as_they_were_opened() {
        let mut all: Vec<Aktennummer> = ["9/20", "1/21", "8/20", "5/99", "1/00"]
            .iter()
            .map(|it| it.parse().unwrap())
            .collect();
        all.sort();
        let shown: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["5/99", "1/00", "8/20", "9/20", "1/21"]);
    }
}
