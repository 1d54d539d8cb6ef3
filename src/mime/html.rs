//! HTML to text for reading and search: order and words, no layout.

use mail_parser::decoders::html::add_html_token;

/// Longest entity looked for, `&` and `;` included.
const LONGEST_ENTITY: usize = 34;

/// Elements whose content is never shown.
const UNSEEN: [&str; 6] = ["script", "style", "title", "template", "noscript", "xml"];

/// Elements that start and end a line.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "tr",
    "table",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "hr",
    "form",
    "fieldset",
    "address",
    "center",
    "tbody",
    "main",
    "body",
];

/// Text of an HTML document; stops near `limit` bytes of text.
pub(super) fn to_text(html: &str, limit: usize) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while !rest.is_empty() && page.text.len() < limit {
        let (text, tag) = rest
            .split_at_checked(memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        page.write(text);
        rest = page.skip_tag(tag);
    }
    page.finish()
}

#[derive(Default)]
struct Page {
    text: String,
    /// Line ends to write before the next word.
    lines: usize,
    blank: bool,
    preformatted: bool,
    /// An end tag was looked for in vain; looking again at each tag would take for ever.
    unclosed: bool,
}

impl Page {
    /// Takes a tag off the start of `rest`, with everything up to its end tag if nobody sees that.
    fn skip_tag<'a>(&mut self, rest: &'a str) -> &'a str {
        let Some(inner) = rest.strip_prefix('<') else {
            return rest;
        };
        if let Some(comment) = inner.strip_prefix("!--") {
            // Outlook hides `<![if …]>` in comments; what lies in them is not for us.
            return comment
                .find("-->")
                .and_then(|at| comment.get(at + 3..))
                .unwrap_or_default();
        }
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            self.write("<");
            return inner;
        }
        let end = tag_end(inner);
        let (tag, after) = inner.split_at_checked(end).unwrap_or((inner, ""));
        let after = after.get(1..).unwrap_or_default();
        let closing = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        self.element(&name, closing);
        if !closing && UNSEEN.contains(&name.as_str()) && !tag.ends_with('/') {
            return self.skip_to_end_tag(after, &name);
        }
        after
    }

    fn element(&mut self, name: &str, closing: bool) {
        match name {
            "br" => self.lines += 1,
            "td" | "th" => self.blank = true,
            "pre" => {
                self.preformatted = !closing;
                self.lines = self.lines.max(1);
            }
            "p" | "h1" | "h2" | "h3" | "h4" => self.lines = self.lines.max(2),
            "img" | "input" | "option" | "button" => self.blank = true,
            name if BLOCKS.contains(&name) => self.lines = self.lines.max(1),
            _ => (),
        }
    }

    fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let width = match first {
                '\n' if self.preformatted => {
                    self.lines += 1;
                    1
                }
                // HTML white space only: a no-break space is text
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    self.blank = true;
                    1
                }
                '&' => self.entity(rest),
                _ => {
                    let end = rest
                        .find([' ', '\t', '\n', '\r', '\u{c}', '&'])
                        .unwrap_or(rest.len());
                    let word = rest.get(..end).unwrap_or_default();
                    self.word(word);
                    end
                }
            };
            rest = rest.get(width.max(1)..).unwrap_or_default();
        }
    }

    /// Writes the entity `text` starts with; its length in bytes.
    fn entity(&mut self, text: &str) -> usize {
        let length = text
            .bytes()
            .skip(1)
            .take(LONGEST_ENTITY)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        let closed = text.as_bytes().get(length + 1) == Some(&b';');
        let end = if closed { length + 2 } else { 1 };
        let mut token = String::new();
        if let Some(entity) = text.get(..end).filter(|entity| entity.is_ascii()) {
            add_html_token(&mut token, entity.as_bytes(), false);
        }
        match token.as_str() {
            "\u{a0}" => self.blank = true,
            "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{ad}" | "\u{feff}" | "\u{34f}" => (),
            word => self.word(word),
        }
        end
    }

    fn word(&mut self, word: &str) {
        if self.lines > 0 && !self.text.is_empty() {
            (0..self.lines.min(2)).for_each(|_| self.text.push('\n'));
        } else if self.blank && !self.text.is_empty() {
            self.text.push(' ');
        }
        (self.lines, self.blank) = (0, false);
        if word.is_ascii() {
            return self.text.push_str(word);
        }
        self.text.extend(word.chars().map(|c| match c {
            '\u{a0}' => ' ',
            // windows-1252 written as numbers, which browsers forgive
            '\u{80}' => '€',
            '\u{84}' => '„',
            '\u{93}' => '“',
            '\u{94}' => '”',
            '\u{92}' => '’',
            '\u{96}' => '–',
            c => c,
        }));
    }

    fn skip_to_end_tag<'a>(&mut self, html: &'a str, name: &str) -> &'a str {
        if self.unclosed {
            return html;
        }
        for at in memchr::memmem::find_iter(html.as_bytes(), b"</") {
            let tag = html.as_bytes().get(at + 2..at + 2 + name.len());
            if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
                return html.get(at..).unwrap_or_default();
            }
        }
        // Without an end tag the rest is rather shown than lost.
        self.unclosed = true;
        html
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// Where a tag ends; `>` inside quoted attributes does not count, unless the quote never ends.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate().take(16 * 1024) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if at > 0 => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => (),
        }
    }
    memchr::memchr(b'>', tag.as_bytes()).unwrap_or(tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_readable_text() {
        for (html, text) in [
            (
                "<p>Sehr geehrte Damen,</p><p>anbei</p>",
                "Sehr geehrte Damen,\n\nanbei",
            ),
            (
                "<td>Geb&uuml;hr</td><td>12,50&nbsp;&euro;</td><td><a href='x'>Link</a></td>",
                "Gebühr 12,50 € Link",
            ),
            (
                "<head><title>x</title><style>p{}</style></head><body>Gr&#252;&#xDF;e<br>Ihr Amt",
                "Grüße\nIhr Amt",
            ),
            ("a<!-- <b>weg</b> -->b", "ab"),
            ("<b>fett</b>e <i>Schrift</i>", "fette Schrift"),
            ("<script>if (a<b) {}</script>Text", "Text"),
            (
                "1 < 2 & 3 &amp; 4 &unbekannt; &",
                "1 < 2 & 3 & 4 &unbekannt; &",
            ),
            ("<img alt=\"a > b\">Bild", "Bild"),
            ("<pre>a\n  b</pre>", "a\nb"),
            ("<style>offen", "offen"),
            ("<", "<"),
            ("Text <b", "Text"),
            ("<div><div>eins</div></div><div>zwei</div>", "eins\nzwei"),
        ] {
            assert_eq!(to_text(html, 1000), text, "{html}");
        }
    }
}
