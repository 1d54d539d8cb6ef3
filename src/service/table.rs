//! Tables from a spreadsheet: CSV with the encodings and separators that Excel writes.

use super::error::{Error, Result};
use crate::domain::stammdaten::StammdatenFault;
use crate::domain::table_import::{LineFault, TableFault};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::io::Read;
use std::path::Path;

/// Bytes of a file at the most.
const LARGEST: u64 = 64 << 20;

/// What Excel puts between two fields, the German way first.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// A column that is known.
pub(super) struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Another heading that is also taken; empty if there is none.
    pub alias: &'static str,
    /// Nothing goes without it.
    pub needed: bool,
}

/// A line of a table: its place and the field of each known column.
pub(super) struct Line {
    /// Line in the file, from 1.
    pub number: u64,
    /// Field of each known column, trimmed; `None` where the table has no such column.
    fields: Vec<Option<String>>,
}

impl Line {
    /// The field of a known column; `None` if the table does not have the column.
    pub fn field(&self, column: usize) -> Option<&str> {
        self.fields.get(column)?.as_deref()
    }
}

/// A table as it was read.
pub(super) struct Lines {
    /// Lines that have the right number of fields.
    pub lines: Vec<Line>,
    /// What is wrong with the others.
    pub faults: Vec<LineFault>,
}

/// A fault of the file as a whole.
fn whole(fault: TableFault) -> Error {
    Error::Table(vec![LineFault {
        line: 0,
        column: "",
        fault,
    }])
}

/// Reads a table with these columns.
///
/// # Errors
/// [`Error::File`]; [`Error::Table`] when the heading is wrong or the file is no such table.
pub(super) fn read(path: &Path, columns: &[Column]) -> Result<Lines> {
    let file = std::fs::File::open(path).map_err(|error| Error::file(path, &error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::file(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(whole(TableFault::TooLarge));
    }
    let text = text(&bytes).ok_or_else(|| whole(TableFault::NotText))?;
    parse(&text, columns)
}

/// The text of a file: by its byte order mark, else UTF-8 if it can be that, else windows-1252.
fn text(bytes: &[u8]) -> Option<String> {
    // A workbook is a ZIP archive.
    if bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let guess = if is_utf8 {
        encoding_rs::UTF_8
    } else {
        WINDOWS_1252
    };
    let encoding = Encoding::for_bom(bytes).map_or(guess, |(it, _)| it);
    let (text, _, has_errors) = encoding.decode(bytes);
    (!has_errors && !text.contains('\0')).then(|| text.into_owned())
}

/// Splits off the line `sep=;` with which some programs name the separator.
fn named_separator(text: &str) -> (Option<u8>, usize) {
    let first = text.lines().next().unwrap_or_default();
    let bare = first.trim().trim_matches('"');
    match bare.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => {
            let ended = text.get(first.len()..).unwrap_or_default();
            let end = ended.find(|c| c != '\r' && c != '\n');
            (Some(*separator), first.len() + end.unwrap_or(ended.len()))
        }
        _ => (None, 0),
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The position of a heading among the known columns.
fn known(columns: &[Column], heading: &str) -> Option<usize> {
    let heading = heading.trim().to_lowercase();
    columns
        .iter()
        .position(|it| it.name.to_lowercase() == heading || it.alias.to_lowercase() == heading)
        .filter(|_| !heading.is_empty())
}

fn heading(text: &str, separator: u8) -> csv::StringRecord {
    let mut record = csv::StringRecord::new();
    // Text in memory that is UTF-8 cannot fail to be read.
    let _ = reader(text, separator).read_record(&mut record);
    record
}

fn parse(text: &str, columns: &[Column]) -> Result<Lines> {
    let (named, start) = named_separator(text);
    let table = text.get(start..).unwrap_or_default();
    if table.trim().is_empty() {
        return Err(whole(TableFault::Empty));
    }
    let found = |separator: &u8| {
        let heading = heading(table, *separator);
        heading
            .iter()
            .filter(|it| known(columns, it).is_some())
            .count()
    };
    let best = SEPARATORS.iter().rev().max_by_key(|it| found(it));
    let separator = named.or(best.copied()).unwrap_or(b';');
    let places = places(&heading(table, separator), columns)?;
    let mut reader = reader(table, separator);
    let mut counter = LineCounter::new(text, start);
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut is_heading = true;
    loop {
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(Error::Internal(error.to_string())),
        }
        let number = counter.line_at(start.saturating_add(at));
        // Excel writes out lines that were once used as bare separators.
        if std::mem::take(&mut is_heading) || record.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        let before = faults.len();
        check_line(&record, number, (&places, columns), &mut faults);
        if faults.len() == before {
            let fields = (0..columns.len()).map(|column| {
                let place = places.iter().position(|it| *it == Some(column))?;
                record.get(place).map(|it| unguarded(it.trim()).to_owned())
            });
            let fields = fields.collect();
            lines.push(Line { number, fields });
        }
    }
    Ok(Lines { lines, faults })
}

/// Signs with which a spreadsheet begins to calculate.
const CALCULATES: [char; 4] = ['=', '+', '-', '@'];

/// A cell as it is written to a file: names come from foreign mail, and a spreadsheet must not take
/// one for a formula. The apostrophe in front is what spreadsheets know for "this is text".
pub(super) fn guarded(cell: &str) -> String {
    match cell.starts_with(CALCULATES) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// The cell without it.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(CALCULATES) => rest,
        _ => cell,
    }
}

/// Which known column each field of the heading is; `None` for one without a heading.
fn places(heading: &csv::StringRecord, columns: &[Column]) -> Result<Vec<Option<usize>>> {
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut faults = Vec::new();
    for name in heading {
        let column = known(columns, name);
        let name = name.trim().to_owned();
        if column.is_some() && places.contains(&column) {
            faults.push(TableFault::ColumnTwice(name));
        } else if column.is_none() && !name.is_empty() {
            let known: Vec<&str> = columns.iter().map(|it| it.name).collect();
            faults.push(TableFault::ColumnUnknown {
                given: name,
                known: known.join(", "),
            });
        }
        places.push(column);
    }
    for (index, column) in columns.iter().enumerate() {
        if column.needed && !places.contains(&Some(index)) {
            faults.push(TableFault::ColumnMissing(column.name));
        }
    }
    match faults.is_empty() {
        true => Ok(places),
        false => {
            let fault = |fault| LineFault {
                line: 0,
                column: "",
                fault,
            };
            Err(Error::Table(faults.into_iter().map(fault).collect()))
        }
    }
}

fn check_line(
    record: &csv::StringRecord,
    line: u64,
    (places, columns): (&[Option<usize>], &[Column]),
    faults: &mut Vec<LineFault>,
) {
    let mut add = |column: &'static str, fault| {
        faults.push(LineFault {
            line,
            column,
            fault,
        });
    };
    if record.len() != places.len() {
        let (found, wanted) = (record.len(), places.len());
        add("", TableFault::FieldCount { found, wanted });
    }
    for (index, field) in record.iter().enumerate() {
        let column = places
            .get(index)
            .and_then(|it| columns.get((*it)?))
            .map_or("", |it| it.name);
        // A quote that is never closed swallows the lines below it, and shows here.
        if field.trim().contains(char::is_control) {
            add(
                column,
                TableFault::Stammdaten(StammdatenFault::ControlCharacter),
            );
        }
    }
}

/// Counts lines as an editor does; the reader itself passes over empty lines without counting them.
struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let mut counter = Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        };
        counter.advance(start);
        counter
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn advance(&mut self, to: usize) {
        while self.at < to.min(self.bytes.len()) {
            let is_end = match self.byte(self.at) {
                Some(b'\n') => true,
                Some(b'\r') => self.byte(self.at + 1) != Some(b'\n'),
                _ => false,
            };
            self.line += u64::from(is_end);
            self.at += 1;
        }
    }

    /// The line in which the record begins that is read next from this byte on.
    fn line_at(&mut self, byte: usize) -> u64 {
        self.advance(byte);
        let ends = |it: &u8| matches!(it, b'\r' | b'\n');
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|it| ends(it)).count();
        self.advance(self.at + blank);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column {
            name: "Aktennummer",
            alias: "Akte",
            needed: true,
        },
        Column {
            name: "Kurzbezeichnung",
            alias: "",
            needed: true,
        },
        Column {
            name: "Datenpool",
            alias: "",
            needed: false,
        },
    ];

    fn all(bytes: &[u8]) -> (Vec<(u64, String)>, Vec<LineFault>) {
        let lines = parse(&text(bytes).expect("text"), &COLUMNS).expect("a table");
        let shown = lines.lines.iter().map(|it| {
            let field = |column| it.field(column).unwrap_or("-");
            (it.number, format!("{}|{}|{}", field(0), field(1), field(2)))
        });
        (shown.collect(), lines.faults)
    }

    #[test]
    fn every_way_excel_writes_it_is_read() {
        let wanted = vec![(2, "8/20|Müller ./. \"Meier\"; Söhne|-".to_owned())];
        let semicolon =
            "Aktennummer;Kurzbezeichnung\r\n8/20;\"Müller ./. \"\"Meier\"\"; Söhne\"\r\n";
        let tab = semicolon.replace("r;K", "r\tK").replace("20;", "20\t");
        let comma = semicolon.replace("r;K", "r,K").replace("20;", "20,");
        for text in [semicolon, &tab, &comma] {
            let utf16 = |text: &str| -> Vec<u8> {
                let units = text.encode_utf16().flat_map(u16::to_le_bytes);
                [0xff, 0xfe].into_iter().chain(units).collect()
            };
            let with_mark = format!("\u{feff}{text}");
            let (latin, ..) = WINDOWS_1252.encode(text);
            for bytes in [
                text.as_bytes(),
                with_mark.as_bytes(),
                &latin,
                &utf16(text),
                text.replace("\r\n", "\n").as_bytes(),
                text.replace("\r\n", "\r").as_bytes(),
                text.trim_end().as_bytes(),
            ] {
                assert_eq!(all(bytes), (wanted.clone(), vec![]), "{bytes:?}");
            }
        }
        let named = format!("sep=;\r\n{semicolon}");
        assert_eq!(all(named.as_bytes()).0.first().map(|it| it.0), Some(3));
        let dashed = semicolon.replace("Söhne", "Söhne – €");
        let (latin, ..) = WINDOWS_1252.encode(&dashed);
        let lines = all(&latin).0;
        assert!(
            lines.iter().any(|it| it.1.contains("Söhne – €")),
            "{lines:?}"
        );
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let table =
            "Akte;Kurzbezeichnung\n\n\n1/20;A\n;\n2/20;B;zuviel\n3/20\n\n4/20;\"D\n5/20;E\n";
        let (lines, faults) = all(table.as_bytes());
        assert_eq!(lines, [(4, "1/20|A|-".to_owned())]);
        let places: Vec<(u64, &str)> = faults.iter().map(|it| (it.line, it.column)).collect();
        assert_eq!(places, [(6, ""), (7, ""), (9, "Kurzbezeichnung")]);
    }

    #[test]
    fn what_is_no_such_table_is_refused() {
        let refused = |bytes: &[u8]| match parse(&text(bytes).unwrap_or_default(), &COLUMNS) {
            Err(Error::Table(faults)) => faults.into_iter().map(|it| it.fault).collect(),
            _ => Vec::new(),
        };
        assert_eq!(refused(b" \r\n"), [TableFault::Empty]);
        assert_eq!(
            refused(b"Aktennummer;Datenpool\n1/20;X\n"),
            [TableFault::ColumnMissing("Kurzbezeichnung")]
        );
        let faults = refused(b"Akte;Kurzbezeichnung;Akte;Farbe\n");
        assert!(matches!(
            faults.as_slice(),
            [TableFault::ColumnTwice(_), TableFault::ColumnUnknown { .. }]
        ));
        assert_eq!(text(b"PK\x03\x04rest"), None);
        assert_eq!(text(b"a\0b"), None);
    }
}
