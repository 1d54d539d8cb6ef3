//! The awkward mail: bounces, broken structure, missing headers.

use super::chance::Chance;
use super::compose::{
    Charset, b_words, base64_lines, crlf, header, multipart, part, q_word, text_part,
};
use crate::service::demo::calendar;

const OFFICE: &str = "Kanzlei Muster <post@kanzlei-muster.example>";

/// The writers in the order the messages arrive.
pub(super) const ALL: [fn(i64) -> Vec<u8>; 9] = [
    bounce,
    raw_eight_bit_header,
    broken_boundary,
    empty,
    without_header_fields,
    split_encoded_word,
    no_charset,
    same_message_id,
    long_line,
];

fn bounce(at: i64) -> Vec<u8> {
    let from = "Mail Delivery System <MAILER-DAEMON@kanzlei-muster.example>";
    let text = "The following message could not be delivered:\n\n<unbekannt@mandant.example>: \
                host mx.mandant.example said: 550 5.1.1 User unknown\n";
    let status = crlf(
        "Reporting-MTA: dns; mx.kanzlei-muster.example\n\n\
         Final-Recipient: rfc822; unbekannt@mandant.example\nAction: failed\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 5.1.1 User unknown\n",
    );
    let original = header(
        OFFICE,
        "unbekannt@mandant.example",
        &q_word("Ihre Anfrage vom Montag – Rückruf", Charset::Utf8),
        at - 60,
        "zurueck.1",
    );
    let parts = [
        part("Content-Type: text/plain; charset=us-ascii", &crlf(text)),
        part("Content-Type: message/delivery-status", &status),
        part("Content-Type: text/rfc822-headers", &original),
    ];
    let mut raw = header(
        from,
        OFFICE,
        "Undelivered Mail Returned to Sender",
        at,
        "bounce.1",
    );
    raw.extend(multipart(
        "report; report-type=delivery-status",
        "bounce-1",
        &parts,
    ));
    raw
}

/// Latin-1 in the header as it is, and a boundary the body does not know.
fn broken_boundary(at: i64) -> Vec<u8> {
    let mut raw = header(
        "Altsystem <edv@mandant.example>",
        OFFICE,
        "Datenabgleich",
        at,
        "alt.1",
    );
    raw.extend(b"X-Bearbeiter: J\xfcrgen Gr\xf6\xdfe\r\n");
    raw.extend(crlf(
        "Content-Type: multipart/mixed; boundary=\"eins\"\n\n--zwei\n\
         Content-Type: text/plain; charset=iso-8859-1\n\n",
    ));
    raw.extend(Charset::Latin1.encode("Die Übertragung brach mitten im"));
    raw
}

fn raw_eight_bit_header(at: i64) -> Vec<u8> {
    let mut raw = b"From: Gesch\xe4ftsstelle <alt@gericht.example>\r\n".to_vec();
    raw.extend(crlf(&format!(
        "To: {OFFICE}\nDate: {}\n",
        calendar::header_date(at)
    )));
    raw.extend(b"Subject: R\xfcckgabe der Beiakten 5 O 77/26\r\n");
    raw.extend(b"\r\nBitte um R\xfcckgabe der Beiakten binnen zwei Wochen.\r\n");
    raw
}

fn empty(at: i64) -> Vec<u8> {
    let mut raw = header("handy@mandant.example", OFFICE, "", at, "leer.1");
    raw.extend(b"\r\n");
    raw
}

/// Only a body: some devices send mail like this.
fn without_header_fields(_: i64) -> Vec<u8> {
    b"\r\nTestseite des Druckers im Empfang\r\n".to_vec()
}

/// A letter divided between two encoded words: forbidden, and seen every day.
fn split_encoded_word(at: i64) -> Vec<u8> {
    let subject = "=?UTF-8?Q?Fristverl=C3?=\r\n =?UTF-8?Q?=A4ngerung_9/26?=";
    let mut raw = header(
        "Webformular <formular@mandant.example>",
        OFFICE,
        subject,
        at,
        "frist.9",
    );
    raw.extend(text_part(
        "plain",
        Charset::Utf8,
        "Wir beantragen Fristverlängerung um zwei Wochen.\n",
    ));
    raw
}

fn no_charset(at: i64) -> Vec<u8> {
    let mut raw = header(
        "Hausverwaltung <hv@mandant.example>",
        OFFICE,
        &b_words("Mieterhöhung Löwenstraße", Charset::Latin1),
        at,
        "miete.3",
    );
    let fields = "Content-Type: text/plain\nContent-Transfer-Encoding: 8bit";
    let text = "Guten Tag,\r\n\r\nist die Mieterhöhung zulässig?\r\n";
    raw.extend(part(fields, &Charset::Latin1.encode(text)));
    raw
}

/// Another message under the Message-ID of the one before: an ID is no key.
fn same_message_id(at: i64) -> Vec<u8> {
    let mut raw = header(
        "Hausverwaltung <hv@mandant.example>",
        OFFICE,
        &b_words("Mieterhöhung Löwenstraße (Nachtrag)", Charset::Utf8),
        at,
        "miete.3",
    );
    let text = "Nachtrag: Das Schreiben kam am Dienstag.\n";
    raw.extend(text_part("plain", Charset::Utf8, text));
    raw
}

/// Base64 of 90 kB in a single line.
fn long_line(at: i64) -> Vec<u8> {
    let mut raw = header(
        "Export <export@mandant.example>",
        OFFICE,
        "Export",
        at,
        "export.1",
    );
    let mut content = base64_lines(&Chance::new(90).bytes(68_000));
    content.retain(|it| !it.is_ascii_whitespace());
    content.extend_from_slice(b"\r\n");
    let fields = "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\
                  Content-Disposition: attachment; filename=\"export.dat\"";
    raw.extend(part(fields, &content));
    raw
}
