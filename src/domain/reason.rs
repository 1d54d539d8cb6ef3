//! Why a mail came to lie where it lies: one value a decision. Places follow from reasons and from
//! nothing else, so what the history tells is what was done.

use super::akte::Aktennummer;
use super::routing::Place;
use super::stammdaten::BenutzerNumber;

/// One decision on the way of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The account is on "Nur Senden": nothing of it is fetched.
    NotFetched,
    /// The sender is one whose mail is not imported into the Posteingang; the address.
    Blocked(String),
    /// It came from the office's fax server.
    Fax,
    /// The subject begins with the number of an Akte.
    NumberAtStart(Aktennummer),
    /// The subject holds the number of one Akte.
    NumberInside(Aktennummer),
    /// The subject begins with a number that no Akte of the Datenpool has.
    NumberUnknown(Aktennummer),
    /// The subject holds numbers of several Akten, which are proposed.
    NumbersSeveral(Vec<Aktennummer>),
    /// The subject holds no number of an Akte.
    NoNumber,
    /// There was a directive, but the sender may not give any.
    DirectiveOfStranger,
    /// There was a directive, but the server found that the sender may be forged.
    DirectiveUnverified,
    /// There was a directive with a number that no Akte of the Datenpool has.
    DirectiveAkteUnknown(Aktennummer),
    /// There was a directive for a Benutzer who does not work here.
    DirectiveBenutzerUnknown(BenutzerNumber),
    /// The Benutzer of the account does not work here any more.
    OwnerNotCurrent(BenutzerNumber),
    /// The Benutzer that the Posteingang forwards to does not work here any more.
    ForwardingNotCurrent(BenutzerNumber),
    /// Filed by the directive `ea`: past every desk.
    ByDirective(Aktennummer),
    /// Filed by the directive `pk`, and laid into the Postkorb that it names.
    ByDirectiveTo(Aktennummer, BenutzerNumber),
    /// Into the Postkorb of the account's Benutzer, and into the Akte or else the Benutzerakte.
    OwnPostkorb(BenutzerNumber, Option<Aktennummer>),
    /// Into the Zentraler Postkorb, and into the Akte or else the Sammelakte of the Datenpool.
    ZentralerPostkorb(Option<Aktennummer>),
    /// Forwarded by the Posteingang to a Postkorb, and filed.
    Forwarded(Aktennummer, BenutzerNumber),
    /// Into this Eingangsfach of the Posteingang.
    Eingangsfach(i64),
    /// Von → An: for these, one of whom gets it.
    Assigned(Vec<BenutzerNumber>),
    /// No assignment has this sender.
    Unassigned(String),
    /// The first-named recipient belongs to this Klient; the address.
    KlientByRecipient(i64, String),
    /// The first address in the forwarded text belongs to this Klient; the address.
    KlientByForwarded(i64, String),
    /// The address looked up belongs to no Klient.
    KlientUnknown(String),
    /// There was no address to look up.
    KlientWithoutAddress,
    /// The address looked up belongs to several Klienten, which are proposed.
    KlientSeveral(String, Vec<i64>),
    /// Completed at once, because there is a Klient.
    Completed,
}

impl Reason {
    /// The places that this decision puts a mail into; none for most.
    pub fn places(&self) -> Vec<Place> {
        let file = |akte: &Aktennummer| Place::EAkte(*akte);
        match self {
            Self::ByDirective(akte) => vec![file(akte)],
            Self::ByDirectiveTo(akte, benutzer) | Self::Forwarded(akte, benutzer) => {
                vec![file(akte), Place::Postkorb(*benutzer)]
            }
            Self::OwnPostkorb(benutzer, akte) => {
                let ablage = akte.as_ref().map_or(Place::Benutzerakte(*benutzer), file);
                vec![ablage, Place::Postkorb(*benutzer)]
            }
            Self::ZentralerPostkorb(akte) => {
                let ablage = akte.as_ref().map_or(Place::Sammelakte, file);
                vec![ablage, Place::ZentralerPostkorb]
            }
            Self::Eingangsfach(fach) => vec![Place::Eingangsfach(*fach)],
            Self::Assigned(an) => vec![Place::Tagesansicht(an.clone())],
            Self::Unassigned(_) => vec![Place::NichtZugeordnet],
            Self::KlientUnknown(_) | Self::KlientWithoutAddress | Self::KlientSeveral(..) => {
                vec![Place::Klientenunabhaengig]
            }
            _ => Vec::new(),
        }
    }

    /// The word in the database and in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotFetched => "not-fetched",
            Self::Blocked(_) => "blocked",
            Self::Fax => "fax",
            Self::NumberAtStart(_) => "number-at-start",
            Self::NumberInside(_) => "number-inside",
            Self::NumberUnknown(_) => "number-unknown",
            Self::NumbersSeveral(_) => "numbers-several",
            Self::NoNumber => "no-number",
            Self::DirectiveOfStranger => "directive-of-stranger",
            Self::DirectiveUnverified => "directive-unverified",
            Self::DirectiveAkteUnknown(_) => "directive-akte-unknown",
            Self::DirectiveBenutzerUnknown(_) => "directive-benutzer-unknown",
            Self::OwnerNotCurrent(_) => "owner-not-current",
            Self::ForwardingNotCurrent(_) => "forwarding-not-current",
            Self::ByDirective(_) => "by-directive",
            Self::ByDirectiveTo(..) => "by-directive-to",
            Self::OwnPostkorb(..) => "own-postkorb",
            Self::ZentralerPostkorb(_) => "zentraler-postkorb",
            Self::Forwarded(..) => "forwarded",
            Self::Eingangsfach(_) => "eingangsfach",
            Self::Assigned(_) => "assigned",
            Self::Unassigned(_) => "unassigned",
            Self::KlientByRecipient(..) => "klient-by-recipient",
            Self::KlientByForwarded(..) => "klient-by-forwarded",
            Self::KlientUnknown(_) => "klient-unknown",
            Self::KlientWithoutAddress => "klient-without-address",
            Self::KlientSeveral(..) => "klient-several",
            Self::Completed => "completed",
        }
    }

    /// What the reason speaks of, for the database: parts separated by blanks, `-` for nothing.
    /// [`Reason::from_columns`] reads it.
    pub fn detail(&self) -> String {
        match self {
            Self::NotFetched
            | Self::Fax
            | Self::NoNumber
            | Self::DirectiveOfStranger
            | Self::DirectiveUnverified
            | Self::KlientWithoutAddress
            | Self::Completed => String::new(),
            Self::NumberAtStart(akte)
            | Self::NumberInside(akte)
            | Self::NumberUnknown(akte)
            | Self::DirectiveAkteUnknown(akte)
            | Self::ByDirective(akte) => akte.to_string(),
            Self::NumbersSeveral(akten) => listed(akten),
            Self::DirectiveBenutzerUnknown(benutzer)
            | Self::OwnerNotCurrent(benutzer)
            | Self::ForwardingNotCurrent(benutzer) => benutzer.to_string(),
            Self::ByDirectiveTo(akte, benutzer) | Self::Forwarded(akte, benutzer) => {
                format!("{akte} {benutzer}")
            }
            Self::OwnPostkorb(benutzer, akte) => format!("{benutzer} {}", optional(*akte)),
            Self::ZentralerPostkorb(akte) => optional(*akte),
            Self::Eingangsfach(fach) => fach.to_string(),
            Self::Assigned(an) => listed(an),
            Self::Blocked(address) | Self::Unassigned(address) | Self::KlientUnknown(address) => {
                one_word(address)
            }
            Self::KlientByRecipient(klient, address) | Self::KlientByForwarded(klient, address) => {
                format!("{klient} {}", one_word(address))
            }
            Self::KlientSeveral(address, klienten) => {
                format!("{} {}", one_word(address), listed(klienten))
            }
        }
    }

    /// Reads what [`Reason::word`] and [`Reason::detail`] wrote; `None` for anything else.
    pub fn from_columns(word: &str, detail: &str) -> Option<Self> {
        let mut parts = Parts(detail.split(' ').filter(|it| !it.is_empty()));
        let reason = match word {
            "not-fetched" => Self::NotFetched,
            "blocked" => Self::Blocked(parts.address()?),
            "fax" => Self::Fax,
            "number-at-start" => Self::NumberAtStart(parts.one()?),
            "number-inside" => Self::NumberInside(parts.one()?),
            "number-unknown" => Self::NumberUnknown(parts.one()?),
            "numbers-several" => Self::NumbersSeveral(parts.rest()?),
            "no-number" => Self::NoNumber,
            "directive-of-stranger" => Self::DirectiveOfStranger,
            "directive-unverified" => Self::DirectiveUnverified,
            "directive-akte-unknown" => Self::DirectiveAkteUnknown(parts.one()?),
            "directive-benutzer-unknown" => Self::DirectiveBenutzerUnknown(parts.benutzer()?),
            "owner-not-current" => Self::OwnerNotCurrent(parts.benutzer()?),
            "forwarding-not-current" => Self::ForwardingNotCurrent(parts.benutzer()?),
            "by-directive" => Self::ByDirective(parts.one()?),
            "by-directive-to" => Self::ByDirectiveTo(parts.one()?, parts.benutzer()?),
            "own-postkorb" => Self::OwnPostkorb(parts.benutzer()?, parts.optional()?),
            "zentraler-postkorb" => Self::ZentralerPostkorb(parts.optional()?),
            "forwarded" => Self::Forwarded(parts.one()?, parts.benutzer()?),
            "eingangsfach" => Self::Eingangsfach(parts.one()?),
            "assigned" => Self::Assigned(parts.benutzers()?),
            "unassigned" => Self::Unassigned(parts.address()?),
            "klient-by-recipient" => Self::KlientByRecipient(parts.one()?, parts.address()?),
            "klient-by-forwarded" => Self::KlientByForwarded(parts.one()?, parts.address()?),
            "klient-unknown" => Self::KlientUnknown(parts.address()?),
            "klient-without-address" => Self::KlientWithoutAddress,
            "klient-several" => Self::KlientSeveral(parts.address()?, parts.rest()?),
            "completed" => Self::Completed,
            _ => return None,
        };
        parts.0.next().is_none().then_some(reason)
    }
}

/// Reasons for one column of the database, a line each.
pub fn write_all(reasons: &[Reason]) -> String {
    let line = |it: &Reason| format!("{} {}", it.word(), it.detail());
    let lines: Vec<String> = reasons.iter().map(line).collect();
    lines.join("\n")
}

/// Reads what [`write_all`] wrote. A line that this version does not know is left out.
pub fn read_all(text: &str) -> Vec<Reason> {
    let parted = text
        .lines()
        .map(|it| it.split_once(' ').unwrap_or((it, "")));
    parted
        .filter_map(|(word, detail)| Reason::from_columns(word, detail))
        .collect()
}

fn listed<T: ToString>(items: &[T]) -> String {
    let words: Vec<String> = items.iter().map(ToString::to_string).collect();
    words.join(" ")
}

fn optional(akte: Option<Aktennummer>) -> String {
    akte.map_or_else(|| "-".to_owned(), |it| it.to_string())
}

/// An address as one part; strangers write them.
fn one_word(address: &str) -> String {
    let word: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(320)
        .collect();
    if word.is_empty() {
        "-".to_owned()
    } else {
        word
    }
}

struct Parts<'a, I: Iterator<Item = &'a str>>(I);

impl<'a, I: Iterator<Item = &'a str>> Parts<'a, I> {
    fn one<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.0.next()?.parse().ok()
    }

    fn rest<T: std::str::FromStr>(&mut self) -> Option<Vec<T>> {
        self.0.by_ref().map(|it| it.parse().ok()).collect()
    }

    fn benutzer(&mut self) -> Option<BenutzerNumber> {
        self.one().and_then(BenutzerNumber::new)
    }

    fn benutzers(&mut self) -> Option<Vec<BenutzerNumber>> {
        let numbers: Vec<u16> = self.rest()?;
        numbers.into_iter().map(BenutzerNumber::new).collect()
    }

    fn optional(&mut self) -> Option<Option<Aktennummer>> {
        match self.0.next()? {
            "-" => Some(None),
            number => number.parse().ok().map(Some),
        }
    }

    fn address(&mut self) -> Option<String> {
        self.0.next().map(|it| match it {
            "-" => String::new(),
            address => address.to_owned(),
        })
    }
}
