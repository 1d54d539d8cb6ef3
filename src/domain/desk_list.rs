//! Lists of the desk as a window asks for them: which one, in what order, and how many lie there.

use super::desk::Listing;
use super::search_text::fold;
use super::stammdaten::BenutzerNumber;
use super::subject;

/// Letters of a sender or subject that decide on its order.
const KEY: usize = 40;

/// A list and the order of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListQuery {
    /// Which list.
    pub listing: Listing,
    /// In what order.
    pub sort: Sort,
}

impl ListQuery {
    /// A list in its usual order: newest first, the Wiedervorlage by day.
    pub fn new(listing: Listing) -> Self {
        let key = match listing {
            Listing::Wiedervorlage => SortKey::Wiedervorlage,
            _ => SortKey::Date,
        };
        let ascending = key != SortKey::Date;
        Self {
            listing,
            sort: Sort { key, ascending },
        }
    }
}

/// An order of rows. Rows that are alike in it lie newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Smallest first.
    pub ascending: bool,
}

/// What a list can be sorted by. Empty values come last in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Date of the message ("Datum"), never later than its arrival.
    Date,
    /// When it was stored ("Eingang").
    Received,
    /// Sender ("Absender").
    From,
    /// Subject without AW: and the like ("Betreff").
    Subject,
    /// Akte by year and number ("Akten-Nr.").
    Akte,
    /// Kurzbezeichnung of the Akte.
    Kurzbezeichnung,
    /// New, then in work, then the rest ("Status").
    Status,
    /// Read or not.
    Read,
    /// How many attachments ("Anlagen").
    Attachments,
    /// Bytes ("Größe").
    Size,
    /// Day ("Wiedervorlage").
    Wiedervorlage,
    /// Klient by name.
    Klient,
    /// Tätigkeit by name.
    Taetigkeit,
    /// Instruction ("Anweisung").
    Note,
    /// Mail, fax or scan ("Art").
    Kind,
    /// Eingangsfach by name.
    Eingangsfach,
    /// Benutzer whose it is, by number ("Postkorb").
    Benutzer,
    /// Account it arrived at, by name ("Konto").
    Account,
}

impl SortKey {
    /// Every key, with the word of the command line.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::Date, "datum"),
        (Self::Received, "eingang"),
        (Self::From, "absender"),
        (Self::Subject, "betreff"),
        (Self::Akte, "akte"),
        (Self::Kurzbezeichnung, "kurzbezeichnung"),
        (Self::Status, "status"),
        (Self::Read, "gelesen"),
        (Self::Attachments, "anlagen"),
        (Self::Size, "groesse"),
        (Self::Wiedervorlage, "wiedervorlage"),
        (Self::Klient, "klient"),
        (Self::Taetigkeit, "taetigkeit"),
        (Self::Note, "anweisung"),
        (Self::Kind, "art"),
        (Self::Eingangsfach, "eingangsfach"),
        (Self::Benutzer, "benutzer"),
        (Self::Account, "konto"),
    ];

    /// Reads the word of the command line.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|it| it.1 == word);
        found.map(|it| it.0)
    }

    /// The direction that a first click on the column wants.
    pub fn starts_ascending(self) -> bool {
        !matches!(
            self,
            Self::Date | Self::Received | Self::Attachments | Self::Size
        )
    }
}

/// What a text is sorted by: folded, so that ä lies at ae, without leading signs, and cut.
pub fn sort_key(text: &str) -> String {
    // Folding may make a text longer, never shorter by much: the rest is not looked at.
    let short: String = text.chars().take(4 * KEY).collect();
    let folded = fold(&short);
    let plain = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    plain.chars().take(KEY).collect()
}

/// What a subject is sorted by: the letters of one conversation lie together.
pub fn subject_key(text: &str) -> String {
    sort_key(subject::without_prefixes(text))
}

/// How many rows, and how many of them nobody has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Rows.
    pub all: u64,
    /// Rows that are unread.
    pub unread: u64,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.unread += other.unread;
    }
}

/// How many lie at each place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskCounts {
    /// Each Eingangsfach, by its number; those with nothing in it may be missing.
    pub eingangsfaecher: Vec<(i64, Count)>,
    /// Each Postkorb; empty ones may be missing.
    pub postkoerbe: Vec<(BenutzerNumber, Count)>,
    /// Each Tagesansicht with what its Benutzer may claim; empty ones may be missing.
    pub tagesansichten: Vec<(BenutzerNumber, Count)>,
    /// Zentraler Postkorb.
    pub zentral: Count,
    /// Put off to a day, whether it has come or not.
    pub wiedervorlage: Count,
    /// Put off to a day that has come.
    pub wiedervorlage_due: u64,
    /// Read in for no Klient.
    pub klientenunabhaengig: Count,
    /// Senders that no assignment names.
    pub nicht_zugeordnet: Count,
    /// Filed by itself and not seen yet.
    pub abgelegt: Count,
    /// The same in Akten of this Sachbearbeiter.
    pub abgelegt_of: Vec<(BenutzerNumber, Count)>,
    /// Papierkorb.
    pub papierkorb: Count,
    /// Altbestand.
    pub altbestand: Count,
    /// Messages in quarantine.
    pub quarantaene: u64,
    /// Letters that wait or are being sent.
    pub postausgang_waiting: u64,
    /// Letters that failed or of which nobody knows whether they left.
    pub postausgang_failed: u64,
    /// Drafts.
    pub entwuerfe: u64,
    /// Red runs of the Abrufbuch that nobody has acknowledged.
    pub abrufbuch: u64,
}

impl DeskCounts {
    /// The number of one list; `None` where it is not counted.
    pub fn of(&self, listing: Listing) -> Option<Count> {
        let benutzer = |all: &[(BenutzerNumber, Count)], wanted| {
            let found = all.iter().find(|it| it.0 == wanted);
            found.map(|it| it.1).unwrap_or_default()
        };
        Some(match listing {
            Listing::Posteingang(None) => {
                let mut sum = Count::default();
                self.eingangsfaecher.iter().for_each(|it| sum += it.1);
                sum
            }
            Listing::Posteingang(Some(id)) => {
                let found = self.eingangsfaecher.iter().find(|it| it.0 == id);
                found.map(|it| it.1).unwrap_or_default()
            }
            Listing::Postkorb(number) => benutzer(&self.postkoerbe, number),
            Listing::Tagesansicht(number) => benutzer(&self.tagesansichten, number),
            Listing::Zentral => self.zentral,
            Listing::Wiedervorlage => self.wiedervorlage,
            Listing::Klientenunabhaengig => self.klientenunabhaengig,
            Listing::NichtZugeordnet => self.nicht_zugeordnet,
            Listing::Abgelegt(None) => self.abgelegt,
            Listing::Abgelegt(Some(number)) => benutzer(&self.abgelegt_of, number),
            Listing::Papierkorb => self.papierkorb,
            Listing::Altbestand => self.altbestand,
            Listing::Offen => return None,
        })
    }
}

/// A state of a list: a later one that is equal shows the same rows. Only good for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DeskVersion {
    /// Grows with every change.
    pub changes: i64,
    /// The day it is: rows come up again.
    pub day: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_a_german_telephone_book() {
        let mut names = [
            "Zorn", "Ärger", "Afel", "\"Adam\"", "müller", "Mueller", "Öl",
        ];
        names.sort_by_key(|it| sort_key(it));
        assert_eq!(
            names,
            [
                "\"Adam\"", "Ärger", "Afel", "müller", "Mueller", "Öl", "Zorn"
            ]
        );
        assert_eq!(subject_key("AW: WG: Re[2]: Klage"), "klage");
        assert_eq!(sort_key(&"ß".repeat(100)).len(), KEY);
    }

    #[test]
    fn every_key_has_a_word_of_its_own() {
        for (key, word) in SortKey::ALL {
            assert_eq!(SortKey::from_word(word), Some(key));
        }
    }
}
