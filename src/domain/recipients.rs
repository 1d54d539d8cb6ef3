//! Recipients as a person types them: addresses, with names or without, parted by commas,
//! semicolons or line ends.

use crate::domain::mail::MailAddress;
use crate::domain::syntax::{address_key, ascii_address, is_address};
use std::collections::HashSet;

/// One entry of a line of recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As typed, without blanks around it.
    pub typed: String,
    /// Where it stands in the line, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whom it means; `None` if that is no address that mail can be sent to.
    pub person: Option<MailAddress>,
}

/// The entries of a line; empty ones are left out.
pub fn entries(line: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    let (mut start, mut is_quoted, mut is_inside) = (0, false, false);
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '<' if !is_quoted => is_inside = true,
            '>' if !is_quoted => is_inside = false,
            // A line end parts in any case: a quote that was never closed does not swallow the rest.
            '\n' | '\r' => (is_quoted, is_inside) = (false, false),
            _ => {}
        }
        let parts = match letter {
            '\n' | '\r' => true,
            ',' | ';' => !is_quoted && !is_inside,
            _ => false,
        };
        if parts {
            found.extend(entry(line, start, at));
            start = at + letter.len_utf8();
        }
    }
    found.extend(entry(line, start, line.len()));
    found
}

fn entry(line: &str, start: usize, end: usize) -> Option<Entry> {
    let piece = line.get(start..end)?;
    let typed = piece.trim();
    let before = piece.len() - piece.trim_start().len();
    (!typed.is_empty()).then(|| Entry {
        typed: typed.to_owned(),
        start: start + before,
        end: start + before + typed.len(),
        person: person(typed),
    })
}

/// Reads `name@domain`, `Name <name@domain>` or `"Name, Vorname" <name@domain>`.
pub fn person(typed: &str) -> Option<MailAddress> {
    let typed = typed.trim();
    let (name, address) = match typed.strip_suffix('>').and_then(|it| it.rsplit_once('<')) {
        Some((name, address)) => (name.trim(), address.trim()),
        None => ("", typed.trim_start_matches("mailto:")),
    };
    let name: String = name
        .trim_matches('"')
        .chars()
        .filter(|it| !it.is_control())
        .collect();
    let is_good = is_address(address) && ascii_address(address).is_some();
    is_good.then(|| MailAddress {
        name: name.replace('\\', "").trim().to_owned(),
        address: address.to_owned(),
    })
}

/// A person as an entry of a line.
pub fn show(person: &MailAddress) -> String {
    let name = person.name.replace(['"', '\\', '<', '>'], "");
    let name: String = name.chars().filter(|it| !it.is_control()).collect();
    let name = name.trim();
    let special = |it: char| matches!(it, ',' | ';' | '(' | ')' | ':' | '@' | '[' | ']');
    match name {
        "" => person.address.clone(),
        name if name.contains(special) => format!("\"{name}\" <{}>", person.address),
        name => format!("{name} <{}>", person.address),
    }
}

/// Several persons as a line.
pub fn line(persons: &[MailAddress]) -> String {
    let all: Vec<String> = persons.iter().map(show).collect();
    all.join(", ")
}

/// The persons of a line, each once.
///
/// # Errors
/// The entries that are no addresses, as typed.
pub fn persons(line: &str) -> Result<Vec<MailAddress>, Vec<String>> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for entry in entries(line) {
        match entry.person {
            Some(person) if seen.insert(address_key(&person.address)) => found.push(person),
            Some(_) => {}
            None => wrong.push(entry.typed),
        }
    }
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(wrong)
    }
}

/// The entry that is being typed at the end of a line, without blanks around it; empty after a
/// comma.
pub fn typing(line: &str) -> &str {
    let last = entries(line).pop();
    match last {
        Some(it) if line.get(it.end..).is_some_and(|it| it.trim().is_empty()) => {
            line.get(it.start..it.end).unwrap_or_default()
        }
        _ => "",
    }
}

/// The line with the entry being typed replaced by a person, ready for the next one.
pub fn completed(line: &str, person: &MailAddress) -> String {
    let typing = typing(line);
    let kept = line.trim_end();
    let kept = kept.strip_suffix(typing).unwrap_or(kept).trim_end();
    match kept {
        "" => format!("{}, ", show(person)),
        kept => format!("{kept} {}, ", show(person)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whom(name: &str, address: &str) -> MailAddress {
        MailAddress {
            name: name.into(),
            address: address.into(),
        }
    }

    #[test]
    fn lines_are_read_as_people_write_them() {
        let line = "a@x.example; \"Weiß, Susi\" <s@müller.example>,,Dr. Groß <g@x.example>\n A@x.example ,";
        assert_eq!(
            persons(line),
            Ok(vec![
                whom("", "a@x.example"),
                whom("Weiß, Susi", "s@müller.example"),
                whom("Dr. Groß", "g@x.example"),
            ])
        );
        assert_eq!(
            persons("Weiß, a@x.example, b@ , <c@x.example"),
            Err(vec!["Weiß".into(), "b@".into(), "<c@x.example".into()])
        );
        assert_eq!(persons(" ,; \n"), Ok(Vec::new()));
        // A line break in a name smuggles nothing in.
        let smuggled = persons("X\r\nBcc: evil@x.example <a@x.example>");
        assert_eq!(smuggled, Err(vec!["X".into()]));
    }

    #[test]
    fn what_is_shown_reads_back() {
        for person in [
            whom("", "a@x.example"),
            whom("Weiß, Susi", "s@x.example"),
            whom("Kanzlei @ Partner", "k@x.example"),
        ] {
            assert_eq!(persons(&show(&person)), Ok(vec![person]));
        }
        let odd = whom("A \"B\" <c>\n", "a@x.example");
        assert_eq!(persons(&show(&odd)), Ok(vec![whom("A B c", "a@x.example")]));
    }

    #[test]
    fn what_is_being_typed_is_completed() {
        assert_eq!(typing("a@x.example, we"), "we");
        assert_eq!(typing("we"), "we");
        assert_eq!(typing("a@x.example, "), "");
        assert_eq!(typing(""), "");
        let susi = whom("Weiß, Susi", "s@x.example");
        assert_eq!(
            completed("a@x.example, we", &susi),
            "a@x.example, \"Weiß, Susi\" <s@x.example>, "
        );
        assert_eq!(completed("", &susi), "\"Weiß, Susi\" <s@x.example>, ");
    }
}
