//! The Windows program as an office gets it, on a machine under Wine: Setup, MSI, portable zip, and
//! the window, worked by keyboard and mouse against a real Dovecot and a real Postfix.
//!
//! Needs what `packaging/build.sh windows` has packed, and an older version of it; `tests/windows.sh`
//! makes both and runs this.

#![cfg(target_os = "linux")]

mod support;
#[path = "support/wine.rs"]
mod wine;

#[path = "wine/desk.rs"]
mod desk;
#[path = "wine/installers.rs"]
mod installers;
#[path = "wine/resident.rs"]
mod resident;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use wine::{Machine, package, seen_from_there};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Stands in the registry's encrypted part alone.
const PASSWORD: &str = "geheim-anna";

/// Adds a Benutzer, so that there is something to lose.
fn add_benutzer(machine: &Machine, program: &Path) {
    let add = ["benutzer", "add", "1", "--name", "Susi Weiß"];
    machine.run(program, &add).done();
}

/// Adds an account whose server is not there, and keeps its password.
fn add_account(machine: &Machine, program: &Path) {
    let account = "name = \"Kanzlei\"\naddress = \"post@kanzlei.example\"\n[incoming]\n\
        protocol = \"imap\"\nhost = \"localhost\"\nport = 9\nsecurity = \"tls\"\nuser = \"b\"\n\
        after_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n";
    std::fs::write(machine.drive().join("konto.toml"), account).expect("file");
    let add = [
        "account",
        "add",
        "--file",
        "C:\\konto.toml",
        "--password-stdin",
    ];
    machine.run_with(program, &add, PASSWORD.as_bytes()).done();
}

/// Closes the main window, and with it the program, which asks whether it is to stay.
#[track_caller]
fn leave(machine: &Machine, program: &mut Child) {
    machine.window("Kontorpost");
    machine.opens("alt+F4", "Fenster schließen");
    machine.keys(&["alt+b"]);
    assert!(program.wait().expect("end").success());
}

/// Unpacks the portable program into a folder of this name on drive C.
fn unpack(machine: &Machine, folder: &str) -> PathBuf {
    let folder = machine.drive().join(folder);
    let status = Command::new("unzip")
        .arg("-q")
        .arg(package(false, "-portabel.zip"))
        .arg("-d")
        .arg(&folder)
        .status();
    assert!(status.expect("unzip").success());
    folder
}

/// The program in a folder of its own, with its data where they usually lie.
fn unpack_usual(machine: &Machine) -> PathBuf {
    let folder = unpack(machine, "Programm");
    std::fs::remove_file(folder.join("portabel.txt")).expect("portabel.txt");
    folder
}

/// Waits for something that a program does by itself.
#[track_caller]
fn comes(what: &str, mut is_there: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !is_there() {
        assert!(begun.elapsed().as_secs() < 90, "{what}");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut waiting = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let kind = entry.file_type().expect("kind");
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_portable_program_keeps_everything_beside_it() {
    let machine = Machine::start(96);
    let folder = unpack(&machine, "Kanzlei Größl & Söhne");
    let program = folder.join("kontorpost.exe");
    add_benutzer(&machine, &program);
    let list = machine
        .run(&program, &["--json", "benutzer", "list"])
        .done();
    assert_eq!(list.objects()[0]["name"], "Susi Weiß");
    assert!(
        folder.join("Daten/kontorpost.db").exists(),
        "{:?}",
        files(&folder)
    );
    assert!(!machine.profile("AppData/Local/Kontorpost").exists());
    assert!(!machine.profile("AppData/Roaming/Kontorpost").exists());
    let mut window = machine.open(folder.join("kontorpostw.exe"), &[]);
    machine.window("Kontorpost");
    machine.sees("Kontorpost", "Susi Weiß");
    machine.picture("portabel");
    leave(&machine, &mut window);
    assert!(
        folder.join("Daten/window.toml").exists(),
        "{:?}",
        files(&folder)
    );
    assert!(!machine.profile("AppData/Roaming/Kontorpost").exists());
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn a_fault_of_the_program_is_told_and_written_down() {
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    let mut command = machine.command(folder.join("kontorpostw.exe"));
    let mut program = command
        .env("KONTORPOST_TEST_CRASH", "1")
        .spawn()
        .expect("Wine");
    machine.window("Kontorpost");
    machine.sees("Kontorpost", "absturz.log");
    machine.picture("absturz");
    machine.keys(&["Return"]);
    assert!(!program.wait().expect("end").success());
    let written = files(&machine.profile("AppData/Local/Kontorpost"));
    let log = written.iter().find(|it| it.ends_with("absturz.log"));
    let log = std::fs::read_to_string(log.expect("absturz.log")).expect("text");
    assert!(log.contains("KONTORPOST_TEST_CRASH"), "{log}");
    assert!(log.contains(VERSION) && log.contains("windows"), "{log}");
}

/// The files of the machine without the registry hold none of these words, as text or as UTF-16.
#[track_caller]
fn no_file_holds(machine: &Machine, words: &str) {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for file in files(&machine.drive().join("users"))
        .into_iter()
        .chain(files(&machine.drive().join("Programm")))
    {
        let bytes = std::fs::read(&file).expect("file");
        for needle in [words.as_bytes(), wide.as_slice()] {
            let is_there = bytes.windows(needle.len()).any(|it| it == needle);
            assert!(!is_there, "{file:?}");
        }
    }
}

fn seen(path: &Path) -> String {
    seen_from_there(path)
}
