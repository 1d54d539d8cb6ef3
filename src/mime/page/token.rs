//! HTML in pieces: text, tags, ends of tags. Never fails, never looks twice at the same byte.

use mail_parser::decoders::html::add_html_token;

/// Longest entity looked for, `&` and `;` included.
const LONGEST_ENTITY: usize = 34;
/// Bytes of a tag that are looked at for its quotes; a quote that never ends is none.
const LONGEST_TAG: usize = 64 * 1024;
/// Attributes of a tag that are looked at.
const MOST_ATTRIBUTES: usize = 100;

/// Elements whose content is never shown.
const UNSEEN: [&str; 13] = [
    "script", "style", "title", "template", "noscript", "xml", "object", "iframe", "applet",
    "audio", "video", "svg", "math",
];

/// A piece of a page.
pub(super) enum Token<'a> {
    /// Text with its entities.
    Text(&'a str),
    /// A tag.
    Open(Tag<'a>),
    /// The name of an end tag, in lower case.
    Close(String),
}

/// A tag.
pub(super) struct Tag<'a> {
    /// Lower case.
    pub name: String,
    inside: &'a str,
}

impl<'a> Tag<'a> {
    /// Its attributes, names in lower case, values decoded.
    pub fn attributes(&self) -> impl Iterator<Item = (String, String)> + use<'a> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
            let end = rest
                .find(|it: char| it.is_ascii_whitespace() || it == '=' || it == '/')
                .unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end.max(usize::from(!rest.is_empty())))?;
            if name.is_empty() {
                return None;
            }
            let after = after.trim_start_matches(|it: char| it.is_ascii_whitespace());
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                return Some((name.to_ascii_lowercase(), String::new()));
            };
            let value = value.trim_start_matches(|it: char| it.is_ascii_whitespace());
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = value.get(1..).unwrap_or_default();
                    let end = inner.find(quote).unwrap_or(inner.len());
                    let after = inner.get(end + 1..).unwrap_or_default();
                    (inner.get(..end).unwrap_or_default(), after)
                }
                _ => {
                    let end = value
                        .find(|it: char| it.is_ascii_whitespace())
                        .unwrap_or(value.len());
                    value.split_at_checked(end).unwrap_or((value, ""))
                }
            };
            rest = after;
            Some((name.to_ascii_lowercase(), decode(value)))
        })
        .take(MOST_ATTRIBUTES)
    }
}

/// Text with its entities decoded.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        let length = entity(tail, &mut decoded);
        rest = tail.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded
}

/// Writes the entity that `text` starts with; its length in bytes.
pub(super) fn entity(text: &str, out: &mut String) -> usize {
    let length = text
        .bytes()
        .skip(1)
        .take(LONGEST_ENTITY)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let closed = text.as_bytes().get(length + 1) == Some(&b';');
    let end = match (closed, length) {
        (true, 1..) => length + 2,
        _ => {
            out.push('&');
            return 1;
        }
    };
    match text.get(..end).filter(|entity| entity.is_ascii()) {
        Some(entity) => {
            let from = out.len();
            add_html_token(out, entity.as_bytes(), false);
            // windows-1252 written as numbers, which browsers forgive
            let forgiven = out
                .get(from..)
                .map(|it| it.chars().map(forgive).collect::<String>());
            out.truncate(from);
            out.push_str(&forgiven.unwrap_or_default());
        }
        None => out.push('&'),
    }
    end
}

fn forgive(letter: char) -> char {
    match letter {
        '\u{80}' => '€',
        '\u{82}' => '‚',
        '\u{84}' => '„',
        '\u{85}' => '…',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{95}' => '•',
        '\u{96}' => '–',
        '\u{97}' => '—',
        letter => letter,
    }
}

/// The pieces of a page.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// An end tag was looked for in vain; looking again at each tag would take for ever.
    unclosed: bool,
    /// A comment that never ends, likewise.
    endless: bool,
}

impl<'a> Tokens<'a> {
    /// At the beginning.
    pub fn new(html: &'a str) -> Self {
        Self {
            rest: html,
            unclosed: false,
            endless: false,
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn comment(&mut self) {
        // Outlook hides `<![if …]>` in comments; what lies in them is not for us.
        let end = match self.endless {
            true => None,
            false => memchr::memmem::find(self.rest.as_bytes(), b"-->"),
        };
        match end {
            Some(end) => {
                self.take(end + 3);
            }
            // Without an end the rest is rather shown than lost.
            None => {
                self.endless = true;
                self.take(4);
            }
        }
    }

    fn skip_unseen(&mut self, name: &str) {
        if self.unclosed {
            return;
        }
        let bytes = self.rest.as_bytes();
        for at in memchr::memmem::find_iter(bytes, b"</") {
            let tag = bytes.get(at + 2..at + 2 + name.len());
            if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
                self.take(at);
                return;
            }
        }
        self.unclosed = true;
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if !self.rest.starts_with('<') {
                let end = memchr::memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
                return Some(Token::Text(self.take(end)));
            }
            let inner = self.rest.get(1..).unwrap_or_default();
            if inner.starts_with("!--") {
                self.comment();
                continue;
            }
            let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
            if !inner.starts_with(is_tag) {
                return Some(Token::Text(self.take(1)));
            }
            let end = tag_end(inner);
            self.take(1);
            let tag = self.take(end);
            self.take(1);
            let body = tag.strip_prefix('/').unwrap_or(tag);
            let length = body
                .bytes()
                .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b':' | b'-'))
                .count();
            let (name, inside) = body.split_at_checked(length).unwrap_or((body, ""));
            let name = name.to_ascii_lowercase();
            if name.is_empty() {
                continue;
            }
            if tag.starts_with('/') {
                return Some(Token::Close(name));
            }
            let is_unseen = UNSEEN.contains(&name.as_str()) && !tag.ends_with('/');
            if is_unseen {
                self.skip_unseen(&name);
            }
            return Some(Token::Open(Tag { name, inside }));
        }
    }
}

/// Where a tag ends; `>` inside quoted values does not count, unless the quote never ends.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in tag.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => (),
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    memchr::memchr(b'>', tag.as_bytes()).unwrap_or(tag.len())
}
