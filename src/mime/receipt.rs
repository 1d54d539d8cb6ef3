//! Read receipts (RFC 8098): who asks for one, and the answer.

use super::address;
use super::compose::leaf;
use super::flowed::code_text;
use super::header::{field, header_block};
use super::params::ContentField;
use crate::domain::letter::is_message_id;
use crate::domain::mail::MailAddress;
use crate::domain::report::ReadBy;
use crate::domain::syntax::{ascii_address, is_address};
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

/// Whom a mail asks to be told that it was read; `None` when it asks nobody, and for reports, which
/// are never answered (RFC 8098 section 2.1). The beginning of the mail is enough.
pub fn receipt_wish(raw: &[u8]) -> Option<MailAddress> {
    let header = header_block(raw);
    let kind = field(header, "content-type").map(|it| ContentField::parse(&it.value()).value);
    if kind.is_some_and(|it| it == "multipart/report") {
        return None;
    }
    let wish = field(header, "disposition-notification-to")?;
    let mut people = address::parse(&wish.value()).into_iter();
    people.find(|it| is_address(&it.address))
}

/// The report: words for people, then fields for programs.
pub(super) fn body<'a>(words: MimePart<'a>, read: &ReadBy, boundary: String) -> MimePart<'a> {
    let kind = ContentType::new("multipart/report")
        .attribute("report-type", "disposition-notification")
        .attribute("boundary", boundary);
    let notice = Raw::new("message/disposition-notification");
    MimePart {
        headers: vec![("Content-Type".into(), kind.into())],
        contents: BodyPart::Multipart(vec![words, leaf(notice.into(), code_text(&fields(read)))]),
    }
}

/// The fields for programs (RFC 8098 section 3.2).
fn fields(read: &ReadBy) -> String {
    let recipient = ascii_address(&read.recipient).filter(|it| is_address(it));
    let mut lines = vec!["Reporting-UA: Kontorpost".to_owned()];
    lines.extend(recipient.map(|it| format!("Final-Recipient: rfc822; {it}")));
    let id = read.message_id.iter().filter(|it| is_message_id(it));
    lines.extend(id.map(|it| format!("Original-Message-ID: <{it}>")));
    // Somebody has read it and somebody has clicked: nothing here happens by itself.
    lines.push("Disposition: manual-action/MDN-sent-manually; displayed".to_owned());
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::letter::Draft;
    use crate::domain::mail::MailDate;
    use crate::domain::report::ReportAction;
    use crate::mime::{compose, read_report};

    #[test]
    fn who_asks_is_found_and_reports_are_never_answered() {
        let raw =
            b"From: a@x.example\r\nDisposition-Notification-To: \"A\" <a@x.example>\r\n\r\nText";
        assert_eq!(receipt_wish(raw).unwrap().address, "a@x.example");
        assert_eq!(receipt_wish(b"From: a@x.example\r\n\r\n"), None);
        let empty = b"Disposition-Notification-To: <>\r\n\r\n";
        assert_eq!(receipt_wish(empty), None);
        let report = b"Content-Type: multipart/report; boundary=b\r\n\
                       Disposition-Notification-To: a@x.example\r\n\r\n";
        assert_eq!(receipt_wish(report), None);
        let body = b"Subject: x\r\n\r\nDisposition-Notification-To: a@x.example\r\n";
        assert_eq!(receipt_wish(body), None);
    }

    #[test]
    fn an_answer_is_read_as_what_it_is() {
        let person = |address: &str| MailAddress {
            name: String::new(),
            address: address.to_owned(),
        };
        let date = MailDate {
            timestamp: 1_714_724_130,
            offset_minutes: 120,
        };
        let mut draft = Draft::new(
            person("post@m\u{fc}ller.example"),
            "1@x.example".into(),
            date,
        );
        draft.to.push(person("a@x.example"));
        draft.text = "Gelesen.\n".to_owned();
        draft.receipt = Some(ReadBy {
            recipient: "post@m\u{fc}ller.example".to_owned(),
            message_id: Some("frage@x.example".to_owned()),
        });
        let raw = compose(&draft).unwrap();
        let text = String::from_utf8(raw.clone()).unwrap();
        assert!(text.contains("Auto-Submitted: auto-replied\r\n"), "{text}");
        assert!(!text.contains("Disposition-Notification-To"), "{text}");
        let report = read_report(&raw).unwrap();
        assert_eq!(
            report.original_message_id.as_deref(),
            Some("frage@x.example")
        );
        assert_eq!(report.recipients[0].address, "post@xn--mller-kva.example");
        assert_eq!(report.recipients[0].action, ReportAction::Displayed);
        // A Message-ID that would break out of its line is left out.
        draft.receipt = Some(ReadBy {
            recipient: "post@x.example".to_owned(),
            message_id: Some("x>\r\nDisposition: y".to_owned()),
        });
        let text = String::from_utf8(compose(&draft).unwrap()).unwrap();
        assert!(!text.contains("Original-Message-ID"), "{text}");
    }
}
