//! Content-Type and Content-Disposition with their parameters (RFC 2045 section 5.1, RFC 2231).

use super::charset;
use super::transfer::hex_value;
use super::words;

/// A value such as `text/plain` and its parameters, as written.
#[derive(Debug, Default)]
pub(super) struct ContentField {
    /// Lower case.
    pub value: String,
    parameters: Vec<(String, Vec<u8>)>,
}

impl ContentField {
    /// Reads a field value on one line.
    pub fn parse(line: &[u8]) -> Self {
        let line = line.trim_ascii();
        let end = line
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b';' | b'('))
            .unwrap_or(line.len());
        let (value, mut rest) = line.split_at(end);
        let mut field = Self {
            value: String::from_utf8_lossy(value.trim_ascii()).to_ascii_lowercase(),
            parameters: Vec::new(),
        };
        while let Some((name, value, after)) = parameter(rest) {
            // A field cannot need more; a thousand of them is an attack.
            if field.parameters.len() >= 200 {
                break;
            }
            field.parameters.push((name, value));
            rest = after;
        }
        field
    }

    /// Whether the type before the slash is `name`.
    pub fn is_type(&self, name: &str) -> bool {
        self.value.split('/').next() == Some(name)
    }

    /// The parameter as written, without quotes.
    pub fn raw(&self, name: &str) -> Option<&[u8]> {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_slice())
    }

    /// The parameter as text. The extended forms of RFC 2231 count more than the plain one,
    /// wherever they stand.
    pub fn text(&self, name: &str) -> Option<String> {
        let extended = self.raw(&format!("{name}*")).map(extended_value);
        extended
            .or_else(|| self.continued(name))
            .or_else(|| self.raw(name).map(words::decode))
            .filter(|text| !text.trim().is_empty())
    }

    /// `name*0*=…; name*1=…` put together (RFC 2231 section 3).
    fn continued(&self, name: &str) -> Option<String> {
        let mut bytes = Vec::new();
        let mut label = None;
        let mut escaped = false;
        for number in 0.. {
            let plain = format!("{name}*{number}");
            if let Some(value) = self.raw(&format!("{plain}*")) {
                let (named, value) = if number == 0 {
                    split_label(value)
                } else {
                    (None, value)
                };
                label = label.or(named);
                bytes.extend(percent_decode(value));
                escaped = true;
            } else if let Some(value) = self.raw(&plain) {
                bytes.extend_from_slice(value);
            } else if number == 0 {
                continue;
            } else {
                break;
            }
        }
        if bytes.is_empty() {
            None
        } else if escaped {
            Some(charset::decode(&bytes, label.as_deref()))
        } else {
            Some(words::decode(&bytes))
        }
    }
}

/// `charset'language'text` (RFC 2231 section 4).
fn extended_value(value: &[u8]) -> String {
    let (label, value) = split_label(value);
    let text = charset::decode(&percent_decode(value), label.as_deref());
    if text.contains("=?") {
        words::decode(text.as_bytes())
    } else {
        text
    }
}

fn split_label(value: &[u8]) -> (Option<String>, &[u8]) {
    let mut pieces = value.splitn(3, |byte| *byte == b'\'');
    match (pieces.next(), pieces.next(), pieces.next()) {
        (Some(label), Some(_), Some(text)) => {
            (Some(String::from_utf8_lossy(label).into_owned()), text)
        }
        _ => (None, value),
    }
}

fn percent_decode(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if let (b'%', [high, low, after @ ..]) = (first, tail)
            && let Some((high, low)) = hex_value(*high).zip(hex_value(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    bytes
}

/// Reads the next `; name=value`; also without the semicolon, and with a value that should have
/// been quoted.
fn parameter(text: &[u8]) -> Option<(String, Vec<u8>, &[u8])> {
    let equals = memchr::memchr(b'=', text)?;
    let (before, rest) = text.split_at_checked(equals)?;
    let name = before
        .rsplit(|byte| byte.is_ascii_whitespace() || matches!(byte, b';' | b')' | b','))
        .find(|piece| !piece.is_empty())
        .unwrap_or_default();
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let rest = rest.get(1..)?.trim_ascii_start();
    if let Some(quoted) = rest.strip_prefix(b"\"") {
        let (value, after) = quoted_value(quoted);
        return Some((name, value, after));
    }
    let end = memchr::memchr(b';', rest).unwrap_or(rest.len());
    let (value, after) = rest.split_at(end);
    // `charset=utf-8 name=x`: a second parameter hides behind a blank.
    if let Some(blank) = value.iter().position(u8::is_ascii_whitespace)
        && !value.starts_with(b"=?")
        && value.get(blank..).is_some_and(looks_like_parameter)
    {
        let (value, _) = value.split_at(blank);
        return Some((name, value.to_vec(), rest.get(blank..).unwrap_or_default()));
    }
    let value = value.trim_ascii();
    let value = value
        .strip_prefix(b"'")
        .and_then(|inner| inner.strip_suffix(b"'"))
        .unwrap_or(value);
    Some((name, value.to_vec(), after))
}

fn looks_like_parameter(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    ["charset=", "name=", "boundary=", "filename=", "format="]
        .iter()
        .any(|name| {
            text.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        })
}

/// Reads up to the closing quote. A backslash escapes quote and backslash only: Windows programs
/// write whole paths.
fn quoted_value(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut value = Vec::new();
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'\\', [escaped @ (b'"' | b'\\'), after @ ..]) => {
                value.push(*escaped);
                rest = after;
            }
            (b'"', _) => break,
            _ => value.push(*first),
        }
    }
    (value, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_in_every_spelling() {
        for (line, name, text) in [
            ("text/plain; charset=utf-8", "charset", "utf-8"),
            (
                "text/plain; charset=\"UTF-8\"; format=flowed",
                "charset",
                "UTF-8",
            ),
            ("text/plain charset=utf-8 name=a.txt", "name", "a.txt"),
            (
                "text/plain; charset = 'iso-8859-1'",
                "charset",
                "iso-8859-1",
            ),
            (
                "attachment; filename=Mein Vertrag.pdf; size=3",
                "filename",
                "Mein Vertrag.pdf",
            ),
            (
                "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf; filename=x",
                "filename",
                "Grüße.pdf",
            ),
            (
                "attachment; filename=\"x\"; filename*=iso-8859-1'de'Gr%FC%DFe.pdf",
                "filename",
                "Grüße.pdf",
            ),
            (
                "attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9Fe; filename*2=\".pdf\"",
                "filename",
                "Grüße.pdf",
            ),
            (
                "attachment; filename*1=\"trag.pdf\"; filename*0=\"Ver\"",
                "filename",
                "Vertrag.pdf",
            ),
            (
                "attachment; filename=\"=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=\"",
                "filename",
                "Grüße.pdf",
            ),
            (
                "attachment; filename==?utf-8?B?R3LDvMOfZS5wZGY=?=",
                "filename",
                "Grüße.pdf",
            ),
            (
                "attachment; filename=\"Anlage \\\"A\\\".pdf\"",
                "filename",
                "Anlage \"A\".pdf",
            ),
            (
                "attachment; filename=\"C:\\Temp\\a.pdf\"",
                "filename",
                "C:\\Temp\\a.pdf",
            ),
            (
                "attachment; filename*=utf-8''Ma'x.pdf",
                "filename",
                "Ma'x.pdf",
            ),
            (
                "attachment; filename=\"a;b=c.pdf\"; x=1",
                "filename",
                "a;b=c.pdf",
            ),
            ("attachment; filename*=Brief.pdf", "filename", "Brief.pdf"),
        ] {
            let field = ContentField::parse(line.as_bytes());
            assert_eq!(field.text(name).as_deref(), Some(text), "{line}");
        }
        let raw = ContentField::parse(b"attachment; filename=\"Gr\xfc\xdfe.pdf\"");
        assert_eq!(raw.text("filename").as_deref(), Some("Grüße.pdf"));
        let typed = ContentField::parse(b"TEXT/HTML (Kommentar); charset=x");
        assert_eq!(typed.value, "text/html");
        assert!(typed.is_type("text"));
    }
}
