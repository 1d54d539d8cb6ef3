//! A document made ready to be shown: rows of runs. Made once, on a thread of its own.

use crate::domain::reading::link::Link;
use crate::domain::reading::{Block, Cell, Document, Kind, Look, Side, Span};
use crate::gui::theme::SIZE;
use iced::advanced::image::Handle;
use std::sync::atomic::{AtomicU64, Ordering};

/// Room between two lines of a half, in logical pixels.
const HALF_LINE: f32 = 9.0;
/// How far an entry of a list is set in.
const INDENT: f32 = 22.0;
/// Width of a letter on average, for guesses.
pub(super) const LETTER: f32 = 6.9;

/// Words that the program adds to a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Stands for a picture that is not shown: `[Bild]`.
    pub picture: String,
    /// Stands before the host of a link whose words name another: `führt zu`.
    pub leads_to: String,
}

/// How a run is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// As the sender wrote it.
    #[default]
    Own,
    /// Added by the program.
    Added,
    /// A warning of the program.
    Warning,
}

/// Text with one look.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
    pub link: Option<u32>,
    pub tone: Tone,
}

/// A cell of a row of a table.
#[derive(Debug, Clone)]
pub(super) struct PageCell {
    /// Its lines.
    pub lines: Vec<Vec<Run>>,
    pub is_head: bool,
    pub side: Side,
    /// First column and how many.
    pub columns: (usize, usize),
}

/// What a row is.
#[derive(Debug, Clone)]
pub(super) enum RowKind {
    Text(Vec<Run>, f32),
    Rule,
    Picture(usize),
    /// A row of a table: its cells, the widths that the columns of the table would like, whether it
    /// is the first.
    Cells(Vec<PageCell>, std::sync::Arc<[f32]>, bool),
}

/// A row of a page.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub kind: RowKind,
    pub gap: f32,
    pub quote: u8,
    pub indent: f32,
    pub marker: String,
    pub side: Side,
}

/// A picture of a page.
#[derive(Debug, Clone)]
pub(super) struct PagePicture {
    pub handle: Handle,
    pub width: f32,
    pub height: f32,
}

/// A text that is ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub(super) version: u64,
    pub(super) rows: Vec<Row>,
    pub(super) links: Vec<Link>,
    pub(super) pictures: Vec<Option<PagePicture>>,
    /// The row in which each link stands first.
    link_rows: Vec<Option<usize>>,
}

impl Page {
    /// The page of a document.
    pub fn new(document: &Document, words: &Words) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let pictures: Vec<_> = document.pictures.iter().map(picture).collect();
        let mut page = Self {
            version: NEXT.fetch_add(1, Ordering::Relaxed),
            rows: Vec::with_capacity(document.blocks.len()),
            links: document.links.clone(),
            pictures,
            link_rows: vec![None; document.links.len()],
        };
        for block in &document.blocks {
            page.add(block, document, words);
        }
        page
    }

    /// The target of a link.
    pub fn link(&self, number: u32) -> Option<&Link> {
        self.links.get(usize::try_from(number).ok()?)
    }

    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes of the longest row: what is laid out at once.
    pub fn longest_row(&self) -> usize {
        let rows = 0..self.rows.len();
        rows.map(|it| self.text_of(it).len()).max().unwrap_or(0)
    }

    pub(super) fn row_of_link(&self, number: usize) -> Option<usize> {
        self.link_rows.get(number).copied().flatten()
    }

    fn add(&mut self, block: &Block, document: &Document, words: &Words) {
        let mut row = Row {
            kind: RowKind::Rule,
            gap: f32::from(block.gap.min(3)) * HALF_LINE,
            quote: block.quote,
            indent: f32::from(block.indent) * INDENT,
            marker: block.marker.clone(),
            side: block.side,
        };
        match &block.kind {
            Kind::Text(spans) => {
                row.kind = RowKind::Text(self.runs(spans, (document, words)), SIZE);
            }
            Kind::Heading(level, spans) => {
                let size = match level {
                    1 => 20.0,
                    2 => 17.0,
                    3 => 15.0,
                    _ => SIZE,
                };
                row.kind = RowKind::Text(self.runs(spans, (document, words)), size);
            }
            Kind::Rule => {}
            Kind::Picture(number) => {
                let at = usize::try_from(*number).unwrap_or(usize::MAX);
                row.kind = match self.pictures.get(at) {
                    Some(Some(_)) => RowKind::Picture(at),
                    _ => {
                        let picture = document.pictures.get(at);
                        let name = picture.map(|it| it.name.clone()).unwrap_or_default();
                        RowKind::Text(vec![placeholder(&name, words, None)], SIZE)
                    }
                };
            }
            Kind::Table(rows) => return self.add_table(row, rows, (document, words)),
        }
        self.rows.push(row);
    }

    fn add_table(&mut self, model: Row, rows: &[Vec<Cell>], around: (&Document, &Words)) {
        let mut wishes: Vec<f32> = Vec::new();
        let mut ready = Vec::new();
        for cells in rows {
            let mut at = 0;
            let mut row = Vec::new();
            for cell in cells {
                let covered = usize::try_from(cell.columns).unwrap_or(1).max(1);
                let lines = lines(self.runs(&cell.spans, around));
                let letters = |line: &Vec<Run>| line.iter().map(|it| it.text.chars().count()).sum();
                let longest: usize = lines.iter().map(letters).max().unwrap_or_default();
                let wish = longest as f32 * LETTER * 1.08 + 20.0;
                wishes.resize(wishes.len().max(at + covered), 36.0);
                if covered == 1
                    && let Some(own) = wishes.get_mut(at)
                {
                    *own = own.max(wish.min(420.0));
                }
                row.push(PageCell {
                    lines,
                    is_head: cell.is_head,
                    side: cell.side,
                    columns: (at, covered),
                });
                at += covered;
            }
            ready.push(row);
        }
        let wishes: std::sync::Arc<[f32]> = wishes.into();
        for (number, cells) in ready.into_iter().enumerate() {
            let is_first = number == 0;
            self.rows.push(Row {
                kind: RowKind::Cells(cells, wishes.clone(), is_first),
                gap: if is_first { model.gap } else { 0.0 },
                ..model.clone()
            });
        }
    }

    /// The runs of a line, with what the program adds behind links.
    fn runs(&mut self, spans: &[Span], (document, words): (&Document, &Words)) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::with_capacity(spans.len());
        let mut spans = spans.iter().peekable();
        while let Some(span) = spans.next() {
            runs.push(match span.look.is_picture {
                true => placeholder(&span.text, words, span.link),
                false => Run {
                    text: span.text.clone(),
                    look: span.look,
                    link: span.link,
                    tone: Tone::Own,
                },
            });
            let Some(number) = span.link else {
                continue;
            };
            let at = usize::try_from(number).unwrap_or(usize::MAX);
            let row = self.rows.len();
            if let Some(first) = self.link_rows.get_mut(at) {
                first.get_or_insert(row);
            }
            let ends = spans.peek().is_none_or(|it| it.link != span.link);
            let Some(link) = document.links.get(at).filter(|it| ends && !it.is_plain) else {
                continue;
            };
            let (text, tone) = match link.is_disguised {
                true => (
                    format!(" [{} {}]", words.leads_to, link.host),
                    Tone::Warning,
                ),
                false => (format!(" [{}]", link.host), Tone::Added),
            };
            let look = Look {
                is_muted: tone == Tone::Added,
                is_bold: tone == Tone::Warning,
                ..Look::default()
            };
            runs.push(Run {
                text,
                look,
                link: None,
                tone,
            });
        }
        runs
    }

    /// The text of a row: cells parted by tabs, their lines by line feeds.
    pub(super) fn text_of(&self, row: usize) -> String {
        let Some(row) = self.rows.get(row) else {
            return String::new();
        };
        let mut text = String::new();
        let add = |text: &mut String, runs: &[Run]| {
            runs.iter().for_each(|it| text.push_str(&it.text));
        };
        match &row.kind {
            RowKind::Text(runs, _) => add(&mut text, runs),
            RowKind::Rule | RowKind::Picture(_) => {}
            RowKind::Cells(cells, ..) => {
                for (number, cell) in cells.iter().enumerate() {
                    if number > 0 {
                        text.push('\t');
                    }
                    for (number, line) in cell.lines.iter().enumerate() {
                        if number > 0 {
                            text.push('\n');
                        }
                        add(&mut text, line);
                    }
                }
            }
        }
        text
    }
}

fn picture(picture: &crate::domain::reading::Picture) -> Option<PagePicture> {
    if picture.width == 0 || picture.height == 0 {
        return None;
    }
    let bytes = picture.pixels.to_vec();
    let (width, height) = (picture.width as f32, picture.height as f32);
    let shown = picture.wished.map_or(width, |it| it as f32);
    Some(PagePicture {
        handle: Handle::from_rgba(picture.width, picture.height, bytes),
        width: shown,
        height: height * shown / width,
    })
}

fn placeholder(name: &str, words: &Words, link: Option<u32>) -> Run {
    let text = match name.is_empty() {
        true => format!("[{}]", words.picture),
        false => format!("[{}: {name}]", words.picture),
    };
    let look = Look {
        is_muted: true,
        ..Look::default()
    };
    Run {
        text,
        look,
        link,
        tone: Tone::Added,
    }
}

/// Parts runs at line feeds.
fn lines(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (number, text) in run.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run {
                    text: text.to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    lines
}
