//! Style sheets of pages, as far as mail uses them: rules for an element, a class or a number.

use std::collections::HashMap;

/// Bytes of style sheets that are looked at.
const MOST_BYTES: usize = 256 * 1024;
/// Rules that are kept.
const MOST_RULES: usize = 4000;
/// Longest rule in bytes.
const LONGEST: usize = 4000;

/// What the sheets of a page say, by simple selector (`p`, `.note`, `p.note`, `#head`).
#[derive(Default)]
pub(super) struct Sheet {
    rules: HashMap<String, String>,
}

impl Sheet {
    /// What is said of an element, weakest first.
    pub fn of(&self, name: &str, classes: &str, id: &str) -> Vec<&str> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        found.extend(self.rules.get("*"));
        found.extend(self.rules.get(name));
        for class in classes.split_ascii_whitespace().take(20) {
            let class = class.to_ascii_lowercase();
            found.extend(self.rules.get(&format!(".{class}")));
            found.extend(self.rules.get(&format!("{name}.{class}")));
        }
        if !id.is_empty() {
            let id = id.to_ascii_lowercase();
            found.extend(self.rules.get(&format!("#{id}")));
            found.extend(self.rules.get(&format!("{name}#{id}")));
        }
        found.into_iter().map(String::as_str).collect()
    }

    fn read(&mut self, css: &str) {
        let mut rest = css;
        while let Some(at) = rest.find(['{', '}', '@', '/']) {
            let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let after = tail.get(1..).unwrap_or_default();
            if let Some(comment) = tail.strip_prefix("/*") {
                let end = comment.find("*/").map_or(comment.len(), |it| it + 2);
                rest = comment.get(end..).unwrap_or_default();
                continue;
            }
            rest = match tail.bytes().next() {
                Some(b'{') => {
                    let end = after.find('}').unwrap_or(after.len());
                    self.add(before, after.get(..end).unwrap_or_default());
                    after.get(end + 1..).unwrap_or_default()
                }
                // What holds only for telephones or for printing does not hold here.
                Some(b'@') => skip_at_rule(after),
                _ => after,
            };
        }
    }

    fn add(&mut self, selectors: &str, body: &str) {
        if body.len() > LONGEST || body.is_empty() {
            return;
        }
        let selectors = selectors.rsplit("-->").next().unwrap_or(selectors);
        for selector in selectors.split(',').take(50) {
            let selector = selector.trim().trim_start_matches("<!--").trim();
            // `div.a p.b`: what it ends with; stricter conditions are taken for met.
            let last = selector
                .split_ascii_whitespace()
                .next_back()
                .unwrap_or_default();
            let is_exact = selector == last;
            let is_simple =
                |it: char| it.is_alphanumeric() || matches!(it, '.' | '#' | '-' | '_' | '*');
            if last.is_empty() || !last.chars().all(is_simple) || !is_exact {
                continue;
            }
            if self.rules.len() < MOST_RULES {
                let rule = self.rules.entry(last.to_ascii_lowercase()).or_default();
                if rule.len() < LONGEST {
                    rule.push_str(body);
                    rule.push(';');
                }
            }
        }
    }
}

fn skip_at_rule(text: &str) -> &str {
    let Some(at) = text.find(['{', ';']) else {
        return "";
    };
    if text.as_bytes().get(at) == Some(&b';') {
        return text.get(at + 1..).unwrap_or_default();
    }
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().skip(at) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return text.get(at + 1..).unwrap_or_default(),
            b'}' => depth -= 1,
            _ => (),
        }
    }
    ""
}

/// The style sheets of a page.
pub(super) fn sheet_of(html: &str) -> Sheet {
    let mut sheet = Sheet::default();
    let bytes = html.as_bytes();
    let (mut left, mut from) = (MOST_BYTES, 0);
    let finder = memchr::memmem::Finder::new(b"<");
    for at in finder.find_iter(bytes) {
        let is_style = bytes
            .get(at + 1..at + 6)
            .is_some_and(|it| it.eq_ignore_ascii_case(b"style"));
        if at < from || !is_style {
            continue;
        }
        let rest = html.get(at..).unwrap_or_default();
        let Some(start) = rest.find('>') else {
            break;
        };
        let body = rest.get(start + 1..).unwrap_or_default();
        let end = memchr::memmem::find(body.as_bytes(), b"</").unwrap_or(body.len());
        let body = body.get(..end).unwrap_or_default();
        sheet.read(
            body.get(..body.floor_char_boundary(left))
                .unwrap_or_default(),
        );
        left = left.saturating_sub(body.len());
        from = at + start + end;
        if left == 0 {
            break;
        }
    }
    sheet
}
