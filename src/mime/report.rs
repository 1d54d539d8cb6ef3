//! Delivery status notifications (RFC 3464), read receipts (RFC 8098), and the two older layouts
//! that a header makes certain. Whatever else looks like a report is left to people.

mod parts;

use self::parts::{ReportPart, groups, parts, start_of};
use super::address;
use super::charset::one_line;
use super::header::{Field, field, fields, header_block};
use super::lines::lines_of;
use super::params::ContentField;
use super::part::PartHead;
use super::words;
use crate::domain::letter::is_message_id;
use crate::domain::mail::MailAddress;
use crate::domain::report::{Report, ReportAction, ReportKind, ReportRecipient};
use crate::domain::syntax::is_address;

/// Recipients that are read.
const MOST_RECIPIENTS: usize = 1000;

/// What stands between the words of qmail-send and the letter.
const QMAIL_BREAK: &[u8] = b"\n--- Below this line is a copy of the message.";

/// Longest diagnostic in characters.
const LONGEST_DIAGNOSTIC: usize = 500;

/// Reads a raw message as a report about a letter; `None` if it is none, or none that could be
/// told with certainty. The work is bounded by a walk over the message and 256 KiB of each part.
pub fn read_report(raw: &[u8]) -> Option<Report> {
    let raw = raw.trim_ascii_start();
    let header = header_block(start_of(raw));
    let body = raw.get(header.len()..).unwrap_or_default();
    let content_type = field(header, "content-type")
        .map(|it| ContentField::parse(&it.value()))
        .unwrap_or_default();
    if content_type.value == "multipart/report" {
        return multipart_report(header, &content_type, body);
    }
    // Nearly every mail ends here, before anything is decoded.
    if field(header, "x-failed-recipients").is_none() && !is_from_nobody(header) {
        return None;
    }
    let text = PartHead::read(header, false).coding.decode(start_of(body));
    failed_recipients(header, &text)
        .or_else(|| qmail(header, &text))
        .or_else(|| unclear(header, &text))
}

fn multipart_report(header: &[u8], content_type: &ContentField, body: &[u8]) -> Option<Report> {
    let boundary = content_type.raw("boundary").filter(|it| !it.is_empty())?;
    let parts = parts(body, boundary);
    let of_type = |names: &[&str]| {
        let named = |part: &&ReportPart| names.contains(&part.media_type.as_str());
        // Some servers put their words into a status part of its own.
        let bodies: Vec<&[u8]> = parts
            .iter()
            .filter(named)
            .map(|it| it.body.as_slice())
            .collect();
        (!bodies.is_empty()).then(|| bodies.join(b"\n\n".as_slice()))
    };
    let status = of_type(&["message/delivery-status", "message/global-delivery-status"]);
    let notice = of_type(&[
        "message/disposition-notification",
        "message/global-disposition-notification",
    ]);
    let report_type = content_type.text("report-type").unwrap_or_default();
    let (recipients, told) = match report_type.to_ascii_lowercase().as_str() {
        "delivery-status" => delivery_status(&status?),
        "disposition-notification" => disposition(&notice?),
        // Some servers forget to say which report it is; the part says it as well.
        "" if status.is_some() => delivery_status(&status?),
        "" => disposition(&notice?),
        _ => return None,
    };
    let kind = recipients.iter().map(|it| it.action).max()?.kind();
    let returned = of_type(&[
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global-headers",
    ]);
    let returned = returned.and_then(|it| id_in(header_block(it.trim_ascii_start())));
    let answered = || field(header, "in-reply-to").and_then(message_id);
    Some(Report {
        kind,
        original_message_id: told.or(returned).or_else(answered),
        recipients,
    })
}

fn delivery_status(body: &[u8]) -> (Vec<ReportRecipient>, Option<String>) {
    let groups = groups(body);
    let told = groups.iter().find_map(|group| told_id(group));
    let recipients = groups.iter().filter_map(|group| delivery(group));
    (recipients.take(MOST_RECIPIENTS).collect(), told)
}

/// The fields of one recipient (RFC 3464 section 2.3).
fn delivery(group: &[u8]) -> Option<ReportRecipient> {
    let address = recipient(group)?;
    let status = field(group, "status").and_then(|it| status_code(&it.value()));
    let word = field(group, "action").map(|it| text_of(&it));
    let word = word.as_deref().and_then(|it| it.split_whitespace().next());
    let action = word
        .and_then(ReportAction::from_word)
        .filter(|action| is_delivery(*action))?;
    Some(ReportRecipient {
        address,
        action,
        status,
        diagnostic: diagnostic(group, "diagnostic-code"),
    })
}

fn is_delivery(action: ReportAction) -> bool {
    use ReportAction::{Delayed, Delivered, Expanded, Failed, Relayed};
    matches!(action, Failed | Delayed | Delivered | Relayed | Expanded)
}

/// The fields of a read receipt (RFC 8098 section 3.1).
fn disposition(body: &[u8]) -> (Vec<ReportRecipient>, Option<String>) {
    let groups = groups(body);
    let told = groups.iter().find_map(|group| told_id(group));
    let read = |group: &&[u8]| {
        let value = text_of(&field(group, "disposition")?);
        // `manual-action/MDN-sent-manually; displayed/error`
        let kind = value.rsplit(';').next()?.split(['/', ',']).next()?.trim();
        let action = match kind.to_ascii_lowercase().as_str() {
            "displayed" => ReportAction::Displayed,
            "deleted" => ReportAction::Deleted,
            "processed" | "dispatched" | "denied" | "failed" => ReportAction::Processed,
            _ => return None,
        };
        Some(ReportRecipient {
            address: recipient(group)?,
            action,
            status: None,
            diagnostic: diagnostic(group, "error"),
        })
    };
    (groups.iter().find_map(read).into_iter().collect(), told)
}

/// The address that was written to, not the one behind a redirection.
fn recipient(group: &[u8]) -> Option<String> {
    ["original-recipient", "final-recipient"]
        .into_iter()
        .find_map(|name| typed_address(&text_of(&field(group, name)?)))
}

/// `rfc822; user@host` (RFC 3464 section 2.1.2); some programs leave out the type.
fn typed_address(value: &str) -> Option<String> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    let address = address.trim().trim_matches(['<', '>']).to_owned();
    is_address(&address).then_some(address)
}

/// `5.1.1`, words behind it left out (RFC 3463 section 2).
fn status_code(value: &[u8]) -> Option<String> {
    let code = String::from_utf8_lossy(value);
    let code = code.split_whitespace().next()?;
    let numbers: Vec<&str> = code.split('.').collect();
    let is_number =
        |it: &&str| (1..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit());
    let is_code = numbers.len() == 3
        && numbers.iter().all(is_number)
        && matches!(numbers.first(), Some(&("2" | "4" | "5")));
    is_code.then(|| code.to_owned())
}

fn diagnostic(group: &[u8], name: &str) -> String {
    let text = field(group, name)
        .map(|it| text_of(&it))
        .unwrap_or_default();
    let text = match text.split_once(';') {
        Some((kind, words)) if !kind.trim().contains(' ') => words.trim(),
        _ => text.as_str(),
    };
    text.chars().take(LONGEST_DIAGNOSTIC).collect()
}

fn text_of(field: &Field<'_>) -> String {
    one_line(&words::decode(&field.value()))
}

/// The identifier in a Message-ID field, without angle brackets.
fn message_id(field: Field<'_>) -> Option<String> {
    let value = text_of(&field);
    let id = match value.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or(rest),
        None => value.as_str(),
    };
    is_message_id(id).then(|| id.to_owned())
}

fn id_in(header: &[u8]) -> Option<String> {
    field(header, "message-id").and_then(message_id)
}

fn told_id(group: &[u8]) -> Option<String> {
    ["original-message-id", "x-original-message-id"]
        .into_iter()
        .find_map(|name| field(group, name).and_then(message_id))
}

/// The first Message-ID field that a text without parts quotes.
fn quoted_id(text: &[u8]) -> Option<String> {
    const NAME: &[u8] = b"message-id:";
    let mut at = 0;
    for line in lines_of(text) {
        let start = line.get(..NAME.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(NAME)) {
            // The identifier may stand on the next line.
            return id_in(header_block(text.get(at..).unwrap_or_default()));
        }
        at += line.len();
    }
    None
}

/// Exim without parts: X-Failed-Recipients names those who did not get it.
fn failed_recipients(header: &[u8], text: &[u8]) -> Option<Report> {
    let recipients: Vec<ReportRecipient> = fields(header)
        .filter(|it| it.is("x-failed-recipients"))
        .flat_map(|it| address::parse(&it.value()))
        .filter(|person| is_address(&person.address))
        .take(MOST_RECIPIENTS)
        .map(|person| failed(person, String::new()))
        .collect();
    (!recipients.is_empty()).then(|| Report {
        kind: ReportKind::Bounce,
        original_message_id: quoted_id(text),
        recipients,
    })
}

fn failed(person: MailAddress, words: String) -> ReportRecipient {
    ReportRecipient {
        address: person.address,
        action: ReportAction::Failed,
        status: None,
        diagnostic: words,
    }
}

/// Sent by a server: nobody can answer it (RFC 5321 section 4.5.5).
fn is_from_nobody(header: &[u8]) -> bool {
    field(header, "return-path").is_some_and(|it| it.value().as_ref() == b"<>")
}

/// Absence notes come from nobody as well, but not from a mail server.
fn is_from_server(header: &[u8]) -> bool {
    field(header, "from").is_some_and(|it| {
        address::parse(&it.value()).iter().any(|person| {
            let address = person.address.to_ascii_lowercase();
            address.starts_with("mailer-daemon@") || address == "mailer-daemon"
        })
    })
}

/// The format of qmail-send, which others use in words of their own: paragraphs that begin with the
/// recipient, a line of dashes, the letter (QSBMF).
fn qmail(header: &[u8], text: &[u8]) -> Option<Report> {
    let text = text.trim_ascii_start();
    let is_format = text.starts_with(b"Hi. This is the")
        || is_from_server(header) && memchr::memmem::find(text, QMAIL_BREAK).is_some();
    if !is_from_nobody(header) || !is_format {
        return None;
    }
    let mut recipients: Vec<ReportRecipient> = Vec::new();
    let mut rest = text;
    let mut in_paragraph = true;
    for line in lines_of(text) {
        rest = rest.get(line.len()..).unwrap_or_default();
        let line = line.trim_ascii_end();
        let words = one_line(&String::from_utf8_lossy(line));
        match line.first() {
            None => in_paragraph = false,
            Some(b'-') if !in_paragraph => break,
            Some(b'<') if !in_paragraph => {
                in_paragraph = true;
                let address = words.strip_suffix(">:").and_then(|it| it.strip_prefix('<'));
                let address = address.filter(|it| is_address(it))?.to_owned();
                let person = MailAddress {
                    name: String::new(),
                    address,
                };
                recipients.push(failed(person, String::new()));
            }
            Some(_) => {
                let last = recipients.last_mut().filter(|_| in_paragraph);
                if let Some(last) = last {
                    add_words(&mut last.diagnostic, &words);
                }
            }
        }
        if recipients.len() >= MOST_RECIPIENTS {
            break;
        }
    }
    (!recipients.is_empty()).then(|| Report {
        kind: ReportKind::Bounce,
        original_message_id: quoted_id(rest),
        recipients,
    })
}

fn add_words(diagnostic: &mut String, words: &str) {
    let room = LONGEST_DIAGNOSTIC.saturating_sub(diagnostic.chars().count() + 1);
    if !diagnostic.is_empty() {
        diagnostic.push(' ');
    }
    diagnostic.extend(words.chars().take(room));
}

/// A server's words about a letter that they quote: certain that it is about it, not what it says.
fn unclear(header: &[u8], text: &[u8]) -> Option<Report> {
    let is_machine = field(header, "auto-submitted")
        .is_some_and(|it| it.value().to_ascii_lowercase().starts_with(b"auto-"));
    let original = quoted_id(text)
        .filter(|_| is_machine && is_from_server(header) && is_from_nobody(header))?;
    Some(Report {
        kind: ReportKind::Unclear,
        original_message_id: Some(original),
        recipients: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
