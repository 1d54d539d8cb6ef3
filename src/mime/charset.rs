//! Bytes to text: the character sets of German mail, and what to do when none is named.

use mail_parser::decoders::charsets::map::charset_decoder;
use std::borrow::Cow;

/// Names that say nothing about bytes above 127.
const SAYS_NOTHING: [&str; 12] = [
    "",
    "ascii",
    "us-ascii",
    "usascii",
    "ansi_x3.4-1968",
    "646",
    "unknown-8bit",
    "unknown",
    "x-unknown",
    "default",
    "binary",
    "8bit",
];

/// Decodes `bytes` in the character set called `label`. Without a useful name the bytes are UTF-8
/// if they can be, and windows-1252 otherwise.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    let name = label
        .unwrap_or_default()
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>'))
        .to_ascii_lowercase();
    match name.as_str() {
        "utf-8" | "utf8" | "utf_8" | "utf-8mb4" | "utf8mb4" | "x-utf-8" => mostly_utf8(bytes),
        "din_66003" | "din66003" | "iso646-de" | "iso-ir-21" | "csiso21german" | "x-ia5-german" => {
            din_66003(bytes)
        }
        "unicode-1-1-utf-7" | "x-unicode-1-1-utf-7" => with_decoder(bytes, "utf-7"),
        // Letters and most signs lie at the same places in both.
        "cp437" | "ibm437" | "437" | "cp858" | "ibm858" | "cp00858" | "ibm00858"
        | "cspc8codepage437" => with_decoder(bytes, "cp850"),
        name if SAYS_NOTHING.contains(&name) => guess(bytes),
        name => with_decoder(bytes, name),
    }
}

/// UTF-8 if the bytes can be that, windows-1252 otherwise.
pub(super) fn guess(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            // More than a few good multi-byte characters with single bad ones: UTF-8 that was cut.
            let good = bytes.utf8_chunks().map(|chunk| multi_byte(chunk.valid()));
            let bad = bytes
                .utf8_chunks()
                .filter(|c| !c.invalid().is_empty())
                .count();
            let cut_at_the_end = error.error_len().is_none();
            if cut_at_the_end || good.sum::<usize>() > bad * 4 {
                mostly_utf8(bytes)
            } else {
                with_decoder(bytes, "windows-1252")
            }
        }
    }
}

fn multi_byte(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// UTF-8, with single wrong bytes read as windows-1252: such text was pasted together.
fn mostly_utf8(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push_str(&with_decoder(chunk.invalid(), "windows-1252"));
        }
    }
    text
}

fn with_decoder(bytes: &[u8], name: &str) -> String {
    if bytes.is_ascii() && !shifts_ascii(name) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    match charset_decoder(name.as_bytes()) {
        Some(decode) => decode(bytes),
        None => guess(bytes),
    }
}

/// Whether bytes below 128 may mean something else than ASCII.
fn shifts_ascii(name: &str) -> bool {
    [
        "utf",
        "ucs",
        "unicode",
        "iso-2022",
        "csunicode",
        "csutf",
        "hz",
        "jis",
        "cs",
        "iso-10646",
        "iso_",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

/// The German version of ISO 646: umlauts in the place of brackets.
fn din_66003(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'@' => '§',
            b'[' => 'Ä',
            b'\\' => 'Ö',
            b']' => 'Ü',
            b'{' => 'ä',
            b'|' => 'ö',
            b'}' => 'ü',
            b'~' => 'ß',
            other => char::from(*other),
        })
        .collect()
}

/// The character set an HTML document names in a `meta` element, looked for near its start.
pub(super) fn meta_charset(html: &[u8]) -> Option<String> {
    let start = html.get(..4096).unwrap_or(html).to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset=")?;
    let value = start.get(at + 8..)?;
    let name: String = value
        .iter()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte))
        .map(|byte| char::from(*byte))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Text as it may be shown: `\n` line ends, no control characters, no byte order mark, no
/// stand-in for a picture.
pub(super) fn clean_text(text: &str) -> Cow<'_, str> {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{feff}' | '\u{fffc}')
    };
    if !text.contains(unwanted) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(unwanted) {
        let (good, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        clean.push_str(good);
        let mut letters = tail.chars();
        if letters.next() == Some('\r') && !tail.starts_with("\r\n") {
            clean.push('\n');
        }
        rest = letters.as_str();
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// Text on one line: white space collapsed, no control characters, no bidirectional overrides.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(
            word.chars()
                .filter(|c| !c.is_control() && !is_format_trick(*c)),
        );
    }
    line.truncate(line.trim_end().len());
    line
}

/// Characters that are not seen but change how their neighbours are shown.
pub(super) fn is_format_trick(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_text_is_read_in_every_set_it_comes_in() {
        for (label, bytes) in [
            (None, "Grüße".as_bytes()),
            (None, b"Gr\xfc\xdfe"),
            (Some("us-ascii"), "Grüße".as_bytes()),
            (Some("unknown-8bit"), b"Gr\xfc\xdfe"),
            (Some("utf-8"), b"Gr\xfc\xdfe"),
            (Some(" \"ISO-8859-1\""), b"Gr\xfc\xdfe"),
            (Some("x-ganz-eigen"), b"Gr\xfc\xdfe"),
            (Some("cp850"), b"Gr\x81\xe1e"),
            (Some("ibm850"), b"Gr\x81\xe1e"),
            (Some("cp437"), b"Gr\x81\xe1e"),
            (Some("DIN_66003"), b"Gr}~e"),
            (Some("unicode-1-1-utf-7"), b"Gr+APwA3w-e"),
            (Some("UTF-7"), b"Gr+APwA3w-e"),
            (Some("utf-16le"), b"G\0r\0\xfc\0\xdf\0e\0"),
        ] {
            assert_eq!(decode(bytes, label), "Grüße", "{label:?}");
        }
        assert_eq!(decode(b"100 \x80", Some("iso-8859-1")), "100 €");
        assert_eq!(decode(b"100 \xa4", Some("iso-8859-15")), "100 €");
    }

    #[test]
    fn a_character_cut_at_the_end_does_not_spoil_the_rest() {
        assert!(guess(b"Gr\xc3\xbc\xc3\x9fe \xc3").starts_with("Grüße"));
    }

    #[test]
    fn meta_and_cleaning() {
        let html = br#"<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">"#;
        assert_eq!(meta_charset(html).as_deref(), Some("iso-8859-15"));
        assert_eq!(
            meta_charset(b"<meta charset='utf-8'>").as_deref(),
            Some("utf-8")
        );
        assert_eq!(clean_text("\u{feff}a\0b\r\nc\rd\te"), "ab\nc\nd\te");
        assert_eq!(one_line(" a\r\n\tb\u{202e}c\0 "), "a bc");
    }
}
