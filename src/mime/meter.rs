//! Measures a body while it streams past: decoded size and, if asked for, digest.

use super::transfer::{Base64Counter, Base64Decoder, Coding, QuotedDecoder};
use crate::domain::hash::{Sha256Hash, Sha256Hasher};
use crate::domain::mail::Detail;
use std::sync::Arc;

/// What is known of a body that passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    /// Decoded size in bytes.
    pub size: u64,
    /// Digest of the decoded bytes, with [`Detail::Full`].
    pub hash: Option<Sha256Hash>,
    /// The decoded bytes, with [`Detail::Whole`].
    pub bytes: Option<Arc<[u8]>>,
}

enum Decoder {
    Identity,
    Base64Count(Base64Counter),
    Base64(Base64Decoder),
    Quoted(QuotedDecoder),
}

/// Takes the bytes of one body in any pieces.
pub(super) struct Meter {
    decoder: Decoder,
    hasher: Option<Sha256Hasher>,
    kept: Option<Vec<u8>>,
    size: u64,
    /// Line end that belongs to the boundary if one follows (RFC 2046 section 5.1.1).
    held: &'static [u8],
    scratch: Vec<u8>,
}

impl Meter {
    /// A meter for a body in `coding`.
    pub fn new(coding: Coding, detail: Detail) -> Self {
        let hasher = (detail != Detail::Index).then(Sha256Hasher::default);
        let decoder = match coding {
            Coding::Identity => Decoder::Identity,
            Coding::Base64 if hasher.is_none() => Decoder::Base64Count(Base64Counter::default()),
            Coding::Base64 => Decoder::Base64(Base64Decoder::default()),
            Coding::QuotedPrintable => Decoder::Quoted(QuotedDecoder::default()),
        };
        Self {
            decoder,
            hasher,
            kept: (detail == Detail::Whole).then(Vec::new),
            size: 0,
            held: b"",
            scratch: Vec::new(),
        }
    }

    /// Takes a line or a piece of one.
    pub fn feed(&mut self, bytes: &[u8]) {
        if let Decoder::Base64Count(counter) = &mut self.decoder {
            counter.feed(bytes);
            return;
        }
        if !self.held.is_empty() {
            self.decode(self.held);
        }
        let body = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let body = body.strip_suffix(b"\r").unwrap_or(body);
        self.decode(body);
        let line_end = bytes.get(body.len()..).unwrap_or_default();
        self.held = match line_end {
            b"\r\n" => b"\r\n",
            b"\n" => b"\n",
            b"\r" => b"\r",
            _ => b"",
        };
    }

    fn decode(&mut self, bytes: &[u8]) {
        self.scratch.clear();
        match &mut self.decoder {
            Decoder::Identity => return self.count(bytes),
            Decoder::Base64Count(counter) => counter.feed(bytes),
            Decoder::Base64(decoder) => decoder.feed(bytes, &mut self.scratch),
            Decoder::Quoted(decoder) => decoder.feed(bytes, &mut self.scratch),
        }
        let decoded = std::mem::take(&mut self.scratch);
        self.count(&decoded);
        self.scratch = decoded;
    }

    fn count(&mut self, decoded: &[u8]) {
        self.size += decoded.len() as u64;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(decoded);
        }
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(decoded);
        }
    }

    /// The measure; `at_boundary` tells whether a boundary line ended the body, or the message did.
    pub fn finish(mut self, at_boundary: bool) -> Measure {
        if !at_boundary && !self.held.is_empty() {
            self.decode(self.held);
        }
        let mut last = Vec::new();
        match std::mem::replace(&mut self.decoder, Decoder::Identity) {
            Decoder::Identity => (),
            Decoder::Base64Count(counter) => self.size += counter.finish(),
            Decoder::Base64(mut decoder) => decoder.finish(&mut last),
            Decoder::Quoted(mut decoder) => decoder.finish(&mut last),
        }
        self.count(&last);
        Measure {
            size: self.size,
            hash: self.hasher.map(Sha256Hasher::finish),
            bytes: self.kept.map(Arc::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_end_before_a_boundary_is_not_content() {
        for (coding, lines, at_boundary, content) in [
            (
                Coding::Identity,
                &["eins\r\n", "zwei\r\n"][..],
                true,
                "eins\r\nzwei",
            ),
            (Coding::Identity, &["eins\r\n"], false, "eins\r\n"),
            (
                Coding::QuotedPrintable,
                &["=3D=\r\n", "x=C3"],
                true,
                "=x\u{fffd}",
            ),
            (Coding::Base64, &["QUJD\r\n", "REU\r\n"], true, "ABCDE"),
        ] {
            let mut full = Meter::new(coding, Detail::Full);
            let mut index = Meter::new(coding, Detail::Index);
            for line in lines {
                full.feed(line.as_bytes());
                index.feed(line.as_bytes());
            }
            let full = full.finish(at_boundary);
            assert_eq!(index.finish(at_boundary).size, full.size);
            if !content.contains('\u{fffd}') {
                assert_eq!(full.size, content.len() as u64);
                assert_eq!(full.hash, Some(Sha256Hash::of(content.as_bytes())));
            }
        }
    }
}
