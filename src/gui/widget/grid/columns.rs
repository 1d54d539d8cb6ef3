//! The columns of a table: which are shown, in which order, how wide, and by which it is sorted.

use super::GridEvent;
use crate::gui::icon::Icon;
use crate::settings::{ColumnLayout, ListLayout};

/// The least width to which a column can be drawn, unless it says otherwise.
const MIN: f32 = 30.0;

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in what is remembered; never shown.
    pub name: &'static str,
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
    /// It is shown.
    pub is_shown: bool,
    /// It cannot be left out.
    pub is_fixed: bool,
    /// A picture stands in the head instead of the title.
    pub icon: Option<Icon>,
}

impl Column {
    /// A column of words.
    pub fn new(name: &'static str, title: impl Into<String>, width: f32) -> Self {
        Self {
            name,
            title: title.into(),
            width,
            min: MIN,
            flex: false,
            right: false,
            is_shown: true,
            is_fixed: false,
            icon: None,
        }
    }

    /// A picture stands in the head instead of the title, which the menu and screen readers say.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The least it is drawn to.
    #[must_use]
    pub fn min(mut self, min: f32) -> Self {
        self.min = min;
        self
    }

    /// Takes what room the others leave.
    #[must_use]
    pub fn flex(mut self) -> Self {
        self.flex = true;
        self
    }

    /// Stands to the right, as numbers do.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Is shown only when somebody wants it.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.is_shown = false;
        self
    }

    /// Cannot be left out.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.is_fixed = true;
        self
    }
}

/// All columns of a table. A column is named by its number, which is that of the model and stays
/// the same wherever the column is shown.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    all: Vec<Column>,
    /// Numbers in the order in which they are shown, also those that are not shown.
    order: Vec<usize>,
    sort: Option<(usize, bool)>,
}

impl Columns {
    /// Columns in their usual order.
    pub fn new(all: Vec<Column>) -> Self {
        Self {
            order: (0..all.len()).collect(),
            all,
            sort: None,
        }
    }

    /// The columns that are shown, from left to right, with their numbers.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.every().filter(|it| it.1.is_shown)
    }

    /// Every column in the order of the table, for the menu of the head.
    pub fn every(&self) -> impl Iterator<Item = (usize, &Column)> {
        let column = |at: &usize| self.all.get(*at).map(|it| (*at, it));
        self.order.iter().filter_map(column)
    }

    /// A column by its number.
    pub fn get(&self, column: usize) -> Option<&Column> {
        self.all.get(column)
    }

    /// Gives the columns other titles, in another language say.
    pub fn entitle(&mut self, titles: impl IntoIterator<Item = String>) {
        for (column, title) in self.all.iter_mut().zip(titles) {
            column.title = title;
        }
    }

    /// By which column it is sorted, and whether upwards.
    pub fn sort(&self) -> Option<(usize, bool)> {
        self.sort
    }

    /// Sorts by a column.
    pub fn sort_by(&mut self, column: usize, is_ascending: bool) {
        self.sort = Some((column, is_ascending));
    }

    /// Shows a column or leaves it out; the last one stays.
    pub fn show(&mut self, column: usize, is_shown: bool) {
        let is_last = self.shown().count() < 2;
        if let Some(column) = self.all.get_mut(column)
            && !(column.is_fixed || is_last && column.is_shown)
        {
            column.is_shown = is_shown;
        }
    }

    /// Turns a column on or off; for the menu of the head.
    pub fn toggle(&mut self, column: usize) {
        let is_shown = self.all.get(column).is_some_and(|it| it.is_shown);
        self.show(column, !is_shown);
    }

    /// Draws a column to another width; one that takes what room is left no longer does.
    pub fn resize(&mut self, column: usize, width: f32) {
        if let Some(column) = self.all.get_mut(column)
            && width.is_finite()
        {
            column.width = width.max(column.min);
        }
    }

    /// Puts a column before another one, or at the end.
    pub fn move_before(&mut self, column: usize, before: Option<usize>) {
        if column >= self.all.len() || before == Some(column) {
            return;
        }
        self.order.retain(|it| *it != column);
        let to = before.and_then(|it| self.order.iter().position(|at| *at == it));
        let to = to.unwrap_or(self.order.len());
        self.order.insert(to, column);
    }

    /// Does what a head was asked for: sorting, width, order. Says whether it was such an event;
    /// then what is remembered has changed.
    pub fn take(&mut self, event: &GridEvent) -> bool {
        match event {
            GridEvent::Sort(column) => {
                let is_ascending = self.sort.is_none_or(|it| it != (*column, true));
                self.sort_by(*column, is_ascending);
            }
            GridEvent::Resize(column, width) => self.resize(*column, *width),
            GridEvent::Move(column, before) => self.move_before(*column, *before),
            _ => return false,
        }
        true
    }

    /// What is remembered of them.
    pub fn layout(&self) -> ListLayout {
        let column = |it: (usize, &Column)| ColumnLayout {
            name: it.1.name.to_owned(),
            width: it.1.width,
            is_shown: it.1.is_shown,
        };
        let sort = self.sort.and_then(|it| Some((self.all.get(it.0)?, it.1)));
        ListLayout {
            columns: self.every().map(column).collect(),
            sort: sort.map(|it| (it.0.name.to_owned(), it.1)),
        }
    }

    /// Puts them as they were remembered. What is not known any more is passed over, and what was
    /// not known then stands in its usual place.
    pub fn restore(&mut self, layout: &ListLayout) {
        let number = |name: &str| self.all.iter().position(|it| it.name == name);
        let mut order: Vec<usize> = Vec::new();
        for kept in &layout.columns {
            if let Some(at) = number(&kept.name).filter(|it| !order.contains(it)) {
                order.push(at);
            }
        }
        self.sort = match &layout.sort {
            Some((name, is_ascending)) => number(name).map(|it| (it, *is_ascending)),
            None => self.sort,
        };
        for at in 0..self.all.len() {
            if !order.contains(&at) {
                let after = order.iter().position(|it| at > 0 && *it == at - 1);
                order.insert(after.map_or(0, |it| it + 1).min(order.len()), at);
            }
        }
        self.order = order;
        for kept in &layout.columns {
            if let Some(at) = self.all.iter().position(|it| it.name == kept.name) {
                self.resize(at, kept.width);
                self.show(at, kept.is_shown);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Columns {
        let column = |name| Column::new(name, name, 100.0);
        Columns::new(["a", "b", "c", "d"].map(column).to_vec())
    }

    fn names(columns: &Columns) -> String {
        columns.shown().map(|it| it.1.name).collect()
    }

    #[test]
    fn columns_are_moved_hidden_and_remembered() {
        let mut it = columns();
        it.move_before(3, Some(1));
        it.toggle(2);
        it.resize(0, 3.0);
        it.take(&GridEvent::Sort(1));
        assert_eq!(names(&it), "adb");
        let kept = it.layout();
        let mut back = columns();
        back.restore(&kept);
        assert_eq!(names(&back), "adb");
        assert_eq!(back.layout(), kept);
        assert_eq!(back.sort(), Some((1, true)));
        back.move_before(0, None);
        assert_eq!(names(&back), "dba");
    }

    #[test]
    fn a_column_that_came_later_stands_in_its_usual_place() {
        let mut it = columns();
        let mut kept = it.layout();
        kept.columns.retain(|it| it.name != "b");
        kept.columns.rotate_left(1);
        it.restore(&kept);
        assert_eq!(names(&it), "cdab");
    }

    #[test]
    fn the_last_column_stays() {
        let mut it = columns();
        (0..4).for_each(|at| it.toggle(at));
        assert_eq!(names(&it), "d");
    }
}
