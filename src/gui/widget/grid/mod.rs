//! A table of any length. Only the rows in sight are asked of the model and drawn; there is no
//! element tree per row and no message while it scrolls. Its offset is an `f64`, as the toolkit's
//! scrollables lose pixels above some ten million.

mod cells;
mod draw;
mod events;
mod place;

use super::focus::{Detail, Role};
use crate::gui::icon::{Icon, Tint};
use cells::Cells;
use iced::advanced::widget::{Id, Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::{Element, Event, Fill, Length, Point, Rectangle, Size, Theme};
use place::Place;
use std::borrow::Cow;
use std::cell::RefCell;
use std::time::Instant;

/// Height of a row.
pub const ROW: f32 = 24.0;
/// Height of the head.
pub const HEAD: f32 = 26.0;

/// Where a table gets its cells.
pub trait Model {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The words of a cell.
    fn cell(&self, row: usize, column: usize) -> Cow<'_, str>;

    /// Whether a row is set off, such as unread mail.
    fn bold(&self, _row: usize) -> bool {
        false
    }

    /// A sign in the first column, before its words.
    fn mark(&self, _row: usize) -> Option<Mark> {
        None
    }

    /// The first row, from `from` on and round, that begins with what was typed.
    fn find(&self, _typed: &str, _from: usize) -> Option<usize> {
        None
    }
}

/// A sign in the first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A dot.
    Dot(Tint),
    /// A picture.
    Icon(Icon, Tint),
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// What stands in the head.
    pub title: String,
    /// How wide it is, unless `flex`.
    pub width: f32,
    /// The least it is drawn to.
    pub min: f32,
    /// Takes what room the others leave.
    pub flex: bool,
    /// Stands to the right, as numbers do.
    pub right: bool,
}

/// What a user did in a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GridEvent {
    /// Chose a row.
    Select(usize),
    /// Opened a row: double click or Enter.
    Activate(usize),
    /// Pressed the head of a column.
    Sort(usize),
    /// Drew a column to another width.
    Resize(usize, f32),
    /// Asked for the menu of a row at a point of the window.
    Menu(usize, Point),
}

/// A table that takes all the room there is.
pub struct Grid<'a, M> {
    model: &'a dyn Model,
    columns: &'a [Column],
    selected: Option<usize>,
    sort: Option<(usize, bool)>,
    on_event: Box<dyn Fn(GridEvent) -> M + 'a>,
    id: Option<Id>,
    name: Option<String>,
}

impl<'a, M> Grid<'a, M> {
    /// A table with one row or none chosen.
    pub fn new(
        model: &'a dyn Model,
        columns: &'a [Column],
        selected: Option<usize>,
        on_event: impl Fn(GridEvent) -> M + 'a,
    ) -> Self {
        Self {
            model,
            columns,
            selected,
            sort: None,
            on_event: Box::new(on_event),
            id: None,
            name: None,
        }
    }

    /// Shows by which column it is sorted.
    #[must_use]
    pub fn sort(mut self, column: usize, is_ascending: bool) -> Self {
        self.sort = Some((column, is_ascending));
        self
    }

    /// The name by which the focus can be set.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Its name for screen readers.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    fn place(&self, bounds: Rectangle) -> Place {
        Place::new(bounds, self.columns, self.model.len())
    }
}

/// What a drag with the left button does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// Moves the scroll bar, held this far below its upper end.
    Bar(f32),
    /// Draws a column to another width: column, where it began, width then.
    Column(usize, f32, f32),
}

#[derive(Default)]
struct State {
    offset: f64,
    is_focused: bool,
    has_ring: bool,
    drag: Option<Drag>,
    last_click: Option<mouse::Click>,
    /// The chosen row that was last brought into view.
    revealed: Option<usize>,
    typed: Option<(String, Instant)>,
    cells: RefCell<Cells>,
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

impl<'a, M: 'a> Widget<M, Theme, iced::Renderer> for Grid<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Fill, Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Fill, Fill, Size::new(200.0, HEAD + 5.0 * ROW));
        let state = tree.state.downcast_mut::<State>();
        let place = self.place(Rectangle::with_size(size));
        if state.revealed != self.selected {
            state.revealed = self.selected;
            if let Some(row) = self.selected {
                state.offset = place.revealed(row, state.offset);
            }
        }
        state.offset = place.clamped(state.offset);
        layout::Node::new(size)
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
        let place = self.place(bounds);
        for (column, span) in self.columns.iter().zip(&place.columns) {
            operation.text(None, place.head(*span), &column.title);
        }
        for row in place.rows(state.offset) {
            for (at, span) in place.columns.iter().enumerate() {
                let cell = place.cell(row, state.offset, *span);
                operation.text(None, cell, &self.model.cell(row, at));
            }
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let place = self.place(layout.bounds());
        match event {
            Event::Mouse(event) => self.mouse(state, &place, (event, cursor), shell),
            Event::Keyboard(event) if state.is_focused && !shell.is_event_captured() => {
                self.keyboard(state, &place, event, shell);
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
        let place = self.place(layout.bounds());
        let edge = cursor
            .position_over(place.whole_head())
            .and_then(|it| place.edge(it.x));
        match (state.drag, edge) {
            (Some(Drag::Column(..)), _) | (None, Some(_)) => {
                mouse::Interaction::ResizingHorizontally
            }
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let place = self.place(layout.bounds());
        self.draw_all(state, &place, renderer, theme);
    }
}

impl<'a, M: 'a> From<Grid<'a, M>> for Element<'a, M> {
    fn from(grid: Grid<'a, M>) -> Self {
        Self::new(grid)
    }
}
