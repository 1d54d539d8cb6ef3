//! What the servers on the way found out about the sender: Authentication-Results (RFC 8601) and
//! Received-SPF (RFC 7208 section 9.1).
//!
//! Only "failed" changes anything in the office, and only to the worse. So it does not matter which
//! server wrote a field: a stranger who adds one can at most lose trust by it, and "passed" in one
//! field never outweighs "failed" in another.

use super::header::fields;
use crate::domain::mail::Authentication;

/// Reads a header block.
pub(super) fn read(header: &[u8]) -> Authentication {
    let mut verdict = Authentication::Unknown;
    for field in fields(header) {
        let found = if field.is("authentication-results") {
            of_results(&plain(&field.value()))
        } else if field.is("received-spf") {
            let value = plain(&field.value());
            let word = value.split_whitespace().next().unwrap_or_default();
            of_result(word)
        } else {
            continue;
        };
        match found {
            Authentication::Failed => return Authentication::Failed,
            Authentication::Passed => verdict = Authentication::Passed,
            Authentication::Unknown => (),
        }
    }
    verdict
}

fn of_result(word: &str) -> Authentication {
    match word.to_ascii_lowercase().as_str() {
        "pass" => Authentication::Passed,
        "fail" | "softfail" | "hardfail" => Authentication::Failed,
        _ => Authentication::Unknown,
    }
}

/// One field: DMARC decides where there is a verdict of it, for it knows which of the others count.
fn of_results(value: &str) -> Authentication {
    let all: Vec<(&str, Authentication)> = value.split(';').filter_map(result).collect();
    let has = |method: &str, verdict| all.contains(&(method, verdict));
    for verdict in [Authentication::Failed, Authentication::Passed] {
        if has("dmarc", verdict) {
            return verdict;
        }
    }
    let (failed, passed) = (Authentication::Failed, Authentication::Passed);
    if has("spf", failed) || (has("dkim", failed) && !has("dkim", passed)) {
        return failed;
    }
    match has("spf", passed) || has("dkim", passed) {
        true => passed,
        false => Authentication::Unknown,
    }
}

/// `dkim/1 = fail reason=…` → DKIM, failed. Microsoft leaves the name of the server out, so the
/// first part may be one too.
fn result(part: &str) -> Option<(&'static str, Authentication)> {
    let (method, rest) = part.split_once('=')?;
    let method = method.split('/').next().unwrap_or_default().trim();
    let known = ["spf", "dkim", "dmarc"];
    let method = known.iter().find(|it| method.eq_ignore_ascii_case(it))?;
    let word = rest.split_whitespace().next().unwrap_or_default();
    Some((method, of_result(word)))
}

/// The value without comments and quoted strings, in which anything may stand.
fn plain(value: &[u8]) -> String {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    let mut text = String::with_capacity(value.len());
    for byte in value {
        let was_escaped = std::mem::take(&mut escaped);
        match byte {
            _ if was_escaped => (),
            b'\\' if quoted || depth > 0 => escaped = true,
            b'"' if depth == 0 => quoted = !quoted,
            _ if quoted => (),
            b'(' => depth = depth.saturating_add(1),
            b')' => {
                depth = depth.saturating_sub(1);
                text.push(' ');
            }
            byte if depth == 0 => text.push(char::from(*byte)),
            _ => (),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(value: &str) -> Authentication {
        read(format!("Subject: x\r\nAuthentication-Results: {value}\r\n\r\n").as_bytes())
    }

    #[test]
    fn what_servers_write() {
        use Authentication::{Failed, Passed, Unknown};
        for (value, verdict) in [
            ("mx.example.de; none", Unknown),
            ("mx.example.de 1; spf=pass smtp.mailfrom=x.de", Passed),
            ("mx.example.de; spf=neutral; dkim=none", Unknown),
            ("mx.example.de;\r\n spf=fail smtp.mailfrom=x.de", Failed),
            (
                "mx.example.de; spf=softfail; dkim=pass header.d=y.de",
                Failed,
            ),
            ("mx.example.de; SPF = Fail", Failed),
            (
                "mx.example.de; dkim/1=fail reason=\"bad; dkim=pass\"",
                Failed,
            ),
            (
                "mx.example.de; dkim=fail header.d=list.de; dkim=pass header.d=x.de",
                Passed,
            ),
            (
                "mx.example.de; spf=fail; dkim=pass; dmarc=pass header.from=x.de",
                Passed,
            ),
            (
                "mx.example.de; spf=pass; dkim=pass; dmarc=fail (p=NONE) header.from=x.de",
                Failed,
            ),
            ("mx.example.de (x; dmarc=pass) ; dmarc=fail", Failed),
            ("mx.example.de; spf=pass (x; (y) \\) dmarc=fail)", Passed),
            // Microsoft 365
            (
                "spf=fail (sender IP is 192.0.2.1)\r\n smtp.mailfrom=x.de; dkim=none (message not signed)\r\n header.d=none;dmarc=fail action=none header.from=x.de;compauth=fail reason=001",
                Failed,
            ),
            ("", Unknown),
            (";;=;", Unknown),
            ("mx.example.de; x-dmarc=fail; spf", Unknown),
        ] {
            assert_eq!(of(value), verdict, "{value}");
        }
    }

    #[test]
    fn one_field_that_fails_is_enough() {
        let header = b"Authentication-Results: a.de; spf=pass\r\nauthentication-results: b.de; dmarc=fail\r\n\
                       Authentication-Results: c.de; dmarc=pass\r\n\r\n";
        assert_eq!(read(header), Authentication::Failed);
        assert_eq!(
            read(b"Received-SPF: Fail (mx: domain of x) client-ip=1\r\n\r\n"),
            Authentication::Failed
        );
        assert_eq!(
            read(b"Received-SPF: pass (mx)\r\n\r\n"),
            Authentication::Passed
        );
        assert_eq!(
            read(b"Subject: dmarc=fail\r\n\r\n"),
            Authentication::Unknown
        );
    }

    proptest! {
        #[test]
        fn no_value_is_too_much(value in prop::collection::vec(any::<u8>(), 0..200)) {
            read(&[b"Authentication-Results: ".as_slice(), &value].concat());
        }
    }
}
