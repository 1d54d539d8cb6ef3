//! Text for other programs: paragraphs broken softly (RFC 3676), bodies in 7 bits (RFC 2045).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Where paragraphs are broken, in characters (RFC 3676 section 4.2 asks for 78 or less).
const WIDTH: usize = 72;

/// Longest line of a 7-bit body, in bytes without the line end (RFC 5322 section 2.1.1).
const LONGEST_PLAIN: usize = 78;

/// Longest line of an encoded body, in bytes without the line end (RFC 2045 section 6.7).
const LONGEST_CODED: usize = 76;

/// The lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(['\r', '\n']).unwrap_or(text.len());
        let (line, after) = text.split_at_checked(end)?;
        let after = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix(['\r', '\n']));
        rest = after.filter(|after| !after.is_empty());
        Some(line)
    })
}

/// The text as format=flowed with CRLF line ends: paragraphs broken softly, blanks at line ends
/// taken away, quotes of earlier mails kept at their depth.
pub(super) fn flow(text: &str) -> String {
    let mut flowed = String::with_capacity(text.len() + text.len() / 32);
    for line in lines(text) {
        let (depth, content) = quote_depth(line);
        let quote = ">".repeat(depth);
        // The one line that ends in a blank without going on (RFC 3676 section 4.3).
        let kept = if content == "-- " {
            content
        } else {
            content.trim_end_matches(' ')
        };
        write_paragraph(&quote, kept, &mut flowed);
    }
    flowed
}

/// Depth of quoting and what is quoted: `> > text` is two deep.
fn quote_depth(line: &str) -> (usize, &str) {
    let mut rest = line;
    let mut depth = 0;
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = match after.strip_prefix(' ') {
            Some(next) if next.starts_with('>') => next,
            _ => after,
        };
    }
    let content = if depth > 0 {
        rest.strip_prefix(' ').unwrap_or(rest)
    } else {
        rest
    };
    (depth, content)
}

fn write_paragraph(quote: &str, content: &str, flowed: &mut String) {
    let mut rest = content;
    loop {
        let (piece, after) = rest.split_at_checked(piece_end(rest)).unwrap_or((rest, ""));
        flowed.push_str(quote);
        let needs_stuffing = piece.starts_with([' ', '>'])
            || piece.starts_with("From ")
            || (!quote.is_empty() && !piece.is_empty());
        if needs_stuffing {
            flowed.push(' ');
        }
        flowed.push_str(piece);
        flowed.push_str("\r\n");
        if after.is_empty() {
            return;
        }
        rest = after;
    }
}

/// Where the line that starts a paragraph ends: behind the last blanks that fit, or at the end.
fn piece_end(text: &str) -> usize {
    if text.chars().nth(WIDTH).is_none() {
        return text.len();
    }
    let mut end = None;
    let mut before = ' ';
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count > WIDTH && end.is_some() {
            break;
        }
        // A lone `--` before a break would become a signature line.
        if before == ' ' && c != ' ' && at > 0 && text.get(..at) != Some("-- ") {
            end = Some(at);
        }
        before = c;
    }
    end.unwrap_or(text.len())
}

/// A body in 7 bits and the name of its Content-Transfer-Encoding.
pub(super) struct Coded {
    /// `7bit`, `quoted-printable` or `base64`.
    pub encoding: &'static str,
    /// Lines that end in CRLF.
    pub body: Vec<u8>,
}

/// Text with whatever line ends in the shortest encoding that no server changes.
pub(super) fn code_text(text: &str) -> Coded {
    if lines(text).all(is_plain) {
        let body = lines(text).flat_map(|line| [line.as_bytes(), b"\r\n"]);
        return Coded {
            encoding: "7bit",
            body: body.collect::<Vec<_>>().concat(),
        };
    }
    let mut quoted = Vec::with_capacity(text.len() + text.len() / 4);
    for line in lines(text) {
        quote_line(line, &mut quoted);
    }
    if quoted.len() <= text.len() / 57 * 78 + 78 {
        return Coded {
            encoding: "quoted-printable",
            body: quoted,
        };
    }
    let canonical: Vec<&str> = lines(text).flat_map(|line| [line, "\r\n"]).collect();
    code_bytes(canonical.concat().as_bytes())
}

/// Bytes in base64.
pub(super) fn code_bytes(bytes: &[u8]) -> Coded {
    let mut body = String::with_capacity(bytes.len() / 57 * 78 + 80);
    for chunk in bytes.chunks(LONGEST_CODED / 4 * 3) {
        STANDARD.encode_string(chunk, &mut body);
        body.push_str("\r\n");
    }
    Coded {
        encoding: "base64",
        body: body.into_bytes(),
    }
}

/// Whether a line survives every server as it is. Without `=` no line can be taken for a boundary
/// of ours.
fn is_plain(line: &str) -> bool {
    line.len() <= LONGEST_PLAIN
        && line
            .bytes()
            .all(|byte| matches!(byte, b'\t' | 32..127) && byte != b'=')
        && !line.ends_with([' ', '\t'])
        && !starts_badly(line)
}

/// Starts of lines that servers and mailbox files are known to change.
fn starts_badly(line: &str) -> bool {
    line.starts_with('.') || line.starts_with("From ")
}

/// One line in quoted-printable (RFC 2045 section 6.7).
fn quote_line(line: &str, out: &mut Vec<u8>) {
    let mut column = 0;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let (letter, after) = rest.split_at_checked(c.len_utf8()).unwrap_or((rest, ""));
        let is_blank = matches!(c, ' ' | '\t');
        let at_start = column == 0 && starts_badly(rest);
        let plain = matches!(c, ' '..='~' | '\t') && c != '=' && !(is_blank && after.is_empty());
        let length = if plain { 1 } else { 3 * letter.len() };
        if column + length >= LONGEST_CODED {
            out.extend_from_slice(b"=\r\n");
            // What was harmless in the middle may not be at the start.
            column = 0;
            continue;
        }
        if plain && !at_start {
            out.extend_from_slice(letter.as_bytes());
            column += 1;
        } else {
            for byte in letter.bytes() {
                out.extend_from_slice(format!("={byte:02X}").as_bytes());
                column += 3;
            }
        }
        rest = after;
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::transfer::Coding;
    use super::*;
    use proptest::prelude::*;

    /// What a program shows that knows RFC 3676: paragraphs put together again.
    fn unflow(flowed: &str) -> String {
        let mut text = String::new();
        let mut open = false;
        for line in flowed.split_terminator("\r\n") {
            let content = line.trim_start_matches('>');
            let depth = line.len() - content.len();
            let content = content.strip_prefix(' ').unwrap_or(content);
            if !open && depth > 0 {
                text.push_str(&">".repeat(depth));
                text.push_str(if content.is_empty() { "" } else { " " });
            }
            text.push_str(content);
            open = content.ends_with(' ') && content != "-- ";
            if !open {
                text.push('\n');
            }
        }
        text
    }

    /// What [`flow`] may change: blanks at line ends, the spelling of quotes.
    fn expected(text: &str) -> String {
        let mut all = String::new();
        for line in lines(text) {
            let (depth, content) = quote_depth(line);
            let kept = content.trim_end_matches(' ');
            all.push_str(&">".repeat(depth));
            if depth > 0 && !kept.is_empty() {
                all.push(' ');
            }
            all.push_str(if content == "-- " { content } else { kept });
            all.push('\n');
        }
        all
    }

    #[test]
    fn paragraphs_quotes_and_signatures() {
        for (text, flowed) in [
            ("", ""),
            ("Guten Tag", "Guten Tag\r\n"),
            ("a  \n\nb\n", "a\r\n\r\nb\r\n"),
            ("-- \nKanzlei", "-- \r\nKanzlei\r\n"),
            (" eins\nFrom hier\nFrom", "  eins\r\n From hier\r\nFrom\r\n"),
            ("> a\n>b\n> > c\n>>\n", "> a\r\n> b\r\n>> c\r\n>>\r\n"),
            ("a\rb\r\nc", "a\r\nb\r\nc\r\n"),
        ] {
            assert_eq!(flow(text), flowed, "{text:?}");
        }
        let long = "wort ".repeat(40);
        let flowed = flow(&format!("> {long}"));
        assert!(
            flowed
                .split_terminator("\r\n")
                .all(|it| it.len() <= 78 && it.starts_with("> "))
        );
        assert_eq!(unflow(&flowed), format!("> {}\n", long.trim_end()));
        let sign = format!("-- {}", "x".repeat(100));
        assert_eq!(flow(&sign), format!("{sign}\r\n"));
    }

    #[test]
    fn bodies_take_the_shortest_safe_encoding() {
        for (text, encoding) in [
            ("", "7bit"),
            ("Guten Tag\n", "7bit"),
            ("a=b", "quoted-printable"),
            (".", "quoted-printable"),
            ("From x", "quoted-printable"),
            ("-- ", "quoted-printable"),
            (
                "Grüße aus Köln an alle, die das hier lesen",
                "quoted-printable",
            ),
            (
                "東京都の大きさの概要東京都の大きさの概要東京都の大きさの概要",
                "base64",
            ),
        ] {
            assert_eq!(code_text(text).encoding, encoding, "{text}");
        }
        let coded = code_text(&format!("{}.b\u{e4}", "a".repeat(75)));
        let body = String::from_utf8(coded.body).unwrap();
        assert_eq!(body, format!("{}=\r\n=2Eb=C3=A4\r\n", "a".repeat(75)));
    }

    proptest! {
        #[test]
        fn flowed_text_is_put_together_again(text in "([>\\-F. a-cä東\n]|From |-- |wort |langes wort ){0,120}") {
            let flowed = flow(&text);
            prop_assert_eq!(unflow(&flowed), expected(&text));
            let coded = code_text(&flowed);
            let decoded = match coded.encoding {
                "base64" => Coding::Base64,
                "quoted-printable" => Coding::QuotedPrintable,
                _ => Coding::Identity,
            }
            .decode(&coded.body);
            prop_assert_eq!(String::from_utf8_lossy(&decoded), flowed);
            for line in String::from_utf8_lossy(&coded.body).split("\r\n") {
                prop_assert!(line.is_ascii() && line.len() <= 78);
                prop_assert!(!line.starts_with('.') && !line.starts_with("From "));
            }
        }
    }
}
