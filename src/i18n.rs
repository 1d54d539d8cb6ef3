//! Texts in German (the reference) and English: a [`Text`] is a key with its arguments, put into
//! words only where it is shown. `build.rs` makes one function per key in [`texts`], so a missing
//! key or argument does not compile.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// One function per text.
pub mod texts {
    use super::{Arg, Text};
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// German, the reference.
    #[default]
    German,
    /// English.
    English,
}

impl Language {
    /// The code of the language: `de` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// Reads the code of a language.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::German, Self::English]
            .into_iter()
            .find(|it| it.code() == code)
    }
}

/// An argument of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A number: counts choose the plural and get their thousands separated.
    Number(i64),
    /// Words.
    Words(String),
    /// A text that is put into words together with the one around it.
    Text(Text),
    /// A moment in seconds since 1970 (UTC), shown in the zone of this machine.
    Moment(i64),
    /// Like [`Arg::Moment`]; of a moment of today only the time of day is shown.
    Time(i64),
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32, i64);

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&String> for Arg {
    fn from(words: &String) -> Self {
        Self::Words(words.clone())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// A text that can be shown in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

impl Text {
    fn new(key: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        Self { key, args }
    }

    /// A text without arguments by its key, for keys that are put together at run time such as those
    /// of the help.
    pub fn find(key: &str) -> Option<Self> {
        let known = texts::PLAIN.iter().find(|known| **known == key)?;
        Some(Self::new(known, Vec::new()))
    }

    /// The key of the text, as in the files.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The text in words.
    pub fn show(&self, language: Language) -> String {
        let bundle = match language {
            Language::German => &*GERMAN,
            Language::English => &*ENGLISH,
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &self.args {
            match arg {
                Arg::Number(number) => args.set(*name, *number),
                Arg::Words(words) => args.set(*name, words.as_str()),
                Arg::Text(text) => args.set(*name, text.show(language)),
                Arg::Moment(seconds) => args.set(*name, moment(language, *seconds)),
                Arg::Time(seconds) => args.set(*name, time(language, *seconds)),
            }
        }
        // The build has proved that the key is there; the key itself is the last resort.
        let Some(pattern) = bundle
            .get_message(self.key)
            .and_then(|message| message.value())
        else {
            return self.key.to_owned();
        };
        bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
    }
}

/// A moment as the language writes it, in the zone of this machine: `24.11.2026, 14:13` or
/// `24 Nov 2026, 14:13`.
pub fn moment(language: Language, seconds: i64) -> String {
    let format = match language {
        Language::German => "%d.%m.%Y, %H:%M",
        Language::English => "%d %b %Y, %H:%M",
    };
    Timestamp::from_second(seconds)
        .map(|moment| {
            moment
                .to_zoned_datetime(TimeZone::system())
                .strftime(format)
                .to_string()
        })
        .unwrap_or_default()
}

/// A moment of today by its time of day, `14:13`; any other like [`moment`].
pub fn time(language: Language, seconds: i64) -> String {
    let zoned = |seconds| {
        Some(
            Timestamp::from_second(seconds)
                .ok()?
                .to_zoned_datetime(TimeZone::system()),
        )
    };
    let today = Timestamp::now()
        .to_zoned_datetime(TimeZone::system())
        .date();
    match zoned(seconds) {
        Some(moment) if moment.date() == today => moment.strftime("%H:%M").to_string(),
        _ => moment(language, seconds),
    }
}

/// A whole number with its thousands separated: `10.000` or `10,000`.
pub fn number(language: Language, number: i64) -> String {
    let separator = match language {
        Language::German => '.',
        Language::English => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut shown = String::new();
    if number < 0 {
        shown.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    shown
}

/// A size in bytes in the unit a clerk expects: `340 Byte`, `12 KB`, `3,4 MB`.
pub fn size(language: Language, bytes: u64) -> String {
    let tenths = |unit: u64| bytes.saturating_mul(10) / unit;
    let point = match language {
        Language::German => ',',
        Language::English => '.',
    };
    match bytes {
        0..1_000 => format!("{bytes} Byte"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => {
            format!(
                "{}{point}{} MB",
                tenths(1_000_000) / 10,
                tenths(1_000_000) % 10
            )
        }
        _ => format!(
            "{}{point}{} GB",
            tenths(1_000_000_000) / 10,
            tenths(1_000_000_000) % 10
        ),
    }
}

/// A time taken, to a tenth of a second: `1,4 s`.
pub fn seconds(language: Language, time: std::time::Duration) -> String {
    let tenths = time.as_millis() / 100;
    let point = match language {
        Language::German => ',',
        Language::English => '.',
    };
    format!("{}{point}{} s", tenths / 10, tenths % 10)
}

type Bundle = FluentBundle<FluentResource>;

static GERMAN: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = load("de", include_str!("../i18n/de.ftl"));
    bundle.set_formatter(Some(|value, _| format_number(Language::German, value)));
    bundle
});
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = load("en", include_str!("../i18n/en.ftl"));
    bundle.set_formatter(Some(|value, _| format_number(Language::English, value)));
    bundle
});

fn format_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else {
        return None;
    };
    Some(number(language, *value as i64))
}

fn load(language: &str, source: &str) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed writing directions; a terminal shows them as rubbish.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_shows_every_argument_in_both_languages() {
        for (key, names) in texts::ALL {
            for language in [Language::German, Language::English] {
                let bundle = if language == Language::German {
                    &*GERMAN
                } else {
                    &*ENGLISH
                };
                let mut args = FluentArgs::new();
                for name in *names {
                    args.set(*name, 7);
                }
                let mut errors = Vec::new();
                let pattern = bundle.get_message(key).unwrap().value().unwrap();
                let shown = bundle.format_pattern(pattern, Some(&args), &mut errors);
                assert!(errors.is_empty(), "{key} {errors:?}");
                assert!(!shown.trim().is_empty(), "{key}");
            }
        }
    }

    #[test]
    fn numbers_and_sizes_as_the_language_writes_them() {
        assert_eq!(number(Language::German, 1_234_567), "1.234.567");
        assert_eq!(number(Language::English, -1_000), "-1,000");
        assert_eq!(number(Language::German, 999), "999");
        assert_eq!(size(Language::German, 3_450_000), "3,4 MB");
        assert_eq!(size(Language::English, 1_001), "2 KB");
        let time = std::time::Duration::from_millis(1_449);
        assert_eq!(seconds(Language::German, time), "1,4 s");
    }
}
