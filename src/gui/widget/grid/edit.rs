//! Editing a cell in its place: the toolkit's text field lies over the cell, with all that it knows
//! of dead keys, input methods and the clipboard.

use super::place::{Place, Span};
use super::table::State;
use super::{Grid, GridEvent, ROW, Selection};
use crate::gui::style;
use crate::gui::theme::SIZE;
use iced::advanced::widget::Tree;
use iced::advanced::{Clipboard, Layout, Shell, layout, mouse, renderer, text};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::text_input;
use iced::{Element, Event, Rectangle, Size, Theme};

/// The least width of the field, however narrow the column is.
const LEAST: f32 = 110.0;

/// A cell that is edited.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Editing {
    pub(super) row: usize,
    pub(super) column: usize,
    /// What stood there at first.
    before: String,
    pub(super) text: String,
}

/// What happens in the field.
#[derive(Debug, Clone)]
pub(super) enum Edited {
    Typed(String),
    Confirmed,
}

/// What there is to hand an event on to the field.
pub(super) struct Hands<'b> {
    /// What the field remembers.
    pub(super) tree: &'b mut Tree,
    pub(super) layout: Layout<'b>,
    pub(super) cursor: mouse::Cursor,
    pub(super) renderer: &'b iced::Renderer,
    pub(super) clipboard: &'b mut dyn Clipboard,
}

/// The field with this text in it.
pub(super) fn field(text: &str) -> Element<'static, Edited> {
    text_input("", text)
        .on_input(Edited::Typed)
        .on_submit(Edited::Confirmed)
        .padding([3, 7])
        .size(SIZE)
        // The field is built anew for every event and does not know that it has the focus.
        .style(|theme, _| style::field(theme, text_input::Status::Focused { is_hovered: false }))
        .into()
}

type Field = text_input::State<<iced::Renderer as text::Renderer>::Paragraph>;

impl<M> Grid<'_, M> {
    /// Where the field lies.
    fn field_bounds(place: &Place, row: usize, offset: f64, span: Span) -> Rectangle {
        let (cell, body) = (place.cell(row, offset, span), place.body());
        let width = cell.width.max(LEAST).min(body.width);
        let last = body.x + body.width - width;
        Rectangle {
            x: cell.x.min(last).max(body.x),
            width,
            ..cell
        }
    }

    /// Lays the field out, while a cell is edited.
    pub(super) fn lay_out_field(
        &self,
        state: &State,
        place: &Place,
        tree: &mut Tree,
        renderer: &iced::Renderer,
    ) -> Option<layout::Node> {
        let edit = state.edit.as_ref()?;
        let span = place.columns.iter().find(|it| it.column == edit.column)?;
        let bounds = Self::field_bounds(place, edit.row, state.offset, *span);
        let limits = layout::Limits::new(Size::ZERO, Size::new(bounds.width, ROW));
        let node = field(&edit.text)
            .as_widget_mut()
            .layout(tree, renderer, &limits);
        let down = (ROW - node.size().height) / 2.0;
        Some(node.move_to((bounds.x, bounds.y + down.max(0.0))))
    }

    pub(super) fn draw_field(
        &self,
        state: &State,
        (tree, layout): (&Tree, Layout<'_>),
        (renderer, theme, style): (&mut iced::Renderer, &Theme, &renderer::Style),
        cursor: mouse::Cursor,
    ) {
        let (Some(edit), Some(layout)) = (&state.edit, layout.children().next()) else {
            return;
        };
        let viewport = layout.bounds();
        field(&edit.text)
            .as_widget()
            .draw(tree, renderer, theme, style, layout, cursor, &viewport);
    }

    /// The next cell of a row that can be edited, from `from` on (a column number) or before it.
    fn editable(&self, row: usize, from: Option<usize>, is_back: bool) -> Option<usize> {
        let all: Vec<usize> = self.columns.shown().map(|it| it.0).collect();
        let at = from.and_then(|it| all.iter().position(|at| *at == it));
        let can = |column: &&usize| self.model.can_edit(row, **column);
        match (at, is_back) {
            (None, false) => all.iter().find(can),
            (None, true) => all.iter().rev().find(can),
            (Some(at), false) => all.iter().skip(at + 1).find(can),
            (Some(at), true) => all.iter().take(at).rev().find(can),
        }
        .copied()
    }

    /// Begins to edit a cell, if it can be edited.
    pub(super) fn edit(
        &self,
        state: &mut State,
        place: &Place,
        (row, column): (usize, Option<usize>),
        shell: &mut Shell<'_, M>,
    ) -> bool {
        if row >= self.model.len() || !self.model.is_loaded(row) {
            return false;
        }
        let can = |column: &usize| {
            let is_shown = self.columns.get(*column).is_some_and(|it| it.is_shown);
            is_shown && self.model.can_edit(row, *column)
        };
        let last = state.last_edited.filter(can);
        let column = column.filter(can);
        let Some(column) = column.or(last).or_else(|| self.editable(row, None, false)) else {
            return false;
        };
        let text = self.model.draft(row, column).into_owned();
        state.edit = Some(Editing {
            row,
            column,
            before: text.clone(),
            text,
        });
        state.last_edited = Some(column);
        state.begins_edit = true;
        state.is_focused = true;
        state.offset = place.revealed(row, state.offset);
        if let Some(span) = place.columns.iter().find(|it| it.column == column) {
            state.side = place.side_revealed(*span, state.side);
        }
        if self.chosen(state).single() != Some(row) {
            state.seen.1 = Some(row);
            self.choose(state, Selection::one(row), shell);
        }
        shell.invalidate_layout();
        shell.request_redraw();
        true
    }

    /// Ends editing; what was changed is handed on.
    pub(super) fn confirm(&self, state: &mut State, shell: &mut Shell<'_, M>) {
        if let Some(edit) = state.edit.take() {
            if edit.text != edit.before {
                let event = GridEvent::Edit(edit.row, edit.column, edit.text);
                self.publish(event, shell);
            }
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }

    /// The row that is edited may stand elsewhere, or be gone.
    pub(super) fn follow_edit(&self, state: &mut State, has_moved: bool) {
        let focus = self.selection.focus();
        if let Some(edit) = &mut state.edit
            && has_moved
        {
            match focus.filter(|it| *it < self.model.len()) {
                Some(row) => edit.row = row,
                None => state.edit = None,
            }
        }
    }

    /// Lets the field have an event. Says whether the table has nothing more to do with it.
    pub(super) fn field_event(
        &self,
        state: &mut State,
        place: &Place,
        (event, mut hands): (&Event, Hands<'_>),
        shell: &mut Shell<'_, M>,
    ) -> bool {
        if state.edit.is_none() {
            return false;
        }
        if std::mem::take(&mut state.begins_edit) {
            let field = hands.tree.state.downcast_mut::<Field>();
            field.focus();
            field.select_all();
        }
        // Something else got the focus.
        if !state.is_focused {
            self.confirm(state, shell);
            return false;
        }
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
                let is_used = self.field_key(state, place, (key, modifiers.shift()), shell);
                if !is_used {
                    self.hand_on(state, (event, &mut hands), shell);
                }
                shell.capture_event();
                true
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => {
                let is_inside = hands.layout.children().next();
                let is_inside = is_inside.is_some_and(|it| hands.cursor.is_over(it.bounds()));
                match is_inside {
                    true => self.hand_on(state, (event, &mut hands), shell),
                    false => self.confirm(state, shell),
                }
                is_inside
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => {
                shell.invalidate_layout();
                false
            }
            _ => {
                self.hand_on(state, (event, &mut hands), shell);
                matches!(event, Event::Keyboard(_))
            }
        }
    }

    fn field_key(
        &self,
        state: &mut State,
        place: &Place,
        (key, is_back): (&Key, bool),
        shell: &mut Shell<'_, M>,
    ) -> bool {
        match key {
            Key::Named(Named::Escape) => {
                state.edit = None;
                shell.invalidate_layout();
                shell.request_redraw();
            }
            Key::Named(Named::Tab) => {
                let at = state.edit.as_ref().map(|it| (it.row, it.column));
                self.confirm(state, shell);
                let Some((row, column)) = at else { return true };
                let next = self.next_editable(row, column, is_back);
                if let Some((row, column)) = next {
                    self.edit(state, place, (row, Some(column)), shell);
                }
            }
            _ => return false,
        }
        true
    }

    /// The cell that Tab goes to: in this row, or in the one below or above.
    fn next_editable(&self, row: usize, column: usize, is_back: bool) -> Option<(usize, usize)> {
        if let Some(column) = self.editable(row, Some(column), is_back) {
            return Some((row, column));
        }
        let row = match is_back {
            true => row.checked_sub(1)?,
            false => Some(row + 1).filter(|it| *it < self.model.len())?,
        };
        let can = self.model.is_loaded(row);
        let column = self.editable(row, None, is_back).filter(|_| can)?;
        Some((row, column))
    }

    fn hand_on(
        &self,
        state: &mut State,
        (event, hands): (&Event, &mut Hands<'_>),
        shell: &mut Shell<'_, M>,
    ) {
        let (Some(edit), Some(layout)) = (&mut state.edit, hands.layout.children().next()) else {
            return;
        };
        let mut edited = Vec::new();
        let mut own = Shell::new(&mut edited);
        field(&edit.text).as_widget_mut().update(
            hands.tree,
            event,
            layout,
            hands.cursor,
            hands.renderer,
            hands.clipboard,
            &mut own,
            &layout.bounds(),
        );
        if own.is_event_captured() {
            shell.capture_event();
        }
        if own.is_layout_invalid() {
            shell.invalidate_layout();
        }
        shell.request_redraw_at(own.redraw_request());
        shell.request_input_method(own.input_method());
        let mut is_confirmed = false;
        for it in edited {
            match it {
                Edited::Typed(text) => {
                    edit.text = text;
                    shell.invalidate_layout();
                    shell.request_redraw();
                }
                Edited::Confirmed => is_confirmed = true,
            }
        }
        if is_confirmed {
            self.confirm(state, shell);
        }
    }
}
