//! The texts of the desktop: `mimeapps.list`, of which only our own words are changed, and a desktop
//! entry.

use super::system::{OWN_MARK, write};
use super::{Fault, Program};
use std::io::ErrorKind;
use std::path::Path;

const DEFAULTS: &str = "[Default Applications]";
const REMOVED: &str = "[Removed Associations]";

/// A `mimeapps.list`, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    lines: Vec<String>,
}

impl List {
    /// Reads a list; one that is not there is empty.
    pub(super) fn read(path: &Path) -> Result<Self, Fault> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self::of(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Fault::new(path.display(), error)),
        }
    }

    pub(super) fn of(text: &str) -> Self {
        Self {
            lines: text.lines().map(ToOwned::to_owned).collect(),
        }
    }

    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|it| format!("{it}\n")).collect()
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Fault> {
        let fault = |it: std::io::Error| Fault::new(path.display(), it);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(fault)?;
        }
        write(path, self.text().as_bytes()).map_err(fault)
    }

    /// The entries that were chosen for a kind, best first.
    pub(super) fn defaults(&self, kind: &str) -> Vec<String> {
        let at = self.place(DEFAULTS, kind);
        let line = at.and_then(|at| self.lines.get(at));
        line.map(|it| values(it)).unwrap_or_default()
    }

    /// Chooses an entry for a kind before those that were chosen.
    pub(super) fn put_first(&mut self, kind: &str, entry: &str) {
        let mut all = self.defaults(kind);
        all.retain(|it| it != entry);
        all.insert(0, entry.to_owned());
        let line = format!("{kind}={};", all.join(";"));
        match (self.place(DEFAULTS, kind), self.group(DEFAULTS)) {
            (Some(at), _) => self.set(at, line),
            (None, Some(group)) => self.lines.insert(group + 1, line),
            (None, None) => {
                if self.lines.last().is_some_and(|it| !it.trim().is_empty()) {
                    self.lines.push(String::new());
                }
                self.lines.extend([DEFAULTS.to_owned(), line]);
            }
        }
        // Whoever had ruled it out rules it in now.
        if let Some(at) = self.place(REMOVED, kind) {
            self.without(at, entry);
        }
    }

    /// Takes an entry out of every choice; whether it stood in one.
    pub(super) fn remove(&mut self, entry: &str) -> bool {
        let Some(group) = self.group(DEFAULTS) else {
            return false;
        };
        let mut has_changed = false;
        let mut at = group + 1;
        while self.lines.get(at).is_some_and(|it| !is_group(it)) {
            let before = self.lines.len();
            let is_named = self.lines.get(at).is_some_and(|it| {
                let found = values(it);
                found.iter().any(|it| it == entry)
            });
            if is_named {
                self.without(at, entry);
                has_changed = true;
            }
            // The line may be gone.
            at += usize::from(self.lines.len() == before);
        }
        has_changed
    }

    fn without(&mut self, at: usize, entry: &str) {
        let Some((kind, _)) = self.lines.get(at).and_then(|it| it.split_once('=')) else {
            return;
        };
        let kind = kind.trim().to_owned();
        let mut left = self.lines.get(at).map(|it| values(it)).unwrap_or_default();
        left.retain(|it| it != entry);
        match left.is_empty() {
            true => {
                self.lines.remove(at);
            }
            false => self.set(at, format!("{kind}={};", left.join(";"))),
        }
    }

    fn set(&mut self, at: usize, line: String) {
        if let Some(old) = self.lines.get_mut(at) {
            *old = line;
        }
    }

    fn group(&self, name: &str) -> Option<usize> {
        self.lines.iter().position(|it| it.trim() == name)
    }

    /// The line of a kind in a group.
    fn place(&self, group: &str, kind: &str) -> Option<usize> {
        let begin = self.group(group)? + 1;
        let inside = self.lines.iter().enumerate().skip(begin);
        let mut inside = inside.take_while(|(_, it)| !is_group(it));
        let is_it = |it: &str| {
            it.split_once('=')
                .is_some_and(|(name, _)| name.trim() == kind)
        };
        inside.find(|(_, it)| is_it(it)).map(|(at, _)| at)
    }
}

fn is_group(line: &str) -> bool {
    line.trim_start().starts_with('[')
}

fn values(line: &str) -> Vec<String> {
    let (_, values) = line.split_once('=').unwrap_or_default();
    let values = values.split(';').map(str::trim);
    values
        .filter(|it| !it.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// The desktop entry that starts a program; `None` where its path is no text.
pub(super) fn entry(program: &Program) -> Option<String> {
    let mut command = quoted(program.file.to_str()?);
    for option in &program.options {
        command.push(' ');
        command.push_str(&quoted(option.to_str()?));
    }
    Some(format!(
        "[Desktop Entry]\n\
         Type=Application\n\
         Name=Kontorpost\n\
         GenericName=Mail program\n\
         GenericName[de]=E-Mail-Programm\n\
         Exec={command} open -- %U\n\
         Icon=de.kontorpost.Kontorpost\n\
         Terminal=false\n\
         Categories=Office;Email;\n\
         MimeType=x-scheme-handler/mailto;message/rfc822;\n\
         StartupWMClass=kontorpost\n\
         {OWN_MARK}\n"
    ))
}

/// Letters that an argument may hold only in quotes.
const RESERVED: &str = " \t\n\"'\\><~|&;$*?#()`";

/// An argument as the Desktop Entry Specification writes it: quoted where that is needed, because
/// xdg-open looks for a program whose name has the quotes in it; and, as any text of the file, with its
/// backslashes doubled.
fn quoted(argument: &str) -> String {
    if !argument.is_empty() && !argument.contains(|it| RESERVED.contains(it)) {
        return argument.replace('%', "%%");
    }
    let mut inner = String::new();
    for letter in argument.chars() {
        match letter {
            '"' | '`' | '$' | '\\' => inner.extend(['\\', letter]),
            '%' => inner.push_str("%%"),
            _ => inner.push(letter),
        }
    }
    let escaped = inner.replace('\\', "\\\\");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}
