//! A table of master data that comes in from a spreadsheet: what became of it, and what is wrong
//! with which line. It is taken as a whole or not at all.

use crate::domain::stammdaten::StammdatenFault;

/// Of what a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Akten.
    Akten,
    /// Benutzer.
    Benutzer,
    /// Klienten with their Ansprechpartner.
    Klienten,
}

/// What is wrong in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// The values of a line.
    Stammdaten(StammdatenFault),
    /// The file is empty.
    Empty,
    /// The file is a workbook or otherwise no text.
    NotText,
    /// The file is larger than such a table can be.
    TooLarge,
    /// A column that is needed is not in the heading.
    ColumnMissing(&'static str),
    /// A column of the heading that is not known; what is known.
    ColumnUnknown {
        /// What was given.
        given: String,
        /// What is known.
        known: String,
    },
    /// A column stands twice in the heading.
    ColumnTwice(String),
    /// A line with more or fewer fields than the heading.
    FieldCount {
        /// Fields of the line.
        found: usize,
        /// Fields of the heading.
        wanted: usize,
    },
    /// Nothing stands in a field that is needed.
    Missing,
    /// Neither yes nor no.
    YesNo(String),
    /// The same entry stands in an earlier line.
    AlsoInLine(u64),
}

/// A fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// Line in the file, from 1; 0 for the file as a whole.
    pub line: u64,
    /// Column by its heading; empty for the whole line.
    pub column: &'static str,
    /// Fault.
    pub fault: TableFault,
}

impl LineFault {
    /// A fault of a line's values as a whole.
    pub fn of_line(line: u64, fault: StammdatenFault) -> Self {
        let fault = TableFault::Stammdaten(fault);
        Self {
            line,
            column: "",
            fault,
        }
    }
}

/// A table as it was read, ready to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T> {
    /// The entries that could be read, each with its line.
    pub rows: Vec<(u64, T)>,
    /// What was wrong already when it was read. With any of it nothing is taken.
    pub faults: Vec<LineFault>,
    /// Change entries that are here already, instead of refusing them.
    pub change: bool,
}

/// What became of a table that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Entries that are new.
    pub added: usize,
    /// Entries that were here and have been changed.
    pub changed: usize,
}
