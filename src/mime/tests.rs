//! Whole messages of a German office.

use super::*;
use crate::domain::hash::Sha256Hash;
use crate::domain::mail::MailNote;
use base64::Engine;
use proptest::prelude::*;

fn index(raw: &str) -> ParsedMail {
    parse(raw.replace('\n', "\r\n").as_bytes(), Detail::Index)
}

fn names(mail: &ParsedMail) -> Vec<&str> {
    mail.attachments.iter().map(|a| a.name.as_str()).collect()
}

fn base64_lines(bytes: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(76)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    lines.join("\r\n")
}

#[test]
fn text_and_attachment() {
    let mail = index(
        "From: =?utf-8?Q?M=C3=BCller=2C_J=C3=BCrgen?= <j@x.de>\nTo: a@b.de, c@d.de\n\
         Subject: =?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=BC=C3=9Fe?=\nDate: Fri, 3 May 2024 10:15:30 CEST\n\
         Message-ID: <1@x.de>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n\
         Vorspann\n--b\nContent-Type: text/plain; charset=iso-8859-1\n\
         Content-Transfer-Encoding: quoted-printable\n\nSch=F6ne Gr=FC=DFe\n--b\n\
         Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: attachment; filename*=utf-8''%C3%96l.pdf; filename=x.pdf\n\n\
         QUJD\n--b--\nNachspann\n",
    );
    assert_eq!(mail.from[0].name, "Müller, Jürgen");
    assert_eq!(mail.to.len(), 2);
    assert_eq!(mail.subject, "Grüße");
    assert_eq!(mail.date.unwrap().offset_minutes, 120);
    assert_eq!(mail.message_id.as_deref(), Some("1@x.de"));
    assert_eq!(mail.text, "Schöne Grüße");
    assert_eq!(names(&mail), ["Öl.pdf"]);
    assert_eq!(mail.attachments[0].size, 3);
    assert_eq!(mail.attachments[0].hash, None);
    assert!(mail.notes.is_empty());
}

#[test]
fn what_servers_found_out_about_the_sender_is_kept() {
    use crate::domain::mail::Authentication;
    let mail = index("From: a@b.de\nAuthentication-Results: mx.b.de;\n dmarc=fail\n\nText\n");
    assert_eq!(mail.authentication, Authentication::Failed);
    let mail = index("From: a@b.de\n\nAuthentication-Results: mx.b.de; dmarc=fail\n");
    assert_eq!(mail.authentication, Authentication::Unknown);
}

#[test]
fn awkward_mail_of_an_office() {
    let court = parse(
        include_bytes!("../../tests/data/mail/gericht-latin1-roh.eml"),
        Detail::Full,
    );
    assert_eq!(court.from.len(), 1);
    assert_eq!(court.from[0].name, "Müller, Jürgen");
    assert_eq!(
        court.subject,
        "Ladung in der Sache Bär ./. Größ, Az. 4 C 123/26"
    );
    assert_eq!(court.date.unwrap().timestamp, 1_772_438_700);
    assert!(court.text.ends_with("anbei die Ladung. Gebühr 100 €."));
    assert_eq!(names(&court), ["Ladung Größ.pdf"]);
    assert_eq!(
        court.attachments[0].hash,
        Some(Sha256Hash::of(b"%PDF-1.4\n"))
    );

    let outlook = parse(
        include_bytes!("../../tests/data/mail/outlook-winmail.eml"),
        Detail::Index,
    );
    assert_eq!(outlook.from[0].name, "Kanzlei Bär");
    assert_eq!(outlook.to[1].address, "vorzimmer@stadt.example");
    assert_eq!(outlook.subject, "Antrag Grüße");
    assert_eq!(outlook.text, "Mit freundlichen Grüßen");
    assert_eq!(names(&outlook), ["winmail.dat"]);
    assert_eq!(outlook.attachments[0].size, 7);

    let bounce = parse(
        include_bytes!("../../tests/data/mail/zustellbericht.eml"),
        Detail::Index,
    );
    assert_eq!(bounce.text, "Der Empfänger ist unbekannt.");
    assert_eq!(names(&bounce), ["zustellbericht.txt", "nachricht.eml"]);

    let page = parse(
        include_bytes!("../../tests/data/mail/newsletter-nur-html.eml"),
        Detail::Index,
    );
    assert_eq!(page.subject, "Neuerscheinungen – März");
    assert_eq!(page.text, "Gebühr 12,50 €\nFällig 1. März\n\nGrüße");
}

#[test]
fn broken_structure_is_read_all_the_same() {
    let parts = "--gr\nContent-Type: text/plain\n\nGuten Tag\n--gr\n\
         Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nQUJD\n";
    for (head, end) in [
        ("Content-Type: multipart/mixed; boundary=gr", "--gr--\n"),
        ("Content-Type: multipart/mixed; boundary=gr", ""),
        ("Content-Type: multipart/mixed", "--gr--\n"),
        ("Content-Type: multipart/mixed", ""),
        (
            "Content-Type: multipart/mixed;\n\tboundary=\"gr\"",
            "--gr-- \n",
        ),
    ] {
        for start in [
            "",
            "\u{feff}",
            "From a@b.de Fri May  3 10:00:00 2024\n",
            "\n\n",
        ] {
            let mail = index(&format!("{start}Subject: Akte\n{head}\n\n{parts}{end}"));
            assert_eq!(mail.subject, "Akte", "{head} {start}");
            assert_eq!(mail.text, "Guten Tag", "{head}");
            assert_eq!(names(&mail), ["a.pdf"]);
            assert_eq!(mail.attachments[0].size, 3);
        }
    }
}

#[test]
fn an_inner_multipart_without_end_does_not_swallow_the_rest() {
    let mail = index(
        "Subject: x\nContent-Type: multipart/mixed; boundary=aussen\n\n--aussen\n\
         Content-Type: multipart/alternative; boundary=innen\n\n--innen\n\
         Content-Type: text/plain\n\nText\n--innen\nContent-Type: text/html\n\n<p>Text</p>\n\
         --aussen\nContent-Type: application/pdf; name=a.pdf\n\nABC\n--aussen--\n",
    );
    assert_eq!(mail.text, "Text");
    assert_eq!(names(&mail), ["a.pdf"]);
    assert_eq!(mail.attachments[0].size, 3);
}

#[test]
fn bodies_in_undeclared_character_sets() {
    for (charset, body) in [
        ("", "Größe".as_bytes()),
        ("", b"Gr\xf6\xdfe"),
        ("; charset=us-ascii", "Größe".as_bytes()),
        ("; charset=unknown-8bit", b"Gr\xf6\xdfe"),
        ("; charset=cp850", b"Gr\x94\xe1e"),
        ("; charset=DIN_66003", b"Gr|~e"),
    ] {
        let head = format!("Subject: x\r\nContent-Type: text/plain{charset}\r\n\r\n");
        let raw = [head.as_bytes(), body].concat();
        assert_eq!(parse(&raw, Detail::Index).text, "Größe", "{charset}");
    }
    let html = b"Subject: x\nContent-Type: text/html\n\n<meta charset=iso-8859-15>20 \xa4<td>a</td><td>b</td>";
    assert_eq!(parse(html, Detail::Index).text, "20 € a b");
    let raw = parse(
        b"Subject: Gr\xf6\xdfe\nFrom: M\xfcller, J\xfcrgen <j@x.de>\n\nx",
        Detail::Index,
    );
    assert_eq!(raw.subject, "Größe");
    assert_eq!(raw.from.len(), 1);
    assert_eq!(raw.from[0].name, "Müller, Jürgen");
}

#[test]
fn text_without_header_is_shown() {
    let mail = parse(
        b"Sehr geehrte Damen und Herren,\r\n\r\nGr\xfc\xdfe\0",
        Detail::Full,
    );
    assert_eq!(mail.text, "Sehr geehrte Damen und Herren,\n\nGrüße");
    assert_eq!(mail.notes, [MailNote::Unreadable]);
    assert_eq!(parse(b"", Detail::Full).notes, [MailNote::Unreadable]);
    let forgotten = index("Subject: x\nTo: a@b.de\nGuten Tag,\n\nIhr Amt\n");
    assert_eq!(
        (forgotten.subject.as_str(), forgotten.text.as_str()),
        ("x", "Guten Tag,\n\nIhr Amt")
    );
}

#[test]
fn a_message_inside_is_one_attachment() {
    let inner = "Subject: innen\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nInnen\n--i\n\
        Content-Type: application/pdf; name=innen.pdf\nContent-Transfer-Encoding: base64\n\nQUJD\n--i--\n";
    let raw = format!(
        "Subject: aussen\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nAussen\n--a\n\
         Content-Type: message/rfc822\n\n{inner}\n--a--\n"
    )
    .replace('\n', "\r\n");
    let mail = parse(raw.as_bytes(), Detail::Full);
    assert_eq!(mail.text, "Aussen");
    assert_eq!(names(&mail), ["nachricht.eml"]);
    let inner = inner.replace('\n', "\r\n");
    assert_eq!(mail.attachments[0].size, inner.len() as u64);
    assert_eq!(
        mail.attachments[0].hash,
        Some(Sha256Hash::of(inner.as_bytes()))
    );
}

#[test]
fn exchange_stand_in_is_noted() {
    let mail = index(
        "Subject: Retrieval using the IMAP4 protocol failed for the following message: 42\n\n\
         The server couldn't retrieve the following message:\n\n\
         Retrieval using the IMAP4 protocol failed for the following\nmessage: 42\n",
    );
    assert_eq!(mail.notes, [MailNote::ServerStub]);
}

#[test]
fn html_sent_as_plain_text_is_read_as_html() {
    let mail =
        index("Subject: x\n\n<!-- v1 -->\n<html><body><p>Guten&nbsp;Tag</p></body></html>\n");
    assert_eq!(mail.text, "Guten Tag");
}

#[test]
fn a_boundary_quoted_in_the_text_is_text() {
    let mail = index(
        "Subject: x\nContent-Type: multipart/mixed; boundary=bbb\n\n--bbb\n\nDie Zeile --bbb-- im\n\
         > --bbb\n--bbbc\nText\n--bbb\nContent-Type: application/pdf\n\nA\n--bbb--\n",
    );
    assert_eq!(mail.text, "Die Zeile - -bbb-- im\n> - -bbb\n- -bbbc\nText");
    assert_eq!(names(&mail), ["anhang-1.pdf"]);
}

#[test]
fn names_pictures_and_signatures() {
    let mail = index(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n\
         Content-Type: IMAGE/PNG\nContent-ID: <1>\nContent-Disposition: inline; filename=\"../logo.png\"\n\nA\n\
         --b\nContent-Type: application/pdf\n\nA\n--b\nContent-Type: application/ms-tnef\n\nA\n\
         --b\nContent-Type: application/pkcs7-signature\n\nA\n--b--\n",
    );
    assert_eq!(
        names(&mail),
        ["logo.png", "anhang-2.pdf", "winmail.dat", "smime.p7s"]
    );
    assert_eq!(mail.attachments[0].mime_type, "image/png");
    assert!(mail.attachments[0].inline && !mail.attachments[1].inline);
}

#[test]
fn long_text_is_cut_and_noted() {
    for coding in ["8bit", "base64"] {
        let text = "Zeile mit Umlaut ä\r\n".repeat(300_000);
        let body = if coding == "base64" {
            base64_lines(text.as_bytes())
        } else {
            text
        };
        let raw = format!(
            "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}"
        );
        let mail = parse(raw.as_bytes(), Detail::Full);
        assert!(
            (1_000_000..=1024 * 1024).contains(&mail.text.len()),
            "{coding}"
        );
        assert_eq!(mail.notes, [MailNote::TextCut]);
    }
}

#[test]
fn a_hundred_megabytes_leave_a_small_skeleton() {
    let block: Vec<u8> = (0..57 * 1150u32).map(|n| (n * 7 % 251) as u8).collect();
    let coded = base64_lines(&block) + "\r\n";
    let head = "Subject: gross\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n\
         --b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    let mut filter = SkeletonFilter::new(Detail::Full);
    let mut hasher = crate::domain::hash::Sha256Hasher::default();
    filter.write(head.as_bytes());
    let blocks = 100_000_000 / coded.len();
    for _ in 0..blocks {
        coded
            .as_bytes()
            .chunks(64 * 1024)
            .for_each(|piece| filter.write(piece));
        hasher.update(&block);
    }
    filter.write(b"--b\r\nContent-Type: image/png; name=b.png\r\n\r\nABC\r\n--b--\r\n");
    let skeleton = filter.finish();
    assert!(skeleton.bytes.len() < 1000);
    let mail = message::read(&skeleton, Detail::Full);
    assert_eq!(mail.text, "Text");
    assert_eq!(names(&mail), ["a.zip", "b.png"]);
    assert_eq!(mail.attachments[0].size, (block.len() * blocks) as u64);
    assert_eq!(mail.attachments[0].hash, Some(hasher.finish()));
    assert_eq!(mail.attachments[1].size, 3);
}

#[test]
fn endless_lines_and_parts_do_not_grow_memory() {
    for (head, unit) in [
        ("Subject: x\r\n\r\n", "aaaaaaaaaaaaaaaa"),
        ("Subject: x\r\nX-Lang: ", "aaaaaaaaaaaaaaaa"),
        ("", "aaaaaaaaaaaaaaaa"),
        (
            "Content-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\n",
            "QUJDQUJDQUJDQUJD",
        ),
        (
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            "--b\r\n\r\nText\r\n",
        ),
        (
            "Content-Type: multipart/mixed\r\n\r\n",
            "--b\r\n\r\nText\r\n",
        ),
        ("", "X-Feld: Wert\r\n"),
    ] {
        let mut filter = SkeletonFilter::new(Detail::Index);
        filter.write(head.as_bytes());
        let piece = unit.repeat(4096);
        (0..300).for_each(|_| filter.write(piece.as_bytes()));
        let skeleton = filter.finish();
        assert!(skeleton.bytes.len() < 9 * 1024 * 1024, "{head}");
        assert!(skeleton.bodies.len() <= 10_001);
    }
}

fn mailish() -> impl Strategy<Value = Vec<u8>> {
    let token = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r\n\r\n",
        "--b\r\n",
        "--b--\r\n",
        "--c\r\n",
        "--",
        "=?utf-8?Q?",
        "?=",
        "=C3",
        "From: ",
        "Subject: x",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: multipart/mixed\r\n",
        "Content-Type: multipart/digest; boundary=c\r\n\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Type: text/html\r\n\r\n",
        "<p>",
        "&auml;",
        "<!--",
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
        "QUJDREVG",
        "=",
        "\"",
        "(",
        "<a@b>",
        ", ",
        ";",
        "Date: Fri, 3 Mai 2024 10:00 MESZ\r\n",
        "filename*0*=",
        " ",
        "\t",
        "\u{feff}",
        "ä",
        "Content-Disposition: attachment; filename=\"x\"\r\n",
    ]);
    let piece = prop_oneof![
        8 => token.prop_map(|token| token.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_panics_and_pieces_do_not_matter(raw in mailish(), step in 1usize..40) {
        for detail in [Detail::Index, Detail::Full] {
            let filter = |pieces: &mut dyn Iterator<Item = &[u8]>| {
                let mut filter = SkeletonFilter::new(detail);
                pieces.for_each(|piece| filter.write(piece));
                filter.finish()
            };
            let whole = filter(&mut std::iter::once(raw.as_slice()));
            let pieces = filter(&mut raw.chunks(step));
            prop_assert_eq!(&whole.bytes, &pieces.bytes);
            // past catch_unwind, so that a panic is seen
            prop_assert_eq!(message::read(&whole, detail), message::read(&pieces, detail));
        }
        prop_assert!(raw.starts_with(header_block(&raw)));
    }

    #[test]
    fn fields_never_panic(line in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,80}") {
        address::parse(&line);
        words::decode(&line);
        params::ContentField::parse(&line).text("filename");
        date::parse(&text);
        html::to_text(&text, 50);
        filename::safe_name(Some(&text), "", 1);
        crate::domain::search_text::words(&text);
    }
}

#[test]
fn an_attached_message_names_its_people() {
    let inner =
        "From: Frau <frau@klient.example>\nTo: a@x.example\nCc: b@x.example\nSubject: x\n\nText";
    let mail = index(&format!(
        "From: c@x.example\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nsiehe Anlage\n--a\n\
         Content-Type: message/rfc822\n\n{inner}\n--a--\n"
    ));
    let people: Vec<&str> = mail
        .attached_people
        .iter()
        .map(|it| it.address.as_str())
        .collect();
    assert_eq!(
        people,
        ["frau@klient.example", "a@x.example", "b@x.example"]
    );
    assert!(
        index("From: c@x.example\n\nText")
            .attached_people
            .is_empty()
    );
}
