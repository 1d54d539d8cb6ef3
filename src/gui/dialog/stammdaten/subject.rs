//! Which entry of which part of the master data.

use crate::domain::register::AkteId;
use crate::domain::stammdaten::BenutzerNumber;
use crate::domain::table_import::TableKind;
use crate::gui::icon::Icon;
use crate::i18n::{Text, texts};

/// A part of the master data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Benutzer.
    Benutzer,
    /// Akten.
    Akten,
    /// Klienten with their Ansprechpartner.
    Klienten,
    /// Datenpools.
    Pools,
    /// Tätigkeiten.
    Taetigkeiten,
    /// Eingangsfächer with their Quellen.
    Faecher,
    /// App devices.
    Geraete,
}

impl Part {
    /// Every part, in the order of the dialog.
    pub const ALL: [Self; 7] = [
        Self::Benutzer,
        Self::Akten,
        Self::Klienten,
        Self::Pools,
        Self::Taetigkeiten,
        Self::Faecher,
        Self::Geraete,
    ];

    /// Where it stands among all.
    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|it| *it == self).unwrap_or(0)
    }

    /// Its name, with its access key.
    pub(super) fn name(self) -> Text {
        match self {
            Self::Benutzer => texts::stammdaten_tab_benutzer(),
            Self::Akten => texts::stammdaten_tab_akten(),
            Self::Klienten => texts::stammdaten_tab_klienten(),
            Self::Pools => texts::stammdaten_tab_pools(),
            Self::Taetigkeiten => texts::stammdaten_tab_taetigkeiten(),
            Self::Faecher => texts::stammdaten_tab_faecher(),
            Self::Geraete => texts::stammdaten_tab_geraete(),
        }
    }

    pub(super) fn picture(self) -> Icon {
        match self {
            Self::Benutzer => Icon::People,
            Self::Akten => Icon::Folder,
            Self::Klienten => Icon::Person,
            Self::Pools => Icon::Database,
            Self::Taetigkeiten => Icon::Clock,
            Self::Faecher => Icon::Inbox,
            Self::Geraete => Icon::Phone,
        }
    }

    /// What is said where it has no entry.
    pub(super) fn nothing(self) -> Text {
        match self {
            Self::Benutzer => texts::stammdaten_nothing_benutzer(),
            Self::Akten => texts::stammdaten_nothing_akten(),
            Self::Klienten => texts::stammdaten_nothing_klienten(),
            Self::Pools => texts::stammdaten_nothing_pools(),
            Self::Taetigkeiten => texts::stammdaten_nothing_taetigkeiten(),
            Self::Faecher => texts::stammdaten_nothing_faecher(),
            Self::Geraete => texts::stammdaten_nothing_geraete(),
        }
    }

    /// What a new entry is called.
    pub(super) fn new_entry(self) -> Text {
        match self {
            Self::Benutzer => texts::stammdaten_new_benutzer(),
            Self::Akten => texts::stammdaten_new_akte(),
            Self::Klienten => texts::stammdaten_new_klient(),
            Self::Pools => texts::stammdaten_new_pool(),
            Self::Taetigkeiten => texts::stammdaten_new_taetigkeit(),
            Self::Faecher => texts::stammdaten_new_fach(),
            Self::Geraete => texts::stammdaten_new_geraet(),
        }
    }

    /// The table that it can be read from and written to.
    pub(super) fn table(self) -> Option<TableKind> {
        match self {
            Self::Benutzer => Some(TableKind::Benutzer),
            Self::Akten => Some(TableKind::Akten),
            Self::Klienten => Some(TableKind::Klienten),
            Self::Pools | Self::Taetigkeiten | Self::Faecher | Self::Geraete => None,
        }
    }

    /// Whether entries have a number before their name.
    pub(super) fn is_numbered(self) -> bool {
        matches!(self, Self::Benutzer | Self::Akten)
    }
}

/// What an entry stands for; `None` is a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A Benutzer by number.
    Benutzer(Option<BenutzerNumber>),
    /// An Akte.
    Akte(Option<AkteId>),
    /// A Klient by its number in the database.
    Klient(Option<i64>),
    /// A Datenpool by name.
    Pool(Option<String>),
    /// A Tätigkeit by name.
    Taetigkeit(Option<String>),
    /// An Eingangsfach by name.
    Fach(Option<String>),
    /// An app device by name.
    Geraet(Option<String>),
}

impl Subject {
    /// A new entry of a part.
    pub fn new(part: Part) -> Self {
        match part {
            Part::Benutzer => Self::Benutzer(None),
            Part::Akten => Self::Akte(None),
            Part::Klienten => Self::Klient(None),
            Part::Pools => Self::Pool(None),
            Part::Taetigkeiten => Self::Taetigkeit(None),
            Part::Faecher => Self::Fach(None),
            Part::Geraete => Self::Geraet(None),
        }
    }

    pub(super) fn part(&self) -> Part {
        match self {
            Self::Benutzer(_) => Part::Benutzer,
            Self::Akte(_) => Part::Akten,
            Self::Klient(_) => Part::Klienten,
            Self::Pool(_) => Part::Pools,
            Self::Taetigkeit(_) => Part::Taetigkeiten,
            Self::Fach(_) => Part::Faecher,
            Self::Geraet(_) => Part::Geraete,
        }
    }

    pub(super) fn is_new(&self) -> bool {
        *self == Self::new(self.part())
    }
}
