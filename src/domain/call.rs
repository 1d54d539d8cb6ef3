//! What the program is called with: a `mailto:` link, the file of a message, or nothing but to come to
//! the front. What another start hands over is read as carefully as what a stranger says.

use super::mailto::{self, Mailto, is_mailto, unescaped};
use serde::{Deserialize, Serialize};
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// Things that one start is called with at the most.
pub const MOST: usize = 20;

/// Bytes of all of them at the most.
const MOST_BYTES: usize = 256 << 10;

/// One thing that the program is called with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Call {
    /// An E-Brief with these fields filled in.
    Write(Mailto),
    /// The file of a message, with its whole path.
    Open(OsString),
}

/// Why something cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallFault {
    /// Neither a link to write to somebody nor a file of this machine, as given.
    Unknown(String),
    /// Longer than such a thing may be.
    TooLong,
    /// More than [`MOST`].
    TooMany,
}

/// What one start tells another, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Version of what is spoken.
    pub kontorpost: u32,
    /// What it was called with; nothing means: come to the front.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// Nobody looks for a window, as when a session begins: nothing comes to the front.
    #[serde(default)]
    pub is_quiet: bool,
}

impl Handover {
    /// The version that is spoken here.
    pub const VERSION: u32 = 1;

    /// What was said, if it can be trusted to be shown: no more than a person could have called for.
    pub fn checked(self) -> Option<Vec<Call>> {
        let is_known = self.kontorpost == Self::VERSION && self.calls.len() <= MOST;
        let calls = self.calls.into_iter().map(|call| match call {
            Call::Write(mailto) => Some(Call::Write(mailto.cleaned())),
            Call::Open(path) => {
                let is_whole = Path::new(&path).is_absolute() && path.len() <= MOST_BYTES;
                is_whole.then_some(Call::Open(path))
            }
        });
        calls.collect::<Option<Vec<_>>>().filter(|_| is_known)
    }
}

/// Reads arguments, with paths below `current`.
///
/// # Errors
/// [`CallFault`] for the first one that is nothing that can be opened.
pub fn read_all(arguments: &[OsString], current: &Path) -> Result<Vec<Call>, CallFault> {
    if arguments.len() > MOST {
        return Err(CallFault::TooMany);
    }
    if arguments.iter().map(|it| it.len()).sum::<usize>() > MOST_BYTES {
        return Err(CallFault::TooLong);
    }
    let calls = arguments.iter().map(|it| read(it, current));
    let calls = calls.collect::<Result<Vec<_>, _>>()?;
    // A link that was torn into several arguments by its quotes names no files.
    let is_link = |it: &Call| matches!(it, Call::Write(_));
    match calls.iter().any(is_link) {
        true => Ok(calls.into_iter().filter(is_link).collect()),
        false => Ok(calls),
    }
}

fn read(argument: &OsStr, current: &Path) -> Result<Call, CallFault> {
    let unknown = |it: &str| CallFault::Unknown(it.chars().take(200).collect());
    let Some(text) = argument.to_str() else {
        return Ok(Call::Open(current.join(argument).into_os_string()));
    };
    if is_mailto(text) {
        if text.len() > mailto::LONGEST {
            return Err(CallFault::TooLong);
        }
        return Mailto::read(text).map(Call::Write).ok_or(unknown(text));
    }
    let file = match scheme(text) {
        None if text.is_empty() => return Err(unknown(text)),
        None => OsString::from(text),
        Some("file") => file_of_url(text).ok_or(unknown(text))?,
        // "Re: Vergleich.eml"
        Some(_) if has_ending(text) && !text.contains("://") => OsString::from(text),
        Some(_) => return Err(unknown(text)),
    };
    Ok(Call::Open(current.join(file).into_os_string()))
}

/// Whether an argument in the place of a command is meant to be opened: a link, or a file.
pub fn is_meant(argument: &OsStr) -> bool {
    let Some(text) = argument.to_str() else {
        return true;
    };
    if text.starts_with('-') {
        return false;
    }
    scheme(text).is_some() || text.contains(['/', '\\']) || has_ending(text)
}

/// Whether this is called like the file of a message.
fn has_ending(text: &str) -> bool {
    let end = text.len().checked_sub(4).and_then(|at| text.get(at..));
    end.is_some_and(|it| it.eq_ignore_ascii_case(".eml") || it.eq_ignore_ascii_case(".msg"))
}

/// The scheme of an address, in small letters where it is one of ours. One letter is a drive.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'));
    match is_scheme {
        true if scheme.eq_ignore_ascii_case("file") => Some("file"),
        true => Some(scheme),
        false => None,
    }
}

/// The path that a `file:` address names (RFC 8089).
fn file_of_url(url: &str) -> Option<OsString> {
    let rest = url.get("file:".len()..)?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?,
        None => ("", rest),
    };
    let bytes = unescaped(path);
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    if path.is_empty() || bytes.contains(&0) {
        return None;
    }
    from_bytes(host, is_here, bytes)
}

#[cfg(unix)]
fn from_bytes(_host: &str, is_here: bool, bytes: Vec<u8>) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    is_here.then(|| OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn from_bytes(host: &str, is_here: bool, bytes: Vec<u8>) -> Option<OsString> {
    let path = String::from_utf8(bytes).ok()?.replace('/', "\\");
    Some(OsString::from(match is_here {
        // "/C:/Post/a.eml"
        true => path.trim_start_matches('\\').to_owned(),
        false => format!("\\\\{host}{path}"),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(argument: &str) -> Result<Call, CallFault> {
        read_all(&[argument.into()], Path::new("/home/susi")).map(|mut it| it.remove(0))
    }

    fn file(path: &str) -> Result<Call, CallFault> {
        Ok(Call::Open(path.into()))
    }

    #[test]
    #[cfg(windows)]
    fn files_are_named_as_windows_names_them() {
        let read = |argument: &str| {
            let calls = read_all(&[argument.into()], Path::new("C:\\Post"));
            calls.map(|mut it| it.remove(0))
        };
        assert_eq!(read("x y.eml"), file("C:\\Post\\x y.eml"));
        assert_eq!(read("D:\\ä.eml"), file("D:\\ä.eml"));
        assert_eq!(
            read("file:///C:/Akte%208/%C3%A4.eml"),
            file("C:\\Akte 8\\ä.eml")
        );
        assert_eq!(
            read("file://server/akten/x.eml"),
            file("\\\\server\\akten\\x.eml")
        );
    }

    #[test]
    #[cfg(unix)]
    fn links_and_files_are_told_apart() {
        assert_eq!(read("Akte 8-20.eml"), file("/home/susi/Akte 8-20.eml"));
        assert_eq!(read("/tmp/ä.eml"), file("/tmp/ä.eml"));
        assert_eq!(read("file:///tmp/%C3%A4%20b.eml"), file("/tmp/ä b.eml"));
        assert_eq!(read("file://localhost/tmp/x.eml#y"), file("/tmp/x.eml"));
        assert!(matches!(read("mailto:a@b.example"), Ok(Call::Write(_))));
        assert_eq!(read("Re: x.eml"), file("/home/susi/Re: x.eml"));
        for wrong in ["https://x.example/a.eml", "file://fremd/x.eml", "file:", ""] {
            assert!(matches!(read(wrong), Err(CallFault::Unknown(_))), "{wrong}");
        }
        let long = format!("mailto:?body={}", "x".repeat(mailto::LONGEST));
        assert_eq!(read(&long), Err(CallFault::TooLong));
        let many = vec![OsString::from("a.eml"); MOST + 1];
        assert_eq!(read_all(&many, Path::new("/")), Err(CallFault::TooMany));
    }

    #[test]
    fn a_torn_link_opens_no_files() {
        let torn = ["mailto:a@b.example?subject=", "\\\\fremd\\x.eml"].map(OsString::from);
        let calls = read_all(&torn, Path::new("/home/susi")).unwrap();
        assert_eq!(calls.len(), 1);
        assert!(matches!(calls.first(), Some(Call::Write(_))));
    }

    #[test]
    fn commands_and_typing_errors_are_nothing_to_open() {
        for call in [
            "mailto:a@b",
            "x.EML",
            "./account",
            "C:\\a.msg",
            "https://x",
            "/tmp/a",
        ] {
            assert!(is_meant(OsStr::new(call)), "{call}");
        }
        for word in ["account", "acount", "--json", "-x.eml", ".", ""] {
            assert!(!is_meant(OsStr::new(word)), "{word}");
        }
    }

    #[test]
    fn what_another_says_is_checked() {
        let said = |calls, kontorpost| {
            let handover = Handover {
                kontorpost,
                calls,
                is_quiet: false,
            };
            handover.checked()
        };
        assert_eq!(said(Vec::new(), 1), Some(Vec::new()));
        assert_eq!(said(Vec::new(), 2), None);
        assert_eq!(said(vec![Call::Open("x.eml".into())], 1), None);
        let bad = Mailto {
            subject: "a\r\nb".to_owned(),
            body: "\u{202e}x\r\ny".to_owned(),
            ..Mailto::default()
        };
        let good = Mailto {
            subject: "a b".to_owned(),
            body: "x\ny".to_owned(),
            ..Mailto::default()
        };
        assert_eq!(
            said(vec![Call::Write(bad)], 1),
            Some(vec![Call::Write(good)])
        );
    }

    proptest! {
        #[test]
        fn any_argument_is_read(argument in ".{0,200}") {
            let _ = is_meant(OsStr::new(&argument));
            let _ = read(&argument);
            let _ = read(&format!("file:{argument}"));
        }
    }
}
