//! Lays a message out on pages.

mod pieces;
mod table;

use super::fonts::{Font, Fonts};
use super::{MOST_PAGES, Sheet};
use crate::domain::reading::{Block, Kind, Side};
use pieces::{Piece, piece, pieces, placeholder};

/// A4 in points.
pub(super) const PAPER: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 62.0;
const RIGHT: f32 = 50.0;
const TOP: f32 = 56.0;
const BOTTOM: f32 = 64.0;
const SIZE: f32 = 10.0;
const LINE: f32 = 1.4;
const QUOTE: f32 = 10.0;
const INDENT: f32 = 16.0;
const CELL: f32 = 5.0;
/// Pixels of a screen in points.
const PIXEL: f32 = 0.75;
/// Grey of what matters less.
const GREY: [f32; 3] = [0.38, 0.40, 0.44];
const BLACK: [f32; 3] = [0.08, 0.09, 0.1];
const LINK: [f32; 3] = [0.06, 0.37, 0.66];
const WARN: [f32; 3] = [0.7, 0.15, 0.12];
const RULE: [f32; 3] = [0.75, 0.77, 0.8];

/// Something on a page; places count from its lower left corner.
pub(super) enum Mark {
    Text {
        at: (f32, f32),
        font: Font,
        size: f32,
        color: [f32; 3],
        glyphs: Vec<u8>,
    },
    Fill {
        at: (f32, f32),
        size: (f32, f32),
        color: [f32; 3],
    },
    Picture {
        number: usize,
        at: (f32, f32),
        size: (f32, f32),
    },
}

/// A page.
pub(super) type Page = Vec<Mark>;

struct Pen<'f> {
    fonts: &'f mut Fonts,
    pages: Vec<Page>,
    y: f32,
    is_full: bool,
}

/// The pages of a message.
pub(super) fn pages(sheet: &Sheet<'_>, fonts: &mut Fonts) -> Vec<Page> {
    let mut pen = Pen {
        fonts,
        pages: vec![Page::new()],
        y: PAPER.1 - TOP,
        is_full: false,
    };
    pen.head(sheet);
    for block in &sheet.document.blocks {
        if pen.is_full {
            pen.is_full = false;
            pen.plain(&sheet.words.cut, Font::Bold, GREY);
            break;
        }
        pen.block(block, sheet);
    }
    if !sheet.files.is_empty() {
        pen.space(12.0);
        pen.rule();
        pen.plain(&sheet.files_title, Font::Bold, BLACK);
        for file in &sheet.files {
            pen.plain(file, Font::Regular, BLACK);
        }
    }
    pen.numbers(sheet);
    pen.pages
}

fn room() -> f32 {
    PAPER.0 - LEFT - RIGHT
}

impl Pen<'_> {
    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::new());
        }
        let last = self.pages.len() - 1;
        // The line above has made one.
        #[allow(clippy::indexing_slicing)]
        &mut self.pages[last]
    }

    /// Makes room for so much height, on the next page where this one is full.
    fn need(&mut self, height: f32) {
        if self.y - height < BOTTOM {
            self.is_full |= self.pages.len() >= MOST_PAGES;
            if !self.is_full {
                self.pages.push(Page::new());
            }
            self.y = PAPER.1 - TOP;
        }
    }

    fn space(&mut self, height: f32) {
        self.y -= height;
    }

    fn rule(&mut self) {
        self.need(10.0);
        let at = (LEFT, self.y - 4.0);
        self.page().push(Mark::Fill {
            at,
            size: (room(), 0.6),
            color: RULE,
        });
        self.y -= 10.0;
    }

    fn head(&mut self, sheet: &Sheet<'_>) {
        let title = [piece(&sheet.title, Font::Bold, BLACK)];
        self.lines(&title, 14.0, (LEFT, room()), Side::Start);
        self.space(4.0);
        for (name, value) in &sheet.head {
            let names = [piece(name, Font::Regular, GREY)];
            let y = self.y;
            self.need(SIZE * LINE);
            let y = if self.y > y { self.y } else { y };
            self.lines(&names, SIZE, (LEFT, 90.0), Side::Start);
            self.y = y;
            let values = [piece(value, Font::Regular, BLACK)];
            self.lines(&values, SIZE, (LEFT + 90.0, room() - 90.0), Side::Start);
        }
        for note in &sheet.notes {
            self.space(2.0);
            self.plain(note, Font::Italic, GREY);
        }
        self.rule();
        self.space(4.0);
    }

    fn plain(&mut self, text: &str, font: Font, color: [f32; 3]) {
        let pieces = [piece(text, font, color)];
        self.lines(&pieces, SIZE, (LEFT, room()), Side::Start);
    }

    fn block(&mut self, block: &Block, sheet: &Sheet<'_>) {
        self.space(f32::from(block.gap.min(3)) * SIZE * 0.6);
        let left = LEFT + f32::from(block.quote) * QUOTE + f32::from(block.indent) * INDENT;
        let width = (LEFT + room() - left).max(80.0);
        let from = (self.pages.len(), self.y);
        match &block.kind {
            Kind::Text(spans) => {
                self.marker(&block.marker, left);
                let pieces = pieces(spans, sheet);
                self.lines(&pieces, SIZE, (left, width), block.side);
            }
            Kind::Heading(level, spans) => {
                let size = match level {
                    1 => 15.0,
                    2 => 13.0,
                    3 => 11.5,
                    _ => SIZE,
                };
                let pieces = pieces(spans, sheet);
                self.lines(&pieces, size, (left, width), block.side);
            }
            Kind::Rule => self.rule(),
            Kind::Picture(number) => self.picture(*number, (left, width), (block.side, sheet)),
            Kind::Table(rows) => self.table(rows, (left, width), sheet),
        }
        if block.quote > 0 {
            self.bars(block.quote, from);
        }
    }

    /// The bars beside a quotation, as far as it stands on this page.
    fn bars(&mut self, quote: u8, from: (usize, f32)) {
        let top = if from.0 == self.pages.len() {
            from.1
        } else {
            PAPER.1 - TOP
        };
        let y = self.y;
        for level in 0..quote {
            let x = LEFT + f32::from(level) * QUOTE;
            self.page().push(Mark::Fill {
                at: (x, y),
                size: (1.5, (top - y).max(0.0)),
                color: LINK,
            });
        }
    }

    fn marker(&mut self, marker: &str, left: f32) {
        if marker.is_empty() {
            return;
        }
        self.need(SIZE * LINE);
        let width = self.fonts.width(Font::Regular, SIZE, marker);
        let glyphs = self.fonts.glyphs(Font::Regular, marker);
        let at = (left - width - 5.0, self.y - SIZE);
        self.page().push(Mark::Text {
            at,
            font: Font::Regular,
            size: SIZE,
            color: BLACK,
            glyphs,
        });
    }

    /// Writes pieces into a column, line by line.
    fn lines(&mut self, pieces: &[Piece], size: f32, (left, width): (f32, f32), side: Side) {
        for line in self.broken(pieces, size, width) {
            self.need(size * LINE);
            let y = self.y - size;
            self.line(&line, size, (left, y, width), side);
            self.y -= size * LINE;
        }
    }

    fn line(&mut self, line: &[Piece], size: f32, (left, y, width): (f32, f32, f32), side: Side) {
        let widths: Vec<f32> = line
            .iter()
            .map(|it| self.fonts.width(it.font, size, &it.text))
            .collect();
        let free = (width - widths.iter().sum::<f32>()).max(0.0);
        let mut x = match side {
            Side::Start => left,
            Side::Middle => left + free / 2.0,
            Side::End => left + free,
        };
        for (piece, width) in line.iter().zip(widths) {
            let glyphs = self.fonts.glyphs(piece.font, &piece.text);
            let (font, color) = (piece.font, piece.color);
            let page = self.page();
            let at = (x, y);
            page.push(Mark::Text {
                at,
                font,
                size,
                color,
                glyphs,
            });
            for (is_drawn, up) in [(piece.line, -1.4), (piece.strike, size * 0.28)] {
                if is_drawn {
                    page.push(Mark::Fill {
                        at: (x, y + up),
                        size: (width, 0.5),
                        color,
                    });
                }
            }
            x += width;
        }
    }

    fn picture(
        &mut self,
        number: u32,
        (left, width): (f32, f32),
        (side, sheet): (Side, &Sheet<'_>),
    ) {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let Some(picture) = sheet.document.pictures.get(at) else {
            return;
        };
        if picture.width == 0 {
            let words = placeholder(&picture.name, sheet);
            return self.plain(&words, Font::Regular, GREY);
        }
        let (pixels, high) = (picture.width as f32, picture.height as f32);
        let wished = picture.wished.map_or(pixels, |it| it as f32) * PIXEL;
        let mut shown = wished.min(width);
        let most = PAPER.1 - TOP - BOTTOM - 10.0;
        shown = shown.min(most * pixels / high);
        let height = shown * high / pixels;
        self.need(height + 4.0);
        let x = match side {
            Side::Start => left,
            Side::Middle => left + (width - shown) / 2.0,
            Side::End => left + width - shown,
        };
        let y = self.y - height - 2.0;
        self.page().push(Mark::Picture {
            number: at,
            at: (x, y),
            size: (shown, height),
        });
        self.y = y - 2.0;
    }

    fn numbers(&mut self, sheet: &Sheet<'_>) {
        let pages = self.pages.len();
        for number in 0..pages {
            let words = sheet
                .words
                .page
                .replace("{page}", &(number + 1).to_string());
            let words = words.replace("{pages}", &pages.to_string());
            let width = self.fonts.width(Font::Regular, 8.5, &words);
            let glyphs = self.fonts.glyphs(Font::Regular, &words);
            if let Some(page) = self.pages.get_mut(number) {
                page.push(Mark::Text {
                    at: (PAPER.0 - RIGHT - width, 34.0),
                    font: Font::Regular,
                    size: 8.5,
                    color: GREY,
                    glyphs,
                });
            }
        }
    }
}
