//! Words that leave the office, for a log or for support, without the persons and secrets in them.
//! The same person always gets the same stand-in, so that a story can still be followed.

use super::hash::Sha256Hash;
use std::collections::HashMap;

/// Characters of a run from which it may be a token.
const SHORTEST_TOKEN: usize = 20;

/// Words after which the rest of a line is a secret.
const SECRET_KEYS: [&str; 8] = [
    "passw",
    "kennwort",
    "secret",
    "token",
    "credential",
    "authorization",
    "client_key",
    "api_key",
];

/// Names of roles, which name nobody and stand everywhere.
const COMMON: [&str; 24] = [
    "info",
    "post",
    "mail",
    "office",
    "kontorpost",
    "imap",
    "pop3",
    "smtp",
    "exchange",
    "log",
    "warn",
    "error",
    "debug",
    "window",
    "receiver",
    "command",
    "account",
    "run",
    "root",
    "local",
    "home",
    "user",
    "users",
    "admin",
];

/// Keys of our own lines, which stand before an address and are no part of it.
const OWN_KEYS: [&str; 8] = [
    "user", "login", "address", "from", "to", "account", "mailbox", "name",
];

/// Takes persons and secrets out of texts.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    words: HashMap<char, Vec<Known>>,
    hides_hosts: bool,
}

/// A name that is known, in small letters.
#[derive(Debug, Clone)]
struct Known {
    name: Vec<char>,
    stand_in: String,
    kind: KnownKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KnownKind {
    /// Wherever it stands.
    Person,
    /// Not inside of what looks like a host.
    Label,
    /// Only where hosts are hidden.
    Host,
}

/// A part of a text: what has been masked stays as it is.
enum Part {
    Open(String),
    Masked(String),
}

impl Mask {
    /// One that also takes the names of servers out.
    pub fn hide_hosts(&mut self, hides: bool) {
        self.hides_hosts = hides;
    }

    /// A person's name or login, wherever it stands.
    pub fn person(&mut self, name: &str, kind: &str) {
        self.add(name, format!("{kind}-{}", tag(name)), KnownKind::Person);
    }

    /// A name that may also be a part of a server's, where it is left.
    pub fn label(&mut self, name: &str, stand_in: String) {
        self.add(name, stand_in, KnownKind::Label);
    }

    /// The name of a server, taken out where servers are.
    pub fn host(&mut self, host: &str) {
        self.add(host, host_stand_in(host), KnownKind::Host);
    }

    fn add(&mut self, name: &str, stand_in: String, kind: KnownKind) {
        let name: Vec<char> = name.trim().chars().flat_map(char::to_lowercase).collect();
        let word: String = name.iter().collect();
        let is_too_common = name.len() < 2 || COMMON.contains(&word.as_str());
        let Some(first) = name.first().copied().filter(|_| !is_too_common) else {
            return;
        };
        let known = self.words.entry(first).or_default();
        if known.iter().any(|it| it.name == name) {
            return;
        }
        known.push(Known {
            name,
            stand_in,
            kind,
        });
        // The longest first: "Anna Groß" before "Anna".
        known.sort_by_key(|it| std::cmp::Reverse(it.name.len()));
    }

    /// A text without persons and secrets. Lines stay lines.
    pub fn text(&self, text: &str) -> String {
        let lines = text.split_inclusive('\n').map(|line| self.line(line));
        lines.collect()
    }

    fn line(&self, line: &str) -> String {
        let parts = secrets(line, self.hides_hosts);
        let parts = each(parts, |open| addresses(&open, self.hides_hosts));
        let parts = each(parts, |open| vec![Part::Open(tokens(&open))]);
        parts
            .into_iter()
            .map(|part| match part {
                Part::Masked(text) => text,
                Part::Open(text) => self.names(&text),
            })
            .collect()
    }

    fn names(&self, text: &str) -> String {
        if self.words.is_empty() {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = chars.get(at).copied() {
            let before = at.checked_sub(1).and_then(|it| chars.get(it)).copied();
            if let Some(known) = self.known_at(&chars, at, before) {
                masked.push_str(&known.stand_in);
                at += known.name.len();
                continue;
            }
            masked.push(c);
            at += 1;
        }
        masked
    }

    fn known_at(&self, chars: &[char], at: usize, before: Option<char>) -> Option<&Known> {
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = chars.get(at..)?;
        let first = rest.first()?.to_lowercase().next()?;
        self.words.get(&first)?.iter().find(|known| {
            let here = rest.get(..known.name.len());
            let is_here = here.is_some_and(|here| {
                let mut small = here.iter().map(|c| c.to_lowercase().next().unwrap_or(*c));
                known.name.iter().all(|c| small.next() == Some(*c))
            });
            let after = rest.get(known.name.len()).copied();
            let beyond = rest.get(known.name.len() + 1).copied();
            let is_whole = !after.is_some_and(char::is_alphanumeric);
            let in_host = matches!(before, Some('.' | '-' | '@'))
                || (matches!(after, Some('.' | '-')) && beyond.is_some_and(char::is_alphanumeric));
            let is_meant = match known.kind {
                KnownKind::Person => true,
                KnownKind::Label => !in_host,
                KnownKind::Host => self.hides_hosts,
            };
            is_here && is_whole && is_meant
        })
    }
}

/// Persons and secrets that show themselves by their form alone.
pub fn plain(text: &str) -> String {
    Mask::default().text(text)
}

/// The stand-in of an address: "a…3f7c@kanzlei.example".
pub fn address(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", local_stand_in(local, domain)),
        None => local_stand_in(address, ""),
    }
}

fn local_stand_in(local: &str, domain: &str) -> String {
    let first = local.trim_matches('"').chars().next().unwrap_or('x');
    format!("{first}…{}", tag(&format!("{local}@{domain}")))
}

fn host_stand_in(host: &str) -> String {
    format!("host-{}.example", tag(host))
}

/// Four digits that stay the same for the same name, and from which nobody finds it.
fn tag(name: &str) -> String {
    let digest = Sha256Hash::of(name.trim().to_lowercase().as_bytes());
    digest.to_string().chars().take(4).collect()
}

/// Applies a step to whatever is still open.
fn each(parts: Vec<Part>, step: impl Fn(String) -> Vec<Part>) -> Vec<Part> {
    let apply = |part| match part {
        Part::Masked(text) => vec![Part::Masked(text)],
        Part::Open(text) => step(text),
    };
    parts.into_iter().flat_map(apply).collect()
}

/// Name and password in a web address, with its server where hosts are hidden, and whatever follows a word such as "password".
fn secrets(line: &str, hides_hosts: bool) -> Vec<Part> {
    let (body, end) = match line.strip_suffix('\n') {
        Some(body) => (body, "\n"),
        None => (line, ""),
    };
    let mut parts = Vec::new();
    let kept = match secret_at(body) {
        Some(at) => {
            let (kept, _) = body.split_at(at);
            kept
        }
        None => body,
    };
    let mut rest = kept;
    while let Some((before, after)) = rest.split_once("://") {
        let authority = after.find(['/', ' ', '"', '\'']).unwrap_or(after.len());
        let (authority, _) = after.split_at(authority);
        parts.push(Part::Open(format!("{before}://")));
        rest = after;
        if let Some((user, _)) = authority.rsplit_once('@') {
            parts.push(Part::Masked("***@".to_owned()));
            rest = after.get(user.len() + 1..).unwrap_or_default();
        }
        let host = rest.find([':', '/', ' ', '"', '\'']).unwrap_or(rest.len());
        let (host, behind) = rest.split_at(host);
        if hides_hosts && host.contains('.') {
            parts.push(Part::Masked(host_stand_in(host)));
            rest = behind;
        }
    }
    parts.push(Part::Open(rest.to_owned()));
    if kept.len() < body.len() {
        parts.push(Part::Masked(" ***".to_owned()));
    }
    parts.push(Part::Open(end.to_owned()));
    parts
}

/// Where a secret begins: behind `=` or `:` after a word such as "password", or behind "Bearer ".
fn secret_at(line: &str) -> Option<usize> {
    // The same length as the line, so that places are places of the line.
    let small = line.to_ascii_lowercase();
    let after_key = |key: &&str| {
        small.match_indices(*key).find_map(|(at, _)| {
            let rest = small.get(at..)?;
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            let end = rest.find(|c: char| !is_word(c))?;
            let gap = rest.get(end..)?;
            let signs = gap.trim_start_matches(['"', '\'', ' ', ']']);
            let begins = signs.starts_with(['=', ':']) && !signs.starts_with("::");
            begins.then(|| line.len() - signs.len() + 1)
        })
    };
    let keyed = SECRET_KEYS.iter().filter_map(after_key).min();
    let shown = ["bearer ", "basic "].iter().filter_map(|word| {
        let at = small.find(word)? + word.len();
        let next = line.get(at..)?.split([' ', '"']).next()?;
        (next.len() >= 6 && next.chars().any(|c| !c.is_ascii_lowercase())).then_some(at)
    });
    keyed.into_iter().chain(shown).min()
}

/// Long runs of letters and digits such as tokens and keys are made of.
fn tokens(text: &str) -> String {
    let is_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-');
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.find(|c: char| !is_run(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(run);
        // A path is made of names; each may be one.
        let parts: Vec<&str> = match run.starts_with('/') {
            true => run.split('/').collect(),
            false => vec![run],
        };
        let parts = parts
            .into_iter()
            .map(|it| if is_token(it) { "***" } else { it });
        masked.push_str(&parts.collect::<Vec<_>>().join("/"));
        let other = behind.find(is_run).unwrap_or(behind.len());
        let (other, next) = behind.split_at(other);
        masked.push_str(other);
        rest = next;
    }
    masked
}

fn is_token(run: &str) -> bool {
    let has = |test: fn(&char) -> bool| run.chars().any(|c| test(&c));
    run.len() >= SHORTEST_TOKEN
        && has(char::is_ascii_digit)
        && has(char::is_ascii_uppercase)
        && has(char::is_ascii_lowercase)
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

/// Addresses, also with `%40` for `@`.
fn addresses(text: &str, hides_hosts: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((at, sign)) = next_sign(rest) {
        let (before, after) = (
            rest.get(..at).unwrap_or_default(),
            rest.get(at + sign.len()..).unwrap_or_default(),
        );
        let local = local_of(before);
        let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let end = after.find(|c| !is_domain(c)).unwrap_or(after.len());
        let domain = after.get(..end).unwrap_or_default();
        let domain = domain.trim_end_matches(['.', '-']);
        let kept = before.len() - local.len();
        if local.is_empty() || domain.is_empty() {
            parts.push(Part::Open(format!("{before}{sign}")));
            rest = after;
            continue;
        }
        let shown = match hides_hosts {
            true => host_stand_in(domain),
            false => domain.to_owned(),
        };
        let stand_in = local_stand_in(local, domain);
        parts.push(Part::Open(
            before.get(..kept).unwrap_or_default().to_owned(),
        ));
        parts.push(Part::Masked(format!("{stand_in}@{shown}")));
        rest = after.get(domain.len()..).unwrap_or_default();
    }
    parts.push(Part::Open(rest.to_owned()));
    parts
}

fn next_sign(text: &str) -> Option<(usize, &'static str)> {
    let signs = ["@", "%40"];
    let found = signs
        .into_iter()
        .filter_map(|it| Some((text.find(it)?, it)));
    found.min()
}

/// The local part that ends here, without a key of our own before it.
fn local_of(before: &str) -> &str {
    if let Some(inner) = before.strip_suffix('"')
        && let Some(at) = inner.rfind('"')
    {
        return before.get(at..).unwrap_or_default();
    }
    let end = before.trim_end_matches(is_local);
    let local = before.get(end.len()..).unwrap_or_default();
    match local.split_once('=') {
        Some((key, value)) if OWN_KEYS.contains(&key) => value,
        _ => local,
    }
}

#[cfg(test)]
mod tests;
