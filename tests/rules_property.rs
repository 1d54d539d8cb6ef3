//! What holds for every subject and every mail, whatever strangers write.

use kontorpost::domain::account::AccountId;
use kontorpost::domain::akte::Aktennummer;
use kontorpost::domain::mail::{Authentication, MailAddress, ParsedMail};
use kontorpost::domain::office_settings::{
    AutomaticReading, DirectiveSenders, OfficeSettings, SenderPattern,
};
use kontorpost::domain::reason::{self, Reason};
use kontorpost::domain::register::Taetigkeit;
use kontorpost::domain::routing::{Arrival, Place, Placement, route, route_unrecognised};
use kontorpost::domain::rules::RuleBook;
use kontorpost::domain::stammdaten::BenutzerNumber;
use kontorpost::domain::subject::{self, Directive, Reading};
use kontorpost::domain::usage::{Mode, Owner, Usage};
use proptest::prelude::*;

fn akte(text: &str) -> Aktennummer {
    text.parse().expect("an Aktennummer")
}

fn benutzer(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("1 to 999")
}

/// Pieces that subjects of an office consist of, and some that they should not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("8/20".to_owned()),
        Just("9/2020".to_owned()),
        Just("77/20".to_owned()),
        Just("0008/20".to_owned()),
        (0..200_000u32, 0..3000u16).prop_map(|(number, year)| format!("{number}/{year}")),
        (1..30u32, 0..100u16).prop_map(|(number, year)| format!("{number}/{year:02}")),
        prop::sample::select(vec![
            "ea",
            "EA",
            "pk2",
            "pk0",
            "pk999",
            "pk1000",
            "PK17",
            "I1",
            "E",
            "AW:",
            "Re[2]: ",
            "WG(1) :",
            "Fwd:",
            " ",
            "  ",
            "-",
            "–",
            "/",
            ",",
            ".",
            ":",
            "(",
            ")",
            "_",
            "Müller",
            "Vergleich",
            "unser Zeichen",
            "\u{a0}",
            "\u{1f600}",
            "ß",
            "٣",
            "0",
            "7",
        ])
        .prop_map(str::to_owned),
    ]
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..9).prop_map(|it| it.concat())
}

fn exists(akte: Aktennummer) -> bool {
    (1..=15).contains(&akte.number()) && akte.year().is_multiple_of(2)
}

/// The grammar once more, slowly: every substring is tried. It knows no dockets.
mod slow {
    use super::*;

    const PREFIXES: [&str; 8] = [
        "weitergeleitet",
        "antwort",
        "antw",
        "aw",
        "re",
        "wg",
        "fwd",
        "fw",
    ];

    fn strip(text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        let prefix = PREFIXES.iter().find(|it| lower.starts_with(**it))?;
        let mut rest: Vec<char> = text.chars().skip(prefix.chars().count()).collect();
        for (open, close) in [('[', ']'), ('(', ')')] {
            if rest.first() == Some(&open) {
                let end = rest.iter().position(|it| *it == close)?;
                if end < 2 || !rest[1..end].iter().all(char::is_ascii_digit) {
                    return None;
                }
                rest.drain(..=end);
            }
        }
        let rest: String = rest.into_iter().collect();
        Some(rest.trim_start().strip_prefix(':')?.trim_start().to_owned())
    }

    fn dash(c: char) -> bool {
        "-‐‑‒–—―−".contains(c)
    }

    fn end_is_good(rest: &[char]) -> bool {
        match rest {
            [] => true,
            [first, second, ..] if dash(*first) && second.is_ascii_digit() => false,
            [first, ..] => !first.is_alphanumeric() && *first != '_' && *first != '/',
        }
    }

    /// Every way to read a number between two places, with what follows it directly.
    fn whole(text: &str) -> Option<(Aktennummer, &str)> {
        let (number, rest) = text.split_once('/')?;
        let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let digits = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit());
        let read = format!("{number}/{year}").parse().ok()?;
        digits.then_some((read, &rest[year.len()..]))
    }

    fn is_party(text: &str) -> bool {
        let letters: Vec<char> = text.chars().collect();
        match letters.as_slice() {
            [] => true,
            [first, rest @ ..] => {
                first.is_ascii_uppercase()
                    && rest.len() <= 2
                    && rest.iter().all(char::is_ascii_digit)
            }
        }
    }

    fn order(text: &str) -> Option<Directive> {
        let lower = text.to_lowercase();
        if lower == "ea" {
            return Some(Directive::EAkte);
        }
        (1..=999u16)
            .find(|number| lower == format!("pk{number}"))
            .map(|number| Directive::Postkorb(benutzer(number)))
    }

    pub fn read(subject: &str) -> Reading {
        let words: Vec<&str> = subject.split_whitespace().collect();
        let mut text = words.join(" ");
        while let Some(rest) = strip(&text) {
            text = rest;
        }
        let letters: Vec<char> = text.chars().collect();
        let (mut unknown, mut found) = (None, Vec::new());
        for start in 0..letters.len() {
            if start > 0 {
                let before = letters[start - 1];
                let glued = before.is_alphanumeric() || dash(before) || "_/.,".contains(before);
                if glued {
                    continue;
                }
            }
            for end in start + 1..=letters.len() {
                let part: String = letters[start..end].iter().collect();
                let Some((akte, tail)) = whole(&part).filter(|_| end_is_good(&letters[end..]))
                else {
                    continue;
                };
                if let (0, Some(directive)) = (start, order(tail)) {
                    return Reading::Directive {
                        akte,
                        directive,
                        exists: exists(akte),
                    };
                }
                if !is_party(tail) {
                    continue;
                }
                match (start, exists(akte)) {
                    (0, true) => return Reading::AtStart(akte),
                    (0, false) => unknown = Some(akte),
                    (_, true) if !found.contains(&akte) => found.push(akte),
                    _ => (),
                }
            }
        }
        match (found.len(), unknown) {
            (0, None) => Reading::Nothing,
            (0, Some(akte)) => Reading::Unknown(akte),
            (1, _) => Reading::Inside(found[0]),
            _ => Reading::Several(found),
        }
    }
}

const CHAMBERS: [&str; 14] = [
    "12", "1", "4", "412", "VI", "XII", "IVa", "2-03", "I-20", "III-1", "S 12", "L 3", "5 HK",
    "B 4",
];

const SIGNS: [&str; 40] = [
    "O", "C", "S", "U", "T", "F", "K", "AS", "KR", "SO", "R", "AL", "BvR", "BvL", "StR", "ZR",
    "ZB", "Js", "Ls", "Cs", "Ds", "KLs", "Ks", "Ns", "Ss", "Ws", "OWi", "UF", "WF", "Sa", "Ca",
    "Ta", "AZR", "IN", "IK", "HKO", "AR", "OH", "EK", "ARs",
];

/// A court docket and the number in it.
fn docket() -> impl Strategy<Value = (String, Aktennummer)> {
    let parts = (
        prop::sample::select(CHAMBERS.to_vec()),
        prop::sample::select(SIGNS.to_vec()),
        prop::sample::select(vec!["", " (Kart)", " (OWi)"]),
        1..99_999u32,
        0..100u8,
    );
    parts.prop_map(|(chamber, sign, addition, number, year)| {
        let akte = Aktennummer::new(number, year).expect("in range");
        (format!("{chamber} {sign}{addition} {akte}"), akte)
    })
}

/// Everything a mail's way depends on.
#[derive(Debug, Clone)]
struct Case {
    usage: Usage,
    mail: ParsedMail,
    from: DirectiveSenders,
    forwarding: Option<BenutzerNumber>,
    complete: bool,
}

fn address() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "anna@kanzlei.example",
        "ANNA@Kanzlei.Example",
        "weg@kanzlei.example",
        "fax@kanzlei.example",
        "klient@a.example",
        "zwei@a.example",
        "fremd@x.example",
        "spam@werbung.example",
        "post@kanzlei.example",
        "a b\u{7}@x",
        "",
    ])
    .prop_map(str::to_owned)
}

fn people(most: usize) -> impl Strategy<Value = Vec<MailAddress>> {
    let one = address().prop_map(|address| MailAddress {
        name: String::new(),
        address,
    });
    prop::collection::vec(one, 0..=most)
}

fn owner() -> impl Strategy<Value = Option<Owner>> {
    prop_oneof![
        Just(None),
        Just(Some(Owner::Zentral)),
        (1..5u16).prop_map(|it| Some(Owner::Benutzer(benutzer(it)))),
    ]
}

fn mail() -> impl Strategy<Value = ParsedMail> {
    let marks = prop::sample::select(vec![
        Authentication::Unknown,
        Authentication::Passed,
        Authentication::Failed,
    ]);
    let subject = prop_oneof![
        4 => pieces(),
        2 => (prop::sample::select(vec!["8/20", "77/20"]), piece())
            .prop_map(|(number, rest)| format!("{number}{rest}")),
        1 => docket().prop_map(|it| it.0),
    ];
    let text = prop::collection::vec(address(), 0..3).prop_map(|it| it.join("\n"));
    (subject, people(2), people(3), people(2), text, marks).prop_map(
        |(subject, from, to, cc, text, authentication)| ParsedMail {
            subject,
            from,
            to,
            cc,
            text,
            authentication,
            ..ParsedMail::default()
        },
    )
}

fn case(modes: &[Mode]) -> impl Strategy<Value = Case> + use<> {
    let from = prop::sample::select(DirectiveSenders::ALL.to_vec());
    let mode = prop::sample::select(modes.to_vec());
    let pool = prop::sample::select(vec![None, Some("Notariat".to_owned())]);
    let forwarding = prop::option::of((1..5u16).prop_map(benutzer));
    let parts = (mode, owner(), pool, mail(), from, forwarding, any::<bool>());
    parts.prop_map(
        |(mode, owner, datenpool, mail, from, forwarding, complete)| Case {
            usage: Usage {
                mode,
                owner,
                datenpool,
                ..Usage::default()
            },
            mail,
            from,
            forwarding,
            complete,
        },
    )
}

/// Benutzer 1 to 3, of whom 3 has left; Akten of both pools.
fn rules(case: &Case) -> RuleBook {
    let settings = OfficeSettings {
        directives: case.from,
        forward_to: case.forwarding,
        blocked: SenderPattern::parse("@werbung.example")
            .into_iter()
            .collect(),
        fax: SenderPattern::parse("fax@kanzlei.example"),
        reading: AutomaticReading {
            taetigkeit: Some(Taetigkeit {
                id: 5,
                name: "Import".to_owned(),
            }),
            complete: case.complete,
            ..AutomaticReading::default()
        },
    };
    let mut rules = RuleBook::new(settings, 1);
    for number in 1..=15 {
        for year in (0..100).step_by(2) {
            let akte = Aktennummer::new(number, year).expect("in range");
            rules.add_akte(None, akte);
        }
    }
    rules.add_akte(Some("Notariat"), akte("8/20"));
    rules.add_benutzer(benutzer(1), "anna@kanzlei.example", true);
    rules.add_benutzer(benutzer(2), "", true);
    rules.add_benutzer(benutzer(3), "weg@kanzlei.example", false);
    rules.add_assignment("anna@kanzlei.example", benutzer(1));
    rules.add_assignment("anna@kanzlei.example", benutzer(3));
    rules.add_assignment("weg@kanzlei.example", benutzer(1));
    rules.add_klient("klient@a.example", 1);
    rules.add_klient("zwei@a.example", 1);
    rules.add_klient("zwei@a.example", 2);
    rules.add_mailbox("post@kanzlei.example");
    rules
}

fn placed(case: &Case, rules: &RuleBook) -> Placement {
    let arrival = Arrival {
        account: AccountId(1),
        usage: &case.usage,
    };
    route(&arrival, &case.mail, rules)
}

/// Where a mail with this reading belongs, written down as a table of the modes with a desk.
fn expected(case: &Case, reading: &Reading) -> Vec<Place> {
    let current = |it: BenutzerNumber| it.value() < 3;
    let sender = case.mail.from.first().map(|it| it.address.to_lowercase());
    let sender = sender.unwrap_or_default();
    let is_posteingang = case.usage.mode == Mode::Posteingang;
    if is_posteingang && sender.ends_with("@werbung.example") {
        return Vec::new();
    }
    let known = ["anna@kanzlei.example", "klient@a.example", "zwei@a.example"];
    let obeyed = match case.from {
        DirectiveSenders::All => true,
        _ if case.mail.from.len() != 1 || case.mail.authentication == Authentication::Failed => {
            false
        }
        DirectiveSenders::Own => sender == known[0],
        DirectiveSenders::Known => known.contains(&sender.as_str()),
    };
    let own_desk = match case.usage.owner {
        Some(Owner::Benutzer(number)) if current(number) => Place::Postkorb(number),
        _ => Place::ZentralerPostkorb,
    };
    let own_file = match own_desk {
        Place::Postkorb(number) => Place::Benutzerakte(number),
        _ => Place::Sammelakte,
    };
    let forwarding = case.forwarding.filter(|it| current(*it));
    let forwarding = forwarding.map(Place::Postkorb);
    let (akte, may_forward) = match reading {
        Reading::Directive {
            akte,
            exists: true,
            directive,
        } => match directive {
            Directive::EAkte if obeyed => return vec![Place::EAkte(*akte)],
            Directive::Postkorb(to) if obeyed && current(*to) => {
                return vec![Place::EAkte(*akte), Place::Postkorb(*to)];
            }
            _ => (Some(*akte), !obeyed),
        },
        Reading::AtStart(akte) | Reading::Inside(akte) => (Some(*akte), true),
        _ => (None, true),
    };
    let desk = match is_posteingang {
        true => forwarding.filter(|_| may_forward && akte.is_some()),
        false => Some(own_desk),
    };
    match (desk, akte) {
        (None, _) => vec![Place::Eingangsfach(1)],
        (Some(desk), Some(akte)) => vec![Place::EAkte(akte), desk],
        (Some(desk), None) => vec![own_file, desk],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_global_rejects: 9000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_subject_is_too_much(subject in "\\PC*", other in pieces()) {
        for text in [subject.clone(), format!("8/20{subject}"), format!("{other}{subject}{other}")] {
            let reading = subject::read(&text, exists);
            prop_assert_eq!(reading, subject::read(&text, exists));
            subject::first_prefix(&text);
        }
    }

    #[test]
    fn quick_and_slow_reading_agree(subject in pieces()) {
        // Capitals before a blank may be a register sign, which the slow one does not know.
        prop_assume!(!subject.contains(['E', 'A']) || !subject.contains(char::is_whitespace));
        prop_assert_eq!(subject::read(&subject, exists), slow::read(&subject), "{}", subject);
    }

    #[test]
    fn a_docket_never_files(
        (docket, _) in docket(),
        (second, _) in docket(),
        before in prop::sample::select(vec!["", "AW: ", "LG Berlin, ", "Urteil vom 03.04.20 (", "Az.: "]),
        between in prop::sample::select(vec![" ", ", ", " und ", " ./. "]),
        after in prop::sample::select(vec!["", ", Verfügung", "-", ")", ": Termin", " e", " ER"]),
    ) {
        for subject in [format!("{before}{docket}{after}"), format!("{before}{docket}{between}{second}{after}")] {
            // Every number there is belongs to an Akte.
            let reading = subject::read(&subject, |_| true);
            prop_assert_eq!(reading, Reading::Nothing, "{}", subject);
        }
    }

    #[test]
    fn numbers_joined_to_a_docket_are_dockets(
        (docket, _) in docket(),
        between in prop::sample::select(vec![", ", " und ", " u. ", " (", " - ", "; ", " sowie "]),
    ) {
        let subject = format!("Termin {docket}{between}8/20");
        prop_assert_eq!(subject::read(&subject, |_| true), Reading::Nothing, "{}", subject);
    }

    #[test]
    fn a_docket_does_not_hide_the_number_beside_it((docket, number) in docket()) {
        let own = Aktennummer::new(7, 3).expect("in range");
        prop_assume!(own != number);
        for subject in [format!("Unser Zeichen {own}, {docket}"), format!("{docket}, unser Zeichen {own}")] {
            prop_assert_eq!(subject::read(&subject, |_| true), Reading::Inside(own), "{}", subject);
        }
    }

    #[test]
    fn a_mail_lies_in_exactly_the_places_that_its_reasons_name(case in case(&Mode::ALL)) {
        let rules = rules(&case);
        let placement = placed(&case, &rules);
        prop_assert_eq!(&placement, &placed(&case, &rules));
        let mut named: Vec<Place> = placement.reasons.iter().flat_map(Reason::places).collect();
        let given = named.len();
        named.dedup();
        prop_assert_eq!(given, named.len(), "a place named twice");
        prop_assert_eq!(&placement.places, &named);
        let not_stored = matches!(placement.reasons.as_slice(), [Reason::NotFetched | Reason::Blocked(_)]);
        prop_assert_eq!(placement.places.is_empty(), not_stored);
        let read_back = reason::read_all(&reason::write_all(&placement.reasons));
        prop_assert_eq!(reason::write_all(&read_back), reason::write_all(&placement.reasons));
        prop_assert_eq!(read_back.len(), placement.reasons.len());
    }

    #[test]
    fn desks_are_as_the_table_says(case in case(&[Mode::Posteingang, Mode::Postkorb])) {
        let rules = rules(&case);
        let is_notariat = case.usage.mode == Mode::Postkorb && case.usage.datenpool.is_some();
        let reading = subject::read(&case.mail.subject, |it| match is_notariat {
            true => it == akte("8/20"),
            false => exists(it),
        });
        let placement = placed(&case, &rules);
        prop_assert_eq!(&placement.places, &expected(&case, &reading));
        prop_assert_eq!(placement.pool.is_some(), is_notariat);
        let filed_only = matches!(placement.places.as_slice(), [Place::EAkte(_)]);
        prop_assert_eq!(placement.is_past_every_desk(), filed_only);
        // Undone, it lies where it would lie without its number.
        let arrival = Arrival { account: AccountId(1), usage: &case.usage };
        let undone = route_unrecognised(&arrival, &case.mail, &rules);
        prop_assert_eq!(undone.places, expected(&case, &Reading::Nothing));
    }

    #[test]
    fn read_in_mail_has_somebody_or_stands_in_a_list(case in case(&[Mode::Einlesen, Mode::Scanner])) {
        let placement = placed(&case, &rules(&case));
        let sender = case.mail.from.first().map(|it| it.address.to_lowercase());
        // The colleague who has left is neither Von nor An.
        let person = match sender.as_deref() {
            Some("anna@kanzlei.example") => Place::Tagesansicht(vec![benutzer(1)]),
            _ => Place::NichtZugeordnet,
        };
        prop_assert_eq!(placement.places.first(), Some(&person));
        let independent = placement.places.get(1) == Some(&Place::Klientenunabhaengig);
        prop_assert_eq!(independent, placement.klient.is_none());
        prop_assert_eq!(placement.completed, case.complete && placement.klient.is_some());
        prop_assert_eq!(placement.taetigkeit, Some(5));
        prop_assert!(placement.places.len() <= 2 && placement.akte.is_none());
    }
}
