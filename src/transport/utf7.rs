//! Folder names as IMAP writes them: modified UTF-7 (RFC 3501 section 5.1.3).

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

const BASE64: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// A folder name in modified UTF-7.
pub(super) fn encode(name: &str) -> String {
    let mut encoded = String::new();
    let mut shifted: Vec<u8> = Vec::new();
    let flush = |shifted: &mut Vec<u8>, encoded: &mut String| {
        if !shifted.is_empty() {
            encoded.push('&');
            encoded.push_str(&BASE64.encode(&*shifted));
            encoded.push('-');
            shifted.clear();
        }
    };
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            flush(&mut shifted, &mut encoded);
            encoded.push(c);
            if c == '&' {
                encoded.push('-');
            }
        } else {
            let mut units = [0; 2];
            shifted.extend(
                c.encode_utf16(&mut units)
                    .iter()
                    .flat_map(|unit| unit.to_be_bytes()),
            );
        }
    }
    flush(&mut shifted, &mut encoded);
    encoded
}

/// A folder name as people write it. What is no modified UTF-7 stays as it is.
pub(super) fn decode(name: &str) -> String {
    let mut decoded = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let Some((shifted, next)) = after.split_once('-') else {
            return name.to_owned();
        };
        rest = next;
        if shifted.is_empty() {
            decoded.push('&');
            continue;
        }
        let Ok(bytes) = BASE64.decode(shifted) else {
            return name.to_owned();
        };
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|it| it.try_into().ok().map(u16::from_be_bytes))
            .collect();
        let Ok(letters) = String::from_utf16(&units) else {
            return name.to_owned();
        };
        decoded.push_str(&letters);
    }
    decoded.push_str(rest);
    decoded
}

/// A string as IMAP quotes it (RFC 3501 section 4.3).
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_the_rfc_writes_them() {
        assert_eq!(
            encode("~peter/mail/台北/日本語"),
            "~peter/mail/&U,BTFw-/&ZeVnLIqe-"
        );
        assert_eq!(encode("Prüfung & Co"), "Pr&APw-fung &- Co");
        assert_eq!(encode("INBOX"), "INBOX");
        assert_eq!(encode("😀"), "&2D3eAA-");
        for name in [
            "~peter/mail/台北/日本語",
            "Prüfung & Co",
            "INBOX",
            "😀",
            "ä-ö&",
        ] {
            assert_eq!(decode(&encode(name)), name);
        }
        assert_eq!(decode("R & D"), "R & D");
        assert_eq!(quote("a\"b\\c"), "\"a\\\"b\\\\c\"");
    }
}
