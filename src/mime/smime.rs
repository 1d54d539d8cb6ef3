//! S/MIME as a whole (RFC 8551): what a signed message holds, found by a small walk over BER, whose
//! lengths may be left open. Signatures are not checked here, and nothing is decrypted.

/// What a CMS structure holds (RFC 5652).
pub(super) enum Content {
    /// Signed: the entity inside.
    Signed(Vec<u8>),
    /// Encrypted.
    Encrypted,
}

/// Constructed strings inside each other that are followed.
const DEEPEST: usize = 16;

const SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const ENVELOPED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03];
const AUTH_ENVELOPED: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17,
];

/// An element: its tag, what it holds, what follows it.
struct Element<'a> {
    tag: u8,
    /// Everything behind the tag where the length is left open.
    content: &'a [u8],
    is_open: bool,
    rest: &'a [u8],
}

/// The element that `bytes` start with.
fn element(bytes: &[u8]) -> Option<Element<'_>> {
    let (tag, bytes) = bytes.split_first()?;
    // Tags of more than one byte do not occur in CMS.
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (first, bytes) = bytes.split_first()?;
    let open = |content| Element {
        tag: *tag,
        content,
        is_open: true,
        rest: &[],
    };
    let (length, bytes) = match first {
        0x80 => return Some(open(bytes)),
        0x00..0x80 => (usize::from(*first), bytes),
        _ => {
            let count = usize::from(first & 0x7f);
            let (digits, bytes) = bytes.split_at_checked(count)?;
            let mut length = 0_usize;
            for digit in digits {
                length = length.checked_mul(256)?.checked_add(usize::from(*digit))?;
            }
            (length, bytes)
        }
    };
    // What is cut off is read as far as it goes.
    let (content, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
    Some(Element {
        tag: *tag,
        content,
        is_open: false,
        rest,
    })
}

/// What follows an element of open length, found by a walk over its content.
fn skip<'a>(element: &Element<'a>, depth: usize) -> Option<&'a [u8]> {
    if !element.is_open {
        return Some(element.rest);
    }
    let mut rest = element.content;
    if depth > DEEPEST {
        return None;
    }
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(&[0, 0]) {
            return Some(after);
        }
        rest = skip(&self::element(rest)?, depth + 1)?;
    }
    Some(rest)
}

/// Adds the bytes of a string, which may be cut into strings.
fn add_string(element: &Element<'_>, out: &mut Vec<u8>, depth: usize) -> Option<()> {
    if element.tag & 0x20 == 0 {
        out.extend_from_slice(element.content);
        return Some(());
    }
    if depth > DEEPEST {
        return None;
    }
    let mut rest = element.content;
    while !rest.is_empty() && !rest.starts_with(&[0, 0]) {
        let piece = self::element(rest)?;
        add_string(&piece, out, depth + 1)?;
        rest = skip(&piece, depth + 1)?;
    }
    Some(())
}

/// Reads a CMS structure in BER, or the same in base64 or PEM; `None` for what is none.
pub(super) fn read(bytes: &[u8]) -> Option<Content> {
    if bytes.first() != Some(&0x30) {
        let text: Vec<u8> = super::lines::lines_of(bytes)
            .filter(|it| !it.starts_with(b"-----"))
            .flatten()
            .copied()
            .collect();
        let decoded = super::transfer::Coding::Base64.decode(&text);
        return (decoded.first() == Some(&0x30)).then(|| structure(&decoded))?;
    }
    structure(bytes)
}

fn structure(bytes: &[u8]) -> Option<Content> {
    let outer = element(bytes).filter(|it| it.tag == 0x30)?;
    let kind = element(outer.content).filter(|it| it.tag == 0x06)?;
    if kind.content == ENVELOPED || kind.content == AUTH_ENVELOPED {
        return Some(Content::Encrypted);
    }
    if kind.content != SIGNED {
        return None;
    }
    let explicit = element(kind.rest).filter(|it| it.tag == 0xa0)?;
    let signed = element(explicit.content).filter(|it| it.tag == 0x30)?;
    // version, digestAlgorithms, encapContentInfo
    let version = element(signed.content)?;
    let digests = element(skip(&version, 0)?)?;
    let inner = element(skip(&digests, 0)?).filter(|it| it.tag == 0x30)?;
    let inner_kind = element(inner.content)?;
    let explicit = element(inner_kind.rest).filter(|it| it.tag == 0xa0)?;
    let string = element(explicit.content).filter(|it| matches!(it.tag, 0x04 | 0x24))?;
    let mut entity = Vec::new();
    add_string(&string, &mut entity, 0)?;
    Some(Content::Signed(entity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: u8, content: &[u8], is_open: bool) -> Vec<u8> {
        let mut out = vec![tag];
        if is_open {
            out.push(0x80);
            out.extend_from_slice(content);
            out.extend_from_slice(&[0, 0]);
        } else {
            out.push(0x82);
            out.extend_from_slice(&u16::try_from(content.len()).unwrap().to_be_bytes());
            out.extend_from_slice(content);
        }
        out
    }

    fn signed(text: &[u8], is_open: bool) -> Vec<u8> {
        let string = match is_open {
            true => {
                let (one, other) = text.split_at(text.len() / 2);
                of(
                    0x24,
                    &[of(0x04, one, false), of(0x04, other, false)].concat(),
                    true,
                )
            }
            false => of(0x04, text, false),
        };
        let data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
        let inner = [of(0x06, &data, false), of(0xa0, &string, is_open)].concat();
        let parts = [
            of(0x02, &[1], false),
            of(0x31, &[], is_open),
            of(0x30, &inner, is_open),
        ];
        let body = of(0x30, &parts.concat(), is_open);
        let outer = [of(0x06, SIGNED, false), of(0xa0, &body, is_open)].concat();
        of(0x30, &outer, is_open)
    }

    #[test]
    fn signed_content_is_found_in_both_ways_of_writing() {
        for is_open in [false, true] {
            let raw = signed(b"Content-Type: text/plain\r\n\r\nHallo", is_open);
            let Some(Content::Signed(entity)) = read(&raw) else {
                panic!("not read");
            };
            assert!(entity.ends_with(b"Hallo"));
            for cut in 0..raw.len() {
                let _ = read(&raw[..cut]);
            }
        }
        let deep = [0x30_u8, 0x80].repeat(100_000);
        assert!(read(&deep).is_none());
        assert!(read(b"kein CMS").is_none());
    }
}
