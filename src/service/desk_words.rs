//! The desk in words: why a verb is refused, and why a mail lies where it lies.

use crate::domain::desk::DeskFault;
use crate::i18n::{Text, texts};

/// Why a verb of the desk is refused: a word for scripts, and a sentence.
pub(super) fn refusal(fault: &DeskFault) -> (&'static str, Text) {
    match fault {
        DeskFault::Claimed(by) => ("claimed", texts::desk_claimed(by.value())),
        DeskFault::NotToTake(id) => ("not-to-take", texts::desk_not_to_take(id.to_string())),
        DeskFault::NotForYou(id) => ("not-for-you", texts::desk_not_for_you(id.to_string())),
        DeskFault::AkteUnknown(number) => ("akte-unknown", texts::desk_akte_unknown(number)),
        DeskFault::AkteMalformed(given) => ("akte-malformed", texts::desk_akte_malformed(given)),
        DeskFault::BenutzerNotCurrent(number) => (
            "benutzer-not-current",
            texts::desk_benutzer_not_current(*number),
        ),
        DeskFault::NobodyKnown => ("nobody-known", texts::desk_nobody_known()),
        DeskFault::NothingToUndo(id) => (
            "nothing-to-undo",
            texts::desk_nothing_to_undo(id.to_string()),
        ),
        DeskFault::UndoTooLate(id) => ("undo-too-late", texts::desk_undo_too_late(id.to_string())),
        DeskFault::InPapierkorb(id) => ("in-papierkorb", texts::desk_in_papierkorb(id.to_string())),
        DeskFault::NotInPapierkorb(id) => (
            "not-in-papierkorb",
            texts::desk_not_in_papierkorb(id.to_string()),
        ),
        DeskFault::Completed(id) => ("completed", texts::desk_completed_already(id.to_string())),
        DeskFault::NotCompleted(id) => ("not-completed", texts::desk_not_completed(id.to_string())),
        DeskFault::PlaceUnknown(given) => ("place-unknown", texts::desk_place_unknown(given)),
        DeskFault::EingangsfachUnknown(id) => (
            "eingangsfach-unknown",
            texts::desk_eingangsfach_unknown(id.to_string()),
        ),
    }
}

/// Why the program put a mail where it lies, by the word of the rules; `None` for a word that no
/// rule uses.
pub fn reason(word: &str) -> Option<Text> {
    Text::find(&format!("reason-{word}"))
}
