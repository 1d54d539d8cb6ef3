//! RTF as Outlook uses it: compressed (MS-OXRTFCP), and often a page in disguise (MS-OXRTFEX).

use super::charset;
use super::mapi::label;

/// What the dictionary of the compression begins with.
const PREBUF: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \
\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\
\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/// Longest text that is taken apart.
const LONGEST: usize = 16 * 1024 * 1024;
/// Groups inside each other that are followed.
const DEEPEST: usize = 200;

/// Undoes the compression; `None` for what is not compressed so.
pub(super) fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    };
    let size = number(4)?.min(LONGEST);
    let mut rest = bytes.get(16..)?;
    match bytes.get(8..12)? {
        b"MELA" => return Some(rest.get(..size).unwrap_or(rest).to_vec()),
        b"LZFu" => (),
        _ => return None,
    }
    let mut dictionary = [b' '; 4096];
    let (start, _) = dictionary.split_at_mut_checked(PREBUF.len())?;
    start.copy_from_slice(PREBUF);
    let mut at = PREBUF.len();
    let mut out = Vec::new();
    while let Some((flags, after)) = rest.split_first() {
        rest = after;
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some((byte, after)) = rest.split_first() else {
                    return Some(out);
                };
                rest = after;
                out.push(*byte);
                *dictionary.get_mut(at)? = *byte;
                at = (at + 1) % 4096;
            } else {
                let Some((pair, after)) = rest.split_at_checked(2) else {
                    return Some(out);
                };
                rest = after;
                let pair = u16::from_be_bytes(pair.try_into().ok()?);
                let (from, length) = (usize::from(pair >> 4), usize::from(pair & 15) + 2);
                if from == at {
                    return Some(out);
                }
                for step in 0..length {
                    let byte = *dictionary.get((from + step) % 4096)?;
                    out.push(byte);
                    *dictionary.get_mut(at)? = byte;
                    at = (at + 1) % 4096;
                }
            }
            if out.len() >= size {
                out.truncate(size);
                return Some(out);
            }
        }
    }
    Some(out)
}

/// What an RTF holds.
pub(super) enum Text {
    /// A page of the web.
    Html(String),
    /// Text; its looks are let go.
    Plain(String),
}

/// Groups whose content is not text.
const UNSEEN: [&str; 14] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "themedata",
    "listtable",
    "generator",
    "xmlnstbl",
    "datastore",
    "latentstyles",
];

#[derive(Clone, Copy)]
struct Group {
    is_unseen: bool,
    is_tag: bool,
    /// Signs that follow a letter of Unicode for programs without it.
    skip: usize,
}

struct Reader {
    out: String,
    waiting: Vec<u8>,
    page: Option<u32>,
    is_html: bool,
    /// Between `\htmlrtf` and `\htmlrtf0`: for programs without pages.
    is_for_rtf: bool,
    to_skip: usize,
    groups: Vec<Group>,
}

impl Reader {
    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            is_unseen: false,
            is_tag: false,
            skip: 1,
        })
    }

    fn is_heard(&self) -> bool {
        let group = self.group();
        !group.is_unseen && (!self.is_for_rtf || group.is_tag)
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.is_heard() && self.out.len() < LONGEST {
            self.waiting.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let name = label(self.page);
            let text = charset::decode(&self.waiting, name.as_deref().or(Some("windows-1252")));
            self.out.push_str(&text);
            self.waiting.clear();
        }
    }

    fn say(&mut self, text: &str) {
        if self.is_heard() {
            self.flush();
            self.out.push_str(text);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, is_first: bool) {
        match word {
            "fromhtml" => self.is_html = true,
            "ansicpg" => self.page = number.and_then(|it| u32::try_from(it).ok()),
            "htmlrtf" => {
                self.flush();
                self.is_for_rtf = number != Some(0);
            }
            "htmltag" => self.set(|it| it.is_tag = true),
            "mhtmltag" => self.set(|it| it.is_unseen = true),
            "uc" => {
                let skip = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(1);
                self.set(|it| it.skip = skip.min(8));
            }
            "u" => {
                let code = u16::try_from(number.unwrap_or(0) & 0xffff).unwrap_or_default();
                let letter = char::from_u32(u32::from(code)).unwrap_or('\u{fffd}');
                self.say(letter.encode_utf8(&mut [0; 4]));
                self.to_skip = self.group().skip;
            }
            "par" | "line" | "row" => self.say("\n"),
            "tab" | "cell" => self.say("\t"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "endash" => self.say("–"),
            "emdash" => self.say("—"),
            word if is_first && UNSEEN.contains(&word) => self.set(|it| it.is_unseen = true),
            _ => (),
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        self.flush();
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }
}

/// Reads an RTF.
pub(super) fn read(rtf: &[u8]) -> Text {
    let mut reader = Reader {
        out: String::new(),
        waiting: Vec::new(),
        page: None,
        is_html: false,
        is_for_rtf: false,
        to_skip: 0,
        groups: Vec::new(),
    };
    let mut rest = rtf;
    let (mut is_first, mut is_starred, mut beyond) = (false, false, 0_usize);
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' if reader.groups.len() < DEEPEST => {
                reader.flush();
                let group = reader.group();
                reader.groups.push(group);
                (is_first, is_starred) = (true, false);
                continue;
            }
            b'{' => beyond += 1,
            b'}' if beyond > 0 => beyond -= 1,
            b'}' => {
                reader.flush();
                reader.groups.pop();
            }
            b'\r' | b'\n' => continue,
            b'\\' => {
                rest = control(&mut reader, after, is_first, &mut is_starred);
                if is_starred && after.starts_with(b"*") {
                    continue;
                }
            }
            byte => reader.byte(*byte),
        }
        is_first = false;
    }
    reader.flush();
    match reader.is_html {
        true => Text::Html(reader.out),
        false => Text::Plain(reader.out),
    }
}

/// What follows a backslash; returns what is left.
fn control<'a>(
    reader: &mut Reader,
    rest: &'a [u8],
    is_first: bool,
    is_starred: &mut bool,
) -> &'a [u8] {
    let Some((sign, after)) = rest.split_first() else {
        return rest;
    };
    match sign {
        b'\'' => {
            let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
            if let Some(byte) = digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
                reader.byte(byte);
            }
            after.get(2..).unwrap_or_default()
        }
        b'*' => {
            *is_starred = true;
            after
        }
        b'~' => {
            reader.say("\u{a0}");
            after
        }
        b'\\' | b'{' | b'}' => {
            reader.byte(*sign);
            after
        }
        sign if sign.is_ascii_alphabetic() => {
            let length = rest
                .iter()
                .take(32)
                .take_while(|it| it.is_ascii_alphabetic())
                .count();
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let digits = after
                .iter()
                .enumerate()
                .take(10)
                .take_while(|it| it.1.is_ascii_digit() || (it.0 == 0 && *it.1 == b'-'))
                .count();
            let (number, after) = after.split_at_checked(digits).unwrap_or((after, &[]));
            let number = std::str::from_utf8(number)
                .ok()
                .and_then(|it| it.parse().ok());
            let word = String::from_utf8_lossy(word);
            // A group with a star that is not known is for other programs.
            if *is_starred && !matches!(&*word, "htmltag" | "mhtmltag") {
                reader.set(|it| it.is_unseen = true);
            }
            reader.word(&word, number, is_first);
            *is_starred = false;
            after.strip_prefix(b" ").unwrap_or(after)
        }
        _ => after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_pages_come_out() {
        let Text::Plain(text) = read(b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Gr\\'fc\\'dfe\\par \\u8364? {\\*\\weg x}\\b fett\\b0 }") else {
            panic!("a page");
        };
        assert_eq!(text, "Grüße\n€ fett");
        let Text::Html(html) = read(b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Gr\\'fc\\'dfe\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}}") else {
            panic!("no page");
        };
        assert_eq!(html, "<p>Grüße</p>");
        let _ = read(&b"{".repeat(100_000));
        let _ = read(&b"\\u".repeat(100_000));
    }

    #[test]
    fn compression_is_undone() {
        // The example of MS-OXRTFCP section 4.1.1.
        let packed = [
            0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5,
            0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
            0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0,
            0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        let text = decompress(&packed).unwrap();
        assert_eq!(text, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        for cut in 0..packed.len() {
            let _ = decompress(&packed[..cut]);
        }
    }
}
