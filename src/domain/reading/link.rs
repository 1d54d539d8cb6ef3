//! Where a link leads, and whether its words say so.

use super::letters::seen_line;

/// Longest target that is kept, in bytes; browsers take no more.
const LONGEST: usize = 8000;

/// A link of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The whole target: `https:`, `http:` or `mailto:`; host names in their plain spelling.
    pub target: String,
    /// Host, or the address of a person.
    pub host: String,
    /// The words are the target itself.
    pub is_plain: bool,
    /// The words name another host than the target.
    pub is_disguised: bool,
}

impl Link {
    /// A link with this target; `None` for targets that nobody should follow from a mail.
    pub fn new(target: &str) -> Option<Self> {
        let target: String = target.chars().filter(|it| !it.is_whitespace()).collect();
        let target = seen_line(&target);
        if target.len() > LONGEST {
            return None;
        }
        let lower = target.to_ascii_lowercase();
        if let Some(address) = lower.strip_prefix("mailto:") {
            let host = address.split('?').next().unwrap_or_default().to_owned();
            return (!host.is_empty()).then_some(Self {
                target,
                host,
                ..Self::default()
            });
        }
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|it| lower.starts_with(it))?;
        let rest = target.get(scheme.len()..)?;
        let rest = rest.trim_start_matches(['/', '\\']);
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at_checked(end)?;
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => (name, Some(port)),
            _ => (host, None),
        };
        // Letters that only look like others are seen as what they are.
        let name = idna::domain_to_ascii(name).ok()?;
        if name.is_empty() {
            return None;
        }
        let port = port.map(|it| format!(":{it}")).unwrap_or_default();
        let user = user.map(|it| format!("{it}@")).unwrap_or_default();
        Some(Self {
            target: format!("{scheme}{user}{name}{port}{tail}"),
            host: name,
            ..Self::default()
        })
    }

    /// Compares the target with the words of the link.
    pub fn compare(&mut self, words: &str) {
        let words = words.trim();
        let plain = |it: &str| {
            let it = it.trim().to_ascii_lowercase();
            let it = ["https://", "http://", "mailto:"]
                .iter()
                .find_map(|scheme| it.strip_prefix(scheme))
                .unwrap_or(&it);
            let it = it.strip_prefix("www.").unwrap_or(it);
            it.trim_end_matches('/').to_owned()
        };
        self.is_plain = plain(words) == plain(&self.target);
        let named = named_host(words);
        self.is_disguised = named.is_some_and(|named| !is_same(&named, &self.host));
    }
}

/// The host that words name, if they look like an address of the web or of a person.
fn named_host(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let (rest, is_sure) = match lower.find("://") {
        Some(at) => (lower.get(at + 3..)?, true),
        None => (lower.as_str(), lower.starts_with("www.")),
    };
    let first = rest.split_whitespace().next()?;
    let is_alone = rest.split_whitespace().count() == 1;
    let end = first.find(['/', '?', '#', '\\']).unwrap_or(first.len());
    let host = first.get(..end)?;
    if host.contains('@') && !is_sure {
        return is_alone.then(|| host.trim_matches(['<', '>', '(', ')', ',', '.']).to_owned());
    }
    let host = host.rsplit('@').next()?;
    let host = host
        .split(':')
        .next()?
        .trim_matches(['<', '>', '(', ')', ',', '.']);
    let host = idna::domain_to_ascii(host).ok()?;
    let last = host.rsplit('.').next()?;
    let is_host = host.contains('.')
        && last.len() >= 2
        && last.bytes().all(|it| it.is_ascii_alphabetic())
        && psl::suffix(host.as_bytes()).is_some_and(|it| it.is_known());
    (is_host && (is_sure || is_alone)).then_some(host)
}

/// Whether both belong to the same owner.
fn is_same(named: &str, host: &str) -> bool {
    let owner = |it: &str| -> String {
        let host = it.rsplit('@').next().unwrap_or(it);
        psl::domain_str(host).unwrap_or(host).to_owned()
    };
    match (named.contains('@'), host.contains('@')) {
        (true, true) => named == host,
        _ => owner(named) == owner(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_as_a_browser_reads_them() {
        for (target, host) in [
            ("https://www.bund.example/a?b", Some("www.bund.example")),
            ("https://sparkasse.de@evil.example/x", Some("evil.example")),
            ("http:///evil.example/", Some("evil.example")),
            ("https://evil.example\\@gut.example/", Some("evil.example")),
            (
                "https://m\u{fc}ller.example:8080/",
                Some("xn--mller-kva.example"),
            ),
            ("https://p\u{430}ypal.com/", Some("xn--pypal-4ve.com")),
            ("mailto:a@x.example?subject=b", Some("a@x.example")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("//x.example", None),
            ("https://", None),
        ] {
            let link = Link::new(target);
            assert_eq!(link.as_ref().map(|it| it.host.as_str()), host, "{target}");
        }
    }

    #[test]
    fn words_that_name_another_host_are_told() {
        for (target, words, is_plain, is_disguised) in [
            (
                "https://a.example.com/x",
                "https://a.example.com/x",
                true,
                false,
            ),
            ("https://a.example.com/", "a.example.com", true, false),
            ("https://evil.com/x", "www.sparkasse.de", false, true),
            (
                "https://evil.com/x",
                "https://sparkasse.de/login",
                false,
                true,
            ),
            (
                "https://login.sparkasse.de/x",
                "www.sparkasse.de",
                false,
                false,
            ),
            ("https://evil.com/", "Hier klicken", false, false),
            ("https://evil.com/", "Rechnung.pdf", false, false),
            ("mailto:a@x.example", "a@x.example", true, false),
            ("mailto:a@x.example", "b@x.example", false, true),
            ("https://x.de/", "Siehe z.B. hier", false, false),
        ] {
            let mut link = Link::new(target).unwrap();
            link.compare(words);
            assert_eq!(
                (link.is_plain, link.is_disguised),
                (is_plain, is_disguised),
                "{words}"
            );
        }
    }
}
