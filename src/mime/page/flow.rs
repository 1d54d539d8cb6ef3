//! Where text goes: into a line, the line into a block, the block into the document or a cell.

use super::style::Style;
use crate::domain::reading::{Block, Kind, Span, letters};

/// Longest line in bytes; a longer one is broken into several.
const LONGEST_LINE: usize = 4000;

/// What a link counts in a line beside its words: its target is shown behind them.
const LINK: usize = 40;

/// The line that is being written.
#[derive(Default)]
pub(super) struct Line {
    pub spans: Vec<Span>,
    length: usize,
    /// A blank stands before the next word.
    blank: bool,
}

impl Line {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether it is full.
    pub fn is_full(&self) -> bool {
        self.length > LONGEST_LINE
    }

    /// Writes text; whether it held signs that turn the direction of writing.
    pub fn write(&mut self, text: &str, style: &Style, link: Option<u32>) -> bool {
        let mut words = String::with_capacity(text.len());
        let has_turned = letters::add_seen(&mut words, text);
        let mut out = String::with_capacity(words.len());
        if style.is_pre {
            words.chars().for_each(|it| match it {
                '\t' => out.push_str("    "),
                // A blank at the start of a line would be lost with the line before.
                it => out.push(it),
            });
        } else {
            let mut blank = self.blank;
            let starts = self.spans.is_empty();
            for letter in words.chars() {
                // HTML white space only: a no-break space is text
                if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                    blank = true;
                    continue;
                }
                if blank && !(starts && out.is_empty()) {
                    out.push(' ');
                }
                blank = false;
                out.push(if letter == '\u{a0}' { ' ' } else { letter });
            }
            self.blank = blank;
        }
        let first = self
            .spans
            .last()
            .is_some_and(|it| it.look != style.look || it.link != link);
        match out.strip_prefix(' ').filter(|_| first && !style.is_pre) {
            Some(rest) => {
                self.push_blank();
                self.push(rest, style, link);
            }
            None => self.push(&out, style, link),
        }
        has_turned
    }

    /// A blank between two looks belongs to neither's line below.
    fn push_blank(&mut self) {
        match self.spans.last_mut() {
            Some(last)
                if last.link.is_none()
                    && !last.look.is_underlined
                    && !last.look.is_struck
                    && !last.look.is_picture =>
            {
                last.text.push(' ');
            }
            _ => self.push(" ", &Style::default(), None),
        }
    }

    fn push(&mut self, text: &str, style: &Style, link: Option<u32>) {
        if text.is_empty() {
            return;
        }
        self.length += text.len() + link.map_or(0, |_| LINK);
        match self.spans.last_mut() {
            Some(last) if last.look == style.look && last.link == link => last.text.push_str(text),
            _ => self.spans.push(Span {
                text: text.to_owned(),
                look: style.look,
                link,
            }),
        }
    }

    /// Writes a span of its own.
    pub fn push_span(&mut self, span: Span) {
        if std::mem::take(&mut self.blank) && !self.spans.is_empty() {
            self.push_blank();
        }
        self.length += span.text.len();
        self.spans.push(span);
    }

    /// Ends the line: its spans, without blanks at the ends unless they count.
    pub fn take(&mut self, keeps_blanks: bool) -> Vec<Span> {
        let mut spans = std::mem::take(self).spans;
        if keeps_blanks {
            return spans;
        }
        while let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() || last.look.is_picture {
                break;
            }
            spans.pop();
        }
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        spans
    }
}

/// The words of a block.
pub(super) fn words(block: &Block) -> usize {
    match &block.kind {
        Kind::Text(spans) | Kind::Heading(_, spans) => spans.iter().map(|it| it.text.len()).sum(),
        _ => 0,
    }
}
