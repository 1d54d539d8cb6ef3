//! The desk in words: why a verb is refused, and why a mail lies where it lies.

use crate::domain::desk::DeskFault;
use crate::domain::reason::Reason;
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
        DeskFault::FiledSince(id) => ("filed-since", texts::desk_filed_since(id.to_string())),
        DeskFault::NobodyNamed => ("nobody-named", texts::desk_nobody_named()),
        DeskFault::InPapierkorb(id) => ("in-papierkorb", texts::desk_in_papierkorb(id.to_string())),
        DeskFault::InZentral(id) => ("in-zentral", texts::desk_in_zentral(id.to_string())),
        DeskFault::NotInPapierkorb(id) => (
            "not-in-papierkorb",
            texts::desk_not_in_papierkorb(id.to_string()),
        ),
        DeskFault::Completed(id) => ("completed", texts::desk_completed_already(id.to_string())),
        DeskFault::NotCompleted(id) => ("not-completed", texts::desk_not_completed(id.to_string())),
        DeskFault::NothingGiven(id) => ("nothing-given", texts::desk_nothing_given(id.to_string())),
        DeskFault::PlaceUnknown(given) => ("place-unknown", texts::desk_place_unknown(given)),
        DeskFault::FolderNameEmpty => ("folder-name-empty", texts::akte_folder_name_empty()),
        DeskFault::FolderNameTaken(name) => {
            ("folder-name-taken", texts::akte_folder_name_taken(name))
        }
        DeskFault::FolderInItself => ("folder-in-itself", texts::akte_folder_in_itself()),
        DeskFault::FolderElsewhere => ("folder-elsewhere", texts::akte_folder_elsewhere()),
        DeskFault::NothingToUndoInDocument(id) => (
            "nothing-to-undo",
            texts::akte_nothing_to_undo(id.to_string()),
        ),
        DeskFault::FiledAlready => ("filed-already", texts::akte_filed_already()),
    }
}

/// Why the program put a mail where it lies.
pub fn reason(reason: &Reason) -> Text {
    match reason {
        Reason::NumberAtStart(akte) => texts::reason_number_at_start(akte.to_string()),
        Reason::NumberInside(akte) => texts::reason_number_inside(akte.to_string()),
        Reason::NumberUnknown(akte) => texts::reason_number_unknown(akte.to_string()),
        Reason::NumbersSeveral(akten) => texts::reason_numbers_several(joined(akten)),
        Reason::DirectiveAkteUnknown(akte) => {
            texts::reason_directive_akte_unknown(akte.to_string())
        }
        Reason::DirectiveBenutzerUnknown(it) => {
            texts::reason_directive_benutzer_unknown(it.value())
        }
        Reason::OwnerNotCurrent(it) => texts::reason_owner_not_current(it.value()),
        Reason::ForwardingNotCurrent(it) => texts::reason_forwarding_not_current(it.value()),
        Reason::ByDirective(akte) => texts::reason_by_directive(akte.to_string()),
        Reason::ByDirectiveTo(akte, it) => {
            texts::reason_by_directive_to(akte.to_string(), it.value())
        }
        Reason::OwnPostkorb(it, _) => texts::reason_own_postkorb(it.value()),
        Reason::Forwarded(_, to) => texts::reason_forwarded(to.value()),
        Reason::Eingangsfach(id) => texts::reason_eingangsfach(id.to_string()),
        Reason::Assigned(an) => texts::reason_assigned(joined(an)),
        Reason::Unassigned(address) => texts::reason_unassigned(address),
        Reason::Blocked(address) => texts::reason_blocked(address),
        Reason::KlientByRecipient(_, address) | Reason::KlientByForwarded(_, address) => {
            texts::reason_klient(address)
        }
        Reason::KlientUnknown(address) => texts::reason_klient_unknown(address),
        Reason::KlientSeveral(address, _) => texts::reason_klient_several(address),
        other => plain_reason(other),
    }
}

fn plain_reason(reason: &Reason) -> Text {
    match reason {
        Reason::NotFetched => texts::reason_not_fetched(),
        Reason::Fax => texts::reason_fax(),
        Reason::DirectiveOfStranger => texts::reason_directive_of_stranger(),
        Reason::DirectiveUnverified => texts::reason_directive_unverified(),
        Reason::ZentralerPostkorb(_) => texts::reason_zentraler_postkorb(),
        Reason::KlientWithoutAddress => texts::reason_klient_without_address(),
        Reason::Completed => texts::reason_completed(),
        _ => texts::reason_no_number(),
    }
}

fn joined<T: ToString>(items: &[T]) -> String {
    let words: Vec<String> = items.iter().map(ToString::to_string).collect();
    words.join(", ")
}
