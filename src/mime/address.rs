//! Address lists (RFC 5322 section 3.4), as offices write them: commas unquoted, names raw.

use super::charset::one_line;
use super::words;
use crate::domain::mail::MailAddress;

/// Addresses read from one field; a longer list helps nobody.
const MOST_ADDRESSES: usize = 2000;

/// One entry of a list before it is decoded.
#[derive(Debug, Default)]
struct Entry {
    /// Everything outside angle brackets and comments, quotes taken away.
    words: Vec<u8>,
    quoted: bool,
    comment: Vec<u8>,
    angle: Option<Vec<u8>>,
}

/// Reads the value of a field on one line. Groups are flattened.
pub(super) fn parse(line: &[u8]) -> Vec<MailAddress> {
    let mut list = Vec::new();
    let mut waiting: Vec<u8> = Vec::new();
    for entry in entries(line) {
        let is_name_only = entry.angle.is_none() && !entry.words.contains(&b'@');
        if is_name_only {
            // `Müller, Jürgen <j@x.de>`: the first half waits for its address.
            if !entry.words.trim_ascii().is_empty() {
                join(&mut waiting, &entry.words);
            }
            continue;
        }
        if entry.angle.is_none() && !waiting.is_empty() {
            list.push(name_alone(&std::mem::take(&mut waiting)));
        }
        let before = std::mem::take(&mut waiting);
        list.push(entry.into_address(before));
        if list.len() >= MOST_ADDRESSES {
            break;
        }
    }
    if !waiting.is_empty() {
        list.push(name_alone(&waiting));
    }
    list.retain(|person| !person.name.is_empty() || !person.address.is_empty());
    list
}

fn join(waiting: &mut Vec<u8>, words: &[u8]) {
    if !waiting.is_empty() && !words.is_empty() {
        waiting.extend_from_slice(b", ");
    }
    waiting.extend_from_slice(words.trim_ascii());
}

fn name_alone(words: &[u8]) -> MailAddress {
    MailAddress {
        name: clean_name(words),
        address: String::new(),
    }
}

fn clean_name(words: &[u8]) -> String {
    let name = one_line(&words::decode(words));
    let trimmed = name
        .strip_prefix(['"', '\''])
        .and_then(|inner| inner.strip_suffix(['"', '\'']));
    trimmed.unwrap_or(&name).trim().to_owned()
}

impl Entry {
    fn into_address(self, before: Vec<u8>) -> MailAddress {
        let mut name = before;
        let (words, address) = match self.angle {
            Some(angle) => (self.words, angle),
            None if self.quoted => (Vec::new(), self.words),
            None => split_bare(&self.words),
        };
        join(&mut name, words.trim_ascii());
        if name.trim_ascii().is_empty() {
            name = self.comment;
        }
        MailAddress {
            name: clean_name(&name),
            address: clean_address(&address),
        }
    }
}

/// `Jürgen Müller j@x.de` without brackets.
fn split_bare(words: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (address, name): (Vec<&[u8]>, Vec<&[u8]>) = words
        .split(u8::is_ascii_whitespace)
        .partition(|word| word.contains(&b'@'));
    (
        name.join(&b' '),
        address.first().copied().unwrap_or_default().to_vec(),
    )
}

fn clean_address(address: &[u8]) -> String {
    let address = words::decode(address);
    let address: String = one_line(&address)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    // `<@relay:user@host>` (RFC 5322 section 4.4)
    let address = match address
        .strip_prefix('@')
        .and_then(|route| route.split_once(':'))
    {
        Some((_, target)) => target,
        None => &address,
    };
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    address.trim_matches(['<', '>', '\'']).to_owned()
}

/// Splits a list at its commas and semicolons.
fn entries(line: &[u8]) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut entry = Entry::default();
    let mut rest = line;
    while let Some((first, tail)) = rest.split_first() {
        let from = rest;
        rest = tail;
        match first {
            b',' | b';' => all.push(std::mem::take(&mut entry)),
            b'"' => rest = take_quoted(tail, &mut entry),
            b'(' => rest = take_comment(tail, &mut entry),
            b'<' => {
                let end = tail
                    .iter()
                    .position(|byte| matches!(byte, b'>' | b'<'))
                    .unwrap_or(tail.len());
                let (angle, after) = tail.split_at(end);
                if angle.contains(&b'@') || entry.angle.is_none() {
                    entry.angle = Some(angle.to_vec());
                }
                rest = after.strip_prefix(b">").unwrap_or(after);
            }
            // `Gruppe: a@b, c@d;` — the name of the group is of no use
            b':' if entry.angle.is_none() && !entry.words.contains(&b'@') => {
                entry = Entry::default();
            }
            // An encoded word is taken whole: it may hold a comma it should not.
            b'=' => {
                let length = words::encoded_word_length(from).unwrap_or(1);
                let (word, after) = from.split_at_checked(length).unwrap_or((from, &[]));
                entry.words.extend_from_slice(word);
                rest = after;
            }
            byte => entry.words.push(*byte),
        }
        if all.len() > MOST_ADDRESSES * 2 {
            break;
        }
    }
    all.push(entry);
    all
}

fn take_quoted<'a>(text: &'a [u8], entry: &mut Entry) -> &'a [u8] {
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'\\', [escaped, after @ ..]) => {
                entry.words.push(*escaped);
                rest = after;
            }
            (b'"', _) => break,
            (byte, _) => entry.words.push(*byte),
        }
    }
    entry.quoted = true;
    rest
}

fn take_comment<'a>(text: &'a [u8], entry: &mut Entry) -> &'a [u8] {
    let mut depth = 1;
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => (),
        }
        if depth == 0 {
            break;
        }
        entry.comment.push(*first);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[u8]) -> Vec<(String, String)> {
        let list = parse(line).into_iter();
        list.map(|person| (person.name, person.address)).collect()
    }

    #[test]
    fn people_as_offices_write_them() {
        for (line, name, address) in [
            ("Jürgen Müller <j@x.de>", "Jürgen Müller", "j@x.de"),
            ("Müller, Jürgen <j@x.de>", "Müller, Jürgen", "j@x.de"),
            ("\"Müller, Jürgen\" <j@x.de>", "Müller, Jürgen", "j@x.de"),
            (
                "Dr. Müller, RA, Jürgen <j@x.de>",
                "Dr. Müller, RA, Jürgen",
                "j@x.de",
            ),
            (
                "=?utf-8?Q?M=C3=BCller,_J=C3=BCrgen?= <j@x.de>",
                "Müller, Jürgen",
                "j@x.de",
            ),
            ("\"=?utf-8?Q?M=C3=BCller?=\" <j@x.de>", "Müller", "j@x.de"),
            ("=?utf-8?Q?M=C3=BCller?=<j@x.de>", "Müller", "j@x.de"),
            ("j@x.de", "", "j@x.de"),
            ("<j@x.de>", "", "j@x.de"),
            ("j@x.de (Jürgen Müller)", "Jürgen Müller", "j@x.de"),
            ("Jürgen Müller j@x.de", "Jürgen Müller", "j@x.de"),
            ("'j@x.de' <j@x.de>", "j@x.de", "j@x.de"),
            (
                "\"Kanzlei \\\"Recht\\\"\" <j@x.de>",
                "Kanzlei \"Recht\"",
                "j@x.de",
            ),
            ("Kanzlei <mailto:j@x.de>", "Kanzlei", "j@x.de"),
            ("Kanzlei <@relay.de:j@x.de>", "Kanzlei", "j@x.de"),
            ("MAILER-DAEMON", "MAILER-DAEMON", ""),
            ("Kanzlei <j@x.de", "Kanzlei", "j@x.de"),
        ] {
            assert_eq!(
                read(line.as_bytes()),
                [(name.into(), address.into())],
                "{line}"
            );
        }
        assert_eq!(read(b"M\xfcller <j@x.de>")[0].0, "Müller");
    }

    #[test]
    fn lists_and_groups() {
        let two = [
            (String::new(), "a@b.de".into()),
            ("Bär".to_owned(), "c@d.de".to_owned()),
        ];
        for line in [
            "a@b.de, Bär <c@d.de>",
            "a@b.de; Bär <c@d.de>;",
            "Richter: a@b.de, Bär <c@d.de>;",
            "a@b.de,,\tBär <c@d.de>,",
        ] {
            assert_eq!(read(line.as_bytes()), two, "{line}");
        }
        assert!(read(b"undisclosed-recipients:;").is_empty());
        assert!(read(b"").is_empty());
        let mixed = read("Müller, Jürgen <j@x.de>, Kanzlei Bär <c@d.de>".as_bytes());
        assert_eq!(mixed.len(), 2);
        assert_eq!(mixed[1].0, "Kanzlei Bär");
    }
}
