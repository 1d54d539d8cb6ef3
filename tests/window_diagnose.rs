//! "Hilfe", "Diagnose" and the detailed log, worked like a clerk whom the hotline asks for it.

#![cfg(unix)]

#[path = "support/window.rs"]
mod window;

use kontorpost::gui::app::Message as AppMessage;
use kontorpost::gui::dialog::Message as DialogMessage;
use kontorpost::gui::dialog::diagnose::{Diagnose, Message};
use kontorpost::gui::dialog::settings::{Settings, Tab};
use kontorpost::gui::files::Named;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use std::path::{Path, PathBuf};
use std::process::Command;
use window::Desk;

/// Whatever the last chosen line of the menu "Hilfe" opens.
fn help(desk: &mut Desk, what: &str) {
    desk.click("Hilfe");
    desk.wait_for("Protokollordner öffnen");
    desk.click(what);
}

fn diagnosis(desk: &mut Desk) {
    help(desk, "Diagnose...");
    desk.wait_for("Alles, was der Support sehen würde");
    desk.wait_for("Programm und System");
}

/// As if the system's file window had answered.
fn name_file(desk: &mut Desk, named: Named) {
    let host = desk.app.hosting.hosts().last().expect("the window").id;
    let message = DialogMessage::Diagnose(Message::Named(named));
    desk.tell(AppMessage::Dialog(host, message));
    desk.settle();
}

fn unpacked(file: &Path) -> String {
    let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n\
                  print('\\n'.join(n + '\\n' + z.read(n).decode() for n in z.namelist()))";
    let mut command = Command::new("python3");
    let output = command.args(["-c", script]).arg(file).output();
    let output = output.expect("python3");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

/// The page that is seen, by way of the clipboard.
fn page(desk: &mut Desk) -> String {
    desk.alt('k');
    desk.copied().expect("copied").to_owned()
}

#[test]
fn every_page_is_seen_before_it_is_saved() {
    let mut desk = Desk::practice();
    diagnosis(&mut desk);
    desk.wait_for("Nichts davon ist bisher gespeichert oder gesendet");
    for words in [
        "Einstellungen",
        "Konten",
        "Abruf",
        "Postausgang",
        "Datenbank",
        "Umgebung",
        "Servernamen unkenntlich machen",
        "Speichern unter...",
        "Neu erstellen",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    desk.picture("diagnose", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    // By the keyboard from page to page.
    use iced_test::core::keyboard::key::Named as Key;
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    let accounts = page(&mut desk);
    assert!(accounts.contains("server = localhost:"), "{accounts}");
    assert!(!accounts.contains("post@kanzlei"), "{accounts}");
    desk.picture("diagnose_konten_dunkel", Mode::Dark, 1.0);
    desk.click("Servernamen unkenntlich machen");
    desk.wait_for("Programm und System");
    let hidden = page(&mut desk);
    assert!(hidden.contains("server = host-"), "{hidden}");
    desk.click("Programm und System");
    assert!(page(&mut desk).contains("version = "));
    desk.click("Datenbank");
    assert!(page(&mut desk).contains("# quick_check\nok"));
    desk.picture("diagnose_datenbank_150", Mode::Contrast, 1.5);

    let directory = tempfile::tempdir().expect("directory");
    let file = directory.path().join("d");
    name_file(&mut desk, Named::File(file.clone()));
    desk.wait_for("Gespeichert: ");
    let file = file.with_extension("zip");
    let saved = unpacked(&file);
    assert!(saved.contains(hidden.trim()) && !saved.contains("localhost"));
    assert!(
        !saved.contains("@kanzlei-muster.example"),
        "hosts are hidden"
    );
    desk.picture("diagnose_gespeichert", Mode::Light, 1.0);
    // A folder that is not there, told in words.
    name_file(&mut desk, Named::File(PathBuf::from("/nowhere/d.zip")));
    desk.wait_for("/nowhere/d.zip");
    desk.picture("diagnose_fehler", Mode::Light, 1.0);
}

#[test]
fn without_a_file_window_the_path_is_typed() {
    let mut desk = Desk::practice();
    diagnosis(&mut desk);
    desk.wait_for("Nichts davon ist");
    name_file(&mut desk, Named::Unavailable);
    desk.wait_for("Kontorpost-Diagnose-");
    let directory = tempfile::tempdir().expect("directory");
    let file = directory.path().join("Diagnose für Anna.zip");
    desk.control('a');
    desk.type_text(&file.display().to_string());
    desk.alt('s');
    desk.wait_for("Gespeichert: ");
    assert!(unpacked(&file).contains("programm.txt"));
}

#[test]
fn gathering_can_be_stopped_and_begun_again() {
    let mut desk = Desk::practice();
    desk.open_dialog(Diagnose::default());
    desk.wait_for("Programm und System");
    // Whatever it is at: nothing of an older run comes afterwards.
    desk.click("Neu erstellen");
    let host = desk.app.hosting.hosts().last().expect("the window").id;
    let stop = DialogMessage::Diagnose(Message::Stop);
    desk.tell(AppMessage::Dialog(host, stop));
    desk.wait_until("an end", |desk| {
        desk.sees("Angehalten.") || desk.sees("Programm und System")
    });
    desk.picture("diagnose_angehalten", Mode::Light, 1.0);
    desk.click("Neu erstellen");
    desk.wait_for("Programm und System");
    desk.alt('c');
    desk.wait_until("the end", |desk| desk.app.hosting.hosts().is_empty());
}

#[test]
fn the_menu_leads_to_help_folder_and_what_has_changed() {
    let mut desk = Desk::practice();
    desk.click("Hilfe");
    desk.wait_for("Über Kontorpost");
    desk.picture("hilfe_menue", Mode::Light, 1.0);
    desk.click("Über Kontorpost");
    desk.wait_for("Lizenzen der enthaltenen Bestandteile:");
    assert!(desk.sees("Änderungen:"), "{:#?}", desk.texts());
    desk.picture("ueber", Mode::Light, 1.0);
    desk.press(iced_test::core::keyboard::key::Named::Escape);
    desk.wait_without("Lizenzen der");
    let directory = tempfile::tempdir().expect("directory");
    // The system is asked for the folder; here a program of the test's own notes what it was given.
    let (program, given) = (
        directory.path().join("open.sh"),
        directory.path().join("given"),
    );
    let script = format!("#!/bin/sh\necho \"$@\" > '{}'\n", given.display());
    std::fs::write(&program, script).expect("program");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let may = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&program, may).expect("rights");
    }
    kontorpost::service::handover::use_program(program);
    let log = desk.practice_office().directory.path().join("log");
    help(&mut desk, "Protokollordner öffnen");
    desk.wait_until("the folder", |_| given.exists());
    assert!(log.is_dir(), "made if need be");
}

#[test]
fn the_detailed_log_ends_by_itself_after_a_day() {
    let mut desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    assert_eq!(office.verbose_log_until(), None);
    desk.open_dialog(Settings::new(Tab::Dienste));
    desk.wait_for("Ausführliches Protokoll");
    desk.click("Ausführliches Protokoll");
    desk.click("Speichern");
    desk.wait_for("Das ausführliche Protokoll läuft bis");
    desk.picture("einstellungen_protokoll", Mode::Light, 1.0);
    let until = office.verbose_log_until().expect("a moment");
    let left = until - jiff::Timestamp::now().as_second();
    assert!((86_000..=86_400).contains(&left), "{left}");
    desk.click("Ausführliches Protokoll");
    desk.click("Speichern");
    desk.wait_without("Das ausführliche Protokoll läuft bis");
    assert_eq!(office.verbose_log_until(), None);
    // One that somebody set long ago has ended.
    let log = office.directory().join("log");
    std::fs::write(log.join("ausfuehrlich-bis"), "1000").expect("written");
    assert_eq!(office.verbose_log_until(), None);
}

#[test]
fn it_speaks_english_as_well() {
    let mut desk = Desk::practice();
    desk.app.context.language = Language::English;
    desk.open_dialog(Diagnose::default());
    desk.wait_for("Program and system");
    assert!(
        desk.sees("Nothing of it has been saved"),
        "{:#?}",
        desk.texts()
    );
    desk.picture("diagnose_englisch", Mode::Light, 1.0);
}
