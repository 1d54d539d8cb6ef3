//! The desk: where a message lies in the day's work, and which Akte holds it.

use crate::domain::account::AccountId;
use crate::domain::akte::Aktennummer;
use crate::domain::reason::Reason;
use crate::domain::routing::Kind;
use crate::domain::stammdaten::BenutzerNumber;

/// Where a Vorgang lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A tray of the office-wide Posteingang, by its number.
    Eingangsfach(i64),
    /// The Postkorb of one Benutzer.
    Postkorb(BenutzerNumber),
    /// The Zentraler Postkorb, shared by all.
    Zentral,
    /// The Tagesansicht of one Benutzer; `None` while several may have it and nobody has claimed it.
    Tagesansicht(Option<BenutzerNumber>),
    /// Read in, but no assignment names its sender.
    NichtZugeordnet,
    /// Filed in its Akte by itself without passing a desk.
    Abgelegt,
    /// Old mail that nobody has to work on.
    Altbestand,
}

impl Place {
    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Eingangsfach(_) => "eingangsfach",
            Self::Postkorb(_) => "postkorb",
            Self::Zentral => "zentral",
            Self::Tagesansicht(_) => "tagesansicht",
            Self::NichtZugeordnet => "nicht-zugeordnet",
            Self::Abgelegt => "abgelegt",
            Self::Altbestand => "altbestand",
        }
    }

    /// The tray, where it is one.
    pub fn eingangsfach(self) -> Option<i64> {
        match self {
            Self::Eingangsfach(id) => Some(id),
            _ => None,
        }
    }

    /// Whose place it is, where it belongs to one Benutzer.
    pub fn benutzer(self) -> Option<BenutzerNumber> {
        match self {
            Self::Postkorb(number) => Some(number),
            Self::Tagesansicht(number) => number,
            _ => None,
        }
    }

    /// Reads the columns of the database.
    pub fn from_columns(
        word: &str,
        eingangsfach: Option<i64>,
        benutzer: Option<BenutzerNumber>,
    ) -> Option<Self> {
        Some(match word {
            "eingangsfach" => Self::Eingangsfach(eingangsfach?),
            "postkorb" => Self::Postkorb(benutzer?),
            "zentral" => Self::Zentral,
            "tagesansicht" => Self::Tagesansicht(benutzer),
            "nicht-zugeordnet" => Self::NichtZugeordnet,
            "abgelegt" => Self::Abgelegt,
            "altbestand" => Self::Altbestand,
            _ => return None,
        })
    }
}

/// How far the work on a Vorgang has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has touched it.
    Neu,
    /// Somebody works on it.
    InArbeit,
    /// Passed on to others, who have Vorgänge of their own.
    Weitergeleitet,
    /// Done.
    Abgeschlossen,
    /// Taken back by whoever had passed it on.
    Zurueckgenommen,
    /// Deleted for good; the row alone is left, for the history.
    Vernichtet,
}

impl Status {
    const ALL: [Self; 6] = [
        Self::Neu,
        Self::InArbeit,
        Self::Weitergeleitet,
        Self::Abgeschlossen,
        Self::Zurueckgenommen,
        Self::Vernichtet,
    ];

    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neu => "neu",
            Self::InArbeit => "in-arbeit",
            Self::Weitergeleitet => "weitergeleitet",
            Self::Abgeschlossen => "abgeschlossen",
            Self::Zurueckgenommen => "zurueckgenommen",
            Self::Vernichtet => "vernichtet",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Which electronic file a document goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ablage {
    /// An Akte of any kind, by its number in the register.
    Akte(i64),
    /// The Akte of this number in the Datenpool of the account.
    Nummer(Aktennummer),
    /// The catch-all of one Benutzer in the Datenpool of the account.
    Benutzerakte(BenutzerNumber),
    /// The catch-all of the Zentraler Postkorb in the Datenpool of the account.
    Sammelakte,
}

/// Whose Postkorb something is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Postkorb {
    /// That of a Benutzer.
    Of(BenutzerNumber),
    /// The Zentraler Postkorb, from which everybody may take.
    Zentral,
}

/// Why a verb of the desk is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskFault {
    /// Somebody else was first.
    Claimed(BenutzerNumber),
    /// Nothing that somebody could take.
    NotToTake(i64),
    /// It belongs to others.
    NotForYou(i64),
    /// There is no such Akte in this Datenpool.
    AkteUnknown(String),
    /// Not an Aktennummer.
    AkteMalformed(String),
    /// There is no such Benutzer, or not any more.
    BenutzerNotCurrent(u16),
    /// Nobody is known whose Postkorb or Benutzerakte it could be.
    NobodyKnown,
    /// Nothing has been done that could be undone.
    NothingToUndo(i64),
    /// Those it was passed on to work on it already.
    UndoTooLate(i64),
    /// Somebody else has put the same message into another Akte since.
    FiledSince(i64),
    /// To nobody.
    NobodyNamed,
    /// It lies in the Papierkorb.
    InPapierkorb(i64),
    /// It lies in the Zentraler Postkorb already.
    InZentral(i64),
    /// It does not lie in the Papierkorb.
    NotInPapierkorb(i64),
    /// It is completed already.
    Completed(i64),
    /// It is neither completed nor passed on.
    NotCompleted(i64),
    /// Neither an Akte nor a Postkorb is given for it.
    NothingGiven(i64),
    /// No such place to list.
    PlaceUnknown(String),
    /// A subfolder needs a name.
    FolderNameEmpty,
    /// Beside it lies a subfolder of this name already.
    FolderNameTaken(String),
    /// A subfolder cannot lie in itself.
    FolderInItself,
    /// The subfolder belongs to another Akte, or is gone.
    FolderElsewhere,
    /// Nothing has been done with this document that could be undone.
    NothingToUndoInDocument(i64),
    /// It lies in this Akte already.
    FiledAlready,
}

/// What the desk lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listing {
    /// The Posteingang: every Eingangsfach, or one.
    Posteingang(Option<i64>),
    /// Postkorb of a Benutzer.
    Postkorb(BenutzerNumber),
    /// Zentraler Postkorb.
    Zentral,
    /// Tagesansicht of a Benutzer, with what this Benutzer may claim.
    Tagesansicht(BenutzerNumber),
    /// What is to come up again on a day.
    Wiedervorlage,
    /// What was read in for no Klient.
    Klientenunabhaengig,
    /// Imported, and neither completed nor passed on nor worked on.
    Offen,
    /// Senders that no assignment names.
    NichtZugeordnet,
    /// Filed without passing a desk and not seen yet, for one Sachbearbeiter or all.
    Abgelegt(Option<BenutzerNumber>),
    /// Deleted, to be restored.
    Papierkorb,
    /// Old mail without a place in the day's work.
    Altbestand,
}

impl Listing {
    /// Reads `posteingang`, `posteingang:2`, `postkorb:3`, `zentral` and so on.
    ///
    /// # Errors
    /// [`DeskFault::PlaceUnknown`].
    pub fn from_words(words: &str) -> Result<Self, DeskFault> {
        let unknown = || DeskFault::PlaceUnknown(words.to_owned());
        let (word, key) = match words.split_once(':') {
            Some((word, key)) => (word, Some(key)),
            None => (words, None),
        };
        let benutzer = || {
            key.and_then(|it| it.parse().ok())
                .and_then(BenutzerNumber::new)
                .ok_or_else(unknown)
        };
        Ok(match (word, key) {
            ("posteingang", None) => Self::Posteingang(None),
            ("posteingang", Some(id)) => {
                Self::Posteingang(Some(id.parse().map_err(|_| unknown())?))
            }
            ("postkorb", Some(_)) => Self::Postkorb(benutzer()?),
            ("tagesansicht", Some(_)) => Self::Tagesansicht(benutzer()?),
            ("abgelegt", Some(_)) => Self::Abgelegt(Some(benutzer()?)),
            ("zentral", None) => Self::Zentral,
            ("wiedervorlage", None) => Self::Wiedervorlage,
            ("klientenunabhaengig", None) => Self::Klientenunabhaengig,
            ("offen", None) => Self::Offen,
            ("nicht-zugeordnet", None) => Self::NichtZugeordnet,
            ("abgelegt", None) => Self::Abgelegt(None),
            ("papierkorb", None) => Self::Papierkorb,
            ("altbestand", None) => Self::Altbestand,
            _ => return Err(unknown()),
        })
    }
}

/// A Vorgang in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorgang {
    /// Its number.
    pub id: i64,
    /// Number of its mail.
    pub mail: i64,
    /// Number of the content, shared by every account the message arrived at.
    pub content: i64,
    /// What kind of document it is.
    pub kind: Kind,
    /// Where it lies.
    pub place: Place,
    /// How far the work has got.
    pub status: Status,
    /// Account it arrived at.
    pub account: AccountId,
    /// Sender's name as it came; empty if none.
    pub from_name: String,
    /// Sender's address.
    pub from: String,
    /// Subject as it came.
    pub subject: String,
    /// Date of the message, never later than its arrival, seconds since 1970.
    pub date: i64,
    /// When it was stored, seconds since 1970.
    pub received_at: i64,
    /// Somebody has opened it.
    pub is_read: bool,
    /// Raw bytes of the message.
    pub size: u64,
    /// Which Akte holds it, if any, by its number in the register.
    pub akte: Option<i64>,
    /// The Aktennummer, `Benutzerakte 3` or `Sammelakte`; empty without an Akte.
    pub aktennummer: String,
    /// Kurzbezeichnung of the Akte; empty otherwise.
    pub kurzbezeichnung: String,
    /// Aktennummern that were recognised and not filed under, to choose from; empty if none.
    pub proposed: String,
    /// Tätigkeit by name; empty if none.
    pub taetigkeit: String,
    /// Klient by name; empty if none.
    pub klient: String,
    /// Instruction of whoever passed it on ("Anweisung"); empty if none.
    pub note: String,
    /// Day on which it comes up again.
    pub wiedervorlage: Option<String>,
    /// Attachments beside the text.
    pub attachment_count: u32,
    /// It lies in the Papierkorb since, seconds since 1970.
    pub deleted_at: Option<i64>,
    /// Whose it is for good; `None` while several may take it.
    pub claimed_by: Option<BenutzerNumber>,
}

impl Vorgang {
    /// An Akte holds it.
    pub fn has_akte(&self) -> bool {
        self.akte.is_some()
    }

    /// The sender as a list shows it: the name, else the address.
    pub fn sender(&self) -> &str {
        match self.from_name.as_str() {
            "" => &self.from,
            name => name,
        }
    }
}

/// A line of the history of a Vorgang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Running number.
    pub id: i64,
    /// When, seconds since 1970.
    pub at: i64,
    /// Who; `None` for the program itself.
    pub benutzer: Option<BenutzerNumber>,
    /// What was done, the word of the command.
    pub verb: String,
    /// Why the program did it; empty for what persons do.
    pub reasons: Vec<Reason>,
    /// What it speaks of.
    pub detail: String,
    /// It was undone since.
    pub undone: bool,
}

/// A document of an Akte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Running number.
    pub id: i64,
    /// Number of the mail it came with.
    pub mail: i64,
    /// Number of the content.
    pub content: i64,
    /// Which attachment it is, from 0; `None` for the whole message.
    pub attachment: Option<u32>,
    /// Name of the attachment or subject of the message.
    pub name: String,
    /// When it was filed, seconds since 1970.
    pub filed_at: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_others_refused() {
        let three = BenutzerNumber::new(3).unwrap();
        for (words, wanted) in [
            ("posteingang", Listing::Posteingang(None)),
            ("posteingang:2", Listing::Posteingang(Some(2))),
            ("postkorb:3", Listing::Postkorb(three)),
            ("tagesansicht:3", Listing::Tagesansicht(three)),
            ("zentral", Listing::Zentral),
            ("wiedervorlage", Listing::Wiedervorlage),
            ("offen", Listing::Offen),
            ("abgelegt:3", Listing::Abgelegt(Some(three))),
        ] {
            assert_eq!(Listing::from_words(words), Ok(wanted), "{words}");
        }
        for words in [
            "",
            "postkorb",
            "postkorb:0",
            "postkorb:1000",
            "zentral:1",
            "x",
        ] {
            let refused = Err(DeskFault::PlaceUnknown(words.to_owned()));
            assert_eq!(Listing::from_words(words), refused, "{words}");
        }
    }

    #[test]
    fn a_place_is_its_columns() {
        let three = BenutzerNumber::new(3);
        for place in [
            Place::Eingangsfach(7),
            Place::Postkorb(three.unwrap()),
            Place::Zentral,
            Place::Tagesansicht(three),
            Place::Tagesansicht(None),
            Place::NichtZugeordnet,
            Place::Abgelegt,
            Place::Altbestand,
        ] {
            let read = Place::from_columns(place.word(), place.eingangsfach(), place.benutzer());
            assert_eq!(read, Some(place));
        }
        assert_eq!(Place::from_columns("postkorb", None, None), None);
    }
}
