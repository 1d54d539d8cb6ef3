//! Tables: those that hold data stay tables, those that only place things become lines.

use super::flow::words;
use crate::domain::reading::{Block, Cell, Kind, Side, Span};

/// Longest text of a cell, in bytes.
const LONGEST_CELL: usize = 300;
/// Columns of a table at the most.
const MOST_COLUMNS: usize = 12;
/// Rows of a table at the most; more become lines.
const MOST_ROWS: usize = 400;
/// Blocks of a cell at the most.
const MOST_LINES: usize = 8;
/// Cells of a row that are counted; more only come from an attack.
const MOST_CELLS: usize = 200;

/// A cell that is being read.
#[derive(Default)]
pub(super) struct OpenCell {
    pub blocks: Vec<Block>,
    pub is_head: bool,
    pub side: Side,
    pub columns: u32,
}

/// A table that is being read.
#[derive(Default)]
pub(super) struct OpenTable {
    rows: Vec<Vec<OpenCell>>,
    /// Blocks that stand in no cell, such as a caption.
    pub before: Vec<Block>,
    /// It holds another table.
    pub has_nested: bool,
    is_wild: bool,
}

impl OpenTable {
    /// Begins a row.
    pub fn row(&mut self) {
        if self.rows.last().is_none_or(|it| !it.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    /// Begins a cell.
    pub fn cell(&mut self, cell: OpenCell) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            // The text of cells beyond counting goes into the last one.
            if row.len() < MOST_CELLS {
                row.push(cell);
            } else {
                self.is_wild = true;
            }
        }
    }

    /// Where blocks go now.
    pub fn blocks(&mut self) -> &mut Vec<Block> {
        match self.rows.last_mut().and_then(|it| it.last_mut()) {
            Some(cell) => &mut cell.blocks,
            None => &mut self.before,
        }
    }

    fn is_data(&self) -> bool {
        let is_short = |cell: &OpenCell| {
            let is_text = |it: &Block| matches!(it.kind, Kind::Text(_)) && it.marker.is_empty();
            cell.blocks.len() <= MOST_LINES
                && cell.blocks.iter().all(is_text)
                && cell.blocks.iter().map(words).sum::<usize>() <= LONGEST_CELL
        };
        !self.has_nested
            && !self.is_wild
            && self.rows.len() <= MOST_ROWS
            && self.rows.iter().flatten().all(is_short)
    }

    /// Ends the table: its blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.rows
            .retain(|row| row.iter().any(|it| !it.blocks.is_empty()));
        let mut blocks = std::mem::take(&mut self.before);
        let columns = self.used_columns();
        let is_data = self.is_data() && (2..=MOST_COLUMNS).contains(&columns.len());
        if !is_data {
            let cells = self.rows.into_iter().flatten();
            cells.for_each(|mut it| blocks.append(&mut it.blocks));
            return blocks;
        }
        let first = self
            .rows
            .first()
            .and_then(|it| it.iter().find_map(|it| it.blocks.first()));
        let (quote, indent) = first.map_or((0, 0), |it| (it.quote, it.indent));
        let rows = self
            .rows
            .into_iter()
            .map(|row| fit(row, &columns))
            .collect();
        blocks.push(Block {
            kind: Kind::Table(rows),
            gap: 1,
            quote,
            indent,
            marker: String::new(),
            side: Side::Start,
        });
        blocks
    }

    /// The columns that hold anything.
    fn used_columns(&self) -> Vec<usize> {
        let mut used = Vec::new();
        for row in &self.rows {
            let mut at = 0;
            for cell in row {
                let width = cell.columns.max(1) as usize;
                if !cell.blocks.is_empty() && !used.contains(&at) {
                    used.push(at);
                }
                at += width;
                if at > MOST_CELLS {
                    break;
                }
            }
        }
        used.sort_unstable();
        used
    }
}

/// The cells of a row in the columns that are used.
fn fit(row: Vec<OpenCell>, columns: &[usize]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in row {
        let end = at + cell.columns.max(1) as usize;
        let covered = columns.iter().filter(|it| (at..end).contains(it)).count();
        at = end;
        if covered == 0 {
            continue;
        }
        cells.push(Cell {
            is_head: cell.is_head,
            side: match cell.blocks.first() {
                Some(first) if first.side != Side::Start => first.side,
                _ => cell.side,
            },
            columns: u32::try_from(covered).unwrap_or(1),
            spans: joined(cell.blocks),
        });
    }
    cells
}

/// The lines of a cell in one.
fn joined(blocks: Vec<Block>) -> Vec<Span> {
    let mut spans = Vec::new();
    for block in blocks {
        let Kind::Text(mut line) = block.kind else {
            continue;
        };
        if !spans.is_empty() {
            spans.push(Span {
                text: "\n".to_owned(),
                ..Span::default()
            });
        }
        spans.append(&mut line);
    }
    spans
}
