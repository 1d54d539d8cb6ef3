//! The rows of the lists, in words, sorted and filtered.

use super::Part;
use crate::domain::draft::DraftRow;
use crate::domain::letter::LetterState;
use crate::domain::outbox::{LetterRow, RecipientState};
use crate::domain::search_text::fold;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::grid::{Column, Columns, Mark, Model, RowLook};
use crate::i18n::{self, Language, Text, texts};
use crate::service::draft_words::shortened;
use crate::service::sending::words;
use std::borrow::Cow;
use std::collections::HashSet;

/// Recipients that are named in a list.
const NAMED: usize = 3;

/// By what a cell is sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Words(String),
}

struct Row {
    id: i64,
    cells: Vec<(String, Key)>,
    mark: Option<Mark>,
    tint: Option<Tint>,
    /// Everything that can be found, folded.
    found: String,
}

/// See the module.
#[derive(Default)]
pub(super) struct List {
    pub(super) columns: Columns,
    rows: Vec<Row>,
    order: Vec<usize>,
    version: u64,
}

fn words_cell(words: String) -> (String, Key) {
    let key = Key::Words(fold(&words));
    (words, key)
}

fn moment_cell(language: Language, seconds: i64) -> (String, Key) {
    (i18n::moment(language, seconds), Key::Number(seconds))
}

/// An Aktennummer is sorted by year, then by number.
fn akte_cell(number: &str) -> (String, Key) {
    let parts = number.split_once('/');
    let parts = parts.and_then(|(a, b)| Some((a.parse::<i64>().ok()?, b.parse::<i64>().ok()?)));
    let key = parts.map_or(Key::Number(-1), |(number, year)| {
        Key::Number((year + 50) % 100 * 100_000 + number)
    });
    (number.to_owned(), key)
}

fn row(id: i64, cells: Vec<(String, Key)>) -> Row {
    let words: Vec<String> = cells.iter().map(|it| fold(&it.0)).collect();
    Row {
        id,
        cells,
        mark: None,
        tint: None,
        found: words.join(" "),
    }
}

fn recipients(row: &LetterRow) -> String {
    let all = &row.letter.recipients;
    let named: Vec<&str> = all
        .iter()
        .take(NAMED)
        .map(|it| it.address.as_str())
        .collect();
    match all.len() > NAMED {
        true => format!("{} … ({})", named.join(", "), all.len()),
        false => named.join(", "),
    }
}

fn subject(text: &str, language: Language) -> String {
    match text.trim() {
        "" => texts::mail_no_subject().show(language),
        text => text.to_owned(),
    }
}

/// How far a letter has come, in words for a list.
pub(super) fn state(row: &LetterRow) -> Text {
    match row.letter.state {
        LetterState::Wartet if !row.is_released => texts::postausgang_state_held(),
        LetterState::Wartet if row.letter.attempts > 0 => texts::postausgang_state_again(),
        LetterState::Gesendet if has_trouble(row) => texts::postausgang_state_partly(),
        state => words::state(state),
    }
}

/// Not everybody has got it, or nobody knows.
fn has_trouble(row: &LetterRow) -> bool {
    let is_bad =
        |it: RecipientState| matches!(it, RecipientState::Refused | RecipientState::Undeliverable);
    row.letter.recipients.iter().any(|it| is_bad(it.state))
}

fn sign(row: &LetterRow) -> (Icon, Tint) {
    match row.letter.state {
        LetterState::Entwurf => (Icon::Edit, Tint::Muted),
        LetterState::Wartet if !row.is_released => (Icon::Clock, Tint::Muted),
        LetterState::Wartet => (Icon::Clock, Tint::Accent),
        LetterState::WirdGesendet => (Icon::Sync, Tint::Accent),
        LetterState::Gesendet if has_trouble(row) => (Icon::Warning, Tint::Warning),
        LetterState::Gesendet => (Icon::CheckCircle, Tint::Good),
        LetterState::Unklar => (Icon::Warning, Tint::Warning),
        LetterState::Fehlgeschlagen => (Icon::DismissCircle, Tint::Bad),
    }
}

fn signed(mut to: Row, row: &LetterRow) -> Row {
    let (icon, tint) = sign(row);
    to.mark = Some(Mark::Icon(icon, tint));
    to.tint = (tint == Tint::Bad).then_some(Tint::Bad);
    to
}

/// What stands in the column "Akte": "nicht zur Akte" is to be seen.
fn akte_of(row: &LetterRow, language: Language) -> (String, Key) {
    match row.akte {
        Some(_) => akte_cell(&row.aktennummer),
        None => (texts::e_brief_no_akte().show(language), Key::Number(-1)),
    }
}

impl List {
    /// Names the columns; those of another part are laid out anew.
    pub(super) fn set_up(&mut self, part: Part, language: Language) {
        let columns: Vec<Column> = match part {
            Part::Postausgang => vec![
                ("stand", texts::postausgang_column_state(), 175.0, false),
                ("empfaenger", texts::postausgang_column_to(), 185.0, false),
                ("betreff", texts::column_subject(), 260.0, true),
                ("akte", texts::postausgang_column_akte(), 112.0, false),
                ("absender", texts::postausgang_column_from(), 125.0, false),
                (
                    "eingestellt",
                    texts::postausgang_column_queued(),
                    130.0,
                    false,
                ),
                ("naechster", texts::postausgang_column_next(), 128.0, false),
            ],
            Part::Drafts => vec![
                (
                    "gespeichert",
                    texts::postausgang_column_saved(),
                    140.0,
                    false,
                ),
                ("empfaenger", texts::postausgang_column_to(), 260.0, false),
                ("betreff", texts::column_subject(), 300.0, true),
                ("akte", texts::postausgang_column_akte(), 112.0, false),
                ("anlagen", texts::postausgang_column_files(), 80.0, false),
            ],
            Part::Journal => vec![
                ("datum", texts::postausgang_column_date(), 160.0, false),
                (
                    "benutzer",
                    texts::postausgang_column_benutzer(),
                    140.0,
                    false,
                ),
                ("absender", texts::postausgang_column_from(), 125.0, false),
                ("empfaenger", texts::postausgang_column_to(), 220.0, false),
                ("betreff", texts::column_subject(), 240.0, true),
                ("akte", texts::postausgang_column_akte(), 112.0, false),
                ("ergebnis", texts::postausgang_column_result(), 170.0, false),
            ],
        }
        .into_iter()
        .map(|(name, title, width, is_flex)| {
            let column = Column::new(name, title.show(language), width).min(60.0);
            match is_flex {
                true => column.min(130.0).flex(),
                false => column,
            }
        })
        .collect();
        let is_first = self.columns.every().next().is_none();
        match is_first {
            true => self.columns = Columns::new(columns),
            false => self.columns.entitle(columns.into_iter().map(|it| it.title)),
        }
    }

    fn set(&mut self, rows: Vec<Row>) {
        self.rows = rows;
        self.version += 1;
    }

    pub(super) fn set_outbox(&mut self, letters: &[LetterRow], language: Language) {
        let rows = letters.iter().map(|it| {
            let letter = &it.letter;
            let next = match letter.state == LetterState::Wartet && it.is_released {
                true => moment_cell(language, letter.next_at),
                false => (String::new(), Key::Number(0)),
            };
            let cells = vec![
                words_cell(state(it).show(language)),
                words_cell(recipients(it)),
                words_cell(subject(&letter.subject, language)),
                akte_of(it, language),
                words_cell(it.account_name.clone()),
                moment_cell(language, letter.queued_at),
                next,
            ];
            signed(row(letter.id, cells), it)
        });
        self.set(rows.collect());
    }

    pub(super) fn set_journal(&mut self, letters: &[LetterRow], language: Language) {
        let program = texts::postausgang_by_program().show(language);
        let rows = letters.iter().map(|it| {
            let letter = &it.letter;
            let who = match it.benutzer_name.as_str() {
                "" => program.clone(),
                name => name.to_owned(),
            };
            let cells = vec![
                moment_cell(language, letter.sent_at.unwrap_or(letter.queued_at)),
                words_cell(who),
                words_cell(it.account_name.clone()),
                words_cell(recipients(it)),
                words_cell(subject(&letter.subject, language)),
                akte_of(it, language),
                words_cell(result(it).show(language)),
            ];
            signed(row(letter.id, cells), it)
        });
        self.set(rows.collect());
    }

    pub(super) fn set_drafts(&mut self, drafts: &[DraftRow], language: Language) {
        let rows = drafts.iter().map(|it| {
            let to = match it.to.trim().trim_end_matches(',') {
                "" => texts::postausgang_nobody().show(language),
                to => shortened(to),
            };
            let files = match it.files {
                0 => String::new(),
                files => files.to_string(),
            };
            let cells = vec![
                moment_cell(language, it.changed_at),
                words_cell(to),
                words_cell(subject(&it.subject, language)),
                akte_cell(&it.aktennummer),
                (files, Key::Number(i64::from(it.files))),
            ];
            row(it.id, cells)
        });
        self.set(rows.collect());
    }

    /// Shows the rows in which each word is found.
    pub(super) fn filter(&mut self, typed: &str, found: &[i64]) {
        let found: HashSet<i64> = found.iter().copied().collect();
        let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
        let fits = |it: &Row| {
            found.contains(&it.id) || words.iter().all(|word| it.found.contains(word.as_str()))
        };
        let rows = self.rows.iter().enumerate();
        self.order = rows.filter(|it| fits(it.1)).map(|it| it.0).collect();
        self.sort();
    }

    /// Puts what is shown in the order that was asked for.
    pub(super) fn sort(&mut self) {
        self.version += 1;
        let Some((column, is_ascending)) = self.columns.sort() else {
            return;
        };
        let rows = &self.rows;
        let key = |at: &usize| {
            rows.get(*at)
                .and_then(|it| it.cells.get(column))
                .map(|it| &it.1)
        };
        // What is equal stays newest first in both directions.
        self.order.sort_unstable();
        match is_ascending {
            true => self.order.sort_by(|a, b| key(a).cmp(&key(b))),
            false => self.order.sort_by(|a, b| key(b).cmp(&key(a))),
        }
    }

    fn at(&self, row: usize) -> Option<&Row> {
        self.rows.get(*self.order.get(row)?)
    }

    /// The number of what stands in a row.
    pub(super) fn id(&self, row: usize) -> Option<i64> {
        self.at(row).map(|it| it.id)
    }

    /// The rows in which these stand.
    pub(super) fn rows_of(&self, ids: &[i64]) -> Vec<usize> {
        let rows = 0..self.order.len();
        rows.filter(|it| self.id(*it).is_some_and(|id| ids.contains(&id)))
            .collect()
    }

    /// How many there are, whatever is shown of them.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }
}

/// What became of a sent letter.
fn result(row: &LetterRow) -> Text {
    let all = &row.letter.recipients;
    let count = |state| all.iter().filter(|it| it.state == state).count();
    if has_trouble(row) {
        return texts::postausgang_state_partly();
    }
    match count(RecipientState::Read) + count(RecipientState::Delivered) {
        0 => words::state(row.letter.state),
        known if known < all.len() => texts::postausgang_result_some(known, all.len()),
        _ if count(RecipientState::Read) == all.len() => {
            words::recipient_state(RecipientState::Read)
        }
        _ => words::recipient_state(RecipientState::Delivered),
    }
}

impl Model for List {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let cell = self.at(row).and_then(|it| it.cells.get(column));
        Cow::Borrowed(cell.map_or("", |it| &it.0))
    }

    fn look(&self, row: usize) -> RowLook {
        RowLook {
            tint: self.at(row).and_then(|it| it.tint),
            ..RowLook::default()
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        (column == 0).then(|| self.at(row)?.mark)?
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let typed = fold(typed);
        let starts = |row: &usize| {
            let cell = self.at(*row).and_then(|it| it.cells.get(1));
            cell.is_some_and(|it| fold(&it.0).starts_with(&typed))
        };
        let len = self.order.len();
        (from..len).chain(0..from.min(len)).find(starts)
    }
}
