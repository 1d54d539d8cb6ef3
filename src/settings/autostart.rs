//! Whether the program starts when this person signs in to the machine: an entry of the desktop, or
//! of the registry of Windows. What is shown is always what the system has, never what was wished.

use std::io;
use std::path::{Path, PathBuf};

/// The name of the entry.
const NAME: &str = "de.kontorpost.Kontorpost.desktop";

/// The argument that keeps the window shut at the start.
pub const HIDDEN: &str = "--tray";

/// What the system does when this person signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Autostart {
    /// The program starts.
    pub is_on: bool,
    /// It stays in the tray.
    pub is_hidden: bool,
}

/// What is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The program.
    pub program: PathBuf,
    /// The data directory, where it is another than the usual one.
    pub data_dir: Option<PathBuf>,
}

impl Launch {
    /// This program, with a data directory if it needs to be told.
    ///
    /// # Errors
    /// The system does not say where the program lies.
    pub fn this(data_dir: Option<PathBuf>) -> io::Result<Self> {
        let program = std::env::current_exe()?;
        // An AppImage runs from a folder that is gone the next time.
        let program = std::env::var_os("APPIMAGE").map_or(program, PathBuf::from);
        Ok(Self { program, data_dir })
    }

    fn arguments(&self, is_hidden: bool) -> Vec<String> {
        let words = |it: &Path| it.to_string_lossy().into_owned();
        let mut arguments = vec![words(&self.program)];
        if let Some(directory) = &self.data_dir {
            arguments.extend(["--data-dir".to_owned(), words(directory)]);
        }
        arguments.extend(is_hidden.then(|| HIDDEN.to_owned()));
        arguments
    }
}

/// Where the system keeps what is started.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// Where this system has it.
    #[default]
    System,
    /// Entries of the desktop in this folder, for tests.
    Folder(PathBuf),
}

impl Place {
    /// Whether this system can do it.
    pub fn is_possible(&self) -> bool {
        cfg!(any(windows, all(unix, not(target_os = "macos")))) || *self != Self::System
    }

    /// What the system has.
    pub fn read(&self) -> Autostart {
        match self {
            #[cfg(windows)]
            Self::System => registry::read(),
            _ => match self.file().map(std::fs::read_to_string) {
                Some(Ok(entry)) => read_entry(&entry),
                _ => Autostart::default(),
            },
        }
    }

    /// Tells the system.
    ///
    /// # Errors
    /// What the system says against it.
    pub fn write(&self, wanted: Autostart, launch: &Launch) -> io::Result<()> {
        match self {
            #[cfg(windows)]
            Self::System => registry::write(wanted, launch),
            _ => self.write_entry(wanted, launch),
        }
    }

    fn file(&self) -> Option<PathBuf> {
        let folder = match self {
            Self::System => super::config_home()?.join("autostart"),
            Self::Folder(folder) => folder.clone(),
        };
        Some(folder.join(NAME))
    }

    fn write_entry(&self, wanted: Autostart, launch: &Launch) -> io::Result<()> {
        let file = self
            .file()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        if !wanted.is_on {
            return match std::fs::remove_file(&file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                other => other,
            };
        }
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // Never half an entry: the desktop would show an error at every sign-in.
        let next = file.with_extension("neu");
        std::fs::write(&next, entry(launch, wanted.is_hidden))?;
        std::fs::rename(&next, &file)
    }
}

/// An entry as the Desktop Entry Specification 1.5 and the Autostart Specification want it.
fn entry(launch: &Launch, is_hidden: bool) -> String {
    let arguments = launch.arguments(is_hidden);
    let exec: Vec<String> = arguments.iter().map(|it| quoted(it)).collect();
    format!(
        "[Desktop Entry]\nType=Application\nName=Kontorpost\nIcon=de.kontorpost.Kontorpost\n\
         Exec={}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n",
        exec.join(" ")
    )
}

/// One argument of an Exec key: quoted, and then written as a string of the file.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    let mut inner = String::from("\"");
    for c in argument.chars() {
        match c {
            '"' | '`' | '$' | '\\' => inner.extend(['\\', c]),
            '%' => inner.push_str("%%"),
            c => inner.push(c),
        }
    }
    inner.push('"');
    let inner = inner.replace('\\', "\\\\");
    inner.replace('\n', "\\n").replace('\t', "\\t")
}

fn read_entry(text: &str) -> Autostart {
    let main = text.split("\n[").next().unwrap_or_default();
    let value = |wanted: &str| {
        let pairs = main.lines().filter_map(|it| it.split_once('='));
        let mut found = pairs.filter(|it| it.0.trim() == wanted);
        found.next_back().map(|it| it.1.trim().to_owned())
    };
    let is = |key: &str, word: &str| value(key).is_some_and(|it| it == word);
    let exec = value("Exec").unwrap_or_default();
    let is_off = is("Hidden", "true") || is("X-GNOME-Autostart-enabled", "false");
    Autostart {
        is_on: !exec.is_empty() && !is_off,
        is_hidden: exec.split_whitespace().any(|it| it == HIDDEN),
    }
}

/// The command line of a program of Windows.
#[cfg(any(windows, test))]
fn command_line(launch: &Launch, is_hidden: bool) -> String {
    let is_plain = |it: &str| it.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let quote = |it: &String| match is_plain(it) {
        true => it.clone(),
        false => quoted_for_windows(it),
    };
    let arguments = launch.arguments(is_hidden);
    arguments.iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// One argument as the programs of Windows take their command line apart.
pub fn quoted_for_windows(argument: &str) -> String {
    let mut out = String::from("\"");
    let mut backslashes = 0;
    for c in argument.chars() {
        if c == '\\' {
            backslashes += 1;
            continue;
        }
        // Backslashes before a quotation mark count twice, and it needs one of its own.
        let before = match c {
            '"' => 2 * backslashes + 1,
            _ => backslashes,
        };
        out.push_str(&"\\".repeat(before));
        out.push(c);
        backslashes = 0;
    }
    out.push_str(&"\\".repeat(2 * backslashes));
    out.push('"');
    out
}

#[cfg(windows)]
mod registry {
    use super::{Autostart, HIDDEN, Launch, command_line};
    use std::io;
    use windows_registry::CURRENT_USER;

    const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
    /// Where the Task Manager writes down what a person has switched off.
    const APPROVED: &str =
        r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";
    const VALUE: &str = "Kontorpost";

    fn told<T>(answer: windows_registry::Result<T>) -> io::Result<T> {
        answer.map_err(|it| io::Error::other(it.to_string()))
    }

    pub(super) fn read() -> Autostart {
        let line = CURRENT_USER.open(RUN).and_then(|it| it.get_string(VALUE));
        let Ok(line) = line else {
            return Autostart::default();
        };
        let approved = CURRENT_USER
            .open(APPROVED)
            .and_then(|it| it.get_value(VALUE));
        // An odd first byte means: switched off.
        let is_off = approved.is_ok_and(|it| it.first().is_some_and(|first| first % 2 == 1));
        Autostart {
            is_on: !is_off,
            is_hidden: line.split_whitespace().any(|it| it == HIDDEN),
        }
    }

    pub(super) fn write(wanted: Autostart, launch: &Launch) -> io::Result<()> {
        let key = told(CURRENT_USER.create(RUN))?;
        if let Ok(approved) = CURRENT_USER.options().read().write().open(APPROVED) {
            // What was switched off there is switched on again here, or is gone.
            let _ = approved.remove_value(VALUE);
        }
        match wanted.is_on {
            true => {
                // The program without a console: nobody wants a black window at every sign-in.
                let windowed = launch.program.with_file_name("kontorpostw.exe");
                let program = match windowed.exists() {
                    true => windowed,
                    false => launch.program.clone(),
                };
                let launch = Launch {
                    program,
                    ..launch.clone()
                };
                let line = command_line(&launch, wanted.is_hidden);
                told(key.set_string(VALUE, line))
            }
            false => {
                if key.get_string(VALUE).is_err() {
                    return Ok(());
                }
                told(key.remove_value(VALUE))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launch(program: &str, directory: Option<&str>) -> Launch {
        Launch {
            program: PathBuf::from(program),
            data_dir: directory.map(PathBuf::from),
        }
    }

    #[test]
    fn there_and_back() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Folder(folder.path().join("autostart"));
        let usual = launch("/usr/bin/kontorpost", None);
        assert_eq!(place.read(), Autostart::default());
        for (is_on, is_hidden) in [(true, false), (true, true)] {
            let wanted = Autostart { is_on, is_hidden };
            place.write(wanted, &usual).unwrap();
            assert_eq!(place.read(), wanted);
        }
        let file = folder.path().join("autostart").join(NAME);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.contains("\nExec=/usr/bin/kontorpost --tray\n"),
            "{text}"
        );
        // Somebody else, such as the desktop's own settings, has switched it off.
        for off in ["Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"] {
            std::fs::write(&file, format!("{text}{off}")).unwrap();
            assert!(!place.read().is_on, "{off}");
        }
        place.write(Autostart::default(), &usual).unwrap();
        place.write(Autostart::default(), &usual).unwrap();
        assert!(!file.exists() && !place.read().is_on);
        let nowhere = Place::Folder(PathBuf::from("/proc/nichts"));
        let wanted = Autostart {
            is_on: true,
            is_hidden: false,
        };
        assert!(nowhere.write(wanted, &usual).is_err());
    }

    #[test]
    fn paths_with_blanks_and_signs_stay_one_argument() {
        let odd = launch(
            "/opt/Büro 7/kontor$post",
            Some("/srv/100 % \"Größl\" \\ & Söhne"),
        );
        let text = entry(&odd, true);
        assert!(
            text.contains(
                "Exec=\"/opt/Büro 7/kontor\\\\$post\" --data-dir \
                 \"/srv/100 %% \\\\\"Größl\\\\\" \\\\\\\\ & Söhne\" --tray\n"
            ),
            "{text}"
        );
        assert!(read_entry(&text).is_hidden);
        let windows = launch(r"C:\Büro & Co\kontorpostw.exe", Some(r"D:\"));
        assert_eq!(
            command_line(&windows, true),
            "\"C:\\Büro & Co\\kontorpostw.exe\" --data-dir \"D:\\\\\" --tray"
        );
    }
}
