//! The boundaries of the multiparts that are open (RFC 2046 section 5.1.1).

/// Multiparts inside each other that are followed; only an attack has more.
const DEEPEST: usize = 100;

/// A boundary line that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// How many multiparts lie around the one it belongs to.
    pub level: usize,
    /// The line ends its multipart.
    pub closes: bool,
}

#[derive(Debug)]
struct Boundary {
    text: Vec<u8>,
    /// A line with it has been written.
    used: bool,
    digest: bool,
}

/// From the outermost to the innermost.
#[derive(Debug, Default)]
pub(super) struct Boundaries {
    open: Vec<Boundary>,
}

impl Boundaries {
    /// How many multiparts are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether a part without Content-Type is a message (RFC 2046 section 5.1.5).
    pub fn in_digest(&self) -> bool {
        self.open.last().is_some_and(|boundary| boundary.digest)
    }

    /// Whether another multipart would not be followed.
    pub fn is_full(&self) -> bool {
        self.open.len() >= DEEPEST
    }

    /// Opens a multipart.
    pub fn push(&mut self, text: &[u8], digest: bool) {
        if !self.is_full() && text.len() <= 1000 {
            let text = text.to_vec();
            let used = false;
            self.open.push(Boundary { text, used, digest });
        }
    }

    /// Closes the innermost multipart.
    pub fn pop(&mut self) {
        self.open.pop();
    }

    /// Looks at a line that starts with `--`.
    pub fn find(&self, line: &[u8]) -> Option<Mark> {
        let line = line.strip_prefix(b"--")?.trim_ascii_end();
        let closing = |text: &[u8]| {
            line.strip_prefix(text)
                .is_some_and(|rest| rest.starts_with(b"--"))
        };
        let exact = self
            .open
            .iter()
            .rposition(|b| b.text.trim_ascii_end() == line);
        let closed = || self.open.iter().rposition(|b| closing(&b.text));
        match exact {
            Some(level) => Some(Mark {
                level,
                closes: false,
            }),
            None => closed().map(|level| Mark {
                level,
                closes: true,
            }),
        }
    }

    /// Copies a line that is no boundary. The parser takes a boundary for one wherever it stands,
    /// so where one is quoted in a line its dashes are set apart.
    pub fn copy_text(&self, line: &[u8], out: &mut Vec<u8>) {
        let mut rest = line;
        while let Some(at) = memchr::memmem::find(rest, b"--") {
            let (before, dashes) = rest.split_at_checked(at + 1).unwrap_or((rest, &[]));
            out.extend_from_slice(before);
            let text = dashes.get(1..).unwrap_or_default();
            if self.open.iter().any(|b| text.starts_with(&b.text)) {
                out.push(b' ');
            }
            rest = dashes;
        }
        out.extend_from_slice(rest);
    }

    /// Closes what was left open inside the multipart at `level`, and writes the lines that lack.
    pub fn close_above(&mut self, level: usize, out: &mut Vec<u8>) {
        while self.open.len() > level + 1 {
            self.close_innermost(out);
        }
    }

    /// Closes everything.
    pub fn close_above_all(&mut self, out: &mut Vec<u8>) {
        while !self.open.is_empty() {
            self.close_innermost(out);
        }
    }

    fn close_innermost(&mut self, out: &mut Vec<u8>) {
        let level = self.open.len().saturating_sub(1);
        let closes = true;
        // Without any part the text there is shown instead; an end line would hide it.
        if self.open.last().is_some_and(|boundary| boundary.used) {
            self.write_line(Mark { level, closes }, out);
        }
        self.pop();
    }

    /// Writes the line without what may have followed on it.
    pub fn write_line(&mut self, mark: Mark, out: &mut Vec<u8>) {
        if let Some(boundary) = self.open.get_mut(mark.level) {
            boundary.used = true;
            out.extend_from_slice(b"--");
            out.extend_from_slice(&boundary.text);
            out.extend_from_slice(if mark.closes { b"--\r\n" } else { b"\r\n" });
        }
    }
}
