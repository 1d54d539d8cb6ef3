//! The pages of the window.

use crate::i18n::{Text, texts};

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// "Empfang Allgemein".
    Empfang,
    /// "Empfang per Scanner".
    Scanner,
    /// "E-Mail-Versand".
    Versand,
    /// "Automatisches Einlesen".
    Einlesen,
    /// "Posteingang".
    Posteingang,
    /// "Postausgang".
    Postausgang,
    /// "Dienste".
    Dienste,
    /// "Benachrichtigungen".
    Benachrichtigungen,
    /// "Sicherung".
    Sicherung,
    /// "Darstellung".
    Darstellung,
}

impl Tab {
    /// Every page, in the order of the window.
    pub const ALL: [Self; 10] = [
        Self::Empfang,
        Self::Scanner,
        Self::Versand,
        Self::Einlesen,
        Self::Posteingang,
        Self::Postausgang,
        Self::Dienste,
        Self::Benachrichtigungen,
        Self::Sicherung,
        Self::Darstellung,
    ];

    /// Its name.
    pub fn name(self) -> Text {
        match self {
            Self::Empfang => texts::einstellungen_empfang(),
            Self::Scanner => texts::einstellungen_scanner(),
            Self::Versand => texts::einstellungen_versand(),
            Self::Einlesen => texts::einstellungen_einlesen(),
            Self::Posteingang => texts::einstellungen_posteingang(),
            Self::Postausgang => texts::einstellungen_postausgang(),
            Self::Dienste => texts::einstellungen_dienste(),
            Self::Benachrichtigungen => texts::einstellungen_benachrichtigungen(),
            Self::Sicherung => texts::einstellungen_sicherung(),
            Self::Darstellung => texts::window_appearance(),
        }
    }
}
