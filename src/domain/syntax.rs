//! The shape of addresses and host names, as far as a form can check it.

/// Whether this looks like an address that mail can be sent to: one `@`, something without blanks
/// on both sides, a domain whose labels are not empty (RFC 5321 section 4.1.2, without quoting).
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>()[]\\,;:\"".contains(c);
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.len() <= 253
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '.')
        && domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

/// The domain with umlauts turned into punycode (RFC 5891), or `None` if it cannot be.
pub fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii(domain).ok()?;
    (!ascii.is_empty() && ascii.len() <= 253).then_some(ascii)
}

/// The address with its domain in ASCII. The part before the `@` stays as it is: only the server
/// of that domain knows what it means (RFC 6531 section 3.2).
pub fn ascii_address(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    Some(format!("{local}@{}", ascii_domain(domain)?))
}

/// An address in the form in which two are compared: no letter case, domain in ASCII. Strictly the
/// part before the `@` could differ by case (RFC 5321 section 2.4); no office means two people by it.
pub fn address_key(address: &str) -> String {
    let address = address.trim();
    match address.is_ascii() {
        true => address.to_ascii_lowercase(),
        false => ascii_address(&address.to_lowercase()).unwrap_or_else(|| address.to_lowercase()),
    }
}

/// Whether this is a host name (RFC 1123) or an IP address.
pub fn is_host(host: &str) -> bool {
    host.parse::<std::net::IpAddr>().is_ok()
        || (host.len() <= 253
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label
                        .chars()
                        .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            }))
}

/// Reads a day as it is typed, `31.1.2026` or `2026-01-31`.
pub fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    let german = || {
        let mut parts = text.split('.').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let is_end = parts.next().is_none() && year.len() == 4;
        let year = year.parse().ok().filter(|_| is_end)?;
        jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    text.parse().ok().or_else(german)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_typed() {
        let january = jiff::civil::date(2026, 1, 31);
        for good in ["31.1.2026", " 31. 01. 2026 ", "2026-01-31"] {
            assert_eq!(day(good), Some(january), "{good}");
        }
        for bad in ["", "31.1.26", "31.2.2026", "31.1.2026.", "gestern"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_and_hosts() {
        for good in [
            "a@b",
            "anna.muster@kanzlei.example",
            "a+b@müller.de",
            "o'neil@x.example",
        ] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("{}@x.example", "a".repeat(65));
        for bad in [
            "",
            "@x.example",
            "a@",
            "a b@x.example",
            "a@b c",
            ".a@x",
            "a..b@x",
            "a@-x",
            &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        for good in [
            "localhost",
            "imap.example.de",
            "127.0.0.1",
            "::1",
            "büro-server",
            "a_b.example",
        ] {
            assert!(is_host(good), "{good}");
        }
        for bad in ["", "a b", "a..b", "-a", "a-.de", "a:993", "a@b"] {
            assert!(!is_host(bad), "{bad}");
        }
    }

    #[test]
    fn domains_become_ascii_and_the_rest_stays() {
        assert_eq!(
            ascii_address("jörg@Müller.example").as_deref(),
            Some("jörg@xn--mller-kva.example")
        );
        assert_eq!(ascii_address("jörg"), None);
        assert_eq!(ascii_domain(""), None);
        for (address, key) in [
            (" Info@Mustermail.DE ", "info@mustermail.de"),
            ("JÖRG@Müller.example", "jörg@xn--mller-kva.example"),
            ("@Müller.example", "@xn--mller-kva.example"),
            ("Jörg", "jörg"),
            ("", ""),
        ] {
            assert_eq!(address_key(address), key);
        }
    }
}
