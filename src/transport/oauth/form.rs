//! `application/x-www-form-urlencoded`, both ways (RFC 6749 appendix B).

/// Name and value pairs as one line.
pub(super) fn encode(pairs: &[(&str, &str)]) -> String {
    let mut line = String::new();
    for (name, value) in pairs {
        if !line.is_empty() {
            line.push('&');
        }
        escape(&mut line, name);
        line.push('=');
        escape(&mut line, value);
    }
    line
}

fn escape(line: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                line.push(char::from(byte));
            }
            other => line.push_str(&format!("%{other:02X}")),
        }
    }
}

/// The pairs of a line. What is no valid escape stands for itself.
pub(super) fn decode(line: &str) -> Vec<(String, String)> {
    line.split('&')
        .filter(|it| !it.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (unescape(name), unescape(value)))
        .collect()
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let digit = |it: Option<u8>| it.and_then(|it| char::from(it).to_digit(16));
                match (digit(ahead.next()), digit(ahead.next())) {
                    (Some(high), Some(low)) => {
                        bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                        rest = ahead;
                    }
                    _ => bytes.push(byte),
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_survive_the_way_there_and_back() {
        let pairs = [("scope", "a b+c"), ("ä", "100 %&=\u{1f600}"), ("leer", "")];
        let line = encode(&pairs);
        assert!(line.is_ascii() && !line.contains(' '));
        let back = decode(&line);
        let back: Vec<_> = back.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(back, pairs);
        assert_eq!(
            decode("a=%zz&b&&c=%4"),
            [
                ("a".to_owned(), "%zz".to_owned()),
                ("b".to_owned(), String::new()),
                ("c".to_owned(), "%4".to_owned()),
            ]
        );
    }
}
