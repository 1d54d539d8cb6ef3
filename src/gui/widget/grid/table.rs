//! The table as the toolkit sees it.

use super::super::focus::{Detail, Holds, Role, Row, RowsEnd};
use super::cells::Cells;
use super::edit::{self, Editing, Hands};
use super::need::Asked;
use super::place::{Draw, Place};
use super::{Grid, HEAD, ROW, Selection};
use iced::advanced::widget::{Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Modifiers};
use iced::{Element, Event, Fill, Length, Point, Rectangle, Size, Theme, window};
use std::cell::RefCell;
use std::time::Instant;

/// What the left button does while it is held down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Drag {
    /// Moves the scroll bar, held this far below its upper end.
    Bar(f32),
    /// Moves the lower scroll bar, held this far from its left end.
    Side(f32),
    /// Draws a column to another width, begun at this place of the mouse.
    Column(Draw, f32),
    /// Pressed the head of a column; it moves once the mouse has gone some way.
    Head {
        column: usize,
        from: Point,
        is_moving: bool,
    },
    /// Pressed a row; the rows move once the mouse has gone some way. With `is_pressed` the row is
    /// chosen alone if it is let go before.
    Rows {
        row: usize,
        from: Point,
        is_pressed: bool,
    },
}

#[derive(Default)]
pub(super) struct State {
    pub(super) offset: f64,
    /// How far it is scrolled to the side.
    pub(super) side: f32,
    pub(super) is_focused: bool,
    pub(super) has_ring: bool,
    pub(super) modifiers: Modifiers,
    pub(super) drag: Option<Drag>,
    pub(super) last_click: Option<mouse::Click>,
    /// What was chosen since the view was built: the next key goes on from there.
    pub(super) chosen: Option<Selection>,
    /// Version of the model, and the row of the keyboard, when it was last brought into view.
    pub(super) seen: (u64, Option<usize>),
    pub(super) revealed: Option<u64>,
    pub(super) typed: Option<(String, Instant)>,
    pub(super) asked: Option<Asked>,
    /// Since when rows in sight are missing.
    pub(super) missing_since: Option<Instant>,
    pub(super) is_patient: bool,
    pub(super) edit: Option<Editing>,
    /// The field has just been opened and gets the focus with the next event.
    pub(super) begins_edit: bool,
    pub(super) last_edited: Option<usize>,
    /// Number of the last wish of the screen to edit a cell.
    pub(super) wanted_edit: Option<u64>,
    pub(super) cells: RefCell<Cells>,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        self.is_focused = true;
        self.has_ring = true;
    }

    fn unfocus(&mut self) {
        self.is_focused = false;
        self.has_ring = false;
    }
}

impl<M> Grid<'_, M> {
    pub(super) fn place(&self, bounds: Rectangle, state: &State) -> Place {
        Place::new(bounds, self.columns, self.model.len(), state.side)
    }

    /// Does what the screen asked for and the table could not do while it was laid out.
    fn attend(&self, state: &mut State, place: &Place, shell: &mut Shell<'_, M>) {
        if let Some((number, row, column)) = self.wanted_edit
            && state.wanted_edit != Some(number)
        {
            state.wanted_edit = Some(number);
            self.edit(state, place, (row, Some(column)), shell);
        }
    }

    /// Tells a screen reader, and a test, what is in sight.
    fn tell(&self, state: &State, place: &Place, operation: &mut dyn Operation) {
        for span in &place.columns {
            if let Some(column) = self.columns.get(span.column) {
                operation.text(None, place.head(*span), &column.title);
            }
        }
        let chosen = self.chosen(state);
        for row in place.rows(state.offset) {
            let mut told = Row {
                number: row,
                count: self.model.len(),
                is_chosen: chosen.contains(row),
                is_focused: state.is_focused && chosen.focus() == Some(row),
            };
            operation.custom(None, place.row(row, state.offset), &mut told);
            if !self.model.is_loaded(row) {
                continue;
            }
            for span in &place.columns {
                let cell = place.cell(row, state.offset, *span);
                let edit = state.edit.as_ref();
                let edited = edit.filter(|it| (it.row, it.column) == (row, span.column));
                match edited {
                    Some(edit) => operation.text(None, cell, &edit.text),
                    None => operation.text(None, cell, &self.model.spoken(row, span.column)),
                }
            }
        }
        operation.custom(None, place.bounds, &mut RowsEnd);
    }

    /// Brings into view what was asked for, and keeps in view what was there.
    fn follow(&self, state: &mut State, place: &Place) {
        let now = (self.model.version(), self.selection.focus());
        let before = std::mem::replace(&mut state.seen, now);
        self.follow_edit(state, before.0 != now.0);
        match (before.1, now.1) {
            // Rows have moved: what is chosen stays where it was on the screen.
            (Some(was), Some(is)) if before.0 != now.0 => {
                let was_seen = place.rows(state.offset).contains(&was);
                if state.offset > 0.0 {
                    state.offset += (is as f64 - was as f64) * f64::from(ROW);
                }
                if was_seen {
                    state.offset = place.revealed(is, place.clamped(state.offset));
                }
            }
            (was, Some(is)) if was != Some(is) => state.offset = place.revealed(is, state.offset),
            _ => {}
        }
        if let Some((number, row)) = self.reveal
            && state.revealed != Some(number)
        {
            state.revealed = Some(number);
            state.offset = place.revealed(row, state.offset);
        }
        state.offset = place.clamped(state.offset);
        state.side = state.side.clamp(0.0, place.last_side());
    }
}

impl<'a, M: 'a> Widget<M, Theme, iced::Renderer> for Grid<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(edit::field(""))]
    }

    fn diff(&self, tree: &mut Tree) {
        // The field is built anew from what is remembered of it; its own tree stays as it is.
        let state = tree.state.downcast_mut::<State>();
        state.chosen = None;
    }

    fn size(&self) -> Size<Length> {
        Size::new(Fill, Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Fill, Fill, Size::new(200.0, HEAD + 5.0 * ROW));
        let state = tree.state.downcast_mut::<State>();
        let place = self.place(Rectangle::with_size(size), state);
        self.follow(state, &place);
        let place = self.place(Rectangle::with_size(size), state);
        let field = tree
            .children
            .first_mut()
            .and_then(|it| self.lay_out_field(state, &place, it, renderer));
        if field.is_none() {
            // Its column is no longer shown.
            state.edit = None;
        }
        layout::Node::with_children(size, field.into_iter().collect())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        operation.focusable(self.id.as_ref(), bounds, state);
        operation.custom(self.id.as_ref(), bounds, &mut Role::Table);
        let mut detail = Detail {
            name: self.name.clone(),
            is_enabled: true,
        };
        operation.custom(self.id.as_ref(), bounds, &mut detail);
        if state.edit.is_some() {
            operation.custom(None, bounds, &mut Holds);
        }
        let place = self.place(bounds, state);
        self.tell(state, &place, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if let Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
            state.modifiers = *modifiers;
        }
        let place = self.place(layout.bounds(), state);
        self.attend(state, &place, shell);
        if let Some(field) = tree.children.first_mut() {
            let hands = Hands {
                tree: field,
                layout,
                cursor,
                renderer,
                clipboard,
            };
            if self.field_event(state, &place, (event, hands), shell) {
                return;
            }
        }
        match event {
            Event::Mouse(event) => self.mouse(state, &place, (event, cursor), shell),
            Event::Keyboard(event) if state.is_focused && !shell.is_event_captured() => {
                self.keyboard(state, &place, event, shell);
            }
            Event::Window(window::Event::RedrawRequested(now)) => {
                self.ask(state, &place, *now, shell);
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &iced::Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        let place = self.place(layout.bounds(), state);
        if let Some(field) = layout.children().next()
            && state.edit.is_some()
            && cursor.is_over(field.bounds())
        {
            return mouse::Interaction::Text;
        }
        let edge = cursor
            .position_over(place.whole_head())
            .and_then(|it| place.edge(it.x));
        match (state.drag, edge) {
            (Some(Drag::Column(..)), _) | (None, Some(_)) => {
                mouse::Interaction::ResizingHorizontally
            }
            (
                Some(Drag::Head {
                    is_moving: true, ..
                }),
                _,
            ) => mouse::Interaction::Grabbing,
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let place = self.place(layout.bounds(), state);
        self.draw_all(state, &place, cursor, (renderer, theme));
        if let Some(field) = tree.children.first() {
            renderer.with_layer(place.body(), |renderer| {
                self.draw_field(state, (field, layout), (renderer, theme, style), cursor);
            });
        }
    }
}

impl<'a, M: 'a> From<Grid<'a, M>> for Element<'a, M> {
    fn from(grid: Grid<'a, M>) -> Self {
        Self::new(grid)
    }
}
