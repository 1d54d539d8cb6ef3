//! Which files of a directory hold mail: Maildir (also with subfolders), a Thunderbird profile with
//! its mbox files, and .eml files, all of them mixed if need be.

use super::{Skip, SkipReason};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file with mail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// One message.
    Message(PathBuf),
    /// Any number of messages.
    Mbox(PathBuf),
}

impl Source {
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Message(path) | Self::Mbox(path) => path,
        }
    }
}

/// What lies below `root`, in the order of the names. Links are not followed, so that no circle is
/// walked and nothing outside is read. What cannot be read is told to `skip`.
pub(super) fn find(root: &Path, skip: &mut dyn FnMut(Skip)) -> Vec<Source> {
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_owned()]);
    while let Some(directory) = waiting.pop() {
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) => {
                skip(Skip::unreadable(&directory, &error));
                continue;
            }
        };
        let paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
        let is_maildir = is_maildir(&directory);
        for path in paths {
            let Ok(kind) = fs::symlink_metadata(&path) else {
                continue;
            };
            if kind.is_dir() {
                let is_unfinished = path.file_name().is_some_and(|it| it == "tmp")
                    && path.with_file_name("cur").is_dir();
                if !is_unfinished {
                    waiting.push(path);
                }
                continue;
            }
            if !kind.is_file() {
                continue;
            }
            match is_maildir {
                true if is_trashed(&path) => skip(Skip::new(&path, SkipReason::Deleted)),
                true => found.push(Source::Message(path)),
                false => found.extend(of_file(path)),
            }
        }
    }
    found.sort();
    found
}

/// `cur` and `new` hold one message a file, whatever the files are called.
fn is_maildir(directory: &Path) -> bool {
    let name = directory.file_name().unwrap_or_default();
    let sibling = |it: &str| directory.with_file_name(it).is_dir();
    (name == "cur" || name == "new") && (sibling("tmp") || sibling("new") || sibling("cur"))
}

/// The flag T in a Maildir name: marked as deleted.
fn is_trashed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let flags = name.rsplit_once(":2,").or_else(|| name.rsplit_once(";2,"));
    flags.is_some_and(|it| it.1.contains('T'))
}

fn of_file(path: PathBuf) -> Option<Source> {
    let ending = path
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("eml") => Some(Source::Message(path)),
        Some("mbox" | "mbx") => Some(Source::Mbox(path)),
        Some("msf") => None,
        // Thunderbird: `Inbox` beside `Inbox.msf`; the folder's name may hold a full stop.
        _ => {
            let mut index = path.clone().into_os_string();
            index.push(".msf");
            let is_folder = ending.is_none() || Path::new(&index).is_file();
            (is_folder && begins_like_mbox(&path)).then_some(Source::Mbox(path))
        }
    }
}

fn begins_like_mbox(path: &Path) -> bool {
    let mut first = [0; 5];
    let read = File::open(path).and_then(|mut it| it.read_exact(&mut first));
    read.is_ok() && first.starts_with(b"From") && first.last().is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maildir_thunderbird_and_eml_files() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for name in [
            "cur/1:2,S",
            "new/2",
            "tmp/3",
            "cur/4:2,ST",
            ".Akten/cur/5:2,",
        ] {
            write(&format!("Maildir/{name}"), "A: 1\n");
        }
        write("profil/Mail/Local Folders/Inbox", "From - \nA: 1\n");
        write("profil/Mail/Local Folders/Inbox.msf", "");
        write(
            "profil/Mail/Local Folders/Inbox.sbd/Dr. Weiß",
            "From - \nA: 1\n",
        );
        write("profil/Mail/Local Folders/Inbox.sbd/Dr. Weiß.msf", "");
        write("profil/prefs.js", "From here");
        write("profil/places.sqlite", "SQLite");
        write("profil/LICENSE", "Free");
        write("brief.EML", "A: 1\n");
        let mut skipped = Vec::new();
        let found = find(root.path(), &mut |it| skipped.push(it));
        let names: Vec<String> = found
            .iter()
            .map(|it| {
                it.path()
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(
            names,
            ["5:2,", "1:2,S", "2", "brief.EML", "Inbox", "Dr. Weiß"]
        );
        assert_eq!(skipped.len(), 1);
        assert_eq!(skipped[0].reason, SkipReason::Deleted);
    }
}
