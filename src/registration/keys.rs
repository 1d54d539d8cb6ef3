//! What is written on Windows: the table of `packaging/windows/registration.txt`, which Setup and the
//! MSI take their keys from.

use super::Program;
use std::path::Path;

pub(super) const CLIENT: &str = r"Software\Clients\Mail\Kontorpost";
pub(super) const PROGRAMS: &str = r"Software\RegisteredApplications";
pub(super) const LINKS: &str = r"Software\Classes\Kontorpost.mailto";
pub(super) const FILES: &str = r"Software\Classes\Kontorpost.eml";
pub(super) const OPEN_WITH: &str = r"Software\Classes\.eml\OpenWithProgids";

/// Key, name and value of everything that is written.
pub(super) fn values(program: &Program) -> Vec<(String, &'static str, String)> {
    let file = program.file.display().to_string();
    let icon = format!("\"{file}\",0");
    let mut start = format!("\"{file}\"");
    for option in &program.options {
        start.push(' ');
        start.push_str(&quoted(Path::new(option)));
    }
    let open = format!("{start} open -- \"%1\"");
    let at = |key: &str, below: &str| match below {
        "" => key.to_owned(),
        below => format!(r"{key}\{below}"),
    };
    let can = |below: &str| at(&at(CLIENT, "Capabilities"), below);
    let own = |words: &str| words.to_owned();
    vec![
        (at(CLIENT, ""), "", own("Kontorpost")),
        (at(CLIENT, "DefaultIcon"), "", icon.clone()),
        (at(CLIENT, r"shell\open\command"), "", start),
        (can(""), "ApplicationName", own("Kontorpost")),
        (
            can(""),
            "ApplicationDescription",
            own("E-Mail-Konten, Posteingang und E-Akte der Kanzlei"),
        ),
        (can(""), "ApplicationIcon", icon.clone()),
        (can("StartMenu"), "Mail", own("Kontorpost")),
        (can("URLAssociations"), "mailto", own("Kontorpost.mailto")),
        (can("FileAssociations"), ".eml", own("Kontorpost.eml")),
        (own(PROGRAMS), "Kontorpost", can("")),
        (at(LINKS, ""), "", own("URL:MailTo-Protokoll")),
        (at(LINKS, ""), "URL Protocol", String::new()),
        (at(LINKS, "DefaultIcon"), "", icon.clone()),
        (at(LINKS, r"shell\open\command"), "", open.clone()),
        (at(FILES, ""), "", own("E-Mail-Nachricht")),
        (at(FILES, "DefaultIcon"), "", icon),
        (at(FILES, r"shell\open\command"), "", open),
        (own(OPEN_WITH), "Kontorpost.eml", String::new()),
    ]
}

/// An argument in quotes. A backslash before the last quote would take its meaning away.
fn quoted(argument: &Path) -> String {
    let text = argument.display().to_string();
    match text.ends_with('\\') {
        true => format!("\"{text}.\""),
        false => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_writes_what_setup_writes() {
        let program = Program {
            file: "[EXE]".into(),
            options: Vec::new(),
        };
        let table = include_str!("../../packaging/windows/registration.txt");
        let (written, _) = table.split_once("Removed again").unwrap();
        let line = |it: &str| {
            let mut parts = it.split('|').map(str::trim);
            let (key, name, value) = (parts.next()?, parts.next()?, parts.next()?);
            let name = name.trim_start_matches('@');
            let is_key = key.starts_with("Software");
            is_key.then(|| (key.to_owned(), name.to_owned(), value.to_owned()))
        };
        let table: Vec<_> = written.lines().filter_map(line).collect();
        let own: Vec<_> = values(&program)
            .into_iter()
            .map(|(key, name, value)| (key, name.to_owned(), value))
            .collect();
        assert_eq!(own, table);
    }

    #[test]
    fn an_office_elsewhere_is_named() {
        let program = Program {
            file: r"C:\Programme\Kontorpost\kontorpostw.exe".into(),
            options: vec!["--data-dir".into(), r"D:\".into()],
        };
        let own = values(&program);
        let open = own
            .iter()
            .find(|it| it.0.ends_with("eml\\shell\\open\\command"));
        assert_eq!(
            open.unwrap().2,
            "\"C:\\Programme\\Kontorpost\\kontorpostw.exe\" \"--data-dir\" \"D:\\.\" open -- \"%1\""
        );
    }
}
