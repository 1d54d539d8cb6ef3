//! Where a mail goes: the one place that decides it. A pure function of the account, the mail and
//! the rules of the office; the same input gives the same [`Placement`], with a [`Reason`] for each
//! decision.

use super::account::AccountId;
use super::akte::Aktennummer;
use super::klient;
use super::mail::{Authentication, ParsedMail};
use super::office_settings::DirectiveSenders;
use super::reason::Reason;
use super::rules::RuleBook;
use super::stammdaten::BenutzerNumber;
use super::subject::{self, Directive, Reading};
use super::usage::{Mode, Owner, Usage};

/// Where a mail may lie.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A tray of the Posteingang, by number.
    Eingangsfach(i64),
    /// The Postkorb of a Benutzer.
    Postkorb(BenutzerNumber),
    /// The Zentraler Postkorb.
    ZentralerPostkorb,
    /// The E-Akte with this number in [`Placement::pool`].
    EAkte(Aktennummer),
    /// The E-Akte of a Benutzer.
    Benutzerakte(BenutzerNumber),
    /// The catch-all of [`Placement::pool`].
    Sammelakte,
    /// A Vorgang in the Tagesansicht: of this Benutzer, or of the first of these who takes it.
    Tagesansicht(Vec<BenutzerNumber>),
    /// The list of read-in mail whose sender nobody is assigned to.
    NichtZugeordnet,
    /// The list of read-in mail without a Klient, under Wiedervorlage.
    Klientenunabhaengig,
}

/// What kind of document a mail is ("Art").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A letter by mail.
    #[default]
    Mail,
    /// From the office's fax server.
    Fax,
    /// From a scanner.
    Scan,
}

impl Kind {
    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Fax => "fax",
            Self::Scan => "scan",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Mail, Self::Fax, Self::Scan]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// The account a mail arrived at.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Its number.
    pub account: AccountId,
    /// How it is used.
    pub usage: &'a Usage,
}

/// Where a mail goes, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placement {
    /// Datenpool by name; `None` is the main pool.
    pub pool: Option<String>,
    /// What kind of document it is.
    pub kind: Kind,
    /// Every place, none twice; empty only for what is not to be stored at all
    /// ([`Reason::NotFetched`], [`Reason::Blocked`]).
    pub places: Vec<Place>,
    /// The Akte that was recognised; in the Posteingang it is filled in, not filed.
    pub akte: Option<Aktennummer>,
    /// Akten to choose from where none was determined.
    pub proposals: Vec<Aktennummer>,
    /// Klient by number.
    pub klient: Option<i64>,
    /// Klienten to choose from where none was determined.
    pub klient_proposals: Vec<i64>,
    /// Tätigkeit by number, for [`Place::Tagesansicht`] and [`Place::NichtZugeordnet`].
    pub taetigkeit: Option<i64>,
    /// Completed at once.
    pub completed: bool,
    /// Each attachment is a document of its own and the text counts for nothing (scanner mail).
    pub attachments_only: bool,
    /// One for each decision, in the order in which they were taken.
    pub reasons: Vec<Reason>,
}

impl Placement {
    /// Whether it was filed without passing a desk, so that somebody has to look at it later
    /// ("Automatisch abgelegt").
    pub fn is_past_every_desk(&self) -> bool {
        !self.places.is_empty() && self.places.iter().all(|it| matches!(it, Place::EAkte(_)))
    }

    /// What follows from the reasons alone.
    fn of(reasons: Vec<Reason>) -> Self {
        let mut placement = Self::default();
        for reason in &reasons {
            for place in reason.places() {
                if !placement.places.contains(&place) {
                    placement.places.push(place);
                }
            }
            match reason {
                Reason::Fax => placement.kind = Kind::Fax,
                Reason::NumberAtStart(akte)
                | Reason::NumberInside(akte)
                | Reason::ByDirective(akte)
                | Reason::ByDirectiveTo(akte, _) => placement.akte = Some(*akte),
                Reason::NumbersSeveral(akten) => placement.proposals.clone_from(akten),
                Reason::KlientByRecipient(klient, _) | Reason::KlientByForwarded(klient, _) => {
                    placement.klient = Some(*klient);
                }
                Reason::KlientSeveral(_, klienten) => {
                    placement.klient_proposals.clone_from(klienten);
                }
                Reason::Completed => placement.completed = true,
                _ => (),
            }
        }
        placement.reasons = reasons;
        placement
    }
}

/// Decides where a mail goes. Nothing else does.
pub fn route(arrival: &Arrival<'_>, mail: &ParsedMail, rules: &RuleBook) -> Placement {
    let pool = pool_of(arrival.usage);
    place(arrival, mail, rules, || {
        subject::read(&mail.subject, |akte| rules.has_akte(pool, akte))
    })
}

/// Where the mail would go had nothing been recognised in its subject: what undoing an automatic
/// filing comes to.
pub fn route_unrecognised(arrival: &Arrival<'_>, mail: &ParsedMail, rules: &RuleBook) -> Placement {
    place(arrival, mail, rules, || Reading::Nothing)
}

/// Accounts on Posteingang belong to the main pool.
fn pool_of(usage: &Usage) -> Option<&str> {
    let pool = usage.datenpool.as_deref();
    pool.filter(|_| usage.mode != Mode::Posteingang)
}

fn place(
    arrival: &Arrival<'_>,
    mail: &ParsedMail,
    rules: &RuleBook,
    read: impl FnOnce() -> Reading,
) -> Placement {
    let mode = arrival.usage.mode;
    let router = Router {
        arrival,
        mail,
        rules,
    };
    let reasons = match mode {
        Mode::NurSenden => vec![Reason::NotFetched],
        Mode::Posteingang if rules.is_blocked(sender(mail)) => {
            vec![Reason::Blocked(sender(mail).to_owned())]
        }
        Mode::Posteingang | Mode::Postkorb => router.by_subject(read()),
        Mode::Einlesen | Mode::Scanner => router.by_sender(),
    };
    let is_scan = mode == Mode::Scanner;
    let is_read_in = is_scan || mode == Mode::Einlesen;
    let mut placement = Placement::of(reasons);
    placement.pool = pool_of(arrival.usage).map(str::to_owned);
    let taetigkeit = rules.settings().reading.taetigkeit.as_ref();
    placement.taetigkeit = taetigkeit.filter(|_| is_read_in).map(|it| it.id);
    placement.attachments_only = is_scan && mail.attachments.iter().any(|it| !it.inline);
    if is_scan {
        placement.kind = Kind::Scan;
    }
    placement
}

/// The first sender's address; empty if there is none.
fn sender(mail: &ParsedMail) -> &str {
    mail.from.first().map_or("", |it| it.address.as_str())
}

struct Router<'a> {
    arrival: &'a Arrival<'a>,
    mail: &'a ParsedMail,
    rules: &'a RuleBook,
}

impl Router<'_> {
    /// Posteingang and Postkorb.
    fn by_subject(&self, reading: Reading) -> Vec<Reason> {
        let mut reasons = Vec::with_capacity(4);
        if self.rules.settings().is_fax(sender(self.mail)) {
            reasons.push(Reason::Fax);
        }
        let may_forward = match reading {
            Reading::Directive {
                akte,
                directive,
                exists,
            } => match self.obey(akte, directive, exists) {
                Ok(carried_out) => {
                    reasons.push(carried_out);
                    return reasons;
                }
                Err(refused) => {
                    // A directive that cannot be carried out is not made up for by forwarding.
                    let may_forward = !matches!(refused, Reason::DirectiveBenutzerUnknown(_));
                    reasons.push(refused);
                    if exists {
                        reasons.push(Reason::NumberAtStart(akte));
                    }
                    may_forward
                }
            },
            Reading::Nothing => push(&mut reasons, Reason::NoNumber),
            Reading::AtStart(akte) => push(&mut reasons, Reason::NumberAtStart(akte)),
            Reading::Inside(akte) => push(&mut reasons, Reason::NumberInside(akte)),
            Reading::Unknown(akte) => push(&mut reasons, Reason::NumberUnknown(akte)),
            Reading::Several(akten) => push(&mut reasons, Reason::NumbersSeveral(akten)),
        };
        self.to_desk(may_forward, &mut reasons);
        reasons
    }

    /// Carries a directive out, or says why not.
    fn obey(
        &self,
        akte: Aktennummer,
        directive: Directive,
        exists: bool,
    ) -> Result<Reason, Reason> {
        if self.rules.settings().directives != DirectiveSenders::All {
            let one_sender = self.mail.from.len() == 1;
            if !one_sender || !self.rules.may_direct(sender(self.mail)) {
                return Err(Reason::DirectiveOfStranger);
            }
            if self.mail.authentication == Authentication::Failed {
                return Err(Reason::DirectiveUnverified);
            }
        }
        match directive {
            _ if !exists => Err(Reason::DirectiveAkteUnknown(akte)),
            Directive::EAkte => Ok(Reason::ByDirective(akte)),
            Directive::Postkorb(benutzer) if self.rules.is_current(benutzer) => {
                Ok(Reason::ByDirectiveTo(akte, benutzer))
            }
            Directive::Postkorb(benutzer) => Err(Reason::DirectiveBenutzerUnknown(benutzer)),
        }
    }

    /// Onto the desk that the account has.
    fn to_desk(&self, may_forward: bool, reasons: &mut Vec<Reason>) {
        let akte = reasons.iter().rev().find_map(|it| match it {
            Reason::NumberAtStart(akte) | Reason::NumberInside(akte) => Some(*akte),
            _ => None,
        });
        let usage = self.arrival.usage;
        if usage.mode == Mode::Postkorb {
            match usage.owner {
                Some(Owner::Benutzer(number)) if self.rules.is_current(number) => {
                    reasons.push(Reason::OwnPostkorb(number, akte));
                    return;
                }
                Some(Owner::Benutzer(number)) => reasons.push(Reason::OwnerNotCurrent(number)),
                Some(Owner::Zentral) | None => (),
            }
            // What nobody owns lies where everybody sees it.
            reasons.push(Reason::ZentralerPostkorb(akte));
            return;
        }
        let forwarding = self.rules.settings().forward_to.filter(|_| may_forward);
        match (akte, forwarding) {
            (Some(_), Some(to)) if !self.rules.is_current(to) => {
                reasons.push(Reason::ForwardingNotCurrent(to));
            }
            (Some(akte), Some(to)) => {
                reasons.push(Reason::Forwarded(akte, to));
                return;
            }
            _ => (),
        }
        let fach = self.rules.eingangsfach(self.arrival.account);
        reasons.push(Reason::Eingangsfach(fach));
    }

    /// "einlesen" and "scanner".
    fn by_sender(&self) -> Vec<Reason> {
        let von = sender(self.mail);
        let an = self.rules.assigned(von);
        let mut reasons = vec![match an.is_empty() {
            true => Reason::Unassigned(von.to_owned()),
            false => Reason::Assigned(an),
        }];
        let klient = klient::find(self.mail, self.rules);
        let has_klient = klient.places().is_empty();
        reasons.push(klient);
        if has_klient && self.rules.settings().reading.complete {
            reasons.push(Reason::Completed);
        }
        reasons
    }
}

/// Notes a reason; forwarding stays possible.
fn push(reasons: &mut Vec<Reason>, reason: Reason) -> bool {
    reasons.push(reason);
    true
}
