//! What the keyboard does in a table.

use super::place::Place;
use super::table::State;
use super::{Grid, GridEvent, Selection};
use iced::Point;
use iced::advanced::Shell;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use std::time::{Duration, Instant};

/// A pause after which typing looks for another word.
const PAUSE: Duration = Duration::from_secs(1);
/// How far an arrow scrolls to the side.
const STEP: f32 = 40.0;

impl<M> Grid<'_, M> {
    pub(super) fn publish(&self, event: GridEvent, shell: &mut Shell<'_, M>) {
        shell.publish((self.on_event)(event));
    }

    /// What is chosen now; the view may not have been built since it was.
    pub(super) fn chosen<'b>(&'b self, state: &'b State) -> &'b Selection {
        state.chosen.as_ref().unwrap_or(self.selection)
    }

    pub(super) fn choose(&self, state: &mut State, chosen: Selection, shell: &mut Shell<'_, M>) {
        if *self.chosen(state) != chosen {
            state.chosen = Some(chosen.clone());
            self.publish(GridEvent::Selection(chosen), shell);
        }
    }

    pub(super) fn keyboard(
        &self,
        state: &mut State,
        place: &Place,
        event: &keyboard::Event,
        shell: &mut Shell<'_, M>,
    ) {
        let keyboard::Event::KeyPressed { key, modifiers, .. } = event else {
            return;
        };
        let is_used = match key {
            Key::Named(Named::Escape) if state.drag.is_some() => {
                state.drag = None;
                true
            }
            Key::Named(named) => {
                self.is_typed_blank(state, (*named, *modifiers), place, shell)
                    || self.goes(state, place, (*named, *modifiers), shell)
                    || self.acts(state, place, (*named, *modifiers), shell)
            }
            Key::Character(letters) if modifiers.command() && !modifiers.alt() => {
                self.commands(state, letters, shell)
            }
            Key::Character(letters) if !modifiers.alt() && !modifiers.control() => {
                self.types(state, letters, place, shell);
                true
            }
            _ => false,
        };
        if is_used {
            shell.capture_event();
            shell.request_redraw();
        }
    }

    /// A blank belongs to the word that is being typed.
    fn is_typed_blank(
        &self,
        state: &mut State,
        (key, modifiers): (Named, Modifiers),
        place: &Place,
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let is_typing = |it: &(String, Instant)| it.1.elapsed() < PAUSE;
        let is_blank = key == Named::Space
            && modifiers.is_empty()
            && state.typed.as_ref().is_some_and(is_typing);
        if is_blank {
            self.types(state, " ", place, shell);
        }
        is_blank
    }

    fn goes(
        &self,
        state: &mut State,
        place: &Place,
        (key, modifiers): (Named, Modifiers),
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let is_known = modifiers
            .difference(Modifiers::SHIFT | Modifiers::COMMAND)
            .is_empty();
        if is_known && place.last_side() > 0.0 && modifiers.is_empty() {
            let by = match key {
                Named::ArrowLeft => -STEP,
                Named::ArrowRight => STEP,
                _ => 0.0,
            };
            if by != 0.0 {
                state.side = (state.side + by).clamp(0.0, place.last_side());
                return true;
            }
        }
        let Some(row) = self.target(state, key, place).filter(|_| is_known) else {
            return false;
        };
        let chosen = self.chosen(state).clone();
        let chosen = match (modifiers.shift(), modifiers.command()) {
            (false, false) => Selection::one(row),
            (true, false) => chosen.extended(row),
            (false, true) => chosen.walked(row),
            (true, true) => chosen.stretched(row),
        };
        self.go(state, place, chosen, shell);
        true
    }

    /// Chooses by keyboard: what it stands on is seen.
    fn go(&self, state: &mut State, place: &Place, chosen: Selection, shell: &mut Shell<'_, M>) {
        if let Some(row) = chosen.focus() {
            state.offset = place.revealed(row, state.offset);
            state.seen.1 = Some(row);
        }
        state.has_ring = true;
        self.choose(state, chosen, shell);
    }

    /// The row that a key goes to.
    fn target(&self, state: &State, key: Named, place: &Place) -> Option<usize> {
        let last = self.model.len().checked_sub(1)?;
        let at = self.chosen(state).focus();
        let by = |rows: usize| at.map_or(0, |it| it.saturating_add(rows).min(last));
        let back = |rows: usize| at.map_or(0, |it| it.saturating_sub(rows).min(last));
        match key {
            Named::ArrowDown => Some(by(1)),
            Named::ArrowUp => Some(back(1)),
            Named::PageDown => Some(by(place.page())),
            Named::PageUp => Some(back(place.page())),
            Named::Home => Some(0),
            Named::End => Some(last),
            _ => None,
        }
    }

    fn commands(&self, state: &mut State, letters: &str, shell: &mut Shell<'_, M>) -> bool {
        let is_all = letters.eq_ignore_ascii_case("a");
        if is_all {
            let all = self.chosen(state).all(self.model.len());
            self.choose(state, all, shell);
        }
        is_all
    }

    fn types(&self, state: &mut State, letters: &str, place: &Place, shell: &mut Shell<'_, M>) {
        let now = Instant::now();
        let before = state.typed.take();
        let goes_on = before.filter(|it| now.saturating_duration_since(it.1) < PAUSE);
        // A first letter goes on to the next row, further ones stay while they fit.
        let from = match (&goes_on, self.chosen(state).focus()) {
            (None, Some(row)) => row + 1,
            (_, row) => row.unwrap_or(0),
        };
        let mut typed = goes_on.map(|it| it.0).unwrap_or_default();
        typed.push_str(letters);
        let row = self.model.find(&typed, from);
        match row.filter(|it| *it < self.model.len()) {
            Some(row) => self.go(state, place, Selection::one(row), shell),
            None => self.publish(GridEvent::Find(typed.clone(), from), shell),
        }
        state.typed = Some((typed, now));
    }

    /// What a key does with the row it stands on and with what is chosen.
    fn acts(
        &self,
        state: &mut State,
        place: &Place,
        (key, modifiers): (Named, Modifiers),
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let row = self
            .chosen(state)
            .focus()
            .filter(|it| *it < self.model.len());
        let is_head = match key {
            Named::ContextMenu => modifiers == Modifiers::SHIFT,
            Named::F10 => modifiers == Modifiers::SHIFT | Modifiers::COMMAND,
            _ => false,
        };
        if is_head {
            let body = place.body();
            let at = Point::new(body.x + 20.0, body.y);
            self.publish(GridEvent::HeadMenu(at), shell);
            return true;
        }
        let is_menu = key == Named::ContextMenu || key == Named::F10 && modifiers.shift();
        if is_menu {
            self.ask_menu(state, place, row, shell);
            return true;
        }
        if let (Named::F2, Some(row), true) = (key, row, modifiers.is_empty()) {
            return self.edit(state, place, (row, None), shell);
        }
        let event = match (key, row) {
            (Named::Space, Some(row)) if modifiers == Modifiers::COMMAND => {
                let chosen = self.chosen(state).clone().toggled(row);
                self.choose(state, chosen, shell);
                return true;
            }
            (Named::Space, Some(row)) if modifiers.is_empty() => self.ticked(row),
            (Named::Enter, Some(row)) if modifiers.is_empty() => GridEvent::Activate(row),
            (Named::Delete, _) if modifiers.is_empty() && !self.chosen(state).is_empty() => {
                GridEvent::Delete
            }
            _ => return false,
        };
        self.publish(event, shell);
        true
    }

    fn ticked(&self, row: usize) -> GridEvent {
        let mut shown = self.columns.shown();
        match shown.any(|it| self.model.check(row, it.0).is_some()) {
            true => GridEvent::Check(row),
            false => GridEvent::Space(row),
        }
    }

    fn ask_menu(
        &self,
        state: &mut State,
        place: &Place,
        row: Option<usize>,
        shell: &mut Shell<'_, M>,
    ) {
        let Some(row) = row else {
            let body = place.body();
            let at = Point::new(body.x + 40.0, body.y + 10.0);
            return self.publish(GridEvent::Menu(None, at), shell);
        };
        let chosen = self.chosen(state).clone();
        let chosen = match chosen.contains(row) {
            true => chosen,
            false => Selection::one(row),
        };
        self.go(state, place, chosen, shell);
        let at = place.row(row, state.offset);
        let at = Point::new(at.x + 40.0, at.y + at.height);
        self.publish(GridEvent::Menu(Some(row), at), shell);
    }
}
