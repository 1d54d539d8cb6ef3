//! What is wrong with a draft, and what a person should think of, in words.

use super::notice::Notice;
use crate::domain::draft::{DraftFault, Hint, LARGEST_FILE, MOST_FILES};
use crate::i18n::{Text, texts};

/// Why a draft is refused.
pub(super) fn refusal(fault: &DraftFault) -> Notice {
    let new = |words| Notice::new("draft", words);
    match fault {
        DraftFault::SenderMissing => new(texts::draft_sender_missing()),
        DraftFault::SenderOfOtherPool(name) => new(texts::draft_sender_of_other_pool(name))
            .advise(texts::draft_sender_of_other_pool_advice()),
        DraftFault::RecipientsInvalid(wrong) => {
            let told = wrong
                .iter()
                .take(5)
                .map(|it| texts::fault_address_invalid(shortened(it)));
            Notice {
                faults: told.collect(),
                ..new(texts::draft_recipients_invalid(wrong.len()))
            }
        }
        DraftFault::TextTooLong => new(texts::draft_text_too_long()),
        DraftFault::FileTooLarge(name, size) => new(texts::draft_file_too_large(
            name,
            megabytes(*size),
            LARGEST_FILE >> 20,
        ))
        .advise(texts::draft_files_advice()),
        DraftFault::FilesTooLarge { size, limit } => {
            new(texts::draft_files_too_large(megabytes(*size), limit >> 20))
                .advise(texts::draft_files_advice())
        }
        DraftFault::TooManyFiles => new(texts::draft_too_many_files(MOST_FILES)),
        DraftFault::NoFile(name) => new(texts::draft_no_file(name)),
        DraftFault::AkteUnknown(given) => new(texts::draft_akte_unknown(given)),
    }
}

fn megabytes(size: u64) -> u64 {
    size.div_ceil(1 << 20)
}

/// An entry as it can be shown: somebody may have pasted a whole letter.
pub fn shortened(entry: &str) -> String {
    shortened_to(entry, 60)
}

/// The same with other room, in letters.
pub fn shortened_to(entry: &str, longest: usize) -> String {
    let mut shown: String = entry.chars().take(longest).collect();
    if shown.len() < entry.len() {
        shown.push('…');
    }
    shown
}

/// Something to think of before the letter leaves.
pub fn hint(hint: &Hint) -> Text {
    match hint {
        Hint::AttachmentMissing => texts::draft_hint_attachment(),
        Hint::SubjectMissing => texts::draft_hint_subject(),
        Hint::AnswersOutside { all, outside } => texts::draft_hint_outside(*all, *outside),
    }
}
