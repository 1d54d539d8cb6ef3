//! A letter without its documents, for services that take those one by one.

use super::original::{Original, OriginalPart, PARSER, as_document, bytes, head};
use mail_parser::Message;
use memchr::memmem;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Documents that belong to the text stay in it up to this size.
const SMALL_PICTURE: usize = 400 << 10;

/// Between the end of a document and the line that ends it there is a line break, or little more.
const LONGEST_GAP: usize = 8;

/// See the module.
#[derive(Debug)]
pub struct Detached {
    /// The letter: head and text byte for byte as before.
    pub raw: Vec<u8>,
    /// What was taken out, in its order.
    pub parts: Vec<OriginalPart>,
}

/// Takes the documents out of a letter. `None` where that would break it (signed, encrypted) or where
/// it has none.
pub fn detached(raw: &[u8]) -> Option<Detached> {
    // Foreign code fed with hostile input.
    let read = || {
        let message = PARSER.parse(raw)?;
        detach(raw, &message)
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

fn detach(raw: &[u8], message: &Message<'_>) -> Option<Detached> {
    let is_sealed = |media_type: &str| {
        media_type.starts_with("multipart/signed")
            || media_type.starts_with("multipart/encrypted")
            || media_type.contains("pkcs7-mime")
    };
    if message
        .parts
        .iter()
        .any(|it| is_sealed(&head(raw, it).media_type))
    {
        return None;
    }
    let mut found = Original::default();
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for number in &message.attachments {
        let part = message.parts.get(*number as usize)?;
        let is_shown = message.text_body.contains(number) || message.html_body.contains(number);
        if part.is_text() && is_shown {
            continue;
        }
        let Some(document) = as_document(raw, part, found.parts.len() + 1) else {
            continue;
        };
        if !document.content_id.is_empty() && document.data.len() <= SMALL_PICTURE {
            continue;
        }
        let cut = around(raw, part.offset_header as usize, part.offset_end as usize)?;
        if cuts.last().is_some_and(|it| it.end > cut.start) {
            return None;
        }
        cuts.push(cut);
        found.parts.push(document);
    }
    if cuts.is_empty() {
        return None;
    }
    let mut kept = Vec::new();
    let mut from = 0;
    for cut in cuts {
        kept.extend_from_slice(raw.get(from..cut.start)?);
        from = cut.end;
    }
    kept.extend_from_slice(raw.get(from..)?);
    Some(Detached {
        raw: kept,
        parts: found.parts,
    })
}

/// A part from the line that begins it to the one that ends it.
fn around(raw: &[u8], header: usize, end: usize) -> Option<Range<usize>> {
    let before = raw.get(..header)?.strip_suffix(b"\n")?;
    let start = before
        .iter()
        .rposition(|it| *it == b'\n')
        .map_or(0, |it| it + 1);
    let boundary = before.get(start..)?.trim_ascii_end();
    if !boundary.starts_with(b"--") || boundary.len() < 3 {
        return None;
    }
    let mut line = b"\n".to_vec();
    line.extend_from_slice(boundary);
    let from = end.saturating_sub(2).max(header.saturating_sub(1));
    let at = from + memmem::find(raw.get(from..)?, &line)? + 1;
    (at <= end + LONGEST_GAP
        && bytes(raw, u32::try_from(end).ok()?, u32::try_from(at).ok()?)
            .trim_ascii()
            .is_empty())
    .then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &[u8] = b"From: a@x.example\r\nMessage-ID: <3@x>\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHallo\r\n\
--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"v.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m\r\nContent-Type: text/plain; name=b.txt\r\n\
Content-Disposition: attachment; filename=b.txt\r\n\r\nText\r\n--m--\r\n";

    #[test]
    fn the_documents_are_taken_out_and_the_rest_stays() {
        let detached = detached(LETTER).unwrap();
        let rest = String::from_utf8(detached.raw).unwrap();
        assert!(rest.ends_with("boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHallo\r\n--m--\r\n"), "{rest}");
        let parts: Vec<_> = detached
            .parts
            .iter()
            .map(|it| (it.name.as_str(), it.data.as_slice()))
            .collect();
        assert_eq!(parts, [("v.pdf", &b"%PDF"[..]), ("b.txt", b"Text")]);
    }

    #[test]
    fn what_is_signed_or_has_none_stays_whole() {
        let signed = String::from_utf8_lossy(LETTER).replace("multipart/mixed", "multipart/signed");
        assert!(detached(signed.as_bytes()).is_none());
        assert!(detached(b"Subject: x\r\n\r\nHallo").is_none());
        for end in 0..LETTER.len() {
            let _ = detached(&LETTER[..end]);
        }
    }
}
