//! The columns of the lists of Vorgänge, and which of them a place shows.

use super::spot::Spot;
use crate::domain::desk_list::SortKey;
use crate::gui::widget::grid::Column;
use crate::i18n::{Language, Text, texts};

/// A column of such a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Col {
    /// The box of the Posteingang.
    Check,
    /// "Datum" of the message.
    Date,
    /// "Eingang": when it was stored.
    Received,
    /// "Art".
    Kind,
    /// "Absender", "Von".
    From,
    /// "Betreff".
    Subject,
    /// "Akten-Nr."
    Akte,
    /// "Aktenkurzbezeichnung".
    Kurzbezeichnung,
    /// "Postkorb".
    Postkorb,
    /// "Anweisung", "Bemerkung".
    Note,
    /// "Anlagen".
    Attachments,
    /// "Eingangsfach".
    Eingangsfach,
    /// "Status".
    Status,
    /// "Tätigkeit".
    Taetigkeit,
    /// "Klient".
    Klient,
    /// "Wiedervorlage".
    Wiedervorlage,
    /// "Größe".
    Size,
    /// "Konto".
    Account,
    /// Where it lies.
    Place,
}

impl Col {
    /// Its name in what is remembered.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Date => "datum",
            Self::Received => "eingang",
            Self::Kind => "art",
            Self::From => "absender",
            Self::Subject => "betreff",
            Self::Akte => "akte",
            Self::Kurzbezeichnung => "kurzbezeichnung",
            Self::Postkorb => "postkorb",
            Self::Note => "anweisung",
            Self::Attachments => "anlagen",
            Self::Eingangsfach => "eingangsfach",
            Self::Status => "status",
            Self::Taetigkeit => "taetigkeit",
            Self::Klient => "klient",
            Self::Wiedervorlage => "wiedervorlage",
            Self::Size => "groesse",
            Self::Account => "konto",
            Self::Place => "platz",
        }
    }

    /// By what it is sorted; `None` where it is not.
    pub fn sort_key(self) -> Option<SortKey> {
        Some(match self {
            Self::Date => SortKey::Date,
            Self::Received => SortKey::Received,
            Self::Kind => SortKey::Kind,
            Self::From => SortKey::From,
            Self::Subject => SortKey::Subject,
            Self::Akte => SortKey::Akte,
            Self::Kurzbezeichnung => SortKey::Kurzbezeichnung,
            Self::Note => SortKey::Note,
            Self::Attachments => SortKey::Attachments,
            Self::Eingangsfach => SortKey::Eingangsfach,
            Self::Status => SortKey::Status,
            Self::Taetigkeit => SortKey::Taetigkeit,
            Self::Klient => SortKey::Klient,
            Self::Wiedervorlage => SortKey::Wiedervorlage,
            Self::Size => SortKey::Size,
            Self::Account => SortKey::Account,
            Self::Place => SortKey::Benutzer,
            Self::Check | Self::Postkorb => return None,
        })
    }

    fn title(self, spot: Spot) -> Text {
        match self {
            Self::Check => texts::column_check(),
            Self::Date => texts::column_date(),
            Self::Received => texts::desk_head_received(),
            Self::Kind => texts::column_kind(),
            Self::From if spot.is_posteingang() => texts::column_sender(),
            Self::From => texts::column_from(),
            Self::Subject => texts::column_subject(),
            Self::Akte => texts::desk_head_akte(),
            Self::Kurzbezeichnung => texts::column_kurzbezeichnung(),
            Self::Postkorb => texts::column_postkorb(),
            Self::Note if spot.is_posteingang() => texts::column_bemerkung(),
            Self::Note => texts::desk_head_note(),
            Self::Attachments => texts::column_attachments(),
            Self::Eingangsfach => texts::column_eingangsfach(),
            Self::Status => texts::desk_head_status(),
            Self::Taetigkeit => texts::desk_head_taetigkeit(),
            Self::Klient => texts::desk_head_klient(),
            Self::Wiedervorlage => texts::desk_head_wiedervorlage(),
            Self::Size => texts::column_size(),
            Self::Account => texts::column_account(),
            Self::Place => texts::desk_head_place(),
        }
    }

    pub(super) fn column(self, spot: Spot, language: Language) -> Column {
        let title = self.title(spot).show(language);
        let column = |width| Column::new(self.name(), title, width);
        match self {
            Self::Check => column(32.0).min(32.0).fixed(),
            Self::Date | Self::Received => column(134.0).min(60.0),
            Self::Kind => column(56.0).min(40.0),
            Self::From => column(150.0).min(70.0),
            Self::Subject => column(260.0).min(120.0).flex().fixed(),
            Self::Akte => column(104.0).min(60.0),
            Self::Kurzbezeichnung => column(140.0).min(60.0),
            Self::Postkorb | Self::Place => column(120.0).min(50.0),
            Self::Note => column(140.0).min(50.0),
            Self::Attachments => column(76.0).min(40.0).right(),
            Self::Eingangsfach => column(104.0).min(50.0),
            Self::Status => column(76.0).min(50.0),
            Self::Taetigkeit | Self::Klient | Self::Account => column(130.0).min(50.0),
            Self::Wiedervorlage => column(108.0).min(60.0),
            Self::Size => column(76.0).min(50.0).right(),
        }
    }
}

/// The columns of a place, those first that it shows by itself.
pub(super) fn columns_of(spot: Spot) -> (&'static [Col], &'static [Col]) {
    use Col as It;
    match spot {
        Spot::Posteingang => (
            &[
                It::Check,
                It::Date,
                It::Kind,
                It::From,
                It::Subject,
                It::Akte,
                It::Postkorb,
                It::Attachments,
                It::Eingangsfach,
            ],
            &[
                It::Note,
                It::Kurzbezeichnung,
                It::Received,
                It::Account,
                It::Size,
                It::Status,
            ],
        ),
        Spot::Eingangsfach(_) => (
            &[
                It::Check,
                It::Date,
                It::Kind,
                It::From,
                It::Subject,
                It::Akte,
                It::Postkorb,
                It::Attachments,
            ],
            &[
                It::Note,
                It::Eingangsfach,
                It::Kurzbezeichnung,
                It::Received,
                It::Account,
                It::Size,
                It::Status,
            ],
        ),
        Spot::Postkorb(_) | Spot::Zentral => (
            &[
                It::Received,
                It::From,
                It::Subject,
                It::Akte,
                It::Kurzbezeichnung,
                It::Note,
                It::Attachments,
                It::Status,
            ],
            &[It::Date, It::Kind, It::Wiedervorlage, It::Account, It::Size],
        ),
        Spot::Tagesansicht(_) => (
            &[
                It::Received,
                It::Taetigkeit,
                It::From,
                It::Subject,
                It::Klient,
                It::Attachments,
                It::Status,
            ],
            &[
                It::Date,
                It::Akte,
                It::Note,
                It::Kind,
                It::Wiedervorlage,
                It::Account,
                It::Size,
            ],
        ),
        Spot::Wiedervorlage => (
            &[
                It::Wiedervorlage,
                It::From,
                It::Subject,
                It::Akte,
                It::Klient,
                It::Place,
                It::Status,
            ],
            &[
                It::Date,
                It::Received,
                It::Note,
                It::Attachments,
                It::Taetigkeit,
                It::Size,
            ],
        ),
        Spot::Papierkorb => (
            &[
                It::Date,
                It::From,
                It::Subject,
                It::Akte,
                It::Place,
                It::Size,
            ],
            &[
                It::Received,
                It::Status,
                It::Attachments,
                It::Account,
                It::Note,
            ],
        ),
        _ => (
            &[
                It::Date,
                It::From,
                It::Subject,
                It::Akte,
                It::Klient,
                It::Attachments,
                It::Place,
                It::Status,
            ],
            &[
                It::Received,
                It::Taetigkeit,
                It::Kurzbezeichnung,
                It::Note,
                It::Kind,
                It::Wiedervorlage,
                It::Account,
                It::Size,
            ],
        ),
    }
}
