//! A row that is laid out: shaped pieces and where they stand.

use super::page::{Page, Row, RowKind, Run, Tone};
use crate::domain::reading::Side;
use crate::gui::theme::{self, SIZE, Tokens};
use crate::gui::widget::shape::Paragraph;
use iced::advanced::text::{self, Paragraph as _};
use iced::{Color, Pixels, Point, Rectangle, Size, alignment};

/// Height of a line by its size.
pub(super) const LINE: f32 = 1.45;
/// Room for the bar of a level of quotation.
pub(super) const QUOTE: f32 = 14.0;
/// Room around the words of a cell.
const CELL: f32 = 8.0;
/// No line is wider: nobody finds the next one.
const WIDEST: f32 = 940.0;
/// Less contrast than this is not readable, whatever the sender wished.
const LEAST_CONTRAST: f32 = 4.5;

/// Why a line is drawn along text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub bounds: Rectangle,
    pub link: Option<u32>,
    pub color: Color,
}

/// A shaped piece of a row, on lines of its own.
pub(super) struct Piece {
    pub at: Point,
    pub paragraph: Paragraph,
    /// Where its text begins in the text of the row.
    pub base: usize,
    pub length: usize,
    pub strokes: Vec<Stroke>,
    /// The link of each run.
    links: Vec<Option<u32>>,
}

/// A row that is laid out.
#[derive(Default)]
pub(super) struct Laid {
    pub height: f32,
    pub pieces: Vec<Piece>,
    /// What stands before it in a list.
    pub marker: Option<(Point, Paragraph)>,
    /// Frames of cells, and whether they are heads.
    pub cells: Vec<(Rectangle, bool)>,
    pub picture: Option<Rectangle>,
    pub rule: Option<Rectangle>,
}

fn contrast(one: Color, other: Color) -> f32 {
    let light = |it: Color| it.relative_luminance() + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

fn color_of(run: &Run, tokens: &Tokens) -> Option<Color> {
    let wished = run.look.color.map(|[r, g, b]| Color::from_rgb8(r, g, b));
    match (run.tone, run.link) {
        (Tone::Warning, _) => Some(tokens.err),
        (_, Some(_)) => Some(tokens.accent),
        _ if run.look.is_muted => Some(tokens.muted),
        _ => wished.filter(|it| contrast(*it, tokens.surface) >= LEAST_CONTRAST),
    }
}

fn font_of(run: &Run, is_strong: bool) -> iced::Font {
    match (run.look.is_bold || is_strong, run.look.is_italic) {
        (true, _) => theme::UI_BOLD,
        (false, true) => theme::UI_ITALIC,
        (false, false) => theme::UI,
    }
}

/// How the words of a piece stand.
#[derive(Clone, Copy)]
struct Setting<'t> {
    size: f32,
    width: f32,
    side: Side,
    is_strong: bool,
    tokens: &'t Tokens,
}

impl Piece {
    fn new(runs: &[Run], setting: Setting<'_>, base: usize) -> Self {
        let spans: Vec<text::Span<'_, ()>> = runs
            .iter()
            .map(|run| {
                let span = text::Span::new(run.text.as_str()).font(font_of(run, setting.is_strong));
                span.color_maybe(color_of(run, setting.tokens))
            })
            .collect();
        let text = text::Text {
            content: spans.as_slice(),
            bounds: Size::new(setting.width.max(20.0), f32::INFINITY),
            size: Pixels(setting.size),
            line_height: text::LineHeight::Relative(LINE),
            font: theme::UI,
            align_x: match setting.side {
                Side::Start => text::Alignment::Default,
                Side::Middle => text::Alignment::Center,
                Side::End => text::Alignment::Right,
            },
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: text::Wrapping::WordOrGlyph,
        };
        let paragraph = Paragraph::with_spans(text);
        let mut piece = Self {
            at: Point::ORIGIN,
            base,
            length: runs.iter().map(|it| it.text.len()).sum(),
            strokes: Vec::new(),
            links: runs.iter().map(|it| it.link).collect(),
            paragraph,
        };
        piece.strokes = piece.strokes(runs, setting);
        piece
    }

    fn strokes(&self, runs: &[Run], setting: Setting<'_>) -> Vec<Stroke> {
        let needs = |it: &Run| it.link.is_some() || it.look.is_underlined || it.look.is_struck;
        if !runs.iter().any(needs) {
            return Vec::new();
        }
        let mut strokes = Vec::new();
        for run in self.paragraph.buffer().layout_runs() {
            let mut open: Option<(usize, f32, f32)> = None;
            let mut close = |open: Option<(usize, f32, f32)>| {
                let Some((number, from, to)) = open else {
                    return;
                };
                let Some(source) = runs.get(number).filter(|it| needs(it)) else {
                    return;
                };
                let color = color_of(source, setting.tokens).unwrap_or(setting.tokens.text);
                let mut stroke = |y: f32| {
                    strokes.push(Stroke {
                        bounds: Rectangle::new(Point::new(from, y), Size::new(to - from, 1.0)),
                        link: source.link,
                        color,
                    });
                };
                if source.link.is_some() || source.look.is_underlined {
                    stroke(run.line_y + 2.0);
                }
                if source.look.is_struck {
                    stroke(run.line_y - setting.size * 0.3);
                }
            };
            for glyph in run.glyphs {
                match &mut open {
                    Some((number, from, to)) if *number == glyph.metadata => {
                        *from = from.min(glyph.x);
                        *to = to.max(glyph.x + glyph.w);
                    }
                    _ => {
                        close(open.take());
                        open = Some((glyph.metadata, glyph.x, glyph.x + glyph.w));
                    }
                }
            }
            close(open);
        }
        strokes
    }

    /// How far it stands to the right of where lines begin.
    fn shift(&self, setting: Setting<'_>) -> f32 {
        let free = (setting.width - self.paragraph.min_bounds().width).max(0.0);
        match setting.side {
            Side::Start => 0.0,
            Side::Middle => (free / 2.0).floor(),
            Side::End => free.floor(),
        }
    }

    pub(super) fn height(&self) -> f32 {
        self.paragraph.min_bounds().height
    }

    /// The place in the text of the row at a point of the row.
    pub(super) fn offset_at(&self, point: Point) -> usize {
        let last = self.height() - 1.0;
        let y = (point.y - self.at.y).clamp(0.0, last.max(0.0));
        let cursor = self.paragraph.buffer().hit(point.x - self.at.x, y);
        self.base + cursor.map_or(0, |it| it.index).min(self.length)
    }

    /// The link at a point of the row.
    pub(super) fn link_at(&self, point: Point) -> Option<u32> {
        let point = Point::new(point.x - self.at.x, point.y - self.at.y);
        for run in self.paragraph.buffer().layout_runs() {
            if point.y < run.line_top || point.y >= run.line_top + run.line_height {
                continue;
            }
            let hit = run
                .glyphs
                .iter()
                .find(|it| point.x >= it.x && point.x < it.x + it.w);
            return hit.and_then(|it| self.links.get(it.metadata).copied().flatten());
        }
        None
    }

    /// The places of the text from `from` to `to`, both in the text of the row.
    pub(super) fn places(&self, from: usize, to: usize) -> Vec<Rectangle> {
        let from = from.saturating_sub(self.base);
        let to = to.saturating_sub(self.base);
        let mut places = Vec::new();
        for run in self.paragraph.buffer().layout_runs() {
            let inside = run
                .glyphs
                .iter()
                .filter(|it| it.start < to && it.end > from);
            let mut span: Option<(f32, f32)> = None;
            for glyph in inside {
                let (start, end) = span.unwrap_or((glyph.x, glyph.x + glyph.w));
                span = Some((start.min(glyph.x), end.max(glyph.x + glyph.w)));
            }
            if let Some((start, end)) = span {
                places.push(Rectangle {
                    x: self.at.x + start,
                    y: self.at.y + run.line_top,
                    width: end - start,
                    height: run.line_height,
                });
            }
        }
        places
    }
}

impl Laid {
    /// Lays a row out in so much room.
    pub(super) fn new(page: &Page, row: &Row, room: f32, tokens: &Tokens) -> Self {
        let left = f32::from(row.quote) * QUOTE + row.indent;
        let width = (room - left).clamp(40.0, WIDEST);
        let mut laid = Self::default();
        match &row.kind {
            RowKind::Text(runs, size) => {
                let setting = Setting {
                    size: *size,
                    width,
                    side: row.side,
                    is_strong: false,
                    tokens,
                };
                let mut piece = Piece::new(runs, setting, 0);
                piece.at = Point::new(left + piece.shift(setting), row.gap);
                laid.height = row.gap + piece.height();
                laid.pieces.push(piece);
            }
            RowKind::Rule => {
                let at = Point::new(left, row.gap + 4.0);
                laid.rule = Some(Rectangle::new(at, Size::new(width, 1.0)));
                laid.height = row.gap + 9.0;
            }
            RowKind::Picture(number) => laid.picture(page, *number, (left, width), row),
            RowKind::Cells(cells, wishes, _) => {
                laid.cells(cells, wishes, (left, width), (row, tokens))
            }
        }
        if !row.marker.is_empty() {
            laid.marker(row, left, tokens);
        }
        laid
    }

    fn marker(&mut self, row: &Row, left: f32, tokens: &Tokens) {
        let run = Run {
            text: row.marker.clone(),
            ..Run::default()
        };
        let setting = Setting {
            size: SIZE,
            width: 60.0,
            side: Side::Start,
            is_strong: false,
            tokens,
        };
        let piece = Piece::new(&[run], setting, 0);
        let width = piece.paragraph.min_bounds().width;
        self.marker = Some((Point::new(left - width - 7.0, row.gap), piece.paragraph));
    }

    fn picture(&mut self, page: &Page, number: usize, (left, width): (f32, f32), row: &Row) {
        let Some(Some(picture)) = page.pictures.get(number) else {
            return;
        };
        let shown = picture.width.min(width);
        let height = (picture.height * shown / picture.width).clamp(1.0, 6000.0);
        let x = match row.side {
            Side::Start => 0.0,
            Side::Middle => (width - shown) / 2.0,
            Side::End => width - shown,
        };
        let at = Point::new((left + x).round(), (row.gap + 3.0).round());
        self.picture = Some(Rectangle::new(at, Size::new(shown.round(), height.round())));
        self.height = row.gap + height.round() + 6.0;
    }

    fn cells(
        &mut self,
        cells: &[super::page::PageCell],
        wishes: &[f32],
        (left, width): (f32, f32),
        (row, tokens): (&Row, &Tokens),
    ) {
        let columns = shared(wishes, width);
        let mut base = 0;
        let mut height: f32 = 0.0;
        let mut frames = Vec::new();
        for cell in cells {
            let (first, count) = cell.columns;
            let before: f32 = columns.iter().take(first).sum();
            let own: f32 = columns.iter().skip(first).take(count).sum();
            let mut y = row.gap + 4.0;
            for (number, line) in cell.lines.iter().enumerate() {
                let setting = Setting {
                    size: SIZE,
                    width: own - 2.0 * CELL,
                    side: cell.side,
                    is_strong: cell.is_head,
                    tokens,
                };
                base += usize::from(number > 0);
                let mut piece = Piece::new(line, setting, base);
                piece.at = Point::new(left + before + CELL + piece.shift(setting), y);
                y += piece
                    .height()
                    .max(if line.is_empty() { SIZE * LINE } else { 0.0 });
                base += piece.length;
                self.pieces.push(piece);
            }
            base += 1;
            height = height.max(y + 4.0);
            frames.push((left + before, own, cell.is_head));
        }
        self.height = height.max(row.gap + SIZE * LINE + 8.0);
        let (y, height) = (row.gap, self.height - row.gap);
        let frame = |(x, width, is_head)| {
            (
                Rectangle {
                    x,
                    y,
                    width,
                    height,
                },
                is_head,
            )
        };
        self.cells = frames.into_iter().map(frame).collect();
    }
}

/// The widths of columns in so much room: what they wish, or less of what they have above their
/// fair share.
fn shared(wishes: &[f32], room: f32) -> Vec<f32> {
    let all: f32 = wishes.iter().sum();
    if all <= room {
        return wishes.iter().map(|it| it.round()).collect();
    }
    let fair = room / wishes.len().max(1) as f32;
    let small: f32 = wishes.iter().filter(|it| **it <= fair).sum();
    let large: f32 = wishes.iter().filter(|it| **it > fair).sum();
    let share = ((room - small) / large.max(1.0)).min(1.0);
    let width = |wish: &f32| if *wish <= fair { *wish } else { wish * share };
    wishes.iter().map(|it| width(it).floor()).collect()
}
