//! Commands of the client, taken apart (RFC 3501 section 9).

use std::io;

use crate::service::demo::link::Link;

/// Largest literal taken from a client.
const LARGEST_LITERAL: usize = 64 << 20;

/// A piece of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word, with everything in its brackets: `BODY.PEEK[HEADER.FIELDS (FROM)]<0.10>`.
    Atom(String),
    /// A quoted string or a literal.
    Text(Vec<u8>),
    Open,
    Close,
}

impl Token {
    /// The words in it, whatever it was wrapped in.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Atom(atom) => Some(atom.clone()),
            Self::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Self::Open | Self::Close => None,
        }
    }
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) tag: String,
    /// In capitals, without `UID`.
    pub(super) name: String,
    /// Whether it came with `UID` in front.
    pub(super) by_uid: bool,
    pub(super) arguments: Vec<Token>,
}

impl Command {
    /// The name with `UID` in front if it came so.
    pub(super) fn verb(&self) -> String {
        if self.by_uid {
            format!("UID {}", self.name)
        } else {
            self.name.clone()
        }
    }

    /// The arguments for the protocol; long ones are cut.
    pub(super) fn text(&self) -> String {
        let words: Vec<String> = self
            .arguments
            .iter()
            .map(|token| match token {
                Token::Open => "(".to_owned(),
                Token::Close => ")".to_owned(),
                Token::Text(bytes) if bytes.len() > 200 => format!("{{{}}}", bytes.len()),
                Token::Atom(_) | Token::Text(_) => token.words().unwrap_or_default(),
            })
            .collect();
        words.join(" ")
    }

    /// Argument as a word.
    pub(super) fn word(&self, index: usize) -> Option<String> {
        self.arguments.get(index).and_then(Token::words)
    }

    /// Message numbers must not change in answers to these (RFC 3501 section 7.4.1).
    pub(super) fn may_report_expunge(&self) -> bool {
        self.by_uid || !matches!(self.name.as_str(), "FETCH" | "STORE" | "SEARCH")
    }
}

/// Reads a command with its literals; the inner error is the tag of one that cannot be read.
pub(super) async fn read(link: &mut Link) -> io::Result<Result<Command, String>> {
    let mut tokens = Vec::new();
    loop {
        let line = link.read_line().await?;
        let Some(literal) = literal_at_end(&line) else {
            tokenise(&line, &mut tokens);
            return Ok(assemble(tokens));
        };
        tokenise(line.get(..literal.start).unwrap_or_default(), &mut tokens);
        if literal.size > LARGEST_LITERAL {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if literal.waits {
            link.line("+ OK");
        }
        tokens.push(Token::Text(link.read_exact(literal.size).await?));
    }
}

fn assemble(tokens: Vec<Token>) -> Result<Command, String> {
    let mut tokens = tokens.into_iter();
    let tag = tokens.next().and_then(|it| it.words());
    let tag = tag.ok_or_else(|| "*".to_owned())?;
    let mut next_name = || match tokens.next() {
        Some(Token::Atom(name)) => Ok(name.to_ascii_uppercase()),
        _ => Err(tag.clone()),
    };
    let mut name = next_name()?;
    let by_uid = name == "UID";
    if by_uid {
        name = next_name()?;
    }
    Ok(Command {
        tag,
        name,
        by_uid,
        arguments: tokens.collect(),
    })
}

struct Literal {
    start: usize,
    size: usize,
    /// Whether the client waits for a `+` (not so with LITERAL+).
    waits: bool,
}

fn literal_at_end(line: &[u8]) -> Option<Literal> {
    let inner = line.strip_suffix(b"}")?;
    let start = memchr::memrchr(b'{', inner)?;
    let digits = inner.get(start + 1..)?;
    let (digits, waits) = match digits.strip_suffix(b"+") {
        Some(digits) => (digits, false),
        None => (digits, true),
    };
    let size = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Literal { start, size, waits })
}

fn tokenise(line: &[u8], tokens: &mut Vec<Token>) {
    let mut rest = line;
    while let Some((&first, after)) = rest.split_first() {
        rest = match first {
            b' ' => after,
            b'(' => {
                tokens.push(Token::Open);
                after
            }
            b')' => {
                tokens.push(Token::Close);
                after
            }
            b'"' => quoted(after, tokens),
            _ => atom(rest, tokens),
        };
    }
}

fn quoted<'a>(line: &'a [u8], tokens: &mut Vec<Token>) -> &'a [u8] {
    let mut text = Vec::new();
    let mut rest = line;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => break,
            b'\\' => {
                if let Some((&escaped, after)) = rest.split_first() {
                    text.push(escaped);
                    rest = after;
                }
            }
            _ => text.push(byte),
        }
    }
    tokens.push(Token::Text(text));
    rest
}

fn atom<'a>(line: &'a [u8], tokens: &mut Vec<Token>) -> &'a [u8] {
    let mut in_brackets = false;
    let end = line.iter().position(|byte| {
        match byte {
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            _ => {}
        }
        !in_brackets && matches!(byte, b' ' | b'(' | b')')
    });
    let (atom, rest) = line
        .split_at_checked(end.unwrap_or(line.len()))
        .unwrap_or((line, b""));
    tokens.push(Token::Atom(String::from_utf8_lossy(atom).into_owned()));
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Command {
        let mut tokens = Vec::new();
        tokenise(line.as_bytes(), &mut tokens);
        assemble(tokens).unwrap()
    }

    #[test]
    fn atoms_quotes_and_brackets() {
        let command = parsed("a1 uid fetch 1:3 (UID BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.10>)");
        assert_eq!(command.verb(), "UID FETCH");
        assert_eq!(
            command.arguments,
            vec![
                Token::Atom("1:3".into()),
                Token::Open,
                Token::Atom("UID".into()),
                Token::Atom("BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.10>".into()),
                Token::Close,
            ]
        );
        let command = parsed(r#"a2 LOGIN "a\"b\\c" pw"#);
        assert_eq!(command.word(0).unwrap(), r#"a"b\c"#);
        assert_eq!(command.word(1).unwrap(), "pw");
    }

    #[test]
    fn literals() {
        let literal = literal_at_end(b"a LOGIN {12+}").unwrap();
        assert_eq!((literal.size, literal.waits, literal.start), (12, false, 8));
        assert!(literal_at_end(b"a LOGIN {x}").is_none());
        assert!(literal_at_end(b"a LOGIN 12}").is_none());
    }
}
