//! The docket guard: court file numbers look like numbers of Akten and must never file a mail.
//!
//! `12 O 345/20`: chamber, register sign, running number, year. Wherever a number in a subject might
//! be part of one it does not count. A wrong filing breaches confidentiality, a missed one costs a
//! click.

/// Register signs of German courts and prosecutors, in lower case.
const SIGNS: [&str; 72] = [
    "ar", "arbgh", "arz", "as", "azb", "azr", "b", "bl", "blw", "br", "bv", "bvb", "bve", "bvf",
    "bvg", "bvl", "bvn", "bvq", "bvr", "bvv", "c", "ca", "cs", "d", "ds", "f", "fh", "ga", "gs",
    "h", "hko", "hv", "ik", "js", "k", "ka", "kap", "kart", "kl", "kls", "kms", "kr", "l", "ls",
    "m", "ne", "ns", "o", "oh", "owi", "p", "qs", "r", "rvs", "s", "sa", "so", "ss", "str", "sv",
    "t", "ta", "u", "uf", "ufh", "ujs", "vi", "vk", "wf", "ws", "zb", "zr",
];

/// Signs that stand without a chamber.
const ALONE: [&str; 27] = [
    "agh", "ak", "anwst", "anwz", "blw", "enrb", "envr", "envz", "enzb", "enzr", "grs", "gssz",
    "gsst", "gsz", "krb", "kvr", "kvz", "kzb", "kzr", "notst", "notz", "patanwz", "riz", "stb",
    "vgs", "vrg", "hko",
];

/// What may stand between the numbers of one list.
const BETWEEN: [&str; 17] = [
    ",",
    ";",
    "und",
    ", und",
    "u.",
    "u",
    "+",
    "&",
    "-",
    "–",
    "—",
    "/",
    "(",
    "sowie",
    "bis",
    "mit",
    "verb. mit",
];

/// Whether a number is part of a court docket, from the text before and after it.
pub(crate) fn is_docket(before: &str, after: &str) -> bool {
    follows_register(before) || leads_to_docket(after)
}

/// Whether `between` joins two numbers to one list, so that what holds for the first holds for both.
pub(crate) fn joins(between: &str) -> bool {
    let between = between.trim();
    BETWEEN.iter().any(|it| between.eq_ignore_ascii_case(it))
}

/// `… 12 O `, `… VI ZB `, `… 2-03 O `, `… 5 HK O `, `… 12 U (Kart) `, `… KZR `.
fn follows_register(before: &str) -> bool {
    // `12 O (345/20`
    let inner = before.trim_end().trim_end_matches('(');
    let is_apart = inner.len() < before.trim_end().len();
    // More words than these never belong to one docket.
    let mut words = inner.split_whitespace().rev().take(5).peekable();
    let aside = |word: &&str| word.starts_with('(') && word.ends_with(')') && word.len() <= 8;
    words.next_if(aside);
    let Some(adjacent) = words.next() else {
        return false;
    };
    // `NotZ(Brfg)`
    let sign = match adjacent.split_once('(') {
        Some((sign, inner)) if !sign.is_empty() && inner.ends_with(')') => sign,
        _ => opened(adjacent),
    };
    let closed = sign.trim_end_matches([',', ';', ':']);
    if (is_apart || closed.len() < sign.len()) && !is_sign(closed) {
        return false;
    }
    let lone_letter = closed.len() == 1 && closed.bytes().all(|it| it.is_ascii_uppercase());
    if lone_letter || is_one_of(closed, &ALONE) || is_joined(closed) {
        return true;
    }
    if !is_register(closed) {
        return false;
    }
    let Some(chamber) = words.next() else {
        return false;
    };
    if is_chamber(chamber, is_sign(closed)) {
        return true;
    }
    // `5 HK O 1234/20`
    is_register(chamber) && words.next().is_some_and(|it| is_chamber(it, true))
}

/// ` O 345/20` after `2/03`: the chamber itself is written like a number.
fn leads_to_docket(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let is_adjacent = after.starts_with(char::is_whitespace);
    if !is_adjacent || !words.next().is_some_and(is_sign) {
        return false;
    }
    let word = words.find(|word| !word.starts_with('('));
    let number = word.and_then(|word| word.split_once('/'));
    number.is_some_and(|(number, year)| {
        let starts = year.bytes().next();
        is_digits(number, 6) && starts.is_some_and(|it| it.is_ascii_digit())
    })
}

/// What stands after the last sign that opens something: `Berlin,12` → `12`.
fn opened(word: &str) -> &str {
    let trimmed = word.trim_end_matches([',', ';', ':']);
    let at = trimmed.rfind(['(', '[', ',', ';', ':', '"']);
    at.and_then(|at| word.get(at + 1..)).unwrap_or(word)
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// A known sign, however it is written: `O`, `bvr`, `JS`.
fn is_sign(word: &str) -> bool {
    is_one_of(word, &SIGNS) || is_one_of(word, &ALONE)
}

/// What may be a register sign: up to four letters with a capital first, or a known one.
fn is_register(word: &str) -> bool {
    let mut letters = word.bytes();
    let capital = letters.next().is_some_and(|it| it.is_ascii_uppercase());
    (capital && word.len() <= 4 && letters.all(|it| it.is_ascii_alphabetic())) || is_sign(word)
}

fn is_digits(word: &str, longest: usize) -> bool {
    !word.is_empty() && word.len() <= longest && word.bytes().all(|it| it.is_ascii_digit())
}

/// `IV`, `IVa`.
fn is_roman(word: &str) -> bool {
    let numeral = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !numeral.is_empty()
        && word.len() - numeral.len() <= 1
        && numeral.bytes().all(|it| b"IVXL".contains(&it))
}

/// Chamber or senate: `12`, `VI`, `2-03`, `I-20`, and with a known sign also `2/03`.
fn is_chamber(word: &str, sign_is_known: bool) -> bool {
    let word = opened(word);
    let one = |part: &str| is_digits(part, 4) || is_roman(part);
    if one(word) {
        return true;
    }
    let parts = word.split_once(['-', '–', '\u{2011}']);
    let parts = parts.or_else(|| word.split_once('/').filter(|_| sign_is_known));
    parts.is_some_and(|(first, second)| one(first) && one(second))
}

/// Chamber and sign in one word: `12O`, `VIZB`.
fn is_joined(word: &str) -> bool {
    let split = |at: usize| word.split_at_checked(at);
    (1..word.len().min(8))
        .filter_map(split)
        .any(|(head, tail)| {
            (is_digits(head, 4) || is_roman(head)) && is_register(tail) && is_capital(tail)
        })
}

fn is_capital(word: &str) -> bool {
    word.bytes()
        .next()
        .is_some_and(|it| it.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_as_they_write() {
        for before in [
            "LG Berlin, 12 O ",
            "BVerfG 1 BvR ",
            "BGH VI ZB ",
            "SG Berlin S 12 AS ",
            "Berlin,12 O ",
            "(12 O ",
            "12O ",
            "VIZB ",
            "IVa ZR ",
            "5 HK O ",
            "12 HKO ",
            "LG Frankfurt 2-03 O ",
            "LG Frankfurt 2/03 O ",
            "OLG Düsseldorf I-20 U ",
            "III-1 RVs ",
            "12 U (Kart) ",
            "1 Ss (OWi) ",
            "AnwZ (Brfg) ",
            "NotZ(Brfg) ",
            "KZR ",
            "StB ",
            "EuGH C ",
            "12 o ",
            "120 js ",
            "12 O: ",
            "12 O (",
        ] {
            assert!(is_docket(before, ""), "{before}");
        }
        for after in [" O 345/20", " O 345/20, Urteil", " U (Kart) 1/20"] {
            assert!(is_docket("", after), "{after}");
        }
    }

    #[test]
    fn what_is_none() {
        for before in [
            "",
            "Terminsverlegung in Sachen ",
            "Unser Zeichen ",
            "unser Az. ",
            "Anlage 3 Kopie ",
            "Az. ",
            "8/20 und ",
            "8/20 UND ",
            "Termin um 12 Uhr, ",
            "(",
            "Müller ",
        ] {
            assert!(!is_docket(before, " Müller"), "{before}");
        }
        for after in [
            "",
            " und 9/20",
            " EA-Verfahren",
            " O",
            ": O 1/20",
            " Otto 1/20",
        ] {
            assert!(!is_docket("", after), "{after}");
        }
        assert!(joins(", ") && joins(" UND ") && !joins(", unser Zeichen "));
    }
}
