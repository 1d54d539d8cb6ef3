//! What installs the program, and takes it away.

use crate::wine::{Machine, package};
use crate::{VERSION, add_account, add_benutzer, comes, leave, seen};
use std::path::PathBuf;

const UNINSTALL: &str = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Kontorpost";
const AUTOSTART: &str = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";
const MAILTO: &str = "Software\\Classes\\Kontorpost.mailto\\shell\\open\\command";

#[track_caller]
fn has_benutzer(machine: &Machine, program: &PathBuf) {
    let list = machine.run(program, &["--json", "benutzer", "list"]).done();
    assert_eq!(list.objects()[0]["name"], "Susi Weiß");
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn setup_installs_upgrades_and_leaves_the_data() {
    let machine = Machine::start(96);
    let (older, newer) = (package(true, "-Setup.exe"), package(false, "-Setup.exe"));
    machine.run(&older, &["/S"]).done();
    let folder = machine.profile("AppData/Local/Programs/Kontorpost");
    let program = folder.join("kontorpost.exe");
    assert_eq!(
        machine.registry(UNINSTALL, "DisplayVersion").as_deref(),
        Some("0.0.1")
    );
    add_benutzer(&machine, &program);
    machine.run(&newer, &["/S"]).done();
    assert_eq!(
        machine.registry(UNINSTALL, "DisplayVersion").as_deref(),
        Some(VERSION)
    );
    has_benutzer(&machine, &program);
    let menu = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Kontorpost/Kontorpost.lnk";
    assert!(machine.profile(menu).exists());
    let command = machine
        .registry(&format!("HKCU\\{MAILTO}"), "")
        .expect("mailto");
    assert!(
        command.ends_with("\\Kontorpost\\kontorpostw.exe\" open -- \"%1\""),
        "{command}"
    );
    let open_with = "HKCU\\Software\\Classes\\.eml\\OpenWithProgids";
    assert!(machine.registry(open_with, "Kontorpost.eml").is_some());
    // Nobody goes back by mistake, and nothing is replaced that runs.
    assert_eq!(machine.run(&older, &["/S"]).code, 6);
    let mut window = machine.open(folder.join("kontorpostw.exe"), &[]);
    machine.window("Kontorpost.*");
    assert_eq!(machine.run(&newer, &["/S"]).code, 5);
    let uninstaller = folder.join("Deinstallieren.exe");
    let from_here = format!("_?={}", seen(&folder));
    assert_eq!(machine.run(&uninstaller, &["/S", &from_here]).code, 5);
    leave(&machine, &mut window);
    let add = [
        "add",
        AUTOSTART,
        "/v",
        "Kontorpost",
        "/d",
        "kontorpostw.exe --tray",
        "/f",
    ];
    machine.run("reg", &add).done();
    machine.run(&uninstaller, &["/S"]).done();
    comes("uninstalled", || !folder.exists());
    comes("unregistered", || !machine.has_key(UNINSTALL));
    for key in [
        "Clients\\Mail\\Kontorpost",
        "Classes\\Kontorpost.mailto",
        "Classes\\Kontorpost.eml",
        "Kontorpost",
    ] {
        assert!(!machine.has_key(&format!("HKCU\\Software\\{key}")), "{key}");
    }
    assert_eq!(machine.registry(AUTOSTART, "Kontorpost"), None);
    assert_eq!(
        machine.registry("HKCU\\Software\\RegisteredApplications", "Kontorpost"),
        None
    );
    assert_eq!(machine.registry(open_with, "Kontorpost.eml"), None);
    assert!(!machine.profile(menu).exists());
    // Installed again, everything is there as before.
    machine.run(&newer, &["/S"]).done();
    has_benutzer(&machine, &program);
}

/// Whether a secret of the program's is in the Credential Manager, where Wine keeps it.
fn has_secret(machine: &Machine) -> bool {
    let key = "HKCU\\Software\\Wine\\Credential Manager";
    let found = machine.run("reg", &["query", key, "/s"]).stdout;
    found.contains("Kontorpost ")
}

/// Goes through the pages of Setup with Enter, and of the uninstaller; answers the question about the
/// data. The pages' words come in the order in which they appear.
fn pages(language: &'static str, pages: [&str; 3], question: &str, yes: &str) {
    let mut machine = Machine::start(96);
    machine.language = language;
    let short = &language[..2];
    let mut setup = machine.open(package(false, "-Setup.exe"), &[]);
    for (number, words) in pages.iter().enumerate() {
        machine.window(".*Kontorpost.*");
        machine.sees(".*Kontorpost.*", words);
        machine.picture(&format!("setup_{short}_{number}"));
        machine.keys(&["Return"]);
    }
    assert!(setup.wait().expect("end").success());
    // The last page starts the program.
    machine.window("Kontorpost");
    let folder = machine.profile("AppData/Local/Programs/Kontorpost");
    add_benutzer(&machine, &folder.join("kontorpost.exe"));
    add_account(&machine, &folder.join("kontorpost.exe"));
    machine.window("Kontorpost");
    machine.opens("alt+F4", "Fenster schließen");
    machine.keys(&["alt+b"]);
    machine.wait_without("Kontorpost");
    let data = machine.profile("AppData/Local/Kontorpost");
    assert!(data.exists());
    for (key, is_kept) in [("Return", true), (yes, false)] {
        let mut remove = machine.open(folder.join("Deinstallieren.exe"), &[]);
        machine.window(".*Kontorpost.*");
        machine.keys(&["Return"]);
        machine.sees(".*Kontorpost.*", question);
        machine.picture(&format!("deinstallieren_{short}_frage_{key}"));
        machine.keys(&[key]);
        comes("uninstalled", || !folder.exists());
        comes("closed", || {
            machine.keys(&["Return"]);
            !machine.has_window(".*Kontorpost.*")
        });
        let _ = remove.wait();
        assert_eq!(data.exists(), is_kept, "{key}");
        assert_eq!(has_secret(&machine), is_kept, "{key}");
        machine.run(package(false, "-Setup.exe"), &["/S"]).done();
    }
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_pages_of_setup_in_german() {
    pages(
        "de_DE.UTF-8",
        ["Willkommen", "Zielverzeichnis", "wird abgeschlossen"],
        "Auch die gespeicherte Post",
        "alt+j",
    );
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_pages_of_setup_in_english() {
    pages(
        "en_GB.UTF-8",
        ["Welcome", "Destination Folder", "Completing Kontorpost"],
        "Delete the stored mail",
        "alt+y",
    );
}

/// How often Windows lists the program as installed for all.
fn listed(machine: &Machine) -> usize {
    let key = "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
    let found = machine.run("reg", &["query", key, "/s"]).stdout;
    let names = found.lines().filter(|it| it.contains("DisplayName"));
    names
        .filter(|it| it.trim_end().ends_with("Kontorpost"))
        .count()
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_msi_installs_upgrades_and_leaves_the_data() {
    let machine = Machine::start(96);
    let (older, newer) = (seen(&package(true, ".msi")), seen(&package(false, ".msi")));
    machine.run("msiexec", &["/i", &older, "/qn"]).done();
    let folder = machine.drive().join("Program Files/Kontorpost");
    let program = folder.join("kontorpost.exe");
    add_benutzer(&machine, &program);
    machine.run("msiexec", &["/i", &newer, "/qn"]).done();
    has_benutzer(&machine, &program);
    assert_eq!(listed(&machine), 1, "one version is listed");
    let command = machine
        .registry(&format!("HKLM\\{MAILTO}"), "")
        .expect("mailto");
    assert!(
        command.contains("\\Kontorpost\\kontorpostw.exe\" open -- \"%1\""),
        "{command}"
    );
    assert_ne!(machine.run("msiexec", &["/i", &older, "/qn"]).code, 0);
    has_benutzer(&machine, &program);
    assert_eq!(listed(&machine), 1, "the newer one stays");
    // Setup for one user says no.
    assert_eq!(machine.run(package(false, "-Setup.exe"), &["/S"]).code, 7);
    let mut window = machine.open(folder.join("kontorpostw.exe"), &[]);
    machine.window("Kontorpost");
    machine.picture("msi");
    leave(&machine, &mut window);
    machine.run("msiexec", &["/x", &newer, "/qn"]).done();
    comes("uninstalled", || !folder.exists());
    assert_eq!(listed(&machine), 0);
    assert!(!machine.has_key("HKLM\\Software\\Clients\\Mail\\Kontorpost"));
    assert!(machine.profile("AppData/Local/Kontorpost").exists());
}
