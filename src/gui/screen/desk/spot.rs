//! The places of the navigation, as data: what each is called, which list it shows, and under which
//! heading it stands.

use crate::domain::account::AccountId;
use crate::domain::desk::Listing;
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::icon::Icon;
use crate::i18n::{Text, texts};

/// Somewhere one can go in the main window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Every Eingangsfach of the Posteingang.
    Posteingang,
    /// One of them.
    Eingangsfach(i64),
    /// The Postkorb of a Benutzer.
    Postkorb(BenutzerNumber),
    /// "Zentraler Postkorb".
    Zentral,
    /// The Tagesansicht of a Benutzer.
    Tagesansicht(BenutzerNumber),
    /// "Wiedervorlage".
    Wiedervorlage,
    /// "Klientenunabhängig".
    Klientenunabhaengig,
    /// "Nicht zugeordnet".
    NichtZugeordnet,
    /// "Offen".
    Offen,
    /// "Automatisch abgelegt".
    Abgelegt,
    /// "E-Akte".
    EAkte,
    /// "Postausgang".
    Postausgang,
    /// "Entwürfe".
    Entwuerfe,
    /// "Journal".
    Journal,
    /// "Papierkorb".
    Papierkorb,
    /// "Quarantäne".
    Quarantaene,
    /// "Abrufbuch".
    Abrufbuch,
    /// "Altbestand".
    Altbestand,
    /// Every stored message, or those of one account.
    Alle(Option<AccountId>),
    /// What was searched for.
    Suche,
}

/// A heading of the navigation, which can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// The Posteingang of the office.
    Posteingang,
    /// What belongs to the one who is acting.
    Mine,
    /// What belongs to all.
    Shared,
    /// Postkörbe of the others.
    Others,
    /// Akten.
    Akten,
    /// What leaves.
    Sending,
    /// What is kept, and how fetching went.
    Keeping,
    /// Every message, and the accounts.
    Accounts,
}

impl Group {
    /// Every heading, from top to bottom.
    pub const ALL: [Self; 8] = [
        Self::Posteingang,
        Self::Mine,
        Self::Shared,
        Self::Others,
        Self::Akten,
        Self::Sending,
        Self::Keeping,
        Self::Accounts,
    ];

    /// The word under which it is remembered.
    pub fn word(self) -> &'static str {
        match self {
            Self::Posteingang => "posteingang",
            Self::Mine => "mine",
            Self::Shared => "shared",
            Self::Others => "others",
            Self::Akten => "akten",
            Self::Sending => "sending",
            Self::Keeping => "keeping",
            Self::Accounts => "accounts",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// What stands there.
    pub fn name(self) -> Text {
        match self {
            Self::Posteingang => texts::group_posteingang(),
            Self::Mine => texts::group_mine(),
            Self::Shared => texts::group_shared(),
            Self::Others => texts::group_others(),
            Self::Akten => texts::group_akten(),
            Self::Sending => texts::group_sending(),
            Self::Keeping => texts::group_keeping(),
            Self::Accounts => texts::group_accounts(),
        }
    }
}

impl Spot {
    /// The list of Vorgänge that it shows, if it shows one.
    pub fn listing(self) -> Option<Listing> {
        Some(match self {
            Self::Posteingang => Listing::Posteingang(None),
            Self::Eingangsfach(id) => Listing::Posteingang(Some(id)),
            Self::Postkorb(number) => Listing::Postkorb(number),
            Self::Zentral => Listing::Zentral,
            Self::Tagesansicht(number) => Listing::Tagesansicht(number),
            Self::Wiedervorlage => Listing::Wiedervorlage,
            Self::Klientenunabhaengig => Listing::Klientenunabhaengig,
            Self::NichtZugeordnet => Listing::NichtZugeordnet,
            Self::Offen => Listing::Offen,
            Self::Abgelegt => Listing::Abgelegt(None),
            Self::Papierkorb => Listing::Papierkorb,
            Self::Altbestand => Listing::Altbestand,
            _ => return None,
        })
    }

    /// It is the Posteingang or a part of it.
    pub fn is_posteingang(self) -> bool {
        matches!(self, Self::Posteingang | Self::Eingangsfach(_))
    }

    /// Its picture.
    pub fn icon(self) -> Icon {
        match self {
            Self::Posteingang | Self::Eingangsfach(_) => Icon::Inbox,
            Self::Postkorb(_) => Icon::Person,
            Self::Zentral => Icon::People,
            Self::Tagesansicht(_) => Icon::Day,
            Self::Wiedervorlage => Icon::CalendarClock,
            Self::Klientenunabhaengig => Icon::PersonQuestion,
            Self::NichtZugeordnet => Icon::PersonForward,
            Self::Offen => Icon::Tasks,
            Self::Abgelegt => Icon::TrayAdd,
            Self::EAkte => Icon::DocumentFolder,
            Self::Postausgang => Icon::Send,
            Self::Entwuerfe => Icon::Drafts,
            Self::Journal => Icon::History,
            Self::Papierkorb => Icon::Delete,
            Self::Quarantaene => Icon::MailError,
            Self::Abrufbuch => Icon::Book,
            Self::Altbestand => Icon::Archive,
            Self::Alle(None) => Icon::MailMultiple,
            Self::Alle(Some(_)) => Icon::Mail,
            Self::Suche => Icon::Search,
        }
    }

    /// Its name, where that does not depend on the office.
    pub fn name(self) -> Text {
        match self {
            Self::Posteingang => texts::place_posteingang(),
            Self::Eingangsfach(id) => texts::desk_place_eingangsfach(id.to_string()),
            Self::Postkorb(number) => texts::desk_place_postkorb(number.to_string()),
            Self::Zentral => texts::desk_place_zentral(),
            Self::Tagesansicht(_) => texts::place_tagesansicht(),
            Self::Wiedervorlage => texts::window_wiedervorlage(),
            Self::Klientenunabhaengig => texts::place_klientenunabhaengig(),
            Self::NichtZugeordnet => texts::desk_place_nicht_zugeordnet(),
            Self::Offen => texts::place_offen(),
            Self::Abgelegt => texts::desk_place_abgelegt(),
            Self::EAkte => texts::place_e_akte(),
            Self::Postausgang => texts::place_postausgang(),
            Self::Entwuerfe => texts::place_entwuerfe(),
            Self::Journal => texts::place_journal(),
            Self::Papierkorb => texts::place_papierkorb(),
            Self::Quarantaene => texts::place_quarantaene(),
            Self::Abrufbuch => texts::place_abrufbuch(),
            Self::Altbestand => texts::desk_place_altbestand(),
            Self::Alle(_) => texts::place_alle(),
            Self::Suche => texts::place_suche(),
        }
    }

    /// The word under which the last place is remembered.
    pub fn word(self) -> String {
        let word = match self {
            Self::Eingangsfach(id) => return format!("eingangsfach:{id}"),
            Self::Postkorb(number) => return format!("postkorb:{number}"),
            Self::Tagesansicht(number) => return format!("tagesansicht:{number}"),
            Self::Alle(Some(account)) => return format!("konto:{account}"),
            Self::Posteingang => "posteingang",
            Self::Zentral => "zentral",
            Self::Wiedervorlage => "wiedervorlage",
            Self::Klientenunabhaengig => "klientenunabhaengig",
            Self::NichtZugeordnet => "nicht-zugeordnet",
            Self::Offen => "offen",
            Self::Abgelegt => "abgelegt",
            Self::EAkte => "e-akte",
            Self::Postausgang => "postausgang",
            Self::Entwuerfe => "entwuerfe",
            Self::Journal => "journal",
            Self::Papierkorb => "papierkorb",
            Self::Quarantaene => "quarantaene",
            Self::Abrufbuch => "abrufbuch",
            Self::Altbestand => "altbestand",
            Self::Alle(None) => "alle",
            Self::Suche => "suche",
        };
        word.to_owned()
    }

    /// Reads the word; a place that needs more than that is not come back to.
    pub fn from_word(word: &str) -> Option<Self> {
        if let Some((kind, key)) = word.split_once(':') {
            let number = || BenutzerNumber::new(key.parse().ok()?);
            return match kind {
                "eingangsfach" => key.parse().ok().map(Self::Eingangsfach),
                "postkorb" => number().map(Self::Postkorb),
                "tagesansicht" => number().map(Self::Tagesansicht),
                "konto" => key.parse().ok().map(|it| Self::Alle(Some(AccountId(it)))),
                _ => None,
            };
        }
        let simple = [
            Self::Posteingang,
            Self::Zentral,
            Self::Wiedervorlage,
            Self::Klientenunabhaengig,
            Self::NichtZugeordnet,
            Self::Offen,
            Self::Abgelegt,
            Self::EAkte,
            Self::Postausgang,
            Self::Entwuerfe,
            Self::Journal,
            Self::Papierkorb,
            Self::Quarantaene,
            Self::Abrufbuch,
            Self::Altbestand,
            Self::Alle(None),
        ];
        simple.into_iter().find(|it| it.word() == word)
    }

    /// The name of its layout of columns: places of one kind share it.
    pub fn layout(self) -> &'static str {
        match self {
            Self::Posteingang | Self::Eingangsfach(_) => "posteingang",
            Self::Postkorb(_) => "postkorb",
            Self::Zentral => "zentral",
            Self::Tagesansicht(_) => "tagesansicht",
            Self::Wiedervorlage => "wiedervorlage",
            Self::Klientenunabhaengig => "klientenunabhaengig",
            Self::NichtZugeordnet => "nicht-zugeordnet",
            Self::Offen => "offen",
            Self::Abgelegt => "abgelegt",
            Self::EAkte => "e-akte",
            Self::Postausgang | Self::Entwuerfe | Self::Journal => "postausgang",
            Self::Papierkorb => "papierkorb",
            Self::Quarantaene => "quarantaene",
            Self::Abrufbuch => "abrufbuch",
            Self::Altbestand => "altbestand",
            Self::Alle(_) => "alle",
            Self::Suche => "suche",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_by_their_words() {
        let three = BenutzerNumber::new(3).unwrap();
        for spot in [
            Spot::Posteingang,
            Spot::Eingangsfach(7),
            Spot::Postkorb(three),
            Spot::Tagesansicht(three),
            Spot::EAkte,
            Spot::Alle(None),
            Spot::Alle(Some(AccountId(4))),
        ] {
            assert_eq!(Spot::from_word(&spot.word()), Some(spot));
        }
        assert_eq!(Spot::from_word("suche"), None);
        assert_eq!(Spot::from_word("postkorb:0"), None);
        assert_eq!(Spot::from_word("?"), None);
        for group in Group::ALL {
            assert_eq!(Group::from_word(group.word()), Some(group));
        }
    }
}
