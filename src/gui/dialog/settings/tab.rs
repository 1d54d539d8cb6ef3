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
    /// "E-Mail-Programm".
    MailProgram,
    /// "Dienste".
    Dienste,
    /// "Benachrichtigungen".
    Benachrichtigungen,
    /// "Arbeitsplatz".
    Arbeitsplatz,
    /// "Sicherung".
    Sicherung,
    /// "Darstellung".
    Darstellung,
}

impl Tab {
    /// Every page, in the order of the window.
    pub const ALL: [Self; 12] = [
        Self::Empfang,
        Self::Scanner,
        Self::Versand,
        Self::Einlesen,
        Self::Posteingang,
        Self::Postausgang,
        Self::MailProgram,
        Self::Dienste,
        Self::Benachrichtigungen,
        Self::Arbeitsplatz,
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
            Self::MailProgram => texts::einstellungen_program(),
            Self::Dienste => texts::einstellungen_dienste(),
            Self::Benachrichtigungen => texts::einstellungen_benachrichtigungen(),
            Self::Arbeitsplatz => texts::einstellungen_arbeitsplatz(),
            Self::Sicherung => texts::einstellungen_sicherung(),
            Self::Darstellung => texts::window_appearance(),
        }
    }
}
