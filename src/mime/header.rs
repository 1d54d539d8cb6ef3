//! Header blocks: fields as they stand, before anything is decoded (RFC 5322 section 2.2).

use super::lines::lines_of;
use std::borrow::Cow;

/// The header of a raw message up to and including the blank line; everything if there is none
/// (RFC 5322 section 2.1).
pub fn header_block(raw: &[u8]) -> &[u8] {
    let mut end = 0;
    for line in lines_of(raw) {
        end += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    raw.get(..end).unwrap_or(raw)
}

/// Whether a program wrote the message (RFC 3834 section 5) or a list passed it on (RFC 2369,
/// RFC 2919): nothing may be sent because of it.
pub fn is_automatic(header: &[u8]) -> bool {
    let is_list = |it: &Field<'_>| {
        it.name
            .get(..5)
            .is_some_and(|it| it.eq_ignore_ascii_case(b"list-"))
    };
    fields(header).any(|it| it.is("Auto-Submitted") || is_list(&it))
}

/// A header field as written, folds and line end included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    name: &'a [u8],
    value: &'a [u8],
}

impl<'a> Field<'a> {
    /// The value on one line.
    pub fn value(&self) -> Cow<'a, [u8]> {
        unfold(self.value)
    }

    /// Whether this is the field called `name`.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Name of the field a line starts, or `None` if it starts none.
pub(super) fn field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = memchr::memchr(b':', line)?;
    let name = line.get(..colon)?.trim_ascii_end();
    let printable = name.iter().all(|byte| (33..=126).contains(byte));
    (!name.is_empty() && printable).then_some(name)
}

/// The fields of a header block. A line that is neither a field nor a continuation belongs to the
/// field before it: some programs fold without the blank.
pub(super) fn fields(block: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = block;
    std::iter::from_fn(move || {
        loop {
            let mut lines = lines_of(rest);
            let first = lines.next()?;
            let name = field_name(first);
            let more: usize = lines
                .take_while(|line| field_name(line).is_none())
                .map(<[u8]>::len)
                .sum();
            let (field, after) = rest.split_at_checked(first.len() + more)?;
            rest = after;
            if let Some(name) = name {
                let colon = memchr::memchr(b':', field).unwrap_or_default();
                let value = field.get(colon + 1..).unwrap_or_default();
                return Some(Field { name, value });
            }
        }
    })
}

/// The first field called `name`.
pub(super) fn field<'a>(block: &'a [u8], name: &str) -> Option<Field<'a>> {
    fields(block).find(|field| field.is(name))
}

fn unfold(value: &[u8]) -> Cow<'_, [u8]> {
    let value = value.trim_ascii();
    if memchr::memchr3(b'\n', b'\r', 0, value).is_none() {
        return Cow::Borrowed(value);
    }
    let mut line = Vec::with_capacity(value.len());
    for piece in lines_of(value) {
        let folded = piece.first().is_some_and(u8::is_ascii_whitespace);
        if !line.is_empty() && !folded {
            line.push(b' ');
        }
        line.extend(
            piece
                .iter()
                .filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)),
        );
    }
    Cow::Owned(line)
}

/// Where the body starts in a header block that lacks its blank line: at the first line that is no
/// field, unless fields every mail has come after it.
pub(super) fn missing_blank_line(block: &[u8]) -> Option<usize> {
    const KNOWN: [&str; 8] = [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    ];
    let mut at = 0;
    let mut found = None;
    for line in lines_of(block) {
        let continues = line.first().is_none_or(u8::is_ascii_whitespace);
        match field_name(line) {
            Some(name)
                if KNOWN
                    .iter()
                    .any(|k| name.eq_ignore_ascii_case(k.as_bytes())) =>
            {
                found = None;
            }
            None if !continues && found.is_none() => found = Some(at),
            _ => (),
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_block_ends_after_the_blank_line() {
        assert_eq!(
            header_block(b"A: 1\r\nB: 2\r\n\r\ntext\r\n\r\n"),
            b"A: 1\r\nB: 2\r\n\r\n"
        );
        assert_eq!(header_block(b"A: 1\n\ntext"), b"A: 1\n\n");
        assert_eq!(header_block(b"\r\ntext"), b"\r\n");
        assert_eq!(header_block(b"A: 1"), b"A: 1");
        assert_eq!(header_block(b""), b"");
    }

    #[test]
    fn fields_are_unfolded_even_without_the_blank() {
        let block = b"Subject: eins\r\n\tzwei\r\ndrei\r\nX-Leer:\r\nto : a@b\r\n\r\n";
        let all: Vec<_> = fields(block).collect();
        assert_eq!(all.len(), 3);
        assert_eq!(all[0].value().as_ref(), b"eins\tzwei drei");
        assert_eq!(all[1].value().as_ref(), b"");
        assert_eq!(field(block, "To").unwrap().value().as_ref(), b"a@b");
    }

    #[test]
    fn a_forgotten_blank_line_is_found() {
        assert_eq!(missing_blank_line(b"To: a\r\nSubject: b\r\n"), None);
        assert_eq!(
            missing_blank_line(b"To: a\r\nGuten Tag,\r\nHinweis: x\r\n"),
            Some(7)
        );
        assert_eq!(missing_blank_line(b"Subject: a\r\nRest\r\nTo: b\r\n"), None);
    }
}
