//! `mailto:` links (RFC 6068), as browsers and other programs hand them over. They come from anybody:
//! what they may fill in is who, about what and the text; everything else is passed over.

use super::reading::letters::{is_unseen, seen_line};
use super::recipients;
use super::syntax::address_key;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Bytes of a link at the most. Windows and most browsers stop far below, Linux not much above.
pub const LONGEST: usize = 96 << 10;

/// Recipients of all lines together at the most.
const MOST_RECIPIENTS: usize = 200;
/// Letters of a subject at the most.
const LONGEST_SUBJECT: usize = 998;
/// Letters of an entry that is no address.
const LONGEST_ENTRY: usize = 320;

/// What a link fills in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mailto {
    /// "An", as a person would type it.
    pub to: String,
    /// "Kopie".
    pub cc: String,
    /// "Blindkopie".
    pub bcc: String,
    /// "Betreff", on one line.
    pub subject: String,
    /// Text, with line feeds.
    pub body: String,
    /// Message-ID of what it answers, without angle brackets.
    pub in_reply_to: Option<String>,
}

impl Mailto {
    /// Reads a link; `None` for what is none.
    pub fn read(link: &str) -> Option<Self> {
        let rest = without_scheme(link.trim())?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        // A fragment belongs to no letter.
        let path = path.split('#').next().unwrap_or_default();
        let mut people = People::default();
        let mut read = Self::default();
        people.add(&mut read.to, path);
        for (name, value) in query.split('&').filter_map(field) {
            match name.as_str() {
                "to" => people.add(&mut read.to, value),
                "cc" => people.add(&mut read.cc, value),
                "bcc" => people.add(&mut read.bcc, value),
                "subject" if read.subject.is_empty() => read.subject = subject(value),
                "body" if read.body.is_empty() => read.body = text(&decoded(value)),
                "in-reply-to" => read.in_reply_to = message_id(&decoded(value)),
                // Among them "attach", which some programs obey.
                _ => {}
            }
        }
        Some(read)
    }

    /// The same with every field safe to be put into a letter, for what came another way than as a
    /// link.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let mut people = People::default();
        let mut cleaned = Self {
            subject: cut(&seen_line(&self.subject), LONGEST_SUBJECT),
            body: text(&self.body),
            in_reply_to: self.in_reply_to.as_deref().and_then(message_id),
            ..Self::default()
        };
        people.add_plain(&mut cleaned.to, &self.to);
        people.add_plain(&mut cleaned.cc, &self.cc);
        people.add_plain(&mut cleaned.bcc, &self.bcc);
        cleaned
    }
}

/// Whether this is meant as such a link.
pub fn is_mailto(text: &str) -> bool {
    without_scheme(text.trim_start()).is_some()
}

fn without_scheme(link: &str) -> Option<&str> {
    let (scheme, rest) = link.split_once(':')?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    scheme.eq_ignore_ascii_case("mailto").then_some(rest)
}

/// A field of the link: its name in small letters, and its value as it stands there.
fn field(part: &str) -> Option<(String, &str)> {
    // Pages that escape twice.
    let part = part.strip_prefix("amp;").unwrap_or(part);
    let (name, value) = part.split_once('=')?;
    Some((decoded(name).trim().to_ascii_lowercase(), value))
}

/// Recipients, each once in all lines.
#[derive(Default)]
struct People {
    known: HashSet<String>,
}

impl People {
    fn add(&mut self, line: &mut String, escaped: &str) {
        // A comma that is escaped belongs to an address that nobody has; as a separator many write it.
        self.add_plain(line, &decoded(escaped));
    }

    fn add_plain(&mut self, line: &mut String, people: &str) {
        for entry in recipients::entries(people) {
            if self.known.len() >= MOST_RECIPIENTS {
                return;
            }
            let (key, shown) = match &entry.person {
                Some(person) => {
                    let name = cut(&seen_line(&person.name), LONGEST_ENTRY);
                    let person = super::mail::MailAddress {
                        name,
                        address: person.address.clone(),
                    };
                    (address_key(&person.address), recipients::show(&person))
                }
                // What is no address is seen, and told to be none.
                None => {
                    let typed = cut(&seen_line(&entry.typed), LONGEST_ENTRY);
                    (typed.to_lowercase(), typed)
                }
            };
            if shown.is_empty() || !self.known.insert(key) {
                continue;
            }
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(&shown);
        }
    }
}

fn subject(value: &str) -> String {
    cut(&seen_line(&text(&decoded(value))), LONGEST_SUBJECT)
}

fn cut(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

/// Line ends become line feeds; what is not seen goes.
fn text(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|it| !is_unseen(*it)).collect()
}

fn message_id(value: &str) -> Option<String> {
    let id = value.trim().trim_start_matches('<').trim_end_matches('>');
    let is_plain = |it: char| it.is_ascii_graphic() && !matches!(it, '<' | '>');
    let is_good = id.contains('@') && id.len() <= 900 && id.chars().all(is_plain);
    is_good.then(|| id.to_owned())
}

/// The text without its percent escapes. What is no UTF-8 is taken letter by letter (ISO 8859-1), as
/// old pages wrote it; an escape that is none stays as it is.
fn decoded(text: &str) -> String {
    match String::from_utf8(unescaped(text)) {
        Ok(text) => text,
        Err(error) => error.as_bytes().iter().map(|it| char::from(*it)).collect(),
    }
}

/// The bytes that a text with percent escapes stands for.
pub(super) fn unescaped(text: &str) -> Vec<u8> {
    let digit = |it: Option<&u8>| it.and_then(|it| char::from(*it).to_digit(16));
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let pair = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        let escaped = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        match escaped.filter(|_| *byte == b'%') {
            Some(escaped) => {
                found.push(escaped);
                at += 3;
            }
            None => {
                found.push(*byte);
                at += 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(link: &str) -> Mailto {
        Mailto::read(link).unwrap()
    }

    #[test]
    fn the_examples_of_the_standard() {
        assert_eq!(read("mailto:chris@example.com").to, "chris@example.com");
        let it = read("mailto:list@example.org?In-Reply-To=%3C3469A91.D10AF4C@example.com%3E");
        assert_eq!(
            it.in_reply_to.as_deref(),
            Some("3469A91.D10AF4C@example.com")
        );
        let it = read("mailto:infobot@example.com?body=send%20current-issue%0D%0Asend%20index");
        assert_eq!(it.body, "send current-issue\nsend index");
        let several = "addr1@an.example, addr2@an.example";
        assert_eq!(
            read("mailto:?to=addr1@an.example,addr2@an.example").to,
            several
        );
        assert_eq!(
            read("mailto:addr1@an.example?to=addr2@an.example").to,
            several
        );
        let it = read("MAILTO:joe@example.com?cc=bob@example.com&body=hello");
        assert_eq!(
            (it.cc.as_str(), it.body.as_str()),
            ("bob@example.com", "hello")
        );
        let it = read("mailto:user@example.org?subject=caf%C3%A9&body=caf%C3%A9");
        assert_eq!((it.subject.as_str(), it.body.as_str()), ("café", "café"));
        assert_eq!(read("mailto:user@%E7%B4%8D.example").to, "user@納.example");
        // A plus is a plus.
        assert_eq!(read("mailto:a+b@example.com?subject=1+1").subject, "1+1");
    }

    #[test]
    fn nothing_else_is_obeyed() {
        let it = read(
            "mailto:a@b.example?attach=/etc/passwd&attachment=x&from=c@d.example&X-Mailer=y\
             &Subject=eins%0D%0ABcc:%20evil@x.example&subject=zwei",
        );
        let wanted = Mailto {
            to: "a@b.example".to_owned(),
            subject: "eins Bcc: evil@x.example".to_owned(),
            ..Mailto::default()
        };
        assert_eq!(it, wanted);
        assert_eq!(read("mailto:?in-reply-to=a%0D%0Ab@c").in_reply_to, None);
        assert!(Mailto::read("http://x.example").is_none());
        assert!(!is_mailto("mailtox:a@b"));
    }

    #[test]
    fn what_people_write_is_understood() {
        let it = read("mailto:?to=%22Weiß%2C%20Anna%22%20%3Canna@x.example%3E;b@x.example");
        assert_eq!(it.to, "\"Weiß, Anna\" <anna@x.example>, b@x.example");
        let it = read("mailto://a@x.example?cc=a@x.example&amp;subject=M%FCller 100%");
        assert_eq!((it.to.as_str(), it.cc.as_str()), ("a@x.example", ""));
        assert_eq!(it.subject, "Müller 100%");
        assert_eq!(read("mailto:kein name").to, "kein name");
        assert_eq!(read("mailto:").to, "");
    }

    fn escaped(text: &str) -> String {
        text.bytes().map(|it| format!("%{it:02X}")).collect()
    }

    proptest! {
        #[test]
        fn anything_is_read_and_leaves_one_line(link in "mailto:.{0,300}") {
            let it = read(&link);
            for line in [&it.to, &it.cc, &it.bcc, &it.subject] {
                prop_assert!(!line.chars().any(|it| it.is_control() || is_unseen(it)), "{line:?}");
            }
            let is_bad = |it: char| it != '\n' && it != '\t' && it.is_control();
            prop_assert!(!it.body.chars().any(is_bad));
            prop_assert!(it.in_reply_to.iter().all(|it| it.is_ascii()));
            let again = it.cleaned();
            prop_assert!(!again.to.contains(['\r', '\n']) && !again.subject.contains(['\r', '\n']));
        }

        #[test]
        fn bytes_that_are_no_text_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let link: String = bytes.iter().map(|it| format!("%{it:02x}")).collect();
            let it = read(&format!("mailto:?body={link}&to={link}&subject={link}"));
            prop_assert!(!it.subject.contains(['\r', '\n', '\0']));
        }

        #[test]
        fn what_was_escaped_comes_back(
            body in "[a-zäöüß€ &=?%#+\n]{1,200}",
            subject in "[a-zäöüß&=?%#+]{1,80}",
            name in "[a-z]{1,20}",
        ) {
            let link = format!(
                "mailto:{name}@x.example?body={}&subject={}",
                escaped(&body.replace('\n', "\r\n")),
                escaped(&subject),
            );
            let it = read(&link);
            prop_assert_eq!(it.body, body);
            prop_assert_eq!(it.subject, subject);
            prop_assert_eq!(it.to, format!("{name}@x.example"));
        }
    }
}
