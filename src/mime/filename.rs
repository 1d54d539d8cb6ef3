//! Names of attachments that can be shown and stored without harm.

use super::charset::{is_format_trick, one_line};

/// Longest name in characters.
const LONGEST: usize = 200;

/// The last component of `wished`, without anything a file system or a reader could stumble over;
/// without a useful one a name by type. `number` counts attachments from 1.
pub(super) fn safe_name(wished: Option<&str>, media_type: &str, number: usize) -> String {
    let name = wished.map(clean).unwrap_or_default();
    if name.is_empty() {
        default_name(media_type, number)
    } else if media_type == "message/rfc822" && !name.contains('.') {
        // Without it a double click opens nothing.
        format!("{name}.eml")
    } else {
        name
    }
}

fn clean(wished: &str) -> String {
    let line = keep_file_numbers(&one_line(wished));
    let last = line
        .rsplit(['/', '\\'])
        .find(|piece| !piece.trim().is_empty());
    let name: String = last
        .unwrap_or_default()
        .chars()
        .filter(|c| !is_format_trick(*c) && !matches!(c, '\u{fffd}'))
        .map(|c| {
            if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') {
                '_'
            } else {
                c
            }
        })
        .collect();
    // `.eml` is a type without a name.
    if name.starts_with('.') && !name.trim_start_matches('.').contains('.') {
        return String::new();
    }
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let name = if is_reserved(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    };
    shorten(name)
}

/// The slash of an Aktennummer such as `8/20` is no path: it becomes `8_20`.
fn keep_file_numbers(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    let mut rest = name.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let is_number = before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        kept.push(if c == '/' && is_number { '_' } else { c });
        before = c;
    }
    kept
}

/// Device names of Windows, with or without extension.
fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    });
    numbered
        || matches!(
            stem.as_str(),
            "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
        )
}

fn shorten(name: String) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name;
    }
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension)
        .filter(|extension| extension.chars().count() <= 10);
    let room = LONGEST - extension.map_or(0, |e| e.chars().count() + 1);
    let stem: String = name.chars().take(room).collect();
    match extension {
        Some(extension) => format!("{}.{extension}", stem.trim_end()),
        None => stem,
    }
}

fn default_name(media_type: &str, number: usize) -> String {
    let fixed = match media_type {
        "message/rfc822" | "message/global" => "nachricht.eml",
        "message/delivery-status" => "zustellbericht.txt",
        "message/disposition-notification" => "lesebestaetigung.txt",
        "text/rfc822-headers" => "kopfzeilen.txt",
        "application/ms-tnef" | "application/vnd.ms-tnef" => "winmail.dat",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "smime.p7s",
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => "smime.p7m",
        "application/pgp-signature" => "signatur.asc",
        "application/pgp-encrypted" => "verschluesselt.asc",
        "text/calendar" | "application/ics" => "termin.ics",
        "text/vcard" | "text/x-vcard" | "text/directory" => "kontakt.vcf",
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_owned();
    }
    let (stem, extension) = match media_type {
        "application/pdf" => ("anhang", "pdf"),
        "application/msword" => ("anhang", "doc"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => {
            ("anhang", "docx")
        }
        "application/vnd.ms-excel" => ("anhang", "xls"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ("anhang", "xlsx"),
        "application/vnd.oasis.opendocument.text" => ("anhang", "odt"),
        "application/rtf" | "text/rtf" => ("anhang", "rtf"),
        "application/zip" | "application/x-zip-compressed" => ("anhang", "zip"),
        "application/xml" | "text/xml" => ("anhang", "xml"),
        "text/plain" | "text" => ("text", "txt"),
        "text/html" => ("text", "html"),
        "text/csv" => ("anhang", "csv"),
        "image/jpeg" | "image/jpg" | "image/pjpeg" => ("bild", "jpg"),
        "image/png" => ("bild", "png"),
        "image/gif" => ("bild", "gif"),
        "image/tiff" => ("bild", "tif"),
        "image/svg+xml" => ("bild", "svg"),
        "audio/mpeg" | "audio/mp3" => ("ton", "mp3"),
        "audio/wav" | "audio/x-wav" => ("ton", "wav"),
        other if other.starts_with("image/") => ("bild", "bin"),
        other if other.starts_with("text/") => ("text", "txt"),
        other if other.starts_with("message/") => ("nachricht", "txt"),
        _ => ("anhang", "bin"),
    };
    format!("{stem}-{number}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_harmless() {
        for (wished, name) in [
            ("Vertrag.pdf", "Vertrag.pdf"),
            ("C:\\Akten\\8-20\\Vertrag.pdf", "Vertrag.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..", "anhang-1.pdf"),
            ("", "anhang-1.pdf"),
            (" .versteckt.txt. ", "versteckt.txt"),
            (".eml", "anhang-1.pdf"),
            ("Rechnung\u{202e}fdp.exe", "Rechnungfdp.exe"),
            ("a\0b\r\n\tc.pdf", "ab c.pdf"),
            ("CON", "_CON"),
            ("com1.txt", "_com1.txt"),
            ("Console.txt", "Console.txt"),
            ("wo?.pdf", "wo_.pdf"),
            ("Az. 8/20.pdf", "Az. 8_20.pdf"),
        ] {
            assert_eq!(safe_name(Some(wished), "application/pdf", 1), name);
        }
        let long = safe_name(Some(&format!("{}.docx", "ä".repeat(300))), "", 1);
        assert_eq!(long.chars().count(), 200);
        assert!(long.ends_with("ä.docx"));
        assert_eq!(safe_name(None, "message/rfc822", 3), "nachricht.eml");
        assert_eq!(
            safe_name(Some("Weitergeleitet"), "message/rfc822", 3),
            "Weitergeleitet.eml"
        );
    }
}
