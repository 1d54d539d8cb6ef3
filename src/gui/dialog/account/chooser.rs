//! "Server wählen (optional)": typing filters the known providers, arrow keys and Enter choose.

use crate::domain::preset::{Preset, matching, preset};
use iced::keyboard::{Key, Modifiers, key::Named};

/// Rows of the list that are seen at once.
pub const ROWS: usize = 6;

/// The choice of a provider.
#[derive(Debug, Clone, Default)]
pub struct Chooser {
    /// What is typed.
    pub typed: String,
    /// The list is shown.
    pub is_open: bool,
    /// The provider that is chosen.
    pub preset: Option<&'static Preset>,
    at: usize,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed.
    Typed(String),
    /// The list is called for.
    Opened,
    /// So many rows down, or up.
    Stepped(isize),
    /// The row is taken.
    Entered,
    /// The provider with this key is taken.
    Taken(&'static str),
    /// The list is left.
    Left,
}

impl Chooser {
    /// Takes a message in; the provider that was chosen by it.
    pub fn update(&mut self, message: Message) -> Option<&'static Preset> {
        match message {
            Message::Typed(typed) => {
                self.typed = typed;
                self.is_open = true;
                self.at = 0;
            }
            Message::Opened => {
                self.is_open = true;
                self.at = 0;
            }
            Message::Stepped(step) => {
                let last = self.found().len().saturating_sub(1);
                self.at = self.at.saturating_add_signed(step).min(last);
            }
            Message::Entered => {
                let chosen = self.found().get(self.at).copied();
                return chosen.inspect(|it| self.take(it));
            }
            Message::Taken(id) => {
                return preset(id).inspect(|it| self.take(it));
            }
            Message::Left => self.is_open = false,
        }
        None
    }

    /// Makes this the chosen provider.
    pub fn take(&mut self, preset: &'static Preset) {
        self.typed.clone_from(&preset.name);
        self.is_open = false;
        self.preset = Some(preset);
    }

    /// The chosen provider no longer is what the form shows.
    pub fn forget(&mut self) {
        if self.preset.take().is_some() {
            self.typed.clear();
        }
    }

    /// The providers that fit. The name of the chosen one fits every one: whoever opens the list
    /// again wants to see them all.
    pub fn found(&self) -> Vec<&'static Preset> {
        match self.preset {
            Some(chosen) if chosen.name == self.typed => matching(""),
            _ => matching(&self.typed),
        }
    }

    /// The rows that are seen, whether each is the one that Enter takes, and how many more there
    /// are.
    pub fn window(&self) -> (Vec<(&'static Preset, bool)>, usize) {
        let found = self.found();
        let first = (self.at + 1).saturating_sub(ROWS);
        let rows = found.iter().copied().enumerate().skip(first).take(ROWS);
        let rows: Vec<_> = rows.map(|(at, it)| (it, at == self.at)).collect();
        let more = found.len().saturating_sub(first + rows.len());
        (rows, more)
    }

    /// What a key in the field does.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let Key::Named(named) = key else { return None };
        let is_call = modifiers.alt() && *named == Named::ArrowDown;
        if !modifiers.is_empty() && !is_call {
            return None;
        }
        match (named, self.is_open) {
            (Named::ArrowDown, false) => Some(Message::Opened),
            (Named::ArrowDown, true) => Some(Message::Stepped(1)),
            (Named::ArrowUp, true) => Some(Message::Stepped(-1)),
            (Named::PageDown, true) => Some(Message::Stepped(ROWS.cast_signed())),
            (Named::PageUp, true) => Some(Message::Stepped(-ROWS.cast_signed())),
            (Named::Enter, true) => Some(Message::Entered),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_filters_and_enter_takes() {
        let mut chooser = Chooser::default();
        assert!(
            chooser
                .key(&Key::Named(Named::Enter), Modifiers::empty())
                .is_none()
        );
        chooser.update(Message::Typed("gmx".to_owned()));
        chooser.update(Message::Stepped(1));
        chooser.update(Message::Stepped(-1));
        let taken = chooser.update(Message::Entered);
        assert_eq!(taken.map(|it| it.id.as_str()), Some("gmx"));
        assert_eq!((chooser.typed.as_str(), chooser.is_open), ("GMX", false));
        chooser.update(Message::Opened);
        assert!(chooser.found().len() > 50);
        chooser.update(Message::Typed("gibt es nicht".to_owned()));
        assert!(chooser.update(Message::Entered).is_none());
    }

    #[test]
    fn the_row_is_always_seen() {
        let mut chooser = Chooser::default();
        chooser.update(Message::Opened);
        for _ in 0..200 {
            chooser.update(Message::Stepped(1));
        }
        let (rows, more) = chooser.window();
        assert_eq!((rows.len(), more), (ROWS, 0));
        assert!(rows.last().is_some_and(|it| it.1));
    }
}
