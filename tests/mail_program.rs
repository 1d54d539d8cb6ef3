//! The program as the system's mail program, and what it is called with, from the command line.

#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use support::{Answer, Office};

fn office() -> Office {
    let office = Office::new(Path::new("/nonexistent"));
    let add = ["benutzer", "add", "1", "--name", "Susi", "--login", "susi"];
    office.run(&add).done();
    office
}

/// On a desktop of the test's own.
fn run<S: AsRef<OsStr>>(office: &Office, arguments: &[S]) -> Answer {
    let mut command: Command = office.command(arguments);
    let directory = office.directory.path();
    command
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CURRENT_DESKTOP")
        .env("XDG_CONFIG_DIRS", directory.join("etc"))
        .env("XDG_DATA_DIRS", directory.join("usr"))
        .stdin(Stdio::null());
    command.output().expect("the program").into()
}

#[test]
fn the_program_is_registered_for_this_person_and_taken_out_again() {
    let office = office();
    let home = office.directory.path();
    let state = |words: &[&str]| run(&office, words).done().objects().remove(0);
    let show = state(&["--json", "mailprogram", "show"]);
    assert_eq!(
        (&show["registered"], &show["mailto"]),
        (&false.into(), &"".into())
    );
    let registered = state(&["--json", "mailprogram", "register"]);
    assert_eq!(
        (&registered["mailto"], &registered["eml"]),
        (&"kontorpost".into(), &"kontorpost".into())
    );
    let list = std::fs::read_to_string(home.join(".config/mimeapps.list")).expect("list");
    assert_eq!(
        list,
        "[Default Applications]\nmessage/rfc822=de.kontorpost.Kontorpost.desktop;\n\
         x-scheme-handler/mailto=de.kontorpost.Kontorpost.desktop;\n"
    );
    // A link opens the office that was registered, not another one.
    let entry = home.join(".local/share/applications/de.kontorpost.Kontorpost.desktop");
    let text = std::fs::read_to_string(&entry).expect("entry");
    let command = format!(
        "Exec={} --data-dir {} open -- %U\n",
        env!("CARGO_BIN_EXE_kontorpost"),
        office.data().display()
    );
    assert!(text.contains(&command), "{text}");
    let out = state(&["--json", "mailprogram", "unregister"]);
    assert_eq!(out["registered"], false);
    assert!(!entry.exists());
    let said = run(&office, &["mailprogram", "show"]).done().stdout;
    assert!(said.contains("ist kein Programm gewählt"), "{said}");
}

#[test]
fn what_cannot_be_opened_is_told_and_a_typing_error_is_no_file() {
    let office = office();
    office
        .run(&["https://beispiel.example/"])
        .failed(2, "kann Kontorpost nicht öffnen");
    let long = format!("mailto:?body={}", "x".repeat(120_000));
    office.run(&[long.as_str()]).failed(2, "zu lang");
    let many = vec!["a.eml"; 21];
    office.run(&many).failed(2, "höchstens 20");
    // Nothing that is typed instead of a command is taken for a file.
    office.run(&["acount"]).failed(2, "acount");
    // Without a screen there is no window to open anything in.
    office.run(&["mailto:a@b.example"]).failed(1, "Bildschirm");
}
