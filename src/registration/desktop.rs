//! Linux: `mimeapps.list` (MIME Application Associations of freedesktop.org) in the person's own
//! configuration, and, where no installed desktop entry starts this very program, one of the person's
//! own.

use super::list::{List, entry};
use super::{Fault, Opener, Program, State};
use std::io::Write;
use std::path::{Path, PathBuf};

pub(super) const IS_POSSIBLE: bool = true;

/// The desktop entry that packages install.
const ENTRY: &str = "de.kontorpost.Kontorpost.desktop";
/// What it opens.
const LINKS: &str = "x-scheme-handler/mailto";
const FILES: &str = "message/rfc822";
/// The line that makes an entry one that we have written and may remove.
pub(super) const OWN_MARK: &str = "X-Kontorpost-Own=true";

/// Where such things lie, for one person.
#[derive(Debug, Clone)]
pub(super) struct Book {
    /// `$XDG_CONFIG_HOME`.
    config: PathBuf,
    /// `$XDG_CONFIG_DIRS`.
    configs: Vec<PathBuf>,
    /// `$XDG_DATA_HOME`.
    data: PathBuf,
    /// `$XDG_DATA_DIRS`.
    datas: Vec<PathBuf>,
    /// `$XDG_CURRENT_DESKTOP`, in small letters.
    desktops: Vec<String>,
}

impl Book {
    pub(super) fn of_this_person() -> Result<Self, Fault> {
        let named = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty());
        let home = named("HOME").map(PathBuf::from);
        let own = |name: &str, usual: &str| {
            let named = named(name).map(PathBuf::from).filter(|it| it.is_absolute());
            let own = named.or_else(|| Some(home.as_ref()?.join(usual)));
            own.ok_or_else(|| Fault::new("HOME", ""))
        };
        let several = |name: &str, usual: &str| {
            let several = named(name).unwrap_or_else(|| usual.into());
            std::env::split_paths(&several).collect()
        };
        let desktops = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
        Ok(Self {
            config: own("XDG_CONFIG_HOME", ".config")?,
            configs: several("XDG_CONFIG_DIRS", "/etc/xdg"),
            data: own("XDG_DATA_HOME", ".local/share")?,
            datas: several("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
            desktops: desktops
                .split(':')
                .filter(|it| !it.is_empty())
                .map(str::to_lowercase)
                .collect(),
        })
    }

    pub(super) fn state(&self) -> Result<State, Fault> {
        let own = List::read(&self.list())?;
        Ok(State {
            is_registered: own.defaults(LINKS).iter().any(|it| it == ENTRY),
            links: self.opener(LINKS),
            files: self.opener(FILES),
        })
    }

    pub(super) fn register(&self, program: &Program) -> Result<(), Fault> {
        self.write_entry(program)?;
        let mut list = List::read(&self.list())?;
        for kind in [LINKS, FILES] {
            list.put_first(kind, ENTRY);
        }
        list.write(&self.list())?;
        self.refresh();
        Ok(())
    }

    pub(super) fn unregister(&self) -> Result<(), Fault> {
        let mut list = List::read(&self.list())?;
        if list.remove(ENTRY) {
            list.write(&self.list())?;
        }
        let own = self.own_entry();
        if is_ours(&own) {
            std::fs::remove_file(&own).map_err(|it| Fault::new(own.display(), it))?;
        }
        self.refresh();
        Ok(())
    }

    fn list(&self) -> PathBuf {
        self.config.join("mimeapps.list")
    }

    fn own_entry(&self) -> PathBuf {
        self.data.join("applications").join(ENTRY)
    }

    /// Writes an entry of this person's own, unless an installed one starts this program already.
    fn write_entry(&self, program: &Program) -> Result<(), Fault> {
        let own = self.own_entry();
        if own.exists() && !is_ours(&own) {
            // Somebody's own work.
            return Ok(());
        }
        let mut installed = self
            .datas
            .iter()
            .map(|it| it.join("applications").join(ENTRY));
        if program.options.is_empty() && installed.any(|it| starts(&it, &program.file)) {
            let _ = std::fs::remove_file(&own);
            return Ok(());
        }
        let fault = |it: std::io::Error| Fault::new(own.display(), it);
        if let Some(folder) = own.parent() {
            std::fs::create_dir_all(folder).map_err(fault)?;
        }
        let text = entry(program).ok_or_else(|| {
            Fault::new(
                program.file.display(),
                "not a name that a desktop entry can hold",
            )
        })?;
        write(&own, text.as_bytes()).map_err(fault)
    }

    /// Who opens this: the first one of the lists, in their order, that is there.
    fn opener(&self, kind: &str) -> Opener {
        let data = |it: &PathBuf| it.join("applications");
        let folders = std::iter::once(self.config.clone())
            .chain(self.configs.iter().cloned())
            .chain(std::iter::once(data(&self.data)))
            .chain(self.datas.iter().map(data));
        let names: Vec<String> = self
            .desktops
            .iter()
            .map(|it| format!("{it}-mimeapps.list"))
            .chain(["mimeapps.list".to_owned()])
            .collect();
        for folder in folders {
            for name in &names {
                let list = List::read(&folder.join(name)).unwrap_or_default();
                for found in list.defaults(kind) {
                    if let Some(name) = self.name_of(&found) {
                        return match found == ENTRY {
                            true => Opener::Own,
                            false => Opener::Other(name),
                        };
                    }
                }
            }
        }
        Opener::Nobody
    }

    /// The name of the program of a desktop entry; `None` where the entry is not there.
    fn name_of(&self, entry: &str) -> Option<String> {
        let is_name = !entry.is_empty() && !entry.contains('/');
        let folders = std::iter::once(&self.data).chain(&self.datas);
        let mut texts = folders.filter_map(|it| {
            // Below a folder its name is part of the entry's.
            let below = entry.replacen('-', "/", 1);
            let folder = it.join("applications");
            let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
            read(entry).or_else(|| read(&below))
        });
        let text = texts.next().filter(|_| is_name)?;
        let name = text.lines().find_map(|it| it.strip_prefix("Name="));
        Some(name.unwrap_or(entry).trim().to_owned())
    }

    /// Some desktops look into an index of the entries only. It is theirs, and does without us.
    fn refresh(&self) {
        let mut command = std::process::Command::new("update-desktop-database");
        command
            .arg(self.data.join("applications"))
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        let _ = command.status();
    }
}

fn is_ours(entry: &Path) -> bool {
    let text = std::fs::read_to_string(entry).unwrap_or_default();
    text.lines().any(|it| it.trim() == OWN_MARK)
}

/// Whether a desktop entry starts this program.
fn starts(entry: &Path, program: &Path) -> bool {
    let text = std::fs::read_to_string(entry).unwrap_or_default();
    let command = text.lines().find_map(|it| it.strip_prefix("Exec="));
    let Some(name) = command.and_then(|it| it.split_whitespace().next()) else {
        return false;
    };
    let real = |it: &Path| it.canonicalize().ok();
    let name = Path::new(name);
    if name.is_absolute() {
        return real(name).is_some() && real(name) == real(program);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).find_map(|it| real(&it.join(name)));
    found.is_some() && found == real(program)
}

/// Writes a file so that it is there as a whole or as it was. A link to a file elsewhere stays one.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = std::fs::File::create(&beside)
        .and_then(|mut it| it.write_all(bytes).and_then(|()| it.sync_all()))
        .and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
