//! The parts of a report, and the groups of fields in them, as far as they are looked at.

use crate::mime::header::header_block;
use crate::mime::lines::lines_of;
use crate::mime::part::PartHead;

/// Bytes of a header and of a part that are looked at; no honest report is longer.
const LONGEST_BLOCK: usize = 256 * 1024;

/// Parts of a report that are looked at; the standard knows three.
const MOST_PARTS: usize = 16;

/// What is looked at of a long block.
pub(super) fn start_of(block: &[u8]) -> &[u8] {
    block.get(..LONGEST_BLOCK).unwrap_or(block)
}

/// A part of a report, decoded as far as it is looked at.
pub(super) struct ReportPart {
    /// Lower case, `type/subtype`.
    pub media_type: String,
    /// Decoded.
    pub body: Vec<u8>,
}

/// The parts directly below the report.
pub(super) fn parts(body: &[u8], boundary: &[u8]) -> Vec<ReportPart> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in lines_of(body) {
        let rest = line
            .strip_prefix(b"--")
            .and_then(|it| it.strip_prefix(boundary));
        let after = rest.map(<[u8]>::trim_ascii_end);
        let is_last = after == Some(b"--");
        if is_last || after == Some(b"") {
            if let Some(start) = start {
                parts.push(part(body.get(start..at).unwrap_or_default()));
            }
            start = (!is_last).then_some(at + line.len());
            if is_last || parts.len() >= MOST_PARTS {
                return parts;
            }
        }
        at += line.len();
    }
    if let Some(start) = start {
        parts.push(part(body.get(start..).unwrap_or_default()));
    }
    parts
}

fn part(raw: &[u8]) -> ReportPart {
    let raw = start_of(raw);
    let block = header_block(raw);
    let head = PartHead::read(block, false);
    let body = raw.get(block.len()..).unwrap_or_default();
    ReportPart {
        media_type: head.media_type,
        body: head.coding.decode(body),
    }
}

/// The groups of fields of a status part, empty lines between them (RFC 3464 section 2.1).
pub(super) fn groups(body: &[u8]) -> Vec<&[u8]> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in lines_of(body) {
        let end = at + line.len();
        if line.trim_ascii().is_empty() {
            groups.push(body.get(start..at).unwrap_or_default());
            start = end;
        }
        at = end;
    }
    groups.push(body.get(start..).unwrap_or_default());
    groups.retain(|group| !group.is_empty());
    groups
}
