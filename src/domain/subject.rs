//! What a subject says: a number of an Akte, a directive behind it, or several numbers to choose
//! from.
//!
//! ```text
//! subject   = { prefix } [ directive | aktennr ] rest
//! prefix    = ("AW"|"Antw"|"Antwort"|"Re"|"WG"|"FW"|"Fwd"|"Weitergeleitet") [ "[n]" | "(n)" ] ":"
//! aktennr   = 1..5 digits "/" 2 or 4 digit year [ party code: capital, up to two digits ]
//! directive = number "/" year ( "ea" | "pk" Benutzer 1..999 ), directly, in any letter case
//! end       = next is no letter, digit, "/" or "-digit"
//! ```

use super::akte::Aktennummer;
use super::docket;
use super::stammdaten::BenutzerNumber;

/// Numbers offered as proposals at the most.
pub const MOST_CANDIDATES: usize = 20;

/// What a subject orders to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Directive {
    /// `ea`: into the E-Akte, past every desk.
    EAkte,
    /// `pk`: into the E-Akte and the Postkorb of this Benutzer.
    Postkorb(BenutzerNumber),
}

/// What was found in a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Nothing.
    Nothing,
    /// Begins with a number and a directive.
    Directive {
        /// The number.
        akte: Aktennummer,
        /// What to do.
        directive: Directive,
        /// There is such an Akte.
        exists: bool,
    },
    /// Begins with the number of an Akte that exists.
    AtStart(Aktennummer),
    /// Holds one number of an Akte that exists, and it alone.
    Inside(Aktennummer),
    /// Begins with a number that no Akte has, and holds no other that one has.
    Unknown(Aktennummer),
    /// Holds numbers of several Akten that exist, in the order of the subject.
    Several(Vec<Aktennummer>),
}

/// What the first prefix of a subject says about the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// `AW:` and the like.
    Reply,
    /// `WG:` and the like.
    Forward,
}

/// Prefixes in lower case, and what they say.
const PREFIXES: [(&str, Prefix); 8] = [
    ("aw", Prefix::Reply),
    ("antw", Prefix::Reply),
    ("antwort", Prefix::Reply),
    ("re", Prefix::Reply),
    ("wg", Prefix::Forward),
    ("fw", Prefix::Forward),
    ("fwd", Prefix::Forward),
    ("weitergeleitet", Prefix::Forward),
];

/// Reads a decoded subject; `exists` tells whether the Datenpool of the account has an Akte.
pub fn read(subject: &str, exists: impl Fn(Aktennummer) -> bool) -> Reading {
    let subject: Vec<&str> = subject.split_whitespace().collect();
    let subject = subject.join(" ");
    let text = without_prefixes(&subject);
    let mut unknown = None;
    if let Some(begin) = Beginning::of(text) {
        let exists = exists(begin.akte);
        if let Some(directive) = begin.directive {
            let akte = begin.akte;
            return Reading::Directive {
                akte,
                directive,
                exists,
            };
        }
        match exists {
            true => return Reading::AtStart(begin.akte),
            false => unknown = Some(begin.akte),
        }
    }
    let found = all(text, exists);
    match (found.as_slice(), unknown) {
        ([], None) => Reading::Nothing,
        ([], Some(akte)) => Reading::Unknown(akte),
        ([akte], _) => Reading::Inside(*akte),
        _ => Reading::Several(found),
    }
}

/// What the first prefix of a subject says, if it has one.
pub fn first_prefix(subject: &str) -> Option<Prefix> {
    prefix(subject.trim_start()).map(|(kind, _)| kind)
}

/// The subject without the prefixes of one kind at its beginning.
pub fn without(subject: &str, kind: Prefix) -> &str {
    let mut rest = subject.trim();
    while let Some((found, after)) = prefix(rest)
        && found == kind
    {
        rest = after.trim_start();
    }
    rest
}

/// A subject without `AW:` and the like before it.
pub fn without_prefixes(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((_, after)) = prefix(rest) {
        rest = after.trim_start();
    }
    rest
}

/// The prefix at the beginning, and what follows its colon.
fn prefix(text: &str) -> Option<(Prefix, &str)> {
    let letters = run(text, |it| it.is_ascii_alphabetic());
    let word = text.get(..letters)?;
    let (_, kind) = PREFIXES
        .iter()
        .find(|(known, _)| word.eq_ignore_ascii_case(known))?;
    let rest = text.get(letters..)?;
    let counted = |open, close| {
        let inner = rest.strip_prefix(open)?;
        let digits = run(inner, |it| it.is_ascii_digit());
        inner
            .get(digits..)?
            .strip_prefix(close)
            .filter(|_| digits > 0)
    };
    let rest = counted('[', ']')
        .or_else(|| counted('(', ')'))
        .unwrap_or(rest);
    Some((*kind, rest.trim_start().strip_prefix(':')?))
}

/// Bytes at the beginning of `text` that are all of a kind.
fn run(text: &str, kind: impl Fn(&u8) -> bool) -> usize {
    text.bytes().take_while(kind).count()
}

/// A number at the beginning of a subject.
struct Beginning {
    akte: Aktennummer,
    directive: Option<Directive>,
}

impl Beginning {
    fn of(text: &str) -> Option<Self> {
        let digits = run(text, |it| it.is_ascii_digit());
        let rest = text.get(digits..)?.strip_prefix('/')?;
        let year = run(rest, |it| it.is_ascii_digit());
        let akte = Aktennummer::from_digits(text.get(..digits)?, rest.get(..year)?).ok()?;
        let rest = rest.get(year..)?;
        let directive = directive(rest)
            .filter(|(_, after)| ends(after))
            .map(|(directive, _)| directive);
        if directive.is_none() && docket::is_docket("", end_of_number(rest)?) {
            return None;
        }
        Some(Self { akte, directive })
    }
}

fn directive(text: &str) -> Option<(Directive, &str)> {
    let (word, rest) = text.split_at_checked(2)?;
    if word.eq_ignore_ascii_case("ea") {
        return Some((Directive::EAkte, rest));
    }
    if !word.eq_ignore_ascii_case("pk") || rest.starts_with('0') {
        return None;
    }
    let digits = run(rest, |it| it.is_ascii_digit());
    let number = rest.get(..digits)?.parse().ok()?;
    let benutzer = BenutzerNumber::new(number)?;
    Some((Directive::Postkorb(benutzer), rest.get(digits..)?))
}

/// What follows a number, its party code passed over; `None` if it is no number after all.
fn end_of_number(rest: &str) -> Option<&str> {
    if ends(rest) {
        return Some(rest);
    }
    let after = rest.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let digits = run(after, |it| it.is_ascii_digit());
    after.get(digits..).filter(|it| digits <= 2 && ends(it))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn ends(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some(c) if is_dash(c) => !letters.next().is_some_and(|it| it.is_ascii_digit()),
        Some(c) => !is_word(c) && c != '/',
    }
}

/// Every distinct number in the subject that an Akte has and that is no docket.
fn all(text: &str, exists: impl Fn(Aktennummer) -> bool) -> Vec<Aktennummer> {
    let mut found = Vec::new();
    // Where the last number ended, if it was a docket.
    let mut docket: Option<usize> = None;
    for (slash, _) in text.match_indices('/') {
        let Some((start, akte, end)) = number_around(text, slash) else {
            continue;
        };
        let (before, after) = (text.get(..start), text.get(end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let between = docket.and_then(|last| text.get(last..start));
        let is_docket = between.is_some_and(docket::joins) || docket::is_docket(before, after);
        docket = is_docket.then_some(end);
        if !is_docket && exists(akte) && !found.contains(&akte) {
            found.push(akte);
            if found.len() >= MOST_CANDIDATES {
                break;
            }
        }
    }
    found
}

/// The number around a slash: where it starts, what it is, where it ends.
fn number_around(text: &str, slash: usize) -> Option<(usize, Aktennummer, usize)> {
    let (before, after) = (text.get(..slash)?, text.get(slash + 1..)?);
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = slash - digits;
    let (head, number) = before.split_at_checked(start)?;
    let glued = |c: char| is_word(c) || is_dash(c) || matches!(c, '/' | '.' | ',');
    if head.ends_with(glued) {
        return None;
    }
    let year = run(after, |it| it.is_ascii_digit());
    let akte = Aktennummer::from_digits(number, after.get(..year)?).ok()?;
    let rest = end_of_number(after.get(year..)?)?;
    Some((start, akte, text.len() - rest.len()))
}
