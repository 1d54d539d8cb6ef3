//! Cuts a stream of bytes into lines, and lines without an end into pieces of bounded length.

/// Longest piece handed on; the place of a cut depends on the line alone, not on how it arrived.
pub(super) const PIECE: usize = 16 * 1024;

/// A line with its line end, or a piece of one that is longer than [`PIECE`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The bytes, line end included where there is one.
    pub bytes: &'a [u8],
    /// False for the second and later pieces of a long line.
    pub starts: bool,
}

impl<'a> Line<'a> {
    /// The bytes without the line end.
    pub fn content(&self) -> &'a [u8] {
        let line = self.bytes.strip_suffix(b"\n").unwrap_or(self.bytes);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

/// Keeps the unfinished line between two calls.
#[derive(Debug)]
pub(super) struct LineSplitter {
    carry: Vec<u8>,
    starts: bool,
}

impl LineSplitter {
    /// At the start of the first line.
    pub fn new() -> Self {
        Self {
            carry: Vec::new(),
            starts: true,
        }
    }

    /// Hands each line that `input` completes to `each`.
    pub fn split(&mut self, mut input: &[u8], mut each: impl FnMut(Line<'_>)) {
        while !input.is_empty() {
            let room = PIECE.saturating_sub(self.carry.len());
            let window = input.get(..room).unwrap_or(input);
            let end = memchr::memchr(b'\n', window).map(|at| at + 1);
            let (piece, rest) = input.split_at(end.unwrap_or(window.len()));
            let complete = end.is_some() || piece.len() == room;
            if !complete {
                self.carry.extend_from_slice(piece);
            } else if self.carry.is_empty() {
                each(Line {
                    bytes: piece,
                    starts: self.starts,
                });
            } else {
                self.carry.extend_from_slice(piece);
                each(Line {
                    bytes: &self.carry,
                    starts: self.starts,
                });
                self.carry.clear();
            }
            if complete {
                self.starts = end.is_some();
            }
            input = rest;
        }
    }

    /// Hands over what is left without a line end.
    pub fn finish(self, mut each: impl FnMut(Line<'_>)) {
        if !self.carry.is_empty() {
            each(Line {
                bytes: &self.carry,
                starts: self.starts,
            });
        }
    }
}

/// The lines of a block in memory, line ends included.
pub(super) fn lines_of(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = block;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pieces: &[&[u8]]) -> Vec<(usize, bool)> {
        let mut seen = Vec::new();
        let mut splitter = LineSplitter::new();
        for piece in pieces {
            splitter.split(piece, |line| seen.push((line.bytes.len(), line.starts)));
        }
        splitter.finish(|line| seen.push((line.bytes.len(), line.starts)));
        seen
    }

    #[test]
    fn long_lines_are_cut_at_the_same_place_however_they_arrive() {
        let mut text = vec![b'a'; PIECE * 2 + 7];
        text.extend_from_slice(b"\nkurz\n");
        let whole = cut(&[&text]);
        assert_eq!(
            whole,
            [(PIECE, true), (PIECE, false), (8, false), (5, true)]
        );
        let (one, two) = text.split_at(PIECE + 3);
        assert_eq!(cut(&[one, two]), whole);
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(cut(&bytes), whole);
    }
}
