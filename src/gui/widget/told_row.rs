//! `told_row(row, content)`: content that a screen reader hears as a row, with its words as cells.
//! It belongs to whatever has the role of a table before it.

use super::focus::{Row, RowsEnd};
use super::wrap::{Behaviour, Inside, Wrap};
use iced::Element;
use iced::advanced::widget::Operation;

/// Makes `content` a row for screen readers; nothing is seen of that.
pub fn told_row<'a, M: 'a>(row: Row, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Wrap::element(content.into(), Told { row })
}

struct Told {
    row: Row,
}

impl<'a, M> Behaviour<'a, M> for Told {
    type State = ();

    fn operate(
        &mut self,
        _: &mut (),
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        let bounds = inside.bounds();
        operation.custom(None, bounds, &mut self.row);
        inside.operate(operation);
        if self.row.number + 1 == self.row.count {
            operation.custom(None, bounds, &mut RowsEnd);
        }
    }
}
