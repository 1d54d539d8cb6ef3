//! Text of several lines that is written: with undo, which the toolkit's editor lacks.

use super::edit_menu::{Edit, Kind};
use super::history::History;
use super::wrap::Wrap;
use crate::gui::style;
use crate::gui::theme::SIZE;
use iced::keyboard::{Key, key::Named};
use iced::widget::text_editor::{self, Action, Binding, Content, Cursor, Position};
use iced::{Element, Fill};
use std::sync::Arc;
use std::time::Instant;

/// A text that is being written, with what it was before.
pub struct Writing {
    content: Content,
    history: History,
}

impl Writing {
    /// A text to write on; the caret stands at its beginning.
    pub fn new(text: &str) -> Self {
        let mut history = History::default();
        history.sync(text);
        Self {
            content: Content::with_text(text),
            history,
        }
    }

    /// The text; lines end in `\n`.
    pub fn text(&self) -> String {
        let text = self.content.text();
        match text.contains('\r') {
            true => text.replace("\r\n", "\n").replace('\r', "\n"),
            false => text,
        }
    }

    /// Takes in what was done to it; says whether the text may be another now.
    pub fn perform(&mut self, action: Action) -> bool {
        let is_edit = action.is_edit();
        self.content.perform(action);
        if is_edit {
            self.history.record(self.text(), Instant::now());
        }
        is_edit
    }

    /// Replaces the text from outside, which can be undone.
    pub fn replace(&mut self, text: &str) {
        if self.text() != text {
            self.history.record(text.to_owned(), Instant::now());
            self.put(text);
        }
    }

    /// Adds a text at the caret, which can be undone.
    pub fn paste(&mut self, text: &str) {
        let text = Arc::new(text.to_owned());
        self.perform(Action::Edit(text_editor::Edit::Paste(text)));
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> bool {
        let older = self.history.undo();
        self.put_back(older)
    }

    /// Makes the last change again that was taken back.
    pub fn redo(&mut self) -> bool {
        let newer = self.history.redo();
        self.put_back(newer)
    }

    fn put_back(&mut self, text: Option<String>) -> bool {
        let Some(text) = text else {
            return false;
        };
        self.put(&text);
        true
    }

    /// The caret stands where the text has changed.
    fn put(&mut self, text: &str) {
        let before = self.text();
        let tail = |it: &str| it.chars().rev().collect::<Vec<char>>();
        let (old, new) = (tail(&before), tail(text));
        let same = old.iter().zip(&new).take_while(|it| it.0 == it.1).count();
        let end = text.chars().count().saturating_sub(same);
        let head: String = text.chars().take(end).collect();
        let line = head.matches('\n').count();
        let column = head.rsplit('\n').next().map_or(0, |it| it.chars().count());
        self.content = Content::with_text(text);
        self.content.move_to(Cursor {
            position: Position { line, column },
            selection: None,
        });
    }
}

/// What a key or the mouse does to a [`Writing`].
#[derive(Debug, Clone)]
pub enum Stroke {
    /// Writing, moving, selecting.
    Action(Action),
    /// Ctrl+Z.
    Undo,
    /// Ctrl+Y, Ctrl+Shift+Z.
    Redo,
    /// Ctrl+Enter.
    Done,
}

impl Writing {
    /// Carries a stroke out; says whether the text may be another now. [`Stroke::Done`] is for the
    /// screen.
    pub fn take(&mut self, stroke: Stroke) -> bool {
        match stroke {
            Stroke::Action(action) => self.perform(action),
            Stroke::Undo => self.undo(),
            Stroke::Redo => self.redo(),
            Stroke::Done => false,
        }
    }
}

/// Shows a text to write on, as large as there is room.
pub fn writing<'a, M: Clone + 'a>(
    id: &'static str,
    text: &'a Writing,
    on_stroke: impl Fn(Stroke) -> M + Clone + 'a,
) -> Element<'a, M> {
    let on_action = on_stroke.clone();
    let editor = iced::widget::text_editor(&text.content)
        .id(id)
        .size(SIZE)
        .padding([8, 10])
        .height(Fill)
        .key_binding(move |press| bound(press, &on_stroke))
        .on_action(move |action| on_action(Stroke::Action(action)))
        .style(style::editor);
    let edit = Edit::new(Kind::Plain).id(Some(id.into()));
    Wrap::element(editor.into(), edit.text(text.text()))
}

fn bound<M>(press: text_editor::KeyPress, on_stroke: &impl Fn(Stroke) -> M) -> Option<Binding<M>> {
    let is_command = press.modifiers.command() && !press.modifiers.alt();
    let is_focused = matches!(press.status, text_editor::Status::Focused { .. });
    if is_command && is_focused {
        let letter = press.key.to_latin(press.physical_key);
        let letter = letter.map(|it| it.to_ascii_lowercase());
        let stroke = match (&press.key, letter, press.modifiers.shift()) {
            (Key::Named(Named::Enter), ..) => Some(Stroke::Done),
            (_, Some('z'), false) => Some(Stroke::Undo),
            (_, Some('z'), true) | (_, Some('y'), _) => Some(Stroke::Redo),
            _ => None,
        };
        if let Some(stroke) = stroke {
            return Some(Binding::Custom(on_stroke(stroke)));
        }
    }
    Binding::from_key_press(press)
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::widget::text_editor::Edit as Change;

    #[test]
    fn writing_is_undone_where_it_happened() {
        let mut text = Writing::new("Gruß\n");
        for letter in "Hallo".chars() {
            text.perform(Action::Edit(Change::Insert(letter)));
        }
        assert_eq!(text.text().trim_end(), "HalloGruß");
        assert!(text.undo());
        assert_eq!(text.text().trim_end(), "Gruß");
        assert!(text.redo());
        text.paste("\r\nx");
        assert!(text.text().starts_with("Hallo\nxGruß"), "{:?}", text.text());
        assert!(text.undo() && text.undo() && !text.undo());
    }
}
