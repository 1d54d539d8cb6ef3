//! What can be done with rows of a list, as data: one table says what each verb is called, its
//! picture, its key, and what it needs.

use super::spot::Spot;
use crate::gui::icon::Icon;
use crate::i18n::{Text, texts};
use iced::keyboard::{Key, Modifiers, key::Named};

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// "Öffnen".
    Open,
    /// "Antworten".
    Answer,
    /// "Allen antworten".
    AnswerAll,
    /// "Weiterleiten" as an E-Brief.
    PassOn,
    /// "An Benutzer" with an instruction.
    Forward,
    /// "Zur Akte".
    File,
    /// "Postkorb" of one Benutzer.
    Postkorb,
    /// "Übernehmen".
    Take,
    /// "Synchronisieren" of the Tagesansicht.
    Synchronise,
    /// "Erledigt".
    Complete,
    /// "Wieder öffnen".
    Reopen,
    /// "Wiedervorlage".
    Wiedervorlage,
    /// "Löschen".
    Delete,
    /// "Wiederherstellen".
    Restore,
    /// "Endgültig löschen".
    Destroy,
    /// "Gesehen".
    Seen,
    /// "Als gelesen kennzeichnen".
    Read,
    /// "Als ungelesen kennzeichnen".
    Unread,
    /// "Warum liegt das hier?".
    Why,
    /// "Zuordnen" of a sender (Von→An).
    Assign,
    /// "Verarbeiten" of the Posteingang.
    Process,
    /// "Rückgängig".
    Undo,
}

/// What a verb needs before it can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Exactly one row.
    One,
    /// At least one row.
    Some,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 22] = [
        Self::Open,
        Self::Answer,
        Self::AnswerAll,
        Self::PassOn,
        Self::Forward,
        Self::File,
        Self::Postkorb,
        Self::Take,
        Self::Synchronise,
        Self::Complete,
        Self::Reopen,
        Self::Wiedervorlage,
        Self::Delete,
        Self::Restore,
        Self::Destroy,
        Self::Seen,
        Self::Read,
        Self::Unread,
        Self::Why,
        Self::Assign,
        Self::Process,
        Self::Undo,
    ];

    /// Its words with the access key.
    pub fn words(self) -> Text {
        match self {
            Self::Open => texts::verb_open(),
            Self::Answer => texts::verb_answer(),
            Self::AnswerAll => texts::verb_answer_all(),
            Self::PassOn => texts::verb_pass_on(),
            Self::Forward => texts::verb_forward(),
            Self::File => texts::verb_file(),
            Self::Postkorb => texts::verb_postkorb(),
            Self::Take => texts::verb_take(),
            Self::Synchronise => texts::verb_synchronise(),
            Self::Complete => texts::verb_complete(),
            Self::Reopen => texts::verb_reopen(),
            Self::Wiedervorlage => texts::verb_wiedervorlage(),
            Self::Delete => texts::verb_delete(),
            Self::Restore => texts::verb_restore(),
            Self::Destroy => texts::verb_destroy(),
            Self::Seen => texts::verb_seen(),
            Self::Read => texts::verb_read(),
            Self::Unread => texts::verb_unread(),
            Self::Why => texts::verb_why(),
            Self::Assign => texts::verb_assign(),
            Self::Process => texts::verb_process(),
            Self::Undo => texts::verb_undo(),
        }
    }

    /// Its picture.
    pub fn icon(self) -> Icon {
        match self {
            Self::Open => Icon::Mail,
            Self::Answer => Icon::Reply,
            Self::AnswerAll => Icon::ReplyAll,
            Self::PassOn => Icon::Forward,
            Self::Forward => Icon::PersonForward,
            Self::File => Icon::Folder,
            Self::Postkorb => Icon::Person,
            Self::Take => Icon::Import,
            Self::Synchronise => Icon::Sync,
            Self::Complete => Icon::CheckCircle,
            Self::Reopen | Self::Restore | Self::Undo => Icon::Undo,
            Self::Wiedervorlage => Icon::CalendarClock,
            Self::Delete => Icon::Delete,
            Self::Destroy => Icon::DismissCircle,
            Self::Seen => Icon::Eye,
            Self::Read => Icon::MailRead,
            Self::Unread => Icon::MailUnread,
            Self::Why => Icon::Help,
            Self::Assign => Icon::PersonQuestion,
            Self::Process => Icon::TrayAdd,
        }
    }

    /// The key that does it while no text is being typed, and how that key is called.
    pub fn key(self) -> Option<(Key, Modifiers, Text)> {
        let letter = |it: &str| Key::Character(it.into());
        let control = Modifiers::COMMAND;
        let shifted = Modifiers::COMMAND.union(Modifiers::SHIFT);
        let of = |key: &str, modifiers| {
            let name = match modifiers == shifted {
                true => texts::key_control_shift(key.to_uppercase()),
                false => texts::key_control(key.to_uppercase()),
            };
            Some((letter(key), modifiers, name))
        };
        match self {
            Self::Open => of("o", control),
            Self::Answer => of("r", control),
            Self::AnswerAll => of("r", shifted),
            Self::PassOn => of("l", control),
            Self::Forward => of("b", control),
            Self::File => of("k", control),
            Self::Postkorb => of("p", shifted),
            Self::Take => of("t", control),
            Self::Complete => of("d", control),
            Self::Reopen => of("d", shifted),
            Self::Wiedervorlage => of("w", shifted),
            Self::Read => of("q", control),
            Self::Unread => of("u", control),
            Self::Why => of("i", control),
            Self::Process => of("s", control),
            Self::Undo => of("z", control),
            Self::Delete => {
                let key = Key::Named(Named::Delete);
                Some((key, Modifiers::empty(), texts::key_delete()))
            }
            Self::Destroy => {
                let key = Key::Named(Named::Delete);
                Some((key, Modifiers::SHIFT, texts::key_shift_delete()))
            }
            Self::Synchronise | Self::Restore | Self::Seen | Self::Assign => None,
        }
    }

    /// What it needs.
    pub fn needs(self) -> Needs {
        match self {
            Self::Undo | Self::Process | Self::Synchronise => Needs::Nothing,
            Self::Open | Self::Answer | Self::AnswerAll | Self::Why | Self::Assign => Needs::One,
            _ => Needs::Some,
        }
    }
}

/// What the tool bar of a place offers, from left to right.
pub fn bar(spot: Spot) -> &'static [Verb] {
    use Verb as It;
    match spot {
        Spot::Posteingang | Spot::Eingangsfach(_) => &[
            It::Process,
            It::Open,
            It::Answer,
            It::PassOn,
            It::File,
            It::Postkorb,
            It::Forward,
            It::Complete,
            It::Delete,
        ],
        Spot::Postkorb(_) => &[
            It::Open,
            It::Answer,
            It::AnswerAll,
            It::PassOn,
            It::Forward,
            It::File,
            It::Wiedervorlage,
            It::Complete,
            It::Delete,
        ],
        Spot::Zentral => &[
            It::Take,
            It::Open,
            It::Answer,
            It::PassOn,
            It::Forward,
            It::File,
            It::Complete,
            It::Delete,
        ],
        Spot::Tagesansicht(_) => &[
            It::Synchronise,
            It::Take,
            It::Open,
            It::Answer,
            It::PassOn,
            It::Forward,
            It::File,
            It::Wiedervorlage,
            It::Complete,
            It::Delete,
        ],
        Spot::Wiedervorlage | Spot::Klientenunabhaengig | Spot::Offen => &[
            It::Open,
            It::Answer,
            It::PassOn,
            It::Forward,
            It::File,
            It::Wiedervorlage,
            It::Complete,
            It::Delete,
        ],
        Spot::NichtZugeordnet => &[It::Assign, It::Open, It::Why, It::Delete],
        Spot::Abgelegt => &[
            It::Seen,
            It::Open,
            It::Why,
            It::Answer,
            It::PassOn,
            It::Forward,
            It::File,
        ],
        Spot::Papierkorb => &[It::Restore, It::Open, It::Why, It::Destroy],
        Spot::Altbestand => &[
            It::Open,
            It::Answer,
            It::PassOn,
            It::File,
            It::Postkorb,
            It::Forward,
            It::Delete,
        ],
        Spot::Alle(_) => &[It::Open, It::Answer, It::AnswerAll, It::PassOn],
        // What is done with lies on no desk: it is found here.
        Spot::Suche => &[It::Open, It::Answer, It::AnswerAll, It::PassOn, It::Reopen],
        _ => &[],
    }
}

/// What the context menu of a row offers: the tool bar's verbs, and those that have no room there.
pub fn menu(spot: Spot) -> Vec<Verb> {
    let mut verbs: Vec<Verb> = bar(spot).to_vec();
    verbs.retain(|it| !matches!(it, Verb::Process | Verb::Synchronise));
    if spot.listing().is_none() {
        return verbs;
    }
    let more: &[Verb] = match spot {
        Spot::Papierkorb => &[],
        Spot::NichtZugeordnet | Spot::Abgelegt => &[Verb::Read, Verb::Unread],
        _ => &[
            Verb::AnswerAll,
            Verb::Postkorb,
            Verb::Wiedervorlage,
            Verb::Read,
            Verb::Unread,
            Verb::Why,
        ],
    };
    for verb in more {
        if !verbs.contains(verb) {
            verbs.push(*verb);
        }
    }
    verbs
}
