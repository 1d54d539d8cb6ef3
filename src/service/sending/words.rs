//! What stands at a letter, in words.

use crate::domain::letter::LetterState;
use crate::domain::outbox::{Letter, RecipientState, SendBar};
use crate::i18n::{Text, texts};
use crate::service::account_test::words::{advice, cause};
use crate::service::notice::send_bar;

/// The word for a state.
pub fn state(state: LetterState) -> Text {
    match state {
        LetterState::Entwurf => texts::letter_state_entwurf(),
        LetterState::Wartet => texts::letter_state_wartet(),
        LetterState::WirdGesendet => texts::letter_state_wird_gesendet(),
        LetterState::Gesendet => texts::letter_state_gesendet(),
        LetterState::Unklar => texts::letter_state_unklar(),
        LetterState::Fehlgeschlagen => texts::letter_state_fehlgeschlagen(),
    }
}

/// The word for how far it has come with a recipient.
pub fn recipient_state(state: RecipientState) -> Text {
    match state {
        RecipientState::Open => texts::recipient_state_offen(),
        RecipientState::Accepted => texts::recipient_state_angenommen(),
        RecipientState::Refused => texts::recipient_state_abgelehnt(),
        RecipientState::Undeliverable => texts::recipient_state_unzustellbar(),
        RecipientState::Delayed => texts::recipient_state_verzoegert(),
        RecipientState::Delivered => texts::recipient_state_zugestellt(),
        RecipientState::Read => texts::recipient_state_gelesen(),
    }
}

/// Why it waits, failed or is unclear.
pub fn reason(letter: &Letter) -> Option<Text> {
    let lost = letter.recipients.iter();
    let lost = lost.filter(|it| it.state == RecipientState::Undeliverable);
    let lost: Vec<&str> = lost.map(|it| it.address.as_str()).collect();
    if !lost.is_empty() {
        return Some(texts::letter_undeliverable(lost.join(", ")));
    }
    if let Some(class) = letter.class {
        return Some(cause(class));
    }
    if let Some(bar) = SendBar::from_word(&letter.reason) {
        return Some(send_bar(bar));
    }
    match (letter.reason.as_str(), letter.state) {
        ("", _) => None,
        ("account-removed", _) => Some(texts::letter_reason_account_removed()),
        ("account-paused", _) => Some(texts::error_paused(letter.account.0)),
        ("deleted", _) => Some(texts::letter_reason_deleted()),
        ("damaged", _) => Some(texts::letter_reason_damaged()),
        ("restored", _) => Some(texts::letter_reason_restored()),
        ("interrupted", _) => Some(texts::letter_reason_interrupted()),
        (_, LetterState::Unklar) => Some(texts::letter_reason_no_answer()),
        (words, _) => Some(texts::test_plain(words)),
    }
}

/// What to do about it.
pub fn what_to_do(letter: &Letter) -> Option<Text> {
    match letter.state {
        LetterState::Unklar => Some(texts::letter_unclear_advice(letter.id.to_string())),
        LetterState::Gesendet => None,
        _ => letter.class.and_then(advice),
    }
}
