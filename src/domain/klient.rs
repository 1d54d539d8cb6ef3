//! Which Klient a mail belongs to: by the first-named recipient, or by the first address in the
//! text if somebody forwarded it, or in the header of the message that was attached.

use super::mail::ParsedMail;
use super::reason::Reason;
use super::rules::RuleBook;
use super::subject::{Prefix, first_prefix};
use super::syntax::is_address;

/// Lines of a forwarded text that are searched for addresses; blank ones do not count.
const LINES: usize = 5;

/// What programs write above a message that they forward, in lower case.
const FORWARD_HEADS: [&str; 6] = [
    "weitergeleitete nachricht",
    "weitergeleitete e-mail",
    "forwarded message",
    "begin forwarded message",
    "anfang der weitergeleiteten",
    "forwarded by",
];

/// Looks the Klient up.
pub(super) fn find(mail: &ParsedMail, rules: &RuleBook) -> Reason {
    let forwarded = is_forwarded(mail);
    let address = match forwarded {
        // The header of an attached message says it better than any text.
        true if !mail.attached_people.is_empty() => {
            let people = mail.attached_people.iter().map(|it| it.address.as_str());
            people.into_iter().find(|it| !rules.is_own_mailbox(it))
        }
        true => addresses_in(&mail.text).find(|it| !rules.is_own_mailbox(it)),
        false => {
            let recipients = mail.to.iter().chain(&mail.cc).map(|it| it.address.as_str());
            let mut others = recipients.filter(|it| !it.is_empty() && !rules.is_own_mailbox(it));
            others.next()
        }
    };
    let Some(address) = address else {
        return Reason::KlientWithoutAddress;
    };
    match rules.klienten(address) {
        [] => Reason::KlientUnknown(address.to_owned()),
        [klient] if forwarded => Reason::KlientByForwarded(*klient, address.to_owned()),
        [klient] => Reason::KlientByRecipient(*klient, address.to_owned()),
        several => Reason::KlientSeveral(address.to_owned(), several.to_vec()),
    }
}

/// Whether somebody passed the message on: the subject's first prefix says so, or, unless that says
/// it is an answer, the text begins like a forwarded one or a message is attached.
pub fn is_forwarded(mail: &ParsedMail) -> bool {
    match first_prefix(&mail.subject) {
        Some(Prefix::Forward) => true,
        Some(Prefix::Reply) => false,
        None => {
            let heads = |line: &str| {
                let line = line.to_lowercase();
                FORWARD_HEADS.iter().any(|it| line.contains(it))
            };
            first_lines(&mail.text).any(heads)
                || (mail.attachments.iter()).any(|it| it.mime_type == "message/rfc822")
        }
    }
}

/// The first lines that are not blank, without quote signs.
fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    let bare = |line: &'_ str| line.trim_start_matches(['>', ' ', '\t', '|']).len();
    let lines = text
        .lines()
        .map(move |line| line.get(line.len() - bare(line)..).unwrap_or(line).trim());
    lines.filter(|line| !line.is_empty()).take(LINES)
}

/// Addresses in the first lines, in their order.
fn addresses_in(text: &str) -> impl Iterator<Item = &str> {
    first_lines(text).flat_map(|line| {
        let parts = line.split(|c: char| c.is_whitespace() || "<>()[]\",;:'|".contains(c));
        let trimmed = parts.map(|it| it.trim_matches(['.', '*', '_', '!', '?']));
        trimmed.filter(|it| it.contains('@') && has_dot(it) && is_address(it))
    })
}

fn has_dot(address: &str) -> bool {
    let domain = address.rsplit_once('@').map(|it| it.1);
    domain.is_some_and(|it| it.contains('.'))
}
