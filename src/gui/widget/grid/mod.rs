//! A table of any length. Only the rows in sight are asked of the model and drawn; there is no
//! element tree per row and no message while it scrolls. Its offset is an `f64`, as the toolkit's
//! scrollables lose pixels above some ten million.
//!
//! Rows may be loaded as they come into sight: a [`Model`] says which it has, and the table asks for
//! those that are missing by [`GridEvent::Need`]. What is chosen is a [`Selection`], which columns
//! stand where are [`Columns`]; both belong to the screen and come back by events.

mod cells;
mod columns;
mod draw;
mod edit;
mod events;
mod head;
mod keys;
mod need;
mod place;
mod selection;
mod table;

pub use columns::{Column, Columns};
pub use selection::Selection;

use crate::gui::icon::{Icon, Tint};
use iced::Point;
use iced::advanced::widget::Id;
use std::borrow::Cow;
use std::ops::Range;

/// Height of a row.
pub const ROW: f32 = 24.0;
/// Height of the head.
pub const HEAD: f32 = 26.0;

/// Where a table gets its cells. A column is named by its number in [`Columns`].
pub trait Model {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Another number whenever rows may stand elsewhere than before: the table then keeps what is
    /// chosen where it was in sight, and asks again for rows that are missing.
    fn version(&self) -> u64 {
        0
    }

    /// Whether a row has been read; others are shown faintly and asked for.
    fn is_loaded(&self, _row: usize) -> bool {
        true
    }

    /// The words of a cell.
    fn cell(&self, row: usize, column: usize) -> Cow<'_, str>;

    /// What a screen reader says for a cell, where that is more than its words: what a sign means.
    fn spoken(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.cell(row, column)
    }

    /// How a row stands out.
    fn look(&self, _row: usize) -> RowLook {
        RowLook::default()
    }

    /// A sign before the words of a cell; in the middle, where there are no words.
    fn mark(&self, _row: usize, _column: usize) -> Option<Mark> {
        None
    }

    /// Pieces of the words of a cell that are marked, such as what was searched for: bytes.
    fn hits(&self, _row: usize, _column: usize) -> &[Range<usize>] {
        &[]
    }

    /// Whether a cell is a box, and whether it is ticked.
    fn check(&self, _row: usize, _column: usize) -> Option<bool> {
        None
    }

    /// Whether a cell can be edited in place.
    fn can_edit(&self, _row: usize, _column: usize) -> bool {
        false
    }

    /// What a cell begins with when it is edited.
    fn draft(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.cell(row, column)
    }

    /// The first row, from `from` on and round, that begins with what was typed. With `None` the
    /// screen is asked by [`GridEvent::Find`].
    fn find(&self, _typed: &str, _from: usize) -> Option<usize> {
        None
    }
}

/// How a row stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowLook {
    /// Set off, such as unread mail.
    pub is_bold: bool,
    /// Struck through, such as what is done or deleted.
    pub is_struck: bool,
    /// Another colour of the words, such as red for what failed.
    pub tint: Option<Tint>,
}

/// A sign in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A dot.
    Dot(Tint),
    /// A picture.
    Icon(Icon, Tint),
}

/// What a user did in a table, or what the table needs.
#[derive(Debug, Clone, PartialEq)]
pub enum GridEvent {
    /// Chose rows: this is what is chosen from now on.
    Selection(Selection),
    /// Opened a row: double click or Enter.
    Activate(usize),
    /// Pressed Space on a row of a table without boxes.
    Space(usize),
    /// Pressed the box of a row, or Space on it. Meant are all chosen rows if the row is one of
    /// them.
    Check(usize),
    /// Pressed Del; meant are the chosen rows.
    Delete,
    /// Asked for the menu at a point of the window; without a row where there is none.
    Menu(Option<usize>, Point),
    /// Asked for the menu of the head, in which columns are chosen: by the right mouse button, by
    /// Shift and the menu key, or by Ctrl+Shift+F10.
    HeadMenu(Point),
    /// Pressed the head of a column.
    Sort(usize),
    /// Drew a column to another width.
    Resize(usize, f32),
    /// Drew a column before another one, or to the end.
    Move(usize, Option<usize>),
    /// Rows are in sight, or nearly, that are not loaded; asked once for as long as they stay there.
    Need(Range<usize>),
    /// Typed letters that the model did not find, and the row from which on to look.
    Find(String, usize),
    /// Edited a cell and confirmed it: row, column, what stands there now.
    Edit(usize, usize, String),
    /// Began to drag the chosen rows; see [`super::drop_zone`].
    DragStart,
}

/// A table that takes all the room there is.
pub struct Grid<'a, M> {
    model: &'a dyn Model,
    columns: &'a Columns,
    selection: &'a Selection,
    on_event: Box<dyn Fn(GridEvent) -> M + 'a>,
    id: Option<Id>,
    name: Option<String>,
    is_draggable: bool,
    reveal: Option<(u64, usize)>,
    wanted_edit: Option<(u64, usize, usize)>,
}

impl<'a, M> Grid<'a, M> {
    /// A table with these rows chosen.
    pub fn new(
        model: &'a dyn Model,
        columns: &'a Columns,
        selection: &'a Selection,
        on_event: impl Fn(GridEvent) -> M + 'a,
    ) -> Self {
        Self {
            model,
            columns,
            selection,
            on_event: Box::new(on_event),
            id: None,
            name: None,
            is_draggable: false,
            reveal: None,
            wanted_edit: None,
        }
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

    /// Rows can be dragged out of it: [`GridEvent::DragStart`].
    #[must_use]
    pub fn draggable(mut self) -> Self {
        self.is_draggable = true;
        self
    }

    /// Brings a row into view, once for each new number. The row the keyboard stands on is brought
    /// into view by itself when it changes.
    #[must_use]
    pub fn reveal(mut self, wanted: Option<(u64, usize)>) -> Self {
        self.reveal = wanted;
        self
    }

    /// Begins to edit a cell, once for each new number: number, row, column.
    #[must_use]
    pub fn editing(mut self, wanted: Option<(u64, usize, usize)>) -> Self {
        self.wanted_edit = wanted;
        self
    }
}
