//! Tables on paper.

use super::pieces::pieces;
use super::{BOTTOM, CELL, LINE, Mark, PAPER, Pen, RULE, SIZE, TOP};
use crate::domain::reading::Cell;
use crate::mime::pdf::Sheet;
use crate::mime::pdf::fonts::Font;

impl Pen<'_> {
    pub(super) fn table(
        &mut self,
        rows: &[Vec<Cell>],
        (left, width): (f32, f32),
        sheet: &Sheet<'_>,
    ) {
        let columns = self.columns(rows, width, sheet);
        self.space(2.0);
        for row in rows {
            self.row(row, left, (&columns, sheet));
        }
        self.space(4.0);
    }

    fn row(&mut self, row: &[Cell], left: f32, (columns, sheet): (&[f32], &Sheet<'_>)) {
        let mut ready = Vec::new();
        let mut at = 0;
        let mut height = SIZE * LINE;
        for cell in row {
            let covered = usize::try_from(cell.columns).unwrap_or(1).max(1);
            let x: f32 = left + columns.iter().take(at).sum::<f32>();
            let own: f32 = columns.iter().skip(at).take(covered).sum();
            at += covered;
            let mut pieces = pieces(&cell.spans, sheet);
            if cell.is_head {
                pieces.iter_mut().for_each(|it| it.font = Font::Bold);
            }
            let lines = self.broken(&pieces, SIZE, (own - 2.0 * CELL).max(12.0));
            height = height.max(lines.len() as f32 * SIZE * LINE);
            ready.push((x, own, lines, cell.side));
        }
        let height = (height + 4.0).min(PAPER.1 - TOP - BOTTOM);
        self.need(height);
        let (top, bottom) = (self.y, self.y - height);
        for (x, own, lines, side) in ready {
            for (number, line) in lines.iter().enumerate() {
                let y = top - 2.0 - SIZE - number as f32 * SIZE * LINE;
                if y > bottom - 2.0 {
                    self.line(line, SIZE, (x + CELL, y, own - 2.0 * CELL), side);
                }
            }
            let frame = [
                ((x, top), (own, 0.5)),
                ((x, bottom), (own, 0.5)),
                ((x, bottom), (0.5, height)),
                ((x + own, bottom), (0.5, height)),
            ];
            let page = self.page();
            frame.into_iter().for_each(|(at, size)| {
                page.push(Mark::Fill {
                    at,
                    size,
                    color: RULE,
                });
            });
        }
        self.y = bottom;
    }

    /// The widths of the columns of a table.
    fn columns(&mut self, rows: &[Vec<Cell>], width: f32, sheet: &Sheet<'_>) -> Vec<f32> {
        let mut wishes: Vec<f32> = Vec::new();
        for row in rows {
            let mut at = 0;
            for cell in row {
                let covered = usize::try_from(cell.columns).unwrap_or(1).max(1);
                wishes.resize(wishes.len().max(at + covered), 24.0);
                let pieces = pieces(&cell.spans, sheet);
                let needed: f32 = pieces
                    .iter()
                    .map(|it| self.fonts.width(Font::Bold, SIZE, &it.text))
                    .sum();
                if let Some(own) = wishes.get_mut(at).filter(|_| covered == 1) {
                    *own = own.max((needed + 2.0 * CELL + 2.0).min(260.0));
                }
                at += covered;
            }
        }
        let all: f32 = wishes.iter().sum();
        if all > width {
            wishes.iter_mut().for_each(|it| *it *= width / all);
        }
        wishes
    }
}
