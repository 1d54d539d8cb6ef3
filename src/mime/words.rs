//! Encoded words in header fields (RFC 2047), and raw bytes where words should have been.

use super::charset;
use super::transfer::{Coding, hex_value};

/// Longest encoded word looked for; the standard says 75, programs do not keep to it.
const LONGEST_WORD: usize = 16 * 1024;

/// An encoded word: its character set and its bytes.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
}

/// Decodes a field value on one line. Neighbouring words of one character set are joined before
/// they become text, since many programs split a word inside a character.
pub(super) fn decode(value: &[u8]) -> String {
    let mut text = String::with_capacity(value.len());
    let mut open: Option<Word<'_>> = None;
    let mut rest = value;
    let mut plain_start = value;
    while let Some(at) = memchr::memmem::find(rest, b"=?") {
        let from_word = rest.get(at..).unwrap_or_default();
        let Some((word, after)) = encoded_word(from_word) else {
            rest = from_word.get(2..).unwrap_or_default();
            continue;
        };
        let length = plain_start.len() - from_word.len();
        let plain = plain_start.get(..length).unwrap_or_default();
        let between_words = open.is_some() && plain.trim_ascii().is_empty();
        if !between_words {
            close(&mut open, &mut text);
            text.push_str(&charset::guess(plain));
        }
        match &mut open {
            Some(last) if last.charset.eq_ignore_ascii_case(word.charset) => {
                last.bytes.extend_from_slice(&word.bytes);
            }
            _ => {
                close(&mut open, &mut text);
                open = Some(word);
            }
        }
        (rest, plain_start) = (after, after);
    }
    close(&mut open, &mut text);
    text.push_str(&charset::guess(plain_start));
    text
}

fn close(open: &mut Option<Word<'_>>, text: &mut String) {
    if let Some(word) = open.take() {
        text.push_str(&charset::decode(&word.bytes, Some(word.charset)));
    }
}

/// Length of the encoded word `value` starts with.
pub(super) fn encoded_word_length(value: &[u8]) -> Option<usize> {
    encoded_word(value).map(|(_, after)| value.len() - after.len())
}

/// Reads `=?charset*language?encoding?text?=`.
fn encoded_word(value: &[u8]) -> Option<(Word<'_>, &[u8])> {
    let rest = value.strip_prefix(b"=?")?;
    let near = rest.get(..60).unwrap_or(rest);
    let (charset, rest) = rest.split_at_checked(memchr::memchr(b'?', near)?)?;
    let [b'?', encoding, b'?', rest @ ..] = rest else {
        return None;
    };
    let near = rest.get(..LONGEST_WORD).unwrap_or(rest);
    let charset = charset.split(|byte| *byte == b'*').next()?;
    let named = charset.len() <= 40 && charset.iter().all(u8::is_ascii_graphic);
    let charset = std::str::from_utf8(charset).ok().filter(|_| named)?;
    let (coded, rest) = rest.split_at_checked(memchr::memmem::find(near, b"?=")?)?;
    let after = rest.strip_prefix(b"?=")?;
    let bytes = match encoding {
        b'b' | b'B' => Coding::Base64.decode(coded),
        b'q' | b'Q' => q_decode(coded),
        _ => return None,
    };
    Some((Word { charset, bytes }, after))
}

/// The Q encoding (RFC 2047 section 4.2).
fn q_decode(coded: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(coded.len());
    let mut rest = coded;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let escape = match (first, tail) {
            (b'=', [high, low, after @ ..]) => hex_value(*high)
                .zip(hex_value(*low))
                .map(|(high, low)| (high << 4 | low, after)),
            _ => None,
        };
        match escape {
            Some((byte, after)) => {
                bytes.push(byte);
                rest = after;
            }
            None => bytes.push(if *first == b'_' { b' ' } else { *first }),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_text() {
        for (raw, text) in [
            (&b"Kostenfestsetzung"[..], "Kostenfestsetzung"),
            (
                b"=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=",
                "Grüße aus Köln",
            ),
            (b"=?iso-8859-1?q?M=FCller?= GmbH", "Müller GmbH"),
            // split inside a character, both encodings
            (b"=?UTF-8?Q?M=C3?= =?utf-8?Q?=BCller?=", "Müller"),
            (b"=?UTF-8?B?TcM=?= =?UTF-8?B?vGxsZXI=?=", "Müller"),
            // no padding
            (b"=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
            // glued together, and to other text
            (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?==?utf-8?Q?_aus?=", "Grüße aus"),
            (b"AW:=?utf-8?Q?Gr=C3=BC=C3=9Fe?=!", "AW:Grüße!"),
            (b"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
            (b"=?iso-8859-1*de?Q?=DCbung?=", "Übung"),
            (b"=?utf-8?Q?Wirklich??=", "Wirklich?"),
            // raw bytes
            (b"Gr\xfc\xdfe", "Grüße"),
            ("Grüße".as_bytes(), "Grüße"),
            // no words at all
            (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            (b"a =? b ?= c", "a =? b ?= c"),
            (b"=?utf-8?Q?offen", "=?utf-8?Q?offen"),
        ] {
            assert_eq!(decode(raw), text);
        }
    }
}
