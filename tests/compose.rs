//! Composed messages as Python's `email` reads them: a reader that shares no line of code with ours.

mod support;

use kontorpost::domain::letter::{Draft, DraftAttachment, LetterFault};
use kontorpost::domain::mail::{Detail, MailAddress, MailDate};
use kontorpost::mime::{ComposeError, compose, needs_smtputf8, new_message_id, parse};
use proptest::prelude::*;
use serde_json::{Value, json};
#[cfg(unix)]
use support::python::python_reads;

fn person(name: &str, address: &str) -> MailAddress {
    MailAddress {
        name: name.into(),
        address: address.into(),
    }
}

fn attachment(name: &str, mime_type: &str, data: &[u8]) -> DraftAttachment {
    DraftAttachment {
        name: name.into(),
        mime_type: mime_type.into(),
        data: data.to_vec(),
    }
}

fn draft() -> Draft {
    let date = MailDate {
        timestamp: 1_714_724_130,
        offset_minutes: 120,
    };
    let from = person("Kanzlei Muster", "post@kanzlei.example");
    let mut draft = Draft::new(from, "18a.7f@kanzlei.example".into(), date);
    draft.to.push(person("", "a@b.example"));
    draft.subject = "Akte 8/20".into();
    draft.text = "Guten Tag\n".into();
    draft
}

fn with(change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = draft();
    change(&mut draft);
    draft
}

fn subjects_and_people() -> Vec<Draft> {
    let mut drafts: Vec<Draft> = [
        "Größenübersicht für Köln",
        "",
        "🎉 Gewonnen ⚖️ 👩‍⚖️",
        &"Ein langer Betreff mit Umlauten wie ä, ö und ü, ".repeat(6),
        &"A long subject in plain ASCII that has to be folded ".repeat(6),
        &"x".repeat(400),
        &"東".repeat(300),
        "=?utf-8?Q?kein_Wort?= und =?x",
        "Zwei  Leerzeichen,\u{a0}ein geschütztes",
        "a: b; c=\"d\" <e@f> \\",
    ]
    .iter()
    .map(|subject| with(|it| it.subject = (*subject).into()))
    .collect();
    drafts.push(with(|it| {
        it.from = person("Müller, Dr. Jürgen \"RA\"", "jm@müller.example");
        it.reply_to = vec![person("Zentrale; (Büro)", "post@kanzlei.example")];
        it.to = vec![
            person("Schmidt, Anna", "anna@b.example"),
            person("O'Neil \\ Söhne", "o'neil@b.example"),
            person("", "ohne.namen+akte@b.example"),
            person("=?utf-8?Q?falsch?=", "c@b.example"),
            person("a@b.example", "a@b.example"),
        ];
        it.cc = vec![person("東京 法律事務所", "tokyo@例え.example")];
        it.bcc = vec![person("Geheim", "geheim@bcc.example")];
        it.ask_receipt = true;
    }));
    drafts.push(with(|it| {
        it.to = (0..60)
            .map(|n| person(&format!("Empfänger, Nr. {n}"), &format!("e{n}@b.example")))
            .collect();
    }));
    drafts.push(with(|it| {
        it.to.clear();
        it.bcc = vec![person("Geheim", "geheim@bcc.example")];
    }));
    drafts.push(with(|it| {
        it.to = vec![person("Jörg", "jörg@müller.example")];
        it.subject = "Grüße".into();
    }));
    drafts
}

fn threads_and_marks() -> Vec<Draft> {
    let long_id = format!("{}@b.example", "i".repeat(300));
    vec![
        with(|it| {
            it.in_reply_to = Some("erste@b.example".into());
            it.references = vec!["erste@b.example".into(), long_id, "ohne-at".into()];
            it.auto_submitted = true;
            it.test_mark = Some("prüfung 7".into());
        }),
        with(|it| it.references = (0..40).map(|n| format!("{n}@b.example")).collect()),
        with(|it| it.date.offset_minutes = -210),
        with(|it| it.date.offset_minutes = 0),
    ]
}

fn texts() -> Vec<Draft> {
    let words = "Ein Absatz mit Umlauten wie ä und vielen Wörtern. ".repeat(100);
    [
        "",
        "\n",
        "Grüße\n-- \nKanzlei Muster\nMusterstraße 1\n",
        "From hier\n.\n..zwei\n> zitiert\n>> tiefer\n>\n Einzug\n\tTab\n\n\nEnde",
        "Leerzeichen am Ende   \nund hier \t\n",
        &"x".repeat(5000),
        &"ä".repeat(5000),
        &"東".repeat(5000),
        words.trim_end(),
        &format!("> {}\nAntwort", words.trim_end()),
        "= -- =_ --=_a18a7fkanzleiexample--\n--\n--=_m\n",
        "😀 \u{feff}\u{200d} Ende\u{a0}\n",
    ]
    .iter()
    .map(|text| with(|it| it.text = (*text).into()))
    .collect()
}

fn documents() -> Vec<Draft> {
    let all_bytes: Vec<u8> = (0..=255).collect();
    let html = "<p>Grüße</p>\n.\nFrom x\n<p>".to_owned() + &"lang ".repeat(500) + "</p>";
    let japanese = "大きさの概要とミュラー".repeat(11);
    let japanese: String = japanese.chars().take(116).chain(".pdf".chars()).collect();
    let long_ascii = format!("{} (final).docx", "Long name ".repeat(15).trim_end());
    let names = [
        "Größenübersicht – Müller & Söhne.pdf",
        &japanese,
        &long_ascii,
        "a \"b\" \\c; d=e, f%20's.pdf",
        "=?utf-8?Q?a?=.pdf",
        "Straße'n.txt",
    ];
    let mut drafts = vec![
        with(|it| it.html = Some(html.clone())),
        with(|it| {
            let data = b"Anfang\r\n.\r\nFrom x\r\n--=_m18a7f--\r\nEnde";
            it.attachments = vec![
                attachment("a.bin", "application/octet-stream", data),
                attachment("leer.txt", "text/plain", b""),
                attachment("alle.txt", "Text/Plain", &all_bytes),
                attachment("weiter.eml", "message/rfc822", b"Subject: x\r\n\r\ny"),
            ];
        }),
    ];
    drafts.push(with(|it| {
        it.html = Some(html);
        it.attachments = names
            .iter()
            .map(|name| attachment(name, "application/pdf", &all_bytes.repeat(40)))
            .collect();
    }));
    drafts
}

/// What the reader should find.
fn expected(draft: &Draft) -> Value {
    let people = |list: &[MailAddress]| -> Value {
        let ascii = |address: &str| kontorpost::domain::syntax::ascii_address(address);
        list.iter()
            .map(|it| json!([it.name.replace("=?", "= ?"), ascii(&it.address)]))
            .collect()
    };
    let id = |id: &String| format!("<{id}>");
    let ids: Vec<String> = draft.references.iter().map(id).collect();
    let list = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let from = std::slice::from_ref(&draft.from);
    let receiver = kontorpost::domain::syntax::ascii_address(&draft.from.address);
    let receiver = receiver.filter(|_| draft.ask_receipt);
    let body = match (&draft.html, draft.attachments.is_empty()) {
        (_, false) => "multipart/mixed",
        (Some(_), true) => "multipart/alternative",
        (None, true) => "text/plain",
    };
    json!({
        "people": { "From": people(from), "Reply-To": people(&draft.reply_to), "To": people(&draft.to),
            "Cc": people(&draft.cc) },
        "lines": {
            "Subject": list(Some(draft.subject.trim().to_owned()).filter(|it| !it.is_empty())),
            "Message-ID": [id(&draft.message_id)],
            "In-Reply-To": list(draft.in_reply_to.as_ref().map(id)),
            "References": list((!ids.is_empty()).then(|| ids.join(" "))),
            "Auto-Submitted": list(draft.auto_submitted.then(|| "auto-generated".into())),
            "Disposition-Notification-To": list(receiver.as_ref().map(id)),
            "X-Kontorpost-Test": list(draft.test_mark.clone()),
            "MIME-Version": ["1.0"],
            "Bcc": [],
        },
        "date": [draft.date.timestamp, draft.date.offset_minutes],
        "text": shown(&draft.text),
        "format": "flowed",
        "html": draft.html.as_ref().map(|html| format!("{html}\n")),
        "attachments": draft.attachments.iter().map(expected_attachment).collect::<Vec<_>>(),
        "type": body,
    })
}

fn expected_attachment(it: &DraftAttachment) -> Value {
    use base64::Engine as _;
    let data = base64::engine::general_purpose::STANDARD.encode(&it.data);
    let kind = match it.mime_type.as_str() {
        "message/rfc822" => "application/octet-stream".into(),
        other => other.to_lowercase(),
    };
    json!([it.name.replace("=?", "=_"), kind, "attachment", data])
}

/// The text without blanks at line ends, and with one line end at its end.
fn shown(text: &str) -> String {
    let trimmed = |line: &str| match line {
        "-- " => format!("{line}\n"),
        _ => format!("{}\n", line.trim_end_matches(' ')),
    };
    text.lines().map(trimmed).collect()
}

/// What every server takes, whatever the draft.
fn check_lines(draft: &Draft, raw: &[u8]) {
    let text = std::str::from_utf8(raw).expect("UTF-8");
    assert_eq!(text.is_ascii(), !needs_smtputf8(draft));
    assert!(text.ends_with("\r\n"));
    for line in text.split("\r\n") {
        assert!(!line.contains(['\r', '\n', '\0']), "{line:?}");
        let has_long_id = line.contains(&"i".repeat(300));
        assert!(
            line.len() <= 78 || has_long_id && line.len() <= 998,
            "{line}"
        );
        assert!(
            !line.starts_with('.') && !line.starts_with("From "),
            "{line}"
        );
        assert!(!line.ends_with(' '), "{line:?}");
    }
    assert!(!text.contains("geheim@") && !text.contains("Geheim"));
}

#[cfg(unix)]
#[test]
fn python_reads_what_was_written() {
    let drafts = [
        subjects_and_people(),
        threads_and_marks(),
        texts(),
        documents(),
    ]
    .concat();
    let messages: Vec<Vec<u8>> = drafts.iter().map(|it| compose(it).unwrap()).collect();
    for ((draft, raw), mut found) in drafts.iter().zip(&messages).zip(python_reads(&messages)) {
        check_lines(draft, raw);
        let shown = String::from_utf8_lossy(raw);
        let defects = found.as_object_mut().unwrap().remove("defects").unwrap();
        let known = match needs_smtputf8(draft) {
            true => json!(["To: local-part contains non-ASCII characters)"]),
            false => json!([]),
        };
        assert_eq!(defects, known, "{shown}");
        assert_eq!(found, expected(draft), "{shown}");
        assert_eq!(*raw, compose(draft).unwrap(), "the same bytes again");
    }
}

#[test]
fn our_own_reader_agrees() {
    let long = "Sehr langer Name einer Behörde mit vielen Wörtern, ".repeat(5);
    let long = with(|it| it.to = vec![person(long.trim(), "amt@b.example")]);
    for draft in [
        vec![long],
        subjects_and_people(),
        threads_and_marks(),
        documents(),
    ]
    .concat()
    {
        let mail = parse(&compose(&draft).unwrap(), Detail::Index);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(mail.subject, words(&draft.subject));
        assert_eq!(mail.message_id, Some(draft.message_id));
        assert_eq!(mail.date, Some(draft.date));
        let names = |list: &[MailAddress]| -> Vec<String> {
            list.iter().map(|it| words(&it.name)).collect()
        };
        let sent: Vec<String> = names(&draft.to);
        let sent: Vec<String> = sent.iter().map(|it| it.replace("=?", "= ?")).collect();
        assert_eq!(names(&mail.to), sent);
        assert_eq!(mail.attachments.len(), draft.attachments.len());
        for (found, sent) in mail.attachments.iter().zip(&draft.attachments) {
            assert_eq!(found.size, sent.data.len() as u64);
        }
    }
}

#[test]
fn a_faulty_draft_becomes_no_message() {
    let bad = with(|it| it.subject = "Akte\r\nBcc: x@y.example".into());
    let Err(ComposeError::Faults(faults)) = compose(&bad) else {
        panic!("composed");
    };
    assert_eq!(faults[0].fault, LetterFault::ControlCharacter);
}

#[test]
fn message_ids_are_new_and_of_the_senders_domain() {
    let id = new_message_id("jörg@müller.example");
    assert!(
        id.ends_with("@xn--mller-kva.example") && id.is_ascii(),
        "{id}"
    );
    assert_ne!(id, new_message_id("jörg@müller.example"));
    assert!(new_message_id("kanzlei.example").ends_with("@kanzlei.example"));
    assert!(new_message_id("a@b c>\r\n").ends_with("@kontorpost.invalid"));
    assert!(kontorpost::domain::letter::is_message_id(&id));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_header_text_stays_in_its_field(subject in "\\PC{0,150}", name in "[\\PC]{0,60}",
        file in "\\PC{1,90}", text in "\\PC{0,300}") {
        let draft = with(|it| {
            it.subject = subject;
            it.to = vec![person(&name, "a@b.example")];
            it.text = text;
            it.attachments = vec![attachment(&file, "application/pdf", b"x")];
        });
        if draft.check().is_empty() {
            let raw = compose(&draft).unwrap();
            check_lines(&draft, &raw);
            let mail = parse(&raw, Detail::Index);
            prop_assert_eq!(&mail.to[0].address, "a@b.example");
            prop_assert_eq!(mail.to.len(), 1);
            prop_assert_eq!(mail.attachments.len(), 1);
            prop_assert_eq!(mail.attachments[0].size, 1);
        }
    }
}
