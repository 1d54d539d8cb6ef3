//! Streaming filter: copies a message with its structure, but leaves out what no reader sees, so
//! that a message of 100 MB becomes a skeleton of a few KiB that the parser can take at once.
//!
//! Bodies are known by their place in the skeleton, which no mail can forge.

use super::boundary::{Boundaries, Mark};
use super::budget::{KEEP_ALL, KEEP_HEADER, KEEP_SHOWN, KEEP_UNSEEN, MOST_MESSAGES, MOST_PARTS};
use super::header::{field_name, missing_blank_line};
use super::lines::{Line, LineSplitter};
use super::meter::{Measure, Meter};
use super::part::PartHead;
use super::transfer::Coding;
use crate::domain::mail::Detail;
use std::collections::BTreeMap;

/// Stands for a body left out; reads as base64 and as text.
const PLACEHOLDER: &[u8] = b"AAAA\r\n";

/// A body of the message.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Its size and digest, whether or not it is in the skeleton.
    pub measure: Measure,
    /// Not all of it is in the skeleton.
    pub cut: bool,
}

/// What is left of a message.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// Headers, boundaries, text.
    pub bytes: Vec<u8>,
    /// Bodies by the place in `bytes` where they start.
    pub bodies: BTreeMap<usize, Body>,
    /// The message starts with a header.
    pub has_header: bool,
    /// Place in `bytes` where the header of the message ends.
    pub header_end: usize,
}

enum State {
    Start,
    Header { start: usize },
    Body(Box<OpenBody>),
}

struct OpenBody {
    start: usize,
    meter: Meter,
    shown: bool,
    cut: bool,
    /// Start of the header of a multipart part that names no boundary.
    guess_for: Option<usize>,
}

struct Nested {
    start: usize,
    meter: Meter,
    boundaries: usize,
}

/// Takes a message in any pieces and leaves its [`Skeleton`].
pub(super) struct SkeletonFilter {
    lines: LineSplitter,
    copy: Copier,
}

struct Copier {
    detail: Detail,
    out: Vec<u8>,
    state: State,
    boundaries: Boundaries,
    nested: Option<Nested>,
    bodies: BTreeMap<usize, Body>,
    keep_shown: usize,
    header_end: Option<usize>,
    has_header: bool,
    parts: usize,
    messages: usize,
    /// Too many parts: the rest is one body.
    overflow: bool,
    /// The line being read in pieces is left out.
    skip_line: bool,
}

impl SkeletonFilter {
    /// At the first byte of a message.
    pub fn new(detail: Detail) -> Self {
        Self {
            lines: LineSplitter::new(),
            copy: Copier::new(detail),
        }
    }

    /// Takes the next bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        self.lines.split(bytes, |line| self.copy.line(line));
    }

    /// The skeleton, with boundary lines added that the message lacks at its end.
    pub fn finish(mut self) -> Skeleton {
        self.lines.finish(|line| self.copy.line(line));
        self.copy.finish()
    }
}

impl Copier {
    fn new(detail: Detail) -> Self {
        Self {
            detail,
            out: Vec::new(),
            state: State::Start,
            boundaries: Boundaries::default(),
            nested: None,
            bodies: BTreeMap::new(),
            keep_shown: KEEP_SHOWN,
            header_end: None,
            has_header: true,
            parts: 1,
            messages: 0,
            overflow: false,
            skip_line: false,
        }
    }

    fn line(&mut self, line: Line<'_>) {
        if line.starts {
            self.skip_line = false;
        }
        if let State::Start = self.state {
            return self.first_line(line);
        }
        let may_be_boundary = line.starts && !self.overflow && line.bytes.starts_with(b"--");
        let was_nested = self.nested.is_some();
        let is_boundary = may_be_boundary && self.boundary_line(line.content());
        if is_boundary && !was_nested {
            return;
        }
        if let Some(nested) = &mut self.nested {
            nested.meter.feed(line.bytes);
        }
        if !is_boundary {
            self.part_line(line);
        }
    }

    fn part_line(&mut self, line: Line<'_>) {
        match self.state {
            State::Header { start } if line.starts && line.content().is_empty() => {
                self.end_header(start, line.bytes);
            }
            State::Header { start } => self.header_line(line, start),
            State::Body(_) => self.body_line(line.bytes),
            State::Start => (),
        }
    }

    /// Before the header: byte order mark, mbox separator, blank lines.
    fn first_line(&mut self, line: Line<'_>) {
        let bytes = line
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(line.bytes);
        let separator = bytes.starts_with(b"From ") || bytes.starts_with(b">From ");
        if self.skip_line || separator || bytes.trim_ascii().is_empty() {
            self.skip_line = true;
            return;
        }
        self.has_header = field_name(bytes).is_some();
        let line = Line { bytes, ..line };
        if self.has_header {
            self.state = State::Header { start: 0 };
        } else {
            self.header_end = Some(0);
            self.open_body(Coding::Identity, true, None);
        }
        self.part_line(line);
    }

    fn header_line(&mut self, line: Line<'_>, start: usize) {
        let full = self.out.len().saturating_sub(start) > KEEP_HEADER || self.is_full();
        let blank = line.starts && line.content().trim_ascii().is_empty();
        // A line of blanks would end the header for the parser and does not for most programs.
        if full || blank || self.skip_line {
            self.skip_line = true;
        } else {
            self.out.extend_from_slice(line.bytes);
        }
    }

    fn is_full(&self) -> bool {
        self.out.len() > KEEP_ALL
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(b"\n") {
            self.out.extend_from_slice(b"\r\n");
        }
    }

    fn end_header(&mut self, start: usize, blank: &[u8]) {
        self.end_line();
        let block = self.out.get(start..).unwrap_or_default();
        let early_body = missing_blank_line(block).map(|at| self.out.split_off(start + at));
        self.out.extend_from_slice(b"\r\n");
        self.header_end.get_or_insert(self.out.len());
        let block = self.out.get(start..).unwrap_or_default();
        // Text where a header should be is no message, whatever the digest around it says.
        let in_digest = self.boundaries.in_digest() && early_body.is_none();
        let head = PartHead::read(block, in_digest);
        let follows = head.is_message() && head.coding == Coding::Identity;
        if follows && self.messages < MOST_MESSAGES {
            self.open_nested();
        } else if let Some(boundary) = head.boundary.as_deref() {
            self.boundaries
                .push(boundary, head.media_type == "multipart/digest");
            self.open_body(Coding::Identity, self.nested.is_none(), None);
        } else {
            let guess_for = head.is_multipart().then_some(start);
            let shown = self.nested.is_none() && (head.is_shown_text() || guess_for.is_some());
            self.open_body(head.coding, shown, guess_for);
        }
        if let Some(early) = early_body {
            super::lines::lines_of(&early).for_each(|line| {
                self.part_line(Line {
                    bytes: line,
                    starts: true,
                });
            });
            self.part_line(Line {
                bytes: blank,
                starts: true,
            });
        }
    }

    /// A message inside the message: its header follows, and it is measured as a whole.
    fn open_nested(&mut self) {
        let start = self.out.len();
        if self.nested.is_none() {
            self.nested = Some(Nested {
                start,
                meter: Meter::new(Coding::Identity, self.detail),
                boundaries: self.boundaries.depth(),
            });
        }
        self.parts += 1;
        self.messages += 1;
        self.state = State::Header { start };
    }

    fn open_body(&mut self, coding: Coding, shown: bool, guess_for: Option<usize>) {
        self.state = State::Body(Box::new(OpenBody {
            start: self.out.len(),
            meter: Meter::new(coding, self.detail),
            shown,
            cut: false,
            guess_for,
        }));
    }

    fn body_line(&mut self, bytes: &[u8]) {
        let full = self.is_full();
        let State::Body(body) = &mut self.state else {
            return;
        };
        body.meter.feed(bytes);
        if body.cut {
            return;
        }
        if body.shown {
            if full || bytes.len() > self.keep_shown {
                self.keep_shown = 0;
                body.cut = true;
                return self.end_line();
            }
            self.keep_shown -= bytes.len();
        } else if full || self.out.len() - body.start > KEEP_UNSEEN {
            self.out.truncate(body.start);
            self.out.extend_from_slice(PLACEHOLDER);
            body.cut = true;
            return;
        }
        self.boundaries.copy_text(bytes, &mut self.out);
    }

    /// Takes a line that starts with `--`; false if it is no boundary.
    fn boundary_line(&mut self, content: &[u8]) -> bool {
        let mark = self
            .boundaries
            .find(content)
            .or_else(|| self.guess_boundary(content));
        let Some(mark) = mark else {
            return false;
        };
        self.close_body(true);
        if self.parts >= MOST_PARTS || self.is_full() {
            self.open_body(Coding::Identity, false, None);
            self.overflow = true;
            return true;
        }
        if self
            .nested
            .as_ref()
            .is_some_and(|nested| mark.level < nested.boundaries)
        {
            self.close_nested(true);
        }
        self.end_line();
        self.boundaries.close_above(mark.level, &mut self.out);
        self.boundaries.write_line(mark, &mut self.out);
        if mark.closes {
            self.boundaries.pop();
            // What follows the last part is shown by no program.
            self.open_body(Coding::Identity, false, None);
        } else {
            self.parts += 1;
            self.state = State::Header {
                start: self.out.len(),
            };
        }
        true
    }

    /// The first `--` line of a multipart that names no boundary is taken for one, and written
    /// into its header.
    fn guess_boundary(&mut self, content: &[u8]) -> Option<Mark> {
        let State::Body(body) = &self.state else {
            return None;
        };
        let start = body.guess_for?;
        let boundary = content.strip_prefix(b"--")?.trim_ascii_end();
        let usable = !boundary.is_empty() && !boundary.iter().all(|byte| *byte == b'-');
        if !usable || self.boundaries.is_full() || boundary.contains(&b'"') || !boundary.is_ascii()
        {
            return None;
        }
        let block = self.out.get(start..)?;
        let head = PartHead::read(block, false);
        let field = format!(
            "Content-Type: {}; boundary=\"{}\"\r\n",
            head.media_type,
            String::from_utf8_lossy(boundary)
        );
        let end = start + super::header::header_block(block).len().saturating_sub(2);
        let moved = self.out.split_off(end);
        self.out.extend_from_slice(field.as_bytes());
        self.out.extend_from_slice(&moved);
        if start == 0 {
            self.header_end = self.header_end.map(|at| at + field.len());
        }
        self.boundaries
            .push(boundary, head.media_type == "multipart/digest");
        self.boundaries.find(content)
    }

    fn close_body(&mut self, at_boundary: bool) {
        if let State::Header { start } = self.state {
            self.end_header(start, b"");
        }
        // A message inside that ended before it began leaves the state at its header.
        if let State::Header { start } = self.state {
            self.end_line();
            self.out.extend_from_slice(b"\r\n");
            self.header_end.get_or_insert(start);
        }
        if let State::Body(body) = std::mem::replace(&mut self.state, State::Start) {
            let measure = body.meter.finish(at_boundary);
            let cut = body.cut;
            self.bodies.insert(body.start, Body { measure, cut });
        }
    }

    fn close_nested(&mut self, at_boundary: bool) {
        if let Some(nested) = self.nested.take() {
            self.messages = 0;
            let measure = nested.meter.finish(at_boundary);
            self.bodies
                .insert(nested.start, Body { measure, cut: true });
        }
    }

    fn finish(mut self) -> Skeleton {
        if let State::Start = self.state {
            self.has_header = false;
        }
        self.close_body(false);
        self.close_nested(false);
        if self.boundaries.depth() > 0 {
            self.end_line();
            self.boundaries.close_above_all(&mut self.out);
        }
        Skeleton {
            header_end: self.header_end.unwrap_or(self.out.len()),
            bytes: self.out,
            bodies: self.bodies,
            has_header: self.has_header,
        }
    }
}
