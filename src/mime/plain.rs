//! Plain text to a [`Document`]: levels of quotation, softly broken paragraphs (RFC 3676), targets
//! that can be followed.

use crate::domain::reading::link::Link;
use crate::domain::reading::{Block, Document, Kind, Look, Side, Span, letters};

/// Blocks of a document.
const MOST_LINES: usize = 60_000;
/// Longest line in bytes; a longer one is broken into several.
const LONGEST_LINE: usize = 4000;
/// Links of a document.
const MOST_LINKS: usize = 2000;
/// Targets that are looked at in one line.
const MOST_TARGETS: usize = 100;
/// Longest part of an address before its @ (RFC 5321 section 4.5.3.1.1), with some room.
const LONGEST_LOCAL: usize = 100;
/// Deepest quotation that is counted.
const DEEPEST: u8 = 9;

/// The document of a text; with `flowed` paragraphs are broken softly, and with `Some(true)` blanks
/// at line ends go.
pub(super) fn document(text: &str, flowed: Option<bool>) -> Document {
    let mut writer = Writer::default();
    let mut open: Option<(u8, String)> = None;
    for line in text.split('\n') {
        if writer.document.blocks.len() >= MOST_LINES {
            writer.document.is_cut = true;
            break;
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (quote, rest) = quoted(line);
        let is_soft = flowed.is_some() && rest.ends_with(' ') && rest != "-- ";
        let rest = match (flowed, is_soft) {
            // A blank that was put before text which would be taken for something else.
            (Some(delsp), true) => {
                let rest = rest.strip_prefix(' ').unwrap_or(rest);
                match delsp {
                    true => rest.strip_suffix(' ').unwrap_or(rest),
                    false => rest,
                }
            }
            (Some(_), false) => rest.strip_prefix(' ').unwrap_or(rest),
            (None, _) => rest,
        };
        match open.as_mut().filter(|it| it.0 == quote) {
            Some((_, paragraph)) => paragraph.push_str(rest),
            None => {
                if let Some((quote, paragraph)) = open.take() {
                    writer.line(quote, &paragraph);
                }
                open = Some((quote, rest.to_owned()));
            }
        }
        if !is_soft && let Some((quote, paragraph)) = open.take() {
            writer.line(quote, &paragraph);
        }
    }
    if let Some((quote, paragraph)) = open {
        writer.line(quote, &paragraph);
    }
    writer.document
}

/// The depth of quotation and what stands behind its signs.
fn quoted(line: &str) -> (u8, &str) {
    let (mut quote, mut rest) = (0, line);
    while let Some(after) = rest.strip_prefix('>') {
        // `>From` at the start of a line is mbox's way to write "From".
        if quote == 0 && after.starts_with("From ") {
            return (0, after);
        }
        quote = DEEPEST.min(quote + 1);
        rest = match after.strip_prefix(' ') {
            Some(next) if next.starts_with('>') => next,
            _ => after,
        };
    }
    match quote {
        0 => (0, line),
        _ => (quote, rest.strip_prefix(' ').unwrap_or(rest)),
    }
}

#[derive(Default)]
struct Writer {
    document: Document,
    gap: u8,
    is_signature: bool,
}

impl Writer {
    fn line(&mut self, quote: u8, text: &str) {
        let mut line = String::with_capacity(text.len());
        self.document.had_turning_signs |= letters::add_seen(&mut line, text);
        let line = line.trim_end();
        if line.is_empty() {
            self.gap = 2;
            return;
        }
        self.is_signature |= quote == 0 && text == "-- ";
        let look = Look {
            is_muted: self.is_signature,
            ..Look::default()
        };
        let mut rest = line;
        while !rest.is_empty() {
            let mut end = rest.len();
            if end > LONGEST_LINE {
                let most = rest.floor_char_boundary(LONGEST_LINE);
                let blank = rest.get(..most).and_then(|it| it.rfind(' '));
                end = blank.filter(|it| *it > 0).unwrap_or(most);
            }
            let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let spans = self.linked(&piece.replace('\t', "    "), look);
            self.document.blocks.push(Block {
                kind: Kind::Text(spans),
                gap: std::mem::take(&mut self.gap),
                quote,
                indent: 0,
                marker: String::new(),
                side: Side::Start,
            });
            rest = after;
        }
    }

    /// The text in spans, with targets that are written out as links.
    fn linked(&mut self, text: &str, look: Look) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut push = |text: &str, link| {
            if !text.is_empty() {
                let text = text.to_owned();
                spans.push(Span { text, look, link });
            }
        };
        let (mut done, mut from) = (0, 0);
        for _ in 0..MOST_TARGETS {
            let Some((start, end)) = next_target(text, from) else {
                break;
            };
            from = end;
            let words = text.get(start..end).unwrap_or_default();
            let target = match (words.contains("://"), words.contains('@')) {
                (false, true) if !words.starts_with("mailto:") => format!("mailto:{words}"),
                (false, false) => format!("https://{words}"),
                _ => words.to_owned(),
            };
            let room = self.document.links.len() < MOST_LINKS;
            if !room {
                break;
            }
            let Some(mut link) = Link::new(&target) else {
                continue;
            };
            link.is_plain = true;
            push(text.get(done..start).unwrap_or_default(), None);
            let number = u32::try_from(self.document.links.len()).ok();
            self.document.links.push(link);
            push(words, number);
            done = end;
        }
        push(text.get(done..).unwrap_or_default(), None);
        spans
    }
}

/// The next target that is written out, from `from` on.
fn next_target(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let is_part =
        |it: char| !it.is_whitespace() && !matches!(it, '<' | '>' | '"' | '„' | '“' | '”');
    let ends = |start: usize| {
        let word = rest.get(start..).unwrap_or_default();
        let end = word.find(|it: char| !is_part(it)).unwrap_or(word.len());
        let mut word = word.get(..end).unwrap_or_default();
        word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        if word.ends_with(')') && !word.contains('(') {
            word = word.trim_end_matches(')');
        }
        (from + start, from + start + word.len())
    };
    let starts = ["https://", "http://", "www.", "mailto:"];
    let web = starts.iter().filter_map(|it| rest.find(it)).min();
    // An @ that is no address must not hide those behind it.
    let mail = rest
        .match_indices('@')
        .take(MOST_TARGETS)
        .find_map(|(at, _)| address_at(rest, at));
    match (web, mail) {
        (Some(web), Some((start, _))) if web <= start => Some(ends(web)),
        (_, Some((start, end))) => Some((from + start, from + end)),
        (Some(web), None) => Some(ends(web)),
        (None, None) => None,
    }
    .filter(|it| it.1 > it.0)
}

/// From where to where the address around an @ goes.
fn address_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let is_local = |it: char| it.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_{}~-".contains(it);
    let before = text.get(..at)?;
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST_LOCAL)
        .take_while(|it| is_local(it.1))
        .last()?
        .0;
    let host = text.get(at + 1..)?;
    let end = host
        .find(|it: char| !(it.is_alphanumeric() || matches!(it, '.' | '-')))
        .unwrap_or(host.len());
    let host = host.get(..end)?.trim_end_matches(['.', '-']);
    host.contains('.').then_some((start, at + 1 + host.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str, flowed: Option<bool>) -> String {
        let one = |block: &Block| {
            let Kind::Text(spans) = &block.kind else {
                return String::new();
            };
            let spans = spans.iter().map(|it| match it.link {
                Some(link) => format!("<{link}:{}>", it.text),
                None => it.text.clone(),
            });
            format!(
                "{}{}|",
                ">".repeat(block.quote.into()),
                spans.collect::<String>()
            )
        };
        document(text, flowed).blocks.iter().map(one).collect()
    }

    #[test]
    fn quotes_links_and_soft_breaks_are_read() {
        for (text, flowed, wanted) in [
            (
                "a\n> b\n> > c\n>>> d\n>From e",
                None,
                "a|>b|>>c|>>>d|From e|",
            ),
            ("a \nb\n\n> c \n> d\n-- \nx", Some(false), "a b|>c d|--|x|"),
            ("ab \ncd", Some(true), "abcd|"),
            ("a \n> b", Some(false), "a|>b|"),
            (
                "Siehe https://x.example/a?b=(c). Oder (www.y.example), a.b@z.example!",
                None,
                "Siehe <0:https://x.example/a?b=(c)>. Oder (<1:www.y.example>), <2:a.b@z.example>!|",
            ),
            (
                "<mailto:a@x.example> @ b@c d@e.example",
                None,
                "<<0:mailto:a@x.example>> @ b@c <1:d@e.example>|",
            ),
        ] {
            assert_eq!(signs(text, flowed), wanted, "{text}");
        }
    }

    #[test]
    fn no_text_takes_long() {
        for text in [
            "@".repeat(300_000),
            "> ".repeat(300_000),
            "a@b ".repeat(200_000),
            "\n".repeat(1_000_000),
            "www.".repeat(200_000),
            "x".repeat(2_000_000),
        ] {
            let begun = std::time::Instant::now();
            let _ = document(&text, None);
            let _ = document(&text, Some(false));
            assert!(begun.elapsed().as_secs() < 6, "{}", text.get(..8).unwrap());
        }
    }
}
