//! What can be done with the text of a field, and the keys that do it.

use crate::i18n::{Text, texts};
use iced::keyboard::{self, Key, Modifiers};

/// What the menu offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
}

impl Action {
    pub(super) const ALL: [Self; 6] = [
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::SelectAll,
    ];

    pub(super) fn words(self) -> Text {
        match self {
            Self::Undo => texts::edit_undo(),
            Self::Redo => texts::edit_redo(),
            Self::Cut => texts::edit_cut(),
            Self::Copy => texts::edit_copy(),
            Self::Paste => texts::edit_paste(),
            Self::SelectAll => texts::edit_select_all(),
        }
    }

    /// The key that makes a field do it.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Undo => "z",
            Self::Redo => "y",
            Self::Cut => "x",
            Self::Copy => "c",
            Self::Paste => "v",
            Self::SelectAll => "a",
        }
    }

    /// What a pressed key means.
    pub(super) fn of(event: &keyboard::Event) -> Option<Self> {
        let keyboard::Event::KeyPressed {
            key,
            physical_key,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        if !modifiers.command() || modifiers.alt() {
            return None;
        }
        let letter = key.to_latin(*physical_key)?.to_ascii_lowercase();
        match (letter, modifiers.shift()) {
            ('z', true) => Some(Self::Redo),
            (letter, _) => Self::ALL
                .into_iter()
                .find(|it| it.letter().starts_with(letter)),
        }
    }
}

/// The events of a key pressed with Control, as a field expects them.
pub(super) fn strokes(letter: &str) -> [keyboard::Event; 4] {
    let key = Key::Character(letter.into());
    let physical_key =
        keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
    let (location, modifiers) = (keyboard::Location::Standard, Modifiers::COMMAND);
    [
        keyboard::Event::ModifiersChanged(modifiers),
        keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location,
            modifiers,
            text: None,
            repeat: false,
        },
        keyboard::Event::KeyReleased {
            key: key.clone(),
            modified_key: key,
            physical_key,
            location,
            modifiers,
        },
        keyboard::Event::ModifiersChanged(Modifiers::empty()),
    ]
}
