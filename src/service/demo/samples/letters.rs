//! The ordinary mail: clients, courts, colleagues, insurers.

use super::compose::{
    self, Charset, attachment, b_words, crlf, header, multipart, part, pdf, q_word, text_part,
};
use crate::service::demo::calendar;

const OFFICE: &str = "Kanzlei Muster <post@kanzlei-muster.example>";
const COURT: &str = "Amtsgericht Musterstadt <poststelle@gericht.example>";

/// The writers in the order the messages arrive.
pub(super) const ALL: [fn(i64) -> Vec<u8>; 16] = [
    welcome,
    file_number,
    court_date,
    latin1_client,
    contract_with_umlaut_name,
    insurer_html,
    newsletter_alternative,
    signature_with_logo,
    forwarded,
    fax,
    scan,
    cost_note,
    several_recipients,
    eight_bit,
    attachments_only,
    large_file,
];

fn message(head: Vec<u8>, rest: Vec<u8>) -> Vec<u8> {
    let mut raw = head;
    raw.extend(rest);
    raw
}

fn welcome(at: i64) -> Vec<u8> {
    let from = "Kontorpost <uebungsbuero@kanzlei-muster.example>";
    let subject = b_words("Willkommen im Übungsbüro", Charset::Utf8);
    let text = "Guten Tag,\n\ndiese Nachrichten sind erfunden. Sie können damit alles \
                ausprobieren:\nabholen, suchen, ablegen und löschen.\n\nIhr Übungsbüro\n";
    message(
        header(from, OFFICE, &subject, at, "willkommen"),
        text_part("plain", Charset::Utf8, text),
    )
}

fn file_number(at: i64) -> Vec<u8> {
    let from = format!(
        "{} <j.mueller@mandant.example>",
        q_word("Jürgen Müller", Charset::Utf8)
    );
    let subject = q_word("8/20 Müller ./. Meier", Charset::Utf8);
    let text = "Sehr geehrte Frau Rechtsanwältin,\n\nin der Sache 8/20 hat Herr Meier heute \
                angerufen. Er wäre zu einem Vergleich bereit,\nwenn jede Seite ihre Kosten \
                selbst trägt. Was raten Sie mir?\n\nMit freundlichen Grüßen\nJürgen Müller\n";
    message(
        header(&from, OFFICE, &subject, at, "8-20.1"),
        text_part("plain", Charset::Utf8, text),
    )
}

fn court_date(at: i64) -> Vec<u8> {
    let subject = q_word("17 C 123/26 - Ladung zum Termin", Charset::Latin1);
    let date = calendar::german_date(at + 40 * 24 * 3600);
    let text = format!(
        "In dem Rechtsstreit\nMüller ./. Meier\n\nwird Termin zur Güteverhandlung bestimmt auf \
         den\n{date}, 10:30 Uhr, Saal 4.\n\nAuf Anordnung\nGeschäftsstelle 17\n"
    );
    let body = [
        text_part("plain", Charset::Latin1, &text),
        attachment(
            "application/pdf; name=\"Ladung_17C123-26.pdf\"",
            "attachment; filename=\"Ladung_17C123-26.pdf\"",
            &pdf(17, 24_000),
        ),
    ];
    message(
        header(COURT, OFFICE, &subject, at, "17c123-26"),
        multipart("mixed", "----=_Gericht_0017", &body),
    )
}

fn latin1_client(at: i64) -> Vec<u8> {
    let from = format!(
        "{} <schaefer@mandant.example>",
        q_word("Schäfer, Änne", Charset::Latin1)
    );
    let subject = q_word("Rückfrage wegen Kündigungsschutzklage", Charset::Latin1);
    let text = "Guten Tag,\n\nbis wann müßte die Klage spätestens beim Gericht sein?\nDie \
                Kündigung lag am Freitag im Briefkasten.\n\nViele Grüße\nÄnne Schäfer\n";
    message(
        header(&from, OFFICE, &subject, at, "ks-4711"),
        text_part("plain", Charset::Latin1, text),
    )
}

fn contract_with_umlaut_name(at: i64) -> Vec<u8> {
    let from = "Grundbesitz Beispielbau GmbH <verwaltung@beispielbau.example>";
    let subject = b_words(
        "31/26 Beispielbau: Entwurf Kaufvertrag Grundstück Lüneburger Straße",
        Charset::Utf8,
    );
    let text = "Sehr geehrte Damen und Herren,\n\nanbei der überarbeitete Entwurf.\n";
    // RFC 2231, in two pieces as longer names are written.
    let name = "attachment;\n filename*0*=UTF-8''Kaufvertrag%20Gr%C3%BCnanlage%20;\n \
                filename*1*=%28Entwurf%20f%C3%BCr%20%C3%96ffentliche%29.pdf";
    let body = [
        text_part("plain", Charset::Utf8, text),
        attachment("application/pdf", name, &pdf(31, 61_000)),
    ];
    message(
        header(from, OFFICE, &subject, at, "beispielbau.31"),
        multipart("mixed", "beispielbau-31-26", &body),
    )
}

fn insurer_html(at: i64) -> Vec<u8> {
    let from = "Musterschutz Versicherung <schaden@versicherung.example>";
    let subject = q_word("Deckungszusage Schaden-Nr. 2026-00815", Charset::Utf8);
    let html = "<html><head><meta charset=\"utf-8\"><title>Deckung</title></head><body>\n\
        <p>Sehr geehrte Damen und Herren,</p>\n<p>wir erteilen Deckung f&uuml;r die erste \
        Instanz:</p>\n<table border=\"1\"><tr><th>Gebühr</th><th>Satz</th><th>Betrag</th></tr>\n\
        <tr><td>Verfahrensgebühr</td><td>1,3</td><td>725,40&nbsp;€</td></tr>\n\
        <tr><td>Terminsgebühr</td><td>1,2</td><td>669,60&nbsp;€</td></tr></table>\n\
        <p>Mit freundlichen Grüßen<br>Ihre Schadenabteilung</p></body></html>\n";
    message(
        header(from, OFFICE, &subject, at, "deckung.815"),
        text_part("html", Charset::Utf8, html),
    )
}

fn newsletter_alternative(at: i64) -> Vec<u8> {
    let from = "Fachverlag Beispiel <info@fachverlag.example>";
    let subject = q_word("Neue Fortbildungen für Fachanwälte", Charset::Utf8);
    let text = "Neue Fortbildungen\n\n- Gebührenrecht kompakt\n- Fristen sicher berechnen\n";
    let html = "<html><body><h1>Neue Fortbildungen</h1><ul><li>Gebührenrecht kompakt</li>\
        <li>Fristen sicher berechnen</li></ul>\
        <img src=\"https://bilder.fachverlag.example/zaehlpixel.gif\" width=\"1\" height=\"1\">\
        </body></html>\n";
    let body = [
        text_part("plain", Charset::Utf8, text),
        text_part("html", Charset::Utf8, html),
    ];
    message(
        header(from, OFFICE, &subject, at, "brief.11"),
        multipart("alternative", "alt-fachverlag", &body),
    )
}

/// A PNG of one grey pixel.
const PIXEL: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\
    \x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\
    \x54\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00\x49\
    \x45\x4e\x44\xae\x42\x60\x82";

fn signature_with_logo(at: i64) -> Vec<u8> {
    let from = format!(
        "\"RA {}\" <lutz@kollegen.example>",
        "Dr. Lutz Brandt" // quoted because of the dot
    );
    let subject = "44/25 Brandt ./. Stadtwerke: Vergleichsvorschlag";
    let html = "<html><body><p>Lieber Herr Kollege,</p><p>mein Mandant schlägt 4.500&nbsp;€ \
        vor.</p><p><img src=\"cid:logo44@kollegen.example\" alt=\"Logo\"></p></body></html>\n";
    let image = attachment(
        "image/png; name=\"logo.png\"",
        "inline; filename=\"logo.png\"\nContent-ID: <logo44@kollegen.example>",
        PIXEL,
    );
    let related = multipart(
        "related",
        "rel-44",
        &[text_part("html", Charset::Utf8, html), image],
    );
    let plain = text_part(
        "plain",
        Charset::Utf8,
        "Lieber Herr Kollege,\n\nmein Mandant schlägt 4.500 € vor.\n",
    );
    message(
        header(&from, OFFICE, subject, at, "44-25"),
        multipart("alternative", "alt-44", &[plain, related]),
    )
}

fn forwarded(at: i64) -> Vec<u8> {
    let from = "Sekretariat <sekretariat@kanzlei-muster.example>";
    let subject = b_words("WG: 8/20 Müller ./. Meier", Charset::Utf8);
    let text = "Zur Kenntnis, bitte zur Akte nehmen.\n";
    let nested = part(
        "Content-Type: message/rfc822\nContent-Disposition: inline",
        &file_number(at - 7_200),
    );
    let body = [text_part("plain", Charset::Utf8, text), nested];
    message(
        header(from, OFFICE, &subject, at, "wg.8-20"),
        multipart("mixed", "wg-8-20", &body),
    )
}

fn fax(at: i64) -> Vec<u8> {
    // Fax gateways write no Message-ID and put everything into the subject.
    let date = calendar::header_date(at);
    let head = format!(
        "From: Faxdienst <fax@telefonanlage.example>\nTo: fax@kanzlei-muster.example\n\
         Subject: Fax von +49 30 23125100 (3 Seiten)\nDate: {date}\nMIME-Version: 1.0\n"
    );
    let body = [
        part(
            "Content-Type: text/plain; charset=us-ascii",
            b"3 Seiten\r\n",
        ),
        attachment(
            "image/tiff; name=\"fax0001.tif\"",
            "attachment; filename=\"fax0001.tif\"",
            &[b"II*\0".to_vec(), pdf(3, 40_000)].concat(),
        ),
    ];
    message(crlf(&head), multipart("mixed", "faxgrenze", &body))
}

fn scan(at: i64) -> Vec<u8> {
    let date = calendar::header_date(at);
    let head = format!(
        "From: scanner@kanzlei-muster.example\nTo: scan@kanzlei-muster.example\n\
         Subject: Scan\nDate: {date}\nX-Mailer: Kopierer 2. OG\nMIME-Version: 1.0\n"
    );
    let file = attachment(
        "application/pdf; name=\"SCAN_0007.PDF\"",
        "attachment; filename=\"SCAN_0007.PDF\"",
        &pdf(7, 180_000),
    );
    message(crlf(&head), multipart("mixed", "SCAN0007", &[file]))
}

fn cost_note(at: i64) -> Vec<u8> {
    let subject = q_word("17 C 123/26 Kostenfestsetzungsbeschluss", Charset::Utf8);
    let text = "Anbei der Kostenfestsetzungsbeschluß nebst Verzinsung.\n.\n.. zwei Punkte am \
                Zeilenanfang\nGeschäftsstelle 17\n";
    let body = [
        text_part("plain", Charset::Utf8, text),
        attachment(
            "application/pdf",
            "attachment; filename=\"=?UTF-8?Q?Beschlu=C3=9F.pdf?=\"",
            &pdf(123, 18_000),
        ),
    ];
    message(
        header(COURT, OFFICE, &subject, at, "kfb.123"),
        multipart("mixed", "kfb-123", &body),
    )
}

fn several_recipients(at: i64) -> Vec<u8> {
    let to = format!(
        "{OFFICE},\r\n {} <koehler@kollegen.example>,\r\n \"Weiß, Öznur\" <weiss@mandant.example>",
        q_word("Köhler, Jörg", Charset::Utf8)
    );
    let subject = q_word("Besprechung am Donnerstag, 14:00 Uhr", Charset::Utf8);
    let text = "Liebe Kolleginnen und Kollegen,\n\npasst allen Donnerstag um 14:00 Uhr?\n";
    message(
        header(
            "Ina Vogt <vogt@kollegen.example>",
            &to,
            &subject,
            at,
            "do14",
        ),
        text_part("plain", Charset::Utf8, text),
    )
}

/// UTF-8 as it is, in the sender's name as well.
fn eight_bit(at: i64) -> Vec<u8> {
    let subject = b_words("Öffnungszeiten über die Feiertage", Charset::Utf8);
    let text = crlf("Guten Tag,\n\nzwischen den Jahren ist geschlossen. Schöne Feiertage!\n");
    let fields = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit";
    message(
        header(
            "Notariat Süd <buero@notariat.example>",
            OFFICE,
            &subject,
            at,
            "feier",
        ),
        part(fields, &text),
    )
}

fn attachments_only(at: i64) -> Vec<u8> {
    let subject = q_word("Unterlagen für das Finanzamt", Charset::Utf8);
    let table = Charset::Latin1.encode("Datum;Betrag;Zweck\r\n01.10.2026;119,00;Gebühr\r\n");
    let body = [
        attachment(
            "text/csv; charset=ISO-8859-1",
            "attachment; filename=\"Buchungen.csv\"",
            &table,
        ),
        attachment(
            "application/zip",
            "attachment; filename=\"Belege.zip\"",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        ),
        attachment(
            "application/pdf",
            "attachment; filename*=iso-8859-1''%DCbersicht.pdf",
            &pdf(5, 9_000),
        ),
    ];
    message(
        header(
            &format!(
                "{} <info@steuer.example>",
                q_word("Steuerbüro Groß", Charset::Utf8)
            ),
            OFFICE,
            &subject,
            at,
            "fa.1",
        ),
        multipart("mixed", "belege", &body),
    )
}

fn large_file(at: i64) -> Vec<u8> {
    let subject = q_word("52/26 Gutachten mit Lichtbildern", Charset::Utf8);
    let text =
        "Sehr geehrte Damen und Herren,\n\ndas Gutachten ist wegen der Bilder etwas größer.\n";
    let body = [
        text_part("plain", Charset::Utf8, text),
        attachment(
            "application/pdf",
            "attachment; filename=\"Gutachten_52-26.pdf\"",
            &compose::pdf(52, 3 * 1024 * 1024),
        ),
    ];
    message(
        header(
            "Ing. Karl Lenz <lenz@gutachten.example>",
            OFFICE,
            &subject,
            at,
            "gutachten.52",
        ),
        multipart("mixed", "gutachten-52-26", &body),
    )
}
