//! Answers and passed-on messages: to whom, about what, with which words above the original's.

use crate::domain::mail::{MailAddress, ParsedMail};
use crate::domain::subject::{Prefix, without};
use crate::domain::syntax::address_key;
use std::collections::HashSet;

/// The subject of an answer: `AW: …`, not doubled.
pub fn answer_subject(subject: &str) -> String {
    format!("AW: {}", without(subject, Prefix::Reply))
}

/// The subject of a passed-on message: `WG: …`, not doubled.
pub fn forward_subject(subject: &str) -> String {
    format!("WG: {}", without(subject, Prefix::Forward))
}

/// The subject with an Aktennummer, so that an answer finds its Akte: behind the prefix, unless it
/// stands there already.
pub fn numbered(subject: &str, number: &str) -> String {
    let has_it = subject
        .split(|it: char| !it.is_alphanumeric() && it != '/')
        .any(|it| {
            it == number
                || it
                    .strip_prefix(number)
                    .is_some_and(|it| it.starts_with("pk"))
        });
    if number.is_empty() || has_it {
        return subject.to_owned();
    }
    for prefix in ["AW: ", "WG: "] {
        if let Some(rest) = subject.strip_prefix(prefix) {
            return format!("{prefix}{number} {rest}").trim_end().to_owned();
        }
    }
    format!("{number} {subject}").trim_end().to_owned()
}

/// Whom an answer goes to, "An" and "Kopie". `own` are addresses that need no copy; `list` is the
/// address of the mailing list that passed the message on. An answer to one person goes to that
/// person even if the list would have it all.
pub fn recipients(
    mail: &ParsedMail,
    all: bool,
    own: &[String],
    list: Option<&str>,
) -> (Vec<MailAddress>, Vec<MailAddress>) {
    let own: HashSet<String> = own.iter().map(|it| address_key(it)).collect();
    let is_own = |it: &MailAddress| own.contains(&address_key(&it.address));
    let is_list =
        |it: &MailAddress| list.is_some_and(|list| address_key(list) == address_key(&it.address));
    let reply_to = match mail.reply_to.iter().all(is_list) && !all {
        true => &mail.from,
        false if mail.reply_to.is_empty() => &mail.from,
        false => &mail.reply_to,
    };
    // Whoever answers a letter of his own writes to the same people again.
    let is_mine = !reply_to.is_empty() && reply_to.iter().all(is_own);
    let first = if is_mine { &mail.to } else { reply_to };
    let mut seen = HashSet::new();
    let mut take = |list: &[MailAddress], keep_own: bool| -> Vec<MailAddress> {
        list.iter()
            .filter(|it| !it.address.is_empty() && (keep_own || !is_own(it)))
            .filter(|it| seen.insert(address_key(&it.address)))
            .cloned()
            .collect()
    };
    let mut to = take(first, is_mine);
    let cc = match all {
        true => {
            to.extend(take(&mail.to, false));
            take(&mail.cc, false)
        }
        false => Vec::new(),
    };
    if to.is_empty() {
        // A message to oneself: better its sender than nobody.
        to = reply_to
            .iter()
            .filter(|it| !it.address.is_empty())
            .cloned()
            .collect();
    }
    (to, cc)
}

/// A text as a quote: each line behind `> `.
pub fn quote(text: &str) -> String {
    let quoted: Vec<String> = text
        .trim_end()
        .lines()
        .map(|it| match it {
            it if it.starts_with('>') => format!(">{it}"),
            "" => ">".to_owned(),
            it => format!("> {it}"),
        })
        .collect();
    quoted.join("\n")
}

/// The clerk's text, a signature, and what stands below.
pub fn below(signature: &str, original: &str) -> String {
    match signature.trim() {
        "" => format!("\n\n{original}\n"),
        signature => format!("\n\n{signature}\n\n{original}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(address: &str) -> MailAddress {
        MailAddress {
            name: String::new(),
            address: address.into(),
        }
    }

    fn people(list: &[&str]) -> Vec<MailAddress> {
        list.iter().map(|it| person(it)).collect()
    }

    #[test]
    fn subjects_are_not_doubled() {
        assert_eq!(answer_subject("Termin"), "AW: Termin");
        assert_eq!(answer_subject("AW: Re: Termin"), "AW: Termin");
        assert_eq!(answer_subject("WG: Termin"), "AW: WG: Termin");
        assert_eq!(forward_subject("Fwd: WG: Termin"), "WG: Termin");
        assert_eq!(forward_subject(""), "WG: ");
        assert_eq!(numbered("AW: Termin", "8/20"), "AW: 8/20 Termin");
        assert_eq!(numbered("AW: 8/20 Termin", "8/20"), "AW: 8/20 Termin");
        assert_eq!(numbered("AW: 8/20pk2 Termin", "8/20"), "AW: 8/20pk2 Termin");
        assert_eq!(
            numbered("AW: 18/20 Termin", "8/20"),
            "AW: 8/20 18/20 Termin"
        );
        assert_eq!(numbered("", "8/20"), "8/20");
    }

    #[test]
    fn an_answer_goes_to_the_right_people() {
        let own = ["post@kanzlei.example".to_owned()];
        let mail = ParsedMail {
            from: people(&["klient@x.example"]),
            to: people(&["Post@Kanzlei.example", "gegner@y.example"]),
            cc: people(&["gericht@z.example", "klient@x.example"]),
            ..ParsedMail::default()
        };
        let answer = |all| recipients(&mail, all, &own, None);
        assert_eq!(answer(false), (people(&["klient@x.example"]), vec![]));
        assert_eq!(
            answer(true),
            (
                people(&["klient@x.example", "gegner@y.example"]),
                people(&["gericht@z.example"])
            )
        );
        let elsewhere = ParsedMail {
            reply_to: people(&["buero@x.example"]),
            ..mail.clone()
        };
        assert_eq!(
            recipients(&elsewhere, false, &own, None).0,
            people(&["buero@x.example"])
        );
        // A list that wants all answers gets the one to all, not the one to its author.
        let list = Some("buero@x.example");
        assert_eq!(
            recipients(&elsewhere, false, &own, list).0,
            people(&["klient@x.example"])
        );
        assert_eq!(
            recipients(&elsewhere, true, &own, list).0,
            people(&["buero@x.example", "gegner@y.example"])
        );
        let mine = ParsedMail {
            from: people(&["post@kanzlei.example"]),
            to: people(&["klient@x.example"]),
            ..ParsedMail::default()
        };
        assert_eq!(
            recipients(&mine, false, &own, None).0,
            people(&["klient@x.example"])
        );
        let alone = ParsedMail {
            from: people(&["post@kanzlei.example"]),
            ..ParsedMail::default()
        };
        assert_eq!(
            recipients(&alone, true, &own, None).0,
            people(&["post@kanzlei.example"])
        );
    }

    #[test]
    fn quotes_are_quoted_once_more() {
        assert_eq!(quote("Hallo\n\n> alt\n"), "> Hallo\n>\n>> alt");
        assert_eq!(below("Gruß", "> x"), "\n\nGruß\n\n> x\n");
    }
}
