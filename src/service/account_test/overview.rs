//! Every account's test in one table: the monthly check.

use super::TestReport;
use super::words::{finding, status};
use crate::domain::account::StoredAccount;
use crate::domain::diagnosis::{Side, TestRow, TestStatus};
use crate::i18n::{Language, Text, texts};
use crate::service::error::{Error, Result};
use std::path::Path;

/// How a whole ladder ended.
pub fn of_side(report: &TestReport, side: Side) -> TestStatus {
    let has = |wanted: TestStatus| {
        let mut rows = report.rows.iter();
        rows.any(|it| it.side == side && it.status == wanted)
    };
    [TestStatus::Failed, TestStatus::Warning, TestStatus::Ok]
        .into_iter()
        .find(|it| has(*it))
        .unwrap_or(TestStatus::NotApplicable)
}

/// The row to look at first: the first failure, else the first warning.
pub fn worst(report: &TestReport) -> Option<&TestRow> {
    let first = |status| report.rows.iter().find(move |it| it.status == status);
    first(TestStatus::Failed).or_else(|| first(TestStatus::Warning))
}

/// The columns of the table.
pub fn heading() -> [Text; 6] {
    [
        texts::column_number(),
        texts::column_account(),
        texts::test_side_incoming(),
        texts::test_side_outgoing(),
        texts::column_finding(),
        texts::column_code(),
    ]
}

/// The row of an account.
pub fn row(stored: &StoredAccount, report: &TestReport, language: Language) -> Vec<String> {
    let show = |text: Text| text.show(language);
    let worst = worst(report);
    vec![
        stored.id.to_string(),
        stored.account.name.clone(),
        show(status(of_side(report, Side::Incoming))),
        show(status(of_side(report, Side::Outgoing))),
        worst.and_then(finding).map(show).unwrap_or_default(),
        worst
            .and_then(|it| it.class)
            .map_or("", |it| it.code())
            .to_owned(),
    ]
}

/// The table for a spreadsheet.
pub fn csv(rows: &[Vec<String>], language: Language) -> String {
    let heading = heading().into_iter().map(|it| it.show(language)).collect();
    let lines = std::iter::once(&heading).chain(rows).map(|row| {
        let cells: Vec<String> = row.iter().map(|it| cell(it)).collect();
        cells.join(";") + "\n"
    });
    lines.collect()
}

/// Writes the table for a spreadsheet to a file. It begins with a byte order mark, without which
/// Excel takes umlauts for something else.
///
/// # Errors
/// [`Error::File`].
pub fn write_csv(file: &Path, rows: &[Vec<String>], language: Language) -> Result<()> {
    let page = format!("\u{feff}{}", csv(rows, language));
    std::fs::write(file, page).map_err(|error| Error::file(file, &error))
}

/// A cell of the table. One that begins like a formula would be carried out in a spreadsheet.
fn cell(text: &str) -> String {
    let guard = match text.starts_with(['=', '+', '-', '@']) {
        true => "'",
        false => "",
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let rows = vec![vec!["=1+1".to_owned(), "\"Büro\"".to_owned()]];
        let page = csv(&rows, Language::German);
        assert_eq!(page.lines().nth(1), Some("\"'=1+1\";\"\"\"Büro\"\"\""));
    }
}
