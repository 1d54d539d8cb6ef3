//! From what the rules decide to what is stored: which Vorgänge a message becomes, and which Akte
//! holds it. Nothing is decided here.

use crate::domain::desk::{Ablage, Place};
use crate::domain::reason::write_all;
use crate::domain::routing::{self, Kind, Placement};
use crate::domain::stammdaten::BenutzerNumber;

/// Where one incoming message goes, worked out before it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// One Vorgang for each; never empty.
    pub places: Vec<Place>,
    /// The Akte that holds it, if any.
    pub ablage: Option<Ablage>,
    /// Where it would lie had nothing been recognised: what undoing the filing comes to.
    pub fallback: (Place, Option<Ablage>),
    /// What kind of document it is.
    pub kind: Kind,
    /// Aktennummern that were recognised and not filed under.
    pub proposed: String,
    /// What kind of work it is, by the number of the Tätigkeit.
    pub taetigkeit: Option<i64>,
    /// Klient, by number.
    pub klient: Option<i64>,
    /// It came by "einlesen" or "scanner".
    pub read_in: bool,
    /// Completed at once.
    pub completed: bool,
    /// Who may claim it, if several.
    pub candidates: Vec<BenutzerNumber>,
    /// Each attachment is a document of its own, not the message.
    pub attachments_only: bool,
    /// A copy goes to the app device of the account.
    pub app_copy: bool,
    /// Why, as [`write_all`] writes it.
    pub reasons: String,
}

/// Whether a message has a place in the day's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// It came in now.
    Today,
    /// It lay there when the account was set up: it is filed, and nobody has to work on it.
    Altbestand,
}

impl Filing {
    /// What is stored for a placement. `unrecognised` is where it would go had nothing been
    /// recognised in its subject. What the rules have no place for, because it would not have been
    /// fetched, lies in the Altbestand: nothing that is stored is lost from sight.
    pub fn of(placement: &Placement, unrecognised: &Placement, work: Work) -> Self {
        let (mut places, ablage) = split(placement);
        let (plain, plain_ablage) = split(unrecognised);
        let mut fallback = plain.first().copied().unwrap_or(Place::Altbestand);
        if places.is_empty() {
            places.push(match ablage {
                Some(_) => Place::Abgelegt,
                None => Place::Altbestand,
            });
        }
        if work == Work::Altbestand {
            places = vec![Place::Altbestand];
            fallback = Place::Altbestand;
        }
        let candidates = match work {
            Work::Today => candidates(placement),
            Work::Altbestand => Vec::new(),
        };
        let is_read_in = |it: &routing::Place| {
            matches!(
                it,
                routing::Place::Tagesansicht(_) | routing::Place::NichtZugeordnet
            )
        };
        Self {
            places,
            ablage,
            fallback: (fallback, plain_ablage),
            kind: placement.kind,
            proposed: proposed(placement, ablage),
            taetigkeit: placement.taetigkeit,
            klient: placement.klient,
            read_in: placement.places.iter().any(is_read_in),
            completed: placement.completed,
            candidates,
            attachments_only: placement.attachments_only,
            app_copy: false,
            reasons: write_all(&placement.reasons),
        }
    }
}

/// Several who may have it; nobody where it is somebody's already.
fn candidates(placement: &Placement) -> Vec<BenutzerNumber> {
    let mut several = placement.places.iter().filter_map(|it| match it {
        routing::Place::Tagesansicht(an) if an.len() > 1 => Some(an.clone()),
        _ => None,
    });
    several.next().unwrap_or_default()
}

/// Places in the day's work, and the Akte.
fn split(placement: &Placement) -> (Vec<Place>, Option<Ablage>) {
    use routing::Place as To;
    let mut places = Vec::new();
    let mut ablage = None;
    for place in &placement.places {
        match place {
            To::Eingangsfach(id) => places.push(Place::Eingangsfach(*id)),
            To::Postkorb(number) => places.push(Place::Postkorb(*number)),
            To::ZentralerPostkorb => places.push(Place::Zentral),
            To::Tagesansicht(an) => places.push(Place::Tagesansicht(match an.as_slice() {
                [one] => Some(*one),
                _ => None,
            })),
            To::NichtZugeordnet => places.push(Place::NichtZugeordnet),
            To::EAkte(number) => ablage = Some(Ablage::Nummer(*number)),
            To::Benutzerakte(number) => ablage = Some(Ablage::Benutzerakte(*number)),
            To::Sammelakte => ablage = Some(Ablage::Sammelakte),
            // A list of Vorgänge without a Klient, not a place of its own.
            To::Klientenunabhaengig => {}
        }
    }
    (places, ablage)
}

fn proposed(placement: &Placement, ablage: Option<Ablage>) -> String {
    let filled_in = placement
        .akte
        .filter(|it| ablage != Some(Ablage::Nummer(*it)));
    let all = filled_in.iter().chain(&placement.proposals);
    let words: Vec<String> = all.map(ToString::to_string).collect();
    words.join(", ")
}
