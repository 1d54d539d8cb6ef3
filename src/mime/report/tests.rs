use super::*;
use proptest::prelude::*;

fn report(raw: &str) -> Option<Report> {
    let unix = read_report(raw.as_bytes());
    assert_eq!(unix, read_report(raw.replace('\n', "\r\n").as_bytes()));
    unix
}

fn bounce(report_type: &str, status: &str, returned: &str) -> String {
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: post@kanzlei.example\n\
         Auto-Submitted: auto-replied\nIn-Reply-To: <beantwortet@kanzlei.example>\n\
         Content-Type: multipart/report; {report_type}\n\tboundary=\"A1/mx.example\"\n\n\
         This is a MIME-encapsulated message.\n\n--A1/mx.example\n\nI'm sorry.\n\n--A1/mx.example\n\
         Content-Description: Delivery report\n{status}\n--A1/mx.example\n{returned}\n--A1/mx.example--\n"
    )
}

const STATUS: &str = "Content-Type: message/delivery-status\n\n\
    Reporting-MTA: dns; mx.example\nArrival-Date: Fri, 3 May 2024 10:15:30 +0200\n\n\
    Final-Recipient: rfc822; neu@b.example\nOriginal-Recipient: rfc822;alt@b.example\n\
    Action: failed\nStatus: 5.1.1 (bad mailbox)\nRemote-MTA: dns; mx.b.example\n\
    Diagnostic-Code: smtp; 550 5.1.1 <neu@b.example>:\n    Recipient\u{7} unknown\n\n\
    Final-Recipient: RFC822; <c@d.example>\nAction: Delayed\nStatus: 4.4.1\n";

const RETURNED: &str = "Content-Type: message/rfc822\n\nReceived: from x\nSubject: Akte\n\
    Message-ID:\n <brief.1@kanzlei.example>\n\nText\nMessage-ID: <falsch@x>\n";

#[test]
fn bounces_name_letter_and_recipients() {
    let headers = RETURNED.replace("message/rfc822", "text/rfc822-headers");
    for (report_type, returned) in [
        ("report-type=delivery-status;", RETURNED),
        ("report-type=\"Delivery-Status\";", &headers),
        ("", RETURNED),
    ] {
        let found = report(&bounce(report_type, STATUS, returned)).unwrap();
        assert_eq!(found.kind, ReportKind::Bounce);
        let id = found.original_message_id.as_deref();
        assert_eq!(id, Some("brief.1@kanzlei.example"));
        let expected = [
            ReportRecipient {
                address: "alt@b.example".into(),
                action: ReportAction::Failed,
                status: Some("5.1.1".into()),
                diagnostic: "550 5.1.1 <neu@b.example>: Recipient unknown".into(),
            },
            ReportRecipient {
                address: "c@d.example".into(),
                action: ReportAction::Delayed,
                status: Some("4.4.1".into()),
                diagnostic: String::new(),
            },
        ];
        assert_eq!(found.recipients, expected);
    }
}

#[test]
fn the_weightiest_action_tells_the_kind() {
    for (action, kind) in [
        ("failed", ReportKind::Bounce),
        ("delayed (will retry)", ReportKind::Delay),
        ("delivered", ReportKind::Delivered),
        ("relayed", ReportKind::Relayed),
        ("expanded", ReportKind::Relayed),
    ] {
        let status = format!(
            "Content-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n\n\
             Reporting-MTA: dns; x\nX-Original-Message-ID: <o@x>\n\n\
             Final-Recipient: rfc822;a=\n@b.example\nAction: {action}\n"
        );
        let found = report(&bounce("report-type=delivery-status;", &status, RETURNED)).unwrap();
        assert_eq!(
            (found.kind, found.recipients[0].status.as_deref()),
            (kind, None)
        );
        assert_eq!(found.recipients[0].address, "a@b.example");
        assert_eq!(found.original_message_id.as_deref(), Some("o@x"));
    }
    let words = "Content-Type: message/delivery-status\n\nNot delivered, sorry\n";
    let twice = format!("{words}\n--A1/mx.example\n{STATUS}");
    let found = report(&bounce("report-type=delivery-status;", &twice, RETURNED)).unwrap();
    assert_eq!(found.recipients.len(), 2);
    // Without a returned letter the answered one is it.
    let found = report(&bounce("report-type=delivery-status;", STATUS, "\n")).unwrap();
    let id = found.original_message_id.as_deref();
    assert_eq!(id, Some("beantwortet@kanzlei.example"));
}

#[test]
fn read_receipts() {
    for (disposition, kind) in [
        (
            "manual-action/MDN-sent-manually; displayed",
            ReportKind::Read,
        ),
        (
            "automatic-action/MDN-sent-automatically;displayed/error",
            ReportKind::Read,
        ),
        (
            "manual-action/MDN-sent-automatically; deleted",
            ReportKind::Deleted,
        ),
        (
            "automatic-action/MDN-sent-automatically; processed",
            ReportKind::Processed,
        ),
    ] {
        let notice = format!(
            "Content-Type: message/disposition-notification; name=MDNPart2.txt\n\n\
             Reporting-UA: mail.example; Mail 1.0\nFinal-Recipient: rfc822;a@b.example\n\
             Original-Message-ID: <brief.2@kanzlei.example>\nDisposition: {disposition}\n"
        );
        let raw = bounce("report-type=disposition-notification;", &notice, RETURNED);
        let found = report(&raw).unwrap();
        assert_eq!(found.kind, kind, "{disposition}");
        assert_eq!(found.recipients[0].address, "a@b.example");
        let id = found.original_message_id.as_deref();
        assert_eq!(id, Some("brief.2@kanzlei.example"));
    }
}

const EXIM: &str = "Return-path: <>\nX-Failed-Recipients: a@b.example, c@d.example\n\
    Auto-Submitted: auto-replied\nFrom: Mail Delivery System <Mailer-Daemon@mx.example>\n\n\
    This message was created automatically by mail delivery software.\n\n  a@b.example\n\n\
    ------ This is a copy of the message, including all the headers. ------\n\n\
    Return-path: <post@kanzlei.example>\nMessage-Id: <brief.3@kanzlei.example>\nSubject: Akte\n\nText\n";

const QMAIL: &str = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n\
    Hi. This is the qmail-send program at mx.example.\n\
    I'm afraid I wasn't able to deliver your message to the following addresses.\n\n\
    <a@b.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 unknown\n\n\
    <c@d.example>:\nSorry, no mailbox here by that name.\n\n\
    --- Below this line is a copy of the message.\n\n\
    Return-Path: <post@kanzlei.example>\nMessage-ID: <brief.4@kanzlei.example>\n\nText\n";

#[test]
fn older_layouts_that_a_header_makes_certain() {
    let found = report(EXIM).unwrap();
    assert_eq!(found.kind, ReportKind::Bounce);
    assert_eq!(found.recipients.len(), 2);
    assert_eq!(found.recipients[1].address, "c@d.example");
    let id = found.original_message_id.as_deref();
    assert_eq!(id, Some("brief.3@kanzlei.example"));

    let found = report(QMAIL).unwrap();
    assert_eq!(found.kind, ReportKind::Bounce);
    let words = "192.0.2.1 does not like recipient. Remote host said: 550 unknown";
    assert_eq!(found.recipients[0].diagnostic, words);
    assert_eq!(found.recipients[1].address, "c@d.example");
    let id = found.original_message_id.as_deref();
    assert_eq!(id, Some("brief.4@kanzlei.example"));

    let other_words = QMAIL.replace("Hi. This is the", "Sorry, says the");
    assert_eq!(report(&other_words), report(QMAIL));

    let words_alone = EXIM.replace("X-Failed-Recipients", "X-Other");
    let found = report(&words_alone).unwrap();
    assert_eq!(found.kind, ReportKind::Unclear);
    assert!(found.recipients.is_empty() && found.original_message_id.is_some());
}

#[test]
fn nothing_is_guessed() {
    let out_of_office = EXIM
        .replace("X-Failed-Recipients", "X-Other")
        .replace("Mailer-Daemon", "anna");
    for raw in [
        "",
        "Subject: x\n\nHi. This is the qmail-send program",
        "Content-Type: multipart/report\n\n",
        &QMAIL.replace("Return-Path: <>\n", ""),
        &QMAIL
            .replace("Hi. This", "Hi, this")
            .replace("MAILER-DAEMON@", "anna@"),
        &QMAIL.replace("Return-Path: <>\n", "Return-Path: <a@b.example>\n"),
        &EXIM
            .replace("X-Failed-Recipients", "X-Other")
            .replace("Return-path: <>\n", ""),
        &EXIM
            .replace("X-Failed-Recipients", "X-Other")
            .replace("auto-replied", "no"),
        &out_of_office,
        // no recipient, no action, another report
        &bounce(
            "report-type=delivery-status;",
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n",
            RETURNED,
        ),
        &bounce(
            "report-type=delivery-status;",
            &STATUS.replace("Action", "X-Action"),
            RETURNED,
        ),
        &bounce("report-type=disposition-notification;", STATUS, RETURNED),
        &bounce("report-type=feedback-report;", STATUS, RETURNED),
        // a forwarded bounce is no bounce
        &bounce("report-type=delivery-status;", STATUS, RETURNED)
            .replace("multipart/report", "multipart/mixed")
            .replace("Return-Path: <>", "Return-Path: <a@b.example>"),
    ] {
        assert_eq!(report(raw), None, "{raw}");
    }
}

#[test]
fn hostile_reports_are_bounded() {
    let group = "Final-Recipient: rfc822;a@b.example\nAction: failed\nDiagnostic-Code: x\n\n";
    let words = group.replace(
        "Diagnostic-Code: x",
        &format!("Diagnostic-Code: smtp; {}", "ä ".repeat(9000)),
    );
    let many = format!(
        "Content-Type: message/delivery-status\n\n{words}{}",
        group.repeat(3000)
    );
    let found = report(&bounce("report-type=delivery-status;", &many, RETURNED)).unwrap();
    assert_eq!(found.recipients.len(), MOST_RECIPIENTS);
    assert_eq!(
        found.recipients[0].diagnostic.chars().count(),
        LONGEST_DIAGNOSTIC
    );
    let endless = format!(
        "Content-Type: multipart/report; boundary=b\n\n{}",
        "--b\n\n".repeat(400_000)
    );
    assert_eq!(read_report(endless.as_bytes()), None);
    assert_eq!(read_report(&vec![b'a'; 8 << 20]), None);
    assert_eq!(read_report(&b"X-Failed-Recipients: ".repeat(100_000)), None);
}

proptest! {
    #[test]
    fn no_input_makes_it_panic(raw in prop::collection::vec(any::<u8>(), 0..400)) {
        read_report(&raw);
    }

    #[test]
    fn no_damaged_report_makes_it_panic(which in 0..3usize, at in any::<prop::sample::Index>(),
        length in 0..60usize, junk in prop::collection::vec(any::<u8>(), 0..12)) {
        let whole = bounce("report-type=delivery-status;", STATUS, RETURNED);
        let mut raw = [whole.as_str(), EXIM, QMAIL][which].as_bytes().to_vec();
        let start = at.index(raw.len());
        let end = (start + length).min(raw.len());
        raw.splice(start..end, junk);
        if let Some(found) = read_report(&raw) {
            prop_assert!(found.recipients.iter().all(|it| is_address(&it.address)));
        }
    }
}
