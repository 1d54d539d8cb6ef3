use super::*;

const NOW: i64 = 1_793_603_700;

#[test]
fn the_office_gets_the_same_mail_every_time() {
    let mails = sample_mails(NOW);
    assert_eq!(mails, sample_mails(NOW));
    assert_eq!(mails.len(), 25);
    assert!(mails.iter().all(|it| it.received < NOW));
    assert!(mails.iter().all(|it| it.received > NOW - 28 * 24 * HOUR));
    assert!(mails.windows(2).all(|it| it[0].received < it[1].received));
    let largest = mails.iter().map(|it| it.raw.len()).max().unwrap();
    assert!((4_000_000..5_000_000).contains(&largest));
}

#[test]
fn every_line_ends_in_cr_lf() {
    for mail in sample_mails(NOW) {
        let bare = mail
            .raw
            .windows(2)
            .filter(|it| it[1] == b'\n' && it[0] != b'\r');
        assert_eq!(bare.count(), 0, "{}", String::from_utf8_lossy(&mail.raw));
    }
}

#[test]
fn addresses_are_made_up() {
    for mail in sample_mails(NOW) {
        let text = String::from_utf8_lossy(&mail.raw).into_owned();
        for found in text.split('@').skip(1) {
            let end = found.find(|it: char| !(it.is_alphanumeric() || ".-".contains(it)));
            let domain = &found[..end.unwrap_or(found.len())];
            if domain.contains('.') && domain.len() < 60 {
                assert!(domain.ends_with(".example"), "{domain}");
            }
        }
    }
}

#[test]
fn a_parser_reads_what_was_meant() {
    let subjects: Vec<String> = sample_mails(NOW)
        .iter()
        .filter_map(|it| mail_parser::MessageParser::new().parse(&it.raw))
        .filter_map(|it| it.subject().map(str::to_owned))
        .collect();
    for wanted in [
        "8/20 Müller ./. Meier",
        "WG: 8/20 Müller ./. Meier",
        "31/26 Beispielbau: Entwurf Kaufvertrag Grundstück Lüneburger Straße",
        "Rückfrage wegen Kündigungsschutzklage",
        "Mieterhöhung Löwenstraße",
    ] {
        assert!(
            subjects.iter().any(|it| it == wanted),
            "{wanted}: {subjects:?}"
        );
    }
    let names: Vec<String> = sample_mails(NOW)
        .iter()
        .filter_map(|it| mail_parser::MessageParser::new().parse(&it.raw))
        .flat_map(|it| {
            use mail_parser::MimeHeaders;
            let names = it.attachments().filter_map(|a| a.attachment_name());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    for wanted in [
        "Kaufvertrag Grünanlage (Entwurf für Öffentliche).pdf",
        "Beschluß.pdf",
        "Übersicht.pdf",
        "SCAN_0007.PDF",
    ] {
        assert!(names.iter().any(|it| it == wanted), "{wanted}: {names:?}");
    }
}

#[test]
fn generated_mail_has_the_size_wanted() {
    assert_eq!(generated_mail(7, 50_000), generated_mail(7, 50_000));
    assert_ne!(generated_mail(7, 50_000), generated_mail(8, 50_000));
    for size in [4_000, 50_000, 1_000_000] {
        let got = generated_mail(1, size).len();
        assert!(got.abs_diff(size) < 400, "{size}: {got}");
    }
    assert!(generated_mail(1, 0).len() > 500);
    let mail = generated_mail(3, 20_000);
    let parsed = mail_parser::MessageParser::new().parse(&mail).unwrap();
    assert_eq!(parsed.attachments().count(), 1);
    assert!(
        parsed
            .body_text(0)
            .unwrap()
            .contains("Mit freundlichen Grüßen")
    );
}
