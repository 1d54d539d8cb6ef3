//! The program that stays: the symbol beside the clock, later starts, and what it finds of Windows'
//! own settings.

use crate::wine::{Machine, package};
use crate::{comes, leave, seen, unpack_usual};
use std::path::Path;
use std::process::Child;

const MAIN: &str = "Kontorpost";
const STAY: &str = "Fenster schließen";

/// An office with an account whose server is not there, and its password.
fn furnish(machine: &Machine, program: &Path) {
    crate::add_benutzer(machine, program);
    crate::add_account(machine, program);
}

/// A start that hands over and ends.
#[track_caller]
fn hands_over(machine: &Machine, program: &Path, arguments: &[&str]) {
    let mut command = machine.command(program);
    command.args(arguments).env("KONTORPOST_PATIENCE", "120");
    let status = command.status().expect("Wine");
    assert!(status.success(), "{status}");
}

#[track_caller]
fn still_runs(program: &mut Child) {
    let ended = program.try_wait().expect("state");
    assert!(ended.is_none(), "{ended:?}");
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn a_later_start_hands_over_to_the_one_that_stays() {
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    furnish(&machine, &folder.join("kontorpost.exe"));
    let program = folder.join("kontorpostw.exe");
    let mut window = machine.open(&program, &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Posteingang");
    // As the registry of Windows calls it.
    let link = "mailto:mandant@firma.example?subject=R%C3%BCckfrage&body=Guten%20Tag";
    hands_over(&machine, &program, &["open", "--", link]);
    let letter = "E-Brief: Rückfrage";
    machine.window(letter);
    machine.sees(letter, "mandant@firma.example");
    machine.picture("zweiter_start_mailto");
    let mail = "From: anna@mandant.example\r\nTo: post@kanzlei.example\r\nSubject: Vollmacht\r\n\
                Message-ID: <v@mandant.example>\r\n\r\nAnbei.\r\n";
    std::fs::write(machine.drive().join("Größe & Frist.eml"), mail).expect("file");
    let file = ["open", "--", "C:\\Größe & Frist.eml"];
    hands_over(&machine, &program, &file);
    machine.sees("Nachricht: Vollmacht", "liegt nicht im Büro");
    machine.keys(&["Escape"]);
    machine.wait_without("Nachricht: Vollmacht");
    // The window goes, the program stays, and the next start brings the window back.
    machine.window(MAIN);
    machine.opens("alt+F4", STAY);
    machine.picture("weiterlaufen");
    machine.keys(&["Return"]);
    machine.wait_without(MAIN);
    machine.wait_without(letter);
    still_runs(&mut window);
    hands_over(&machine, &program, &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Posteingang");
    machine.picture("wieder_da");
    still_runs(&mut window);
    leave(&machine, &mut window);
    // Nothing was sent by any of it, and what was written is kept.
    let list = |what: [&str; 3]| {
        let program = folder.join("kontorpost.exe");
        machine.run(program, &what).done().objects()
    };
    assert!(list(["--json", "outbox", "list"]).is_empty());
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn it_stays_without_asking_again_and_is_not_taken_off_meanwhile() {
    let machine = Machine::start(96);
    machine.run(package(false, "-Setup.exe"), &["/S"]).done();
    let folder = machine.profile("AppData/Local/Programs/Kontorpost");
    let program = folder.join("kontorpostw.exe");
    furnish(&machine, &folder.join("kontorpost.exe"));
    let mut window = machine.open(&program, &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Posteingang");
    machine.opens("alt+F4", STAY);
    machine.keys(&["alt+n", "Return"]);
    machine.wait_without(MAIN);
    still_runs(&mut window);
    // Wine draws the symbol, but does not say where it is, without which it cannot be clicked.
    machine.picture("infobereich");
    hands_over(&machine, &program, &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Posteingang");
    machine.keys(&["alt+F4"]);
    machine.wait_without(MAIN);
    assert!(!machine.has_window(STAY));
    still_runs(&mut window);
    // Nothing is replaced or taken away while it is there, seen or not.
    assert_eq!(machine.run(package(false, "-Setup.exe"), &["/S"]).code, 5);
    let uninstaller = folder.join("Deinstallieren.exe");
    let from_here = format!("_?={}", seen(&folder));
    assert_eq!(machine.run(&uninstaller, &["/S", &from_here]).code, 5);
    still_runs(&mut window);
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn it_enters_itself_as_a_mail_program_and_out_again() {
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    let program = folder.join("kontorpost.exe");
    let state = |verb: &str| {
        let answer = machine.run(&program, &["--json", "mailprogram", verb]);
        answer.done().objects().remove(0)["registered"] == true
    };
    assert!(!state("show"));
    assert!(state("register") && state("show"));
    let key = "HKCU\\Software\\Classes\\Kontorpost.mailto\\shell\\open\\command";
    let command = machine.registry(key, "").expect("mailto");
    assert!(
        command.contains("\\Programm\\kontorpostw.exe\"") && command.ends_with("open -- \"%1\""),
        "{command}"
    );
    assert!(!state("unregister") && !state("show"));
    for key in [
        "Clients\\Mail\\Kontorpost",
        "Classes\\Kontorpost.mailto",
        "Classes\\Kontorpost.eml",
    ] {
        assert!(!machine.has_key(&format!("HKCU\\Software\\{key}")), "{key}");
    }
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn it_starts_without_a_window_at_sign_in() {
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    let program = folder.join("kontorpostw.exe");
    furnish(&machine, &folder.join("kontorpost.exe"));
    let mut hidden = machine.open(&program, &["--tray"]);
    // The first one listens as soon as it is there; the second start brings its window.
    comes("the first start", || {
        let run = machine.profile("AppData/Local/Kontorpost");
        crate::files(&run)
            .iter()
            .any(|it| it.extension().is_some_and(|it| it == "pipe"))
    });
    assert!(!machine.has_window(MAIN));
    hands_over(&machine, &program, &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Posteingang");
    still_runs(&mut hidden);
    leave(&machine, &mut hidden);
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_diagnosis_names_the_proxy_of_windows_and_the_log() {
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    let program = folder.join("kontorpost.exe");
    furnish(&machine, &program);
    let key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";
    for (name, kind, value) in [
        ("ProxyEnable", "REG_DWORD", "1"),
        (
            "ProxyServer",
            "REG_SZ",
            "http=a.example:80;https=proxy.kanzlei.example:3128",
        ),
        ("ProxyOverride", "REG_SZ", "*.kanzlei.example;10.*;<local>"),
    ] {
        let add = ["add", key, "/v", name, "/t", kind, "/d", value, "/f"];
        machine.run("reg", &add).done();
    }
    let shown = machine.run(&program, &["diagnose", "--show"]).done().stdout;
    let has = |words: &str| shown.lines().any(|it| it.trim_end() == words);
    for words in [
        "from = windows",
        "proxy = proxy.kanzlei.example:3128",
        "no_proxy = .kanzlei.example,10.0.0.0/8",
        "os = windows",
        "keychain = answers",
    ] {
        assert!(has(words), "{words}\n{shown}");
    }
    assert!(shown.contains("account = 1 incoming=true"), "{shown}");
    assert!(!shown.contains(crate::PASSWORD));
    let out = ["diagnose", "--out", "C:\\Diagnose für den Support.zip"];
    machine.run(&program, &out).done();
    let zip = machine.drive().join("Diagnose für den Support.zip");
    let listed = std::process::Command::new("unzip")
        .arg("-l")
        .arg(&zip)
        .output()
        .expect("unzip");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("umgebung.txt"), "{listed} {}", seen(&zip));
}
