//! Messages as multi-line replies: byte-stuffed, ending in a line end (RFC 1939 section 3).

/// The message with a dot before each leading dot; the final dot is the caller's.
pub(super) fn stuffed(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len() + raw.len() / 64 + 2);
    for line in raw.split_inclusive(|it| *it == b'\n') {
        if line.starts_with(b".") {
            out.push(b'.');
        }
        out.extend_from_slice(line);
    }
    if !raw.is_empty() && !raw.ends_with(b"\n") {
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// The same with bare line feeds, as broken servers send it.
pub(super) fn stuffed_bare(raw: &[u8]) -> Vec<u8> {
    let whole = stuffed(raw);
    let mut out = Vec::with_capacity(whole.len());
    for line in whole.split_inclusive(|it| *it == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(text) => {
                out.extend_from_slice(text);
                out.push(b'\n');
            }
            None => out.extend_from_slice(line),
        }
    }
    out
}

/// The header, the empty line and the first `lines` lines after it.
pub(super) fn top(raw: &[u8], lines: usize) -> &[u8] {
    let mut end = memchr::memmem::find(raw, b"\r\n\r\n").map_or(raw.len(), |at| at + 4);
    for _ in 0..lines {
        let rest = raw.get(end..).unwrap_or_default();
        end += memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    }
    raw.get(..end).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_doubled_at_line_starts_only() {
        assert_eq!(stuffed(b".a\r\n..\r\nb.c"), b"..a\r\n...\r\nb.c\r\n");
        assert_eq!(stuffed(b""), b"");
        assert_eq!(stuffed_bare(b".a\r\nb"), b"..a\nb\n");
    }

    #[test]
    fn top_counts_lines() {
        let raw = b"A: b\r\n\r\n1\r\n2\r\n3";
        assert_eq!(top(raw, 0), b"A: b\r\n\r\n");
        assert_eq!(top(raw, 2), b"A: b\r\n\r\n1\r\n2\r\n");
        assert_eq!(top(raw, 9), raw);
        assert_eq!(top(b"A: b", 1), b"A: b");
    }
}
