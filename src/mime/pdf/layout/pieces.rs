//! Text in pieces, broken into lines.

use super::{BLACK, GREY, LINK, Pen, WARN};
use crate::domain::reading::{Document, Span};
use crate::mime::pdf::Sheet;
use crate::mime::pdf::fonts::Font;

/// Text of one look.
#[derive(Clone)]
pub(super) struct Piece {
    pub text: String,
    pub font: Font,
    pub color: [f32; 3],
    pub line: bool,
    pub strike: bool,
}

impl Pen<'_> {
    /// Breaks pieces into lines between words, and words that are too long inside.
    pub(super) fn broken(&mut self, pieces: &[Piece], size: f32, width: f32) -> Vec<Vec<Piece>> {
        let mut lines = vec![Vec::new()];
        let mut used = 0.0;
        for piece in pieces {
            for (number, part) in piece.text.split('\n').enumerate() {
                if number > 0 {
                    lines.push(Vec::new());
                    used = 0.0;
                }
                for word in part.split_inclusive(' ') {
                    let needed = self.fonts.width(piece.font, size, word.trim_end());
                    if used > 0.0 && used + needed > width {
                        lines.push(Vec::new());
                        used = 0.0;
                    }
                    if needed > width {
                        used = self.chop(word, (piece, size, width), &mut lines);
                    } else {
                        used += self.fonts.width(piece.font, size, word);
                        add(&mut lines, word, piece);
                    }
                }
            }
        }
        lines
    }

    /// Breaks a word that is longer than a line; how much of the last line it takes.
    fn chop(
        &mut self,
        word: &str,
        (piece, size, width): (&Piece, f32, f32),
        lines: &mut Vec<Vec<Piece>>,
    ) -> f32 {
        let mut used = 0.0;
        let mut buffer = [0; 4];
        for letter in word.chars() {
            let letter = letter.encode_utf8(&mut buffer);
            let needed = self.fonts.width(piece.font, size, letter);
            if used > 0.0 && used + needed > width {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += needed;
            add(lines, letter, piece);
        }
        used
    }
}

pub(super) fn piece(text: &str, font: Font, color: [f32; 3]) -> Piece {
    Piece {
        text: text.to_owned(),
        font,
        color,
        line: false,
        strike: false,
    }
}

fn add(lines: &mut [Vec<Piece>], text: &str, like: &Piece) {
    let Some(line) = lines.last_mut() else {
        return;
    };
    match line.last_mut() {
        Some(last)
            if last.font == like.font && last.color == like.color && last.line == like.line =>
        {
            last.text.push_str(text);
        }
        _ => line.push(Piece {
            text: text.to_owned(),
            ..like.clone()
        }),
    }
}

pub(super) fn placeholder(name: &str, sheet: &Sheet<'_>) -> String {
    match name.is_empty() {
        true => format!("[{}]", sheet.words.picture),
        false => format!("[{}: {name}]", sheet.words.picture),
    }
}

pub(super) fn pieces(spans: &[Span], sheet: &Sheet<'_>) -> Vec<Piece> {
    let document: &Document = sheet.document;
    let mut pieces = Vec::new();
    let mut spans = spans.iter().peekable();
    while let Some(span) = spans.next() {
        let look = span.look;
        let font = match (look.is_bold, look.is_italic) {
            (true, _) => Font::Bold,
            (false, true) => Font::Italic,
            (false, false) => Font::Regular,
        };
        let color = match (span.link, look.is_muted) {
            (Some(_), _) => LINK,
            (None, true) => GREY,
            (None, false) => BLACK,
        };
        pieces.push(Piece {
            text: match look.is_picture {
                true => placeholder(&span.text, sheet),
                false => span.text.clone(),
            },
            font,
            color,
            line: span.link.is_some() || look.is_underlined,
            strike: look.is_struck,
        });
        let ends = spans.peek().is_none_or(|it| it.link != span.link);
        let link = span.link.and_then(|it| usize::try_from(it).ok());
        let link = link.and_then(|it| document.links.get(it));
        if let Some(link) = link.filter(|it| ends && !it.is_plain) {
            pieces.push(match link.is_disguised {
                true => {
                    let text = format!(" [{} {}]", sheet.words.leads_to, link.host);
                    piece(&text, Font::Bold, WARN)
                }
                false => piece(&format!(" [{}]", link.host), Font::Regular, GREY),
            });
        }
    }
    pieces
}
